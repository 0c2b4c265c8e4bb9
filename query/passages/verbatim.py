"""Words of time taken as words that stood on a screen: `due on Friday` may be what it said."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import date, timedelta, tzinfo

from query.answers.answer import Claim
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.lookup import Lookup
from query.passages.match import holds
from query.patterns.pattern import pattern
from query.times.dates import calendar_forms
from query.times.days import MONTHS, WEEKDAYS
from query.times.when import Window

_SEVERAL = 2
# The longest: clocks are put back once a year.
_DAY = timedelta(hours=25)
# A word that is one besides names none here.
_MONTHS = frozenset(MONTHS) - {"may"}
# Spring and fall are words for more.
_SEASONS = frozenset({"autumn", "summer", "winter"})
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_NUMBER_OF = {spelled: number for number, name in enumerate(MONTHS, 1) for spelled in (name, name[:3])}
_ORDINAL = pattern(r"(?P<number>[0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_COMPARES = pattern(
    r"\b(?:most|least|more|less|fewer|first|last|total|together|altogether|sum|average|top|best|worst|"
    r"(?:bigg|cold|earli|few|great|heavi|high|hott|larg|long|low|short|small|warm)est)\b",
    re.IGNORECASE,
)


def exactly(text: str) -> tuple[Term, ...]:
    """Return the words of a text as terms that must all be found, close together: what quoted words of time are."""
    wanted = [token for token in tokens(text) if token not in ASKING]
    return tuple(Term(token, ESSENTIAL, forms=calendar_forms(token), near=True) for token in wanted)


def ways(window: Window, zone: tzinfo, question: str) -> list[tuple[Term, ...]]:
    """Return how words of time may stand on a screen: as they are said, and a day told by its number with the month.

    The row of a week tells nothing of which of them has the most.
    """
    said, dated = exactly(window.words), of_day(window, zone)
    is_other = dated and not any(term.text == dated[0].text for term in said)
    of_week = () if _COMPARES.search(question) else _of_week(window, zone)
    return [way for way in (said, dated if is_other else (), of_week) if way]


def _of_week(window: Window, zone: tzinfo) -> tuple[Term, ...]:
    """Return a week that is told by its number as tables have it, behind the year: `2026-33`."""
    if window.start is None or not window.said.startswith("ISO week"):
        return ()
    year, week, _ = window.start.astimezone(zone).isocalendar()
    # `2026-11` is a month as well.
    return exactly(f"{year} {week}") if week > len(MONTHS) else ()


def calendar_words(window: Window) -> tuple[str, ...]:
    """Return the months and weekdays that words of time name, whole and by their first letters: `february`, `feb`."""
    named = [token for token in tokens(window.words) if token in _CALENDAR]
    return tuple(dict.fromkeys(spelled for token in named for spelled in (token, token[:3])))


def of_day(window: Window, zone: tzinfo) -> tuple[Term, ...]:
    """Return the number and the month of the day that a window is, where its words tell a number; else nothing."""
    is_numbered = any(number.isdecimal() for term in exactly(window.words) for number in term.forms)
    if not is_numbered or window.start is None or window.end - window.start > _DAY:
        return ()
    day = window.start.astimezone(zone).date()
    return exactly(f"{day.day} {MONTHS[day.month - 1]}")


def is_of_day(row: Sequence[str], day: date) -> bool:
    """Say whether what stands in a row, from left to right, names a day: `Thu 19 Mar`, `19 March 2026`, `2026-03-19`.

    Another year is another day. A month by its number alone counts only beside the year, for a row has many numbers.
    """
    cells = [tokens(text) for text in row]
    within = [_days_in(cell) for cell in cells]
    # The number and the month may stand in cells of their own: then what is next to each other counts.
    named = {found for each in within for found in each} or _days_in([token for cell in cells for token in cell])
    return any((number, month) == (day.day, day.month) and year in (0, day.year) for number, month, year in named)


def words_of_day(day: date) -> tuple[frozenset[str], frozenset[str]]:
    """Return words of which each row that names a day has one of each: its number, and its month or year."""
    numbers = (f"{zero}{day.day}{ending}" for zero in ("", "0") for ending in ("", "st", "nd", "rd", "th"))
    months = (month for month, number in _NUMBER_OF.items() if number == day.month)
    return frozenset(numbers), frozenset((*months, str(day.year)))


def _days_in(said: Sequence[str]) -> set[tuple[int, int, int]]:
    """Return the day of the month, the month and the year, 0 where none is told, of the dates in a run of tokens."""
    found = set()
    # `The 12th of March`
    said = [token for token in said if token not in ("of", "the")]
    for at, token in enumerate(said):
        if token in _NUMBER_OF:
            # `18 Mar 04:19`: what stands before a month is its day, and only without one what stands behind.
            place = at - 1 if _number(said, at - 1) else at + 1
            year = _year(said, max(at, place) + 1)
            found |= {(number, _NUMBER_OF[token], year)} if (number := _number(said, place)) else set()
        elif (year := _year(said, at)) and _NUMBER_OF.keys().isdisjoint(said[max(0, at - 2) : at]):
            first, second = _number(said, at + 1), _number(said, at + 2)
            before, last = _number(said, at - 2), _number(said, at - 1)
            # `19/3/2026`, and as Americans write it.
            found |= {(second, first, year), (before, last, year), (last, before, year)}
    return found


def _number(said: Sequence[str], at: int) -> int:
    """Return the day of the month, or month, that a token tells, with `th` or without; 0 where it tells none."""
    match = _ORDINAL.fullmatch(said[at]) if 0 <= at < len(said) else None
    return int(match["number"]) if match else 0


def _year(said: Sequence[str], at: int) -> int:
    token = said[at] if 0 <= at < len(said) else ""
    return int(token) if _YEAR.fullmatch(token) else 0


def is_of_more_than_a_day(question: str, claim: Claim) -> bool:
    """Say whether a passage has a word of a question beside those of its day, where the question has any.

    A line of that day may be of anything: it does not tell how windy Thursday is.
    """
    words = [token for token in tokens(question) if token.isalpha() and token not in ASKING]
    telling = [word for word in words if calendar_forms(word).isdisjoint(_CALENDAR)]
    said = " ".join((claim.text, *(each.title for each in claim.citations)))
    # The name of a file tells of what is in it: `tide_table.pdf`.
    there = {*tokens(said), *tokens(said.replace("_", " "))}
    return not telling or any(forms(word) & there for word in telling) or len(words) == len(telling)


def tells_another_month(words: str, question: str, claim: Claim) -> bool:
    """Say whether a line that holds words of a question tells of another month than its words of time do.

    What was handled in February is not what was in March, whenever that was read.
    """
    asked = _MONTHS & set(tokens(words))
    if not asked:
        return False
    telling = set(tokens(question)) - ASKING
    told = [_MONTHS & line for each in claim.citations if (line := set(tokens(each.text))) & telling]
    named = frozenset().union(*told)
    return bool(named) and named.isdisjoint(asked)


def tells_another_season(question: str, claim: Claim) -> bool:
    """Say whether a claim, or the title over it, tells of another season than a question does, and not of that."""
    asked = _SEASONS & set(tokens(question))
    told = {word for each in claim.citations for text in (each.text, each.title) for word in tokens(text)} & _SEASONS
    return bool(asked and told) and told.isdisjoint(asked)


def stand_together(said: Sequence[Term], claim: Claim) -> bool:
    """Say whether all words of time stand in one line, next to each other: `12` of a clock and `Mar` name no day.

    Nor does `4 March, 12:05` name the twelfth.
    """
    if len(said) < _SEVERAL:
        return True
    days = {(number, month) for number, month, _ in _days_in([term.text for term in said])}
    return any(_stand_in(tokens(citation.text), said, days) for citation in claim.citations)


def tells(lookup: Lookup, said: Sequence[Term], claim: Claim, wanted: Sequence[Term]) -> bool:
    """Say whether a claim, or the title over it, has any of what is asked for: another thing may be on the same day.

    In a table whose rows have the number of a week it must be that row.
    """
    there = " ".join((claim.text, *(citation.title for citation in claim.citations)))
    telling = [lookup.as_said(lookup.as_read(term)) for term in wanted if term.kind not in WEAK]
    found = [term for term in telling if holds(term, there)]
    if not found or len(said) != _SEVERAL or not _YEAR.fullmatch(said[0].text):
        return bool(found)
    rows = [citation.text for citation in claim.citations if _stand_in(tokens(citation.text), said, set())]
    return any(all(holds(term, row) for term in found) for row in rows)


def _stand_in(line: Sequence[str], said: Sequence[Term], days: Set[tuple[int, int]]) -> bool:
    line = [match["number"] if (match := _ORDINAL.fullmatch(token)) else token for token in line]
    if days and days.isdisjoint((number, month) for number, month, _ in _days_in(line)):
        return False
    return any(
        all(not term.forms.isdisjoint(line[at : at + len(said) + 1]) for term in said) for at in range(len(line))
    )
