"""The port through which text is read off a screen: what a reader is, and the values it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the image; x1 and y1 are exclusive."""

Extent = tuple[int, int]
"""x0, x1 in pixels of the image; x1 is exclusive."""


class Line(msgspec.Struct, frozen=True):
    """One line of text as it was read.

    `confidence` is in basis points (0 to 10000). `words` holds one extent for each
    whitespace-separated word of `text`, in the order of the text, so that always
    `len(words) == len(text.split())`; a word's box is `(x0, box[1], x1, box[3])`.
    """

    box: Box
    text: str
    confidence: int
    words: tuple[Extent, ...]

    def __post_init__(self) -> None:
        if len(self.words) != len(self.text.split()):
            raise ValueError(f"{len(self.words)} extents for the words of {self.text!r}")

    def moved(self, dx: int, dy: int) -> Line:
        """The same line `dx` pixels further right and `dy` pixels further down."""
        x0, y0, x1, y1 = self.box
        words = tuple((a + dx, b + dx) for a, b in self.words)
        return Line((x0 + dx, y0 + dy, x1 + dx, y1 + dy), self.text, self.confidence, words)


class Maker(msgspec.Struct, frozen=True):
    """Who made a fact: enough to know whether another run would say the same.

    `model_digest` is the SHA-256 (hex) over the weights files, one after the other;
    `parameters` is a short stable text of the settings that change results.
    """

    processor: str
    version: int
    model: str
    model_digest: str
    parameters: str


class Reader(Protocol):
    """Reads text off pixels. The same pixels give the same lines, run to run."""

    @property
    def maker(self) -> Maker:
        """Who reads."""
        ...

    def lines(self, pixels: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of text on `pixels` (height x width x 3, RGB), in reading order.

        Boxes are in pixels of the array given.
        """
        ...
