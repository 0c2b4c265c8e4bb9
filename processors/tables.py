"""Tables: a row of names, and rows of cells below them. Each cell is a field of its column's name. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Set

from processors import headed, spaced
from processors.pairs import Group
from processors.pieces import in_rows
from processors.screen import Screen


def found(screen: Screen, free: Set[int], also: Set[int] = frozenset()) -> tuple[list[Group], set[int]]:
    """Return the tables of a screen, cell by cell and row by row, and the pieces that they are made of.

    The names stand in the first row and look different from what is below them, lie on a ground of another colour, or
    have amounts below them. Where one thing can be read as several tables, it is the one with the most cells.

    Args:
        screen: what is drawn.
        free: the pieces with words that are of no other thing, by number.
        also: more pieces that may stand in a cell or between two: bars, dashes, cells that can be typed in.
    """
    groups: list[Group] = []
    used: set[int] = set()
    for cells, pieces in sorted(_ways(screen, free, also), key=lambda way: (_are_letters(way[0]), -len(way[0]))):
        if not pieces & used:
            groups.append(cells)
            used |= pieces
    return groups, used


def _ways(screen: Screen, free: Set[int], also: Set[int]) -> Iterator[tuple[Group, Set[int]]]:
    """Yield all that could be tables, with the pieces that each is made of."""
    for row in in_rows(screen.pieces, free):
        yield from headed.below(screen, row, free)
    rows = in_rows(screen.pieces, free | also)
    for at in range(len(rows)):
        table = spaced.below(screen, rows, at)
        if table is not None:
            yield table.fields, table.used


def _are_letters(cells: Group) -> bool:
    """Say whether columns are called by letters, as a sheet calls them above the names that somebody gave them."""
    return all(len(cell.label) == 1 for cell in cells)
