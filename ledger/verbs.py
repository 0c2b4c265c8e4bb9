"""How verbs are declared: each room adds its own, cli.py puts them together. And the ledger's own: audit verify."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ledger.dataroot import DataRoot

Command = Callable[[argparse.Namespace], int]
"""What a verb does. Its arguments carry, beside its own: `data_dir`, `wants_json`, and `progress`, a
context manager that takes a title and gives a function (done, total, what) -> None."""


class Subparsers(Protocol):
    """What argparse's `add_subparsers` returns, as far as it is used here; it has no public name there."""

    def add_parser(self, name: str, *, help: str, description: str, epilog: str = ...) -> argparse.ArgumentParser:  # noqa: A002 - argparse's name
        """Add a parser for one word of the command line."""
        ...


DATA_DIR_VARIABLE = "AUTOCAPTURE_DATA_DIR"


class Verbs:
    """A place where verbs are added."""

    def __init__(self, subparsers: Subparsers) -> None:
        self._subparsers = subparsers
        self._groups: dict[str, Verbs] = {}

    def group(self, name: str, says: str) -> Verbs:
        """Return the place for verbs of two words; two rooms may add to the same."""
        if name not in self._groups:
            parser = self._subparsers.add_parser(name, help=says, description=says)
            self._groups[name] = Verbs(parser.add_subparsers(required=True, metavar="VERB"))
        return self._groups[name]

    def add(
        self, name: str, command: Command, says: str, *, example: str = "", json_by_default: bool = False
    ) -> argparse.ArgumentParser:
        """Add a verb and return its parser.

        `json_by_default`: it speaks JSON to a pipe without being asked, because the hypervisor runs it.
        """
        verb = self._subparsers.add_parser(name, help=says, description=says, epilog=example and f"Example: {example}")
        verb.set_defaults(command=command, json_by_default=json_by_default)
        default = os.environ.get(DATA_DIR_VARIABLE)
        verb.add_argument(
            "--data-dir",
            type=Path,
            default=Path(default) if default else None,
            required=not default,
            metavar="DIR",
            help=f"the DataRoot (default: ${DATA_DIR_VARIABLE})",
        )
        says_json = "answer in JSON, for programs"
        verb.add_argument("--json", action=argparse.BooleanOptionalAction, default=None, help=says_json)
        return verb


def counted(progress: Callable[[int, int, str], None]) -> Callable[[int, int], None]:
    """Return a progress function for work that has nothing to name but its numbers."""
    return lambda done, total: progress(done, total, "")


def add(verbs: Verbs) -> None:
    """Add the ledger's verbs."""
    group = verbs.group("audit", "Check the log, and the views against it. Changes nothing.")
    verify = group.add(
        "verify",
        _verify,
        "Check chain, tree, signatures and blobs; name every damaged line.",
        example="autocapture audit verify --blobs hash",
    )
    verify.add_argument("--blobs", choices=("none", "size", "hash"), default="size", help="how media files are checked")


def _verify(args: argparse.Namespace) -> int:
    from ledger import audit

    with args.progress("Verifying") as progress:
        report = audit.verify(DataRoot(args.data_dir), blobs=args.blobs, progress=counted(progress))
    print(audit.as_json(report) if args.wants_json else audit.in_words(report))
    return report.exit_code
