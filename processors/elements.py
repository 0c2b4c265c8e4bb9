"""Controls found by looking at a frame: no UI Automation, no model. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ledger.facts import Element, ElementSeen, Maker
from processors import badges, controls, links, notched, opentabs, signs, tabs, toggles, underlined
from processors.base import Box
from processors.findings import Earlier, Findings, Subject, change
from processors.labels import free_of, label_of, plain, value_in
from processors.processor import Traits
from processors.screen import Screen, of_frame
from projections.box import is_in
from projections.elements import topic_of

NAME = "elements"
SOURCE = "layout"
VERSION = 3
TOPIC = topic_of(SOURCE)

FIELDS = frozenset({"Edit", "ComboBox"})
"""Roles whose label is not the text in them."""


class ElementsProcessor:
    """Finds controls by their looks: boxes, fills, borders, and the text that was read on the frame."""

    name = NAME
    version = VERSION
    traits = Traits(topics=(TOPIC,), needs=("text",))

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the controls that appeared and vanished; no fact where none did."""
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        seen = elements_of(of_frame(subject.pixels, subject.spans))
        against = earlier.frame if earlier is not None else ""
        things = change(seen, [(each.role, each.label, each.state) for each in seen], earlier, TOPIC)
        if things is None:
            return Findings((), against)
        maker = Maker(NAME, VERSION)
        fact = ElementSeen(subject.frame, SOURCE, maker, things.against, things.appeared, things.vanished)
        return Findings((fact,), against)


def elements_of(screen: Screen) -> tuple[Element, ...]:
    """Return the controls of a screen, each once, top to bottom, left to right.

    Roles are those of UI Automation: Button, Edit, ComboBox, CheckBox (a toggle switch, too), RadioButton, TabItem,
    Hyperlink, and Image for an icon. States are `checked`, `selected` and `disabled`, where they can be seen.
    """
    switches = toggles.found(screen)
    strips = [*tabs.found(screen), *opentabs.found(screen), *notched.found(screen)]
    drawn = controls.found(screen)
    marked = badges.among(screen, drawn)
    boxed = [each for each in drawn if each.box not in marked and not any(is_in(each.box, tab.box) for tab in strips)]
    found = [each for each in (*strips, *boxed) if not any(_is_of(each, switch.box) for switch in switches)]
    found += switches
    found += underlined.found(screen, [each.box for each in found])
    found += signs.found(screen, [*(each.box for each in found), *marked])
    found += links.found(screen, [*(each.box for each in found), *marked])
    named = _named(screen, found)
    return tuple(sorted(dict.fromkeys(named), key=lambda e: (e.box[1], e.box[0], e.box[2], e.box[3], e.role, e.label)))


def _named(screen: Screen, found: Sequence[Element]) -> Iterator[Element]:
    """Yield the elements; an input field has the label beside or above it, or else the hint in it."""
    boxes = [each.box for each in found if each.role not in ("Hyperlink", "Image")]
    free = free_of(screen, boxes) if any(each.role in FIELDS for each in found) else []
    for each in found:
        if each.role not in FIELDS:
            yield each
            continue
        label = label_of(screen, each.box, boxes, free)
        yield Element(each.box, each.role, plain(label.text) if label else value_in(screen, each.box)[1], each.state)


def _is_of(element: Element, switch: Box) -> bool:
    """Say whether what was taken for a control is a part of a switch, or the row around it."""
    return is_in(element.box, switch) or (element.role in FIELDS and is_in(switch, element.box))
