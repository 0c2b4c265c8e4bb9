"""Candidates: which scenes can hold what is asked for, the heaviest first, and the spans in them that hold a term."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from projections import lifetimes, scenes, text
from projections.standing import Written
from query.passages.enough import ENOUGH_FOUND
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.lookup import Holders, Lookup
from query.passages.reader import Reader

_MOST_SCENES = 64
_MOST_ADMITTED = 800
_COUNTED_SCENES = 5_000


def stands(lookup: Lookup, term: Term, held: Holders) -> bool:
    """Say whether a term stands anywhere: a phrase in one span, and not just its words in one scene."""
    return bool(held) and (len(term.phrase) < 2 or lookup.is_anywhere(term))


def weights(db: sqlite3.Connection, terms: Sequence[Term], held: Sequence[Holders]) -> list[float]:
    """Return what each term counts: the rarer the more, as in BM25, times what its kind is worth.

    Spans are counted. Of a term that stands in very many scenes it is enough to know that of these: it weighs little.
    """
    # Where much was read anew, what stood there before does not count.
    anew = bool(scenes.superseded(db))
    total = max(text.count_shown(db) if anew else text.count_all(db), 1)
    counts = [
        max(len(scenes_), text.count_matching(db, term.match, shown=anew) if len(scenes_) <= _COUNTED_SCENES else 0)
        for term, scenes_ in zip(terms, held, strict=True)
    ]
    return [
        term.factor * math.log(1 + (total - min(count, total) + 0.5) / (count + 0.5)) + 0.01
        for term, count in zip(terms, counts, strict=True)
    ]


def weighed(
    terms: Sequence[Term], held: Sequence[Holders], weights: Sequence[float], allowed: set[int] | None
) -> dict[int, float]:
    """Return the scenes that can hold an answer, each with the weight of the terms that stand there."""
    seeds = _seeds(terms, weights)
    found: dict[int, float] = {}
    for number in seeds:
        for scene in held[number] if allowed is None else held[number].keys() & allowed:
            found[scene] = found.get(scene, 0.0) + weights[number]
    for number in range(len(terms)):
        if number not in seeds:
            few = held[number].keys() & found.keys() if len(held[number]) < len(found) else found.keys()
            for scene in few:
                if scene in held[number]:
                    found[scene] += weights[number]
    return found


def admitted(db: sqlite3.Connection, weighed: dict[int, float], admits: Callable[[str], bool]) -> dict[int, float]:
    """Return the scenes that have a frame which counts; of very many the heaviest, until there are enough."""
    found: dict[int, float] = {}
    for scene in sorted(weighed, key=lambda number: (-round(weighed[number], 6), -number)):
        shown = scenes.by_ids(db, [scene])[scene]
        placed = lifetimes.frames_between(db, shown.chain, shown.first, shown.last)
        if any(admits(frame.frame) for frame in placed):
            found[scene] = weighed[scene]
        if len(found) > _MOST_ADMITTED:
            break
    return found


def on_one_line(db: sqlite3.Connection, terms: Sequence[Term], *, earliest_first: bool) -> frozenset[int]:
    """Return scenes in which all telling terms stand in one line: the latest few, or the earliest where asked."""
    telling = [term for term in terms if term.kind not in WEAK]
    if len(telling) < 2:
        return frozenset()
    match = " AND ".join(f"({term.match})" for term in telling)
    return scenes.of_matching(db, match, _MOST_SCENES // 2, earliest_first=earliest_first)


def chosen(
    weighed: dict[int, float], *, earliest_first: bool, preferred: Collection[int] = ()
) -> tuple[list[int], bool]:
    """Return the heaviest scenes, at most `_MOST_SCENES`, and whether there were more.

    Of those that weigh the same, the preferred are taken first, then the latest, or the earliest where asked, and a few
    of the other end: so that it is known when something was seen first and last.
    """
    classes: dict[float, list[int]] = defaultdict(list)
    for scene, weight in weighed.items():
        classes[round(weight, 6)].append(scene)
    sign = 1 if earliest_first else -1
    chosen: list[int] = []
    for weight in sorted(classes, reverse=True):
        room = _MOST_SCENES - len(chosen)
        members = sorted(classes[weight], key=lambda scene: (scene not in preferred, sign * scene))
        if len(members) > room:
            few = room // 4
            return chosen + members[: room - few] + (members[-few:] if few else []), True
        chosen += members
    return chosen, False


def is_many(weighed: dict[int, float]) -> bool:
    """Say whether there are more scenes than are looked through."""
    return len(weighed) > _MOST_SCENES


def matches(db: sqlite3.Connection, reader: Reader, chosen: Sequence[int]) -> dict[int, list[tuple[int, Written]]]:
    """Return, for each chain with a chosen scene, the lines of these that hold a term, with the term's number."""
    matches: dict[int, list[tuple[int, Written]]] = defaultdict(list)
    seen: set[int] = set()
    for scene in scenes.by_ids(db, chosen).values():
        for written, held in reader.scene(scene.id):
            if written.id not in seen:
                seen.add(written.id)
                matches[scene.chain] += [(number, written) for number in held]
    return matches


def _seeds(terms: Sequence[Term], weights: Sequence[float]) -> list[int]:
    """Return the terms of which a scene must hold one, or it cannot hold enough: the essential, or the heaviest."""
    heaviest = sorted(range(len(terms)), key=lambda number: (-weights[number], number))
    essential = [number for number in heaviest if terms[number].kind == ESSENTIAL]
    if essential:
        return essential[:1]
    chosen, rest = [], sum(weights)
    for number in heaviest:
        if rest < ENOUGH_FOUND * sum(weights):
            break
        chosen.append(number)
        rest -= weights[number]
    return chosen
