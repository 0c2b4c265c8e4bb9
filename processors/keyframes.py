"""Keyframes: which frames deserve a look that is dear. The rules stand in docs/stage2.md. Pure."""

from __future__ import annotations

from ledger.facts import KeyframeChosen, Maker
from processors.findings import Earlier, Findings, Subject
from processors.processor import Traits

NAME = "keyframes"
VERSION = 1

ENOUGH = 2_000
"""A frame is a keyframe when so much of it differs from the last one (basis points of its pixels)."""

LATER_S = 300
"""After so long any difference is enough (seconds)."""


class KeyframesProcessor:
    """Chooses keyframes. Each frame is compared with the last keyframe of its screen."""

    name = NAME
    version = VERSION
    traits = Traits(follows_keyframes=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return that a frame was chosen, and why; nothing where it was not."""
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        maker = Maker(NAME, VERSION, parameters=f"enough={ENOUGH} later={LATER_S}")
        if earlier is None or earlier.pixels is None:
            return Findings((KeyframeChosen(subject.frame, maker, "first"),))
        changed = 10_000
        if earlier.pixels.shape == subject.pixels.shape:
            differing = (earlier.pixels != subject.pixels).any(axis=2)
            changed = -(-10_000 * int(differing.sum()) // differing.size)
        reason = ""
        if changed >= ENOUGH:
            reason = "changed"
        elif changed and _seconds_between(earlier, subject) >= LATER_S:
            reason = "later"
        return Findings((KeyframeChosen(subject.frame, maker, reason, earlier.frame, changed),) if reason else ())


def _seconds_between(earlier: Earlier, subject: Subject) -> float:
    if earlier.captured_us is None or subject.captured_us is None:
        return 0.0
    return (subject.captured_us - earlier.captured_us) / 1e6
