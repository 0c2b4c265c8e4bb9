"""What a command finds around it: values of variables that mean nothing, names that no terminal should obey."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ingest.handoff import HandoffIngestor
from ledger.errors import Usage
from processors import endpoint, executor
from query.printing import picture

Run = Callable[..., subprocess.CompletedProcess[str]]
MANY_DIGITS = "9" * 5000


@pytest.fixture(scope="module")
def root(hypervisor: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DataRoot with one directory in it."""
    world = tmp_path_factory.mktemp("odd")
    HandoffIngestor(world / "root").ingest_handoff_dir(hypervisor.build(world / "spool" / "h").root)
    return world / "root"


def test_number_of_more_digits_than_python_reads_is_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Usage, match=r"AUTOCAPTURE_VLM_MAX_INFLIGHT .* no number"):
        endpoint.from_environment({"AUTOCAPTURE_VLM_MAX_INFLIGHT": MANY_DIGITS})
    monkeypatch.setenv(executor.MEMORY_VARIABLE, MANY_DIGITS)
    with pytest.raises(Usage, match="no number"):
        executor.ceiling(None)


def test_name_of_a_model_is_text() -> None:
    with pytest.raises(Usage, match="AUTOCAPTURE_VLM_MODEL is no UTF-8"):
        endpoint.from_environment({"AUTOCAPTURE_VLM_MODEL": "\udcff"})


@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
@pytest.mark.parametrize("value", [MANY_DIGITS, "²", "٣", "-1", "wide", ""])
def test_odd_size_of_a_terminal_is_none(
    autocapture: Run, root: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    words = ("query", "where is the tide table", "--data-dir", root, "--now", "2026-03-20T17:45:00Z", "--tz", "UTC")
    usual = autocapture(*words)
    monkeypatch.setenv(name, value)
    told = autocapture(*words)
    assert (told.returncode, told.stdout, told.stderr) == (usual.returncode, usual.stdout, usual.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_dataroot_may_have_a_name_that_is_no_text(autocapture: Run, root: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe")
    shutil.copytree(root, odd)
    for words in (("query", "where is the tide table"), ("search", "tide"), ("status",), ("rebuild", "--check")):
        here, there = (autocapture(*words, "--json", "--data-dir", path) for path in (root, odd))
        assert (there.returncode, there.stderr) == (here.returncode, here.stderr), words
        json.loads(there.stdout)


def test_names_of_files_do_not_steer_a_terminal(autocapture: Run, hypervisor: ModuleType, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    hypervisor.build(spool / "good\x1b]0;gotcha\x07\u202e")
    hypervisor.build(spool / "bad\x9b2J", run="bad")
    (spool / "bad\x9b2J" / "metadata.db").write_bytes(b"")
    data = ("--data-dir", tmp_path / "root", "--no-json")
    for words in (("handoff", "drain", "--spool-root", spool, "--quiet", "0"), ("status",), ("doctor",)):
        told = autocapture(*words, *data)
        text = told.stdout + told.stderr
        assert words == ("doctor",) or "\\x9b2J" in text
        assert text.replace("\n", "").isprintable(), words


def test_keys_that_may_not_be_looked_at_are_unreadable(
    powerless: list[str], program: list[str], logs: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(tmp_path / "keys"))
    root = logs.written(tmp_path / "root", [3])
    (tmp_path / "keys").chmod(0)
    try:
        for words, code in ((("keys", "show"), 8), (("keys", "rotate"), 8), (("doctor", "--json"), 1)):
            command = [*powerless, *program, *words, "--data-dir", str(root.path)]
            told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            assert (told.returncode, "cannot be read" in told.stdout + told.stderr) == (code, True), told.stderr
    finally:
        (tmp_path / "keys").chmod(0o700)


def test_picture_is_opened_without_calls_back_in_which_an_interrupt_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    drawn = picture.png_of(picture.Canvas(300, 200, bytearray(300 * 200 * 3)))
    with caplog.at_level(logging.DEBUG, "pyvips"):
        canvas = picture.opened(drawn, "a frame")
        picture.webp_of(canvas, 100)
        said = [each.getMessage() for each in caplog.records if each.getMessage().startswith("VIPS:")]
    assert said == []


def test_directory_that_was_deleted_under_a_command_is_told(program: list[str], root: Path, tmp_path: Path) -> None:
    command = ["bash", "-c", 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"', str(tmp_path / "gone"), *program]
    for words in (("handoff", "drain", "--spool-root", "spool"), ("export", "--event", "journal:5", "--out", "bag")):
        told = subprocess.run(
            [*command, *words, "--json", "--data-dir", str(root)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (told.returncode, "no longer there" in told.stderr) == (2, True), told.stderr
        assert json.loads(told.stdout)["error"]["exit_code"] == 2


def test_pipe_in_the_place_of_a_note_or_a_view_makes_nobody_wait(
    autocapture: Run, hypervisor: ModuleType, root: Path, tmp_path: Path
) -> None:
    data = tmp_path / "root"
    shutil.copytree(root, data)
    hypervisor.build(tmp_path / "spool" / "i", run="i")
    for note in (".drains.json", "index/locator.lmdb"):
        (data / note).unlink(missing_ok=True)
        os.mkfifo(data / note)
    assert autocapture("status", "--data-dir", data).returncode == 0
    drained = autocapture("handoff", "drain", "--quiet", "0", "--spool-root", tmp_path / "spool", "--data-dir", data)
    assert drained.returncode == 0, drained.stderr
    assert autocapture("rebuild", "--check", "--data-dir", data).returncode == 0
    shutil.rmtree(data / "index")
    (data / "index").write_bytes(b"")
    hypervisor.build(tmp_path / "spool" / "j", run="j")
    drained = autocapture("handoff", "drain", "--quiet", "0", "--spool-root", tmp_path / "spool", "--data-dir", data)
    assert (drained.returncode, "File exists" in drained.stderr) == (74, True), drained.stderr
