"""Questions for focus sessions and switches: what was stayed with, how often it was left, what followed what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import sessions as view
from projections.sessions import Session, Switch
from query import named
from query.answer import Answer, Claim
from query.conclude import counted
from query.durations import instant, spelled, stretch
from query.inquiry import Inquiry
from query.named import Named
from query.pattern import pattern
from query.telling import Telling, called
from query.usage import Usage

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


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for focus sessions or switches, or None where it is none."""
    rest = " ".join(inquiry.rest.split()).rstrip(" ?!.,")
    while (shorter := _LEFT.sub("", rest)) != rest:
        rest = shorter
    telling = Telling(inquiry, Usage("list"))
    if match := _SESSIONS.fullmatch(rest):
        return _focused(telling, match["subject"] or "")
    # Switches between whatever there was are counted with the sessions of the record (`lineage`).
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


def _claim(telling: Telling, switch: Switch) -> Claim | None:
    last = instant(switch.last_us, telling.zone)
    text = f"{called(switch.before)} → {called(switch.after)}: {counted(switch.count, 'time')}, last {last}"
    ends, extent = (switch.frame, switch.frame), (switch.last_us, switch.last_us)
    return telling.claim(text, "app", ends, extent, switch.count, subject=switch.after)
