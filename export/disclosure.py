"""What of an event's line goes into the bag: the line as it stands, or its hash and those of its words that are cited.

A withheld line is still proven: its leaf hash and the Merkle path are there, and whoever is shown the line later can
see that it is this one. What is told of it meanwhile rests on the word of whoever exported it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

# Kinds that carry no words from a screen.
_WORDLESS = (BlobAdmitted, BlobHashed, FrameExamined, KeyframeChosen)


def withheld(found: Proven, cited: frozenset[tuple[Any, ...]]) -> dict[str, Any] | None:
    """Return what is told of a line in place of it; None where the line holds no more words than are cited.

    Args:
        found: the event.
        cited: the (box, text) of every line of text that exhibits cite from it.
    """
    fact = found.fact
    match fact:
        case TextRead():
            shown = [span for span in fact.appeared if (tuple(span.box), span.text) in cited]
            if len(shown) == len(fact.appeared):
                return None
            told = {"frame": fact.frame, "source": fact.source, "by": msgspec.to_builtins(fact.by)}
            gone = msgspec.to_builtins(fact.vanished)
            return told | {"against": fact.against, "appeared": msgspec.to_builtins(shown), "vanished": gone}
        case RecordAdmitted():
            row = payload.record_of(fact)
            told = {"record": fact.record, "record_type": row.record_type, "ts_utc": row.ts_utc}
            fields: Mapping[str, Any] = row.fields
            size = {name: number_of(fields.get(name)) for name in ("width", "height") if number_of(fields.get(name))}
            digest = text_of(fields.get("content_hash"))
            return told | {"blobs": list(fact.blobs)} | size | ({"content_hash": digest} if digest else {})
    return None if isinstance(fact, _WORDLESS) else {}


def cited_of(exhibits: Iterable[Exhibit]) -> dict[str, frozenset[tuple[Any, ...]]]:
    """Return, for each event, the (box, text) that exhibits cite from it."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for exhibit in exhibits:
        lines = exhibit.text.split("\n") if len(exhibit.boxes) > 1 else [exhibit.text]
        if len(lines) == len(exhibit.boxes):
            found.setdefault(exhibit.event, set()).update(zip(exhibit.boxes, lines, strict=True))
    return {event: frozenset(each) for event, each in found.items()}
