"""A sieve: which of many lines hold a term. Most hold none, and are put aside without being taken apart.

The lines are searched as one text, without case, accents and underscores, for what every line that holds a term must
have in it; only the lines in which that stands are looked at by `match.has`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from projections.wording import has_cjk
from query.language.words import folded
from query.passages.intent import Term
from query.passages.match import has, shortest


class Lines:
    """Lines of text, to be searched for terms once or often."""

    def __init__(self, said: Sequence[str]) -> None:
        """Take them as they are."""
        self.said = said

    @cached_property
    def whole(self) -> str:
        """All of them as one text, a line each, without case and accents."""
        said = self.said
        whole = "\n".join(said)
        if whole.count("\n") >= len(said):
            said = [line.replace("\n", " ") for line in said]
            whole = "\n".join(said)
        if whole.isascii():
            whole = whole.lower()
        else:
            whole = "\n".join(line.lower() if line.isascii() else folded(line) for line in said)
        # What a name of several parts holds may stand across its underscores.
        return whole.replace("_", "")


class Sieve:
    """What a question looks for, ready to be searched for in many lines; the same line is looked at once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the terms of a question; they are told by their places in it."""
        self._terms = terms
        self._needles = [_needles(term) for term in terms]
        self._known: dict[str, Sequence[int]] = {}

    def held(self, lines: Lines) -> dict[int, Sequence[int]]:
        """Return, by the place of a line that holds a term, the terms that it holds; both in order."""
        known, said = self._known, lines.said
        # Menus, heads and tables that stay say the same on one screen after the other.
        fresh = [line for line in said if line not in known]
        if fresh:
            self._look_at(lines if len(fresh) == len(said) else Lines(fresh))
        return {place: held for place, line in enumerate(said) if (held := known[line])}

    def _look_at(self, lines: Lines) -> None:
        found: dict[str, list[int]] = {}
        for number, needles in enumerate(self._needles):
            term = self._terms[number]
            for place in sorted({place for needle in needles for place in _standing(needle, lines.whole)}):
                line = lines.said[place]
                held = found.setdefault(line, [])
                # Two lines may say the same.
                if held[-1:] != [number] and has(term, line):
                    held.append(number)
        self._known.update((line, found.get(line, ())) for line in lines.said)


def _standing(needle: str, whole: str) -> Iterator[int]:
    """Yield the places of the lines in which a text stands. Most texts stand in none: so no line is counted before."""
    at, counted, place = whole.find(needle), 0, 0
    while at >= 0:
        place += whole.count("\n", counted, at)
        yield place
        counted = whole.find("\n", at)
        at = whole.find(needle, counted) if counted >= 0 else -1


def _needles(term: Term) -> tuple[str, ...]:
    """Return texts of which a line has one in it, where it holds a term: the fewest that will do."""
    if term.phrase:
        # Of words without spaces between them any one will do (see `match.has`).
        return shortest((max(term.phrase, key=len), *filter(has_cjk, term.phrase)))
    return shortest(term.forms)
