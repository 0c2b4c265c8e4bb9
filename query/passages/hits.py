"""Hits: scenes ranked for words, by the words themselves (BM25), what they mean (vectors), and time, with facets.

1. the scenes that hold a word, each with its BM25 weight; those with a passage that means about the same; and, where
   the words name a time, those of that time by the other words
2. these rankings are fused by rank (reciprocal rank fusion: Cormack and others, 2009); the words count most
3. what shows the same lines of one thing in one session is one hit
4. out of all that hold a word, so many were in each program and on each site (facets)

Equal hits come the latest first. Unlike an answer (`query.ask`) a hit claims nothing: it says where to look.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec

from projections import frames, moment, scenes, standing, text
from projections.frames import Frame
from projections.scenes import Scene
from projections.text import LivingSpan
from query.answers.coverage import Between
from query.language.words import forms, tokens
from query.passages import kindred, subjects
from query.passages.intent import ORDINARY, Term, read, unquoted
from query.passages.intent import quoted as quoted_in
from query.passages.lookup import Holders, Lookup
from query.passages.sieve import Lines, Sieve
from query.times.when import Reading

RANKED = 200
_HALFWAY = 60
MEANING = 0.25
"""How much the ranking by meaning counts, against 1 of the ranking by words."""
TIMES = 0.5
"""How much the ranking within the time that the words name counts."""
_LINES = 4


class Hit(msgspec.Struct, frozen=True):
    """A scene that was found.

    Attributes:
        scene: the stretch of frames.
        frame: its first frame.
        subject: what was in front: (program, site or document).
        lines: the lines that hold the words, the first few from top to bottom; of a scene that was found by what
            it means alone the passage that does, and by its time alone the upper ones.
        score: of the fused ranking; what is higher comes first.
        ranks: its place in the rankings by words, by meaning and by time, from 1 on; None where it has none.
        alike: how many other scenes of that session show the same lines of the same thing.
    """

    scene: Scene
    frame: Frame
    subject: tuple[str, str]
    lines: tuple[LivingSpan, ...]
    score: float
    ranks: tuple[int | None, ...]
    alike: int = 0


class Hits(msgspec.Struct, frozen=True):
    """What was found: `found` scenes hold a word, out of `out_of` in the window and filters; facets count these."""

    hits: tuple[Hit, ...]
    found: int
    out_of: int
    apps: tuple[tuple[str, int], ...] = ()
    sites: tuple[tuple[str, int], ...] = ()
    terms: tuple[Term, ...] = ()


def find(
    db: sqlite3.Connection,
    words: str,
    *,
    between: Between | None = None,
    among: Collection[int] | None = None,
    reading: Reading | None = None,
    limit: int = 10,
    by_meaning: bool = True,
    facets: bool = True,
) -> Hits:
    """Rank the scenes that words are found in.

    Args:
        db: the tables of facts, open for reading.
        words: what to look for; what stands in quotation marks must stand there as it is.
        between: half-open stretch of time of capture (UTC microseconds); None: all there is.
        among: only scenes with one of these subjects in front (`subjects.fitting`); None: any.
        reading: the same words, read for what they say of time: scenes of then come before equal ones, and no other
            is left out, for the words may have stood on the screen. None: they say nothing of it.
        limit: hits at the most.
        by_meaning: rank by vectors, too; it loads numpy.
        facets: count programs and sites.
    """
    lookup = Lookup(db)
    allowed = _allowed(db, between, among)
    terms, held = _held(lookup, words, allowed)
    found = set().union(*held) if held else set()
    alike = kindred.scenes_of(db, words, allowed) if by_meaning and terms else []  # `?!` means nothing
    then: list[int] = []
    if reading is not None and (inside := _of_time(db, reading, allowed)) is not None:
        rest, held_then = _held(lookup, reading.rest, inside) if tokens(reading.rest) else ((), [])
        then = _by_words(held_then, lookup.total, rest) if rest else sorted(inside, reverse=True)[:RANKED]
        found = found if rest else found | inside
    rankings = (_by_words(held, lookup.total, terms), [scene for scene, _ in alike], then)
    hits = _hits(db, terms, _fused(rankings), dict(alike), limit)
    apps, sites = subjects.counted(db, found) if facets else ((), ())
    return Hits(hits, len(found), lookup.total if allowed is None else len(allowed), apps, sites, terms)


def _held(lookup: Lookup, words: str, allowed: set[int] | None) -> tuple[tuple[Term, ...], list[Holders]]:
    """Return what words ask for, and the scenes that hold each of these."""
    terms = tuple(lookup.as_read(term) for term in terms_of(words))
    held = [lookup.term(term) for term in terms]
    if allowed is not None:
        held = [{scene: impact for scene, impact in each.items() if scene in allowed} for each in held]
    return terms, held


def _of_time(db: sqlite3.Connection, reading: Reading, allowed: set[int] | None) -> set[int] | None:
    """Return the scenes of the time that words name, of all that it may mean; None where they name none."""
    if not reading.windows:
        return None
    inside: set[int] = set()
    for window in reading.windows:
        start = moment.of(window.start) if window.start is not None else 0
        inside |= scenes.within(db, start, moment.of(window.end))
    return inside if allowed is None else inside & allowed


def terms_of(words: str) -> tuple[Term, ...]:
    """Return what words ask for: quoted ones and names of several parts as they stand, others in any form.

    Of a question the words of asking are left aside, unless it has no others.
    """
    if terms := read(words).terms:
        return terms
    found = [Term(text, ORDINARY, phrase=tokens(text)) for text in quoted_in(words)]
    for word in unquoted(words).split():
        parts = tokens(word)
        if len(parts) > 1:
            found.append(Term(word, ORDINARY, phrase=parts))
        elif parts:
            found.append(Term(word, ORDINARY, forms=forms(parts[0])))
    distinct = {(term.phrase, term.forms): term for term in found if term.phrase or term.forms}
    return tuple(distinct.values())


def _allowed(db: sqlite3.Connection, between: Between | None, among: Collection[int] | None) -> set[int] | None:
    allowed = None if between is None else scenes.within(db, *between)
    if among is not None:
        of_them = {scene for scene, subject in enumerate(subjects.of_scenes(db)) if scene and subject in among}
        of_them -= scenes.superseded(db)
        allowed = of_them if allowed is None else allowed & of_them
    return allowed


def _by_words(held: Sequence[Holders], total: int, terms: Sequence[Term]) -> list[int]:
    """Return the scenes with the highest sums of BM25, at most `RANKED`; of equal ones the latest first.

    Each of the terms counts by its rarity, and by its own factor.

    The rarest word comes first. Once enough scenes weigh more than all words that are left could, no other scene can
    come among the first, and what is left is added to those that are known (MaxScore: Turtle and Flood, 1995).
    """
    weights = [
        term.factor * math.log(1 + (total - len(each) + 0.5) / (len(each) + 0.5))
        for each, term in zip(held, terms, strict=True)
    ]
    order = sorted(range(len(held)), key=lambda number: -weights[number])
    scores: dict[int, float] = {}
    left = sum(weights) * 255
    settled = False
    for number in order:
        worth = [round(weights[number] * impact, 6) for impact in range(256)]
        if settled:
            few = held[number].keys() & scores.keys() if len(held[number]) < len(scores) else scores.keys()
            for scene in few:
                scores[scene] += worth[held[number].get(scene, 0)]
        elif scores:
            for scene, impact in held[number].items():
                scores[scene] = scores.get(scene, 0.0) + worth[impact]
        else:
            scores = dict(zip(held[number], map(worth.__getitem__, held[number].values()), strict=True))
        left -= weights[number] * 255
        if not settled and len(scores) > RANKED:
            settled = heapq.nlargest(RANKED, scores.values())[-1] > left
    return _highest(scores)


def _highest(scores: Mapping[int, float]) -> list[int]:
    if len(scores) > RANKED:
        least = heapq.nlargest(RANKED, scores.values())[-1]
        scores = {scene: score for scene, score in scores.items() if score >= least}
    return sorted(scores, key=lambda scene: (-scores[scene], -scene))[:RANKED]


_Ranks = tuple[int | None, ...]


def _fused(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float, _Ranks]]:
    """Return the scenes of the rankings by words, by meaning and by time, the best first, with score and places."""
    places = defaultdict[int, list[int | None]](lambda: [None] * len(rankings))
    for which, ranking in enumerate(rankings):
        for place, scene in enumerate(ranking, 1):
            places[scene][which] = place
    # Read when it is asked for: how much each counts is measured with other numbers, too.
    weights = (1.0, MEANING, TIMES)
    fused = [
        (scene, sum(weight / (_HALFWAY + at) for weight, at in zip(weights, placed, strict=True) if at), tuple(placed))
        for scene, placed in places.items()
    ]
    return sorted(fused, key=lambda each: (-round(each[1], 9), -each[0]))


def _hits(
    db: sqlite3.Connection,
    terms: Sequence[Term],
    fused: Sequence[tuple[int, float, _Ranks]],
    vectors: Mapping[int, int],
    limit: int,
) -> tuple[Hit, ...]:
    """Return the first hits; a scene that shows the same as one before it in its session is counted with that one."""
    kept: dict[tuple[str, int, frozenset[str]], Hit] = {}
    alike: Counter[tuple[str, int, frozenset[str]]] = Counter()
    sieve = Sieve(terms)
    for number, score, ranks in fused:
        scene = scenes.by_ids(db, [number]).get(number)
        frame = frames.by_id(db, scene.frame) if scene is not None else None
        if scene is None or frame is None:
            continue
        lines = _lines(db, sieve, scene) or kindred.lines_of(db, scene, vectors.get(number)) or _top(db, scene)
        subject = subjects.of_frame(db, scene.frame)
        key = (frame.run_id or frame.handoff, subject, frozenset(" ".join(tokens(line.span.text)) for line in lines))
        if key in kept:
            alike[key] += 1
        elif len(kept) < limit:
            kept[key] = Hit(scene, frame, subjects.told(db, subject), lines, score, ranks)
        else:
            break
    return tuple(_with_alike(hit, alike[key]) for key, hit in kept.items())


def _with_alike(hit: Hit, alike: int) -> Hit:
    return Hit(hit.scene, hit.frame, hit.subject, hit.lines, hit.score, hit.ranks, alike)


def _lines(db: sqlite3.Connection, sieve: Sieve, scene: Scene) -> tuple[LivingSpan, ...]:
    """Return the lines of a scene that hold most of the terms, from top to bottom."""
    shown = standing.texts(db, scene.id)
    held = sieve.held(Lines([row[3] for row in shown]))
    counted = [(-len(numbers), shown[at][0]) for at, numbers in held.items()]
    spans = [text.by_id(db, number) for _, number in heapq.nsmallest(_LINES, counted)]
    found = [span for span in spans if span is not None]
    return tuple(sorted(found, key=lambda each: (each.born, each.span.box[1], each.span.box[0], each.span.id)))


def _top(db: sqlite3.Connection, scene: Scene) -> tuple[LivingSpan, ...]:
    """Return the upper lines of a scene's first frame: of what is found by its time alone no others stand out."""
    return tuple(standing.at(db, scene.chain, scene.first)[:_LINES])
