"""Text on a frame: read off the pixels that changed, carried over where nothing did. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from ledger.facts import Gone, Maker, Span, TextRead
from processors import changes
from processors.base import Line, Reader
from processors.findings import Earlier, Findings, Subject, gone
from processors.processor import Traits
from projections.text import topic_of

NAME = "text"
SOURCE = "ocr"
TOPIC = topic_of(SOURCE)


class TextProcessor:
    """Reads frames with a `Reader`, made only when the first frame comes: models load slowly."""

    name = NAME
    traits = Traits(topics=(TOPIC,))

    def __init__(self, make_reader: Callable[[], Reader], version: int) -> None:
        """Take a way to make the reader, and the version under which its work is noted: it must match the reader's."""
        self.version = version
        self._make_reader = make_reader

    @cached_property
    def _reader(self) -> Reader:
        return self._make_reader()

    @cached_property
    def _maker(self) -> Maker:
        made = self._reader.maker
        return Maker(NAME, self.version, made.model, made.model_digest, parameters=made.parameters)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return what appeared on a frame and what vanished from it; no fact where nothing did."""
        if subject.pixels is None:
            raise ValueError(f"the pixels of {subject.frame} were not given")
        known = earlier.known.get(TOPIC) if earlier is not None else None
        if earlier is None or earlier.pixels is None or known is None:
            lines = self._reader.lines(subject.pixels)
            return Findings(self._fact(subject.frame, "", lines, ()))
        before = [Line(each.box, str(each.what), each.confidence, each.words) for each in known]
        vanished, lines = changes.read_changed(self._reader, earlier.pixels, subject.pixels, before)
        if not vanished and not lines:
            return Findings((), earlier.frame)
        ended = gone(known[index] for index in vanished)
        return Findings(self._fact(subject.frame, earlier.frame, lines, ended), earlier.frame)

    def _fact(
        self, frame: str, against: str, lines: Sequence[Line], vanished: tuple[Gone, ...]
    ) -> tuple[TextRead, ...]:
        spans = tuple(Span(line.box, line.text, line.confidence, line.words) for line in lines)
        return (TextRead(frame, SOURCE, self._maker, against, spans, vanished),)
