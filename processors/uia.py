"""Controls and text that Windows itself told of (UI Automation snapshots): no pixels needed. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ledger.facts import Box, Element, ElementSeen, Fact, Gone, Maker, Span, TextRead
from processors.findings import Earlier, Findings, Subject, gone
from projections import elements, text
from projections.payload import number_of, text_of

NAME = "uia"
SOURCE = "uia"
VERSION = 1
TEXT_TOPIC = text.topic_of(SOURCE)
ELEMENT_TOPIC = elements.topic_of(SOURCE)
CONFIDENCE = 8500

_SECTIONS = ("focus_path", "context_peers", "operables")
# Roles whose name stands on the screen, at that place. The name of an edit field is its label, that of
# an image or icon button a description, that of a window or document its title elsewhere.
_NAMED_ON_SCREEN = frozenset(
    {"Text", "Hyperlink", "MenuItem", "TabItem", "CheckBox", "RadioButton", "ListItem", "TreeItem", "DataItem"}
    | {"HeaderItem", "StatusBar"}
)


class UiaProcessor:
    """Turns a frame's UIA snapshot into elements, and into text where the name of an element is on the screen."""

    name = NAME
    version = VERSION
    snapshots = True
    topics = (TEXT_TOPIC, ELEMENT_TOPIC)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the elements and texts that appeared and vanished; no fact where nothing did."""
        seen = elements_of(subject)
        # A link and the text in it are two elements, but the words stand there once.
        spans = tuple(
            dict.fromkeys(
                Span(each.box, each.label, CONFIDENCE)
                for each in seen
                if each.role in _NAMED_ON_SCREEN and each.label.strip()
            )
        )
        maker = Maker(NAME, VERSION)
        facts: list[Fact] = []
        if words := _change(spans, [span.text for span in spans], earlier, TEXT_TOPIC):
            facts.append(TextRead(subject.frame, SOURCE, maker, words.against, words.appeared, words.vanished))
        if things := _change(seen, [(each.role, each.label, each.state) for each in seen], earlier, ELEMENT_TOPIC):
            facts.append(ElementSeen(subject.frame, SOURCE, maker, things.against, things.appeared, things.vanished))
        return Findings(tuple(facts), earlier.frame if earlier is not None else "")


Thing = TypeVar("Thing", Span, Element)


@dataclass(frozen=True, slots=True)
class _Change(Generic[Thing]):
    against: str
    appeared: tuple[Thing, ...]
    vanished: tuple[Gone, ...]


def _change(
    things: Sequence[Thing], whats: Sequence[Hashable], earlier: Earlier | None, topic: str
) -> _Change[Thing] | None:
    """Return what is new and what is gone, or None where the frame shows what the one before it did."""
    known = earlier.known.get(topic) if earlier is not None else None
    if earlier is None or known is None:
        return _Change("", tuple(things), ()) if things else None
    before = {(each.box, each.what) for each in known}
    now = dict(zip(((thing.box, what) for thing, what in zip(things, whats, strict=True)), things, strict=True))
    appeared = tuple(thing for key, thing in now.items() if key not in before)
    vanished = gone(each for each in known if (each.box, each.what) not in now)
    return _Change(earlier.frame, appeared, vanished) if appeared or vanished else None


def elements_of(subject: Subject) -> tuple[Element, ...]:
    """Return the controls of a snapshot that lie on the frame, each once, boxes clipped to it.

    Rectangles in a snapshot are of the desktop; `subject.origin` is where the frame's corner lies on it.
    """
    found: dict[Element, None] = {}
    for node in _nodes(subject.snapshot):
        box = _box(node.get("rect"), subject)
        role = text_of(node.get("role"))
        if box is not None and role is not None and node.get("offscreen") is not True:
            found[Element(box, role, text_of(node.get("name")) or "", _state(node))] = None
    return tuple(found)


def _nodes(snapshot: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in _SECTIONS:
        nodes = snapshot.get(section)
        yield from (node for node in nodes if isinstance(node, dict)) if isinstance(nodes, list) else ()


def _box(rect: object, subject: Subject) -> Box | None:
    if not isinstance(rect, list) or len(rect) != 4:
        return None
    sides = [number_of(side) for side in rect]
    if None in sides:
        return None
    left, top, right, bottom = (side or 0 for side in sides)
    (dx, dy), (width, height) = subject.origin, subject.size
    box = (max(left - dx, 0), max(top - dy, 0), min(right - dx, width), min(bottom - dy, height))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _state(node: dict[str, Any]) -> tuple[str, ...]:
    return tuple(
        word for word, is_so in (("disabled", node.get("enabled") is False), ("hot", node.get("hot") is True)) if is_so
    )
