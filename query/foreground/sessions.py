"""Questions for focus sessions and switches: what was stayed with, how often it was left, what followed what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from projections import sessions as view
from projections.sessions import Session, Switch
from projections.subjects import Subject
from query.answers.answer import Answer, Claim
from query.foreground.telling import NOUNS, Telling, called
from query.foreground.usage import Usage
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry
from query.language import named
from query.language.named import Named
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.durations import instant, spelled, stretch

_SHOWN = 2
_ME = r"(?:i|we)"
_SESSIONS = pattern(
    r"(?:(?:what|which)(?:\s+(?:were|are))?\s+(?:my|our|the)?\s*|(?:list|show)\s+(?:me\s+)?(?:my|the)?\s*"
    r"|how\s+many\s+|my\s+|the\s+)?focus\s+sessions(?:\s+(?:did|do|have)\s+(?:i|we)\s+(?:have|had)|\s+were\s+there)?"
    r"(?:\s+(?:in|on|with)\s+(?P<subject>.+?))?\W*",
    re.IGNORECASE,
)
_SWITCHED = pattern(
    rf"(?:how\s+(?:often|many\s+times)\s+(?:did|do|have)\s+{_ME}\s+(?:switch|switched|change|changed|jump|jumped)"
    r"|(?:(?:the\s+)?number\s+of|how\s+many)\s+switches"
    rf"(?:\s+(?:did|have)\s+{_ME}\s+(?:do|done|have|had|make|made)|\s+were\s+there)?)"
    r"(?:\s+(?:between\s+)?(?:windows?|apps?|programs?|tasks?|contexts?|tabs?))?"
    r"(?:\s+(?:(?:from|between)\s+(?P<before>.+?)\s+(?:and|to)\s+)?(?:(?:in)?to\s+)?(?P<after>.+?))?\W*",
    re.IGNORECASE,
)
_KIND = r"(?P<{}>apps?|applications?|programs?|(?:web\s?)?sites?|windows?|tasks?|contexts?|tabs?)"
_BACK = r"(?:\s+(?:back\s+and\s+forth|to\s+and\s+fro|around))?"
_COUNTED = r"(?:how\s+many|(?:the\s+)?(?:total\s+)?number\s+of|count(?:\s+of)?)"
# Without a name: from whatever to whatever. What a log counts as context switches is none, nor is what changed an app.
_ALL = pattern(
    rf"(?:how\s+(?:often|frequently|much)|how\s+many\s+(?:different\s+)?times|(?:the\s+)?number\s+of\s+times)"
    rf"(?:\s+that)?(?:\s+(?:did|do|have))?\s+{_ME}\s+(?:"
    rf"(?:switch|switched|change|changed|swap|swapped)(?:\s+(?:my|different))?\s+{_KIND.format('changed')}"
    rf"|(?:switch|switched|change|changed|jump|jumped|hop|hopped|flip|flipped|alternate|alternated|toggle|toggled|move|"
    rf"moved|go|gone|bounce|bounced){_BACK}\s+(?:(?:between|among|across)\s+(?:(?:my|the|different|all|other)\s+)*"
    rf"{_KIND.format('between')}|from\s+(?:one\s+)?{_KIND.format('left')}\s+to\s+"
    rf"(?:another|the\s+(?:next|other)|{_KIND.format('other')})(?:\s+one|\s+(?:app|program|site|window|task))?)"
    rf"|(?:switch|switched)(?:\s+around)?)"
    rf"|{_COUNTED}\s+(?:(?:app|application|program|window|(?:web\s?)?site)[\s-]+switch(?:es)?"
    rf"(?:\s+(?:did|have)\s+{_ME}\s+(?:do|done|have|had|make|made)|\s+were\s+there)?"
    rf"|(?:app|application|program|window|(?:web\s?)?site|context|task)[\s-]+(?:switch(?:es)?|changes?)\s+(?:did|have)\s+"
    rf"{_ME}\s+(?:do|done|have|had|make|made)|my\s+(?:app|program|window|context|task|site)[\s-]+switch(?:es)?"
    rf"|switches\s+(?:did|have)\s+{_ME}\s+(?:do|done|make|made)"
    rf"|(?:switches|changes)\s+between\s+{_KIND.format('pairs')}"
    rf"(?:\s+(?:did|have)\s+{_ME}\s+(?:do|done|have|had|make|made)|\s+were\s+there)?)",
    re.IGNORECASE,
)
_TABS = pattern(r"\btabs?\b", re.IGNORECASE)
_OF_KIND = pattern(r"\b(?:app|application|program|(?P<site>(?:web\s?)?site))s?\b", re.IGNORECASE)
_FOLLOWED = pattern(
    rf"(?:what|which\s+(?:apps?|programs?|sites?))\s+(?:did|do)\s+{_ME}\s+(?:usually\s+|mostly\s+|often\s+)?"
    r"(?:do|open|use|go\s+to|switch\s+to|look\s+at|visit)\s+(?:(?:right|just|directly|straight)\s+)?"
    r"(?P<way>after|before)\s+(?P<subject>.+?)\W*"
    r"|what\s+(?:usually\s+|mostly\s+|often\s+)?(?:came|comes|followed|follows)\s+(?P<came>after|before)?\s*"
    r"(?P<thing>.+?)\W*",
    re.IGNORECASE,
)
# What a window of time leaves behind when it is cut out.
_LEFT = pattern(r"\s+(?:in total|altogether|overall|for|on|in|at|of)$", re.IGNORECASE)
_ARTICLE = pattern(r"^(?:the|my|our)\s+", re.IGNORECASE)


@cued(_SESSIONS, _ALL, _SWITCHED, _FOLLOWED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for focus sessions or switches, or None where it is none."""
    rest = " ".join(inquiry.rest.split()).rstrip(" ?!.,")
    while (shorter := _LEFT.sub("", rest)) != rest:
        rest = shorter
    telling = Telling(inquiry, Usage("list"))
    if match := _SESSIONS.fullmatch(rest):
        return _focused(telling, match["subject"] or "")
    if _ALL.fullmatch(rest):
        if _TABS.search(rest):
            said = "Not found: how often one went from one tab to another is not known; ask for sites or windows."
            return telling.concluded("app", (), said)
        kind = _OF_KIND.search(rest)
        return _in_all(telling, ("site" if kind["site"] else "app") if kind is not None else "")
    if (match := _SWITCHED.fullmatch(rest)) and match["after"]:
        return _switched(telling, match["before"] or "", match["after"] or "")
    if match := _FOLLOWED.fullmatch(rest):
        way = match["way"] or match["came"] or "after"
        return _followed(telling, match["subject"] or match["thing"], after=way.casefold() == "after")
    return None


def _thing(telling: Telling, words: str) -> Named | None:
    return named.resolve(telling.db, _ARTICLE.sub("", words)) if words else None


# ---------------------------------------------------------------- sessions


def _focused(telling: Telling, words: str) -> Answer | None:
    wanted = _thing(telling, words)
    if words and wanted is None:
        return None
    found = [
        each
        for each in view.sessions(telling.db, *telling.between)
        if wanted is None or each.stretch.number in wanted.subjects
    ]
    longest = sorted(found, key=lambda each: (-each.stretch.spent_us, each.stretch.start_us))[: telling.limit]
    claims = telling.held([_session(telling, each) for each in sorted(longest, key=lambda e: e.stretch.start_us)])
    rule = (
        f"time of {spelled(view.FOCUS_US)} or more with one thing, left for {spelled(view.ASIDE_US)} at a time at most"
    )
    if not found:
        return telling.concluded("page", (), f"Not found: no focus session{telling.within}: {rule}.")
    best = longest[0].stretch
    summary = (
        f"{counted(len(found), 'focus session')}{telling.within}, {rule}; the longest: {called(best.subject)}, "
        f"{spelled(best.spent_us)}, {stretch(best.start_us, best.end_us, telling.zone)}."
    )
    return telling.concluded("page", claims, summary)


def _session(telling: Telling, session: Session) -> Claim | None:
    each = session.stretch
    extent = (each.start_us, each.end_us)
    aside = f", left {counted(session.asides, 'time')} for {spelled(session.aside_us)}" if session.asides else ""
    text = f"{stretch(*extent, telling.zone)} {called(each.subject)}, {spelled(each.spent_us)}{aside}"
    return telling.claim(text, "app", (each.first, each.last), extent, each.frames, subject=each.subject)


# ---------------------------------------------------------------- switches


def _switched(telling: Telling, before: str, after: str) -> Answer | None:
    one, other = _thing(telling, before), _thing(telling, after)
    if (before and one is None) or (after and other is None):
        return None
    found = _between(telling, one, other)
    both = one is not None and not re.search(r"\bfrom\b", telling.inquiry.rest, re.IGNORECASE)
    if both:
        found = sorted([*found, *_between(telling, other, one)], key=lambda each: (-each.count, -each.last_us))
    total = sum(each.count for each in found)
    what = f" from {one.name} to {other.name}" if one is not None and other is not None and not both else ""
    if one is not None and other is not None and both:
        what = f" between {one.name} and {other.name}"
    elif one is None and other is not None:
        what = f" to {other.name}"
    return _told(telling, found, f"{total:,} {'switch' if total == 1 else 'switches'}{what}{telling.within}")


def _in_all(telling: Telling, kind: str) -> Answer:
    """Tell how often anything was gone to from anything else: from one program or site to another, where it says so."""
    every = view.switches(telling.db, *telling.between, after=telling.among(None))
    found = _of_kind(every, kind) if kind else every
    total = sum(each.count for each in found)
    if not total:
        what = f"no switch from one {NOUNS[kind]} to another" if kind else "no switch from one thing to another"
        return telling.concluded("app", (), f"Not found: {what}{telling.within}.")
    noun = "switch" if total == 1 else "switches"
    if kind:
        lead = f"{total:,} {noun} from one {NOUNS[kind]} to another{telling.within}"
    else:
        programs = sum(each.count for each in _of_kind(every, "app"))
        lead = f"{total:,} {noun} from one thing in front to another (programs with their site, document or folder)"
        lead += f"{telling.within}, {programs:,} of them from one program to another"
    names = [f"{_side(each.before, kind)} → {_side(each.after, kind)}, {counted(each.count, 'time')}" for each in found]
    claims = telling.held([_claim(telling, each, kind) for each in found[: telling.limit]])
    return telling.concluded("app", claims, f"{lead}; the most frequent: {'; '.join(names[:_SHOWN])}.")


def _of_kind(found: Sequence[Switch], kind: str) -> list[Switch]:
    """Return switches from one name of a kind to another, the most frequent first."""
    grouped: defaultdict[tuple[str, str], list[Switch]] = defaultdict(list)
    for each in found:
        one, other = getattr(each.before, kind), getattr(each.after, kind)
        if one and other and one != other:
            grouped[one, other].append(each)
    joined = []
    for parts in grouped.values():
        latest = max(parts, key=lambda part: (part.last_us, part.frame))
        joined.append(replace(latest, count=sum(part.count for part in parts)))
    return sorted(joined, key=lambda each: (-each.count, -each.last_us, each.frame))


def _side(subject: Subject, kind: str) -> str:
    return str(getattr(subject, kind)) if kind else called(subject)


def _between(telling: Telling, before: Named | None, after: Named | None) -> list[Switch]:
    left, reached = (each.subjects if each is not None else None for each in (before, after))
    return view.switches(telling.db, *telling.between, before=left, after=reached)


def _followed(telling: Telling, words: str, *, after: bool) -> Answer | None:
    wanted = _thing(telling, words)
    if wanted is None:
        return None
    found = _between(telling, wanted, None) if after else _between(telling, None, wanted)
    most = ""
    if found:
        other = found[0].after if after else found[0].before
        most = f": mostly {called(other)}, {counted(found[0].count, 'time')}"
    word = "after" if after else "before"
    return _told(telling, found, f"What came {word} {wanted.name}{telling.within}{most}")


def _told(telling: Telling, found: Sequence[Switch], summary: str) -> Answer:
    claims = telling.held([_claim(telling, each) for each in found[: telling.limit]])
    if not found:
        return telling.concluded("app", (), f"Not found: nothing was gone to in this way{telling.within}.")
    return telling.concluded("app", claims, f"{summary}.")


def _claim(telling: Telling, switch: Switch, kind: str = "") -> Claim | None:
    last = instant(switch.last_us, telling.zone)
    sides = f"{_side(switch.before, kind)} → {_side(switch.after, kind)}"
    text = f"{sides}: {counted(switch.count, 'time')}, last {last}"
    ends, extent = (switch.frame, switch.frame), (switch.last_us, switch.last_us)
    return telling.claim(text, kind or "app", ends, extent, switch.count, subject=switch.after)
