"""The verbs of giving away: export, export verify."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import printed
from ledger.dataroot import DataRoot
from ledger.errors import Usage
from ledger.streams import say
from ledger.verbs import Verbs, at_least, counted
from ledger.wording import numbered

if TYPE_CHECKING:
    from export.bundle import Exported
    from export.exhibits import Asked, Chosen, Selection
    from export.ground import Ground
    from export.trail import Follower


def add(verbs: Verbs) -> None:
    """Add them."""
    verb = verbs.add(
        "export",
        _export,
        "Give away an answer, events or a stretch of time as one bag that a stranger can check; the ledger notes it.",
        example='autocapture export --question "who issued the tide table?" --out ~/tide-table',
        rootless=True,
    )
    chosen = verb.add_mutually_exclusive_group()
    chosen.add_argument("--question", metavar="TEXT", help="ask it, and export the answer with what it rests on")
    chosen.add_argument(
        "--answer", type=Path, metavar="FILE.json", help="export an answer that `autocapture query --json` printed"
    )
    chosen.add_argument("--event", action="append", default=[], metavar="ID", help="export an event; may be repeated")
    chosen.add_argument("--since", metavar="TIME", help="export what was on the screen from this time on, ISO 8601")
    verb.add_argument("--until", metavar="TIME", help="with --since: up to, and without, this time (default: now)")
    verb.add_argument(
        "--app", default="", metavar="NAME", help="with --since: only frames of programs called like that"
    )
    verb.add_argument("--limit", type=at_least(1), default=8, metavar="N", help="with --question: claims at the most")
    verb.add_argument("--out", type=Path, metavar="DIR|FILE.zip", help="where the bag will be; nothing may be there")
    verb.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="an earlier checkpoint that somebody kept: the bag will show that the log grew out of it",
    )
    verb.add_argument(
        "--stamp",
        type=Path,
        action="append",
        default=[],
        metavar="NAME",
        help="an earlier checkpoint with its RFC 3161 time stamp: NAME.checkpoint, NAME.tsr, NAME.tsq",
    )
    verb.add_argument(
        "--redact",
        action="store_true",
        help="black out everything outside the cited boxes, and give the hash of lines that hold more than is cited",
    )
    verb.add_argument("--now", metavar="TIME", help="with --question: the asking moment, ISO 8601 (default: now)")
    verb.add_argument("--tz", metavar="ZONE", help="the zone in which times are told (default: the system's)")
    more = Verbs(verb.add_subparsers(metavar="verify"))
    verify = more.add(
        "verify",
        _verify,
        "Check a bag: what its own scripts look at, and more, such as each cited part of a picture. Needs no DataRoot.",
        example="autocapture export verify ~/tide-table --fingerprint 0123…",
        rootless=True,
    )
    verify.add_argument("bag", type=Path, help="the directory, or the zip")
    verify.add_argument("--fingerprint", default="", metavar="HEX", help="of the log's key, as it was told elsewhere")
    verify.add_argument(
        "--against", type=Path, action="append", default=[], metavar="FILE", help="a checkpoint that was kept"
    )


def _export(args: argparse.Namespace) -> int:
    from export import bundle, pinned
    from export.ground import Ground
    from export.trail import Follower
    from projections.views import Views
    from query.times import moments

    if args.data_dir is None:
        raise Usage("No DataRoot is named.", "Name it with --data-dir, or set AUTOCAPTURE_DATA_DIR.")
    if args.out is None:
        raise Usage("No place for the bag is named.", "Name one with --out, a directory or a file that ends in .zip.")
    root = DataRoot(args.data_dir)
    root.refuse_replay()
    out = root.outside(args.out)
    now, zone = moments.asked(args.now, args.tz)
    with Views(root) as views:
        ground = Ground(views)
        follower = Follower(ground)
        selection = _selected(args, ground, follower, now, zone)
        earlier = [pinned.read(path, ground) for path in args.checkpoint]
        earlier += [pinned.read_stamped(name, ground) for name in args.stamp]
        wish = bundle.Wish(zone, redact=args.redact, pinned=earlier)
        with args.progress("Exporting") as progress:
            made = bundle.make(out, ground, follower, selection, wish, progress=counted(progress))
    say(_as_json(made) if args.wants_json else _in_words(made))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from export import check, contents, received

    with received.at(args.bag) as bag:
        found = check.check(bag, args.fingerprint, args.against)
    told = found.contents
    if args.wants_json:
        answer = {
            "ok": True,
            "fingerprints": found.fingerprints,
            "checkpoint": {"size": told.size, "root": told.root},
            "events": len(told.events),
            "citations": len(told.citations),
            "redacted": told.redacted,
            "exported_at": found.exported_at,
            "ledger_line": found.line,
            "earlier": found.earlier,
        }
        say(printed.spelled(answer))
        return 0
    say(
        f"It holds: {contents.held(told)} of {told.origin}, "
        f"exported {received.shown(found.exported_at)}.\nFingerprint {found.fingerprints[-1]}"
    )
    for path in args.against:
        say(f"The log grew out of {path}.")
    if not args.fingerprint:
        say("Compare the fingerprint with one that you were told by another way.")
    return 0


def _selected(args: argparse.Namespace, ground: Ground, follower: Follower, now: datetime, zone: tzinfo) -> Selection:
    from export import exhibits
    from query import ask
    from query.times import moments

    if args.since is None and (args.until is not None or args.app):
        raise Usage("--until and --app go with --since.", "Name a time with --since, too.")
    if args.question is not None:
        answer = ask.ask(ground.views, args.question, now=now, zone=zone, limit=args.limit)
        return exhibits.of_answer(ground, follower, answer, _asked("question", answer.question, zone))
    if args.answer is not None:
        answer = exhibits.read_answer(args.answer)
        return exhibits.of_answer(ground, follower, answer, _asked("answer", answer.question, zone))
    if args.event:
        return exhibits.of_events(ground, follower, args.event, _asked("event", ", ".join(args.event), zone))
    if args.since is not None:
        start = moments.parsed(args.since, zone)
        end = moments.parsed(args.until, zone) if args.until is not None else datetime.now(UTC)
        words = f"{start.astimezone(zone).isoformat()} to {end.astimezone(zone).isoformat()}"
        words += f", programs called like {args.app!r}" if args.app else ""
        return exhibits.of_time(ground, follower, (start, end), args.app, _asked("time", words, zone))
    raise Usage(
        "Nothing is named that could be exported.",
        "Name a --question, an --answer, an --event, or a time with --since.",
    )


def _asked(by: Chosen, words: str, zone: tzinfo) -> Asked:
    from export.exhibits import Asked
    from ledger.clock import spell, system_clock

    return Asked(by, words, spell(system_clock()), str(zone))


def _as_json(made: Exported) -> str:
    told = made.contents
    counts = {"citations": len(told.citations), "events": len(told.events), "blobs": len(told.blobs)}
    line = json.loads(made.line)
    return printed.spelled(
        {
            "bag": str(made.path),
            "manifest_sha256": made.manifest,
            "ledger_line": line["seq"],
            "fingerprint": told.fingerprint,
            "checkpoint": {"size": told.size, "root": told.root},
            "redacted": told.redacted,
        }
        | counts
    )


def _in_words(made: Exported) -> str:
    from export import contents

    told = made.contents
    files = made.oxum.partition(".")[2]
    return (
        f"Exported to {made.path}: {contents.held(told)}, {numbered(int(files), 'file')}.\n"
        f"The ledger says so in line {json.loads(made.line)['seq']}. Tell whoever gets the bag this fingerprint, "
        f"by another way:\n  {told.fingerprint}\nThey check it with `python3 verify.py --fingerprint …` or "
        "`sh verify.sh`; VERIFY.md in the bag says how. REPORT.html is in its data directory."
    )
