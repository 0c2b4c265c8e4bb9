"""Links: words of another colour than the text around them, or underlined. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from ledger.facts import Element
from processors.base import Box
from processors.colour import Ink, apart, ink_of
from processors.ink import runs
from processors.pieces import Piece
from processors.screen import Screen

COLOURED = 55
"""An ink whose strongest and weakest channel differ by this much (of 255) is coloured."""

OTHER = 60
"""It is of another colour than the text around it when a channel differs by this much."""

ALIKE = 44
"""Inks that differ by less than this are one colour: thin letters never reach their full colour."""

BLUE = (190.0, 275.0)
"""Hues (degrees) in which links are drawn unless a page has a colour of its own for them."""

OFTEN, SHARE = 3, 0.6
"""Another colour is that of links when it is seen so often, and this share of all coloured words has it."""

MOTLEY = 3
"""A line with so many colours is code."""

LINE = 0.8
"""The line under a link is inked over this share of its width."""

UNBROKEN = 0.4
"""It goes on unbroken for this share."""

SHORT = 3
"""A line under fewer letters than these may be a part of them, as in a 2 or an underscore."""

TOUCH = 3
"""A word that lies in a control by so many pixels belongs to it."""

APART = 0.9
"""Words of one link are no further apart than this share of a line height."""


class _Word(msgspec.Struct, frozen=True):
    """A word with its place (piece and number in it), its box, its ink, and whether a line runs under it."""

    piece: int
    number: int
    box: Box
    ink: Ink
    lined: bool


def found(screen: Screen, taken: Sequence[Box]) -> tuple[Element, ...]:
    """Return the links (`Hyperlink`), each line of one by itself, in reading order; none in the boxes `taken`.

    Links in the colour of the text around them that are not underlined cannot be told from it by looking.
    """
    words = [w for w in _words(screen) if not any(_meet(w.box, box) for box in taken)]
    plain = _plain(words)
    coloured = [w for w in words if _is_coloured(w, plain)]
    own = _own_colour(coloured)
    motley = _motley(screen, words)
    made = []
    for run in _runs(screen, words):
        first = run[0]
        blue = BLUE[0] <= first.ink.hue <= BLUE[1] or (own is not None and apart(first.ink.colour, own) <= ALIKE)
        lined = all(w.lined for w in run) and sum(len(_text(screen, w)) for w in run) >= SHORT
        is_link = lined or (
            blue and all(_is_coloured(w, plain) for w in run) and screen.pieces[first.piece].span not in motley
        )
        if is_link and any(c.isalnum() for w in run for c in _text(screen, w)):
            made.append(Element(_hull(screen, run), "Hyperlink", " ".join(_text(screen, w) for w in run)))
    return tuple(made)


def _words(screen: Screen) -> Iterator[_Word]:
    for number, piece in enumerate(screen.pieces):
        for place, (x0, x1) in enumerate(piece.extents):
            box = (x0, piece.box[1], x1, piece.box[3])
            ink = ink_of(screen.colours, box)
            if ink is not None:
                yield _Word(number, place, box, ink, _lined(screen, piece, (x0, x1), ink))


def _lined(screen: Screen, piece: Piece, extent: tuple[int, int], ink: Ink) -> bool:
    """Say whether a line in the colour of a word runs under it and is as long as it: longer ones are rules."""
    x0, x1 = extent
    low = piece.box[3] - max(2, piece.height // 3)
    crop = screen.colours[low : piece.box[3] + 3, max(x0 - 1, 0) : x1 + 1]
    if not crop.size or x1 - x0 < 4:
        return False
    strength = sum(np.abs((crop >> s & 255).astype(np.int16) - g) for s, g in zip((16, 8, 0), ink.ground, strict=True))
    full = sum(abs(c - g) for c, g in zip(ink.colour, ink.ground, strict=True))
    inked = np.asarray(strength) >= 0.45 * full
    inner = inked[:, 1:-1]
    # Feet of letters are gaps apart; a line is broken by the tails of letters only.
    rows = np.array([row.mean() >= LINE and max(b - a for a, b in runs(row)) >= UNBROKEN * len(row) for row in inner])
    thick = int(rows.sum())
    return 1 <= thick <= max(2, piece.height // 5) and not rows[-1]


def _plain(words: Sequence[_Word]) -> dict[tuple[int, int, int], tuple[int, int, int]]:
    """Return the colour of most words on each ground."""
    inks: dict[tuple[int, int, int], Counter[tuple[int, int, int]]] = {}
    for word in words:
        rough = (word.ink.colour[0] // 32, word.ink.colour[1] // 32, word.ink.colour[2] // 32)
        inks.setdefault(word.ink.ground, Counter())[rough] += 1
    most = {ground: min(counts, key=lambda c: (-counts[c], c)) for ground, counts in inks.items()}
    found = {}
    for ground, rough in most.items():
        alike = [
            w.ink.colour for w in words if w.ink.ground == ground and tuple(c // 32 for c in w.ink.colour) == rough
        ]
        middle = np.median(np.array(alike), axis=0)
        found[ground] = (int(middle[0]), int(middle[1]), int(middle[2]))
    return found


def _is_coloured(word: _Word, plain: dict[tuple[int, int, int], tuple[int, int, int]]) -> bool:
    around = plain[word.ink.ground]
    return word.ink.chroma >= COLOURED and apart(word.ink.colour, around) >= OTHER


def _own_colour(coloured: Sequence[_Word]) -> tuple[int, int, int] | None:
    """Return the colour in which a screen draws its links, where it is not blue: that of most coloured words."""
    best: tuple[int, tuple[int, int, int]] = (0, (0, 0, 0))
    for word in coloured:
        count = sum(apart(word.ink.colour, other.ink.colour) <= ALIKE for other in coloured)
        best = max(best, (count, word.ink.colour))
    return best[1] if best[0] >= OFTEN and best[0] >= SHARE * len(coloured) else None


def _motley(screen: Screen, words: Sequence[_Word]) -> frozenset[int]:
    """Return the lines (their spans' places) with words in many colours."""
    colours: dict[int, list[tuple[int, int, int]]] = {}
    for word in words:
        seen = colours.setdefault(screen.pieces[word.piece].span, [])
        if all(apart(word.ink.colour, other) > ALIKE for other in seen):
            seen.append(word.ink.colour)
    return frozenset(span for span, seen in colours.items() if len(seen) >= MOTLEY)


def _runs(screen: Screen, words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Yield the words that may be one link: next to each other in one piece, of one colour, all or none underlined."""
    run: list[_Word] = []
    for word in words:
        joins = (
            bool(run)
            and word.piece == run[-1].piece
            and word.number == run[-1].number + 1
            and word.box[0] - run[-1].box[2] <= APART * screen.unit
            and word.lined == run[-1].lined
            and apart(word.ink.colour, run[-1].ink.colour) <= ALIKE
        )
        if run and not joins:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _text(screen: Screen, word: _Word) -> str:
    return screen.pieces[word.piece].words[word.number]


def _hull(screen: Screen, run: Sequence[_Word]) -> Box:
    top, bottom = screen.pieces[run[0].piece].line
    return run[0].box[0], top, run[-1].box[2], bottom


def _meet(one: Box, other: Box) -> bool:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide >= TOUCH and high >= TOUCH
