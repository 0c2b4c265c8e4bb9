"""What a derived fact was made from: the events that its maker was given, as far as they touch what is cited.

    fact ─ made by ─▶ its maker was done ─ inputs ─▶ others were done ─ against ─▶ … ─▶ readings

The word that a maker was done with a frame names the words that others were; what these knew of the frame is told by
the readings on it and on those that it was compared with, one after the other. Nothing of this is asked of the views:
they keep what was found last, and a fact may be older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

import msgspec

from export.ground import Told
from ledger.errors import EvidenceMissing
from ledger.event import event_id
from ledger.facts import Box, CodeFound, FieldRead, FrameExamined, FrameFailed, PageRecognized, PostRead, RecordAdmitted

_VERIFY = "Run `autocapture audit verify --projections` to see what else is missing, then restore it from a backup."
_BOXES = ("box", "label_box", "author_box", "said_box")

CONCLUDED = (FieldRead, CodeFound, PageRecognized, PostRead)
"""Kinds that are never read off a picture alone: what they were concluded from must be named."""

About = Callable[[str], tuple[Told, ...]]
Done = FrameExamined | FrameFailed


class Given(msgspec.Struct, frozen=True):
    """Things that a maker was given: event `seq` has them, read on `frame`.

    `steps` are the words of their own maker over which they were carried from there to the frame in question, the last
    one first.
    """

    seq: int
    frame: str
    steps: tuple[int, ...]


class Made(msgspec.Struct, frozen=True):
    """The word that a maker was done with a frame, what that names, and what of it touches what the maker made."""

    done: int
    inputs: tuple[int, ...]
    given: tuple[Given, ...]


def made_from(about: About, told: Callable[[int], Told], read: Told, boxes: Sequence[Box]) -> Made:
    """Return what a derived fact was made from.

    Args:
        about: gives the events about a frame, in order.
        told: gives an event.
        read: the fact.
        boxes: where on the frame the thing is that is cited; empty where it is the frame as a whole.

    Raises:
        EvidenceMissing: an event that it must have is not there, or nothing names what it was concluded from.
    """
    done = _done_after(about, read)
    inputs = done.fact.inputs if isinstance(done.fact, FrameExamined) else ()
    if isinstance(read.fact, CONCLUDED) and not inputs:
        raise EvidenceMissing(
            f"Nothing says what {event_id(read.seq)} was concluded from: it was made before the log kept that.",
            f"Run `autocapture batch run --force --only {read.fact.by.processor}`, and ask again.",
        )
    given: list[Given] = []
    for seq in inputs:
        step = told(seq)
        if isinstance(step.fact, FrameExamined):
            given += _standing(about, step, step.fact, boxes)
        elif isinstance(step.fact, RecordAdmitted):
            continue  # a record of input: it has no place on a frame, and is named by itself
        elif _touching(step, boxes, frozenset()):
            given.append(Given(seq, _frame_of(step), ()))
    return Made(done.seq, inputs, tuple(given))


def boxes_of(thing: object) -> tuple[Box, ...]:
    """Return where on its frame a thing is; empty where it has no place."""
    found = [getattr(thing, name, None) for name in _BOXES]
    return tuple(box for box in found if box is not None)


def _done_after(about: About, read: Told) -> Told:
    for each in about(_frame_of(read)):
        if each.seq > read.seq and isinstance(each.fact, Done) and _maker(each.fact) == _by(read):
            return each
    raise EvidenceMissing(f"Nothing says that the maker of {event_id(read.seq)} was done with its frame.", _VERIFY)


def _standing(about: About, done: Told, word: FrameExamined, boxes: Sequence[Box]) -> Iterator[Given]:
    """Give what a maker knew of a frame when it was done with it: what it read there, and on frames before."""
    gone: set[tuple[int, int]] = set()
    anew: set[str] = set()
    steps: tuple[int, ...] = ()
    while True:
        steps = (*steps, done.seq)
        own = [each for each in _said(about, word, done.seq) if each.kind not in anew]
        yield from (Given(each.seq, word.frame, steps) for each in own if _touching(each, boxes, gone))
        for each in own:
            gone.update((at.seq, place) for at in getattr(each.fact, "vanished", ()) for place in at.places)
            if not getattr(each.fact, "against", ""):
                anew.add(each.kind)
        if not word.against:
            return
        done, word = _done_before(about, word, done.seq)


def _said(about: About, done: FrameExamined, until: int) -> list[Told]:
    """Return what a maker said of a frame before event `until`, in which it was done with it this time."""
    found: list[Told] = []
    for each in about(done.frame):
        if each.seq >= until:
            break
        if isinstance(each.fact, Done) and each.fact.processor == done.processor:
            found = []
        elif _by(each) == _maker(done):
            found.append(each)
    return found


def _done_before(about: About, word: FrameExamined, seq: int) -> tuple[Told, FrameExamined]:
    for each in reversed(about(word.against)):
        if each.seq < seq and isinstance(each.fact, FrameExamined) and _maker(each.fact) == _maker(word):
            return each, each.fact
    raise EvidenceMissing(f"{event_id(seq)} compares with {word.against}, which its maker was not done with.", _VERIFY)


def _touching(read: Told, boxes: Sequence[Box], gone: Set[tuple[int, int]]) -> bool:
    """Say whether one of the things that appeared is in one of the boxes; what has no place is everywhere."""
    appeared = getattr(read.fact, "appeared", None)
    if appeared is None:
        return not gone
    left = [boxes_of(thing) for place, thing in enumerate(appeared) if (read.seq, place) not in gone]
    return any(not boxes or any(_touch(one, other) for one in own for other in boxes) for own in left)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _maker(fact: Done) -> tuple[str, int]:
    return fact.processor, fact.version


def _by(read: Told) -> tuple[str, int] | None:
    by = getattr(read.fact, "by", None)
    return (by.processor, by.version) if by is not None else None


def _frame_of(read: Told) -> str:
    return str(getattr(read.fact, "frame", ""))
