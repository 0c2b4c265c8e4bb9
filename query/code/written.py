"""Written: the code that fits a question, of all that is known: what is written is looked at once, however often seen.

A few days have few snippets, and all of time many: so where that is asked of, what is looked through are sources
(`projections.sources`), and only of those that fit is looked for where and when they were to be seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from projections import code, database, sources
from projections.code import Showing
from projections.kept import Kept
from projections.sources import Code, Source
from query.inquiries.inquiry import Inquiry

Written = Code
"""What a piece of code says, with or without where it stands."""

Fits = Callable[[Written], bool]

# Three days, from one noon or midnight to another, and an hour more where clocks are put back.
_NARROW_US = (3 * 24 + 1) * 3_600_000_000

_kept = Kept[tuple[str, int, str, str], tuple[Source, ...]](6)


def of_form(db: sqlite3.Connection, form: str) -> tuple[Source, ...]:
    """Return all that is written in snippets of a form, in the order in which it was first seen."""
    return _kept.of((*database.state_of(db), form), lambda: tuple(sources.of_forms(db, (form,))))


def showings(inquiry: Inquiry, form: str, fits: Fits) -> list[Showing]:
    """Return the snippets of a form in the asked time that fit, as `code.showings` does."""
    if is_narrow(inquiry):
        return [each for each in code.showings(inquiry.db, inquiry.cut, forms=(form,)) if fits(each.snippet)]
    fitting = [each.id for each in of_form(inquiry.db, form) if fits(each)]
    return code.showings(inquiry.db, inquiry.cut, forms=(form,), of=fitting) if fitting else []


def is_narrow(inquiry: Inquiry) -> bool:
    """Say whether the asked time is so short that few snippets are in it."""
    return inquiry.cut is not None and inquiry.cut[1] - inquiry.cut[0] <= _NARROW_US
