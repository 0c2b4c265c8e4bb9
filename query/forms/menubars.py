"""Questions for what a menu along the top has: the first row of a page below its address, or a program's menu bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median

from ledger.facts import Box
from projections import pages, standing, windows
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer
from query.answers.frame import words_of
from query.foreground import described
from query.inquiries import frontlines, screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language import named
from query.language.talk import is_common
from query.language.words import folded, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_TOP = r"(?:at|along|across|on|in) (?:the )?(?:very )?(?:top|head|upper edge)"
_MENU = r"(?:menus?(?: ?bar)?|navigation(?: ?(?:bar|menu))?|nav ?bar)"
_ASKED = pattern(
    rf"\b(?:top|main|header) (?:{_MENU}|bar)\b|\b(?:menu ?bar|navigation ?bar|navigation menu|nav ?bar)\b|"
    rf"\b(?:{_MENU}|bar|row|strip|header)\b[^?.!]{{0,30}}\b{_TOP}\b|\b{_TOP}\b[^?.!]{{0,40}}\b{_MENU}\b|"
    r"\bwhich menus\b|\b(?:entries|items) (?:of|in) the menu\b",
    re.IGNORECASE,
)
_ASKS = pattern(r"\b(?:what|which|list|name|tell)\b", re.IGNORECASE)
# A dish, a click, and where something is, are asked of others.
_NOT = pattern(
    r"\b(?:lunch|dinner|dish(?:es)?|restaurant|meal|drinks?|colou?rs?|click|clicked|press|pressed|where|when|who|why|how)\b",
    re.IGNORECASE,
)
_SAID = pattern(
    rf"{_TOP}|\b(?:{_MENU}|bar|row|strip|header|entr(?:y|ies)|items?|options?|choices?|top|main)\b", re.IGNORECASE
)
_OF_PROGRAMS = frozenset(
    "bookmarks edit file format go help insert selection settings tools view window windows".split()  # noqa: SIM905
)
_MOST_FRAMES, _FEWEST, _FEWEST_OF_PROGRAMS = 12, 2, 3
# How far down, as a share of the window, a row of a menu may stand; and its longest item, in letters.
_HIGH, _LONGEST = 0.2, 28
# Words of two items stand so far apart, in heights of their line.
_APART = 0.5
_TITLE, _MOST_OF_IT = 8, 0.6


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell what stands in the menu at the top of what is named; None where none is asked for, or none was seen."""
    question = inquiry.asked.plain
    if _ASKED.search(question) is None or _ASKS.search(question) is None or _NOT.search(question) is not None:
        return None
    said = [token for token in tokens(_SAID.sub(" ", inquiry.rest)) if not is_common(token)]
    wanted = screens.naming(" ".join(said))
    for screen in _screens(inquiry, wanted) if wanted else ():
        bar = _Bar(inquiry, screen)
        if bar.items:
            return _told(inquiry, screen, bar, wanted)
    return None


def _screens(inquiry: Inquiry, wanted: Sequence[str]) -> list[Screen]:
    """Return the screens of the site or program that is named, the latest first."""
    words = " ".join(wanted)
    found = described.site(inquiry, f"{words} site") or named.resolve(inquiry.db, words, kinds=("app", "site"))
    if found is None:
        return [screen for screen in screens.showing(inquiry, wanted)[:_MOST_FRAMES] if screen.titled]
    shown = screens.with_subjects(inquiry, found.subjects, _MOST_FRAMES)
    return screens.among(inquiry, [frame.id for frame, _ in shown], [])


class _Bar:
    """The menu at the top of what is in front on a screen: its items, and the lines that hold them."""

    def __init__(self, inquiry: Inquiry, screen: Screen) -> None:
        self._inquiry, self._screen = inquiry, screen
        self.lines: list[SpanRow] = []
        self.items: list[str] = []
        for row in self._rows:
            items = [item for line in row for item in _items(line)]
            if self._is_menu(items):
                self.lines, self.items = row, self._without_brand(items)
                return

    @cached_property
    def _front(self) -> Box | None:
        shown = windows.on_frame(self._inquiry.db, self._screen.frame.id)
        return next((window.box for _, _, window in shown if window.focused), None)

    @property
    def _rows(self) -> list[list[SpanRow]]:
        """The rows that may be one, from top to bottom: of a page those below its address."""
        frame, front = self._screen.frame, self._front
        if front is None:
            return []
        high = front[1] + _HIGH * (front[3] - front[1])
        address = self._address(frame)
        if self._screen.subject.category == "browser":
            if address is None:
                return []
            high += address - front[1]
            return _in_rows([line for line in frontlines.of(self._inquiry, frame) if address <= line.box[1] <= high])
        inside = _in_rows([line for line in frontlines.of(self._inquiry, frame) if line.box[1] <= high])
        # Some desktops have the menu of the program in front at the top of the screen.
        above = [line for line in standing.on_frame(self._inquiry.db, frame.id) if line.box[3] <= front[1]]
        return [*inside, *_in_rows(above)]

    def _address(self, frame: Frame) -> int | None:
        return max(
            (row.page.box[3] for row in pages.on_frame(self._inquiry.db, frame.id) if row.page.url), default=None
        )

    def _is_menu(self, items: Sequence[str]) -> bool:
        words = [folded(item) for item in items]
        if self._screen.subject.category != "browser":
            return len(_OF_PROGRAMS.intersection(words)) >= _FEWEST_OF_PROGRAMS
        title = folded(self._screen.subject.page)
        # Tabs may stand there as well, one of them with the title of the page, or most of it.
        is_of_tabs = any(
            len(word) > max(_TITLE, _MOST_OF_IT * len(title)) and title.startswith(word.rstrip(" .…×x"))
            for word in words
        )
        return not is_of_tabs and len(items) > _FEWEST and all(1 < len(item) <= _LONGEST for item in items)

    def _without_brand(self, items: list[str]) -> list[str]:
        """Return the items but the name of the site, which stands before them."""
        brand, subject = "".join(tokens(items[0])), self._screen.subject
        labels = subject.site.casefold().replace("-", "").split(".")[:-1]
        is_brand = any(brand and (brand in label or label in brand) for label in labels)
        return items[1:] if is_brand and len(items) > _FEWEST else items


def _in_rows(lines: Sequence[SpanRow]) -> list[list[SpanRow]]:
    rows: list[list[SpanRow]] = []
    for line in sorted(lines, key=lambda each: (each.box[1] + each.box[3], each.box[0])):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] <= middle < rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: each.box[0]) for row in rows]


def _items(line: SpanRow) -> list[str]:
    """Return the items of a menu that were read as one line: they stand further apart than the words of one."""
    words = words_of(line)
    if len(words) < _FEWEST:
        return [" ".join(line.text.split())]
    gaps = [other.box[0] - one.box[2] for one, other in pairwise(words)]
    apart = _APART * median(word.box[3] - word.box[1] for word in words)
    items = [words[0].text]
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > apart:
            items.append(word.text)
        else:
            items[-1] += f" {word.text}"
    return items


def _told(inquiry: Inquiry, screen: Screen, bar: _Bar, wanted: Sequence[str]) -> Answer | None:
    said = f"The menu at the top: {'; '.join(bar.items)}"
    claim = frontlines.claim_of(inquiry, Witness(inquiry.views), screen.frame, bar.lines, said)
    if claim is None:
        return None
    summary = f"{said}{frontlines.where(inquiry, claim)}."
    return concluded(inquiry, inquiry.ground(("text",)), (claim,), summary, searched=tuple(wanted))
