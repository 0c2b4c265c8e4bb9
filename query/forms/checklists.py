"""Check lists in plain text, `[x] cable ramps`, `☐ midge spray`: what is done, what is left, and whether one thing is.

The list is meant on whose page most of the words stand that a question tells, as it was seen last. Of one thing that is
asked for, each word stands in its line, or on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from projections import moment, text
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.forms import meant
from query.forms.widgets import of_page
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_LINE = pattern(
    r"\A\s*(?:[-*+•·]|\d{1,3}[.)])?\s*(?:\[(?P<mark>[^\[\]\w]{0,2}|[xXvV])\]|(?P<box>[☐☑☒✅⬜]))\s*(?P<what>\S.*)"
)
_TICKS = frozenset("xXvV✓✔×☑☒✅")
_FEWEST = 2
_NOUN = r"(?:(?:check|to-?do|task) ?lists?|lists?|to-?dos?|tasks?|chores?|errands?|jobs?)"
_LIST = rf"(?:{_NOUN}|[\w-]+\.(?:txt|md|org))"
_STRUCK = r"(?:cross|tick|check|mark|strike|scratch)(?:ed)?(?: \w+){0,4}? off|struck(?: \w+){0,4}? off"
_NOT_DONE = (
    r"(?:left(?: over| to do)?|open|outstanding|remain(?:s|ed|ing)?|pending|to be done|still to do|undone|unfinished|"
    r"un(?:ticked|checked|crossed)|(?:not|n['’]t|never)(?: \w+){0,3}? (?:do|done|finish(?:ed)?|"
    r"(?:cross|tick|check|mark)(?:ed)?(?: off)?|completed?|struck))"
)
_DONE = r"(?:done|finished|completed?|(?:cross|tick|check|mark)(?:ed)?(?: off)?|struck|do (?:everything|all))"
_WHICH = pattern(r"\b(?:what|what['’]?s|whats|which|how many|anything|everything|show|name|tell)\b", re.IGNORECASE)
_ASKED = pattern(
    rf"\A(?>.*?\b(?:{_NOT_DONE}|{_DONE})\b).*?\b{_LIST}\b|\A(?>.*?\b{_LIST}\b).*?\b(?:{_NOT_DONE}|{_DONE})\b|"
    rf"\b(?:{_STRUCK})\b",
    re.IGNORECASE,
)
# `Have I got the vests yet, according to my list` says of no line that it is done, and asks for it.
_WHETHER = pattern(
    rf"\A\W*(?:did|do|have|has|had|is|was|were|are)\b.*\b(?:{_LIST}|{_STRUCK}|yet|already)\b", re.IGNORECASE
)
# That not all is done is told by what is left.
_IS_LEFT = pattern(rf"\b(?:{_NOT_DONE}|everything|all)\b", re.IGNORECASE)
_CUES = pattern(
    rf"\b(?:{_STRUCK}|{_NOT_DONE}|{_DONE}|{_NOUN}|items?|things?|entr(?:y|ies)|points?|"
    r"according to|still|yet|already|end|off|over|anything|everything|whats|what['’]s)\b",
    re.IGNORECASE,
)
# What is done with a thing of a list, which its line need not say.
_DEEDS = frozenset(
    """
    bought bring brought buy buying did do doing done get gets getting got have i me my need needed organise organised
    pack packed sort sorted take taken we
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_ENDINGS = frozenset({"md", "org", "txt"})
_ENOUGH = 0.66


class _Item(msgspec.Struct, frozen=True):
    """A line of a check list: what it says behind its mark, and whether it is ticked."""

    line: SpanRow
    what: str
    is_done: bool


class _List(msgspec.Struct, frozen=True):
    screen: Screen
    items: tuple[_Item, ...]


@cued(_ASKED, _WHETHER)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell what on a check list is done or left, or whether one thing is; None where no such list was seen."""
    # A list may be called as a day is: `my Friday list`.
    for question in dict.fromkeys((inquiry.asked.question, inquiry.asked.plain)):
        asked = " ".join(question.split())
        words = dict.fromkeys(screens.naming(_CUES.sub(" ", asked)))
        wanted = [word for word in words if word not in _DEEDS and word not in _ENDINGS]
        answer = _answered(inquiry, asked, wanted) if wanted else None
        if answer is not None:
            return answer
    return None


def _answered(inquiry: Inquiry, question: str, wanted: Sequence[str]) -> Answer | None:
    if _WHICH.search(question):
        if _ASKED.search(question) is None:
            return None
        found = next(_lists(inquiry, wanted, _ENOUGH), None)
        return _told(inquiry, found, is_left=_IS_LEFT.search(question) is not None) if found is not None else None
    if _WHETHER.search(question):
        for each in _lists(inquiry, wanted, 1):
            item = _meant(inquiry, each, wanted)
            if item is not None:
                return _told_of(inquiry, each, item)
    return None


def _lists(inquiry: Inquiry, wanted: Sequence[str], enough: float) -> Iterator[_List]:
    """Yield the check lists on whose page enough of the words stand: those with more of them first, then later ones."""
    ranked: list[tuple[int, int, _List]] = []
    for screen in meant.candidates(inquiry, wanted):
        items = tuple(_items(of_page(inquiry, screen)))
        if len(items) < _FEWEST:
            continue
        there = meant.words_of(inquiry, screen)
        held = sum(meant.is_told(word, there) or not forms(word).isdisjoint(there) for word in wanted)
        if held >= enough * len(wanted):
            ranked.append((held, screen.frame.captured_us, _List(screen, items)))
    ranked.sort(key=lambda each: each[:2], reverse=True)
    yield from (each for _, _, each in ranked)


def _items(lines: Sequence[SpanRow]) -> Iterator[_Item]:
    for line in sorted(lines, key=lambda line: (line.box[1], line.box[0])):
        match = _LINE.match(line.text)
        if match is not None:
            mark = match["mark"] if match["box"] is None else match["box"]
            yield _Item(line, " ".join(match["what"].split()), not _TICKS.isdisjoint(mark))


def _meant(inquiry: Inquiry, found: _List, wanted: Sequence[str]) -> _Item | None:
    """Return the one line that has the most of the words, where the page has all others; None where two have."""
    there = meant.words_of(inquiry, found.screen)
    of_items = {token for item in found.items for token in tokens(item.what)}
    ranked = []
    for item in found.items:
        own = set(tokens(item.what))
        held = [word for word in wanted if not forms(word).isdisjoint(own)]
        rest = [word for word in wanted if word not in held]
        # A word of another line is no place.
        if held and all(meant.is_told(word, there) and forms(word).isdisjoint(of_items) for word in rest):
            ranked.append((len(held), item))
    return ranked[0][1] if len(ranked) == 1 else None


# ---------------------------------------------------------------- telling


def _told(inquiry: Inquiry, found: _List, *, is_left: bool) -> Answer:
    """Tell all that is left on a list, or done; where nothing is, the whole list is the evidence."""
    kept = [item for item in found.items if item.is_done != is_left]
    state = "not ticked" if is_left else "ticked"
    names = "; ".join(item.what for item in kept)
    said = f"{len(kept)} of {len(found.items)} on the list {'is' if len(kept) == 1 else 'are'} {state}"
    return _claimed(inquiry, found, kept or found.items, f"{said}: {names}" if kept else said)


def _told_of(inquiry: Inquiry, found: _List, item: _Item) -> Answer:
    return _claimed(
        inquiry, found, [item], f"“{item.what}” is {'ticked' if item.is_done else 'not ticked'} on the list"
    )


def _claimed(inquiry: Inquiry, found: _List, items: Sequence[_Item], said: str) -> Answer:
    witness, frame = Witness(inquiry.views), found.screen.frame
    living = [text.by_event(inquiry.db, item.line.seq, item.line.place) for item in items]
    cited = [witness.citation(line, frame) for line in living if line is not None]
    citations = tuple(citation for citation in cited if citation is not None)
    at = moment.spell(frame.captured_us)
    claims = [Claim(said, citations, at, at, 1)] if citations else []
    title = " ".join((frame.window_title or "").split())
    summary = f"{said} (in {title}, seen {local(at, inquiry.asked.zone)})."
    ground = inquiry.ground(("text",))
    return concluded(inquiry, ground, claims, summary, searched=(said,), dropped=len(items) - len(citations))
