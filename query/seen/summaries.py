"""Questions for a summary: what was on the screen over a time, in the words of its keyframes."""

from __future__ import annotations

import re

from msgspec.structs import replace

from ledger.facts import AnyDerived, Box, FrameSummarized
from projections import episodes, frames, moment, summary
from projections.summary import Summary
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, said_window
from query.inquiries.inquiry import Inquiry, concluded
from query.language import named
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times import when
from query.times.durations import instant

_ASKS = pattern(
    r"(?:please\s+|can\s+you\s+|could\s+you\s+)?(?:summari[sz]e|sum\s+up)(?:\s+for\s+me)?(?:\s+(?P<thing>.+?))?\W*"
    r"|(?:give\s+me\s+|show\s+(?:me\s+)?|what\s+is\s+)?(?:a\s+|the\s+)?(?:short\s+)?(?:summary|summaries)"
    r"(?:\s+(?:of|for|about)(?:\s+(?P<of>.+?))?)?\W*",
    re.IGNORECASE,
)
_ALL = pattern(
    r"(?:what|everything|all)(?:\s+(?:that\s+)?(?:i|we)\s+(?:did|saw|was\s+doing|worked\s+on))?"
    r"|(?:my|the)\s+(?:screen|work|session)",
    re.IGNORECASE,
)
# A day that is mine is the one on which it is asked: `summarise my day`, `the week so far`.
_PRESENT = pattern(
    r"(?:my|the|this)\s+(?:whole\s+)?(?P<unit>day|week|morning|afternoon|evening|night|month)"
    r"(?:\s+(?:so\s+far|until\s+now|up\s+to\s+now))?",
    re.IGNORECASE,
)


@cued(_ASKS)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for a summary, or None where it is none, or of nothing that was in front."""
    match = _ASKS.fullmatch(inquiry.rest.strip())
    if match is None:
        return None
    thing = (match["thing"] or match["of"] or "").strip(" ?!.,")
    if (present := _PRESENT.fullmatch(thing)) is not None:
        inquiry, thing = _now(inquiry, present["unit"].casefold()), ""
    wanted = None if not thing or _ALL.fullmatch(thing) else named.resolve(inquiry.db, thing)
    if wanted is None and thing and not _ALL.fullmatch(thing):
        return None
    numbers = wanted.subjects if wanted is not None else None
    found = _of_episodes(inquiry, numbers)
    witness = Witness(inquiry.views)
    shown = sorted(found, key=lambda pair: -pair[1])[: inquiry.limit]
    ordered = sorted((each for each, _ in shown), key=lambda each: _captured(inquiry, each))
    claims = [_claim(inquiry, witness, each) for each in ordered]
    held = [claim for claim in claims if claim is not None]
    ground = inquiry.ground(("keyframes",))
    of = f" of {wanted.name}" if wanted is not None else ""
    told = f"{counted(len(found), 'episode')}{of} with a summary{inquiry.within}"
    if len(found) > len(held):
        told += f", the {len(held)} longest of them below"
    said = f"{told}." if held else f"Not found: no summary{of} was made{inquiry.within}."
    searched = (thing,) if thing else ()
    answer = concluded(inquiry, ground, held, said, searched=searched, dropped=len(claims) - len(held))
    window = inquiry.asked.window
    return answer if window is None else replace(answer, window=said_window(window, inquiry.asked.zone))


def _now(inquiry: Inquiry, unit: str) -> Inquiry:
    """Return the inquiry for the day, week or part of the day in which it is asked, where no other one is named."""
    if inquiry.asked.window is not None:
        return inquiry
    said = "today" if unit == "day" else "tonight" if unit == "night" else f"this {unit}"
    windows = when.read(said, now=inquiry.asked.now, zone=inquiry.asked.zone).windows
    return inquiry.during(windows[0]) if len(windows) == 1 else inquiry


def _of_episodes(inquiry: Inquiry, numbers: frozenset[int] | None) -> list[tuple[Summary, int]]:
    """Return for each episode the summary of its last keyframe, and the time (microseconds) that it took."""
    made = summary.between(inquiry.db, *inquiry.between)
    at = {each.frame: _captured(inquiry, each) for each in made}
    found = []
    for episode in episodes.between(inquiry.db, *inquiry.between):
        if numbers is not None and episode.number not in numbers:
            continue
        last = frames.by_id(inquiry.db, episode.last)
        until = last.captured_us if last is not None else episode.end_us
        within = [each for each in made if episode.start_us <= at[each.frame] <= until]
        if within:
            found.append((within[-1], episode.spent_us))
    return found


def _captured(inquiry: Inquiry, each: Summary) -> int:
    frame = frames.by_id(inquiry.db, each.frame)
    return frame.captured_us if frame is not None else 0


def _claim(inquiry: Inquiry, witness: Witness, each: Summary) -> Claim | None:
    frame = frames.by_id(inquiry.db, each.frame)
    if frame is None:
        return None

    def says(fact: AnyDerived) -> bool:
        return isinstance(fact, FrameSummarized) and fact.text == each.text and fact.excerpts == each.excerpts

    whole: Box = (0, 0, frame.width or 0, frame.height or 0)
    cited = [
        witness.told(each.seq, frame, excerpt.box, excerpt.text, says)
        for excerpt in each.excerpts
        if excerpt.role != "title"
    ] or [witness.told(each.seq, frame, whole, each.text, says)]
    held = tuple(citation for citation in cited if citation is not None)
    if not held:
        return None
    at = moment.spell(frame.captured_us)
    by = f" (by {each.model})" if each.model else ""
    return Claim(f"{instant(frame.captured_us, inquiry.asked.zone)}: {each.text}{by}", held, at, at, 1)
