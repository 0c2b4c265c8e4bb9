"""What of a window is no content of it: its title bar, and the menus below. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from difflib import SequenceMatcher

from ledger.facts import Box
from projections.text import SpanRow

_LIKE_TITLE = 0.7
_TITLE_ROWS = 1.5
_SAME_ROW = 0.75
_OTHER_FONT = 0.08
_FEWEST_MENUS = 3
_MOST = 0.8
_CLOSE = frozenset("Xx")
_A_FILE = re.compile(r"[\w.@+-]*\w\.\w{1,10}")
_MENUS = frozenset(
    """
    bookmarks buffers build code database debug document edit editor encoding file find format git go goto help history
    insert language macro navigate navigator options plugins preferences product project query refactor run search
    selection sessions settings sql syntax terminal text tools vcs view window
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)


def below_title(
    spans: Sequence[SpanRow], title: str, window: Box, pitch: float, is_line: Callable[[str], bool] = lambda _text: True
) -> list[SpanRow]:
    """Return the runs below the title bar: the topmost row, where it says what the record does.

    Where it may be a line of the text itself (`is_line`), such as a prompt that is like the title, only another font
    tells it.
    """
    first = min((span.box[1] for span in spans), default=0)
    bars = [
        span.box[3]
        for span in spans
        if span.box[1] - first < _SAME_ROW * (span.box[3] - span.box[1])
        and span.box[1] - window[1] < _TITLE_ROWS * (span.box[3] - span.box[1])
        and _is_like(span.text, title)
        and (not is_line(span.text) or abs((span.box[2] - span.box[0]) / len(span.text) - pitch) > _OTHER_FONT * pitch)
    ]
    bottom = max(bars, default=window[1])
    return [span for span in spans if (span.box[1] + span.box[3]) / 2 > bottom]


def _is_like(text: str, title: str) -> bool:
    one, other = ("".join(each.casefold().split()) for each in (text, title))
    return len(one) >= 3 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE_TITLE


def below_menus(spans: Sequence[SpanRow], also: Set[str] = frozenset()) -> list[SpanRow]:
    """Return the runs without those of the topmost row that are menus of an editor, or called so, in small letters.

    A bar has several: `Tools` by itself heads a list of tools.
    """
    first = min(spans, key=lambda span: span.box[1], default=None)
    if first is None:
        return []
    menus = [
        span
        for span in spans
        if (span.box[1] + span.box[3]) / 2 <= first.box[3] and _are_menus(span.text.casefold().split(), _MENUS | also)
    ]
    is_bar = sum(len(span.text.split()) for span in menus) >= _FEWEST_MENUS
    return [span for span in spans if not (is_bar and span in menus)]


def _are_menus(words: Sequence[str], known: Set[str]) -> bool:
    """Say whether words are menus: all of them, or most of a bar, which may have one for what is edited."""
    count = sum(word in known for word in words)
    return count == len(words) or (count > _FEWEST_MENUS and count >= _MOST * len(words))


def below_tabs(spans: Sequence[SpanRow], name: str) -> list[SpanRow]:
    """Return the runs without a topmost row of tabs: names of files and nothing else, `name`, that is shown, too.

    A tab may have a mark: that it is not saved, or one to close it.
    """
    first = min(spans, key=lambda span: span.box[1], default=None)
    if first is None or not name:
        return list(spans)
    row = [span for span in spans if (span.box[1] + span.box[3]) / 2 <= first.box[3]]
    words = [word for span in row for word in span.text.split() if any(map(str.isalnum, word)) and word not in _CLOSE]
    is_strip = len(words) > 1 and name in words and all(_A_FILE.fullmatch(word.strip("*")) for word in words)
    return [span for span in spans if not (is_strip and span in row)]
