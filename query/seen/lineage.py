"""Questions about the record itself: how many frames there are and are known of, sessions, gaps, the log.

Each number is cited by the records of the frames at its ends; the checkpoint of a citation is the state of the log.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from projections import frames
from projections.activity import BREAK_US
from projections.frames import Frame
from query.answers.answer import Answer, Claim
from query.answers.coverage import survey
from query.inquiries import captures
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.times.durations import spelled, stretch

_ALL = ("text", "uia", "color", "windows", "pages", "elements", "fields", "posts", "code")
# What these questions may say beside their concepts; anything else names something that they do not tell of.
_SAID = (
    "which", "count", "when", "first", "last", "long", "often", "longest", "frame", "system", "session", "gap",
    "switch",
    "me", "have", "use", "front", "window", "app", "most", "doing", "before", "after", "screen", "focus",
)  # fmt: skip
_EMPTY = frozenset({"total", "overall", "altogether", "between", "far", "data", "today", "newest", "oldest", "number"})


class _Run(msgspec.Struct, frozen=True):
    """Frames one after the other: the first, the last, how many, and how long from one to the other (µs)."""

    first: str
    last: str
    start_us: int
    end_us: int
    frames: int


def captured(inquiry: Inquiry) -> Answer | None:
    """Tell how many frames were captured, from when to when, and how many of them each processor has looked at."""
    if _names_more(inquiry):
        return None
    ground = survey(inquiry.db, inquiry.between, _ALL)
    ends = _ends(inquiry)
    if ends is None:
        return concluded(inquiry, ground, (), "No frame was captured.", searched=("frames",))
    first, last = ends
    done = ", ".join(f"{each.artifact} {each.examined:,}" for each in ground.coverage)
    pending = max((each.pending for each in ground.coverage), default=0)
    left = f"; {counted(pending, 'frame')} still to be looked at" if pending else "; nothing is left to be looked at"
    zone = inquiry.asked.zone
    text = f"{counted(ground.frames, 'frame')} captured, {stretch(first.captured_us, last.captured_us, zone)}"
    claim = captures.claim(inquiry, text, first, last, ground.frames)
    size = claim[0].citations[0].checkpoint.size if claim else 0
    log = f" The log holds {size:,} events, the newest is journal:{size - 1}." if size else ""
    summary = f"{text}{inquiry.within}. Looked at: {done or 'nothing yet'}{left}.{log}"
    return concluded(inquiry, ground, claim, summary, searched=("frames",), dropped=1 - len(claim))


def sessions(inquiry: Inquiry) -> Answer | None:
    """Tell the sessions of the recorder: when each began and ended, and how many frames it has."""
    if _names_more(inquiry):
        return None
    runs = _runs(inquiry)
    ordered = sorted(runs, key=lambda run: run.start_us - run.end_us) if inquiry.understood.says("longest") else runs
    claims = _told(inquiry, ordered[: inquiry.limit], "session")
    total = sum(run.end_us - run.start_us for run in runs)
    first = f": {claims[0].text}" if claims else ""
    summary = f"{counted(len(runs), 'session')}{inquiry.within}, {spelled(total)} in all{first}."
    return concluded(inquiry, inquiry.ground(()), claims, summary, searched=("sessions",))


def gaps(inquiry: Inquiry) -> Answer | None:
    """Tell the times without a frame, the longest first: between sessions, and inside of them over five minutes."""
    if _names_more(inquiry):
        return None
    rows = inquiry.db.execute(
        "SELECT id, ts_us, lead(id) OVER w, lead(ts_us) OVER w FROM frames WHERE ts_us >= ? AND ts_us < ? "
        "WINDOW w AS (ORDER BY ts_us, id)",
        inquiry.between,
    )
    found = [_Run(one, other, us, then, 2) for one, us, other, then in rows if other and then - us > BREAK_US]
    found.sort(key=lambda run: (run.start_us - run.end_us, run.start_us))
    claims = _told(inquiry, found[: inquiry.limit], "gap")
    longest = f"; the longest: {claims[0].text}" if claims else ""
    summary = f"{counted(len(found), 'gap')} of more than {spelled(BREAK_US)} without a frame{inquiry.within}{longest}."
    return concluded(inquiry, inquiry.ground(()), claims, summary, searched=("gaps",))


def _names_more(inquiry: Inquiry) -> bool:
    """Say whether a question names something that is told nowhere here."""
    left = inquiry.understood.without(*_SAID).casefold().split()
    return any(word not in _EMPTY for word in left)


def _ends(inquiry: Inquiry) -> tuple[Frame, Frame] | None:
    span = inquiry.db.execute(
        "SELECT min(ts_us), max(ts_us) FROM frames WHERE ts_us >= ? AND ts_us < ?", inquiry.between
    )
    first, last = span.fetchone()
    if first is None:
        return None
    found = [frames.between(inquiry.db, us, us + 1)[at] for us, at in ((first, 0), (last, -1))]
    return found[0], found[1]


def _runs(inquiry: Inquiry) -> list[_Run]:
    rows = inquiry.db.execute(
        "SELECT min(ts_us), max(ts_us), count(*), coalesce(run_id, handoff) AS run FROM frames "
        "WHERE ts_us >= ? AND ts_us < ? GROUP BY run ORDER BY 1",
        inquiry.between,
    ).fetchall()
    found = []
    for start, end, number, run in rows:
        ids = [
            inquiry.db.execute(
                "SELECT id FROM frames WHERE coalesce(run_id, handoff) = ? AND ts_us = ? ORDER BY id LIMIT 1", (run, us)
            ).fetchone()[0]
            for us in (start, end)
        ]
        found.append(_Run(ids[0], ids[1], start, end, number))
    return found


def _told(inquiry: Inquiry, runs: Sequence[_Run], noun: str) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for run in runs:
        first, last = frames.by_id(inquiry.db, run.first), frames.by_id(inquiry.db, run.last)
        if first is None or last is None:
            continue
        number = f", {counted(run.frames, 'frame')}" if noun == "session" else ""
        when = stretch(run.start_us, run.end_us, inquiry.asked.zone)
        text = f"{when}, {spelled(run.end_us - run.start_us)}{number}"
        claims += captures.claim(inquiry, text, first, last, run.frames)
    return tuple(claims)
