"""The verbs of the views: rebuild them, and hold them against the log."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.event import parse_event_id
from ledger.exits import Exit
from ledger.finding import Finding
from ledger.streams import say
from ledger.verbs import Verbs, counted
from projections.status import Section, add_check, add_section


def add(verbs: Verbs) -> None:
    """Add them, and what the views say when somebody asks how things stand."""
    add_section("holdings", _describe)
    add_check("views", _examine)
    rebuild = verbs.add(
        "rebuild",
        _rebuild,
        "Make all views anew from the log; nothing but views is touched.",
        example="autocapture rebuild --check",
    )
    rebuild.add_argument("--check", action="store_true", help="fold beside the live views and only compare")
    group = verbs.group("audit", "Check the log, and the views against it. Changes nothing.")
    prove = group.add(
        "prove",
        _prove,
        "Print a proof that an event is in the log, checked by itself and without showing the rest (C2SP tlog-proof).",
        example="autocapture audit prove journal:17 --out 17.tlog-proof --line 17.json",
    )
    prove.add_argument("event_id", help="for example journal:17")
    prove.add_argument("--out", type=Path, metavar="FILE", help="write the proof there: a new file, or a pipe")
    prove.add_argument(
        "--line", type=Path, metavar="FILE", help="write the event's line there, as it stands: a new file, or a pipe"
    )
    replay = group.add(
        "replay",
        _replay,
        "Fold the whole log anew and compare with the live views; or show the DataRoot as it was at an event.",
        example="autocapture audit replay --until journal:500 --out then/ && autocapture query … --data-dir then/",
    )
    replay.add_argument("--until", metavar="journal:N", help="show the state up to and including this event, in --out")
    replay.add_argument("--out", type=Path, metavar="DIR", help="an empty or new directory, with --until")


def _describe(root: DataRoot, args: argparse.Namespace) -> Section:
    from projections import holdings

    return holdings.describe(root, args)


def _examine(root: DataRoot) -> Iterable[Finding]:
    from projections import holdings

    return holdings.examine(root)


def _rebuild(args: argparse.Namespace) -> int:
    from projections import rebuild, report

    if args.check:
        return _compare(args)
    with args.progress("Rebuilding") as progress:
        digests = rebuild.rebuild(DataRoot(args.data_dir), content=args.wants_json, progress=counted(progress))
    say(report.as_json(digests, ()) if args.wants_json else report.rebuilt_in_words(digests))
    return 0


def _replay(args: argparse.Namespace) -> int:
    if args.until is None and args.out is None:
        return _compare(args)
    from projections import replay, report

    if args.until is None or args.out is None:
        raise Usage("--until and --out go together.", "Name an event and a new directory.")
    seq = _event_number(args.until)
    root = DataRoot(args.data_dir)
    with args.progress("Folding") as progress:
        made, digests = replay.as_of(root, seq, root.outside(args.out), progress=counted(progress))
    say(report.as_json(digests, ()) if args.wants_json else report.replayed_in_words(made, digests, args.out))
    return 0


def _prove(args: argparse.Namespace) -> int:
    from ledger import handed
    from projections.proof import prove
    from projections.views import Views

    seq = _event_number(args.event_id)
    root = DataRoot(args.data_dir)
    out, raw = (root.outside(path) if path is not None else None for path in (args.out, args.line))
    if out is not None and handed.is_stdout(out):
        out = None  # it is printed there anyway, and nothing else beside it
    for path in (out, raw):
        if path is not None:
            handed.refuse_taken(path)
    with Views(root) as views:
        line, proof = prove(views, seq)
    for path, data in ((out, proof.spelled().encode()), (raw, line)):
        if path is not None:
            handed.write(path, data)
    if args.wants_json:
        say(printed.spelled({"proof": proof.spelled(), "line": line.decode()}))
    elif out is None:
        say(proof.spelled(), end="")
    else:
        say(f"{args.event_id} is proven in {args.out}: entry {proof.index}, {len(proof.path)} hashes, a checkpoint.")
    return 0


def _event_number(text: str) -> int:
    seq = parse_event_id(text)
    if seq is None:
        raise Usage(f"{text!r} is no event id.", "Write it like journal:17.")
    return seq


def _compare(args: argparse.Namespace) -> int:
    from projections import compare, report

    with args.progress("Folding") as progress:
        found = compare.check(DataRoot(args.data_dir), progress=counted(progress))
    if args.wants_json:
        say(report.as_json(found.fresh, found.differences))
    else:
        say(report.in_words(found.fresh, found.differences, found.behind))
    return Exit.VIEWS_STALE if found.differences else 0
