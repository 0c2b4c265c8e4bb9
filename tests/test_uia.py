"""What Windows itself told of a screen: three records of each frame, or a reason why there are none."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.drain import drain
from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from ledger.facts import ElementSeen
from processors.batch import Batch, BatchReport
from processors.findings import Subject, Unfit
from processors.idle import OpenGate
from processors.uia import UiaProcessor
from projections import compare, observed, snapshot
from projections.snapshot import Place
from projections.views import Views

Json = dict[str, Any]
Program = Callable[..., subprocess.CompletedProcess[str]]
KINDS = ["obs.uia.context", "obs.uia.focus", "obs.uia.operable"]


def run(root: Path, **options: Any) -> BatchReport:
    return Batch(DataRoot(root), [UiaProcessor()], OpenGate(), **options).run()


def records_of(root: Path) -> dict[str, Json]:
    """The three kinds of records by their ids."""
    with closing(sqlite3.connect(root / "metadata.db")) as db:
        rows = db.execute(
            "SELECT id, record_type, ts_utc, run_id, payload FROM metadata WHERE record_type LIKE 'obs.uia.%'"
        ).fetchall()
    found = {}
    for record, kind, ts_utc, run_id, text in rows:
        fields = found[record] = json.loads(text)
        assert (fields["record_type"], fields["ts_utc"], fields["run_id"]) == (kind, ts_utc, run_id)
        assert text == json.dumps(fields, sort_keys=True)
    return found


@pytest.fixture
def handoff(hypervisor: ModuleType, tmp_path: Path) -> Any:
    return hypervisor.build(tmp_path / "handoff", frames=2)


def change(handoff: Any, record: str, changed: Callable[[Json], None]) -> None:
    """Write another payload for a row of a handoff directory."""
    with closing(sqlite3.connect(handoff.root / "metadata.db")) as db, db:
        (text,) = db.execute("SELECT payload FROM metadata WHERE id = ?", (record,)).fetchone()
        fields = json.loads(text)
        changed(fields)
        db.execute("UPDATE metadata SET payload = ? WHERE id = ?", (json.dumps(fields, sort_keys=True), record))


def frames_of(handoff: Any) -> list[str]:
    return sorted(handoff.frames)


def looked_at(handoff: Any, root: Path) -> BatchReport:
    HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    return run(root)


# ---------------------------------------------------------------- the records


def test_frame_has_three_records_with_the_fields_of_the_page(handoff: Any, tmp_path: Path) -> None:
    looked_at(handoff, tmp_path / "root")
    found = records_of(tmp_path / "root")
    assert sorted(fields["record_type"] for fields in found.values()) == sorted(KINDS * 2)
    frame = frames_of(handoff)[1]
    of_frame = {fields["record_type"]: fields for fields in found.values() if fields["source_record_id"] == frame}
    assert sorted(of_frame) == KINDS
    told = of_frame["obs.uia.operable"]
    width, height = (json.loads(handoff.rows[frame])[side] for side in ("width", "height"))
    node = {
        "eid": "b", "role": "Button", "name": "Save", "aid": "", "class": "", "bbox": [70, 40, 88, 50],
        "bbox_norm_bp": [700_000 // width, 400_000 // height, 880_000 // width, 500_000 // height],
        "enabled": True, "offscreen": False,
    }  # fmt: skip
    title = json.loads(handoff.rows[frame])["window_ref"]["window"]["title"]
    link = json.loads(handoff.rows[frame])["uia_ref"]
    assert json.loads(told["text"]) == {
        "kind": "obs.uia.operable", "window_title": title, "window_pid": 77, "hwnd": "0x101", "nodes": [node],
    }  # fmt: skip
    assert told["text"] == json.dumps(json.loads(told["text"]), sort_keys=True, separators=(",", ":"))
    event = told.pop("event")
    assert event.startswith("journal:")
    assert {key: value for key, value in told.items() if key not in ("text", "meta", "ts_utc", "run_id")} == {
        "schema_version": 1, "record_type": "obs.uia.operable", "source_record_id": frame,
        "source_record_type": "evidence.capture.frame", "doc_kind": "obs.uia.operable",
        "provider_id": "builtin.processing.sst.uia_context", "stage": "index.text", "confidence_bp": 8500,
        "bboxes": [[70, 40, 88, 50]], "uia_record_id": link["record_id"], "uia_content_hash": link["content_hash"],
        "hwnd": "0x101", "window_title": title, "window_pid": 77,
    }  # fmt: skip
    assert told["meta"]["uia_section"] == "operable"
    assert told["meta"]["uia_node_count"] == 1
    assert told["meta"]["uia_nodes"] == [node]
    assert told["meta"]["uia_stats"] == {"walk_ms": 3, "nodes_emitted": 3, "failures": 0}


def test_id_of_a_record_is_the_one_that_the_page_gives() -> None:
    given = "run1/derived.sst.text/extra/rid_dWlhLXJ1bjEvZXZpZGVuY2UudWlhLnNuYXBzaG90LzEtZm9jdXMtMA"
    assert observed.record_id("run1", "run1/evidence.uia.snapshot/1", "focus", 0) == given


def test_empty_section_has_a_record_with_the_box_of_the_whole_frame(handoff: Any, tmp_path: Path) -> None:
    for record in handoff.rows:
        if ".uia." in record:
            change(handoff, record, lambda fields: fields.update(context_peers=[], operables=None))
    looked_at(handoff, tmp_path / "root")
    found = records_of(tmp_path / "root").values()
    assert sorted(fields["record_type"] for fields in found) == sorted(KINDS * 2)
    size = [json.loads(handoff.rows[frames_of(handoff)[0]])[side] for side in ("width", "height")]
    for fields in found:
        is_empty = fields["record_type"] != "obs.uia.focus"
        assert fields["meta"]["uia_placeholder_bbox"] is is_empty
        assert (fields["bboxes"] == [[0, 0, *size]]) is is_empty


def test_sections_are_cut_at_their_caps_and_say_what_was_left_out(handoff: Any, tmp_path: Path) -> None:
    def many(fields: Json) -> None:
        node = fields["operables"][0]
        for name in ("focus_path", "context_peers", "operables"):
            fields[name] = [node | {"eid": str(number)} for number in range(200)]

    for record in handoff.rows:
        if ".uia." in record:
            change(handoff, record, many)
    looked_at(handoff, tmp_path / "root")
    made = records_of(tmp_path / "root")
    assert made
    for fields in made.values():
        cap = {"obs.uia.focus": 64, "obs.uia.context": 96, "obs.uia.operable": 128}[fields["record_type"]]
        assert len(fields["bboxes"]) == len(json.loads(fields["text"])["nodes"]) == cap
        assert fields["meta"]["uia_nodes_left_out"] == 200 - cap


def test_frames_that_share_a_snapshot_have_records_of_their_own(handoff: Any, tmp_path: Path) -> None:
    first = json.loads(handoff.rows[frames_of(handoff)[0]])["uia_ref"]
    change(handoff, frames_of(handoff)[1], lambda fields: fields.update(uia_ref=first))
    looked_at(handoff, tmp_path / "root")
    found = records_of(tmp_path / "root")
    assert len(found) == 6
    assert {fields["source_record_id"] for fields in found.values()} == set(frames_of(handoff))
    run(tmp_path / "root", force=True)
    again = records_of(tmp_path / "root")
    assert {name: fields["source_record_id"] for name, fields in again.items()} == {
        name: fields["source_record_id"] for name, fields in found.items()
    }


def test_recorded_frames_have_their_records_and_the_rest_has_reasons(corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus / "handoff", tmp_path / "spool")
    root = tmp_path / "root"
    drain(HandoffIngestor(root), tmp_path / "spool")
    report = run(root)
    found = records_of(root)
    with Views(DataRoot(root)) as views:
        made, reasons = observed.standing(views.records)
        sizes = {name: (w, h) for name, w, h in views.facts.execute("SELECT id, width, height FROM frames")}
    assert len(found) == 3 * made
    assert made > 80
    assert made + sum(reasons.values()) == report.examined
    assert reasons == report.reasons
    for fields in found.values():
        width, height = sizes[fields["source_record_id"]]
        for x0, y0, x1, y1 in fields["bboxes"]:
            assert 0 <= x0 < x1 <= width
            assert 0 <= y0 < y1 <= height
    assert compare.check(DataRoot(root)).differences == ()


# ---------------------------------------------------------------- what is not fit


FRAME: Json = {
    "uia_ref": {"record_id": "r/uia/1", "content_hash": "ab"}, "width": 100, "height": 80,
}  # fmt: skip
SNAPSHOT: Json = {
    "record_id": "r/uia/1", "content_hash": "ab", "ts_utc": "2026-03-01T12:00:00Z", "hwnd": "0x101",
    "window": {"title": "Draft", "pid": 7}, "operables": [{"role": "Button", "name": "Go", "rect": [1, 1, 9, 9]}],
}  # fmt: skip
NOON_US = 1_772_366_400_000_000


def subject(frame: Json, told: Json, at_us: int = NOON_US) -> Subject:
    return Subject("f", None, told, (0, 0), (100, 80), frame, at_us)


@pytest.mark.parametrize(
    ("frame", "told", "reason"),
    [
        ({"uia_ref": {"record_id": "r/uia/1"}}, {}, "uia_hash_missing"),
        ({}, {"content_hash": None}, "uia_hash_missing"),
        ({}, {"ts_utc": "noon"}, "uia_time_missing"),
        ({}, {"hwnd": ""}, "uia_hwnd_missing"),
        ({}, {"hwnd": "0x0"}, "uia_hwnd_missing"),
        ({}, {"hwnd": 0}, "uia_hwnd_missing"),
        ({}, {"window": {"title": "Draft", "pid": 0}}, "uia_pid_missing"),
        ({}, {"window": {"title": "Draft", "pid": True}}, "uia_pid_missing"),
        ({}, {"window": {"title": "", "pid": 7}}, "uia_title_missing"),
        ({"width": None}, {}, "frame_size_missing"),
        ({}, {"operables": []}, "uia_boxes_missing"),
        ({}, {"operables": [{"role": "Button", "rect": [9, 1, 1, 9]}]}, "uia_boxes_missing"),
        ({}, {"operables": [{"role": "Button", "rect": [200, 1, 300, 9]}]}, "uia_boxes_missing"),
        ({}, {"operables": [{"role": "Button", "rect": [1, 1, 9, 9], "offscreen": True}]}, "uia_boxes_missing"),
    ],
)
def test_snapshot_that_lacks_something_is_read_and_the_lack_is_told(frame: Json, told: Json, reason: str) -> None:
    found = UiaProcessor().examine(subject(FRAME | frame, SNAPSHOT | told), None)
    assert found.lacking == (reason,)
    assert bool(found.facts) is (reason != "uia_boxes_missing")


@pytest.mark.parametrize(
    ("frame", "told", "at_us", "reason"),
    [
        ({}, {"record_id": "r/uia/2"}, NOON_US, "uia_record_mismatch"),
        ({"uia_ref": {"record_id": "r/uia/1", "content_hash": "cd"}}, {}, NOON_US, "uia_hash_mismatch"),
        ({}, {}, NOON_US + 600_000_001, "uia_time_apart"),
        ({}, {}, NOON_US - 600_000_001, "uia_time_apart"),
        ({}, {"ts_utc": None, "unix_ms_utc": 1}, NOON_US, "uia_time_apart"),
    ],
)
def test_snapshot_of_another_frame_is_not_read(frame: Json, told: Json, at_us: int, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        UiaProcessor().examine(subject(FRAME | frame, SNAPSHOT | told, at_us), None)
    assert refused.value.name == reason


def test_snapshot_that_is_fit_is_read_whole() -> None:
    found = UiaProcessor().examine(subject(FRAME, SNAPSHOT, NOON_US + 600_000_000), None)
    assert found.lacking == ()
    assert len(found.facts) == 1


def test_every_reason_is_one_that_is_documented() -> None:
    page = (Path(snapshot.__file__).parents[1] / "docs" / "contracts.md").read_text(encoding="utf-8")
    assert [reason for reason in (*snapshot.FOREIGN, *snapshot.WANTING) if f"`{reason}`" not in page] == []


def test_reasons_are_told_by_the_batch_and_by_status(handoff: Any, tmp_path: Path, autocapture: Program) -> None:
    root = tmp_path / "root"
    snapshots = sorted(record for record in handoff.rows if ".uia." in record)
    change(handoff, snapshots[0], lambda fields: fields.update(hwnd=""))
    change(handoff, snapshots[1], lambda fields: fields.update(content_hash="0" * 64))
    report = looked_at(handoff, root)
    assert (report.examined, report.failed) == (1, 1)
    assert report.reasons == {"uia_hash_mismatch": 1, "uia_hwnd_missing": 1}
    assert records_of(root) == {}
    told = json.loads(autocapture("status", "--json", "--data-dir", root).stdout)
    assert told["uia"] == {"frames_with_records": 0, "frames_without": report.reasons}
    words = autocapture("status", "--no-json", "--data-dir", root).stdout
    assert "uia hash mismatch (1), uia hwnd missing (1)" in words


def test_state_of_a_node_is_told_once_with_all_its_words() -> None:
    node = {"role": "Edit", "name": "Search", "rect": [1, 1, 9, 9]}
    told = SNAPSHOT | {"focus_path": [{"role": "Window", "rect": [0, 0, 99, 79]}, node], "operables": [node]}
    [fact] = UiaProcessor().examine(subject(FRAME, told), None).facts
    assert isinstance(fact, ElementSeen)
    seen = {(each.role, each.state) for each in fact.appeared}
    assert seen == {("Window", ()), ("Edit", ("focused",))}


def test_place_of_a_node_is_clipped_to_the_frame() -> None:
    told = SNAPSHOT | {"operables": [{"role": "Pane", "rect": [-50, -50, 5000, 5000]}]}
    place = Place((-10, -20), (100, 80))
    [node] = snapshot.nodes_of(told, place)
    assert node.box == (0, 0, 100, 80)
