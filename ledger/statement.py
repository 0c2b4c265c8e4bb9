"""What a sealed segment says of itself: its file name, and the signed statement inside it. Pure.

The statement is a signed note (C2SP signed-note) whose text has eight lines:

    autocapture-segment-v1 / origin / log / first and end / offset / length / prev / base64 root

`first` to `end - 1` are the numbers of its lines, `offset` and `length` (bytes) where their text lies in
the log, `prev` what the first of them names as the line before, `root` the RFC 6962 tree hash over their
leaf hashes.
"""

from __future__ import annotations

import base64
import re
from typing import Literal, Self

import msgspec

from ledger.merkle import HASH_SIZE

LogName = Literal["journal", "ledger"]

_HEADING = "autocapture-segment-v1"
_NAME = re.compile(r"(journal|ledger)-(\d{12})-(\d{12})-(\d{15})-(\d{15})\.ndjson\.zst", re.ASCII)


class SegmentError(ValueError):
    """The file is no segment, is not whole, or does not hold what it is said to hold."""


def _log_of(text: str) -> LogName:
    match text:
        case "journal" | "ledger" as name:
            return name
    raise SegmentError(f"there is no log called {text!r}")


class Name(msgspec.Struct, frozen=True):
    """What the name of a segment's file says: which log, which lines, and which bytes of it. Ends are exclusive."""

    log: LogName
    first: int
    end: int
    offset: int
    upto: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return what a file name says, or None where it is not that of a segment."""
        match = _NAME.fullmatch(text)
        if match is None:
            return None
        name = cls(_log_of(match[1]), *(int(match[place]) for place in range(2, 6)))
        return name if name.first < name.end and name.offset < name.upto else None

    def spelled(self) -> str:
        """Return the file name."""
        return f"{self.log}-{self.first:012}-{self.end:012}-{self.offset:015}-{self.upto:015}.ndjson.zst"


class Statement(msgspec.Struct, frozen=True):
    """What a segment says that it holds; see the top of this page."""

    origin: str
    log: LogName
    first: int
    end: int
    offset: int
    length: int
    prev: str
    root: bytes

    @property
    def name(self) -> Name:
        """The name of its file."""
        return Name(self.log, self.first, self.end, self.offset, self.offset + self.length)

    def text(self) -> str:
        """Return the text that is signed."""
        root = base64.b64encode(self.root).decode()
        numbers = f"{self.first} {self.end}\n{self.offset}\n{self.length}"
        return f"{_HEADING}\n{self.origin}\n{self.log}\n{numbers}\n{self.prev}\n{root}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return what a text says.

        Raises:
            SegmentError: it is no statement.
        """
        try:
            heading, origin, log, lines, offset, size, prev, root, rest = text.split("\n")
            first, end = lines.split(" ")
            raw = base64.b64decode(root, validate=True)
            found = cls(origin, _log_of(log), int(first), int(end), int(offset), int(size), prev, raw)
        except ValueError as error:
            raise SegmentError("its statement is malformed") from error
        if heading != _HEADING or rest or len(raw) != HASH_SIZE or found.text() != text:
            raise SegmentError("its statement is malformed")
        return found
