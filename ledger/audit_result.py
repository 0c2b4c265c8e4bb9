"""The report of an audit, put together from what was found in its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ledger.audit_ledger import Opening
from ledger.audit_part import Part
from ledger.audit_report import Fault, Report, unexplained
from ledger.keyring import Keyring
from ledger.note import Checkpoint


def report_of(
    parts: Sequence[Part],
    segments: Sequence[Fault],
    opening: Opening | None,
    keys: Keyring,
    *,
    complete: bool,
    partial: bool,
) -> Report:
    """Return the report on parts that follow one another, and on the segments they are stored in."""
    last = parts[-1]
    broken = _joined([fault for part in parts for fault in part.faults], segments)
    unknown: Counter[str] = Counter()
    for part in parts:
        unknown.update(part.unknown)
    return Report(
        state="damaged" if broken else "torn" if any(last.torn) else "intact",
        faults=(*broken, *(fault for part in parts for fault in part.media)),
        unlisted=sum(part.unlisted for part in parts),
        events=last.end,
        commits=sum(part.commits for part in parts),
        blobs=sum(part.blobs for part in parts),
        bytes=sum(sum(part.read) for part in parts),
        good=_checkpoint(last, opening),
        unknown_kinds=tuple(sorted(unknown.items())),
        torn_journal=last.torn[1],
        torn_ledger=last.torn[0],
        writing=last.writing,
        origin=opening.origin if opening else "",
        fingerprint=keys.current.fingerprint if opening else "",
        first_fingerprint=keys.root.fingerprint if opening else "",
        first=parts[0].first,
        complete=complete,
        partial=partial,
        segments=len({(seal.log, seal.first) for part in parts for _, seal in part.sealed}),
        views=tuple(fault for part in parts for fault in part.views),
        setbacks=tuple(line for part in parts for line in part.setbacks),
    )


def _joined(faults: Sequence[Fault], segments: Sequence[Fault]) -> list[Fault]:
    """Put what is wrong with a segment in the place of the lines that are missed because of it."""
    return sorted((*unexplained(faults, segments), *segments), key=lambda fault: (fault.log != "ledger", fault.seq))


def _checkpoint(last: Part, opening: Opening | None) -> Checkpoint | None:
    good = last.good
    return Checkpoint(opening.origin, good.size, good.frontier_at().root()) if good and opening else None
