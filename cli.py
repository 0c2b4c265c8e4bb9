"""The verbs: parse, call, print, exit. Nobody imports this."""

from __future__ import annotations

from ledger import startup  # before whatever takes time to load, or loads msgspec

# isort: split
import argparse
import errno
import gc
import importlib
import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from ledger.command_line import Parser, Version, forget_odd_sizes, nowhere
from ledger.errors import AutocaptureError, WriteFailed
from ledger.exits import Exit, in_a_line
from ledger.printed import line, spelled
from ledger.streams import fill, silence, silence_unread, tell
from ledger.verbs import Command, Verbs

LINE_EVERY_S = 10.0
ROOMS = {
    "ingest.verbs": ("handoff", "chronicle", "status", "doctor", "init"),
    "processors.verbs": ("batch", "status", "doctor"),
    "query.verbs": ("query", "ask", "search", "show"),
    "serve.verbs": ("serve",),
    "export.verbs": ("export",),
    "ledger.key_verbs": ("init", "keys"),
    "ledger.verbs": ("audit", "witness"),
    "ledger.timestamp_verbs": ("timestamp",),
    "projections.audit_verbs": ("audit",),
    "projections.verbs": ("rebuild", "audit", "status", "doctor"),
    "": ("completion",),
}
"""Who adds to which verbs, in the order of the help; no name: this module. A command loads only what its verb needs."""
_REFUSALS = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE}
    | {errno.ELOOP, errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST}
)


ABOUT = (
    "Evidence-grade screen memory: ingests screen recordings, reads them while you are away, "
    "and answers questions with the evidence."
)
FIRST_STEPS = """\
First steps:
  export AUTOCAPTURE_DATA_DIR=~/screens
  autocapture handoff drain --spool-root /path/to/spool    ingest recordings
  autocapture batch run --no-require-idle                  read them
  autocapture query "who issued the tide table?"           ask
  autocapture doctor                                       what is wrong, and what to do
`autocapture VERB -h` says more of each, with an example."""
SHELLS = ("bash", "zsh", "tcsh")
Shape = Callable[[Mapping[str, object]], str]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its code (docs/cli.md lists them)."""
    try:
        fill()
    except OSError as error:
        sys.exit(_told(_refused(error)))
    forget_odd_sizes()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal without some letter of a window's title gets its number: better than failing over it.
        sys.stdout.reconfigure(errors="backslashreplace")
    code = run(arguments)
    # The interpreter would look for cycles among all that is left, twice, and then throw it away.
    gc.freeze()
    sys.exit(code)


def prime(arguments: Sequence[str] | None = None) -> NoReturn:
    """`autocapture-prime`: the same program under its old name; says so once per user."""
    from ledger.keys import user_data_directory

    # Where there is no place for a note, it is said again: better than failing over that.
    with suppress(OSError, AutocaptureError):
        fill()
        told = user_data_directory() / "autocapture-prime.told"
        if not told.exists():
            tell("autocapture-prime is the old name of autocapture; please call that.")
            told.parent.mkdir(parents=True, exist_ok=True)
            told.touch()
    main(arguments)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every failure is told in words, none as a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        parsed = _parsed(words)
    except KeyboardInterrupt:
        return _stopped(shape=_document if "--json" in words else None)
    except OSError as error:  # the version was asked for, and cannot be printed
        return _told(_refused(error))
    command: Command = parsed.command
    parsed.wants_json = _wants_json(parsed)
    parsed.progress = _progress
    code: int | None = None
    try:
        code = command(parsed)
        sys.stdout.flush()  # here, where it is still known what to do when nobody reads it
        return code
    except AutocaptureError as error:
        return _told(error, shape=_shape_of(parsed))
    except KeyboardInterrupt:
        return _stopped(shape=_shape_of(parsed))
    except Exception as error:  # noqa: BLE001 - the last stop: a person gets words, not a traceback
        if isinstance(error, BrokenPipeError) and silence_unread():
            # What a command comes to is true whether or not anybody reads it; one that was cut short came to nothing.
            return Exit.UNREAD if code is None else code
        # A file that cannot even be sought in is a disk that fails, too.
        if isinstance(error, OSError) and (error.errno in _REFUSALS or isinstance(error, io.UnsupportedOperation)):
            return _told(_refused(error), shape=_shape_of(parsed))
        if isinstance(error, FileNotFoundError) and (gone := nowhere()):
            return _told(gone, shape=_shape_of(parsed))
        return _our_bug(error, shape=_shape_of(parsed))


def _stopped(*, shape: Shape | None = None) -> int:
    what, remedy = "Stopped.", "What was committed is kept; the same command goes on from there."
    if shape is not None:
        _print_failure({"name": "interrupted", "what": what, "remedy": remedy, "exit_code": Exit.INTERRUPTED}, shape)
    tell(f"autocapture: stopped. {remedy}")
    return Exit.INTERRUPTED


def _refused(error: OSError) -> AutocaptureError:
    """Return what to tell a person where the system refused a file or device: that is no defect of ours."""
    where = f" {os.fsdecode(error.filename)}" if error.filename else ""
    return WriteFailed(
        f"The system refused access to{where or ' a file'}: {error.strerror}.",
        "Give this account access, or free or repair the disk, and run the same command again.",
    )


def _told(error: AutocaptureError, *, shape: Shape | None = None) -> int:
    if shape is not None:
        failure = {"name": error.name, "what": error.what, "remedy": error.remedy, "exit_code": error.exit_code}
        if reason := getattr(error, "reason", ""):
            failure["reason"] = reason  # of a directory: the same word that a drain has for it
        _print_failure(failure, shape)
    tell(f"autocapture: {error.what}" + (f"\n  {error.remedy}" if error.remedy else ""))
    return error.exit_code


def _shape_of(args: argparse.Namespace) -> Shape | None:
    """Return how a failure is spelled for a program that reads what a command prints; None where a person does."""
    if getattr(args, "json_lines", False):
        return _last_line
    return _document if args.wants_json else None


def _document(failure: Mapping[str, object]) -> str:
    return spelled({"ok": False, "error": failure})


def _last_line(failure: Mapping[str, object]) -> str:
    return line({"event": "failed", "error": failure})


def _print_failure(failure: Mapping[str, object], shape: Shape) -> None:
    try:
        print(shape(failure), flush=True)
    except OSError:
        silence()  # it is our output that fails: there are the exit code, and words


def _our_bug(error: Exception, *, shape: Shape | None) -> int:
    if os.environ.get("AUTOCAPTURE_DEBUG"):
        import traceback

        tell(traceback.format_exc().rstrip())
    what = f"unexpected failure, {type(error).__name__}: {error}"
    remedy = (
        "This is a defect of autocapture, or another program changed the views (`autocapture rebuild --check` tells); "
        "the log keeps what was committed. Set AUTOCAPTURE_DEBUG=1 and run it again to see where."
    )
    if shape is not None:
        _print_failure({"name": "internal", "what": what, "remedy": remedy, "exit_code": Exit.OUR_BUG}, shape)
    tell(f"autocapture: {what}\n  {remedy}")
    return Exit.OUR_BUG


def parser(word: str = "") -> argparse.ArgumentParser:
    """Return the parser with the verbs of every room; where `word` is a verb, with those of its rooms alone."""
    top = Parser(prog="autocapture", description=ABOUT, epilog=f"{FIRST_STEPS}\n\n{in_a_line()}")
    top.add_argument("--version", action=Version, nargs=0, help="print the version and exit")
    verbs = Verbs(top.add_subparsers(required=True, metavar="VERB"))
    for room in [name for name, adds in ROOMS.items() if word in adds] or ROOMS:
        if room:
            importlib.import_module(room).add(verbs)
        else:
            _add_completion(verbs)
    return top


def _add_completion(verbs: Verbs) -> None:
    completion = verbs.add(
        "completion",
        _completion,
        "Print what lets a shell complete the words of this program.",
        example="autocapture completion bash > ~/.local/share/bash-completion/completions/autocapture",
        bare=True,
    )
    completion.add_argument("shell", choices=SHELLS, help="which shell")


def _completion(args: argparse.Namespace) -> int:
    import shtab

    top = parser()
    for each in parsers_of(top):
        for action in each._actions:  # noqa: SLF001 - shtab reads them, too, and has no other way to be told
            if action.metavar == "DIR":
                action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
            elif action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(top, shell=args.shell))
    return 0


def parsers_of(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of all verbs below it."""
    yield top
    for action in top._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for child in action.choices.values():
                yield from parsers_of(child)


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    if not words:
        top = parser()
        top.print_help(sys.stderr)
        top.exit(2, "\nautocapture: error: name a verb\n")
    word = words[0]
    known = sorted({verb for verbs in ROOMS.values() for verb in verbs})
    if word not in known and not word.startswith("-"):
        import difflib

        near = difflib.get_close_matches(word, known, 1)
        hint = f"did you mean `autocapture {near[0]}`?" if near else f"there are {', '.join(known)}."
        parser().error(f"there is no verb {word!r}; {hint}")
    return parser(word).parse_args(words)


def _wants_json(args: argparse.Namespace) -> bool:
    if args.json is not None:
        return bool(args.json)
    return bool(args.json_by_default) and not sys.stdout.isatty()


@contextmanager
def _progress(title: str, *, grows: bool = False) -> Iterator[Callable[[int, int, str], None]]:
    """Show a bar on the terminal where there is one; else a line now and then, so that a log shows life.

    Where the total `grows` while the work goes on, it is told as a lower bound, and no time is reckoned from it.
    """
    if not sys.stderr.isatty():
        yield _lines(title, "at least " if grows else "")
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts = [TextColumn("{task.fields[counted]}")] if grows else [MofNCompleteColumn(), TimeRemainingColumn()]
    columns = (TextColumn(title), BarColumn(), *counts, TextColumn("{task.fields[what]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, what="", counted="")
        yield lambda done, total, what: bar.update(
            task, completed=done, total=total, what=what, counted=f"{done} of at least {total}"
        )


def _lines(title: str, least: str) -> Callable[[int, int, str], None]:
    told = time.monotonic()

    def tell_now_and_then(done: int, total: int, what: str) -> None:
        nonlocal told
        if time.monotonic() - told >= LINE_EVERY_S:
            told = time.monotonic()
            tell(f"{title}: {done} of {least}{total} {what}".rstrip())  # the work goes on, though nobody hears of it

    return tell_now_and_then


startup.heed()

if __name__ == "__main__":
    main()
