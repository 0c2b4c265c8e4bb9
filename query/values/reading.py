"""A reading: a value beside its label, on the frames that show it so, and its evidence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ledger.facts import Box, Element, Field
from projections.frames import Frame
from query.answers.answer import Citation
from query.inquiries.cite import Lifetime, Witness
from query.language.words import tokens


class Reading(msgspec.Struct, frozen=True):
    """A value beside its label: where it is told, the first and last frame that show it so, and how many do.

    `row` are the tokens that stand in the same row of the screen. `role` is empty for a field; else it is a control
    whose name is a status. `opening` is its life on the first frame, where that is another one.
    """

    label: str
    value: str
    box: Box
    life: Lifetime
    first: Frame
    last: Frame
    frames: int = 1
    row: frozenset[str] = frozenset()
    role: str = ""
    opening: Lifetime | None = None

    def cited(self, witness: Witness) -> tuple[Citation, ...]:
        """Return the evidence for it, on its last frame and its first; none where that of the last does not hold."""
        last = self._cited(witness, self.life, self.last)
        if last is None:
            return ()
        opening = self.opening or self.life
        first = self._cited(witness, opening, self.first) if self.first.id != self.last.id else None
        return (last, first) if first is not None else (last,)

    def _cited(self, witness: Witness, life: Lifetime, frame: Frame) -> Citation | None:
        thing = witness.thing(life, frame)
        if isinstance(thing, Field) and tokens(thing.value) == tokens(self.value) and thing.label == self.label:
            return witness.cited(life, frame, thing.box, thing.value)
        if self.role and isinstance(thing, Element) and (thing.role, thing.label) == (self.role, self.value):
            return witness.cited(life, frame, thing.box, thing.label)
        return None


def joined(found: Sequence[Reading]) -> list[Reading]:
    """Return readings, in order of time, with equal ones in a row as one."""
    runs: list[Reading] = []
    for reading in found:
        if runs and tokens(runs[-1].value) == tokens(reading.value):
            last = runs[-1]
            opening = last.opening or last.life
            runs[-1] = replace(reading, first=last.first, frames=last.frames + 1, opening=opening)
        else:
            runs.append(reading)
    return runs
