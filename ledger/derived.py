"""The language of the journal, continued: the kinds of what we concluded, `derived.`; `ledger.facts` has the others.

A derived fact names its evidence (a frame) and its maker (`by`). Import these from `ledger.facts`, like all kinds.
"""

from __future__ import annotations

from ledger.fact import Box, Fact, Part


class Maker(Part, frozen=True):
    """Who concluded a fact: processor and version; the model, its digest and settings where one was used."""

    processor: str
    version: int
    model: str = ""
    model_digest: str = ""
    prompt_sha256: str = ""
    parameters: str = ""


class Span(Part, frozen=True):
    """A run of text on one line. `words` are the x extents of its whitespace-separated words, where known."""

    box: Box
    text: str
    confidence: int
    words: tuple[tuple[int, int], ...] = ()


class Gone(Part, frozen=True):
    """Things that an earlier event said and that are no longer on the screen: their places in its `appeared`."""

    seq: int
    places: tuple[int, ...]


class TextRead(Fact, frozen=True, tag="derived.text.read"):
    """What changed in the text of a frame against an earlier one: what appeared, what vanished.

    With an empty `against` it is the whole text of the frame. `source` is `ocr`, `uia` or `vlm`.
    """

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Span, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Element(Part, frozen=True):
    """A control or another thing of the user interface. `state` holds words such as `disabled`, `focused`."""

    box: Box
    role: str
    label: str
    state: tuple[str, ...] = ()


class ElementSeen(Fact, frozen=True, tag="derived.element.seen"):
    """What changed in the controls of a frame against an earlier one. `source` is `uia`, `vlm` or `layout`."""

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Element, ...] = ()
    vanished: tuple[Gone, ...] = ()


class Field(Part, frozen=True):
    """A label and its value as they stand on the screen, each with its box; `box` is that of the value.

    The value of an empty input field is empty, and its box that of the field.
    """

    box: Box
    value: str
    label_box: Box
    label: str


class FieldRead(Fact, frozen=True, tag="derived.field.read"):
    """What changed in the fields of a frame against an earlier one, in reading order. `source` is `layout`."""

    frame: str
    source: str
    by: Maker
    against: str = ""
    appeared: tuple[Field, ...] = ()
    vanished: tuple[Gone, ...] = ()
