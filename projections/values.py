"""Values: which ones a label had, from when to when, read out of the lifetimes of fields. Nothing is kept here."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Collection, Generator
from contextlib import closing
from typing import Any

import msgspec

from ledger.facts import Box


def labels(db: sqlite3.Connection) -> list[str]:
    """Return all labels that ever stood beside a value."""
    # From one to the next in the index: there are few of them, however many fields there are.
    rows = db.execute(
        "WITH RECURSIVE known(label) AS (SELECT min(label) FROM fields UNION ALL "
        "SELECT (SELECT min(f.label) FROM fields f WHERE f.label > known.label) FROM known "
        "WHERE known.label IS NOT NULL) SELECT label FROM known WHERE label IS NOT NULL"
    )
    return [label for (label,) in rows]


_SHOWN = (
    "s.label, s.value, f.id, f.ts_us, coalesce(f.window_title, ''), s.x0, s.y0, s.x1, s.y1, "
    "s.seq, s.place, s.chain, s.born, s.gone"
)
_FRAME, _TITLE = 2, 4
_NAMED = "s.label IN (SELECT value FROM json_each(?)) AND s.value <> ''"
_OF_LABEL = f"{_NAMED} AND f.ts_us >= ? AND f.ts_us < ?"
_BY_LABEL = (
    "FROM fields s "
    "JOIN chain_frames c ON c.chain = s.chain AND c.place >= s.born AND (s.gone IS NULL OR c.place < s.gone) "
    f"JOIN frames f ON f.id = c.frame WHERE {_OF_LABEL}"
)
_FRAME_BY_FRAME = (
    "FROM frames f CROSS JOIN chain_frames c ON c.frame = f.id "
    "CROSS JOIN fields s ON s.chain = c.chain AND s.born <= c.place AND (s.gone IS NULL OR c.place < s.gone)"
)
_BY_FRAME = f"{_FRAME_BY_FRAME} WHERE {_OF_LABEL}"
_TOGETHER = 500
_ONLY = "f.id IN (SELECT value FROM json_each(?))"
_OF_FRAME = f"{_FRAME_BY_FRAME} WHERE {_NAMED} AND f.id = ?"
# Of n frames, as many fields as this times the root of n are many: then a few hundred frames that show one are found
# sooner frame by frame (n / fields × 12 µs each) than all frames of all fields are sorted (40 µs a field).
_MANY = 10


class Shown(msgspec.Struct, frozen=True):
    """A label with its value as one frame shows it: where the field is told, and the box of the value."""

    label: str
    value: str
    frame: str
    captured_us: int
    title: str
    box: Box
    seq: int
    place: int
    chain: int
    born: int
    gone: int | None


def shown(
    db: sqlite3.Connection, names: Collection[str], start_us: int, end_us: int, limit: int, *, latest: bool = True
) -> Generator[Shown, None, None]:
    """Yield these labels with their values, frame by frame, of a half-open stretch of time (UTC microseconds).

    At most `limit` of them, the latest first, or the earliest; those of one frame from top to bottom. Who has enough
    before that stops: of labels that stand on many screens only what is taken is looked for.
    """
    with closing(_rows(db, names, (start_us, end_us), limit, latest=latest)) as rows:
        yield from map(_shown, rows)


def _rows(
    db: sqlite3.Connection,
    names: Collection[str],
    between: tuple[int, int],
    limit: int,
    *,
    latest: bool,
    only: Collection[str] | None = None,
) -> Generator[tuple[Any, ...], None, None]:
    wanted, in_time = json.dumps(sorted(names)), f"ORDER BY f.ts_us {'DESC' if latest else ''}, f.id"
    order = f"{in_time}, s.y0, s.x0, s.id LIMIT ?"
    source = _source(db, wanted)
    if only is None or source == _BY_LABEL:
        rows = db.execute(f"SELECT {_SHOWN} {source} {order}", (wanted, *between, limit))
        yield from rows if only is None else (row for row in rows if row[_FRAME] in only)
        return
    # Who has enough of the first few frames needs no others.
    named = db.execute(f"SELECT f.id FROM frames f WHERE {_ONLY} {in_time}", (json.dumps(sorted(only)),))
    frames = [frame for (frame,) in named]
    left = limit
    for at in range(0, len(frames), _TOGETHER):
        some = json.dumps(frames[at : at + _TOGETHER])
        for row in db.execute(f"SELECT {_SHOWN} {_BY_FRAME} AND {_ONLY} {order}", (wanted, *between, some, left)):
            left -= 1
            yield row


def on_frame(db: sqlite3.Connection, frame: str, names: Collection[str]) -> list[Shown]:
    """Return these labels with their values as one frame shows them, top to bottom."""
    rows = db.execute(f"SELECT {_SHOWN} {_OF_FRAME} ORDER BY s.y0, s.x0, s.id", (json.dumps(sorted(names)), frame))
    return [_shown(row) for row in rows]


def by_frame(
    db: sqlite3.Connection,
    names: Collection[str],
    between: tuple[int, int],
    limit: int,
    admits: Callable[[str, str], bool],
    most: int,
    *,
    latest: bool = True,
    only: Collection[str] | None = None,
) -> dict[str, list[Shown]]:
    """Return these labels with their values as `shown` tells them, by frame: of the first `most` that are admitted.

    Each frame is asked of once, with the title of its window. `only` are the frames that may be admitted, where these
    are known: then no others are looked at.
    """
    found: dict[str, list[Shown]] = {}
    put_aside = ""
    with closing(_rows(db, names, between, limit, latest=latest, only=only)) as rows:
        for row in rows:
            frame, title = row[_FRAME], row[_TITLE]
            if frame in found:
                found[frame].append(_shown(row))
            elif len(found) == most:
                break
            elif frame != put_aside and admits(frame, title):
                found[frame] = [_shown(row)]
            else:
                put_aside = frame
    return found


def _shown(row: tuple[Any, ...]) -> Shown:
    label, value, frame, us, title, x0, y0, x1, y1, *life = row
    return Shown(label, value, frame, us, title, (x0, y0, x1, y1), *life)


def _source(db: sqlite3.Connection, wanted: str) -> str:
    """Return from where the values of labels (JSON) are taken: label by label, or of common ones frame by frame."""
    frames = db.execute("SELECT max(rowid) FROM frames").fetchone()[0] or 0
    most = _MANY * math.isqrt(frames) + 1
    [fields] = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM fields WHERE label IN (SELECT value FROM json_each(?)) LIMIT ?)",
        (wanted, most),
    ).fetchone()
    return _BY_FRAME if fields == most else _BY_LABEL
