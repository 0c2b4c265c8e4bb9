"""Following evidence: from an event to the record it is about, to the blob, to the bytes. A missing link stops it.

    reading ─ of ─▶ record ─ names ─▶ blob ─ with ─▶ hash ─ of ─▶ bytes

What was read on one frame and still stands on a later one is carried from frame to frame by events that say against
which frame they compared; each of these is a link, too. The pictures of the frames in between are not: the
frame that is cited shows the line itself.

What was concluded from what others had found rests on that as well (`export.inputs`), down to the bytes again.
"""

from __future__ import annotations

import msgspec

from export.blobs import Blob, Blobs
from export.ground import Ground, Told
from export.inputs import boxes_of, made_from
from ledger.errors import EvidenceMissing
from ledger.event import event_id
from ledger.facts import (
    AnyFact,
    BlobAdmitted,
    BlobDamaged,
    BlobHashed,
    Box,
    FrameExamined,
    InputRead,
    MarkerGranted,
    RecordAdmitted,
    RecordConflicted,
    StoreAdopted,
)
from projections import frames
from projections.frames import Frame

_VERIFY = "Run `autocapture audit verify --projections` to see what else is missing, then restore it from a backup."

PARTS = {
    "reading": "read in",
    "carried": "carried on by",
    "made": "its maker was done in",
    "input": "made from",
    "record": "frame recorded in",
    "snapshot": "controls recorded in",
    "input record": "input recorded in",
    "blob": "file admitted in",
    "hash": "hashed in",
    "event": "with",
}
"""The parts that events play in a trail, in words."""

CONCLUDED = frozenset({"reading", "carried", "made", "input"})
"""The parts of events that we made; the others tell of what was given to us."""


class Link(msgspec.Struct, frozen=True):
    """One event of a trail and the part it plays, one of `PARTS`."""

    seq: int
    part: str

    @property
    def id(self) -> str:
        """The event's name: `journal:17`."""
        return event_id(self.seq)


Trail = tuple[Link, ...]


class Follower:
    """Follows trails on one ground; what it comes by is proven there, and its blobs are kept in `blobs`."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._views = ground.views
        self._made: dict[tuple[int, tuple[Box, ...]], Trail] = {}
        self.blobs = Blobs(ground)

    def of_event(self, seq: int) -> tuple[Trail, Frame | None]:
        """Return the trail of an event, whatever it says, and the frame that it is about, if any.

        Raises:
            NotFound: there is no such event.
            EvidenceMissing: something that it rests on is not there.
        """
        found = self._ground.proven(seq)
        fact = found.fact
        match fact:
            case RecordAdmitted() | RecordConflicted():
                own = (Link(seq, "record"), *self._files(fact.blobs))
                frame = frames.by_id(self._views.facts, fact.record)
                # A record without a picture is shown as what it is, a line.
                shown = frame if frame is not None and frame.blob is not None else None
                return self._distinct(*own, *(self.of_frame(shown) if shown else ())), shown
            case BlobAdmitted() | BlobHashed() | BlobDamaged():
                return self._distinct(Link(seq, "event"), *self._file(fact.path)), None
            case MarkerGranted() | StoreAdopted():
                self._ground.proven(fact.completed)
                return self._distinct(Link(seq, "event"), Link(fact.completed, "event")), None
        name = getattr(fact, "frame", "")
        if not name and found.kind.startswith("derived."):
            raise EvidenceMissing(
                f"Nothing says what {found.id}, of the kind {found.kind}, rests on.", "Cite another one."
            )
        if not name:
            return (Link(seq, "event"),), None
        frame = self.frame(name)
        own = (Link(seq, "reading"), *self.of_frame(frame), *self._record_beside(fact, frame))
        boxes = tuple(box for thing in getattr(fact, "appeared", ()) for box in boxes_of(thing))
        inputs = self._inputs(seq, boxes) if hasattr(fact, "by") else ()
        return self._distinct(*own, *inputs), frame

    def of_frame(self, frame: Frame) -> Trail:
        """Return the trail from a frame to its bytes.

        Raises:
            EvidenceMissing: the picture, or an event about it, is not there.
        """
        if frame.blob is None:
            raise EvidenceMissing(f"No picture was handed over for frame {frame.id}, or it is damaged.", _VERIFY)
        records = self._records(frame.id)
        naming = [each.seq for each in records if _blobs(each)[:1] == (frame.blob,)]
        if not records or not naming:
            raise EvidenceMissing(f"No record in the log names the picture of frame {frame.id}.", _VERIFY)
        return self._distinct(
            Link(records[0].seq, "record"),
            Link(naming[-1], "record"),
            *self._file(frame.blob, frame.content_hash),
        )

    def of_thing(self, seq: int, place: int, frame: Frame) -> Trail:
        """Return the trail of a thing that `frame` shows, from the event that has it at `place` of what appeared.

        Raises:
            EvidenceMissing: something that it rests on is not there.
        """
        fact = self._ground.proven(seq).fact
        home = self.frame(getattr(fact, "frame", ""))
        return self._distinct(
            Link(seq, "reading"),
            *self._carried(self._ground.told(seq), place, home.id, frame.id),
            *self.of_frame(home),
            *self._record_beside(fact, home),
            *self._inputs(seq, boxes_of(getattr(fact, "appeared", ())[place])),
            *self.of_frame(frame),
        )

    def frame(self, record: str) -> Frame:
        """Return a frame by its record id.

        Raises:
            EvidenceMissing: there is none.
        """
        found = frames.by_id(self._views.facts, record)
        if found is None:
            raise EvidenceMissing(f"Frame {record!r} is named by an event, but it is not there.", _VERIFY)
        return found

    def about(self, record: str) -> tuple[Told, ...]:
        """Return the events that tell of a record and are under the checkpoint, in order."""
        events = self._views.locator.events_of(record)
        return tuple(self._ground.told(seq) for seq in events if seq < self._ground.size)

    def _records(self, record: str) -> list[Told]:
        return [each for each in self.about(record) if isinstance(each.fact, RecordAdmitted)]

    def _carried(self, read: Told, place: int, home: str, frame: str) -> Trail:
        """Go back from a frame to the one on which a thing was read, over the events that compared the two."""
        ways: dict[str, Trail] = {frame: ()}
        left = [frame]
        while left:
            here = left.pop()
            if here == home:
                return ways[here]
            steps: dict[str, list[Link]] = {}
            for each in self.about(here):
                before = _compares(each, read)
                if before:
                    steps.setdefault(before, []).append(Link(each.seq, "carried"))
                if _ends(each, read.seq, place):
                    steps.clear()
                    break
            for before, links in steps.items():
                if before not in ways:
                    ways[before] = (*links, *ways[here])
                    left.append(before)
        raise EvidenceMissing(
            f"No events lead from {home}, where {event_id(read.seq)} read it, to {frame}.",
            _VERIFY,
        )

    def _inputs(self, seq: int, boxes: tuple[Box, ...]) -> Trail:
        """Return the trail of what a derived fact was made from, as far as it touches these boxes."""
        if (seq, boxes) not in self._made:
            made = made_from(self.about, self._ground.told, self._ground.told(seq), boxes)
            links = [Link(made.done, "made"), *(Link(each, "input") for each in made.inputs)]
            for each in map(self._ground.told, made.inputs):
                # A record of input is read together with its log.
                links += self._files(_blobs(each)) if isinstance(each.fact, RecordAdmitted) else ()
            for given in made.given:
                fact, home = self._ground.told(given.seq).fact, self.frame(given.frame)
                links += [Link(each, "input") for each in (*given.steps, given.seq)]
                links += (*self.of_frame(home), *self._record_beside(fact, home), *self._inputs(given.seq, boxes))
            self._made[seq, boxes] = tuple(dict.fromkeys(links))
        return self._made[seq, boxes]

    def _record_beside(self, fact: AnyFact, frame: Frame) -> Trail:
        """Return the trail of the record, beside the frame's own, that a fact was read from; empty where there is none.

        It is the snapshot of the controls, or the record of input.
        """
        if isinstance(fact, InputRead):
            name, part = fact.record, "input record"
        elif getattr(fact, "source", "") == "uia" and frame.uia_record is not None:
            name, part = frame.uia_record, "snapshot"
        else:
            return ()
        records = self._records(name)
        if not records:
            raise EvidenceMissing(f"The record {name} of frame {frame.id} is not there.", _VERIFY)
        return self._distinct(Link(records[0].seq, part), *self._files(_blobs(records[0])))

    def _files(self, paths: tuple[str, ...]) -> Trail:
        return tuple(link for path in paths for link in self._file(path))

    def _file(self, path: str, stated: str | None = None) -> Trail:
        blob: Blob = self.blobs.find(path, stated)
        return tuple(Link(seq, part) for seq, part in ((blob.admitted, "blob"), (blob.hashed, "hash")) if seq >= 0)

    def _distinct(self, *links: Link) -> Trail:
        for link in links:
            self._ground.proven(link.seq)
        # What was concluded comes first, then what was given to us, as a trail is gone.
        return tuple(sorted(dict.fromkeys(links), key=lambda link: link.part not in CONCLUDED))


def _blobs(found: Told) -> tuple[str, ...]:
    return found.fact.blobs if isinstance(found.fact, RecordAdmitted) else ()


def _compares(step: Told, read: Told) -> str:
    """Return the frame with which the reader that made `read` compared the frame of `step`; empty if it did not."""
    by = getattr(read.fact, "by", None)
    if step.seq <= read.seq or by is None:
        return ""
    if isinstance(step.fact, FrameExamined):
        same = (step.fact.processor, step.fact.version) == (by.processor, by.version)
        return step.fact.against if same else ""
    made = getattr(step.fact, "by", None)
    same = step.kind == read.kind and made is not None and (made.processor, made.version) == (by.processor, by.version)
    alike = getattr(step.fact, "source", "") == getattr(read.fact, "source", "")
    return getattr(step.fact, "against", "") if same and alike else ""


def _ends(step: Told, seq: int, place: int) -> bool:
    """Say whether a fact tells that a thing is no longer there."""
    return any(gone.seq == seq and place in gone.places for gone in getattr(step.fact, "vanished", ()))
