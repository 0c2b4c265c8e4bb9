"""Mending the end of the logs: what a crash left behind the last commit is set aside, and an event says so.

Looking changes nothing. What is damaged is not mended: bytes that were committed come back from a backup only.
"""

from __future__ import annotations

import msgspec

from ledger import audit, last_seen, printed
from ledger.audit import Progress
from ledger.audit_report import Report
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.facts import Fact, SetbackAccepted, TailMended
from ledger.head import opening_of, read_head
from ledger.keyring import keyring_of
from ledger.writer import Writer


class Found(msgspec.Struct, frozen=True):
    """What lies behind the last commit, in bytes, and how the log differs from what this account has seen of it."""

    journal: int
    ledger: int
    setback: str
    size: int

    @property
    def is_clean(self) -> bool:
        """Say whether there is nothing to mend."""
        return not (self.journal or self.ledger or self.setback)


def look(root: DataRoot, progress: Progress | None = None) -> Found:
    """Verify the logs, and say what there is to mend.

    Raises:
        NotADataRoot: there is no log here.
        Damaged: committed bytes are wrong or gone; nothing mends that.
    """
    report = audit.verify(root, blobs="none", progress=progress)
    if report.state == "damaged":
        raise Damaged(f"{_first(report)} Nothing mends that.", "Restore the file from a backup. Nothing was changed.")
    note = last_seen.note_of(opening_of(root).origin)  # first: see there
    keys, head = keyring_of(root), read_head(root)
    seen = last_seen.recall(keys, note)
    setback = last_seen.contradiction(root, head, seen) if seen is not None else ""
    if seen is not None and setback:
        setback += f" (in {seen.dataroot})"
    return Found(report.torn_journal, report.torn_ledger, setback, head.size)


def _first(report: Report) -> str:
    first, others = str(report.faults[0]), len(report.faults) + report.unlisted - 1
    return f"{first[0].upper()}{first[1:]}{f', and there are {others} more faults' if others else ''}."


def apply(root: DataRoot, found: Found, *, accept_older: bool) -> tuple[Fact, ...]:
    """Do it; return the events that tell of it.

    Raises:
        SetBack: the log was set back, and that was not accepted.
        KeyUnavailable, Damaged, Locked, WriteFailed: see `ledger.writer`.
    """
    if found.is_clean:
        return ()
    with Writer(root, accept_older=accept_older).turn() as turn:
        return tuple(turn.upkeep)


def as_json(found: Found, mended: tuple[Fact, ...] | None) -> str:
    """Return what was found and done as one JSON object."""
    told = {
        "clean": found.is_clean,
        "torn_journal": found.journal,
        "torn_ledger": found.ledger,
        "set_back": found.setback,
        "applied": mended is not None,
        "quarantined": [fact.quarantined for fact in mended or () if isinstance(fact, TailMended)],
    }
    return printed.spelled(told)


def in_words(found: Found, mended: tuple[Fact, ...] | None, *, accept_older: bool) -> str:
    """Return what was found and done in words."""
    if found.is_clean:
        end = f"the commit of event {found.size - 1}" if found.size else "their last line, and hold no event yet"
        return f"Nothing to mend: the logs end with {end}."
    if mended is not None:
        return "\n".join(map(_done, mended))
    lines = []
    if found.journal or found.ledger:
        lines.append(
            f"Behind the last commit lie {found.journal} bytes of the journal and {found.ledger} of the ledger: "
            "an unfinished write, which never counted."
        )
    if found.setback:
        lines.append(f"The log {found.setback}: an older backup was restored, or this is a copy.")
    option = " --accept-older" if found.setback and not accept_older else ""
    lines.append(f"Nothing was changed. To set that right: autocapture audit mend --apply{option}")
    return "\n".join(lines)


def _done(fact: Fact) -> str:
    match fact:
        case TailMended():
            return f"{fact.length} bytes of {fact.file} were set aside in {fact.quarantined}; an event says so."
        case SetbackAccepted():
            seen = f"{fact.seen_size} had been seen" if fact.seen_root else "this account had seen another state of it"
            return f"The log goes on from {fact.size} events, though {seen}; an event says so."
    return str(fact)
