"""A sheet of text for a terminal: wrapped to its width, in colour where there is one, plain in a pipe.

What stood on a screen is printed, too, so nothing that a terminal would obey gets through.
"""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from datetime import tzinfo
from typing import TYPE_CHECKING, TextIO

from projections import moment

if TYPE_CHECKING:
    from rich.text import Text

_NARROWEST = 30
_WIDTH_OF_A_PIPE = 100
# Longer lines are hard to read, however wide the window is.
_WIDEST = 110
_LEAST_OF_A_LABEL = 8


class Sheet:
    """Lines on their way to a stream. They are collected first: what it cannot spell is replaced, and is no error."""

    def __init__(self, file: TextIO | None = None) -> None:
        """Begin a sheet for a stream, standard output where none is named."""
        from rich.console import Console

        self._file = file or sys.stdout
        is_terminal = self._file.isatty()
        self.width = min(max(_NARROWEST, _columns(self._file)), _WIDEST)
        self._drawn = io.StringIO()
        self._console = Console(
            file=self._drawn,
            force_terminal=is_terminal,
            no_color=bool(os.environ.get("NO_COLOR")) or None,
            width=self.width,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def say(self, head: str, text: str = "", *, style: str = "", tail: str = "") -> None:
        """Write a text behind a head, wrapped so that it stays right of it; the tail is dim."""
        from rich.text import Text

        body = Text(clean(text), style=style, overflow="fold")
        body.append(clean(tail), style="dim")
        room = max(1, self.width - len(head))
        for number, line in enumerate(body.wrap(self._console, room, overflow="fold") or [Text()]):
            self._print(Text(head if number == 0 else " " * len(head), style=style) + line)

    def label(self, head: str, text: str, *fixed: str) -> None:
        """Write dim words, `fixed` in whole, on one line with as much of `text` before them as there is room for."""
        from rich.cells import cell_len
        from rich.text import Text

        ends = [clean(each) for each in fixed if each]
        body = Text(clean(text))
        room = self.width - len(head) - sum(cell_len(each) + 3 for each in ends)
        if room >= min(_LEAST_OF_A_LABEL, body.cell_len):
            body.truncate(room, overflow="ellipsis")
            ends.insert(0, body.plain)
        self.say(head, " · ".join(filter(None, ends)), style="dim")

    def blank(self) -> None:
        """Leave a line empty."""
        self._drawn.write("\n")

    def whole(self, text: str) -> None:
        """Write a line in one piece, however long: broken into rows it could not be copied and hashed."""
        self._console.print(clean(text), soft_wrap=True)

    def flush(self) -> None:
        """Hand it all to the stream."""
        text = "".join(f"{line.rstrip()}\n" for line in self._drawn.getvalue().splitlines())
        encoding = getattr(self._file, "encoding", None) or "utf-8"
        self._file.write(text.encode(encoding, "replace").decode(encoding))
        self._file.flush()

    def _print(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True)


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
