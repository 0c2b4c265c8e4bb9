"""Where on a screen a box is, in words."""

from __future__ import annotations

from ledger.facts import Box

NO_WINDOW = "in no window that is known"
"""What is said of a citation that has neither the title nor the program of a window."""

_ROWS = ("top", "middle", "bottom")
_COLUMNS = ("left", "centre", "right")


def place_of(box: Box, size: tuple[int, int]) -> str:
    """Return the ninth of the screen in which a box has its middle: `top right`; empty where the size is not known.

    Args:
        box: pixels of the frame.
        size: width and height of the frame in pixels.
    """
    width, height = size
    if width <= 0 or height <= 0:
        return ""
    row = _ROWS[min(2, max(0, (box[1] + box[3]) * 3 // (2 * height)))]
    column = _COLUMNS[min(2, max(0, (box[0] + box[2]) * 3 // (2 * width)))]
    return "in the middle" if (row, column) == ("middle", "centre") else f"{row} {column}"


def spelled(box: Box) -> str:
    """Return the corners of a box as `x0,y0-x1,y1`, with an en dash."""
    return f"{box[0]},{box[1]}–{box[2]},{box[3]}"
