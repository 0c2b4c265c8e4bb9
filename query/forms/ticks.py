"""Which boxes were ticked, and which switches were on, in whatever words: a noun, a cue for the state, and a place.

`controls` takes questions whose words name the place in whole. Here the screen with check boxes is meant that has most
of the words beside the cues: in its title, its address, or what stands on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from query.answers.answer import Answer
from query.forms import meant, telling
from query.forms.sendings import without_sending
from query.forms.submissions import unsent
from query.forms.widgets import BOXES, TICKED, Seen, course, is_looked_at
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language import story
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ROLES = ("CheckBox",)
_NOUN = r"(?:(?:check ?|tick ?)?box(?:es)?|(?:toggle )?switch(?:es)?|toggles?|options?|settings?|ticks?|crosse?s?)"
# What such boxes are for, as people call it; it may be the heading over them.
_THINGS = frozenset(
    """
    addon addons ons choice choices extra extras feature features notification notifications permission permissions
    point points preference preferences service services square squares supplement supplements topping toppings upgrade
    upgrades
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_THING = rf"(?:add-ons?|{'|'.join(sorted(_THINGS))})"
_OFF = (
    r"(?:empty|un(?:ticked|checked|set)|blank|clear|off|without (?:an? )?(?:tick|check|cross|mark)|"
    r"(?:not|n['’]t|never|forgot to|forget to) (?:i |we )?(?:tick|check|cross|set|switch on|turn on)(?:ed)?)"
)
_ON = r"(?:ticked|checked|crossed|marked|set|on|with (?:an? )?(?:tick|check|cross|mark))"
_BE = r"(?:was|were|is|are|be|stay(?:ed)?|stood|left?|leave|had|have|did|do|switched|turned|remain(?:ed)?)"
_STATE = rf"(?:{_OFF}|{_ON})"
_TAKE = r"(?:add|agree to|book|choose|enable|(?:go|opt) for|include|mark|order|pick(?: out)?|request|select|take|want)"
# `The purchase request` asks for nothing: what is a noun as well follows who does it.
_CHOSEN = (
    r"(?:added|agreed to|booked|chose|chosen|choosing|enabled|(?:went|gone|opted) for|included|marked|ordered|"
    rf"picked(?: out)?|requested|selected|taken|took|wanted|(?:i|we|to) (?:\w+ )??{_TAKE})"
)
# Each is looked for behind the one before, and never anew: a hundred boxes that were on would take seconds.
_ASKED = pattern(
    rf"\A(?>.*?\b{_NOUN}\b)(?>.*?\b{_BE}\b).*?\b{_STATE}\b|\A(?>.*?\b{_BE}\b)(?>.*?\b{_STATE}\b).*?\b{_NOUN}\b",
    re.IGNORECASE,
)
# One ticks nothing but boxes, whatever they are called.
_TICKED = pattern(
    r"\b(?:un)?tick(?:ed)?\b|\b(?:put|set) (?:an? |the )?(?:ticks?|cross(?:es)?|check ?marks?)\b", re.IGNORECASE
)
_PICKED = pattern(
    rf"\A(?>.*?\b(?:{_NOUN}|{_THING})\b).*?\b(?:{_CHOSEN}|(?!on\b(?!\W*\Z)){_STATE})\b|"
    rf"\A(?>.*?\b(?:{_CHOSEN})\b).*?\b{_THING}\b",
    re.IGNORECASE,
)
# Boxes by what stands over them: `which declarations were checked`, where one tells by the screen that it is of boxes.
_CHECKED = pattern(
    r"\b(?:what|which) (?:[\w-]+ ){1,3}(?:was|were|is|are|(?:did|do|had|have) (?:i|we)|i|we) (?:\w+ )?"
    r"(?:check|cross|mark)(?:ed)?\b(?! (?:for|with|against|by|in with|up on)\b)",
    re.IGNORECASE,
)
# `Notifications on the laptop: what's on?`
_SWITCHED = pattern(
    r"\b(?:what|which)\b.*?\b(?:switched|turned) (?:on|off)\b|"
    r"\b(?:what['’]?s|what is|what was|(?:what|which) (?:[\w-]+ ){0,3}(?:is|are|was|were)) "
    r"(?:still |left |now |currently |all )?(?:on|off|enabled)\W*\Z",
    re.IGNORECASE,
)
OF_ONE = pattern(
    r"(?:\A|[,:;.!?–—-]\s+)\W*(?:(?:and|so|but|um|well) )*(?:did|is|was|had|have|has) (?!(?:there|any)\b)"
    r"(?!.*\b(?:what|which|any|anything|boxes|both|all)\b).*\b(?:un)?tick(?:ed)?\b",
    re.IGNORECASE,
)
"""Whether one box was ticked: told in other words than its label's, all of them are shown, for who asks knows it."""

_IS_OFF = pattern(rf"\b{_OFF}\b", re.IGNORECASE)
_WHICH = pattern(r"\b(?:what|whats|which|list|name|show|tell)\b", re.IGNORECASE)
_CUES = pattern(
    rf"\b(?:{_NOUN}|{_OFF}|{_ON}|{_BE}|{_CHOSEN}|{_TAKE}|(?:un)?tick(?:ed)?|whats|name|only|those|these|under|below|stay\w*|"
    r"things?|items?|lines?|two|three|four|five|few|couple|several|some|all|moment|little|wh?ich)\b",
    re.IGNORECASE,
)
# What a box says, in other words, names no place: `did I tick on the permit that …`
_THAT = pattern(r"\bthat (?=(?:i|we|he|she|they|it|this|the|my|our|some\w+|any\w+|no\w+)\b).*", re.IGNORECASE)
# Of several that are named, one is asked for.
_OR = pattern(r"(?<!\bon )(?<!\boff )\bor\b(?! (?:on|off|not)\b)", re.IGNORECASE)
# Where no word says that it is of boxes, more of the place must stand there.
_SURELY = 0.66
_FEWEST = 2


class _Way(NamedTuple):
    """A way to ask: whether a word in it says that it is of boxes, and whether those without a tick are asked for.

    `is_off` is None where all are shown, with and without.
    """

    is_sure: bool
    is_off: bool | None


@cued(_ASKED, _TICKED, _PICKED, _SWITCHED, _CHECKED, OF_ONE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which boxes stood ticked, or not, on the screen that is meant; None where none is, or else is asked."""
    whole = " ".join(inquiry.asked.plain.split())
    for question in dict.fromkeys((" ".join(story.asking_part(whole).split()) or whole, whole)):
        way = _way(question, is_among=_OR.search(whole) is not None)
        if way is None:
            continue
        wanted = _naming(question)
        if way.is_off is None:
            wanted = _naming(_THAT.sub("", question)) or wanted
        answer = _told(inquiry, way, wanted) if wanted else None
        if answer is not None:
            return answer
    return None


def _naming(question: str) -> list[str]:
    return list(dict.fromkeys(screens.naming(_CUES.sub(" ", without_sending(question)))))


def _way(question: str, *, is_among: bool) -> _Way | None:
    if OF_ONE.search(question):
        return _Way(is_sure=False, is_off=None)
    if _WHICH.search(question) is None:
        return None
    is_off = _IS_OFF.search(question) is not None
    if _TICKED.search(question) or (_ASKED.search(question) and not is_among):
        return _Way(is_sure=True, is_off=is_off)
    if not is_among and any(each.search(question) for each in (_PICKED, _SWITCHED, _CHECKED)):
        return _Way(is_sure=False, is_off=is_off)
    return None


def _told(inquiry: Inquiry, way: _Way, wanted: Sequence[str]) -> Answer | None:
    found = meant.screens(
        inquiry, wanted, _ROLES, sorts=_THINGS if way.is_sure else (), enough=0 if way.is_sure else _SURELY
    )
    # A form is emptied once it is sent: what was ticked is told by the one before.
    sequence = course(inquiry, unsent(inquiry, found), _ROLES)
    if not sequence:
        return None
    screen, shown = sequence[0]
    kept = [seen for seen in shown if is_box(seen) and (way.is_off is None or bool(seen.state & TICKED) != way.is_off)]
    if not kept and not (way.is_sure and _is_surely(inquiry, screen, shown, wanted)):
        return None
    every = way.is_off is None
    return telling.list_of(inquiry, screen, shown, _ROLES, " ".join(wanted), kept=kept, every=every)


def is_box(seen: Seen) -> bool:
    """Say whether a control can be ticked, and the picture was looked at for whether it is."""
    return seen.role in BOXES and is_looked_at(seen)


def _is_surely(inquiry: Inquiry, screen: Screen, shown: Sequence[Seen], wanted: Sequence[str]) -> bool:
    """Say whether it is certain that a screen is meant of which nothing is left to be told.

    A box by itself, of a question that asks for several, may be no box.
    """
    there = meant.words_of(inquiry, screen)
    placing = [word for word in meant.place(inquiry, wanted)[1] if word not in _THINGS]
    return len(shown) >= _FEWEST and all(meant.stands(word, there) for word in placing)
