"""Looking words up: which scenes hold a word, out of the sealed ranges and the tail of the index of scenes.

Words that the screen may have been misread for are looked up where the word itself stands nowhere: `O` for `0`, `l`
or `I` for `1`, `rn` for `m`, as fonts have them.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from projections import database, postings, scenes, text, wording
from projections.kept import Kept
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
    """The index of scenes at one state of the views: what was looked up there is remembered until it changes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Open it; the tail is gathered once for each state of the views.

        Args:
            db: the tables of facts.
        """
        self._db = db
        self._known = _known(db)
        self.total = self._known.total

    def knows(self, word: str) -> bool:
        """Say whether any scene holds a word."""
        return bool(self.known((word,)))

    def known(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of some words that any scene holds."""
        stands = self._known.stands
        told = {word: stands.get(word) for word in words}
        if fresh := [word for word, stands_there in told.items() if stands_there is None]:
            now = self._standing(fresh)
            told |= now
            if len(stands) > _MOST_WORDS:
                stands.clear()
            stands.update(now)
        return frozenset(word for word, stands_there in told.items() if stands_there)

    def _standing(self, words: Sequence[str]) -> dict[str, bool]:
        found, tail = postings.standing(self._db, words), self._known.tail
        stands = {word: word in found or word in tail for word in words}
        if self._known.superseded:
            # A word that only an older version read stands nowhere.
            stands = {word: there and bool(self.word(word)) for word, there in stands.items()}
        return stands

    def word(self, word: str) -> Holders:
        """Return the scenes that hold a word. It is not to be changed."""
        return self._any(frozenset((word,)))

    def term(self, term: Term) -> Holders:
        """Return the scenes that hold a term: any of its forms, or all words of its phrase. It is not to be changed."""
        if term.phrase:
            return self._all(gram for token in term.phrase for gram in wording.needed(token))
        plain = frozenset(form for form in term.forms if not wording.has_cjk(form))
        found = self._any(plain)
        if plain == term.forms:
            return found
        found = {**found}
        for form in sorted(term.forms - plain):
            _add(found, self._all(wording.needed(form)))
        return found

    def _any(self, words: frozenset[str]) -> Holders:
        """Return the scenes that hold any of these words."""
        held = self._known.held
        if (known := held.get(words)) is not None:
            return known
        found: Holders = {}
        # Whether a word stands anywhere takes a look at its scenes where some of these are gone.
        asked = words if self._known.superseded else self.known(words)
        for _, scenes_, impacts in postings.posted(self._db, asked):
            numbers = array("I")
            numbers.frombytes(scenes_)
            _add(found, dict(zip(numbers, impacts, strict=True)))
        for word in words & self._known.tail.keys():
            scenes_of_tail, impacts = self._known.tail[word]
            _add(found, dict(zip(scenes_of_tail, impacts, strict=True)))
        for scene in self._known.superseded & found.keys():
            del found[scene]
        self._known.keep(words, found)
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
            known = [token if self._knows(token) else next(iter(self._misread(token)), token) for token in term.phrase]
            version = (f"v{known[0]}", *known[1:])
            if known[0].isdecimal() and len(known) > 1 and not text.is_anywhere(self._db, term.match):
                # `2.6.1` stands as `v2.6.1`.
                known = [*version] if text.is_anywhere(self._db, replace(term, phrase=version).match) else known
            return replace(term, phrase=tuple(known))
        if self._knows_any(term.forms):
            return term
        word = wording.folded(term.text)
        misread = set(self._misread(word))
        parted = () if misread else self._parted(word)
        return replace(term, phrase=parted) if parted else replace(term, forms=term.forms | misread)

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the two words as which a compound stands side by side somewhere: `backup` as `back up`; or nothing."""
        apart = [(word[:at], word[at:]) for at in range(len(word) - _SHORTEST_TAIL, _SHORTEST_HEAD - 1, -1)]
        known = self.known(part for parts in apart for part in parts)
        for parts in apart:
            if known.issuperset(parts) and text.is_anywhere(self._db, f'"{parts[0]} {parts[1]}"'):
                return parts
        return ()

    def as_said(self, term: Term) -> Term:
        """Return a word that stands nowhere with those that people say for it and that do: `ship` with `vessel`.

        Names, what has digits or signs, and what must stand near by (`the salary of …`) are looked for as they are.
        """
        if term.phrase or term.kind == ESSENTIAL or self._knows_any(term.forms):
            return term
        said = self.known(form for other in said_for(wording.folded(term.text)) for form in forms(other))
        return replace(term, forms=term.forms | said, said=said)

    def _knows(self, word: str) -> bool:
        return all(map(self.knows, wording.needed(word)))

    def _knows_any(self, words: Iterable[str]) -> bool:
        self.known(gram for word in words for gram in wording.needed(word))
        return any(map(self._knows, words))

    def _misread(self, word: str) -> list[str]:
        """Return what stands somewhere and may be a word misread, the likeliest first."""
        if not _SHORTEST_MISREAD <= len(word) <= _LONGEST_MISREAD:
            return []
        spellings = misreadings(word)
        known = self.known(spellings)
        return [each for each in spellings if each in known]


def _add(found: Holders, more: Holders) -> None:
    """Add scenes to others; what holds several of the words counts for the one with the most impact."""
    if not found:
        found.update(more)
        return
    # A scene that was open when its range was sealed is in the next one, too.
    for scene in found.keys() & more.keys():
        more[scene] = max(more[scene], found[scene])
    found.update(more)


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


class _Known:
    """What is known of the index of scenes at one state of the views, whoever asks."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.superseded = scenes.superseded(db)
        self.total = scenes.count(db) - len(self.superseded)
        self.tail = postings.tail_of(db)
        self.stands: dict[str, bool] = {}
        self.held: dict[frozenset[str], Holders] = {}
        self._size = 0

    def keep(self, words: frozenset[str], found: Holders) -> None:
        """Remember which scenes hold some words."""
        if self._size > _MOST_HELD:
            self.held.clear()
            self._size = 0
        self.held[words] = found
        self._size += len(found) + 1


def _known(db: sqlite3.Connection) -> _Known:
    """Return what is known at this state of a file of views."""
    return _kept.of(database.state_of(db), lambda: _Known(db))


_kept = Kept[tuple[str, int, str], _Known](4)
# A scene that holds a word takes about 100 bytes, a word as much.
_MOST_HELD, _MOST_WORDS = 200_000, 50_000
