"""A sealed segment: a stretch of a log, compressed, that plain `zstd -dc` gives back and that can be verified alone.

A file of Zstandard frames (RFC 8878), each of up to 256 lines, then two skippable frames: the statement,
a signed note that says what the lines are, and the seek table of the Zstandard seekable format (version
0.1.0, without checksums), which makes any line a matter of one frame.
"""

from __future__ import annotations

import bisect
import errno
import io
import os
import struct
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Self

from ledger import chain, plain
from ledger.event import leaf
from ledger.merkle import Frontier
from ledger.note import NoteError, Verifier, open_note
from ledger.statement import SegmentError, Statement

LINES = 256
# A frame is held in memory whole; lines of unusual length make it end earlier.
MOST_TEXT = 1 << 24
STATEMENT_FRAME = 0x184D2A50
SEEK_FRAME = 0x184D2A5E
SEEKABLE = 0x8F92EAB1
SKIPPABLE_HEAD = struct.Struct("<II")
ENTRY = struct.Struct("<II")
FOOTER = struct.Struct("<IBI")
_MOST_STATEMENT = 1 << 16
_MOST_FRAMES = 1 << 20
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EINVAL, errno.ELOOP, errno.EISDIR})


class _Frame(NamedTuple):
    """Where a frame lies in the file, and where its text lies in that of the segment."""

    at: int
    size: int
    begin: int
    length: int


class Segment:
    """A segment's file, opened. Offsets and lengths are in bytes of its text; nothing is verified but its form."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its seek table.

        Raises:
            SegmentError: it is not there, or is no whole segment.
            OSError: the system refuses it: that is no finding about the segment.
        """
        self.path = path
        try:
            self._handle = plain.opened(path)
        except OSError as error:
            if error.errno not in _ABSENT:
                raise
            raise SegmentError(error.strerror or str(error)) from error
        try:
            self.frames, self._statement_at = _layout(self._handle)
        except BaseException:
            self._handle.close()
            raise
        self._begins = [frame.begin for frame in self.frames]
        self._kept: tuple[int, bytes] = (-1, b"")
        self.size = self.frames[-1].begin + self.frames[-1].length if self.frames else 0

    def note(self) -> str:
        """Return the signed statement, as it stands in the file.

        Raises:
            SegmentError: it cannot be read.
        """
        at, size = self._statement_at
        if not SKIPPABLE_HEAD.size <= size <= _MOST_STATEMENT:
            raise SegmentError("its statement is not where the seek table says")
        raw = self._read(at, size)
        if SKIPPABLE_HEAD.unpack(raw[:8]) != (STATEMENT_FRAME, size - 8):
            raise SegmentError("its statement is not where the seek table says")
        try:
            return raw[8:].decode()
        except UnicodeDecodeError as error:
            raise SegmentError("its statement is no text") from error

    def frame(self, number: int) -> bytes:
        """Return the text of a frame: whole lines.

        Raises:
            SegmentError: its bytes are not what was written.
        """
        if self._kept[0] != number:
            frame = self.frames[number]
            text = _unpacked(self._read(frame.at, frame.size), frame.length)
            if text is None:
                raise SegmentError(f"frame {number} cannot be decompressed")
            if not text.endswith(b"\n") or text.count(b"\n") > LINES:
                raise SegmentError(f"frame {number} does not hold up to {LINES} whole lines")
            self._kept = number, text
        return self._kept[1]

    def last_line(self) -> bytes:
        """Return the last line.

        Raises:
            SegmentError: it cannot be read.
        """
        return lines_in(self.frame(len(self.frames) - 1))[-1]

    def frame_at(self, offset: int) -> int:
        """Return the number of the frame that holds the byte at `offset` of the text."""
        return bisect.bisect_right(self._begins, offset) - 1

    def read(self, offset: int, length: int) -> bytes:
        """Return bytes of the text, fewer where it ends.

        Raises:
            SegmentError: a frame cannot be read.
        """
        found, end = [], min(offset + length, self.size)
        while offset < end:
            number = self.frame_at(offset)
            begin = offset - self.frames[number].begin
            part = self.frame(number)[begin : begin + end - offset]
            found.append(part)
            offset += len(part)
        return b"".join(found)

    def _read(self, at: int, size: int) -> bytes:
        try:
            return _all_of(self._handle, at, size)
        except OSError as error:
            raise SegmentError(error.strerror or str(error)) from error

    def close(self) -> None:
        """Close the file."""
        self._handle.close()

    def __enter__(self) -> Self:
        """Use the segment for the length of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()


def _unpacked(data: bytes, length: int) -> bytes | None:
    """Return what was packed, `length` bytes; None where that is not what it holds."""
    # Imported here: who asks of a log that has no sealed segments yet need not wait for it.
    import zstandard

    try:
        # Asked before anything is unpacked: a frame may claim to hold more than there is memory.
        if zstandard.frame_content_size(data) != length:
            return None
        return zstandard.ZstdDecompressor().decompress(data, allow_extra_data=False)
    except zstandard.ZstdError:
        return None


def _all_of(handle: io.FileIO, at: int, size: int) -> bytes:
    handle.seek(at)
    found = bytearray()
    while len(found) < size and (part := handle.read(size - len(found))):
        found += part
    if len(found) != size:
        raise SegmentError("it is cut short")
    return bytes(found)


def _layout(handle: io.FileIO) -> tuple[tuple[_Frame, ...], tuple[int, int]]:
    """Return the frames of a file, and where its statement lies, out of the seek table at its end."""
    size = os.fstat(handle.fileno()).st_size
    if size < SKIPPABLE_HEAD.size + FOOTER.size:
        raise SegmentError("it is too short for a segment")
    count, descriptor, magic = FOOTER.unpack(_all_of(handle, size - FOOTER.size, FOOTER.size))
    length = count * ENTRY.size + FOOTER.size
    begin = size - length - SKIPPABLE_HEAD.size
    if magic != SEEKABLE or descriptor or not 2 <= count <= _MOST_FRAMES or begin < 0:
        raise SegmentError("it has no seek table at its end")
    table = _all_of(handle, begin, SKIPPABLE_HEAD.size + length)
    if SKIPPABLE_HEAD.unpack(table[:8]) != (SEEK_FRAME, length):
        raise SegmentError("it has no seek table at its end")
    entries = list(ENTRY.iter_unpack(table[8 : -FOOTER.size]))
    ends = list(accumulate(entry[0] for entry in entries))
    texts = list(accumulate(entry[1] for entry in entries))
    # Only the statement, which comes last, has no text.
    if (
        ends[-1] != begin
        or entries[-1][1]
        or any(not text or text > MOST_TEXT + chain.MAX_LINE for _, text in entries[:-1])
    ):
        raise SegmentError("its seek table does not fit the file")
    frames = [
        _Frame(end - packed, packed, upto - text, text)
        for (packed, text), end, upto in zip(entries[:-1], ends, texts, strict=False)
    ]
    return tuple(frames), (ends[-1] - entries[-1][0], entries[-1][0])


# ---------------------------------------------------------------- verifying


def check(path: Path, verifier: Verifier) -> Statement:
    """Verify a segment alone: statement signed by the key, name, each frame, chain, numbers, root. Return what it says.

    Raises:
        SegmentError: something of it does not hold.
    """
    with Segment(path) as segment:
        statement = _signed(segment, verifier)
        frontier, prev, seq = Frontier(), statement.prev, statement.first
        for number in range(len(segment.frames)):
            for line in lines_in(segment.frame(number)):
                if not line.startswith(chain.prefix(prev, seq)):
                    raise SegmentError(f"line {seq} does not follow the line before it")
                digest = leaf(line)
                frontier.append(digest)
                prev, seq = digest.hex(), seq + 1
    if (seq, segment.size, frontier.root()) != (statement.end, statement.length, statement.root):
        raise SegmentError("its lines are not those that its statement was signed for")
    return statement


def stated_by(path: Path, verifier: Verifier) -> Statement:
    """Return what a segment says of itself, and nothing of its lines looked at.

    Raises:
        SegmentError: the statement cannot be read, or the key has not signed it.
    """
    with Segment(path) as segment:
        return _signed(segment, verifier)


def _signed(segment: Segment, verifier: Verifier) -> Statement:
    try:
        statement = Statement.parse(open_note(segment.note(), verifier))
    except NoteError as error:
        raise SegmentError(f"its statement is not signed: {error}") from error
    if statement.origin != verifier.name:
        raise SegmentError(f"it is of another log, {statement.origin}")
    return statement


def lines_in(text: bytes) -> list[bytes]:
    """Return the lines of a frame's text, each with its LF."""
    # Costs a third of `split`, which leaves the LF out; `splitlines` takes other bytes than LF for ends as well.
    return io.BytesIO(text).readlines()
