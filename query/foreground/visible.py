"""Questions for windows that were open: how many were to be seen at once, and which ones.

What lies hidden behind others or is minimised is on no screenshot: a number is that of the windows on one screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from ledger.facts import Window
from projections import activity, frames, moment, windows
from projections.windows import Seen
from query.answers.answer import Answer, Citation, Claim
from query.foreground.telling import MOMENT_US
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.patterns.pattern import pattern
from query.times.durations import instant

_ME = r"(?:i|we)"
_OPEN = r"(?:(?:open|up)(?:\s+on\s+(?:my|the)\s+screen)?|on\s+(?:my|the)\s+screen|visible|in\s+front\s+of\s+me)"
_ASKED = pattern(
    r"(?:(?P<count>how\s+many|(?:the\s+)?number\s+of)|what|which|list)\s+(?:(?:different|other|the|all|my)\s+)*windows"
    rf"(?:\s+(?:that\s+)?(?:did\s+{_ME}\s+(?:have|keep)|had\s+{_ME}|have\s+{_ME}\s+had|{_ME}\s+(?:had|kept))\s+{_OPEN}"
    rf"|\s+(?:(?:that|which)\s+)?(?:were|was)\s+(?:there\s+)?{_OPEN}|\s+{_OPEN})(?:\s+at\s+(?:once|the\s+same\s+time))?",
    re.IGNORECASE,
)
_MOST_US = 7 * 86_400_000_000
_DAY_US = 86_400_000_000
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_HIDDEN = "what lay hidden or was minimised is on no screenshot"


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to how many windows were open, or which; None where that is not asked."""
    match = _ASKED.fullmatch(" ".join(inquiry.rest.split()).strip(" ?!.,;:"))
    if match is None:
        return None
    if inquiry.asked.window is not None and inquiry.between[1] - inquiry.between[0] > _MOST_US:
        return _concluded(
            inquiry, (), f"Not found: windows are told of a week at most. Name a day or an hour{_of(inquiry)}.", 0
        )
    by_frame = _by_frame(inquiry)
    at = _frame_at(inquiry, by_frame)
    if at is not None:
        return _at_once(inquiry, by_frame[at], "")
    if match["count"]:
        most = max(by_frame.values(), key=len, default=[])
        return _at_once(inquiry, most, "At most ")
    return _all(inquiry, by_frame)


def _by_frame(inquiry: Inquiry) -> dict[str, list[Seen]]:
    """Return the windows on each frame of the asked time; of the last day where none is named."""
    start, end = inquiry.between
    if inquiry.asked.window is None:
        extent = frames.extent(inquiry.db)
        start = max(start, min(end, extent[1]) - _DAY_US) if extent is not None else start
    found: dict[str, list[Seen]] = {}
    for each in windows.seen_between(inquiry.db, start, end):
        if inquiry.scope.admits(each.frame):
            found.setdefault(each.frame, []).append(each)
    return found


def _frame_at(inquiry: Inquiry, by_frame: dict[str, list[Seen]]) -> str | None:
    """Return the frame of the moment that is asked for, the last one where no time is named; None: a longer time."""
    window = inquiry.asked.window
    if window is None:
        return next(reversed(by_frame), None)
    if window.start is None or window.end - window.start > timedelta(microseconds=MOMENT_US):
        return None
    middle = window.start + (window.end - window.start) / 2
    row = activity.at(inquiry.db, (middle - _EPOCH) // timedelta(microseconds=1))
    return row.frame if row is not None and row.frame in by_frame else None


def _at_once(inquiry: Inquiry, shown: Sequence[Seen], lead: str) -> Answer:
    """Tell the windows of one frame."""
    claims = _claims(inquiry, [[each] for each in shown])
    if not shown:
        return _concluded(inquiry, (), f"Not found: no window is known to have been open{_of(inquiry)}.", 0)
    when = instant(shown[0].ts_us, inquiry.asked.zone)
    were = "was" if len(shown) == 1 else "were"
    titles = "; ".join(" ".join(each.title.split()) for each in shown)
    last = " (the last screen; a day or an hour asks for another)" if inquiry.asked.window is None else ""
    number = f"{lead}{counted(len(shown), 'window')} {were} to be seen at once"
    summary = f"{number}{_of(inquiry)}, {when}{last}: {titles}; {_HIDDEN}."
    return _concluded(inquiry, claims, summary, len(shown) - len(claims))


def _all(inquiry: Inquiry, by_frame: dict[str, list[Seen]]) -> Answer:
    """Tell all titles of windows that were to be seen, the last one first."""
    by_title: dict[str, list[Seen]] = {}
    for shown in reversed(by_frame.values()):
        for each in shown:
            by_title.setdefault(" ".join(each.title.split()), []).append(each)
    groups = [group[::-1] for group in by_title.values()][: inquiry.limit]
    claims = _claims(inquiry, groups)
    if not by_title:
        return _concluded(inquiry, (), f"Not found: no window is known to have been open{_of(inquiry)}.", 0)
    more = f" and {len(by_title) - inquiry.limit} more" if len(by_title) > inquiry.limit else ""
    titles = "; ".join(list(by_title)[: inquiry.limit])
    summary = f"Windows to be seen{_of(inquiry)}, by their titles: {titles}{more}; {_HIDDEN}."
    return _concluded(inquiry, claims, summary, len(groups) - len(claims))


def _of(inquiry: Inquiry) -> str:
    return f" ({inquiry.asked.window.said})" if inquiry.asked.window is not None else ""


def _claims(inquiry: Inquiry, groups: Sequence[Sequence[Seen]]) -> list[Claim]:
    """Return a claim for each title whose evidence holds on the last frame that shows it."""
    witness, claims = Witness(inquiry.views), list[Claim]()
    for group in groups:
        citation = _cited(inquiry, witness, group[-1])
        if citation is not None:
            first, last = (moment.spell(group[at].ts_us) for at in (0, -1))
            text = f"{' '.join(group[-1].title.split())}, seen {instant(group[-1].ts_us, inquiry.asked.zone)}"
            claims.append(Claim(text, (citation,), first, last, len(group)))
    return claims


def _cited(inquiry: Inquiry, witness: Witness, seen: Seen) -> Citation | None:
    frame, life = frames.by_id(inquiry.db, seen.frame), windows.life_of(inquiry.db, seen.seq, seen.place)
    if frame is None or life is None:
        return None
    lifetime = Lifetime(seen.seq, seen.place, *life)
    thing = witness.thing(lifetime, frame)
    if not isinstance(thing, Window) or thing.title != seen.title:
        return None
    return witness.cited(lifetime, frame, thing.box, thing.title)


def _concluded(inquiry: Inquiry, claims: Sequence[Claim], summary: str, dropped: int) -> Answer:
    ground = inquiry.ground(("windows", "behind"))
    return concluded(inquiry, ground, claims, summary, searched=("windows",), dropped=dropped)
