"""Sealed segments: one log all the time, small, readable by plain zstd, each verifiable alone, every change found."""

from __future__ import annotations

import base64
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
import zstandard

from benchmarks import generated
from ledger import audit, birth, commits, event, keys, log, seals, segment
from ledger.chain import own_seq
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, TooLarge
from ledger.head import read_head
from ledger.keyring import keyring_of
from ledger.log import Log
from ledger.seals import SegmentSealed
from ledger.statement import Name, SegmentError
from ledger.writer import Writer
from projections.engine import catch_up
from projections.views import Views

Run = Callable[..., subprocess.CompletedProcess[str]]

LINES = 16
SIZES = (3, 20, 1, 1, 40, 2, 5, 20, 1, 40, 7, 1, 33, 1, 2, 21, 4, 1, 1, 2)


def seal(root: DataRoot, lines: int = LINES) -> None:
    """Seal what is due, as any turn of a writer does."""
    with Writer(root, segment_lines=lines).turn():
        pass


def segments(root: DataRoot, name: str = "") -> list[Path]:
    return sorted(root.segments.glob(f"{name}*.zst"))


def text_of(path: Path) -> bytes:
    with Log(path) as opened:
        return b"".join(opened.whole().lines(0, opened.end))


@pytest.fixture(scope="module")
def plain(logs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """About 200 events in one file."""
    root: DataRoot = logs.written(tmp_path_factory.mktemp("plain") / "root", SIZES)
    return root


@pytest.fixture(scope="module")
def sealed(plain: DataRoot, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """The same, sealed. Each test puts back what it changes."""
    root = DataRoot(tmp_path_factory.mktemp("sealed") / "root")
    shutil.copytree(plain.path, root.path)
    seal(root)
    return root


# ---------------------------------------------------------------- one log


def test_sealed_log_reads_as_it_did_before(plain: DataRoot, sealed: DataRoot) -> None:
    assert len(segments(sealed, "journal")) == sum(SIZES) // LINES
    assert len(segments(sealed, "ledger")) >= 2
    assert sealed.journal.stat().st_size < plain.journal.stat().st_size
    assert text_of(sealed.journal) == plain.journal.read_bytes()
    assert text_of(sealed.ledger).startswith(plain.ledger.read_bytes())
    assert log.size_of(sealed.journal) == plain.journal.stat().st_size == read_head(sealed).bytes
    assert read_head(sealed).frontier.root() == read_head(plain).frontier.root()


def test_every_line_is_found_at_its_place(plain: DataRoot, sealed: DataRoot, logs: ModuleType) -> None:
    at = 0
    for number, line in enumerate(logs.lines_of(plain.journal.read_bytes())):
        assert log.read_line(sealed.journal, at, len(line)) == line
        with Log(sealed.journal) as opened:
            assert opened.line_from(at, opened.end) == (at, line)
            assert opened.last_line(0, at + len(line)) == line
        found = commits.covering(sealed.ledger, number)
        assert found is not None
        assert found.told.first <= number < found.told.size
        at += len(line)
    assert commits.covering(sealed.ledger, number + 1) is None


def test_every_line_of_the_ledger_is_found_by_its_number(sealed: DataRoot, logs: ModuleType) -> None:
    for number, line in enumerate(logs.lines_of(text_of(sealed.ledger))):
        found = commits.line(sealed.ledger, number)
        assert found is not None
        assert found.line == line
    assert commits.line(sealed.ledger, number + 1) is None


def test_plain_zstd_gives_the_text_back(plain: DataRoot, sealed: DataRoot) -> None:
    joined = b""
    for path in segments(sealed, "journal"):
        reader = zstandard.ZstdDecompressor().stream_reader(path.read_bytes(), read_across_frames=True)
        joined += reader.read()
        if shutil.which("zstd"):
            done = subprocess.run(["zstd", "-dc", path], capture_output=True, check=True)
            assert done.stdout == joined[-len(done.stdout) :]
    assert joined + sealed.journal.read_bytes() == plain.journal.read_bytes()


def test_one_line_costs_one_frame(logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = logs.written(tmp_path / "root", [1500])
    lines = logs.lines_of(root.journal.read_bytes())
    seal(root, 1024)
    (path,) = segments(root, "journal")
    with segment.Segment(path) as opened:
        assert [len(segment.lines_in(opened.frame(number))) for number in range(len(opened.frames))] == [256] * 4
    unpacked: list[int] = []
    real = segment._unpacked

    def counted(data: bytes, size: int) -> bytes | None:
        unpacked.append(size)
        return real(data, size)

    monkeypatch.setattr(segment, "_unpacked", counted)
    at = sum(map(len, lines[:700]))
    assert log.read_line(root.journal, at, len(lines[700])) == lines[700]
    assert len(unpacked) == 1


def test_writing_goes_on_behind_what_was_sealed(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    for number in range(60):
        with Writer(root, segment_lines=LINES).turn() as turn:
            turn.commit([logs.fact(number)], run="R", stage=1, action="x")
        assert audit.verify(root).exit_code == 0
    assert logs.handoffs(root) == [f"h{number}" for number in range(60)]
    assert len(segments(root, "journal")) == 3
    assert len(segments(root, "ledger")) >= 4


def test_reader_that_began_before_sees_all_of_it(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", SIZES)
    whole = root.journal.read_bytes()
    with Log(root.journal) as opened:
        lines = opened.lines(0, opened.end)
        first = next(lines)
        seal(root)
        logs.commit(root, [1])
        assert first + b"".join(lines) == whole
        assert opened.read(100, 300) == whole[100:400]


def test_views_that_are_open_read_lines_that_are_sealed_meanwhile(tmp_path: Path) -> None:
    root = DataRoot(tmp_path / "root")
    generated.generate(root, 20)
    catch_up(root)
    with Views(root) as views:
        numbers = range(0, read_head(root).size, 7)
        lines = [views.event(number).line for number in numbers]
        seal(root, 4)
        assert segments(root, "journal")
        assert [views.event(number).line for number in numbers] == lines
    with Views(root) as views:
        assert [views.event(number).line for number in numbers] == lines


def test_unfinished_write_behind_a_sealed_part_is_set_aside(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", SIZES)
    seal(root)
    for path in (root.journal, root.ledger):
        with path.open("ab") as file:
            file.write(b'{"prev":"00')
    assert audit.verify(root).state == "torn"
    logs.commit(root, [7])
    assert audit.verify(root).exit_code == 0
    kept = sorted(path.name.split("-")[:2] for path in root.quarantine.iterdir())
    assert [name for name, _ in kept] == ["journal", "ledger"]
    assert int(kept[0][1]) > root.journal.stat().st_size


def test_views_and_answers_are_the_same_over_a_sealed_log(
    autocapture: Callable[..., subprocess.CompletedProcess[str]], hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path / "spool" / "a", run="a", frames=3)
    root = DataRoot(tmp_path / "root")
    drain = ("handoff", "drain", "--spool-root", tmp_path / "spool", "--data-dir", root.path)
    assert autocapture(*drain).returncode == 0
    asked = [
        ("show", "event", "journal:3", "--json"),
        ("audit", "prove", "journal:5"),
        ("query", "frame", "--json", "--now", "2026-03-20T17:45:00Z", "--tz", "UTC"),
        ("rebuild", "--check", "--json"),
    ]

    def answers() -> list[str]:
        told = [autocapture(*words, "--data-dir", root.path).stdout for words in asked]
        return [re.sub(r'"timings_ms": {[^}]*}', "", text) for text in told]

    before = answers()
    seal(root, 4)
    assert segments(root, "journal")
    assert answers() == before
    assert autocapture("rebuild", "--data-dir", root.path).returncode == 0
    assert answers() == before
    assert autocapture(*drain).returncode == 0
    assert audit.verify(root).exit_code == 0


# ---------------------------------------------------------------- what it says of itself


def test_segment_is_verified_alone(sealed: DataRoot) -> None:
    key = keyring_of(sealed).current
    for name in ("journal", "ledger"):
        statements = [segment.check(path, key) for path in segments(sealed, name)]
        assert [path.name for path in segments(sealed, name)] == [each.name.spelled() for each in statements]
        assert all(before.name.end == after.name.first for before, after in pairwise(statements))
        assert all(before.name.upto == after.name.offset for before, after in pairwise(statements))


def test_segment_alone_shows_any_change(sealed: DataRoot, tmp_path: Path) -> None:
    key = keyring_of(sealed).current
    data = segments(sealed, "journal")[1].read_bytes()
    chance = random.Random(4)
    path = tmp_path / segments(sealed, "journal")[1].name
    for _ in range(400):
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
        try:
            statement = segment.check(path, key)
        except SegmentError:
            continue
        # A few bits say nothing: what a frame's header leaves unused. The text they lead to is the same.
        assert statement == segment.check(segments(sealed, "journal")[1], key)
        with segment.Segment(path) as changed, segment.Segment(segments(sealed, "journal")[1]) as whole:
            assert changed.read(0, changed.size) == whole.read(0, whole.size)
    for cut in (0, 1, 20, len(data) // 2, len(data) - 1):
        path.write_bytes(data[:cut])
        with pytest.raises(SegmentError):
            segment.check(path, key)


def test_segment_signed_by_another_key_is_refused(sealed: DataRoot, logs: ModuleType, tmp_path: Path) -> None:
    other = keyring_of(logs.written(tmp_path / "other", [1])).current
    with pytest.raises(SegmentError, match="not signed"):
        segment.check(segments(sealed)[0], other)


def test_seal_says_what_the_segment_says(sealed: DataRoot, logs: ModuleType) -> None:
    entries = [seals.read(line).understood() for line in logs.lines_of(text_of(sealed.ledger))]
    told = {entry.file: entry for entry in entries if isinstance(entry, SegmentSealed)}
    assert sorted(told) == [f"segments/{path.name}" for path in segments(sealed)]
    for path in segments(sealed):
        statement = segment.check(path, keyring_of(sealed).current)
        entry = told[f"segments/{path.name}"]
        assert (entry.first, entry.size, entry.offset, entry.bytes) == (
            statement.first,
            statement.end,
            statement.offset,
            statement.length,
        )
        assert base64.b64decode(entry.root) == statement.root


def test_decompression_bomb_is_refused_before_it_is_unpacked(sealed: DataRoot, tmp_path: Path) -> None:
    path = tmp_path / segments(sealed)[0].name
    data = segments(sealed)[0].read_bytes()
    with segment.Segment(segments(sealed)[0]) as opened:
        frame = opened.frames[0]
    bomb = zstandard.ZstdCompressor().compress(bytes(1 << 28))
    path.write_bytes(data[: frame.at] + bomb[: frame.size].ljust(frame.size, b"\0") + data[frame.at + frame.size :])
    with pytest.raises(SegmentError, match="decompressed"), segment.Segment(path) as opened:
        opened.frame(0)


# ---------------------------------------------------------------- tampering


def _faults(root: DataRoot) -> list[tuple[str, int, int]]:
    report = audit.verify(root)
    assert report.state == "damaged"
    return [(fault.log, fault.seq, fault.last) for fault in report.faults]


def test_flipped_bit_in_a_segment_names_its_lines(sealed: DataRoot) -> None:
    chance = random.Random(3)
    for path in segments(sealed):
        name = Name.parse(path.name)
        assert name is not None
        data = path.read_bytes()
        for _ in range(8):
            at = chance.randrange(len(data))
            path.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
            assert _faults(sealed) == [(name.log, name.first, name.end - 1)], (path, at)
        path.write_bytes(data)
    assert audit.verify(sealed).exit_code == 0


def test_lost_segment_is_named_by_its_lines(sealed: DataRoot) -> None:
    for path in segments(sealed):
        name = Name.parse(path.name)
        assert name is not None
        data = path.read_bytes()
        path.unlink()
        report = audit.verify(sealed)
        path.write_bytes(data)
        assert [(fault.log, fault.seq, fault.last) for fault in report.faults] == [(name.log, name.first, name.end - 1)]
        assert path.name in str(report.faults[0])
    path = segments(sealed, "journal")[1]
    data = path.read_bytes()
    path.unlink()
    with pytest.raises(Damaged, match="cannot be read"):
        text_of(sealed.journal)
    path.write_bytes(data)


def test_swapped_segments_are_named(sealed: DataRoot) -> None:
    one, other = segments(sealed, "journal")[2], segments(sealed, "journal")[5]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    found = _faults(sealed)
    one.write_bytes(first)
    other.write_bytes(second)
    assert found == [("journal", 32, 47), ("journal", 80, 95)]


def test_segment_made_anew_without_the_key_names_the_changed_line(
    sealed: DataRoot, logs: ModuleType, tmp_path: Path
) -> None:
    """What anybody can do: other text, well compressed, with the old statement behind it."""
    path = segments(sealed, "journal")[3]
    data = path.read_bytes()
    with segment.Segment(path) as opened:
        lines = segment.lines_in(opened.frame(0))
        rest = data[opened.frames[0].at + opened.frames[0].size :]
    for changed in ([*lines[:5], lines[5].replace(b'"reason":"r"', b'"reason":"s"'), *lines[6:]],):
        packed = zstandard.ZstdCompressor(level=19, write_checksum=True).compress(b"".join(changed))
        entry = len(packed).to_bytes(4, "little") + len(b"".join(changed)).to_bytes(4, "little")
        at = rest.rindex(b"\x5e\x2a\x4d\x18") + 8
        path.write_bytes(packed + rest[:at] + entry + rest[at + 8 :])
        found = _faults(sealed)
        path.write_bytes(data)
        assert found == [("journal", 53, 53)]


def test_file_that_is_no_segment_of_this_log_changes_nothing(sealed: DataRoot) -> None:
    stray = sealed.segments / Name("journal", 16, 32, 1, 2).spelled()
    stray.write_bytes(b"rubbish")
    (sealed.segments / "notes.txt").write_text("mine")
    assert audit.verify(sealed).exit_code == 0
    assert own_seq(text_of(sealed.journal).splitlines(keepends=True)[20]) == 20
    stray.unlink()
    (sealed.segments / "notes.txt").unlink()


def test_seal_that_is_not_true_is_found_though_signed(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", SIZES[:6])
    signer = keys.load(keyring_of(root).current)
    seal(root)
    line = next(
        line for line in logs.lines_of(text_of(root.ledger)) if isinstance(seals.read(line).understood(), SegmentSealed)
    )
    told = seals.read(line).understood()
    assert isinstance(told, SegmentSealed)
    path = root.segments / Path(told.file).name
    statement = segment.check(path, signer.verifier)
    head = read_head(root)
    for lie in (
        {"root": base64.b64encode(bytes(32)).decode()},
        {"sha256": "0" * 64},
        {"file": f"segments/../{path.name}"},
        {"offset": 1},
        {"bytes": told.bytes + 1},
    ):
        entry = SegmentSealed(**{name: getattr(told, name) for name in told.__struct_fields__} | lie)
        before = root.ledger.read_bytes()
        with root.ledger.open("ab") as file:
            file.write(seals.write(head.ledger_leaf, head.ledger_size, "t", entry, signer))
        assert _faults(root) == [("journal", statement.first, statement.end - 1)], lie
        root.ledger.write_bytes(before)
    assert audit.verify(root).exit_code == 0


# ---------------------------------------------------------------- crashes, and older logs


@pytest.mark.parametrize("step", ["packed", "sealed"])
def test_sealing_that_was_cut_short_is_done_again(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The state after a kill at this step, made by stopping right behind it; `test_faults` kills for real."""
    root = logs.written(tmp_path / "root", SIZES)
    whole = root.journal.read_bytes()
    broken = "ledger.sealing._entry" if step == "packed" else "ledger.sealing._cut"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(broken, stop)
        with pytest.raises(KeyboardInterrupt):
            seal(root)
    assert text_of(root.journal) == whole
    assert audit.verify(root).exit_code == 0
    seal(root)
    assert text_of(root.journal) == whole
    assert audit.verify(root).exit_code == 0
    named = [seals.read(line).understood() for line in logs.lines_of(text_of(root.ledger))]
    files = [entry.file for entry in named if isinstance(entry, SegmentSealed)]
    assert len(files) == len(set(files))
    assert not root.quarantine.exists()
    logs.commit(root, [1])
    assert event.event_id(read_head(root).last_event) == f"journal:{sum(SIZES) + 1}"


@pytest.mark.parametrize("empty", [True, False])
@pytest.mark.parametrize("names", [("ledger",), ("journal",), ("ledger", "journal")])
def test_lost_end_of_a_sealed_log_is_damage_for_everybody(
    sealed: DataRoot, logs: ModuleType, tmp_path: Path, names: tuple[str, ...], empty: bool
) -> None:
    root = DataRoot(tmp_path / "root")
    shutil.copytree(sealed.path, root.path)
    with Log(root.ledger) as ledger, Log(root.journal) as journal:
        told = commits.last_commit(ledger, ledger.base)
        assert told is not None
        due = {"ledger": ledger.names[-1].end, "journal": journal.names[-1].end}
        # All that the sealed part of the ledger tells of is there: the end is missed by nothing else.
        text = journal.read(journal.base, max(0, told.told.bytes - journal.base))
    if names == ("ledger",) and text:
        root.journal.write_bytes(text)
    for name in names:
        path = logs.path_of(root, name)
        path.write_bytes(b"") if empty else path.unlink()
    report = audit.verify(root)
    found = {(fault.log, fault.seq) for fault in report.faults}
    assert report.state == "damaged"
    assert {(name, due[name]) for name in names} <= found
    before = logs.found(root)
    with pytest.raises(Damaged):
        logs.commit(root, [1])
    if "ledger" in names:
        with pytest.raises(Damaged):
            birth.ensure_born(root)
    assert logs.found(root) == before


@pytest.mark.parametrize("kind", ["fifo", "directory", "circle"])
def test_segment_that_is_no_file_keeps_nobody_waiting(
    autocapture: Run, logs: ModuleType, tmp_path: Path, kind: str
) -> None:
    def put(path: Path) -> None:
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "directory":
            path.mkdir()
        else:
            path.symlink_to(path.name)

    root = logs.written(tmp_path / "root", [3, 4, 20])
    shutil.copytree(root.path, tmp_path / "copy")
    seal(DataRoot(tmp_path / "copy"), 8)
    names = [path.name for path in segments(DataRoot(tmp_path / "copy"))]
    root.segments.mkdir()
    put(root.segments / names[0])
    inode = (root.segments / names[0]).lstat().st_ino
    code = (
        "import sys; from pathlib import Path; from ledger.dataroot import DataRoot; from ledger.writer import Writer\n"
    )
    code += "with Writer(DataRoot(Path(sys.argv[1])), segment_lines=8).turn(): pass"
    done = logs.run(code, root.path)
    assert done.returncode == 0, done.stderr
    assert audit.verify(root).exit_code == 0
    assert [path.name for path in root.quarantine.iterdir()] == [f"{names[0]}.inode-{inode:x}"[: len(names[0]) + 17]]
    for name in names:
        kept = (root.segments / name).read_bytes()
        (root.segments / name).unlink()
        put(root.segments / name)
        told = autocapture("audit", "verify", "--data-dir", root.path, timeout=20)
        assert (told.returncode, name in told.stdout) == (3, True), told
        if kind == "directory":
            (root.segments / name).rmdir()
        else:
            (root.segments / name).unlink()
        (root.segments / name).write_bytes(kept)


def test_file_that_grows_keeps_its_mode_and_the_link_to_it(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 4, 20])
    disk = tmp_path / "disk"
    disk.mkdir()
    for path in (root.journal, root.ledger):
        path.rename(disk / path.name)
        path.symlink_to(disk / path.name)
        path.chmod(0o640)
    before = (disk / root.journal.name).stat().st_size
    with Writer(root, segment_lines=2).turn():
        pass
    for path in (root.journal, root.ledger):
        assert path.is_symlink()
        assert (disk / path.name).stat().st_mode & 0o777 == 0o640
    assert (disk / root.journal.name).stat().st_size < before
    assert audit.verify(root).exit_code == 0


def test_what_killed_sealings_left_is_removed_by_the_next_one(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 4, 20])
    root.segments.mkdir()
    root.quarantine.mkdir()
    left = [
        root.path / ".journal.ndjson.999999.autocapture.tmp",
        root.path / ".ledger.ndjson.1.autocapture.tmp",
        root.segments / "..sealing.autocapture.tmp.7.autocapture.tmp",
    ]
    others = [root.path / ".journal.ndjson.x.autocapture.tmp", root.path / ".journal.ndjson.1"]
    for path in (*left, *others):
        path.write_bytes(b"rest of a log")
    with Writer(root, segment_lines=2).turn():
        pass
    assert [path.name for path in left if path.exists()] == []
    assert all(path.exists() for path in others)


def test_segment_of_a_log_that_was_set_back_is_kept_when_the_next_takes_its_name(
    logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "root", [3, 4])
    older = {path: path.read_bytes() for path in (root.journal, root.ledger)}
    logs.commit(root, range(100, 120))
    seal(root, 8)
    first = segments(root, "journal")
    kept = {path.read_bytes() for path in first}
    for path, data in older.items():
        path.write_bytes(data)
    logs.forget(root)
    for number in range(100, 120):
        logs.commit(root, [number + 100])
    seal(root, 8)
    assert audit.verify(root).exit_code == 0
    held = {path.read_bytes() for path in root.path.rglob("*.zst*")}
    assert kept <= held


def test_segments_of_a_log_that_was_set_back_do_not_come_between(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3, 4])
    older = {path: path.read_bytes() for path in (root.journal, root.ledger)}
    for number in range(100, 130):
        logs.commit(root, [number], "longer than what comes later")
    seal(root, 8)
    stale = {path.name: path.read_bytes() for path in segments(root)}
    for path, data in older.items():
        path.write_bytes(data)
    logs.forget(root)
    for number in range(200, 230):
        logs.commit(root, [number])
    seal(root, 8)
    assert audit.verify(root).exit_code == 0
    assert not {path.name for path in segments(root, "journal")} & stale.keys() - {segments(root, "journal")[0].name}
    held = {path.read_bytes() for path in root.path.rglob("*.zst*")}
    assert set(stale.values()) <= held


@pytest.mark.parametrize("name", ["journal", "ledger"])
def test_line_that_was_changed_is_never_sealed(logs: ModuleType, tmp_path: Path, name: str) -> None:
    root = logs.written(tmp_path / "root", SIZES)
    path = root.journal if name == "journal" else root.ledger
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"at":"2', b'"at":"1')
    path.write_bytes(b"".join(lines))
    before = path.read_bytes()
    with pytest.raises(Damaged, match="Line 3"):
        seal(root)
    assert not segments(root, name)
    # The other log may have been sealed, and the ledger says so.
    assert path.read_bytes().startswith(before)


def test_forks_without_number_cost_no_more_than_their_number(sealed: DataRoot) -> None:
    names = [Name.parse(path.name) for path in segments(sealed, "journal")]
    made = []
    for name in names:
        assert name is not None
        # Two ways around each segment: as many ways in all as two to the power of their number, times two.
        middle = (name.first + name.end) // 2
        for byte in (name.offset + 1, name.offset + 2):
            halves = (
                Name("journal", name.first, middle, name.offset, byte),
                Name("journal", middle, name.end, byte, name.upto),
            )
            made += [sealed.segments / half.spelled() for half in halves]
    for path in made:
        path.write_bytes(b"")
    try:
        assert len(names) > 10
        with Log(sealed.journal) as opened:
            assert opened.names[-1].end == names[-1].end  # type: ignore[union-attr]
    finally:
        for path in made:
            path.unlink()


def test_fact_that_makes_too_long_a_line_is_refused_whole(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logs.written(tmp_path / "root", [3])
    monkeypatch.setattr("ledger.chain.MAX_LINE", 1 << 16)
    with pytest.raises(TooLarge, match="65,536"), Writer(root).turn() as turn:
        turn.commit([logs.fact(1), logs.fact(2, "x" * (1 << 16))], run="R", stage=1, action="x")
    assert audit.verify(root).state in ("intact", "torn")
    assert logs.commit(root, [5]) == 5
    assert audit.verify(root).exit_code == 0
