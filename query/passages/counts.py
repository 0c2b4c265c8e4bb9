"""Counts: whether a passage has a number of what a question counts."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from query.answers.answer import Claim
from query.language.asking import ASKING, UNITS
from query.language.words import tokens
from query.passages.belonging import spoken
from query.passages.block import is_right_above
from query.passages.shapes import LARGE
from query.patterns.pattern import pattern

# A number that counts something stands by itself: no sign before it, no part of a name, a clock time or a date.
_COUNT = pattern(
    r"(?<![\w.,:/@#+-])\d[\d.,]*(?![\w:/-]|\.\d)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|"
    rf"{LARGE})\b",
    re.IGNORECASE,
)
_COUNTED = pattern(r"\b(?:how many|number of)\s+(?:of\s+)?(?:the\s+|my\s+)?(?P<nouns>[\w-]+(?:\s+[\w-]+){0,3})")
# As it is written short: `7 h`, `45 min`, `2d`.
_IN_UNITS = pattern(
    r"\b\d[\d.,]*\s?(?:[hdwsm]|hrs?|mins?|secs?|wks?|yrs?|days?|hours?|months?|minutes?|seconds?|weeks?|years?|kg|km|t)\b",
    re.IGNORECASE,
)
_OF_SO_MANY = pattern(r"\b\d+\s?(?:of|/)\s?\d+\b")
_NUMBER_OF_ONE = pattern(r"\bnumber of (?:the|my|our) ")
_PARTS = pattern(r"\s[|;»·]\s")
_MEASURED = pattern(r"\s?[°%]")
_BESIDE = 2


def counted(question: str) -> str:
    """Return the words for what a question counts: `trains a day`; empty where it counts nothing."""
    match = _COUNTED.search(question)
    return match["nouns"] if match is not None else ""


def counts(question: str, claim: Claim) -> bool:
    """Say whether a number stands next to the noun that is counted, or by itself beside a line that has the noun."""
    match = _COUNTED.search(question)
    if match is None:
        return True
    nouns = list(takewhile(lambda word: word not in ASKING, match["nouns"].split()))
    # `The number of the night porter` counts nobody.
    if not nouns or (_NUMBER_OF_ONE.search(match[0]) and not nouns[-1].endswith("s")):
        return True
    wanted = frozenset().union(*map(spoken, nouns))
    texts = [each.text for each in claim.citations]
    lines = [part for line in (*texts, *_run_on(claim)) for part in _PARTS.split(line)]
    if not any(wanted & set(tokens(line)) for line in lines):
        own = frozenset(tokens(question)) - ASKING
        return not UNITS.isdisjoint(nouns) and any(_is_measure(line.strip(), own) for line in lines)
    return any(_COUNT.fullmatch(line.strip()) or _is_beside(line, wanted) for line in lines)


def _is_measure(line: str, own: frozenset[str]) -> bool:
    """Say whether a line may tell how many of a unit that it does not name: `6` in a cell, `7 h`, `Kept for: 45`.

    `1 of 6` counts pages.
    """
    line = _OF_SO_MANY.sub(" ", line)
    if _COUNT.fullmatch(line) or _IN_UNITS.search(line):
        return True
    return _COUNT.search(line) is not None and not own.isdisjoint(tokens(line))


def _is_beside(line: str, wanted: frozenset[str]) -> bool:
    """Say whether a number in a line has one of these words no more than two words away."""
    for match in _COUNT.finditer(line):
        # `30.0 °C, the lifeguards were cold` counts no lifeguards.
        if _MEASURED.match(line, match.end()) and wanted.isdisjoint(UNITS):
            continue
        before, after = tokens(line[: match.start()])[-_BESIDE - 1 :], tokens(line[match.end() :])[: _BESIDE + 1]
        if wanted & {*before, *after}:
            return True
    return False


def _run_on(claim: Claim) -> list[str]:
    """Return what two lines of one text say, one right below the other, as one: `closes after 61`, `years`."""
    return [
        f"{upper.text} {lower.text}"
        for upper, lower in pairwise(claim.citations)
        if is_right_above(upper.box, lower.box) and abs(upper.box[0] - lower.box[0]) <= lower.box[3] - lower.box[1]
    ]
