"""A disk that is really full, at many sizes: commits, seals, views made anew, bags. Nothing is lost; all ends later.

A file system in memory of a few hundred KiB is mounted for it, which the superuser of this machine may do, or nobody.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger import audit
from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.errors import WriteFailed
from ledger.facts import HandoffRefused
from ledger.writer import Writer
from projections import compare

AMPLE = 64 << 10


@contextmanager
def small_disk(place: Path, kib: int) -> Iterator[Callable[[int], None]]:
    """Mount a file system of so many KiB at a place; the value gives it another size."""
    place.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "none", str(place)]
    try:
        done = subprocess.run(mounted, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    if done.returncode:
        place.rmdir()
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    try:
        yield lambda size: void(
            subprocess.run(["mount", "-o", f"remount,size={size}k", str(place)], capture_output=True, check=True)
        )
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)
        place.rmdir()


def void(_: object) -> None:
    """Take no notice of an answer."""


def appended(root: DataRoot, begin: int, count: int) -> list[str]:
    """Commit until there is no room; return what was acknowledged."""
    told: list[str] = []
    for number in range(begin, begin + count):
        try:
            with Writer(root, segment_lines=8).turn() as turn:
                turn.commit([HandoffRefused(f"h{number}", "", "r", "x" * 900)], run="R", stage=1, action="x")
        except WriteFailed:
            break
        told.append(f"h{number}")
    return told


def test_log_on_a_full_disk_keeps_what_was_acknowledged(
    base: Path, logs: ModuleType, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys lie elsewhere; the log, its segments and its quarantine do not. Room comes and goes, three times."""
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(base / "keys-of-full"))
    for kib in range(24, 160, 4) if whole else (40, 96):
        with small_disk(base / "small", kib) as resized:
            root = DataRoot(base / "small" / "root")
            ensure_born(root)
            told: list[str] = []
            for more in range(3):
                told += appended(root, 1_000 * more, 1_000)
                kept = logs.handoffs(root)
                assert [name for name in kept if name in set(told)] == told
                report = audit.verify(root)
                assert (report.state in ("intact", "torn"), report.faults) == (True, ()), (kib, audit.in_words(report))
                resized(kib + 12 * (more + 1))
            resized(AMPLE)
            told += appended(root, 9_000, 20)
            assert "h9019" in told
            kept = logs.handoffs(root)
            assert [name for name in kept if name in set(told)] == told
            assert audit.verify(root).exit_code == 0


@pytest.fixture
def kept(scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path) -> Any:
    """A small DataRoot with views, its place a file system of its own."""
    with small_disk(base / "disk", AMPLE):
        place = base / "disk"
        for run in ("a", "b"):
            hypervisor.build(place / "spool" / run, run=run, frames=2)
        words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
        played = scene.Scene([*program, *words, "--quiet", "0"], place, place, forkserver)
        (place / "tmp").mkdir()
        played.finish()
        yield played


def filled(place: Path, free: int) -> Path:
    """Leave so many KiB of a file system free; return the file that takes up the rest."""
    filler = place / "filler"
    kib = int(subprocess.run(["df", "-k", "--output=avail", place], capture_output=True, check=True).stdout.split()[-1])
    filler.write_bytes(bytes(1024 * max(0, kib - free)))
    return filler


def told_with(kept: Any, scene: ModuleType, free: int) -> subprocess.CompletedProcess[bytes]:
    """Run the command with so many KiB free: how it ended is told in words, with a code of its own."""
    filler = filled(kept.place, free)
    done: subprocess.CompletedProcess[bytes] = kept.forked()
    filler.unlink()
    assert done.returncode in scene.TOLD, (free, done.returncode, done.stderr)
    assert b"Traceback" not in done.stderr, (free, done.stderr)
    return done


def test_rebuild_on_a_full_disk_leaves_the_old_views_or_makes_new_ones(
    kept: Any, scene: ModuleType, whole: bool
) -> None:
    before = {path.name: path.read_bytes() for path in kept.root.glob("*.ndjson")}
    kept.command = [*kept.command[:2], "rebuild", "--data-dir", str(kept.root)]
    codes = set()
    for free in range(0, 1_200, 24) if whole else (40, 400):
        done = told_with(kept, scene, free)
        codes.add(done.returncode)
        assert {path.name: path.read_bytes() for path in kept.root.glob("*.ndjson")} == before
        assert not compare.check(DataRoot(kept.root)).differences, free
        assert not (kept.root / ".rebuild").exists()
    assert codes - {0}, "the disk was never full"
    kept.finish()
    assert not compare.check(DataRoot(kept.root)).differences


def test_export_on_a_full_disk_leaves_a_whole_bag_or_none(kept: Any, scene: ModuleType, whole: bool) -> None:
    bag = kept.place / "bag"
    kept.command = [
        *kept.command[:2],
        "export",
        "--event",
        "journal:3",
        "--out",
        str(bag),
        "--data-dir",
        str(kept.root),
    ]
    codes = set()
    for free in range(0, 480, 12) if whole else (20, 120):
        done = told_with(kept, scene, free)
        codes.add(done.returncode)
        assert bag.exists() == (done.returncode == 0), free
        if bag.exists():
            assert (bag / "manifest-sha256.txt").is_file()
            subprocess.run(["rm", "-r", str(bag)], check=True)
        report = audit.verify(DataRoot(kept.root))
        assert (report.state in ("intact", "torn"), report.faults) == (True, ()), free
    assert codes - {0}, "the disk was never full"
    kept.finish()
    assert bag.is_dir()
    assert audit.verify(DataRoot(kept.root)).exit_code == 0
