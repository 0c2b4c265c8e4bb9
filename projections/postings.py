"""Postings: the words of scenes, in sealed ranges and in the tail; see `scenes`, whose tables they are in."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from projections import wording

RANGE = 4_096
"""Spans in a range of the lowest level."""

FANOUT = 16

K1, B, REFERENCE = 1.2, 0.4, 300
"""The constants of BM25; screens differ in length by what happens to be open, so length counts for little."""

Gathered = Mapping[str, tuple["array[int]", bytes]]
"""For each word the numbers of the scenes that hold it, in order, and the impact of it there, a byte each."""


# ---------------------------------------------------------------- words


class Words:
    """How often each word stands in each scene."""

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def add(self, scene: int, texts: Sequence[str]) -> None:
        """Add the words of texts to a scene."""
        self._counts[scene].update(wording.words_of_all(texts))

    def gathered(self) -> Gathered:
        """Return the same by words, with impacts."""
        found: defaultdict[str, tuple[array[int], bytearray]] = defaultdict(lambda: (array("I"), bytearray()))
        for scene in sorted(self._counts):
            times = self._counts[scene]
            rest = K1 * (1 - B + B * times.total() / REFERENCE)
            # Most words stand in a scene a few times: what that is worth is reckoned once.
            worth = [max(1, int(255 * count / (count + rest))) for count in range(max(times.values(), default=0) + 1)]
            for term, count in times.items():
                scenes, impacts = found[term]
                scenes.append(scene)
                impacts.append(worth[count])
        return {term: (scenes, bytes(impacts)) for term, (scenes, impacts) in found.items()}


def tail_of(db: sqlite3.Connection) -> Gathered:
    """Return the words of what came after the last seal."""
    row = db.execute("SELECT last_span, last_scene FROM scene_ranges ORDER BY last_span DESC LIMIT 1").fetchone()
    words = Words()
    for scene, texts in texts_after(db, *(row or (0, 0))).items():
        words.add(scene, texts)
    return words.gathered()


def texts_after(
    db: sqlite3.Connection, span: int, scene: int, last_span: int | None = None
) -> Mapping[int, Sequence[str]]:
    """Return by scene the texts of the spans after one, and those that scenes after one took over when they began.

    `last_span` is the last span that counts; None: the last that there is.
    """
    # All texts of a scene at once: to count each of them by itself took as long as to read them.
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for number, text in chain(
        db.execute(
            "SELECT r.scene, s.text FROM spans s JOIN scene_reads r ON r.seq = s.seq WHERE s.id > ? AND s.id <= ?",
            (span, last_span if last_span is not None else 1 << 62),
        ),
        db.execute(
            "SELECT c.id, s.text FROM scenes c JOIN json_each(c.kept) k JOIN spans s ON s.id = k.value WHERE c.id > ?",
            (scene,),
        ),
    ):
        texts[number].append(text)
    return texts


# ---------------------------------------------------------------- looking up


def posted(db: sqlite3.Connection, terms: Collection[str]) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield what sealed ranges hold of some words, the oldest first: a word, its scenes (32-bit numbers), impacts."""
    yield from db.execute(
        "SELECT p.term, p.scenes, p.impacts FROM scene_ranges r CROSS JOIN json_each(?) j "
        "CROSS JOIN postings p ON p.range = r.id AND p.term = j.value ORDER BY r.last_span",
        (json.dumps([*terms]),),
    )


def standing(db: sqlite3.Connection, terms: Collection[str]) -> set[str]:
    """Return those of some words that any sealed range holds."""
    rows = db.execute(
        "SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM scene_ranges r CROSS JOIN postings p "
        "ON p.range = r.id AND p.term = j.value)",
        (json.dumps([*terms]),),
    )
    return {term for (term,) in rows}
