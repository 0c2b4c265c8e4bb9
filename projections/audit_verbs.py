"""The verb `audit verify`: logs, evidence and views at once, the whole or a part, now or bit by bit."""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.streams import say
from ledger.verbs import Verbs, at_least, counted

if TYPE_CHECKING:
    from ledger import audit
    from ledger.audit_resume import Resume
    from ledger.memory import Contradiction, Remembered
    from projections.compare import Comparison
    from projections.touched import Touched

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
_SHOWN = 20


def add(verbs: Verbs) -> None:
    """Add it."""
    group = verbs.group("audit", "Check the log, and the views against it. Changes nothing.")
    verify = group.add(
        "verify",
        _verify,
        "Check chain, tree, signatures, segments, blobs and views; name every damaged line and what cites it.",
        example="autocapture audit verify --blobs hash --jobs 2",
    )
    verify.add_argument("--blobs", choices=("none", "size", "hash"), default="size", help="how media files are checked")
    verify.add_argument(
        "--projections", action="store_true", help="fold the log anew, elsewhere, and compare the views with it"
    )
    verify.add_argument(
        "--against",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="an earlier checkpoint, or a marker that was left in a handoff directory: the log must grow out of it",
    )
    part = verify.add_mutually_exclusive_group()
    part.add_argument("--range", metavar="A:B", help="only the commits that hold events A to B - 1")
    part.add_argument("--subset", metavar="N/T", help="only the N-th of T equal parts: all of them are the whole")
    part.add_argument(
        "--since",
        metavar="WHEN",
        help="only what came since an event (journal:17) or a time (ISO 8601; local time unless it names a zone)",
    )
    part.add_argument(
        "--resume", type=Path, metavar="FILE", help="go on where FILE says, and note there how far it came"
    )
    verify.add_argument(
        "--max-duration", type=_seconds, metavar="TIME", help="begin nothing new after that time: 90s, 10m, 2h"
    )
    verify.add_argument("--jobs", type=at_least(1), default=1, metavar="N", help="share the work among N processes")


def _seconds(text: str) -> float:
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)([smh]?)", text, re.ASCII)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time; write it like 90s, 10m or 2h")
    return float(match[1]) * _UNITS[match[2]]


class _Outcome(msgspec.Struct, frozen=True):
    """All that was found."""

    report: audit.Report
    remembered: Sequence[Remembered]
    contradictions: Sequence[Contradiction]
    comparison: Comparison | None
    touched: Sequence[Touched]
    resume: Resume | None

    @property
    def exit_code(self) -> int:
        """The worst of it: 3 where an earlier state contradicts the log, 9 where views differ, else the report's."""
        if self.contradictions or self.report.exit_code == 3:
            return 3
        if self.report.exit_code == 5:
            return 5
        return 9 if self.comparison and self.comparison.differences else self.report.exit_code


def _verify(args: argparse.Namespace) -> int:
    outcome = _looked_at(args)
    _remember(args, outcome)
    say(_as_json(outcome) if args.wants_json else _in_words(outcome))
    return outcome.exit_code


def _remember(args: argparse.Namespace, outcome: _Outcome) -> None:
    """Note outside the DataRoot that this account verified it: `status` and `doctor` tell when."""
    from ledger import last_verified
    from ledger.errors import AutocaptureError
    from ledger.head import opening_of

    root = DataRoot(args.data_dir)
    # What this account saw last is not told: its own note of that goes on, and speaks for itself.
    named = [last_verified.Earlier.of(each) for each in outcome.remembered[: len(args.against)]]
    wrong = [last_verified.Earlier.of(each.remembered) for each in outcome.contradictions]
    with suppress(AutocaptureError):
        last_verified.remember(
            root,
            opening_of(root).origin,
            events=outcome.report.events,
            whole=outcome.report.complete and not outcome.report.partial,
            blobs=args.blobs,
            exit_code=outcome.exit_code,
            views=outcome.comparison is not None,
            against=named,
            contradicted=[each for each in wrong if each in named],
        )


def _looked_at(args: argparse.Namespace) -> _Outcome:
    from msgspec.structs import replace

    from ledger import audit, audit_resume, memory
    from projections import tiles_watch
    from projections.engine import Files

    root = DataRoot(args.data_dir)
    remembered = memory.all_remembered(root, args.against)
    resume = audit_resume.read(root, root.outside(args.resume)) if args.resume else None
    scope = resume.scope if resume else _scope(args, root)
    until = time.monotonic() + args.max_duration if args.max_duration is not None else None
    follow = tiles_watch.watch(Files.of(root).tiles)
    with args.progress("Verifying") as progress:
        report = audit.verify(
            root,
            blobs=args.blobs,
            scope=scope,
            jobs=int(args.jobs),
            expired=(lambda: time.monotonic() >= until) if until is not None else None,
            watch=follow,
            progress=counted(progress),
        )
    sound = report.state != "damaged"
    if sound:
        report = replace(report, views=(*report.views, *_views(root, report, whole=scope == audit.WHOLE)))
    # What was held against the journal just now, line by line, need not be read again.
    by_lines = scope != audit.WHOLE or not report.complete
    found = memory.contradictions(root, remembered, by_lines=by_lines) if remembered and sound else ()
    if resume is not None and not report.faults and not found:
        resume = audit_resume.write(root, args.resume, report)
    comparison = _compared(args, root) if args.projections and report.state != "damaged" else None
    return _Outcome(report, remembered, found, comparison, _touched(root, report), resume)


def _views(root: DataRoot, report: audit.Report, *, whole: bool) -> Sequence[audit.Fault]:
    """Return what is wrong with the tiles, beside what following the lines showed; the logs are whole."""
    from projections import tiles_watch
    from projections.engine import Files

    tiles = Files.of(root).tiles
    position = tiles_watch.position_faults(root, tiles)
    if position or not (whole and report.complete) or tiles_watch.watch(tiles) is None:
        return position
    return tiles_watch.inner_faults(tiles)


def _scope(args: argparse.Namespace, root: DataRoot) -> audit.Scope:
    from ledger import audit_scope

    if args.range is not None:
        return audit_scope.of_range(args.range)
    if args.subset is not None:
        return audit_scope.of_subset(args.subset, root)
    if args.since is not None:
        return audit_scope.since(args.since, root)
    return audit_scope.WHOLE


def _compared(args: argparse.Namespace, root: DataRoot) -> Comparison:
    from projections import compare

    with args.progress("Folding") as progress:
        return compare.check(root, progress=counted(progress))


def _touched(root: DataRoot, report: audit.Report) -> Sequence[Touched]:
    """Return the citations that faults touch; none are known where the views cannot be read."""
    from contextlib import closing

    from ledger.errors import AutocaptureError
    from projections import catalogue, database, touched
    from projections.engine import Files

    if report.faults:
        with suppress(AutocaptureError, sqlite3.Error):
            path = Files.of(root).facts_db
            with closing(database.open_for_reading(path, catalogue.IN_FACTS_DB)) as db:
                return touched.touched(db, report.faults)
    return ()


def _as_json(outcome: _Outcome) -> str:
    from ledger import audit
    from projections import report

    told = json.loads(audit.as_json(outcome.report)) | {
        "exit_code": outcome.exit_code,
        "against": len(outcome.remembered),
        "contradictions": [*map(str, outcome.contradictions)],
        "touched": [{"event_id": each.event, "frame": each.frame, "what": each.what} for each in outcome.touched],
    }
    if outcome.comparison is not None:
        told["projections"] = json.loads(report.as_json(outcome.comparison.fresh, outcome.comparison.differences))
    if outcome.resume is not None:
        told["resume"] = {"events": outcome.resume.events, "complete": outcome.report.complete}
    return printed.spelled(told)


def _in_words(outcome: _Outcome) -> str:
    from ledger import audit
    from ledger.event import events_from
    from projections import report

    lines = [audit.in_words(outcome.report)]
    if outcome.touched:
        lines.append("Citations touched:")
        lines += [f"  {each}" for each in outcome.touched[:_SHOWN]]
        if len(outcome.touched) > _SHOWN:
            lines.append(f"  and {len(outcome.touched) - _SHOWN} more; --json has all")
    lines += [f"Contradicted: {each}." for each in outcome.contradictions]
    if outcome.remembered and not outcome.contradictions and outcome.report.state != "damaged":
        *others, last = (each.source for each in outcome.remembered)
        lines.append(f"The log grew out of {', '.join(others)}{' and ' if others else ''}{last}.")
    if outcome.comparison is not None:
        lines.append(report.in_words(outcome.comparison.fresh, outcome.comparison.differences))
    if outcome.resume is not None:
        done = "all there is" if outcome.report.complete else "the same command goes on from there"
        lines.append(f"Verified so far, in several runs: {events_from(0, outcome.resume.events)}; {done}.")
    elif not outcome.report.complete:
        lines.append(f"To go on: autocapture audit verify --range {outcome.report.events}:")
    return "\n".join(lines)
