"""Listing: how one asks for all things of a sort that one had in front, and what narrows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from query.inquiries.inquiry import Inquiry
from query.passages import intent
from query.passages.intent import WEAK, Term
from query.patterns.pattern import pattern

LOOKED = (
    # `Look at today` ends in words of time.
    r"(?:look(?:ed|ing)?(?: (?:at|through|into|over)|(?=\W*\Z))|read(?:ing)?|view(?:ed|ing)?|open(?:ed|ing)?|"
    r"work(?:ed|ing)? on|"
    r"see|saw|seen|check(?:ed|ing)?(?: out)?|visit(?:ed|ing)?|brows(?:e|ed|ing)|(?:have|had|keep|kept) (?:\w+ )?open|"
    r"(?:go|gone|went|going) (?:through|over)|hav(?:e|ing) in front|had in front)"
)
"""What one does with what is in front, as a part of a pattern."""

_ME = r"(?:i|we)"
_OFTEN = r"(?:all|also|already|ever|just|last|lately|most recently|recently|then|been|first)"
_BARE = (
    r"(?:all|any|each|every|the|those|these|my|our|of|last|latest|newest|first|most recent|different|distinct|other)"
)
_END = r"(?:last|latest|newest|first|most recent)"
_SHOWN = r"(?:in front(?: of me)?|on (?:my|the) screen|viewed|visited|looked at)"
_OPEN = rf"(?:open(?:ed)?|up|{_SHOWN})"
_ENDS = r"(?=\W*\Z|,| (?:in|on|at)\b)"
_ASKING = r"(?:which|what|list|show(?: me)?|tell me|give me|name|how many|number of|enumerate|count)"
_OTHERWISE = pattern(
    r"\b(?:when|where|who|whose|whom|why|how (?!many\b)\w+|not|never|no|without)\b|n['’]t\b", re.IGNORECASE
)
# Which of them is told by what came before it, or by what somebody else did: that is another question.
_MEANT = pattern(
    r"\b(?:after|before|because|so that|while|until|since|instead|except|besides)\b|"
    r"\b(?:in|on|from|off) (?:the|a|an|my|our|that|this) (?:folder|list|page|result|tab|table|window)s?\b",
    re.IGNORECASE,
)
_LEFT = pattern(
    rf"\b(?:{_ASKING}|{_BARE}|{_ME}|{_OFTEN}|did|do|have|had|was|were|been|am|that|this|there|please|me|a|an|is|are|"
    r"of them|time|times|any|some|so far|altogether|in total|total|overall|ones?|yet|today|"
    r"in front|on (?:my|the) screen)\b",
    re.IGNORECASE,
)


class Sort(msgspec.Struct, frozen=True):
    """How a sort of things is asked for: the patterns of what asks, of what is done, and of the noun."""

    asked: re.Pattern[str]
    done: re.Pattern[str]
    noun: re.Pattern[str]


def sort(noun: str, done: str = LOOKED, *, has_state: bool = False) -> Sort:
    """Return how things are asked for that are called by a noun, and that one has done something with (patterns).

    `has_state` says of things that they are open or closed by themselves: which were open asks for no window.
    """
    head = (
        rf"(?:\A\W*|\b{_ASKING} (?:(?:is|was|are|were) (?=(?:the|my) {_END}\b))?|"
        rf"\A\W*(?:did|have|had) {_ME} (?:{_OFTEN} ){{0,4}}{done} (?=any |some ))(?:(?:some|{_BARE}) ){{0,6}}"
        r"(?:(?!(?:in|on|at|from|to|for|did|do|have|had|was|were|i|we)\b)[\w.-]+ )?"
    )
    deed = (
        rf"\b(?:did|have|had|was|were) {_ME} (?:{_OFTEN} ){{0,4}}{done}(?: {_OFTEN}){{0,4}}\b|"
        rf"\b(?:(?:that|which) )?{_ME} (?:(?:have|had|did|was|were|{_OFTEN}) ){{0,6}}{done}(?: {_OFTEN}){{0,4}}\b|"
        rf"\bhad {_ME} open\b|\b(?:did|have|had) {_ME} (?:have )?(?:open|in front)\b|"
        rf"\b(?:(?:that|which) )?(?:was|were|(?:has|have|had) been|did {_ME} have) (?:{_OFTEN} ){{0,4}}"
        rf"{_SHOWN if has_state else _OPEN}{_ENDS}"
    )
    return Sort(
        pattern(rf"{head}(?:{noun})", re.IGNORECASE), pattern(deed, re.IGNORECASE), pattern(noun, re.IGNORECASE)
    )


class Asked(msgspec.Struct, frozen=True):
    """What narrows the things that are asked for, and whether the `first` or the `last` of them is."""

    terms: tuple[Term, ...]
    measure: str

    @property
    def words(self) -> Sequence[str]:
        """The words that were looked for."""
        return tuple(term.text for term in self.terms)


def asked_of(inquiry: Inquiry, of: Sort) -> Asked | None:
    """Return what a question for things of a sort asks; None for any other question."""
    return next((asked for plain in ways(inquiry) if (asked := read(plain, of)) is not None), None)


def ways(inquiry: Inquiry) -> tuple[str, ...]:
    """Return a question without its words of time: as it is understood, and as it was put.

    A noun that anybody uses of anything was taken off where it stands on no screen: `which pull requests`.
    """
    window, asked = inquiry.asked.window, intent.unquoted(inquiry.asked.question)
    return intent.unquoted(inquiry.rest), asked.replace(window.words, " ") if window is not None else asked


def read(plain: str, of: Sort) -> Asked | None:
    """Return what a question for things of a sort asks, without its words of time; None for any other question."""
    # The noun alone says mostly that it is none: the other patterns are long.
    if not (of.noun.search(plain) and of.asked.search(plain) and of.done.search(plain)):
        return None
    rest = of.noun.sub(" ", of.done.sub(" ", plain), count=1)
    if _OTHERWISE.search(plain) or _MEANT.search(rest) or of.noun.search(rest):
        return None
    terms = intent.read(_LEFT.sub(" ", rest)).terms
    measure = intent.read(plain).measure
    # What one read `recently` may be many.
    is_one = measure in ("first", "last") and not of.noun.findall(plain)[0].endswith("s")
    return Asked(tuple(term for term in terms if term.kind not in WEAK), measure if is_one else "")
