"""The command line's looks: help that fits the terminal and keeps examples whole."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any, NoReturn

from ledger.errors import Usage
from ledger.streams import say

_NARROWEST, _WIDEST = 30, 100
_MOST_DIGITS = 5


def _columns() -> int:
    """Return how wide help is. argparse would ask for each argument, by a module that is slow to load."""
    named = os.environ.get("COLUMNS", "")
    try:
        columns = int(named) if named.isdecimal() and int(named) else os.get_terminal_size(1).columns
    except (OSError, ValueError):
        columns = 80
    return max(_NARROWEST, min(columns - 2, _WIDEST))


def forget_odd_sizes() -> None:
    """Take a terminal's size out of the environment where it is no number: what draws on one would fail over it."""
    for name in ("COLUMNS", "LINES"):
        told = os.environ.get(name, "0")
        if not (told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS):
            del os.environ[name]


def nowhere() -> Usage | None:
    """Return what to tell a person who stands in a directory that was deleted; None where it is there."""
    try:
        os.getcwd()  # noqa: PTH109 - it is what fails
    except FileNotFoundError:
        return Usage(
            "The directory in which this command was called is no longer there.",
            "Change to another one, or name every place by its absolute path.",
        )
    return None


class _Help(argparse.HelpFormatter):
    """Wraps paragraphs, and leaves lines that begin with a blank as they are: examples are there to be copied."""

    def __init__(self, prog: str, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's, which grow with each Python
        super().__init__(prog, **{"width": _columns(), **kwargs})

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = text.splitlines()
        return "\n".join(
            line if line.startswith(" ") else super(_Help, self)._fill_text(line, width, indent) for line in lines
        )


class Parser(argparse.ArgumentParser):
    """A parser whose help looks like that; those of its verbs are made of the same class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - argparse's
        kwargs.setdefault("formatter_class", _Help)
        # A word that is cut short would mean another option in a later version.
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)


class Version(argparse.Action):
    """Prints the version of the installed package, and ends."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - as argparse calls it
        values: str | Sequence[Any] | None,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> NoReturn:
        """Print it.

        Raises:
            SystemExit: with exit code 0.
            OSError: it cannot be printed.
        """
        from importlib.metadata import PackageNotFoundError, version

        try:
            told = version("autocapture")
        except PackageNotFoundError:
            told = "(not installed)"
        say(f"autocapture {told}")
        parser.exit(0)
