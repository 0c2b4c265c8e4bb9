"""What the evidence covers: frames of the asked window that are there, and how far Stage 2 has come with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from projections import coverage, frames, moment, progress
from query.answers.answer import Coverage, Missing

Between = tuple[int, int]

RUN_STAGE_2 = "Run `autocapture batch run` (with --no-require-idle, to do it while you are at the machine)."
RUN_STAGE_1 = "Ingest newer handoff directories with `autocapture handoff drain`, then ask again."
TRY_AGAIN = "See why with `autocapture show frame`, then run `autocapture batch run --force`."


class _Artifact(msgspec.Struct, frozen=True):
    """What a processor gives. `snapshots`: it reads the frame's UIA snapshot, its picture (False), neither (None)."""

    processor: str
    name: str
    snapshots: bool | None


# The names by which Stage 2 signs its facts; query cannot import it.
_ARTIFACTS = (
    _Artifact("text", "text of the screen (OCR)", snapshots=False),
    _Artifact("uia", "text of the screen (UI Automation)", snapshots=True),
    _Artifact("color", "colours of windows", snapshots=False),
    _Artifact("windows", "programs in front", snapshots=None),
    _Artifact("pages", "pages of the web", snapshots=False),
    _Artifact("elements", "controls", snapshots=False),
    _Artifact("fields", "labels and their values", snapshots=False),
    _Artifact("posts", "posts of chats and comments", snapshots=False),
    _Artifact("elements", "controls by their looks", snapshots=False),
    _Artifact("code", "code and commands", snapshots=False),
    _Artifact("keyframes", "keyframes", snapshots=False),
    _Artifact("inputlog", "bursts of typing and clicks", snapshots=None),
)
TEXT = ("text", "uia")


class Ground(msgspec.Struct, frozen=True):
    """What there is to answer from, in a window: how many frames, and what is known and not known of them.

    `frames` counts those captured in the window; `extent` holds the times of the first and last frame of all
    (UTC microseconds), None where there is no frame at all.
    """

    frames: int
    extent: tuple[int, int] | None
    coverage: tuple[Coverage, ...]
    missing: tuple[Missing, ...]


def survey(db: sqlite3.Connection, between: Between, processors: Sequence[str] = TEXT) -> Ground:
    """Say what the evidence of a half-open stretch of time (UTC microseconds) covers of what these processors give."""
    count, newest = frames.count_between(db, *between)
    surveyed, missing = [], []
    for artifact in _ARTIFACTS:
        if artifact.processor not in processors:
            continue
        done = progress.between(db, artifact.processor, *between, snapshots=artifact.snapshots)
        if not done.ready:
            continue
        pending = done.ready - done.examined - done.failed
        last = _spelled(done.newest_us)
        surveyed.append(
            Coverage(artifact.processor, artifact.name, last, done.examined, pending, done.failed, _spelled(newest))
        )
        if pending:
            ran = coverage.last_examined_at(db, artifact.processor)
            why = f"{pending} of {done.ready} frames are not examined yet" + (f"; it last ran {ran}" if ran else "")
            missing.append(Missing(artifact.name, why, RUN_STAGE_2, artifact.processor, last, pending))
        if done.failed:
            why = f"{done.failed} of {done.ready} frames could not be examined"
            missing.append(Missing(artifact.name, why, TRY_AGAIN, artifact.processor, last, 0))
    return Ground(count, frames.extent(db), tuple(surveyed), tuple(missing))


def _spelled(microseconds: int | None) -> str:
    return "" if microseconds is None else moment.spell(microseconds)
