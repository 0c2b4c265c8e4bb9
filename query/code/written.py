"""Written: the code of all that is known which fits a question: what is written is looked at once, however often seen.

A window of time has few snippets, and all of it many: so where none is asked for, what is looked through are sources
(`projections.sources`), and only of those that fit is looked for where and when they were to be seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from projections import code, database, sources
from projections.code import Showing, SnippetRow
from projections.kept import Kept
from projections.sources import Source
from query.inquiries.inquiry import Inquiry

Written = Source | SnippetRow
"""What a piece of code says: the same fields, with or without where it stands."""

Fits = Callable[[Written], bool]

_kept = Kept[tuple[str, int, str, str], tuple[Source, ...]](6)


def of_form(db: sqlite3.Connection, form: str) -> tuple[Source, ...]:
    """Return all that is written in snippets of a form, in the order in which it was first seen."""
    return _kept.of((*database.state_of(db), form), lambda: tuple(sources.of_forms(db, (form,))))


def showings(inquiry: Inquiry, form: str, fits: Fits) -> list[Showing]:
    """Return the snippets of a form in the asked time that fit, as `code.showings` does."""
    if inquiry.cut is not None:
        return [each for each in code.showings(inquiry.db, inquiry.cut, forms=(form,)) if fits(each.snippet)]
    fitting = [each.id for each in of_form(inquiry.db, form) if fits(each)]
    return code.showings(inquiry.db, None, forms=(form,), of=fitting) if fitting else []
