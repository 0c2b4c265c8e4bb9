"""What a processor is given (a frame, and what is known of the one before it), and the facts that it finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from ledger.errors import AutocaptureError
from ledger.facts import Box, Element, Fact, Field, Gone, Page, Post, Span, Window
from projections.elements import ElementRow
from projections.text import SpanRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Unfit(AutocaptureError):
    """What a processor was given of one frame is not fit to be looked at: said of this frame, the rest goes on.

    `name` is the reason, a stable word of its own for each. `facts` are what happened on the way and is told as well.
    """

    def __init__(self, name: str, what: str, facts: tuple[Fact, ...] = ()) -> None:
        super().__init__(what)
        self.name = name  # type: ignore[misc]  # each reason is counted for itself
        self.facts = facts


class Postponed(Exception):
    """A processor cannot work now, which is said of no frame: they all stay pending. `facts` are told all the same."""

    def __init__(self, reason: str, facts: tuple[Fact, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Known(msgspec.Struct, frozen=True):
    """A thing that an earlier frame shows: the event that said so, its place there, its box, and what it is.

    Of text, `confidence` (basis points) and the x extents of its `words` are kept besides.
    """

    seq: int
    place: int
    box: Box
    what: Hashable
    confidence: int = 0
    words: tuple[tuple[int, int], ...] = ()


class Given(msgspec.Struct, frozen=True):
    """A record of input that belongs to a frame: its id, its payload, and the bytes of its log where it has one."""

    record: str
    fields: dict[str, Any]
    log: bytes | None = None


class Subject(msgspec.Struct, frozen=True):
    """The frame to examine, as far as a processor asks for it.

    `snapshot` is the UIA snapshot's payload, `record` the payload of the frame's own record. `spans`, `elements`,
    `windows` and `pages` are what the processors that this one `needs` know of the same frame, `past` the windows that
    were active before it on the same screen, the last one first; `input_records` those of input that belong to it. All
    are empty for one that asks for none.
    """

    frame: str
    pixels: NDArray[np.uint8] | None = None
    snapshot: dict[str, Any] = msgspec.field(default_factory=dict)
    origin: tuple[int, int] = (0, 0)
    size: tuple[int, int] = (0, 0)
    record: dict[str, Any] = msgspec.field(default_factory=dict)
    captured_us: int | None = None
    spans: tuple[SpanRow, ...] = ()
    elements: tuple[ElementRow, ...] = ()
    windows: tuple[Window, ...] = ()
    past: tuple[Window, ...] = ()
    pages: tuple[Page, ...] = ()
    input_records: tuple[Given, ...] = ()


class Earlier(msgspec.Struct, frozen=True):
    """The frame that the same screen showed before, examined by the same processor at the same version.

    `known` holds what it shows by topic; a topic without a chain that ends there is absent: then nothing
    can be compared, and everything on the new frame counts as appeared. For a processor that `follows_keyframes` it
    is the last keyframe of that screen, and nothing is known of it but its pixels and when it was captured.
    """

    frame: str
    known: dict[str, tuple[Known, ...]]
    pixels: NDArray[np.uint8] | None = None
    captured_us: int | None = None


class Findings(msgspec.Struct, frozen=True):
    """Facts about a frame, and the earlier frame they were compared with; empty where there was none.

    `lacking` are stable words for what the frame did not have along with it; they are counted, and no failure.
    """

    facts: tuple[Fact, ...]
    against: str = ""
    lacking: tuple[str, ...] = ()


def gone(vanished: Iterable[Known]) -> tuple[Gone, ...]:
    """Return vanished things grouped by the event that said they were there."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for known in vanished:
        places[known.seq].append(known.place)
    return tuple(Gone(seq, tuple(sorted(found))) for seq, found in sorted(places.items()))


Thing = TypeVar("Thing", Span, Element, Field, Post)


class Change(msgspec.Struct, Generic[Thing], frozen=True):
    """What is new on a frame and what is gone from it, against an earlier one; all of it is new where that is empty."""

    against: str
    appeared: tuple[Thing, ...]
    vanished: tuple[Gone, ...]


def change(
    things: Sequence[Thing], whats: Sequence[Hashable], earlier: Earlier | None, topic: str
) -> Change[Thing] | None:
    """Return what is new and what is gone, or None where the frame shows what the one before it did.

    `whats` says what each thing is beside its box, as `Known.what` does.
    """
    known = earlier.known.get(topic) if earlier is not None else None
    if earlier is None or known is None:
        return Change("", tuple(things), ()) if things else None
    before = {(each.box, each.what) for each in known}
    now = dict(zip(((thing.box, what) for thing, what in zip(things, whats, strict=True)), things, strict=True))
    appeared = tuple(thing for key, thing in now.items() if key not in before)
    vanished = gone(each for each in known if (each.box, each.what) not in now)
    return Change(earlier.frame, appeared, vanished) if appeared or vanished else None
