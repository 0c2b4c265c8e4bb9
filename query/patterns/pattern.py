"""Patterns that are compiled when a text is met in which they may match.

There are hundreds, a question needs a few dozen of them, and compiling all took longer than answering: `query` starts
anew with every question. What cannot be missing where a pattern matches (`needed.py`) stands in `needed.json`:
reading it off took as long as compiling those dozens; a pattern that is not there is read as it comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

import msgspec

from query.patterns.flat import Needs, flat, stand, words_of

TABLE = Path(__file__).with_name("needed.json")


class _Lazy:
    """Stands in for a pattern: has those of its methods that are in use."""

    __slots__ = ("_bits", "_compiled", "_flags", "_needs", "_text")

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags
        self._needs: Needs | None = None
        self._bits: tuple[str, ...] = ()
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().search(text, *span) if self._may_match(text, span) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().match(text, *span) if self._may_match(text, span) else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self._pattern().fullmatch(text, *span) if self._may_match(text, span) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._pattern().finditer(text, *span) if self._may_match(text, span) else iter(())

    def findall(self, text: str, *span: int) -> list[Any]:
        return self._pattern().findall(text, *span) if self._may_match(text, span) else []

    def split(self, text: str, maxsplit: int = 0) -> list[str | Any]:
        return self._pattern().split(text, maxsplit) if self._may_match(text) else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._pattern().sub(by, text, count) if self._may_match(text) else text

    def subn(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> tuple[str, int]:
        return self._pattern().subn(by, text, count) if self._may_match(text) else (text, 0)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a pattern has
        return getattr(self._pattern(), name)

    def _may_match(self, text: str, span: tuple[int, ...] = ()) -> bool:
        if self._compiled is not None:
            return self._may_be_found(text)
        if self._needs is None:
            self._needs = () if self._flags & re.VERBOSE else _needs_of(self._text)
        if not self._needs or not text.isascii():
            return True
        # Where an end is named, words end there, too.
        return stand(self._needs, flat(text[: span[1]] if len(span) > 1 else text))

    def _may_be_found(self, text: str) -> bool:
        """Say the same of a compiled pattern, which is nearly as quick as to make a text flat."""
        bits = self._bits
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
            self._bits = words_of(self._needs or ())
        return self._compiled


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as `re.compile` would give it. What is wrong with the text is raised at the first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))


def digest(text: str) -> str:
    """Return by what the table knows the text of a pattern."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@cache
def _known() -> dict[str, msgspec.Raw]:
    return msgspec.json.decode(TABLE.read_bytes(), type=dict[str, msgspec.Raw])


def _needs_of(text: str) -> Needs:
    known = _known().get(digest(text))
    if known is not None:
        return cast("Needs", msgspec.json.decode(known))
    from query.patterns.needed import needed  # for a pattern that was written since

    return needed(text)
