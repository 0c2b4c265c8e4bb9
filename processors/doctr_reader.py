"""docTR behind the reader's port: its detector and recogniser, with weights out of a directory or by its own download.

Needs the extra `autocapture[doctr]`. Canvases are shown to the detector in tiles of its own input size, so that
nothing is scaled down; docTR's own grouping of words into lines is replaced, for it knows one tile only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from ledger.errors import ExtraMissing
from processors import detection
from processors.base import Box, Line, Maker

if TYPE_CHECKING:
    from numpy.typing import NDArray

PROCESSOR = "text.doctr"
VERSION = 1001
"""Raised with every change that changes what is read. It is none of the embedded reader's versions, so that a change
of engine has every frame read again."""

EXTRA = "Install it with: pip install 'autocapture[doctr]'"
SUFFIX = ".pt"

NEAR = 1.0
"""Words of one row belong to one line when no more than this many line heights are free between them."""


class DoctrUnavailable(ExtraMissing):
    """docTR, or the weights it is told to use, cannot be had."""


class Settings(msgspec.Struct, frozen=True):
    """Which of docTR's architectures read, and where their weights are.

    `weights` is a directory with `<architecture>.pt` for both (a state dict, as `torch.save` writes it); without one
    docTR takes its pretrained weights out of its cache (`DOCTR_CACHE_DIR`), or downloads them. `vocab` names one of
    docTR's vocabularies: local weights must be of it. `side` (the detector's input) and `overlap` are in px.
    """

    detector: str = "fast_base"
    recogniser: str = "crnn_vgg16_bn"
    weights: Path | None = None
    vocab: str = "french"
    side: int = 1024
    overlap: int = 256
    batch: int = 64

    def text(self) -> str:
        """The settings that change results, as one short stable line."""
        return (
            f"detector={self.detector} recogniser={self.recogniser} vocab={self.vocab} tile={self.side}/{self.overlap}"
        )


class _Word(msgspec.Struct, frozen=True):
    text: str
    confidence: float
    box: Box = (0, 0, 0, 0)


class DoctrReader:
    """Reads text with docTR. The same pixels give the same lines on one machine.

    Raises:
        DoctrUnavailable: the extra is not installed, weights are missing or of another architecture.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._predictor, digest = _predictor(self._settings)
        model = f"{self._settings.detector}+{self._settings.recogniser}"
        self._maker = Maker(PROCESSOR, VERSION, model, digest, self._settings.text())

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
        height, width = pixels.shape[:2]
        words: list[_Word] = []
        for tile in detection.tiles(width, height, self._settings.side, self._settings.overlap):
            words += [w for w in self._words(pixels, tile.box) if _centre_in(w.box, tile.core)]
        return _lines(words)

    def _words(self, pixels: NDArray[np.uint8], seen: Box) -> list[_Word]:
        """The words on one tile, padded to the detector's input, in pixels of the canvas."""
        x0, y0, x1, y1 = seen
        side = self._settings.side
        shown = np.pad(pixels[y0:y1, x0:x1], ((0, side - (y1 - y0)), (0, side - (x1 - x0)), (0, 0)), mode="edge")
        [page] = self._predictor([np.ascontiguousarray(shown)]).pages
        found: list[_Word] = []
        for word in (w for block in page.blocks for line in block.lines for w in line.words):
            (a, b), (c, d) = word.geometry
            box = (
                min(x1, x0 + int(a * side)),
                min(y1, y0 + int(b * side)),
                min(x1, x0 + int(np.ceil(c * side))),
                min(y1, y0 + int(np.ceil(d * side))),
            )
            text = "".join(word.value.split())
            if text and box[0] < box[2] and box[1] < box[3]:
                found.append(_Word(text, float(word.confidence), box))
        return found


def _centre_in(box: Box, core: Box) -> bool:
    x, y = box[0] + box[2], box[1] + box[3]
    return 2 * core[0] <= x < 2 * core[2] and 2 * core[1] <= y < 2 * core[3]


def _lines(words: Sequence[_Word]) -> tuple[Line, ...]:
    """Words grouped into lines: neighbours of one row with little room between them."""
    ordered = [words[i] for i in detection.reading_order([w.box for w in words])]
    groups: list[list[_Word]] = []
    for word in ordered:
        last = groups[-1][-1].box if groups else None
        if last is not None and _follows(last, word.box):
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(_line(group) for group in groups)


def _follows(last: Box, box: Box) -> bool:
    tall = max(last[3] - last[1], box[3] - box[1])
    level = 2 * (min(last[3], box[3]) - max(last[1], box[1])) >= min(last[3] - last[1], box[3] - box[1])
    return level and last[0] < box[0] and box[0] - last[2] <= NEAR * tall


def _line(group: Sequence[_Word]) -> Line:
    boxes = [w.box for w in group]
    box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    sure = sum(w.confidence for w in group) / len(group)
    confidence = min(10_000, max(1, round(sure * 10_000)))
    return Line(box, " ".join(w.text for w in group), confidence, tuple((b[0], b[2]) for b in boxes))


def _predictor(settings: Settings) -> tuple[Any, str]:
    """The predictor, and the SHA-256 (hex) over the weights of both models, tensor after tensor."""
    models, vocabs, torch = _doctr()
    try:
        vocab = vocabs[settings.vocab]
    except KeyError:
        raise DoctrUnavailable(
            f"docTR has no vocabulary {settings.vocab!r}.", f"It has: {', '.join(vocabs)}."
        ) from None
    detector = _model(models.detection, settings.detector, settings, {"assume_straight_pages": True})
    recogniser = _model(models.recognition, settings.recogniser, settings, {"vocab": vocab})
    digest = hashlib.sha256()
    for model in (detector, recogniser):
        for name, tensor in model.state_dict().items():
            digest.update(
                name.encode() + bytes(tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy())
            )
    predictor = models.ocr_predictor(
        det_arch=detector,
        reco_arch=recogniser,
        assume_straight_pages=True,
        preserve_aspect_ratio=True,
        symmetric_pad=False,
        reco_bs=settings.batch,
        resolve_lines=False,
        resolve_blocks=False,
    )
    predictor.det_predictor.pre_processor.resize.size = (settings.side, settings.side)
    return predictor.eval(), digest.hexdigest()


def _model(kind: Any, name: str, settings: Settings, options: dict[str, Any]) -> Any:  # noqa: ANN401 - docTR is untyped
    make = getattr(kind, name, None)
    if make is None or not callable(make):
        raise DoctrUnavailable(f"docTR has no architecture {name!r}.", "Its documentation lists them.")
    if settings.weights is None:
        return make(pretrained=True, **options)
    path = settings.weights / f"{name}{SUFFIX}"
    model = make(pretrained=False, pretrained_backbone=False, **options)
    try:
        model.from_pretrained(str(path))
    except Exception as error:  # what can be wrong with a file of weights, torch says in many classes
        raise DoctrUnavailable(
            f"The weights {path} cannot be loaded ({type(error).__name__}: {error}).",
            f"Put a state dict of {name} there, or leave the directory unset for docTR's own download.",
        ) from error
    return model


@cache
def _doctr() -> tuple[Any, dict[str, str], Any]:
    """The parts of docTR and torch that are used; imported here, because that takes seconds."""
    try:
        import torch

        _declare_operators(torch)
        from doctr import models
        from doctr.datasets import VOCABS
    except ImportError as error:
        raise DoctrUnavailable(f"docTR is not installed ({error}).", EXTRA) from error
    return models, VOCABS, torch


def _declare_operators(torch: Any) -> None:  # noqa: ANN401 - torch comes with the extra only
    """Let torchvision be imported where its native operators do not load (built for another torch): docTR calls none.

    Where they do load, nothing is declared twice: torchvision is then imported already.
    """
    try:
        import torchvision  # noqa: F401 - only whether it can be
    except RuntimeError:
        for schema in (
            "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
            "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
        ):
            torch.library.define(f"torchvision::{schema.split('(')[0]}", schema[schema.index("(") :])
