"""Panes: in which of the windows on a screen a line stands, as far as it is known which there are, and where.

Lines of two windows that happen to be set side by side are no row, and the title of one says nothing of the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import msgspec

from ledger.facts import Box, ElementSeen, Fact, FieldRead, PostRead, TextRead, Window
from projections import windows
from projections.frames import Frame


class Pane(msgspec.Struct, frozen=True):
    """A window that shows lines: its title, and the name of its program without the path; empty where not told."""

    title: str
    program: str


NOWHERE = Pane("", "")
"""What lies beside all windows that are known: a bar of the desktop, or a window that was never told of."""


class Panes:
    """The windows of one frame. Where none is known beside the active one, all is taken for its own."""

    def __init__(self, frame: Frame, shown: Iterable[tuple[int, int, Window]]) -> None:
        """Take the windows of a frame, each with the event, and the place in it, that told of it."""
        self.front = Pane(frame.window_title or "", program_of(frame.process_path))
        # The active one lies on top; of the others the one that was active last, which was told of last.
        ordered = sorted(shown, key=lambda each: (not each[2].focused, -each[0], each[1]))
        self._windows = [
            (window.box, self.front if window.focused else Pane(window.title, program_of(window.process)))
            for _, _, window in ordered
        ]
        self.several = any(pane != self.front for _, pane in self._windows)
        """Whether more windows are known than the active one.

        Where that is the only one, its box may be told in other units than the picture's: all is taken for its own.
        """

    def holds(self, pane: Pane, box: Box) -> bool:
        """Say whether the middle of a box lies in a pane."""
        found = self.of(box)
        return found is pane or found == pane

    def of_fact(self, fact: Fact | None, box: Box) -> Pane:
        """Return the pane of what an event tells of: a window, and what fills it, may be covered in the middle."""
        return self.of(box) if isinstance(fact, TextRead | FieldRead | ElementSeen | PostRead) else self.front

    def of(self, box: Box) -> Pane:
        """Return the pane in which the middle of a box lies."""
        if not self.several:
            return self.front
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        for (left, top, right, bottom), pane in self._windows:
            if left <= x < right and top <= y < bottom:
                return pane
        return NOWHERE


def on_frame(db: sqlite3.Connection, frame: Frame) -> Panes:
    """Return the panes of a frame."""
    return Panes(frame, windows.on_frame(db, frame.id))


def program_of(process: str | None) -> str:
    """Return the name of a program, without its path; empty where none is told."""
    return (process or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
