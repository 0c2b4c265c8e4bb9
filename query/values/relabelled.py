"""A question put in the words of a label: the `average delay of train 417` is told beside `Mean delay train 417`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable

from projections import values
from query.language.talk import is_common
from query.language.thesaurus import said_for
from query.language.words import folded, forms, tokens

_FEWEST = 2
_SHORTEST = 4


def put(db: sqlite3.Connection, question: str) -> str:
    """Return a question with one word of it as a label has it, where all else of that label is in it; else empty.

    A label of one word would take any question in which something is said for it.
    """
    said = tokens(question)
    spelled = frozenset(form for token in said for form in forms(token))
    labels = [frozenset(tokens(folded(label))) for label in values.labels(db)]
    labels = [label for label in labels if len(label) >= _FEWEST and len(label - spelled) == 1]
    for word in dict.fromkeys(said):
        if len(word) >= _SHORTEST and not is_common(word) and (other := _said_in(word, labels, spelled)):
            return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other, question, flags=re.IGNORECASE)
    return ""


def _said_in(word: str, labels: Iterable[frozenset[str]], spelled: frozenset[str]) -> str:
    """Return the word that is said for another in a label of which that is all that a question lacks."""
    others = frozenset(form for other in said_for(word) for form in forms(other))
    return next((next(iter(lacking)) for label in labels if (lacking := label - spelled) <= others), "")
