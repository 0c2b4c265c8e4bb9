"""The verbs of time stamps: write a request, check what came back. What lies between is the person's own to send."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.streams import say
from ledger.verbs import DATA_DIR_VARIABLE, Verbs

if TYPE_CHECKING:
    from ledger.keyring import Keyring

_CHECKPOINT, _QUERY, _ANSWER = ".checkpoint", ".tsq", ".tsr"


def add(verbs: Verbs) -> None:
    """Add them."""
    group = verbs.group(
        "timestamp",
        "RFC 3161 time stamps of checkpoints. Opens no socket: you send one file, and keep what comes back.",
    )
    request = group.add(
        "request",
        _request,
        "Write a request for a time stamp of the log as it is now, or of a checkpoint, and say how to send it.",
        example="autocapture timestamp request --out /media/stick/2026-11",
        rootless=True,
    )
    request.add_argument("--checkpoint", type=Path, metavar="FILE", help="stamp this one, kept earlier, as it stands")
    request.add_argument(
        "--out",
        type=Path,
        metavar="NAME",
        help="write NAME.checkpoint and NAME.tsq (default: a .tsq beside the checkpoint that was named)",
    )
    _add_key(request)
    check = group.add(
        "check",
        _check,
        "Check a time stamp: that a checkpoint existed before a time, and that the log still grows out of it.",
        example="autocapture timestamp check 2026-11.checkpoint --token 2026-11.tsr --request 2026-11.tsq "
        "--roots tsa-root.pem",
        rootless=True,
    )
    check.add_argument("checkpoint", type=Path, help="the checkpoint, byte for byte as it was stamped")
    check.add_argument("--token", type=Path, required=True, metavar="FILE", help="what the authority answered (.tsr)")
    check.add_argument("--request", type=Path, metavar="FILE", help="what was sent (.tsq): the answer must be to it")
    check.add_argument(
        "--roots",
        type=Path,
        action="append",
        required=True,
        metavar="FILE",
        help="certificates to believe, PEM or DER; no others are, not even the system's",
    )
    check.add_argument(
        "--intermediates",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="certificates between root and authority, where the token does not bring them",
    )
    check.add_argument("--tsa-cert", type=Path, metavar="FILE", help="the authority's own: the signer must be this one")
    _add_key(check)


def _add_key(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--key",
        metavar="VKEY",
        help="the log's public key (as `autocapture keys show --public` prints it), or a file that holds it: "
        "for a checkpoint of a log that is not here; no DataRoot is looked at",
    )


# ---------------------------------------------------------------- the request


def _request(args: argparse.Namespace) -> int:
    from ledger import handed, memory
    from ledger.errors import Usage

    with _needing_the_library():
        from ledger import timestamp, timestamp_files
    from ledger.event import events_from

    keys, root = _log(args)
    if args.checkpoint is not None:
        note = timestamp_files.read(args.checkpoint)
    elif root is not None:
        note = memory.current_checkpoint(root).encode()
    else:
        raise Usage("With --key there is no log to take a checkpoint from.", "Name one with --checkpoint.")
    size = timestamp_files.opened(str(args.checkpoint or "The last checkpoint"), note, keys)[0].size
    kept, query, answer = _places(args, root)
    _refuse_what_is_taken(kept, note, query, answer)
    if not kept.exists():
        handed.write(kept, note)
    handed.write(query, timestamp.ask(note))
    send, then = _next(args, kept, query, answer)
    if args.wants_json:
        told = {"checkpoint": str(kept), "request": str(query), "size": size, "send": send, "check": then}
        say(printed.spelled(told))
        return 0
    say(
        f"{query} asks for a time stamp of {kept}, which is of {events_from(0, size)}.\n"
        "Nothing was sent. Send it to a time-stamping authority, which learns a hash and nothing else of the log:\n\n"
        f"  {send}\n\nThen check what it answered, with the root certificate that it publishes:\n\n  {then}\n\n"
        "Keep the three files together, somewhere that whoever holds the log's key cannot reach."
    )
    return 0


def _places(args: argparse.Namespace, root: DataRoot | None) -> tuple[Path, Path, Path]:
    """Return where checkpoint, request and answer lie: three files of one name."""
    from ledger.errors import Usage

    named = args.out or args.checkpoint
    if named is None:
        raise Usage("It is not said where to write to.", "Name it with --out: NAME.checkpoint and NAME.tsq.")
    stem = named.with_suffix("") if named.suffix in (_CHECKPOINT, _QUERY, _ANSWER) else named
    if stem.is_dir() or not stem.name:
        raise Usage(f"{named} is a directory.", "Name a file in it with --out, without an ending.")
    kept = args.checkpoint if args.out is None else stem.with_name(stem.name + _CHECKPOINT)
    query, answer = (stem.with_name(stem.name + ending) for ending in (_QUERY, _ANSWER))
    for path in (query, *([kept] if kept != args.checkpoint else [])):
        if root is not None:
            root.outside(path)
    return kept, query, answer


def _refuse_what_is_taken(kept: Path, note: bytes, query: Path, answer: Path) -> None:
    from ledger.errors import Usage
    from ledger.timestamp_files import read

    if kept.exists() and read(kept) != note:
        raise Usage(f"{kept} is there already, and another checkpoint.", "Choose another name with --out.")
    for path in (query, answer):
        if os.path.lexists(path):
            raise Usage(
                f"{path} is there already: an answer is good only with the request it was given to.",
                "Send that one, or choose another name with --out.",
            )


def _next(args: argparse.Namespace, kept: Path, query: Path, answer: Path) -> tuple[str, str]:
    """Return the two commands that follow, as a person types them."""
    send = ["curl", "-sSf", "-H", "Content-Type: application/timestamp-query", "--data-binary", f"@{query}"]
    then = ["autocapture", "timestamp", "check", str(kept), "--token", str(answer), "--request", str(query)]
    if args.key is not None:
        then += ["--key", args.key]
    elif str(args.data_dir) != os.environ.get(DATA_DIR_VARIABLE):
        then += ["--data-dir", str(args.data_dir)]
    quoted = subprocess.list2cmdline if os.name == "nt" else shlex.join
    return quoted([*send, "https://your-tsa", "-o", str(answer)]), quoted([*then, "--roots", "your-tsa-root.pem"])


# ---------------------------------------------------------------- the verdict


def _check(args: argparse.Namespace) -> int:
    from ledger import memory
    from ledger.errors import StampRefused, Usage
    from ledger.head import read_head

    with _needing_the_library():
        from ledger import timestamp, timestamp_files, timestamp_report
    keys, root = _log(args)
    note, answer = timestamp_files.read(args.checkpoint), timestamp_files.read(args.token)
    checkpoint, signer = timestamp_files.opened(str(args.checkpoint), note, keys)
    asked = timestamp_files.request(args.request) if args.request is not None else None
    trust = timestamp_files.trust(args.roots, args.intermediates, args.tsa_cert)
    try:
        stamp = timestamp.check(note, answer, trust, asked)
    except timestamp.StampError as error:
        what = f"{args.token} does not show when {args.checkpoint} existed: {error}."
        raise StampRefused(what, error.remedy, reason=error.reason) from error
    except timestamp.TokenError as error:
        raise Usage(f"{args.token} is {error}.", "Name the file as it came from the authority.") from error
    verdict = timestamp_report.Verdict(stamp, checkpoint, signer)
    if root is not None:
        remembered = memory.Remembered(str(args.checkpoint), checkpoint, signed=True)
        with args.progress("Reading the log"):
            against = tuple(map(str, memory.contradictions(root, [remembered])))
        verdict = replace(verdict, size=read_head(root).size, contradictions=against)
    say(timestamp_report.as_json(verdict) if args.wants_json else timestamp_report.in_words(verdict))
    return verdict.exit_code


# ---------------------------------------------------------------- what both need


@contextmanager
def _needing_the_library() -> Iterator[None]:
    """Say what to install where the library of the extra is not there."""
    from ledger.errors import ExtraMissing

    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "rfc3161_client":
            raise
        raise ExtraMissing(
            "Time stamps need the library rfc3161-client, which is not installed.",
            "Install it beside autocapture: pip install rfc3161-client. The extra autocapture[timestamp] brings it.",
        ) from error


def _log(args: argparse.Namespace) -> tuple[Keyring, DataRoot | None]:
    """Return the keys of which one must have signed the checkpoint; and the DataRoot, unless a key was given."""
    from ledger.errors import Usage
    from ledger.keyring import Keyring, every_key_of
    from ledger.timestamp_files import key

    if args.key is not None:
        return Keyring.of(key(args.key)), None
    if args.data_dir is None:
        raise Usage("Neither a DataRoot nor a key is named.", "Name one with --data-dir, or a log's key with --key.")
    root = DataRoot(args.data_dir)
    return every_key_of(root), root
