"""Matching: whether a text holds a term of a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from projections.wording import has_cjk, humps
from query.language.words import folded, parts, tokens
from query.passages.intent import Term


def holds(term: Term, text: str) -> bool:
    """Say whether a text holds a term: its phrase, or one of its forms as a word or a hump of a camelCase name."""
    return (bool(term.phrase) or not text.isascii() or _may_hold(text, term.forms)) and has(term, text)


def has(term: Term, text: str) -> bool:
    """Say the same of a text in which one of its words is known to stand, or it would not be worth to ask."""
    if term.phrase:
        return _has_run(tokens(text), term.phrase) or _has_name(text, term.phrase) or _has_signs(text, term.phrase)
    return not term.forms.isdisjoint(_parts(text)) or _has_signs(text, term.forms)


def _may_hold(text: str, wanted: frozenset[str]) -> bool:
    """Say whether one of these words may be a part of an ASCII text.

    The parts are runs of its letters and digits, underscores left out or not. Most lines hold none of the words, and
    this is far cheaper than to take them apart.
    """
    plain, pieces = text.lower(), _pieces(wanted)
    if "_" in plain:
        plain = f"{plain}\n{plain.replace('_', '')}"
    return any(piece in plain for piece in pieces)


@lru_cache(maxsize=1024)
def _pieces(forms: frozenset[str]) -> tuple[str, ...]:
    return shortest(forms)


def shortest(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms in which none of the others stands: `fail` for `fail`, `failed` and `failing`."""
    kept: list[str] = []
    for form in sorted(forms, key=lambda each: (len(each), each)):
        if not any(other in form for other in kept):
            kept.append(form)
    return tuple(kept)


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
