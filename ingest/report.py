"""What Stage 1 says of its work: JSON for the hypervisor, words for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ingest.adopt import Adoption
from ingest.door import IngestResult
from ingest.drain import DrainError, DrainResult
from ledger import printed
from ledger.streams import say
from ledger.wording import numbered, tallied
from projections.contract import ISSUES

_NAMED = 10
# Fields that the earlier system's callers look up; what they counted is Stage 2's work here, or nobody's.
_NOT_HERE = dict.fromkeys(
    (
        "stage1_retention_marked_records",
        "stage1_missing_retention_marker_count",
        "stage1_uia_docs_inserted",
        "stage1_plugin_completion_records",
        "stage2_projection_generated_docs",
        "stage2_projection_inserted_docs",
        "stage2_projection_errors",
    ),
    0,
)


def told_ingest(result: IngestResult, *, as_json: bool) -> int:
    """Print what happened to one directory; return the exit code."""
    say(spelled(ingest_json(result)) if as_json else ingest_words(result))
    return 1 if result.errors else 0


def told_drain(result: DrainResult, *, as_json: bool) -> int:
    """Print what happened to a spool; return the exit code: that of the first directory that was refused."""
    say(spelled(drain_json(result)) if as_json else drain_words(result))
    if result.errors:
        return result.errors[0].exit_code
    return 1 if any(each.errors for each in result.results) else 0


def told_adoption(adoption: Adoption, *, as_json: bool) -> int:
    """Print what was brought over; return the exit code."""
    taken = adoption.ingest
    if as_json:
        fields = {"data_dir": adoption.data_dir, "kept": adoption.kept, "names": list(adoption.names)}
        say(spelled({**fields, "ingest": ingest_json(taken) if taken is not None else None}))
        return 0
    say(f"The old files lie unchanged in {adoption.data_dir}/{adoption.kept}: {', '.join(adoption.names)}.")
    if taken is None:
        say("  They were taken in before; nothing was added.")
        return 0
    counts = taken.counts
    files = counts["media_files_linked"] + counts["media_files_copied"]
    rows, frames = numbered(counts["metadata_rows_copied"], "row"), numbered(counts["frames"], "frame")
    say(f"  Taken in: {rows} ({frames}), {numbered(files, 'media file')}.")
    for error in _first(taken.errors):
        say(f"  {error}")
    return 0


def ingest_json(result: IngestResult) -> dict[str, Any]:
    """Return the fields of the wire formats page (3.2), counts beside the rest, and ours."""
    fields = msgspec.structs.asdict(result)
    counts = fields.pop("counts")
    return {**_NOT_HERE, **fields, **counts, "errors": list(result.errors)}


def drain_json(result: DrainResult) -> dict[str, Any]:
    """Return the fields of the wire formats page (3.2), and ours."""
    return {
        "spool_root": result.spool_root,
        "dest_data_root": result.dest_data_root,
        "spool_root_exists": result.there,
        "processed": len(result.results),
        "skipped_marked": result.skipped_marked,
        "vanished": result.vanished,
        "waiting": [_error_json(error) for error in result.waiting],
        "errors": [_error_json(error) for error in result.errors],
        "results": [ingest_json(each) for each in result.results],
    }


def spelled(fields: dict[str, Any]) -> str:
    """Return JSON as the hypervisor expects it: sorted keys, indent 2."""
    return printed.spelled(fields)


def ingest_words(result: IngestResult) -> str:
    """Return what happened to one directory, for a person."""
    counts = result.counts
    files = counts["media_files_linked"] + counts["media_files_copied"]
    how = "linked" if counts["media_files_linked"] else "copied"
    lines = [
        f"{result.handoff_root}: already ingested, nothing was added."
        if result.already_ingested
        else f"{result.handoff_root}: ingested. {numbered(counts['metadata_rows_copied'], 'row')} "
        f"({numbered(counts['frames'], 'frame')}), {numbered(files, 'media file')} {how}, "
        f"{_size(counts['bytes_ingested'])}."
    ]
    lacking = counts["frames"] - counts["stage1_complete_records"]
    if lacking:
        lines.append(f"  {numbered(lacking, 'frame is', 'frames are')} incomplete: {_lacks(counts)}.")
    if counts["frames_without_time"]:
        timeless = numbered(counts["frames_without_time"], "frame has", "frames have")
        lines.append(f"  {timeless} no readable time: kept, but not read.")
    if counts["metadata_rows_conflicting"]:
        rows = numbered(counts["metadata_rows_conflicting"], "row contradicts", "rows contradict")
        lines.append(f"  {rows} an earlier one with the same id: both are kept.")
    if differing := counts.get("metadata_rows_hash_mismatch"):
        rows = numbered(differing, "row does", "rows do")
        lines.append(f"  {rows} not have the stated hash (payload_hash): kept as is.")
    lines.append(
        f"  The hypervisor may delete its copy: {result.ack_path}"
        if result.marker
        else "  No marker was written: the hypervisor keeps its copy."
    )
    lines.extend(f"  {error}" for error in _first(result.errors))
    return "\n".join(lines)


def _first(errors: Sequence[str]) -> Iterator[str]:
    """Yield some of the errors, and how many more there are."""
    yield from errors[:_NAMED]
    if len(errors) > _NAMED:
        yield f"and {len(errors) - _NAMED} more of the kind; --json names all."


def _lacks(counts: dict[str, int]) -> str:
    return tallied({issue: counts.get(f"frames_{issue}", 0) for issue in ISSUES})


def drain_words(result: DrainResult) -> str:
    """Return what happened to a spool, for a person."""
    if not result.there:
        return f"There is no directory {result.spool_root}: nothing to ingest."
    lines = [ingest_words(each) for each in result.results]
    lines.extend(f"{error.handoff_root}: not yet. {error.error}" for error in result.waiting)
    lines.extend(f"{error.handoff_root}: refused ({error.name}). {error.error}" for error in result.errors)
    new = sum(not each.already_ingested for each in result.results)
    lines.append(
        f"{result.spool_root}: {new} ingested, "
        f"{result.skipped_marked + len(result.results) - new} were already, "
        f"{len(result.waiting)} still being written, {len(result.errors)} refused."
    )
    return "\n".join(lines)


def _error_json(error: DrainError) -> dict[str, Any]:
    return {"handoff_root": error.handoff_root, "name": error.name, "error": error.error}


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count} bytes"
