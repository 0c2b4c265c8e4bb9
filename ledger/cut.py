"""The last line of a log, where a crash cut its write short: how it is told from a whole one and a changed one."""

from __future__ import annotations

import re
from pathlib import Path

from ledger.log import Log

# The least that a disk writes at once; blocks of file systems are some of them.
_SECTOR = 512
_ZEROS = re.compile(rb"\0+")


def is_cut(line: bytes, at: int) -> bool:
    """Say whether the last line of a log, at byte `at` of its file, is one whose write was cut short.

    It lacks its LF or, where a crash of the machine kept some of its sectors from the disk, has zeros in their place.
    """
    return not line.endswith(b"\n") or has_gaps(line, at)


def has_gaps(line: bytes, at: int) -> bool:
    """Say whether a line has zeros, and only such as sectors that never arrived leave: lines of ours hold none."""
    gaps = [(at + found.start(), at + found.end()) for found in _ZEROS.finditer(line)]
    bounds = at, at + len(line)
    return bool(gaps) and all(edge in bounds or edge % _SECTOR == 0 for gap in gaps for edge in gap)


def place_of(path: Path, at: int) -> int:
    """Return where byte `at` of a log lies in the file that still grows."""
    with Log(path) as lines:
        return at - lines.base


def end_of(lines: Log) -> int:
    """Return where the last whole line of a log ends.

    Raises:
        Damaged: it lies in a segment that cannot be read.
    """
    end = lines.after_last_newline(0, lines.end)
    last = lines.last_line(0, end) if end == lines.end else b""
    begin = end - len(last)
    return begin if last and is_cut(last, begin - lines.base) else end
