"""What is drawn on a frame, gathered once for all who look for controls and fields on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from processors import boxes, edges, leaders, pieces
from processors.boxes import Drawn
from processors.colour import Ink, ink_of
from processors.edges import Colours, Edges
from processors.pieces import Piece
from projections.text import SpanRow

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST = 8
"""The shortest straight edge that is looked at, px."""


class Screen(msgspec.Struct, frozen=True, dict=True):
    """A frame's colours, straight edges, drawn boxes, and pieces of text; `unit` is the height of a usual line, px."""

    colours: Colours
    across: Edges
    boxes: tuple[Drawn, ...]
    pieces: tuple[Piece, ...]
    unit: float

    @cached_property
    def down(self) -> Edges:
        """The vertical edges."""
        return edges.down(self.colours, SHORTEST)

    @cached_property
    def inks(self) -> tuple[Ink | None, ...]:
        """The ink of each piece, in their order."""
        return tuple(ink_of(self.colours, piece.box) for piece in self.pieces)

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """The boxes of the pieces (count x 4), in their order: where many are asked for one place."""
        return edges.boxes_of([piece.box for piece in self.pieces])

    @cached_property
    def walls(self) -> NDArray[np.int64]:
        """The drawn boxes (count x 4), in their order."""
        return edges.boxes_of([drawn.box for drawn in self.boxes])

    @cached_property
    def homes(self) -> tuple[int | None, ...]:
        """The smallest drawn box around each piece, in their order."""
        walls = [drawn.box for drawn in self.boxes]
        return tuple(pieces.wall_around(piece.box, walls) for piece in self.pieces)


def of_frame(pixels: NDArray[np.uint8], spans: Sequence[SpanRow]) -> Screen:
    """Return what is drawn on a frame (height x width x 3, RGB) whose text is known."""
    colours = edges.packed(pixels)
    lines = edges.across(colours, SHORTEST)
    found = boxes.drawn(colours, lines)
    split = pieces.of_spans(tuple(leaders.without(spans, colours)), [drawn.box for drawn in found])
    shown = pieces.without_signs([pieces.tightened(piece, colours) for piece in split])
    return Screen(colours, lines, found, shown, pieces.unit(shown))
