"""Questions for typing and clicking: how much of it there was, in which windows, and how fast; never which keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from projections import frames, inputlog, moment
from projections import input as view
from projections.input import Tally
from query.answers.answer import Answer, Claim
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

_ASKS = pattern(
    r"\bhow (?:many|much) (?:keys?|key ?strokes?|key ?presses?|(?:mouse )?clicks?|mouse events?|typing|clicking)\b"
    r"|\bhow (?:much|fast|often|many times) (?:did|do|have|was|were) (?:i|we) (?:typ(?:e|ed|ing)|click(?:ed|ing)?)\b"
    r"|\b(?:typing|keyboard|mouse|click|input) (?:speed|rate|statistics?|stats|activity)\b"
    r"|\b(?:where|in wh(?:at|ich) (?:app|window|program)) (?:did|do|have) (?:i|we) "
    r"(?:type|typed|click|clicked) (?:the )?most\b",
    re.IGNORECASE,
)
_MOUSE = pattern(r"\b(?:mouse|click(?:s|ed|ing)?)\b", re.IGNORECASE)
_WORDS = pattern(
    r"\b(?:keys?|key ?strokes?|key ?presses?|press(?:ed)?|mouse|events?|click(?:s|ed|ing)?|typ(?:e|ed|ing)|speed|rate|"
    r"fast|statistics?|stats|activity|keyboard|input|apps?|windows?|programs?|times|minute|per)\b",
    re.IGNORECASE,
)
_OURS = pattern(r"\b(?:i|we)\b", re.IGNORECASE)
_FOLDERS = pattern(r".*[/\\]")
_ENOUGH = 0.5
_NEVER = "Which keys they were is not recorded."


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for how much was typed or clicked, or None where it is none."""
    plain = intent.unquoted(inquiry.rest)
    if not _ASKS.search(plain):
        return None
    terms = tuple(term for term in intent.read(_WORDS.sub(" ", inquiry.rest)).terms if term.kind not in WEAK)
    tallies = [
        each
        for each in view.by_window(inquiry.db, *inquiry.between)
        if _is_of(each, terms) and inquiry.scope.admits(each.frame)
    ]
    if terms and not tallies and _MOUSE.search(plain) and not _OURS.search(plain):
        # `click rate` may be a word on a page: where no such window is known, the screens may tell.
        return None
    busy = [each for each in tallies if each.keys or each.mouse]
    witness = Witness(inquiry.views)
    shown = busy[: inquiry.limit]
    claims = [claim for each in shown if (claim := _claim(inquiry, witness, each)) is not None]
    # What other processors have looked at is not asked: the records tell it all.
    ground = inquiry.ground(())
    texts = tuple(term.text for term in terms)
    summary = _summed(inquiry, tallies, mouse=bool(_MOUSE.search(plain)))
    return concluded(inquiry, ground, claims, summary, searched=texts, dropped=len(shown) - len(claims))


def _is_of(tally: Tally, terms: Sequence[Term]) -> bool:
    name = f"{tally.title} {_FOLDERS.sub('', tally.app)}"
    if any(term.kind == ESSENTIAL and not holds(term, name) for term in terms):
        return False
    return sum(holds(term, name) for term in terms) >= _ENOUGH * len(terms)


def _summed(inquiry: Inquiry, tallies: Sequence[Tally], *, mouse: bool) -> str:
    keys = _sum(each.keys for each in tallies)
    clicks = _sum(each.mouse for each in tallies)
    silent = view.without(inquiry.db, *inquiry.between)
    have = "has" if silent == 1 else "have"
    lacking = f" {counted(silent, 'frame')} of that time {have} no record of input." if silent else ""
    if not tallies:
        return f"Not found: no record of input belongs to such a window{inquiry.within}.{lacking}"
    told = [_told(keys, "key"), _told(clicks, "mouse event")]
    first, second = reversed(told) if mouse else told
    minutes = sum(each.minutes for each in tallies)
    pace = f", {keys / minutes:.0f} keys in a minute with input" if keys and minutes and not mouse else ""
    pace += _bursts(inquiry, tallies) if pace else ""
    busiest = next((each for each in tallies if each.keys or each.mouse), None)
    most = f" Most of it in {_name(busiest)}." if busiest is not None and len(tallies) > 1 else ""
    return f"{first}, {second}{inquiry.within}{pace}.{most} {_NEVER}{lacking}"


def _bursts(inquiry: Inquiry, tallies: Sequence[Tally]) -> str:
    """Return how fast was typed without a pause, as far as logs of single presses tell."""
    windows = {(each.title, each.app) for each in tallies}
    found = [each for each in inputlog.bursts(inquiry.db, *inquiry.between) if (each.title, each.app) in windows]
    spent = sum(each.end_us - each.start_us for each in found)
    if not spent:
        return ""
    pace = 60e6 * sum(each.keys - 1 for each in found) / spent
    long = max(found, key=lambda each: each.keys)
    return f", {pace:.0f} a minute in {counted(len(found), 'burst')} of typing, the longest of {long.keys} keys"


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _told(count: int | None, noun: str) -> str:
    return f"{noun}s are not recorded" if count is None else counted(count, noun)


def _name(tally: Tally) -> str:
    return " ".join(tally.title.split()) or _FOLDERS.sub("", tally.app) or "a window without a title"


def _claim(inquiry: Inquiry, witness: Witness, tally: Tally) -> Claim | None:
    """Return what was typed in a window, cited by the record that counts most of it."""
    frame = frames.by_id(inquiry.db, tally.frame)
    counts = view.told(inquiry.db, tally.input)
    if frame is None or counts is None:
        return None
    said = f"{_told(counts.keys, 'key')}, {_told(counts.mouse, 'mouse event')}"
    citation = witness.record(tally.seq, frame, said, lambda fact: view.counts_in(fact) == counts)
    if citation is None:
        return None
    sums = f"{_told(tally.keys, 'key')}, {_told(tally.mouse, 'mouse event')}"
    when = local(moment.spell(tally.first_us), inquiry.asked.zone)
    return Claim(
        text=f"{_name(tally)}: {sums}, in {counted(tally.minutes, 'minute')} with input, from {when}",
        citations=(citation,),
        first_seen=moment.spell(tally.first_us),
        last_seen=moment.spell(tally.last_us),
        frames=tally.records,
    )
