"""Looking at frames under a disk that fails: a unit is committed whole or not at all, and a later run does the rest.

Calls are those of the thread that commits: where a unit runs in the same process, that is nearly all of them. Workers
touch no DataRoot; that they may be lost is tried in tests/test_executors.py.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from ledger.facts import FrameExamined, FrameFailed

EVERY = 40
"""A run of all processors makes 10,000 calls over one frame, each commit the same ones: one in so many is tried."""


@pytest.fixture(scope="module")
def frame(in_care: Callable[..., Any]) -> Any:
    """A directory of one frame, taken in; nothing was looked at yet."""
    return in_care("batch", {"a": 1})


@pytest.fixture(scope="module")
def looking(scene: ModuleType, frame: Any, program: list[str]) -> Any:
    """One processor looks: every call."""
    return _looked_at(scene, frame, [*program, "batch", "run", "--only", "uia"], name="batch of one processor")


@pytest.fixture(scope="module")
def reading(scene: ModuleType, frame: Any, program: list[str]) -> Any:
    """All processors look: every call on the picture."""
    return _looked_at(scene, frame, [*program, "batch", "run"], within="root/media", name="batch, the picture")


@pytest.fixture(scope="module")
def everything(scene: ModuleType, frame: Any, program: list[str]) -> Any:
    """All processors look: a call in so many."""
    return _looked_at(scene, frame, [*program, "batch", "run"], every=EVERY, name="batch")


def _looked_at(scene: ModuleType, frame: Any, command: list[str], **narrowed: Any) -> Any:
    words = ["--no-require-idle", "--executor", "in-process", "--data-dir", str(frame.root)]
    played = scene.Scene([*command, *words], frame.template, frame.place, frame.server, threads=False, **narrowed)
    played.measure()
    assert any(isinstance(fact, FrameExamined) for fact in scene.committed(played.root))
    return played


@pytest.mark.parametrize("which", ["looking", "everything"])
@pytest.mark.parametrize("fault", ["EIO", "ENOSPC", "KILL"])
def test_batch_that_is_struck_in_a_call_ends_when_it_is_run_again(
    request: pytest.FixtureRequest, scene: ModuleType, sweep: Callable[..., None], which: str, fault: str
) -> None:
    sweep(request.getfixturevalue(which), fault, lambda played: _stands_and_ends(scene, played))


def test_batch_that_is_not_given_a_picture_looks_at_it_again_when_told_to(
    scene: ModuleType, reading: Any, sweep: Callable[..., None]
) -> None:
    sweep(reading, "EIO", lambda played: _stands_and_ends(scene, played))


def test_batch_whose_files_may_not_grow_ends_when_they_may(
    scene: ModuleType, looking: Any, limited: Callable[..., None], whole: bool
) -> None:
    sizes = range(0, 640_000, 8_192) if whole else [0, 20_000, 200_000]
    limited(looking, sizes, lambda played: _stands_and_ends(scene, played))


def _stands_and_ends(scene: ModuleType, played: Any) -> None:
    """What was known before stands, and again ends as if nothing had been; with --force where a frame failed."""
    before, after = (scene.committed(place / "root") for place in (played.template, played.place))
    assert after[: len(before)] == before
    played.stands()
    if not any(isinstance(fact, FrameFailed) for fact in after):
        played.ended_well()
        return
    played.finish()
    played.command.append("--force")
    try:
        played.finish()
    finally:
        played.command.pop()
    assert played.known() == played.content
