"""A lane: frames that one processor looks at one after the other, each compared with what the screen showed before.

What is known of the frame before is kept here and not asked of the views, so that a lane may be ahead of what is
committed. An event that is not committed yet has no number; until then the lane knows it by a negative one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ledger.facts import Fact, Gone, KeyframeChosen
from processors import known
from processors.findings import Earlier
from processors.known import Change
from processors.processor import Processor
from processors.sources import BlobUnfit, Source
from processors.unit import Outcome, Task
from projections import frames, keyframes
from projections.frames import Frame
from projections.views import Views


class _Shown(msgspec.Struct, frozen=True):
    """The last frame of a screen that the lane looked at, and what it shows; None where nothing can be compared."""

    frame: Frame
    earlier: Earlier | None


class Lane:
    """Frames of one handoff, in order, for one processor.

    `phase` names all frames that are in hand at this time, in this lane and others: what another lane is about to
    find must not be compared with, or facts would depend on which of them is faster.
    """

    def __init__(self, processor: Processor, wanted: Sequence[Frame], phase: frozenset[str]) -> None:
        self.wanted = tuple(wanted)
        self._processor = processor
        self._phase = phase
        self._shown: dict[str, _Shown] = {}
        self._keyframes: dict[str, Frame] = {}
        self._unnumbered = 0
        self._numbers: dict[int, int] = {}

    def task(self, views: Views, frame: Frame, packed: Processor | bytes, needs: Sequence[str]) -> Task:
        """Return what is to be done with a frame; the one before it in the lane must have been `learn`ed.

        Raises:
            BlobUnfit, Undecodable: the picture of the frame is not to be had.
        """
        source, processor, traits = Source(views), self._processor, self._processor.traits
        listens = traits.input_records
        subject = source.subject(frame, snapshots=not traits.pictured, needs=needs, input_records=listens)
        picture = source.picture(frame) if traits.pictured else None
        previous, earlier = self._before(views, source, frame)
        before = None
        if earlier is not None and previous is not None and traits.pictured:
            try:
                before = source.picture(previous)
            except BlobUnfit:
                earlier = None
        inputs = source.inputs(frame, needs, snapshots=not traits.pictured, input_records=listens)
        return Task(packed, (processor.name, processor.version), subject, earlier, picture, before, inputs)

    def _before(self, views: Views, source: Source, frame: Frame) -> tuple[Frame | None, Earlier | None]:
        if self._processor.traits.follows_keyframes:
            return self._keyframe_before(views, frame)
        previous = frames.before(views.facts, frame)
        if previous is None:
            return None, None
        shown = self._shown.get(frame.screen)
        if shown is not None and shown.frame.id == previous.id:
            return previous, shown.earlier
        if previous.id in self._phase:
            return previous, None
        processor = self._processor
        return previous, source.earlier(previous, processor.name, processor.version, processor.traits.topics)

    def _keyframe_before(self, views: Views, frame: Frame) -> tuple[Frame | None, Earlier | None]:
        found = self._keyframes.get(frame.screen) or keyframes.before(views.facts, frame)
        if found is None or (found.id in self._phase and found.screen not in self._keyframes):
            return None, None
        return found, Earlier(found.id, {}, captured_us=found.captured_us)

    def learn(self, frame: Frame, task: Task | None, outcome: Outcome) -> dict[int, int]:
        """Take in what came of a frame; return for each place in `outcome.facts` the number its event has for now."""
        temporary = {place: self._next() for place, fact in enumerate(outcome.facts) if isinstance(fact, Change)}
        earlier = None
        if not outcome.error and not outcome.postponed:
            before = task.earlier.known if task is not None and task.earlier is not None and outcome.against else {}
            shown = known.after(before, outcome.facts, temporary, self._processor.traits.topics)
            earlier = Earlier(frame.id, dict(shown)) if shown else None
        self._shown[frame.screen] = _Shown(frame, earlier)
        if any(isinstance(fact, KeyframeChosen) for fact in outcome.facts):
            self._keyframes[frame.screen] = frame
        return temporary

    def _next(self) -> int:
        self._unnumbered -= 1
        return self._unnumbered

    def number(self, temporary: dict[int, int], first: int) -> None:
        """Take in that facts were committed, the first of them as event `first`."""
        self._numbers.update({known_as: first + place for place, known_as in temporary.items()})

    def numbered(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Return facts with the numbers of committed events in them; all that they name must have been `number`ed."""
        return tuple(self._with_numbers(fact) if isinstance(fact, Change) and fact.vanished else fact for fact in facts)

    def _with_numbers(self, fact: Change) -> Change:
        places: dict[int, set[int]] = {}
        for gone in fact.vanished:
            seq = gone.seq if gone.seq >= 0 else self._numbers[gone.seq]
            places.setdefault(seq, set()).update(gone.places)
        vanished = tuple(Gone(seq, tuple(sorted(found))) for seq, found in sorted(places.items()))
        changed: Change = msgspec.structs.replace(fact, vanished=vanished)
        return changed


def lanes_of(processor: Processor, wanted: Sequence[Frame]) -> list[Lane]:
    """Return the lanes of frames that are in the order in which they are to be done: one for each handoff."""
    phase = frozenset(frame.id for frame in wanted)
    handoffs: dict[str, list[Frame]] = {}
    for frame in wanted:
        handoffs.setdefault(frame.handoff, []).append(frame)
    return [Lane(processor, each, phase) for each in handoffs.values()]
