"""One of several that a question names itself: `did I choose card or invoice for the fee`, where both are labels.

Each is the label of a radio button, a box or a switch of one screen, or holds its words, and of all that stand
there just one is ticked: that is the answer, whatever it is asked by. What else is told must stand on that screen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from projections import elements, moment
from query.answers.answer import Answer, Claim
from query.forms import meant
from query.forms.labels import FILLING
from query.forms.submissions import unsent
from query.forms.telling import lettered, told
from query.forms.widgets import TICKED, Seen, cite, on_screen
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.words import forms, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ROLES = ("RadioButton", "CheckBox")
_OR = pattern(r"\b(?:or|versus|vs)\b", re.IGNORECASE)
_ORS = frozenset({"or", "versus", "vs"})
_MOST_SCREENS, _MOST_WORDS = 40, 4
# What is said of a choice, and stands on no screen.
_DEEDS = frozenset(
    """
    active answer answered choice choices choose chose chosen decide decided enabled go going gone mark marked opt opted
    option options pick picked radio select selected set settle settled tick ticked took take taking want wanted went
    whichever box boxes button buttons switched turned mode kind type sort way state leave left asked said
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# Of what has two names one asks much else: what it costs, who has it, where it is.
_ELSE = pattern(
    r"\b(?:how (?:many|much|long|often|far)|when|where|who|whose|cheaper|dearer|costs?|more|less|earlier|later|better|"
    r"faster|first|last)\b",
    re.IGNORECASE,
)
_ARTICLES = FILLING | {"was", "were"}
_ENOUGH = 0.75


@cued(_OR)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which of the choices that a question names was ticked; None where they are no choices of one screen."""
    # What is named may stand before what asks: `Rail or road - which did I choose?`
    questions = dict.fromkeys((inquiry.rest, " ".join(inquiry.asked.plain.split())))
    return next((answer for each in questions if (answer := _answered(inquiry, each)) is not None), None)


def _answered(inquiry: Inquiry, question: str) -> Answer | None:
    said = tokens(question)
    if _ORS.isdisjoint(said) or _ELSE.search(question):
        return None
    known = [tokens(label) for label, role in elements.labels(inquiry.db, _ROLES) if label]
    if not _may_name(said, known):
        return None
    for screen in unsent(inquiry, _screens(inquiry)):
        groups = ([seen for seen in on_screen(inquiry, screen, (role,)) if seen.label] for role in _ROLES)
        for group in groups:
            named = _named(said, group)
            ticked = [seen for seen in named if seen.state & TICKED]
            if len(named) < 2 or len(ticked) != 1:
                continue
            own = {token for seen in named for token in tokens(seen.label)}
            _, placing = meant.place(inquiry, screens.naming(question))
            rest = [word for word in placing if word not in _DEEDS and not forms(word) & own]
            there = meant.words_of(inquiry, screen)
            if sum(meant.is_told(word, there) for word in rest) >= _ENOUGH * len(rest):
                return _told(inquiry, screen, ticked[0], named)
    return None


def _may_name(said: Sequence[str], known: Collection[Sequence[str]]) -> bool:
    """Say whether the words on both sides of an `or` are those of labels."""
    at = next(place for place, word in enumerate(said) if word in _ORS)
    words = {word for label in known for word in label}
    sides = (said[max(at - _MOST_WORDS, 0) : at], said[at + 1 : at + 1 + _MOST_WORDS])
    return all(any(forms(word) & words for word in side if word not in _ARTICLES) for side in sides)


def _screens(inquiry: Inquiry) -> list[Screen]:
    """Return the screens with a radio button or a box, the latest first."""
    records: dict[str, None] = {}
    for label, _ in elements.labels(inquiry.db, _ROLES):
        records.update(dict.fromkeys(elements.showing(inquiry.db, label, *inquiry.between, _MOST_SCREENS)))
    found = screens.among(inquiry, list(records), ())
    return sorted(found, key=lambda screen: -screen.frame.captured_us)[:_MOST_SCREENS]


def _named(said: Sequence[str], group: Sequence[Seen]) -> list[Seen]:
    """Return those of a group that the question names: by what tells them from the others, on sides of an `or`."""
    labels = [{word for word in tokens(seen.label) if word not in _ARTICLES and not word.isdigit()} for seen in group]
    places = [place for place, word in enumerate(said) if word in _ORS]
    named: list[tuple[int, Seen]] = []
    for at, seen in enumerate(group):
        others = set[str]().union(*(label for place, label in enumerate(labels) if place != at))
        own = labels[at] - others
        held = [place for place, word in enumerate(said) if forms(word) & own]
        if own and held and len({word for word in own if any(word in forms(each) for each in said)}) * 2 >= len(own):
            named.append((min(held, key=lambda at: min(abs(at - place) for place in places)), seen))
    named.sort(key=lambda each: each[0])
    if len(named) < 2:
        return []
    first, last = named[0][0], named[-1][0]
    near = [place for place in places if first < place < last and last - place <= _MOST_WORDS]
    return [seen for _, seen in named] if near else []


def _told(inquiry: Inquiry, screen: Screen, ticked: Seen, named: Sequence[Seen]) -> Answer | None:
    """Tell the one that was ticked, with the others as evidence."""
    witness = Witness(inquiry.views)
    citation = cite(inquiry, witness, screen, ticked)
    if citation is None:
        return None
    at = moment.spell(screen.frame.captured_us)
    title = " ".join((screen.frame.window_title or "").split())
    others = [seen for seen in named if seen is not ticked]
    cited = (cite(inquiry, witness, screen, seen) for seen in others)
    citations = (citation, *lettered(inquiry, witness, screen, [ticked]), *(each for each in cited if each is not None))
    text = f"“{ticked.label}” was ticked"
    summary = f"“{ticked.label}” (ticked, in {title}, seen {local(at, inquiry.asked.zone)})."
    return told(inquiry, [Claim(text, citations, at, at, 1)], summary, ticked.label, 0)
