"""Matching: whether a text holds a term of a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from projections.wording import has_cjk, humps
from query.language.words import folded, parts, tokens
from query.passages.intent import Term


def holds(term: Term, text: str) -> bool:
    """Say whether a text holds a term: its phrase, or one of its forms as a word or a hump of a camelCase name."""
    if term.phrase:
        return _has_run(tokens(text), term.phrase) or _has_name(text, term.phrase) or _has_signs(text, term.phrase)
    if text.isascii() and not _may_hold(text, term.forms):
        return False
    return not term.forms.isdisjoint(_parts(text)) or _has_signs(text, term.forms)


def _may_hold(text: str, wanted: frozenset[str]) -> bool:
    """Say whether one of these words may be a part of an ASCII text.

    The parts are runs of its letters and digits, underscores left out or not. Most lines hold none of the words, and
    this is far cheaper than to take them apart.
    """
    plain, pattern = text.lower(), _any_of(wanted)
    return pattern.search(plain) is not None or ("_" in plain and pattern.search(plain.replace("_", "")) is not None)


@lru_cache(maxsize=256)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words))))


def _has_name(text: str, wanted: tuple[str, ...]) -> bool:
    """Say whether the parts of a name stand in a text as one in camelCase."""
    return "".join(wanted) in _parts(text) and _has_run(humps(text), wanted)


def _has_signs(text: str, wanted: Iterable[str]) -> bool:
    """Say whether one of these words, of a script without spaces, stands in a text, wherever its words begin there."""
    return not text.isascii() and any(has_cjk(word) and word in folded(text) for word in wanted)


@lru_cache(maxsize=8192)
def _parts(text: str) -> frozenset[str]:
    return parts(text)


def _has_run(found: Sequence[str], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    if size == 1:
        return wanted[0] in found
    return any(tuple(found[at : at + size]) == wanted for at in range(len(found) - size + 1))
