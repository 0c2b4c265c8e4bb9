"""Whatever the disk says, and whenever: nothing half is acknowledged, and the same command again ends the work.

Each case runs the real `handoff ingest` and lets one system call on its directories fail (EIO, ENOSPC), be the last one
(KILL) or write only a part. `make faults` tries every call; `make test` a seeded choice of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SEED = 20261127

# One os.write of ours writes half; the next one is told how much is left.
SHORT = """
import os, runpy, sys
at, program = int(sys.argv[1]), sys.argv[2]
write, count = os.write, 0
def halved(descriptor, data):
    global count
    if len(data) > 1:
        count += 1
    return write(descriptor, bytes(data)[: max(1, len(data) // 2)] if count == at else data)
os.write = halved
sys.argv = sys.argv[2:]
runpy.run_path(program, run_name="__main__")
"""


@pytest.fixture(scope="module")
def ingest(
    scene: ModuleType,
    forkserver: Any,
    hypervisor: ModuleType,
    program: list[str],
    base: Path,
) -> Any:
    """One directory with everything that makes an ingest take another way: a -wal, files beside, a stranger's table."""
    base = base / "ingest"
    variant = hypervisor.Variant(wal=True, schema="records", strangers=True)
    built = hypervisor.build(base / "template" / "spool" / "a", variant, run="a", frames=2)
    (built.root / "uia").mkdir()
    (built.root / "uia" / "latest.snap.json").write_text("{}")
    words = ["handoff", "ingest", "--handoff-root", str(base / "place" / "spool" / "a"), "--quiet", "0"]
    command = [*program, *words, "--data-dir", str(base / "place" / "root")]
    played = scene.Scene(command, base / "template", base / "place", forkserver, name="ingest")
    if not played.traced:
        pytest.skip("system calls cannot be traced here (strace)")
    played.measure()
    assert len(played.calls) > 500
    return played


@pytest.fixture(scope="module")
def copy(scene: ModuleType, ingest: Any, base: Path) -> Any:
    """The same, by copies: the calls on our media. All others are those of the ingest that links."""
    place = base / "copy" / "place"
    words = [word.replace(str(ingest.place), str(place)) for word in ingest.command]
    played = scene.Scene([*words, "--mode", "copy"], ingest.template, place, ingest.server, "root/media", "copy")
    played.measure()
    return played


@pytest.fixture(scope="module")
def chronicle(
    scene: ModuleType,
    forkserver: Any,
    hypervisor: ModuleType,
    chronicler: ModuleType,
    program: list[str],
    base: Path,
) -> Any:
    """A chronicle session, drained."""
    base = base / "chronicle"
    chronicler.session(base / "template" / "spool", hypervisor, frames=2).write()
    words = ["chronicle", "drain", "--spool-root", str(base / "place" / "spool")]
    command = [*program, *words, "--data-dir", str(base / "place" / "root")]
    played = scene.Scene(command, base / "template", base / "place", forkserver, name="chronicle")
    if not played.traced:
        pytest.skip("system calls cannot be traced here (strace)")
    played.measure()
    return played


@pytest.mark.parametrize("which", ["ingest", "copy", "chronicle"])
@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_run_that_is_struck_in_a_call_ends_when_it_is_run_again(
    request: pytest.FixtureRequest, sweep: Callable[..., None], which: str, fault: str
) -> None:
    sweep(request.getfixturevalue(which), fault, stands_and_ends)


def stands_and_ends(played: Any) -> None:
    """Nothing half stands; and again ends as if nothing had been."""
    played.stands()
    played.ended_well()


def test_every_write_of_ours_goes_on_where_the_system_wrote_a_part(copy: Any, scene: ModuleType, whole: bool) -> None:
    writes = [call for call in copy.calls if call[0] == "write"]
    numbers = range(1, len(writes) + 1)
    for number in numbers if whole else random.Random(SEED).sample(numbers, 3):
        copy.begin()
        command = copy.command
        copy.command = [*scene.python(SHORT, str(number)), *command[1:]]
        try:
            done = copy.run()
        finally:
            copy.command = command
        assert done.returncode == 0, done.stderr
        assert copy.known() == copy.content
        copy.ended_well()


def test_file_that_may_not_grow_is_told_and_ended_later(
    ingest: Any, copy: Any, limited: Callable[..., None], whole: bool
) -> None:
    for played in (ingest, copy):
        limited(played, range(0, 80_000, 1_024) if whole else [0, 5_000, 20_000], stands_and_ends)


def test_disk_that_is_full_is_told_and_ended_when_there_is_room(scene: ModuleType, ingest: Any, whole: bool) -> None:
    """A real file system with no room: it writes a part, then nothing."""
    small = ingest.place.parent / "small"
    sizes = range(16, 400, 8) if whole else (64, 160)
    command = ingest.command
    for size in sizes:
        ingest.begin()
        small.mkdir(exist_ok=True)
        mounted = [
            "unshare",
            "-m",
            "sh",
            "-c",
            f'mount -t tmpfs -o size={size}k none "$0" && shift 0 && "$@"',
            str(small),
        ]
        ingest.command = [word.replace(str(ingest.root), str(small / "root")) for word in command]
        try:
            done = ingest.run(*mounted)
        finally:
            ingest.command = command
        if b"unshare" in done.stderr or b"mount:" in done.stderr:
            pytest.skip("no file system can be mounted here")
        assert done.returncode in scene.TOLD, (size, done.returncode, done.stderr)
        assert b"Traceback" not in done.stderr, (size, done.stderr)
        if done.returncode:
            assert not list((ingest.place / "spool").glob("*/reap_eligible.json"))
        Path(ingest.place / "spool" / "a" / "reap_eligible.json").unlink(missing_ok=True)
        ingest.ended_well()
