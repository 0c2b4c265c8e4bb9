"""Killed at any moment, then told to do the same again: the end is that of a run nobody disturbed."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

MOMENTS = 6
DELAYS = 3


@pytest.fixture(scope="module")
def ingesting(
    scene: ModuleType, hypervisor: ModuleType, program: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """A spool of three directories, drained into an empty DataRoot."""
    base = tmp_path_factory.mktemp("ingesting")
    template, place = base / "template", base / "place"
    hypervisor.build(template / "spool" / "a", run="a", frames=2)
    hypervisor.build(template / "spool" / "b", hypervisor.Variant(wal=True, schema="records"), run="b", frames=2)
    hypervisor.build(template / "spool" / "c", hypervisor.Variant(layout="flat"), run="c", frames=2)
    words = ["handoff", "drain", "--spool-root", str(place / "spool"), "--data-dir", str(place / "root")]
    played = scene.Scene([*program, *words], template, place)
    played.measure()
    return played


@pytest.fixture(scope="module")
def copying(scene: ModuleType, ingesting: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same, in copy mode."""
    place = tmp_path_factory.mktemp("copying") / "place"
    words = [word.replace(str(ingesting.place), str(place)) for word in ingesting.command]
    played = scene.Scene([*words, "--mode", "copy"], ingesting.template, place)
    played.measure()
    return played


@pytest.fixture(scope="module")
def looking(
    scene: ModuleType, hypervisor: ModuleType, program: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """Two directories in care, their UIA snapshots looked at."""
    base = tmp_path_factory.mktemp("looking")
    for run in ("a", "b"):
        hypervisor.build(base / "spool" / run, run=run, frames=3)
    words = [*program, "handoff", "drain", "--spool-root", str(base / "spool")]
    subprocess.run([*words, "--data-dir", str(base / "template" / "root")], capture_output=True, check=True)
    words = ["batch", "run", "--no-require-idle", "--only", "uia", "--data-dir", str(base / "place" / "root")]
    played = scene.Scene([*program, *words], base / "template", base / "place")
    played.measure()
    return played


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_drain_killed_at_a_call_ends_as_if_nothing_had_been(scene: ModuleType, ingesting: Any, moment: int) -> None:
    ingesting.begin()
    ingesting.killed_at(moment, MOMENTS)
    scene.stands(ingesting.root, ingesting.place / "spool")
    ingesting.ended_well()


@pytest.mark.parametrize("moment", range(3))
def test_copying_drain_killed_at_a_call_ends_as_if_nothing_had_been(
    scene: ModuleType, copying: Any, moment: int
) -> None:
    copying.begin()
    copying.killed_at(moment + 1, 5)
    scene.stands(copying.root, copying.place / "spool")
    copying.ended_well()


@pytest.mark.parametrize("seed", range(DELAYS))
def test_drain_killed_after_a_while_ends_as_if_nothing_had_been(scene: ModuleType, ingesting: Any, seed: int) -> None:
    ingesting.begin()
    ingesting.killed_after(random.Random(seed).random() * ingesting.seconds)
    scene.stands(ingesting.root, ingesting.place / "spool")
    ingesting.ended_well()


def test_drain_killed_again_and_again_ends_as_if_nothing_had_been(scene: ModuleType, ingesting: Any) -> None:
    ingesting.begin()
    chance = random.Random(7)
    for _ in range(5):
        ingesting.killed_after((0.3 + 0.7 * chance.random()) * ingesting.seconds)
        scene.stands(ingesting.root, ingesting.place / "spool")
    ingesting.ended_well()


@pytest.mark.parametrize("moment", range(MOMENTS - 2))
def test_batch_killed_at_a_call_ends_as_if_nothing_had_been(looking: Any, moment: int) -> None:
    looking.begin()
    looking.killed_at(moment, MOMENTS - 2)
    looking.ended_well()


@pytest.mark.parametrize("seed", range(DELAYS - 1))
def test_batch_killed_after_a_while_ends_as_if_nothing_had_been(looking: Any, seed: int) -> None:
    looking.begin()
    looking.killed_after(random.Random(seed).random() * looking.seconds)
    looking.ended_well()


def test_undisturbed_runs_agree(scene: ModuleType, ingesting: Any) -> None:
    """What the other tests compare with is no accident of one run: also where the log is cut in other commits."""
    ingesting.begin()
    spool: Sequence[Path] = sorted((ingesting.place / "spool").iterdir())
    for handoff in spool:
        words = ["ingest" if word == "drain" else word for word in ingesting.command]
        where = words.index("--spool-root")
        words[where : where + 2] = ["--handoff-root", str(handoff)]
        subprocess.run(words, capture_output=True, env=ingesting.environment(), timeout=60, check=True)
    assert ingesting.known() == ingesting.content
