"""A UIA snapshot as the wire formats page defines it: its nodes, whether it belongs to a frame, what it lacks. Pure.

Two sorts of fault are told apart. A snapshot that is *foreign* is not of this frame (another record, other
bytes, another time): nothing is read from it. One that is *wanting* is of this frame, but a field is not there
which every record made of it would need: its controls are read, the records are not made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ledger.facts import Box
from projections import moment
from projections.payload import number_of, object_of, text_of

MOST_APART_S = 600

SECTIONS = {"focus": "focus_path", "context": "context_peers", "operable": "operables"}
"""The last word of a record's type, and the list of the snapshot that it is made of."""

CAPS = {"focus": 64, "context": 96, "operable": 128}

FOREIGN = ("uia_record_mismatch", "uia_hash_mismatch", "uia_time_apart")
WANTING = (
    "uia_hash_missing",
    "uia_time_missing",
    "uia_hwnd_missing",
    "uia_pid_missing",
    "uia_title_missing",
    "uia_boxes_missing",
    "frame_size_missing",
)


class Place(msgspec.Struct, frozen=True):
    """Where a frame lies: its corner on the desktop and its size, pixels."""

    origin: tuple[int, int]
    size: tuple[int, int]


class Node(msgspec.Struct, frozen=True):
    """A node that lies on the frame: the section it stands in, its box clipped to the frame, its fields as told.

    `last` says that it ends its section: the last node of the focus path has the focus.
    """

    section: str
    box: Box
    fields: dict[str, Any]
    last: bool


def place_of(frame: dict[str, Any]) -> Place:
    """Return where a frame's record says that it lies; a side that it does not tell is 0."""
    width, height = (number_of(frame.get(side)) or number_of(frame.get(f"frame_{side}")) or 0 for side in _SIDES)
    return Place(origin_of(frame), (width, height))


_SIDES = ("width", "height")


def origin_of(frame: dict[str, Any]) -> tuple[int, int]:
    """Return where a frame's corner lies on the desktop: `desktop_rect` as a list of four, or as {x, y, …}."""
    corner = frame.get("desktop_rect")
    if isinstance(corner, list) and len(corner) == 4:
        return number_of(corner[0]) or 0, number_of(corner[1]) or 0
    fields = object_of(corner)
    return number_of(fields.get("x")) or 0, number_of(fields.get("y")) or 0


def nodes_of(snapshot: dict[str, Any], place: Place) -> Iterator[Node]:
    """Yield the nodes that lie on a frame and are not offscreen, section by section, in their order.

    Rectangles in a snapshot are of the desktop. What is no node, or has no rectangle, is passed over.
    """
    for section, name in SECTIONS.items():
        told = snapshot.get(name)
        nodes = [node for node in told if isinstance(node, dict)] if isinstance(told, list) else []
        for number, node in enumerate(nodes):
            box = _box(node.get("rect"), place)
            if box is not None and node.get("offscreen") is not True:
                yield Node(section, box, node, number == len(nodes) - 1)


def _box(rect: object, place: Place) -> Box | None:
    if not isinstance(rect, list) or len(rect) != 4:
        return None
    sides = [number_of(side) for side in rect]
    if None in sides:
        return None
    left, top, right, bottom = (side or 0 for side in sides)
    (dx, dy), (width, height) = place.origin, place.size
    box = (max(left - dx, 0), max(top - dy, 0), min(right - dx, width), min(bottom - dy, height))
    return box if box[0] < box[2] and box[1] < box[3] else None


def foreign(frame: dict[str, Any], captured_us: int | None, record: str, snapshot: dict[str, Any]) -> str:
    """Return why a snapshot is not of a frame, one of `FOREIGN`; empty where nothing speaks against it.

    Args:
        frame: the payload of the frame's record.
        captured_us: when it was captured, UTC microseconds; None where that is not known.
        record: the id of the snapshot's record.
        snapshot: its payload, unwrapped.
    """
    link = object_of(frame.get("uia_ref"))
    own = text_of(snapshot.get("record_id"))
    if record != link.get("record_id") or (own is not None and own != record):
        return "uia_record_mismatch"
    stated, has = text_of(link.get("content_hash")), text_of(snapshot.get("content_hash"))
    if stated is not None and has is not None and stated != has:
        return "uia_hash_mismatch"
    taken = _taken_us(snapshot)
    if taken is not None and captured_us is not None and abs(taken - captured_us) > MOST_APART_S * 1_000_000:
        return "uia_time_apart"
    return ""


def wanting(frame: dict[str, Any], snapshot: dict[str, Any], place: Place) -> str:
    """Return the first thing for want of which no record is made of a snapshot, one of `WANTING`; empty for none."""
    window = object_of(snapshot.get("window"))
    has = {
        "uia_hash_missing": text_of(object_of(frame.get("uia_ref")).get("content_hash"))
        and text_of(snapshot.get("content_hash")),
        "uia_time_missing": _taken_us(snapshot) is not None,
        "uia_hwnd_missing": hwnd_of(snapshot),
        "uia_pid_missing": (number_of(window.get("pid")) or 0) > 0,
        "uia_title_missing": text_of(window.get("title")),
        "frame_size_missing": place.size[0] > 0 and place.size[1] > 0,
        "uia_boxes_missing": next(nodes_of(snapshot, place), None) is not None,
    }
    return next((reason for reason, is_there in has.items() if not is_there), "")


def hwnd_of(snapshot: dict[str, Any]) -> str:
    """Return the window handle as it was spelled; empty where there is none, or it is zero."""
    hwnd = text_of(snapshot.get("hwnd")) or str(number_of(snapshot.get("hwnd")) or "")
    return hwnd if hwnd.strip().lower().removeprefix("0x").strip("0") else ""


def _taken_us(snapshot: dict[str, Any]) -> int | None:
    told = moment.parse(snapshot.get("ts_utc"))
    milliseconds = number_of(snapshot.get("unix_ms_utc"))
    return told if told is not None or milliseconds is None else milliseconds * 1000
