"""Whether a box or switch was ticked: `did I tick pyrotechnics for the council`, `was the damage waiver on`.

The box is named by its label, or several are. What else is told must stand on their screen, or nothing is said. What
was taken, booked or agreed to may be no box at all: there all of the label is said, and all of the place stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from projections import elements
from query.answers.answer import Answer
from query.forms import labels, meant
from query.forms.controls import Asked, state_of, with_label
from query.forms.labels import Named
from query.forms.sendings import without_sending
from query.forms.submissions import unsent
from query.forms.telling import told
from query.forms.widgets import BOXES, TICKED, course, on_screen
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.words import tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_TICK = (
    r"(?:un)?tick(?:ed)?|(?:un|de)?select(?:ed)?|cross(?:ed)?|mark(?:ed)?|enabled?|"
    r"(?:switch(?:ed)?|turn(?:ed)?) o(?:n|ff)"
)
_PUT = rf"{_TICK}|(?:un)?check(?:ed)?(?!-)|(?:switch(?:ed)?|turn(?:ed)?|put|set|leave|left|be|stay(?:ed)?)"
_TAKE = (
    r"accept(?:ed)?|add(?:ed)?|agreed?(?: to)?|ask(?:ed)? (?:for|to)|book(?:ed)?|choos(?:e|ing)|cho(?:se|sen)|"
    r"confirm(?:ed)?|declared?|go(?:ne)? for|includ(?:ed?)|opt(?:ed)? for|order(?:ed)?|pick(?:ed)?|request(?:ed)?|"
    r"save|say|tak(?:e|en)|want(?:ed)?"
)
_ENDED = r"(?=\W*\Z| (?:in|on|for|when|before|at|under|or)\b)"
_STATE = (
    r"(?:(?:un)?(?:ticked|checked|selected|marked)|enabled|disabled|"
    rf"(?:(?:switched|turned|left) )?(?:on|off|empty){_ENDED})"
)
_TAKEN = rf"(?:added|booked|chosen|confirmed|included|ordered|picked|requested|taken|wanted){_ENDED}"
_ASKED = pattern(
    rf"(?:\A|[,:;.!–—-]\s+)\W*(?:(?:and|so|but|please|also) )*"
    rf"(?:(?:did|have|had) (?:i|we) (?:\w+ )??(?:{_PUT}|{_TAKE})\b|"
    rf"(?:is|was|were|are|did|does)\b(?! (?:there|it|that|this)\b).*?\b(?:{_STATE}|{_TAKEN}))|"
    r"\b(?:ticked|checked|selected|on) or (?:not|off|un\w+)\W*\Z",
    re.IGNORECASE,
)
_CUES = pattern(
    rf"\b(?:{_PUT}|{_TAKE}|{_TAKEN}|or not|on|off|empty|disabled|switch(?:es)?|toggles?|"
    r"(?:check ?|tick ?)?box(?:es)?|options?|settings?|either|both|according to)\b",
    re.IGNORECASE,
)
# One ticks nothing but boxes; one checks, books and takes much else.
_SURE = pattern(
    r"\b(?:(?:un)?tick(?:ed)?|enabled?|(?:switch(?:ed)?|turn(?:ed)?) o(?:n|ff)|disabled|o(?:n|ff)\W*\Z|"
    r"(?:check ?|tick ?)?box(?:es)?|radio|switch(?:es)?|toggles?)\b|"
    r"\b(?:on or off|off or on|left (?:on|off|empty))\b",
    re.IGNORECASE,
)
_CHECKED = pattern(r"\bcheck(?:ed)?\b", re.IGNORECASE)
_ENOUGH = 0.66
_MOST_NAMED, _MOST_TRIED = 4, 6


class _Place(NamedTuple):
    """Where a box stands: on which system, beside which words; whether a question says that it is a box."""

    system: str
    words: tuple[str, ...]
    is_sure: bool


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell whether the boxes that a question names by their labels were ticked; None where it names none."""
    whole = " ".join(inquiry.asked.plain.split())
    if _ASKED.search(whole) is None:
        return None
    bare = _CUES.sub(" ", without_sending(whole))
    known = [(label, role) for label, role in elements.labels(inquiry.db, tuple(BOXES)) if label]
    found = labels.named(tokens(without_sending(inquiry.rest)), known)
    is_sure = _SURE.search(whole) is not None
    for first in found[:_MOST_TRIED]:
        several = list(_apart(first, found))
        system, rest = _rest(inquiry, bare, several)
        if is_sure or (first.whole and (rest or len(first.words) > 1)):
            answer = _told(inquiry, several, _Place(system, tuple(rest), is_sure))
            if answer is not None:
                return answer
    return None


def _apart(first: Named, found: Sequence[Named]) -> Iterator[Named]:
    """Yield a label, and others that are named in words that tell none of those before."""
    words: set[str] = set()
    for count, each in enumerate((first, *(other for other in found if other.role == first.role))):
        if words.isdisjoint(each.words) and count <= _MOST_NAMED:
            words |= each.words
            yield each


def _rest(inquiry: Inquiry, bare: str, several: Sequence[Named]) -> tuple[str, list[str]]:
    """Return the system that a question tells, and the words that name no label: they name the place."""
    joined = {token for each in several for token in each.words}
    words = [word for word in screens.naming(bare) if not any(each.says(word) for each in several)]
    return meant.place(inquiry, [word for word in words if not any(word in token for token in joined)])


def _told(inquiry: Inquiry, several: Sequence[Named], place: _Place) -> Answer | None:
    """Tell the state of each of the boxes, all of one window."""
    answers: list[Answer] = []
    window: str | None = None
    for each in several:
        found = [shown for shown in _screens(inquiry, each, place) if window in (None, shown.frame.window_title)]
        asked = Asked((each.role,), each.label, place.words)
        answer = state_of(inquiry, course(inquiry, found, (each.role,)), asked)
        if answer is not None:
            answers.append(answer)
            window = found[0].frame.window_title
    if len(answers) < 2:
        return answers[0] if answers else None
    claims = [answer.claims[0] for answer in answers]
    return told(inquiry, claims, " ".join(f"{claim.text}." for claim in claims), several[0].label, 0)


def _screens(inquiry: Inquiry, one: Named, place: _Place) -> list[Screen]:
    """Return the screens with a box so called on which the rest stands, the latest first."""
    # What somebody checked may be anything, and a sign beside a line may look like a box.
    fewest = 2 if _CHECKED.search(inquiry.asked.plain) and not place.is_sure else 1
    found = []
    for screen in with_label(inquiry, Asked((one.role,), one.label, ())):
        there = meant.words_of(inquiry, screen)
        held = sum(meant.is_told(word, there) for word in place.words)
        if held < (_ENOUGH if place.is_sure else 1) * len(place.words) or not meant.is_of(place.system, screen.frame):
            continue
        shown = on_screen(inquiry, screen, (one.role,))
        # Of radio buttons one is chosen: where none is, they may be rings of something else.
        is_chosen = one.role != "RadioButton" or any(seen.state & TICKED for seen in shown)
        if len(shown) >= fewest and is_chosen:
            found.append(screen)
    # A form is emptied once it is sent: what was ticked is told by the one before.
    return unsent(inquiry, found)
