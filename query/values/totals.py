"""Totals that stand there: what a table says that its column comes to, in the row that has the sums.

`What do the fees come to in my sheet?` The column is the one that the question names, or the one that is called `Total`
where the one that is named has no sum: a fee per day is not added up. A sum of all rows answers nothing for some.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from projections.text import SpanRow
from query.answers.answer import Answer
from query.answers.frame import words_of
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.shapes import MONEY
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.numbers import quantity
from query.values import arithmetic, rowheads
from query.values.columns import SUMS

_COMES_TO = (
    r"\b(?:come|comes|came|amounts?|amounted|adds?|added)(?: up)? to\b|\badd(?:s|ed)? up\b|\b"
    r"(?:altogether|together|in total|in all|combined)\b|\b(?:sum|total) (?:of|for|in)\b|\bgrand total\b"
)
_CUE = pattern(_COMES_TO, re.IGNORECASE)
_ASKS = pattern(r"\b(?:what|which|how (?:much|many)|tell|sum|total)\b", re.IGNORECASE)
# How often, how long, and what would be without some of it, no sheet adds up.
_NOT = pattern(
    r"^\W*when\b|\b(?:how (?:often|long)|who|whose|where|without|except|only|average|mean|difference|mind|"
    r"come to (?:the|my|our) (?:door|house|office|site|meeting)|hours? (?:did|have) i)\b",
    re.IGNORECASE,
)
_SUM_WORDS = SUMS | {"grand", "before", "after", "vat", "tax", "net", "gross", "incl", "excl", "including", "excluding"}
_AMOUNT_HEADS = SUMS | {"amount", "price", "cost", "costs"}
_NUMBER = re.compile(rf"[-−+]?\s?(?:{MONEY}|\d)[\d.,' ]*(?:\s?[^\W\d_]{{1,4}}²?)?", re.IGNORECASE)
_UNIT = re.compile(r"[^\W\d_]")
# What stands in such a column is told of one, and not added up.
_EACH = pattern(r"\b(?:per|each|unit|rate)\b|/", re.IGNORECASE)
_MOST_SCREENS = 12


class _Sum(msgspec.Struct, frozen=True):
    """A cell of the row that has the sums: what it is called, what it comes to, and what heads its column, if any.

    Two cells may have been read as one line: `said` is what stands in this one.
    """

    name: SpanRow
    value: SpanRow
    said: str
    head: SpanRow | None


@cued(_CUE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the sum that stands there; None where none is asked for, or not just one can be meant."""
    question = inquiry.asked.plain
    if _CUE.search(question) is None or _ASKS.search(question) is None or _NOT.search(question) is not None:
        return None
    wanted = [token for token in screens.naming(_CUE.sub(" ", inquiry.rest)) if not is_common(token)]
    wanted = [token for token in wanted if token not in _SUM_WORDS]
    having = frontlines.having(inquiry, wanted)[:_MOST_SCREENS]
    seen: set[tuple[str, ...]] = set()
    for screen, lines in having:
        # What a sheet said before tells nothing, where it cannot be told what it says now.
        if screen.subject in seen:
            continue
        seen.add(screen.subject)
        found = _meant(screen, lines, wanted)
        several = arithmetic.AND.search(inquiry.rest) is not None
        if (len(found) == 1 or (found and several)) and (answer := _told(inquiry, screen, found, wanted)) is not None:
            return answer
    return None


def _meant(screen: Screen, lines: Sequence[SpanRow], wanted: Sequence[str]) -> list[_Sum]:
    """Return the sum that is meant of those that stand on a screen; or those of each column that is named."""
    rows = [(name, _row_of(name, lines, rowheads.heads(name, lines))) for name in lines if _is_sum(name)]
    rows = [(name, row) for name, row in rows if row]
    if not rows:
        return []
    # Of several, such as before and after the tax, the one that is named, or else the last.
    name, row = max(rows, key=lambda pair: (_named(pair[0], wanted), pair[0].box[1]))
    heads = rowheads.heads(name, lines)
    if _is_of_some(screen, lines, heads, row, wanted):
        return []
    of_head = [each for each in row if each.head is not None and _holds(each.head, wanted)]
    if of_head:
        return of_head
    asked = [head for head in heads if _holds(head, wanted) and _AMOUNT_HEADS.isdisjoint(tokens(head.text))]
    if any(_EACH.search(head.text) is None and not rowheads.in_line(head.box, name.box) for head in asked):
        # What is named has no sum: that of another column is none of it.
        return []
    of_amounts = [
        each for each in row if each.head is not None and not _AMOUNT_HEADS.isdisjoint(tokens(each.head.text))
    ]
    of_amounts = of_amounts or ([*row] if len(row) == 1 and not asked else [])
    of_title = any(screens.holds(screen.subject, token) for token in wanted)
    return of_amounts if len(of_amounts) == 1 and (asked or of_title) else []


def _is_sum(line: SpanRow) -> bool:
    words = tokens(line.text)
    return bool(words) and not SUMS.isdisjoint(words) and set(words) <= _SUM_WORDS


def _row_of(name: SpanRow, lines: Sequence[SpanRow], heads: Sequence[SpanRow]) -> list[_Sum]:
    """Return the sums in the row of a name, each with the head over it."""
    row = []
    for line in lines:
        if frontlines.is_beside(line, name) and _NUMBER.fullmatch(line.text.strip()):
            words = words_of(line) if _UNIT.search(line.text) is None else ()
            cells = [(word.text, word.box) for word in words] or [(" ".join(line.text.split()), line.box)]
            row += [_Sum(name, line, said, rowheads.head_over(box, heads)) for said, box in cells]
    return row


def _named(name: SpanRow, wanted: Sequence[str]) -> int:
    return sum(not screens.spellings(token).isdisjoint(tokens(name.text)) for token in wanted)


def _holds(head: SpanRow, wanted: Sequence[str]) -> bool:
    return any(not screens.spellings(token).isdisjoint(tokens(head.text)) for token in wanted)


def _is_of_some(
    screen: Screen, lines: Sequence[SpanRow], heads: Sequence[SpanRow], row: Sequence[_Sum], wanted: Sequence[str]
) -> bool:
    """Say whether a word of a question tells of some rows alone: it stands in the table, and not over it."""
    top = max((head.box[3] for head in heads), default=0)
    bottom = row[0].name.box[1]
    inside = {token for line in lines if top <= line.box[1] < bottom for token in tokens(line.text)}
    over = {token for line in lines if line.box[1] < top for token in tokens(line.text)}
    return any(
        not screens.holds(screen.subject, token)
        and over.isdisjoint(screens.spellings(token))
        and not inside.isdisjoint(screens.spellings(token))
        for token in wanted
    )


def _told(inquiry: Inquiry, screen: Screen, found: Sequence[_Sum], wanted: Sequence[str]) -> Answer | None:
    evidence = list(
        dict.fromkeys(line for each in found for line in (each.value, each.name, each.head) if line is not None)
    )
    heads = ", ".join(" ".join(each.head.text.split()) for each in found if each.head is not None)
    said = f"{' '.join(found[0].name.text.split())}{f' ({heads})' if heads else ''}: {found[0].said}"
    if len(found) > 1:
        numbers = [quantity(each.said) for each in found]
        units = {each.unit if each is not None else None for each in numbers}
        if len(units) > 1 or None in units:
            return None
        come_to = sum((each.number for each in numbers if each is not None), Decimal(0))
        said += "".join(f" + {each.said}" for each in found[1:])
        said += f" = {numbers[0].spelled(come_to)}" if numbers[0] is not None else ""
    claim = frontlines.claim_of(inquiry, Witness(inquiry.views), screen.frame, evidence, said)
    if claim is None:
        return None
    summary = f"{said}{frontlines.where(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(("text",)), (claim,), summary, searched=tuple(wanted))
