"""Leaders: dots that lead the eye from a name to its amount, taken out of the words they were read with. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from processors.base import Extent
from processors.edges import Colours
from projections.text import SpanRow

WIDE = 1.1
"""A word in which a leader was read is more than so many line heights wide a letter."""

LONG = 1.5
"""A leader is at least so many line heights long."""

UPPER = 0.5
"""It has no ink in this upper share of its line."""

INKED = 40
"""What differs from the ground by this (of 255) is ink."""

DOTS = frozenset(".\u2026_-\u00b7")
"""What a reader makes of a leader."""


def without(spans: Sequence[SpanRow], colours: Colours) -> Iterator[SpanRow]:
    """Yield the spans; a word begins behind the leader before it, and words that are a part of one are left out."""
    for span in spans:
        words, texts = list(span.words), span.text.split()
        high = span.box[3] - span.box[1]
        wide = [n for n, (a, b) in enumerate(words) if b - a > WIDE * high * len(texts[n])] if _told(span) else []
        cut = {n: start for n in wide if (start := _start(colours, span, words[n])) - words[n][0] >= LONG * high}
        if not cut:
            yield span
            continue
        kept = [n for n, text in enumerate(texts) if not set(text) <= DOTS]
        if not kept:
            continue
        extents = tuple((cut.get(n, words[n][0]), words[n][1]) for n in kept)
        yield replace(span, text=" ".join(texts[n] for n in kept), words=extents)


def _told(span: SpanRow) -> bool:
    return len(span.words) == len(span.text.split())


def _start(colours: Colours, span: SpanRow, extent: Extent) -> int:
    """Return the first column of a word with ink high in its line; where there is none, its end."""
    _, y0, _, y1 = span.box
    a, b = extent
    crop = colours[max(y0, 0) : y1, max(a, 0) : b]
    if not crop.size:
        return a
    values, counts = np.unique(crop, return_counts=True)
    ground = int(values[counts.argmax()])
    away = np.zeros(crop.shape, np.int16)
    for shift in (16, 8, 0):
        away = np.maximum(away, np.abs((crop >> shift & 255).astype(np.int16) - (ground >> shift & 255)))
    inked = np.flatnonzero((away[: round((y1 - y0) * UPPER)] >= INKED).any(axis=0))
    return a + int(inked[0]) if len(inked) else b
