"""Deadlines: by when something must be, or until when it is: a day that a line tells with a word for it.

A date beside a name is when somebody wrote. `Please release it by 29 May`, `Due date: 2 October`, `that carries us to
the end of August` tell until when.
"""

from __future__ import annotations

from query.answers.answer import Citation, Claim
from query.language.words import folded, tokens
from query.passages.belonging import spoken, telling
from query.passages.block import is_right_above, is_same_row
from query.passages.shapes import CLOCK, DAY, UNTIL
from query.patterns.pattern import pattern

ASKED = (
    r"\b(?:by|until|till?) (?:when|(?:what|which) (?:day|date|time))\b|\bdeadline\b|"
    r"\bwhen (?:must|should)\b|\bwhen (?:has|have|do|does) (?:[\w'’-]+ ){1,4}?(?:have |has )?to (?:be )?\w+|"
    r"\bwhen (?:is|are|was|were) (?:[\w'’-]+ ){1,5}?due\b|"
    r"\b(?:what|which) (?:day|date)\b[^.?!]{0,60}\b(?:due|latest)\b|"
    r"\bby (?:what|which) (?:day|date)\b"
)
"""How one asks for a deadline, as a pattern."""

_CUE = (
    r"\b(?:by|until|till|before|after|cut-?off|due|deadline|latest|expires?|expiry|expiration|ends?|ending|valid|closes?|"
    r"closing|to|"
    r"payable|no later than|through|must|has to|have to|returned?|back|required)\b"
)
_TOLD = pattern(
    rf"{_CUE}[^.?!]{{0,60}}?{UNTIL}|\bon\s(?:the\s)?{UNTIL}|{UNTIL}[^.?!]{{0,25}}"
    r"\b(?:at the latest|deadline|latest|due)\b"
)
_DATED = pattern(UNTIL)
_LABEL = pattern(_CUE)
_DAY = pattern(rf"(?:{DAY}|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b)")
# What was told before is told on.
_GOES_ON = pattern(r"^\W*(?:it|its|they|this|that|he|she|we|i|please|the|[a-z]+ing)\b")
# `Room 2.14` is no clock time.
_CERTAIN = pattern(rf"{DAY}|\b\d{{1,2}}:\d\d\b|\b(?:noon|midnight|end of)\b")
# From then until then.
_SPAN = pattern(rf"(?:{CLOCK}|\d)\s?(?:[-–—]|to|until)\s?(?:{CLOCK}|\d)")
_CELL = 40
_ENOUGH = 2
# `Pier 3`: many things have such a number.
_SHORT_NUMBER = 2


ENDS = r"\bwhen (?:does|do|did|will)\b[^?.!]*\b(?:end|finish|stop)\b"
"""How one asks when something ends, as a pattern."""

_END = pattern(
    r"\b(?:until|till?|to(?= \S{0,12}\d)|end(?:s|ed|ing)?|finish\w*|clos\w+|over|back|through|lasts?|stop\w*|off|"
    r"re-?opens?)\b|"
    r"\d\s?[-–—]\s?\d"
)


def tells_an_end(_question: str, line: Citation, claim: Claim) -> bool:
    """Say whether a line tells that something ends: itself, or a label in its row; what begins has a time as well."""
    row = [other for other in claim.citations if other.frame == line.frame and is_same_row(other.box, line.box)]
    return any(_END.search(folded(each.text)) for each in (line, *row))


def tells(question: str, line: Citation, claim: Claim) -> bool:
    """Say whether a line tells of what is asked a day with a word for a deadline, or is one beside such a word."""
    plain = folded(line.text)
    beside = [
        other
        for other in claim.citations
        if other.frame == line.frame and (_is_next(other, line) or (other.box != line.box and _is_next(line, other)))
    ]
    words = [spoken(word) for word in telling(question) if not word.isdecimal() or len(word) > _SHORT_NUMBER]
    said = set(tokens(plain))
    is_of_it = sum(not said.isdisjoint(word) for word in words) >= _ENOUGH
    if not (_TOLD.search(plain) or (is_of_it and _CERTAIN.search(plain)) or _SPAN.search(plain)) and not (
        len(plain) <= _CELL and _DATED.search(plain) and any(_labels(other, line) for other in beside)
    ):
        return False
    is_by_itself = len(plain) > _CELL and not _GOES_ON.match(plain)
    if words and (is_by_itself or not _DAY.search(plain)) and all(said.isdisjoint(word) for word in words):
        # A sentence, or a clock time, may be of anything else.
        return False
    titles = " ".join(dict.fromkeys(each.title for each in claim.citations))
    there = said.union(tokens(" ".join((titles, *(each.text for each in beside)))))
    return sum(not there.isdisjoint(word) for word in words) >= min(_ENOUGH, len(words))


def _labels(other: Citation, line: Citation) -> bool:
    return _LABEL.search(folded(other.text)) is not None and (
        (is_same_row(other.box, line.box) and other.box[0] < line.box[0]) or is_right_above(other.box, line.box)
    )


def _is_next(one: Citation, other: Citation) -> bool:
    return is_same_row(one.box, other.box) or is_right_above(one.box, other.box)
