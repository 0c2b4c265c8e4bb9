"""Posts of which each is one line: the hour, who says it between signs, and what, as chats in terminals print it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.facts import Box, Post
from processors.bylined import Byline, part
from processors.sight import SAME_EDGE, Sight, around, height, post_of
from processors.stamps import is_clock
from projections.text import SpanRow

FEWEST = 3
"""Lines that make a talk."""

_WHEN = r"[\[(]?(?P<said>\d{1,2}:\d\d(?::\d\d)?)[\])]?"
_BEGINS = re.compile(r"[\[(]?\d{1,2}:\d\d")
_NICK = r"[@+%~&]?(?P<nick>[^\W\d][\w\[\]{}^`.-]{0,29})"
_ANGLES = re.compile(rf"{_WHEN}\s?<\s?{_NICK}\s?>\s?(?P<text>\S.*)")
_BAR = re.compile(rf"{_WHEN}\s{_NICK}\s[|│┃]\s?(?P<text>\S.*)")
_LEVELS = re.compile(
    r"trace|debug|info|notice|warn|warning|error|err|critical|crit|fatal|panic|severe|fine|verbose", re.IGNORECASE
)
# In heights of a line.
_WRAPPED = 1.0
_LONGEST = 600


def spoken_of(sight: Sight) -> list[Post]:
    """Return what was said line by line; nothing where too few lines, or only one name, say it."""
    for pattern in (_ANGLES, _BAR):
        posts = list(_lines(sight, pattern))
        if len(posts) >= FEWEST and len({post.author for post in posts}) > 1:
            return posts
    return []


def _lines(sight: Sight, pattern: re.Pattern[str]) -> Iterator[Post]:
    for line in sight.lines:
        if not _BEGINS.match(line.text):
            continue
        row = [line, *sight.row(line)]
        text = " ".join(" ".join(each.text.split()) for each in row)[:_LONGEST]
        match = pattern.fullmatch(text)
        if match is None or _LEVELS.fullmatch(match["nick"]) or not is_clock(match["said"]):
            continue
        yield _post(sight, row, text, match)


def _post(sight: Sight, row: list[SpanRow], text: str, match: re.Match[str]) -> Post:
    counts = [len(text[: match.start(group)].split()) for group in ("said", "nick", "text")]
    ends = [len(text[: match.end(group)].split()) for group in ("said", "nick", "text")]
    said, nick, told = (_boxes(row, first, end) for first, end in zip(counts, ends, strict=True))
    byline = Byline(row[0], nick, match["nick"], said, match["said"])
    texts = [(told, match["text"]), *_wrapped(sight, row, told)]
    return post_of(byline, texts)


def _boxes(row: list[SpanRow], first: int, end: int) -> Box:
    """Return the box of some of the words of a row that was read in pieces."""
    found: list[Box] = []
    at = 0
    for span in row:
        count = len(span.text.split())
        low, high = max(first, at), min(max(end, first + 1), at + count)
        if low < high:
            found.append(part(span, low - at, high - at))
        at += count
    return around(found) if found else row[0].box


def _wrapped(sight: Sight, row: list[SpanRow], told: Box) -> Iterator[tuple[Box, str]]:
    """Yield the lines below in which a long one goes on: they begin where it does, and have no hour."""
    last = told
    for line in sight.between(row[0].box[3] - 2, float("inf")):
        high = height(line.box)
        if line.box[1] - last[3] > _WRAPPED * high:
            return
        if line.box[0] < told[0] - SAME_EDGE * high:
            if line.box[1] > (last[1] + last[3]) / 2:
                return
            continue
        if abs(line.box[0] - told[0]) <= SAME_EDGE * high and line.box[1] > (last[1] + last[3]) / 2:
            yield line.box, line.text
            last = line.box
