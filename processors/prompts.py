"""What a vision model is asked, and what it must answer: JSON of one shape; boxes in thousandths of the image."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from ledger.facts import Box

SCENE = """This is a screenshot of a computer screen. Answer with one JSON object and nothing else:
{"summary": "what the person is doing, in one or two sentences, naming what can be read on the screen",
 "windows": [{"title": "its title as written", "app": "name of the program", "box": [x0, y0, x1, y1],
  "context": "host, or vdi where the window shows another machine, else unknown",
  "visibility": "full or partial", "z": 1, "focused": true}]}
List every window that can be seen, the topmost first with z 1. A box is left, top, right, bottom, in thousandths of the
width and height of the image, from 0 to 1000. Write nothing that cannot be seen."""

ELEMENTS = """This is a part of a screenshot of a computer screen. Answer with one JSON object and nothing else:
{"elements": [{"role": "button, input, checkbox, radio, tab, link, menu, icon, image, list, table or text",
  "label": "what stands on it or beside it, as written", "box": [x0, y0, x1, y1], "state": ["disabled"]}]}
List the controls that can be seen. A state is one of: disabled, focused, selected, checked, expanded; most have none. A
box is left, top, right, bottom, in thousandths of the width and height of the image, from 0 to 1000."""

PING = "ping"

MOST_OF_FRAME = 0.6
"""A control that covers more than this share of the frame is none."""

Short = Annotated[str, Meta(max_length=500)]
Thousandths = tuple[float, float, float, float]
Role = Literal[
    "button", "input", "checkbox", "radio", "tab", "link", "menu", "icon", "image", "list", "table", "text"
]  # fmt: skip
State = Literal["disabled", "focused", "selected", "checked", "expanded"]


class SeenWindow(msgspec.Struct, frozen=True):
    """A window, as a model tells of it."""

    title: Short
    box: Thousandths
    app: Short = ""
    context: Literal["host", "vdi", "unknown"] = "unknown"
    visibility: Literal["full", "partial"] = "full"
    z: Annotated[int, Meta(ge=0, le=1000)] = 0
    focused: bool = False


class Scene(msgspec.Struct, frozen=True):
    """The answer to `SCENE`."""

    summary: Annotated[str, Meta(min_length=1, max_length=2000)]
    windows: Annotated[tuple[SeenWindow, ...], Meta(max_length=64)] = ()


class SeenElement(msgspec.Struct, frozen=True):
    """A control, as a model tells of it."""

    role: Role
    box: Thousandths
    label: Short = ""
    state: Annotated[tuple[State, ...], Meta(max_length=5)] = ()


class Elements(msgspec.Struct, frozen=True):
    """The answer to `ELEMENTS`."""

    elements: Annotated[tuple[SeenElement, ...], Meta(max_length=400)]


Answer = TypeVar("Answer", Scene, Elements)


def sha256_of(prompt: str) -> str:
    """Return the SHA-256 of a prompt, in hex."""
    return hashlib.sha256(prompt.encode()).hexdigest()


def scene_in(answer: str) -> Scene | None:
    """Return what a model says of a scene, or None where that is not what it was asked for."""
    return _read(answer, Scene)


def elements_in(answer: str) -> Elements | None:
    """Return the controls a model tells of, or None where that is not what it was asked for."""
    return _read(answer, Elements)


def _read(answer: str, kind: type[Answer]) -> Answer | None:
    # Models like to wrap their JSON in a fence, or in a word of politeness.
    begin, end = answer.find("{"), answer.rfind("}")
    try:
        return msgspec.json.decode(answer[begin : end + 1].encode(), type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def placed(told: Thousandths, shown: Box) -> Box | None:
    """Return a box in pixels of the frame, given which part of it was shown; None where it lies outside or is empty."""
    x0, y0, x1, y1 = shown
    left, top, right, bottom = told
    if not (0 <= left < right <= 1000 and 0 <= top < bottom <= 1000):
        return None
    width, height = x1 - x0, y1 - y0
    box = (
        x0 + round(left * width / 1000),
        y0 + round(top * height / 1000),
        x0 + round(right * width / 1000),
        y0 + round(bottom * height / 1000),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None


def covers_most(box: Box, size: tuple[int, int]) -> bool:
    """Say whether a box covers so much of a frame (width, height) that nothing is pointed out by it."""
    return (box[2] - box[0]) * (box[3] - box[1]) > MOST_OF_FRAME * size[0] * size[1]
