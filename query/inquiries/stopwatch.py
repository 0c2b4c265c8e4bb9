"""A stopwatch: how long each step of answering took, and who was asked for the answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from query.answers.plan import Candidate


class Stopwatch(msgspec.Struct):
    """Milliseconds that each step took, and who was asked for the answer."""

    steps: dict[str, float] = msgspec.field(default_factory=dict)
    candidates: list[Candidate] = msgspec.field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add what is done inside to the time of a step."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.steps[name] = round(self.steps.get(name, 0.0) + (time.perf_counter() - began) * 1000, 3)
