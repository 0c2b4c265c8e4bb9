"""Summaries: what frames show in a sentence or two, one from each maker; that of a model comes first."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import msgspec

from ledger.facts import Excerpt, FrameSummarized
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE summaries (
    frame TEXT NOT NULL, processor TEXT NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL, model TEXT NOT NULL,
    prompt_sha256 TEXT NOT NULL, excerpts TEXT NOT NULL, PRIMARY KEY (frame, processor)
) WITHOUT ROWID
"""


class Summary(msgspec.Struct, frozen=True):
    """A summary of a frame: the event that tells it, who made it (`model` is empty where none did), and of what."""

    frame: str
    processor: str
    seq: int
    text: str
    model: str
    excerpts: tuple[Excerpt, ...]


def fold(tables: Tables, event: Folding) -> None:
    """Keep the last summary of each frame by each maker."""
    fact = event.fact
    if not isinstance(fact, FrameSummarized):
        return
    excerpts = json.dumps([(each.box, each.role, each.text) for each in fact.excerpts])
    told = (fact.frame, fact.by.processor, event.seq, fact.text, fact.by.model, fact.by.prompt_sha256, excerpts)
    tables.insert("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?, ?, ?, ?, ?)", told)


_COLUMNS = "s.frame, s.processor, s.seq, s.text, s.model, s.excerpts"


def of_frame(db: sqlite3.Connection, frame: str) -> list[Summary]:
    """Return the summaries of a frame, those by a model first."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM summaries s WHERE s.frame = ? ORDER BY s.model = '', s.processor", (frame,)
    )
    return [_summary(*row) for row in rows]


def between(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Summary]:
    """Return the best summary of each frame of a half-open stretch of time (UTC microseconds), in order of time."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM frames f JOIN summaries s ON s.frame = f.id WHERE f.ts_us >= ? AND f.ts_us < ? "
        "ORDER BY f.ts_us, f.id, s.model = '', s.processor",
        (start_us, end_us),
    )
    best: dict[str, Summary] = {}
    for row in rows:
        best.setdefault(row[0], _summary(*row))
    return list(best.values())


def _summary(frame: str, processor: str, seq: int, text: str, model: str, excerpts: str) -> Summary:
    read: list[Any] = json.loads(excerpts)
    parts = tuple(Excerpt((box[0], box[1], box[2], box[3]), role, said) for box, role, said in read)
    return Summary(frame, processor, seq, text, model, parts)


_CONTENT = "SELECT frame, processor, text, model, prompt_sha256, excerpts FROM summaries ORDER BY frame, processor"

SUMMARY = Projection("summary", 1, _SCHEMA, ("summaries",), (FrameSummarized,), fold, _CONTENT)
