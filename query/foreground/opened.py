"""Questions for windows and tabs: which were open, and what was to be seen behind the one in front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ledger.facts import Box, Element, Window
from projections import elements, moment, pages, windows
from query.answers.answer import Answer, Citation, Claim
from query.inquiries import screens
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.patterns.pattern import pattern

_MOST_SCREENS = 40
# Concepts that say what is asked of windows, and name none of them.
_ASKING = (
    "which", "window", "tab", "page", "behind", "front", "me", "have", "use", "screen", "when", "count", "site", "app",
    "document", "after", "before",
)  # fmt: skip
_PLAIN = pattern(
    r"(?:what|which|list)\s+(?:pages|sites|tabs|browser\s+tabs)\s+(?:(?:did|had|have)\s+(?:i|we)|(?:i|we)\s+had|were)"
    r"(?:\s+have|\s+had)?(?:\s+open)?(?:\s+in\s+(?:(?:my|the)\s+)?(?:tabs|browser))?(?:\s+open)?",
    re.IGNORECASE,
)
_BROWSER = frozenset({"browser", "doc", "docs", "web"})

Shown = tuple[Screen, str, Citation]


def behind(inquiry: Inquiry) -> Answer | None:
    """Tell which windows were to be seen beside the one in front; None where none is known of these screens."""
    found: list[Shown] = []
    witness = Witness(inquiry.views)
    for screen in _screens(inquiry):
        for seq, place, window in windows.on_frame(inquiry.db, screen.frame.id):
            if window.focused or not window.title:
                continue
            life = windows.life_of(inquiry.db, seq, place)
            lifetime = Lifetime(seq, place, *life) if life is not None else None
            thing = witness.thing(lifetime, screen.frame) if lifetime is not None else None
            if lifetime is not None and isinstance(thing, Window) and thing == window:
                found.append((screen, window.title, witness.cited(lifetime, screen.frame, thing.box, thing.title)))
    return _told(inquiry, found, "Behind it", ("windows", "behind"))


def tabs(inquiry: Inquiry) -> Answer | None:
    """Tell which tabs the browser had open; None where no browser is known to have been in front."""
    found: list[Shown] = []
    witness = Witness(inquiry.views)
    for screen in _screens(inquiry) or _latest(inquiry):
        bar = next((row.page.box for row in pages.on_frame(inquiry.db, screen.frame.id) if row.page.url), None)
        if bar is not None:
            found += _of_strip(inquiry, witness, screen, bar)
    return _told(inquiry, found, "Tabs", ("elements", "uia"))


def _latest(inquiry: Inquiry) -> Sequence[Screen]:
    """Return the last screens, where somebody asks what they had in tabs, and names no time, nor anything else."""
    is_plain = _PLAIN.fullmatch(" ".join(inquiry.rest.split()).strip(" ?!.,;:"))
    return screens.showing(inquiry, [])[:_MOST_SCREENS] if is_plain and inquiry.asked.window is None else ()


def _of_strip(inquiry: Inquiry, witness: Witness, screen: Screen, bar: Box) -> Iterable[Shown]:
    """Yield the tabs above the address bar; what UI Automation calls them is whole, what is seen of them may be cut."""
    rows = [
        row
        for row in elements.on_frame(inquiry.db, screen.frame.id)
        if row.role == "TabItem" and row.label and row.box[3] <= bar[1] + 8
    ]
    named = [row for row in rows if row.source == "uia"]
    for row in named or rows:
        life = elements.life_of(inquiry.db, row.seq, row.place)
        lifetime = Lifetime(row.seq, row.place, *life) if life is not None else None
        thing = witness.thing(lifetime, screen.frame) if lifetime is not None else None
        if lifetime is not None and isinstance(thing, Element) and thing.label == row.label:
            yield screen, row.label, witness.cited(lifetime, screen.frame, thing.box, thing.label)


def _screens(inquiry: Inquiry) -> Sequence[Screen]:
    words = [word for word in screens.naming(inquiry.understood.without(*_ASKING)) if word not in _BROWSER]
    if not words and inquiry.asked.window is None and inquiry.scope.frame is None:
        return ()
    return screens.showing(inquiry, words)[:_MOST_SCREENS]


def _told(inquiry: Inquiry, found: Sequence[Shown], lead: str, processors: Sequence[str]) -> Answer | None:
    by_title: dict[str, list[Shown]] = {}
    for screen, title, citation in found:
        by_title.setdefault(" ".join(title.split()), []).append((screen, title, citation))
    if not by_title:
        return None
    claims = []
    for title, group in list(by_title.items())[: inquiry.limit]:
        first, last = (moment.spell(group[at][0].frame.captured_us) for at in (-1, 0))
        citations = dict.fromkeys((group[0][2], group[-1][2]))
        text = f"{title}, seen {local(last, inquiry.asked.zone)} beside {' '.join(group[0][2].title.split())}"
        claims.append(Claim(text, tuple(citations), first, last, len({screen.frame.id for screen, *_ in group})))
    summary = f"{lead}{inquiry.within}: {'; '.join(list(by_title)[: inquiry.limit])}."
    return concluded(inquiry, inquiry.ground(processors), claims, summary, searched=tuple(by_title)[:1])
