"""Questions for the colours of a window: its background or its writing, in hex, RGB and terminal colours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ledger.facts import Box
from projections import color, frames, lifetimes, subjects, titles
from projections.color import ColorRow
from projections.lifetimes import Placed
from query.answers.answer import Answer, Missing
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language import coloured, shades
from query.language.named import SORTS, programs, resolve
from query.language.words import folded, tokens
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Intent, Term
from query.passages.lookup import Lookup
from query.passages.search import Find, search
from query.passages.sieve import Lines, Sieve
from query.patterns.pattern import pattern
from query.seen.coloring import PROCESSORS, Seen, told

# What is behind a window is another one; what is behind things that stand on a page is its background.
_CONTENTS = r"articles|headlines|letters|lines|mails|messages|news|posts|stories|words"
_BEHIND = rf"behind (?:everything|the (?:\w+ ){{0,4}}?(?:form|page|site|text|writing|{_CONTENTS}))"
_SUBJECTS = (
    r"backgrounds?|bg|foreground|page|site|window|screen|desktop|theme|terminal|console|editor|panel|sidebar|app|"
    rf"{_BEHIND}"
)
_ASKS = pattern(
    rf"\b(?:colou?rs?|rgb|(?:ansi|xterm)(?:[ -]?\d+)?|hex(?: code| value)?)\b.{{0,60}}\b(?:{_SUBJECTS}|text|font)\b"
    rf"|\b(?:{_SUBJECTS}|text|font)(?:'s)?,? .{{0,60}}\b(?:colou?rs?|rgb|ansi|xterm|hex|red,? green,? (?:and )?blue)\b"
    r"|\b(?:dominant|background) colou?rs?\b|\b(?:what|which) (?:hex|rgb)(?: codes?| values?)? (?:is|was|has|had)\b",
    re.IGNORECASE,
)
_LETTERS = r"(?:text|font|letters?|writing)"
_WRITING = pattern(rf"\bforeground\b|\b{_LETTERS} colou?r\b|\bcolou?r (?:of|for) the {_LETTERS}\b", re.IGNORECASE)
_BACKGROUND = pattern(rf"\b(?:backgrounds?|{_BEHIND}|bg|page|window|theme|dominant)\b", re.IGNORECASE)
_BEHIND_ANY = pattern(r"\bbehind\b", re.IGNORECASE)
_BEHIND_IT = pattern(rf"\b{_BEHIND}\b", re.IGNORECASE)
_BEHIND_THESE = pattern(rf"\bbehind the (?P<of>(?:\w+ ){{0,4}}?)(?:{_CONTENTS})\b", re.IGNORECASE)
# Only windows and what fills them are measured; the colour of one control is not that of its window.
_PART = pattern(
    r"\b(?:buttons?|links?|icons?|logos?|labels?|headings?|headers?|titles?|borders?|cursors?|badges?|tags?|banners?|"
    r"charts?|bars?|rows?|cells?|checkbox(?:es)?)\b",
    re.IGNORECASE,
)
# On whatever page these are, it is not its background that is asked for, unless it is called so.
_SMALL = pattern(
    r"\b(?:buttons?|badges?|tags?|banners?|bars?|blocks?|bubbles?|entry|entries|appointments?|chips?|pills?|"
    rf"{coloured.FIGURES})\b",
    re.IGNORECASE,
)
_NAMED_GROUND = pattern(rf"\b(?:backgrounds?|{_BEHIND}|bg|theme|dominant)\b", re.IGNORECASE)
_WORDS = pattern(
    r"\b(?:(?:terminal )?colou?r(?:ed|s)?|rgb|(?:ansi|xterm)(?:[ -]?(?:16|256))?|hex(?:adecimal)?|codes?|values?|"
    r"backgrounds?|behind|bg|foreground|wallpaper|dominant|main|page|site|window|screen|desktop|theme|panel|sidebar|app|"
    r"text|font|letters|writing|closest|nearest|best|fits?|mostly|overall|palette|comes?|match(?:es)?|"
    rf"red,? green,? (?:and )?blue|16|256|numbers?|only|exact(?:ly)?|nearly|almost|{shades.NAMES}|dark|light|"
    r"warm|pale|shades?|tints?|(?:paper )?tones?|front(?= page))\b",
    re.IGNORECASE,
)
_WHOLE = pattern(r"\b(?:desktop|wallpaper|(?:whole|entire|my|the) screen)\b", re.IGNORECASE)
_SIDE = pattern(r"\b(?:panel|sidebar)\b", re.IGNORECASE)
_FILLING = ("page", "terminal", "editor", "content")
_KINDS = {"terminal": "terminal", "console": "terminal", "shell": "terminal", "editor": "editor", "browser": "page"}
_ENOUGH = 0.5
_SHORTEST = 3
_MOST_FRAMES = 200


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for colours, or None where it is none."""
    plain = intent.unquoted(inquiry.rest)
    if not _ASKS.search(plain):
        return _of_shade(inquiry) if shades.asked(plain) else None
    if _BEHIND_ANY.search(plain) and not _BEHIND_IT.search(plain):
        return None
    is_small = _SMALL.search(plain) and not _NAMED_GROUND.search(plain)
    if is_small or (_PART.search(plain) and not (_BACKGROUND.search(plain) or _WRITING.search(plain))):
        return _only_windows(inquiry)
    wanted = intent.read(_WORDS.sub(" ", _BEHIND_THESE.sub(lambda match: match["of"] or " ", inquiry.rest)))
    solid = tuple(term for term in wanted.terms if term.kind not in WEAK)
    # `The article page of the Beacon`: what sort of thing it is need not stand in its title.
    named = tuple(term for term in solid if folded(term.text) not in SORTS)
    writing = bool(_WRITING.search(plain))
    regions = ("panel",) if _SIDE.search(plain) else _FILLING
    if not solid and _WHOLE.search(plain):
        seen = _within(inquiry, color.of_screens(inquiry.db))
    elif not solid:
        seen = _of_sort(inquiry, wanted)
        if not seen:
            return _which_window(inquiry)
    elif not all(_is_known(inquiry, token) for token in screens.naming(" ".join(term.text for term in named))):
        # What stands on no screen at all names another page than whichever has the rest of the words.
        seen = _of_sort(inquiry, wanted)
    else:
        seen = (
            _of_windows(inquiry, solid, regions)
            or _of_pages(inquiry, solid, regions)
            or _of_text(inquiry, wanted, regions)
            or (_of_windows(inquiry, named, regions) if named and named != solid else [])
        )
    return told(inquiry, wanted, seen, writing=writing)


def _is_known(inquiry: Inquiry, token: str) -> bool:
    """Say whether a word is one for a kind of window or a program, or stands on any screen or in any title.

    Two letters may be short for anything: `VS`.
    """
    called = (programs(app) for _, app in color.windows(inquiry.db))
    if len(token) < _SHORTEST or token in _KINDS or any(token in tokens(name) for name in called):
        return True
    spelled_so = sorted(screens.spellings(token))
    return bool(Lookup(inquiry.db).known(spelled_so)) or bool(titles.with_words(inquiry.db, [spelled_so]))


def _of_shade(inquiry: Inquiry) -> Answer | None:
    """Tell the colour that is named, of the window that is: of what else has one it may be written somewhere."""
    if _PART.search(inquiry.rest):
        return None
    wanted = intent.read(_WORDS.sub(" ", shades.without_use(inquiry.rest)))
    solid = tuple(term for term in wanted.terms if term.kind not in WEAK)
    seen = (_of_windows(inquiry, solid, _FILLING) or _of_pages(inquiry, solid, _FILLING)) if solid else []
    seen = [each for each in seen if shades.fits(inquiry.rest, each.row.background)]
    return told(inquiry, wanted, seen, writing=False) if seen else None


def _only_windows(inquiry: Inquiry) -> Answer:
    why = "colours are measured of windows, of what fills them, and of flat areas with something written on them"
    missing = Missing("colours of other parts", why, "Ask for the background of a window, or name what stands on it.")
    summary = f"That is not available: {why}."
    return Answer(
        state="not_available", summary=summary, missing=(missing,), coverage=inquiry.ground(PROCESSORS).coverage
    )


def _which_window(inquiry: Inquiry) -> Answer:
    summary = "Of which window? Name a word of its title, or its program."
    return Answer(state="needs_clarification", summary=summary, coverage=inquiry.ground(PROCESSORS).coverage)


def _of_windows(inquiry: Inquiry, terms: Sequence[Term], regions: Sequence[str]) -> list[Seen]:
    """Return what is known of the windows whose titles, or programs, hold most of the words."""
    held: defaultdict[float, list[tuple[str, str]]] = defaultdict(list)
    windows = color.windows(inquiry.db)
    called = {app: programs(app) for _, app in windows}
    essential = {number for number, term in enumerate(terms) if term.kind == ESSENTIAL}
    holding = Sieve(terms).held(Lines([f"{title} {called[app]}" for title, app in windows]))
    for place, numbers in holding.items():
        if essential.issubset(numbers):
            held[len(numbers) / len(terms)].append(windows[place])
    for share in sorted((share for share in held if share >= _ENOUGH), reverse=True):
        rows = [row for window in held[share] for row in color.of_window(inquiry.db, *window) if row.region in regions]
        if seen := _within(inquiry, rows):
            return seen
    return _of_kind(inquiry, terms)


def _of_pages(inquiry: Inquiry, terms: Sequence[Term], regions: Sequence[str]) -> list[Seen]:
    """Return what is known of the pages whose address, or the documents whose name, holds all the words."""
    wanted = [token for term in terms for token in tokens(term.text)]
    seen = []
    for screen in screens.showing(inquiry, wanted):
        for row in color.on_frame(inquiry.db, screen.frame.id) if screen.titled else ():
            place = lifetimes.place_of(inquiry.db, screen.frame.id, row.chain)
            if row.region in regions and place is not None:
                placed = Placed(row.chain, place, screen.frame.id, screen.frame.captured_us)
                seen.append(Seen(row, (placed,)))
    return seen


def _of_sort(inquiry: Inquiry, wanted: Intent) -> list[Seen]:
    """Return what is known of what was in front of a sort that is all that a question names: `the chat`."""
    meant = resolve(inquiry.db, " ".join(term.text for term in wanted.terms), kinds=["category"])
    if meant is None:
        return []
    rows: dict[tuple[int, int], ColorRow] = {}
    for name in subjects.frames_of(inquiry.db, meant.subjects, _MOST_FRAMES):
        frame = frames.by_id(inquiry.db, name)
        for row in color.on_frame(inquiry.db, name):
            if row.region in _FILLING and frame is not None and row.title == frame.window_title:
                rows[row.seq, row.place] = row
    return _within(inquiry, rows.values())


def _of_kind(inquiry: Inquiry, terms: Sequence[Term]) -> list[Seen]:
    """Return what is known of all terminals, or all editors, where that is all that the question names."""
    kinds = {_KINDS.get(term.text.casefold(), "") for term in terms}
    if len(kinds) != 1 or "" in kinds:
        return []
    rows = [row for window in color.windows(inquiry.db) for row in color.of_window(inquiry.db, *window)]
    return _within(inquiry, [row for row in rows if row.region in kinds])


def _of_text(inquiry: Inquiry, wanted: Intent, regions: Sequence[str]) -> list[Seen]:
    """Return the colours of the windows in which the words stand."""
    found = search(inquiry.db, wanted, inquiry.between, inquiry.scope.choice)
    seen = []
    for find in found.finds[:1]:
        for placed in find.sightings:
            for row in color.on_frame(inquiry.db, placed.frame):
                place = lifetimes.place_of(inquiry.db, placed.frame, row.chain)
                if row.region in regions and place is not None and _holds_all(row.box, find):
                    seen.append(Seen(row, (Placed(row.chain, place, placed.frame, placed.captured_us),), find))
    return seen


def _holds_all(box: Box, find: Find) -> bool:
    """Say whether what was found stands inside a region: the words may be those of another window."""
    return all(
        box[0] <= line.box[0] and box[1] <= line.box[1] and line.box[2] <= box[2] and line.box[3] <= box[3]
        for line in find.sight.members
    )  # fmt: skip


def _within(inquiry: Inquiry, rows: Iterable[ColorRow]) -> list[Seen]:
    seen = []
    for row in rows:
        shown = inquiry.shown(row.chain, row.born, row.gone)
        if shown:
            seen.append(Seen(row, tuple(shown)))
    return seen
