"""Which screen with controls is meant: the one of which most of the words are told, of several the latest.

A word counts where it stands in the title, in the address or on the page, and nearly as much where one stands there
that people say for it. `On the Mac`, `the GNOME machine` say on which computer it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from projections import elements, frames, lifetimes, scenes, subjects, titles
from projections.frames import Frame
from query.forms.widgets import of_page
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.language.thesaurus import said_for
from query.language.words import forms, tokens
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup
from query.patterns.pattern import pattern

_ENOUGH = 0.6
# A word that is said for another tells a little less.
_SAID_FOR = 0.75
_MOST_SCENES, _OF_EACH = 40, 6
_SYSTEMS = {
    "mac": pattern(r"/(?:Applications|System|Library|Users)/"),
    "windows": pattern(r"[A-Za-z]:[\\/]"),
    "linux": pattern(r"/(?:usr|opt|snap|app|bin|var|home|nix)/"),
}
_OF_SYSTEM = {
    **dict.fromkeys(("mac", "macs", "macbook", "imac", "macos"), "mac"),
    **dict.fromkeys(("linux", "gnome", "kde", "plasma", "xfce", "ubuntu", "debian", "fedora", "mint"), "linux"),
    "windows": "windows",
}
_MACHINES = frozenset({"computer", "desktop", "laptop", "machine", "notebook", "pc"})
_IS_OF = pattern(r"\bon (?:the|my|our) windows\b|\bwindows (?:computer|laptop|machine|pc|settings)\b", re.IGNORECASE)


def screens(
    inquiry: Inquiry, wanted: Sequence[str], roles: Collection[str], *, sorts: Collection[str] = (), enough: float = 0
) -> list[Screen]:
    """Return the screens with controls of some roles of which most of the words are told: those of one page.

    Args:
        wanted: the words that name the place.
        sorts: those of them that say what sort of thing is asked for (`extras`), which name no place by themselves.
        enough: how many of the others must stand there, as a share; half of them where it is not told.

    Returns:
        The screens, those with more of the words first, of these those that are called so, then the later ones.
    """
    system, words = place(inquiry, wanted)
    placing = [word for word in words if word not in sorts]
    if not all(_stands(inquiry, word) for word in placing):
        # What stands on no screen at all names something else: `the tax return`, where another return was seen.
        return []
    ranked: list[tuple[float, int, int, Screen]] = []
    for screen in candidates(inquiry, words, sorts):
        frame = screen.frame
        if not is_of(system, frame) or not any(row.role in roles for row in elements.on_frame(inquiry.db, frame.id)):
            continue
        there = words_of(inquiry, screen, besides=roles)
        if sum(_held(word, there) for word in placing) >= (enough or _ENOUGH) * len(placing):
            # In an inbox stands much; what is called so is meant before it.
            called = sum(stands(word, tokens(frame.window_title or "")) for word in words)
            ranked.append((sum(_held(word, there) for word in words), called, frame.captured_us, screen))
    ranked.sort(key=lambda each: each[:3], reverse=True)
    return [each for *_, each in ranked if each.frame.window_title == ranked[0][3].frame.window_title]


def candidates(inquiry: Inquiry, wanted: Sequence[str], sorts: Collection[str] = ()) -> Iterator[Screen]:
    """Yield the screens of the scenes that hold the most of the words, the last few of each: its boxes change last.

    What only says what sort of thing is asked for need not stand there.
    """
    needed = sum(word not in sorts for word in wanted) or len(wanted)
    lookup = Lookup(inquiry.db)
    held = Counter(
        scene
        for word in wanted
        for scene in lookup.term(
            Term(word, ORDINARY, forms=forms(word).union(*map(_spellings, (word, *said_for(word)))))
        )
    )
    most = max(held.values(), default=0)
    best = {scene for scene, words in held.items() if words >= max(most - 1, _ENOUGH * needed)}
    records: dict[str, None] = {}
    for scene in scenes.latest(inquiry.db, best, inquiry.between[1], _MOST_SCENES):
        placed = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, inquiry.between)
        records.update(dict.fromkeys([each.frame for each in placed if inquiry.scope.admits(each.frame)][-_OF_EACH:]))
    for record in records:
        frame = frames.by_id(inquiry.db, record)
        if frame is not None:
            yield Screen(frame, subjects.on_frame(inquiry.db, record), titled=False)


def words_of(inquiry: Inquiry, screen: Screen, *, besides: Collection[str] = ()) -> set[str]:
    """Return the words that stand in the title and address of a screen, and on its page.

    What labels a control of the roles `besides` which these words are looked for is left out.
    """
    labels = {tuple(tokens(row.label)) for row in elements.on_frame(inquiry.db, screen.frame.id) if row.role in besides}
    lines = (tuple(tokens(line.text)) for line in of_page(inquiry, screen))
    # What stands there in two words is told in one: `Back up every night` of the backup.
    there = {
        token
        for line in lines
        if line not in labels
        for token in (*line, *(f"{one}{other}" for one, other in pairwise(line)))
    }
    subject = screen.subject
    there.update(tokens(f"{subject.page} {subject.document} {subject.url} {screen.frame.window_title or ''}"))
    return there


def is_told(word: str, there: Collection[str]) -> bool:
    """Say whether a word is among those of a screen, or one that people say for it."""
    return _held(word, there) > 0


def stands(word: str, there: Collection[str]) -> bool:
    """Say whether a word itself is among those of a screen, as one or as several."""
    return not _spellings(word).isdisjoint(there)


def _held(word: str, there: Collection[str]) -> float:
    if stands(word, there):
        return 1
    said = (_spellings(each) for each in said_for(word))
    return _SAID_FOR if any(not each.isdisjoint(there) for each in said) else 0


def place(inquiry: Inquiry, wanted: Sequence[str]) -> tuple[str, list[str]]:
    """Return on which system it was, where that is told, and the words without those that tell it."""
    named = [_OF_SYSTEM[word] for word in wanted if word in _OF_SYSTEM]
    named = [each for each in named if each != "windows" or _IS_OF.search(inquiry.asked.plain)]
    rest = [word for word in wanted if word not in _MACHINES and _OF_SYSTEM.get(word) not in named]
    return (named[0] if len(set(named)) == 1 else ""), rest


def is_of(system: str, frame: Frame) -> bool:
    """Say whether a frame may be of a system, by where its program lies; of any, where none is told."""
    path = frame.process_path or ""
    return not system or not path or _SYSTEMS[system].match(path) is not None


def _spellings(word: str) -> frozenset[str]:
    """Return a word as one and as several. No other forms: what is under `Saving` is not beside a `Save`."""
    one = f"{word.removesuffix('ies')}y" if word.endswith("ies") else word.removesuffix("s")
    return frozenset((word, one, f"{one}s", f"{one.removesuffix('y')}ies"))


def _stands(inquiry: Inquiry, word: str) -> bool:
    """Say whether a word, or one that people say for it, was ever on a screen or in a title."""
    lookup = Lookup(inquiry.db)
    known = sorted(_spellings(word).union(*map(_spellings, said_for(word))))
    return any(map(lookup.knows, known)) or bool(titles.with_words(inquiry.db, [known]))
