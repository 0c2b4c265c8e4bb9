"""The ledger line: a signed commitment to the journal, or to the key that signs. Reading and writing one.

A line is `{"prev":…,"seq":…,"at":…,"entry":{…},"sig":"…"}` LF. `sig` is base64 of 4 bytes of key hash
and 64 of Ed25519 signature over the bytes of the line before `,"sig"`: what a line says cannot be
changed, nor lines be chained anew, without the key. See docs/decisions/0005-signed-ledger-lines.md.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Literal

import msgspec

from ledger import cut, log
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.merkle import Frontier
from ledger.note import Checkpoint, Signer, Verifier, open_note

_SIG_KEY = b',"sig":"'
_WINDOW = 1 << 16
_LINES_OF_KEYS = 16


class Entry(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"):
    """What one ledger line says."""


class KeyOpened(Entry, frozen=True, tag="key.opened"):
    """The first line: the logs' format and origin, and the key that signs from here on."""

    format: int
    origin: str
    key: str


class JournalCommitted(Entry, frozen=True, tag="journal.committed"):
    """The journal's events `first` to `size - 1` are committed; `checkpoint` is the signed note over all of them.

    `bytes` is the journal's length, `head` the hex leaf hash of its last line, `frontier` the base64 of its
    Merkle frontier: with these the next writer goes on without reading history. `inputs` and `outputs` say
    of what and into what the unit of work was. `key_line` is the number of the line that named the key which
    signs this one: 0, the opening, until the key is changed.
    """

    run: str
    stage: int
    action: str
    first: int
    size: int
    bytes: int
    head: str
    frontier: str
    checkpoint: str
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    key_line: int = 0

    def frontier_at(self) -> Frontier:
        """Return the Merkle frontier after this commit.

        Raises:
            ValueError: the stored one is malformed.
        """
        return Frontier.parse(self.size, self.frontier)

    def checkpoint_by(self, verifier: Verifier) -> Checkpoint:
        """Return the checkpoint, its signature checked.

        Raises:
            NoteError: the note is malformed or not signed by `verifier`.
        """
        return Checkpoint.parse(open_note(self.checkpoint, verifier))


class SegmentSealed(Entry, frozen=True, tag="segment.sealed"):
    """A stretch of a log was compressed and put aside: lines `first` to `size - 1` of `log` lie in `file` from now on.

    Their text is the bytes `offset` to `offset + bytes - 1` of the log, `root` (base64) the RFC 6962 tree hash over
    their leaf hashes; `sha256` is the hex hash of the file. This line is written before they leave the growing file.
    """

    log: Literal["journal", "ledger"]
    first: int
    size: int
    offset: int
    bytes: int
    root: str
    file: str
    sha256: str


class KeyRotated(Entry, frozen=True, tag="key.rotated"):
    """Another key signs from the next line on; this line is the last one that the key before it signs.

    `key` is the new verifier key, of the same name. `before` is the number of the line that named the key until
    now, `size` how many events there were. `proof` is base64 of the new key's signature over
    what `keyring.statement` gives: whoever signs this line holds both, and meant this place in this ledger.
    """

    key: str
    before: int
    size: int
    proof: str
    reason: str = ""


class BundleExported(Entry, frozen=True, tag="bundle.exported"):
    """Evidence was given away: a bag of files whose list, `manifest-sha256.txt`, has the hex hash `manifest`.

    `by` says by what it was chosen (`question`, `answer`, `event` or `time`), `asked` in which words. `events` counts
    the events that the bag proves, all of them among the first `size` of the journal; `redacted` says that the bag
    holds the hash, and not the text, of some, and pictures with parts blacked out.
    """

    manifest: str
    by: str
    asked: str
    size: int
    events: int
    redacted: bool = False


AnyEntry = KeyOpened | JournalCommitted | SegmentSealed | KeyRotated | BundleExported


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One ledger line, read."""

    prev: str
    seq: int
    at: str
    entry: msgspec.Raw
    sig: str

    def understood(self) -> AnyEntry:
        """Return the typed entry.

        Raises:
            msgspec.ValidationError: the kind is not one that this version knows, or its fields are off.
        """
        return _ENTRY.decode(self.entry)


class _Unsigned(msgspec.Struct, frozen=True):
    prev: str
    seq: int
    at: str
    entry: msgspec.Raw


_ENTRY: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)
_SEAL = msgspec.json.Decoder(Seal)
_ENCODER = msgspec.json.Encoder()


def write(prev: str, seq: int, at: str, entry: Entry, signer: Signer) -> bytes:
    """Return the signed ledger line, LF included, that says `entry` at place `seq`."""
    unsigned = _ENCODER.encode(_Unsigned(prev, seq, at, msgspec.Raw(_ENCODER.encode(entry))))[:-1]
    signature = base64.b64encode(signer.sign(unsigned))
    return unsigned + _SIG_KEY + signature + b'"}\n'


def read(line: bytes) -> Seal:
    """Return a ledger line.

    Raises:
        msgspec.MsgspecError: the bytes are no ledger line.
        ValueError: the line does not end in exactly one LF.
    """
    if not line.endswith(b"\n"):
        raise ValueError("the line has no newline at its end")
    return _SEAL.decode(line[:-1])


def is_signed_by(line: bytes, seal: Seal, verifier: Verifier) -> bool:
    """Say whether a ledger line is this key's: signed over all that it says, ended by the signature, spelled our way.

    Of a key that a JSON object has twice the last one counts. Behind the signature nothing may stand, then, and before
    it nothing twice: else what is acted on would be something else than what was signed.
    """
    try:
        signature = base64.b64decode(seal.sig, validate=True)
    except (binascii.Error, ValueError):
        return False
    # The base64 must be the one spelling there is: a line has one form only.
    ending = _SIG_KEY + base64.b64encode(signature) + b'"}\n'
    whole = line.endswith(ending) and verifier.accepts(line[: -len(ending)], signature)
    return whole and rewritten(seal) == line


def rewritten(seal: Seal) -> bytes:
    """Return the line that our own encoder gives for this seal."""
    try:
        entry: object = seal.understood()
    except msgspec.ValidationError:
        entry = msgspec.json.decode(seal.entry)
    raw = msgspec.Raw(_ENCODER.encode(entry))
    return _ENCODER.encode(Seal(seal.prev, seal.seq, seal.at, raw, seal.sig)) + b"\n"


class Tail(msgspec.Struct, frozen=True):
    """The end of a ledger: its last complete line, its last commit, and where the complete lines end.

    `before` is the line before the last one; empty where there is none, or where it is too far away to be seen.
    `seals` are those behind the last commit. `key_line` is the number of the line that names the key in force.
    """

    line: bytes
    seal: Seal
    commit: JournalCommitted | None
    commit_line: bytes
    before: bytes
    end: int
    seals: tuple[SegmentSealed, ...]
    key_line: int

    @property
    def leaf(self) -> str:
        """The hex hash that the next line must name."""
        return leaf(self.line).hex()


def read_opening(path: Path) -> KeyOpened | None:
    """Return what the first line of a ledger says, or None where there is no complete line.

    Raises:
        Damaged: the first line is not the opening of a ledger.
    """
    line = log.first_line(path)
    if not line.endswith(b"\n"):
        return None
    try:
        entry = read(line).understood()
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"Line 0 of {path} is damaged: {error}.", _LOOK) from error
    if not isinstance(entry, KeyOpened):
        raise Damaged(f"Line 0 of {path} does not open a ledger.", _LOOK)
    return entry


def read_tail(path: Path) -> Tail | None:
    """Return the end of a ledger, or None where there is no complete line. Cost does not grow with the file.

    Raises:
        Damaged: the last complete line, or the last commit, cannot be read.
    """
    with log.Log(path) as lines:
        end = cut.end_of(lines)
        window = _WINDOW
        while True:
            start = max(0, end - window)
            tail = _tail_within(path, lines.read(start, end - start), start)
            if tail is not None and (tail.commit is not None or start == 0):
                return tail
            if start == 0:
                return None
            window *= 4


def _tail_within(path: Path, data: bytes, start: int) -> Tail | None:
    end = data.rfind(b"\n") + 1
    lines = [line + b"\n" for line in data[:end].split(b"\n")[:-1]]
    if start > 0:
        lines = lines[1:]
    if not lines:
        return None
    seal = _readable(path, lines[-1])
    before = lines[-2] if len(lines) > 1 else b""
    sealed: list[SegmentSealed] = []
    commit, commit_line, key_line = None, b"", 0
    for count, line in enumerate(reversed(lines)):
        told = _readable(path, line)
        entry = told.understood()
        if isinstance(entry, JournalCommitted):
            commit, commit_line = (entry, line) if commit is None else (commit, commit_line)
            key_line = max(key_line, entry.key_line)
        elif isinstance(entry, KeyRotated):
            key_line = max(key_line, told.seq)
        elif isinstance(entry, SegmentSealed) and commit is None:
            sealed.append(entry)
        # A retired key could sign a last line that knows nothing of its end: the lines before that do.
        if commit is not None and count >= _LINES_OF_KEYS:
            break
    return Tail(lines[-1], seal, commit, commit_line, before, start + end, tuple(sealed), key_line)


def _readable(path: Path, line: bytes) -> Seal:
    try:
        seal = read(line)
        seal.understood()
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Damaged(f"A line at the end of {path} is damaged: {error}.", _LOOK) from error
    return seal


_LOOK = "Nothing was changed. Run `autocapture audit verify` to see which lines, then restore them from a backup."
