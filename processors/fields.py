"""Fields: what is labelled on a frame, as label and value, each with its box, in reading order. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from ledger.facts import Field, FieldRead, Maker
from processors import figures, pairs, rowends, tables
from processors.base import Box
from processors.findings import Earlier, Findings, Subject, change
from processors.labels import free_of, label_of, plain, value_in
from processors.pairs import Group, line_box
from processors.processor import Traits
from processors.screen import Screen, of_frame
from projections.box import is_in
from projections.elements import ElementRow
from projections.fields import topic_of

NAME = "fields"
SOURCE = "layout"
VERSION = 6
TOPIC = topic_of(SOURCE)

FILLED_IN = frozenset({"Edit", "ComboBox"})
"""Roles of controls that have a value in them and their label outside."""

NAMED = frozenset({"Button", "TabItem"})
"""Roles of controls whose text is their own name, and no part of a field."""

SWITCHES = frozenset({"CheckBox", "RadioButton"})
SIGNS = SWITCHES | {"Image"}


class FieldsProcessor:
    """Reads fields out of the text and the controls that were found on a frame."""

    name = NAME
    version = VERSION
    traits = Traits(topics=(TOPIC,), needs=("text", "elements"))

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the fields that appeared and vanished; no fact where none did."""
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        read = fields_of(of_frame(subject.pixels, subject.spans), subject.elements)
        against = earlier.frame if earlier is not None else ""
        things = change(read, [(each.value, each.label_box, each.label) for each in read], earlier, TOPIC)
        if things is None:
            return Findings((), against)
        fact = FieldRead(subject.frame, SOURCE, Maker(NAME, VERSION), things.against, things.appeared, things.vanished)
        return Findings((fact,), against)


def fields_of(screen: Screen, elements: Sequence[ElementRow]) -> tuple[Field, ...]:
    """Return the fields of a screen in reading order: what belongs together from top to bottom, then what follows.

    Input fields come with the label beside or above them and are empty where nothing is in them; then tables, lines
    with a colon, lists in two columns, and values below their labels.
    """
    groups, taken = _forms(screen, elements)
    # A letter that was read in an icon is no text.
    icons = [each.box for each in elements if each.role in SIGNS]
    short = {n for n, p in enumerate(screen.pieces) if len(p.text) == 1 and not p.text.isdigit()}
    signs = {n for n in short if any(is_in(screen.pieces[n].box, box) for box in icons)}
    wordy = {n for n, p in enumerate(screen.pieces) if any(c.isalnum() for c in p.text)} - signs
    free = {n for n in wordy if not any(is_in(screen.pieces[n].box, box) for box in taken)}
    # The names of columns may look like buttons or tabs, and a cell that can be typed in like an input field.
    filled = [field.box for group in groups for field in group]
    others = set(range(len(screen.pieces))) - free - signs
    also = {n for n in others if not any(is_in(screen.pieces[n].box, box) for box in filled)}
    # Before tables: each row of such a form could be taken for the names of those below it.
    for find in (pairs.in_turn, figures.found):
        found, used = find(screen, free)
        groups += found
        free -= used
    found, used = tables.found(screen, free, also)
    groups += found
    free -= used
    free -= _repeated(screen, elements, free)
    # What stands in a grid of labels with values below them would be lists in two columns as well.
    for find in (pairs.with_colons, pairs.abreast, rowends.found, pairs.beside, pairs.below):
        found, used = find(screen, free)
        groups += found
        free -= used
    groups.sort(key=lambda g: (min(f.label_box[1] for f in g), min(f.label_box[0] for f in g)))
    return tuple(dict.fromkeys(field for group in groups for field in group))


def _repeated(screen: Screen, elements: Sequence[ElementRow], free: Set[int]) -> set[int]:
    """Return the pieces that are links at the end of rows, and say the same in each: what can be done with a value."""
    labels = Counter(each.label for each in elements if each.role == "Hyperlink")
    links = [each.box for each in elements if each.role == "Hyperlink" and labels[each.label] > 1]
    own = {n: screen.pieces[n].box for n in free}
    return {n for n, piece in own.items() if any(is_in(piece, box) and piece[0] >= box[0] - 2 for box in links)}


def _forms(screen: Screen, elements: Sequence[ElementRow]) -> tuple[list[Group], list[Box]]:
    """Return the labelled input fields, those of one column together, and the boxes whose texts are spoken for."""
    controls = [each.box for each in elements if each.role in FILLED_IN | NAMED | SWITCHES]
    free = free_of(screen, controls) if any(each.role in FILLED_IN for each in elements) else []
    taken = [each.box for each in elements if each.role in FILLED_IN | NAMED]
    columns: dict[int, Group] = {}
    for each in elements:
        if each.role in SWITCHES:
            taken += [
                p.box
                for p in screen.pieces
                if (p.text and p.text.endswith(each.label) and _follows(p.box, each.box))
                or (each.label and plain(p.text) == each.label and _precedes(p.box, each.box))
            ]
        if each.role not in FILLED_IN:
            continue
        label = label_of(screen, each.box, controls, free)
        if label is None:
            continue
        taken.append(label.box)
        field = Field(each.box, value_in(screen, each.box)[0], line_box(label), plain(label.text))
        columns.setdefault(each.box[0] // 4, []).append(field)
    return list(columns.values()), taken


def _follows(box: Box, switch: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return (
        box[2] > switch[2]
        and box[0] - switch[2] < 3 * (switch[3] - switch[1])
        and switch[1] - 2 <= middle <= switch[3] + 2
    )


def _precedes(box: Box, switch: Box) -> bool:
    """Say whether a text is on the row of a switch on its right, which may be high; or right above it."""
    middle, high = (box[1] + box[3]) / 2, switch[3] - switch[1]
    return switch[1] - 2 * high <= middle <= switch[3] + high and box[0] <= switch[0] + 2
