"""Screens: the frames that show what some words name, by their window, their page, or the text that stands there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence

import msgspec

from projections import frames, standing, subjects, titles
from projections.frames import Frame
from projections.subjects import Subject
from projections.wording import has_cjk
from query.inquiries.inquiry import Inquiry
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.named import SORTS
from query.language.talk import is_common
from query.language.words import TURNS, beginnings, forms, tokens
from query.passages.intent import ORDINARY, Intent, Term
from query.passages.lookup import Lookup
from query.passages.search import search

_MOST_FRAMES = 400
_MOST_READ = 60
_MOST_NAMED = 40
# A longer word may be the beginning of one in a title.
_SHORT = 5
# A number of that many is that of one thing; a 7 stands on any screen, and `Berth 7` is not whatever shows one.
_FEWEST_DIGITS = 3
_EMPTY = frozenset(
    """
    left right top bottom upper lower corner side beside below underneath above under middle left-hand right-hand card
    sidebar panel listed list shown visible there two three four five title heading header ones
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)


class Screen(msgspec.Struct, frozen=True):
    """A frame that shows what was named, with what is in front on it; `titled`: its window or page is called so."""

    frame: Frame
    subject: Subject
    titled: bool


def naming(words: str) -> list[str]:
    """Return the tokens of some words that must be held for a screen to be the one that is meant."""
    wanted = [token for token in tokens(words) if token not in ASKING]
    sorts = SORTS | _EMPTY | LOOSE_WORDS | VALUE_WORDS
    telling = [token for token in wanted if sorts.isdisjoint((token, token.removesuffix("s"))) and not is_common(token)]
    return telling or [token for token in wanted if token not in _EMPTY]


def showing(inquiry: Inquiry, wanted: Sequence[str], *, sorts: Sequence[str] = ()) -> list[Screen]:
    """Return the frames of the asked time that show all these tokens, the latest first.

    Where window or page are called so, only these frames are returned; else those on which the rest stands as text.
    Without any token it is all frames. What is called by one of the `sorts`, such as `mail`, comes before all else.
    """
    if len(wanted) > _MOST_NAMED:
        # No person names a screen by so many words, and each is looked for in all titles.
        return []
    found = _showing(inquiry, wanted)
    names = _names(wanted)
    if not found and names and len(names) < len(wanted):
        # What a question tells besides of a thing that has a name need not stand there.
        found = _showing(inquiry, names)
    return sorted(found, key=lambda screen: not any(holds(screen.subject, sort) for sort in sorts))


def _names(wanted: Sequence[str]) -> list[str]:
    """Return the tokens that name one thing: those with a number, and the words before small ones."""
    at = [place for place, token in enumerate(wanted) if not token.isalpha()]
    small = {place - 1 for place in at if wanted[place].isdigit() and len(wanted[place]) < _FEWEST_DIGITS}
    return [token for place, token in enumerate(wanted) if place in at or place in small]


def among(inquiry: Inquiry, records: Sequence[str], wanted: Sequence[str]) -> list[Screen]:
    """Return those of some frames that show all these tokens, in their order; see `showing`."""
    found: list[tuple[Screen, frozenset[str]]] = []
    for record in records:
        frame = frames.by_id(inquiry.db, record) if inquiry.scope.admits(record) else None
        if frame is not None:
            subject = subjects.on_frame(inquiry.db, record)
            lacking = frozenset(token for token in wanted if not holds(subject, token))
            found.append((Screen(frame, subject, titled=not lacking), lacking))
    full = _called([screen for screen, lacking in found if not lacking], wanted)
    return full or [screen for screen, lacking in found[:_MOST_READ] if _stands(inquiry, screen, lacking)]


def _showing(inquiry: Inquiry, wanted: Sequence[str]) -> list[Screen]:
    found = _in_front(inquiry, wanted)
    full = [screen for screen, lacking in found if not lacking]
    if full:
        return _called(full, wanted)
    may = _may_stand(inquiry, {token for _, lacking in found[:_MOST_READ] for token in lacking})
    read = [
        screen for screen, lacking in found[:_MOST_READ] if may(screen, lacking) and _stands(inquiry, screen, lacking)
    ]
    return read or _with_text(inquiry, wanted)


def _called(found: list[Screen], wanted: Sequence[str]) -> list[Screen]:
    """Return those that are called so by their title, where any is: an address may name what came before, as well."""
    titled = [
        screen for screen in found if all(holds(screen.subject._replace(url="", site=""), token) for token in wanted)
    ]
    return titled or found


def _in_front(inquiry: Inquiry, wanted: Sequence[str]) -> list[tuple[Screen, frozenset[str]]]:
    """Return frames whose window or page holds some of the tokens, with those that it lacks."""
    pieces = {piece for token in wanted for piece in (token, *_begun(token))}
    known = subjects.holding_any(inquiry.db, pieces) if wanted else subjects.holding(inquiry.db, ())
    held: dict[int, tuple[Subject, frozenset[str]]] = {}
    for number, subject in known:
        there = _words(subject)
        lacking = frozenset(wanted) - named_in(there, wanted)
        if len(lacking) < max(len(wanted), 1):
            held[number] = (subject, lacking)
    found = [(frame, *held[number]) for frame, number in with_subjects(inquiry, held, _MOST_FRAMES)]
    return [(Screen(frame, subject, titled=not lacking), lacking) for frame, subject, lacking in found]


def _begun(token: str) -> Sequence[str]:
    return beginnings(TURNS.get(token, (token,))[0]) if token.isalpha() else ()


def with_subjects(inquiry: Inquiry, numbers: Collection[int], most: int) -> list[tuple[Frame, int]]:
    """Return the frames of the asked time with one of these subjects in front, and which one: the latest ones."""
    rows = inquiry.db.execute(
        "SELECT frame, subject FROM activity WHERE subject IN (SELECT value FROM json_each(?)) AND ts_us >= ? "
        "AND ts_us < ? ORDER BY ts_us DESC, frame DESC LIMIT ?",
        (json.dumps(sorted(numbers)), *inquiry.between, most),
    )
    shown = ((frames.by_id(inquiry.db, record), number) for record, number in rows if inquiry.scope.admits(record))
    return [(frame, number) for frame, number in shown if frame is not None]


def frames_called(db: sqlite3.Connection, wanted: Collection[str], most: int) -> set[str] | None:
    """Return all frames on which what is in front is called by any of these tokens; None where that are so many."""
    words = {word for token in wanted for word in (*spellings(token), *TURNS.get(token, ()))}
    begun = [token for token in wanted if len(token) > _SHORT]
    found = set(titles.frames_with(db, words, begun, most))
    pieces = {piece for token in wanted for piece in (token, *_begun(token))}
    numbers = [number for number, subject in subjects.holding_any(db, pieces) if called_by(subject, wanted)]
    found.update(subjects.frames_of(db, numbers, most))
    return found if len(found) < most else None


def holds(subject: Subject, token: str) -> bool:
    """Say whether what is in front is called by a token, in one of its forms, or begins with it where that is long."""
    return _has(_words(subject), token)


def called_by(subject: Subject, wanted: Collection[str]) -> frozenset[str]:
    """Return by which tokens what is in front is called, as `holds` has it."""
    return named_in(_words(subject), wanted)


def named_in(there: frozenset[str], wanted: Collection[str]) -> frozenset[str]:
    """Return which tokens are among the words of a title, as `holds` has it."""
    return frozenset(token for token in wanted if _has(there, token))


def spellings(token: str) -> frozenset[str]:
    """Return under which words a token stands: in any of its forms, unless there is a digit in it."""
    return forms(token) if token.isalpha() else frozenset({token})


def _words(subject: Subject) -> frozenset[str]:
    return frozenset(tokens(" ".join(subject)))


def _has(there: frozenset[str], token: str) -> bool:
    wanted = spellings(token)
    if token in TURNS:
        return there.issuperset(TURNS[token]) or bool(there & wanted)
    return bool(there & wanted) or (len(token) > _SHORT and any(word.startswith(token) for word in there))


def _may_stand(inquiry: Inquiry, tokens_: Collection[str]) -> Callable[[Screen, frozenset[str]], bool]:
    """Return what says of a screen whether tokens may stand there, by the index of scenes: few are read whole."""
    lookup = Lookup(inquiry.db)
    held = {
        token: lookup.term(Term(token, ORDINARY, forms=spellings(token))) for token in tokens_ if not has_cjk(token)
    }

    def may(screen: Screen, lacking: frozenset[str]) -> bool:
        there = standing.scenes_on(inquiry.db, screen.frame.id)
        return all(token not in held or not held[token].keys().isdisjoint(there) for token in lacking)

    return may


def _stands(inquiry: Inquiry, screen: Screen, lacking: frozenset[str]) -> bool:
    there = {token for span in standing.on_frame(inquiry.db, screen.frame.id) for token in tokens(span.text)}
    return all(there & spellings(token) for token in lacking)


def _with_text(inquiry: Inquiry, wanted: Sequence[str]) -> list[Screen]:
    """Return the frames on which all tokens stand near together, the latest first."""
    if not wanted:
        return []
    terms = tuple(
        Term(token, ORDINARY, forms=forms(token) if token.isalpha() else frozenset({token})) for token in wanted
    )
    found = search(inquiry.db, Intent(terms, "last"), inquiry.cut, inquiry.scope.choice)
    screens: dict[str, Screen] = {}
    for find in found.finds[:_MOST_READ]:
        if len(find.sight.found) < len(terms):
            continue
        for placed in find.sightings[::-1]:
            frame = frames.by_id(inquiry.db, placed.frame)
            if frame is not None:
                screens.setdefault(frame.id, Screen(frame, subjects.on_frame(inquiry.db, frame.id), titled=False))
    return sorted(screens.values(), key=lambda screen: (-screen.frame.captured_us, screen.frame.id))
