"""What is made of a frame's picture: a part of it, the whole with boxes drawn in, or all black but for the boxes."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from query.printing.picture import Canvas

_INK = (230, 60, 20)
MARGIN = 14
_PIXEL = 3


def inside(box: Box, canvas: Canvas) -> Box:
    """Return the part of a box that lies on the canvas; it may be empty."""
    x0, y0 = max(0, min(box[0], canvas.width)), max(0, min(box[1], canvas.height))
    return x0, y0, max(x0, min(box[2], canvas.width)), max(y0, min(box[3], canvas.height))


def cropped(canvas: Canvas, box: Box, margin: int = MARGIN) -> Canvas:
    """Return a box of the picture and `margin` pixels around it, unchanged; at least one pixel."""
    x0, y0, x1, y1 = inside((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin), canvas)
    x0, y0 = min(x0, canvas.width - 1), min(y0, canvas.height - 1)
    x1, y1 = max(x1, x0 + 1), max(y1, y0 + 1)
    row = canvas.width * _PIXEL
    parts = [canvas.pixels[y * row + x0 * _PIXEL : y * row + x1 * _PIXEL] for y in range(y0, y1)]
    return Canvas(x1 - x0, y1 - y0, bytearray(b"".join(parts)))


def redacted(canvas: Canvas, boxes: Sequence[Box]) -> Canvas:
    """Return a picture of the same size that has the pixels of the boxes, and black ones everywhere else."""
    black = Canvas(canvas.width, canvas.height, bytearray(len(canvas.pixels)))
    row = canvas.width * _PIXEL
    for x0, y0, x1, y1 in (inside(box, canvas) for box in boxes):
        for y in range(y0, y1):
            here = slice(y * row + x0 * _PIXEL, y * row + x1 * _PIXEL)
            black.pixels[here] = canvas.pixels[here]
    return black


def marked(canvas: Canvas, boxes: Sequence[tuple[int, Box]]) -> Canvas:
    """Return the picture with each box outlined and numbered."""
    drawn = Canvas(canvas.width, canvas.height, bytearray(canvas.pixels))
    taken: list[Box] = [box for _, box in boxes]
    for _, box in boxes:
        drawn.outline(box, _INK)
    for number, box in boxes:
        taken.append(drawn.number(number, box, _INK, taken))
    return drawn


def kind_of(picture: bytes) -> str:
    """Return the ending that the name of a picture's file should have, by its first bytes; `blob` for others."""
    heads = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"))
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return next((ending for head, ending in heads if picture.startswith(head)), "blob")
