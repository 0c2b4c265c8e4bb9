"""A frame's picture with numbered boxes drawn on it: the only place in query that opens an image."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.errors import EvidenceMissing, Usage, WriteFailed
from ledger.facts import Box
from query.answers.frame import KnownFrame
from query.patterns.pattern import pattern

if TYPE_CHECKING:
    from projections.views import Views

_INKS = {"ocr": (230, 60, 20), "uia": (0, 110, 220), "vlm": (150, 40, 190)}
_INK = (230, 60, 20)
_PAPER = (255, 255, 255)
_DIGEST = pattern(r"[0-9a-f]{64}")

# Digits as 3 x 5 dots, so that drawing needs no font on the machine.
_DIGITS = (
    *("111101101101111", "010110010010111", "111001111100111", "111001111001111", "101101111001001"),
    *("111100111001111", "111100111101111", "111001010010010", "111101111101111", "111101111001111"),
)
_DOT = 2
_LINE = 2
# Four screens of 8K: a header that claims more would fill the memory before one pixel is read.
_MOST_PIXELS = 4 * 7680 * 2160
_SAME_PLACE = 0.6

Ink = tuple[int, int, int]
Mark = tuple[Box, Ink]


def draw(views: Views, known: KnownFrame, out: Path, boxes: Sequence[Box] | None = None) -> Path:
    """Save a frame as PNG with numbered boxes: those given, or its text lines in the order of `known.lines`.

    Args:
        views: the views of the DataRoot that holds the frame.
        known: the frame.
        out: where to save it; a file that is there, or to which a link leads, is replaced, but none in the DataRoot.
        boxes: pixels of the frame.

    Raises:
        EvidenceMissing: the picture is not there, or not what its record says.
        Usage: `out` lies in the DataRoot, its directory is not there, or it is no file: a device, a pipe.
        WriteFailed: the disk refused.
    """
    target = _target(views, out)
    picture = evidence(views, known.frame, known.blob, known.sha256)
    if boxes is None:
        marks = [(line.box, _INKS.get(line.source, _INK)) for line in known.lines]
    else:
        marks = [(box, _INK) for box in boxes]
    png = _drawn(picture, marks, known)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        temporary.write_bytes(png)
        # By renaming: the old file may be a hard link to something else.
        temporary.replace(target)
    except OSError as error:
        raise WriteFailed(f"{target} cannot be written: {error.strerror or error}.", "Name another file.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return target


def _target(views: Views, out: Path) -> Path:
    root = Path(os.path.realpath(views.root.path))
    if not out.name:
        raise Usage("An empty name is no file.", "Name a file, such as frame.png.")
    target = Path(os.path.realpath(out.parent)) / out.name
    # A link elsewhere that points into the DataRoot would only be replaced, but nobody can have meant that.
    if target.is_relative_to(root) or Path(os.path.realpath(target)).is_relative_to(root):
        raise Usage(f"{out} lies in the DataRoot, which asking leaves as it is.", "Name a file elsewhere.")
    if not target.parent.is_dir():
        raise Usage(f"There is no directory {target.parent}.", "Make it, or name another one.")
    if target.is_dir() or not target.name:
        raise Usage(f"{out} is a directory.", "Name a file, such as frame.png.")
    if target.is_symlink():
        target = Path(os.path.realpath(target))  # it stays, and leads to the picture
    if os.path.lexists(target) and not target.is_file():
        raise Usage(f"{out} is no file that a picture could replace.", "Name a file, such as frame.png.")
    if not target.parent.is_dir():
        raise Usage(f"{out} is a link that leads nowhere.", "Name a file, such as frame.png.")
    return target


def evidence(views: Views, record: str, blob: str | None, sha256: str | None) -> bytes:
    """Return the bytes of a frame's picture, as they were handed over.

    Args:
        views: the views of the DataRoot that holds the frame.
        record: the frame's record id.
        blob: where its picture lies, relative to the DataRoot; None where none was handed over.
        sha256: what the record says of its bytes; they are held against it where it is a hash.

    Raises:
        EvidenceMissing: the picture is not there, lies elsewhere, or is not what its record says.
    """
    where = "Run `autocapture audit verify` to see what else is missing, then restore it from a backup."
    if blob is None:
        raise EvidenceMissing(f"No picture was handed over for frame {record}.", "Its text may be shown without.")
    media = Path(os.path.realpath(views.root.media))
    path = views.root.path / blob
    if not Path(os.path.realpath(path)).is_relative_to(media):
        raise EvidenceMissing(f"The picture of frame {record} lies outside of {media}.", where)
    try:
        picture = path.read_bytes()
    except OSError as error:
        raise EvidenceMissing(
            f"The picture of frame {record} cannot be read: {path}: {error.strerror or error}.", where
        ) from error
    digest = (sha256 or "").lower()
    if _DIGEST.fullmatch(digest) and hashlib.sha256(picture).hexdigest() != digest:
        raise EvidenceMissing(f"The picture of frame {record} is not what its record says: {path}.", where)
    return picture


def _drawn(picture: bytes, marks: Sequence[Mark], known: KnownFrame) -> bytes:
    canvas = opened(picture, f"frame {known.frame}")
    _mark(canvas, marks)
    return png_of(canvas)


def opened(picture: bytes, whose: str) -> Canvas:
    """Return the pixels of a picture, in any format that screens are kept in.

    Args:
        picture: the bytes of the file.
        whose: what it is the picture of, for messages: `frame run1/17`.

    Raises:
        EvidenceMissing: it cannot be decoded, or claims more pixels than any screen has.
    """
    pyvips = _vips()

    try:
        # Only the header is read here; a picture cut short fails below instead of ending in grey.
        image = pyvips.Image.new_from_buffer(picture, "", fail_on="error")
        if image.width * image.height > _MOST_PIXELS:
            raise EvidenceMissing(
                f"The picture of {whose} claims {image.width} × {image.height} pixels, more than any "
                "screen has; it is not opened.",
                "Run `autocapture audit verify` to see whether its bytes are still those that were handed over.",
            )
        image = image.colourspace("srgb")
        image = (image.flatten() if image.hasalpha() else image).cast("uchar")
        return Canvas(image.width, image.height, bytearray(image.write_to_memory()))
    except pyvips.Error as error:
        first = next(iter(str(error).strip().splitlines()), "unknown format")
        raise EvidenceMissing(
            f"The picture of {whose} cannot be decoded: {first}.",
            "Run `autocapture audit verify` to see whether its bytes are still those that were handed over.",
        ) from error


@cache
def _vips() -> Any:  # noqa: ANN401 - pyvips has no types
    """Return libvips, which from then on tells Python of warnings and errors alone.

    It tells of each thing that it does, out of its own midst; an interrupt that comes then would be lost there.
    """
    import pyvips

    levels, domain = pyvips.GLogLevelFlags, b"VIPS"
    with contextlib.suppress(AttributeError):  # another version of pyvips: names that it keeps to itself
        pyvips.glib_lib.g_log_remove_handler(domain, pyvips._log_handler_id)  # noqa: SLF001
        told = levels.LEVEL_WARNING | levels.LEVEL_CRITICAL | levels.LEVEL_ERROR
        told |= levels.FLAG_FATAL | levels.FLAG_RECURSION
        handler = pyvips._log_handler_cb  # noqa: SLF001
        pyvips._log_handler_id = pyvips.glib_lib.g_log_set_handler(domain, told, handler, pyvips.ffi.NULL)  # noqa: SLF001
    return pyvips


def png_of(canvas: Canvas) -> bytes:
    """Return the pixels as a PNG file."""
    pyvips = _vips()

    drawn = pyvips.Image.new_from_memory(canvas.pixels, canvas.width, canvas.height, 3, "uchar")
    return bytes(drawn.copy(interpretation="srgb").pngsave_buffer(compression=3))


def webp_of(canvas: Canvas, widest: int) -> bytes:
    """Return the pixels as a WebP file, made smaller where they are wider than `widest`: to be looked at."""
    pyvips = _vips()

    drawn = pyvips.Image.new_from_memory(canvas.pixels, canvas.width, canvas.height, 3, "uchar")
    drawn = drawn.copy(interpretation="srgb")
    if canvas.width > widest:
        drawn = drawn.resize(widest / canvas.width)
    return bytes(drawn.webpsave_buffer(Q=80))


def _mark(canvas: Canvas, marks: Sequence[Mark]) -> None:
    """Outline all boxes and number each of them once: what was read on the picture lies above what was told of it."""
    numbered = sorted(enumerate(marks, 1), key=lambda pair: (pair[1][1] != _INK, pair[0]))
    for _, (box, ink) in reversed(numbered):
        canvas.outline(box, ink)
    boxes = [box for box, _ in marks]
    badged: list[Box] = []
    badges: list[Box] = []
    for number, (box, ink) in numbered:
        if any(_shared(box, other) >= _SAME_PLACE for other in badged):
            continue
        badged.append(box)
        others = [other for other in boxes if other == box or _shared(box, other) < _SAME_PLACE]
        badges.append(canvas.number(number, box, ink, (*others, *badges)))


def _shared(one: Box, other: Box) -> float:
    """Return how much of two boxes together both cover, 0 to 1."""
    both = _overlap(one, other)
    areas = sum(max(0, box[2] - box[0]) * max(0, box[3] - box[1]) for box in (one, other))
    return both / (areas - both) if both else 0.0


def _overlap(one: Box, other: Box) -> int:
    width, height = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0


class Canvas:
    """Pixels to draw on: rows of RGB bytes. libvips copies the whole image for each thing drawn; this does not."""

    def __init__(self, width: int, height: int, pixels: bytearray) -> None:
        self.width = width
        self.height = height
        self.pixels = pixels

    def fill(self, box: Box, ink: Ink) -> None:
        """Fill a box, as far as it lies on the canvas."""
        x0, x1 = max(0, box[0]), min(self.width, box[2])
        if x0 >= x1:
            return
        run = bytes(ink) * (x1 - x0)
        for y in range(max(0, box[1]), min(self.height, box[3])):
            at = (y * self.width + x0) * 3
            self.pixels[at : at + len(run)] = run

    def outline(self, box: Box, ink: Ink) -> None:
        """Draw a line around a box, just outside of it: what is in the box stays legible."""
        x0, y0, x1, y1 = box[0] - _LINE, box[1] - _LINE, box[2] + _LINE, box[3] + _LINE
        for side in (
            (x0, y0, x1, box[1]),
            (x0, box[3], x1, y1),
            (x0, y0, box[0], y1),
            (box[2], y0, x1, y1),
        ):
            self.fill(side, ink)

    def number(self, number: int, box: Box, ink: Ink, taken: Sequence[Box]) -> Box:
        """Write a number on a label beside a box, where it covers the least of what is `taken`; return its place."""
        digits = str(number)
        width, height = (4 * len(digits) + 1) * _DOT, 7 * _DOT
        x0, y0, x1, y1 = box[0] - _LINE, box[1] - _LINE, box[2] + _LINE, box[3] + _LINE
        # Left of it, above, at the right, below; pushed back onto the picture.
        corners = ((x0 - width, y0), (x0, y0 - height), (x1 - width, y0 - height), (x1, y0), (x0, y1))
        places = [self._inside(left, top, width, height) for left, top in corners]
        place = min(places, key=lambda place: sum(_overlap(place, other) for other in taken))
        x, y = place[0], place[1]
        self.fill(place, ink)
        for at, digit in enumerate(digits):
            for dot, is_set in enumerate(_DIGITS[int(digit)]):
                if is_set == "1":
                    left, top = x + (1 + 4 * at + dot % 3) * _DOT, y + (1 + dot // 3) * _DOT
                    self.fill((left, top, left + _DOT, top + _DOT), _PAPER)
        return place

    def _inside(self, left: int, top: int, width: int, height: int) -> Box:
        x, y = max(0, min(left, self.width - width)), max(0, min(top, self.height - height))
        return x, y, x + width, y + height
