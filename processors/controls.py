"""Buttons, input fields and choices: drawn boxes whose size and content are those of a control. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import msgspec
import numpy as np

from ledger.facts import Element
from processors.base import Box, Extent
from processors.boxes import Drawn
from processors.colour import Ink
from processors.ink import runs
from processors.labels import label_within
from processors.pieces import LEADING, Piece
from processors.screen import Screen

FLAT, HIGH = 1.2, 4.0
"""A control is from so many to so many lines of text high. What is lower is a badge or a bar."""

FIELD_HIGH = 3.4
"""An input field is no higher than so many lines of text: what is higher is a frame around something."""

LABELLED_HIGH = 5.2
"""So many, where its label is in it above the value."""

LONGEST = 24.0
"""A button is no wider than so many lines are high."""

PICTURE = 1.4
"""A button that shows a picture and no text is at least so many lines high: what is smaller is the picture."""

BROAD = 1.2
"""A button with one or two letters is so many times as wide as high: a square one with initials is a picture."""

ICON, APART = 1.6, 2.0
"""An icon at the right end of an input field is so many line heights wide, and so many from the text."""

FLAT_ARROW = 1.3
"""The arrow of a choice is so many times as wide as high."""

LEVEL = 0.16
"""The rims left and right of a button's content differ by no more than this share of their sum (and two pixels)."""

RIM = 1.7
"""The content of an input field begins within so many line heights of its left side."""

SPARE = 1.2
"""An input field has so much more room on the right of its content than on the left, in line heights."""

TALK = 6
"""So many words that end in a full stop are a sentence: a notice, and no value of an input field."""

BORDER = 3
"""What is this close to the side of a box, px, belongs to its border."""

RULED = 0.6
"""A row or column at the rim with this share of ink is a border."""

FAINT = 60
"""What differs from the fill of a box by less than this (of 255) is no content: shades and gradients."""

GREYED = 0.5
"""A button whose contrast is below this share of the usual one of its row of buttons is disabled."""


class Content(msgspec.Struct, frozen=True):
    """What is in a box: runs of columns with ink, from its left side, and how high the last run's ink is."""

    runs: tuple[Extent, ...]
    tall: int


def found(screen: Screen) -> tuple[Element, ...]:
    """Return the buttons (`Button`), input fields (`Edit`) and choices (`ComboBox`) of a screen, each with its text.

    A button's label is the text on it. That of a field is not in it: it stands beside or above.
    """
    homes = screen.homes
    held: dict[int, list[int]] = {}
    for number, home in enumerate(homes):
        if home is not None:
            held.setdefault(home, []).append(number)
    cells, beside = in_grids([drawn.box for drawn in screen.boxes])
    roles = {
        number: _role(screen, drawn, [screen.pieces[n] for n in held.get(number, ())])
        for number, drawn in enumerate(screen.boxes)
        if number not in cells
    }
    dropped = _attached(screen, roles, beside)
    made = []
    for number, drawn in enumerate(screen.boxes):
        role = roles.get(number, "")
        if role and number not in dropped:
            label = " ".join(screen.pieces[n].text for n in held.get(number, ())) if role == "Button" else ""
            inks = [screen.inks[n] for n in held.get(number, ())] if role == "Button" else []
            made.append((Element(drawn.box, role, label), next((ink for ink in inks if ink), None)))
    return tuple(_greyed(made))


def _attached(screen: Screen, roles: dict[int, str], beside: Set[int]) -> set[int]:
    """Return which boxes in rows of touching ones are no controls: fields beside each other, and signs before a field.

    A field may have such a sign or a unit in a box before it, and a button behind it.
    """
    dropped: set[int] = set()
    for number in sorted(beside & roles.keys()):
        if roles[number] not in ("Edit", "ComboBox"):
            continue
        x0, y0, x1, y1 = screen.boxes[number].box
        touching = [
            n
            for n in beside - {number}
            if abs(screen.boxes[n].box[1] - y0) <= 2 and _touch(screen.boxes[n].box, (x0, y0, x1, y1), 0)
        ]
        narrow = [2 * (screen.boxes[n].box[2] - screen.boxes[n].box[0]) < x1 - x0 for n in touching]
        if all(narrow) and all(roles.get(n) == "Button" for n in touching):
            dropped |= {n for n in touching if screen.boxes[n].box[0] < x0}
        elif roles[number] == "Edit":
            dropped.add(number)
    return dropped


def in_grids(all_boxes: Sequence[Box]) -> tuple[frozenset[int], frozenset[int]]:
    """Return which boxes touch one as wide above or below them, and which touch one as high beside them.

    The former are cells; the latter may be buttons of one group, but no input fields.
    """
    beside: set[int] = set()
    above: set[int] = set()
    for n, one in enumerate(all_boxes):
        for m in range(n + 1, len(all_boxes)):
            other = all_boxes[m]
            if other[1] > one[3] + 2:
                break
            if abs(one[1] - other[1]) <= 2 and abs(one[3] - other[3]) <= 2 and _touch(one, other, 0):
                beside |= {n, m}
            elif abs(one[0] - other[0]) <= 2 and abs(one[2] - other[2]) <= 2 and _touch(one, other, 1):
                above |= {n, m}
    return frozenset(above), frozenset(beside)


def _touch(one: Box, other: Box, axis: int) -> bool:
    return min(abs(one[axis + 2] - other[axis]), abs(other[axis + 2] - one[axis])) <= 2


def _role(screen: Screen, drawn: Drawn, inside: Sequence[Piece]) -> str:
    """Return the role of a box; empty where it is no control."""
    x0, y0, x1, y1 = drawn.box
    wide, high = x1 - x0, y1 - y0
    text = [piece for piece in inside if any(c.isalnum() for c in piece.text)]
    tallest = LEADING * max((piece.height for piece in text), default=screen.unit / LEADING)
    own, tall = min(screen.unit, tallest), max(screen.unit, tallest)
    labelled = len(text) == 2 and label_within(screen, drawn.box) is not None
    if not FLAT * own <= high <= (LABELLED_HIGH if labelled else HIGH) * tall:
        return ""
    content = content_of(screen, drawn)
    if not content.runs:
        return "Edit" if not text and wide >= 3 * high and high <= FIELD_HIGH * tall and drawn_as_field(drawn) else ""
    left, right = content.runs[0][0], wide - content.runs[-1][1]
    room = wide - _end_of_text(content, wide, own)
    if wide >= 2 * high and has_arrow(content, wide, max(own, screen.unit)):
        return "ComboBox"
    level = abs(left - right) <= LEVEL * (left + right) + 2
    is_name = len(text) == 1 and (wide >= BROAD * high or len(text[0].text) > 2)
    if level and is_name and wide <= LONGEST * own and left >= 0.25 * own:
        return "Button"
    if level and not text and wide <= 1.6 * high and high >= PICTURE * screen.unit:
        return "Button"
    roomy = left <= RIM * own and room - left >= SPARE * own and wide >= 2 * high
    alone = len(text) == 1 and not _signs_only(text[0]) and high <= FIELD_HIGH * tall
    fits = (alone or labelled) and roomy and drawn_as_field(drawn)
    return "Edit" if fits and not _talks(text) and not _striped(screen, drawn) else ""


def drawn_as_field(drawn: Drawn) -> bool:
    """Say whether a box can be an input field at all: it has a border, or its fill is not that of what is around it."""
    return drawn.bordered or drawn.fill != drawn.ground


def content_of(screen: Screen, drawn: Drawn) -> Content:
    """Return where in a box there is ink: what stands out from its fill, off its border."""
    x0, y0, x1, y1 = drawn.box
    crop = screen.colours[y0 + BORDER : y1 - BORDER, x0 + BORDER : x1 - BORDER]
    if not crop.size:
        return Content((), 0)
    values, counts = np.unique(crop, return_counts=True)
    fill = int(values[counts.argmax()])
    differs = np.zeros(crop.shape, dtype=bool)
    for shift in (16, 8, 0):
        differs |= np.abs((crop >> shift & 255).astype(np.int16) - (fill >> shift & 255)) >= FAINT
    # What is left of a border fills its row or column; letters do not.
    rim = min(BORDER, crop.shape[0] // 3, crop.shape[1] // 3)
    for edge in (slice(0, rim), slice(crop.shape[0] - rim, None)):
        differs[edge][differs[edge].mean(axis=1) > RULED] = False
    for edge in (slice(0, rim), slice(crop.shape[1] - rim, None)):
        differs[:, edge][:, differs[:, edge].mean(axis=0) > RULED] = False
    # Round corners of the fill stand out from it as well: the columns of the corners count by their middle rows only.
    corner = min((y1 - y0) // 2, (x1 - x0) // 4)
    quarter = max(1, (y1 - y0) // 4 - BORDER)
    differs[:quarter, :corner] = differs[:quarter, -corner:] = False
    differs[-quarter:, :corner] = differs[-quarter:, -corner:] = False
    marks = runs(np.asarray(differs.any(axis=0)))
    # What touches the side and is as thin as a border is one.
    columns = [(a + BORDER, b + BORDER) for a, b in marks if b - a > BORDER or (a > 0 and b < crop.shape[1])]
    if not columns:
        return Content((), 0)
    joined = [columns[0]]
    for a, b in columns[1:]:
        if a - joined[-1][1] <= max(2, (y1 - y0) // 5):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    rows = np.flatnonzero(differs[:, joined[-1][0] - BORDER : joined[-1][1] - BORDER].any(axis=1))
    return Content(tuple(joined), int(rows[-1] - rows[0]) + 1)


def _end_of_text(content: Content, wide: int, own: float) -> int:
    """Return where the text in a box ends: icons at its right end, a cross or a calendar, are no part of it."""
    ends = list(content.runs)
    while len(ends) > 1:
        a, b = ends[-1]
        beyond = wide if ends[-1] == content.runs[-1] else content.runs[len(ends)][0]
        if b - a > ICON * own or beyond - b > ICON * own or (a - ends[-2][1] < APART * own and len(ends) == 2):
            break
        ends.pop()
    return ends[-1][1]


def has_arrow(content: Content, wide: int, own: float) -> bool:
    """Say whether the last thing in a box is an arrow down: small, low, near the right side, apart from the text."""
    a, b = content.runs[-1]
    small = 3 <= b - a <= 0.9 * own and content.tall <= 0.75 * own and content.tall <= 1.2 * (b - a) + 1
    near = wide - b <= 1.2 * own and b - a >= FLAT_ARROW * content.tall
    clear = len(content.runs) == 1 or a - content.runs[-2][1] >= 0.9 * own
    return small and near and clear and (len(content.runs) > 1 or a > wide / 2)


def _talks(inside: Sequence[Piece]) -> bool:
    words = [word for piece in inside for word in piece.words]
    return len(words) >= TALK and words[-1].endswith((".", "!", "?"))


def _signs_only(piece: Piece) -> bool:
    """Say whether a text is what a reader makes of icons in a row: several words of one character."""
    return len(piece.words) > 1 and all(len(word) == 1 for word in piece.words)


def _striped(screen: Screen, drawn: Drawn) -> bool:
    """Say whether a box has a stripe of another colour along its left side only: a notice, a quotation."""
    x0, y0, x1, y1 = drawn.box
    line = screen.colours[(y0 + y1) // 2]
    left = int(np.argmax(line[x0 : x0 + 12] == drawn.fill))
    right = int(np.argmax(line[x1 - 12 : x1][::-1] == drawn.fill))
    return left >= BORDER and left - right >= 2


def _greyed(made: Sequence[tuple[Element, Ink | None]]) -> Iterator[Element]:
    """Yield the controls; a button that is much fainter than the others of its row is `disabled`."""
    for element, ink in made:
        row = [
            other.contrast
            for each, other in made
            if other is not None and each.role == "Button" and abs(each.box[1] - element.box[1]) <= 4
        ]
        faint = ink is not None and len(row) > 1 and ink.contrast < GREYED * max(row) and ink.contrast < 3.2
        yield Element(element.box, element.role, element.label, ("disabled",)) if faint else element
