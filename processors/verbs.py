"""The verb of Stage 2: batch run."""

from __future__ import annotations

import argparse

from ledger.dataroot import DataRoot
from ledger.errors import UserActive
from ledger.verbs import Verbs, at_least
from projections.status import Section, add_section


def add(verbs: Verbs) -> None:
    """Add it, and what Stage 2 says when somebody asks how things stand."""
    add_section("uia", _describe)
    group = verbs.group("batch", "Stage 2: look closely at frames while nobody is at the machine.")
    verb = group.add(
        "run",
        _run,
        "Look at every frame that was not looked at yet, until the person is back.",
        example="autocapture batch run --no-require-idle --only uia",
        json_by_default=True,
    )
    verb.add_argument(
        "--require-idle",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="work only while the activity signal says that the person is away",
    )
    verb.add_argument("--force", action="store_true", help="look again at frames that were looked at, failed ones too")
    verb.add_argument("--max-loops", type=at_least(1), default=500, metavar="N", help="rounds at the most")
    verb.add_argument("--sleep-ms", type=at_least(0), default=200, metavar="N", help="pause between rounds")
    verb.add_argument(
        "--only", action="append", metavar="PROCESSOR", help="one of uia, windows, color, text, pages; again for more"
    )


def _describe(root: DataRoot, args: argparse.Namespace) -> Section:
    from processors import observed

    return observed.describe(root, args)


def _run(args: argparse.Namespace) -> int:
    from processors.batch import Batch
    from processors.idle import OpenGate, SignalGate
    from processors.registry import chosen
    from processors.report import batch_json, batch_words

    root = DataRoot(args.data_dir)
    gate = SignalGate(root.activity_signals) if args.require_idle else OpenGate()
    with args.progress("Looking closely") as progress:
        batch = Batch(
            root,
            chosen(args.only),
            gate,
            require_idle=args.require_idle,
            force=args.force,
            progress=progress,
            max_loops=args.max_loops,
            sleep_ms=args.sleep_ms,
        )
        report = batch.run()
    print(batch_json(report) if args.wants_json else batch_words(report))
    return UserActive.exit_code if report.yielded else 0
