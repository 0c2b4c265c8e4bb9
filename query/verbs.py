"""The verbs of asking: query, show frame, show event."""

from __future__ import annotations

import argparse
from pathlib import Path

from ledger.dataroot import DataRoot
from ledger.errors import Damaged
from ledger.verbs import Verbs, at_least


def add(verbs: Verbs) -> None:
    """Add them."""
    verb = verbs.add(
        "query",
        _query,
        "Answer a question from what is known, with citations. Writes nothing, computes nothing heavy.",
        example='autocapture query "who issued the tide table?"',
    )
    verb.add_argument("question", help="in your own words")
    verb.add_argument("--limit", type=at_least(1), default=8, metavar="N", help="claims at the most")
    _add_moment(verb)
    group = verbs.group("show", "Show what is known of a frame or an event.")
    frame = group.add("frame", _frame, "Show a frame: window, text lines with words and boxes, elements.")
    frame.add_argument("record_id", help="the frame's record id, as citations name it")
    frame.add_argument("--image", type=Path, metavar="OUT.png", help="save the frame with its boxes drawn")
    _add_moment(frame)
    event = group.add("event", _event, "Show an event: its line in the journal, its hash, what it says.")
    event.add_argument("event_id", help="for example journal:17")


def _query(args: argparse.Namespace) -> int:
    from projections.views import Views
    from query import ask, moments, terminal

    now, zone = moments.asked(args.now, args.tz)
    with Views(DataRoot(args.data_dir)) as views:
        answer = ask.ask(views, args.question, now=now, zone=zone, limit=args.limit)
    if args.wants_json:
        print(terminal.as_json(answer))
    else:
        terminal.show_answer(answer, zone)
    return 0 if answer.state == "ok" else 1


def _frame(args: argparse.Namespace) -> int:
    from projections.views import Views
    from query import frame, moments, shown, terminal

    _, zone = moments.asked(args.now, args.tz)
    with Views(DataRoot(args.data_dir)) as views:
        known = frame.show(views, args.record_id)
        if args.image is not None:
            from query import picture

            picture.draw(views, known, args.image)
    if args.wants_json:
        print(terminal.as_json(known))
        return 0
    shown.show_frame(known, zone)
    if args.image is not None:
        print(f"The frame with its boxes drawn: {args.image}")
    return 0


def _event(args: argparse.Namespace) -> int:
    from projections.views import Views
    from query import event, shown, terminal

    with Views(DataRoot(args.data_dir)) as views:
        known = event.show(views, args.event_id)
    if args.wants_json:
        print(terminal.as_json(known))
    else:
        shown.show_event(known)
    # The event is what was folded, but nobody has signed for it.
    return 0 if known.commit is not None and not known.commit.problem else Damaged.exit_code


def _add_moment(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--now", metavar="TIME", help="the asking moment, ISO 8601 (default: now)")
    verb.add_argument(
        "--tz", metavar="ZONE", help="the asker's time zone, such as Europe/Berlin (default: the system's)"
    )
