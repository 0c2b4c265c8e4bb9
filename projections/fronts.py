"""What was in front on frames, remembered while events are folded: the one thing of a chain that counts, by places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from projections.lifetimes import Change, Tips
from projections.tables import Tables, forget_older

T = TypeVar("T")


class _Chain(Generic[T]):
    """The things that stand where a chain ends, and what was in front since which place."""

    def __init__(self) -> None:
        self.alive: dict[tuple[int, int], T] = {}
        self.places: list[int] = []
        self.fronts: list[T | None] = []


class Fronts(Generic[T]):
    """What is in front on the frames of the chains of a topic: of those that began since this was made."""

    _MOST_CHAINS, _MOST_CHANGES = 1_024, 4_096

    def __init__(self, tables: Tables, topic: str, first: Callable[[Iterable[T]], T | None]) -> None:
        """Take the topic, and what is in front of all that stands there, in the order of its events."""
        self._topic, self._first = topic, first
        self._tips = tables.memory(Tips)
        self._chains: dict[int, _Chain[T]] = {}

    def change(self, chain: int, place: int, seq: int, change: Change, appeared: Iterable[T]) -> None:
        """Take in what appeared and vanished on a frame."""
        if place == 0:
            self._chains[chain] = _Chain()
            if len(self._chains) > self._MOST_CHAINS:
                forget_older(self._chains)
        known = self._chains.get(chain)
        if known is None:
            return
        for gone in change.vanished:
            for at in gone.places:
                known.alive.pop((gone.seq, at), None)
        known.alive.update(((seq, at), each) for at, each in enumerate(appeared))
        known.places.append(place)
        known.fronts.append(self._first(known.alive.values()))
        if len(known.places) > self._MOST_CHANGES:
            del known.places[: self._MOST_CHANGES // 2], known.fronts[: self._MOST_CHANGES // 2]

    def on_frame(self, frame: str, ask: Callable[[], Iterable[T]]) -> T | None:
        """Return what is in front on a frame, None where nothing is; `ask` finds all that the frame shows."""
        placed = self._tips.placed(frame, self._topic)
        if placed is None:
            return None
        chain, place = placed
        known = self._chains.get(chain)
        at = bisect_right(known.places, place) - 1 if known is not None else -1
        return known.fronts[at] if known is not None and at >= 0 else self._first(ask())
