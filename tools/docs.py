"""Writes the pages of docs/ that follow from the code: docs/cli.md, from the parser itself."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import cli
from ledger import exits

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
HEAD = f"""# Command line

Made by `make docs` from the code; a test fails when it is out of date. Commands that the hypervisor
runs (`handoff`, `batch`) print JSON when standard output is not a terminal; all others print text,
unless `--json` is given. Errors go to standard error: what happened, to what, what to do next. With `--json` a
failure also prints `{{"ok": false, "error": …}}` on standard output, unless the arguments could not even be parsed;
`doctor` adds its `findings`. JSON has sorted keys (but within a `fact` of the log, which is told as it stands
there), is indented by two and pure ASCII; what is told while a command goes on (`batch run --json-lines`, `serve`)
has one line each.
`handoff drain` ends with the exit code of the first directory that it refused.

{exits.as_table()}
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
