"""The keys of a log, one after the other: the first is named by line 0 of the ledger, each next one by the one before.

A key signs the lines behind the one that names it, up to and including the one that names the next. What it
has signed stays good; what it signs later is not. The next key signs where in which ledger it takes over: whoever
holds an old key alone cannot put that change into another history.

A writer finds the keys in time that does not grow with history, from the end of the ledger. Lines that a retired
key adds there could send it the wrong way; it has its note of what it saw last against that (`last_seen`). Whoever
judges a log reads all of the ledger instead (`every_key_of`).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

import msgspec

from ledger import commits, cut, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.head import VERIFY, Head, opening_of
from ledger.log import Log
from ledger.note import Checkpoint, NoteError, Signer, Verifier, open_note
from ledger.seals import KeyOpened, KeyRotated, Seal, Tail
from ledger.statement import LogName

_NAMES_A_KEY = b'"kind":"key.rotated"'


class Reign(msgspec.Struct, frozen=True):
    """A key, the number of the ledger line that names it, and how many events there were then."""

    key: Verifier
    line: int
    size: int


class Keyring(msgspec.Struct, frozen=True):
    """The keys of one log, the first one first. `origin` is the name of all of them."""

    origin: str
    reigns: tuple[Reign, ...]

    @classmethod
    def of(cls, key: Verifier) -> Keyring:
        """Return the ring of a log whose key was never changed."""
        return cls(key.name, (Reign(key, 0, 0),))

    @property
    def root(self) -> Verifier:
        """The key that the opening names."""
        return self.reigns[0].key

    @property
    def current(self) -> Verifier:
        """The key in force."""
        return self.reigns[-1].key

    def until(self, line: int) -> Keyring:
        """Return the ring as it was behind a line of the ledger."""
        return Keyring(self.origin, tuple(reign for reign in self.reigns if reign.line <= line))

    def signing(self, line: int) -> Verifier:
        """Return the key that must have signed a line of the ledger."""
        return next((reign.key for reign in reversed(self.reigns) if reign.line < line), self.root)

    def with_rotation(self, seal: Seal, entry: KeyRotated) -> Keyring:
        """Return the ring with the key that a line names, whose own signature the caller has checked.

        Raises:
            NoteError: the line does not name a key of this log that follows the one in force.
        """
        key = Verifier.parse(entry.key)
        last = self.reigns[-1]
        if key.name != self.origin:
            raise NoteError(f"it names a key of {key.name}")
        if entry.before != last.line or seal.seq <= last.line or entry.size < last.size:
            raise NoteError("it does not follow the key in force")
        if not _accepts(key, statement(self.current, key, seal.seq, seal.prev, entry.size), entry.proof):
            raise NoteError("the new key has not signed that it takes over here")
        return Keyring(self.origin, (*self.reigns, Reign(key, seal.seq, entry.size)))

    def sealing(self, log: LogName, end: int) -> tuple[Verifier, ...]:
        """Return the keys that may have sealed a segment which ends before line `end` of a log, the latest first."""
        ends = [reign.size if log == "journal" else reign.line for reign in self.reigns[1:]]
        late = [reign.key for reign, last in zip(self.reigns, ends, strict=False) if last >= end]
        return (self.current, *reversed(late))

    def signer_of(self, note: str) -> Verifier:
        """Return the key that signed a checkpoint while it was in force.

        Raises:
            NoteError: the note is malformed, of another log, or none of them did.
        """
        ends = (*(reign.size for reign in self.reigns[1:]), None)
        problem = NoteError(f"it is not signed by a key of {self.origin}")
        for reign, end in zip(self.reigns, ends, strict=True):
            try:
                found = Checkpoint.parse(open_note(note, reign.key))
            except NoteError as error:
                problem = error if len(self.reigns) == 1 else problem
                continue
            if found.origin != self.origin:
                raise NoteError(f"it is of another log, {found.origin}")
            if found.size < reign.size or (end is not None and found.size > end):
                raise NoteError(f"the key that signed it was not in force at {found.size} events")
            return reign.key
        raise problem

    def checkpoint(self, note: str) -> Checkpoint:
        """Return the checkpoint in a note, signed as `signer_of` asks for.

        Raises:
            NoteError: see `signer_of`.
        """
        return Checkpoint.parse(open_note(note, self.signer_of(note)))


def statement(old: Verifier, new: Verifier, line: int, prev: str, size: int) -> bytes:
    """Return what a new key signs: that it takes over with line `line` of a ledger, and of which.

    `prev` is the hex leaf hash of the line before, and so names all lines before it; `size` is the number of events.
    """
    keys = f"{old.name}\n{old.spelled()}\n{new.spelled()}"
    return f"autocapture-key-v2\n{keys}\n{line}\n{prev}\n{size}\n".encode()


def rotation(old: Signer, new: Signer, head: Head, reason: str) -> KeyRotated:
    """Return the entry that puts a new key in force, as the next line of the ledger."""
    said = statement(old.verifier, new.verifier, head.ledger_size, head.ledger_leaf, head.size)
    proof = base64.b64encode(new.sign(said)).decode()
    return KeyRotated(new.verifier.spelled(), head.key_line, head.size, proof, reason)


def keyring_of(root: DataRoot, tail: Tail | None = None, opening: KeyOpened | None = None) -> Keyring:
    """Return the keys of a DataRoot, each vouched for by the one before. Cost grows with the number of keys only.

    `tail` and `opening` are the end of the ledger and its line 0, if the caller has read them already.

    Raises:
        NotADataRoot: see `ledger.head.opening_of`.
        Damaged: a line that names a key is not what it should be.
    """
    opening = opening or opening_of(root)
    tail = tail or seals.read_tail(root.ledger)
    try:
        ring = Keyring.of(Verifier.parse(opening.key))
        for placed, entry in _rotations(root, tail.key_line if tail else 0):
            if not seals.is_signed_by(placed.line, placed.seal, ring.current):
                raise NoteError("the key before it has not signed it")
            ring = ring.with_rotation(placed.seal, entry)
    except NoteError as error:
        raise _wrong(root, str(error)) from error
    return ring


def every_key_of(root: DataRoot) -> Keyring:
    """Return the keys of a DataRoot as all lines of its ledger name them; reads it from its beginning to its end.

    Raises:
        NotADataRoot: see `ledger.head.opening_of`.
        Damaged: a line that names a key is not what it should be, or the last lines count on another key.
    """
    ring = Keyring.of(_parsed(root, opening_of(root).key))
    tail = seals.read_tail(root.ledger)
    with Log(root.ledger) as lines:
        for line in lines.whole().lines(0, cut.end_of(lines)):
            if _NAMES_A_KEY in line:
                ring = _with_line(root, ring, line)
    if tail is not None and tail.key_line != ring.reigns[-1].line:
        raise _wrong(root, f"the last lines count on line {tail.key_line}, which is not the last one")
    return ring


def _with_line(root: DataRoot, ring: Keyring, line: bytes) -> Keyring:
    try:
        seal = seals.read(line)
        entry = seal.understood()
        if not isinstance(entry, KeyRotated):
            return ring
        if not seals.is_signed_by(line, seal, ring.current):
            raise NoteError("the key before it has not signed it")
        return ring.with_rotation(seal, entry)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _wrong(root, str(error)) from error


def _parsed(root: DataRoot, spelled: str) -> Verifier:
    try:
        return Verifier.parse(spelled)
    except NoteError as error:
        raise _wrong(root, str(error)) from error


def _wrong(root: DataRoot, problem: str) -> Damaged:
    return Damaged(f"A line of {root.ledger} that names a key is damaged: {problem}.", VERIFY)


def _rotations(root: DataRoot, line: int) -> Sequence[tuple[commits.Placed, KeyRotated]]:
    """Return the lines that name a key, from the first change on to that at `line`, each found through the next."""
    found: list[tuple[commits.Placed, KeyRotated]] = []
    while line > 0:
        placed = commits.line(root.ledger, line)
        if placed is None or not isinstance(placed.entry, KeyRotated) or placed.entry.before >= line:
            raise NoteError(f"line {line} names none")
        found.append((placed, placed.entry))
        line = placed.entry.before
    return found[::-1]


def _accepts(key: Verifier, message: bytes, spelled: str) -> bool:
    try:
        raw = base64.b64decode(spelled, validate=True)
    except (binascii.Error, ValueError):
        return False
    return base64.b64encode(raw).decode() == spelled and key.accepts(message, raw)
