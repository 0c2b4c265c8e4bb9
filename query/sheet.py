"""A sheet of text for a terminal: wrapped to its width, in colour where there is one, plain in a pipe.

What stood on a screen is printed, too, so nothing that a terminal would obey gets through.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from datetime import tzinfo
from typing import TextIO

from projections import moment
from query.wrapping import cells, cut, wrapped

_STYLES = {"bold": "1", "dim": "2"}
_COLORS = {"red": "31", "yellow": "33", "cyan": "36"}
_WITHOUT_STYLES = ("dumb", "unknown")
_NARROWEST = 30
_WIDTH_OF_A_PIPE = 100
# Longer lines are hard to read, however wide the window is.
_WIDEST = 110
_LEAST_OF_A_LABEL = 8


class Sheet:
    """Lines on their way to a stream. They are collected first: what it cannot spell is replaced, and is no error."""

    def __init__(self, file: TextIO | None = None) -> None:
        """Begin a sheet for a stream, standard output where none is named."""
        self._file = file or sys.stdout
        self.width = min(max(_NARROWEST, _columns(self._file)), _WIDEST)
        self._lines: list[str] = []
        self._codes = _codes(self._file)

    def say(self, head: str, text: str = "", *, style: str = "", tail: str = "") -> None:
        """Write a text behind a head, wrapped so that it stays right of it; the tail is dim."""
        body = clean(text)
        room = max(1, self.width - len(head))
        left = len(body)
        for number, line in enumerate(wrapped(body + clean(tail), room)):
            lead = head if number == 0 else " " * len(head)
            said, beside = line[: max(0, left)], line[max(0, left) :].rstrip()
            left -= len(line)
            plain = f"{lead}{said}" if beside else f"{lead}{said}".rstrip()
            self._lines.append(self._styled(plain, style) + self._styled(beside, f"{style} dim"))

    def label(self, head: str, text: str, *fixed: str) -> None:
        """Write dim words, `fixed` in whole, on one line with as much of `text` before them as there is room for."""
        ends = [clean(each) for each in fixed if each]
        body = clean(text)
        room = self.width - len(head) - sum(cells(each) + 3 for each in ends)
        if room >= min(_LEAST_OF_A_LABEL, cells(body)):
            ends.insert(0, cut(body, room))
        self.say(head, " · ".join(filter(None, ends)), style="dim")

    def blank(self) -> None:
        """Leave a line empty."""
        self._lines.append("")

    def whole(self, text: str) -> None:
        """Write a line in one piece, however long: broken into rows it could not be copied and hashed."""
        self._lines.append(clean(text).rstrip())

    def flush(self) -> None:
        """Hand it all to the stream."""
        text = "".join(f"{line}\n" for line in self._lines)
        encoding = getattr(self._file, "encoding", None) or "utf-8"
        self._file.write(text.encode(encoding, "replace").decode(encoding))
        self._file.flush()

    def _styled(self, text: str, style: str) -> str:
        codes = ";".join(self._codes[each] for each in style.split() if each in self._codes)
        return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def _codes(file: TextIO) -> dict[str, str]:
    """Return what a stream is told for each style that it can show and that is wanted (https://no-color.org)."""
    if not file.isatty() or os.environ.get("TERM", "").lower() in _WITHOUT_STYLES:
        return {}
    return _STYLES if os.environ.get("NO_COLOR") else _STYLES | _COLORS


def _columns(file: TextIO) -> int:
    """Return how wide a stream is: as the environment says, as the terminal says, or as a pipe is taken to be."""
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and int(named):
        return int(named)
    try:
        return os.get_terminal_size(file.fileno()).columns or _WIDTH_OF_A_PIPE
    except (OSError, ValueError):
        return _WIDTH_OF_A_PIPE


def clean(text: str) -> str:
    """Return text without what a terminal would obey: what stood on a screen must not steer this one."""
    return "".join(
        letter
        if letter.isprintable() and unicodedata.category(letter) != "Cf"
        else " "
        if letter.isspace()
        else "\ufffd"
        for letter in text
    )


def local(text: str, zone: tzinfo) -> str:
    """Return a moment to the second, as the asker's clock shows it; a text that is none as it is."""
    microseconds = moment.parse(text)
    if microseconds is None:
        return text
    return f"{moment.datetime_of(microseconds).astimezone(zone):%Y-%m-%d %H:%M:%S}"
