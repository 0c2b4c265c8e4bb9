"""What an audit found: every fault by log and number, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from ledger import printed
from ledger.chain import Break
from ledger.event import event_id, events_from
from ledger.note import Checkpoint

Log = Literal["ledger", "journal", "media", "views"]
State = Literal["intact", "torn", "damaged"]

_EACH = "each: "


class Fault(msgspec.Struct, frozen=True):
    """One thing that is not as it was committed.

    `seq` is the number of the line in its log; for `media` that of the journal's event that admitted the
    file. `offset` is the byte of the log where the line begins, where it is known. `what` goes on from "line
    `seq`". A fault may be that of several lines, up to `last`; otherwise `last` is `seq`. `file` is the file
    concerned, relative to the DataRoot, where that is not simply the log's own.
    """

    log: Log
    seq: int
    offset: int | None
    what: str
    last: int
    file: str = ""

    @property
    def event_id(self) -> str:
        """The id of the (first) event concerned, as citations spell it; empty for a ledger line."""
        return "" if self.log == "ledger" else event_id(self.seq)

    @property
    def events(self) -> range:
        """The numbers of the events concerned; none for a ledger line."""
        return range(self.seq, 0 if self.log == "ledger" else self.last + 1)

    def __str__(self) -> str:
        lines = f"line {self.seq}" if self.last == self.seq else f"lines {self.seq} to {self.last}"
        if self.log == "views":
            return f"{self.file} {self.what}"
        places = [f"at byte {self.offset}"] if self.offset is not None else []
        places += [f"in {self.file}"] if self.file and self.log != "media" else []
        place = f" ({', '.join(places)})" if places else ""
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


def unexplained(faults: Iterable[Fault], by: Iterable[Fault]) -> list[Fault]:
    """Return the faults whose lines do not all lie among those that others, next to each other, tell of."""
    stretches: list[Fault] = []
    for each in sorted(by, key=lambda fault: (fault.log, fault.seq)):
        last = stretches[-1] if stretches else None
        if last is not None and last.log == each.log and each.seq <= last.last + 1:
            stretches[-1] = replace(last, last=max(last.last, each.last))
        else:
            stretches.append(each)
    return [
        fault
        for fault in faults
        if not any(each.log == fault.log and each.seq <= fault.seq and fault.last <= each.last for each in stretches)
    ]


class Report(msgspec.Struct, frozen=True):
    """The outcome of an audit.

    `state` is that of the logs: `intact`; `torn` where they end in an unfinished write; `damaged` where
    committed bytes are wrong or gone. `faults` has the ledger's first, then the journal's, then those of
    blobs, each by number; `unlisted` counts those that are too many to list.

    The events looked at are `first` to `events - 1`; `complete`: that is all that was asked for; `partial`: it was
    not asked for the whole. `commits`: theirs.
    `bytes`: of both logs, read. `blobs`: admitted files looked at. `segments`: sealed stretches. `good`: the last
    checkpoint up to which nothing is wrong. `views`: what is wrong with views that were held against the log.
    `setbacks`: the ledger lines that were written at an earlier time than the line before them.
    `unknown_kinds`: kinds that a later version wrote, and how many of each. `torn_journal`, `torn_ledger`: bytes of
    the unfinished write.
    `lost`: why the processes that were to share the work did not, and one did the rest; empty where they did.
    `writing`: a writer was at work meanwhile, and bytes behind the last commit are its own. `fingerprint`:
    SHA-256 of the public key that signs now, `first_fingerprint` of the one that line 0 of the ledger names: to be
    compared with what was written down elsewhere.
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
    first_fingerprint: str = ""
    first: int = 0
    complete: bool = True
    partial: bool = False
    segments: int = 0
    views: tuple[Fault, ...] = ()
    setbacks: tuple[int, ...] = ()
    lost: str = ""

    @property
    def exit_code(self) -> int:
        """0 intact, 1 an unfinished write lies at the end, 3 damaged; 5 blobs, 9 views are wrong, but not the logs."""
        if self.state == "damaged":
            return 3
        if self.faults:
            return 5
        if self.views:
            return 9
        return 1 if self.state == "torn" else 0


def as_json(report: Report) -> str:
    """Return a report for programs: one JSON object, with the fields of `Report` and `exit_code`."""
    told = msgspec.to_builtins(report) | {
        "exit_code": report.exit_code,
        "faults": [_fault(fault) for fault in report.faults],
        "views": [_fault(fault) for fault in report.views],
        "good": report.good
        and {
            "origin": report.good.origin,
            "size": report.good.size,
            "root": report.good.root.hex(),
        },
        "unknown_kinds": dict(report.unknown_kinds),
        "mends": mends(report),
    }
    return printed.spelled(told)


def _fault(fault: Fault) -> dict[str, object]:
    return {**msgspec.to_builtins(fault), "event_id": fault.event_id}


def mends(report: Report) -> list[str]:
    """Return the commands that put right what was found, where there is one."""
    found = []
    if report.torn_journal or report.torn_ledger:
        found.append("autocapture audit mend --apply")
    if report.views:
        found.append("autocapture rebuild")
    return found


def in_words(report: Report) -> str:
    """Return a report for people: the verdict, what was looked at, and each fault on a line of its own."""
    everything = report.complete and not report.partial
    lines = [_VERDICTS[report.exit_code] if everything or report.exit_code else _SO_FAR]
    lines += [f"  {fault}" for fault in (*report.faults, *report.views)]
    if report.unlisted:
        lines.append(f"  and {report.unlisted} more")
    if report.state == "damaged":
        lines.append(_last_good(report))
    if report.faults:
        lines.append("Nothing was changed. No command mends this: restore what is named above from a backup.")
    lines += _remarks(report)
    lines += [f"To put that right: {command}" for command in mends(report)]
    lines.append(_looked_at(report))
    lines.append(f"Log {report.origin or 'of unknown origin'}, key {report.fingerprint or 'unknown'}.")
    if report.first_fingerprint != report.fingerprint:
        lines.append(f"The key was changed; the first one was {report.first_fingerprint}.")
    return "\n".join(lines)


def _looked_at(report: Report) -> str:
    if report.complete and not report.partial:
        what = f"{report.events} events"
    else:
        what = events_from(report.first, report.events).capitalize()
        what += "" if report.complete else ", the time being up"
    segments = f", {report.segments} sealed segments" if report.segments else ""
    return f"{what} in {report.commits} commits, {report.bytes} bytes{segments}; {report.blobs} blobs."


def _last_good(report: Report) -> str:
    if report.good is None:
        return "No commit lies before all that is wrong."
    if not report.good.size:
        return "The commits before all that is wrong hold no event."
    return f"The last commit before all that is wrong ends with event {report.good.size - 1}."


_SO_FAR = "Intact where it was looked at: these committed lines are those that were committed."
_VERDICTS = {
    0: "Intact: every committed line is the one that was committed.",
    1: "Intact, with an unfinished write at the end.",
    3: "Damaged: committed lines are wrong or gone.",
    5: "The logs are intact; blobs are missing or wrong.",
    9: "The logs are intact; views are not what they give.",
}


def _remarks(report: Report) -> list[str]:
    remarks = []
    if report.torn_journal or report.torn_ledger:
        torn = f"{report.torn_journal} bytes of the journal and {report.torn_ledger} of the ledger"
        remarks.append(f"{torn} were never committed; the next command that writes sets them aside in quarantine/.")
    if report.setbacks:
        times = "once" if len(report.setbacks) == 1 else f"{len(report.setbacks)} times"
        remarks.append(
            f"The clock went back {times}, first before ledger line {report.setbacks[0]}; nothing depends on it."
        )
    if report.writing:
        remarks.append("Another process is writing: what lies behind the last commit is its work.")
    if report.lost:
        remarks.append(f"The processes that were to share the work did not ({report.lost}): one did the rest.")
    if report.unknown_kinds:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in report.unknown_kinds)
        remarks.append(f"A later version wrote kinds that this one does not know: {kinds}.")
    return remarks
