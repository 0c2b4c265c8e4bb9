"""Which markers a drain relies on: those that say the truth about what lies beside them now."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.chronicle import ChronicleIngestor
from ingest.drain import DrainResult, drain
from ingest.handoff import HandoffIngestor
from ingest.shipment import Shipment
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused, SetBack
from ledger.log import Log
from projections import compare

Program = Callable[..., subprocess.CompletedProcess[str]]
MARKER = "reap_eligible.json"
OLD: dict[str, Any] = {
    "schema": "autocapture.handoff.reap_eligible.v1",
    "ingested_at_utc": "2026-02-20T19:40:01Z",
    "ingest_run_id": "ingest_20260220T194001Z",
    "counts": {"metadata_rows_copied": 12, "media_files_linked": 3, "media_files_copied": 0, "bytes_ingested": 900},
}


def drained(root: Path, spool: Path) -> DrainResult:
    return drain(HandoffIngestor(root), spool)


def taken(result: DrainResult) -> tuple[int, int]:
    """How many directories were looked at and marked, and how many left alone."""
    assert result.errors == ()
    return sum(each.marker for each in result.results), result.skipped_marked


def rows_in(root: Path) -> set[str]:
    with closing(sqlite3.connect(root / "metadata.db")) as db:
        return {record for (record,) in db.execute("SELECT id FROM metadata")}


def add_row(handoff: Path, record: str) -> None:
    with closing(sqlite3.connect(handoff / "metadata.db")) as db, db:
        db.execute("INSERT INTO metadata (id, payload) VALUES (?, '{}')", (record,))


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("when", ["before", "after"])
def test_row_that_comes_while_the_marker_is_written_is_never_older_than_it(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, again: bool
) -> None:
    """Before the last look it is seen by that; after it, by the next drain: there is no moment between."""
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    if again:
        assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    look = Shipment.check_unchanged

    def looking(shipment: Shipment) -> None:
        monkeypatch.undo()
        if when == "after":
            look(shipment)
        add_row(handoff, "late/0")
        time.sleep(0.05)
        if when == "before":
            look(shipment)

    monkeypatch.setattr(Shipment, "check_unchanged", looking)
    if when == "before":
        with pytest.raises(HandoffRefused, match="changed while it was being read"):
            HandoffIngestor(tmp_path / "root").ingest(handoff)
        assert not (handoff / MARKER).exists()
    else:
        assert HandoffIngestor(tmp_path / "root").ingest(handoff).marker
    assert sorted(path.name for path in handoff.glob(".*")) == []
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    assert "late/0" in rows_in(tmp_path / "root")


@pytest.mark.parametrize("name", ["activity/activity_signal.json", "activity_signal.json", "READY"])
def test_signals_of_the_moment_do_not_make_a_marked_directory_new(
    hypervisor: ModuleType, tmp_path: Path, name: str
) -> None:
    """The sidecar writes its signal many times a second: nothing came with it."""
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    (handoff / "activity").mkdir()
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    marker = (handoff / MARKER).stat()
    for _ in range(2):
        fresh = handoff / f"{name}.tmp"
        fresh.write_text('{"user_active": true}')
        fresh.rename(handoff / name)
        assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)
    assert (handoff / MARKER).stat().st_mtime_ns == marker.st_mtime_ns


def test_file_beside_the_media_that_is_written_on_is_taken_in_again(hypervisor: ModuleType, tmp_path: Path) -> None:
    """No name in its folder changes: the file itself is looked at."""
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    (handoff / "hid" / "raw").mkdir(parents=True)
    log = handoff / "hid" / "raw" / "events.log"
    log.write_bytes(b"one\n")
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    with log.open("ab") as stream:
        stream.write(b"two\n")
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    kept = {path.read_bytes() for path in (tmp_path / "root" / "media").rglob("*") if path.is_file()}
    assert {b"one\n", b"one\ntwo\n"} <= kept
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)


@pytest.mark.parametrize("where", ["media", "hid"])
@pytest.mark.parametrize("how", ["moved", "copied", "synced"])
def test_folder_that_comes_whole_with_its_old_times_is_taken_in(
    hypervisor: ModuleType, tmp_path: Path, how: str, where: str
) -> None:
    """As `mv`, `cp -a` and `rsync -a` bring it: only its change of place is newer than the marker."""
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    (handoff / where).mkdir(exist_ok=True)
    folder = tmp_path / "elsewhere" / "2026"
    (folder / "02").mkdir(parents=True)
    (folder / "02" / "late.png").write_bytes(b"late")
    for each in (folder / "02" / "late.png", folder / "02", folder, handoff / where):
        os.utime(each, (time.time() - 60, time.time() - 60))
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    times = (handoff / where).stat()
    if how == "moved":
        folder.rename(handoff / where / folder.name)
    else:
        subprocess.run(["cp", "-a", str(folder), str(handoff / where)], check=True)
    if how == "synced":
        os.utime(handoff / where, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    assert [path.read_bytes() for path in (tmp_path / "root" / "media").rglob("late.png")] == [b"late"]
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)


def test_messages_of_a_session_that_are_written_on_are_taken_in_again(
    hypervisor: ModuleType, chronicler: ModuleType, tmp_path: Path
) -> None:
    session = chronicler.session(tmp_path / "spool", hypervisor).write()
    longer = chronicler.session(tmp_path / "longer", hypervisor, frames=5).write()
    ingestor, spool = ChronicleIngestor(tmp_path / "root"), tmp_path / "spool"
    assert taken(drain(ingestor, spool)) == (1, 0)
    assert taken(drain(ingestor, spool)) == (0, 1)
    for number in (3, 4):
        name = f"frames/frame_{number:06}.png"
        shutil.copyfile(longer / name, session / name)
    (session / "meta" / "frames.pb.zst").write_bytes((longer / "meta" / "frames.pb.zst").read_bytes())
    assert taken(drain(ingestor, spool)) == (1, 0)
    assert f"{chronicler.ID}/evidence.capture.frame/4" in rows_in(tmp_path / "root")
    (session / "meta" / "input.pb.zst").write_bytes((longer / "meta" / "input.pb.zst").read_bytes())
    assert taken(drain(ingestor, spool)) == (1, 0)
    # A writer that takes its last file back is not done any more.
    (session / "COMPLETE.json").unlink()
    (session / "frames" / "frame_000005.png").write_bytes(b"half")
    assert [each.name for each in drain(ingestor, spool).waiting] == ["handoff_in_use"]
    assert not (session / MARKER).exists()


def test_marker_of_a_clock_that_was_ahead_hides_nothing_that_comes(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    drained(tmp_path / "root", tmp_path / "spool")
    os.utime(handoff / MARKER, (time.time() + 3600,) * 2)
    add_row(handoff, "late/0")
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    assert "late/0" in rows_in(tmp_path / "root")
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)


def test_clock_of_ours_that_is_behind_the_disks_costs_nothing(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spool on another machine has that machine's clock: by that one the marker is of the past."""
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    drained(tmp_path / "root", tmp_path / "spool")
    names = sorted(path.name for path in (tmp_path / "spool").iterdir())
    behind = time.time_ns() - 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: behind)
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)
    assert sorted(path.name for path in (tmp_path / "spool").iterdir()) == names
    add_row(handoff, "late/0")
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)


@pytest.mark.parametrize(
    ("destination", "retry", "left_alone"),
    [
        ("root", {}, False),  # nothing in our log says that it is in care
        ("another", {}, True),
        ("another", {"stage1_uia_frames_missing_count": 1}, False),
        ("another", {"stage1_missing_retention_marker_count": 2}, False),
        ("another", {"stage1_uia_frames_missing_count": 0}, True),
    ],
)
def test_marker_of_an_older_program_counts_where_it_speaks_of_another_destination(
    hypervisor: ModuleType, tmp_path: Path, destination: str, retry: dict[str, int], left_alone: bool
) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    counts = {**OLD["counts"], **retry}
    old = {**OLD, "counts": counts, "handoff_root": str(handoff), "dest_data_root": str(tmp_path / destination)}
    (handoff / MARKER).write_text(json.dumps(old, sort_keys=True, indent=2))
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == ((0, 1) if left_alone else (1, 0))
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)
    if not left_alone:
        assert "run1/evidence.capture.frame/0" in rows_in(tmp_path / "root")


def test_file_of_any_length_in_the_place_of_a_marker_is_none(hypervisor: ModuleType, tmp_path: Path) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "h").root
    (handoff / MARKER).touch()
    os.truncate(handoff / MARKER, 1 << 40)
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (1, 0)
    assert (handoff / MARKER).stat().st_size < 10_000
    assert taken(drained(tmp_path / "root", tmp_path / "spool")) == (0, 1)


def test_dataroot_that_was_begun_anew_takes_in_what_is_still_there(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    root, spool = tmp_path / "root", tmp_path / "spool"
    hypervisor.build(spool / "h")
    drained(root, spool)
    shutil.rmtree(root)
    assert autocapture("init", "--data-dir", root).returncode == 0
    drained(root, tmp_path / "none")
    told = json.loads(autocapture("status", "--data-dir", root, "--spool-root", spool, "--json").stdout)
    assert [each["waiting"] for each in told["stage1"]["spools"] if each["spool_root"] == str(spool)] == [["h"]]
    assert taken(drained(root, spool)) == (1, 0)
    assert "run1/evidence.capture.frame/0" in rows_in(root)
    assert compare.check(DataRoot(root)).differences == ()
    # Another DataRoot beside it is not asked for what this one has in care.
    assert taken(drained(tmp_path / "second", spool)) == (0, 1)


@pytest.mark.parametrize("grows", [False, True])
def test_log_that_was_restored_from_a_backup_withdraws_the_markers_that_it_lost(
    hypervisor: ModuleType, tmp_path: Path, grows: bool
) -> None:
    root, spool = tmp_path / "root", tmp_path / "spool"
    hypervisor.build(spool / "early", run="early")
    drained(root, spool)
    shutil.copytree(root, tmp_path / "backup")
    late = hypervisor.build(spool / "late", run="late")
    drained(root, spool)
    shutil.rmtree(root)
    (tmp_path / "backup").rename(root)
    if not grows:
        with pytest.raises(SetBack):  # the writer says so; until somebody answers, nothing may be deleted
            drained(root, spool)
        assert [path.parent.name for path in spool.glob(f"*/{MARKER}")] == ["early"]
    for note in Path(os.environ["AUTOCAPTURE_KEY_DIR"]).glob("*.seen"):
        note.unlink()
    if grows:  # the log is longer than the one that granted the marker, and still does not know of it
        other = hypervisor.build(tmp_path / "other" / "other", run="other", frames=30)
        assert taken(drained(root, other.root.parent)) == (1, 0)
    assert taken(drained(root, spool)) == (1, 1)
    assert set(late.rows) <= rows_in(root)
    assert compare.check(DataRoot(root)).differences == ()


def damage_its_grant(root: Path, handoff: Path) -> None:
    """Flip a bit in the line of the journal that granted the marker of a directory."""
    at = json.loads((handoff / MARKER).read_text())["integrity"]["journal_size"]
    lines = (root / "journal.ndjson").read_bytes().splitlines(keepends=True)
    assert b"system.marker.granted" in lines[at]
    lines[at] = lines[at].replace(b"ingest_", b"ingesu_", 1)
    (root / "journal.ndjson").write_bytes(b"".join(lines))


def test_marker_whose_line_is_damaged_stops_nothing_else(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path
) -> None:
    root, spool = tmp_path / "root", tmp_path / "spool"
    known = hypervisor.build(spool / "known", run="known").root
    drained(root, spool)
    hypervisor.build(spool / "later", run="later")  # behind whose line no writer looks
    drained(root, spool)
    damage_its_grant(root, known)
    marker = (known / MARKER).stat()
    new = hypervisor.build(spool / "new", run="new").root
    words = ("handoff", "drain", "--spool-root", spool, "--quiet", "0", "--data-dir", root)
    assert autocapture(*words, "--fail-fast").returncode == 3
    assert not (new / MARKER).exists()
    ended = autocapture(*words)
    assert ended.returncode == 3
    told = json.loads(ended.stdout)
    assert [(each["handoff_root"], each["name"]) for each in told["errors"]] == [(str(known), "damaged")]
    assert "autocapture audit verify" in told["errors"][0]["error"]
    assert [each["marker"] for each in told["results"]] == [True]
    assert "new/evidence.capture.frame/0" in rows_in(root)
    assert (known / MARKER).stat().st_mtime_ns == marker.st_mtime_ns

    ended = autocapture("status", "--json", "--data-dir", root)
    assert ended.returncode in (0, 1), ended.stderr
    (standing,) = json.loads(ended.stdout)["stage1"]["spools"]
    assert (standing["waiting"], standing["marked"]) == ([], 2)
    assert standing["problem"].startswith("The marker in known cannot be checked. Line ")
    ended = autocapture("status", "--data-dir", root)
    assert "nothing is waiting, 2 marked for deletion. The marker in known cannot be checked." in ended.stdout
    assert "The marker in known" in autocapture("doctor", "--data-dir", root).stdout

    # What comes later is not deleted on a marker that nobody can vouch for.
    add_row(known, "late/0")
    assert [each.marker for each in drained(root, spool).results] == [True]
    assert "late/0" in rows_in(root)


def test_marker_whose_line_cannot_be_read_stops_nothing_else(
    hypervisor: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that fails where an old line lies."""
    root, spool = tmp_path / "root", tmp_path / "spool"
    for name in ("known", "later"):
        hypervisor.build(spool / name, run=name)
        drained(root, spool)
    hypervisor.build(spool / "new", run="new")
    read = Log.read

    def failing(log: Log, offset: int, length: int) -> bytes:
        found = read(log, offset, length)
        if b'"system.marker.granted"' in found and str(spool / "known").encode() in found and found.count(b"\n") == 1:
            raise OSError(errno.EIO, "Input/output error")
        return found

    monkeypatch.setattr(Log, "read", failing)
    done = drained(root, spool)
    assert [(Path(each.handoff_root).name, each.name, each.exit_code) for each in done.errors] == [
        ("known", "damaged", 3)
    ]
    assert [each.marker for each in done.results] == [True]
