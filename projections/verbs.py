"""The verbs of the views: rebuild them, and hold them against the log."""

from __future__ import annotations

import argparse
from pathlib import Path

from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.event import parse_event_id
from ledger.verbs import Verbs, counted


def add(verbs: Verbs) -> None:
    """Add them."""
    rebuild = verbs.add(
        "rebuild",
        _rebuild,
        "Make all views anew from the log; nothing but views is touched.",
        example="autocapture rebuild --check",
    )
    rebuild.add_argument("--check", action="store_true", help="fold beside the live views and only compare")
    group = verbs.group("audit", "Check the log, and the views against it. Changes nothing.")
    replay = group.add(
        "replay",
        _replay,
        "Fold the whole log anew and compare with the live views.",
        example="autocapture audit replay --until journal:500 --out then/",
    )
    replay.add_argument("--until", metavar="journal:N", help="fold up to and including this event, into --out")
    replay.add_argument("--out", type=Path, metavar="DIR", help="an empty or new directory, with --until")


def _rebuild(args: argparse.Namespace) -> int:
    from projections import rebuild, report

    if args.check:
        return _compare(args)
    with args.progress("Rebuilding") as progress:
        digests = rebuild.rebuild(DataRoot(args.data_dir), progress=counted(progress))
    print(report.as_json(digests, ()) if args.wants_json else report.rebuilt_in_words(digests))
    return 0


def _replay(args: argparse.Namespace) -> int:
    if args.until is None and args.out is None:
        return _compare(args)
    from projections import rebuild, report

    if args.until is None or args.out is None:
        raise Usage("--until and --out go together.", "Name an event and a new directory.")
    seq = parse_event_id(args.until)
    if seq is None:
        raise Usage(f"{args.until!r} is no event id.", "Write it like journal:17.")
    with args.progress("Folding") as progress:
        digests = rebuild.replay(DataRoot(args.data_dir), seq, args.out, progress=counted(progress))
    print(report.as_json(digests, ()) if args.wants_json else report.in_words(digests, (), str(args.out)))
    return 0


def _compare(args: argparse.Namespace) -> int:
    from projections import rebuild, report

    with args.progress("Folding") as progress:
        digests, differences = rebuild.check(DataRoot(args.data_dir), progress=counted(progress))
    print(report.as_json(digests, differences) if args.wants_json else report.in_words(digests, differences))
    return 1 if differences else 0
