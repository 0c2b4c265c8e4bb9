"""Spelt: numbers in words, told in digits beside the quote where a number is asked for: “Twelve trains a day” (12)."""

from __future__ import annotations

import re

from query.language.words import folded
from query.patterns.pattern import pattern
from query.times.ordinals import CARDINALS

_VALUE = {word: number for word, number in CARDINALS.items() if " " not in word}
_VALUE |= {"zero": 0, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_WORD = "|".join((*_VALUE, *_LARGE))
_NUMBER = pattern(rf"\b(?:(?:a|half a) (?=hundred|thousand|million|dozen))?(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}))*\b")
_COUNTS = pattern(
    r"\bhow (?:many|much|long|far|high|deep|wide|heavy|old)\b|\bnumber of\b|\bwhich number\b", re.IGNORECASE
)
_DIGIT = pattern(r"\d")
_SMALLEST, _MOST = 2, 2


def in_digits(question: str, text: str) -> str:
    """Return in digits the numbers that a text has in words, where a question asks for one and it has no other."""
    if not _COUNTS.search(question) or _DIGIT.search(text):
        return ""
    found = [value for match in _NUMBER.finditer(folded(text)) if (value := _value(match[0])) >= _SMALLEST]
    return ", ".join(f"{value:,}" for value in dict.fromkeys(found[:_MOST]))


def _value(words: str) -> int:
    """Return what number words come to: `four thousand`, `twenty-five`, `two hundred and six`, `half a dozen`."""
    if words.startswith("half "):
        return _value(words.removeprefix("half ")) // 2
    total, part = 0, 0
    for word in re.split(r"[ -]", words):
        if word in _VALUE:
            part = part * _VALUE[word] if word == "dozen" and part else part + _VALUE[word]
        elif word == "hundred":
            part = (part or 1) * _LARGE[word]
        elif word in _LARGE:
            total, part = total + (part or 1) * _LARGE[word], 0
    return total + part
