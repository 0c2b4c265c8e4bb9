"""Thousands of seeded edits of one character, alone or while the page scrolls or its window moves: none is missed.

What is known of a frame without reading (the lines that stand still and those that moved) must be true, letter for
letter, and the ink of every other line must lie whole in a rectangle that is read. `make test` takes some edits,
`make edits` (AUTOCAPTURE_EDITS=10000) ten thousand.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from processors.base import Box
from processors.changes import regions

COUNT = int(os.environ.get("AUTOCAPTURE_EDITS", "200"))
SIZE = (560, 420)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-_|'`!()[]"
BETWEEN = 8
"""Between a mark and a line that it is no part of there are spaces: so much of them, px, is surely free of ink."""

SMALL = ".,:;-_|'`!"
ALIKE = {"l": "I", "I": "l", "O": "0", "0": "O", "1": "l", "5": "S", "S": "5", ":": ".", ";": ",", ".": ",", "E": "F"}
THEMES = (((255, 255, 255), (25, 25, 25)), ((24, 26, 30), (214, 216, 220)), ((0, 43, 54), (131, 148, 150)))
KINDS = ("still", "scrolled", "moved")

Pixels = NDArray[np.uint8]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True)
class Page:
    """A window at `at` that shows some rows of `lines`, the first `above` px of them scrolled out of it."""

    lines: tuple[str, ...]
    font: Font
    pitch: int
    colours: tuple[tuple[int, int, int], tuple[int, int, int]]
    at: tuple[int, int] = (20, 16)
    above: int = 0
    extent: tuple[int, int] = (480, 330)

    def drawn(self) -> tuple[Pixels, dict[Box, str]]:
        """The picture, and each line whose ink is wholly in the window, by the box of its ink and two pixels around."""
        ground, pen = self.colours
        width, height = self.extent
        window = Image.new("RGB", self.extent, ground)
        draw = ImageDraw.Draw(window)
        told: dict[Box, str] = {}
        for row, line in enumerate(self.lines):
            top = row * self.pitch + 6 - self.above
            ink = self.ink(line)
            if ink is None or top + ink[3] < 0 or top + ink[1] > height:
                continue
            draw.text((10, top), line, fill=pen, font=self.font)
            if top + ink[1] >= 2 and top + ink[3] <= height - 2 and ink[2] <= width - 2:
                x, y = self.at
                told[ink[0] + x - 2, top + ink[1] + y - 2, ink[2] + x + 2, top + ink[3] + y + 2] = line.strip()
        canvas = Image.new("RGB", SIZE, (70, 90, 110))
        canvas.paste(window, self.at)
        return np.asarray(canvas), told

    def ink(self, line: str) -> Box | None:
        """The box of the ink of a line drawn at (10, 0); None where it leaves none."""
        image = Image.new("L", (self.extent[0] * 2, 3 * self.pitch))
        ImageDraw.Draw(image).text((10, self.pitch), line, fill=255, font=self.font)
        box = image.getbbox()
        return None if box is None else (box[0], box[1] - self.pitch, box[2], box[3] - self.pitch)

    def looks(self, line: str) -> bytes:
        """What a line looks like."""
        image = Image.new("L", (self.extent[0] * 2, 3 * self.pitch))
        ImageDraw.Draw(image).text((10, self.pitch), line, fill=255, font=self.font)
        return image.tobytes()


def page(chance: random.Random) -> Page:
    """A page in one of two fonts, with lines that repeat now and then, some empty, some indented."""
    plain = chance.random() < 0.25
    size = 11 if plain else chance.randint(10, 18)
    font: Font = ImageFont.load_default_imagefont() if plain else ImageFont.load_default(size)
    pitch = size + chance.randint(4, 10)
    lines: list[str] = []
    for _ in range(40):
        words = ("".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _ in range(chance.randint(1, 6)))
        line = " " * chance.choice((0, 0, 4)) + " ".join(words)
        lines.append(chance.choice([line] * 7 + ["", chance.choice(lines) if lines else line]))
    return Page(tuple(lines), font, pitch, chance.choice(THEMES), above=chance.choice((0, 0, chance.randrange(200))))


def edited(chance: random.Random, before: Page) -> Page | None:
    """The page with one character of one line replaced, put in or taken out; None where no one would see it."""
    rows = [i for i, line in enumerate(before.lines) if line.strip() and 0 < i * before.pitch - before.above < 300]
    row = chance.choice(rows)
    line = before.lines[row]
    at = chance.randrange(len(line))
    letter = chance.choice(chance.choice((LETTERS, SMALL, ALIKE.get(line[at], SMALL))))
    new = chance.choice(
        (line[:at] + letter + line[at + 1 :], line[:at] + letter + line[at:], line[:at] + line[at + 1 :])
    )
    if before.looks(new) == before.looks(line):
        return None
    return replace(before, lines=(*before.lines[:row], new, *before.lines[row + 1 :]))


def moved(chance: random.Random, kind: str, after: Page) -> Page:
    """The page scrolled, by whole lines or not, or its window at another place."""
    if kind == "scrolled":
        by = chance.choice((after.pitch * chance.randint(1, 4), chance.randint(1, 90)))
        return replace(after, above=max(0, after.above + chance.choice((by, by, -by))))
    return replace(after, at=(chance.randrange(60), chance.randrange(70))) if kind == "moved" else after


def inside(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def missed(before: Page, after: Page) -> list[str]:
    """What is known falsely of the frame `after`, or neither known nor read: nothing, if all is well."""
    (old, known), (new, truth) = before.drawn(), after.drawn()
    boxes, texts = list(known), list(known.values())
    found = regions(old, new, boxes)
    held = {boxes[i]: texts[i] for i in range(len(boxes)) if i not in found.vanished}
    for move in found.moved:
        x0, y0, x1, y1 = boxes[move.index]
        held[x0 + move.dx, y0 + move.dy, x1 + move.dx, y1 + move.dy] = texts[move.index]
    used: set[Box] = set()
    wrong: list[str] = []
    for box, text in truth.items():
        pieces = [piece for piece, told in held.items() if _is_end_of(piece, told, box, text)]
        used |= set(pieces)
        left = _without(box, pieces)
        if left and not any(inside(left, rect) for rect in found.read):
            wrong.append(f"{text!r} at {box} is not read")
    return wrong + [f"{text!r} is not at {box}" for box, text in held.items() if box not in used]


def _is_end_of(piece: Box, told: str, box: Box, text: str) -> bool:
    """Whether a line, or one end of it, is known truly: a mark far left of an indented line is a piece of its own."""
    if piece[0] == box[0] and piece[2] == box[2]:
        return piece == box and told == text
    same_row = piece[1] >= box[1] and piece[3] <= box[3]
    return same_row and (
        (piece[2] == box[2] and text.endswith(f" {told}")) or (piece[0] == box[0] and text.startswith(f"{told} "))
    )


def _without(box: Box, pieces: list[Box]) -> Box | None:
    """What is left of the ink of a line when its pieces are known; None where that is nothing."""
    x0, y0, x1, y1 = box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2
    for piece in pieces:
        if piece[2] == box[2]:
            x1 = piece[0] + 2 - BETWEEN
        else:
            x0 = piece[2] - 2 + BETWEEN
    return (x0, y0, x1, y1) if x0 < x1 and not any(p == box for p in pieces) else None


def test_of_thousands_of_edits_none_is_missed() -> None:
    wrong: list[tuple[int, str, list[str]]] = []
    done: Counter[str] = Counter()
    seed = 0
    while done.total() < COUNT:
        seed += 1
        chance = random.Random(seed)
        kind = chance.choice(KINDS)
        before = page(chance)
        after = edited(chance, before)
        if after is None:
            continue
        done[kind] += 1
        if told := missed(before, moved(chance, kind, after)):
            wrong.append((seed, kind, told))
    print(f"{done.total()} edits: {dict(done)}")
    assert not wrong, (len(wrong), wrong[:5])
    assert set(done) == set(KINDS)
