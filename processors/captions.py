"""Captions of code on pages: the name of its language, which pages write over a block, beside `Copy`. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.facts import Box
from projections.text import SpanRow

ABOVE = 3.5
"""A caption ends no more than so many rows over the block."""

LEFT = 5
"""It begins no more than so many times the height of a row left of the block, or right of where the block begins."""

_NAMES = {
    "bash": "bash sh shell zsh console terminal shellscript",
    "batch": "batch cmd bat dos",
    "c": "c",
    "cpp": "c++ cpp",
    "cs": "c# csharp cs",
    "css": "css",
    "dart": "dart",
    "diff": "diff patch",
    "dockerfile": "dockerfile docker",
    "elixir": "elixir",
    "go": "go golang",
    "haskell": "haskell",
    "html": "html",
    "ini": "ini",
    "java": "java",
    "javascript": "javascript js jsx node.js",
    "json": "json jsonc",
    "julia": "julia",
    "kotlin": "kotlin",
    "lua": "lua",
    "makefile": "makefile make",
    "perl": "perl",
    "php": "php",
    "powershell": "powershell pwsh",
    "python": "python py python3 pycon",
    "r": "r",
    "ruby": "ruby",
    "rust": "rust",
    "scala": "scala",
    "sql": "sql postgresql postgres mysql sqlite plpgsql t-sql tsql",
    "swift": "swift",
    "toml": "toml",
    "typescript": "typescript ts tsx",
    "vba": "vba vb",
    "xml": "xml",
    "yaml": "yaml yml",
    "": "text txt plaintext output code",
}
_LANGUAGES = {name: language for language, names in _NAMES.items() for name in names.split()}
_DONE = r"(?:copy(?: code)?|copied!?|edit|run|download|wrap|expand|collapse|raw|preview)"
_CAPTION = re.compile(
    rf"^\W{{0,3}}(?P<name>[A-Za-z][\w+#.-]*)(?>(?P<done>(?:\W{{1,6}}{_DONE}\b)*))\W{{0,3}}$", re.IGNORECASE
)
_LONGEST = 60
_ORDINARY = frozenset("batch code console dart diff docker go make output patch r swift terminal text".split())  # noqa: SIM905
"""Names that are words as well: with a capital and nothing to copy beside them, they head or label something else."""


def language_of(text: str) -> str | None:
    """Return the language that a line names and says no more; empty for one that has no name of ours, None for none."""
    text = text.strip()
    told = _CAPTION.match(text) if len(text) <= _LONGEST else None
    if told is None:
        return None
    name = told["name"].casefold()
    is_word = name in _ORDINARY and told["name"] != name and not told["done"]
    return None if is_word else _LANGUAGES.get(name)


def language_over(block: Box, spans: Sequence[SpanRow], high: float) -> str | None:
    """Return the language that stands over a block, whose rows are `high` px; None where no caption stands there."""
    above = [
        span
        for span in spans
        if 0 <= block[1] - span.box[3] + high / 2 <= (ABOVE + 0.5) * high and abs(span.box[0] - block[0]) <= LEFT * high
    ]
    nearest = max(above, key=lambda span: span.box[3], default=None)
    return language_of(nearest.text) if nearest is not None else None
