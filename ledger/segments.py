"""Which sealed segments a log has, in order, and which are missing.

Anybody can put a file into `segments/`. A segment belongs to the log if it lies on a way that leads without
a gap, in lines and in bytes, from the log's beginning to its growing file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from ledger import chain
from ledger.dataroot import SEGMENTS
from ledger.errors import Damaged
from ledger.event import leaf
from ledger.segment import LINES, Segment
from ledger.statement import Name, SegmentError

_LOOK = "Put the directory back, or restore it from a backup."


class Hole(msgspec.Struct, frozen=True):
    """Lines `first` to `end - 1` that a segment should hold and that cannot be read, and why.

    `offset` is where their text began in the log; `length` how long it was, where that is known.
    """

    file: str
    first: int
    end: int
    offset: int
    length: int
    why: str


class Shelf(msgspec.Struct, frozen=True):
    """The segments of a log in order, and the lines that none of them holds though others come after them."""

    names: tuple[Name, ...]
    holes: tuple[Hole, ...]


def all_of(path: Path) -> list[Name]:
    """Return every file beside a log that is called like a segment of it, by line and byte.

    Raises:
        Damaged: the directory of segments cannot be listed.
    """
    try:
        found = [Name.parse(entry.name) for entry in os.scandir(path.parent / SEGMENTS)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Damaged(f"{path.parent / SEGMENTS} cannot be listed: {error.strerror or error}.", _LOOK) from error
    names = [name for name in found if name is not None and name.log == path.stem]
    return sorted(names, key=lambda name: (name.first, name.offset, name.end, name.upto))


def shelf_of(path: Path, beginning: bytes) -> Shelf:
    """Return the segments that lie before the growing file, whose first bytes are `beginning`.

    Where its first line cannot be read, all are taken that lead on without a gap.

    Raises:
        Damaged: see `all_of`.
    """
    names, first = all_of(path), chain.own_seq(beginning)
    if not names or first == 0:
        return Shelf((), () if not first else (_hole(0, first),))
    ways = _ways(names, first)
    whole = [way for way in ways if (way[-1].end if way else 0) == first]
    if len(whole) > 1:
        whole = [way for way in whole if _leads_to(path, way[-1], beginning)] or whole
    if whole:
        return Shelf(whole[0], ())
    longest = max(ways, key=lambda way: way[-1].end if way else 0)
    return _with_gaps(longest, names, first)


def _ways(names: list[Name], first: int | None) -> list[tuple[Name, ...]]:
    """Return the ways from the beginning that cannot be prolonged, as far as line `first`.

    Of several to one place one is enough: as many as there are forks would double with each of them.
    """
    coming: dict[tuple[int, int], Name | None] = {(0, 0): None}
    left: set[tuple[int, int]] = set()
    # By their first lines: what leads to a place comes before what leads on from it.
    for name in names:
        if (name.first, name.offset) in coming and (first is None or name.end <= first):
            left.add((name.first, name.offset))
            coming.setdefault((name.end, name.upto), name)
    return [_back_from(place, coming) for place in coming if place not in left]


def _back_from(place: tuple[int, int], coming: Mapping[tuple[int, int], Name | None]) -> tuple[Name, ...]:
    way: list[Name] = []
    while (name := coming[place]) is not None:
        way.append(name)
        place = name.first, name.offset
    return tuple(reversed(way))


def _leads_to(path: Path, name: Name, beginning: bytes) -> bool:
    """Say whether the last line of a segment is the one that the growing file's first line names."""
    try:
        with Segment(path.parent / SEGMENTS / name.spelled()) as segment:
            last = segment.last_line()
    except (SegmentError, OSError):
        return False
    return leaf(last).hex() == chain.named_by(beginning)


def _with_gaps(way: tuple[Name, ...], names: list[Name], first: int | None) -> Shelf:
    """Go on behind a gap with whatever comes next, and note the gap."""
    chosen, holes = list(way), []
    for name in names:
        due = chosen[-1].end if chosen else 0
        if name.first >= due and (first is None or name.end <= first) and name not in chosen:
            if name.first > due:
                holes.append(_hole(due, name.first))
            elif chosen and name.offset != chosen[-1].upto:
                continue
            chosen.append(name)
    due = chosen[-1].end if chosen else 0
    if first is not None and first > due:
        holes.append(_hole(due, first))
    return Shelf(tuple(chosen), tuple(holes))


def hole_in(name: Name, why: str, segment: Segment | None = None, number: int = 0) -> Hole:
    """Return what is lost of a segment: one of its frames, or all of it."""
    file = f"{SEGMENTS}/{name.spelled()}"
    # Frames of fewer lines are rare; then the numbers are those that the neighbours leave.
    if segment is None or len(segment.frames) != -(-(name.end - name.first) // LINES):
        return Hole(file, name.first, name.end, name.offset, name.upto - name.offset, why)
    frame, first = segment.frames[number], name.first + number * LINES
    return Hole(file, first, min(first + LINES, name.end), name.offset + frame.begin, frame.length, why)


def _hole(first: int, end: int) -> Hole:
    return Hole(f"{SEGMENTS}/", first, end, -1, 0, "there is no segment that holds them")
