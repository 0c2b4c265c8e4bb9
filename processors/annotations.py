"""What an editor writes into a listing that is no line of its file. Pure.

Between its lines, how often something is used, who changed it last, and what can be run; behind a line, who changed
it, and what a checker says of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from processors.rows import Row, Sheet

MOST_PINNED = 6
"""So many heads of what encloses the first line are pinned above it, at most."""

FREE = 2
"""So many free cells stand before what is written behind a line, at least."""

_AGO = (
    r"(?:(?:a|an|a few|\d+) (?:second|sec|minute|min|hour|hr|day|week|wk|month|mo|year|yr)s? ago|just now|yesterday|"
    r"today|last (?:week|month|year))"
)
_WHO = r"(?:You|[^\W\d_][\w.\u2019' -]{1,40}?)"
_COUNTED = (
    r"(?:\d+|no) (?:references?|usages?|implementations?|inheritors?|overrides?|derived types?|related problems?|"
    r"authors?|tests?)"
)
_RUN = r"(?:Run|Debug|Run (?:All )?Tests?|Debug (?:All )?Tests?|Coverage)"
_NAMED = r"[A-Z][\w.\u2019'-]*(?: [A-Z][\w.\u2019'-]*){0,2}(?: \+\d+)?"
_MORE = r"[|lI(\u2022\u00b7].*"
_BETWEEN = re.compile(
    rf"^\W*(?:{_COUNTED}(?:\s+(?:{_MORE}|new \*.*|\*|{_NAMED}))?|{_RUN}(?:\s*[|l\u00b7\u2022]\s*{_RUN})*|"
    rf"{_WHO}, {_AGO}(?:\s*{_MORE})?)\s*$"
)
"""`3 references`, `Run | Debug`, `Ana Rowe, 3 days ago | 1 author`: alone in a row that has no line number."""

_BLAMED = re.compile(rf"^{_WHO}, {_AGO}\s+[\u2022\u00b7*.\u2013\u2014-]\s")
_SIGNED = (
    r"(?:(?:Pylance|Pyright|basedpyright|eslint|mypy|Ruff|Flake8|Pylint|Pyflakes|rustc|rust-analyzer|clippy|clang|clangd|"
    r"gopls|stylelint|markdownlint|sonarlint|cSpell)\([\w./@-]+\)|ts\(\d{4,5}\))\W*$"
)
_CHECKED = re.compile(rf"[\"'`\u201c\u2018]?\w.*\s{_SIGNED}", re.IGNORECASE)
"""What is wrong, and the name of a checker with that of its rule."""


def without_annotations(sheet: Sheet, numbers: Mapping[int, int]) -> Sheet:
    """Return the rows of a listing without what its editor says of them, given the line numbers by their rows.

    Without numbers nothing tells that from what somebody wrote.
    """
    if not numbers:
        return sheet
    rows = []
    for row in sheet.rows:
        if row.number not in numbers and _BETWEEN.match(sheet.line(row).strip()):
            continue
        rows.append(_without_end(sheet, row, 1 if row.number in numbers else 0))
    return msgspec.structs.replace(sheet, rows=tuple(rows))


def pinned(rows: Sequence[Row], numbers: Mapping[int, int]) -> int:
    """Return how many of the first rows are heads of what goes on below, pinned: each is set in more than the last.

    Behind each of them the line numbers jump, for its body has moved out of sight.
    """
    found = 0
    for at, (row, following) in enumerate(pairwise(rows[: MOST_PINNED + 1]), 1):
        is_deeper = following.words[0].x0 > row.words[0].x0
        if not is_deeper or row.number not in numbers or following.number not in numbers:
            break
        if numbers[following.number] - numbers[row.number] > following.number - row.number:
            found = at
    return found


def _without_end(sheet: Sheet, row: Row, first: int) -> Row:
    """Return a row without what is told of it behind its code, which begins with word number `first`."""
    for at in range(len(row.words) - 1, first, -1):
        before, word = row.words[at - 1], row.words[at]
        if word.x0 - before.x1 < FREE * sheet.pitch:
            continue
        told = " ".join(each.text for each in row.words[at:])
        if _BLAMED.match(told) or _CHECKED.match(told):
            box = (row.box[0], row.box[1], round(before.x1), row.box[3])
            return msgspec.structs.replace(row, words=row.words[:at], box=box)
    return row
