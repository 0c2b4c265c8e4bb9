"""Besides: words that a question has and no screen need show: they tell how it is put."""

from __future__ import annotations

import re

from query.language.thesaurus import DEEDS
from query.language.words import folded
from query.patterns.pattern import pattern

# What hardly stands there: the measure behind `how` (`how loud`), what one did meanwhile (`when ordering pumps`), and
# `square metres`, which are spelled m².
_BESIDES = pattern(
    r"\b(?:how (?:very )?|(?=per (?:day|hour|month|night|week|year)\b)|(?:when|while|upon) (?=\w+ing\b)|"
    r"(?=(?:square|cubic) (?:met|feet|foot|inch|kilomet|yard)))"
    r"(?P<besides>[^\W\d_]+)\b",
    re.IGNORECASE,
)
# That it is all of it, behind what is paid; by when something must be done.
_SAID = pattern(
    r"\b(?:costs?|pay|paid|comes? to|price|fee|bill|charge)\b.*\b(?P<sum>altogether|combined|total)\b|"
    r"\b(?P<until>deadline|cut-?off) (?:for (?=\w+ing\b)|to (?=[a-z]+\b))",
    re.IGNORECASE,
)
# What is allowed, and no month: `how heavy may the crate be`. Nobody writes the month small behind one of these.
_MAY = pattern(
    r"(?<!\bin )(?<!\bof )(?<!\bby )(?<!\bon )(?<!\bto )(?<!\bsince )(?<!\buntil )(?<!\btill )"
    r"(?<!\bfrom )(?<!\bearly )(?<!\blate )(?<!\bmid )(?<!\blast )(?<!\bnext )(?<!\bthis )(?<!\bfor )"
    r"(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\bmay(?= [a-z])"
)
# What one did oneself with what stood there: `that I kept my list in`.
_DONE = pattern(r"\b(?:i|we)\s+(?:(?:had|have|also|just|then)\s+)?(?P<done>[a-z]+)\b", re.IGNORECASE)


def words(question: str) -> frozenset[str]:
    """Return the words of a question, in small letters, of which it is enough if the others stand somewhere."""
    found = {folded(match["besides"]) for match in _BESIDES.finditer(question)}
    found |= {word for match in _DONE.finditer(question) if (word := folded(match["done"])) in DEEDS}
    found |= {folded(word) for match in _SAID.finditer(question) for word in match.groups() if word}
    found |= {"may"} if _MAY.search(question) else set()
    return frozenset(found)
