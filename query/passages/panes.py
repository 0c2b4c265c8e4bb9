"""Panes: in which of the windows on a screen a line stands, as far as it is known which there are, and where.

Lines of two windows that happen to be set side by side are no row, and the title of one says nothing of the other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial

import msgspec

from ledger.facts import Box, ElementSeen, Fact, FieldRead, PageRecognized, PostRead, Snippet, TextRead, Window
from projections import standing, windows
from projections.box import is_in
from projections.frames import Frame
from projections.text import SpanRow

# In heights of a line: how far down from the top of its window a title may stand (title bar and tabs).
_LOWEST_TITLE = 3.0
# A title is known by its whole text, or by a piece of so many letters: a tab cuts it off.
_PIECE, _SHORTEST = 10, 4
# So many lines may run over the border of a window: read together with what stands beside it.
_MOST_CROSSING = 2
_WORD = re.compile(r"[^\W_]+")


class Pane(msgspec.Struct, frozen=True):
    """A window that shows lines: its title, and the name of its program without the path; empty where not told."""

    title: str
    program: str


NOWHERE = Pane("", "")
"""What lies beside all windows that are known: a bar of the desktop, or a window that was never told of."""


class Panes:
    """The windows of one frame. Where the place of none is known, all is taken for the active one's own."""

    def __init__(
        self, frame: Frame, shown: Iterable[tuple[int, int, Window]], lines: Callable[[], Sequence[SpanRow]]
    ) -> None:
        """Take the windows of a frame, each with the event, and the place in it, that told of it, and its lines."""
        self.front = Pane(frame.window_title or "", program_of(frame.process_path))
        # The active one lies on top; of the others the one that was active last, which was told of last.
        ordered = sorted(shown, key=lambda each: (not each[2].focused, -each[0], each[1]))
        self._windows = [
            (window.box, self.front if window.focused else Pane(window.title, program_of(window.process)))
            for _, _, window in ordered
        ]
        self._active = next((window for _, _, window in ordered if window.focused), None)
        self._lines = lines
        self._others = any(pane != self.front for _, pane in self._windows)
        whole: Box = (0, 0, frame.width or 0, frame.height or 0)
        self.several = self._others or (self._active is not None and self._active.box != whole)
        """Whether something may stand outside of the active window: another one is known, or it does not fill all.

        A window whose place is not told is said to fill the frame.
        """

    def holds(self, pane: Pane, box: Box) -> bool:
        """Say whether the middle of a box lies in a pane."""
        found = self.of(box)
        return found is pane or found == pane

    def of_fact(self, fact: Fact | None, box: Box) -> Pane:
        """Return the pane of what an event tells of: a window, and what fills it, may be covered in the middle.

        Code and windows say themselves which one they are of.
        """
        if isinstance(fact, TextRead | FieldRead | ElementSeen | PostRead):
            return self.of(box)
        if fact is None or isinstance(fact, PageRecognized):
            return self.front
        told = (thing for thing in getattr(fact, "appeared", ()) if isinstance(thing, Snippet | Window))
        title = next((thing.title for thing in told if box in _boxes_of(thing)), "")
        return next((pane for _, pane in self._windows if title and pane.title == title), self.front)

    def of(self, box: Box) -> Pane:
        """Return the pane in which the middle of a box lies."""
        if not self.several:
            return self.front
        for around, pane in self._windows:
            if is_in(box, around):
                return pane
        return NOWHERE if self._others or self._is_placed else self.front

    @cached_property
    def _is_placed(self) -> bool:
        """Say whether the active window is seen to be where it is said to be; some recorders use other units.

        Its title stands at its top, and no lines run over its sides. Where others are known their titles were found
        in the same way.
        """
        if self._active is None:
            return False
        box, lines = self._active.box, self._lines()
        titles = {_letters(self._active.title)}
        if self._active.category == "browser":
            titles.add(_letters(self._active.document))
        has_title = any(
            is_in(line.box, box)
            and line.box[1] - box[1] <= _LOWEST_TITLE * (line.box[3] - line.box[1])
            and any(_is_of(_letters(line.text), title) for title in titles)
            for line in lines
        )
        return has_title and sum(_crosses(line.box, box) for line in lines) <= _MOST_CROSSING


def on_frame(db: sqlite3.Connection, frame: Frame) -> Panes:
    """Return the panes of a frame."""
    return Panes(frame, windows.on_frame(db, frame.id), partial(standing.on_frame, db, frame.id))


def program_of(process: str | None) -> str:
    """Return the name of a program, without its path; empty where none is told."""
    return (process or "").replace("\\", "/").rstrip("/").rpartition("/")[2]


def _boxes_of(thing: Snippet | Window) -> tuple[Box | None, ...]:
    return (thing.box, *thing.lines, thing.outcome) if isinstance(thing, Snippet) else (thing.box,)


def _crosses(box: Box, around: Box) -> bool:
    """Say whether a line runs over a side of a window: more than its height of it on either side."""
    height = box[3] - box[1]
    if not around[1] <= (box[1] + box[3]) / 2 < around[3]:
        return False
    return any(box[0] < side - height and side + height < box[2] for side in (around[0], around[2]))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def _is_of(shown: str, title: str) -> bool:
    if len(shown) < _SHORTEST or len(title) < _SHORTEST:
        return False
    return title in shown or (len(shown) >= _PIECE and shown in title)
