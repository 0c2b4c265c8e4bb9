"""Pages that are drawn by hand, with their text as if it had been read, for what is found by looking."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ledger.facts import Element, Field
from processors.elements import elements_of
from processors.fields import fields_of
from processors.screen import Screen, of_frame
from projections.elements import ElementRow
from projections.text import SpanRow

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]
GROUND, WHITE, INK, FAINT, LINE = (228, 236, 230), (255, 255, 255), (20, 24, 28), (96, 112, 104), (60, 84, 70)
FONT = cv2.FONT_HERSHEY_DUPLEX


class Sheet:
    """A page on which texts and boxes are drawn; what was written is known as if it had been read."""

    def __init__(self, width: int = 900, height: int = 420) -> None:
        self.pixels: Pixels = np.full((height, width, 3), GROUND, np.uint8)
        self.spans: list[SpanRow] = []

    def write(self, text: str, left: int, base: int, colour: Colour = INK, size: float = 0.5, stroke: int = 1) -> None:
        """Write a text whose letters stand on a line at `base`."""
        (wide, high), _ = cv2.getTextSize(text, FONT, size, 1)
        cv2.putText(self.pixels, text, (left, base), FONT, size, colour, stroke, cv2.LINE_AA)
        box, number = (left, base - high - 2, left + wide, base + 4), len(self.spans)
        words, at = [], left
        for word in text.split():
            wide = cv2.getTextSize(word, FONT, size, 1)[0][0]
            words.append((at, at + wide))
            at += cv2.getTextSize(word + " ", FONT, size, 1)[0][0]
        self.spans.append(SpanRow(number, 0, number, "ocr", box, text, 9_900, tuple(words)))

    def fill(self, left: int, top: int, right: int, bottom: int, colour: Colour, corner: int = 0) -> None:
        """Fill a box whose upper corners are cut off."""
        for row in range(top, bottom):
            cut = max(0, corner - (row - top))
            self.pixels[row, left + cut : right - cut] = colour

    def frame(self, left: int, top: int, right: int, bottom: int, colour: Colour, thick: int = 1) -> None:
        """Draw the border of a box."""
        for side in ((left, top, right, top + thick), (left, bottom - thick, right, bottom)):
            self.fill(*side, colour)
        for side in ((left, top, left + thick, bottom), (right - thick, top, right, bottom)):
            self.fill(*side, colour)

    def screen(self) -> Screen:
        return of_frame(self.pixels, tuple(self.spans))

    def elements(self) -> tuple[Element, ...]:
        return elements_of(self.screen())

    def fields(self) -> tuple[Field, ...]:
        rows = [ElementRow(0, n, "layout", e.box, e.role, e.label, e.state) for n, e in enumerate(self.elements())]
        return fields_of(self.screen(), rows)


def told(fields: Sequence[Field]) -> list[tuple[str, str]]:
    return [(field.label, field.value) for field in fields]


def width(text: str, size: float = 0.5) -> int:
    """Return how wide a text is drawn, px."""
    return int(cv2.getTextSize(text, FONT, size, 1)[0][0])
