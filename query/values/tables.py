"""Tables: whether the screen that shows a column is the one that a question asks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from projections import fields, frames, titles
from projections.standing import Line
from query.inquiries.inquiry import Inquiry
from query.language.talk import is_common
from query.language.words import forms, tokens
from query.values import readings
from query.values.wanted import Wanted, is_loose

_FEWEST_ROWS = 2
# What somebody calls a table by, whatever its title is.
_DOCUMENTS = frozenset(
    """
    account bill budget calculation form invoice list offer order overview plan quote report schedule sheet survey table
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)


def is_meant(inquiry: Inquiry, record: str, lines: Sequence[Line], asked: Wanted, noun: str) -> bool:
    """Say whether a screen is the one that is asked of: what its rows are called stands there, and so does the rest.

    Args:
        inquiry: what is asked.
        record: the frame.
        lines: all lines that it shows.
        asked: the column, and what else the question names.
        noun: what a row is called, where the question says it: it may be the head of a column, and need not be a title.
    """
    subject = readings.called(inquiry, record, frames.by_id(inquiry.db, record))
    titled = readings.titled_by(subject, asked)
    there = titled | readings.standing_of(lines, asked)
    told = {token for token in asked.thing if is_told(token)} - asked.names
    lacking = {token for token in asked.thing if token not in there | told | _DOCUMENTS}
    if lacking or all(map(is_loose, there)):
        return False
    # `On the USB stick` is the window that is called so, and no other in which it is listed.
    counts = Counter(field.label for field in fields.on_frame(inquiry.db, record))
    labels = {token for label, count in counts.items() if count >= _FEWEST_ROWS for token in tokens(label)}
    calling = {
        token for token in asked.thing if token not in told | ({noun} - _DOCUMENTS) and not forms(token) & labels
    }
    elsewhere = {token for token in calling - titled if is_in_a_title(inquiry, token)}
    return not elsewhere or (bool(calling & titled) and not elsewhere & asked.names)


def is_told(token: str) -> bool:
    """Say whether a word is how somebody tells a thing, and need not stand by it."""
    return is_loose(token) or is_common(token)


def is_said_of_a_table(token: str) -> bool:
    """Say whether a word tells of no row: how somebody tells a thing, or what tables are called by."""
    return is_told(token) or not forms(token).isdisjoint(_DOCUMENTS)


def is_in_a_title(inquiry: Inquiry, token: str) -> bool:
    """Say whether the title of any window has a word."""
    # `F-02` is no piece of a title that ends in a 02.
    return token.isalpha() and len(token) > 1 and bool(titles.with_words(inquiry.db, [sorted(forms(token))]))
