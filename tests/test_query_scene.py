"""A screen looked at closely: of a table the cell where the named column and the named row cross."""

from __future__ import annotations

from ledger.facts import Box
from projections.standing import Line
from query.passages import intent
from query.passages.reader import read
from query.passages.scene import look
from query.passages.sieve import Sieve

_ROWS = (("Valve", "Target", "Actual"), ("VLV-100", "4 bar", "5 bar"), ("VLV-200", "7 bar", "8 bar"))


def _table() -> list[Line]:
    """Three columns 200 px apart, rows 30 px apart."""
    cells = [(column, row, text) for row, line in enumerate(_ROWS) for column, text in enumerate(line)]
    return [Line(number, 0, None, text, _box(column, row)) for number, (column, row, text) in enumerate(cells)]


def _box(column: int, row: int) -> Box:
    return (100 + 200 * column, 100 + 30 * row, 180 + 200 * column, 120 + 30 * row)


def test_cell_of_the_named_row_is_shown_under_the_named_column() -> None:
    terms = intent.read("target of VLV-200").terms
    sight = look(read(_table(), Sieve(terms)), "", terms, [1.0] * len(terms))
    assert sight is not None
    shown = [line.text for line in sight.passage()]
    assert "7 bar" in shown
    assert "4 bar" not in shown
