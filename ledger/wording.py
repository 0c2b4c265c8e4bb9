"""Parts of sentences for a person: numbers (`1 frame`, `2 frames`, `window missing (8)`), and what the system said."""

from __future__ import annotations

from collections.abc import Mapping


def numbered(count: int, one: str, many: str = "") -> str:
    """Return a number with what is counted: with `one` where it is 1, else with `many` (by default `one` and an s)."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def tallied(counts: Mapping[str, int]) -> str:
    """Return how often each stable word occurred, in words: `window missing (8), uia ref missing (59)`."""
    return ", ".join(f"{name.replace('_', ' ')} ({count})" for name, count in counts.items() if count)


def why(error: Exception) -> str:
    """Return what an exception says, without the number and the path that the system's own errors repeat."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
