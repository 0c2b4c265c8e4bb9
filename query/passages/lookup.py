"""Looking words up: which scenes hold a word, out of the sealed ranges and the tail of the index of scenes.

Words that the screen may have been misread for are looked up where the word itself stands nowhere: `O` for `0`, `l`
or `I` for `1`, `rn` for `m`, as fonts have them.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from projections import database, postings, scenes, text, wording
from projections.postings import Gathered
from query.language.thesaurus import said_for
from query.language.words import forms
from query.passages.intent import ESSENTIAL, Term

Holders = dict[int, int]
"""Scenes by number, each with the impact that a word or term has there, 1 to 255."""

_LOOK_ALIKES = {sign: group for group in ("0o", "1li", "5s", "8b", "2z", "6g") for sign in group}
_JOINED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_SHORTEST_MISREAD = 3
# `back up`, `air flow`; two letters are no head, or anything would fall into two.
_SHORTEST_HEAD, _SHORTEST_TAIL = 3, 2
# The spellings of a longer one grow with the square of its length, and a screen hardly shows such a word.
_LONGEST_MISREAD = 64
_MOST_SPELLINGS = 256


class Lookup:
    """The index of scenes at one state of the views."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Open it; the tail is gathered once for each state of the views.

        Args:
            db: the tables of facts.
        """
        self._db = db
        self.total = scenes.count(db)
        self._ranges = postings.ranges(db)
        self._tail = _tail(db)

    def word(self, word: str) -> Holders:
        """Return the scenes that hold a word."""
        found: Holders = {}
        for held, impacts in self._parts(word):
            more = dict(zip(held, impacts, strict=True))
            # A scene that was open when its range was sealed is in the next one, too.
            for scene in found.keys() & more.keys():
                more[scene] = max(more[scene], found[scene])
            found.update(more)
        return found

    def _parts(self, word: str) -> Iterator[tuple[array[int], bytes]]:
        for number in self._ranges:
            row = postings.posted(self._db, number, word)
            if row is not None:
                held = array("I")
                held.frombytes(row[0])
                yield held, row[1]
        if word in self._tail:
            yield self._tail[word]

    def knows(self, word: str) -> bool:
        """Say whether any scene holds a word."""
        return next(self._parts(word), None) is not None

    def term(self, term: Term) -> Holders:
        """Return the scenes that hold a term: any of its forms, or all words of its phrase."""
        if term.phrase:
            return self._all(gram for token in term.phrase for gram in wording.needed(token))
        found: Holders = {}
        for form in sorted(term.forms):
            held = self._all(wording.needed(form)) if wording.has_cjk(form) else self.word(form)
            if not found:
                found = held
                continue
            for scene, impact in held.items():
                if impact > found.get(scene, 0):
                    found[scene] = impact
        return found

    def _all(self, words: Iterable[str]) -> Holders:
        found: Holders | None = None
        for word in dict.fromkeys(words):
            held = self.word(word)
            if found is None:
                found = held
            else:
                few, many = sorted((found, held), key=len)
                found = {scene: min(impact, many[scene]) for scene, impact in few.items() if scene in many}
            if not found:
                return {}
        return found or {}

    def is_anywhere(self, term: Term) -> bool:
        """Say whether any span of text holds a term; of a phrase, side by side."""
        if term.phrase and len(term.phrase) > 1 and not any(map(wording.has_cjk, term.phrase)):
            return text.is_anywhere(self._db, term.match)
        return bool(self.term(term))

    def as_read(self, term: Term) -> Term:
        """Return a term as it may have been misread, where it stands nowhere as it is written."""
        if term.phrase:
            known = [token if self._knows(token) else next(self._misread(token), token) for token in term.phrase]
            version = (f"v{known[0]}", *known[1:])
            if known[0].isdecimal() and len(known) > 1 and not text.is_anywhere(self._db, term.match):
                # `2.6.1` stands as `v2.6.1`.
                known = [*version] if text.is_anywhere(self._db, replace(term, phrase=version).match) else known
            return replace(term, phrase=tuple(known))
        if any(map(self._knows, term.forms)):
            return term
        word = wording.folded(term.text)
        misread = set(self._misread(word))
        parted = () if misread else self._parted(word)
        return replace(term, phrase=parted) if parted else replace(term, forms=term.forms | misread)

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the two words as which a compound stands side by side somewhere: `backup` as `back up`; or nothing."""
        for at in range(len(word) - _SHORTEST_TAIL, _SHORTEST_HEAD - 1, -1):
            parts = (word[:at], word[at:])
            if all(map(self.knows, parts)) and text.is_anywhere(self._db, f'"{parts[0]} {parts[1]}"'):
                return parts
        return ()

    def as_said(self, term: Term) -> Term:
        """Return a word that stands nowhere with those that people say for it and that do: `ship` with `vessel`.

        Names, what has digits or signs, and what must stand near by (`the salary of …`) are looked for as they are.
        """
        if term.phrase or term.kind == ESSENTIAL or any(map(self._knows, term.forms)):
            return term
        others = (form for other in said_for(wording.folded(term.text)) for form in forms(other))
        said = frozenset(form for form in others if self.knows(form))
        return replace(term, forms=term.forms | said, said=said)

    def _knows(self, word: str) -> bool:
        return all(map(self.knows, wording.needed(word)))

    def _misread(self, word: str) -> Iterator[str]:
        if _SHORTEST_MISREAD <= len(word) <= _LONGEST_MISREAD:
            yield from (each for each in misreadings(word) if self.knows(each))


@lru_cache(maxsize=512)
def misreadings(word: str) -> tuple[str, ...]:
    """Return what an engine may have read instead of a word: other signs of the same looks, the likeliest first."""
    found: dict[str, None] = {}
    spellings = [word]
    for many, one in _JOINED:
        spellings += _replaced_once(word, many, one) + _replaced_once(word, one, many)
    for spelling in spellings:
        choices = [_LOOK_ALIKES.get(sign, sign) for sign in spelling]
        ordered = [sign + group.replace(sign, "") for sign, group in zip(spelling, choices, strict=True)]
        for number, signs in enumerate(product(*ordered)):
            if number == _MOST_SPELLINGS:
                break
            found["".join(signs)] = None
    found.pop(word, None)
    return tuple(sorted(found, key=lambda other: (_differences(word, other), other)))


def _replaced_once(word: str, old: str, new: str) -> list[str]:
    places = [at for at in range(len(word)) if word.startswith(old, at)]
    return [word[:at] + new + word[at + len(old) :] for at in places]


def _differences(word: str, other: str) -> int:
    return abs(len(word) - len(other)) + sum(a != b for a, b in zip(word, other, strict=False))


def _tail(db: sqlite3.Connection) -> Gathered:
    """Return the words of the tail, gathered once for each state of a file of views."""
    key = database.state_of(db)
    if key not in _tails:
        while len(_tails) >= _MOST_TAILS:
            _tails.pop(next(iter(_tails)), None)
        _tails[key] = postings.tail_of(db)
    return _tails[key]


_tails: dict[tuple[str, int, str], Gathered] = {}
_MOST_TAILS = 4
