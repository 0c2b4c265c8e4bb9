"""Superlatives: what `cheapest` or `the most` asks for: the end of which column, by what its label may be called.

A table of plain English; nothing in it comes from any screen.
"""

from __future__ import annotations

import re

import msgspec

from query.patterns.pattern import pattern


class Superlative(msgspec.Struct, frozen=True):
    """What a question asks for the end of.

    Attributes:
        said: the words that ask so; they name nothing.
        is_most: the largest value is meant, not the smallest.
        names: words of labels, the likeliest first; empty where the question has to name the label.
        form: how the values look, where labels need not say what they are.
        is_of_time: days or clock times are meant, and no other value.
        span: where it stands in the question.
        rank: 2 for `the second largest`.
    """

    said: str
    is_most: bool
    names: tuple[str, ...]
    form: re.Pattern[str] | None
    is_of_time: bool
    span: tuple[int, int]
    rank: int = 1

    @property
    def is_of_any_sum(self) -> bool:
        """Say whether it is of a sum, or of anything else that the question names: the highest bill, or tide."""
        return self.names == _ANY

    @property
    def is_of_itself(self) -> bool:
        """Say whether it tells of what it is the end: `cheapest` of a price, `highest` of anything."""
        return bool(self.names) and not self.is_of_any_sum

    @property
    def is_of_price(self) -> bool:
        """Say whether it is of what something costs."""
        return self.names == _PRICE

    @property
    def is_past(self) -> bool:
        """Say whether it tells of what was done, and is not to come."""
        return self.names == _WRITTEN

    @property
    def end(self) -> str:
        """The end of the values that is meant, in a word, or the place from there."""
        ends = ("earliest", "latest") if self.is_of_time else ("lowest", "highest")
        counted = ("", "second ", "third ", "fourth ", "fifth ")[self.rank - 1]
        return f"{counted}{ends[self.is_most]}"


_PRICE = ("price", "cost", "fee", "rate", "fare", "charge", "rent", "each", "per", "amount", "sum", "total")
_MONEY = pattern(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF|AUD|CAD)\b")
_ANY = ("sum", "total", "amount", "price")
_SIZE = ("size", "area", "amount", "quantity", "volume")
_LONG = ("length", "distance", "duration", "long")
_WRITTEN = ("modified", "date", "created", "changed", "updated", "taken")
_DUE, _EXPIRY = ("due", "deadline"), ("expires", "expiry", "expiration")
_WARM = ("temperature", "temp", "high", "maximum")

_COSTS = r"(?:(?:is|was|are|were) )?(?:costs?|costing|charges?|charging|asks?|asking)(?: me| us)?(?: \w+)?(?: the)?"
_TABLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (rf"dearest|priciest|costliest|(?:most|highest) (?:expensive|costly|priced)|{_COSTS} most", "most", _PRICE),
    (rf"cheapest|(?:least|lowest) (?:expensive|costly|priced)|{_COSTS} least", "least", _PRICE),
    (r"largest|biggest|hugest|greatest", "most", _SIZE),
    (r"smallest|tiniest", "least", _SIZE),
    (r"longest", "most", _LONG),
    (r"shortest", "least", _LONG),
    (r"heaviest", "most", ("weight", "mass")),
    (r"lightest", "least", ("weight", "mass")),
    (r"tallest", "most", ("height",)),
    (r"widest|broadest", "most", ("width", "widest")),
    (r"narrowest", "least", ("width",)),
    (r"deepest", "most", ("depth",)),
    (r"shallowest", "least", ("depth",)),
    (r"hottest|warmest", "most", _WARM),
    (r"coldest|coolest", "least", ("temperature", "temp", "low", "minimum", "high")),
    (r"windiest", "most", ("wind",)),
    (r"calmest", "least", ("wind",)),
    (r"wettest|rainiest", "most", ("rain", "precipitation")),
    (r"dampest|most humid", "most", ("humidity", "damp")),
    (r"(?<=\bdue )(?:first|soonest|earliest)", "least", _DUE),
    (r"(?<=\bdue )(?:last|latest)", "most", _DUE),
    (r"(?:(?<=\bexpires )|(?<=\bexpire ))(?:first|soonest|earliest)", "least", _EXPIRY),
    (r"(?:(?<=\bexpires )|(?<=\bexpire ))(?:last|latest)", "most", _EXPIRY),
    (r"earliest|soonest", "least", ()),
    (r"latest", "most", ()),
    (r"oldest|longest ago", "least", _WRITTEN),
    (r"newest|most recently (?:changed|modified|saved|updated)", "most", _WRITTEN),
    (r"highest", "most", _ANY),
    (r"lowest", "least", _ANY),
    (r"most|maximum|maximal", "most", ()),
    (r"fewest|least|minimum|minimal", "least", ()),
)
_OF_TIME = frozenset({"earliest", "soonest", "latest"})
_DATED = (_WRITTEN, _DUE, _EXPIRY)
_RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
_RANKED = pattern(rf"\b(?P<rank>{'|'.join(_RANKS)})(?:[ -]+|[ -]+the )$", re.IGNORECASE)
_READ = tuple((pattern(rf"\b(?:{said})\b", re.IGNORECASE), way == "most", names) for said, way, names in _TABLE)
_SAID = rf"(?:{'|'.join(said for said, _, _ in _TABLE)})"
# How often, how late or how much of the time is another question; `at most` bounds, and `most of them` are many.
_OTHERWISE = pattern(
    r"\b(?:at (?:the )?(?:most|least|latest|earliest)|most recent\b|"
    r"most recently\b(?! (?:changed|modified|saved|updated))|most (?:of (?!all\b)|"
    r"often|frequent(?:ly)?|used|visited|likely|probably|important|urgent)|"
    r"(?:the )?most (?:time|days?)|mostly|"
    r"(?:latest|newest|oldest) (?:version|state|news|e?-?mails?|messages?|posts?))\b",
    re.IGNORECASE,
)
ANOTHER = pattern(
    rf"\b(?:next|last but one)[ -]{_SAID}\b|"
    r"\b(?:apart from|aside from|besides|except|excluding|not counting|other than)\b",
    re.IGNORECASE,
)
"""How one asks for another than the one at the end: the next cheapest, the cheapest but for one."""


BOUNDED = pattern(
    r"\b(?:above|after|at (?:least|most)|before|below|between|fewer|less|more|over|since|under|until|up to)"
    r" (?:than )?(?:[€$£¥]|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b)",
    re.IGNORECASE,
)
"""What bounds values: of a list only some rows are meant, which nothing but comparing them tells."""

SUPERLATIVE = pattern(rf"\b{_SAID}\b", re.IGNORECASE)
"""Any of them."""


_OF_SEVERAL = pattern(r"\b(?:which|who)\b.*?\b(?:most|least|fewest)\b", re.IGNORECASE)
# What a text may have for it: `max. 86 mm`.
_AT_THE_END = pattern(rf"\b(?:{_SAID}|best|worst|first|last|max|min|only|peak|record|top|limit)\b", re.IGNORECASE)


_HIGH = pattern(r"\b(?:maximum|highest|largest|biggest|greatest|longest|heaviest)\b", re.IGNORECASE)
_LOW = pattern(r"\b(?:minimum|lowest|smallest|fewest|shortest|lightest)\b", re.IGNORECASE)


def may_tell(question: str, text: str) -> bool:
    """Say whether a text, or a label, may tell the one that a question asks for: that it is the end of several.

    Any price stands beside a `Price`; of the cheapest only what is called so may tell. `The most that I may spend` and
    a `minimum` may be told as they are. What is called the other end alone does not tell this one.
    """
    found = asked(question)
    this, other = (_HIGH, _LOW) if found is not None and found.is_most else (_LOW, _HIGH)
    says_so = found is not None and (this.search(text) or found.said.casefold() in text.casefold())
    if found is not None and not found.is_of_time and other.search(text) and not says_so:
        return False
    is_of_several = found is not None and not found.is_of_time and (found.names or _OF_SEVERAL.search(question))
    return not is_of_several or _AT_THE_END.search(text) is not None


def asked(question: str) -> Superlative | None:
    """Return the one superlative of a question; None where it has none, or several that mean different ends."""
    if _OTHERWISE.search(question):
        return None
    for read, is_most, names in _READ:
        if (match := read.search(question)) is not None:
            is_of_time = match[0].casefold() in _OF_TIME or names in _DATED
            form = _MONEY if names == _PRICE else None
            start, end = match.span()
            counted = _RANKED.search(question, 0, start)
            if counted is None:
                return Superlative(match[0], is_most, names, form, is_of_time, (start, end))
            rank = _RANKS[counted["rank"].casefold()]
            return Superlative(match[0], is_most, names, form, is_of_time, (counted.start(), end), rank)
    return None
