"""What folds remember is never more than the tables say: however little of it is kept, the views are the same."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import generated
from ledger.dataroot import DataRoot
from ledger.facts import (
    AnyFact,
    Click,
    FrameExamined,
    Gone,
    InputRead,
    Maker,
    Passage,
    RecordAdmitted,
    Span,
    TextEmbedded,
    TextRead,
)
from ledger.head import read_head
from projections import (
    activity,
    catalogue,
    database,
    digests,
    edited,
    engine,
    fronts,
    inputlog,
    lifetimes,
    passages,
    postings,
    recalled,
    runs,
    scenes,
    subjects,
    tallies,
    titles,
)
from projections.digests import digests_of
from projections.engine import Files, SqliteStore
from projections.frames import FRAME_TYPE
from projections.projection import Folding, Position

LITTLE = (
    (lifetimes.Tips, "_MOST_TIPS", 1),
    (lifetimes.Tips, "_MOST_PLACES", 3),
    (fronts.Fronts, "_MOST_CHAINS", 2),
    (fronts.Fronts, "_MOST_CHANGES", 4),
    (passages.Numbers, "_MOST", 50),
    (scenes.Scenes, "_MOST", 2),
    (scenes.Lines, "_MOST", 1),
    (activity.Sequence, "_MOST", 1),
    (recalled.Recalled, "_MOST", 10),
    (recalled.Recalled, "_TOGETHER", 3),
    (subjects.Numbers, "_MOST", 3),
    (tallies.Tallies, "_MOST", 3),
    (runs.Run, "_MOST", 20),
    (runs.Run, "_FIRST", 5),
    (titles.Known, "_MOST", 3),
    (edited.Edited, "_MOST", 1),
    (inputlog.Reads, "_MOST", 2),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataRoot]:
    """A log of two sessions in which Stage 2 tells of all that a screen shows, ranges sealed early."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generated, "SESSION", 120)
        patch.setattr(postings, "RANGE", 128)
        patch.setattr(postings, "FANOUT", 3)
        patch.setattr(passages, "RANGE", 256)
        made = DataRoot(tmp_path_factory.mktemp("generated") / "root")
        generated.generate(made, 240)
        yield made


def folded(root: DataRoot, directory: Path, *ends: int, apart: bool = False) -> dict[str, str]:
    """Fold as far as each of these events, one after the other, as if all was forgotten in between."""
    files, head = Files.inside(directory), read_head(root)
    for until in (*ends, head.size):
        engine.fold_until(root, files, head, until=until, apart=apart)
    return digests_of(files).of


@pytest.fixture(scope="module")
def whole(root: DataRoot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return folded(root, tmp_path_factory.mktemp("whole"))


def test_little_memory_gives_the_same_views(
    root: DataRoot, whole: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for owner, name, most in LITTLE:
        monkeypatch.setattr(owner, name, most)
    assert folded(root, tmp_path) == whole


def facts_of(directory: Path, *facts: AnyFact, together: int = 1_000) -> sqlite3.Connection:
    """Fold facts into tables of facts of their own, so many at once, as if all was forgotten in between."""
    events = [Folding(seq, "2026-01-01T00:00:00Z", "R", 0, 1, b"", fact) for seq, fact in enumerate(facts)]
    for begin in range(0, len(events), together):
        with closing(SqliteStore(directory / "facts.db", catalogue.IN_FACTS_DB, "00" * 32)) as store:
            batch = events[begin : begin + together]
            store.fold(batch, Position(begin + len(batch), 0, "00" * 32))
    return database.open_for_reading(directory / "facts.db", catalogue.IN_FACTS_DB)


def test_vector_that_was_forgotten_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages.Numbers, "_MOST", 2)
    maker, box = Maker("vectors", 1, "model", "digest"), (0, 0, 1, 1)
    told = [TextEmbedded(f"f{at}", maker, "", (Passage(box, digest, "AAAA"),)) for at, digest in enumerate("abcdac")]
    with closing(facts_of(tmp_path, *told)) as db:
        assert [digest for (digest,) in db.execute("SELECT digest FROM vectors ORDER BY id")] == ["a", "b", "c", "d"]
        assert [each for (each,) in db.execute("SELECT vector FROM passages ORDER BY id")] == [1, 2, 3, 4, 1, 3]


def test_end_of_a_chain_that_was_forgotten_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifetimes.Tips, "_MOST_TIPS", 1)
    maker = Maker("text", 1)
    screens = ("left", "right", "third")
    told: list[AnyFact] = [TextRead(f"{screen}0", "ocr", maker) for screen in screens]
    told += [TextRead(f"{screen}1", "ocr", maker, f"{screen}0") for screen in screens]
    told += [FrameExamined(f"{screen}2", "text", 1, 0, f"{screen}1") for screen in screens]
    with closing(facts_of(tmp_path, *told)) as db:
        rows = db.execute("SELECT frame, place FROM chain_frames ORDER BY chain, place").fetchall()
    assert rows == [(f"{screen}{place}", place) for screen in screens for place in range(3)]


@pytest.mark.parametrize("together", [1, 2, 4])
def test_frame_told_of_again_is_known_as_its_rows_have_it(tmp_path: Path, together: int) -> None:
    idle = '{"width": 9, "height": 9, "input_ref": {"idle_seconds": 900}}'
    told: list[AnyFact] = [
        RecordAdmitted("h", "metadata", frame, FRAME_TYPE, at, "R", payload)
        for frame, at, payload in (
            ("undated", "some day", idle),
            ("undated", "2026-01-01T00:00:02Z", "{}"),
            ("twice", "2026-01-01T00:00:04Z", "{}"),
            ("twice", "2026-01-01T00:00:06Z", idle),
        )
    ]
    clicks = (Click("2026-01-01T00:00:05Z", (5, 5), "left"),)
    told += [FrameExamined(frame, "windows", 1, 0) for frame in ("undated", "twice")]
    told += [InputRead("twice", "i", Maker("input", 1), clicks=clicks)]
    with closing(facts_of(tmp_path, *told, together=together)) as db:
        rows = db.execute("SELECT frame, ts_us % 60000000, away FROM activity ORDER BY ts_us").fetchall()
        [inside] = db.execute("SELECT inside FROM input_reads").fetchone()
    assert (rows, inside) == ([("undated", 2_000_000, 1), ("twice", 4_000_000, 1)], 0)


@pytest.mark.parametrize("together", [1, 2, 3])
def test_event_that_ends_what_came_later_ends_nothing(tmp_path: Path, together: int) -> None:
    maker, line = Maker("text", 1), Span((0, 0, 9, 9), "line", 1)
    told = [
        TextRead("f0", "ocr", maker, appeared=(line,)),
        TextRead("f1", "ocr", maker, "f0", (line,), (Gone(0, (0,)), Gone(1, (0,)), Gone(2, (0,)))),
        TextRead("f2", "ocr", maker, "f1", (line,)),
    ]
    with closing(facts_of(tmp_path, *told, together=together)) as db:
        assert db.execute("SELECT seq, gone FROM spans ORDER BY id").fetchall() == [(0, 1), (1, None), (2, None)]


def test_memory_that_is_lost_gives_the_same_views(root: DataRoot, whole: dict[str, str], tmp_path: Path) -> None:
    assert folded(root, tmp_path, *range(50, read_head(root).size, 61)) == whole


def test_views_folded_apart_are_the_same(root: DataRoot, whole: dict[str, str], tmp_path: Path) -> None:
    assert folded(root, tmp_path / "once", apart=True) == whole
    assert folded(root, tmp_path / "twice", 1_000, apart=True) == whole


def test_digests_taken_by_two_processes_are_the_same(
    root: DataRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, head = Files.inside(tmp_path), read_head(root)
    engine.fold_until(root, files, head, apart=True)
    alone = digests_of(files)
    monkeypatch.setattr(digests, "MUCH", 1)
    started: list[str] = []
    real = multiprocessing.get_context

    def context(method: str) -> object:
        started.append(method)
        if len(started) > 1:
            raise OSError("no more processes")
        return real(method)

    monkeypatch.setattr(multiprocessing, "get_context", context)
    assert digests_of(files) == alone
    assert digests_of(files, content=False).of == alone.of  # by one, for no other can be started
    assert len(started) == 2
