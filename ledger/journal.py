"""The journal file: reading committed lines, and what lies behind the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ledger.errors import Damaged, NotFound
from ledger.event import leaf

_BUFFER = 1 << 20


def read_lines(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines between two byte offsets, both at line beginnings. The last may lack its LF.

    Raises:
        Damaged: the file ends before `end`.
    """
    if start >= end:
        return
    with path.open("rb", buffering=_BUFFER) as handle:
        handle.seek(start)
        while start < end:
            line = handle.readline(end - start)
            if not line:
                raise Damaged(
                    f"{path} ends at byte {start}, but its ledger has committed {end} bytes.",
                    "Run `autocapture audit verify` for the whole story, then restore the file from a backup.",
                )
            start += len(line)
            yield line


def read_line(path: Path, offset: int, length: int) -> bytes:
    """Return the bytes of one line.

    Raises:
        NotFound: there is no such place in the journal.
    """
    with path.open("rb") as handle:
        handle.seek(offset)
        line = handle.read(length)
    if len(line) != length:
        raise NotFound(f"{path} has no line of {length} bytes at offset {offset}.")
    return line


def size_of(path: Path) -> int:
    """Return the length of a log file in bytes; 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def last_leaf(path: Path, end: int) -> str | None:
    """Return the hex leaf hash of the line that ends at byte `end`, or None where no line ends there."""
    line = last_line(path, 0, end, partial=True)
    return leaf(line).hex() if line.endswith(b"\n") else None


def last_line(path: Path, start: int, end: int, *, partial: bool = False) -> bytes:
    """Return the last line between two byte offsets, the first of them at a line's beginning; empty if there is none.

    What follows the last LF counts as a line where `partial` is asked for, and is left aside otherwise.
    """
    window = 1 << 12
    with path.open("rb") as handle:
        while True:
            begin = max(start, end - window)
            handle.seek(begin)
            data = handle.read(end - begin)
            stop = len(data) if partial else data.rfind(b"\n") + 1
            before = data.rfind(b"\n", 0, max(stop - 1, 0))
            if before >= 0 or begin == start:
                return data[before + 1 : stop]
            window *= 8
