"""Which boxes were ticked, and which switches were on, in whatever words: a noun, a cue for the state, and a place.

`controls` takes questions whose words name the place in whole. Here the screen with check boxes is meant that has most
of the words beside the cues: in its title, its address, or what stands on it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from projections import elements, frames, lifetimes, scenes, subjects
from query.answers.answer import Answer
from query.forms import telling
from query.forms.submissions import SENDING, unsent, without_sending
from query.forms.widgets import TICKED, course, is_looked_at, of_page
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language import story
from query.language.words import tokens
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ROLES = ("CheckBox",)
_NOUN = r"(?:(?:check ?|tick ?)?box(?:es)?|(?:toggle )?switch(?:es)?|toggles?|options?|settings?|ticks?|crosse?s?)"
_OFF = (
    r"(?:empty|un(?:ticked|checked|set)|blank|clear|off|without (?:an? )?(?:tick|check|cross|mark)|"
    r"(?:not|n['’]t|never|forgot to|forget to) (?:i |we )?(?:tick|check|cross|set|switch on|turn on)(?:ed)?)"
)
_ON = r"(?:ticked|checked|crossed|marked|set|on|with (?:an? )?(?:tick|check|cross|mark))"
_BE = r"(?:was|were|is|are|be|stay(?:ed)?|stood|left?|leave|had|have|did|do|switched|turned|remain(?:ed)?)"
_STATE = rf"(?:{_OFF}|{_ON})"
# Each is looked for behind the one before, and never anew: a hundred boxes that were on would take seconds.
_ASKED = pattern(
    rf"\A(?>.*?\b{_NOUN}\b)(?>.*?\b{_BE}\b).*?\b{_STATE}\b|\A(?>.*?\b{_BE}\b)(?>.*?\b{_STATE}\b).*?\b{_NOUN}\b",
    re.IGNORECASE,
)
_IS_OFF = pattern(rf"\b{_OFF}\b", re.IGNORECASE)
_WHICH = pattern(r"\b(?:what|which|list|name|show|tell)\b", re.IGNORECASE)
_CUES = pattern(
    rf"\b(?:{_NOUN}|{_OFF}|{_ON}|{_BE}|name|only|those|these|under|below|stay\w*|two|three|four|five|moment)\b",
    re.IGNORECASE,
)
_ENOUGH = 0.5
_MOST_SCENES, _OF_EACH = 40, 6


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which boxes stood ticked, or not, on the screen that is meant; None where none is, or else is asked."""
    whole = " ".join(inquiry.asked.plain.split())
    for question in dict.fromkeys((" ".join(story.asking_part(whole).split()) or whole, whole)):
        if _ASKED.search(question) is None or _WHICH.search(question) is None:
            continue
        wanted = list(dict.fromkeys(screens.naming(_CUES.sub(" ", without_sending(question)))))
        meant = _meant(inquiry, wanted) if wanted else []
        if SENDING.search(whole):
            meant = unsent(inquiry, meant)
        sequence = course(inquiry, meant, _ROLES)
        if sequence:
            screen, shown = sequence[0]
            is_off = _IS_OFF.search(question) is not None
            kept = [seen for seen in shown if is_looked_at(seen) and bool(seen.state & TICKED) != is_off]
            return telling.list_of(inquiry, screen, shown, _ROLES, " ".join(wanted), kept=kept)
    return None


def _meant(inquiry: Inquiry, wanted: Sequence[str]) -> list[Screen]:
    """Return the screens with check boxes of which most of the words are told, those of one page, the latest first."""
    ranked = []
    for record in dict.fromkeys(_candidates(inquiry, wanted)):
        frame = frames.by_id(inquiry.db, record)
        if frame is None or not any(row.role in _ROLES for row in elements.on_frame(inquiry.db, record)):
            continue
        screen = Screen(frame, subjects.on_frame(inquiry.db, record), titled=False)
        there = {token for line in of_page(inquiry, screen) for token in tokens(line.text)}
        there.update(tokens(f"{screen.subject.page} {screen.subject.document} {frame.window_title or ''}"))
        held = sum(not there.isdisjoint(_spellings(word)) for word in wanted)
        if held >= _ENOUGH * len(wanted):
            ranked.append((held, frame.captured_us, screen))
    ranked.sort(key=lambda each: each[:2], reverse=True)
    return [each for _, _, each in ranked if each.frame.window_title == ranked[0][2].frame.window_title]


def _spellings(word: str) -> frozenset[str]:
    return frozenset((word, f"{word}s", word.removesuffix("s")))


def _candidates(inquiry: Inquiry, wanted: Sequence[str]) -> Iterator[str]:
    """Yield frames of the scenes that hold the most of the words, the last few of each: its boxes change last."""
    lookup = Lookup(inquiry.db)
    held = Counter(scene for word in wanted for scene in lookup.term(Term(word, ORDINARY, forms=_spellings(word))))
    most = max(held.values(), default=0)
    best = {scene for scene, words in held.items() if words >= max(most - 1, _ENOUGH * len(wanted))}
    for scene in scenes.latest(inquiry.db, best, inquiry.between[1], _MOST_SCENES):
        placed = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, inquiry.between)
        yield from [each.frame for each in placed if inquiry.scope.admits(each.frame)][-_OF_EACH:]
