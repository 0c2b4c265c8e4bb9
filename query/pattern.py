"""Patterns that are compiled when they are first used: there are hundreds, and a question needs a few dozen of them.

Compiling all of them took longer than answering; `query` starts anew with every question.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands in for a pattern until one of its methods is asked for, and has them itself from then on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        compiled = re.compile(self._text, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as `re.compile` would give it. What is wrong with the text is raised at the first use."""
    return cast("re.Pattern[str]", _Lazy(text, flags))
