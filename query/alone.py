"""Asking: a question in a person's words, answered from what is known, with the evidence or an honest no.

1. understand: slips of the pen, then the window of time, then what is looked for
2. ask the families of questions that the plan has rows for, each in its turn
3. say where no search can answer
4. survey what the evidence of the window covers, and search it
5. cite: look each find up in the journal; what does not hold is dropped
6. conclude: the state that is true of what was found and of what was covered
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, tzinfo
from functools import partial

import msgspec
from msgspec.structs import replace

from projections import titles
from projections.views import Views, explained
from query import fits
from query.answers import confidence, scope
from query.answers.answer import Answer
from query.answers.coverage import Ground, survey
from query.answers.plan import NO_FILTERS, Candidate, Filters, Outcome, Plan, spellable, spelled
from query.families import LATE, ROWS, Row
from query.inquiries import captures, conclude, near, unrecorded, weekdays
from query.inquiries.cite import Cited, Witness
from query.inquiries.conclude import Asked
from query.inquiries.inquiry import Inquiry, between_of
from query.inquiries.stopwatch import Stopwatch
from query.language import courtesy, spelling, story, talk
from query.language.words import forms
from query.passages import belonging, expected, fitting, intent, verbatim
from query.passages.intent import Intent
from query.passages.labels import doers
from query.passages.lookup import Lookup
from query.passages.search import Found, search
from query.passages.titles import holding as titles_holding
from query.printing import narrowing
from query.times import clockspan, when
from query.values import relabelled

_MOST_LETTERS = 2_000
_BY_TIME = "text, with the words of time"
_STEPS = ("understand", "cover", "search", "cite", "total")


def ask(
    views: Views, question: str, *, now: datetime, zone: tzinfo, limit: int = 8, filters: Filters = NO_FILTERS
) -> Answer:
    """Answer a question as one; it takes and raises what `query.ask.ask` does."""
    watch = Stopwatch()
    began = time.perf_counter()
    text, filters = spellable(question), spelled(filters)
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS].rpartition(" ")[0] or text[:_MOST_LETTERS]
    try:
        with _snapshot(views.facts):
            with watch.step("understand"):
                meant, slips = spelling.corrected(views.facts, courtesy.without(text), lambda: views.terms)
                readings = story.read(meant, now=now, zone=zone)
                window = narrowing.narrowed(readings.windows[0] if readings.windows else None, filters, now)
                put = _put_right(text, slips)
                asked = Asked(put, now, zone, window if len(readings.windows) < 2 else None, readings.rest)
            answer, readings, asked = _on_days(views, asked, readings, limit, filters, watch)
            if answer.state == "not_found" and (told := _otherwise(views, meant, asked, limit, filters, watch)):
                answer, readings, asked = told
            if answer.state == "not_found" and near.may_be(watch.candidates):
                with watch.step("near"):
                    answer = near.beside(answer, views, asked, readings.rest, filters)
                    answer = fits.answered_by_nearest(answer, views, asked, readings.rest)
                    if answer.state == "not_found":
                        answer = near.in_meaning(answer, views, asked, readings.rest, filters)
            sure = confidence.of(views.facts, replace(answer, question=text), len(slips), watch.candidates)
    except sqlite3.Error as error:
        raise explained(error, views.root) from error
    watch.steps["total"] = round((time.perf_counter() - began) * 1000, 3)
    steps = {name: ms for name, ms in watch.steps.items() if name in _STEPS}
    answer = conclude.stamped(answer, replace(asked, question=text), steps, slips)
    return replace(answer, plan=_plan(answer, readings, filters, slips, watch), confidence=sure)


def _put_right(question: str, slips: Sequence[tuple[str, str]]) -> str:
    """Return a question as it was put, with its slips put right: what is told of a find is chosen by what is meant."""
    for written, meant in slips:
        question = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", lambda _, meant=meant: meant, question)  # type: ignore[misc]
    return question


def _on_days(
    views: Views, asked: Asked, readings: when.Reading, limit: int, filters: Filters, watch: Stopwatch
) -> tuple[Answer, when.Reading, Asked]:
    """Answer on the day that is named or, where a weekday leaves open which, by what was done (no words) on another."""
    asking, of_asked = _plainly(views, asked, readings, limit, filters, watch)
    by_words = any(each.family == _BY_TIME for each in watch.candidates[-1:])
    is_open = by_words or asking.state in ("not_found", "needs_clarification")
    candidates = [*watch.candidates]
    captured = partial(captures.count, views.facts)
    for day, families in weekdays.otherwise(asked, filters, captured(asked)) if is_open else ():
        if captured(on_day := replace(asked, window=day)):
            answer, reading = _plainly(views, on_day, readings, limit, filters, watch)
            if answer.state == "ok" and watch.candidates[-1].family in families:
                return answer, reading, on_day
    watch.candidates[:] = candidates
    return asking, of_asked, asked


def _plainly(
    views: Views, asked: Asked, readings: when.Reading, limit: int, filters: Filters, watch: Stopwatch
) -> tuple[Answer, when.Reading]:
    """Answer what is asked by itself, where that says what is meant, or else with all that is told around it.

    Returns the answer, and what was read for it.
    """
    stands = partial(_stands, Lookup(views.facts), views.facts)
    if alone := story.asked_alone(readings.rest):
        asking = replace(readings, rest=_without_talk(alone, stands))
        answer = _answered(views, asked, asking, limit, filters, watch)
        if answer.state == "ok":
            return answer, asking
    whole = replace(readings, rest=_without_talk(readings.rest, stands))
    return _answered(views, asked, whole, limit, filters, watch), whole


def _otherwise(
    views: Views, meant: str, asked: Asked, limit: int, filters: Filters, watch: Stopwatch
) -> tuple[Answer, when.Reading, Asked] | None:
    """Answer what is asked behind a story, or in other words than a label's; None where no family does.

    What a text would say to it may be of anything; a family takes only what it was made for.
    """
    ways = filter(None, (story.asked_by_itself(meant), relabelled.put(views.facts, meant)))
    told = (_by_itself(views, each, asked, limit, filters, watch) for each in ways)
    return next(filter(None, told), None)


def _by_itself(
    views: Views, alone: str, asked: Asked, limit: int, filters: Filters, watch: Stopwatch
) -> tuple[Answer, when.Reading, Asked] | None:
    """Answer a question with the words of time of that alone."""
    readings = when.read(alone, now=asked.now, zone=asked.zone)
    if len(readings.windows) > 1:
        return None
    window = narrowing.narrowed(readings.windows[0] if readings.windows else None, filters, asked.now)
    of_asking = replace(asked, window=window, plain=readings.rest)
    stands = partial(_stands, Lookup(views.facts), views.facts)
    rest = _without_talk(readings.rest, stands)
    inquiry = Inquiry(views, of_asking, rest, between_of(of_asking), limit, scope.of(views.facts, filters))
    answer = _by_family(inquiry, watch, ROWS)
    return (answer, replace(readings, rest=rest), of_asking) if answer is not None and answer.state == "ok" else None


def _without_talk(question: str, stands: Callable[[str], bool]) -> str:
    return talk.without(question, stands, story.told(question, stands))


def _stands(lookup: Lookup, db: sqlite3.Connection, word: str) -> bool:
    """Say whether a word stands on any screen, or in a title of a window, in one of its forms."""
    spelled_so = sorted(forms(word) | doers(word))
    return bool(lookup.known(spelled_so)) or bool(titles.with_words(db, [spelled_so]))


def _plan(
    answer: Answer,
    readings: when.Reading,
    filters: Filters,
    slips: tuple[tuple[str, str], ...],
    watch: Stopwatch,
) -> Plan:
    # The last: what was asked alone may have been given a reason, and no answer.
    took = next((each for each in reversed(watch.candidates) if each.outcome == "answered"), None)
    return Plan(
        window=answer.window,
        family=took.family if took is not None else "",
        measure=took.measure if took is not None else "",
        subject=" ".join(answer.terms) or readings.rest,
        filters=filters,
        corrected=slips,
        candidates=tuple(watch.candidates),
        timings_ms=dict(watch.steps),
    )


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


def _answered(
    views: Views, asked: Asked, readings: when.Reading, limit: int, filters: Filters, watch: Stopwatch
) -> Answer:
    if len(readings.windows) > 1:
        return conclude.two_readings(readings.windows)
    with watch.step("cover"):
        between = between_of(asked)
        ground = survey(views.facts, between)
        admitted = scope.of(views.facts, filters)
    if admitted.unknown:
        return conclude.filtered_out(admitted.unknown, ground)
    inquiry = Inquiry(views, asked, readings.rest, between, limit, admitted)
    special = _by_family(inquiry, watch, ROWS)
    if special is not None:
        return special
    gap = unrecorded.gap_of(intent.unquoted(asked.question)) or unrecorded.gap_of(intent.unquoted(readings.rest))
    if gap is not None:
        watch.candidates.append(Candidate("not recorded", "", "answered"))
        return conclude.cannot_be_known(gap, ground)
    by_text = _by_text(inquiry, ground, watch)
    late = _by_family(inquiry, watch, LATE) if by_text.state == "not_found" else None
    return by_text if late is None else late


def _by_family(inquiry: Inquiry, watch: Stopwatch, rows: Sequence[Row]) -> Answer | None:
    """Ask the families whose rows fit, in the order of the plan."""
    understood = inquiry.understood
    for row in rows:
        if not row.fits(inquiry, understood):
            continue
        with watch.step("search"), watch.step(row.family):
            special = row.answered(inquiry)
        outcome: Outcome = "passed" if special is None else "answered"
        watch.candidates.append(Candidate(row.family, row.measure, outcome, row.words(understood)))
        if special is not None:
            return special
    return None


def _by_text(inquiry: Inquiry, ground: Ground, watch: Stopwatch) -> Answer:
    """Search the text that stood on the screen."""
    db, asked, between = inquiry.db, inquiry.asked, inquiry.between
    wanted = intent.read(inquiry.rest)
    with watch.step("search"):
        prefers = expected.shown_by(inquiry.rest)
        found = search(db, wanted, inquiry.cut, inquiry.scope.choice, prefers) if ground.frames else Found((), ())
    with watch.step("cite"):
        cited = _cited(inquiry, found, wanted)
    watch.candidates.append(Candidate("text", wanted.measure, "answered" if cited.claims else "passed"))
    if not cited.claims and asked.window is not None and ground.extent is not None:
        answer = _of_words(inquiry, wanted, watch)
        if answer is not None:
            return answer
    titles = () if cited.claims else titles_holding(db, wanted.terms, between)
    return _with_length(inquiry, conclude.concluded(asked, wanted, ground, found, cited, titles=titles))


def _with_length(inquiry: Inquiry, answer: Answer) -> Answer:
    """Say how long it is from one clock time to another in what is cited, where that is asked."""
    if not answer.claims or not inquiry.understood.says("long"):
        return answer
    return msgspec.structs.replace(answer, summary=answer.summary + clockspan.told(answer.claims[0].citations[0].text))


def _cited(inquiry: Inquiry, found: Found, wanted: Intent) -> Cited:
    """Return claims of what was found whose evidence holds, and that have a value of the form that is asked for."""
    finds = () if fitting.asks_for_all(inquiry.asked.question) else found.finds[: inquiry.limit]
    cited = Witness(inquiry.views).cite(finds, wanted.terms)
    return replace(cited, claims=fits.of(inquiry, wanted, cited.claims))


def _of_words(inquiry: Inquiry, wanted: Intent, watch: Stopwatch) -> Answer | None:
    """Read the words of time as words that stood on the screen: `due on Friday` may be what it said."""
    window = inquiry.asked.window
    if window is None or not any(term.kind not in intent.WEAK for term in wanted.terms):
        return None
    anytime = inquiry.anytime()
    for said in verbatim.ways(window, inquiry.asked.zone, inquiry.rest):
        whole = replace(wanted, terms=(*wanted.terms, *said))
        with watch.step("search"):
            found = search(inquiry.db, whole, anytime.cut, inquiry.scope.choice, expected.shown_by(inquiry.rest))
        with watch.step("cite"):
            cited = _cited(inquiry, found, whole)
        # A Thursday in another row of a list is not the day of what is asked about.
        dated = " ".join((inquiry.rest, *(term.text for term in said)))
        claims = tuple(
            each
            for each in cited.claims
            if verbatim.stand_together(said, each) and verbatim.tells(Lookup(inquiry.db), said, each, wanted.terms)
        )
        if claims := tuple(each for each in claims if belonging.is_set_together(dated, each)):
            cited = replace(cited, claims=claims)
            watch.candidates.append(Candidate(_BY_TIME, wanted.measure, "answered"))
            ground: Ground = survey(inquiry.db, anytime.between)
            answer = conclude.concluded(anytime.asked, whole, ground, found, cited, instead_of=window)
            return _with_length(inquiry, answer)
    return None
