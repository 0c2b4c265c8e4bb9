"""Writes the pages of docs/ that follow from the code: docs/cli.md, from the parser itself."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import cli

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
HEAD = """# Command line

Made by `make docs` from the code; a test fails when it is out of date. Commands that the hypervisor
runs (`handoff`, `batch`) answer in JSON when their standard output is no terminal; all others in words,
unless `--json` is given. A failure with `--json` prints `{"ok": false, "error": …}`; where the words of
the command are off, that is told on standard error only. `handoff drain` ends with the exit code of the
first directory that it refused. Errors go to standard error: what happened, to what, what to do next.

| exit code | means |
|---|---|
| 0 | fine |
| 1 | no: not found, not yet, views differ, a stamp does not hold, an unfinished write lies at the end of the log |
| 2 | the words of the command are off |
| 3 | the log is damaged |
| 4 | another process holds the lock |
| 5 | evidence is missing, or is not what its hash says |
| 6 | the person is active, or may be: Stage 2 did not work |
| 7 | the directory is no DataRoot of ours |
| 8 | the signing key is missing, unreadable or open to others |
| 9 | a view is missing or of another version: `autocapture rebuild` |
| 10 | a handoff directory was refused |
| 11 | a library that only this verb needs, an extra, is not installed |
| 70 | a defect of autocapture |
| 74 | the disk refused a write |
| 130 | interrupted |
"""


def main() -> int:
    """Write the page; with --check only say whether it is up to date."""
    page = rendered()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


def rendered() -> str:
    """Return docs/cli.md as the parser of this version gives it."""
    os.environ.pop("AUTOCAPTURE_DATA_DIR", None)
    return HEAD + "".join(_described(verb) for verb in _verbs(cli.parser()))


def _verbs(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in dict.fromkeys(action.choices.values()):
                found.extend(_verbs(child))
    # A verb with verbs of its own does something itself, too, where it has a command.
    return [parser, *found] if not found or parser.get_default("command") else found


def _described(parser: argparse.ArgumentParser) -> str:
    lines = [f"\n## `{parser.prog}`\n", f"{parser.description}\n"]
    rows = [
        (_invoked(action), (action.help or "").replace("|", "\\|"))
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
        and action.help != argparse.SUPPRESS
    ]
    lines += ["| argument | means |", "|---|---|", *(f"| {words} | {means} |" for words, means in rows)]
    if parser.epilog:
        _, _, example = parser.epilog.partition("\n")
        lines.append(f"\nExample: `{example.strip()}`")
    return "\n".join(lines) + "\n"


def _invoked(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar or action.dest.upper()}`"
    value = ""
    if action.nargs != 0:
        value = " " + str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
    words = ", ".join(f"`{option}{value}`".replace("|", "\\|") for option in action.option_strings)
    fixed = action.default not in (None, False, "", [], argparse.SUPPRESS) and not callable(action.default)
    return words + (" (required)" if action.required else f" (default {action.default})" if fixed else "")


if __name__ == "__main__":
    sys.exit(main())
