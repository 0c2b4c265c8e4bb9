"""Questions for an edge of a time: what was done first or last in it, and before or after a break of it."""

from __future__ import annotations

import re

from msgspec.structs import replace

from projections import breaks, episodes, frames, moment, subjects, workdays
from projections.activity import BREAK_US
from projections.breaks import Break
from projections.episodes import Stretch
from query.answers.answer import Answer, Claim
from query.foreground.course import claim_of
from query.foreground.telling import Telling, called
from query.foreground.usage import Kind, Usage
from query.inquiries import captures
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.durations import spelled, stretch

_DAY_US = 86_400_000_000
_ME = r"(?:i|we)"
_DO = r"(?:do|work\s+on|open|use|look\s+at|have\s+open)"
_DID = (
    r"(?:did|do|was\s+doing|were\s+doing|opened|used|(?:looked|worked|was\s+(?:working|looking))(?:\s+(?:at|on))?|"
    r"had\s+(?:open|in\s+front|on\s+(?:my|the)\s+screen))"
)
_EDGE = r"(?P<{}>first|last)"
_KIND = r"(?P<{}>app|application|program|(?:web\s?)?site|(?:web\s?)?page|document|file)"
_ASKED = pattern(
    rf"(?:(?:what|which)(?:['’]?s|\s+(?:was|is))?\s+)?(?:the\s+|my\s+)?(?:very\s+)?{_EDGE.format('thing')}\s+(?:thing|activity)"
    rf"(?:\s+(?:that\s+)?{_ME}\s+{_DID})"
    rf"|what\s+(?:did|do)\s+{_ME}\s+{_DO}\s+(?:the\s+)?(?:very\s+)?{_EDGE.format('behind')}(?:\s+thing|\s+of\s+all)?"
    rf"|what\s+did\s+{_ME}\s+{_EDGE.format('before')}\s+{_DO}"
    rf"|what\s+(?:was|were)\s+{_ME}\s+(?:doing\s+{_EDGE.format('doing')}|{_EDGE.format('was')}\s+doing)"
    rf"|what\s+did\s+{_ME}\s+(?:(?P<start>start|begin)|finish|end)(?:\s+(?:out|off|up))?(?:\s+(?:the|my)\s+day)?\s+(?:with|on)"
    rf"|(?:what|which)\s+{_KIND.format('kind')}\s+did\s+{_ME}\s+(?:use|open|visit|look\s+at|go\s+to|edit|change|read|work\s+on)\s+{_EDGE.format('kinds')}"
    rf"|(?:(?:what|which)(?:['’]?s|\s+(?:was|is))?\s+)?(?:the|my)\s+(?:very\s+)?{_EDGE.format('one')}\s+{_KIND.format('other')}\s+"
    rf"(?:that\s+)?{_ME}\s+(?:{_DID}|visited|went\s+to|edited|changed|read)"
    rf"|where\s+(?:did\s+{_ME}\s+leave\s+off|was\s+{_ME}\s+when\s+{_ME}\s+(?:stopped|left\s+off))",
    re.IGNORECASE,
)
_BREAK = (
    r"(?:right\s+|just\s+|directly\s+|immediately\s+|shortly\s+)?(?P<{0}>before|after)\s+"
    rf"(?:{_ME}\s+(?:took|had|made|went\s+on|came\s+back\s+from|returned\s+from)\s+)?(?:(?:my|the|our|that|a)\s+)?"
    r"(?:(?P<{1}>first|last|latest|most\s+recent|longest|biggest)\s+)?(?:long\s+|short\s+)?(?:break|pause|gap|interruption)"
)
_WHAT = (
    rf"(?:what\s+(?:(?:was|were|had)\s+{_ME}\s+(?:doing|working\s+on|looking\s+at|been\s+doing)"
    rf"|(?:did|do)\s+{_ME}\s+(?:do|work\s+on|look\s+at|use|have\s+open|go\s+back\s+to|return\s+to|resume|continue\s+with)"
    r"|was\s+(?:open|in\s+front|on\s+(?:my|the)\s+screen))"
    rf"|(?:which|what)\s+(?:app|program|site|document)\s+(?:did\s+{_ME}\s+(?:use|have\s+open)|was\s+(?:{_ME}\s+(?:in|on)|in\s+front))"
    rf"|(?:what\s+was\s+)?the\s+(?:last\s+thing\s+(?:that\s+)?{_ME}\s+{_DID}(?=\s+(?:\w+\s+)?before\b)"
    rf"|first\s+thing\s+(?:that\s+)?{_ME}\s+{_DID}(?=\s+(?:\w+\s+)?after\b))"
    rf"|where\s+did\s+{_ME}\s+(?:leave\s+off|stop|pick\s+up|resume))"
)
_BROKEN = pattern(
    rf"{_WHAT}\s+{_BREAK.format('way', 'which')}|{_BREAK.format('lead', 'that')}\W+{_WHAT}",
    re.IGNORECASE,
)
_ABOUT = pattern(r"first|last|start|begin|finish|end|break|pause|gap|interruption|leave|left|stopped", re.IGNORECASE)
_KINDS: dict[str, Kind] = {
    "app": "app",
    "application": "app",
    "program": "app",
    "document": "document",
    "file": "document",
}


@cued(_ASKED, _BROKEN)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for the first or last thing done, or that beside a break; None: it is none."""
    rest = " ".join(inquiry.rest.split()).strip(" ?!.,;:")
    if _ABOUT.search(rest) is None:
        return None
    telling = Telling(inquiry, Usage("doing"))
    if match := _ASKED.fullmatch(rest):
        said = next(
            (match[each] for each in ("thing", "behind", "before", "doing", "was", "kinds", "one") if match[each]), ""
        )
        kind = " ".join((match["kind"] or match["other"] or "").casefold().split())
        return _at_edge(telling, _kind(kind), is_last=(said.casefold() == "last") if said else not match["start"])
    if inquiry.scope.subjects is None and (match := _BROKEN.fullmatch(rest)):
        is_before = (match["way"] or match["lead"]).casefold() == "before"
        return _beside_break(telling, (match["which"] or match["that"] or "").casefold(), is_before=is_before)
    return None


def _kind(said: str) -> Kind:
    return _KINDS.get(said) or ("page" if said.endswith("page") else "site" if said.endswith("site") else "")


def _at_edge(telling: Telling, kind: Kind, *, is_last: bool) -> Answer:
    found = _edge(telling, telling.between, kind, is_last=is_last)
    claims = telling.held([claim_of(telling, found)]) if found is not None else ()
    if found is None or not claims:
        return telling.concluded(kind or "page", (), f"Not found: nothing was in front{telling.within}.")
    when = stretch(found.start_us, found.end_us, telling.zone)
    word = "Last" if is_last else "First"
    what = f"{getattr(found.subject, kind)} in " if kind in ("site", "document") else ""
    summary = f"{word} in front{telling.within}: {what}{called(found.subject)}{_page(found)}, {when}."
    return telling.concluded(kind or "page", claims, summary)


def _page(found: Stretch) -> str:
    return f", “{' '.join(found.subject.page.split())}”" if found.subject.page else ""


def _beside_break(telling: Telling, which: str, *, is_before: bool) -> Answer:
    gaps = breaks.between(telling.db, *telling.between)
    if not gaps:
        said = f"Not found: no break of more than {spelled(BREAK_US)}{telling.within}."
        return telling.concluded("page", (), said)
    # Nobody calls a night a break.
    gaps = [each for each in gaps if _is_of_one_day(telling, each)] or gaps
    if which == "first":
        gap = gaps[0]
    elif which in ("longest", "biggest"):
        gap = max(gaps, key=lambda each: each.us)
    else:
        gap, which = gaps[-1], "last"
    start, end = telling.between
    beside = (start, gap.start_us + 1) if is_before else (gap.end_us, end)
    found = _edge(telling, beside, "", is_last=is_before)
    claims = telling.held([claim_of(telling, found)]) if found is not None else ()
    word, of = "before" if is_before else "after", f" ({_which(which, len(gaps))})" if len(gaps) > 1 else ""
    said = stretch(gap.start_us, gap.end_us, telling.zone)
    pause = f"the break{telling.within} from {said}{of}"
    if found is None or not claims:
        return telling.concluded("page", (), f"Not found: nothing is known to have been in front {word} {pause}.")
    when = stretch(found.start_us, found.end_us, telling.zone)
    summary = f"In front {word} {pause}: {called(found.subject)}{_page(found)}, {when}."
    return telling.concluded("page", (*claims, *_broken(telling, gap, said)), summary)


def _is_of_one_day(telling: Telling, gap: Break) -> bool:
    first, last = (moment.datetime_of(us).astimezone(telling.zone).date() for us in (gap.start_us, gap.end_us))
    return first == last


def _which(which: str, count: int) -> str:
    return f"the {which} of {counted(count, 'break')} of more than {spelled(BREAK_US)}"


def _broken(telling: Telling, gap: Break, said: str) -> tuple[Claim, ...]:
    """Return the claim of a break, by the records of the frames at its ends."""
    first, last = (frames.by_id(telling.db, record) for record in (gap.before, gap.after))
    if first is None or last is None:
        return ()
    return captures.claim(telling.inquiry, f"{said}, break of {spelled(gap.us)}", first, last, 2)


def _edge(telling: Telling, between: tuple[int, int], kind: Kind, *, is_last: bool) -> Stretch | None:
    """Return the first or the last episode of a time, of those that have a name of a kind; None where there is none."""
    among = telling.among(None)
    at_us = episodes.edge_us(telling.db, *between, kind=kind or "app", is_last=is_last, among=among)
    if at_us is None:
        return None
    # Of a year, only the day at its edge is looked at.
    near = (max(between[0], at_us - _DAY_US), min(between[1], at_us + _DAY_US))
    found = [each for each in episodes.between(telling.db, *near) if among is None or each.number in among]
    named = [each for each in found if getattr(each.subject, kind or "app")]
    holding = [each for each in named if each.start_us <= at_us <= each.end_us]
    if holding:
        return holding[-1] if is_last else holding[0]
    # Something nameless came to it, such as an empty desktop: what was in front then is told up to that frame.
    mixed = next((each for each in found if each.start_us <= at_us <= each.end_us), None)
    frame = workdays.frame_at(telling.db, at_us, among)
    if mixed is None or frame is None:
        return None
    subject = subjects.on_frame(telling.db, frame)
    ends = (mixed.first, frame) if is_last else (frame, frame)
    return replace(mixed, subject=subject, first=ends[0], last=ends[1], end_us=at_us)
