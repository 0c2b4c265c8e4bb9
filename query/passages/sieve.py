"""A sieve: which of many lines hold a term. Most hold none, and are put aside without being taken apart.

The lines are searched as one text, without case, accents and underscores, for what every line that holds a term must
have in it; only the lines in which that stands are looked at by `match.holds`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from projections.wording import has_cjk
from query.language.words import folded
from query.passages.intent import Term
from query.passages.match import holds


class Sieve:
    """What a question looks for, ready to be searched for in many lines."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the terms of a question; they are told by their places in it."""
        self._terms = terms
        self._needles = [_needles(term) for term in terms]

    def held(self, lines: Sequence[str]) -> dict[int, list[int]]:
        """Return, by the place of a line that holds a term, the terms that it holds; both in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, places in enumerate(self._candidates(lines)):
            term = self._terms[number]
            for place in places:
                if holds(term, lines[place]):
                    found[place].append(number)
        return {place: found[place] for place in sorted(found)}

    def _candidates(self, lines: Sequence[str]) -> Iterator[list[int]]:
        """Yield, term by term, the places of lines that may hold it."""
        whole = "\n".join(lines)
        if not whole.isascii():
            lines = [line.lower() if line.isascii() else folded(line) for line in lines]
        if "_" in whole:
            # What a name of several parts holds may stand across its underscores.
            lines = [line.replace("_", "") for line in lines]
        whole = "\n".join(lines) if not whole.isascii() else "\n".join(lines).lower()
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        for needles in self._needles:
            yield sorted({place for needle in needles for place in _standing(needle, whole, starts)})


def _standing(needle: str, whole: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the places of the lines in which a text stands."""
    at = whole.find(needle)
    while at >= 0:
        place = bisect_right(starts, at) - 1
        yield place
        at = whole.find(needle, starts[place + 1])


def _needles(term: Term) -> tuple[str, ...]:
    """Return texts of which a line has one in it, where it holds a term: the fewest that will do."""
    if term.phrase:
        # Of words without spaces between them any one will do (see `match.holds`).
        return _shortest((max(term.phrase, key=len), *filter(has_cjk, term.phrase)))
    return _shortest(term.forms)


def _shortest(forms: Iterable[str]) -> tuple[str, ...]:
    """Return the forms in which none of the others stands: `fail` for `fail`, `failed` and `failing`."""
    kept: list[str] = []
    for form in sorted(forms, key=lambda each: (len(each), each)):
        if not any(other in form for other in kept):
            kept.append(form)
    return tuple(kept)
