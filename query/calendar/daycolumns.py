"""Columns of days: where each begins and ends, told by their heads and by what stands in them.

Heads stand in the middle of a column, or where it begins or ends. Which of these it is, the lines inside tell, and the
hours beside the first column. Where that stays open a line has no column, unless all ways give it the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from projections.text import SpanRow
from query.calendar.dayheads import height
from query.calendar.entry import Day

_PAD, _BEFORE = 0.14, 0.04
_REGULAR = 0.03
_ROOM = 0.02
_SURE = 1.0
# In the middle, flush left, flush right.
Ways = list[list[Day]]


def fitted(days: Sequence[Day], inside: Sequence[SpanRow], beside: int = 0) -> Ways:
    """Return the days with the ends of their columns, in each way that may be meant, the likeliest first.

    Args:
        days: as their heads stand, from left to right.
        inside: lines of the calendar below the heads.
        beside: where the hours end that stand left of the first column; 0: there are none.
    """
    ways = {}
    for name, at in (("middle", _middle), ("left", _left), ("right", _right)):
        places = [at(day) for day in days]
        pitch = (places[-1] - places[0]) / (len(days) - 1)
        if pitch <= 0:
            return []
        pad = min(pitch * _PAD / 2, height(days[0].heads[0]) / 2)
        shift = {"middle": pitch / 2, "left": pad, "right": pitch - pad}[name]
        first = places[0] - shift
        edges = [places[0] + n * pitch - shift for n in range(len(days))]
        uneven = max(abs(place - places[0] - n * pitch) for n, place in enumerate(places)) / pitch
        ways[name] = (
            edges,
            pitch,
            _score(edges, pitch, inside) - (uneven > _REGULAR) * 2 - _crowded(first, beside, pitch),
        )
    best = max(score for _, _, score in ways.values())
    likely = sorted((way for way in ways.values() if way[2] > best - _SURE), key=lambda way: -way[2])
    return [
        # A line may be read a little wider than it is: a column takes in what begins just before it.
        [
            replace(day, left=edge - _BEFORE * pitch, right=edge + (1 - _BEFORE) * pitch)
            for day, edge in zip(days, edges, strict=True)
        ]
        for edges, pitch, _ in likely
    ]


def of(span: SpanRow, ways: Ways) -> Day | None:
    """Return the day in whose column a line begins; None: in none, or in another one each way."""
    found = [next((day for day in days if day.left <= span.box[0] < day.right), None) for days in ways]
    heads = {day.heads if day is not None else () for day in found}
    return found[0] if len(heads) == 1 else None


def _score(edges: Sequence[float], pitch: float, inside: Sequence[SpanRow]) -> float:
    """Return how many columns have a line that begins where they do, less those into which one reaches from before."""
    begun, crossed = defaultdict[int, bool](bool), defaultdict[int, bool](bool)
    for span in inside:
        for at, edge in enumerate(edges):
            if -_BEFORE * pitch <= span.box[0] - edge <= _PAD * pitch:
                begun[at] = True
            elif span.box[0] < edge - _BEFORE * pitch and span.box[2] > edge + _PAD * pitch:
                crossed[at] = True
    return len(begun) - len(crossed)


def _crowded(first: float, beside: int, pitch: float) -> float:
    """Return what speaks against a first column that begins before the hours end, or far behind them."""
    if not beside:
        return 0.0
    if first < beside - _ROOM * pitch - 8:
        return 3.0
    return 1.0 if first - beside > pitch / 3 else 0.0


def _middle(day: Day) -> float:
    return (day.left + day.right) / 2


def _left(day: Day) -> float:
    return day.left


def _right(day: Day) -> float:
    return day.right


def is_even(days: Sequence[Day]) -> bool:
    """Say whether heads stand at even steps, in any of the ways."""
    for at in (_middle, _left, _right):
        steps = [b - a for a, b in pairwise(map(at, days))]
        if min(steps) > 0 and max(steps) < min(steps) * 1.15:
            return True
    return False
