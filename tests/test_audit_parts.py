"""An audit of a part, in parts, by several processes, with a break: the same faults as of the whole at once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import accumulate, pairwise
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, audit_scope, seals
from ledger.audit_scope import Scope
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound, Usage
from ledger.head import read_head
from ledger.rotation import rotate
from ledger.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]

SIZES = (3, 20, 1, 1, 40, 2, 5, 20, 1, 40, 7, 1, 33, 1, 2, 21, 4)
ENDS = [1 + end for end in accumulate(SIZES)]


@pytest.fixture(scope="module")
def larger(logs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    """About 200 events, two keys, some of it sealed. Each test puts back what it changes."""
    root: DataRoot = logs.written(tmp_path_factory.mktemp("larger") / "root", SIZES[:9])
    rotate(root)
    for at, size in enumerate(SIZES[9:], 9):
        logs.commit(root, range(sum(SIZES[:at]), sum(SIZES[:at]) + size))
    with Writer(root, segment_lines=64).turn():
        pass
    return root


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_scope, "EVENTS_A_PART", 16)


def test_parts_say_what_the_whole_says(larger: DataRoot) -> None:
    whole = audit.verify(larger)
    in_parts = audit.verify(larger, expired=lambda: False)
    side_by_side = audit.verify(larger, jobs=2)
    assert (whole.exit_code, whole.events, whole.commits) == (0, ENDS[-1], len(SIZES) + 1)
    assert in_parts == whole == side_by_side


def test_every_event_lies_in_the_commits_that_a_range_looks_at(larger: DataRoot) -> None:
    chance = random.Random(1)
    for _ in range(60):
        begin = chance.randrange(ENDS[-1])
        end = chance.randrange(begin + 1, ENDS[-1] + 40)
        report = audit.verify(larger, scope=Scope(begin, end))
        assert (report.exit_code, report.partial, report.complete) == (0, True, True)
        bounds = [0, *ENDS]
        assert report.first == max(bound for bound in bounds if bound <= begin)
        assert report.events == min([bound for bound in bounds if bound >= end] or [ENDS[-1]])


def test_fault_is_found_by_the_ranges_that_hold_it_and_by_no_other(logs: ModuleType, larger: DataRoot) -> None:
    data = larger.journal.read_bytes()
    lines = logs.lines_of(data)
    first = ENDS[-1] - len(lines)
    at = first + 2
    larger.journal.write_bytes(b"".join([*lines[:2], lines[2].replace(b'"*J"', b'"*K"'), *lines[3:]]))
    try:
        for begin, end, found in ((0, 10, False), (at, at + 1, True), (0, None, True), (at + 50, None, False)):
            if begin >= ENDS[-1]:
                continue
            faults = audit.verify(larger, scope=Scope(begin, end)).faults
            assert [(fault.log, fault.seq) for fault in faults] == ([("journal", at)] if found else [])
        assert audit.verify(larger, jobs=2).faults == audit.verify(larger).faults
    finally:
        larger.journal.write_bytes(data)


def _changes(logs: ModuleType, root: DataRoot, chance: random.Random) -> Iterator[tuple[str, Path, bytes]]:
    for name, path in (("journal", root.journal), ("ledger", root.ledger)):
        data = path.read_bytes()
        lines = logs.lines_of(data)
        for _ in range(6):
            at, bit = chance.randrange(len(data)), chance.randrange(8)
            yield name, path, data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            where = chance.randrange(1, len(lines) - 1)
            yield name, path, b"".join(lines[:where] + lines[where + 1 :])
            yield name, path, b"".join(lines[: where + 1] + lines[where:])


def test_faults_are_the_same_in_parts_and_at_once(logs: ModuleType, larger: DataRoot) -> None:
    for number, (name, path, data) in enumerate(_changes(logs, larger, random.Random(7))):
        before = path.read_bytes()
        path.write_bytes(data)
        try:
            whole = audit.verify(larger)
            assert audit.verify(larger, expired=lambda: False) == whole, (name, number)
            if number % 9 == 0:
                assert audit.verify(larger, jobs=2) == whole, (name, number)
        finally:
            path.write_bytes(before)
        assert whole.state == "damaged"
    assert audit.verify(larger).exit_code == 0


def test_parts_together_are_the_whole(larger: DataRoot) -> None:
    for count in (1, 2, 3, 7, 50):
        reports = [
            audit.verify(larger, scope=audit_scope.of_subset(f"{part}/{count}", larger)) for part in range(1, count + 1)
        ]
        assert reports[0].first == 0
        assert reports[-1].events == ENDS[-1]
        assert all(after.first <= before.events for before, after in pairwise(reports))


def test_time_that_is_up_stops_between_parts_and_says_how_far_it_came(larger: DataRoot) -> None:
    asked: list[int] = []

    def expired() -> bool:
        asked.append(1)
        return len(asked) > 2

    report = audit.verify(larger, expired=expired)
    assert (report.exit_code, report.complete) == (0, False)
    assert 0 < report.events < ENDS[-1]
    assert report.events in ENDS
    assert "the time being up" in audit.in_words(report)
    at_once = audit.verify(larger, expired=lambda: True)
    assert 0 < at_once.events <= report.events


@pytest.mark.parametrize("text", ["", "5", "a:b", "7:7", "9:3", "-1:4", "1:2:3", "1 :2", "٣:٤"])
def test_range_that_is_none_is_a_matter_of_usage(text: str) -> None:
    with pytest.raises(Usage, match="range"):
        audit_scope.of_range(text)


@pytest.mark.parametrize("text", ["", "0/3", "4/3", "1/0", "a/b", "1", "1/2/3", "-1/3"])
def test_subset_that_is_none_is_a_matter_of_usage(larger: DataRoot, text: str) -> None:
    with pytest.raises(Usage, match="part"):
        audit_scope.of_subset(text, larger)


def test_since_takes_an_event_or_a_time(larger: DataRoot) -> None:
    assert audit_scope.since("journal:17", larger) == Scope(17)
    assert audit_scope.since("2001-01-01", larger) == Scope(0)
    for wrong in ("yesterday", "", "journal:x"):
        with pytest.raises(Usage):
            audit_scope.since(wrong, larger)
    with pytest.raises(NotFound):
        audit_scope.since("2199-01-01T00:00:00Z", larger)
    with pytest.raises(NotFound):
        audit.verify(larger, scope=Scope(ENDS[-1]))


def test_time_without_a_zone_is_local_time(larger: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is for a batch: east of Greenwich it would be hours too late if it were taken for UTC."""
    at = datetime.fromisoformat(seals.read(larger.ledger.read_bytes().splitlines(keepends=True)[0]).at)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        local = at.astimezone().replace(tzinfo=None).isoformat()
        assert local > at.replace(tzinfo=None).isoformat()
        assert audit_scope.since(local, larger) == audit_scope.since(at.isoformat(), larger)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_range_of_a_ledger_that_cannot_be_searched_says_so(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [3] * 9)
    lines = logs.lines_of(root.ledger.read_bytes())
    root.ledger.write_bytes(b"".join([*lines[:5], b"rubbish\n", *lines[6:]]))
    with pytest.raises(Damaged, match="audit verify"):
        audit.verify(root, scope=Scope(15, 16))
    assert [fault.seq for fault in audit.verify(root, jobs=2).faults if fault.log == "ledger"] == [5]


# ---------------------------------------------------------------- on the command line


def test_several_runs_go_on_where_the_last_one_stopped(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root, note = logs.written(tmp_path / "root", [400] * 60), tmp_path / "far.json"
    words = ("audit", "verify", "--resume", note, "--data-dir", root.path)
    first = autocapture(*words, "--max-duration", "0s", "--json")
    told = json.loads(first.stdout)
    assert (first.returncode, told["complete"], told["resume"]["complete"]) == (0, False, False)
    assert 0 < told["events"] == told["resume"]["events"] < read_head(root).size
    rest = json.loads(autocapture(*words, "--json").stdout)
    assert (rest["first"], rest["events"], rest["complete"]) == (told["events"], read_head(root).size, True)
    done = autocapture(*words)
    assert (done.returncode, "were verified in earlier runs" in done.stderr) == (1, True)
    logs.commit(root, [1])
    more = autocapture(*words)
    assert (more.returncode, f"events 0 to {read_head(root).last_event}" in more.stdout) == (0, True)
    other = logs.written(tmp_path / "other", [1])
    assert autocapture(*words[:-1], other.path).returncode == 2
    assert autocapture("audit", "verify", "--resume", root.path / "x", "--data-dir", root.path).returncode == 2


SLOW = """
import multiprocessing, os, signal, sys, time
from msgspec.structs import replace
from pathlib import Path
from ledger import audit, audit_scope, seals
from ledger.dataroot import DataRoot

class Slow:
    '''Follows a part, in another process for longer than this one takes for all of them; notes who does it.'''

    def __init__(self, first):
        here = multiprocessing.parent_process() is None
        with open(sys.argv[3], "a") as notes:
            notes.write(f"{first} {'here' if here else 'there'}\\n")
        time.sleep(0 if here else 0.5)

    def append(self, leaf_hash): pass
    def either(self, leaf_hash, other): pass
    def skip(self, count): pass
    def faults(self): return ()

def killing(done, total):
    if done:
        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)

if __name__ == "__main__":
    audit_scope.EVENTS_A_PART = 5
    root, how = DataRoot(Path(sys.argv[1])), sys.argv[2]
    if how in ("killed at once", "not there"):
        multiprocessing.set_executable(sys.argv[4])
    shared = audit.verify(root, jobs=2, watch=Slow, progress=killing if how == "killed on the way" else None)
    assert bool(shared.lost) == (how != "whole")
    assert replace(shared, lost="") == audit.verify(root)
    print(audit.in_words(shared))
"""


def _slowly(
    logs: ModuleType, root: DataRoot, directory: Path, how: str, *, python: Path | None = None
) -> tuple[str, list[list[str]]]:
    """Return what an audit by two processes says, and who looked at the part from which event on."""
    script, notes = directory / "slow.py", directory / "notes"
    script.write_text(SLOW)
    words: list[str | Path] = [sys.executable, script, root.path, how, notes, *([python] if python else [])]
    environment = {**os.environ, "PYTHONPATH": str(logs.TREE)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout, [line.split() for line in notes.read_text().splitlines()]


def test_audit_is_at_work_while_another_process_that_shares_it_is_slow(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", SIZES)
    told, looked = _slowly(logs, root, tmp_path, "whole")
    where = {int(first): place for first, place in looked}
    assert told.startswith("Intact")
    assert len(where) == len(looked)
    assert where[0] == "there"
    assert set(where.values()) == {"here", "there"}


@pytest.mark.parametrize("how", ["killed on the way", "killed at once", "not there"])
@pytest.mark.parametrize("damaged", [False, True])
def test_audit_whose_other_processes_are_lost_is_done_by_one_and_says_so(
    logs: ModuleType, tmp_path: Path, how: str, damaged: bool
) -> None:
    root = logs.written(tmp_path / "root", SIZES)
    if damaged:
        root.journal.write_bytes(root.journal.read_bytes().replace(b'"handoff":"h7"', b'"handoff":"h9"'))
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\nkill -9 $$\n")
    dying.chmod(0o755)
    told, looked = _slowly(
        logs, root, tmp_path, how, python={"killed at once": dying, "not there": tmp_path / "absent"}.get(how)
    )
    assert ["0", "there"] in looked or how != "killed on the way"
    assert ("did not (they " in told, "Damaged" in told) == (True, damaged)


def test_file_that_says_nothing_of_an_audit_is_refused_in_words(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root, note = logs.written(tmp_path / "root", [5]), tmp_path / "far.json"
    words = ("audit", "verify", "--resume", note, "--data-dir", root.path)
    assert autocapture(*words).returncode == 0
    good = note.read_bytes()
    bad = [
        b"",
        good[:-20],
        b'{"schema":"\xff"}',
        good.replace(b'"events":', b'"events":-'),
        good.replace(b'"root":"', b'"root":"x'),
        good + b" " * (1 << 20),
        b'{"a":' * 100_000,
    ]
    for data in bad:
        note.write_bytes(data)
        told = autocapture(*words)
        assert (told.returncode, "does not say how far an audit came" in told.stderr) == (2, True), (data, told.stderr)
        assert note.read_bytes() == data
    note.unlink()
    os.mkfifo(note)
    assert "it is not a plain file" in autocapture(*words).stderr


def test_run_that_finds_damage_notes_nothing(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root, note = logs.written(tmp_path / "root", [5, 5]), tmp_path / "far.json"
    root.journal.write_bytes(root.journal.read_bytes().replace(b'"handoff":"h7"', b'"handoff":"h9"'))
    words = ("audit", "verify", "--resume", note, "--data-dir", root.path)
    assert autocapture(*words).returncode == 3
    assert not note.exists()


def test_log_that_was_rewritten_since_is_found_by_what_was_noted(
    autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root, note = logs.written(tmp_path / "root", [5]), tmp_path / "far.json"
    kept = {path: path.read_bytes() for path in (root.journal, root.ledger)}
    logs.commit(root, [6, 7])
    words = ("audit", "verify", "--resume", note, "--data-dir", root.path)
    assert autocapture(*words).returncode == 0
    for path, data in kept.items():
        path.write_bytes(data)
    logs.forget(root)
    for number in range(4):
        logs.commit(root, [number + 20])
    found = autocapture(*words)
    assert (found.returncode, "set back or rewritten" in found.stderr) == (3, True)


def test_parts_of_the_command_line_exclude_each_other(autocapture: Run, logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [5])
    data = ("--data-dir", root.path)
    assert autocapture("audit", "verify", "--range", "0:2", "--subset", "1/2", *data).returncode == 2
    assert autocapture("audit", "verify", "--max-duration", "soon", *data).returncode == 2
    assert autocapture("audit", "verify", "--jobs", "0", *data).returncode == 2
    assert autocapture("audit", "verify", "--range", "0:2", "--jobs", "2", *data).returncode == 0
    assert autocapture("audit", "verify", "--since", "journal:99", *data).returncode == 1
    for moment in ("0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00"):
        told = autocapture("audit", "verify", "--since", moment, *data)
        assert (told.returncode, "is neither an event nor a time" in told.stderr) == (2, True)
