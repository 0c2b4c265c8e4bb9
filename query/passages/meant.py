"""Meant: the terms of a question as screens may have them, and how much each of them must stand there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from msgspec.structs import replace

from projections import values
from query.language.asking import FORMS_OF_VALUES
from query.language.named import SORTS, WRITERS
from query.language.talk import is_used
from query.language.words import folded, tokens
from query.passages.intent import ASKED, ESSENTIAL, LOOSE, ORDINARY, WEAK, Term
from query.passages.lookup import Lookup

# A word that is merely said for the only one of a question may be about anything.
_ENOUGH_TO_SAY_OTHERWISE = 2


def terms(db: sqlite3.Connection, lookup: Lookup, said: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms of a question as they are to be looked for."""
    return _labelled(db, _read(lookup, said))


def _as_sort(lookup: Lookup, term: Term) -> Term:
    """Return a word for the sort of thing that holds what is asked for (`the newspaper`) as one that need not stand."""
    word = folded(term.text)
    is_sort = term.kind in (ORDINARY, ASKED) and (word in SORTS | WRITERS | FORMS_OF_VALUES or is_used(word))
    return replace(term, kind=LOOSE) if is_sort and not lookup.is_anywhere(term) else term


def _read(lookup: Lookup, said: Sequence[Term]) -> tuple[Term, ...]:
    """Return the terms as screens may have them: misread, or beside others in the word that is said for one of them."""
    read = tuple(_as_sort(lookup, lookup.as_read(term)) for term in said)
    if sum(term.kind not in WEAK for term in read) < _ENOUGH_TO_SAY_OTHERWISE:
        return read
    return tuple(map(lookup.as_said, read))


def _labelled(db: sqlite3.Connection, read: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms; one asked for by name that is a label on screens (`priority`) must stand by the rest."""
    if all(term.kind != ASKED for term in read):
        return read
    known = {" ".join(tokens(label)) for label in values.labels(db)}
    return tuple(
        replace(term, kind=ESSENTIAL, near=True) if term.kind == ASKED and term.forms & known else term for term in read
    )
