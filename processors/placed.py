"""The words of a run of text, each with the pixels that it takes up. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from projections.text import SpanRow

_LONE = 2


class Placed(msgspec.Struct, frozen=True):
    """A word and the pixels [x0, x1) that it takes up; `spaces` are those before it in its run, as they were read."""

    text: str
    x0: int
    x1: int
    spaces: int

    @property
    def middle(self) -> float:
        """Where its middle is, px."""
        return (self.x0 + self.x1) / 2

    def start(self, pitch: float) -> float:
        """Where its first cell begins, px: a lone bar or point stands in the middle of its cell."""
        return self.middle - len(self.text) * pitch / 2 if len(self.text) <= _LONE else float(self.x0)


def words_of(span: SpanRow) -> tuple[Placed, ...]:
    """Return the words of a run with their extents; where these are not known, letters are taken as equally wide."""
    words = span.text.split()
    gaps = _gaps(span.text, words)
    if len(span.words) == len(words):
        extents: list[tuple[int, int]] = [(x0, x1) for x0, x1 in span.words]
    else:
        each = (span.box[2] - span.box[0]) / max(1, len(span.text))
        starts = [at for at, _ in _starts(span.text, words)]
        extents = [
            (round(span.box[0] + at * each), round(span.box[0] + (at + len(word)) * each))
            for at, word in zip(starts, words, strict=True)
        ]
    return tuple(Placed(word, x0, x1, gap) for word, (x0, x1), gap in zip(words, extents, gaps, strict=True))


def _starts(text: str, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for word in words:
        at = text.index(word, at)
        yield at, word
        at += len(word)


def _gaps(text: str, words: Sequence[str]) -> list[int]:
    gaps, end = [], 0
    for at, word in _starts(text, words):
        gaps.append(at - end if end else 0)
        end = at + len(word)
    return gaps
