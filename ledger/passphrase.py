"""Where a passphrase comes from: a file, the environment, or the person at the terminal, who is asked once."""

from __future__ import annotations

import getpass
import os
import sys
from functools import cache
from pathlib import Path

from ledger.errors import KeyUnavailable, Usage

FILE_VARIABLE = "AUTOCAPTURE_KEY_PASSPHRASE_FILE"
VARIABLE = "AUTOCAPTURE_KEY_PASSPHRASE"
MOST_LETTERS = 1024
"""How many letters of a passphrase there may be in a file, and in a new one."""


def given(what: str) -> str:
    """Return the passphrase that opens `what`.

    Raises:
        KeyUnavailable: none was given, and nobody is at a terminal to ask.
    """
    return _told() or _asked(f"Passphrase of {what}: ")


def _text(phrase: str, whence: str) -> str:
    try:
        phrase.encode()
    except UnicodeEncodeError as error:
        raise KeyUnavailable(f"The passphrase in {whence} is no UTF-8 text.", "Spell it in UTF-8.") from error
    return phrase


def chosen(what: str, file: Path | None = None) -> str:
    """Return the passphrase under which `what` is to be kept: out of a file, or asked for twice at the terminal.

    Raises:
        KeyUnavailable: the file cannot be read, or holds too long a line, or nobody is at a terminal to ask.
        Usage: it is empty or too long, or the two differ.
    """
    if file is not None:
        phrase = _first_line(file)
    else:
        phrase = _asked(f"New passphrase for {what}: ")
        if phrase != _typed("The same again: "):
            raise Usage("The two passphrases differ.", "Run the command again. Nothing was changed.")
    if not phrase:
        raise Usage("An empty passphrase protects nothing.", "Choose another, or leave the key without one.")
    if len(phrase) > MOST_LETTERS:
        raise Usage(f"A passphrase has {MOST_LETTERS:,} letters at the most.", "Choose a shorter one.")
    return phrase


def _told() -> str:
    if named := os.environ.get(FILE_VARIABLE):
        return _first_line(Path(named))
    return _text(os.environ.get(VARIABLE, ""), VARIABLE)


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            phrase = file.readline(MOST_LETTERS + len("\r\n")).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise KeyUnavailable(
            f"The passphrase cannot be read from {path}: {getattr(error, 'strerror', None) or error}.",
            "Name a file whose first line is the passphrase.",
        ) from error
    if len(phrase) > MOST_LETTERS:
        raise KeyUnavailable(
            f"The first line of {path} has more than the {MOST_LETTERS:,} letters of the longest passphrase.",
            "Name a file with a shorter one. (Of a longer line earlier versions took that many letters and left the "
            "others: a key that was put under such a passphrase is opened by these alone.)",
        )
    return phrase


@cache
def _asked(prompt: str) -> str:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise KeyUnavailable(
            "A passphrase is needed, and nobody is at a terminal to ask for it.",
            f"Let {FILE_VARIABLE} name a file that holds it, or set {VARIABLE}. "
            "Without it nothing is written; reading, asking and verifying still work.",
        )
    return _typed(prompt)


def _typed(prompt: str) -> str:
    try:
        return _text(getpass.getpass(prompt, sys.stderr), "what was typed")
    except UnicodeDecodeError as error:
        raise KeyUnavailable("What was typed is no text in the terminal's encoding.", "Type it again.") from error
