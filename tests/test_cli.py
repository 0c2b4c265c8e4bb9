"""The real command line: what is wrong is said in words, with the exit code of the table, and harms nothing."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cli
from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from projections import compare

Program = Callable[..., subprocess.CompletedProcess[str]]
MARKER = "reap_eligible.json"


def state_of(root: Path) -> dict[str, bytes | None]:
    """Every name below a directory, and the bytes of files. Locks say nothing and hold nothing."""
    return {
        str(path): path.read_bytes() if path.is_file() else None
        for path in root.rglob("*")
        if not (path.name.startswith(".") and path.name.endswith(".lock"))
    }


@pytest.fixture(scope="module")
def world(hypervisor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good things and bad ones. Whatever a command does here, it must be found as it was."""
    world = tmp_path_factory.mktemp("world")
    good = hypervisor.build(world / "good")
    HandoffIngestor(world / "root").ingest_handoff_dir(good.root)
    hypervisor.build(world / "other" / "handoff", run="other")
    (world / "empty").mkdir()
    (world / "file").write_bytes(b"mine")
    hypervisor.build(world / "nodb", run="nodb")
    (world / "nodb" / "metadata.db").unlink()
    gone = hypervisor.build(world / "gone", run="gone")
    (gone.root / next(iter(gone.frames.values()))).unlink()
    hypervisor.build(world / "garbage", run="garbage")
    (world / "garbage" / "metadata.db").write_bytes(b"x" * 10_000)
    (world / "foreign").mkdir()
    (world / "foreign" / "journal.ndjson").write_text('{"event_id": 1, "sequence": 1, "event_type": "old"}\n')
    for name in ("staleviews", "garbageviews", "shortjournal", "damagedledger", "noledger", "keyless"):
        shutil.copytree(world / "root", world / name)
    shutil.rmtree(world / "staleviews" / "derived")
    (world / "garbageviews" / "metadata.db").write_bytes(b"x" * 10_000)
    journal = world / "shortjournal" / "journal.ndjson"
    journal.write_bytes(journal.read_bytes()[:-40])
    ledger = world / "damagedledger" / "ledger.ndjson"
    ledger.write_bytes(b'"sig":"A'.join(ledger.read_bytes().rsplit(b'"sig":"', 1)))
    (world / "noledger" / "ledger.ndjson").unlink()
    return world


@dataclass(frozen=True)
class Case:
    """Words of a command ({} is the world), the exit code that they give, and what must be told."""

    words: str
    code: int
    told: tuple[str, ...]
    grows: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return self.words.replace("{}/", "").replace(" --data-dir", "").replace("/", "|")


INGEST = "handoff ingest --handoff-root"
CASES = [
    Case(f"{INGEST} {{}}/nodb --data-dir {{}}/unborn", 10, ("nodb/metadata.db",), reason="metadata_db_missing"),
    Case(f"{INGEST} {{}}/nowhere --data-dir {{}}/unborn", 10, ("nowhere/metadata.db",)),
    Case(f"{INGEST} {{}}/file --data-dir {{}}/unborn", 10, ("file/metadata.db",)),
    Case(f"{INGEST} {{}}/garbage --data-dir {{}}/unborn", 10, ("garbage",), reason="metadata_db_unreadable"),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/good", 10, ("Keep DataRoot and spool apart",)),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/good/deep/root", 10, ("Keep DataRoot and spool apart",)),
    Case(f"{INGEST} {{}}/root --data-dir {{}}/unborn", 10, ("is a DataRoot",)),
    Case(f"{INGEST} {{}}/gone --data-dir {{}}/born", 5, ("gone/evidence.capture.frame/0",), "born", "media_missing"),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/file", 7, ("file is a file",)),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/other/handoff", 7, ("looks like a handoff directory",)),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/foreign", 7, ("another program",)),
    Case(f"{INGEST} {{}}/good --data-dir {{}}/file/below", 74, ("file",)),
    Case(f"{INGEST} {{}}/other/handoff --data-dir {{}}/shortjournal", 3, ("journal.ndjson", "audit verify")),
    Case(f"{INGEST} {{}}/other/handoff --data-dir {{}}/damagedledger", 3, ("ledger.ndjson",)),
    Case(f"{INGEST} {{}}/other/handoff --data-dir {{}}/noledger", 3, ("ledger.ndjson",)),
    Case(f"{INGEST} {{}}/other/handoff --data-dir {{}}/garbageviews", 9, ("autocapture rebuild",)),
    Case("handoff drain --spool-root {}/file --data-dir {}/root", 2, ("is a file",)),
    *(
        Case(f"{verb} --data-dir {{}}/{place}", 7, (place, "--data-dir"))
        for verb in (
            "rebuild", "rebuild --check", "audit verify", "audit replay", "batch run", "batch run --no-require-idle",
            "query what", "show frame x", "show event journal:1",
        )
        for place in ("empty", "nowhere")
    ),
    *(
        Case(f"{verb} --data-dir {{}}/{place}", 7, (place, "--data-dir"))
        for verb in ("rebuild", "batch run --no-require-idle", "query what")
        for place in ("file", "good")
    ),
    Case("rebuild --data-dir {}/shortjournal", 3, ("journal.ndjson", "audit verify")),
    Case("show event journal:999999 --data-dir {}/root", 1, ("journal:999999",)),
    Case("show event banana --data-dir {}/root", 2, ("banana", "journal:17")),
    Case("show frame run1/frame/77 --data-dir {}/root", 1, ("run1/frame/77",)),
    Case("audit replay --until journal:999999 --out {}/out --data-dir {}/root", 1, ("journal:999999", "the last is")),
    Case("audit replay --until banana --out {}/out --data-dir {}/root", 2, ("banana", "journal:17")),
    Case("audit replay --until journal:3 --data-dir {}/root", 2, ("--out",)),
    Case("audit replay --until journal:3 --out {}/good --data-dir {}/root", 2, ("not an empty directory",)),
    Case("audit replay --until journal:3 --out {}/file --data-dir {}/root", 2, ("not an empty directory",)),
    Case("batch run --only nope --data-dir {}/root", 2, ("nope", "uia")),
    Case("query what --tz Nowhere/Land --data-dir {}/root", 2, ("Nowhere/Land",)),
    Case("query what --now banana --data-dir {}/root", 2, ("banana",)),
    Case("query what --now 0001-01-01T00:00:00+23:00 --data-dir {}/root", 2, ("0001-01-01", "1900")),
    Case("query yesterday --now 9999-12-31T23:59:59-23:00 --data-dir {}/root", 2, ("9999-12-31", "8999")),
    Case("query what --data-dir {}/staleviews", 9, ("facts.db", "autocapture rebuild")),
    Case("query what --data-dir {}/garbageviews", 9, ("metadata.db", "autocapture rebuild")),
    Case("show frame x --data-dir {}/staleviews", 9, ("autocapture rebuild",)),
    Case("export verify {}/nowhere", 2, ("There is no ", "nowhere", "`autocapture export` made")),
    Case("export verify {}/file", 2, ("file is no bag",)),
    Case("audit segment {}/nowhere --data-dir {}/root", 2, ("There is no ", "nowhere")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bad_input_is_told_in_words_and_harms_nothing(world: Path, autocapture: Program, case: Case) -> None:
    before = state_of(world)
    ended = autocapture(*(word.replace("{}", str(world)) for word in case.words.split()), "--json")
    assert ended.returncode == case.code, ended.stderr
    first, *more = ended.stderr.splitlines()
    assert first.startswith("autocapture: ")
    for told in case.told:
        assert told in ended.stderr
    assert "Traceback" not in ended.stderr
    failure = json.loads(ended.stdout)
    assert failure["ok"] is False
    assert set(failure) == {"ok", "error"}
    assert set(failure["error"]) - {"reason"} == {"name", "what", "remedy", "exit_code"}
    # Which directory is refused for what, a program reads in one word: the same that a drain has for it.
    assert ("reason" in failure["error"]) == (case.code in (5, 10))
    if case.reason:
        assert failure["error"]["reason"] == case.reason
    assert failure["error"]["exit_code"] == case.code
    assert first == f"autocapture: {failure['error']['what']}"
    assert "\n".join(more).strip() == failure["error"]["remedy"]
    after = state_of(world)
    if case.grows:
        shutil.rmtree(world / case.grows)
        after = state_of(world)
    assert after == before


@pytest.mark.parametrize(
    "words",
    [
        "", "dream", "handoff", "handoff drain", "handoff ingest --data-dir x", "rebuild",
        "handoff ingest --handoff-root x --data-dir y --mode move", "batch run --data-dir x --max-loops -1",
        "batch run --data-dir x --sleep-ms many", "query --data-dir x", "show event --data-dir x",
        "audit verify --data-dir x --blobs some", "handoff drain --quiet soon --data-dir x",
    ],
)  # fmt: skip
def test_wrong_words_are_answered_with_the_right_ones(autocapture: Program, tmp_path: Path, words: str) -> None:
    ended = autocapture(*words.split())
    assert ended.returncode == 2
    assert ended.stderr.startswith("usage: autocapture")
    assert "error: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert not Path("x").exists()


@pytest.mark.parametrize(
    "words", [("handoff", "drain", "--spool-root"), ("handoff", "ingest", "--handoff-root"),
              ("chronicle", "drain", "--spool-root"), ("chronicle", "ingest", "--session-root")]
)  # fmt: skip
def test_empty_name_of_a_directory_is_not_the_one_we_stand_in(
    autocapture: Program, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A variable that is not set must not look like a spool in which nothing lies."""
    ended = autocapture(*words, "", "--data-dir", tmp_path / "root")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"{words[-1]}: an empty name is no directory" in ended.stderr


def test_words_for_a_person_are_no_json(world: Path, autocapture: Program) -> None:
    words = "handoff", "ingest", "--handoff-root", world / "nodb", "--data-dir", world / "unborn", "--no-json"
    ended = autocapture(*words)
    assert (ended.returncode, ended.stdout) == (10, "")
    assert ended.stderr.startswith("autocapture: ")
    assert ended.stderr.count("\n  ") == 1


@pytest.fixture
def keyless(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(tmp_path / "no keys"))
    return world


def test_without_the_key_nothing_is_written_and_reading_still_works(keyless: Path, autocapture: Program) -> None:
    before = state_of(keyless)
    root = keyless / "keyless"
    words = "handoff", "ingest", "--handoff-root", keyless / "other" / "handoff", "--data-dir", root
    ended = autocapture(*words)
    assert ended.returncode == 8
    assert "AUTOCAPTURE_KEY_DIR" in ended.stderr
    assert autocapture("batch", "run", "--no-require-idle", "--only", "uia", "--data-dir", root).returncode == 8
    for verb in ("audit verify", "audit replay", "rebuild --check", "show event journal:3"):
        assert autocapture(*verb.split(), "--data-dir", root).returncode == 0
    assert state_of(keyless) == before


# ---------------------------------------------------------------- the disk, the terminal, the person


def test_full_disk_is_told_and_the_same_command_goes_on_later(
    hypervisor: ModuleType, program: list[str], autocapture: Program, tmp_path: Path
) -> None:
    handoff = hypervisor.build(tmp_path / "spool" / "handoff", frames=4)
    words = ["handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    for kilobytes in (1, 12, 40):
        shutil.rmtree(tmp_path / "root", ignore_errors=True)
        limited = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "bash", *program, *words]
        ended = subprocess.run(limited, capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 74, ended.stderr
        assert "Free or repair the disk" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert not (handoff.root / MARKER).exists()
        ended = autocapture(*words)
        assert ended.returncode == 0, ended.stderr
        assert json.loads((handoff.root / MARKER).read_bytes())["counts"]["frames"] == 4
        (handoff.root / MARKER).unlink()
        assert compare.check(DataRoot(tmp_path / "root")).differences == ()
    assert autocapture("audit", "verify", "--blobs", "hash", "--data-dir", tmp_path / "root").returncode == 0


@pytest.mark.parametrize(
    ("streams", "code"),
    [("<&- >&- 2>&-", 0), (">&-", 0), ("2>&-", 0), (">/dev/full", 74), (">/dev/full 2>&-", 74)],
)
def test_service_without_output_does_its_work_all_the_same(
    hypervisor: ModuleType, program: list[str], tmp_path: Path, streams: str, code: int
) -> None:
    """No file of ours may get the number of a stream that was closed: it would get what is printed."""
    handoff = hypervisor.build(tmp_path / "spool" / "h")
    words = ["handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    command = ["bash", "-c", f'"$@" {streams}', "bash", *program, *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    assert "defect" not in ended.stderr + ended.stdout
    assert (handoff.root / MARKER).is_file()
    for name in ("journal.ndjson", "ledger.ndjson"):
        assert all(line.startswith('{"prev":"') for line in (tmp_path / "root" / name).read_text().splitlines())
    assert compare.check(DataRoot(tmp_path / "root")).differences == ()


@pytest.mark.parametrize("what", [".", "journal.ndjson", "index"])
def test_dataroot_that_may_not_be_read_is_no_defect(
    world: Path, program: list[str], powerless: list[str], tmp_path: Path, what: str
) -> None:
    shutil.copytree(world / "root", tmp_path / "root")
    path = tmp_path / "root" / what
    was = path.stat().st_mode
    path.chmod(0)
    for verb in ("handoff ingest --handoff-root {}/other/handoff", "rebuild --check", "rebuild"):
        words = [*verb.replace("{}", str(world)).split(), "--data-dir", str(tmp_path / "root")]
        ended = subprocess.run([*powerless, *program, *words], capture_output=True, text=True, timeout=60, check=False)
        assert ended.returncode == 74, ended.stderr
        assert str(tmp_path / "root") in ended.stderr
        assert "Permission denied" in ended.stderr
    path.chmod(was)
    assert compare.check(DataRoot(tmp_path / "root")).differences == ()


def test_version_that_cannot_be_printed_is_told(program: list[str]) -> None:
    command = ["bash", "-c", '"$@" >/dev/full', "bash", *program, "--version"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (74, False), ended.stderr
    assert "No space left" in ended.stderr


@pytest.fixture
def heeding() -> Iterator[None]:
    """Heed Ctrl-C: a shell has what it runs in the background ignore it, and that is inherited."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
def test_interrupted_command_says_so_and_goes_on_where_it_was(
    hypervisor: ModuleType, program: list[str], autocapture: Program, tmp_path: Path
) -> None:
    # So many that there is work left when the first findings are seen in the journal.
    handoff = hypervisor.build(tmp_path / "handoff", frames=400, step_s=1)
    root = tmp_path / "root"
    HandoffIngestor(root).ingest_handoff_dir(handoff.root)
    words = ["batch", "run", "--no-require-idle", "--only", "uia", "--data-dir", str(root)]
    with subprocess.Popen([*program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        while (root / "journal.ndjson").read_bytes().count(b"system.frame.examined") < 3 and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert told.startswith(b"autocapture: stopped.")
    assert b"Traceback" not in told
    ended = autocapture(*words)
    assert ended.returncode == 0, ended.stderr
    assert 0 < json.loads(ended.stdout)["examined"] < 400
    assert compare.check(DataRoot(root)).differences == ()


@pytest.mark.usefixtures("heeding")
@pytest.mark.parametrize(("module", "told"), [("msgspec", ""), ("ledger.errors", ""), ("none", "heeded")])
def test_command_that_is_interrupted_while_it_is_loaded_just_ends(module: str, told: str) -> None:
    interrupted = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "import cli\n"
        "print('heeded' if signal.getsignal(signal.SIGINT) is signal.default_int_handler else 'not', end='')\n"
    )
    where = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent)}
    command = [sys.executable, "-c", interrupted]
    ended = subprocess.run(command, capture_output=True, text=True, env=where, timeout=60, check=False)
    assert (ended.stdout, ended.stderr) == (told, "")
    assert ended.returncode == (0 if told else -signal.SIGINT)


def test_command_that_is_interrupted_while_its_words_are_read_says_so_in_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_parsed", interrupted)
    assert cli.run(["status", "--json"]) == 130
    assert json.loads(capsys.readouterr().out)["error"]["name"] == "interrupted"
    assert cli.run(["status"]) == 130
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("rebuild --check --data-dir {}/root", 0),
        ("rebuild --data-dir {}/root", 0),
        ("keys show --data-dir {}/root", 0),
        ("batch run --no-require-idle --only blobs --data-dir {}/root", 0),
        ("handoff drain --json --spool-root {}/nothing --data-dir {}/root", 0),
        ("audit verify --data-dir {}/shortjournal", 3),
        ("audit verify --json --data-dir {}/shortjournal", 3),
        ("handoff drain --spool-root {}/refused --data-dir {}/unborn", 10),
        ("handoff ingest --handoff-root {}/nodb --data-dir {}/unborn", 10),
        ("--version", 0),
        ("show frame run1/evidence.capture.frame/0 --data-dir {}/root", 141),
        ("show event journal:3 --data-dir {}/root", 141),
    ],
)
def test_what_a_command_comes_to_is_told_though_nobody_reads_it(
    world: Path, program: list[str], monkeypatch: pytest.MonkeyPatch, words: str, code: int, unbuffered: str
) -> None:
    """A verb that prints at its end has ended; one that prints on the way was cut short."""
    shutil.copytree(world / "garbage", world / "refused" / "garbage", dirs_exist_ok=True)
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    command = [*program, *words.replace("{}", str(world)).split()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert running.returncode == code
    assert b"Traceback" not in told
    assert b"defect" not in told
    assert told == b"" or code == 10


def test_work_goes_on_where_nobody_hears_how_far_it_is(hypervisor: ModuleType, tmp_path: Path) -> None:
    for number in range(3):
        hypervisor.build(tmp_path / "spool" / f"h{number}", run=f"run{number}")
    often = "import cli; cli.LINE_EVERY_S = 0; cli.main()"
    words = ["handoff", "drain", "--json", "--quiet", "0", "--spool-root", str(tmp_path / "spool")]
    command = [sys.executable, "-c", often, *words, "--data-dir", str(tmp_path / "root")]
    where = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=where) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stderr.close()
        told = json.loads(running.stdout.read())
    assert running.returncode == 0
    assert [each["marker"] for each in told["results"]] == [True] * 3


def test_terminal_that_lacks_letters_gets_others(
    hypervisor: ModuleType, autocapture: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    hypervisor.build(tmp_path / "spool" / "Größe ☃", run="r")
    ended = autocapture(
        "handoff", "drain", "--no-json", "--spool-root", tmp_path / "spool", "--data-dir", tmp_path / "ü"
    )
    assert ended.returncode == 0, ended.stderr
    assert "Gr\\xf6\\xdfe \\u2603: ingested" in ended.stdout


# ---------------------------------------------------------------- where the DataRoot is named; the old name


def test_dataroot_can_be_named_in_the_environment(
    world: Path, autocapture: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOCAPTURE_DATA_DIR", str(world / "root"))
    ended = autocapture("rebuild", "--check")
    assert ended.returncode == 0, ended.stderr
    assert autocapture("rebuild", "--check", "--data-dir", world / "empty").returncode == 7
    monkeypatch.setenv("AUTOCAPTURE_DATA_DIR", "")
    ended = autocapture("rebuild", "--check")
    assert ended.returncode == 2
    assert "--data-dir" in ended.stderr


def prime(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    import cli

    program = [sys.executable, "-c", "import cli; cli.prime()", *map(str, words)]
    where = {"PYTHONPATH": str(Path(cli.__file__).parent), "XDG_DATA_HOME": str(home)}
    return subprocess.run(program, capture_output=True, text=True, env={**os.environ, **where}, timeout=60, check=False)


def test_old_name_says_so_once_and_does_the_same(
    world: Path, autocapture: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else each would be as wide as what it is told to write to.
    monkeypatch.setenv("COLUMNS", "100")
    commands: list[tuple[Any, ...]] = [
        ("rebuild", "--check", "--json", "--data-dir", world / "root"),
        ("show", "event", "journal:3", "--data-dir", world / "root"),
        ("rebuild", "--data-dir", world / "empty"),
        ("--help",),
    ]
    for number, words in enumerate(commands):
        new, old = autocapture(*words), prime(tmp_path / "home", *words)
        assert (old.returncode, old.stdout) == (new.returncode, new.stdout)
        note = "autocapture-prime is the old name of autocapture; please call that.\n" if number == 0 else ""
        assert old.stderr == note + new.stderr


def test_old_name_works_for_a_user_without_a_place_for_notes(world: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"a file")
    for _ in range(2):
        ended = prime(tmp_path / "home", "rebuild", "--check", "--data-dir", world / "root")
        assert ended.returncode == 0
        assert ended.stderr.startswith("autocapture-prime is the old name")


@pytest.mark.parametrize(("words", "code"), [("rebuild --check", 0), ("audit verify", 0), ("keys rotate", 2)])
def test_account_without_a_home_is_told_in_words(world: Path, words: str, code: int) -> None:
    """As a service has it: no HOME, and a number that no account has."""
    nobody = "import os, pwd; os.environ.pop('HOME', None); pwd.getpwuid = lambda _: {}[0]; import cli; cli.prime()"
    where = {name: value for name, value in os.environ.items() if name not in ("XDG_DATA_HOME", "AUTOCAPTURE_KEY_DIR")}
    where["PYTHONPATH"] = str(Path(cli.__file__).parent)
    command = [sys.executable, "-c", nobody, *words.split(), "--data-dir", str(world / "root")]
    ended = subprocess.run(command, capture_output=True, text=True, env=where, timeout=60, check=False)
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert code == 0 or "no home directory" in ended.stderr


def test_log_is_verified_by_an_account_whose_place_for_keys_is_none(
    world: Path, autocapture: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", "keys")
    ended = autocapture("audit", "verify", "--json", "--data-dir", world / "root")
    assert (ended.returncode, json.loads(ended.stdout)["against"]) == (0, 0), ended.stderr
    assert autocapture("audit", "verify", "--data-dir", world / "shortjournal").returncode == 3
    assert autocapture("keys", "rotate", "--data-dir", world / "root").returncode == 2


def test_every_exit_code_of_the_table_is_one_of_the_errors(autocapture: Program) -> None:
    from ledger import errors

    told = " ".join(autocapture("--help").stdout.split())
    classes = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)]
    assert len(classes) > 10
    for each in classes:
        assert f" {each.exit_code} " in told.replace(":", " ")  # type: ignore[attr-defined]


def choices_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (verbs,) = (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))
    return dict(verbs.choices)


def test_rooms_that_a_verb_names_give_all_of_it() -> None:
    """What is loaded for one verb alone is what it is in the whole."""
    whole = choices_of(cli.parser())
    assert set(whole) == {verb for verbs in cli.ROOMS.values() for verb in verbs}
    for verb, parser in whole.items():
        alone = choices_of(cli.parser(verb))[verb]
        assert alone.format_help() == parser.format_help()
        if parser.get_default("command") is None:
            of_two_words = choices_of(alone)
            for word, told in choices_of(parser).items():
                assert of_two_words[word].format_help() == told.format_help()


def test_a_question_loads_no_room_that_it_does_not_need(program: list[str]) -> None:
    code = "import sys, cli; cli.parser('query'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.partition(".")[0] for name in loaded}
    assert not {"ingest", "processors", "export", "projections", "rich", "sqlite3"} & rooms


@pytest.mark.parametrize(
    "parser", [each for each in cli.parsers_of(cli.parser()) if each.get_default("command")], ids=lambda each: each.prog
)
def test_every_verb_has_an_example_that_can_be_typed(parser: argparse.ArgumentParser) -> None:
    _, _, example = (parser.epilog or "").partition("Example:\n  ")
    words = shlex.split(re.split(r" (?:&&|\|\||>) ", example)[0])
    assert example.startswith(parser.prog)
    assert parser.format_help().endswith(f"\n  {example}\n")  # in one piece
    assert cli.parser().parse_args([*words[1:], *needed_by(parser)]).command


def needed_by(parser: argparse.ArgumentParser) -> list[str]:
    needs = any(action.dest == "data_dir" and action.required for action in parser._actions)
    return ["--data-dir", "x"] if needs else []


def test_misspelled_verb_is_answered_with_the_one_that_was_meant(autocapture: Program) -> None:
    assert "did you mean `autocapture query`?" in autocapture("qery", "x").stderr
    assert "there are ask, audit, batch" in autocapture("dream").stderr


def test_no_verb_at_all_is_answered_with_the_first_steps(autocapture: Program) -> None:
    ended = autocapture()
    assert ended.returncode == 2
    assert "First steps:\n  export AUTOCAPTURE_DATA_DIR=~/screens\n" in ended.stderr


@pytest.mark.parametrize("columns", ["30", "80", "300"])
def test_help_fits_the_terminal(autocapture: Program, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    ended = autocapture("query", "-h")
    assert ended.returncode == 0
    text = ended.stdout.partition("Example:")[0]
    assert max(map(len, text.splitlines())) <= max(40, min(100, int(columns)))


def test_version_is_told(autocapture: Program) -> None:
    assert re.fullmatch(r"autocapture \d+\.\d+\.\d+\S*\n", autocapture("--version").stdout)


def test_bash_completes_verbs_and_options(autocapture: Program, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash here")
    script = tmp_path / "completion.bash"
    script.write_text(autocapture("completion", "bash").stdout)

    def completed(*words: str) -> set[str]:
        line = " ".join(f"'{word}'" for word in words)
        asked = f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _shtab_autocapture autocapture"
        asked += '; printf "%s\\n" "${COMPREPLY[@]}"'
        ran = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
        return {word.strip() for word in ran.stdout.split()}

    assert completed("autocapture", "que") == {"query"}
    assert {"mend", "verify", "replay"} <= completed("autocapture", "audit", "")
    assert completed("autocapture", "query", "--expl") == {"--explain"}
    assert completed("autocapture", "handoff", "drain", "--mode", "") == {"hardlink", "copy"}
    assert "--schedule-extract" not in completed("autocapture", "query", "--")


@pytest.mark.parametrize("shell", cli.SHELLS)
def test_completion_is_what_its_shell_can_read(autocapture: Program, tmp_path: Path, shell: str) -> None:
    script = tmp_path / "completion"
    script.write_text(autocapture("completion", shell).stdout)
    assert "autocapture" in script.read_text()
    if shell in ("bash", "zsh") and shutil.which(shell):
        assert subprocess.run([shell, "-n", str(script)], capture_output=True, check=False).stderr == b""
