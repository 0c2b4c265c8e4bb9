"""Words as the full-text index sees them: how text falls into tokens, and which forms of a word are the same word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from projections.wording import folded as folded
from projections.wording import humps, joined, words
from projections.wording import tokens as tokens
from query.language import thesaurus
from query.patterns.pattern import pattern

# What is taken off the end of a word to find its stem, longest first, and what may be put on a stem.
# Endings that make another thing of a word stay out: a printer is nothing printed.
_ENDINGS = ("ations", "ation", "ings", "ions", "ing", "ion", "ies", "ed", "es", "s", "y", "e")
_SUFFIXES = (
    *("", "s", "es", "ed", "d", "e", "ing", "ings", "ion", "ions", "ation", "ations"),
    *("y", "ies", "ied", "ure", "ures"),
)
# calibrate, calibration: of one of these endings the others follow; `template` is no `temple`.
_ATE = ("ations", "ation", "ating", "ated", "ates", "ate")
_SHORTEST_STEM = 4
_SHARED = 3
_IZE = pattern(r"(?P<vowel>[iy])(?P<sound>[sz])(?P<ending>e|es|ed|ing|ation|ations)$")

TURNS = {"pr": ("pull", "request"), "vs": ("visual", "studio")}
"""Short words that stand for several."""


def parts(text: str) -> frozenset[str]:
    """Return the tokens of a text, the humps of its camelCase names, and its snake_case names as one.

    `TypeError` gives three, `type_error` as well.
    """
    # Of plain letters they are the words under which a text is found.
    return frozenset(words(text) if text.isascii() else (*tokens(text), *humps(text), *joined(text)))


@lru_cache(maxsize=16_384)
def forms(word: str) -> frozenset[str]:
    """Return the spellings under which an English word may stand on a screen: `failing` gives `failed`, too."""
    word = folded(word)
    same = thesaurus.SAME.get(word) or thesaurus.SAME.get(word.removesuffix("s"), frozenset())
    return _spellings(word) | same | _overseas(word)


def beginnings(word: str) -> tuple[str, ...]:
    """Return pieces of text of which one stands wherever a word does, in any of its forms: what their letters share."""
    begun: dict[str, list[str]] = {}
    for form in sorted(forms(word)):
        begun.setdefault(form[:_SHARED], []).append(form)
    return tuple(_common(group) for group in begun.values())


def _common(words: Sequence[str]) -> str:
    """Return the letters with which all of some words begin; they are in order."""
    first, last = words[0], words[-1]
    return first[: next((at for at, pair in enumerate(zip(first, last, strict=False)) if len({*pair}) > 1), len(first))]


def _spellings(word: str) -> frozenset[str]:
    if not word.isascii() or not word.isalpha() or len(word) < _SHORTEST_STEM:
        # Buses, gases.
        several = (word + "es",) if word.endswith("s") else ()
        return frozenset({word, word + "s", *several} if word.isalpha() and word.isascii() else {word})
    stems = _stems(word)
    found = {word, *(stem + suffix for stem in stems for suffix in _SUFFIXES)}
    verbal = next((word.removesuffix(ending) for ending in _ATE if word.endswith(ending)), "")
    if len(verbal) >= _SHORTEST_STEM - 1:
        found |= {verbal + ending for ending in _ATE}
    return frozenset(found)


def _overseas(word: str) -> frozenset[str]:
    """Return a word as the other English writes it, where that is told by its ending: `organise`, `organize`."""
    match = _IZE.search(word)
    if match is None or len(word) - len(match[0]) < _SHORTEST_STEM - 1:
        return frozenset()
    other = "z" if match["sound"] == "s" else "s"
    return frozenset({f"{word[: match.start()]}{match['vowel']}{other}{match['ending']}"})


def _stems(word: str) -> set[str]:
    stems = set()
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM - (ending != "e"):
            stems.add(stem)
            break
    else:
        stems.add(word)
    # shipping, shipped: the doubled letter belongs to the ending.
    stems |= {
        stem[:-1] for stem in stems if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in "ls"
    }
    return stems
