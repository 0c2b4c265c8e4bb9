"""Patterns that are compiled when a text is met in which they may match.

There are hundreds, a question needs a few dozen of them, and compiling all took longer than answering: `query` starts
anew with every question. That none of the bits stands in a text without which a pattern cannot match (`needed`) is
known in a sixth of the time in which a compiled pattern does not match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from query.needed import needed


class _Lazy:
    """Stands in for a pattern: has those of its methods that are in use."""

    __slots__ = ("_bits", "_compiled", "_flags", "_text")

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags
        self._bits: tuple[str, ...] | None = None
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().search(text, *span) if self._may_match(text) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().match(text, *span) if self._may_match(text) else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().fullmatch(text, *span) if self._may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._pattern().finditer(text, *span) if self._may_match(text) else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        return self._pattern().findall(text, *span) if self._may_match(text) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self._pattern().split(text, maxsplit) if self._may_match(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._pattern().sub(by, text, count) if self._may_match(text) else text

    def subn(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> tuple[str, int]:
        return self._pattern().subn(by, text, count) if self._may_match(text) else (text, 0)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a pattern has
        return getattr(self._pattern(), name)

    def _may_match(self, text: str) -> bool:
        bits = self._bits
        if bits is None:
            bits = self._bits = () if self._flags & re.VERBOSE else needed(self._text)
        if not bits or not text.isascii():
            return True
        low = text.lower()
        for bit in bits:  # noqa: SIM110 - this is asked hundreds of times a question, and `any` takes twice as long
            if bit in low:
                return True
        return False

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._text, self._flags)
        return self._compiled


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as `re.compile` would give it. What is wrong with the text is raised at the first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
