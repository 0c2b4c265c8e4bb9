"""`reap_eligible.json` v1, the file that tells the hypervisor it may delete its copy: bytes in, value out, no disk.

Sources: wire formats 3.5, work order 2.2.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import PureWindowsPath
from typing import Any

import msgspec

NAME = "reap_eligible.json"
SCHEMA = "autocapture.handoff.reap_eligible.v1"
REQUIRED_COUNTS = ("metadata_rows_copied", "media_files_linked", "media_files_copied", "bytes_ingested")

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z", re.ASCII)


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """What a marker says. Paths are absolute, `ingested_at_utc` ends in Z.

    `counts` holds at least the four of REQUIRED_COUNTS, none below zero; more are tolerated by the hypervisor
    (wire formats 3.5), more keys beside these fields are not known to be.
    """

    handoff_root: str
    dest_data_root: str
    ingested_at_utc: str
    ingest_run_id: str
    counts: dict[str, int]
    integrity: dict[str, str | int] = {}


def marker_bytes(marker: Marker) -> bytes:
    """Return the file's bytes: JSON, sorted keys, indent 2, ASCII, a newline at the end. Same value, same bytes.

    Raises:
        ValueError: the hypervisor would not take this for a v1 marker, and so never delete the directory.
    """
    body = {"schema": SCHEMA, **msgspec.structs.asdict(marker)}
    raw = (json.dumps(body, sort_keys=True, indent=2, allow_nan=False) + "\n").encode("ascii")
    if parse_marker(raw) != marker:
        raise ValueError(f"not a valid {SCHEMA} marker: {marker!r}")
    return raw


def parse_marker(raw: bytes) -> Marker | None:
    """Return the marker, or None where a reaper must not delete on it: any byte, field or type off means None.

    Unknown keys are tolerated: those under `counts` that are numbers, and under `integrity` that are text or numbers,
    are kept, the others dropped. `integrity` may be absent.
    """
    try:
        seen = msgspec.json.decode(raw, type=_Seen)
    except (ValueError, RecursionError):
        return None
    marker = Marker(
        handoff_root=seen.handoff_root,
        dest_data_root=seen.dest_data_root,
        ingested_at_utc=seen.ingested_at_utc,
        ingest_run_id=seen.ingest_run_id,
        counts={key: value for key, value in seen.counts.items() if _is_count(value)},
        integrity={key: value for key, value in seen.integrity.items() if isinstance(value, str) or _is_count(value)},
    )
    return marker if seen.schema == SCHEMA and _is_sound(marker) else None


class _Seen(msgspec.Struct, frozen=True):
    """The file as strangers may have written it."""

    schema: str
    handoff_root: str
    dest_data_root: str
    ingested_at_utc: str
    ingest_run_id: str
    counts: dict[str, Any]
    integrity: dict[str, Any] = {}


def _is_sound(marker: Marker) -> bool:
    return (
        all(name in marker.counts for name in REQUIRED_COUNTS)
        and _is_absolute(marker.handoff_root)
        and _is_absolute(marker.dest_data_root)
        and _is_instant(marker.ingested_at_utc)
        and bool(marker.ingest_run_id)
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_absolute(path: str) -> bool:
    return path.startswith("/") or PureWindowsPath(path).is_absolute()


def _is_instant(text: str) -> bool:
    if not _INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
