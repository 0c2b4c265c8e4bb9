"""What of an event's line goes into the bag: the line as it stands, or its hash and those of its words that are cited.

A withheld line is still proven: its leaf hash and the Merkle path are there, and whoever is shown the line later can
see that it is this one. What is told of it meanwhile rests on the word of whoever exported it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from export.exhibits import Exhibit
from export.ground import Proven
from ledger.facts import (
    BlobAdmitted,
    BlobHashed,
    FrameExamined,
    KeyframeChosen,
    RecordAdmitted,
    TextRead,
)
from projections import payload
from projections.payload import number_of, text_of

# Where a reading is from, what it was compared with, and what vanished: numbers and names of frames.
_WHENCE = ("frame", "source", "by", "against", "vanished")
# Kinds that carry no words from a screen.
_WORDLESS = (BlobAdmitted, BlobHashed, FrameExamined, KeyframeChosen)


def withheld(found: Proven, cited: frozenset[tuple[Any, ...]]) -> dict[str, Any] | None:
    """Return what is told of a line in place of it; None where the line holds no more words than are cited.

    Args:
        found: the event.
        cited: the (box, text) of every line of text that exhibits cite from it.
    """
    fact = found.fact
    if isinstance(fact, _WORDLESS):
        return None
    if isinstance(fact, RecordAdmitted):
        return _of_record(fact)
    fields: dict[str, Any] = msgspec.to_builtins(fact)
    told = {name: fields[name] for name in _WHENCE if name in fields}
    things = fields.get("appeared", ())
    if isinstance(fact, TextRead):
        shown = [thing for thing in things if (tuple(thing["box"]), thing["text"]) in cited]
        return None if len(shown) == len(things) else told | {"appeared": shown}
    boxes = {box for box, _ in cited}
    return told | {"appeared": [{"box": each["box"]} for each in things if tuple(each["box"]) in boxes]}


def _of_record(fact: RecordAdmitted) -> dict[str, Any]:
    row = payload.record_of(fact)
    told = {"record": fact.record, "record_type": row.record_type, "ts_utc": row.ts_utc, "blobs": list(fact.blobs)}
    size = {name: number for name in ("width", "height") if (number := number_of(row.fields.get(name)))}
    digest = text_of(row.fields.get("content_hash"))
    return told | size | ({"content_hash": digest} if digest else {})


def cited_of(exhibits: Iterable[Exhibit]) -> dict[str, frozenset[tuple[Any, ...]]]:
    """Return, for each event, the (box, text) that exhibits cite from it."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for exhibit in exhibits:
        lines = exhibit.text.split("\n") if len(exhibit.boxes) > 1 else [exhibit.text]
        if len(lines) != len(exhibit.boxes):
            # Only lines of text are told by their words; of other things the boxes are.
            lines = [""] * len(exhibit.boxes)
        found.setdefault(exhibit.event, set()).update(zip(exhibit.boxes, lines, strict=True))
    return {event: frozenset(each) for event, each in found.items()}
