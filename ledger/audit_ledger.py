"""The ledger's part of an audit: every line of it judged, and the commits that can serve as a yardstick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from ledger import chain, event, log, seals, tail
from ledger.dataroot import FORMAT, DataRoot
from ledger.errors import NotADataRoot
from ledger.facts import DatarootOpened
from ledger.keyring import Keyring
from ledger.merkle import Frontier
from ledger.note import NoteError, Verifier
from ledger.seals import JournalCommitted, KeyOpened, KeyRotated, Seal, SegmentSealed
from ledger.walk import Walk

_LINES_TO_ASK = 8
NOT_OUR_SPELLING = "is not spelled as we write lines"
UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)


def lines_of(path: Path, end: int) -> Iterator[bytes]:
    """Yield the lines of a log up to byte `end`; none where there is no file. The last may lack its LF."""
    with log.Log(path) as lines:
        yield from lines.lines(0, end, holes=lambda _: None)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the logs say they are: the origin, and the key that signs."""

    origin: str
    key: Verifier


def find_opening(root: DataRoot) -> Opening | None:
    """Return what the first line of the ledger and event 0 say of the key; None where neither can be read.

    They say the same. Where they do not, one of them is damaged: then the one counts whose key has signed
    more of the first lines of the ledger.

    Raises:
        NotADataRoot: the opening is signed and of a format that this version does not know.
    """
    first = list(islice(lines_of(root.ledger, log.size_of(root.ledger)), _LINES_TO_ASK))
    told = [_told_by_ledger(root, first[0]) if first else None, _told_by_journal(root.journal)]
    openings = [opening for opening in dict.fromkeys(told) if opening is not None]
    if len(openings) == 2:
        return max(openings, key=lambda opening: sum(_signed(line, opening.key) for line in first))
    return openings[0] if openings else None


def _told_by_ledger(root: DataRoot, line: bytes) -> Opening | None:
    try:
        entry = seals.read(line).understood()
        if not isinstance(entry, KeyOpened):
            return None
        opening = _opening(entry.origin, entry.key)
    except UNREADABLE:
        return None
    if opening and entry.format != FORMAT and _signed(line, opening.key):
        raise NotADataRoot(
            f"{root.path} is of format {entry.format}; this version reads format {FORMAT}.", "Upgrade autocapture."
        )
    return opening


def _told_by_journal(path: Path) -> Opening | None:
    try:
        fact = event.understand(event.read(next(lines_of(path, log.size_of(path)), b"")))
        return _opening(fact.origin, fact.root_key) if isinstance(fact, DatarootOpened) else None
    except UNREADABLE:
        return None


def _opening(origin: str, key: str) -> Opening | None:
    verifier = Verifier.parse(key)
    return Opening(origin, verifier) if verifier.name == origin else None


def _signed(line: bytes, key: Verifier) -> bool:
    try:
        return seals.is_signed_by(line, seals.read(line), key)
    except UNREADABLE:
        return False


class Ledger:
    """The ledger, read once from its beginning; `commits` does the reading."""

    def __init__(self, path: Path, end: int, opening: Opening | None) -> None:
        """Take the bytes of the file up to `end`."""
        self._path = path
        self._end = end
        self._opening = opening
        self._candidate: JournalCommitted | None = None
        self._last_seq = -1
        self.last: JournalCommitted | None = None
        self.walk = Walk(_genesis(path, end, opening))
        self.counted = 0
        self.torn = 0
        self.ends_well = True
        self.keys = Keyring.of(opening.key) if opening else Keyring("", ())
        self.seals: list[tuple[int, SegmentSealed]] = []

    def commits(self) -> Iterator[JournalCommitted]:
        """Yield the commits that are signed, consistent in themselves, and further on than those before."""
        for line in lines_of(self._path, self._end):
            if not line.endswith(b"\n") and tail.is_torn_line(line):
                self.torn = len(line)
                break
            for piece in chain.pieces(line) if line.find(chain.OPENING, 1) > 0 else (line,):
                self._candidate = None
                wrong = self._judge(piece)
                self.ends_well = not wrong
                self.walk.step(piece, wrong)
                if self._candidate is not None:
                    self.counted += 1
                    self.last = self._candidate
                    yield self._candidate
        self.walk.finish()

    def _judge(self, line: bytes) -> str:
        """Say what is wrong with a line in itself; a commit that may be relied on becomes the candidate."""
        try:
            seal = seals.read(line)
            entry = seal.understood()
        except UNREADABLE as error:
            return f"cannot be read: {error}"
        if seals.rewritten(seal) != line:
            return NOT_OUR_SPELLING
        if self._opening is None:
            return "cannot be checked: no key can be read, neither in line 0 nor in event 0"
        if not seals.is_signed_by(line, seal, self.keys.signing(seal.seq)):
            return f"is not signed by the key of {self._opening.origin}"
        match entry:
            case KeyOpened():
                return _opening_wrong(seal, entry, self._opening)
            case KeyRotated():
                return self._rotation_wrong(seal, entry)
            case SegmentSealed():
                self.seals.append((seal.seq, entry))
                return ""
        return self._commit_wrong(seal, entry)

    def _rotation_wrong(self, seal: Seal, entry: KeyRotated) -> str:
        try:
            self.keys = self.keys.with_rotation(seal, entry)
        except NoteError as error:
            return f"changes the key, but {error}"
        return ""

    def _commit_wrong(self, seal: Seal, commit: JournalCommitted) -> str:
        try:
            wrong = _checkpoint_wrong(commit, self.keys, self.keys.signing(seal.seq))
        except (NoteError, ValueError) as error:
            return f"holds a commitment that cannot be used: {error}"
        before = self.last
        if not wrong and before is not None and seal.seq == self._last_seq + 1:
            wrong = _succession_wrong(commit, before)
        elif not wrong and commit.first > commit.size:
            wrong = "commits events that end before they begin"
        if not wrong and seal.seq > self._last_seq and (before is None or commit.size >= before.size):
            self._candidate, self._last_seq = commit, seal.seq
        return wrong


def _genesis(path: Path, end: int, opening: Opening | None) -> str:
    if opening is not None:
        return chain.genesis("ledger", opening.origin, opening.key.spelled())
    # Without a key nothing says what line 0 must name: it is taken at its word.
    return chain.named_by(next(lines_of(path, end), b""))


def _opening_wrong(seal: Seal, entry: KeyOpened, opening: Opening) -> str:
    if seal.seq != 0:
        return "opens the ledger a second time"
    if (entry.origin, entry.key) != (opening.origin, opening.key.spelled()):
        return "names another origin or key than the one that signs"
    return ""


def _checkpoint_wrong(commit: JournalCommitted, keys: Keyring, key: Verifier) -> str:
    checkpoint = commit.checkpoint_by(key)
    frontier: Frontier = commit.frontier_at()
    if commit.key_line != keys.reigns[-1].line:
        return f"says that line {commit.key_line} names the key"
    if checkpoint.origin != keys.origin:
        return f"holds a checkpoint of another log, {checkpoint.origin}"
    if checkpoint.size != commit.size:
        return f"holds a checkpoint of {checkpoint.size} events, but commits {commit.size}"
    if frontier.root() != checkpoint.root or frontier.spelled() != commit.frontier:
        return "holds a frontier that does not lead to the root in its checkpoint"
    if len(bytes.fromhex(commit.head)) != 32 or commit.head != commit.head.lower():
        return "holds a head that is not a hash"
    return ""


def _succession_wrong(commit: JournalCommitted, before: JournalCommitted) -> str:
    if commit.first != before.size:
        return f"begins with event {commit.first}, but the commit before it ends with {before.size - 1}"
    if commit.size < before.size or commit.bytes < before.bytes:
        return "commits a shorter journal than the commit before it"
    stands_still = commit.size == before.size
    if stands_still and (commit.bytes, commit.head, commit.frontier) != (before.bytes, before.head, before.frontier):
        return "commits no event, but another state of the journal than the commit before it"
    return ""
