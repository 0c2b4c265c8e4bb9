"""Asking: a question in a person's words, answered from what is known, with the evidence or an honest no.

1. understand: the window of time, then what is looked for
2. say at once where no search can answer
3. survey: what the evidence of the window covers
4. search it
5. cite: look each find up in the journal; what does not hold is dropped
6. conclude: the state that is true of what was found and of what was covered
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from projections import frames
from projections.views import Views, explained
from query import conclude, intent, unrecorded, when
from query.answer import Answer
from query.cite import Witness
from query.conclude import Asked
from query.coverage import Between, Ground, survey
from query.families import FAMILIES
from query.inquiry import Inquiry
from query.intent import Intent
from query.search import Found, search
from query.titles import holding as titles_holding
from query.when import Window

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_MOST_LETTERS = 2_000


@dataclass
class _Stopwatch:
    """Milliseconds that each step took."""

    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.steps[name] = round(self.steps.get(name, 0.0) + (time.perf_counter() - began) * 1000, 3)


def ask(views: Views, question: str, *, now: datetime, zone: tzinfo, limit: int = 8) -> Answer:
    """Answer a question. Nothing is written, decoded, called or scheduled.

    Args:
        views: the views of a DataRoot, open for reading.
        question: any text; what goes beyond 2,000 letters is left aside.
        now: the moment of asking, aware: relative words of time count from it, later frames do not count.
        zone: the asker's time zone, whose calendar gives days and hours.
        limit: claims at the most.

    Raises:
        Stale: the views cannot be read.
        Damaged: the end of the ledger cannot be read.
    """
    watch = _Stopwatch()
    began = time.perf_counter()
    # Lone surrogates can stand in an argument of the command line, and in no database.
    text = question.encode("utf-8", "replace").decode("utf-8")
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS].rpartition(" ")[0] or text[:_MOST_LETTERS]
    with watch.step("understand"):
        readings = when.read(text, now=now, zone=zone)
    asked = Asked(text, now, zone, readings.windows[0] if len(readings.windows) == 1 else None)
    try:
        with _snapshot(views.facts):
            answer = _answered(views, asked, readings, limit, watch)
    except sqlite3.Error as error:
        raise explained(error, views.root) from error
    watch.steps["total"] = round((time.perf_counter() - began) * 1000, 3)
    return conclude.stamped(answer, asked, watch.steps)


@contextmanager
def _snapshot(db: sqlite3.Connection) -> Iterator[None]:
    """Read everything at one state of the views: what commits meanwhile is not seen in halves."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _answered(views: Views, asked: Asked, readings: when.Reading, limit: int, watch: _Stopwatch) -> Answer:
    if len(readings.windows) > 1:
        return conclude.two_readings(readings.windows)
    with watch.step("cover"):
        between = _between(asked)
        ground = survey(views.facts, between)
    inquiry = Inquiry(views, asked, readings.rest, between, limit)
    for family in FAMILIES:
        with watch.step("search"):
            special = family(inquiry)
        if special is not None:
            return special
    gap = unrecorded.gap_of(intent.unquoted(asked.question)) or unrecorded.gap_of(intent.unquoted(readings.rest))
    if gap is not None:
        return conclude.cannot_be_known(gap, ground)
    wanted = intent.read(readings.rest)
    with watch.step("search"):
        found = search(views.facts, wanted, _cut(views.facts, between)) if ground.frames else Found((), ())
    with watch.step("cite"):
        cited = Witness(views).cite(found.finds[:limit], wanted.terms)
    if not cited.claims and asked.window is not None and ground.extent is not None:
        answer = _of_words(views, asked, wanted, limit, watch)
        if answer is not None:
            return answer
    titles = () if cited.claims else titles_holding(views.facts, wanted.terms, between)
    return conclude.concluded(asked, wanted, ground, found, cited, titles=titles)


def _of_words(views: Views, asked: Asked, wanted: Intent, limit: int, watch: _Stopwatch) -> Answer | None:
    """Read the words of time as words that stood on the screen: `due on Friday` may be what it said."""
    window = asked.window
    said = intent.exactly(window.words) if window is not None else ()
    if not said or not any(term.kind not in intent.WEAK for term in wanted.terms):
        return None
    whole = replace(wanted, terms=(*wanted.terms, *said))
    within = replace(asked, window=None)
    with watch.step("search"):
        between = _between(within)
        found = search(views.facts, whole, _cut(views.facts, between))
    with watch.step("cite"):
        cited = Witness(views).cite(found.finds[:limit], whole.terms)
    if not cited.claims:
        return None
    ground: Ground = survey(views.facts, between)
    return conclude.concluded(within, whole, ground, found, cited, instead_of=window)


def _between(asked: Asked) -> Between:
    """Return the stretch of capture times that counts: nothing later than the moment of asking is known."""
    window = asked.window or Window(None, asked.now, "", "")
    # The frame of this very moment counts.
    latest = asked.now.astimezone(UTC) + _MICROSECOND
    start = window.start or _EARLIEST
    end = min(window.end, latest) if asked.window is not None else latest
    return _microseconds(start), max(_microseconds(start), _microseconds(end))


def _cut(db: sqlite3.Connection, between: Between) -> Between | None:
    """Return the window, or None where it leaves out no frame: looking at all is cheaper."""
    extent = frames.extent(db)
    if extent is not None and between[0] <= extent[0] and extent[1] < between[1]:
        return None
    return between


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
