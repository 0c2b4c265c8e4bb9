"""Window titles that hold a question's words: a hint for a person, no evidence, for no box on a screen shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from query.intent import WEAK, Term
from query.scene import holds

Between = tuple[int, int]


def holding(db: sqlite3.Connection, terms: Sequence[Term], between: Between) -> tuple[str, ...]:
    """Return the titles of windows in a half-open stretch of time (UTC microseconds) that hold all telling words.

    The latest come first.
    """
    telling = [term for term in terms if term.kind not in WEAK]
    if not telling:
        return ()
    rows = db.execute(
        "SELECT window_title FROM frames WHERE ts_us >= ? AND ts_us < ? AND window_title IS NOT NULL "
        "GROUP BY window_title ORDER BY max(ts_us) DESC, window_title",
        between,
    )
    return tuple(title for (title,) in rows if all(holds(term, title) for term in telling))
