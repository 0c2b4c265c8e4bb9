"""Words of time taken as words that stood on a screen: `due on Friday` may be what it said."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date

from query.answer import Claim
from query.asking import ASKING
from query.days import MONTHS, WEEKDAYS
from query.intent import ESSENTIAL, Term
from query.words import tokens

_SEVERAL = 2
# A word that is one besides names none here.
_MONTHS = frozenset(MONTHS) - {"may"}


def exactly(text: str) -> tuple[Term, ...]:
    """Return the words of a text as terms that must all be found, close together: what quoted words of time are."""
    wanted = [token for token in tokens(text) if token not in ASKING]
    return tuple(Term(token, ESSENTIAL, forms=_calendar_forms(token), near=True) for token in wanted)


def _calendar_forms(token: str) -> frozenset[str]:
    names = [name for name in (*MONTHS, *WEEKDAYS) if token == name or (len(token) >= 3 and name.startswith(token))]
    number = token[:-2] if token[:-2].isdecimal() and token.endswith(("st", "nd", "rd", "th")) else token
    return frozenset({token, number, *names, *(name[:3] for name in names)})


def is_of_day(row: Set[str], day: date) -> bool:
    """Say whether the tokens of a row name a day: `Thu 19 Mar`, `19 March 2026`, `2026-03-19`; another year is another.

    A month by its number alone counts only beside the year, for a row has many numbers.
    """
    years = {token for token in row if token.isdecimal() and len(token) == len(str(day.year))}
    if (
        years
        and not any(token == str(day.year) for token in years)
        and any(token[:2] in ("19", "20") for token in years)
    ):
        return False
    if row.isdisjoint((str(day.day), f"{day.day:02}")):
        return False
    name = MONTHS[day.month - 1]
    named = not row.isdisjoint((name, name[:3]))
    return named or (str(day.year) in row and not row.isdisjoint((str(day.month), f"{day.month:02}")))


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


def stand_together(said: Sequence[Term], claim: Claim) -> bool:
    """Say whether all words of time stand in one line, next to each other: `12` of a clock and `Mar` name no day."""
    if len(said) < _SEVERAL:
        return True
    return any(_stand_in(tokens(citation.text), said) for citation in claim.citations)


def _stand_in(line: Sequence[str], said: Sequence[Term]) -> bool:
    return any(
        all(not term.forms.isdisjoint(line[at : at + len(said) + 1]) for term in said) for at in range(len(line))
    )
