"""Quoting: lines of a scene as they stand there, each with its evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from projections import frames, lifetimes, moment
from projections.scenes import Scene
from projections.text import LivingSpan
from query.answers.answer import Claim
from query.answers.coverage import Between
from query.inquiries.cite import Witness
from query.passages.intent import Term


def of_lines(
    witness: Witness,
    db: sqlite3.Connection,
    scene: Scene,
    lines: Sequence[LivingSpan],
    terms: Sequence[Term],
    between: Between | None,
) -> Claim | None:
    """Return lines of a scene, each cited on a frame of a stretch of time that shows it; None where no evidence holds.

    Args:
        witness: who looks the evidence up.
        db: the tables of facts.
        scene: where the lines stand.
        lines: the lines, from top to bottom.
        terms: what was searched for.
        between: the half-open stretch of capture times that counts (UTC microseconds); None: any.
    """
    held = []
    for line in lines:
        first = max(line.born, scene.first)
        ends = [end for end in (line.gone, scene.last) if end is not None]
        placed = next(iter(lifetimes.frames_between(db, line.chain, first, min(ends, default=None), between)), None)
        frame = frames.by_id(db, placed.frame) if placed is not None else None
        citation = witness.citation(line, frame, terms) if frame is not None else None
        if citation is not None:
            held.append(citation)
    if not held:
        return None
    shown = lifetimes.frames_between(db, scene.chain, scene.first, scene.last, between)
    text = "\n".join(citation.text for citation in held)
    return Claim(text, tuple(held), moment.spell(shown[0].captured_us), moment.spell(shown[-1].captured_us), len(shown))
