"""Questions for what a column lists: the items of a quote, the containers of an alarm table; or those of some rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import frames, moment, values
from projections.standing import Line
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language.superlatives import BOUNDED
from query.language.words import forms, tokens
from query.passages.labels import matched
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.values import cells, readings, tables
from query.values.cells import Cell
from query.values.reading import Reading
from query.values.sheets import Sheet, Sheets
from query.values.wanted import Wanted, is_loose, said_in

_PROCESSORS = ("fields", "text")
_DROP = ("which", "me", "have", "use", "screen", "first", "last")
_MOST_ROWS, _FEWEST_ROWS = 40, 2
_LISTS = pattern(
    r"^\W*(?:(?:please|ok|so|and|now|hey)\W+)*(?:(?:can|could|would) you )?(?:please )?"
    r"(?:which|what|list|name|show me|tell me|give me|all)(?: of)?(?: all)?(?: (?:the|my|our))?"
    r"(?: (?:names? of|all)(?: the)?)? (?P<noun>[^\W\d_]+s)\b(?! (?:did|do|does|have|had) (?:i|we)\b)|"
    r"^\W*(?P<bare>[^\W\d_]+s) (?:in|of|on) (?:the|my|our)\b",
    re.IGNORECASE,
)
# When, or how many, or which of them not: none of these is a list.
_OTHERWISE = pattern(
    r"\b(?:how|when|where|why|who|whose|not|no|never|without|except|than|opened?|edited|visited|used|most|least)\b|n['’]t\b",
    re.IGNORECASE,
)


@cued(_LISTS)
def answered(inquiry: Inquiry) -> Answer | None:
    """List the values of a column that a question has in the plural; None where no table that is meant has it."""
    match = _LISTS.search(inquiry.rest)
    if match is None or _OTHERWISE.search(inquiry.rest) or BOUNDED.search(inquiry.asked.plain):
        return None
    noun = (match["noun"] or match["bare"]).casefold()
    sheets = Sheets(inquiry)
    for named, labels in matched([noun], values.labels(inquiry.db)):
        said = [pair for pair in said_in(inquiry.understood, frozenset(_DROP)) if pair[0] not in named]
        names = frozenset(token for token, is_name in said if is_name)
        asked = Wanted(tuple(labels), min(labels, key=len), tuple(token for token, _ in said), names, named)
        for sheet in sheets.of(asked):
            if not is_loose(noun) and tables.is_meant(inquiry, sheet.record, sheet.lines, asked, noun):
                rows = _rows(inquiry, sheet, asked)
                return _told(inquiry, asked, rows) if rows else None
    return None


def _rows(inquiry: Inquiry, sheet: Sheet, asked: Wanted) -> list[Cell]:
    """Return the longest column, without its sum; of its rows those that hold the words that only some of them hold."""
    columns = [[cell for cell in column if not cell.is_sum] for column in cells.Table(inquiry, sheet).columns()]
    column = max(columns, key=len, default=[])
    if len({cell.value.text for cell in column}) < _FEWEST_ROWS:
        return []
    in_rows = [cells.in_row(cell, sheet.lines) for cell in column]
    frame = frames.by_id(inquiry.db, sheet.record)
    titled = readings.titled_by(readings.called(inquiry, sheet.record, frame), asked)
    wanted = [token for token in asked.thing if token not in titled and any(_holds(row, token) for row in in_rows)]
    return [cell for cell, row in zip(column, in_rows, strict=True) if all(_holds(row, token) for token in wanted)]


def _holds(row: Sequence[Line], token: str) -> bool:
    return any(forms(token) & set(tokens(line.text)) for line in row)


def _told(inquiry: Inquiry, asked: Wanted, rows: Sequence[Cell]) -> Answer | None:
    told = next((cell.value.told for cell in rows if isinstance(cell.value.told, Reading)), None)
    if told is None or len(rows) > _MOST_ROWS:
        return None
    witness = Witness(inquiry.views)
    cited = [citation for cell in rows if (citation := cell.value.cited(inquiry, witness, told.last)) is not None]
    if len(cited) < len(rows):
        return None
    seen = moment.spell(told.last.captured_us)
    title = " ".join(cited[0].title.split())
    different = dict.fromkeys(" ".join(cell.value.text.split()) for cell in rows)
    listed = "; ".join(different)
    text = f"{counted(len(different), 'value')} below “{told.label}”: {listed}"
    claim = Claim(text, tuple(cited), seen, seen, 1)
    summary = f"{text}, seen {local(seen, inquiry.asked.zone)}{f' in {title}' if title else ''}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (claim,), summary, searched=(asked.name, *asked.thing))
