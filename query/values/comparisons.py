"""Questions that hold two rows of a table against each other: is X dearer than Y, by how much; which is heavier."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from projections import fields, moment, values
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.language import comparatives
from query.language.comparatives import Compared
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.times.numbers import quantity
from query.values import extremes, tables
from query.values.extremes import Row
from query.values.kinds import kind_of
from query.values.reading import Reading
from query.values.sheets import Sheet, Sheets
from query.values.wanted import Wanted

_PROCESSORS = ("fields", "text")
_EMPTY = frozenset({"the", "a", "an", "my", "our", "with", "of", "in", "on", "at", "for", "to", "one", "and"})


@cued(comparatives.COMPARATIVE, comparatives.WHICH, comparatives.BY_HOW_MUCH)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which of two rows has more, with both values; None where no table that is meant has both."""
    # `Dearer` may be left aside with what only carries a question.
    found = comparatives.asked(inquiry.rest) or comparatives.asked(inquiry.asked.plain)
    if found is None:
        return None
    named = {token for name in (found.one, found.other) for token in tokens(name)}
    sheets = Sheets(inquiry)
    plain = f"{found.one} {found.other} {found.what}"
    best: tuple[Sheet, Wanted, Row, Row] | None = None
    for asked, is_named in extremes.candidates(inquiry, found.end, plain, found.what):
        rest = replace(asked, thing=tuple(token for token in asked.thing if token not in named))
        for sheet in sheets.of(asked):
            one, other = _pair(inquiry, found, sheet)
            if one is None or other is None or not _is_meant(inquiry, sheet, rest):
                continue
            if (
                best is not None
                and best[0].record == sheet.record
                and _far(found, one, other) != _far(found, *best[2:])
            ):
                return None
            best = best or (sheet, asked, one, other)
            break
        if best is not None and is_named:
            return _told(inquiry, found, *best[1:])
    if best is None or _is_open(inquiry, found, best[0], _far(found, *best[2:])):
        return None
    return _told(inquiry, found, *best[1:])


def _pair(inquiry: Inquiry, found: Compared, sheet: Sheet) -> tuple[Row | None, Row | None]:
    """Return the two rows of a column; None for one that it lacks, or where both are the same."""
    column = extremes.column_of(inquiry, found.end, sheet, kind_of(""))
    one, other = _row(column, found.one), _row(column, found.other)
    return (one, other) if one != other else (None, None)


def _is_meant(inquiry: Inquiry, sheet: Sheet, rest: Wanted) -> bool:
    """Say whether a screen is the one that is meant: that it has both rows names it, where nothing else does."""
    return all(map(tables.is_told, rest.thing)) or tables.is_meant(inquiry, sheet.record, sheet.lines, rest, "")


def _is_open(inquiry: Inquiry, found: Compared, sheet: Sheet, far: Decimal) -> bool:
    """Say whether another column of money holds otherwise: dearer by the week, and cheaper in all."""
    if found.end.form is None:
        return False
    form = found.end.form
    labels = {each.label for each in fields.on_frame(inquiry.db, sheet.record) if form.search(each.value)}
    for label in sorted(labels):
        shown = values.on_frame(inquiry.db, sheet.record, (label,))
        one, other = _pair(inquiry, found, replace(sheet, shown=shown)) if shown else (None, None)
        if one is not None and other is not None and _far(found, one, other) != far:
            return True
    return False


def _far(found: Compared, one: Row, other: Row) -> Decimal:
    """Return how much one row has more than another, where that is asked; else whether it has more, or less."""
    apart = one[1] - other[1]
    return apart if found.is_apart else apart.compare(Decimal(0))


def _row(column: Sequence[Row], name: str) -> Row | None:
    """Return the one row that is called so; None without, or where several are."""
    wanted = [token for token in tokens(name) if token not in _EMPTY]
    rows = [
        row
        for row in column
        if wanted and all(forms(token) & {*tokens(" ".join(head.text for head in row[0].heads))} for token in wanted)
    ]
    return rows[0] if len(rows) == 1 else None


def _told(inquiry: Inquiry, found: Compared, asked: Wanted, one: Row, other: Row) -> Answer | None:
    told = next((cell.value.told for cell, _ in (one, other) if isinstance(cell.value.told, Reading)), None)
    if told is None:
        return None
    witness = Witness(inquiry.views)
    is_so = one[1] > other[1] if found.end.is_most else one[1] < other[1]
    first, second = (one, other) if is_so or one[1] == other[1] else (other, one)
    marks = [mark for cell, _ in (first, second) for mark in (*cell.heads, cell.value)]
    cited = [citation for mark in marks if (citation := mark.cited(inquiry, witness, told.last)) is not None]
    if len(cited) < len(marks):
        return None
    both = " and ".join(_named(row) for row in (first, second))
    text = f"{_named(first)}, against {_named(second)} ({told.label})"
    if found.is_apart:
        more, less = (quantity(cell.value.text) for cell, _ in sorted((one, other), key=lambda row: -row[1]))
        if more is None or less is None or more.unit != less.unit:
            return None
        text = f"{more.spelled(more.number - less.number)}: {text}"
    elif one[1] == other[1]:
        text = f"Both are equal: {both} ({told.label})"
    elif found.is_whether:
        text = f"{'Yes' if is_so else 'No'}: {text}"
    seen = moment.spell(told.last.captured_us)
    title = " ".join(cited[0].title.split())
    claim = Claim(text, tuple(cited), seen, seen, 1)
    summary = f"{text}; seen {local(seen, inquiry.asked.zone)}{f' in {title}' if title else ''}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=(asked.name, *asked.thing))


def _named(row: Row) -> str:
    cell, _ = row
    return f"{', '.join(' '.join(head.text.split()) for head in cell.heads)}: {cell.value.text}"
