"""A reader of scenes: each that a question leads to is read once, whatever is asked of it afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from projections import database, standing
from projections.kept import Kept
from projections.standing import Line, Written
from query.passages.sieve import Lines, Sieve

_Key = tuple[tuple[str, int, str], int]
_Scene = tuple[list[tuple[int, int, int | None, str]], Lines]
# A question leads to the same scenes again, by other of its words; one takes some 50 kB.
_read = Kept[_Key, _Scene](512)


class Screen:
    """What a frame shows: the lines that hold a term, and all others where they are asked for."""

    def __init__(
        self, holding: Sequence[Line], held: Mapping[int, Sequence[int]], all_lines: Callable[[], Sequence[Line]]
    ) -> None:
        """Take the lines that hold a term, in reading order, and by the number of each which it holds."""
        self._holding = holding
        self._held = held
        self._all_lines = all_lines

    @cached_property
    def lines(self) -> Sequence[Line]:
        """All lines, in reading order."""
        return self._all_lines()

    def standing(self, terms: int) -> list[list[Line]]:
        """Return the lines that hold the first, the second … of so many terms."""
        found: list[list[Line]] = [[] for _ in range(terms)]
        for line in self._holding:
            for number in self._held[line.id]:
                found[number].append(line)
        return found


class Reader:
    """Reads scenes at one state of the views, for one question."""

    def __init__(self, db: sqlite3.Connection, sieve: Sieve) -> None:
        """Take what is looked for in each line."""
        self._db = db
        self._sieve = sieve
        self._state = database.state_of(db)
        self._held: dict[int, dict[int, Sequence[int]]] = {}
        self._holding: dict[int, list[Line]] = {}
        self._read: dict[int, list[Line]] = {}

    def scene(self, number: int) -> list[tuple[Written, Sequence[int]]]:
        """Return what is written in a scene that holds a term, with the terms that it holds."""
        key = (self._state, number)
        rows, lines = _read.of(key, lambda: self._read_scene(number))
        found: list[tuple[Written, Sequence[int]]] = [
            (Written._make(rows[at]), held) for at, held in self._sieve.held(lines).items()
        ]
        self._held[number] = {written.id: held for written, held in found}
        return found

    def _read_scene(self, number: int) -> _Scene:
        rows = standing.texts(self._db, number)
        return rows, Lines([row[3] for row in rows])

    def frame(self, chain: int, place: int) -> Screen:
        """Return what the frame at a place of a chain shows."""
        number = standing.scene_at(self._db, chain, place)
        if number not in self._held:
            self.scene(number)
        held = self._held[number]
        if number not in self._holding:
            self._holding[number] = standing.lines_of(self._db, [*held])
        return Screen(_at(place, self._holding[number]), held, lambda: _at(place, self._lines(number)))

    def _lines(self, number: int) -> list[Line]:
        if number not in self._read:
            self._read[number] = standing.lines(self._db, number)
        return self._read[number]


def _at(place: int, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.is_at(place)]


def read(lines: Sequence[Line], sieve: Sieve) -> Screen:
    """Return a screen of these lines."""
    held = {lines[at].id: found for at, found in sieve.held(Lines([line.text for line in lines])).items()}
    return Screen([line for line in lines if line.id in held], held, lambda: lines)
