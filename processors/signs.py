"""Small drawn signs: check boxes and radio buttons with their state, and icons. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from ledger.facts import Element
from processors import apart
from processors.base import Box
from processors.edges import Colours
from processors.ink import Mask
from processors.pieces import Piece
from processors.screen import Screen
from projections.box import is_in

SMALL, LARGE = 0.48, 2.6
"""Signs are from so many to so many line heights wide and high."""

LEAST, LEAST_BOX = 7, 9
"""They are at least so many pixels wide and high; check boxes so many."""

BOX_LARGE = 1.7
"""A check box is at most so many line heights wide."""

SQUARE = 0.12
"""The sides of a check box differ by no more than this share (and one pixel)."""

ICON_ASPECT = 2.2
"""An icon is at most so many times as wide as high, or as high as wide."""

ROUND = 0.1
"""In the corners of a disc, this share of its width along the diagonal is empty; in those of a box it is not."""

NEAR = 1.6
"""The text of a check box begins within so many line heights of it."""

SIDE, LEAST_PICTURES = 0.5, 2
"""Signs of one column have their middles within half of so many line heights; so many pictures make one of pictures."""

STANDS_OUT = 0.3
"""A pixel belongs to a sign when it differs from the ground by this share of the strongest difference there."""

UNROUND = 0.14
"""A disc on pixels differs from a true one in no more than this share of the square around it."""

DENT = 0.3
"""Between the ring and the dot of a radio button pixels are nearer to the ground by this share."""

OUTLINE = 40
"""The outline of an empty box differs from what is in it by at least this (of 255)."""


class _Shape(msgspec.Struct, frozen=True):
    """A sign's outline from the outside: whether it is a filled square or disc, and whether something is in it."""

    is_box: bool
    is_disc: bool
    empty: bool
    outlined: bool


def found(screen: Screen, taken: Sequence[Box]) -> tuple[Element, ...]:
    """Return check boxes (`CheckBox`), radio buttons (`RadioButton`) and icons (`Image`), top to bottom.

    A check box or radio button that is set has the state `checked`; its label is the text on its right. An icon has
    no label. What lies in one of the boxes `taken` (a control found before) is part of it.
    """
    marks = [box for box in _marks(screen) if not any(is_in(box, other) for other in taken)]
    shapes = [_shape(screen.colours, box) for box in marks]
    switches = list(_switches(screen, marks, shapes))
    used = {box for _, box in switches}
    icons = [Element(box, "Image", "") for box in marks if box not in used and _is_icon(screen, box)]
    return tuple(sorted([element for element, _ in switches] + icons, key=lambda e: (e.box[1], e.box[0])))


def _marks(screen: Screen) -> list[Box]:
    """Return the boxes of what is drawn small and apart."""
    side = (max(LEAST, SMALL * screen.unit), LARGE * screen.unit)
    return apart.drawn(screen).sized(side, side)


def _shape(colours: Colours, box: Box) -> _Shape:
    import cv2

    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    around = colours[max(y0 - 1, 0) : y1 + 1, max(x0 - 1, 0) : x1 + 1]
    crop = _channels(colours[y0:y1, x0:x1])
    rim = np.concatenate([around[0], around[-1], around[:, 0], around[:, -1]])
    values, counts = np.unique(rim, return_counts=True)
    ground = _channels(values[counts.argmax()].reshape(1, 1))
    away = np.abs(crop - ground).max(axis=2)
    stands = away >= max(8, STANDS_OUT * int(away.max(initial=0)))
    # What the ground reaches from outside is outside; the rest is the sign with what it encloses.
    paper = np.pad(~stands, 1, constant_values=True).astype(np.uint8)
    _, labels = cv2.connectedComponents(paper, connectivity=4)
    filled = (labels != labels[0, 0])[1:-1, 1:-1]
    depth = max(_corner(filled), _corner(filled[:, ::-1]), _corner(filled[::-1]), _corner(filled[::-1, ::-1]))
    even = abs(wide - high) <= SQUARE * max(wide, high) + 1
    whole = even and _sides(filled) and filled[high // 4 : high - high // 4, wide // 4 : wide - wide // 4].all()
    inner = crop[round(high * 0.28) : high - round(high * 0.28), round(wide * 0.28) : wide - round(wide * 0.28)]
    empty = bool(np.ptp(inner.reshape(-1, 3), axis=0).max(initial=0) < OUTLINE)
    middle = np.median(inner.reshape(-1, 3), axis=0)
    edge = np.concatenate([crop[high // 2, :2], crop[high // 2, -2:], crop[:2, wide // 2], crop[-2:, wide // 2]])
    outlined = bool(np.median(_off(edge.astype(float), middle, ground[0, 0].astype(float))) >= OUTLINE / 2)
    dotted = _dotted(away)
    flat = depth <= max(1.0, ROUND * wide)
    # A disc with anything but a dot in it is a picture.
    is_disc = bool(whole) and not flat and _is_round(filled) and (empty or dotted)
    return _Shape(bool(whole) and flat, is_disc, empty and not dotted, outlined)


def _is_round(filled: Mask) -> bool:
    """Say whether a silhouette is a disc: a star, a bell or a letter differs from it in more pixels."""
    high, wide = filled.shape
    rows, columns = (np.arange(high) + 0.5) / high * 2 - 1, (np.arange(wide) + 0.5) / wide * 2 - 1
    disc = rows[:, None] ** 2 + columns[None, :] ** 2 <= 1.0
    return bool((filled != disc).mean() <= UNROUND)


def _dotted(away: NDArray[np.int16]) -> bool:
    """Say whether ring, gap and dot follow each other from the rim inwards, by how far pixels are from the ground."""
    half = min(away.shape) // 2
    high, wide = away.shape
    across = (away[high // 2, :half], away[high // 2, wide - half :][::-1])
    down = (away[:half, wide // 2], away[high - half :, wide // 2][::-1])
    profile = np.median(np.stack((*across, *down)), axis=0)
    if half < 4 or profile[-1] < OUTLINE:
        return False
    gap = 1 + int(np.argmin(profile[1:-1]))
    return bool(min(profile[:gap].max(), profile[-1]) - profile[gap] >= DENT * profile.max())


def _off(edge: NDArray[np.float64], inner: NDArray[np.float64], ground: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far colours are from all mixtures of two others: at its rim a solid sign is such a mixture."""
    along = inner - ground
    length = float(along @ along)
    share = np.clip((edge - ground) @ along / length, 0.0, 1.0) if length else np.zeros(len(edge))
    return np.asarray(np.abs(edge - ground - share[:, None] * along).max(axis=1))


def _channels(values: Colours) -> NDArray[np.int16]:
    return np.stack([(values >> shift & 255).astype(np.int16) for shift in (16, 8, 0)], axis=-1)


def _corner(filled: Mask) -> int:
    """How many pixels of the diagonal are empty, from the upper left corner."""
    diagonal = np.diagonal(filled)
    return int(np.argmax(diagonal)) if diagonal.any() else len(diagonal)


def _sides(filled: Mask) -> bool:
    """Whether the middle of each side is filled up to the rim, or one pixel short of it."""
    high, wide = filled.shape
    return bool(
        filled[:2, wide // 2].any()
        and filled[-2:, wide // 2].any()
        and filled[high // 2, :2].any()
        and filled[high // 2, -2:].any()
    )


def _switches(screen: Screen, marks: Sequence[Box], shapes: Sequence[_Shape]) -> Iterator[tuple[Element, Box]]:
    candidates = [
        (box, shape)
        for box, shape in zip(marks, shapes, strict=True)
        if (shape.is_box or shape.is_disc)
        and box[2] - box[0] >= LEAST_BOX
        and box[2] - box[0] <= BOX_LARGE * screen.unit
        and (shape.outlined or not shape.empty)
    ]
    for box, shape in candidates:
        label = label_right(screen, box)
        alike = sum(_alike(box, other) for other, _ in candidates)
        if not label and (alike < 2 or shape.is_disc):
            continue
        if _among_pictures(screen, box, marks, [other for other, _ in candidates]):
            continue
        state = () if shape.empty else ("checked",)
        yield Element(box, "CheckBox" if shape.is_box else "RadioButton", label, state), box


def _among_pictures(screen: Screen, box: Box, marks: Sequence[Box], switches: Sequence[Box]) -> bool:
    """Say whether a sign stands in a column of which as many are pictures: then it is one of these."""

    def in_column(other: Box) -> bool:
        near = abs(other[0] + other[2] - box[0] - box[2]) <= SIDE * screen.unit
        sizes = max(other[3] - other[1], box[3] - box[1]) <= BOX_LARGE * min(other[3] - other[1], box[3] - box[1])
        return near and sizes and bool(label_right(screen, other)) == is_labelled

    is_labelled = bool(label_right(screen, box))
    column = [other for other in marks if in_column(other)]
    pictures = [other for other in column if other not in switches and _is_icon(screen, other)]
    return len(pictures) >= LEAST_PICTURES and 2 * len(pictures) >= len(column)


def _alike(one: Box, other: Box) -> bool:
    sizes = abs((one[2] - one[0]) - (other[2] - other[0])) <= 1
    return one != other and sizes and (abs(one[0] - other[0]) <= 1 or abs(one[1] - other[1]) <= 1)


def label_right(screen: Screen, box: Box) -> str:
    """Return the text that begins right of a box on its line; empty where none does."""
    middle = (box[1] + box[3]) / 2
    found: tuple[int, str] | None = None
    for piece in screen.pieces:
        if not piece.box[1] - 2 <= middle < piece.box[3] + 2 or piece.box[2] <= box[2]:
            continue
        text, start = _beyond(piece, box[2])
        if text and start - box[2] <= NEAR * screen.unit and (found is None or start < found[0]):
            found = (start, text)
    return found[1] if found and len(found[1]) > 1 else ""


def _beyond(piece: Piece, x: int) -> tuple[str, int]:
    """Return the words of a piece that begin right of a column, and where they do: a sign may be read as a word."""
    words = [(word, a) for word, (a, b) in zip(piece.words, piece.extents, strict=False) if (a + b) / 2 > x]
    return " ".join(word for word, _ in words), words[0][1] if words else piece.box[0]


def _is_icon(screen: Screen, box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    if max(wide, high) > ICON_ASPECT * min(wide, high):
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for piece in screen.pieces:
        if piece.box[0] - 2 <= x <= piece.box[2] + 2 and piece.box[1] - 2 <= y <= piece.box[3] + 2:
            words = [n for n, (a, b) in enumerate(piece.extents) if a - 2 <= x <= b + 2]
            if any(not _mistaken(piece, n) for n in words):
                return False
    return True


def _mistaken(piece: Piece, number: int) -> bool:
    """Say whether a word may be an icon taken for a letter: one alone, among others like it, or before a text."""
    word = piece.words[number]
    if len(word) > 1 or word in "123456789":
        return False
    return all(len(other) == 1 for other in piece.words) or (number == 0 and not word.isalnum())
