"""Showing a frame: everything that is known of one screenshot, each thing with the event that says it."""

from __future__ import annotations

import sqlite3

import msgspec

from ledger.errors import NotFound
from ledger.event import event_id
from ledger.facts import Box
from projections import elements, fields, frames, moment, standing, work
from projections.elements import ElementRow
from projections.fields import FieldRow
from projections.text import SpanRow
from projections.views import Views, explained
from query.answers.answer import Word


class Window(msgspec.Struct, frozen=True):
    """The window that was active: its title and the path of its program, None where the record does not tell."""

    title: str | None
    process: str | None


class Line(msgspec.Struct, frozen=True):
    """A line of text on the frame; `words` have boxes of their own where their extents are known.

    Boxes are `(x0, y0, x1, y1)` in pixels of the frame, x1 and y1 exclusive; `confidence` is in basis points.
    """

    text: str
    box: Box
    source: str
    confidence: int
    event: str
    words: tuple[Word, ...]


class Element(msgspec.Struct, frozen=True):
    """A control on the frame. `state` holds words such as `disabled`."""

    role: str
    label: str
    box: Box
    state: tuple[str, ...]
    source: str
    event: str


class Labelled(msgspec.Struct, frozen=True):
    """A label on the frame and its value, each in its box."""

    label: str
    label_box: Box
    value: str
    box: Box
    source: str
    event: str


class Examined(msgspec.Struct, frozen=True):
    """That a processor is done with the frame; `error` is empty where it succeeded."""

    processor: str
    version: int
    event: str
    error: str


class KnownFrame(msgspec.Struct, frozen=True):
    """What is known of a frame.

    `captured_at` is UTC, spelled as everywhere in our log; `size` is (width, height) in pixels, None where the
    record does not tell. `blob` lies relative to the DataRoot; `sha256` is what the record says of its bytes.
    `events` are all that tell of the frame's record, in order.
    """

    frame: str
    captured_at: str
    size: tuple[int, int] | None
    window: Window
    lines: tuple[Line, ...]
    elements: tuple[Element, ...]
    fields: tuple[Labelled, ...]
    examined: tuple[Examined, ...]
    events: tuple[str, ...]
    blob: str | None
    sha256: str | None
    screen: str
    handoff: str
    run: str | None
    uia_record: str | None


def show(views: Views, record: str) -> KnownFrame:
    """Return what is known of a frame.

    Raises:
        NotFound: no frame has this record id.
        Stale: the views cannot be read.
    """
    try:
        return _show(views, record)
    except sqlite3.Error as error:
        raise explained(error, views.root) from error


def _show(views: Views, record: str) -> KnownFrame:
    # A lone surrogate, as an argument of the command line may hold one, is in no record id.
    name = record.encode("utf-8", "replace").decode("utf-8")
    frame = frames.by_id(views.facts, name)
    if frame is None and (kept := frames.undated(views.facts, name)) is not None:
        raise NotFound(
            f"The frame {record!r} is ingested, but its time cannot be read ({kept[0] or 'none was given'}).",
            "Without a time it cannot be placed or looked at; its record stands in metadata.db and in the journal.",
        )
    if frame is None:
        raise NotFound(
            f"There is no frame {record!r} in {views.root.path}.",
            "Citations name frames: copy the record id from an answer of `autocapture query`.",
        )
    return KnownFrame(
        frame=frame.id,
        captured_at=moment.spell(frame.captured_us),
        size=(frame.width, frame.height) if frame.width and frame.height else None,
        window=Window(frame.window_title, frame.process_path),
        lines=tuple(_line(span) for span in standing.on_frame(views.facts, frame.id)),
        elements=tuple(_element(row) for row in elements.on_frame(views.facts, frame.id)),
        fields=tuple(_labelled(row) for row in fields.on_frame(views.facts, frame.id)),
        examined=tuple(
            Examined(row.processor, row.version, event_id(row.seq), row.error)
            for row in work.examinations(views.facts, frame.id)
        ),
        events=tuple(event_id(seq) for seq in views.locator.events_of(frame.id)),
        blob=frame.blob,
        sha256=frame.content_hash,
        screen=frame.screen,
        handoff=frame.handoff,
        run=frame.run_id,
        uia_record=frame.uia_record,
    )


def _line(span: SpanRow) -> Line:
    return Line(span.text, span.box, span.source, span.confidence, event_id(span.seq), words_of(span))


def words_of(span: SpanRow) -> tuple[Word, ...]:
    """Return the words of a span in their boxes; none where their extents are not known."""
    words = span.text.split()
    if len(words) != len(span.words):
        return ()
    y0, y1 = span.box[1], span.box[3]
    return tuple(Word(word, (x0, y0, x1, y1)) for word, (x0, x1) in zip(words, span.words, strict=True))


def _element(row: ElementRow) -> Element:
    return Element(row.role, row.label, row.box, row.state, row.source, event_id(row.seq))


def _labelled(row: FieldRow) -> Labelled:
    return Labelled(row.label, row.label_box, row.value, row.box, row.source, event_id(row.seq))
