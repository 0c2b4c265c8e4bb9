"""The form of the value that a question expects: a number, a time, an amount; a passage without one answers nothing.

A table of what people ask for and how its values are written. What stands in the question itself is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from query.answers.answer import Claim
from query.language.asking import UNITS
from query.language.words import folded, forms, tokens
from query.passages.shapes import CLOCK, DAY, YEAR
from query.passages.valueforms import ROWS
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_WHO_OR_WHY = pattern(
    r"(?:^|[.:;?!]\s)\W*(?:(?:by|for|from|of|to|with)\s+)?(?:who(?:m|['’]?s)?|why)\b|\b(?:by|from|with) whom\W*$",
    re.IGNORECASE,
)
_WHEN = pattern(rf"{DAY}|{CLOCK}|{YEAR}", re.IGNORECASE)
_WHO = pattern(r"(?:^|[.:;?!]\s)\W*who\b", re.IGNORECASE)
# `LOC-112`, as a ticket or a part is called.
_NUMBERED_NAME = pattern(r"[A-Z]{1,6}[-_ ]?\d[\w-]*")
# A name of so many words or more has a capital.
_NAME_WITH_CAPITAL = 3
_NAME_OF = pattern(r"\bname of (?:the|my|our|that|a)\b", re.IGNORECASE)
_CALLED = pattern(
    r"\bwhat(?:['’]?s| is| was| are| were) [^.?!]{1,60}\b(?:called|named)\b|\b(?:what|which)\b.{0,20}\bname of\b",
    re.IGNORECASE,
)
_MEASURES = UNITS.union(WEEKDAYS, MONTHS, (name[:3] for name in (*WEEKDAYS, *MONTHS)))
# What is to be worked out stands in a text only where that says so itself.
_WORKED_OUT = pattern(r"\b(?:grand(?= total)|sum(?= of\b)|total|difference|average|ratio|factor|combined|altogether)\b")

# A sum may say so in other words than the question.
_SUMS = frozenset({"altogether", "combined", "total"})
_SUMMED = pattern(
    r"\b(?:altogether|together|combined|sub-?totals?|totals?|all told|all in|in all|overall|(?:adds?|added) up to)\b"
)

_OF_ALL = pattern(r"\bgrand total\b|\b(?:total|sum) of (?:all|both|the two)\b|\ball (?:the |my |our )?\w+ together\b")


def _wanted(question: str) -> list[re.Pattern[str]]:
    return [written for asked, written in ROWS if asked.search(question)]


def expects(question: str) -> bool:
    """Say whether a question asks for a value that is written in a form of its own."""
    return bool(_wanted(question))


def holds(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that hold a value of the form that the question expects; all where it expects none."""
    wanted, claims = _wanted(question), worked_out(question, claims)
    if not wanted:
        return claims
    own = frozenset(tokens(question))
    return [claim for claim in claims if all(_has(pattern, claim.text, own) for pattern in wanted)]


def worked_out(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that say so themselves where something is to be worked out: a sum, a grand total."""
    words = frozenset(match[0] for match in _WORKED_OUT.finditer(folded(question)))
    return [claim for claim in claims if all(_says(claim.text, word) for word in words)]


def _says(text: str, word: str) -> bool:
    return bool(forms(word) & set(tokens(text))) or (word in _SUMS and _SUMMED.search(folded(text)) is not None)


def asks_for_whole(question: str) -> bool:
    """Say whether it is asked what all of something come to, and not one of them: `the total of all the items`."""
    return _OF_ALL.search(folded(question)) is not None


def shown_by(question: str) -> Callable[[str], bool]:
    """Return what says of a line whether it has a value of the form that a question expects; never where none is."""
    wanted = _wanted(question)
    own = frozenset(tokens(question))
    return lambda line: bool(wanted) and all(_has(pattern, line, own) for pattern in wanted)


def has_form(question: str, value: str, label: str = "") -> bool:
    """Say whether a value has the form that a question expects; any has where it expects none.

    A label may say it: `Where: Cormorant` tells a room. Nobody is called by a number, or by six weeks, and neither is
    a reason.
    """
    own = frozenset(tokens(question))
    if (_WHO_OR_WHY.search(question) or _NAME_OF.search(question)) and all(
        token in _MEASURES or not token.isalpha() for token in tokens(value)
    ):
        return False
    words = value.split()
    if _WHO.search(question) and _NUMBERED_NAME.fullmatch(value.strip()):
        return False
    if _WHO.search(question) and len(words) >= _NAME_WITH_CAPITAL and not any(word[:1].isupper() for word in words):
        return False
    return all(_has(pattern, f"{label}: {value}" if label else value, own) for pattern in _wanted(question))


def may_be_called(question: str, value: str) -> bool:
    """Say whether a value may tell what something is called, where a question, as it was put, asks for that.

    The name of a cat is not `Cat`.
    """
    own = frozenset(tokens(question))
    return _CALLED.search(question) is None or any(
        token.isalpha() and len(token) > 1 and token not in own for token in tokens(value)
    )


def tells_when(value: str) -> bool:
    """Say whether a value tells a day, a year, or a clock time."""
    return _WHEN.search(value) is not None


def of_forms(question: str) -> frozenset[str]:
    """Return the tokens of a question that the form of a value may say."""
    return frozenset(token for _, said in _forms_said(question) for token in said)


@lru_cache(maxsize=256)
def _forms_said(question: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """Return the forms that a question asks for, each with the tokens that say so."""
    return tuple(
        (written, frozenset(tokens(match[0])))
        for asked, written in ROWS
        for match in asked.finditer(question)
        # Where any number would do, it says nothing.
        if not written.search("1")
    )


def told_by_form(question: str, value: str) -> frozenset[str]:
    """Return the tokens of a question that the form of a value says: of `actual temperature` the last, at 4 C."""
    own = frozenset(tokens(question))
    return frozenset(token for written, said in _forms_said(question) if _has(written, value, own) for token in said)


def _has(pattern: re.Pattern[str], text: str, own: frozenset[str]) -> bool:
    """Say whether a text has a match that is more than words of the question."""
    for match in pattern.finditer(folded(text)):
        start = text.rfind(" ", 0, match.start()) + 1
        end = match.end()
        while end < len(text) and not text[end].isspace():
            end += 1
        if not set(tokens(text[start:end])) <= own:
            return True
    return False
