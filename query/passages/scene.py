"""One screen looked at closely: where on it the terms of a question stand, how close together, what belongs to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec

from ledger.facts import Box
from projections.standing import Line
from query.passages.block import Rows, Setting
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.passages.reader import Screen

# Distances are counted in heights of a line; at this one two words count half as much as side by side.
_HALF_AT = 8.0
_SIDEWAYS = 1 / 6
_NEAR = 0.5
_HAS_THE_VALUE = 1.25
_TITLE = 0.6
_LINES_SHOWN = 10
_MOST_ANCHORS, _MOST_IN_BLOCKS = 8, 16
_NEXT_LINE = 2.6
_CELLS = 3
_SAME_ROW = 0.6
_SAME_PARAGRAPH = 1.8
_MOST_OF_A_LINE = 0.8
_LONG_LINE = 30
_ENDS_A_SENTENCE = ".!?:;"


class Sight(msgspec.Struct, frozen=True):
    """What a screen has to say to a question.

    `score` is the weight of the terms found, less the farther they are apart; `found` are the places of these in
    the question's terms. `members` are the lines that hold them, the best first; `far` others that do, far off, but
    in their only place. `screen` is all that it shows.
    """

    score: float
    found: frozenset[int]
    members: tuple[Line, ...]
    far: tuple[Line, ...]
    screen: Screen

    def passage(self) -> tuple[Line, ...]:
        """Return the members and what stands beside them, in reading order; the whole screen is read for it."""
        return _passage(self.members, self.far, self.screen.lines)


def look(
    screen: Screen,
    title: str,
    terms: Sequence[Term],
    weights: Sequence[float],
    *,
    together: bool = False,
    is_enough: Callable[[float, frozenset[int]], bool] = lambda _score, _found: True,
    prefers: Callable[[str], bool] = lambda _line: False,
) -> Sight | None:
    """Return what a screen says to a question, or None where it lacks something essential, or all of it.

    Most screens say too little, which is known from the lines that hold a term; the others are not read for it.

    Args:
        screen: all that it shows, and which terms each line of it holds.
        title: the title and program of its window: a term found there counts, if less.
        terms: what to look for.
        weights: what each term counts, in the order of `terms`.
        together: every word with a meaning of its own must stand in one block of lines, or in the title.
        is_enough: says of a score and of the terms that were found whether that is enough; the best is taken all the
            same, whether it is or not, where any is.
        prefers: says of a line whether it has what is asked for: a place with such a line is taken before one that says
            hardly more.
    """
    standing = screen.standing(len(terms))
    titled = [holds(term, title) for term in terms]
    for term, places, in_title in zip(terms, standing, titled, strict=True):
        if term.kind == ESSENTIAL and not places and (term.near or not in_title):
            return None
    # What is found is the same from wherever it is looked at; side by side it would count in full.
    there = frozenset(number for number, places in enumerate(standing) if places or titled[number])
    if not is_enough(sum(weights[number] * (1.0 if standing[number] else _TITLE) for number in sorted(there)), there):
        return None
    needed = [
        places
        for term, places, in_title in zip(terms, standing, titled, strict=True)
        if together and term.kind not in WEAK and not in_title
    ]
    rows = [Rows(places) for places in needed]
    distinct = {span.id: span for places in standing for span in places}
    anchors = {number: span for number, span in distinct.items() if all(each.within_reach(span) for each in rows)}
    # Where all must stand in one block, more of them may be in it.
    chosen = _heaviest(anchors, standing, weights, _MOST_IN_BLOCKS if needed else _MOST_ANCHORS)
    readings = [_from(anchor, standing, titled, terms, weights) for anchor in chosen]
    possible = [reading for reading in readings if reading is not None]
    if not any(is_enough(reading.score, reading.found) for reading in possible):
        return None
    best = _best(possible, [{span.id for span in places} for places in needed], screen, prefers)
    return Sight(best.score, best.found, best.members, best.far, screen) if best else None


def _heaviest(
    anchors: Mapping[int, Line], standing: Sequence[Sequence[Line]], weights: Sequence[float], most: int
) -> Sequence[Line]:
    """Return the lines from which a screen is looked at: where very many hold a word, those that hold most of them."""
    if len(anchors) <= most:
        return list(anchors.values())
    held = dict.fromkeys(anchors, 0.0)
    for places, weight in zip(standing, weights, strict=True):
        for line in places:
            if line.id in held:
                held[line.id] += weight
    return [anchors[number] for number in sorted(anchors, key=lambda number: (-held[number], number))[:most]]


def _best(
    possible: Sequence[_Reading], needed: Sequence[set[int]], screen: Screen, prefers: Callable[[str], bool]
) -> _Reading | None:
    """Return the best reading around whose anchor a line of each needed kind stands in the same block of lines."""
    setting: Setting | None = None
    for reading in sorted(possible, key=partial(_preference, prefers), reverse=True):
        anchor = reading.members[0]
        # What the anchor itself holds stands in its block, whatever that is.
        others = [places for places in needed if anchor.id not in places]
        if others and setting is None:
            setting = Setting(screen.lines)
        if not others or (setting is not None and setting.joins(anchor, others)):
            return reading
    return None


class _Reading(msgspec.Struct, frozen=True):
    """A screen as seen from one span: what is near it, and what is `far` off but has only one place."""

    score: float
    found: frozenset[int]
    members: tuple[Line, ...]
    far: tuple[Line, ...]


def _preference(prefers: Callable[[str], bool], reading: _Reading) -> tuple[float, int, int]:
    box = reading.members[0].box
    has = any(prefers(line.text) for line in reading.members)
    return round(reading.score * (_HAS_THE_VALUE if has else 1.0), 6), -box[1], -box[0]


def _from(
    anchor: Line,
    standing: Sequence[Sequence[Line]],
    titled: Sequence[bool],
    terms: Sequence[Term],
    weights: Sequence[float],
) -> _Reading | None:
    score, found, members, far = 0.0, set(), {anchor.id: anchor}, list[Line]()
    for number, places in enumerate(standing):
        nearest, close = _nearest(anchor, places)
        if terms[number].near and close < _NEAR:
            return None
        if nearest is not None and close >= _NEAR:
            members.setdefault(nearest.id, nearest)
        elif nearest is not None and len(places) == 1:
            # Far off, but the only place of it: a caption, a heading, a signature.
            far.append(nearest)
        value = max(close, _TITLE if titled[number] else 0.0)
        if value:
            found.add(number)
            score += value * weights[number]
    return _Reading(score, frozenset(found), tuple(members.values()), tuple(far))


def _nearest(anchor: Line, places: Sequence[Line]) -> tuple[Line | None, float]:
    """Return the line closest to another, which may be that itself, and how close it is: 0 where there is none."""
    nearest, close = None, 0.0
    for line in places:
        if line.id == anchor.id:
            return line, 1.0
        if (value := closeness(anchor.box, line.box)) > close:
            nearest, close = line, value
    return nearest, close


def closeness(one: Box, other: Box) -> float:
    """Return 1 for two boxes on one line, side by side, and less the farther they are apart, never 0."""
    height = max(8, min(one[3] - one[1], other[3] - other[1]))
    rows = abs((one[1] + one[3]) - (other[1] + other[3])) / 2 / height
    gap = max(0, max(one[0], other[0]) - min(one[2], other[2])) / height
    return 1 / (1 + ((rows if rows > _SAME_ROW else 0.0) + gap * _SIDEWAYS) / _HALF_AT)


def _passage(members: Sequence[Line], far: Sequence[Line], spans: Sequence[Line]) -> tuple[Line, ...]:
    """Return the members, what stands right of or below one, where a label's value stands, and what is far off.

    A sentence that began in the line above is shown from there.

    Of a table in which a column and a row are named, the cell where they cross is shown, not the column's first.
    """
    chosen = {span.id: span for span in (*members, *far)[:_LINES_SHOWN]}
    cells = _crossings((*members, *far), spans)
    for member in (*members, *far):
        cell = cells.get(member.id)
        for span in _beside(member.box, spans) if cell is None else [cell]:
            if len(chosen) < _LINES_SHOWN:
                chosen.setdefault(span.id, span)
    return tuple(sorted(chosen.values(), key=lambda span: (span.box[1], span.box[0], span.id)))


def _crossings(members: Sequence[Line], spans: Sequence[Line]) -> dict[int, Line]:
    """Return, by the number of a member that heads a column, the cell in the row of another member that names one."""
    cells: dict[int, Line] = {}
    for head in members:
        for row in members:
            above, beside = head.box, row.box
            if above[3] > beside[1] or beside[2] > above[0]:
                continue
            height = max(8, beside[3] - beside[1])
            if not any(_heads(above, span.box, height) for span in spans):
                continue
            crossing = [
                span
                for span in spans
                if _is_right_of(beside, span.box, 4 * height)
                and abs((beside[1] + beside[3]) - (span.box[1] + span.box[3])) / 2 <= _SAME_ROW * height
                and span.box[0] < above[2]
                and above[0] < span.box[2]
            ]
            if crossing:
                cells[head.id] = crossing[0]
    return cells


def _heads(head: Box, cell: Box, height: int) -> bool:
    """Say whether a column begins right below a line."""
    return abs(cell[0] - head[0]) < height and _is_below(head, cell, height)


def _beside(box: Box, spans: Sequence[Line]) -> Iterable[Line]:
    height = max(8, box[3] - box[1])
    right = [span for span in spans if _is_right_of(box, span.box, height)]
    below = [span for span in spans if _is_below(box, span.box, height)]
    yield from (span for span in spans if _runs_into(span, box, height))
    yield from sorted(right, key=lambda span: (span.box[0], span.id))[:_CELLS]
    yield from sorted(below, key=lambda span: (span.box[1], span.box[0], span.id))[:1]


def _runs_into(line: Line, box: Box, height: int) -> bool:
    """Say whether a sentence of a paragraph goes on from a line to the one in a box, right below it."""
    rows = ((box[1] + box[3]) - (line.box[1] + line.box[3])) / 2 / height
    is_over = _SAME_ROW < rows <= _SAME_PARAGRAPH and abs(line.box[0] - box[0]) < height
    is_whole = line.box[2] - line.box[0] >= _MOST_OF_A_LINE * (box[2] - box[0])
    said = line.text.rstrip()
    return is_over and is_whole and len(said) >= _LONG_LINE and said[-1] not in _ENDS_A_SENTENCE


def _is_right_of(box: Box, other: Box, height: int) -> bool:
    rows = abs((box[1] + box[3]) - (other[1] + other[3])) / 2 / height
    return rows <= _SAME_ROW and box[2] <= other[0] + height // 2 and other[0] - box[2] <= 25 * height


def _is_below(box: Box, other: Box, height: int) -> bool:
    rows = ((other[1] + other[3]) - (box[1] + box[3])) / 2 / height
    return _SAME_ROW < rows <= _NEXT_LINE and other[0] < box[2] and box[0] < other[2]
