"""What programs read of us: one shape of JSON in any encoding, a failure in JSON for each failure, codes that count."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cli
import processors.verbs
from ingest.handoff import HandoffIngestor
from ledger import printed, verbs
from ledger.errors import Damaged

Program = Callable[..., subprocess.CompletedProcess[str]]

SAID: list[Any] = [{}, [], None, 1.5, 'é ☃ 😀 " \\ \n', {"b": [1, {"d": "ö", "c": ()}], "a": {}}]


@pytest.fixture(scope="module")
def root(hypervisor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("printed")
    HandoffIngestor(base / "Größe").ingest_handoff_dir(hypervisor.build(base / "spool" / "h").root)
    return base / "Größe"


@pytest.mark.parametrize("value", SAID, ids=str)
def test_shape_is_that_of_the_contract(value: Any) -> None:
    assert printed.spelled(value) == json.dumps(value, indent=2, sort_keys=True)
    assert printed.line(value) == json.dumps(value, sort_keys=True, separators=(",", ":"))


def test_name_that_is_no_utf8_is_told() -> None:
    for spelled in (printed.spelled, printed.line):
        assert json.loads(spelled({"path": "\udcff☃"})) == {"path": "\udcff☃"}


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize(
    "words",
    [
        "status", "doctor", "query what was on the screen", "show event journal:9", "audit verify --projections",
        "show frame run1/evidence.capture.frame/0", "audit checkpoint", "audit prove journal:9", "audit mend",
        "rebuild --check", "keys show", "batch status", "show event journal:999",
    ],
)  # fmt: skip
def test_every_verb_prints_the_same_shape_in_every_encoding(
    root: Path, program: list[str], monkeypatch: pytest.MonkeyPatch, words: str, encoding: str
) -> None:
    """All keys are sorted but those of a fact, which stands there as in the journal."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [*program, *words.split(), "--json", "--data-dir", str(root)]
    ended = subprocess.run(command, capture_output=True, check=False, timeout=60)
    said = ended.stdout.decode("ascii")
    told = json.loads(said)
    assert said == json.dumps(told, indent=2, sort_keys="fact" not in told) + "\n"
    assert list(told) == sorted(told)
    if told.get("ok") is False:
        assert told["error"]["exit_code"] == ended.returncode != 0


def test_doctor_says_in_the_shape_of_a_failure_that_something_is_wrong(
    root: Path, autocapture: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that knows nothing of findings must not look for an error in vain."""
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(tmp_path / "nokeys"))
    ended = autocapture("doctor", "--json", "--data-dir", root)
    told = json.loads(ended.stdout)
    wrong = [each for each in told["findings"] if each["severity"] == "wrong"]
    assert wrong
    assert told["error"] == {
        "name": "findings",
        "what": f"{len(wrong)} thing{' is' if len(wrong) == 1 else 's are'} wrong.",
        "remedy": "See `findings`, each of which says what to do.",
        "exit_code": 1,
    }


@pytest.mark.parametrize(
    ("error", "code", "name"), [(KeyError("x"), 70, "internal"), (KeyboardInterrupt(), 130, "interrupted")]
)
@pytest.mark.parametrize("wants", [True, False])
def test_defects_and_interruptions_are_failures_in_json_too(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    name: str,
    wants: bool,
) -> None:
    def fail(_args: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(verbs, "_checkpoint", fail)
    assert cli.run(["audit", "checkpoint", "--json" if wants else "--no-json", "--data-dir", str(root)]) == code
    said = capsys.readouterr()
    assert said.err.startswith("autocapture: ")
    if not wants:
        assert said.out == ""
        return
    told = json.loads(said.out)
    assert (told["ok"], told["error"]["name"], told["error"]["exit_code"]) == (False, name, code)
    assert told["error"]["what"]
    assert told["error"]["remedy"]


def test_broken_pipe_that_is_not_our_output_is_no_success(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_args: argparse.Namespace) -> int:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(verbs, "_checkpoint", fail)
    assert cli.run(["audit", "checkpoint", "--data-dir", str(root)]) == 70
    assert "BrokenPipeError" in capfd.readouterr().err


def test_words_that_nobody_hears_change_no_code(root: Path, program: list[str]) -> None:
    """Standard error is closed at the other end: what a command comes to is the same."""
    command = [*program, "show", "event", "journal:999", "--data-dir", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        running.stderr.close()
        assert running.stdout is not None
        assert running.stdout.read() == b""
    assert running.returncode == 1


def test_system_without_a_place_for_nothing_is_told(root: Path) -> None:
    code = "import os; os.devnull = '/nowhere/null'; import cli; cli.main()"
    where = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent)}
    command = [sys.executable, "-c", code, "rebuild", "--check", "--data-dir", str(root)]
    ended = subprocess.run(command, capture_output=True, text=True, env=where, check=False, timeout=60)
    assert ended.returncode == 74
    assert "/nowhere/null" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(KeyError("x"), 70), (KeyboardInterrupt(), 130), (Damaged("It is damaged.", "Look."), 3)]
)
@pytest.mark.parametrize("words", [(), ("--json",), ("--no-json",)])
def test_what_is_told_line_by_line_ends_in_a_line(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
    words: tuple[str, ...],
) -> None:
    def fail(_args: argparse.Namespace, *_: object) -> int:
        print('{"event":"progress"}')
        raise error

    monkeypatch.setattr(processors.verbs, "_ran", fail)
    run = ["batch", "run", "--json-lines", "--no-require-idle", *words]
    assert cli.run([*run, "--data-dir", str(root)]) == code
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["event"] for each in told] == ["progress", "failed"]
    assert told[-1]["error"]["exit_code"] == code
