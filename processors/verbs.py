"""The verbs of Stage 2: batch run, batch status."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.errors import UserActive
from ledger.finding import Finding
from ledger.streams import say
from ledger.verbs import Verbs, at_least
from projections.status import Section, add_check, add_section

if TYPE_CHECKING:
    from processors.batch import Progress, Standing
    from processors.idle import OpenGate, SignalGate
    from projections.work import Selection

PROCESSORS = (
    "uia, windows, inputlog, color, text, pages, behind, elements, fields, posts, code, vectors, keyframes, "
    "summary, vlm; or blobs: hash those that have no hash"
)


def add(verbs: Verbs) -> None:
    """Add them, and what Stage 2 says when somebody asks how things stand."""
    add_section("stage2", _describe)
    add_section("uia", _describe_uia)
    add_check("stage2", _examine)
    group = verbs.group("batch", "Stage 2: examine frames while nobody is at the machine.")
    verb = group.add(
        "run",
        _run,
        "Examine every frame that was not examined yet, until the person is back.",
        example="autocapture batch run --no-require-idle --only uia",
        json_by_default=True,
    )
    verb.add_argument(
        "--require-idle",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="work only while the activity signal says that the person is away",
    )
    verb.add_argument("--force", action="store_true", help="examine frames again, failed ones too")
    verb.add_argument("--only", action="append", metavar="PROCESSOR", help=f"this processor only ({PROCESSORS})")
    verb.add_argument("--since", type=_moment, metavar="TIME", help="frames captured then or later (ISO 8601)")
    verb.add_argument("--until", type=_moment, metavar="TIME", help="frames captured before then (ISO 8601)")
    verb.add_argument(
        "--order", choices=("newest", "oldest"), default="newest", help="which handoff directories come first"
    )
    verb.add_argument("--max-loops", type=at_least(1), default=500, metavar="N", help="rounds at the most")
    verb.add_argument("--sleep-ms", type=at_least(0), default=200, metavar="N", help="pause between rounds")
    verb.add_argument(
        "--executor",
        default="processes",
        metavar="WHERE",
        help="who does the work: in-process, processes, or a Dask cluster at dask://HOST:PORT",
    )
    verb.add_argument(
        "--jobs", type=at_least(1), metavar="N", help="processes at once (default: half the cores, at least one)"
    )
    verb.add_argument(
        "--memory-mb",
        type=at_least(1),
        metavar="N",
        help="what the processes may hold together, in MiB (default: $AP_MEM_LIMIT_MB, or half of the memory)",
    )
    verb.add_argument(
        "--json-lines", action="store_true", help="tell in JSON, one line about each second, the last with the result"
    )
    group.add(
        "status",
        _status,
        "Say how many frames Stage 2 has examined, and how long the rest will take. Writes nothing.",
        example="autocapture batch status",
        json_by_default=True,
    )


def _moment(text: str) -> int:
    """Read a point in time (a day alone begins at its midnight; without a zone it is meant in ours): UTC us."""
    try:
        moment = datetime.fromisoformat(text)
        return round(moment.astimezone().timestamp() * 1e6)
    except (ValueError, OverflowError, OSError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it like 2026-03-05T09:00") from error


def _describe(root: DataRoot, args: argparse.Namespace) -> Section:
    from processors import standing

    return standing.describe(root, args)


def _describe_uia(root: DataRoot, args: argparse.Namespace) -> Section:
    from processors import observed

    return observed.describe(root, args)


def _examine(root: DataRoot) -> Iterable[Finding]:
    from processors import checkup

    return checkup.examine(root)


def _status(args: argparse.Namespace) -> int:
    section = _describe(DataRoot(args.data_dir), args)
    say(printed.spelled(section.fields) if args.wants_json else "\n".join(section.lines))
    return 0


def _selection(args: argparse.Namespace) -> Selection:
    from projections.work import ALL, Selection

    start, end = ALL.between
    between = (start if args.since is None else args.since, end if args.until is None else args.until)
    return Selection(between, newest_first=args.order == "newest")


def _run(args: argparse.Namespace) -> int:
    from processors.idle import OpenGate, SignalGate

    root = DataRoot(args.data_dir)
    gate = SignalGate(root.activity_signals) if args.require_idle else OpenGate()
    with args.progress("Examining", grows=True) as bar:
        return _ran(args, root, gate, bar)


def _ran(args: argparse.Namespace, root: DataRoot, gate: OpenGate | SignalGate, bar: Progress) -> int:
    from processors import executor, report
    from processors.batch import Batch
    from processors.integrity import NAME as BLOBS
    from processors.registry import chosen

    said = ""

    def listen(standing: Standing) -> None:
        nonlocal said
        said = report.standing_words(standing)
        if args.json_lines:
            print(report.progress_line(standing), flush=True)

    def progress(done: int, total: int, what: str) -> None:
        bar(done, total, said or what)

    hashes = args.only is None or BLOBS in args.only
    processors = chosen([name for name in args.only if name != BLOBS] if args.only is not None else None)
    batch = Batch(
        root,
        processors,
        gate,
        require_idle=args.require_idle,
        force=args.force,
        hashes=hashes,
        selection=_selection(args),
        hire=lambda: executor.chosen(args.executor, jobs=args.jobs, memory_mb=args.memory_mb),
        progress=progress,
        listener=listen,
        max_loops=args.max_loops,
        sleep_ms=args.sleep_ms,
    )
    done = batch.run()
    if args.json_lines:
        say(report.ended_line(done))
    else:
        say(report.batch_json(done) if args.wants_json else report.batch_words(done))
    return UserActive.exit_code if done.yielded else 0
