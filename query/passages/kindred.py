"""Kindred: scenes with a passage that means about what some words do, by the vectors of both."""

from __future__ import annotations

import sqlite3

from ledger.facts import Box
from projections import passages, scenes, standing, text
from projections.scenes import Scene
from projections.text import LivingSpan
from query.passages import likeness

_ALIKE = 0.35
# A hundredth passage counts less than the last of all that words find.
_MEANT = 100
_LATEST = 8
_MOST_SCENES = 200
_LINES = 4


def scenes_of(db: sqlite3.Connection, words: str, allowed: set[int] | None) -> list[tuple[int, int]]:
    """Return the scenes with a passage that means about what the words do, the nearest first, each with its vector."""
    found: dict[int, int] = {}
    gone = scenes.superseded(db)
    for vector, cosine in likeness.nearest(db, words, _MEANT):
        if cosine < _ALIKE or len(found) >= _MOST_SCENES:
            break
        # A passage that stands nearly everywhere says nothing of one scene: its latest ones are enough.
        for scene in passages.scenes_of(db, vector, _LATEST):
            if scene not in gone and (allowed is None or scene in allowed):
                found.setdefault(scene, vector)
    return list(found.items())


def lines_of(db: sqlite3.Connection, scene: Scene, vector: int | None) -> tuple[LivingSpan, ...]:
    """Return the lines of a scene that stand in the passage with a vector."""
    place = passages.place_in(db, vector, scene.id) if vector is not None else None
    if place is None:
        return ()
    box, at = place
    inside = [line for line in standing.lines(db, scene.id) if line.is_at(at) and _is_whole_in(line.box, box)][:_LINES]
    spans = (text.by_id(db, line.id) for line in inside)
    return tuple(span for span in spans if span is not None)


def _is_whole_in(box: Box, around: Box) -> bool:
    return around[0] <= box[0] and around[1] <= box[1] and box[2] <= around[2] and box[3] <= around[3]
