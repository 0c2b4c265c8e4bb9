"""Compounds: a noun with what tells of which kind it is, `staging loader`, and whether a text tells of another kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from query.language.asking import ASKING, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.named import SORTS
from query.language.talk import is_common, is_deed
from query.language.words import tokens
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

# Where a noun with what tells it apart begins: behind an article, a preposition, at the beginning.
_OPENS = frozenset(("", *"a about an and at for from in my of on our per the their to with".split()))  # noqa: SIM905
_SENTENCE = pattern(r"(?<=[.!?;,:])\s+|\s[-–—·|•]\s")
NAMES_NOTHING = ASKING | LOOSE_WORDS | VALUE_WORDS | UNITS | SORTS | frozenset((*MONTHS, *WEEKDAYS))
"""Words that name no thing."""

_SHORTEST, _STEM = 3, 4


def compounds(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of words of a run of which the first tells of which kind the second is: behind an article, say."""
    opens = True
    for kind, noun in pairwise(words):
        is_thing = names(kind)
        if opens and is_thing and names(noun) and not is_deed(noun):
            yield kind, noun
        # `The pool water setpoint` is of water as well.
        opens = kind in _OPENS or (opens and is_thing and not is_deed(kind))


def before(noun: frozenset[str], text: str) -> Iterator[str]:
    """Yield what stands right before a noun in a text, in its sentence; nothing, as a word, where it comes first."""
    for sentence in _SENTENCE.split(text):
        words = ["", *tokens(sentence)]
        yield from (before for before, word in pairwise(words) if word in noun)


def is_other(word: str, kind: str) -> bool:
    """Say whether a word before a noun tells of another kind than this one: `swimming` lessons are swim lessons."""
    return names(word) and not is_deed(word) and word[:_STEM] != kind[:_STEM] and word not in {"and", "not", "but"}


def names(word: str) -> bool:
    """Say whether a word names a thing."""
    return len(word) >= _SHORTEST and word.isalpha() and word not in NAMES_NOTHING and not is_common(word)
