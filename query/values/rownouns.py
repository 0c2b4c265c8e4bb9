"""Nouns of rows: which rows of a table are meant by what a question calls them.

The noun of a title is what the table is about, and no name of all its rows: `scanner_quote.csv` lists scanners, and the
freight. Only `Bills` says what each row is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from query.language.words import forms, tokens
from query.values.cells import Cell
from query.values.reading import Reading

T = TypeVar("T")


def meant(rows: Sequence[T], cells: Sequence[Cell], noun: str, title: str) -> list[T]:
    """Return the rows that a noun means: those whose names have it, where only some do, and else all.

    Args:
        rows: the rows.
        cells: the cell of each.
        noun: what the question calls them; may be empty.
        title: that of the window.
    """
    said = forms(noun) if noun else frozenset[str]()
    if not said or _heads_them(cells, said) or _is_of_many(title, said):
        return [*rows]
    named = [row for row, cell in zip(rows, cells, strict=True) if said & _called(cell)]
    return named or [*rows]


def is_head(noun: str, question: str, title: str) -> bool:
    """Say whether a noun calls a thing by itself: `roof` does not in `which of the roof offers`, by their title."""
    titled = {form for token in tokens(title) for form in forms(token)}
    return all(after not in titled for before, after in pairwise(tokens(question)) if before == noun)


def _heads_them(cells: Sequence[Cell], said: frozenset[str]) -> bool:
    """Say whether what stands over the names of rows, or over the values themselves, is called so."""
    told = [mark.told for cell in cells for mark in (*cell.heads, *(() if cell.heads else (cell.value,)))]
    return any(isinstance(each, Reading) and not said.isdisjoint(tokens(each.label)) for each in told)


def _is_of_many(title: str, said: frozenset[str]) -> bool:
    """Say whether a title tells of many of them: `Bills`."""
    return any(token in said and token.endswith("s") and token[:-1] in said for token in tokens(title))


def _called(cell: Cell) -> frozenset[str]:
    marks = cell.heads or (cell.value,)
    return frozenset(token for mark in marks for token in tokens(mark.text))
