"""The verbs of Stage 1: handoff ingest and handoff drain."""

from __future__ import annotations

import argparse
from pathlib import Path

from ledger.verbs import Verbs, at_least

_LIGHT = "Ultralight: no text is read and no model runs; safe to call every minute."


def add(verbs: Verbs) -> None:
    """Add them."""
    group = verbs.group("handoff", f"Stage 1: take what the hypervisor wrote into care. {_LIGHT}")
    ingest = group.add(
        "ingest", _ingest, f"Take one handoff directory into care, leave its marker. {_LIGHT}", json_by_default=True
    )
    ingest.add_argument("--handoff-root", type=Path, required=True, metavar="DIR", help="the handoff directory")
    drain = group.add(
        "drain", _drain, f"Take every handoff directory of a spool into care. {_LIGHT}", json_by_default=True
    )
    drain.add_argument("--spool-root", type=Path, required=True, metavar="DIR", help="the directory that holds them")
    drain.add_argument("--include-marked", action="store_true", help="look at directories with a valid marker, too")
    drain.add_argument("--fail-fast", action="store_true", help="stop at the first directory that is refused")
    drain.add_argument(
        "--quiet",
        type=at_least(0, float),
        default=0.0,
        metavar="SECONDS",
        help="leave directories alone that changed so recently (default: 0)",
    )
    for verb in (ingest, drain):
        verb.add_argument(
            "--mode", choices=("hardlink", "copy"), default="hardlink", help="how blobs come in (default: hardlink)"
        )
        verb.add_argument(
            "--strict",
            action=argparse.BooleanOptionalAction,
            default=True,
            help="refuse a directory that lacks media its rows name (with --no-strict: take the rest, no marker)",
        )


def _ingest(args: argparse.Namespace) -> int:
    from ingest import report
    from ingest.handoff import HandoffIngestor

    ingestor = HandoffIngestor(args.data_dir, mode=args.mode, strict=args.strict)
    result = ingestor.ingest_handoff_dir(args.handoff_root)
    print(report.spelled(report.ingest_json(result)) if args.wants_json else report.ingest_words(result))
    return 1 if result.errors else 0


def _drain(args: argparse.Namespace) -> int:
    from ingest import report
    from ingest.drain import drain
    from ingest.handoff import HandoffIngestor

    ingestor = HandoffIngestor(args.data_dir, mode=args.mode, strict=args.strict, quiet_s=args.quiet)
    with args.progress("Taking into care") as progress:
        result = drain(
            ingestor,
            args.spool_root,
            include_marked=args.include_marked,
            fail_fast=args.fail_fast,
            progress=progress,
        )
    print(report.spelled(report.drain_json(result)) if args.wants_json else report.drain_words(result))
    if result.errors:
        return result.errors[0].exit_code
    return 1 if any(each.errors for each in result.results) else 0
