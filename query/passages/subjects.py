"""Subjects of scenes: which program, site or document was in front when a scene began; and how often each was."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable

from projections import database
from projections.kept import Kept

Counted = tuple[tuple[str, int], ...]
"""Names with how many scenes had them in front, the commonest first."""

_kept = Kept[tuple[str, int, str], "array[int]"](4)
_named = Kept[tuple[str, int, str], tuple[list[str], list[str]]](4)


def of_scenes(db: sqlite3.Connection) -> array[int]:
    """Return the number of the subject in front for each scene, at the place of its number; 0 where it is not known.

    Gathered once for each state of a file of views.
    """

    def gathered() -> array[int]:
        rows = db.execute(
            "SELECT coalesce(a.subject, 0) FROM scenes s LEFT JOIN activity a ON a.frame = s.frame ORDER BY s.id"
        )
        return array("q", [0, *(row[0] for row in rows)])

    return _kept.of(database.state_of(db), gathered)


def of_frame(db: sqlite3.Connection, frame: str) -> int:
    """Return the number of the subject in front on a frame; 0 where it is not known."""
    row = db.execute("SELECT subject FROM activity WHERE frame = ?", (frame,)).fetchone()
    return int(row[0]) if row else 0


def fitting(db: sqlite3.Connection, app: str, site: str) -> set[int]:
    """Return the subjects of a program and a site, each in any case, empty for any; a domain stands for its hosts."""
    rows = db.execute(
        "SELECT id FROM subjects WHERE (:app = '' OR lower(app) = :app) "
        "AND (:site = '' OR lower(site) = :site OR lower(domain) = :site)",
        {"app": app.lower(), "site": site.lower().removeprefix("www.")},
    )
    return {row[0] for row in rows}


def told(db: sqlite3.Connection, subject: int) -> tuple[str, str]:
    """Return the program of a subject, and the site, document or folder in it; empty where it is not known."""
    row = db.execute("SELECT app, site, document, page, folder FROM subjects WHERE id = ?", (subject,)).fetchone()
    return (row[0], row[1] or row[2] or row[3] or row[4]) if row else ("", "")


def counted(db: sqlite3.Connection, scenes: Iterable[int]) -> tuple[Counted, Counted]:
    """Return the programs and the sites that were in front in these scenes."""
    apps, sites = _names(db)
    chosen = [*scenes]
    return _ordered(Counter(map(apps.__getitem__, chosen))), _ordered(Counter(map(sites.__getitem__, chosen)))


def _names(db: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """Return the program and the site in front for each scene, at the place of its number; empty where not known.

    Gathered once like `of_scenes`.
    """

    def gathered() -> tuple[list[str], list[str]]:
        known = {row[0]: (row[1], row[2]) for row in db.execute("SELECT id, app, site FROM subjects")}
        names = [known.get(subject, ("", "")) for subject in of_scenes(db)]
        return [app for app, _ in names], [site for _, site in names]

    return _named.of(database.state_of(db), gathered)


def _ordered(counts: Counter[str]) -> Counted:
    return tuple(sorted(((n, count) for n, count in counts.items() if n), key=lambda each: (-each[1], each[0])))
