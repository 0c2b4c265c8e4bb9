"""How verbs are declared: each room adds its own, cli.py puts them together. And the ledger's own: audit verify."""

from __future__ import annotations

import argparse
import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.streams import say

Command = Callable[[argparse.Namespace], int]
"""What a verb does. Its arguments carry, beside its own: `data_dir`, `wants_json`, and `progress`, a
context manager that takes a title (and `grows=True` where the total is a lower bound) and gives a function
(done, total, what) -> None."""


class Subparsers(Protocol):
    """What argparse's `add_subparsers` returns, as far as it is used here; it has no public name there."""

    def add_parser(self, name: str, *, help: str, description: str, epilog: str = ...) -> argparse.ArgumentParser:  # noqa: A002 - argparse's name
        """Add a parser for one word of the command line."""
        ...


_MOST_OF_A_KEY = 1 << 16
DATA_DIR_VARIABLE = "AUTOCAPTURE_DATA_DIR"


class Verbs:
    """A place where verbs are added."""

    def __init__(self, subparsers: Subparsers) -> None:
        self._subparsers = subparsers
        self._groups: dict[str, Verbs] = {}
        self._options: dict[str, list[tuple[str, Command, str]]] = {}

    def option(self, verb: str, name: str, command: Command, says: str) -> None:
        """Add an option to a verb of another room, which comes after: with it, the verb does this instead."""
        self._options.setdefault(verb, []).append((name, command, says))

    def group(self, name: str, says: str) -> Verbs:
        """Return the place for verbs of two words; two rooms may add to the same."""
        if name not in self._groups:
            parser = self._subparsers.add_parser(name, help=says, description=says)
            self._groups[name] = Verbs(parser.add_subparsers(required=True, metavar="VERB"))
        return self._groups[name]

    def add(
        self,
        name: str,
        command: Command,
        says: str,
        *,
        example: str = "",
        json_by_default: bool = False,
        rootless: bool = False,
        bare: bool = False,
    ) -> argparse.ArgumentParser:
        """Add a verb and return its parser.

        `json_by_default`: it speaks JSON to a pipe without being asked, because the hypervisor runs it.
        `rootless`: it can do without a DataRoot; `data_dir` is None where none is named.
        `bare`: it has nothing to do with any, and nothing to say in JSON.
        """
        # On a line of its own, which help leaves as it is: to be copied.
        epilog = example and f"Example:\n  {example}"
        verb = self._subparsers.add_parser(name, help=says, description=says, epilog=epilog)
        verb.set_defaults(command=command, json_by_default=json_by_default)
        if bare:
            verb.set_defaults(data_dir=None, json=None)
            return verb
        default = os.environ.get(DATA_DIR_VARIABLE)
        verb.add_argument(
            "--data-dir",
            type=directory,
            default=Path(default) if default else None,
            required=not default and not rootless,
            metavar="DIR",
            help=f"the DataRoot (default: ${DATA_DIR_VARIABLE})",
        )
        says_json = "answer in JSON, for programs"
        verb.add_argument("--json", action=argparse.BooleanOptionalAction, default=None, help=says_json)
        for option, instead, does in self._options.get(name, ()):
            verb.add_argument(option, dest="command", action="store_const", const=instead, help=does)
        return verb


def at_least(
    least: float, kind: type[int] | type[float] = int, *, most: float = float("inf")
) -> Callable[[str], float]:
    """Return a reader of numbers for a command line that refuses what is below `least`, above `most`, or no number."""

    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is no number") from error
        if not least <= number < float("inf"):
            raise argparse.ArgumentTypeError(f"{text} is not at least {least:g}")
        if number > most:
            raise argparse.ArgumentTypeError(f"{text} is more than {most:g}")
        return number

    return read


def directory(text: str) -> Path:
    """Read the name of a directory on a command line: an empty one, of a variable that was not set, would be `.`."""
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name is no directory")
    return Path(text)


def few_collections() -> None:
    """Let the collector of reference cycles look seldom from now on.

    For commands that end soon and make many small values or load many modules, and hardly a cycle.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def counted(progress: Callable[[int, int, str], None]) -> Callable[[int, int], None]:
    """Return a progress function for work that has nothing to name but its numbers."""
    return lambda done, total: progress(done, total, "")


def add(verbs: Verbs) -> None:
    """Add the ledger's verbs."""
    group = verbs.group("audit", "Check the log, and the views against it. Changes nothing.")
    mend = group.add(
        "mend",
        _mend,
        "Set aside what a crash left behind the last commit, and say so in the log. Without --apply it only tells.",
        example="autocapture audit mend --apply",
    )
    mend.add_argument("--apply", action="store_true", help="do it")
    mend.add_argument(
        "--accept-older",
        action="store_true",
        help="go on with a log that was set back: an older backup, or a copy; the log will say so for ever",
    )
    segment = group.add(
        "segment",
        _segment,
        "Verify one sealed segment alone: its signed statement, every line, the root over them.",
        example="autocapture audit segment segments/journal-….ndjson.zst",
        rootless=True,
    )
    segment.add_argument("file", type=Path, help="the file; a copy elsewhere will do")
    segment.add_argument("--key", type=Path, metavar="FILE", help="the verifier key (default: those of the DataRoot)")
    checkpoint = group.add(
        "checkpoint",
        _checkpoint,
        "Print the signed checkpoint of the log as it is now, for somebody else to keep.",
        example="autocapture audit checkpoint --out /media/stick/2026-11.checkpoint",
    )
    checkpoint.add_argument("--out", type=Path, metavar="FILE", help="write it there: a new file, or a pipe")
    witness = verbs.add(
        "witness",
        _witness,
        "Cosign the log with the key of another account or stick, if it grew out of what that one saw before.",
        example="autocapture witness --state /media/stick/witness",
    )
    witness.add_argument("--state", type=Path, required=True, metavar="DIR", help="the witness's key and memory")
    witness.add_argument(
        "--out", type=Path, metavar="FILE", help="write the cosigned checkpoint there, too: a new file, or a pipe"
    )


def _mend(args: argparse.Namespace) -> int:
    from ledger import mend

    root = DataRoot(args.data_dir)
    with args.progress("Verifying") as progress:
        found = mend.look(root, counted(progress))
    mended = mend.apply(root, found, accept_older=args.accept_older) if args.apply else None
    if args.wants_json:
        say(mend.as_json(found, mended))
    else:
        say(mend.in_words(found, mended, accept_older=args.accept_older))
    return 0 if mended is not None or found.is_clean else 1


def _segment(args: argparse.Namespace) -> int:
    from ledger import audit_segments, plain
    from ledger.errors import Damaged, Usage
    from ledger.keyring import Keyring, every_key_of
    from ledger.note import NoteError, Verifier
    from ledger.statement import SegmentError
    from ledger.wording import why

    if args.key is None and args.data_dir is None:
        raise Usage("Neither a DataRoot nor a key is named.", "Name one with --data-dir, or a log's key with --key.")
    try:
        if args.key is not None:
            keys = Keyring.of(Verifier.parse(plain.named(args.key, _MOST_OF_A_KEY).decode()))
        else:
            keys = every_key_of(DataRoot(args.data_dir))
    except (OSError, ValueError, NoteError) as error:
        raise Usage(
            f"{args.key} holds no verifier key: {why(error)}.", "`autocapture keys show --public` prints it."
        ) from error
    if not args.file.exists():
        raise Usage(f"There is no {args.file}.", "Name a segment: a file of the DataRoot's `segments/`, or a copy.")
    try:
        statement = audit_segments.alone(args.file, keys)
    except SegmentError as error:
        raise Damaged(f"{args.file} is not what was sealed: {error}.", "Restore it from a backup.") from error
    if args.wants_json:
        told = {"log": statement.log, "origin": statement.origin, "first": statement.first, "end": statement.end}
        root = {"offset": statement.offset, "bytes": statement.length, "root": statement.root.hex()}
        say(printed.spelled(told | root))
    else:
        lines = f"lines {statement.first} to {statement.end - 1} of the {statement.log} of {statement.origin}"
        say(f"Intact: {args.file} holds {lines}.\nRoot {statement.root.hex()}")
    return 0


def _checkpoint(args: argparse.Namespace) -> int:
    from ledger import handed, memory

    root = DataRoot(args.data_dir)
    note = memory.current_checkpoint(root)
    out = root.outside(args.out) if args.out is not None else None
    if out is not None and handed.is_stdout(out):
        out = None  # it is printed there anyway, and nothing else beside it
    if out is not None:
        handed.write(out, note.encode())
    if args.wants_json:
        say(printed.spelled({"checkpoint": note, "out": str(args.out) if out else None}))
    else:
        say(f"Written to {args.out}." if out else note, end="\n" if out else "")
    return 0


def _witness(args: argparse.Namespace) -> int:
    from ledger import handed
    from ledger.clock import system_clock
    from ledger.witness import attest

    root = DataRoot(args.data_dir)
    out = root.outside(args.out) if args.out is not None else None
    if out is not None:
        handed.refuse_taken(out)  # before anything is cosigned
    attested = attest(root.outside(args.state), root, system_clock())
    if out is not None:
        handed.write(out, attested.note.encode())
    if args.wants_json:
        told = {"checkpoint": attested.note, "witness": attested.witness.spelled(), "size": attested.size}
        say(printed.spelled({**told, "before": attested.before}))
        return 0
    since = (
        "seen for the first time" if attested.before is None else f"which grew out of the {attested.before} seen before"
    )
    say(f"Cosigned {attested.size} events, {since}.\nWitness {attested.witness.spelled()}")
    return 0
