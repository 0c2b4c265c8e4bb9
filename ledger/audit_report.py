"""What an audit found: every fault by log and number, and what was looked at."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from ledger.chain import Break
from ledger.event import event_id
from ledger.note import Checkpoint

Log = Literal["ledger", "journal", "media"]
State = Literal["intact", "torn", "damaged"]

_EACH = "each: "


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was committed.

    `seq` is the number of the line in its log; for `media` that of the journal's event that admitted the
    file. `offset` is the byte where the line begins, where it is known. `what` goes on from "line `seq`".
    A fault may be that of several lines, up to `last`; otherwise `last` is `seq`.
    """

    log: Log
    seq: int
    offset: int | None
    what: str
    last: int

    @property
    def event_id(self) -> str:
        """The id of the (first) event concerned, as citations spell it; empty for a ledger line."""
        return "" if self.log == "ledger" else event_id(self.seq)

    def __str__(self) -> str:
        lines = f"line {self.seq}" if self.last == self.seq else f"lines {self.seq} to {self.last}"
        place = "" if self.offset is None else f" (at byte {self.offset})"
        return f"{'journal' if self.log == 'media' else self.log} {lines}{place} {self.what}"


def of_breaks(log: Log, breaks: Mapping[int, Break]) -> list[Fault]:
    """Return the faults of one log by number; neighbouring lines with the same one share it."""
    faults: list[Fault] = []
    for _, found in sorted(breaks.items()):
        before = faults[-1] if faults else None
        if before and before.last + 1 == found.seq and before.what.removeprefix(_EACH) == found.what:
            faults[-1] = replace(before, what=_EACH + found.what, last=found.last)
        else:
            offset = found.offset if found.offset >= 0 else None
            faults.append(Fault(log, found.seq, offset, found.what, found.last))
    return faults


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an audit.

    `state` is that of the logs: `intact`; `torn` where they end in an unfinished write; `damaged` where
    committed bytes are wrong or gone. `faults` has the ledger's first, then the journal's, then those of
    blobs, each by number; `unlisted` counts those that are too many to list.

    `events`, `commits`: how many the ledger commits to. `bytes`: of both logs, committed. `blobs`: admitted
    files looked at. `good`: the last checkpoint up to which nothing is wrong. `unknown_kinds`: kinds that a
    later version wrote, and how many of each. `torn_journal`, `torn_ledger`: bytes of the unfinished write.
    `writing`: a writer was at work meanwhile, and bytes behind the last commit are its own. `fingerprint`:
    SHA-256 of the public key that signs, to be compared with one written down elsewhere.
    """

    state: State
    faults: tuple[Fault, ...]
    unlisted: int
    events: int
    commits: int
    blobs: int
    bytes: int
    good: Checkpoint | None
    unknown_kinds: tuple[tuple[str, int], ...]
    torn_journal: int
    torn_ledger: int
    writing: bool
    origin: str
    fingerprint: str

    @property
    def exit_code(self) -> int:
        """0 intact, 1 an unfinished write lies at the end, 3 damaged, 5 blobs are missing or wrong, the logs not."""
        if self.state == "damaged":
            return 3
        if self.faults:
            return 5
        return 1 if self.state == "torn" else 0


def as_json(report: Report) -> str:
    """Return a report for programs: one JSON object on one line, with the fields of `Report` and `exit_code`."""
    good = report.good and {
        "origin": report.good.origin,
        "size": report.good.size,
        "root": base64.b64encode(report.good.root).decode(),
    }
    faults = [
        {
            "log": fault.log,
            "seq": fault.seq,
            "last": fault.last,
            "offset": fault.offset,
            "what": fault.what,
            "event_id": fault.event_id,
        }
        for fault in report.faults
    ]
    told = {
        "state": report.state,
        "exit_code": report.exit_code,
        "faults": faults,
        "unlisted": report.unlisted,
        "events": report.events,
        "commits": report.commits,
        "blobs": report.blobs,
        "bytes": report.bytes,
        "good": good,
        "unknown_kinds": dict(report.unknown_kinds),
        "torn_journal": report.torn_journal,
        "torn_ledger": report.torn_ledger,
        "writing": report.writing,
        "origin": report.origin,
        "fingerprint": report.fingerprint,
    }
    return msgspec.json.encode(told).decode()


def in_words(report: Report) -> str:
    """Return a report for people: the verdict, what was looked at, and each fault on a line of its own."""
    lines = [_VERDICTS[report.exit_code]]
    lines += [f"  {fault}" for fault in report.faults]
    if report.unlisted:
        lines.append(f"  and {report.unlisted} more")
    if report.state == "damaged":
        lines.append(_last_good(report))
    if report.faults:
        lines.append("Nothing was changed. Restore what is named above from a backup.")
    lines += _remarks(report)
    lines.append(f"{report.events} events in {report.commits} commits, {report.bytes} bytes; {report.blobs} blobs.")
    lines.append(f"Log {report.origin or 'of unknown origin'}, key {report.fingerprint or 'unknown'}.")
    return "\n".join(lines)


def _last_good(report: Report) -> str:
    if report.good is None:
        return "No commit lies before all that is wrong."
    return f"The last commit before all that is wrong ends with event {report.good.size - 1}."


_VERDICTS = {
    0: "Intact: every committed line is the one that was committed.",
    1: "Intact, with an unfinished write at the end.",
    3: "Damaged: committed lines are wrong or gone.",
    5: "The logs are intact; blobs are missing or wrong.",
}


def _remarks(report: Report) -> list[str]:
    remarks = []
    if report.torn_journal or report.torn_ledger:
        torn = f"{report.torn_journal} bytes of the journal and {report.torn_ledger} of the ledger"
        remarks.append(f"{torn} were never committed; the next command that writes sets them aside in quarantine/.")
    if report.writing:
        remarks.append("Another process is writing: what lies behind the last commit is its work.")
    if report.unknown_kinds:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in report.unknown_kinds)
        remarks.append(f"A later version wrote kinds that this one does not know: {kinds}.")
    return remarks
