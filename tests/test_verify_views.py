"""Verifying views with the log, naming the citations that a fault touches, and showing a DataRoot as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, commits, merkle, tiles
from ledger.dataroot import DataRoot
from ledger.errors import ReadOnly
from ledger.head import read_head
from ledger.writer import Writer
from processors.batch import Batch
from processors.idle import OpenGate
from processors.uia import UiaProcessor
from projections import compare, engine, tiles_watch
from projections.digests import digests_of
from projections.engine import Files, catch_up
from projections.tiles import read_tile
from projections.views import Views

Run = Callable[..., subprocess.CompletedProcess[str]]
MOMENT = ("--now", "2026-03-20T17:45:00Z", "--tz", "UTC")


@pytest.fixture(scope="module")
def story(hypervisor: ModuleType, program: list[str], home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two directories in care, their UIA snapshots looked at, and no key: the tests copy and only read it."""
    base = tmp_path_factory.mktemp("story")
    for run in ("a", "b"):
        hypervisor.build(base / "spool" / run, run=run, frames=6)
    words = [*program, "handoff", "drain", "--spool-root", str(base / "spool"), "--data-dir", str(base / "root")]
    subprocess.run(words, capture_output=True, check=True)
    Batch(DataRoot(base / "root"), [UiaProcessor()], OpenGate()).run()
    return base / "root"


@pytest.fixture
def root(story: Path, tmp_path: Path) -> DataRoot:
    shutil.copytree(story, tmp_path / "root")
    return DataRoot(tmp_path / "root")


def answers(autocapture: Run, root: DataRoot) -> list[str]:
    told = []
    for words in (("query", "Save"), ("show", "frame", "a/evidence.capture.frame/1"), ("show", "event", "journal:30")):
        moment = () if words[1] == "event" else MOMENT
        told.append(autocapture(*words, *moment, "--data-dir", root.path).stdout)
    return told


# ---------------------------------------------------------------- tiles


def test_tile_that_was_changed_is_named_and_the_log_is_not(autocapture: Run, root: DataRoot) -> None:
    for path in sorted(
        path for path in (root.index / "tiles").rglob("*") if path.is_file() and path.parent.parent.name != "index"
    ):
        if path.name == "position":
            continue
        data = path.read_bytes()
        for changed in (data[:-1] + bytes([data[-1] ^ 1]), data[:-32], b""):
            path.write_bytes(changed)
            told = autocapture("audit", "verify", "--json", "--data-dir", root.path)
            report = json.loads(told.stdout)
            assert (told.returncode, report["state"], report["faults"]) == (9, "intact", []), path
            assert [fault["file"] for fault in report["views"]] == [path.relative_to(root.path).as_posix()]
            assert report["mends"] == ["autocapture rebuild"]
        path.unlink()
        assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 9
        path.write_bytes(data)
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 0


def test_inner_tiles_follow_from_those_below(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [70_000])
    catch_up(root)
    directory = Files.of(root).tiles
    follow = tiles_watch.watch(directory)
    assert follow is not None
    assert audit.verify(root, watch=follow, jobs=2).views == ()
    assert tiles_watch.inner_faults(directory) == ()
    inner = [
        path
        for path in directory.rglob("*")
        if path.is_file() and path.relative_to(directory).parts[:2] in {("tile", "1"), ("tile", "2")}
    ]
    assert len(inner) >= 3
    for path in inner:
        data = path.read_bytes()
        path.write_bytes(data[:5] + bytes([data[5] ^ 4]) + data[6:])
        found = [fault.file for fault in tiles_watch.inner_faults(directory)]
        path.write_bytes(data)
        assert f"index/tiles/{path.relative_to(directory).as_posix()}" in found
    leaf = directory / "tile" / "0" / "100"
    data = leaf.read_bytes()
    leaf.write_bytes(data[:64] + bytes(32) + data[96:])
    for jobs in (1, 2):
        (fault,) = audit.verify(root, watch=follow, jobs=jobs).views
        assert (fault.file, fault.seq, fault.last) == ("index/tiles/tile/0/100", 25_600, 25_855)


def test_position_of_the_tiles_that_is_lost_or_damaged_is_a_fault_of_the_view(autocapture: Run, root: DataRoot) -> None:
    path = Files.of(root).tiles / "position"
    good = path.read_text()
    version, seq, offset, head = good.split()
    for bad in (
        "",
        good[:-10],
        f"9 {seq} {offset} {head}\n",
        f"{version} {int(seq) - 1} {offset} {head}\n",
        f"{version} {10**17} {offset} {head}\n",
        f"{version} {seq} {int(offset) - 1} {head}\n",
        f"{version} {seq} {offset} {head[::-1]}\n",
        f"{version} 0 {offset} {head}\n",
        good + " " * (1 << 20),
    ):
        path.write_text(bad)
        told = autocapture("audit", "verify", "--json", "--data-dir", root.path)
        report = json.loads(told.stdout)
        assert (told.returncode, report["state"]) == (9, "intact"), bad
        assert "index/tiles/position" in [fault["file"] for fault in report["views"]]
        assert autocapture("audit", "verify", "--range", "0:5", "--data-dir", root.path).returncode == 9
    path.write_bytes(b"\xff")
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 9
    path.unlink()
    told = autocapture("audit", "verify", "--data-dir", root.path)
    assert (told.returncode, "index/tiles/position cannot be read: No such file" in told.stdout) == (9, True)
    path.write_text(good)
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 0
    # A first making that was stopped before anything was made: nothing is there that could be wrong.
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 0


def test_nobody_waits_for_tiles_and_keys_that_are_no_files(autocapture: Run, root: DataRoot) -> None:
    directory = Files.of(root).tiles
    os.mkfifo(root.keys / "a.vkey")
    (root.keys / "b.vkey").symlink_to("/dev/zero")
    data = ("--data-dir", root.path)
    assert autocapture("audit", "verify", *data, timeout=20).returncode == 0
    out = root.path.with_name("then")
    assert autocapture("audit", "replay", "--until", "journal:5", "--out", out, *data, timeout=20).returncode == 0
    tiles = [path for path in directory.rglob("*") if path.is_file()]
    assert len(tiles) >= 2
    for path in tiles:
        data_before = path.read_bytes()
        for make in (os.mkfifo, lambda place: place.symlink_to("/dev/zero")):
            path.unlink()
            make(path)
            file = path.relative_to(root.path).as_posix()
            told = autocapture("audit", "verify", *data, timeout=20)
            assert (told.returncode, file in told.stdout) == (9, True), told
            proof = autocapture("audit", "prove", "journal:5", "--out", out / "x", *data, timeout=20)
            assert proof.returncode == 9, proof
        path.unlink()
        path.write_bytes(data_before)


def test_tiles_that_went_on_meanwhile_are_no_finding(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [300])
    catch_up(root)
    directory = Files.of(root).tiles
    follow = tiles_watch.watch(directory)
    assert follow is not None
    with Views(root) as views:
        reader = views.tiles
        logs.commit(root, range(40))
        catch_up(root)
        assert not (directory / tiles.hash_tile_path(0, 1, 301 - 256)).exists()
        assert audit.verify(root, watch=follow).views == ()
        assert reader.node_at(5, 8) == merkle.subtree(tiles.split(read_tile(directory, 301, 0, 1))[:32])
    logs.commit(root, range(400))
    catch_up(root)
    assert audit.verify(root, watch=follow).views == ()
    tile = directory / tiles.hash_tile_path(0, 1)
    data = tile.read_bytes()
    tile.write_bytes(bytes(32) + data[32:])
    assert [fault.file for fault in audit.verify(root, watch=follow).views] == ["index/tiles/tile/0/001.p/45"]


def test_views_that_are_not_there_are_no_finding(autocapture: Run, root: DataRoot) -> None:
    shutil.rmtree(root.index)
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 0


# ---------------------------------------------------------------- projections


def test_rows_that_the_log_does_not_give_are_found_and_nothing_is_changed(
    autocapture: Run, logs: ModuleType, root: DataRoot
) -> None:
    words = ("audit", "verify", "--projections", "--data-dir", root.path)
    good = autocapture(*words)
    assert (good.returncode, "Equal" in good.stdout) == (0, True)
    with closing(sqlite3.connect(root.derived / "facts.db")) as db, db:
        db.execute("UPDATE elements SET label = 'Delete' WHERE id = (SELECT min(id) FROM elements)")
    before = logs.found(root)
    bad = autocapture(*words, "--json")
    told = json.loads(bad.stdout)
    assert (bad.returncode, told["exit_code"], told["state"]) == (9, 9, "intact")
    assert [each["projection"] for each in told["projections"]["differences"]] == ["elements"]
    # One thing has one code, whichever verb finds it.
    for others in (("rebuild", "--check"), ("audit", "replay")):
        assert autocapture(*others, "--data-dir", root.path).returncode == 9
    assert logs.found(root) == before


def test_comparing_needs_no_right_to_write(
    powerless: list[str], program: list[str], logs: ModuleType, root: DataRoot
) -> None:
    before = logs.found(root)
    paths = [root.path, *root.path.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        for words in (("rebuild", "--check"), ("audit", "verify", "--projections"), ("audit", "replay")):
            command = [*powerless, *program, *words, "--data-dir", str(root.path)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            assert done.returncode == 0, (words, done.stderr)
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert logs.found(root) == before


def test_views_behind_the_log_are_equal_as_far_as_they_go(logs: ModuleType, root: DataRoot) -> None:
    logs.commit(root, [1, 2, 3])
    found = compare.check(root)
    assert (found.differences, found.behind) == ((), 3)
    files = Files.of(root)
    head = read_head(root)
    # A writer that was killed between two files of views leaves them at different events.
    kept = files.tiles.with_name("kept")
    shutil.copytree(files.tiles, kept)
    engine.fold_until(root, files, head)
    shutil.rmtree(files.tiles)
    kept.rename(files.tiles)
    found = compare.check(root)
    assert (found.differences, found.behind) == ((), 3)


# ---------------------------------------------------------------- citations


def test_fault_names_the_citations_it_touches(autocapture: Run, root: DataRoot) -> None:
    with Views(root) as views:
        seq, count = views.facts.execute(
            "SELECT seq, count(*) FROM elements GROUP BY seq ORDER BY seq LIMIT 1"
        ).fetchone()
        frame = views.locator.frame_of(seq)
        record, picture = views.facts.execute("SELECT seq, blob FROM frames WHERE id = ?", (frame,)).fetchone()
    data = root.journal.read_bytes()
    lines = data.splitlines(keepends=True)
    for at in (seq, record):
        lines[at] = lines[at].replace(b'"at":"2', b'"at":"3', 1)
    root.journal.write_bytes(b"".join(lines))
    (root.path / picture).unlink()
    told = autocapture("audit", "verify", "--data-dir", root.path)
    assert told.returncode == 3
    assert f"journal:{seq}: {count} controls of {frame}" in told.stdout
    assert f"journal:{record}: the record of {frame}" in told.stdout
    assert f": the picture of {frame}" in told.stdout
    report = json.loads(autocapture("audit", "verify", "--json", "--data-dir", root.path).stdout)
    assert {each["frame"] for each in report["touched"]} == {frame}
    shutil.rmtree(root.derived)
    assert autocapture("audit", "verify", "--data-dir", root.path).returncode == 3


# ---------------------------------------------------------------- replay


def test_replay_answers_as_the_dataroot_did_then(
    autocapture: Run, logs: ModuleType, root: DataRoot, tmp_path: Path
) -> None:
    then, at = answers(autocapture, root), read_head(root).last_event
    digest = digests_of(Files.of(root)).whole
    with Writer(root, segment_lines=16).turn() as turn:
        turn.commit([logs.fact(number) for number in range(40)], run="R", stage=1, action="x")
    with Writer(root, segment_lines=16).turn():
        pass
    catch_up(root)
    before = logs.found(root)
    out = tmp_path / "then"
    told = autocapture("audit", "replay", "--until", f"journal:{at}", "--out", out, "--data-dir", root.path)
    assert told.returncode == 0, told.stderr
    assert str(out) in told.stdout
    assert logs.found(root) == before
    shown = DataRoot(out)
    assert read_head(shown).size == at + 1
    assert digests_of(Files.of(shown)).whole == digest
    assert [text.replace(str(out), str(root.path)) for text in answers(autocapture, shown)] == then
    assert autocapture("audit", "verify", "--blobs", "hash", "--projections", "--data-dir", out).returncode == 0
    picture = tmp_path / "frame.png"
    words = ("show", "frame", "a/evidence.capture.frame/1", "--image", picture, *MOMENT, "--data-dir", out)
    assert autocapture(*words).returncode == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_replay_of_every_moment_verifies_and_knows_nothing_later(root: DataRoot, tmp_path: Path) -> None:
    from projections import replay

    size = read_head(root).size
    with Writer(root, segment_lines=8).turn():
        pass
    for at in [*range(0, size, 9), size - 1]:
        out = tmp_path / f"then{at}"
        made, digests = replay.as_of(root, at, out)
        covering = commits.covering(root.ledger, at)
        assert covering is not None
        assert (digests.seq, made.events) == (at + 1, covering.told.size)
        assert audit.verify(DataRoot(out)).exit_code == 0
        with Views(DataRoot(out)) as views:
            assert views.position.seq == at + 1
        shutil.rmtree(out)


def test_nothing_is_written_where_the_past_is_shown(
    autocapture: Run, hypervisor: ModuleType, logs: ModuleType, root: DataRoot, tmp_path: Path
) -> None:
    out = tmp_path / "then"
    assert (
        autocapture("audit", "replay", "--until", "journal:20", "--out", out, "--data-dir", root.path).returncode == 0
    )
    before = logs.found(DataRoot(out))
    hypervisor.build(tmp_path / "spool" / "c", run="c", frames=1)
    for words in (
        ("handoff", "drain", "--spool-root", tmp_path / "spool"),
        ("handoff", "ingest", "--handoff-root", tmp_path / "spool" / "c"),
        ("batch", "run", "--no-require-idle"),
        ("rebuild",),
        ("keys", "rotate"),
        ("init",),
    ):
        told = autocapture(*words, "--data-dir", out)
        assert told.returncode == ReadOnly.exit_code, (words, told.stdout, told.stderr)
        assert str(out) in told.stderr + told.stdout
    assert logs.found(DataRoot(out)) == before
    assert not (tmp_path / "spool" / "c" / "reap_eligible.json").exists()


# ---------------------------------------------------------------- one segment


def test_one_segment_is_verified_on_the_command_line(autocapture: Run, root: DataRoot, tmp_path: Path) -> None:
    with Writer(root, segment_lines=16).turn():
        pass
    path = min(root.segments.glob("journal*"))
    data = ("--data-dir", root.path)
    told = autocapture("audit", "segment", path, *data)
    assert (told.returncode, "lines 0 to 15 of the journal" in told.stdout) == (0, True)
    key = tmp_path / "log.vkey"
    key.write_text(autocapture("keys", "show", "--public", *data).stdout)
    copy = tmp_path / "copy.zst"
    shutil.copy(path, copy)
    assert json.loads(autocapture("audit", "segment", copy, "--key", key, "--json", *data).stdout)["end"] == 16
    raw = bytearray(copy.read_bytes())
    raw[40] ^= 1
    copy.write_bytes(raw)
    assert autocapture("audit", "segment", path, "--key", key).returncode == 0
    assert autocapture("audit", "segment", copy, "--key", key).returncode == 3
    told = autocapture("audit", "segment", path)
    assert (told.returncode, "Neither a DataRoot nor a key is named" in told.stderr) == (2, True)
    assert autocapture("audit", "segment", copy, *data).returncode == 3
    assert autocapture("audit", "segment", tmp_path / "absent", *data).returncode == 2
    assert autocapture("audit", "segment", copy, "--key", os.devnull, *data).returncode == 2
