"""Framed: which of the many frames that show a label may show the thing that is meant; of those few are read.

A label such as `Status` stands on thousands of screens. So it is asked first what costs little: whether the index of
scenes, or a title, has the words of the thing at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from projections import database, standing, subjects, windows
from projections.kept import Kept
from projections.subjects import Subject
from projections.wording import has_cjk
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.words import tokens
from query.passages import expected, panes, verbatim
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup
from query.passages.subjects import of_frame
from query.values.wanted import Wanted, is_loose

# So many frames are not told apart sooner than by looking at those with the label, the latest first.
_MOST = 12_000

_kept = Kept[tuple[str, int, str], frozenset[str]](4)


class Framed(NamedTuple):
    """What says of a frame, by the title of its window, whether it may show the thing; which alone may, if known."""

    may: Callable[[str, str], bool]
    only: frozenset[str] | None


def may_show(inquiry: Inquiry, asked: Wanted) -> Framed:
    """Return which frames may show the thing that is meant.

    What names the thing must stand on the screen, or in what its window or page is called; every other word that means
    something as well, unless window or page are called by one of them. Whatever is said no to has no such value: what
    a window behind the active one is called by, or what the form of a value may say, is taken to be there.
    """
    db, lookup = inquiry.db, Lookup(inquiry.db)
    told = expected.of_forms(inquiry.rest)
    meant = [token for token in dict.fromkeys(asked.thing) if token in asked.names or not is_loose(token)]
    held = {token: _scenes(lookup, screens.spellings(token)) for token in meant if token not in told}
    held = {token: scenes for token, scenes in held.items() if not has_cjk(token)}
    dated = [_scenes(lookup, words) for words in verbatim.words_of_day(asked.day)] if asked.day is not None else []
    behind = screens.named_in(_behind(db), asked.thing)

    @cache
    def titled(title: str, subject: int) -> frozenset[str]:
        front = subjects.by_number(db, subject) if subject else Subject()
        return behind | screens.called_by(front._replace(page=f"{front.page} {title}"), asked.thing)

    def may(frame: str, title: str) -> bool:
        there = standing.scenes_on(db, frame)
        if any(scenes.isdisjoint(there) for scenes in dated):
            return False
        lacking = [token for token, scenes in held.items() if scenes.isdisjoint(there)]
        if not lacking:
            return True
        found = titled(title, of_frame(db, frame))
        return bool(found) and all(token in found for token in lacking if token in asked.names)

    return Framed(may if held or dated else lambda _frame, _title: True, _only(db, asked, held, dated, behind))


def _only(
    db: sqlite3.Connection,
    asked: Wanted,
    held: Mapping[str, frozenset[int]],
    dated: Sequence[frozenset[int]],
    behind: frozenset[str],
) -> frozenset[str] | None:
    """Return the frames of which one may show the thing; None where they are many, or all."""
    # What must stand on a screen, each with the words by which a title may make up for it.
    needed: list[tuple[frozenset[int], tuple[str, ...]]] = [(scenes, ()) for scenes in dated]
    needed += [(scenes, (token,)) for token, scenes in held.items() if token in asked.names and token not in behind]
    if not behind:
        needed += [(scenes, asked.thing) for token, scenes in held.items() if token not in asked.names]
    needed.sort(key=lambda each: len(each[0]))
    return next((found for each in needed if (found := _frames(db, *each)) is not None), None)


def _frames(db: sqlite3.Connection, scenes: frozenset[int], words: Sequence[str]) -> frozenset[str] | None:
    """Return the frames that are of some scenes, or called by one of some words; None where they are many."""
    if len(scenes) >= _MOST:
        return None
    called = screens.frames_called(db, words, _MOST) if words else set[str]()
    found = called.union(standing.frames_of(db, scenes, _MOST)) if called is not None else called
    return frozenset(found) if found is not None and len(found) < _MOST else None


def _scenes(lookup: Lookup, words: frozenset[str]) -> frozenset[int]:
    return frozenset(lookup.term(Term(min(words), ORDINARY, forms=words)))


def _behind(db: sqlite3.Connection) -> frozenset[str]:
    """Return all words by which a window was called that was not the active one, at this state of the views."""

    def gathered() -> frozenset[str]:
        called = (f"{title} {panes.program_of(process)}" for title, process in windows.named_behind(db))
        return frozenset(token for each in called for token in tokens(each))

    return _kept.of(database.state_of(db), gathered)
