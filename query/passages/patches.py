"""Patches under words: on which flat area of its window a line of a frame stands, and what else stands there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from ledger.facts import Box
from projections import color
from projections.color import ColorRow
from projections.text import SpanRow
from query.answers.frame import words_of
from query.language.words import tokens
from query.passages.intent import Term
from query.passages.match import holds

FILLED = 5_500
"""The box of a panel may reach around other things; one that its colour fills by this share (basis points) is flat."""

_FEW_ROWS = 5
_ROW = 8
_EDGE = 14
_NEAR = 4
_EMPTY = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "s", "the", "to", "with"})


class Spot(msgspec.Struct, frozen=True):
    """Where words of a question stand on a frame.

    Attributes:
        area: the smallest flat area around them, None where they stand on the ground of the window.
        line: the line that has most of them.
        said: what is written there in the rows that have any.
        leads: it begins with one of the words.
        held: which of the terms stand there, by number.
        share: how much of what is written there in the same rows they are, of 1.
        rows: how many rows of text the area has.
    """

    area: ColorRow | None
    line: SpanRow
    said: str
    leads: bool
    held: frozenset[int]
    share: float
    rows: int

    @property
    def is_own(self) -> bool:
        """Say whether the area is that of the thing, and not of much else."""
        return self.area is not None and self.rows <= _FEW_ROWS


class Areas:
    """The flat areas of a frame's active window, the smallest first."""

    def __init__(self, db: sqlite3.Connection, frame: str) -> None:
        """Read them."""
        rows = color.on_frame(db, frame)
        self.window = next((row for row in rows if row.region == "window"), None)
        self.ground = next((row for row in rows if row.region not in ("screen", "window", "panel", *color.SMALL)), None)
        flat = [row for row in rows if row.region == "patch" or (row.region == "panel" and row.share >= FILLED)]
        self.flat = sorted(flat, key=lambda row: _size(row.box))
        self._edges = [row for row in rows if row.region in color.SMALL]

    def under(self, box: Box) -> ColorRow | None:
        """Return the smallest area that the middle of a box lies in."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return next((row for row in self.flat if _has(row.box, x, y)), None)

    def in_window(self, box: Box) -> bool:
        """Say whether the middle of a box lies in the active window."""
        return self.window is not None and _has(self.window.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def edge_of(self, area: ColorRow) -> ColorRow | None:
        """Return the strip along the left side of an area, where it has one."""
        x0, y0, _, y1 = area.box
        for row in self._edges:
            left, top, right, bottom = row.box
            if (
                abs(right - x0) <= _NEAR
                and abs(top - y0) <= _NEAR
                and abs(bottom - y1) <= _NEAR
                and right - left < _EDGE
            ):
                return row
        return None


def spots(areas: Areas, lines: Sequence[SpanRow], terms: Sequence[Term]) -> list[Spot]:
    """Return where the terms stand on a frame: on each area with any of them, and on the ground line by line."""
    on_area: dict[tuple[int, int], list[tuple[SpanRow, str, Box]]] = {}
    free: list[SpanRow] = []
    for line in lines:
        if not areas.in_window(line.box):
            continue
        for text, box in _parts(line):
            area = areas.under(box)
            if area is None:
                if not free or free[-1] is not line:
                    free.append(line)
            else:
                on_area.setdefault((area.seq, area.place), []).append((line, text, box))
    known = {(row.seq, row.place): row for row in areas.flat}
    found = [_spot(known[key], parts, terms) for key, parts in on_area.items()]
    found += [_spot(None, [(line, line.text, line.box)], terms) for line in free]
    return [spot for spot in found if spot is not None]


def _spot(area: ColorRow | None, parts: Sequence[tuple[SpanRow, str, Box]], terms: Sequence[Term]) -> Spot | None:
    rows: list[list[tuple[SpanRow, str, Box]]] = []
    for part in sorted(parts, key=lambda part: part[2][1] + part[2][3]):
        middle = (part[2][1] + part[2][3]) / 2
        if rows and abs(middle - (rows[-1][0][2][1] + rows[-1][0][2][3]) / 2) <= _ROW:
            rows[-1].append(part)
        else:
            rows.append([part])
    said, best, held = 0, (0, parts[0][0]), set[int]()
    there, texts, leads = set[str](), list[str](), False
    for row in rows:
        text = " ".join(part[1] for part in sorted(row, key=lambda part: part[2][0]))
        standing = {number for number, term in enumerate(terms) if holds(term, text)}
        if not standing:
            continue
        held |= standing
        texts.append(" ".join(text.split()))
        leads = leads or (row is rows[0] and any(holds(term, word) for word in _first(text) for term in terms))
        telling = [token for token in tokens(text) if token not in _EMPTY and token.isalpha()]
        said += len(telling)
        there |= {token for token in telling if any(token in term.phrase or holds(term, token) for term in terms)}
        for line in {part[0].id: part[0] for part in row}.values():
            count = sum(holds(term, line.text) for term in terms)
            best = max(best, (count, line), key=lambda pair: pair[0])
    if not held:
        return None
    share = min(1.0, max(len(there), len(held)) / max(said, 1))
    return Spot(area, best[1], " ".join(texts), leads, frozenset(held), share, len(rows))


def _first(text: str) -> list[str]:
    """Return the first word of a text, whatever time stands before it."""
    return [word for word in text.split() if any(letter.isalpha() for letter in word)][:1]


def _parts(line: SpanRow) -> list[tuple[str, Box]]:
    """Return the words of a line in their boxes, or the line where they are not known."""
    return [(word.text, word.box) for word in words_of(line)] or [(line.text, line.box)]


def _has(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _size(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
