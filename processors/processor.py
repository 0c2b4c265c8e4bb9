"""What the loop of Stage 2 asks of a processor, and of the gate."""

from __future__ import annotations

from typing import Protocol

from processors.findings import Earlier, Findings, Subject
from processors.idle import Presence


class Processor(Protocol):
    """What looks at frames. One that can be pickled can be shipped to other processes and machines.

    It may have, beside what stands here: `needs` (see `findings.needs_of`), `stays` and `cancel` (see below).
    """

    @property
    def name(self) -> str:
        """The processor's name: the queue and the facts name it so."""
        ...

    @property
    def version(self) -> int:
        """Changes whenever the same frame would give other facts."""
        ...

    @property
    def snapshots(self) -> bool:
        """Whether it reads the UIA snapshot of a frame instead of its picture."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics under which what it finds lives on from frame to frame."""
        ...

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return facts about a frame, given the one before it."""
        ...


class Gate(Protocol):
    """What says whether work may go on."""

    def presence(self) -> Presence:
        """Return whether the person is away now."""
        ...


def stays(processor: Processor) -> bool:
    """Say whether a processor is never shipped: because its work is next to none, or is waiting for a server."""
    return bool(getattr(processor, "stays", processor.snapshots))


def width_of(processor: Processor) -> int:
    """Return how many units a processor that stays has in hand at once: its `width`, 1 where it names none."""
    return int(getattr(processor, "width", 1))


def cancel(processor: Processor) -> None:
    """Let a processor break off what it is waiting for, where it can (`cancel`). May be called from any thread."""
    breaking_off = getattr(processor, "cancel", None)
    if callable(breaking_off):
        breaking_off()
