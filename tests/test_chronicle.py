"""A chronicle session comes in through the same door as a handoff directory: evidence, media, and the same marker."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from ingest import batches
from ingest.chronicle import ChronicleIngestor
from ingest.chronicle_pb2 import FrameMetaBatch
from ingest.drain import DrainResult, drain
from ingest.marker import parse_marker
from ingest.session_rows import sha256_of
from ingest.timeline import Timeline
from ledger import audit, event
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused
from ledger.facts import AnyFact, BlobAdmitted, BlobDamaged, ChronicleCompleted, ChronicleRefused, RecordAdmitted
from projections import compare
from projections.frames import by_id, undated
from projections.views import Views

ROOT = Path(__file__).resolve().parent.parent
MARKER = "reap_eligible.json"


def ingest(root: Path, session: Path, **options: Any) -> Any:
    return ChronicleIngestor(root, **options).ingest(session)


def drained(root: Path, spool: Path, **options: Any) -> DrainResult:
    return drain(ChronicleIngestor(root), spool, **options)


def refusal(root: Path, session: Path, **options: Any) -> HandoffRefused:
    with pytest.raises(HandoffRefused) as caught:
        ingest(root, session, **options)
    return caught.value


def facts_of(root: Path) -> list[AnyFact]:
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def logs(root: Path) -> tuple[bytes, bytes]:
    return (root / "journal.ndjson").read_bytes(), (root / "ledger.ndjson").read_bytes()


def payloads(root: Path, kind: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(root / "metadata.db")) as db:
        rows = db.execute("SELECT payload FROM metadata WHERE record_type = ? ORDER BY id", (kind,))
        return [json.loads(payload) for (payload,) in rows]


def holds_up(root: Path) -> None:
    assert compare.check(DataRoot(root)).differences == ()
    assert audit.verify(DataRoot(root), blobs="hash").faults == ()


# ---------------------------------------------------------------- what was recorded


def test_recorded_session_is_taken_in_whole_and_the_incomplete_one_left_alone(corpus: Path, tmp_path: Path) -> None:
    spool, root = tmp_path / "spool", tmp_path / "root"
    shutil.copytree(corpus / "chronicle", spool)
    truth = json.loads((corpus / "truth" / "chronicle.json").read_text())
    whole, half = (next(each for each in truth if each["complete"] == is_complete) for is_complete in (True, False))
    before = {path.relative_to(spool): path.read_bytes() for path in spool.rglob("*") if path.is_file()}
    result = drained(root, spool)
    assert [Path(each.handoff_root).name for each in result.results] == [whole["session"]]
    assert [Path(each.handoff_root).name for each in result.waiting] == [half["session"]]
    assert result.errors == ()
    markers = {path: path.read_bytes() for path in spool.glob(f"*/{MARKER}")}
    assert [path.parent.name for path in markers] == [whole["session"]]
    marker = parse_marker(next(iter(markers.values())))
    assert marker is not None
    assert marker.counts["frames"] == len(whole["corpus_frames"])
    kept = {path.relative_to(root / "media" / "chronicle"): path.read_bytes()
            for path in root.glob("media/**/*") if path.is_file()}  # fmt: skip
    assert kept == {path: data for path, data in before.items() if path.parts[0] == whole["session"]}
    identity = whole["session"].removeprefix("session_")
    for number, name in enumerate(whole["corpus_frames"]):
        record = f"{identity}/evidence.capture.frame/{number}"
        with Views(DataRoot(root)) as views:
            frame = by_id(views.facts, record)
        assert frame is not None
        assert frame.blob is not None
        expected = json.loads((corpus / "truth" / "frames" / f"{name}.json").read_text())
        assert hashlib.sha256((root / frame.blob).read_bytes()).hexdigest() == frame.content_hash
        assert frame.captured_at[:19] == expected["ts_utc"][:19]
    holds_up(root)
    log = logs(root)
    assert drained(root, spool).skipped_marked == 1
    assert drained(root, spool, include_marked=True).results[0].already_ingested
    next(iter(markers)).unlink()
    assert drained(root, spool).results[0].already_ingested
    assert {path: path.read_bytes() for path in markers} == markers
    assert logs(root) == log


# ---------------------------------------------------------------- what a session says


def test_every_field_of_the_table_arrives(hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path) -> None:
    built = chronicler.session(tmp_path, hypervisor)
    result = ingest(tmp_path / "root", built.write())
    assert result.marker
    identity = chronicler.ID
    first, second, third = payloads(tmp_path / "root", "evidence.capture.frame")
    picture = built.pictures["frames/frame_000001.png"]
    assert second == {
        "schema_version": 1, "record_type": "evidence.capture.frame", "run_id": identity,
        "ts_utc": "2026-02-26T09:05:01.000000Z", "time_source": "qpc", "backend": "dxgi", "monitor_index": "mon0",
        "blob_path": f"media/chronicle/session_{identity}/frames/frame_000001.png",
        "content_hash": hashlib.sha256(picture).hexdigest(), "width": 96, "height": 60,
        "desktop_rect": {"x": -96, "y": 10, "w": 96, "h": 60},
        "input_batch_ref": {"record_id": f"{identity}/evidence.input.batch/1"},
        "detections_ref": {"record_id": f"{identity}/evidence.chronicle.detections/1"},
        "chronicle": {
            "session_id": identity, "frame_index": "1", "qpc_ticks": "880010000000", "width": 96, "height": 60,
            "pixel_format": "PIXEL_FORMAT_BGRA8", "desktop_rect": {"x": -96, "y": 10, "w": 96, "h": 60},
            "dirty_rects": [{"x": 1, "y": 2, "w": 3, "h": 4}, {"x": 5, "y": 6, "w": 7, "h": 8}],
            "dpi": {"scale_x": 1.5, "scale_y": 1.25, "dpi_x": 144, "dpi_y": 120, "monitor_id": "mon0"},
            "artifact_path": "frames/frame_000001.png", "sha256": second["chronicle"]["sha256"],
        },
    }  # fmt: skip
    zero, one, two, rest = payloads(tmp_path / "root", "evidence.input.batch")
    # Up to each frame, its own moment included; there is a batch also where nothing happened.
    assert [each["event_count"] for each in (zero, one, two, rest)] == [0, 2, 1, 1]
    assert one["counts"] == {"control": 1, "mouse": 1}
    assert one["events"][0] == {
        "session_id": identity, "qpc_ticks": "880005000000", "device_id": "device-a", "type": "INPUT_EVENT_TYPE_MOUSE",
        "mouse": {"x": 5, "y": -6, "delta_x": -1, "delta_y": 2, "buttons": 3, "wheel_delta": -120},
    }  # fmt: skip
    assert one["events"][1]["control"] == {"action": "pause", "payload_json": '{"blob_path": "../../etc/passwd"}'}
    assert two["events"][0]["generic_hid"] == {"usage_page": 13, "usage": 4, "payload": "AP8="}
    assert (one["start_ts_utc"], one["end_ts_utc"]) == ("2026-02-26T09:05:00.500000Z", "2026-02-26T09:05:01.000000Z")
    (detected, *_) = payloads(tmp_path / "root", "evidence.chronicle.detections")
    assert detected["chronicle"]["elements"] == [
        {"element_id": "e1", "type": "UI_ELEMENT_TYPE_BUTTON", "bbox": {"x": -90, "y": 12, "w": 30, "h": 10},
         "confidence": 0.5, "label": "Save", "text": "Größe", "parent_id": "e0"}
    ]  # fmt: skip
    (said,) = payloads(tmp_path / "root", "evidence.chronicle.session")
    assert json.loads(said["manifest"]) == built.manifest
    assert {each["name"] for each in said["files"]} == {
        "manifest.json", "meta/frames.pb.zst", "meta/input.pb.zst", "meta/detections.pb.zst",
    }  # fmt: skip
    assert (first["ts_utc"], third["ts_utc"]) == ("2026-02-26T09:05:00.000000Z", "2026-02-26T09:05:02.000000Z")
    assert result.counts["stage1_input_frames_missing_count"] == 0
    holds_up(tmp_path / "root")


def test_movements_are_counted_and_what_is_done_is_told(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    """A mouse says a thousand times a second that it moved. Pressing, letting go and the wheel are events."""
    built = chronicler.session(tmp_path, hypervisor, frames=1)
    start = chronicler.START_TICKS
    states = [(0, 0)] * 5_000 + [(1, 0)] + [(1, 0)] * 50 + [(0, 0), (0, 120)] + [(0, 0)] * 10
    built.events = [chronicler.mouse(n, start + 1 + n, *state) for n, state in enumerate(states)]
    built.events += [chronicler.hid(n, start + 10_000 + n) for n in range(1_200)]
    assert ingest(tmp_path / "root", built.write()).marker
    _, rest = payloads(tmp_path / "root", "evidence.input.batch")
    assert rest["event_count"] == len(states) + 1_200
    assert rest["counts"] == {"generic_hid": 1_200, "mouse": len(states)}
    assert rest["movements"] == len(states) - 3
    assert [each["mouse"].get("buttons", 0) for each in rest["events"][:3]] == [1, 0, 0]
    assert (len(rest["events"]), rest["events_not_told"]) == (1_000, 203)


def as_json_dict(kind: str, built: Any, texts: bool) -> dict[str, Any]:
    whole: Callable[[int], Any] = str if texts else int
    return {
        "items": [
            {"frame_index": whole(number), "qpcTicks" if texts else "qpc_ticks": whole(880_000_000_000 + number),
             "width": 96, "artifact_path": path, "unknown": [1], "sha256": hashlib.sha256(picture).hexdigest()}
            for number, (path, picture) in enumerate(built.pictures.items())
        ]
    } if kind == "frames" else {"items": []}  # fmt: skip


@pytest.mark.parametrize("form", ["sized", "unsized", "plain", "two streams", "dict", "list", "packed list"])
def test_messages_are_read_in_every_form(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path, form: str
) -> None:
    built = chronicler.session(tmp_path, hypervisor)

    def two(raw: bytes) -> bytes:
        return bytes(chronicler.unsized(raw[: len(raw) // 2]) + chronicler.sized(raw[len(raw) // 2 :]))

    built.write(
        {"two streams": two, "unsized": chronicler.unsized, "plain": chronicler.plain}.get(form, chronicler.sized)
    )
    if form in ("dict", "list", "packed list"):
        for kind in ("frames", "input", "detections"):
            value = as_json_dict(kind, built, texts=form == "dict")
            raw = b"\n \t" + json.dumps(value if form == "dict" else value["items"]).encode()
            packed = chronicler.sized(raw) if form == "packed list" else raw
            (built.root / "meta" / f"{kind}.pb.zst").write_bytes(packed)
    assert ingest(tmp_path / "root", built.root).marker
    found = payloads(tmp_path / "root", "evidence.capture.frame")
    assert [each["content_hash"] for each in found] == [
        hashlib.sha256(picture).hexdigest() for picture in built.pictures.values()
    ]
    assert [each["chronicle"].get("frame_index", "0") for each in found] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("timeline", "ticks", "unix_ns", "expected"),
    [
        ((10_000_000, 50, 1_000_000_000), 10_000_050, 0, ("1970-01-01T00:00:02.000000Z", "qpc")),
        ((10_000_000, 50, 1_000_000_000), 10_000_050, 9_000_000_000, ("1970-01-01T00:00:02.000000Z", "qpc")),
        ((10_000_000, 0, 1_000_000_000), 0, 0, ("1970-01-01T00:00:01.000000Z", "qpc")),
        ((3, 10, 1_000_000_000), 11, 0, ("1970-01-01T00:00:01.333333Z", "qpc")),
        ((10_000_000, 50, 1_000_000_000), 0, 3_000_000_000, ("1970-01-01T00:00:03.000000Z", "unix_ns")),
        ((0, 0, 0), 0, 3_000_000_000, ("1970-01-01T00:00:03.000000Z", "unix_ns")),
        ((10_000_000, 50, 0), 99, 3_000_000_000, ("1970-01-01T00:00:03.000000Z", "unix_ns")),
        ((10_000_000, 50, 0), 99, 0, (None, "unknown")),
        ((0, 0, 1_000_000_000), 0, 0, (None, "unknown")),
        ((1, 1, 1_000_000_000), 2**62, 0, (None, "unknown")),
        ((10_000_000, 20_000_000, 5_000_000_000), 10_000_000, 0, ("1970-01-01T00:00:04.000000Z", "qpc")),
    ],
)
def test_time_is_the_counters_then_the_wall_clocks_then_unknown(
    timeline: tuple[int, int, int], ticks: int, unix_ns: int, expected: tuple[str | None, str]
) -> None:
    assert tuple(Timeline(*timeline).when(ticks, unix_ns)) == expected


@given(st.tuples(*[st.integers(-(2**63), 2**63 - 1)] * 3), *[st.integers(-(2**63), 2**63 - 1)] * 2)
def test_no_time_makes_reading_fail(timeline: tuple[int, int, int], ticks: int, unix_ns: int) -> None:
    when = Timeline(*timeline).when(ticks, unix_ns)
    assert (when.ts_utc is None) == (when.source == "unknown")


def test_frame_whose_time_is_unknown_is_kept_and_said_to_be(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    built = chronicler.session(tmp_path, hypervisor)
    built.manifest["start_unix_ns"] = "0"
    result = ingest(tmp_path / "root", built.write())
    assert result.marker
    assert result.counts["frames_without_time"] == 3
    assert {each["time_source"] for each in payloads(tmp_path / "root", "evidence.capture.frame")} == {"unknown"}
    with Views(DataRoot(tmp_path / "root")) as views:
        assert undated(views.facts, f"{chronicler.ID}/evidence.capture.frame/0") == (None,)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(b"", None), (b"\0" * 31, None), (bytes(range(32)), bytes(range(32)).hex()), (b"\xff" * 48, None)],
)
def test_hash_is_read_only_where_it_is_one(stated: bytes, expected: str | None) -> None:
    assert sha256_of(stated) == expected


# ---------------------------------------------------------------- what is broken, or hostile


def _picture(path: str) -> Callable[[Any, ModuleType], None]:
    def change(built: Any, chronicler: ModuleType) -> None:
        built.frames[1] = chronicler.frame(1, built.pictures["frames/frame_000001.png"], path)

    return change


def _meta(name: str, data: bytes | None) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        path = root / "meta" / f"{name}.pb.zst"
        path.unlink()
        if data is not None:
            path.write_bytes(data)

    return change


def _manifest(text: str | None) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / "manifest.json").unlink()
        if text is not None:
            (root / "manifest.json").write_text(text)

    return change


def _linked(name: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        elsewhere = root.parent / "elsewhere"
        (root / name).rename(elsewhere)
        (root / name).symlink_to(elsewhere)

    return change


def _overwritten(data: bytes) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / "frames" / "frame_000001.png").write_bytes(data)

    return change


def _cut(root: Path) -> None:
    path = root / "meta" / "frames.pb.zst"
    path.write_bytes(path.read_bytes()[:-7])


def _bomb(root: Path) -> None:
    """Some kilobytes that would be gigabytes."""
    packer = zstandard.ZstdCompressor(level=1, write_content_size=False).compressobj()
    data = b"".join(packer.compress(bytes(1 << 24)) for _ in range(80)) + packer.flush()
    (root / "meta" / "frames.pb.zst").write_bytes(data)


def _many(data: bytes, before: bytes = b"") -> Callable[[Path], None]:
    """Some kilobytes that would be gigabytes once they are parsed: messages that say nothing."""
    whole = data * (batches.MOST_MESSAGES + 1)
    return _meta("frames", zstandard.ZstdCompressor().compress(before + whole))


_MAGIC = b"\x28\xb5\x2f\xfd"
_LENGTH_OF_MANY = b"\x82\x80\x80\x04"  # 2 (2^22 + 1) bytes
_ODD = b'{"items": [{"width": "x"}]}'
BROKEN: dict[str, tuple[str, Callable[[Path], None]]] = {
    "no manifest": ("chronicle_manifest_missing", _manifest(None)),
    "a manifest that is no JSON": ("chronicle_manifest_unreadable", _manifest("{")),
    "a manifest that is a list": ("chronicle_manifest_unreadable", _manifest("[]")),
    "a manifest of odd types": ("chronicle_manifest_unreadable", _manifest('{"schema_version": [1]}')),
    "a manifest of another version": ("chronicle_version_unknown", _manifest('{"schema_version": "chronicle/v1"}')),
    "no frames": ("chronicle_meta_missing", _meta("frames", None)),
    "a link for frames": ("chronicle_meta_missing", _linked("meta/frames.pb.zst")),
    "frames that are noise": ("chronicle_meta_unreadable", _meta("frames", b"\xff" * 99)),
    "frames that are a stream of noise": ("chronicle_meta_unreadable", _meta("frames", _MAGIC + b"\xff" * 99)),
    "frames cut short": ("chronicle_meta_unreadable", _cut),
    "frames that are a bomb": ("chronicle_meta_too_large", _bomb),
    "frames that are many nothings": ("chronicle_meta_too_large", _many(b"\n\0")),
    "frames whose tags have another spelling": ("chronicle_meta_too_large", _many(b"\x8a\x00\x80\x00")),
    "a frame of many rectangles": ("chronicle_meta_too_large", _many(b"\x4a\0", b"\n" + _LENGTH_OF_MANY)),
    "frames that are many empty objects": ("chronicle_meta_too_large", _many(b"{},", b"[")),
    "frames that are JSON of another kind": ("chronicle_meta_unreadable", _meta("frames", _ODD)),
    "frames that are broken JSON": ("chronicle_meta_unreadable", _meta("frames", b'{"items": [')),
    "frames that are deep JSON": ("chronicle_meta_unreadable", _meta("frames", b"[" * 100_000)),
    "input that is noise": ("chronicle_meta_unreadable", _meta("input", b"\xff" * 99)),
    "a picture that is gone": ("media_missing", lambda root: (root / "frames/frame_000001.png").unlink()),
    "a picture that is empty": ("media_empty", _overwritten(b"")),
    "a picture that is another": ("content_hash_mismatch", _overwritten(b"x")),
    "a link for a picture": ("unsafe_media_path", _linked("frames/frame_000001.png")),
    "a link for the frames' folder": ("unsafe_media_path", _linked("frames")),
    "an encrypted picture": ("encrypted_handoff", _overwritten(b"ACNXBLOB1\0")),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_session_is_refused_by_name_and_the_rest_is_drained(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path, name: str
) -> None:
    spool, root = tmp_path / "outer" / "spool", tmp_path / "root"
    good, bad = (
        chronicler.session(spool, hypervisor, identity=identity).write() for identity in ("0" * 8, chronicler.ID)
    )
    reason, breaking = BROKEN[name]
    breaking(bad)
    result = drained(root, spool)
    assert [(each.name, Path(each.handoff_root)) for each in result.errors] == [(reason, bad)]
    assert [Path(each.handoff_root) for each in result.results] == [good]
    assert not (bad / MARKER).exists()
    assert not (root / "media" / "chronicle" / bad.name).exists() or not [
        path for path in (root / "media" / "chronicle" / bad.name).rglob("*") if path.is_file()
    ]
    facts = facts_of(root)
    assert [fact.reason for fact in facts if isinstance(fact, ChronicleRefused)] == [reason]
    assert not [fact for fact in facts if isinstance(fact, RecordAdmitted | BlobAdmitted) and fact.handoff == bad.name]
    log = logs(root)
    drained(root, spool)
    assert logs(root) == log
    holds_up(root)


def test_messages_within_others_are_counted(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = chronicler.session(tmp_path, hypervisor).write()
    # Three frames, each with its place, two rectangles and the resolution of the screen.
    monkeypatch.setattr(batches, "MOST_MESSAGES", 15)
    assert len(batches.read_batch(session / "meta" / "frames.pb.zst", FrameMetaBatch).items) == 3
    monkeypatch.setattr(batches, "MOST_MESSAGES", 14)
    with pytest.raises(HandoffRefused, match="more than 14 messages"):
        batches.read_batch(session / "meta" / "frames.pb.zst", FrameMetaBatch)


@pytest.mark.parametrize(
    "path",
    [
        "../../secret.png", "frames/../../secret.png", "/etc/passwd", "C:\\Windows\\secret.png", "\\\\host\\share\\x",
        "frames//frame_000001.png", "./frames/frame_000001.png", "frames/fr\0ame.png", "..",
    ],
)  # fmt: skip
def test_picture_elsewhere_is_never_read(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path, path: str
) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    built = chronicler.session(tmp_path / "spool", hypervisor)
    _picture(path)(built, chronicler)
    assert refusal(tmp_path / "root", built.write()).reason == "unsafe_media_path"
    assert not (tmp_path / "root" / "media").exists()
    assert not (built.root / MARKER).exists()


def test_picture_without_a_path_has_the_name_of_its_number(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    built = chronicler.session(tmp_path, hypervisor)
    _picture("")(built, chronicler)
    assert ingest(tmp_path / "root", built.write()).marker
    assert payloads(tmp_path / "root", "evidence.capture.frame")[1]["blob_path"].endswith("/frames/frame_000001.png")


def test_damaged_picture_is_taken_as_damaged_where_that_is_asked_for_and_healed(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    built = chronicler.session(tmp_path, hypervisor)
    root, path = tmp_path / "root", built.write() / "frames" / "frame_000001.png"
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"?")
    for mode in ("copy", "copy"):
        result = ingest(root, built.root, mode=mode, hash_mismatch="record")
        assert not result.marker
        assert result.errors[0].startswith(f"damaged: {chronicler.ID}/evidence.capture.frame/1: ")
    assert len([fact for fact in facts_of(root) if isinstance(fact, BlobDamaged)]) == 1
    record = f"{chronicler.ID}/evidence.capture.frame/1"
    with Views(DataRoot(root)) as views:
        frame = by_id(views.facts, record)
    assert frame is not None
    assert frame.blob is None
    path.write_bytes(good)
    assert ingest(root, built.root, mode="copy").marker
    with Views(DataRoot(root)) as views:
        frame = by_id(views.facts, record)
    assert frame is not None
    assert frame.blob is not None
    assert (root / frame.blob).read_bytes() == good
    holds_up(root)


# ---------------------------------------------------------------- the process, and the code it is made of


def test_session_without_its_last_file_waits(hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path) -> None:
    built = chronicler.session(tmp_path / "spool", hypervisor)
    built.write(complete=False)
    before = sorted(path for path in tmp_path.rglob("*"))
    assert [each.name for each in drained(tmp_path / "root", tmp_path / "spool").waiting] == ["handoff_in_use"]
    assert sorted(path for path in tmp_path.rglob("*")) == before
    (built.root / "COMPLETE.json").touch()
    assert drained(tmp_path / "root", tmp_path / "spool").results[0].marker


def test_chronicle_command_tells_what_it_did_and_loads_nothing_heavy(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    chronicler.session(tmp_path / "spool", hypervisor).write()
    program = (
        "import json, sys, cli\n"
        "code = cli.run(sys.argv[1:])\n"
        "print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)"
    )
    words = ["chronicle", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    command = [sys.executable, "-c", program, *words]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    code, loaded = json.loads(ended.stderr.splitlines()[-1])
    assert code == 0
    assert json.loads(ended.stdout)["results"][0]["marker"]
    assert {"numpy", "cv2", "onnxruntime", "pyvips", "PIL", "httpx", "socket", "ssl"}.isdisjoint(loaded)
    (completed,) = [fact for fact in facts_of(tmp_path / "root") if isinstance(fact, ChronicleCompleted)]
    raw = (tmp_path / "spool" / completed.handoff / "manifest.json").read_bytes()
    assert completed.manifest_sha256 == hashlib.sha256(raw).hexdigest()


def test_generated_code_is_what_the_proto_gives() -> None:
    ran = subprocess.run([sys.executable, "tools/proto.py", "--check"], cwd=ROOT, check=False)
    assert ran.returncode == 0, "ingest/chronicle_pb2.py is out of date: run `make proto`"


def test_sockets_and_pipes_in_a_session_are_left_aside(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    built = chronicler.session(tmp_path, hypervisor)
    built.write()
    os.mkfifo(built.root / "frames" / "pipe.png")
    (built.root / "frames" / "frame_000003.png.tmp").write_bytes(b"half")
    assert ingest(tmp_path / "root", built.root).marker
    (completed,) = [fact for fact in facts_of(tmp_path / "root") if isinstance(fact, ChronicleCompleted)]
    assert completed.ignored == ("frames/frame_000003.png.tmp (temporary)", "frames/pipe.png (fifo)")
