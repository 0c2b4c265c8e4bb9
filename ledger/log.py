"""One of the two logs as one run of bytes: its sealed segments, and behind them the file that still grows.

Offsets count from the log's first byte, wherever that lies by now. The numbers in the first line of the
growing file say where it goes on; segments that reach further, which a crash between sealing and cutting
leaves, are copies of what it still holds.
"""

from __future__ import annotations

import errno
import io
import os
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Self

from ledger import chain, plain, segment
from ledger.dataroot import SEGMENTS
from ledger.errors import Damaged, NotFound
from ledger.event import leaf
from ledger.segment import Segment
from ledger.segments import Hole, hole_in, shelf_of
from ledger.statement import Name, SegmentError

_BUFFER = 1 << 20
_OPEN = 8
_LINE_HEAD = 128
_LOOK = "Run `autocapture audit verify` for the whole story, then restore the file from a backup."


class Log:
    """A log, opened: what it held at that moment stays readable, whatever is sealed or appended meanwhile.

    One reading at a time: two iterations over one log would move each other's place.
    """

    def __init__(self, path: Path) -> None:
        """Open `journal.ndjson` or `ledger.ndjson` at `path` and the segments before it; neither need be there.

        `goes_on`: the growing file is there, and not empty.

        Raises:
            Damaged: something else has the name of the file, or the segments cannot be listed.
            OSError: the file is there and cannot be opened.
        """
        self.path = path
        self._handle = _opened(path)
        # In this order: lines leave the growing file only once the segment that holds them is there.
        beginning = self._handle.read(_LINE_HEAD) if self._handle else b""
        shelf = shelf_of(path, beginning)
        self.names, self.holes = shelf.names, shelf.holes
        self.goes_on = bool(beginning)
        self._segments: OrderedDict[Name, Segment | SegmentError] = OrderedDict()
        self.base = self.names[-1].upto if self.names else 0
        self.end = self.base + (os.fstat(self._handle.fileno()).st_size if self._handle else 0)

    def _segment(self, name: Name) -> Segment | SegmentError:
        """Return a segment, opened; only the last few stay open, for a process may open a few hundred files only."""
        if name in self._segments:
            self._segments.move_to_end(name)
            return self._segments[name]
        try:
            here: Segment | SegmentError = Segment(self.path.parent / SEGMENTS / name.spelled())
            if isinstance(here, Segment) and here.size != name.upto - name.offset:
                here.close()
                here = SegmentError(f"it holds {here.size} bytes of text")
        except SegmentError as error:
            here = error
        self._segments[name] = here
        while len(self._segments) > _OPEN:
            _, oldest = self._segments.popitem(last=False)
            if isinstance(oldest, Segment):
                oldest.close()
        return here

    def whole(self) -> Self:
        """Return the log, if all its segments are there.

        Raises:
            Damaged: one is missing.
        """
        if self.holes:
            raise _damaged(self.path, self.holes[0])
        return self

    def read(self, offset: int, length: int) -> bytes:
        """Return bytes of the log, fewer where it ends.

        Raises:
            Damaged: they lie in a segment that cannot be read.
        """
        found = []
        for name in self.names:
            if length > 0 and name.offset <= offset < name.upto:
                part = self._read_sealed(name, offset, length)
                found.append(part)
                offset, length = offset + len(part), length - len(part)
        if length > 0 and self._handle is not None and offset >= self.base:
            self._handle.seek(offset - self.base)
            while length > 0 and (part := self._handle.read(length)):
                found.append(part)
                length -= len(part)
        return b"".join(found)

    def _read_sealed(self, name: Name, offset: int, length: int) -> bytes:
        here = self._segment(name)
        if isinstance(here, SegmentError):
            raise _damaged(self.path, hole_in(name, str(here)))
        try:
            return here.read(offset - name.offset, length)
        except SegmentError as error:
            raise _damaged(self.path, hole_in(name, str(error))) from error

    def lines(self, start: int, end: int, *, holes: Callable[[Hole], None] | None = None) -> Iterator[bytes]:
        """Yield the lines between two offsets, both at line beginnings. The last may lack its LF.

        Raises:
            Damaged: some lie in a segment that cannot be read; where `holes` is given, it is told of them instead.
        """
        for name in self.names:
            if name.offset < end and start < name.upto:
                yield from self._sealed_lines(name, start, end, holes)
        if self._handle is None:
            return
        at = max(start, self.base)
        # A descriptor of its own: whoever stops half-way leaves nothing that outlives the log's.
        with os.fdopen(os.dup(self._handle.fileno()), "rb", _BUFFER) as reading:
            reading.seek(at - self.base)
            for line in iter(partial(reading.readline, chain.MAX_LINE), b""):
                if at + len(line) >= end:
                    if at < end:
                        yield line[: end - at]
                    break
                at += len(line)
                yield line

    def _sealed_lines(self, name: Name, start: int, end: int, holes: Callable[[Hole], None] | None) -> Iterator[bytes]:
        tell = holes or self._refuse
        here = self._segment(name)
        if isinstance(here, SegmentError):
            tell(hole_in(name, str(here)))
            return
        for number in range(here.frame_at(max(0, start - name.offset)), len(here.frames)):
            at = name.offset + here.frames[number].begin
            if at >= end:
                break
            try:
                lines = segment.lines_in(here.frame(number))
            except SegmentError as error:
                tell(hole_in(name, str(error), here, number))
                continue
            if number == 0 and chain.own_seq(lines[0]) != name.first:
                tell(hole_in(name, f"it does not begin with line {name.first}"))
                return
            if at < start or end < at + here.frames[number].length:
                begins = accumulate(map(len, lines), initial=at)
                lines = [line for begin, line in zip(begins, lines, strict=False) if start <= begin < end]
            yield from lines

    def _refuse(self, hole: Hole) -> None:
        raise _damaged(self.path, hole)

    def line_from(self, offset: int, end: int) -> tuple[int, bytes]:
        """Return the first line that begins at `offset` or later, and where it does; empty if none does before `end`.

        Raises:
            Damaged: it lies in a segment that cannot be read.
        """
        begin = offset and self._after_newline(offset - 1, end)
        return begin, self.read(begin, self._after_newline(begin, end) - begin)

    def _after_newline(self, at: int, end: int) -> int:
        window = 1 << 12
        while at < end:
            data = self.read(at, min(window, end - at))
            found = data.find(b"\n")
            if found >= 0 or not data:
                return at + found + 1 if found >= 0 else end
            at, window = at + len(data), window * 8
        return end

    def last_line(self, start: int, end: int, *, partial: bool = False) -> bytes:
        """Return the last line between two offsets, the first of them at a line's beginning; empty if there is none.

        What follows the last LF counts as a line where `partial` is asked for, and is left aside otherwise. A line
        longer than any of ours is returned as its last part.

        Raises:
            Damaged: it lies in a segment that cannot be read.
        """
        stop = end if partial else self.after_last_newline(start, end)
        begin = self.after_last_newline(max(start, stop - chain.MAX_LINE), stop - 1) if stop > start else start
        return self.read(begin, stop - begin)

    def after_last_newline(self, start: int, end: int) -> int:
        """Return where the last line that is whole ends, between two offsets; `start` if none does.

        Raises:
            Damaged: see `read`.
        """
        window = 1 << 12
        while end > start:
            begin = max(start, end - window)
            found = self.read(begin, end - begin).rfind(b"\n")
            if found >= 0:
                return begin + found + 1
            end, window = begin, min(window * 8, _BUFFER)
        return start

    def close(self) -> None:
        """Close all files."""
        if self._handle is not None:
            self._handle.close()
        for here in self._segments.values():
            if isinstance(here, Segment):
                here.close()

    def __enter__(self) -> Self:
        """Use the log for the length of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all files."""
        self.close()


def _opened(path: Path) -> io.FileIO | None:
    try:
        return plain.opened(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.EISDIR, errno.ELOOP):
            raise Damaged(f"{path} is no plain file: something else has its name.", _LOOK) from error
        raise


def _damaged(path: Path, hole: Hole) -> Damaged:
    return Damaged(
        f"Lines {hole.first} to {hole.end - 1} of {path} cannot be read from {hole.file}: {hole.why}.", _LOOK
    )


# ---------------------------------------------------------------- a single look


def read_lines(path: Path, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines of a log between two offsets, both at line beginnings. The last may lack its LF.

    Raises:
        Damaged: the log ends before `end`, or a segment of it cannot be read.
    """
    if start >= end:
        return
    with Log(path) as log:
        for line in log.whole().lines(start, end):
            start += len(line)
            yield line
    if start < end:
        raise Damaged(f"{path} ends at byte {start}, but its ledger has committed {end} bytes.", _LOOK)


def read_line(path: Path, offset: int, length: int) -> bytes:
    """Return the bytes of one line.

    Raises:
        NotFound: there is no such place in the log.
        Damaged: it lies in a segment that cannot be read.
    """
    with Log(path) as log:
        line = log.read(offset, length)
    if len(line) != length:
        raise NotFound(f"{path} has no line of {length} bytes at offset {offset}.")
    return line


def first_line(path: Path) -> bytes:
    """Return line 0 of a log, perhaps without its LF; empty where there is none.

    Raises:
        Damaged: it lies in a segment that cannot be read.
    """
    with Log(path) as log:
        return log.whole().line_from(0, log.end)[1]


def size_of(path: Path) -> int:
    """Return the length of a log in bytes, that of sealed lines included; 0 where there is none."""
    with Log(path) as log:
        return log.end


def last_leaf(path: Path, end: int) -> str | None:
    """Return the hex leaf hash of the line that ends at byte `end`, or None where no line ends there."""
    with Log(path) as log:
        line = log.last_line(0, end, partial=True)
    return leaf(line).hex() if line.endswith(b"\n") else None
