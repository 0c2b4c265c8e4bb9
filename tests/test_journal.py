"""Writing to the logs: commits, crashes, torn and damaged tails, full disks, keys that are not there."""

from __future__ import annotations

import fcntl
import hashlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ledger import audit, cut, log, tail
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, Locked, NotFound, WriteFailed
from ledger.facts import Fact, TailMended
from ledger.lock import held, is_held
from ledger.writer import Writer

posix_only = pytest.mark.skipif(os.name != "posix", reason="signals, limits and file modes of POSIX")


def _mended(logs: ModuleType, root: DataRoot) -> list[TailMended]:
    return [fact for fact in logs.facts(root) if isinstance(fact, TailMended)]


# ---------------------------------------------------------------- commits


def test_commit_is_read_back(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    with Writer(root).turn() as turn:
        first = turn.commit([logs.fact(0), logs.fact(1)], run="R", stage=1, action="x", inputs=["i"], outputs=["o"])
        second = turn.commit((logs.fact(number) for number in (2, 3)), run="R", stage=2, action="y")
    assert ((first.first, first.size), (second.first, second.size)) == ((0, 3), (3, 5))
    assert logs.handoffs(root) == ["h0", "h1", "h2", "h3"]
    assert audit.verify(root).state == "intact"


def test_empty_commit_moves_nothing_but_the_ledger(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    before = root.journal.read_bytes()
    assert logs.commit(root, []) == 2
    assert root.journal.read_bytes() == before
    assert audit.verify(root).commits == 2


def test_large_commit_from_a_generator_is_whole(logs: ModuleType, tmp_path: Path) -> None:
    """More than one write: the buffer is handed over at every mebibyte."""
    root = logs.begin(tmp_path / "root")
    assert logs.commit(root, range(6000), "x" * 500) == 6001
    assert root.journal.stat().st_size > 3 << 20
    assert audit.verify(root).state == "intact"


def test_facts_that_fail_to_come_leave_nothing_that_counts(logs: ModuleType, tmp_path: Path) -> None:
    def facts() -> Iterator[Fact]:
        for number in range(4000):
            yield logs.fact(number, "x" * 500)
        raise RuntimeError("the source broke")

    root = logs.written(tmp_path / "root", [1])
    with pytest.raises(RuntimeError), Writer(root).turn() as turn:
        turn.commit(facts(), run="R", stage=1, action="x")
    assert audit.verify(root).state == "torn"
    logs.commit(root, [7])
    assert logs.handoffs(root) == ["h0", "h7"]
    assert len(_mended(logs, root)) == 1
    assert audit.verify(root).state == "intact"


def test_line_of_another_place_is_not_found(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    lines = logs.lines_of(root.journal.read_bytes())
    assert log.read_line(root.journal, len(lines[0]), len(lines[1])) == lines[1]
    with pytest.raises(NotFound):
        log.read_line(root.journal, len(lines[0]), 1 << 20)


def test_reading_more_than_there_is_is_damage(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    with pytest.raises(Damaged):
        list(log.read_lines(root.journal, 0, root.journal.stat().st_size + 1))


# ---------------------------------------------------------------- the tail: clean, torn, damaged


def test_clean_tail_is_left_alone(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    before = logs.found(root)
    with Writer(root).turn():
        pass
    assert logs.found(root) == before


@pytest.mark.parametrize("log", ["journal", "ledger"])
def test_write_torn_at_any_byte_is_set_aside(logs: ModuleType, tmp_path: Path, log: str) -> None:
    """As a crash leaves it: the journal cut anywhere, or the journal whole and the ledger cut anywhere."""
    root = logs.written(tmp_path / "root", [2])
    journal_before, ledger_before = root.journal.read_bytes(), root.ledger.read_bytes()
    logs.commit(root, [2])
    journal_after, ledger_after = root.journal.read_bytes(), root.ledger.read_bytes()
    if log == "journal":
        states = [(journal_after[:cut], ledger_before) for cut in range(len(journal_before), len(journal_after) + 1)]
    else:
        states = [(journal_after, ledger_after[:cut]) for cut in range(len(ledger_before), len(ledger_after))]
    for left_journal, left_ledger in states:
        root.journal.write_bytes(left_journal)
        root.ledger.write_bytes(left_ledger)
        logs.forget(root)
        with Writer(root).turn():
            pass
        _assert_set_aside(logs, root, left_journal[len(journal_before) :], left_ledger[len(ledger_before) :])
        assert root.journal.read_bytes().startswith(journal_before)
        assert root.ledger.read_bytes().startswith(ledger_before)
        assert logs.handoffs(root) == ["h0", "h1"]
        assert audit.verify(root).exit_code == 0


def _assert_set_aside(logs: ModuleType, root: DataRoot, journal_rest: bytes, ledger_rest: bytes) -> None:
    """The torn bytes lie in quarantine, an event says so of each file, and nothing else lies there."""
    torn = {"journal.ndjson": journal_rest, "ledger.ndjson": ledger_rest}
    told = {fact.file: fact for fact in _mended(logs, root)}
    assert set(told) == {name for name, rest in torn.items() if rest}
    for name, fact in told.items():
        aside = root.path / fact.quarantined
        assert aside.read_bytes() == torn[name]
        assert (fact.length, fact.sha256) == (len(torn[name]), hashlib.sha256(torn[name]).hexdigest())
        aside.unlink()
    assert not root.quarantine.is_dir() or list(root.quarantine.iterdir()) == []


def _flip(path: Path, at: int, bit: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= bit
    path.write_bytes(bytes(data))


def _cut(path: Path, size: int) -> None:
    os.truncate(path, path.stat().st_size - size)


def _damages(root: DataRoot, logs: ModuleType) -> dict[str, tuple[Path, bytes]]:
    """Return what could have happened to the ends of the logs, by name: the file and its bytes then."""
    told, sealed = root.journal.read_bytes(), root.ledger.read_bytes()
    lines, seals_ = logs.lines_of(told), logs.lines_of(sealed)
    cases = {
        "a changed last event": (root.journal, told[:-20] + b"?" + told[-19:]),
        "a last event that is cut": (root.journal, told[:-1]),
        "a last event that is gone": (root.journal, b"".join(lines[:-1])),
        "an empty journal": (root.journal, b""),
        "a last ledger line with other words": (root.ledger, sealed.replace(b'"run":"R"', b'"run":"S"')),
        "a ledger line before the last that is gone": (root.ledger, b"".join([*seals_[:-2], seals_[-1]])),
        "a ledger line before the last that is changed": (
            root.ledger,
            b"".join([*seals_[:-2], seals_[-2].replace(b'"x"', b'"y"'), seals_[-1]]),
        ),
        "an old ledger line at the end": (root.ledger, sealed + seals_[1]),
        "two last ledger lines that are gone": (root.ledger, b"".join(seals_[:-2])),
        "a ledger with its opening alone": (root.ledger, seals_[0]),
        "an empty ledger": (root.ledger, b""),
    }
    for bit in range(8):
        newline = bytes([ord("\n") ^ 1 << bit])
        cases[f"a last newline of the journal with bit {bit} changed"] = (root.journal, told[:-1] + newline)
        cases[f"a last newline of the ledger with bit {bit} changed"] = (root.ledger, sealed[:-1] + newline)
        cases[f"bit {bit} changed in the middle of the last ledger line"] = (
            root.ledger,
            sealed[:-300] + bytes([sealed[-300] ^ 1 << bit]) + sealed[-299:],
        )
    return cases


def test_damaged_tail_is_refused_and_left_as_it_is(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1, 1, 2])
    whole = {path: path.read_bytes() for path in (root.journal, root.ledger)}
    for name, (path, data) in _damages(root, logs).items():
        path.write_bytes(data)
        before = logs.found(root)
        with pytest.raises(Damaged):
            logs.commit(root, [9])
        assert logs.found(root) == before, name
        assert audit.verify(root).exit_code == 3, name
        path.write_bytes(whole[path])
    assert logs.commit(root, [9]) == 6


def test_last_ledger_line_that_was_cut_is_torn_and_its_events_are_kept_aside(logs: ModuleType, tmp_path: Path) -> None:
    """Without its newline a ledger line is an unfinished write: nobody was told of the commit before that."""
    root = logs.written(tmp_path / "root", [1, 1])
    _cut(root.ledger, 1)
    logs.forget(root)
    logs.commit(root, [2])
    assert logs.handoffs(root) == ["h0", "h2"]
    assert [fact.file for fact in _mended(logs, root)] == ["journal.ndjson", "ledger.ndjson"]
    assert audit.verify(root).exit_code == 0


@pytest.mark.parametrize(
    ("rest", "torn"),
    [
        (b"", True),
        (b"{", True),
        (b'{"prev":"0', True),
        (b'{"prev":"0"}', True),
        ('{"prev":"\u2014"}'.encode(), True),
        (b"\0\0\0", True),
        (b'{"prev":"0"}\x0b', False),
        (b'{"prev":"0"}*', False),
        (b'{"prev":"0"}{', False),
        (b"[" * 100_000, False),
        (b"7\x99\x00 of something else", True),
        (b"null and void", True),
    ],
)
def test_rest_of_the_ledger_is_a_cut_line_or_damage(rest: bytes, torn: bool) -> None:
    assert tail.is_torn_line(rest, 0) == torn


@pytest.mark.parametrize(
    ("at", "gap", "torn"),
    [
        (100, (100, 512), True),
        (100, (512, 1024), True),
        (100, (1024, 1300), True),
        (100, (100, 1300), True),
        (100, (512, 513), False),
        (100, (700, 701), False),
        (100, (511, 1024), False),
    ],
)
def test_zeros_in_place_of_sectors_are_a_cut_line_and_others_are_damage(
    at: int, gap: tuple[int, int], torn: bool
) -> None:
    """A crash of the machine keeps whole sectors from the disk; what else turns bytes into zeros is no crash."""
    line = b'{"prev":"' + b"x" * (1_300 - at - 12) + b'"}\n'
    begin, end = (each - at for each in gap)
    holed = line[:begin] + bytes(end - begin) + line[end:]
    assert cut.is_cut(holed, at) == torn
    assert tail.is_torn_line(holed, at) or not torn


def test_ledger_line_whose_beginning_never_arrived_is_torn(logs: ModuleType, tmp_path: Path) -> None:
    """Its last sector came, with the newline, and the ones before did not: the disk had them in another order."""
    root = logs.written(tmp_path / "root", [1, 1])
    lines = root.ledger.read_bytes().splitlines(keepends=True)
    begin = len(b"".join(lines[:-1]))
    border = (begin // 512 + 1) * 512
    root.ledger.write_bytes(b"".join(lines[:-1]) + bytes(border - begin) + lines[-1][border - begin :])
    logs.forget(root)
    report = audit.verify(root)
    assert (report.state, report.faults) == ("torn", ())
    assert logs.handoffs(root) == ["h0"]
    logs.commit(root, [2])
    assert logs.handoffs(root) == ["h0", "h2"]
    assert audit.verify(root).exit_code == 0


def test_crash_while_setting_aside_is_made_good(logs: ModuleType, tmp_path: Path) -> None:
    """Copied but not cut off; cut off but not told; told but not named: each ends in one whole copy."""
    root = logs.written(tmp_path / "root", [2])
    rest = b'{"prev":"unfinished'
    digest = hashlib.sha256(rest).hexdigest()
    for still_there, name in ((True, ".pending"), (False, ".pending"), (True, ".autocapture.tmp")):
        end = root.journal.stat().st_size
        root.quarantine.mkdir(exist_ok=True)
        (root.quarantine / f"journal-{end}-{digest}{name}").write_bytes(rest)
        if still_there:
            root.journal.write_bytes(root.journal.read_bytes() + rest)
        logs.commit(root, [3])
        told = _mended(logs, root)[-1]
        assert (told.offset, told.length, told.sha256) == (end, len(rest), digest)
        assert (root.path / told.quarantined).read_bytes() == rest
        assert list(root.quarantine.glob("*.pending")) == []
    assert audit.verify(root).exit_code == 0


# ---------------------------------------------------------------- several writers


APPEND = """
import sys
from pathlib import Path
from ledger.dataroot import DataRoot
from ledger.facts import HandoffRefused
from ledger.writer import Writer
writer = Writer(DataRoot(Path(sys.argv[1])))
for number in range(int(sys.argv[3])):
    with writer.turn() as turn:
        turn.commit([HandoffRefused(f"{sys.argv[2]}.{number}.{part}", "a", "r", "w") for part in range(3)],
                    run="R", stage=1, action="x")
    print(number, flush=True)
"""


def test_two_processes_append_to_one_chain(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    running = [
        subprocess.Popen(logs.python(APPEND, root.path, name, 30), cwd=logs.TREE, stdout=subprocess.DEVNULL)
        for name in "ab"
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    expected = [f"{name}.{number}.{part}" for name in "ab" for number in range(30) for part in range(3)]
    assert sorted(logs.handoffs(root)) == sorted(["h0", *expected])
    for name in "ab":
        told = [handoff for handoff in logs.handoffs(root) if handoff.startswith(f"{name}.")]
        assert told == [handoff for handoff in expected if handoff.startswith(f"{name}.")]
    assert audit.verify(root).exit_code == 0
    assert _mended(logs, root) == []


def test_audit_beside_a_writer_gives_no_alarm(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    with subprocess.Popen(logs.python(APPEND, root.path, "a", 60), cwd=logs.TREE, stdout=subprocess.DEVNULL) as process:
        audits = 0
        while process.poll() is None:
            report = audit.verify(root)
            assert (report.exit_code, report.faults) == (0, ())
            audits += 1
    assert process.returncode == 0
    assert audits > 3


class _Nothing:
    def append(self, leaf_hash: bytes) -> None: ...

    def either(self, leaf_hash: bytes, other: bytes) -> None: ...

    def skip(self, count: int) -> None: ...

    def faults(self) -> tuple[audit.Fault, ...]:
        return ()


def test_audit_whose_log_is_mended_under_its_eyes_gives_no_alarm(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2, 3])
    journal, ledger = root.journal.read_bytes(), root.ledger.read_bytes()
    copy = DataRoot(tmp_path / "copy")
    shutil.copytree(root.path, copy.path)
    with Writer(copy).turn() as turn:
        turn.commit([logs.fact(7)], run="R", stage=1, action="x", inputs=["i" * 4000])
    logs.forget(copy)
    # A write that was cut off just before its end, and is longer than what comes in its place.
    root.journal.write_bytes(copy.journal.read_bytes())
    root.ledger.write_bytes(copy.ledger.read_bytes()[:-2])
    assert root.journal.read_bytes() != journal
    assert root.ledger.read_bytes() != ledger
    written: list[int] = []

    def watch(_: int) -> _Nothing:
        # Called when the lengths of the logs are known, and before their lines are read.
        if not written:
            written.append(logs.commit(root, [8]))
        return _Nothing()

    report = audit.verify(root, watch=watch)
    assert (report.state, report.faults, report.events) == ("intact", (), written[0])
    assert audit.verify(root).exit_code == 0


def test_who_asks_for_a_writer_is_not_taken_for_one(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    with root.writer_lock.open("rb") as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not is_held(root.writer_lock)
    with held(root.writer_lock, 0):
        assert is_held(root.writer_lock)
    code = "import sys; from pathlib import Path; from ledger import lock\n"
    code += "print(sum(lock.is_held(Path(sys.argv[1])) for _ in range(20_000)))"
    words = {"cwd": logs.TREE, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(logs.python(code, root.writer_lock), **words) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == ["0\n", "0\n"]


@posix_only
def test_lock_that_is_no_file_keeps_nobody_waiting(logs: ModuleType, tmp_path: Path) -> None:
    fifo = tmp_path / ".views.lock"
    os.mkfifo(fifo)
    code = "import sys; from pathlib import Path; from ledger import lock\n"
    code += "print(lock.is_held(Path(sys.argv[1])))\nwith lock.held_if_there(Path(sys.argv[1]), 1): print('done')"
    assert logs.run(code, fifo).stdout == "False\ndone\n"


def test_writer_that_waited_long_enough_is_told(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    with held(root.writer_lock, 0):
        assert is_held(root.writer_lock)
        began = time.monotonic()
        with pytest.raises(Locked), Writer(root, wait_s=0.2).turn():
            pytest.fail("two writers at once")
        assert 0.2 <= time.monotonic() - began < 5
    assert not is_held(root.writer_lock)
    assert logs.commit(root, [1]) == 3


def test_lock_that_nobody_made_is_not_held(tmp_path: Path) -> None:
    assert not is_held(tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


def test_lock_that_cannot_be_opened_is_a_write_that_failed(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(WriteFailed), held(tmp_path / "lock", 0):
        pytest.fail("a directory cannot be locked")


# ---------------------------------------------------------------- kills and full disks


@posix_only
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    rnd = random.Random(1)
    acknowledged: list[str] = []
    for turn in range(6):
        with subprocess.Popen(
            logs.python(APPEND, root.path, turn, 100_000), cwd=logs.TREE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rnd.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            count = 1 + len(process.stdout.readlines())
        acknowledged += [f"{turn}.{number}.{part}" for number in range(count) for part in range(3)]
        assert audit.verify(root).exit_code in (0, 1)
        logs.commit(root, [turn])
        assert audit.verify(root).exit_code == 0
    assert set(acknowledged) <= set(logs.handoffs(root))


LIMITED = """
import resource, sys
from pathlib import Path
from ledger.dataroot import DataRoot
from ledger.errors import WriteFailed
from ledger.facts import HandoffRefused
from ledger.writer import Writer
with Writer(DataRoot(Path(sys.argv[1]))).turn() as turn:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    for attempt in range(2):
        try:
            turn.commit([HandoffRefused("lost", "a", "r", "w" * int(sys.argv[3]))], run="R", stage=1, action="x")
        except WriteFailed as error:
            print(error.exit_code, error.what)
"""


@posix_only
@pytest.mark.parametrize("log", ["journal", "ledger"])
def test_full_disk_is_told_and_leaves_a_log_that_goes_on(logs: ModuleType, tmp_path: Path, log: str) -> None:
    """A limit on the size of files stands for the disk. The turn is over then: what it wrote is unknown."""
    root = logs.written(tmp_path / "root", [300] if log == "journal" else [1] * 20)
    path = root.journal if log == "journal" else root.ledger
    before = logs.handoffs(root)
    ran = logs.run(LIMITED, root.path, path.stat().st_size + 100, 10)
    assert ran.stdout.splitlines()[0].startswith(f"74 Could not append to {path}"), ran.stderr
    assert ran.stdout.splitlines()[1] == "74 An earlier write of this turn failed."
    assert audit.verify(root).exit_code == 1
    logs.commit(root, [999])
    assert logs.handoffs(root) == [*before, "h999"]
    assert audit.verify(root).exit_code == 0


@posix_only
def test_tail_that_cannot_be_set_aside_stays_where_it_is(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    with root.journal.open("ab") as handle:
        handle.write(b"unfinished")
    root.quarantine.write_bytes(b"a file has the name of the directory")
    before = logs.found(root)
    with pytest.raises(WriteFailed):
        logs.commit(root, [3])
    assert logs.found(root) == before
    root.quarantine.unlink()
    logs.commit(root, [3])
    assert audit.verify(root).exit_code == 0
