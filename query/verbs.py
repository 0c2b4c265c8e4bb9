"""The verbs of asking: query, ask, search, show frame, show event."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ledger.dataroot import DataRoot
from ledger.errors import Damaged, NotFound, Usage
from ledger.verbs import Verbs, at_least, counted, few_collections

if TYPE_CHECKING:
    from projections.views import Views
    from query.reply import Manner

# Rankings have 200 places, and scenes that are alike are told as one.
_MOST_FINDS = 100
REFUSED = ("schedule_extract", "allow_decode_extract")
"""Options of an older program that made a question start work on what was recorded."""


def add(verbs: Verbs) -> None:
    """Add them."""
    query = verbs.add(
        "query",
        _query,
        "Answer a question from what is known, with citations. Writes nothing, computes nothing heavy.",
        example='autocapture query "who issued the tide table?" --since "last Monday" --app firefox',
    )
    query.add_argument("question", nargs="+", help="in your own words; quotes around it may be left out")
    _add_manner(query)
    query.add_argument(
        "--image", type=Path, metavar="DIR", help="save the cited frames in it, with the cited boxes drawn"
    )
    query.add_argument("--open", action="store_true", help="show the first cited frame, with its boxes drawn")
    for name in REFUSED:
        spelled = (f"--{name.replace('_', '-')}", f"--{name}")
        query.add_argument(*spelled, nargs="?", action=_Refused, help=argparse.SUPPRESS)
    ask = verbs.add(
        "ask",
        _ask,
        "Ask one question after another, narrowing them with filters. Writes nothing into the DataRoot.",
        example="autocapture ask --since yesterday",
    )
    _add_manner(ask)
    ask.add_argument("--no-history", action="store_true", help="do not remember questions from one session to the next")
    search = verbs.add(
        "search",
        _search,
        "Find the screens on which words stood, the best first, with counts by program and site. Writes nothing.",
        example='autocapture search "tide table" captain --site tides.example.org --since "last Monday"',
    )
    search.add_argument("words", nargs="+", help="what stood there; what is in “quotation marks” as it is")
    _add_narrowing(search, what="finds", most=_MOST_FINDS)
    group = verbs.group("show", "Show what is known of a frame or an event.")
    frame = group.add(
        "frame",
        _frame,
        "Show a frame: window, text lines with words and boxes, elements.",
        example="autocapture show frame run1/evidence.capture.frame/17 --image frame.png",
    )
    frame.add_argument("record_id", help="the frame's record id, as citations name it")
    frame.add_argument(
        "--image", type=Path, metavar="FILE|DIR", help="save the frame with its boxes drawn; replaces FILE"
    )
    _add_moment(frame)
    event = group.add(
        "event",
        _event,
        "Show an event: its line in the journal, its hash, what it says.",
        example="autocapture show event journal:17",
    )
    event.add_argument("event_id", help="for example journal:17")


def _add_manner(verb: argparse.ArgumentParser) -> None:
    _add_narrowing(verb, what="claims")
    verb.add_argument("--frame", metavar="ID", help="only this frame, by its record id")
    verb.add_argument("--explain", action="store_true", help="say how the question was read, and what took how long")


def _add_narrowing(verb: argparse.ArgumentParser, *, what: str, most: int = 0) -> None:
    told = f"{what} at the most (default: 8{f', {most} at the most' if most else ''})"
    verb.add_argument("--limit", type=at_least(1, most=most or float("inf")), default=8, metavar="N", help=told)
    verb.add_argument("--since", metavar="TIME", help="only what was captured from then on: a date, or words of time")
    verb.add_argument("--until", metavar="TIME", help="only what was captured up to the end of then")
    verb.add_argument("--app", metavar="NAME", help="only while this program was in front")
    verb.add_argument("--site", metavar="NAME", help="only while this site was in front")
    verb.add_argument(
        "--as-of",
        metavar="journal:N",
        help="answer as the log was after this event; the log is folded anew for it, which takes a while",
    )
    _add_moment(verb)


def _add_moment(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--now", metavar="TIME", help="the asking moment, ISO 8601 (default: now)")
    verb.add_argument(
        "--tz", metavar="ZONE", help="the asker's time zone, such as Europe/Berlin (default: the system's)"
    )


class _Refused(argparse.Action):
    """An option that would start work on what was recorded: asking never does."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - as argparse calls it
        values: str | Sequence[Any] | None,  # noqa: ARG002
        option_string: str | None = None,
    ) -> NoReturn:
        """Refuse it in words.

        Raises:
            SystemExit: always, with exit code 2.
        """
        parser.error(
            f"{option_string} is refused: a question is answered from what is known, and starts no work on pictures. "
            "`autocapture batch run` looks closely, while you are away."
        )


def _query(args: argparse.Namespace) -> int:
    few_collections()
    from query.printing import narrowing
    from query.reply import milliseconds_since, reply

    now, zone, manner = _manner(args)
    filters = narrowing.filters_of(_spelled(args), now=now, zone=zone)
    began = time.perf_counter()
    if args.image is not None:
        from query.printing import pictures

        pictures.home_of(DataRoot(args.data_dir), args.image)
    with _opened(args) as views:
        opened_ms = milliseconds_since(began)
        return reply(views, " ".join(args.question), filters, now, manner, opened_ms=opened_ms)[1]


def _search(args: argparse.Namespace) -> int:
    few_collections()
    from query.answers import scope
    from query.find import bounds, find
    from query.printing import findings, narrowing, terminal
    from query.times import moments

    now, zone = moments.asked(args.now, args.tz)
    filters = narrowing.filters_of(_spelled(args), now=now, zone=zone)
    with _opened(args) as views:
        admitted = scope.of(views.facts, filters)
        if admitted.unknown:
            raise NotFound(
                f"Nothing called “{admitted.unknown}” was in front on any frame, so nothing is left to search."
            )
        between, words = bounds(views.facts, filters, now), " ".join(args.words)
        found = find(views, words, now=now, zone=zone, between=between, among=admitted.subjects, limit=int(args.limit))
    if args.wants_json:
        print(terminal.as_json(found))
    else:
        findings.show_findings(found, zone)
    return 0 if found.found else 1


def _ask(args: argparse.Namespace) -> int:
    from contextlib import nullcontext

    from query.session import Session
    from query.times import moments

    if args.wants_json:
        raise Usage("A session answers a person.", "`autocapture query … --json` answers programs.")
    _, zone, manner = _manner(args)

    def session(opened: Callable[[], AbstractContextManager[Views]]) -> int:
        asking = Session(opened, lambda: moments.asked(args.now, args.tz)[0], zone, manner, _spelled(args))
        return asking.run(None if args.no_history else DataRoot(args.data_dir))

    if args.as_of is None:
        # Opened anew for each question, for the views grow meanwhile.
        return session(lambda: _opened(args))
    with _opened(args) as then:
        return session(lambda: nullcontext(then))


def _manner(args: argparse.Namespace) -> tuple[datetime, tzinfo, Manner]:
    from query.reply import Manner
    from query.times import moments

    now, zone = moments.asked(args.now, args.tz)
    images, shows = getattr(args, "image", None), getattr(args, "open", False)
    return now, zone, Manner(zone, int(args.limit), bool(args.wants_json), args.explain, images, shows)


def _spelled(args: argparse.Namespace) -> dict[str, str]:
    from query.printing import narrowing

    return {name: getattr(args, name, None) or "" for name in narrowing.NAMES}


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[Views]:
    """Open the views, or those of an earlier state of the log."""
    root = DataRoot(args.data_dir)
    if args.as_of is None:
        from projections.views import Views

        with Views(root) as views:
            yield views
        return
    from ledger.event import parse_event_id
    from projections import past

    seq = parse_event_id(args.as_of)
    if seq is None:
        raise Usage(f"{args.as_of!r} is no event id.", "Write it like journal:17.")
    with args.progress("Folding") as progress, past.as_of(root, seq, progress=counted(progress)) as views:
        yield views


def _frame(args: argparse.Namespace) -> int:
    from projections.views import Views
    from query.answers import frame
    from query.printing import shown, terminal
    from query.times import moments

    _, zone = moments.asked(args.now, args.tz)
    with Views(DataRoot(args.data_dir)) as views:
        known = frame.show(views, args.record_id)
        saved = None
        if args.image is not None:
            from query.printing import picture, pictures

            within = args.image / pictures.file_name(known.frame) if args.image.is_dir() else args.image
            saved = picture.draw(views, known, within)
    if args.wants_json:
        print(terminal.as_json(known))
        return 0
    shown.show_frame(known, zone)
    if saved is not None:
        print(f"The frame with its boxes drawn: {saved}")
    return 0


def _event(args: argparse.Namespace) -> int:
    from projections.views import Views
    from query.answers import event
    from query.printing import shown, terminal

    with Views(DataRoot(args.data_dir)) as views:
        known = event.show(views, args.event_id)
    if args.wants_json:
        print(terminal.as_json(known))
    else:
        shown.show_event(known)
    # The event is what was folded, but nobody has signed for it.
    return 0 if known.commit is not None and not known.commit.problem else Damaged.exit_code
