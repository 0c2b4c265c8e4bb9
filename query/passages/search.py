"""Finding screens: which stretches of frames show most of a question's terms, and what stands there.

Two looks. The coarse one asks the index of scenes which of them hold the heaviest of the terms, ranks these, and
finds the stretches of frames on which the terms are together. The fine one reads these screens whole (`scene`). What
is found again elsewhere, in the same words, is one find with more sightings.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec.structs import replace

from projections import frames, lifetimes, scenes
from projections.frames import Frame
from projections.lifetimes import Placed
from projections.standing import Written
from query.language.words import tokens
from query.passages import candidates, meant
from query.passages.enough import Enough, lacking, says_enough
from query.passages.intent import ESSENTIAL, Intent, Term
from query.passages.lookup import Lookup
from query.passages.panes import program_of
from query.passages.reader import Reader
from query.passages.scene import Sight, look
from query.passages.sieve import Sieve

Between = tuple[int, int]

_MOST_GROUPS = 120
_MOST_FINDS = 40
_BESIDE_THE_BEST = 0.75
_SAME_TEXT = 0.8


class Find(msgspec.Struct, frozen=True):
    """Something found: what the screen says, on which frame, and the frames that show it, in order of time.

    `strength` is the share of the question's weight that was found, near together, 0 to 1; `lacking` are words of
    the question that do not stand there.
    """

    sight: Sight
    frame: Frame
    strength: float
    sightings: tuple[Placed, ...]
    lacking: tuple[Term, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """The finds, best first; `absent` are terms that are nowhere; `clipped`: there was more than was looked through.

    `said` are terms for which other words were looked for, as they stand nowhere themselves.
    """

    finds: tuple[Find, ...]
    absent: tuple[Term, ...]
    clipped: bool = False
    said: tuple[Term, ...] = ()


class _Stretch(msgspec.Struct, frozen=True):
    """Places `first` to before `last` of a chain (None: to its end), over which the same matching spans are shown.

    `weight` is that of all terms there, `in_line` that of those in the line with the most.
    """

    chain: int
    first: int
    last: int | None
    weight: float
    in_line: float
    texts: frozenset[str]


def search(
    db: sqlite3.Connection,
    intent: Intent,
    between: Between | None,
    admits: Callable[[str], bool] | None = None,
    prefers: Callable[[str], bool] = lambda _line: False,
    *,
    says: Enough = says_enough,
    most: int = _MOST_FINDS,
) -> Found:
    """Look for what a question asks.

    Args:
        db: the tables of facts.
        intent: what to look for.
        between: half-open stretch of time of capture (UTC microseconds); None: all there is.
        admits: says of a record id whether that frame counts; None: all do.
        prefers: says of a line whether it has what is asked for; of two places on a screen that say about as much, the
            one with such a line is taken.
        most: as many finds are looked for, of the heaviest screens.
        says: says of a screen's score, the places of the terms found, all terms and their weights whether it is enough.
    """
    lookup = Lookup(db)
    terms = meant.terms(db, lookup, intent.terms)
    held = [lookup.term(term) for term in terms]
    absent = tuple(
        term for term, scenes_ in zip(terms, held, strict=True) if not candidates.stands(lookup, term, scenes_)
    )
    if not terms or any(term.kind == ESSENTIAL for term in absent):
        return Found((), absent)
    weights = candidates.weights(db, terms, held)
    allowed = None if between is None else scenes.within(db, *between)
    weighed = candidates.weighed(terms, held, weights, allowed)
    if admits is not None:
        weighed = candidates.admitted(db, weighed, admits)
    earliest_first = intent.measure == "first"
    preferred = candidates.on_one_line(db, terms, earliest_first=earliest_first) if candidates.is_many(weighed) else ()
    chosen, clipped = candidates.chosen(weighed, earliest_first=earliest_first, preferred=preferred)
    reader = Reader(db, Sieve(terms))
    matches = candidates.matches(db, reader, chosen)
    stretches = _stretches(matches, weights, _bounds(db, matches, between))
    groups = _groups(db, stretches, earliest_first=earliest_first)
    read = replace(intent, terms=terms)
    finds: list[Find] = []
    examined = 0
    for group in groups[:_MOST_GROUPS]:
        if len(finds) == most:
            break
        examined += 1
        find = _examine(db, group, read, weights, between, admits, reader, prefers, says)
        finds += [] if find is None else [find]
    clipped = clipped or examined < len(groups)
    said = tuple(term for term in terms if term.said)
    return Found(_ranked(_collapsed(finds, intent.measure), intent.measure), absent, clipped, said)


def _bounds(
    db: sqlite3.Connection, chains: Iterable[int], between: Between | None
) -> dict[int, tuple[int, int] | None]:
    """Return, for each chain, the places of its first and last frame in the window; None: all of it."""
    bounds: dict[int, tuple[int, int] | None] = {}
    for chain in chains:
        if between is None:
            bounds[chain] = None
            continue
        placed = lifetimes.frames_between(db, chain, 0, None, between)
        bounds[chain] = (placed[0].place, placed[-1].place + 1) if placed else (0, 0)
    return bounds


def _stretches(
    matches: dict[int, list[tuple[int, Written]]],
    weights: Sequence[float],
    bounds: dict[int, tuple[int, int] | None],
) -> list[_Stretch]:
    found: list[_Stretch] = []
    for chain, spans in matches.items():
        found += _sweep(chain, spans, weights, bounds[chain])
    return found


def _sweep(
    chain: int, spans: list[tuple[int, Written]], weights: Sequence[float], bound: tuple[int, int] | None
) -> list[_Stretch]:
    """Cut a chain where a matching span appears or goes, and weigh what is there in between."""
    low, high = bound or (0, None)
    born = sorted((max(span.born, low), number, span.id, span) for number, span in spans)
    alive: dict[tuple[int, int], Written] = {}
    ends: list[tuple[int, int, int]] = []
    cuts = sorted({place for place, *_ in born} | {span.gone for _, span in spans if span.gone is not None})
    cuts = [place for place in cuts if place >= low and (high is None or place < high)]
    said = {span.id: " ".join(tokens(span.text)) for _, span in spans}
    found, at = [], 0
    for index, place in enumerate(cuts):
        while ends and ends[0][0] <= place:
            _, number, span_id = heapq.heappop(ends)
            alive.pop((number, span_id), None)
        while at < len(born) and born[at][0] <= place:
            _, number, span_id, span = born[at]
            at += 1
            if span.gone is None or span.gone > place:
                alive[number, span_id] = span
                if span.gone is not None:
                    heapq.heappush(ends, (span.gone, number, span_id))
        if alive:
            last = cuts[index + 1] if index + 1 < len(cuts) else high
            weight = sum(weights[number] for number in {number for number, _ in alive})
            in_line: dict[int, float] = defaultdict(float)
            for number, span_id in alive:
                in_line[span_id] += weights[number]
            texts = frozenset(said[span_id] for _, span_id in alive)
            found.append(_Stretch(chain, place, last, weight, max(in_line.values()), texts))
    return found


def _groups(db: sqlite3.Connection, stretches: list[_Stretch], *, earliest_first: bool) -> list[list[_Stretch]]:
    """Return the stretches that show the same matching texts together, the heaviest groups first.

    Of groups of one weight those come first that have most of it in one line; then, and inside a group, the later, or
    the earlier where asked.
    """
    began = lifetimes.beginnings(db, sorted({stretch.chain for stretch in stretches}))
    sign = 1 if earliest_first else -1

    def moment(stretch: _Stretch) -> tuple[int, int, int]:
        return sign * began.get(stretch.chain, 0), sign * stretch.first, stretch.chain

    by_texts: dict[frozenset[str], list[_Stretch]] = defaultdict(list)
    for stretch in sorted(stretches, key=moment):
        by_texts[stretch.texts].append(stretch)
    return sorted(
        by_texts.values(),
        key=lambda group: (-round(group[0].weight, 6), -round(group[0].in_line, 6), moment(group[0])),
    )


def _examine(
    db: sqlite3.Connection,
    group: list[_Stretch],
    intent: Intent,
    weights: Sequence[float],
    between: Between | None,
    admits: Callable[[str], bool] | None,
    reader: Reader,
    prefers: Callable[[str], bool],
    says: Enough,
) -> Find | None:
    """Look closely at the first stretch of a group that has a frame; None where that says too little."""
    sightings: list[Placed] = []
    for stretch in group:
        sightings += lifetimes.frames_between(db, stretch.chain, stretch.first, stretch.last, between)
    if admits is not None:
        sightings = [placed for placed in sightings if admits(placed.frame)]
    if not sightings:
        return None
    sightings.sort(key=lambda placed: (placed.captured_us, placed.chain, placed.place))
    shown = sightings[0 if intent.measure == "first" else -1]
    frame = frames.by_id(db, shown.frame)
    if frame is None:
        return None
    title = f"{frame.window_title or ''} {program_of(frame.process_path)}"
    screen = reader.frame(shown.chain, shown.place)

    def enough(score: float, held: frozenset[int]) -> bool:
        return says(score, held, intent.terms, weights)

    sight = look(screen, title, intent.terms, weights, together=intent.together, is_enough=enough, prefers=prefers)
    if sight is None or not enough(sight.score, sight.found):
        return None
    return Find(sight, frame, sight.score / sum(weights), tuple(sightings), lacking(sight, intent.terms))


def _collapsed(finds: Sequence[Find], measure: str) -> list[Find]:
    """Let finds that say the same be one: the strongest, with the sightings of all."""
    kept: list[tuple[Find, frozenset[str]]] = []
    for find in sorted(finds, key=lambda find: _rank(find, measure)):
        words = frozenset(token for span in find.sight.members for token in tokens(span.text))
        for at, (other, known) in enumerate(kept):
            if _is_same(words, known):
                merged = {(placed.frame): placed for placed in (*other.sightings, *find.sightings)}
                ordered = sorted(merged.values(), key=lambda placed: (placed.captured_us, placed.frame))
                kept[at] = (replace(other, sightings=tuple(ordered)), known)
                break
        else:
            kept.append((find, words))
    return [find for find, _ in kept]


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two texts differ by no more than a misread letter or two would explain; numbers must be the same."""
    if len(one & other) < _SAME_TEXT * len(one | other):
        return False
    return not any(letter.isdigit() for token in one ^ other for letter in token)


def _ranked(finds: Sequence[Find], measure: str) -> tuple[Find, ...]:
    best = max((find.strength for find in finds), default=0.0)
    return tuple(
        sorted(
            (find for find in finds if find.strength >= _BESIDE_THE_BEST * best),
            key=lambda find: _rank(find, measure),
        )
    )


def _rank(find: Find, measure: str) -> tuple[float, int, str, int]:
    when = find.sightings[0].captured_us if measure == "first" else -find.sightings[-1].captured_us
    return -round(find.strength, 2), when, find.frame.id, find.sight.members[0].id
