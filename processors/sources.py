"""Where the batch takes a frame from: its pixels out of the media store, its snapshot and its past out of the views."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ledger.errors import AutocaptureError
from ledger.facts import Window
from processors.findings import Earlier, Known, Subject
from processors.pixels import decode
from projections import color, elements, lifetimes, pages, payload, snapshot, text, windows
from projections.frames import Frame, before
from projections.payload import object_of
from projections.views import Views

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHA256 = re.compile(r"[0-9a-f]{64}")


class BlobUnfit(AutocaptureError):
    """The blob of a frame is gone, or is not what its row says: nothing may be read from it."""

    exit_code = 5
    name = "blob_unfit"


class Source:
    """Reads what processors ask for. It keeps the pixels of the last two frames, because the next one is compared."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._pixels: dict[str, NDArray[np.uint8]] = {}
        self._digests: dict[str, bytes] = {}

    def subject(self, frame: Frame, *, snapshots: bool, needs: Sequence[str] = ()) -> Subject:
        """Return a frame with what a processor needs of it; `needs` names those whose findings on it are asked for.

        Raises:
            BlobUnfit: its blob is not to be had, or has another SHA-256 than its row says.
            Undecodable: its blob is no image.
        """
        if not snapshots:
            db = self._views.facts
            spans = text.on_frame(db, frame.id, "ocr") if "text" in needs else []
            seen = elements.on_frame(db, frame.id, "layout") if "elements" in needs else []
            fields = self._fields(frame.id)
            return Subject(
                frame.id,
                pixels=self.pixels(frame),
                origin=snapshot.origin_of(fields),
                record=fields,
                captured_us=frame.captured_us,
                spans=tuple(spans),
                elements=tuple(seen),
            )
        fields = self._fields(frame.id)
        size = (frame.width, frame.height)
        if size[0] is None or size[1] is None:
            height, width = self.pixels(frame).shape[:2]
            size = (width, height)
        told = self._fields(frame.uia_record or "")
        return Subject(
            frame.id,
            snapshot=told,
            origin=snapshot.origin_of(fields),
            size=(size[0] or 0, size[1] or 0),
            record=fields,
            captured_us=frame.captured_us,
            spans=tuple(text.on_frame(self._views.facts, frame.id, "ocr")) if "text" in needs else (),
            windows=self._windows(frame.id) if "windows" in needs else (),
        )

    def earlier(
        self, frame: Frame, processor: str, version: int, topics: Sequence[str], *, snapshots: bool
    ) -> Earlier | None:
        """Return the frame that the same screen showed before, where the processor's chains end in it; else None."""
        previous = before(self._views.facts, frame)
        if previous is None:
            return None
        known = {
            topic: self._known(previous.id, topic)
            for topic in topics
            if lifetimes.tip_of(self._views.facts, previous.id, topic, processor, version) is not None
        }
        if not known:
            return None
        return Earlier(previous.id, known, None if snapshots else self._pixels_or_none(previous))

    def pixels(self, frame: Frame) -> NDArray[np.uint8]:
        """Return the pixels of a frame: height x width x 3, RGB. Frames whose files are equal share one array.

        Raises:
            BlobUnfit, Undecodable: see `subject`.
        """
        found = self._pixels.pop(frame.id, None)
        if found is None:
            data = self._blob(frame)
            digest = hashlib.sha256(data).digest()
            twin = next((other for other in self._pixels if self._digests[other] == digest), None)
            found = decode(data) if twin is None else self._pixels[twin]
            self._digests[frame.id] = digest
        while len(self._pixels) > 1:
            oldest = next(iter(self._pixels))
            del self._pixels[oldest], self._digests[oldest]
        self._pixels[frame.id] = found
        return found

    def _pixels_or_none(self, frame: Frame) -> NDArray[np.uint8] | None:
        try:
            return self.pixels(frame)
        except AutocaptureError:
            return None

    def _blob(self, frame: Frame) -> bytes:
        path = self._views.root.path / PurePosixPath(frame.blob or "")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BlobUnfit(f"The blob {path} cannot be read: {error.strerror or error}.") from error
        stated = frame.content_hash or ""
        if _SHA256.fullmatch(stated) and hashlib.sha256(data).hexdigest() != stated:
            raise BlobUnfit(f"The blob {path} is not what {frame.id} says: its SHA-256 is another one.")
        return data

    def _fields(self, record: str) -> dict[str, Any]:
        row = self._views.records.execute("SELECT payload FROM metadata WHERE id = ?", (record,)).fetchone()
        return object_of(payload.parse(row[0])) if row else {}

    def _windows(self, frame: str) -> tuple[Window, ...]:
        return tuple(window for _, _, window in windows.on_frame(self._views.facts, frame, "record"))

    def _known(self, frame: str, topic: str) -> tuple[Known, ...]:
        kind, _, source = topic.partition(":")
        if kind == "text":
            spans = text.on_frame(self._views.facts, frame, source)
            return tuple(Known(s.seq, s.place, s.box, s.text, s.confidence, s.words) for s in spans)
        if kind == "window":
            shown = windows.on_frame(self._views.facts, frame, source)
            return tuple(Known(seq, place, seen.box, seen) for seq, place, seen in shown)
        if kind == "page":
            return tuple(Known(p.seq, p.place, p.page.box, p.page) for p in pages.on_frame(self._views.facts, frame))
        if kind == color.TOPIC:
            seen = color.on_frame(self._views.facts, frame)
            return tuple(Known(c.seq, c.place, c.box, color.what_of(c)) for c in seen)
        return tuple(
            Known(e.seq, e.place, e.box, (e.role, e.label, e.state))
            for e in elements.on_frame(self._views.facts, frame, source)
        )
