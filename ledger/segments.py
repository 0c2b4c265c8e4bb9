"""Which sealed segments a log has, in order, and which are missing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ledger.dataroot import SEGMENTS
from ledger.statement import Name


@dataclass(frozen=True, slots=True)
class Hole:
    """Lines `first` to `end - 1` that a segment should hold and that cannot be read, and why.

    `offset` is where their text began in the log; `length` how long it was, where that is known.
    """

    file: str
    first: int
    end: int
    offset: int
    length: int
    why: str


def in_order(path: Path, first: int | None) -> tuple[Name, ...]:
    """Return the segments that lie before line `first` of the growing file; all, where that cannot be told."""
    try:
        found = (Name.parse(entry.name) for entry in os.scandir(path.parent / SEGMENTS))
        names = [name for name in found if name is not None and name.log == path.stem]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    names.sort(key=lambda name: (name.first, name.offset, name.end))
    if first is not None and (first == 0 or any(name.end == first for name in names)):
        names = [name for name in names if name.end <= first]
    # A file that does not go on where the one before it ends is none of ours.
    chosen: list[Name] = []
    for name in names:
        due = chosen[-1].upto if chosen else 0
        rivals = [other for other in names if other.first == name.first]
        if not chosen or name.first >= chosen[-1].end:
            chosen.append(next((rival for rival in rivals if rival.offset == due), name))
    return tuple(chosen)


def gaps(names: tuple[Name, ...], first: int | None) -> tuple[Hole, ...]:
    """Return the lines that no segment holds though others come after them; `first` is that of the growing file."""
    due, holes = 0, []
    for name in names:
        if name.first != due:
            holes.append(Hole(f"{SEGMENTS}/", due, name.first, name.offset, 0, "there is no segment that holds them"))
        due = name.end
    if first is not None and first > due:
        holes.append(Hole(f"{SEGMENTS}/", due, first, 0, 0, "there is no segment that holds them"))
    return tuple(holes)
