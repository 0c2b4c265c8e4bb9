"""Batches: the runs of Stage 2, how each ended, what it cost, and what became of its requests to a model server."""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.facts import BatchFinished, BatchStarted, BatchYielded, ModelCalled, Worked
from projections.projection import Folding, Projection
from projections.tables import Tables

_SCHEMA = """
CREATE TABLE batches (
    run TEXT PRIMARY KEY, seq INTEGER NOT NULL, started_at TEXT NOT NULL, ended_at TEXT NOT NULL, how TEXT NOT NULL,
    reason TEXT NOT NULL, examined INTEGER NOT NULL, failed INTEGER NOT NULL, work TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX batches_by_seq ON batches(seq);
CREATE TABLE calls (
    endpoint TEXT NOT NULL, model TEXT NOT NULL, outcome TEXT NOT NULL,
    seq INTEGER NOT NULL, last_at TEXT NOT NULL, calls INTEGER NOT NULL, ms INTEGER NOT NULL,
    PRIMARY KEY (endpoint, model, outcome)
) WITHOUT ROWID
"""


class Batch(msgspec.Struct, frozen=True):
    """A run of Stage 2. `how` is `finished`, `yielded`, or empty where it never said (it goes on, or was killed)."""

    run: str
    seq: int
    started_at: str
    ended_at: str
    how: str
    reason: str
    examined: int
    failed: int
    work: tuple[Worked, ...]


class Calls(msgspec.Struct, frozen=True):
    """Requests to one model of one server that ended in the same way. `seq` and `last_at` are of the last one."""

    endpoint: str
    model: str
    outcome: str
    seq: int
    last_at: str
    calls: int
    ms: int


def fold(tables: Tables, event: Folding) -> None:
    """Keep a row for each run, and counts of requests by server, model and outcome."""
    match event.fact:
        case BatchStarted():
            row = (event.run, event.seq, event.at, "", "", "", 0, 0, "[]")
            tables.insert("INSERT OR IGNORE INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        case BatchFinished() as fact:
            _end(tables, event, "finished", "", fact)
        case BatchYielded() as fact:
            _end(tables, event, "yielded", fact.reason, fact)
        case ModelCalled() as fact:
            tables.insert(
                "INSERT INTO calls VALUES (?, ?, ?, ?, ?, 1, ?) ON CONFLICT (endpoint, model, outcome) DO UPDATE SET "
                "seq = excluded.seq, last_at = excluded.last_at, calls = calls + 1, ms = ms + excluded.ms",
                (fact.endpoint, fact.model, fact.outcome, event.seq, event.at, fact.ms),
            )


def _end(tables: Tables, event: Folding, how: str, reason: str, fact: BatchFinished | BatchYielded) -> None:
    work = msgspec.json.encode(fact.work).decode()
    tables.change(
        "UPDATE batches SET ended_at = ?, how = ?, reason = ?, examined = ?, failed = ?, work = ? WHERE run = ?",
        event.run,
        (event.at, how, reason, fact.examined, fact.failed, work, event.run),
    )


def latest(db: sqlite3.Connection, limit: int) -> list[Batch]:
    """Return the last runs, the newest first."""
    rows = db.execute("SELECT * FROM batches ORDER BY seq DESC LIMIT ?", (limit,))
    return [Batch(*(*row[:-1], msgspec.json.decode(row[-1], type=tuple[Worked, ...]))) for row in rows]


def calls(db: sqlite3.Connection) -> list[Calls]:
    """Return what became of requests to model servers, the latest first."""
    return [Calls(*row) for row in db.execute("SELECT * FROM calls ORDER BY seq DESC")]


# How often a run had to begin anew, and how slow a server was, is no knowledge of the screens.
_CONTENT = "SELECT run FROM batches WHERE 0"

_KINDS = (BatchStarted, BatchFinished, BatchYielded, ModelCalled)
BATCHES = Projection("batches", 1, _SCHEMA, ("batches", "calls"), _KINDS, fold, _CONTENT)
