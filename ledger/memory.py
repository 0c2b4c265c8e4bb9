"""Outside memory: what somebody else kept of an earlier state, held against the log as it is now.

A log whose key was used to rewrite it, or that was set back as a whole, is intact in itself. It cannot
have the root any more that it had at a size that somebody remembers. What is remembered may be a
checkpoint (a signed note), or a marker that we left in a handoff directory.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path

import msgspec

from ledger import commits, last_seen, log, plain
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotADataRoot, NotFound, Usage
from ledger.event import leaf
from ledger.head import VERIFY, Head, opening_of, read_head
from ledger.keyring import Keyring, every_key_of
from ledger.merkle import EMPTY_ROOT, Frontier
from ledger.note import Checkpoint, NoteError
from ledger.wording import why


class Remembered(msgspec.Struct, frozen=True):
    """An earlier state, and where it was kept. `signed` says that it bears the log's own signature.

    `problem` says why it contradicts the log whatever that holds.
    """

    source: str
    checkpoint: Checkpoint
    signed: bool
    problem: str = ""


class Contradiction(msgspec.Struct, frozen=True):
    """An earlier state that the log does not grow out of."""

    remembered: Remembered
    what: str

    def __str__(self) -> str:
        """Say it in words."""
        # What cannot be relied on has no number of events to tell.
        of = "" if self.remembered.problem else f", which is {self.remembered.checkpoint.size} events"
        return f"by {self.remembered.source}{of}: {self.what}"


_MOST = 1 << 24


class _Integrity(msgspec.Struct):
    journal_origin: str
    journal_root: str
    journal_size: int


class _Marker(msgspec.Struct):
    integrity: _Integrity


def remember(path: Path, keys: Keyring) -> Remembered:
    """Read what a file remembers: a checkpoint signed by a key of this log while it was in force, or a marker.

    Raises:
        Usage: there is no such file, or it is neither, or the checkpoint is not signed by one of `keys`.
    """
    try:
        text = plain.named(path, _MOST).decode()
    except FileNotFoundError as error:
        raise Usage(f"There is no file {path}.", "Name a checkpoint, or a marker.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise Usage(f"{path} cannot be read: {why(error)}.", "Name a checkpoint, or a marker.") from error
    if text.lstrip().startswith("{"):
        return Remembered(str(path), _of_marker(path, text), signed=False)
    try:
        return Remembered(str(path), keys.checkpoint(text), signed=True)
    except NoteError as error:
        raise Usage(f"{path} is no checkpoint of this log: {error}.", "Name one of this DataRoot's.") from error


def _of_marker(path: Path, text: str) -> Checkpoint:
    try:
        found = msgspec.json.decode(text, type=_Marker).integrity
        root = base64.b64decode(found.journal_root, validate=True)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Usage(f"{path} is no marker that remembers a journal: {error}.", "Name one of ours.") from error
    return Checkpoint(found.journal_origin, found.journal_size, root)


def all_remembered(root: DataRoot, paths: Sequence[Path]) -> list[Remembered]:
    """Return what the files remember, and what this account itself has last seen of the log in this place.

    Raises:
        Usage: see `remember`.
        NotADataRoot, Damaged: the keys of the log cannot be read, and files are named.
    """
    try:
        note = _noted(opening_of(root).origin)  # first: see `last_seen`
        keys = every_key_of(root)
    except (Damaged, NotADataRoot):
        if paths:
            raise
        return []
    found = [remember(path, keys) for path in paths]
    seen = last_seen.recall(keys, note)
    # A copy in another place may well be an older one: a backup. Whoever writes to it is told (`last_seen`).
    if seen is not None and seen.lies_in(root):
        unknown = "" if seen.checkpoint else "the log does not name the key that signed it"
        state = seen.checkpoint or Checkpoint(keys.origin, 0, EMPTY_ROOT)
        found.append(Remembered("what this account saw of it last", state, not unknown, unknown))
    return found


def _noted(origin: str) -> last_seen.Note | None:
    """Return what this account noted; one that has no place for notes, as a stranger's may, has seen nothing."""
    try:
        return last_seen.note_of(origin)
    except Usage:
        return None


def contradictions(
    root: DataRoot, remembered: Sequence[Remembered], *, by_lines: bool = True
) -> tuple[Contradiction, ...]:
    """Return those of the remembered states that the log does not grow out of.

    The lines of the journal are read once, and their root is compared. Without `by_lines`, a state that the ledger
    has a commit for is compared with what that says: only for a caller who has held the whole journal against the
    ledger just now, for the commit of a retired key may say anything.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
    """
    head = read_head(root)
    found = [(each, problem) for each in remembered if (problem := _plain_problem(each, head))]
    left = [each for each in remembered if not _plain_problem(each, head)]
    wrong: list[Remembered] = []
    for each in [] if by_lines else list(left):
        root_then = commits.root_at(root.ledger, each.checkpoint.size)
        if root_then is not None:
            left.remove(each)
            wrong += [each] if root_then != each.checkpoint.root else []
    wrong += _with_other_roots(root, head, sorted(left, key=lambda each: each.checkpoint.size))
    found += [(each, "the log had another root then: it was rewritten") for each in wrong]
    return tuple(Contradiction(each, problem) for each, problem in found)


def _plain_problem(each: Remembered, head: Head) -> str:
    checkpoint = each.checkpoint
    if each.problem:
        return each.problem
    if checkpoint.origin != head.origin:
        return f"but of another log, {checkpoint.origin}"
    if checkpoint.size > head.size:
        return f"the log holds {head.size} now: it was set back"
    return ""


def _with_other_roots(root: DataRoot, head: Head, left: Sequence[Remembered]) -> list[Remembered]:
    frontier, wrong, due = Frontier(), [], list(left)
    lines = log.read_lines(root.journal, 0, head.bytes)
    while due:
        each = due.pop(0)
        while frontier.size < each.checkpoint.size:
            line = next(lines, b"")
            if not line:
                raise Damaged(f"{root.journal} has fewer lines than {head.size}, which were committed.", VERIFY)
            frontier.append(leaf(line))
        if frontier.root() != each.checkpoint.root:
            wrong.append(each)
    return wrong


def current_checkpoint(root: DataRoot) -> str:
    """Return the signed checkpoint of the last commit, as a note.

    Raises:
        NotADataRoot, Damaged: the log cannot be read.
        NotFound: nothing was committed yet.
    """
    commit = read_head(root).commit
    if commit is None:
        raise NotFound(f"Nothing was committed in {root.path} yet.")
    return commit.checkpoint
