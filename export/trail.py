"""Following evidence: from an event to the record it is about, to the blob, to the bytes. A missing link stops it.

    reading ─ of ─▶ record ─ names ─▶ blob ─ with ─▶ hash ─ of ─▶ bytes

A line that was read on one frame and still stands on a later one is carried from frame to frame by events that say
against which frame they compared; each of these is a link, too. The pictures of the frames in between are not: the
frame that is cited shows the line itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from export.blobs import Blob, Blobs
from export.ground import Ground, Proven
from ledger.errors import EvidenceMissing
from ledger.event import event_id
from ledger.facts import (
    AnyFact,
    BlobAdmitted,
    BlobDamaged,
    BlobHashed,
    FrameExamined,
    MarkerGranted,
    RecordAdmitted,
    RecordConflicted,
    StoreAdopted,
    TextRead,
)
from projections import frames, lifetimes
from projections.frames import Frame
from projections.text import LivingSpan

_VERIFY = "Run `autocapture audit verify --projections` to see what else is missing, then restore it from a backup."

PARTS = {
    "reading": "read in",
    "carried": "carried on by",
    "record": "frame recorded in",
    "snapshot": "controls recorded in",
    "blob": "file admitted in",
    "hash": "hashed in",
    "event": "with",
}
"""The parts that events play in a trail, in words."""


@dataclass(frozen=True, slots=True)
class Link:
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
                frame = frames.by_id(self._views.facts, fact.record)
                return self._distinct(Link(seq, "record"), *self._files(fact.blobs)), frame
            case BlobAdmitted() | BlobHashed() | BlobDamaged():
                return self._distinct(Link(seq, "event"), *self._file(fact.path)), None
            case MarkerGranted() | StoreAdopted():
                self._ground.proven(fact.completed)
                return self._distinct(Link(seq, "event"), Link(fact.completed, "event")), None
        name = getattr(fact, "frame", "")
        if not name:
            return (Link(seq, "event"),), None
        frame = self.frame(name)
        return self._distinct(Link(seq, "reading"), *self.of_frame(frame), *self._snapshot(fact, frame)), frame

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

    def of_line(self, living: LivingSpan, frame: Frame) -> Trail:
        """Return the trail of a line of text that `frame` shows, from the event that read it.

        Raises:
            EvidenceMissing: something that it rests on is not there.
        """
        read = self._ground.proven(living.span.seq)
        fact = read.fact
        if not isinstance(fact, TextRead):
            raise EvidenceMissing(f"{read.id} is no reading of text.", _VERIFY)
        home = self.frame(fact.frame)
        return self._distinct(
            Link(read.seq, "reading"),
            *self._carried(living, fact, frame),
            *self.of_frame(home),
            *self._snapshot(fact, home),
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

    def about(self, record: str) -> tuple[Proven, ...]:
        """Return the events that tell of a record and are under the checkpoint, in order."""
        events = self._views.locator.events_of(record)
        return tuple(self._ground.proven(seq) for seq in events if seq < self._ground.size)

    def _records(self, record: str) -> list[Proven]:
        return [each for each in self.about(record) if isinstance(each.fact, RecordAdmitted)]

    def _carried(self, living: LivingSpan, fact: TextRead, frame: Frame) -> Trail:
        db = self._views.facts
        last = lifetimes.place_of(db, frame.id, living.chain)
        if last is None:
            raise EvidenceMissing(f"Frame {frame.id} does not show what event {living.span.seq} read.", _VERIFY)
        links: list[Link] = []
        before = fact.frame
        for placed in lifetimes.frames_between(db, living.chain, living.born + 1, last + 1):
            steps = [each for each in self.about(placed.frame) if _compares(each.fact, fact, before)]
            if not steps:
                raise EvidenceMissing(f"No event says how frame {placed.frame} compares with {before}.", _VERIFY)
            links += [Link(each.seq, "carried") for each in steps]
            before = placed.frame
        if before != frame.id:
            raise EvidenceMissing(f"The frames from {fact.frame} to {frame.id} are not all there.", _VERIFY)
        return tuple(links)

    def _snapshot(self, fact: AnyFact, frame: Frame) -> Trail:
        """Return the trail of the snapshot of the controls that a fact was read from; empty for all others."""
        if getattr(fact, "source", "") != "uia" or frame.uia_record is None:
            return ()
        records = self._records(frame.uia_record)
        if not records:
            raise EvidenceMissing(f"The snapshot {frame.uia_record} of frame {frame.id} is not there.", _VERIFY)
        return self._distinct(Link(records[0].seq, "snapshot"), *self._files(_blobs(records[0])))

    def _files(self, paths: tuple[str, ...]) -> Trail:
        return tuple(link for path in paths for link in self._file(path))

    def _file(self, path: str, stated: str | None = None) -> Trail:
        blob: Blob = self.blobs.find(path, stated)
        return tuple(Link(seq, part) for seq, part in ((blob.admitted, "blob"), (blob.hashed, "hash")) if seq >= 0)

    def _distinct(self, *links: Link) -> Trail:
        for link in links:
            self._ground.proven(link.seq)
        return tuple(dict.fromkeys(links))


def _blobs(found: Proven) -> tuple[str, ...]:
    return found.fact.blobs if isinstance(found.fact, RecordAdmitted) else ()


def _compares(fact: AnyFact, read: TextRead, before: str) -> bool:
    """Say whether a fact tells how a frame compares with the one `before` it, by the reader that made `read`."""
    match fact:
        case TextRead():
            return (fact.against, fact.source) == (before, read.source)
        case FrameExamined():
            return (fact.against, fact.processor) == (before, read.by.processor)
    return False
