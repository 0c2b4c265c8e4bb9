"""The chain of lines, each of which names the hash of the one before: how a line begins, and what a walk speaks of."""

from __future__ import annotations

import hashlib
from typing import NamedTuple, Protocol

import msgspec

OPENING = b'{"prev":"'
# The payload of one event is a row of metadata at most. A longer "line" is the content of some other file.
MAX_LINE = 1 << 26
_PREV_AT = len(OPENING)
_PREV_END = _PREV_AT + 64
_SEQ_KEY = b'","seq":'


class Break(msgspec.Struct, frozen=True):
    """A line that is not what was committed: its number, where its bytes begin in the log, and what is wrong.

    Where several lines in a row are missing, `last` is the number of the last one. `offset` is -1 where
    it is not known.
    """

    seq: int
    offset: int
    what: str
    last: int


class Mark(NamedTuple):
    """What is known from elsewhere about a line: its number, its leaf hash, and the byte where it ends."""

    seq: int
    leaf: bytes
    end: int


class Growth(Protocol):
    """What grows with a log: it is told the leaf hash of each place, in order, once nothing can change it any more."""

    def append(self, leaf_hash: bytes) -> None:
        """Take the next place's leaf hash: of the line read there or, where that is damaged, of the one committed."""

    def either(self, leaf_hash: bytes, other: bytes) -> None:
        """Take the next place's leaf hash, which is the first one unless only the other leads to the signed root."""

    def skip(self, count: int) -> None:
        """Pass places whose leaf hash nobody can tell."""


class Both:
    """Two that grow side by side."""

    def __init__(self, one: Growth, other: Growth) -> None:
        self._pair = one, other

    def append(self, leaf_hash: bytes) -> None:
        """Tell both."""
        for each in self._pair:
            each.append(leaf_hash)

    def either(self, leaf_hash: bytes, other: bytes) -> None:
        """Tell both."""
        for each in self._pair:
            each.either(leaf_hash, other)

    def skip(self, count: int) -> None:
        """Tell both."""
        for each in self._pair:
            each.skip(count)


class Nothing:
    """A growth that does not grow."""

    def append(self, leaf_hash: bytes) -> None:
        """Take no notice."""

    def either(self, leaf_hash: bytes, other: bytes) -> None:
        """Take no notice."""

    def skip(self, count: int) -> None:
        """Take no notice."""


def genesis(log: str, origin: str, root_key: str) -> str:
    """Return, in hex, what the first line of a log names as the line before it.

    It is the SHA-256 of the four lines `autocapture-log-v1`, log name, origin, root verifier key.
    """
    return hashlib.sha256(f"autocapture-log-v1\n{log}\n{origin}\n{root_key}\n".encode()).hexdigest()


def prefix(prev: str, seq: int) -> bytes:
    """Return the bytes with which line `seq` must begin when the line before it hashes to `prev`."""
    return f'{{"prev":"{prev}","seq":{seq},"at":"'.encode()


def own_seq(line: bytes) -> int | None:
    """Return the number a line gives itself, or None where it does not even begin like a line."""
    if not line.startswith(OPENING) or line[_PREV_END : _PREV_END + len(_SEQ_KEY)] != _SEQ_KEY:
        return None
    digits, comma, _ = line[_PREV_END + len(_SEQ_KEY) : _PREV_END + 30].partition(b",")
    plain = comma and digits.isdigit() and (digits == b"0" or not digits.startswith(b"0"))
    return int(digits) if plain else None


def named_by(line: bytes) -> str:
    """Return what a line that begins like one of ours calls the line before it: 64 hex digits, if it is whole."""
    return line[_PREV_AT:_PREV_END].decode("ascii", "replace")


def pieces(line: bytes) -> list[bytes]:
    """Return a line cut before each beginning of a line inside it: two lines run together where a newline is lost.

    Inside the JSON strings of a whole line these bytes cannot stand: there the quotes are escaped.
    """
    cuts = [0]
    while (at := line.find(OPENING, cuts[-1] + 1)) > 0:
        cuts.append(at)
    return [line[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]
