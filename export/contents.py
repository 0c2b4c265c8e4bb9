"""What a bag says of itself to programs: `citations.json`, `citations.csv`, `models.json`. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any

import msgspec

from export.exhibits import Asked, Exhibit, ToldClaim
from export.ground import Proven
from ledger.facts import Box
from ledger.wording import numbered
from projections import moment

VERSION = 1
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "citation",
    "claim",
    "event",
    "leaf",
    "frame",
    "captured_at",
    "local_time",
    "boxes",
    "text",
    "title",
    "app",
    "source",
    "crop",
    "picture",
    "picture_sha256",
    "proof",
    "disclosed",
)


class ListedEvent(msgspec.Struct, frozen=True):
    """An event of the bag: its line, or what is told in place of it, and its proof; paths relative to `data/`.

    `line` is empty, and `leaf_file` holds the hash, where the line is attested, but not disclosed; then `told` is what
    the exporter says of it.
    """

    event: str
    kind: str
    at: str
    leaf: str
    proof: str
    line: str = ""
    leaf_file: str = ""
    told: dict[str, Any] | None = None


class ListedBlob(msgspec.Struct, frozen=True):
    """A file of the evidence. `file` is where it lies relative to `data/`, or a redacted picture in place of it.

    `sha256` and `size` are those of the original. `vouched` says where that hash is from: `admitted`, `hashed`,
    `record` or `export` (see `export.blobs`); `events` are the events about it.
    """

    path: str
    size: int
    sha256: str
    vouched: str
    file: str
    redacted: bool
    events: tuple[str, ...]


class ListedCitation(msgspec.Struct, frozen=True):
    """An exhibit, as `export.exhibits.Exhibit`, with the files that show it, relative to `data/`."""

    number: int
    claim: int
    event: str
    leaf: str
    frame: str
    captured_at: str
    boxes: tuple[Box, ...]
    text: str
    title: str
    app: str
    source: str
    confidence: int
    size: tuple[int, int]
    blob: str
    picture: str
    crop: str
    trail: tuple[dict[str, str], ...]


class Contents(msgspec.Struct, frozen=True):
    """`citations.json`: what was asked, the log it is from, and everything that is shown and proven."""

    version: int
    origin: str
    key: str
    fingerprint: str
    size: int
    root: str
    redacted: bool
    asked: Asked
    claims: tuple[ToldClaim, ...]
    citations: tuple[ListedCitation, ...]
    events: tuple[ListedEvent, ...]
    blobs: tuple[ListedBlob, ...]


def listed(exhibit: Exhibit, leaf: str, picture: str, crop: str) -> ListedCitation:
    """Return an exhibit with its files."""
    return ListedCitation(
        number=exhibit.number,
        claim=exhibit.claim,
        event=exhibit.event,
        leaf=leaf,
        frame=exhibit.frame,
        captured_at=exhibit.captured_at,
        boxes=exhibit.boxes,
        text=exhibit.text,
        title=exhibit.title,
        app=exhibit.app,
        source=exhibit.source,
        confidence=exhibit.confidence,
        size=exhibit.size,
        blob=exhibit.blob,
        picture=picture,
        crop=crop,
        trail=tuple({"event": step.event, "part": step.part} for step in exhibit.trail),
    )


def as_json(contents: Contents) -> bytes:
    """Return `citations.json`: one object, indented, so that a person can read it, too."""
    return msgspec.json.format(msgspec.json.encode(contents), indent=1) + b"\n"


def as_csv(contents: Contents, zone: tzinfo) -> bytes:
    """Return `citations.csv`: a row for each citation, UTF-8 with a byte order mark, as spreadsheets want it.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front: what was on a screen must not run.
    """
    events: Mapping[str, ListedEvent] = {each.event: each for each in contents.events}
    blobs = {each.path: each for each in contents.blobs}
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    for each in contents.citations:
        told = events[each.event]
        row = (
            each.number,
            each.claim or "",
            each.event,
            each.leaf,
            each.frame,
            each.captured_at,
            local(each.captured_at, zone),
            " ".join(",".join(map(str, box)) for box in each.boxes),
            each.text,
            each.title,
            each.app,
            each.source,
            each.crop,
            each.picture,
            blobs[each.blob].sha256 if each.blob else "",
            told.proof,
            "in full" if told.line else "attested, not disclosed",
        )
        writer.writerow([_harmless(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def held(told: Contents) -> str:
    """Return how much a bag holds, for a person: `2 citations, 1 event`."""
    return f"{numbered(len(told.citations), 'citation')}, {numbered(len(told.events), 'event')}"


def local(captured_at: str, zone: tzinfo) -> str:
    """Return a UTC time in a zone, with its offset: `2026-03-04 10:15:00 +01:00`; as it is where it cannot be read."""
    captured = moment.parse(captured_at) if captured_at else None
    if captured is None:
        return captured_at
    told = moment.datetime_of(captured).astimezone(zone)
    offset = told.strftime("%z")
    return f"{told:%Y-%m-%d %H:%M:%S} {offset[:3]}:{offset[3:]}"


def makers(events: Iterable[Proven]) -> bytes:
    """Return `models.json`: who concluded what, each processor with its version, model and hash of the prompt."""
    found: dict[str, dict[str, Any]] = {}
    for each in events:
        by = getattr(each.fact, "by", None)
        if by is None:
            continue
        told = {name: getattr(by, name) for name in by.__struct_fields__}
        key = msgspec.json.encode(told).decode()
        found.setdefault(key, {**told, "events": []})["events"].append(each.id)
    return msgspec.json.format(msgspec.json.encode(list(found.values())), indent=1) + b"\n"
