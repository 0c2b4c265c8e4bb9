"""Logs of single presses and clicks: bursts over records, what lay under a click, what is not recorded."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType
from typing import Any

import pytest

from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from ledger.facts import Burst, Click, InputRead
from processors import inputlog
from processors.batch import Batch
from processors.findings import Given, Subject, Unfit
from processors.idle import Presence
from processors.registry import chosen
from projections import compare
from projections import input as tally
from projections import inputlog as view
from projections.views import Views
from query.ask import ask

ALL = (0, 1 << 62)
NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)
SAMPLE = Path(__file__).parent / "sample" / "handoff"
WRITTEN = "2026-03-05T09:00:{:09.6f}Z"


def log_of(*events: dict[str, Any]) -> bytes:
    texts = [json.dumps(event).encode() for event in events]
    return b"INPT1" + b"".join(struct.pack(">I", len(text)) + text for text in texts)


def key(second: float, **more: Any) -> dict[str, Any]:
    return {"kind": "key", "ts_utc": WRITTEN.format(second), **more}


def mouse(second: float, **more: Any) -> dict[str, Any]:
    return {"kind": "mouse", "ts_utc": WRITTEN.format(second), "button": "Button.left", **more}


def read(*given: Given, origin: tuple[int, int] = (0, 0)) -> Sequence[InputRead]:
    subject = Subject("frame", origin=origin, size=(100, 100), input_records=given)
    facts = inputlog.InputLogProcessor().examine(subject, None).facts
    return [fact for fact in facts if isinstance(fact, InputRead)]


def test_pause_ends_a_burst() -> None:
    [fact] = read(Given("r", {}, log_of(key(1), key(1.5), key(3.5), key(5.6))))
    assert fact.bursts == (
        Burst(WRITTEN.format(1), WRITTEN.format(3.5), 3),
        Burst(WRITTEN.format(5.6), WRITTEN.format(5.6), 1),
    )


def test_which_key_it_was_is_not_told() -> None:
    [fact] = read(Given("r", {}, log_of(key(1, key="'s'"), key(2, key="Key.enter"))))
    assert b"'s'" not in json.dumps([str(fact)]).encode()
    assert fact.bursts[0].keys == 2


def test_click_is_one_press_in_pixels_of_the_frame() -> None:
    log = log_of(mouse(1, pressed=True, x=30, y=40), mouse(1.1, pressed=False, x=30, y=40))
    [fact] = read(Given("r", {}, log), origin=(20, 10))
    assert fact.clicks == (Click(WRITTEN.format(1), (10, 30), "left"),)


def test_click_without_a_place_says_so() -> None:
    [fact] = read(Given("r", {}, log_of({"kind": "mouse", "ts_utc": WRITTEN.format(1)})))
    assert fact.clicks == (Click(WRITTEN.format(1), None, ""),)


def test_events_of_a_chronicle_session_are_read_from_their_record() -> None:
    at = int(datetime(2026, 3, 5, 9, 0, 1, tzinfo=UTC).timestamp()) * 10**9
    events = [
        {"unix_ns": str(at), "type": "MOUSE", "mouse": {"x": 5, "y": 6, "buttons": 1}},
        {"unix_ns": str(at), "type": "MOUSE", "mouse": {"x": 5, "y": 6, "buttons": 3}},
        {"unix_ns": str(at), "type": "MOUSE", "mouse": {"x": 5, "y": 6}},
    ]
    [fact] = read(Given("r", {"events": events, "events_not_told": 4}))
    assert [(click.button, click.point) for click in fact.clicks] == [("left", (5, 6)), ("right", (5, 6))]
    assert fact.left_out == 4


@pytest.mark.parametrize(
    ("log", "bursts", "lacking"),
    [
        (log_of(key(1))[:-3], 0, ("input_log_cut",)),
        (log_of(key(1)) + b"\0\0", 1, ("input_log_cut",)),
        (log_of(key(1)) + struct.pack(">I", 1 << 31) + b"x", 1, ("input_log_cut",)),
        (b"INPT1", 0, ()),
    ],
)
def test_log_that_is_cut_is_read_as_far_as_it_goes(log: bytes, bursts: int, lacking: tuple[str, ...]) -> None:
    findings = inputlog.InputLogProcessor().examine(Subject("frame", input_records=(Given("r", {}, log),)), None)
    assert findings.lacking == lacking
    assert sum(len(fact.bursts) for fact in findings.facts if isinstance(fact, InputRead)) == bursts


def test_event_that_is_not_understood_is_counted() -> None:
    broken = b"{no json"
    log = log_of(key(1), {"kind": "scroll"}) + struct.pack(">I", len(broken)) + broken
    [fact] = read(Given("r", {}, log))
    assert fact.left_out == 2


def test_file_of_another_kind_is_no_log() -> None:
    with pytest.raises(Unfit):
        read(Given("r", {}, b"\x89PNG"))


class AlwaysIdle:
    """A gate that is open."""

    def presence(self) -> Presence:
        return Presence(True, "")


def looked_at(data: Path, *names: str) -> DataRoot:
    root = DataRoot(data)
    report = Batch(root, chosen(names), AlwaysIdle(), require_idle=False).run()
    assert not report.failed
    return root


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory, recorded: Path) -> Iterator[Views]:
    """Recorded sessions whose logs and UI Automation snapshots were looked at."""
    data = tmp_path_factory.mktemp("inputlog") / "data"
    for directory in sorted(recorded.iterdir()):
        HandoffIngestor(data).ingest_handoff_dir(directory)
    with Views(looked_at(data, "uia", "windows", "inputlog")) as opened:
        yield opened


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spool = tmp_path_factory.mktemp("spool")
    for directory in sorted(SAMPLE.iterdir()):
        shutil.copytree(directory, spool / directory.name)
    return spool


def test_bursts_add_up_to_the_keys_that_records_count(views: Views) -> None:
    (keys,) = views.facts.execute("SELECT sum(keys) FROM inputs").fetchone()
    found = view.bursts(views.facts, *ALL)
    assert sum(burst.keys for burst in found) == keys > 0
    assert all(burst.speed is None or burst.speed > 0 for burst in found)


def test_record_that_no_frame_names_belongs_to_the_next_frame(tmp_path: Path, hypervisor: ModuleType) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=3)
    with sqlite3.connect(handoff.root / "metadata.db") as db:
        [table] = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE name IN ('metadata', 'records')")
        ]
        (payload,) = db.execute(
            f"SELECT payload FROM {table} WHERE payload LIKE '%derived.input.summary%' "
            "AND payload LIKE '%start_ts%' ORDER BY ts_utc LIMIT 1"
        ).fetchone()
        fields = {**json.loads(payload), "counts": {"key": 7, "mouse": 0}}
        for name in ("log_id", "log_blob_path", "content_hash", "payload_hash"):
            fields.pop(name, None)
        columns = (fields["record_type"], fields["ts_utc"], fields["run_id"])
        db.execute(
            f"INSERT INTO {table} (id, payload, record_type, ts_utc, run_id) VALUES (?, ?, ?, ?, ?)",
            ("run/unnamed/1", json.dumps(fields), *columns),
        )
    db.close()
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    with Views(DataRoot(tmp_path / "data")) as opened:
        (plain,) = opened.facts.execute(
            "SELECT sum(keys) FROM inputs WHERE id IN (SELECT input FROM frame_inputs)"
        ).fetchone()
        assert sum(each.keys or 0 for each in tally.by_window(opened.facts, *ALL)) == plain + 7
        owners = [
            frame
            for (frame,) in opened.facts.execute("SELECT id FROM frames")
            if any(given.record == "run/unnamed/1" for given in tally.of_frame(opened.facts, frame))
        ]
        assert len(owners) == 1


def test_click_tells_what_lay_under_it(tmp_path: Path, hypervisor: ModuleType) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=3)
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    with Views(looked_at(tmp_path / "data", "uia", "windows", "inputlog")) as opened:
        clicks = view.clicks(opened.facts, *ALL)
        assert clicks
        click = clicks[-1]
        assert click.point == (9, 9)
        under = view.under(opened.facts, click.shown or click.frame, (75, 45))
        assert (under.role, under.label, under.told) == ("Button", "Save", "uia")
        answer = ask(opened, "what did I click on?", now=NOW, zone=UTC)
        assert answer.state == "ok"
        assert all(claim.citations for claim in answer.claims)
        assert len(answer.claims) == min(len(clicks), 8)


def test_click_is_given_away_with_its_record_and_log(
    tmp_path: Path, hypervisor: ModuleType, autocapture: Callable[..., CompletedProcess[str]]
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=2)
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    root = looked_at(tmp_path / "data", "uia", "windows", "inputlog")
    with Views(root) as opened:
        seq, record = opened.facts.execute("SELECT seq, record FROM input_reads ORDER BY seq LIMIT 1").fetchone()
        (log,) = opened.facts.execute("SELECT log FROM inputs WHERE id = ?", (record,)).fetchone()
    given = autocapture("export", "--event", f"journal:{seq}", "--out", tmp_path / "bag", "--data-dir", root.path)
    assert given.returncode == 0, given.stderr
    assert autocapture("export", "verify", tmp_path / "bag").returncode == 0
    packed = [path.read_bytes() for path in (tmp_path / "bag").rglob("*") if path.is_file()]
    assert (root.path / log).read_bytes() in packed


def test_speed_of_typing_is_told_from_bursts(views: Views) -> None:
    answer = ask(views, "how fast did I type?", now=NOW, zone=UTC)
    assert "bursts of typing" in answer.summary


FAR = (1 << 63) - 1
"""The largest number that is taken for one."""


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("evidence.capture.frame", {"desktop_rect": [-FAR, FAR, 0, 0]}),
        ("derived.input.summary", {"events_not_told": FAR, "events": [{"kind": "unheard of"}]}),
        ("derived.input.summary", {"counts": {"key": FAR, "mouse": FAR}, "movements": -FAR}),
        ("derived.input.summary", {"counts": {"key": -FAR, "mouse": -1}}),
        ("derived.input.summary", {"events": [{"mouse": {"buttons": 1}, "unix_ns": "9" * 5000}]}),
    ],
    ids=["corner", "not told", "many", "fewer than none", "digits"],
)
def test_numbers_that_nothing_has_break_no_view(
    tmp_path: Path, hypervisor: ModuleType, kind: str, fields: dict[str, Any]
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=4)
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        for record, told in handoff.rows.items():
            if f"/{kind}/" in record:
                row = json.dumps({**json.loads(told), **fields})
                db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (row, record))
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    root = looked_at(tmp_path / "data", "uia", "windows", "inputlog")
    with Views(root) as opened:
        for asked in (tally.by_window, tally.by_minute, view.clicks, view.left_out):
            asked(opened.facts, *ALL)
        assert all((each.keys or 0) + (each.mouse or 0) < 100 for each in tally.by_window(opened.facts, *ALL))
    assert compare.check(root).differences == ()


def test_half_a_letter_in_a_log_is_told_as_a_sign_that_journals_can_hold(
    tmp_path: Path, hypervisor: ModuleType
) -> None:
    handoff = hypervisor.build(tmp_path / "handoff", frames=2)
    logs = [path for path, data in handoff.media.items() if data.startswith(b"INPT1")]
    data = log_of(mouse(1, button="Button.\ud83d"))
    for path in logs:
        (handoff.root / path).write_bytes(data)
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        for record, told in handoff.rows.items():
            if "/derived.input.summary/" in record and "log_id" in told:
                row = json.dumps({**json.loads(told), "content_hash": hashlib.sha256(data).hexdigest()})
                db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (row, record))
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    with Views(looked_at(tmp_path / "data", "inputlog")) as opened:
        assert [click.button for click in view.clicks(opened.facts, *ALL)] == ["\ufffd"] * len(logs)
    assert logs
