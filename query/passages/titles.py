"""Window titles that hold a question's words: a hint for a person, no evidence, for no box on a screen shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from projections import titles, wording
from query.passages.intent import WEAK, Term
from query.passages.match import holds

Between = tuple[int, int]


def holding(db: sqlite3.Connection, terms: Sequence[Term], between: Between) -> tuple[str, ...]:
    """Return the titles of windows in a half-open stretch of time (UTC microseconds) that hold all telling words.

    The latest come first.
    """
    telling = [term for term in terms if term.kind not in WEAK]
    if not telling:
        return ()
    shown = [
        (titles.last_shown(db, title, *between), title)
        for title in titles.with_words(db, (words for term in telling for words in _needed(term)))
        if all(holds(term, title) for term in telling)
    ]
    ordered = sorted((-last, title) for last, title in shown if last is not None)
    return tuple(title for _, title in ordered)


def _needed(term: Term) -> Iterator[Sequence[str]]:
    """Yield groups of words, of each of which a title has one where it holds a term."""
    if term.phrase:
        yield from ((word,) for token in term.phrase for word in wording.needed(token))
    elif not any(map(wording.has_cjk, term.forms)):
        yield sorted(term.forms)
    else:
        # Of several forms only what they begin with need be there.
        yield sorted({wording.needed(form)[0] for form in term.forms if wording.needed(form)})
