"""Standard output and error: what is said goes nowhere where nobody can hear it, and harms nothing."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

_STDERR = 2
# Control characters but tab and end of line, and what turns the direction of writing.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fill() -> None:
    """Let what we say go nowhere where a service was started without output; no file of ours gets such a number.

    Raises:
        OSError: the system has no such place.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        pass
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as we run


def tame(text: str) -> str:
    """Return text in which what a terminal would obey is spelled out: a name of a file may hold anything."""
    return _OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def tell(text: str) -> None:
    """Print something to standard error, if anybody reads that."""
    try:
        sys.stderr.write(f"{tame(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        _silence(sys.stderr)


def say(text: str, end: str = "\n") -> None:
    """Print what a command came to. That, and its exit code, is so whether or not anybody reads it.

    Raises:
        OSError: the output fails for another reason than that its reader has gone.
    """
    try:
        sys.stdout.write(f"{tame(text)}{end}")
        sys.stdout.flush()
    except BrokenPipeError:
        if not silence_unread():
            raise


def silence_unread() -> bool:
    """Let no more be said where the reader of our output has gone; say whether one has.

    Nothing is left to say to them, not even at interpreter exit.
    """
    gone = [stream for stream in (sys.stdout, sys.stderr) if _is_unread(stream)]
    for stream in gone:
        _silence(stream)
    return bool(gone)


def silence() -> None:
    """Let no more be printed: it is our output that fails."""
    _silence(sys.stdout)


def _is_unread(stream: TextIO | None) -> bool:
    try:
        import select

        watch = select.poll()
        watch.register(stream.fileno() if stream is not None else -1, 0)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0))
    except (ImportError, AttributeError, OSError, ValueError):
        return False


def _silence(stream: TextIO | None) -> None:
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)
