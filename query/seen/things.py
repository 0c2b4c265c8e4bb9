"""Questions for the colour of a thing by what is written on it: a button, a tag, a row, a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from projections import frames, lifetimes, scenes, standing, subjects
from projections.frames import Frame
from projections.subjects import Subject
from query.answers.answer import Answer
from query.inquiries import screens, stood
from query.inquiries.inquiry import Inquiry
from query.inquiries.stood import Stood
from query.language import coloured, shades
from query.language.asking import ASKING
from query.language.coloured import Wanted
from query.language.named import SORTS
from query.language.talk import is_common
from query.language.words import tokens
from query.passages import intent, meant
from query.passages.intent import WEAK, Term
from query.passages.lookup import Lookup
from query.passages.match import holds
from query.passages.patches import Areas, Spot, spots
from query.patterns.cues import cued

_SOURCES = ("uia", "ocr")
_MOST_SCENES, _MOST_FRAMES = 40, 60
# Named alone, these are windows and what fills them.
_WHOLE = SORTS | {"background", "console", "desktop", "editor", "panel", "screen", "sidebar", "terminal", "theme"}
_OWN = frozenset({"my", "our", "the", "that", "this", "their", "his", "her", "work"})
_SAYS_MUCH = frozenset(
    {"message", "messages", "bubble", "bubbles", "card", "cards", "note", "notes", "block", "tile", "box", "boxes"}
)
# What is written on these is their name, letter for letter.
_LABELLED = frozenset({"button", "buttons", "tab", "tabs", "tag", "tags", "chip", "chips", "badge", "badges", "pill"})
_MOST_SAID = 80
_ENOUGH, _OF_MUCH, _SURELY, _ALIKE = 0.5, 0.3, 0.75, 0.2


class _Found(msgspec.Struct, frozen=True):
    """Words of a question where they stand, with the areas of that frame."""

    spot: Spot
    frame: Frame
    areas: Areas


@cued(coloured.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the colour of the area that a thing stands on, or on what else it stands; None where none is asked for."""
    wanted = coloured.read(inquiry.rest)
    if wanted is None or (wanted.said and not wanted.kind):
        return None
    said = _terms(wanted, Lookup(inquiry.db))
    if not said or (not wanted.kind and not _WHOLE.isdisjoint(tokens(wanted.thing))):
        return None
    terms = meant.terms(inquiry.db, Lookup(inquiry.db), said)
    found = [each for each in _everywhere(inquiry, terms, wanted) if _fits(each, wanted, terms)]
    own = _likeliest([each for each in found if each.spot.is_own])
    words = " ".join(term.text for term in terms)
    nothing = f"Not found: nothing{inquiry.within} that says “{words}” stands on a colour of its own."
    on_ground = next((each for each in found if not each.spot.is_own), None)
    if on_ground is not None:
        nothing = stood.on_ground(_called(on_ground), on_ground.areas)
    if not own and not wanted.kind:
        # What has a colour may be told in words.
        return None
    return stood.told(inquiry, [_stood(each) for each in own], terms, wanted.said, nothing)


def _terms(wanted: Wanted, lookup: Lookup) -> tuple[Term, ...]:
    """Return the words of the thing; what is written on a button may be any word."""
    terms = intent.read(wanted.thing).terms
    if wanted.kind in _LABELLED:
        return tuple(term if term.phrase else replace(term, forms=frozenset(tokens(term.text))) for term in terms)
    if wanted.kind:
        return terms
    return tuple(term for term in terms if lookup.is_anywhere(term) or not (term.kind in WEAK or is_common(term.text)))


def _everywhere(inquiry: Inquiry, terms: Sequence[Term], wanted: Wanted) -> Iterator[_Found]:
    """Yield where all the terms stand in one place on a frame, the last frame first."""
    lookup, places = Lookup(inquiry.db), _places(wanted)
    holders = [set(lookup.term(term)) for term in terms]
    # What stands nowhere may be what the window is called.
    if not all(holders) and not wanted.kind:
        return
    held = set.intersection(*filter(None, holders)) if any(holders) else set[int]()
    seen = 0
    for scene in scenes.latest(inquiry.db, held, inquiry.between[1], _MOST_SCENES):
        shown = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, inquiry.between)
        for each in reversed(shown):
            frame = frames.by_id(inquiry.db, each.frame) if inquiry.scope.admits(each.frame) else None
            if frame is None:
                continue
            seen += 1
            if seen > _MOST_FRAMES:
                return
            yield from _on_frame(inquiry, frame, terms, places)


def _on_frame(inquiry: Inquiry, frame: Frame, terms: Sequence[Term], places: Sequence[str]) -> Iterator[_Found]:
    lines = standing.on_frame(inquiry.db, frame.id)
    subject = subjects.on_frame(inquiry.db, frame.id)
    lacking = [token for token in places if not screens.holds(subject, token)]
    if lacking:
        there = {token for line in lines for token in tokens(line.text)}
        if not all(there & screens.spellings(token) for token in lacking):
            return
    areas = Areas(inquiry.db, frame.id)
    found = [spots(areas, [line for line in lines if line.source == source], terms) for source in _SOURCES]
    for spot in found[0] + found[1]:
        free = [term for number, term in enumerate(terms) if number not in spot.held]
        if all(_is_titled(term, subject) for term in free):
            yield _Found(spot, frame, areas)


def _is_titled(term: Term, subject: Subject) -> bool:
    """Say whether a name stands in what is in front: `Outlook's New mail button`."""
    return all(screens.holds(subject, token) for token in tokens(term.text))


def _fits(found: _Found, wanted: Wanted, terms: Sequence[Term]) -> bool:
    """Say whether what stands there is the thing, and does not just tell of it."""
    spot = found.spot
    if wanted.kind in _SAYS_MUCH:
        return spot.share >= _OF_MUCH or (spot.is_own and spot.leads)
    if wanted.kind in ("row", "rows"):
        return spot.is_own
    if wanted.kind or wanted.is_placed:
        return spot.share >= _ENOUGH
    window = found.areas.window
    titled = window is not None and all(holds(term, window.title) for term in terms)
    drawn = [spot.area, found.areas.edge_of(spot.area)] if spot.area is not None else []
    is_bright = any(row is not None and shades.is_coloured(row.background) for row in drawn)
    enough = _ENOUGH if spot.leads and len(terms) > 1 else _SURELY
    return spot.share >= enough and is_bright and not titled


def _likeliest(found: Sequence[_Found]) -> list[_Found]:
    """Return what says hardly more than the question, what has a bright colour first, and the last of that first."""
    most = max((each.spot.share for each in found), default=0.0)
    near = [each for each in found if each.spot.share >= most - _ALIKE]

    def rank(each: _Found) -> tuple[bool, int]:
        area = each.spot.area
        return area is None or not shades.is_coloured(area.background), -each.frame.captured_us

    return sorted(near, key=rank)


def _stood(found: _Found) -> Stood:
    area = found.spot.area
    if area is None:
        raise ValueError("what stands on the ground has no area")
    return stood.placed(_called(found), found.frame, found.areas, area, found.spot.line)


def _called(found: _Found) -> str:
    said = found.spot.said
    return f"“{said}”" if len(said) <= _MOST_SAID else f"“{said[:_MOST_SAID].rsplit(' ', 1)[0]} …”"


def _places(wanted: Wanted) -> list[str]:
    """Return the words that must be told of the window, or stand in it."""
    return [
        token
        for token in tokens(wanted.named)
        if token not in ASKING and token not in SORTS and token not in _OWN and not is_common(token)
    ]
