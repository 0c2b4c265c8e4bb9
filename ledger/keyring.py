"""The keys of a log, one after the other: the first is named by line 0 of the ledger, each next one by the one before.

A key signs the lines behind the one that names it, up to and including the one that names the next. What it
has signed stays good; what it signs later is not.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from ledger import commits, seals
from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.head import VERIFY, opening_of
from ledger.note import Checkpoint, NoteError, Signer, Verifier, open_note
from ledger.seals import KeyOpened, KeyRotated, Seal, Tail


@dataclass(frozen=True, slots=True)
class Reign:
    """A key, the number of the ledger line that names it, and how many events there were then."""

    key: Verifier
    line: int
    size: int


@dataclass(frozen=True, slots=True)
class Keyring:
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
        if not _accepts(key, statement(self.current, key), entry.proof):
            raise NoteError("the new key has not signed it")
        return Keyring(self.origin, (*self.reigns, Reign(key, seal.seq, entry.size)))

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


def statement(old: Verifier, new: Verifier) -> bytes:
    """Return what a new key signs to show that it is held by whoever names it."""
    return f"autocapture-key-v1\n{old.name}\n{old.spelled()}\n{new.spelled()}\n".encode()


def rotation(old: Signer, new: Signer, before: int, size: int, reason: str) -> KeyRotated:
    """Return the entry that puts a new key in force."""
    proof = base64.b64encode(new.sign(statement(old.verifier, new.verifier))).decode()
    return KeyRotated(new.verifier.spelled(), before, size, proof, reason)


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
        raise Damaged(f"A line of {root.ledger} that names a key is damaged: {error}.", VERIFY) from error
    return ring


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
