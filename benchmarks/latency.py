"""How long a look takes on the words that a log holds, by how common they are: shared by the scripts that search."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from projections.views import Views

ROUNDS = 15
_WORDS = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Words to search for, and how common they are."""

    said: str
    words: tuple[str, ...]


def words_of(views: Views) -> tuple[Words, Words, Words, Words]:
    """Return words by how many scenes hold them: rare (1 to 20), about 1 in 100, common, several common ones."""
    rows = views.facts.execute(
        "SELECT term, sum(length(impacts)) AS n FROM postings WHERE length(term) > 3 "
        "GROUP BY term HAVING n > 1 ORDER BY n, term"
    ).fetchall()
    total = views.facts.execute("SELECT max(id) FROM scenes").fetchone()[0]
    # In a large log no word is as rare.
    rare = [term for term, count in rows if count <= 20] or [term for term, _ in rows[:_WORDS]]
    middling = [term for term, count in rows if total / 200 <= count <= total / 20] or rare
    step = max(1, len(rare) // _WORDS)
    return (
        Words("a rare word", tuple(rare[::step][:_WORDS])),
        Words("a middling word", tuple(middling[:: max(1, len(middling) // _WORDS)][:_WORDS])),
        Words("`the`", ("the",)),
        Words(
            "common words together", ('"the" "of" "and" "to"', "select name file", f"the {middling[0]} of {rare[0]}")
        ),
    )


def times(
    look: Callable[[str], object], words: Sequence[str], clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Return how long each look took, in ms of the clock; the first, which warms up, is not among them."""
    look(words[0])
    found = []
    for _ in range(max(1, ROUNDS // len(words))):
        for each in words:
            begun = clock()
            look(each)
            found.append(1000 * (clock() - begun))
    return found


def late(found: Sequence[float]) -> float:
    """Return the 95th of a hundred, in ms."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
