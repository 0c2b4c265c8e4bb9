"""The window of time of an answer, as answers spell it."""

from __future__ import annotations

import msgspec


class AskedWindow(msgspec.Struct, frozen=True):
    """The half-open stretch of time an answer is about, UTC; `start` is None where it has no beginning.

    `words` are those of the question that say it, `said` tells how they were understood.
    """

    start: str | None
    end: str
    words: str
    said: str
    zone: str
