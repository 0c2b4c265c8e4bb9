"""What a line tells in a form of its own, where the window that it stands on has all that a question names.

A lane has a number, a share is a half or so many percent, a patch is so many metres by so many, a reason is joined by
`because`. Such a line answers, whatever the verbs of the question are; asked where no text answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from projections.text import SpanRow
from query.answers.answer import Answer
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.talk import is_common, is_deed
from query.passages.belonging import has_number
from query.passages.shapes import LENGTH
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PLACE = (
    r"(?:aisle|bay|berth|bin|cabin|channel|counter|deck|desk|dock|floor|gate|hall|lane|locker|pen|pier|pitch|platform|"
    r"room|row|seat|shelf|slot|stall|stand|terminal|track|ward|zone)"
)
_SHARE = r"(?:part|share|fraction|portion|proportion|percentage)"
_AREA = r"(?:area|bit|field|gap|ground|hole|lot|patch|piece|place|plot|room|space|spot|square|stretch|strip)"


class _Sort(msgspec.Struct, frozen=True):
    """A sort of questions: how it is asked, how its values are written, and which words of it name nothing."""

    asked: re.Pattern[str]
    written: re.Pattern[str]
    empty: re.Pattern[str]


_NAMED_SINCE = r"\d|jan|feb|mar|apr|may|june?\b|july?\b|aug|sep|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun"
_OF_A_PLACE = _Sort(
    pattern(rf"\b(?:what|which) {_PLACE}\b(?! (?:is|was) (?:the|my|our)\b)", re.IGNORECASE),
    pattern(
        rf"\b{_PLACE}(?: no\.?| number|:)? ?(?-i:[A-Z])?-?\d{{1,4}}(?-i:[A-Za-z])?\b(?![:.,]\d)",
        re.IGNORECASE,
    ),
    pattern(r"\bline up\b|\bnow\b", re.IGNORECASE),
)
_OF_A_SHARE = _Sort(
    pattern(rf"\b(?:what|which|how (?:big|large|much of) an?) {_SHARE} of\b", re.IGNORECASE),
    pattern(
        r"\b(?:half|(?:a|one|two) thirds?|(?:a|one|three) quarters?|(?:a|one) (?:fifth|tenth))\b|"
        r"\d ?(?:%|percent|per cent)",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b(?:{_SHARE}|money|funds?|costs?|price|bill|sum|gives?|gave|pays?|paid|covers?|bears?|contributes?)\b",
        re.IGNORECASE,
    ),
)
_OF_A_SIZE = _Sort(
    pattern(
        rf"\bhow (?:big|large|wide|long) (?:an?|the) (?:[\w-]+ )?{_AREA}\b|\bwhat size of {_AREA}\b", re.IGNORECASE
    ),
    pattern(
        rf"\d ?(?:by|x|×) ?\d|\d ?(?:m²|m2|sqm|square (?:met|feet|yard))|{LENGTH}",
        re.IGNORECASE,
    ),
    pattern(rf"\b(?:{_AREA}|big|large|wide|long|so that)\b", re.IGNORECASE),
)
_OF_A_REASON = _Sort(
    pattern(
        r"\b(?:what|which) (?:(?:was|were|is|are) )?(?:(?:the|my|our|his|her|their) )?reasons?\b|\breason for\b",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b(?:because|since (?!{_NAMED_SINCE})|due to|owing to|so that|in order to|as (?:it|he|she|they|we|the)\b)",
        re.IGNORECASE,
    ),
    pattern(r"\breasons?\b", re.IGNORECASE),
)
_SORTS = (_OF_A_PLACE, _OF_A_SHARE, _OF_A_SIZE, _OF_A_REASON)
_CUE = pattern(
    rf"\b(?:what|which) (?:[\w-]+ ){{0,4}}(?:{_PLACE}|{_SHARE}|reasons?)\b|\b{_SHARE} of\b|\breason for\b|"
    r"\bhow (?:big|large|wide|long)\b|\bwhat size of\b",
    re.IGNORECASE,
)
_MOST_SCREENS, _FEWEST, _LEADING = 20, 2, 1.9


@cued(_CUE)
def likely(inquiry: Inquiry) -> Answer | None:
    """Tell the one line that has what is asked for in its form; None where no window has all, or several lines do."""
    question = " ".join(inquiry.asked.question.split())
    sort = next((each for each in _SORTS if each.asked.search(question)), None)
    if sort is None:
        return None
    wanted = [token for token in screens.naming(sort.empty.sub(" ", inquiry.rest)) if not _carries(inquiry, token)]
    if not wanted or (len(wanted) < _FEWEST and not any(token in question for token in map(str.capitalize, wanted))):
        return None
    for screen, lines in frontlines.having(inquiry, wanted)[:_MOST_SCREENS]:
        found = [each for each in _lines(sort, lines, wanted) if not _is_own(sort, each, question)]
        # What fan 2 reached is not what fan 1 did.
        found = [each for each in found if has_number(question, [line.text for line in each])]
        if len({" ".join(line.text for line in each) for each in found}) == 1:
            return _told(inquiry, screen, found[0], wanted)
        if found:
            return None
    return None


def _carries(inquiry: Inquiry, token: str) -> bool:
    """Say whether a word only carries a question: a common one, or a verb that stands nowhere."""
    return is_common(token) or (is_deed(token) and not frontlines.stands(inquiry, token))


def _lines(sort: _Sort, lines: Sequence[SpanRow], wanted: Sequence[str]) -> list[tuple[SpanRow, ...]]:
    """Return the lines that have such a value, each with the one that it goes on from, or that goes on from it.

    Where such a line has a word of the question itself, it goes before those by which only the next one has.
    """
    by_itself, beside = [], []
    for line in lines:
        if sort.written.search(line.text) is None:
            continue
        block = (*_around(line, lines, above=True), line, *_around(line, lines, above=False))
        if frontlines.have_any([line], wanted):
            by_itself.append(block)
        elif frontlines.have_any(block, wanted):
            beside.append(block)
    return by_itself or beside


def _around(line: SpanRow, lines: Sequence[SpanRow], *, above: bool) -> list[SpanRow]:
    """Return the line that stands right over or under one, with the same left edge, as lines of a sentence do."""
    tall = line.box[3] - line.box[1]
    near = [
        each
        for each in lines
        if each is not line
        and abs(each.box[0] - line.box[0]) <= tall
        and 0 < (line.box[1] - each.box[1] if above else each.box[1] - line.box[1]) <= _LEADING * tall
        and (not line.text.rstrip().endswith((".", "?", "!")) if not above else not each.text.rstrip().endswith("."))
    ]
    return near[:1]


def _is_own(sort: _Sort, block: Sequence[SpanRow], question: str) -> bool:
    """Say whether the question has all such values of some lines itself."""
    said = {match[0].casefold() for line in block for match in sort.written.finditer(line.text)}
    return all(each in question.casefold() for each in said)


def _told(inquiry: Inquiry, screen: Screen, block: Sequence[SpanRow], wanted: Sequence[str]) -> Answer | None:
    said = "\n".join(line.text for line in block)
    claim = frontlines.claim_of(inquiry, Witness(inquiry.views), screen.frame, block, said)
    if claim is None:
        return None
    quoted = " · ".join(f"“{' '.join(line.text.split())}”" for line in block)
    summary = f"{quoted}{frontlines.where(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(("text",)), (claim,), summary, searched=tuple(wanted))
