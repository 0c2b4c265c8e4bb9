"""A session: one question after another at a prompt, with filters that stay, and a memory of what was asked."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError, Usage
from query import pastquestions
from query.answers.plan import Filters
from query.printing import narrowing
from query.printing.sheet import Sheet
from query.reply import Manner, milliseconds_since, pictured, reply

if TYPE_CHECKING:
    from projections.views import Views
    from query.answers.answer import Answer

_HELP = (
    ("/since TIME", "only what was captured from then on; /until TIME: up to the end of then"),
    ("/app NAME", "only while this program was in front; /site NAME: this site"),
    ("/frame ID", "only this frame; any of them without a word behind it takes the filter back"),
    ("/clear", "take all filters back"),
    ("/open", "show the first frame of the last answer, with its boxes drawn"),
    ("/image DIR", "save the frames of the last answer there"),
    ("/explain", "say, or no longer say, how each question was read"),
    ("/quit", "end the session, as Ctrl-D does; `quit`, `exit` and `help` do without the slash"),
)
_BARE = {"help": "/help", "?": "/help", "quit": "/quit", "exit": "/quit"}
"""What people type at any prompt; none of it is a question."""
COMMANDS = ("since", "until", "app", "site", "frame", "clear", "open", "image", "explain", "help", "quit")


class Session(msgspec.Struct):
    """What a session remembers between questions.

    `opened` gives the views for one question, `clock` the moment of asking, `spelled` the filters as they were typed.
    """

    opened: Callable[[], AbstractContextManager[Views]]
    clock: Callable[[], datetime]
    zone: tzinfo
    manner: Manner
    spelled: dict[str, str]
    last: Answer | None = None

    def run(self, remembers: DataRoot | None) -> int:
        """Answer what is typed until there is no more. Returns the exit code.

        Args:
            remembers: the DataRoot outside of which the questions are remembered for the next session; None: they
                are not.

        Raises:
            AutocaptureError: there is nothing to ask, or a filter to begin with is none.
        """
        self._filters()
        with self.opened() as views:
            self._greet(views)
        with closing(self._lines(remembers)) as lines:
            for line in lines:
                command = _BARE.get(line.lower(), line)
                if command in ("/quit", "/exit"):
                    break
                self._heed(command)
        return 0

    def _greet(self, views: Views) -> None:
        from projections import frames

        if not _at_terminal():
            return
        extent = frames.extent(views.facts)
        days = [narrowing.day(each, self.zone) for each in extent] if extent else []
        held = f"Frames were captured from {days[0]} to {days[1]}." if days else "Nothing is ingested yet."
        sheet = Sheet()
        sheet.say("", f"{held} /help says what else can be typed; Ctrl-D ends.", style="dim")
        sheet.flush()

    def _lines(self, remembers: DataRoot | None) -> Generator[str, None, None]:
        """Yield what is typed, without blanks around it; at a terminal an interrupt only drops the line."""
        at_terminal = _at_terminal()
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        with pastquestions.kept(remembers if at_terminal else None, [f"/{name}" for name in COMMANDS]):
            while True:
                try:
                    line = input(self._prompt() if at_terminal else "").strip()
                except EOFError:
                    if at_terminal:
                        print()
                    return
                except KeyboardInterrupt:
                    if not at_terminal:
                        raise
                    print()
                    continue
                if line:
                    yield line

    def _prompt(self) -> str:
        """Leave a line empty, say which filters hold, and return the prompt: one line, so that it can be redrawn."""
        sheet = Sheet()
        sheet.blank()
        if told := narrowing.told(self._filters(), self.zone):
            sheet.say("", f"[{told}]", style="dim")
        sheet.flush()
        return "> "

    def _heed(self, line: str) -> None:
        try:
            if line.startswith("/"):
                self._command(line)
            else:
                self._answer(line)
        except AutocaptureError as error:
            print(f"{error.what}\n  {error.remedy}".rstrip(), file=sys.stderr)
        except KeyboardInterrupt:
            if not _at_terminal():
                raise
            print("\nStopped.", file=sys.stderr)

    def _answer(self, question: str) -> None:
        began = time.perf_counter()
        with self.opened() as views:
            opened_ms = milliseconds_since(began)
            self.last, _ = reply(views, question, self._filters(), self.clock(), self.manner, opened_ms=opened_ms)
        if not _at_terminal():
            print()

    def _command(self, line: str) -> None:
        name, _, word = line[1:].partition(" ")
        word = word.strip()
        match name:
            case "since" | "until" | "app" | "site" | "frame":
                self._narrow({**self.spelled, name: word})
            case "clear":
                self._narrow({})
            case "explain":
                self.manner = replace(self.manner, explains=not self.manner.explains)
                print(f"Questions are {'' if self.manner.explains else 'not '}explained from now on.")
            case "open":
                self._picture(replace(self.manner, images=None, shows=True))
            case "image":
                if not word:
                    raise Usage("/image needs a directory.", "Write it like /image ~/Pictures.")
                self._picture(replace(self.manner, images=Path(word).expanduser(), shows=False))
            case "help":
                sheet = Sheet()
                for command, says in _HELP:
                    sheet.say(f"  {command:<13}", says)
                sheet.flush()
            case _:
                raise Usage(f"There is no command /{name}.", "/help names those there are.")

    def _narrow(self, spelled: dict[str, str]) -> None:
        before, self.spelled = self.spelled, spelled
        try:
            self._filters()
        except Usage:
            self.spelled = before
            raise

    def _filters(self) -> Filters:
        return narrowing.filters_of(self.spelled, now=self.clock(), zone=self.zone)

    def _picture(self, manner: Manner) -> None:
        if self.last is None or not self.last.claims:
            raise Usage("There is no frame to show.", "Ask something first.")
        with self.opened() as views:
            pictured(views, self.last, manner)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
