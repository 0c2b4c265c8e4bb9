"""The ledger's part of an audit: every line of it judged, and the commits that can serve as a yardstick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import msgspec

from ledger import chain, cut, event, log, plain, seals, tail
from ledger.chain import Break
from ledger.dataroot import FORMAT, DataRoot
from ledger.errors import NotADataRoot
from ledger.facts import DatarootOpened
from ledger.keyring import Keyring, Reign
from ledger.merkle import Frontier
from ledger.note import NoteError, Verifier
from ledger.seals import AnyEntry, BundleExported, JournalCommitted, KeyOpened, KeyRotated, Seal, SegmentSealed
from ledger.segments import Hole
from ledger.standing import Standing
from ledger.walk import Walk

_LINES_TO_ASK = 8
_MOST_OF_A_KEY = 1 << 12
NOT_OUR_SPELLING = "is not spelled as we write lines"
UNREADABLE = (msgspec.MsgspecError, ValueError, RecursionError)


def lines_of(path: Path, start: int, end: int, holes: list[Hole]) -> Iterator[bytes]:
    """Yield the lines of a log between two bytes, as far as they can be read; note what cannot.

    The last line may lack its LF. There need be no file.
    """
    with log.Log(path) as lines:
        yield from lines.lines(start, end, holes=holes.append)


def _first_lines(path: Path, count: int) -> list[bytes]:
    return list(islice(lines_of(path, 0, log.size_of(path), []), count))


class Opening(msgspec.Struct, frozen=True):
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
    first = _first_lines(root.ledger, _LINES_TO_ASK)
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
        fact = event.understand(event.read(b"".join(_first_lines(path, 1))))
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


def hints_of(root: DataRoot) -> tuple[Verifier, ...]:
    """Return the public keys that lie in `keys/`: anybody may have put them there."""
    found = []
    for path in sorted(root.keys.glob("*.vkey")):
        with suppress(OSError, ValueError):
            found.append(Verifier.parse(plain.read(path, _MOST_OF_A_KEY).decode()))
    return tuple(found)


class Ledger:
    """A stretch of the ledger, read once from its beginning; `commits` does the reading.

    `last` is the last commit so far that can be relied on, `keys` the keys named so far, `sealed` the seals of
    segments, each with the number of its line. `torn` counts the bytes of an unfinished line at the end.
    `setbacks` are the numbers of the lines that were written at an earlier time than the one before.
    """

    def __init__(
        self, path: Path, start: Standing | None, end: int, opening: Opening | None, hints: Sequence[Verifier] = ()
    ) -> None:
        """Take the bytes from `start` (None: the beginning of a log whose keys nobody knows) up to byte `end`.

        `hints` are keys that may have signed a part of it, though nothing vouches for that.
        """
        self._hints = hints
        self._path = path
        self._start = start.offset if start else 0
        self._end = end
        self._opening = opening
        self._candidate: JournalCommitted | None = None
        self._last_seq = start.line - 1 if start else -1
        self._at = ""
        self.last: JournalCommitted | None = start.commit if start else None
        self.holes: list[Hole] = []
        genesis = start.prev if start else chain.named_by(b"".join(_first_lines(path, 1)))
        self.walk = Walk(genesis, seq=start.line if start else 0, offset=self._start)
        self.counted = 0
        self.torn = 0
        self.ends_well = True
        self.keys = start.keys if start else Keyring("", ())
        self.sealed: list[tuple[int, SegmentSealed]] = []
        self.setbacks: list[int] = []

    def commits(self) -> Iterator[JournalCommitted]:
        """Yield the commits that are signed, consistent in themselves, and further on than those before."""
        for line in lines_of(self._path, self._start, self._end, self.holes):
            if self.walk.offset + len(line) == self._end and self._is_torn(line):
                self.torn = self._end - self.walk.offset
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

    def _is_torn(self, line: bytes) -> bool:
        at = cut.place_of(self._path, self.walk.offset)
        return cut.is_cut(line, at) and tail.is_torn_line(line, at)

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
        self._take_hint(line, seal, entry)
        if not seals.is_signed_by(line, seal, self.keys.signing(seal.seq)):
            return f"is not signed by the key of {self._opening.origin}"
        if seal.at < self._at:
            self.setbacks.append(seal.seq)
        self._at = seal.at
        match entry:
            case KeyOpened():
                return _opening_wrong(seal, entry, self._opening)
            case KeyRotated():
                return self._rotation_wrong(seal, entry)
            case SegmentSealed():
                self.sealed.append((seal.seq, entry))
                return ""
            case BundleExported():
                return _bundle_wrong(entry, self.last)
        return self._commit_wrong(seal, entry)

    def _take_hint(self, line: bytes, seal: Seal, entry: AnyEntry) -> None:
        """Go on with the key that signs this line, where the line that should have named it is damaged or gone.

        Otherwise every line behind that one would be blamed. The hint may come from a liar: that line is a fault.
        """
        if not isinstance(entry, JournalCommitted) or not self.keys.reigns[-1].line < entry.key_line < seal.seq:
            return
        key = next((key for key in self._hints if seals.is_signed_by(line, seal, key)), None)
        if key is not None:
            missing = Break(entry.key_line, -1, "does not name the key that signs from there on", entry.key_line)
            self.walk.breaks.setdefault(entry.key_line, missing)
            reign = Reign(key, entry.key_line, entry.first)
            self.keys = Keyring(self.keys.origin, (*self.keys.reigns, reign))

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


def _opening_wrong(seal: Seal, entry: KeyOpened, opening: Opening) -> str:
    if seal.seq != 0:
        return "opens the ledger a second time"
    if (entry.origin, entry.key) != (opening.origin, opening.key.spelled()):
        return "names another origin or key than the one that signs"
    return ""


def _bundle_wrong(entry: BundleExported, last: JournalCommitted | None) -> str:
    if last is not None and entry.size > last.size:
        return f"tells of an export out of {entry.size} events, but only {last.size} are committed before it"
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
        return f"begins with event {commit.first}, but {before.size} were committed before it"
    if commit.size < before.size or commit.bytes < before.bytes:
        return "commits a shorter journal than the commit before it"
    stands_still = commit.size == before.size
    if stands_still and (commit.bytes, commit.head, commit.frontier) != (before.bytes, before.head, before.frontier):
        return "commits no event, but another state of the journal than the commit before it"
    return ""
