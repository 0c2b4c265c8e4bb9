"""What docs/operations.md tells an operator to type is typed here: backup, restore, moving, units of systemd."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ingest.handoff import HandoffIngestor
from ledger import keys, sealing
from ledger.dataroot import DataRoot
from ledger.head import read_head
from ledger.keyring import keyring_of
from ledger.writer import Writer

Run = Callable[..., subprocess.CompletedProcess[str]]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "operations.md"


def script(heading: str, number: int = 0) -> str:
    """Return a block of shell commands below a heading of the page."""
    part = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return str(re.findall(r"```sh\n(.*?)```", part, re.DOTALL)[number])


@pytest.fixture
def shell(program: list[str], tmp_path: Path) -> Run:
    """Runs a block of the page, with `autocapture` on the path."""
    if shutil.which("flock") is None:
        pytest.skip("flock, of util-linux, is not here")
    names = tmp_path / "bin"
    names.mkdir()
    (names / "autocapture").write_text(f'#!/bin/sh\nexec "{program[0]}" "{program[1]}" "$@"\n')
    (names / "autocapture").chmod(0o755)

    def run(text: str, root: Path, backup: Path) -> subprocess.CompletedProcess[str]:
        told = {"PATH": f"{names}:{os.environ['PATH']}", "AUTOCAPTURE_DATA_DIR": str(root), "BACKUP": str(backup)}
        words = ["sh", "-e", "-c", text]
        return subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, **told})

    return run


@pytest.fixture
def recorded(hypervisor: ModuleType, tmp_path: Path) -> DataRoot:
    """A DataRoot with records and blobs."""
    handoff = hypervisor.build(tmp_path / "spool" / "one", frames=6)
    HandoffIngestor(tmp_path / "data").ingest_handoff_dir(handoff.root)
    return DataRoot(tmp_path / "data")


def seal(root: DataRoot, lines: int) -> None:
    """Seal what is due, as writers do when there is much more."""
    with Writer(root).turn() as turn:
        sealing.seal_due(root, turn, keys.load(keyring_of(root).current), lines)


def test_backup_is_restored_and_goes_on(
    shell: Run, autocapture: Run, hypervisor: ModuleType, recorded: DataRoot, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    backup.mkdir()
    assert shell(script("Backup"), recorded.path, backup).returncode == 0
    assert not (backup / "derived").exists()
    checked = shell(script("Backup", 1), recorded.path, backup)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    shutil.rmtree(recorded.path)
    recorded.path.mkdir()
    restored = shell(script("Restore"), recorded.path, backup)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    later = hypervisor.build(tmp_path / "spool" / "two", frames=3, run="run2")
    ended = autocapture("handoff", "ingest", "--handoff-root", later.root, "--data-dir", recorded.path)
    assert ended.returncode == 0, ended.stderr
    assert autocapture("doctor", "--quiet", "--data-dir", recorded.path).returncode == 0


def test_backup_that_is_older_is_taken_up_only_where_a_person_says_so(
    shell: Run, autocapture: Run, hypervisor: ModuleType, recorded: DataRoot, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    backup.mkdir()
    assert shell(script("Backup"), recorded.path, backup).returncode == 0
    later = hypervisor.build(tmp_path / "spool" / "two", frames=3, run="run2")
    words = ("handoff", "ingest", "--handoff-root", later.root, "--data-dir", recorded.path)
    assert autocapture(*words).returncode == 0
    shutil.rmtree(recorded.path)
    recorded.path.mkdir()
    shutil.copytree(backup, recorded.path, dirs_exist_ok=True)
    assert autocapture("rebuild", "--data-dir", recorded.path).returncode == 0
    assert autocapture(*words).returncode == 3
    accepted = shell(script("Restore", 1), recorded.path, backup)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert autocapture(*words).returncode == 0
    assert autocapture("audit", "verify", "--blobs", "hash", "--data-dir", recorded.path).returncode == 0


def test_backup_of_a_log_that_is_being_written_is_whole(
    shell: Run, autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "data", [3, 5])
    code = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("logs", {str(Path(__file__).with_name("logs.py"))!r})
logs = importlib.util.module_from_spec(spec)
spec.loader.exec_module(logs)
from pathlib import Path
from ledger.dataroot import DataRoot
for number in range(100_000):
    logs.commit(DataRoot(Path({str(root.path)!r})), range(8 + number, 9 + number))
"""
    path = {**os.environ, "PYTHONPATH": str(Path(sys.modules["ledger"].__file__ or "").parent.parent)}
    with subprocess.Popen([sys.executable, "-c", code], env=path) as writing:
        try:
            sizes = []
            for number in range(5):
                backup = tmp_path / f"backup{number}"
                backup.mkdir()
                assert shell(script("Backup"), root.path, backup).returncode == 0
                verified = autocapture("audit", "verify", "--data-dir", backup)
                assert verified.returncode == 0, verified.stdout
                sizes.append(read_head(DataRoot(backup)).size)
            assert writing.poll() is None
        finally:
            writing.kill()
    assert sizes == sorted(sizes)
    assert sizes[-1] > 8  # it was written to meanwhile


def test_log_that_is_sealed_between_two_copies_is_whole(
    shell: Run, autocapture: Run, logs: ModuleType, tmp_path: Path
) -> None:
    root = logs.written(tmp_path / "data", [20] * 10)
    backup = tmp_path / "backup"
    backup.mkdir()
    # The worst that can happen: everything is moved into segments after the growing files were copied.
    for part in ("ledger.ndjson", "journal.ndjson"):
        shutil.copy2(root.path / part, backup / part)
    seal(root, 32)
    assert list(root.segments.iterdir())
    shutil.copytree(root.segments, backup / "segments")
    shutil.copytree(root.keys, backup / "keys")
    verified = autocapture("audit", "verify", "--data-dir", backup)
    assert verified.returncode == 0, verified.stdout
    logs.forget(root)  # as on another machine: this account has seen the original go on
    logs.commit(DataRoot(backup), [1000])
    assert autocapture("audit", "verify", "--data-dir", backup).returncode == 0


def test_dataroot_is_moved_and_goes_on(
    autocapture: Run, hypervisor: ModuleType, recorded: DataRoot, tmp_path: Path
) -> None:
    moved = recorded.path.rename(tmp_path / "elsewhere")
    assert autocapture("doctor", "--quiet", "--data-dir", moved).returncode == 0
    later = hypervisor.build(tmp_path / "spool" / "two", frames=3, run="run2")
    assert autocapture("handoff", "ingest", "--handoff-root", later.root, "--data-dir", moved).returncode == 0


def test_units_of_systemd_are_well_formed(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    units = dict(re.findall(r"```ini\n# (\S+)\n(.*?)```", page, re.DOTALL))
    names = {f"autocapture-{name}.{kind}" for name in ("drain", "batch", "doctor") for kind in ("service", "timer")}
    assert set(units) == names
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here")
    for name, text in units.items():
        # The program is where it is; all else is as it stands.
        (tmp_path / name).write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text))
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert not [line for line in ran.stderr.splitlines() if "autocapture-" in line], ran.stderr
