"""A window of a drawn desktop."""

from __future__ import annotations

from dataclasses import dataclass

Rect = tuple[int, int, int, int]


@dataclass(frozen=True)
class Window:
    """One window: which program, its title as the system knows it, where it is (CSS px), and what is in it."""

    app: str
    process: str
    title: str
    rect: Rect
    inner: str
    url: str = ""
    page: str = ""
    tags: tuple[str, ...] = ()
