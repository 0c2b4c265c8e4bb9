"""What a processor is: its name, its version, its traits, and what it does with a frame. And the gate it works behind.

What it is given (`Subject`, `Earlier`) and what it returns (`Findings`) stands in `processors/findings.py`.
"""

from __future__ import annotations

from typing import Literal, Protocol, runtime_checkable

import msgspec

from processors.findings import Earlier, Findings, Subject
from processors.idle import Presence


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """How a processor wants to be scheduled and fed; what it does not name is as it stands here.

    `reads`: the frame's picture; or its UIA snapshot, without which the frame is none for it; or its own record and
    what others found, of any frame, with the snapshot where there is one. `topics` are those under which what it finds
    lives on from frame to frame. `needs` names the processors whose findings on the same frame it reads: a frame is
    ready for it once they are done with it, and again after each time that one of them was. With `input_records` it
    gets the records of input that belong to the frame, and their logs.

    One that `follows_keyframes` compares a frame with the last keyframe instead of the frame before; for one that takes
    `keyframes_only` other frames do not exist. One that `stays` is never shipped to another process, because its work
    is next to none, or is waiting for a server; it has `width` units in hand at once.
    """

    reads: Literal["picture", "snapshot", "record"] = "picture"
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    input_records: bool = False
    follows_keyframes: bool = False
    keyframes_only: bool = False
    stays: bool = False
    width: int = 1

    @property
    def pictured(self) -> bool:
        """Whether it is given the frame's pixels."""
        return self.reads == "picture"

    @property
    def snapshots(self) -> bool | None:
        """What a frame must have to be pending for it: a snapshot (True), a picture (False), or neither (None)."""
        return {"picture": False, "snapshot": True, "record": None}[self.reads]


class Processor(Protocol):
    """What examines frames. One that can be pickled can be shipped to other processes and machines."""

    @property
    def name(self) -> str:
        """The processor's name: the queue and the facts name it so."""
        ...

    @property
    def version(self) -> int:
        """Changes whenever the same frame would give other facts."""
        ...

    @property
    def traits(self) -> Traits:
        """How it wants to be scheduled and fed."""
        ...

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return facts about a frame, given the one before it."""
        ...


@runtime_checkable
class Cancellable(Protocol):
    """A processor that waits for something and can break that off."""

    def cancel(self) -> None:
        """Break off what it is waiting for. May be called from any thread."""
        ...


class Gate(Protocol):
    """What says whether work may go on."""

    def presence(self) -> Presence:
        """Return whether the person is away now."""
        ...
