"""Sheets: the screens on which a column may stand, each that looks different once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

import msgspec

from projections import standing
from projections.standing import Line
from projections.values import Shown
from query.inquiries.inquiry import Inquiry
from query.passages.subjects import of_frame
from query.values import readings
from query.values.wanted import Wanted

# So many scenes are looked at for one column before it is taken to stand on none.
_MOST = 40


class Sheet(msgspec.Struct, frozen=True):
    """A frame, the values of the label that is meant, and all lines that it shows, from top to bottom."""

    record: str
    shown: list[Shown]
    lines: list[Line]


class Sheets:
    """What is on the screens that show a column; many frames are of one scene, which is read once."""

    def __init__(self, inquiry: Inquiry) -> None:
        """Take what is asked."""
        self._inquiry = inquiry
        self._of_scene = lru_cache(maxsize=None)(partial(standing.lines, inquiry.db))

    def of(self, asked: Wanted) -> Iterator[Sheet]:
        """Yield the screens of the asked time that show a label, the latest first.

        A screen that stood there for long, or came back as it was, tells nothing that its latest frame does not.
        """
        scenes, looks = set[tuple[int, ...]](), set[object]()
        for record, shown in readings.frames_with(self._inquiry, asked):
            scene = tuple(standing.scenes_on(self._inquiry.db, record))
            if len(scenes) == _MOST and scene not in scenes:
                return
            scenes.add(scene)
            sheet = Sheet(record, shown, self.lines(record))
            look = self._look(sheet)
            if look not in looks:
                looks.add(look)
                yield sheet

    def lines(self, record: str) -> list[Line]:
        """Return the lines that a frame shows, from top to bottom."""
        return standing.lines_on_frame(self._inquiry.db, record, self._of_scene)

    def _look(self, sheet: Sheet) -> object:
        """Return what a screen looks like: its title, what is in front, the values, and every line at its place."""
        values = tuple((row.label, row.value, row.box) for row in sheet.shown)
        lines = frozenset((line.text, line.box) for line in sheet.lines)
        return sheet.shown[0].title, of_frame(self._inquiry.db, sheet.record), values, lines
