"""Questions for the colour of a bar: what spans a window, or the page in it, at its top or its bottom."""

from __future__ import annotations

from collections.abc import Sequence

from projections import pages, standing, windows
from projections.color import ColorRow
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer
from query.inquiries import screens, stood
from query.inquiries.inquiry import Inquiry
from query.inquiries.stood import Stood
from query.language import coloured
from query.language.asking import ASKING
from query.language.coloured import Bar
from query.language.named import SORTS
from query.language.talk import is_common
from query.language.words import tokens
from query.passages.intent import ORDINARY, Term
from query.passages.patches import Areas
from query.patterns.cues import cued

_MOST_FRAMES = 60
_PAGES = frozenset({"page", "pages", "window", "screen", "website", "site", "sites", "webpage", "app"})
_SITES = _PAGES | {"form", "forms", "portal", "program", "shop", "store"}
_SPANS, _THIN = 0.9, 0.2
_HIGH, _LOW = 0.1, 0.12
_TITLE = 12


@cued(coloured.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the colour of a bar of the windows that are named; None where none is asked for."""
    wanted = coloured.bar(inquiry.rest)
    if wanted is None:
        return None
    ways = _ways(wanted.rest)
    if not ways:
        summary = "The bar of which window or page? Name a word of its title, or its program."
        ground = inquiry.ground(stood.PROCESSORS)
        return Answer(state="needs_clarification", summary=summary, coverage=ground.coverage)
    words, found = next(((words, found) for words in ways if (found := _found(inquiry, wanted, words))), (ways[0], []))
    nothing = f"Not found: no bar with a colour of its own spans what was seen of “{' '.join(words)}”{inquiry.within}."
    terms = [Term(word, ORDINARY, forms=frozenset({word})) for word in words]
    return stood.told(inquiry, found, terms, wanted.said, nothing)


def _found(inquiry: Inquiry, wanted: Bar, words: Sequence[str]) -> list[Stood]:
    """Return the bars of the windows that are called by some words, in their title or on the bar; the last first."""
    found = []
    for screen in screens.showing(inquiry, words)[:_MOST_FRAMES]:
        areas = Areas(inquiry.db, screen.frame.id)
        bar = _bar(inquiry, screen.frame, areas, wanted)
        if bar is None or areas.window is None:
            continue
        lines = _lines(inquiry, screen.frame, areas, bar)
        written = {token for text in (areas.window.title, *(line.text for line in lines)) for token in tokens(text)}
        called = {*tokens(f"{areas.window.title} {screen.subject.url}")} if SORTS.issuperset(words) else written
        if all(
            (called is written and screens.holds(screen.subject, word)) or called & screens.spellings(word)
            for word in words
        ):
            line = lines[0] if lines else None
            found.append(stood.placed(_called(wanted), screen.frame, areas, bar, line))
    return found


def _ways(rest: str) -> list[list[str]]:
    """Return the words that a window may be called by: all that tell one, or without those for what sort it is of."""
    said = [token for token in tokens(rest) if token not in ASKING and not is_common(token)]
    ways = [screens.naming(rest), *([token for token in said if token not in sorts] for sorts in (_PAGES, _SITES))]
    return [way for at, way in enumerate(ways) if set(way) - _PAGES and way not in ways[:at]]


def _called(wanted: Bar) -> str:
    if wanted.is_title:
        return "The bar of the title"
    return f"The bar at the {'bottom' if wanted.at_bottom else 'top'}"


def _bar(inquiry: Inquiry, frame: Frame, areas: Areas, wanted: Bar) -> ColorRow | None:
    """Return the bar of a frame's active window that is asked for; below the address, where it shows a page."""
    if areas.window is None:
        return None
    x0, y0, x1, y1 = areas.window.box
    tall = y1 - y0
    bars = [
        area
        for area in areas.flat
        if area.box[2] - area.box[0] >= _SPANS * (x1 - x0) and area.box[3] - area.box[1] <= _THIN * tall
    ]
    if wanted.is_title:
        return _first([bar for bar in bars if bar.box[1] <= y0 + _TITLE])
    if wanted.at_bottom:
        low = [bar for bar in bars if bar.box[3] >= y1 - _LOW * tall]
        return max(low, key=lambda bar: bar.box[3], default=None)
    top = _address(inquiry, frame)
    if top is None:
        # Without its address nobody can tell a page from the browser around it.
        is_browser = any(w.focused and w.category == "browser" for _, _, w in windows.on_frame(inquiry.db, frame.id))
        return None if is_browser else _first([bar for bar in bars if bar.box[1] <= y0 + _HIGH * tall])
    return _first([bar for bar in bars if top <= bar.box[1] <= top + _HIGH * tall])


def _first(bars: Sequence[ColorRow]) -> ColorRow | None:
    return min(bars, key=lambda bar: bar.box[1], default=None)


def _address(inquiry: Inquiry, frame: Frame) -> int | None:
    """Return where the address of a page ends, from the top of the screen (px); None where none was read."""
    read = [row.page for row in pages.on_frame(inquiry.db, frame.id) if row.page.source == "address"]
    return min(((page.box[1] + page.box[3]) // 2 for page in read), default=None)


def _lines(inquiry: Inquiry, frame: Frame, areas: Areas, bar: ColorRow) -> list[SpanRow]:
    """Return the lines that stand on a bar."""
    shown = [(line, areas.under(line.box)) for line in standing.on_frame(inquiry.db, frame.id) if tokens(line.text)]
    return [line for line, area in shown if area is not None and (area.seq, area.place) == (bar.seq, bar.place)]
