"""Appearances, read out of the sequence of frames: titles of windows and pages that were in front, and addresses.

Nothing is kept here: `activity` knows what was in front on a frame, and the frame its own title.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

import msgspec

from projections import subjects
from projections.subjects import Subject


class Appearance(msgspec.Struct, frozen=True):
    """A subject that was in front under a title, on the first of some frames, the last, and how many in all.

    `title` is that of the page in a browser, else that of the window. Times are of capture, UTC microseconds.
    """

    title: str
    subject: Subject
    first: str
    last: str
    first_us: int
    last_us: int
    frames: int


def between(db: sqlite3.Connection, of: Collection[int], start_us: int, end_us: int) -> list[Appearance]:
    """Return how these subjects (their numbers) appeared in a half-open stretch of time, by their first moment."""
    found: dict[tuple[int, str], dict[str, tuple[int, str, int]]] = {}
    for end in ("min", "max"):
        # Beside the least or the greatest of a group SQLite tells the other columns of that very row.
        rows = db.execute(
            f"SELECT a.subject, coalesce(f.window_title, ''), {end}(a.ts_us), a.frame, count(*) FROM activity a "
            "JOIN frames f ON f.id = a.frame WHERE a.subject IN (SELECT value FROM json_each(?)) AND NOT a.away "
            "AND a.ts_us >= ? AND a.ts_us < ? GROUP BY a.subject, f.window_title",
            (json.dumps(sorted(of)), start_us, end_us),
        )
        for number, title, us, frame, count in rows:
            found.setdefault((number, title), {})[end] = (us, frame, count)
    called = {number: subjects.by_number(db, number) for number, _ in found}
    told = [
        Appearance(
            called[number].page or title, called[number], ends["min"][1], ends["max"][1], ends["min"][0],
            ends["max"][0], ends["min"][2],
        )
        for (number, title), ends in found.items()
    ]  # fmt: skip
    return sorted(told, key=lambda each: (each.first_us, each.first, each.title))
