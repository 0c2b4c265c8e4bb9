"""Looks: what tells one screen with a label from another that shows the same values at the same places."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.facts import Box
from projections import standing
from projections.values import Shown
from projections.wording import has_cjk
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.words import tokens
from query.passages import verbatim
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup
from query.passages.reader import Reader
from query.passages.sieve import Sieve
from query.passages.subjects import of_frame
from query.values.wanted import Wanted

Look = tuple[str, int, tuple[tuple[str, str, Box], ...], frozenset[tuple[str, Box]]]
"""A title, the number of the subject in front, the values of a label, and the lines with words of the question."""


class Looks:
    """What screens look like to a question for a value: of two that look alike one is read.

    The same status may stand at the same place for one ticket and for the next: what names them is looked at, too.
    """

    def __init__(self, inquiry: Inquiry, asked: Wanted) -> None:
        """Take what is asked."""
        self._db = inquiry.db
        # What a question numbers is told by any of its words: `pier 3`.
        numbered = tokens(inquiry.rest) if any(map(str.isdigit, inquiry.rest)) else ()
        words = [screens.spellings(token) for token in dict.fromkeys((*asked.thing, *numbered))]
        words += verbatim.words_of_day(asked.day) if asked.day is not None else []
        self._terms = [_term(each) for each in words]
        self._reader = Reader(inquiry.db, Sieve(self._terms))
        lookup = Lookup(inquiry.db)
        self._holders = None if any(term.phrase for term in self._terms) else [*map(lookup.term, self._terms)]

    def of(self, record: str, shown: Sequence[Shown]) -> Look:
        """Return what a frame looks like on which a label has these values."""
        rows = tuple((row.label, row.value, row.box) for row in shown)
        return shown[0].title, of_frame(self._db, record), rows, frozenset(self._told(record))

    def _told(self, record: str) -> set[tuple[str, Box]]:
        if self._holders is not None:
            # Most screens with such a label hold none of the words: they need not be read.
            there = standing.scenes_on(self._db, record)
            if not any(scene in holders for holders in self._holders for scene in there):
                return set()
        placed = standing.places_of(self._db, record)
        held = (self._reader.frame(chain, place).standing(len(self._terms)) for chain, place in placed)
        return {(line.text, line.box) for groups in held for group in groups for line in group}


def _term(words: frozenset[str]) -> Term:
    word = min(words)
    return Term(word, ORDINARY, phrase=(word,)) if has_cjk(word) else Term(word, ORDINARY, forms=words)
