"""What the sweeps share: which calls are tried, what must be told of each, and a place that costs no waiting.

`make faults` (AUTOCAPTURE_FAULTS=all) tries every call, in parts, so that workers share them; `make test` a seeded
choice of them.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Call = tuple[str, int]
Check = Callable[[Any], None]
Sweep = Callable[[Any, str, Check], None]
Limited = Callable[[Any, Iterable[int], Check], None]

WHOLE = os.environ.get("AUTOCAPTURE_FAULTS") == "all"
PARTS = 16 if WHOLE else 1
CHOSEN = 4
SEED = 20261127
_MAY_NOT_COME = 0.02


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that sweeps once for each part of the calls."""
    if "part" in metafunc.fixturenames:
        metafunc.parametrize("part", range(PARTS))


@pytest.fixture(scope="session")
def whole() -> bool:
    """Whether all is to be tried, and not a choice."""
    return WHOLE


@pytest.fixture(scope="module")
def base() -> Iterator[Path]:
    """A directory in memory where there is such a thing: the same calls, but no disk to wait for."""
    memory = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(tempfile, "tempdir", name)  # what is compared is made anew there, too
        yield Path(name)


@pytest.fixture
def sweep(scene: ModuleType, part: int) -> Sweep:
    """`sweep(played, "EIO", check)`: strike a run at each call of this part, and check what became of it.

    `fault` is an error that the call gives, or KILL: then the run enters it and is no more. Whatever the run says of an
    error it says in words. A failure does not end the sweep; what was tried is told (`pytest -rP` shows it).
    """

    def run(played: Any, fault: str, check: Check) -> None:
        calls, failed, missed = _cases(scene, played, fault, part), [], 0
        for call in calls:
            try:
                played.begin()
                _strike(scene, played, call, fault)
                check(played)
            except scene.DidNotCome:
                missed += 1
            except Exception:  # noqa: BLE001 - whatever it is, the next one is tried
                failed.append(f"{call}: {traceback.format_exc(limit=-2)}")
        print(f"swept {fault} in {played.name}: {len(calls)} calls, {missed} did not come, {len(failed)} failed")
        assert not failed, "\n".join(failed)
        assert missed <= max(1, len(calls) * _MAY_NOT_COME)

    return run


def _strike(scene: ModuleType, played: Any, call: Call, fault: str) -> None:
    if fault == "KILL":
        played.killed_in(call)
        return
    done = played.disturbed(call, f"error={fault}")
    assert done.returncode in scene.TOLD, (done.returncode, done.stderr)
    assert b"Traceback" not in done.stderr, done.stderr


def _cases(scene: ModuleType, played: Any, fault: str, part: int) -> list[Call]:
    """Return the calls at which a fault is tried: a part of all, or a seeded choice with a few names, each once."""
    names = {"EIO": (*scene.CHANGES, *scene.LOOKS), "ENOSPC": (*scene.CHANGES, "openat", "open"), "KILL": scene.CHANGES}
    fit = [call for call in played.calls if call[0] in names[fault]]
    if WHOLE:
        return fit[part::PARTS]
    rng = random.Random(f"{SEED}{fault}")
    by_name: dict[str, list[Call]] = {}
    for call in fit:
        by_name.setdefault(call[0], []).append(call)
    return [rng.choice(by_name[name]) for name in rng.sample(sorted(by_name), min(CHOSEN, len(by_name)))]


@pytest.fixture
def limited(scene: ModuleType) -> Limited:
    """`limited(played, sizes, check)`: let no file grow beyond each of some sizes, and check what became of the run.

    The system itself writes a part then, and refuses the next write; one of the sizes at least must be too small.
    """
    limit = shutil.which("prlimit")
    if limit is None:
        pytest.skip("prlimit is not here")

    def run(played: Any, sizes: Iterable[int], check: Check) -> None:
        refused, tried = 0, list(sizes)
        for size in tried:
            played.begin()
            done = played.forked(limit, f"--fsize={size}", "--pid")
            assert done.returncode in scene.TOLD, (size, done.returncode, done.stderr)
            assert b"Traceback" not in done.stderr, (size, done.stderr)
            refused += done.returncode != 0
            check(played)
        print(f"limited {played.name}: {len(tried)} sizes, {refused} of them too small")
        assert refused

    return run


@pytest.fixture(scope="module")
def in_care(
    scene: ModuleType, forkserver: Any, hypervisor: ModuleType, program: list[str], base: Path
) -> Callable[..., Any]:
    """`in_care("rebuild", {"a": 2})`: a scene in which these directories, of so many frames, were taken in."""

    def taken_in(name: str, frames_of: dict[str, int]) -> Any:
        place, template = base / name / "place", base / name / "template"
        for run, frames in frames_of.items():
            hypervisor.build(place / "spool" / run, run=run, frames=frames)
        words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
        played = scene.Scene([*program, *words, "--quiet", "0"], template, place, forkserver, name=name)
        if not played.traced:
            pytest.skip("system calls cannot be traced here (strace)")
        (place / "tmp").mkdir()
        played.finish()
        (place / "tmp").rmdir()
        place.rename(template)
        return played

    return taken_in
