"""The audit of a DataRoot: does every committed byte still say what it said? Pure reading, no lock, no writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ledger import chain, lock, log, tail
from ledger.audit_blobs import Blobs, Thoroughness
from ledger.audit_journal import Journal
from ledger.audit_ledger import Ledger, Opening, find_opening
from ledger.audit_report import Fault, Report, as_json, in_words, of_breaks
from ledger.dataroot import DataRoot
from ledger.errors import NotADataRoot
from ledger.note import Checkpoint

__all__ = ["Fault", "Progress", "Report", "as_json", "in_words", "verify"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _End:
    """What lies behind the last commit."""

    torn_journal: int
    torn_ledger: int
    writing: bool
    fault: Fault | None


def verify(root: DataRoot, *, blobs: Thoroughness = "size", progress: Progress | None = None) -> Report:
    """Return what is wrong with the logs of a DataRoot and with its blobs. Memory does not grow with history.

    0. The key is the one that line 0 of the ledger names; event 0 says the same. Where the two differ, the
       one counts that has signed more of the ledger's first lines.
    1. Each ledger line: it can be read, has the form of an entry, is spelled as we write it (no duplicate
       key, no other spelling of the same), is signed by the key, names the line before it, has the next
       number. Line 0 opens the ledger, and no other line does.
    2. Each commit in itself: the checkpoint is signed and of this origin; its size is the commit's; the
       frontier leads to its root; it begins where the commit before it ends. A commit that fails here or in
       step 1 is no yardstick for what follows.
    3. Each journal line up to the last commit: as in step 1, except for the signature. A kind that this
       version does not know is checked for all but its fields, and counted. Event 0 opens the DataRoot with
       the ledger's origin and key.
    4. At each commit the journal agrees with what is signed: number of events, bytes, hash of the last line,
       Merkle root.
    5. What follows the last commit is an unfinished write: part of a ledger line, or the events of one
       commit. Events of more than one mean that ledger lines are gone. While a writer holds the lock such
       bytes are no finding.
    6. Each admitted blob is a regular file under `media/` of the size (`blobs="size"`) and with the SHA-256
       (`blobs="hash"`) that its event says.

    Not checked, because nothing inside the DataRoot can show it: that the key has not rewritten everything,
    and that the DataRoot as a whole has not been set back to an earlier state. See docs/trust.md.

    Args:
        root: the DataRoot; it need not be writable.
        blobs: how closely to look at the files under `media/`.
        progress: called now and then with the bytes of the journal read so far, and all of them.

    Raises:
        NotADataRoot: there is no such directory, no log of ours in it, or one of a later format.
        OSError: a log cannot be read at all.
    """
    _refuse_what_is_not_ours(root)
    # In this order: what the ledger's bytes commit to is in the journal by then, also while somebody writes.
    ledger_size, journal_size = log.size_of(root.ledger), log.size_of(root.journal)
    opening = find_opening(root)
    ledger = Ledger(root.ledger, ledger_size, opening)
    files = Blobs(root, blobs)
    events = Journal(root.journal, journal_size, opening, ledger, files)
    events.read(progress)
    return _report(root, opening, ledger, events, files, (ledger_size, journal_size))


def _refuse_what_is_not_ours(root: DataRoot) -> None:
    if not root.path.is_dir():
        raise NotADataRoot(f"There is no directory {root.path}.", "Name an existing DataRoot with --data-dir.")
    if root.is_born() or root.holds_journal():
        return
    what = "logs that another program wrote" if root.holds_foreign_logs() else "no log"
    raise NotADataRoot(
        f"{root.path} is not an autocapture DataRoot: it holds {what}.", "Name the right directory with --data-dir."
    )


def _report(
    root: DataRoot, opening: Opening | None, ledger: Ledger, events: Journal, files: Blobs, sizes: tuple[int, int]
) -> Report:
    broken = of_breaks("ledger", ledger.walk.breaks)
    if not log.size_of(root.ledger):
        broken.append(Fault("ledger", 0, 0, "is missing: there is no ledger, or an empty one", 0))
    broken += events.faults()
    end = _end_of(root, ledger, events, sizes, broken)
    if end.fault:
        broken.append(end.fault)
    torn = end.torn_journal or end.torn_ledger
    return Report(
        state="damaged" if broken else "torn" if torn else "intact",
        faults=(*broken, *events.blob_faults),
        unlisted=ledger.walk.unlisted + events.walk.unlisted + events.unlisted,
        events=ledger.last.size if ledger.last else events.walk.seq,
        commits=ledger.counted,
        blobs=files.checked,
        bytes=ledger.walk.offset + events.walk.offset,
        good=_checkpoint(events, opening),
        unknown_kinds=tuple(sorted(events.unknown.items())),
        torn_journal=end.torn_journal,
        torn_ledger=end.torn_ledger,
        writing=end.writing,
        origin=opening.origin if opening else "",
        fingerprint=opening.key.fingerprint if opening else "",
    )


def _checkpoint(events: Journal, opening: Opening | None) -> Checkpoint | None:
    good = events.good
    return Checkpoint(opening.origin, good.size, good.frontier_at().root()) if good and opening else None


def _end_of(root: DataRoot, ledger: Ledger, events: Journal, sizes: tuple[int, int], broken: list[Fault]) -> _End:
    """Judge what lies behind the last commit; in damaged logs nobody can say what was committed there."""
    rest = sizes[1] - events.walk.offset
    if broken or not (rest or ledger.torn):
        return _End(0, 0, writing=False, fault=None)
    if lock.is_held(root.writer_lock) or sizes != (log.size_of(root.ledger), log.size_of(root.journal)):
        return _End(0, 0, writing=True, fault=None)
    begins = chain.prefix(events.walk.prev, events.walk.seq)
    if tail.lost_commits(root.journal, events.walk.offset, sizes[1], begins):
        missing, what = (
            ledger.walk.seq,
            "is missing: the journal holds more than one commit behind the last one that the ledger knows",
        )
        return _End(0, 0, writing=False, fault=Fault("ledger", missing, ledger.walk.offset, what, missing))
    return _End(rest, ledger.torn, writing=False, fault=None)
