"""Writing a sealed segment: lines go by, frames come out, the statement and the seek table close the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import zstandard

from ledger import chain, durable
from ledger.event import leaf
from ledger.merkle import Frontier
from ledger.note import Signer, sign
from ledger.segment import (
    ENTRY,
    FOOTER,
    LINES,
    MOST_TEXT,
    SEEK_FRAME,
    SEEKABLE,
    SKIPPABLE_HEAD,
    STATEMENT_FRAME,
)
from ledger.statement import LogName, Statement

_LEVEL = 3


class _Written:
    """What is known of a segment while its lines go by."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self.length = 0
        self.prev = ""
        self.entries: list[tuple[int, int]] = []

    def take(self, lines: list[bytes]) -> None:
        if not self.frontier.size:
            self.prev = chain.named_by(lines[0])
        self.frontier.extend([leaf(line) for line in lines])
        self.length += sum(map(len, lines))


def write(path: Path, log: LogName, lines: Iterable[bytes], first: int, offset: int, signer: Signer) -> Statement:
    """Write lines of a log as a segment at `path`, which nobody else writes; durable when this returns.

    Args:
        path: where to; its proper name is that of the statement that is returned.
        log: `journal` or `ledger`.
        lines: the lines.
        first: the number of the first of them.
        offset: where its first byte lies in the log.
        signer: the key in force.

    Raises:
        WriteFailed: the disk refused.
    """
    written, packer = _Written(), zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
    with durable.fresh(path, locked=True) as descriptor:
        for text in _frames_of(lines, written):
            _put(descriptor, written, packer.compress(text), len(text))
        end, root = first + written.frontier.size, written.frontier.root()
        statement = Statement(signer.name, log, first, end, offset, written.length, written.prev, root)
        note = sign(statement.text(), signer).encode()
        _put(descriptor, written, SKIPPABLE_HEAD.pack(STATEMENT_FRAME, len(note)) + note, 0)
        table = b"".join(ENTRY.pack(*entry) for entry in written.entries)
        table += FOOTER.pack(len(written.entries), 0, SEEKABLE)
        durable.write_all(descriptor, SKIPPABLE_HEAD.pack(SEEK_FRAME, len(table)) + table)
    return statement


def _frames_of(lines: Iterable[bytes], written: _Written) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if len(held) == LINES or size >= MOST_TEXT:
            written.take(held)
            yield b"".join(held)
            held, size = [], 0
    if held:
        written.take(held)
        yield b"".join(held)


def _put(descriptor: int, written: _Written, data: bytes, text: int) -> None:
    durable.write_all(descriptor, data)
    written.entries.append((len(data), text))
