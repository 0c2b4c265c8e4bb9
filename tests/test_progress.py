"""How far a processor has come: what is counted by the hour is what looking at each frame gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ledger.facts import BlobDamaged, BlobHashed, FrameExamined, FrameFailed, RecordAdmitted
from projections import catalogue, coverage, database, frames, hours, progress
from projections.engine import SqliteStore
from projections.projection import Folding, Position

GENESIS = "00" * 32
BEGIN = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
BEGIN_US = int(BEGIN.timestamp()) * 1_000_000
SPAN_S = 5 * 3600


def facts(seed: int) -> Iterator[Any]:
    """Tell frames over some hours, some without picture, time or snapshot; examined, failed, damaged, put right."""
    rng = Random(seed)
    for number in range(120):
        moment = BEGIN + timedelta(seconds=rng.randrange(SPAN_S))
        said = f"{moment:%Y-%m-%dT%H:%M:%S}Z" if rng.random() < 0.95 else "some day"
        blobs = (f"media/{number}",) if rng.random() < 0.9 else ()
        payload = f'{{"uia_ref": {{"record_id": "u{number // 2}"}}}}' if number % 3 == 0 else "{}"
        admitted = RecordAdmitted("h", "metadata", f"f{number}", frames.FRAME_TYPE, said, "run", payload, None, blobs)
        snapshot = RecordAdmitted("h", "metadata", f"u{number // 2}", frames.SNAPSHOT_TYPE, said, "run", "{}")
        yield from rng.sample([admitted, snapshot], 2 if number % 3 == 0 else 1) if number % 5 else [admitted]
        if rng.random() < 0.3:
            yield admitted
        for version in range(rng.randrange(3)):
            is_well = rng.random() < 0.7
            yield (
                FrameExamined(f"f{number}", "text", version, 1)
                if is_well
                else FrameFailed(f"f{number}", "text", version, "undecodable", "no image")
            )
        if rng.random() < 0.2:
            yield BlobDamaged("h", f"media/{number}", f"f{number}", "0" * 64, "1" * 64)
            if rng.random() < 0.5:
                yield BlobHashed(f"media/{number}", 10, "0" * 64)


def one_by_one(db: Any, between: tuple[int, int], snapshots: bool | None) -> progress.Progress:
    """Look at every frame of a stretch of time."""
    ready = {None: "1", True: "f.uia_record IN (SELECT id FROM snapshots)", False: "f.blob IS NOT NULL"}[snapshots]
    rows = db.execute(
        "SELECT f.ts_us, (SELECT e.error FROM examined e WHERE e.frame = f.id AND e.processor = 'text') FROM frames f "
        f"WHERE f.ts_us >= ? AND f.ts_us < ? AND {ready}",
        between,
    ).fetchall()
    well = [captured for captured, error in rows if error == ""]
    failed = sum(bool(error) for _, error in rows)
    return progress.Progress(len(rows), len(well), failed, max(well, default=None))


@pytest.mark.parametrize("seed", range(6))
def test_progress_by_the_hour_is_that_of_each_frame(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    told = [Folding(n, "2026-01-01T00:00:00Z", "R", 0, 1, b"", fact) for n, fact in enumerate(facts(seed))]
    with closing(SqliteStore(tmp_path / "facts.db", catalogue.IN_FACTS_DB, GENESIS)) as store:
        store.fold(told, Position(len(told), 0, GENESIS))
    with closing(database.open_for_reading(tmp_path / "facts.db", catalogue.IN_FACTS_DB)) as db:
        stretches = [(-(1 << 62), 1 << 62), (BEGIN_US, BEGIN_US), (BEGIN_US, BEGIN_US + SPAN_S * 1_000_000)]
        for _ in range(40):
            one, other = (BEGIN_US + rng.randrange(-3600, SPAN_S + 3600) * 1_000_000 for _ in range(2))
            stretches.append((min(one, other), max(one, other)))
        for between in stretches:
            for snapshots in (None, False):
                counted = progress.between(db, "text", *between, snapshots=snapshots)
                assert counted == one_by_one(db, between, snapshots)
            with_snapshots = progress.between(db, "uia", *between, snapshots=True)
            assert with_snapshots.ready == one_by_one(db, between, True).ready
            rows = db.execute("SELECT ts_us FROM frames WHERE ts_us >= ? AND ts_us < ?", between).fetchall()
            newest = max((row[0] for row in rows), default=None)
            assert frames.count_between(db, *between) == (len(rows), newest)
        [(examined, failed)] = db.execute("SELECT sum(error = ''), sum(error <> '') FROM examined").fetchall()
        [text] = coverage.of_processors(db)
        assert (text.examined, text.failed) == (examined, failed)


def test_frames_that_were_examined_without_what_is_needed_do_not_count(tmp_path: Path) -> None:
    told: list[Any] = []
    for number in range(3):
        payload = '{"uia_ref": {"record_id": "u"}}' if number == 0 else "{}"
        at = f"2026-01-01T10:0{number}:00Z"
        told.append(RecordAdmitted("h", "metadata", f"f{number}", frames.FRAME_TYPE, at, "run", payload))
        told.append(FrameExamined(f"f{number}", "uia", 1, 1))
    told.append(RecordAdmitted("h", "metadata", "u", frames.SNAPSHOT_TYPE, None, "run", "{}"))
    folded = [Folding(n, "2026-01-01T00:00:00Z", "R", 0, 1, b"", fact) for n, fact in enumerate(told)]
    with closing(SqliteStore(tmp_path / "facts.db", catalogue.IN_FACTS_DB, GENESIS)) as store:
        store.fold(folded, Position(len(folded), 0, GENESIS))
    with closing(database.open_for_reading(tmp_path / "facts.db", catalogue.IN_FACTS_DB)) as db:
        found = progress.between(db, "uia", -(1 << 62), 1 << 62, snapshots=True)
    assert (found.ready, found.examined, found.failed) == (1, 1, 0)


@pytest.mark.parametrize(
    ("stretch", "parts"),
    [
        ((0, hours.HOUR_US), ((0, 0), (0, 1), (hours.HOUR_US, hours.HOUR_US))),
        ((1, hours.HOUR_US), ((1, hours.HOUR_US), (1, 1), (hours.HOUR_US, hours.HOUR_US))),
        ((-1, 2 * hours.HOUR_US + 5), ((-1, 0), (0, 2), (2 * hours.HOUR_US, 2 * hours.HOUR_US + 5))),
        ((5, 7), ((5, 7), (1, 1), (7, 7))),
    ],
)
def test_stretch_of_time_is_parted_at_whole_hours(
    stretch: tuple[int, int], parts: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
) -> None:
    assert hours.parted(*stretch) == parts
