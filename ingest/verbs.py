"""The verbs of Stage 1: handoff and chronicle (ingest, drain), init --adopt, and status, to which other rooms add."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ledger import printed
from ledger.clock import spell, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import NotFound
from ledger.finding import Finding
from ledger.streams import say
from ledger.verbs import Verbs, at_least, directory, few_collections
from projections.status import Section, add_check, add_section, findings, sections

if TYPE_CHECKING:
    from ingest.drain import Spool

_LIGHT = "Ultralight: no text is read and no model runs; safe to call every minute."
QUIET_S = 3.0


def add(verbs: Verbs) -> None:
    """Add them."""
    _add_drains(verbs)
    _add_status(verbs)
    verbs.option(
        "init", "--adopt", _adopt, "bring an older program's DataRoot over: its files are kept, everything is ingested"
    )


def _add_drains(verbs: Verbs) -> None:
    handoffs = verbs.group("handoff", f"Stage 1: ingest what the hypervisor wrote. {_LIGHT}")
    ingest = handoffs.add(
        "ingest",
        _ingest,
        f"Ingest one handoff directory and leave its marker. {_LIGHT}",
        example="autocapture handoff ingest --handoff-root spool/2026-03-20T15-02-00Z_run_8b30",
        json_by_default=True,
    )
    ingest.add_argument("--handoff-root", type=directory, required=True, metavar="DIR", help="the handoff directory")
    drain = handoffs.add(
        "drain",
        _drain,
        f"Ingest every handoff directory of a spool. {_LIGHT}",
        example="autocapture handoff drain --spool-root /path/to/spool",
        json_by_default=True,
    )
    for verb in (ingest, drain):
        verb.add_argument(
            "--quiet",
            type=at_least(0, float),
            default=QUIET_S,
            metavar="SECONDS",
            help="wait until nothing was written to a directory for so long, unless READY or COMPLETE lies in it",
        )
    chronicles = verbs.group("chronicle", f"Stage 1: ingest chronicle sessions. {_LIGHT}")
    says = f"Ingest one chronicle session and leave its marker. {_LIGHT}"
    example = "autocapture chronicle ingest --session-root spool/session_20260320"
    session = chronicles.add("ingest", _ingest_session, says, example=example, json_by_default=True)
    session.add_argument("--session-root", type=directory, required=True, metavar="DIR", help="the session_… directory")
    says = f"Ingest every complete chronicle session of a spool. {_LIGHT}"
    example = "autocapture chronicle drain --spool-root /path/to/spool"
    sessions = chronicles.add("drain", _drain_sessions, says, example=example, json_by_default=True)
    for verb in (drain, sessions):
        says = "the directory that holds them"
        verb.add_argument("--spool-root", type=directory, required=True, metavar="DIR", help=says)
        verb.add_argument("--include-marked", action="store_true", help="look at directories with a valid marker, too")
        verb.add_argument("--fail-fast", action="store_true", help="stop at the first directory that is refused")
    for verb in (ingest, drain, session, sessions):
        _add_how(verb)


def _add_status(verbs: Verbs) -> None:
    status = verbs.add(
        "status",
        _status,
        "Say how things stand: what came in, what waits, what was refused and why. Writes nothing.",
        example="autocapture status --spool-root /path/to/spool",
    )
    status.add_argument(
        "--spool-root",
        type=directory,
        action="append",
        metavar="DIR",
        help="a spool to look into, beside those that were drained before",
    )
    status.add_argument(
        "--frames",
        type=at_least(0),
        default=10,
        metavar="N",
        help="name as many frames that lack something (default: 10)",
    )
    add_section("stage1", _describe)
    doctor = verbs.add(
        "doctor",
        _doctor,
        "Say what is wrong, or soon will be, and what to do about it. Writes nothing.",
        example="autocapture doctor || notify-send 'Autocapture needs you'",
    )
    doctor.add_argument("--quiet", action="store_true", help="say nothing where nothing is wrong")
    add_check("ledger", _examine_ledger)
    add_check("stage1", _examine)


def _add_how(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--mode", choices=("hardlink", "copy"), default="hardlink", help="how blobs come in (default: hardlink)"
    )
    verb.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="refuse a directory that lacks media its rows name (with --no-strict: take the rest, no marker)",
    )
    verb.add_argument(
        "--hash-mismatch",
        choices=("refuse", "record"),
        default="refuse",
        help="what to do with a blob that does not have the SHA-256 its row states (record: take it, say that it is "
        "damaged, no marker; default: refuse)",
    )


def _describe(root: DataRoot, args: argparse.Namespace) -> Section:
    from ingest.status import describe

    return describe(root, args)


def _examine(root: DataRoot) -> Iterable[Finding]:
    from ingest import checkup

    return checkup.examine(root)


def _examine_ledger(root: DataRoot) -> Iterable[Finding]:
    from ledger import checkup

    return checkup.examine(root)


def _status(args: argparse.Namespace) -> int:
    root = DataRoot(args.data_dir.absolute())
    found = sections(root, args)
    if args.wants_json:
        told = {name: section.fields for name, section in found.items()}
        say(printed.spelled(told))
    else:
        say("\n".join(line for section in found.values() for line in section.lines))
    is_stale = any(section.fields.get("stale") for section in found.values())
    if is_stale and not args.wants_json:
        say("Answers are stale: `autocapture doctor` says what to do.")
    return NotFound.exit_code if is_stale else 0


def _doctor(args: argparse.Namespace) -> int:
    from ledger import finding

    found = findings(DataRoot(args.data_dir.absolute()))
    is_wrong = any(each.severity == "wrong" for each in found)
    if args.wants_json:
        say(finding.as_json(found))
    elif is_wrong or not args.quiet:
        say(finding.in_words(found))
    return NotFound.exit_code if is_wrong else 0


def _ingest(args: argparse.Namespace) -> int:
    from ingest import report
    from ingest.handoff import HandoffIngestor

    ingestor = HandoffIngestor(
        args.data_dir, mode=args.mode, strict=args.strict, hash_mismatch=args.hash_mismatch, quiet_s=args.quiet
    )
    few_collections()
    return report.told_ingest(ingestor.ingest_handoff_dir(args.handoff_root), as_json=args.wants_json)


def _ingest_session(args: argparse.Namespace) -> int:
    from ingest import report
    from ingest.chronicle import ChronicleIngestor

    ingestor = ChronicleIngestor(args.data_dir, mode=args.mode, strict=args.strict, hash_mismatch=args.hash_mismatch)
    few_collections()
    return report.told_ingest(ingestor.ingest(args.session_root), as_json=args.wants_json)


def _drain(args: argparse.Namespace) -> int:
    from ingest.handoff import HandoffIngestor

    return _drained(
        args,
        HandoffIngestor(
            args.data_dir, mode=args.mode, strict=args.strict, hash_mismatch=args.hash_mismatch, quiet_s=args.quiet
        ),
        "handoff",
    )


def _drain_sessions(args: argparse.Namespace) -> int:
    from ingest.chronicle import ChronicleIngestor

    return _drained(
        args,
        ChronicleIngestor(args.data_dir, mode=args.mode, strict=args.strict, hash_mismatch=args.hash_mismatch),
        "chronicle",
    )


def _drained(args: argparse.Namespace, spool: Spool, kind: str) -> int:
    from ingest import drains, report
    from ingest.drain import drain

    few_collections()
    started = spell(system_clock())
    with args.progress("Ingesting") as progress:
        result = drain(
            spool,
            args.spool_root,
            include_marked=args.include_marked,
            fail_fast=args.fail_fast,
            progress=progress,
        )
    drains.note(DataRoot(args.data_dir.absolute()), result, kind=kind, started=started, ended=spell(system_clock()))
    return report.told_drain(result, as_json=args.wants_json)


def _adopt(args: argparse.Namespace) -> int:
    from ingest import report
    from ingest.adopt import adopt
    from ledger.key_verbs import chosen_phrase, refuse_unprotected

    root = DataRoot(args.data_dir.absolute())
    if root.is_born():
        refuse_unprotected(args, root)
    phrase = "" if root.is_born() else chosen_phrase(args, "the new signing key")
    return report.told_adoption(adopt(root, phrase=phrase), as_json=args.wants_json)
