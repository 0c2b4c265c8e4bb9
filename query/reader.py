"""A reader of scenes: each that a question leads to is read once, whatever is asked of it afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projections import standing
from projections.standing import Line, Written
from query.sieve import Sieve


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of a scene, or of one frame of it, in reading order; `held`: by number of line, the terms it holds."""

    lines: Sequence[Line]
    held: Mapping[int, Sequence[int]]

    def standing(self, terms: int) -> list[list[Line]]:
        """Return the lines that hold the first, the second … of so many terms."""
        found: list[list[Line]] = [[] for _ in range(terms)]
        for line in self.lines:
            for number in self.held.get(line.id, ()):
                found[number].append(line)
        return found


class Reader:
    """Reads scenes at one state of the views, for one question."""

    def __init__(self, db: sqlite3.Connection, sieve: Sieve) -> None:
        """Take what is looked for in each line."""
        self._db = db
        self._sieve = sieve
        self._held: dict[int, dict[int, Sequence[int]]] = {}
        self._read: dict[int, Read] = {}

    def scene(self, number: int) -> list[tuple[Written, Sequence[int]]]:
        """Return what is written in a scene that holds a term, with the terms that it holds."""
        rows = standing.texts(self._db, number)
        found: list[tuple[Written, Sequence[int]]] = [
            (Written._make(rows[at]), held) for at, held in self._sieve.held([row[3] for row in rows]).items()
        ]
        self._held[number] = {written.id: held for written, held in found}
        return found

    def frame(self, chain: int, place: int) -> Read:
        """Return what the frame at a place of a chain shows."""
        number = standing.scene_at(self._db, chain, place)
        if number not in self._read:
            lines = standing.lines(self._db, number)
            held = self._held.get(number)
            self._read[number] = read(lines, self._sieve) if held is None else Read(lines, held)
        scene = self._read[number]
        return Read([line for line in scene.lines if line.is_at(place)], scene.held)


def read(lines: Sequence[Line], sieve: Sieve) -> Read:
    """Look through lines for what is looked for."""
    return Read(lines, {lines[at].id: held for at, held in sieve.held([line.text for line in lines]).items()})
