"""Typing and clicking: counted as the records tell, once each, by window and minute; what they do not tell is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from projections import input as view
from projections.input import Counts
from projections.payload import Record
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

SAMPLE = Path(__file__).parent / "sample" / "handoff"
NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)
ALL = (0, 1 << 62)


def row(kind: str, **fields: Any) -> Record:
    return Record(kind, None, None, fields)


def test_summary_of_the_sidecar_counts_keys_and_mouse() -> None:
    told = row("derived.input.summary", counts={"key": 66, "mouse": 2}, start_ts_utc="1970-01-01T00:00:01Z")
    assert view.counts_of(told) == Counts(66, 2, 1_000_000, None)


def test_session_without_keys_says_nothing_of_them() -> None:
    told = row("evidence.input.batch", counts={"mouse": 40, "control": 1}, movements=37, not_recorded=["key"])
    assert view.counts_of(told) == Counts(None, 3, None, None)


def test_session_in_which_nothing_happened_counts_none() -> None:
    assert view.counts_of(row("evidence.input.batch", counts={}, movements=0, not_recorded=["key"])) == Counts(
        None, 0, None, None
    )


@pytest.mark.parametrize(
    "fields",
    [{}, {"counts": None}, {"counts": []}, {"counts": {"key": "66"}}, {"counts": {"key": True}}, {"event_count": 3}],
)
def test_what_counts_nothing_is_no_tally(fields: dict[str, Any]) -> None:
    assert view.counts_of(row("derived.input.summary", **fields)) is None


def test_other_records_are_no_input() -> None:
    assert view.counts_of(row("evidence.window.meta", counts={"key": 1})) is None


def test_older_frame_counts_for_itself() -> None:
    frame = row("evidence.capture.frame", input_ref={"counts": {"key": 71, "mouse": 0}, "last_ts_utc": "x"})
    assert view.own_counts(frame) == Counts(71, 0, None, None)
    assert view.own_counts(row("evidence.capture.frame", input_ref={"record_id": "r", "counts": {"key": 1}})) is None


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Three recorded sessions, nothing of them looked at."""
    base = tmp_path_factory.mktemp("input")
    for directory in sorted(SAMPLE.iterdir()):
        shutil.copytree(directory, base / "spool" / directory.name)
        HandoffIngestor(base / "data").ingest_handoff_dir(base / "spool" / directory.name)
    with Views(DataRoot(base / "data")) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


def test_windows_and_minutes_add_up_to_the_records(views: Views) -> None:
    (keys, mouse) = views.facts.execute("SELECT sum(keys), sum(mouse) FROM inputs").fetchone()
    assert keys > 0
    windows = view.by_window(views.facts, *ALL)
    minutes = view.by_minute(views.facts, *ALL)
    assert sum(each.keys or 0 for each in windows) == sum(told[2] or 0 for told in minutes) == keys
    assert sum(each.mouse or 0 for each in windows) == sum(told[3] or 0 for told in minutes) == mouse


def test_record_that_two_frames_name_counts_once(tmp_path: Path, hypervisor: ModuleType) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=3)
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    with Views(DataRoot(tmp_path / "data")) as views:
        (records,) = views.facts.execute("SELECT count(*) FROM inputs").fetchone()
        (linked,) = views.facts.execute("SELECT count(DISTINCT input) FROM frame_inputs").fetchone()
        assert sum(each.records for each in view.by_window(views.facts, *ALL)) == min(records, linked)


@pytest.mark.parametrize(
    "question",
    [
        "how many keystrokes on 19 March?",
        "what was my typing speed yesterday",
        "how much did I type yesterday?",
    ],
)
def test_typing_is_summed_up_and_cited(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    keys = sum(each.keys or 0 for each in view.by_window(views.facts, *_day(19)))
    assert answer.summary.startswith(f"{keys:,} keys, ")
    assert "Which keys they were is not recorded." in answer.summary
    for claim in answer.claims:
        located = views.event(int(claim.citations[0].event.split(":")[1]))
        assert located.place.leaf.hex() == claim.citations[0].leaf
        assert claim.citations[0].text.split()[0].encode() in located.line


def _day(day: int) -> tuple[int, int]:
    start = int(datetime(2026, 3, day, tzinfo=UTC).timestamp()) * 1_000_000
    return start, start + 86_400_000_000


def test_clicks_are_told_first_where_they_are_asked_for(views: Views) -> None:
    assert asked(views, "how many mouse clicks on March 4").summary.split(",")[0].endswith(("event", "events"))


def test_typing_in_one_window_is_told_apart(views: Views) -> None:
    answer = asked(views, "how many keys did I press in psql")
    assert answer.state == "ok"
    assert all("psql" in claim.text for claim in answer.claims)


def test_typing_in_a_window_that_never_was_is_not_found(views: Views) -> None:
    assert asked(views, "how many keystrokes in Photoshop").state == "not_found"


def test_which_keys_they_were_is_still_not_recorded(views: Views) -> None:
    assert asked(views, "which keys did I press yesterday?").state == "not_recorded"
