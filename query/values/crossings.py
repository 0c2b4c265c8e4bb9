"""Cells told by their row and their column: `minimum stock for aspirin`, as they stand on a window.

Only where the layout told no field that answers. The head of the column and what leads the row are both words of the
question, and all else that it names stands on that window.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from projections.text import SpanRow
from query.answers.answer import Answer
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.talk import is_common
from query.language.words import tokens
from query.passages import expected
from query.patterns.pattern import pattern
from query.values import rowheads

_MOST_SCREENS, _MOST_WORDS, _FEWEST = 6, 6, 2
# Beside a name, in the head of a column, this says nothing of its own.
_BESIDE = frozenset("a an and each for in of no nr number per the".split())  # noqa: SIM905
# What somebody did, or when and by whom, no cell tells by being one.
_NOT = pattern(r"\b(?:who|whom|whose|when|where|why|reasons?|how (?:often|long)|did|have|had|was|were|i|we)\b")


class _Cell(msgspec.Struct, frozen=True):
    """A value with what leads its row and what heads its column."""

    lead: SpanRow
    head: SpanRow
    value: SpanRow


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the cell that a question names by row and column; None where it names none, or several."""
    if _NOT.search(inquiry.asked.plain.casefold()) is not None:
        return None
    # Said twice, a word names no row and column.
    wanted = list(dict.fromkeys(token for token in screens.naming(inquiry.rest) if not is_common(token)))
    if not _FEWEST <= len(wanted) <= _MOST_WORDS:
        return None
    # A window may be called by one of them; all others stand on it.
    standing = [token for token in wanted if frontlines.stands(inquiry, token)]
    if len(wanted) - len(standing) > 1 or len(standing) < _FEWEST:
        return None
    fewer = [[each for each in standing if each != token] for token in standing if len(standing) > _FEWEST]
    ways = [standing, *fewer] if len(standing) == len(wanted) else [standing]
    for screen, lines in frontlines.with_text(inquiry, wanted, ways, _MOST_SCREENS):
        own = inquiry.asked.question.casefold()
        cells = [cell for cell in _cells(lines, wanted) if cell.value.text.casefold() not in own]
        values = {cell.value.text for cell in cells}
        if len(values) == 1 and expected.has_form(inquiry.rest, cells[0].value.text, cells[0].head.text):
            return _told(inquiry, screen, cells[0], wanted)
        if cells:
            return None
    return None


def _cells(lines: Sequence[SpanRow], wanted: Sequence[str]) -> list[_Cell]:
    """Return the cells whose head and lead are of the words of a question, each of other words than the other."""
    found = []
    for lead in lines:
        own = _words_in(lead, wanted)
        row = [each for each in lines if each is not lead and rowheads.in_a_row(lead, each)]
        leading = [each for each in row if each.box[0] < lead.box[0] and not each.text.strip().isdecimal()]
        if not own or leading or len(row) < _FEWEST:
            continue
        heads = rowheads.heads(lead, lines)
        for head in heads:
            of_head = _words_in(head, wanted)
            if of_head and of_head.isdisjoint(own) and _is_whole(head, wanted):
                values = [each for each in row if frontlines.is_beside(each, lead)]
                values = [each for each in values if rowheads.head_over(each.box, heads) is head]
                found += [_Cell(lead, head, each) for each in values] if len(values) == 1 else []
    return found


def _words_in(line: SpanRow, wanted: Sequence[str]) -> frozenset[str]:
    there = set(tokens(line.text))
    return frozenset(token for token in wanted if there & screens.spellings(token))


def _is_whole(head: SpanRow, wanted: Sequence[str]) -> bool:
    """Say whether all that a head says is said by a question: a fee per day is not any fee."""
    said = _BESIDE.union(*map(screens.spellings, wanted))
    return set(tokens(head.text)) <= said


def _told(inquiry: Inquiry, screen: screens.Screen, cell: _Cell, wanted: Sequence[str]) -> Answer | None:
    head, value, lead = (" ".join(line.text.split()) for line in (cell.head, cell.value, cell.lead))
    said = f"{head}: {value}, in the row of {lead}"
    lines = (cell.value, cell.head, cell.lead)
    claim = frontlines.claim_of(inquiry, Witness(inquiry.views), screen.frame, lines, said)
    if claim is None:
        return None
    summary = f"{said}{frontlines.where(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(("text",)), (claim,), summary, searched=tuple(wanted))
