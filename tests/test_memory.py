"""Outside memory: a log that was rewritten with its own key, or set back, is found by what somebody kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

from ledger import audit, memory
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.keyring import keyring_of

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def grown(logs: ModuleType, tmp_path: Path) -> tuple[DataRoot, Path]:
    """A log of three commits, and the checkpoint somebody kept after the second."""
    root: DataRoot = logs.written(tmp_path / "data", [2, 3])
    kept = tmp_path / "kept.checkpoint"
    kept.write_text(memory.current_checkpoint(root))
    logs.commit(root, [7, 8])
    return root, kept


def _held(root: DataRoot, kept: Path) -> tuple[memory.Contradiction, ...]:
    return memory.contradictions(root, [memory.remember(kept, keyring_of(root))])


def test_log_that_only_grew_agrees_with_an_earlier_checkpoint(grown: tuple[DataRoot, Path]) -> None:
    assert _held(*grown) == ()


def test_log_rewritten_with_its_own_key_is_intact_and_found(
    grown: tuple[DataRoot, Path], logs: ModuleType, tmp_path: Path
) -> None:
    root, kept = grown
    fork = DataRoot(tmp_path / "fork")
    shutil.copytree(root.path, fork.path)
    for log in (fork.journal, fork.ledger):
        lines = log.read_bytes().splitlines(keepends=True)
        # Back to the first commit (the opening and one line; the birth and two events), and another way from there.
        log.write_bytes(b"".join(lines[: 2 if log == fork.ledger else 3]))
    logs.forget(fork)
    logs.commit(fork, range(20, 26), "another story")
    assert audit.verify(fork).state == "intact"
    (found,) = _held(fork, kept)
    assert "rewritten" in str(found)


def test_log_that_was_set_back_is_intact_and_found(logs: ModuleType, tmp_path: Path) -> None:
    root = logs.written(tmp_path / "data", [2, 3])
    shutil.copytree(root.path, tmp_path / "backup")
    logs.commit(root, [7])
    kept = tmp_path / "kept.checkpoint"
    kept.write_text(memory.current_checkpoint(root))
    backup = DataRoot(tmp_path / "backup")
    assert audit.verify(backup).state == "intact"
    (found,) = _held(backup, kept)
    assert "set back" in str(found)


def test_marker_remembers_the_log(autocapture: Run, hypervisor: ModuleType, logs: ModuleType, tmp_path: Path) -> None:
    handoff = tmp_path / "spool" / "session"
    hypervisor.build(handoff, hypervisor.Variant())
    ran = autocapture("handoff", "ingest", "--handoff-root", handoff, "--data-dir", tmp_path / "data")
    assert ran.returncode == 0, ran.stderr
    marker = handoff / "reap_eligible.json"
    verify = ("audit", "verify", "--against", marker, "--data-dir")
    assert autocapture(*verify, tmp_path / "data").returncode == 0
    logs.written(tmp_path / "other", [3])
    told = autocapture(*verify, tmp_path / "other")
    assert told.returncode == 3
    assert "another log" in told.stdout


def test_checkpoint_of_another_key_is_no_memory_of_this_log(
    grown: tuple[DataRoot, Path], logs: ModuleType, tmp_path: Path
) -> None:
    other = logs.written(tmp_path / "other", [1])
    with pytest.raises(Usage):
        memory.remember(grown[1], keyring_of(other))


def test_changed_checkpoint_is_refused(grown: tuple[DataRoot, Path]) -> None:
    root, kept = grown
    kept.write_text(kept.read_text().replace("\n6\n", "\n7\n"))
    with pytest.raises(Usage):
        memory.remember(kept, keyring_of(root))


def test_missing_file_and_other_files_are_told_apart(grown: tuple[DataRoot, Path], tmp_path: Path) -> None:
    ring = keyring_of(grown[0])
    with pytest.raises(Usage, match="no file"):
        memory.remember(tmp_path / "nothing", ring)
    (tmp_path / "other.json").write_text('{"schema": "something else"}')
    with pytest.raises(Usage):
        memory.remember(tmp_path / "other.json", ring)


def test_file_without_end_is_no_memory_and_fills_none(
    autocapture: Run, grown: tuple[DataRoot, Path], tmp_path: Path
) -> None:
    root, kept = grown
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as file:
        file.write(kept.read_bytes())
        file.truncate(1 << 40)
    for path in (Path("/dev/zero"), sparse):
        for words in (("audit", "verify", "--against", path), ("audit", "segment", kept, "--key", path)):
            told = autocapture(*words, "--data-dir", root.path, timeout=20)
            assert (told.returncode, "it is longer than" in told.stderr) == (2, True), told
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cp", kept, pipe]) as feeding:
        assert autocapture("audit", "verify", "--against", pipe, "--data-dir", root.path).returncode == 0
        assert feeding.wait() == 0


def test_checkpoint_and_keys_are_told_on_the_command_line(autocapture: Run, grown: tuple[DataRoot, Path]) -> None:
    root, kept = grown
    out = kept.with_name("now.checkpoint")
    assert autocapture("audit", "checkpoint", "--out", out, "--data-dir", root.path).returncode == 0
    assert out.read_text() == memory.current_checkpoint(root)
    shown = autocapture("keys", "show", "--data-dir", root.path)
    assert shown.returncode == 0
    assert keyring_of(root).current.fingerprint in shown.stdout
    told = autocapture("audit", "verify", "--against", kept, "--against", out, "--data-dir", root.path)
    assert told.returncode == 0
    assert f"grew out of {kept}, {out} and what this account saw of it last." in told.stdout
    one = json.loads(autocapture("audit", "verify", "--json", "--against", kept, "--data-dir", root.path).stdout)
    assert (one["state"], one["against"], one["contradictions"]) == ("intact", 2, [])


def test_nothing_is_ever_written_over_the_log(autocapture: Run, grown: tuple[DataRoot, Path]) -> None:
    root = grown[0]
    before = {path: path.read_bytes() for path in root.path.rglob("*") if path.is_file()}
    alias = grown[1].with_name("alias")
    alias.symlink_to(root.path)
    for words in (
        ("audit", "checkpoint", "--out", root.ledger),
        ("audit", "checkpoint", "--out", alias / "ledger.ndjson"),
        ("audit", "prove", "journal:1", "--line", root.journal),
        ("audit", "prove", "journal:1", "--out", root.journal),
        ("audit", "replay", "--until", "journal:1", "--out", root.derived / "x"),
        ("witness", "--state", root.path / "witness"),
        ("witness", "--state", grown[1].with_name("witness"), "--out", root.ledger),
    ):
        assert autocapture(*words, "--data-dir", root.path).returncode == 2, words
    assert {path: path.read_bytes() for path in root.path.rglob("*") if path.is_file()} == before
