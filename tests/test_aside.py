"""What is copied aside to be read is gone afterwards, also where the run was killed; nobody else's is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ingest import aside

Autocapture = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A TMPDIR of its own, for this process and for those that it starts."""
    directory = tmp_path / "scratch"
    directory.mkdir()
    monkeypatch.setenv("TMPDIR", str(directory))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return directory


def _aged(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "metadata.db").write_bytes(b"copied")
    then = time.time() - 60
    os.utime(folder, (then, then))
    return folder


def test_folder_of_a_drain_that_was_killed_goes_with_the_next_drain(
    scene: ModuleType,
    hypervisor: ModuleType,
    program: list[str],
    autocapture: Autocapture,
    tmp_path: Path,
    scratch: Path,
) -> None:
    if not scene.can_trace():
        pytest.skip("system calls cannot be traced here (strace)")
    hypervisor.build(tmp_path / "spool" / "a", hypervisor.Variant(wal=True))
    words = ["handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    tracing = [*scene.TRACER, "-o", os.devnull, "-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=1"]
    # The first pwrite64 of all is SQLite's, into the -shm of the copy.
    subprocess.run([*tracing, *program, *words], capture_output=True, check=False)
    (left,) = scratch.glob(f"{aside.PREFIX}*")
    assert (left / "metadata.db-wal").is_file()
    assert autocapture(*words).returncode == 0
    assert left.is_dir()  # brand-new: it could be another run's that has no lock yet
    then = time.time() - 60
    os.utime(left, (then, then))
    shutil.rmtree(tmp_path / "spool" / "a")  # also where nothing is copied aside any more
    assert autocapture(*words).returncode == 0
    assert not list(scratch.iterdir())


def test_folder_of_a_live_run_stays_however_old_it_is(scratch: Path) -> None:
    with aside.private_folder() as live:
        _aged(live)
        dead = _aged(scratch / f"{aside.PREFIX}dead")
        with aside.private_folder():
            assert not dead.exists()
            assert (live / "metadata.db").is_file()
    assert not list(scratch.iterdir())


def test_what_is_not_our_own_folder_is_left_alone(scratch: Path, tmp_path: Path) -> None:
    target = _aged(tmp_path / "elsewhere")
    link = scratch / f"{aside.PREFIX}link"
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    file = scratch / f"{aside.PREFIX}file"
    file.write_bytes(b"a file")
    os.utime(file, (0, 0))
    other = _aged(scratch / "another-program")
    inside = _aged(scratch / f"{aside.PREFIX}dead")
    (inside / "out").symlink_to(target)
    os.utime(inside, (0, 0))
    aside.sweep()
    assert sorted(scratch.iterdir()) == sorted([file, link, other])
    assert (target / "metadata.db").read_bytes() == b"copied"


def test_folder_of_another_account_is_left_alone(scratch: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only the superuser can give a folder away")
    folder = _aged(scratch / f"{aside.PREFIX}theirs")
    os.chown(folder, 12345, -1)
    os.utime(folder, (0, 0))
    aside.sweep()
    assert (folder / "metadata.db").is_file()
