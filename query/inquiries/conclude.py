"""Concluding: which of the six states is true, said in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

import msgspec

from ledger.clock import spell
from projections import moment
from query.answers.answer import Answer, AskedWindow, Claim, Missing, State
from query.answers.coverage import RUN_STAGE_1, Ground
from query.inquiries import unsupported
from query.inquiries.cite import Cited
from query.inquiries.unrecorded import Gap
from query.language.words import tokens
from query.passages.intent import WEAK, Intent, Term
from query.passages.quote import quoted
from query.passages.search import Found
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS
from query.times.when import Window

_VERIFY = "Run `autocapture audit verify`."
_SHOWN_WORDS = 6

# What a yes or a no is asked for; one of two (`card or invoice`) the text itself may tell.
_WHETHER = pattern(
    r"\W*(?:(?:and|but|so|hey|ok|well|please) )*(?:is|are|am|was|were|do|does|did|has|have|had|will)(?:n['’]?t)? "
    r"(?!you (?:know|remember|recall|have)\b)(?!.*\b(?:or|what|which|who|when|where|how|why)\b)",
    re.IGNORECASE | re.DOTALL,
)
# Words of a day, which may stand on a screen; `yesterday` does not.
_DATED = pattern(rf"\d|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))})\b", re.IGNORECASE)


class Asked(msgspec.Struct, frozen=True):
    """What was asked, when, in which zone, and of which stretch of time; `window` None: none was named.

    `plain` is the whole question without its words of time; `aside` are these, where they name no time of capture: the
    tide of Thursday stood in a table on Tuesday.
    """

    question: str
    now: datetime
    zone: tzinfo
    window: Window | None
    plain: str = ""
    aside: str = ""


def stamped(
    answer: Answer, asked: Asked, timings: Mapping[str, float], slips: Sequence[tuple[str, str]] = ()
) -> Answer:
    """Return the answer with the question, the moment of asking, the time it took, and the slips read over."""
    window = answer.window
    if window is None and asked.window is not None and not answer.readings:
        window = said_window(asked.window, asked.zone)
    read = ", ".join(f"“{written}” was read as “{meant}”" for written, meant in slips)
    summary = f"{answer.summary} ({read}.)" if read else answer.summary
    return msgspec.structs.replace(
        answer,
        summary=summary,
        question=asked.question,
        asked_at=spell(asked.now),
        window=window,
        timings_ms=dict(timings),
    )


def said_window(window: Window, zone: tzinfo) -> AskedWindow:
    """Return a window as answers spell it."""
    start = spell(window.start) if window.start is not None else None
    return AskedWindow(start, spell(window.end), window.words, window.said, str(zone))


def two_readings(windows: Sequence[Window]) -> Answer:
    """Return the answer to a question whose words of time can mean two things."""
    said = tuple(window.said for window in windows)
    return Answer(
        state="needs_clarification",
        summary=f"“{windows[0].words}” can mean {' or '.join(said)}. Ask again with the month's name.",
        readings=said,
    )


def cannot_be_known(gap: Gap, ground: Ground) -> Answer:
    """Return the answer to a question that text on the screen cannot answer."""
    lead = "That was not recorded" if gap.state == "not_recorded" else "That is not available"
    return Answer(
        state=gap.state,
        summary=f"{lead}: {gap.why}. {gap.remedy}",
        missing=(gap.missing(),),
        coverage=ground.coverage,
    )


def filtered_out(name: str, ground: Ground) -> Answer:
    """Return the answer where a filter names what is not there."""
    summary = f"Not found: nothing called “{name}” was in front on any frame, so that the filter leaves none."
    return Answer(state="not_found", summary=summary, missing=ground.missing, coverage=ground.coverage)


def concluded(
    asked: Asked,
    wanted: Intent,
    ground: Ground,
    found: Found,
    cited: Cited,
    *,
    instead_of: Window | None = None,
    titles: Sequence[str] = (),
) -> Answer:
    """Return the answer that finds and coverage allow.

    Args:
        instead_of: a window in which nothing was found, whose words were then found on the screen.
        titles: titles of windows that hold what was looked for, where no screen does.
    """
    answer = Answer(
        state="not_found",
        summary="",
        claims=cited.claims,
        missing=ground.missing,
        coverage=ground.coverage,
        terms=tuple(term.text for term in wanted.terms),
        absent=tuple(term.text for term in found.absent),
        dropped=cited.dropped,
        clipped=found.clipped,
    )
    if cited.claims:
        summary = _found(cited.claims, wanted, asked) + _lacking(cited.lacking) + _said(found.said, cited.claims)
        if instead_of is not None:
            summary += f" The words “{instead_of.words}” stood there"
            # A day to come, taken for that of last year, lies before all that was captured.
            first = moment.datetime_of(ground.extent[0]) if ground.extent is not None else None
            is_before = first is not None and instead_of.end.astimezone(UTC) <= first
            summary += "." if is_before else f"; in {instead_of.said} itself nothing was found."
            answer = msgspec.structs.replace(answer, readings=(f"“{instead_of.words}” as words on the screen",))
        return _with(answer, "ok", summary + _dropped(cited.dropped))
    names_something = any(term.kind not in WEAK for term in wanted.terms)
    why_not = unsupported.told(asked.plain)
    if not ground.frames:
        return no_frames(answer, asked, ground, as_words=names_something)
    if not names_something:
        why = why_not or "Nothing in this question says what to look for. Name a word that stood on the screen."
        return _with(answer, "needs_clarification", why)
    if cited.dropped:
        return nothing_held(answer, cited.dropped)
    if ground.missing:
        return _with(answer, "not_available", not_yet(answer, asked) + _titled(titles))
    nothing = f"Not found. {why_not}" if why_not else _nothing(asked, ground, found.absent) + _titled(titles)
    return _with(answer, "not_found", nothing)


def nearest(answer: Answer, asked: Asked, wanted: Intent, claims: Sequence[Claim]) -> Answer:
    """Return what stands nearest to a question as its answer, where that tells what is asked for."""
    summary = _found(claims, wanted, asked)
    return msgspec.structs.replace(answer, state="ok", summary=summary, claims=tuple(claims), near=())


def _with(answer: Answer, state: State, summary: str) -> Answer:
    return msgspec.structs.replace(answer, state=state, summary=summary)


def _found(claims: Sequence[Claim], wanted: Intent, asked: Asked) -> str:
    claim = claims[0]
    words = claim.citations[0]
    quote = quoted(asked.question, claim)
    first, last = (local(text, asked.zone) for text in (claim.first_seen, claim.last_seen))
    where = f" in {words.title}" if words.title else ""
    match wanted.measure:
        case "first":
            seen = f"first seen {first}"
        case "last":
            seen = f"last seen {last}"
        case _:
            seen = f"seen {last}" if first == last else f"seen from {first} to {last}"
    more = f" {len(claims) - 1} more below." if len(claims) > 1 else ""
    whether = " Whether it is so is not concluded; that is what stands there." if _WHETHER.match(asked.question) else ""
    return f"{quote}, {seen}{where}, on {counted(claim.frames, 'frame')}.{more}{whether}"


def _lacking(terms: Sequence[Term]) -> str:
    named = ", ".join(f"“{term.text}”" for term in terms[:_SHOWN_WORDS])
    return f" {named} did not stand there." if named else ""


def _said(terms: Sequence[Term], claims: Sequence[Claim]) -> str:
    """Say which words of the answer were taken for words of the question that stand nowhere."""
    there = dict.fromkeys(token for citation in claims[0].citations for token in tokens(citation.text))
    pairs = [(term.text, next((token for token in there if token in term.said), "")) for term in terms]
    taken = ", ".join(f"“{said}” was taken for “{text}”" for text, said in pairs if said)
    return f" {taken[0].upper()}{taken[1:]}, which stands on no screen." if taken else ""


def _titled(titles: Sequence[str]) -> str:
    if not titles:
        return ""
    windows = counted(len(titles), "window")
    return (
        f" The words stand in the title of {windows}, for example “{' '.join(titles[0].split())}”; "
        "titles are not read as evidence yet."
    )


def _dropped(count: int) -> str:
    return f" {counted(count, 'find')} left out: the evidence did not hold. {_VERIFY}" if count else ""


def nothing_held(answer: Answer, dropped: int) -> Answer:
    """Return the answer where the evidence of every find did not hold."""
    finds = counted(dropped, "find")
    why = f"{finds} not shown: the evidence did not hold when it was looked up. {_VERIFY}"
    return _with(answer, "not_available", why)


def no_frames(answer: Answer, asked: Asked, ground: Ground, *, as_words: bool = False) -> Answer:
    """Return the answer where not one frame was captured in the time that was asked of.

    `as_words`: the words for it were looked for on all screens, too.
    """
    if ground.extent is None:
        missing = Missing("frames", "no screenshot has been ingested yet", RUN_STAGE_1)
        summary = "There is not one screenshot in this DataRoot yet. Run `autocapture handoff ingest` first."
        return msgspec.structs.replace(_with(answer, "not_available", summary), missing=(missing,))
    first, last = (local(moment.spell(edge), asked.zone) for edge in ground.extent)
    said = asked.window.said if asked.window is not None else "the time up to now"
    held = f"What is ingested was captured between {first} and {last}."
    start = asked.window.start if asked.window is not None else None
    if start is not None and start.astimezone(UTC) > moment.datetime_of(ground.extent[1]):
        missing = Missing("frames", f"the newest frame ingested is of {last}", RUN_STAGE_1)
        summary = f"No screenshot of {said} is ingested. {held} {RUN_STAGE_1}"
        return msgspec.structs.replace(_with(answer, "not_available", summary), missing=(missing,))
    words = asked.window.words if asked.window is not None and as_words else ""
    nor = f", and as words on a screen “{words}” led to nothing" if words and _DATED.search(words) else ""
    return _with(answer, "not_found", f"No screenshot was captured in {said}{nor}. {held}")


def not_yet(answer: Answer, asked: Asked) -> str:
    """Return what to say where nothing was found and not everything was examined: at least one artifact is covered."""
    most = max(answer.coverage, key=lambda covered: (covered.pending, covered.failed))
    total = most.examined + most.pending + most.failed
    lacking = most.pending or most.failed
    state = "not examined yet" if most.pending else "beyond what could be examined"
    names = ", ".join(dict.fromkeys(missing.artifact for missing in answer.missing))
    last = (
        f" The newest frame examined is of {local(most.newest_examined, asked.zone)}." if most.newest_examined else ""
    )
    said = f" of {asked.window.said}" if asked.window is not None else ""
    remedy = " ".join(dict.fromkeys(missing.remedy for missing in answer.missing))
    return (
        f"Not found so far, and not everything is examined: {lacking:,} of {counted(total, 'frame')}{said} "
        f"{'is' if lacking == 1 else 'are'} {state} ({names}).{last} {remedy}"
    )


def _nothing(asked: Asked, ground: Ground, absent: Sequence[Term]) -> str:
    said = f" of {asked.window.said}" if asked.window is not None else ""
    searched = f"All {ground.frames:,} frames{said} were searched"
    if ground.frames == 1:
        searched = f"The only frame{said} was searched"
    telling = [term for term in absent if term.kind not in WEAK]
    if telling:
        named = ", ".join(f"“{term.text}”" for term in telling[:_SHOWN_WORDS])
        return f"Not found. {searched}; {named} stood on no screen at all."
    return f"Not found. {searched}; none shows enough of the question's words together."


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 frame`, `2 frames`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def local(text: str, zone: tzinfo) -> str:
    """Return a moment as the asker's clock shows it; a text that is none as it is."""
    microseconds = moment.parse(text)
    if microseconds is None:
        return text
    return f"{moment.datetime_of(microseconds).astimezone(zone):%Y-%m-%d %H:%M}"
