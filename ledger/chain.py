"""The chain of lines: each names the hash of the one before. Pure: bytes in, verdict out.

Rules checked, for either log:

1. a line ends in one LF and begins `{"prev":"<hash>","seq":<n>,"at":"`;
2. the hash is the RFC 6962 leaf hash of the line before; for line 0 it is the hash of the genesis
   descriptor, so that lines of one DataRoot cannot be spliced into another;
3. `seq` counts from 0 without a gap.

Not checked here: signatures and roots (`audit`), the JSON behind the prefix (`event.rewritten`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ledger.event import leaf

_PREV_AT = len(b'{"prev":"')
_PREV_END = _PREV_AT + 64
_SEQ_KEY = b'","seq":'


@dataclass(frozen=True, slots=True)
class Break:
    """A line that is not what was committed: its number, where its bytes begin in the log, and what is wrong."""

    seq: int
    offset: int
    what: str


def genesis(log: str, origin: str, root_key: str) -> str:
    """Return, in hex, what the first line of a log names as the line before it.

    It is the SHA-256 of the four lines `autocapture-log-v1`, log name, origin, root verifier key.
    """
    return hashlib.sha256(f"autocapture-log-v1\n{log}\n{origin}\n{root_key}\n".encode()).hexdigest()


def prefix(prev: str, seq: int) -> bytes:
    """Return the bytes with which line `seq` must begin when the line before it hashes to `prev`."""
    return b'{"prev":"%s","seq":%d,"at":"' % (prev.encode(), seq)


class Walk:
    """A walk along one log, line by line, that blames the line whose bytes changed.

    A changed byte in line i breaks the link from i+1 back to it, and only that one, unless it was in
    the `prev` of line i: then the link from i is broken as well. So a broken link that stands alone
    blames the line before it, and in a run of broken links each line but the last is to blame. Call
    `finish` at the end: what is known from elsewhere about the last line stands in for the line after.
    """

    def __init__(self, prev: str, seq: int = 0, offset: int = 0) -> None:
        self.prev = prev
        self.seq = seq
        self.offset = offset
        self.breaks: dict[int, Break] = {}
        self._run = 0
        self._explained = False
        self._last = self._before_last = (seq, offset)

    def step(self, line: bytes) -> bytes:
        """Take the next line and return its leaf hash (32 bytes); what is wrong gathers in `breaks`."""
        if line.startswith(prefix(self.prev, self.seq)) and line.endswith(b"\n"):
            if self._run:
                self._run_ends()
        else:
            self._broken(line)
        digest = leaf(line)
        self._before_last, self._last = self._last, (self.seq, self.offset)
        self.prev = digest.hex()
        self.seq += 1
        self.offset += len(line)
        return digest

    def finish(self, expected: str | None = None) -> None:
        """Close the walk. `expected` is the hex leaf hash of the last line where something else vouches for it."""
        if expected is not None and expected != self.prev:
            self._run += 1
            self._blame(self._last, "is not the line that was committed")
        elif self._run:
            self._run_ends()

    def _broken(self, line: bytes) -> None:
        own = own_seq(line)
        if own is None:
            self._blame((self.seq, self.offset), "is not a line of this log")
            self._run, self._explained = self._run + 1, True
            return
        malformed_before = self._explained and self._run > 0
        if own > self.seq:
            if not malformed_before:
                self._blame((self.seq, self.offset), f"is missing: the next line is number {own}")
                self._explained = True
            self.seq = own
        elif own < self.seq:
            self._blame((self.seq, self.offset), f"is not there: in its place stands number {own}")
            self._explained = True
        if line[_PREV_AT:_PREV_END] == self.prev.encode():
            return
        self._run += 1
        if self._run > 1:
            self._blame(self._last, "is not the line that the next one names")

    def _run_ends(self) -> None:
        if self._run == 1 and not self._explained:
            first = self._before_last if self._last[0] > self._before_last[0] else self._last
            self._blame(first, "is not the line that the next one names")
        self._run, self._explained = 0, False

    def _blame(self, place: tuple[int, int], what: str) -> None:
        self.breaks.setdefault(place[0], Break(place[0], place[1], what))


def own_seq(line: bytes) -> int | None:
    """Return the number a line gives itself, or None where it does not even look like a line."""
    if not (line.startswith(b'{"prev":"') and line.endswith(b"\n")):
        return None
    if line[_PREV_END : _PREV_END + len(_SEQ_KEY)] != _SEQ_KEY:
        return None
    digits = line[_PREV_END + len(_SEQ_KEY) : _PREV_END + 30].split(b",", 1)[0]
    return int(digits) if digits.isdigit() else None
