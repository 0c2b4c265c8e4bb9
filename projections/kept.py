"""Kept: what was gathered once from a state of the views, for the questions that follow; the oldest is let go first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by keys that begin with a state of the views (`database.state_of`), not more than a few; of any thread.

    What is kept is given to whoever asks, and is not to be changed.
    """

    def __init__(self, most: int) -> None:
        """Keep so many at the most."""
        self._most = most
        self._values: dict[K, V] = {}
        self._lock = Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """Return what is kept under a key, made now where nothing is."""
        known = self._values.get(key)
        if known is None:
            known = make()
            with self._lock:
                while len(self._values) >= self._most:
                    del self._values[next(iter(self._values))]
                self._values[key] = known
        return known
