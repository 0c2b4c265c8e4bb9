"""Writing to the logs: commits, crashes, torn and damaged tails, full disks, keys that are not there."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import ledger
from ledger import audit, birth, event, journal, keys, seals, tail
from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Damaged, KeyUnavailable, Locked, NotADataRoot, NotFound, WriteFailed
from ledger.facts import Fact, HandoffRefused, TailMended
from ledger.head import read_head
from ledger.lock import held, is_held
from ledger.writer import Writer

TREE = Path(ledger.__file__).parent.parent
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals, limits and file modes of POSIX")


def _facts(root: DataRoot) -> list[Fact]:
    """Return every committed fact."""
    head = read_head(root)
    lines = journal.read_lines(root.journal, 0, head.bytes) if head.bytes else ()
    return [event.understand(event.read(line)) for line in lines]


def _handoffs(root: DataRoot) -> list[str]:
    return [fact.handoff for fact in _facts(root) if isinstance(fact, HandoffRefused)]


def _mended(root: DataRoot) -> list[TailMended]:
    return [fact for fact in _facts(root) if isinstance(fact, TailMended)]


def _python(code: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def _run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_python(code, *arguments), cwd=TREE, capture_output=True, text=True, check=False, timeout=60)


# ---------------------------------------------------------------- commits


def test_commit_is_read_back(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.begin(tmp_path / "root")
    with Writer(root).turn() as turn:
        first = turn.commit([logs.fact(0), logs.fact(1)], run="R", stage=1, action="x", inputs=["i"], outputs=["o"])
        second = turn.commit((logs.fact(number) for number in (2, 3)), run="R", stage=2, action="y")
    assert ((first.first, first.size), (second.first, second.size)) == ((0, 3), (3, 5))
    assert _handoffs(root) == ["h0", "h1", "h2", "h3"]
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
    assert _handoffs(root) == ["h0", "h7"]
    assert len(_mended(root)) == 1
    assert audit.verify(root).state == "intact"


def test_line_of_another_place_is_not_found(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    lines = logs.lines_of(root.journal.read_bytes())
    assert journal.read_line(root.journal, len(lines[0]), len(lines[1])) == lines[1]
    with pytest.raises(NotFound):
        journal.read_line(root.journal, len(lines[0]), 1 << 20)


def test_reading_more_than_there_is_is_damage(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    with pytest.raises(Damaged):
        list(journal.read_lines(root.journal, 0, root.journal.stat().st_size + 1))


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
        with Writer(root).turn():
            pass
        _assert_set_aside(root, left_journal[len(journal_before) :], left_ledger[len(ledger_before) :])
        assert root.journal.read_bytes().startswith(journal_before)
        assert root.ledger.read_bytes().startswith(ledger_before)
        assert _handoffs(root) == ["h0", "h1"]
        assert audit.verify(root).exit_code == 0


def _assert_set_aside(root: DataRoot, journal_rest: bytes, ledger_rest: bytes) -> None:
    """The torn bytes lie in quarantine, an event says so of each file, and nothing else lies there."""
    torn = {"journal.ndjson": journal_rest, "ledger.ndjson": ledger_rest}
    told = {fact.file: fact for fact in _mended(root)}
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
    logs.commit(root, [2])
    assert _handoffs(root) == ["h0", "h2"]
    assert [fact.file for fact in _mended(root)] == ["journal.ndjson", "ledger.ndjson"]
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
    ],
)
def test_rest_of_the_ledger_is_a_cut_line_or_damage(rest: bytes, torn: bool) -> None:
    assert tail.is_torn_line(rest) == torn


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
        told = _mended(root)[-1]
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
        subprocess.Popen(_python(APPEND, root.path, name, 30), cwd=TREE, stdout=subprocess.DEVNULL) for name in "ab"
    ]
    assert [process.wait(60) for process in running] == [0, 0]
    expected = [f"{name}.{number}.{part}" for name in "ab" for number in range(30) for part in range(3)]
    assert sorted(_handoffs(root)) == sorted(["h0", *expected])
    for name in "ab":
        told = [handoff for handoff in _handoffs(root) if handoff.startswith(f"{name}.")]
        assert told == [handoff for handoff in expected if handoff.startswith(f"{name}.")]
    assert audit.verify(root).exit_code == 0
    assert _mended(root) == []


def test_audit_beside_a_writer_gives_no_alarm(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    with subprocess.Popen(_python(APPEND, root.path, "a", 60), cwd=TREE, stdout=subprocess.DEVNULL) as process:
        audits = 0
        while process.poll() is None:
            report = audit.verify(root)
            assert (report.exit_code, report.faults) == (0, ())
            audits += 1
    assert process.returncode == 0
    assert audits > 3


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
            _python(APPEND, root.path, turn, 100_000), cwd=TREE, stdout=subprocess.PIPE, text=True
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
    assert set(acknowledged) <= set(_handoffs(root))


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
    before = _handoffs(root)
    ran = _run(LIMITED, root.path, path.stat().st_size + 100, 10)
    assert ran.stdout.splitlines()[0].startswith(f"74 Could not append to {path}"), ran.stderr
    assert ran.stdout.splitlines()[1] == "74 An earlier write of this turn failed."
    assert audit.verify(root).exit_code == 1
    logs.commit(root, [999])
    assert _handoffs(root) == [*before, "h999"]
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


# ---------------------------------------------------------------- keys


def _refused(root: DataRoot, logs: ModuleType) -> AutocaptureError:
    before = logs.found(root)
    with pytest.raises(KeyUnavailable) as refusal:
        logs.commit(root, [9])
    assert logs.found(root) == before
    assert refusal.value.exit_code == 8
    assert refusal.value.remedy
    return refusal.value


def test_key_that_is_not_usable_stops_writing_and_not_reading(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    path = keys.key_path(read_head(root).origin)
    whole = path.read_bytes()
    path.unlink()
    assert str(path) in _refused(root, logs).what
    path.mkdir()
    _refused(root, logs)
    path.rmdir()
    for content in (b"", b"rubbish", b"\xff\xfe", whole[:-10], whole.replace(b"PRIVATE", b"PUBLIC")):
        path.write_bytes(content)
        path.chmod(0o600)
        _refused(root, logs)
    assert audit.verify(root).exit_code == 0
    path.write_bytes(whole)
    logs.commit(root, [9])


@posix_only
def test_key_that_others_can_read_is_refused(logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    path = keys.key_path(read_head(root).origin)
    assert path.stat().st_mode & 0o777 == 0o600
    for mode in (0o644, 0o640, 0o604, 0o620):
        path.chmod(mode)
        assert "other users" in _refused(root, logs).what
    path.chmod(0o400)
    logs.commit(root, [9])


def test_another_key_of_the_same_name_is_refused(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [2])
    keys.create(read_head(root).origin)
    assert "not the one" in _refused(root, logs).what


def test_keys_lie_in_the_user_data_directory_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(keys.KEY_DIRECTORY_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert keys.key_path("autocapture/01J") == tmp_path / "autocapture" / "keys" / "autocapture-01J.key"


# ---------------------------------------------------------------- birth


def test_birth_leaves_an_existing_dataroot_alone(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [2])
    before = logs.found(root)
    birth.ensure_born(root)
    assert logs.found(root) == before


def test_first_event_opens_the_dataroot_with_the_key_of_the_ledger(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "root", [1])
    opening = seals.read_opening(root.ledger)
    assert opening is not None
    assert [(fact.origin, fact.root_key) for fact in _facts(root)[:1]] == [(opening.origin, opening.key)]  # type: ignore[attr-defined]
    vkeys = [path.read_text().strip() for path in root.keys.glob("*.vkey")]
    assert vkeys == [opening.key]


@pytest.mark.parametrize(
    "name", ["journal.ndjson", "ledger.ndjson", "metadata.db", "media/a.blob", "manifest.json"], ids=str
)
def test_directory_in_other_use_is_refused_and_left_as_it_is(logs: ModuleType, tmp_path: Path, name: str) -> None:
    root = DataRoot(tmp_path / "root")
    (root.path / name).parent.mkdir(parents=True)
    (root.path / name).write_bytes(b'{"an":"older program"}\n')
    with pytest.raises(NotADataRoot):
        birth.ensure_born(root)
    with pytest.raises(NotADataRoot):
        Writer(root)
    assert logs.found(root) == {name: b'{"an":"older program"}\n'}


def test_lost_ledger_is_not_replaced_by_a_new_one(logs: ModuleType, tmp_path: Path) -> None:
    """A new ledger would take the whole journal for an unfinished write."""
    root = logs.written(tmp_path / "root", [2])
    ledger_bytes = root.ledger.read_bytes()
    for content in (None, b"", b"rubbish\n"):
        if content is None:
            root.ledger.unlink()
        else:
            root.ledger.write_bytes(content)
        before = logs.found(root)
        for attempt in (lambda: birth.ensure_born(root), lambda: Writer(root)):
            with pytest.raises(Damaged):
                attempt()
        assert logs.found(root) == before
    root.ledger.write_bytes(ledger_bytes)
    assert logs.commit(root, [2]) == 4


def test_file_in_the_place_of_the_dataroot_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root").write_bytes(b"a file")
    with pytest.raises(NotADataRoot):
        birth.ensure_born(DataRoot(tmp_path / "root"))


BORN = """
import os, sys
from pathlib import Path
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
left = [int(sys.argv[2])]
def watch(name, arguments):
    if name in ("open", "os.mkdir", "os.rename", "os.remove") and "birth-test" in str(arguments[0]):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
sys.addaudithook(watch)
ensure_born(DataRoot(Path(sys.argv[1])))
"""


@posix_only
def test_birth_killed_at_any_step_is_begun_again(
    logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interpreter tells of each file that is opened, made or renamed; there the process is killed."""
    steps = 0
    while True:
        steps += 1
        place = tmp_path / f"birth-test-{steps}"
        monkeypatch.setenv(keys.KEY_DIRECTORY_VARIABLE, str(place / "keys"))
        root = DataRoot(place / "data" / "root")
        ran = _run(BORN, root.path, steps)
        birth.ensure_born(root)
        logs.commit(root, [1])
        assert (audit.verify(root).exit_code, _handoffs(root)) == (0, ["h1"])
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert steps > 8
