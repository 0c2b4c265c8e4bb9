"""Where the batch takes a frame from: its pixels out of the media store, its snapshot and its past out of the views."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from ledger import plain
from ledger.errors import AutocaptureError
from ledger.exits import Exit
from ledger.facts import Page, Window
from processors import known
from processors.findings import Earlier, Given, Subject
from processors.integrity import look_for
from processors.pixels import MAX_BYTES, size_of
from projections import elements, lifetimes, pages, payload, snapshot, standing, windows, work
from projections.frames import FRAME_TYPE, Frame
from projections.input import of_frame as inputs_of
from projections.payload import object_of, text_of
from projections.views import Views

# Windows that were active so long ago may still be there; they are looked for by their titles.
_PAST_US = 3_600_000_000
_MOST_PAST = 30
_MOST_LOG = 1 << 24
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BlobUnfit(AutocaptureError):
    """The blob of a frame is gone, or is not what its row says: nothing may be read from it."""

    exit_code = Exit.EVIDENCE_MISSING
    name = "blob_unfit"


class Source:
    """Reads what processors ask for; pictures come as the bytes of their files, and are not decoded here."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def subject(
        self, frame: Frame, *, snapshots: bool, needs: Sequence[str] = (), input_records: bool = False
    ) -> Subject:
        """Return a frame with what a processor needs of it; `needs` names those whose findings on it are asked for.

        `input_records`: those of input that belong to it come along.

        Raises:
            BlobUnfit, Undecodable: its size is to be had from its blob only, and not from there.
        """
        if not snapshots:
            db = self._views.facts
            spans = standing.on_frame(db, frame.id, "ocr") if "text" in needs else []
            seen = elements.on_frame(db, frame.id, "layout") if "elements" in needs else []
            record = self._fields(frame.id)
            return Subject(
                frame.id,
                origin=snapshot.origin_of(record),
                record=record,
                captured_us=frame.captured_us,
                spans=tuple(spans),
                elements=tuple(seen),
                windows=self._windows(frame.id, needs),
            )
        record = self._fields(frame.id)
        size = (frame.width, frame.height)
        if size[0] is None or size[1] is None:
            size = size_of(self.picture(frame))
        told = self._fields(frame.uia_record or "")
        return Subject(
            frame.id,
            snapshot=told,
            origin=snapshot.origin_of(record),
            size=(size[0] or 0, size[1] or 0),
            record=record,
            captured_us=frame.captured_us,
            spans=tuple(standing.on_frame(self._views.facts, frame.id, "ocr")) if "text" in needs else (),
            windows=self._windows(frame.id, needs),
            past=self._past(frame) if "windows" in needs else (),
            pages=self._pages(frame.id) if "pages" in needs else (),
            input_records=self._input_records(frame.id) if input_records else (),
        )

    def inputs(
        self, frame: Frame, needs: Sequence[str], *, snapshots: bool, input_records: bool = False
    ) -> tuple[int, ...]:
        """Return the events that tell what a `subject` is known to show, in the order of their numbers.

        These are the ones that say that a needed processor was done with the frame, and the ones that told of the
        windows of its past, and of records of input.
        """
        db = self._views.facts
        told = list(work.done_with(db, frame.id, needs))
        if snapshots and "windows" in needs:
            told += [seq for seq, _ in self._active_before(frame)]
        if input_records:
            told += [each.seq for each in inputs_of(db, frame.id)]
        return tuple(sorted(set(told)))

    def earlier(self, previous: Frame, processor: str, version: int, topics: Sequence[str]) -> Earlier | None:
        """Return a frame with what is known of it, where the processor's chains end in it; else None."""
        shown = {
            topic: known.in_views(self._views.facts, previous.id, topic)
            for topic in topics
            if lifetimes.tip_of(self._views.facts, previous.id, topic, processor, version) is not None
        }
        return Earlier(previous.id, shown) if shown else None

    def _input_records(self, frame: str) -> tuple[Given, ...]:
        given = [(each.record, self._fields(each.record), each.log) for each in inputs_of(self._views.facts, frame)]
        return tuple(Given(record, fields, self._log(fields, log)) for record, fields, log in given)

    def _log(self, fields: dict[str, Any], log: str | None) -> bytes | None:
        if log is None or text_of(fields.get("record_type")) == FRAME_TYPE:
            return None
        return self._checked(log, text_of(fields.get("content_hash")) or "", _MOST_LOG, "log of input")

    def picture(self, frame: Frame) -> bytes:
        """Return the bytes of a frame's image file.

        Raises:
            BlobUnfit: it is not to be had, is larger than any picture, or has another SHA-256 than its row says.
            EvidenceMissing: no blob is to be had at all, which is said of no frame.
        """
        return self._checked(frame.blob or "", frame.content_hash or "", MAX_BYTES, "picture of a screen")

    def _checked(self, blob: str, stated: str, most: int, what: str) -> bytes:
        """Return the bytes of a blob, held against the SHA-256 that its record states where it states one."""
        path = self._views.root.path / PurePosixPath(blob)
        try:
            with plain.opened(path) as file, io.BufferedReader(file) as handle:
                data = handle.read(most + 1)
        except OSError as error:
            look_for(self._views.root.media)
            raise BlobUnfit(f"The blob {path} cannot be read: {error.strerror or error}.") from error
        if len(data) > most:
            raise BlobUnfit(f"The blob {path} is larger than any {what}.")
        if _SHA256.fullmatch(stated) and hashlib.sha256(data).hexdigest() != stated:
            raise BlobUnfit(f"The blob {path} is not what its record says: its SHA-256 is another one.")
        return data

    def _windows(self, frame: str, needs: Sequence[str]) -> tuple[Window, ...]:
        sources = [windows.RECORD] * ("windows" in needs) + [windows.SCREEN] * ("behind" in needs)
        found = (windows.on_frame(self._views.facts, frame, source) for source in sources)
        return tuple(window for each in found for _, _, window in each)

    def _pages(self, frame: str) -> tuple[Page, ...]:
        return tuple(row.page for row in pages.on_frame(self._views.facts, frame))

    def _past(self, frame: Frame) -> tuple[Window, ...]:
        return tuple(window for _, window in self._active_before(frame))

    def _active_before(self, frame: Frame) -> list[tuple[int, Window]]:
        return windows.active_before(self._views.facts, frame.screen, frame.captured_us, _PAST_US, _MOST_PAST)

    def _fields(self, record: str) -> dict[str, Any]:
        row = self._views.records.execute("SELECT payload FROM metadata WHERE id = ?", (record,)).fetchone()
        return object_of(payload.parse(row[0])) if row else {}
