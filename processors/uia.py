"""Controls and text that Windows itself told of (UI Automation snapshots): no pixels needed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.facts import Box, Element, ElementSeen, Fact, Maker, Span, TextRead
from processors.findings import Earlier, Findings, Subject, Unfit, change
from processors.processor import Traits
from projections import elements, snapshot, text
from projections.payload import object_of, text_of
from projections.snapshot import Place

NAME = "uia"
SOURCE = "uia"
VERSION = 2
TEXT_TOPIC = text.topic_of(SOURCE)
ELEMENT_TOPIC = elements.topic_of(SOURCE)
CONFIDENCE = 8500

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
    traits = Traits(reads="snapshot", topics=(TEXT_TOPIC, ELEMENT_TOPIC), stays=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the elements and texts that appeared and vanished; no fact where nothing did.

        What the snapshot lacks for records to be made of it is told in the findings' `lacking`.

        Raises:
            Unfit: the snapshot is not of this frame; nothing is read from it.
        """
        lacking: tuple[str, ...] = ()
        if subject.record:
            record = text_of(object_of(subject.record.get("uia_ref")).get("record_id")) or ""
            if reason := snapshot.foreign(subject.record, subject.captured_us, record, subject.snapshot):
                raise Unfit(reason, f"The snapshot {record} is not one of {subject.frame}.")
            wanting = snapshot.wanting(subject.record, subject.snapshot, snapshot.place_of(subject.record))
            lacking = (wanting,) if wanting else ()
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
        if words := change(spans, [span.text for span in spans], earlier, TEXT_TOPIC):
            facts.append(TextRead(subject.frame, SOURCE, maker, words.against, words.appeared, words.vanished))
        if things := change(seen, [(each.role, each.label, each.state) for each in seen], earlier, ELEMENT_TOPIC):
            facts.append(ElementSeen(subject.frame, SOURCE, maker, things.against, things.appeared, things.vanished))
        return Findings(tuple(facts), earlier.frame if earlier is not None else "", lacking)


def elements_of(subject: Subject) -> tuple[Element, ...]:
    """Return the controls of a snapshot that lie on the frame, each once, boxes clipped to it.

    Rectangles in a snapshot are of the desktop; `subject.origin` is where the frame's corner lies on it.
    """
    found: dict[Element, None] = {}
    for node in snapshot.nodes_of(subject.snapshot, Place(subject.origin, subject.size)):
        role = text_of(node.fields.get("role"))
        if role is not None:
            focused = node.section == "focus" and node.last and role != "Window"
            found[Element(node.box, role, text_of(node.fields.get("name")) or "", _state(node.fields, focused))] = None
    return _once(found)


def _once(found: Iterable[Element]) -> tuple[Element, ...]:
    """Return the elements each once: one that is told in several sections has the states of all of them."""
    states: dict[tuple[Box, str, str], dict[str, None]] = {}
    for each in found:
        states.setdefault((each.box, each.role, each.label), {}).update(dict.fromkeys(each.state))
    return tuple(Element(box, role, label, tuple(words)) for (box, role, label), words in states.items())


def _state(node: dict[str, Any], focused: bool) -> tuple[str, ...]:
    states = {"disabled": node.get("enabled") is False, "hot": node.get("hot") is True, "focused": focused}
    return tuple(word for word, is_so in states.items() if is_so)
