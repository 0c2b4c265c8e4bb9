"""Questions for what values come to: how much one changed, what several add up to. Each number used is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations

from projections import values
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.language.talk import is_common
from query.language.words import forms, tokens
from query.passages.intent import asked_for
from query.patterns.pattern import pattern
from query.times.numbers import Quantity, quantity
from query.values import columns, fields, readings
from query.values.reading import Reading
from query.values.wanted import Wanted, is_loose, said_in, wanted

_PROCESSORS = ("fields",)
# What stands there, under a label with a capital, is not to be reckoned.
_TOTAL_ROW = pattern(r"(?i:\btotals? (?:cell|column|line|row|stands|stood)\b)|(?<=\w )Total of all\b")
# Only some of the rows are meant, by a number that they are held against.
_ONLY_SOME = pattern(r"\b(?:above|at least|at most|below|less than|more than|over|under) \d", re.IGNORECASE)
_ALL = pattern(r"\b(?:everything|all of (?:it|them)|all (?:the|my|our|these|those))\b", re.IGNORECASE)
_WHOLE = pattern(r"\b(?:entire|grand|overall|whole)\b", re.IGNORECASE)
# `The cot, the pram and the piano` are three.
_ITEMS = re.compile(r",\s+(?!(?:add|and|can|could|for|from|how|if|in|on|please|what|which|with)\b)\w", re.IGNORECASE)
AND = pattern(r"\w,? (?:and|plus|&) \w", re.IGNORECASE)
"""What joins two that are added up."""

_FEWEST_NAMED = 2
_AMOUNTS = ("total", "sum", "amount", "price", "cost", "fee")
# Of a table that was often changed the last few states are told.
_MOST_STATES = 4
_ASKING = (
    "which", "me", "have", "use", "first", "last", "change", "before", "after", "difference", "ratio", "sum", "average",
    "count", "screen", "between",
)  # fmt: skip


def _wanted(inquiry: Inquiry) -> list[Wanted]:
    """Return what is to be reckoned with: what a question names, and not what only its way of asking implies."""
    return [asked for asked in wanted(inquiry, inquiry.understood, _ASKING) if not asked.implied]


def difference(inquiry: Inquiry) -> Answer | None:
    """Tell by how much a value changed from its first to its last reading; None where the question names none."""
    for asked in _wanted(inquiry):
        course = readings.of(inquiry, asked) if asked.is_told_apart else []
        pairs = [(reading, found) for reading in course if (found := quantity(reading.value)) is not None]
        if len(pairs) >= 2 and len({found.unit for _, found in pairs}) == 1:
            (first, one), (last, other) = pairs[0], pairs[-1]
            come_to = other.number - one.number
            text = f"{last.label}: {last.value} − {first.value} = {one.spelled(come_to)}"
            return _told(inquiry, asked, (first, last), text)
    return None


def ratio(inquiry: Inquiry) -> Answer | None:
    """Tell by which factor the first and the last reading of a value differ; None where the question names none."""
    for asked in _wanted(inquiry):
        course = readings.of(inquiry, asked) if asked.is_told_apart else []
        pairs = [(reading, found) for reading in course if (found := quantity(reading.value)) is not None]
        if len(pairs) >= 2 and len({found.unit for _, found in pairs}) == 1 and all(found.number for _, found in pairs):
            (more, one), (less, other) = sorted((pairs[0], pairs[-1]), key=lambda each: -abs(each[1].number))
            text = f"{more.label}: {more.value} ÷ {less.value} = {_rounded(one.number / other.number)}"
            return _told(inquiry, asked, (pairs[0][0], pairs[-1][0]), text)
    return None


def apart(inquiry: Inquiry) -> Answer | None:
    """Tell how far two rows of one column lie apart; None where the question does not name two."""
    for asked in _wanted(inquiry):
        pair = _two_rows(asked, columns.rows_of(inquiry, asked)) if len(asked.thing) > 1 else None
        if pair is not None:
            (one, larger), (other, smaller) = sorted(pair, key=lambda each: -each[1].number)
            come_to = larger.spelled(larger.number - smaller.number)
            text = f"{one.label}: {one.value} − {other.value} = {come_to}"
            return _told(inquiry, asked, (one, other), text)
    return None


def _two_rows(asked: Wanted, rows: Sequence[Reading]) -> list[tuple[Reading, Quantity]] | None:
    """Return the two rows that a question tells apart: each holds a word that the other lacks, and most words of it.

    None where there are no two, or more than two that would do.
    """
    named = []
    for reading in rows:
        found = quantity(reading.value)
        if found is not None and (said := frozenset(token for token in asked.thing if reading.row & forms(token))):
            named.append((said, (reading, found)))
    pairs = [(one, other) for one, other in combinations(named, 2) if one[0] - other[0] and other[0] - one[0]]
    most = max((len(one | other) for (one, _), (other, _) in pairs), default=0)
    [*best] = [pair for pair in pairs if len(pair[0][0] | pair[1][0]) == most]
    if len(best) != 1 or not asked.names <= best[0][0][0] | best[0][1][0]:
        return None
    [(_, one), (_, other)] = best[0]
    return [one, other] if one[1].unit == other[1].unit else None


def _rounded(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01')).normalize():,f}"


def total(inquiry: Inquiry) -> Answer | None:
    """Tell what the values of a column on the latest screen that is meant add up to, or their mean."""
    if _TOTAL_ROW.search(inquiry.rest) or _ONLY_SOME.search(inquiry.rest):
        return None
    named = _wanted(inquiry)
    words = {word for asked in named for word in asked.words}
    if any(re.search(rf"\b{re.escape(word)}\s+\d", inquiry.rest, re.IGNORECASE) for word in words):
        # The average for berth 4 is that of no column, and none of the numbers of berths.
        return None
    joined = (f"{one} (?:and|plus|&) (?:the )?{other}" for one in words for other in words - {one})
    if any(re.search(rf"\b{each}\b", inquiry.rest, re.IGNORECASE) for each in joined):
        # Two columns: one of them is half an answer.
        return None
    is_course = inquiry.understood.says("before", "change")
    # `Together` they are told of some.
    may_be_all = any(word.casefold() != "together" for word in inquiry.understood.saying("sum", "average"))
    by_default = [*_amounts(inquiry)] if AND.search(inquiry.rest) or _ALL.search(inquiry.rest) else []
    for asked in (*named, *by_default):
        if not asked.is_told_apart:
            continue
        is_all = (may_be_all and asked not in by_default) or _ALL.search(inquiry.rest) is not None
        states = (columns.tables_of if is_course else partial(_latest, is_all=is_all))(inquiry, asked)
        sums = [found for rows in states[-_MOST_STATES:] if (found := _summed(rows)) is not None]
        if sums:
            is_mean = inquiry.understood.says("average")
            told = "; then ".join(_told_sum(pairs, is_mean=is_mean) for pairs in sums)
            text = f"{asked.name}, {counted(len(sums[-1]), 'value')}: {told}"
            return _told(inquiry, asked, [reading for pairs in sums for reading, _ in pairs], text)
    return None


_Pairs = list[tuple[Reading, Quantity]]


def _latest(inquiry: Inquiry, asked: Wanted, *, is_all: bool) -> list[list[Reading]]:
    is_of_some = AND.search(inquiry.rest) is not None and _WHOLE.search(inquiry.rest) is None
    if is_of_some and (named := _of_names(inquiry, asked)):
        return [named]
    rows = columns.without_sums(columns.rows_of(inquiry, asked)) if is_all else []
    return [rows] if rows and not (is_of_some and _named(asked, rows)) else []


def _of_names(inquiry: Inquiry, asked: Wanted) -> list[Reading]:
    """Return the rows of the latest screen that has two of those that a question names, and every name in it."""
    joined = AND.search(inquiry.asked.plain)
    several = 2 + len(_ITEMS.findall(inquiry.asked.plain, 0, joined.start() if joined else 0))
    for _, shown in readings.frames_with(inquiry, asked):
        for label in dict.fromkeys(row.label for row in shown):
            rows = columns.readings_on(inquiry, [row for row in shown if row.label == label])
            named = _named(asked, columns.without_sums(rows))
            told = {*tokens(rows[0].last.window_title or "")}.union(*(row.row for row in named)) if rows else set()
            if len(named) >= several and all(told & forms(token) for token in asked.names):
                return named
    return []


def _amounts(inquiry: Inquiry) -> Iterator[Wanted]:
    """Yield the columns of amounts, where none is named: `what do the cot and the pram cost`, `everything together`.

    Of all rows none is added up by this where a word stands nowhere: it may be another table.
    """
    said = [pair for pair in said_in(inquiry.understood, frozenset(_ASKING)) if pair[0] != "everything"]
    names = frozenset(token for token, is_name in said if is_name)
    if _ALL.search(inquiry.rest):
        asked = asked_for(inquiry.rest)
        said = [(token, True) for token, _ in said if token not in asked and not is_common(token)]
        names = frozenset(token for token, _ in said)
        if len(names) < _FEWEST_NAMED:
            return
    for name in _AMOUNTS:
        labels = tuple(label for label in values.labels(inquiry.db) if list(tokens(label)) in ([name], [f"{name}s"]))
        if labels:
            yield Wanted(labels, labels[0], tuple(token for token, _ in said), names, frozenset({name}))


def _named(asked: Wanted, rows: Sequence[Reading]) -> list[Reading]:
    """Return the rows that a question names: `the boxes of paracetamol and metoprolol`, by a word that no other has."""
    told, titled = set[int](), set[int]()
    for token in (each for each in asked.thing if not is_loose(each)):
        holding = [at for at, row in enumerate(rows) if row.row & forms(token)]
        is_titled = any(forms(token) & {*tokens(row.last.window_title or "")} for row in rows)
        (titled if is_titled else told).update(holding if len(holding) == 1 else ())
    # The felt of `Reed & Felt` may be that of a row, where one is lacking.
    told |= titled if len(told) == 1 else set()
    return [row for at, row in enumerate(rows) if at in told]


def _summed(rows: Sequence[Reading]) -> _Pairs | None:
    """Return the values of a column that add up, with their quantities; None where they are not of one kind."""
    pairs = [(reading, found) for reading in rows if (found := quantity(reading.value)) is not None]
    is_whole = len(pairs) >= 2 and len(pairs) == len(rows)
    return pairs if is_whole and len({found.unit for _, found in pairs}) == 1 else None


def _told_sum(pairs: _Pairs, *, is_mean: bool) -> str:
    sums = sum((found.number for _, found in pairs), Decimal(0))
    unit = pairs[0][1]
    text = f"{' + '.join(reading.value for reading, _ in pairs)} = {unit.spelled(sums)}"
    if is_mean:
        text += f"; on average {unit.spelled((sums / len(pairs)).quantize(Decimal('0.01')))}"
    return text


def _told(inquiry: Inquiry, asked: Wanted, used: Sequence[Reading], text: str) -> Answer:
    """Return a result whose every input is cited; where one of them does not hold, there is none."""
    witness = Witness(inquiry.views)
    inputs = [fields.claim_of(inquiry, witness, reading) for reading in used]
    held = [claim for claim in inputs if claim is not None]
    ground, searched = inquiry.ground(_PROCESSORS), (asked.name, *asked.thing)
    if len(held) < len(inputs):
        return concluded(inquiry, ground, (), "", searched=searched, dropped=len(inputs) - len(held))
    citations = tuple(citation for claim in held for citation in claim.citations)
    first, last = min(claim.first_seen for claim in held), max(claim.last_seen for claim in held)
    claim = Claim(text, citations, first, last, len({citation.frame for citation in citations}))
    where = " ".join(citations[0].title.split())
    return concluded(inquiry, ground, (claim,), f"{text} (in {where}).", searched=searched)
