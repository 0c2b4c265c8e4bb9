"""Summaries of keyframes without a model: the title, the page, its heading, and the lines that say most. Pure.

Lines are chosen as SumBasic does (Nenkova and Vanderwende, "The Impact of Frequency on Summarization", 2005): the line
whose words are most frequent on the frame is taken, what it has said counts for less, and so on.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from ledger.facts import Excerpt, FrameSummarized, Maker
from processors.findings import Earlier, Findings, Subject
from processors.processor import Traits
from projections.box import is_in
from projections.text import SpanRow

NAME = "summary"
VERSION = 1
NEEDS = ("keyframes", "text", "windows", "pages")

LINES = 3
"""So many lines at most are taken beside title and heading."""

LAST = 2
"""So many lines where none is a sentence."""

LONGEST = 160
"""Of a line no more letters than these are taken."""

LARGE = 1.35
"""A heading is set so much larger than the usual line of its window."""

FEWEST_WORDS, FEWEST_LETTERS = 4, 20
"""A line with less says too little by itself."""

CONFIDENCE = 6_000
"""Lines that were read less surely (basis points) are not taken."""

_WORD = re.compile(r"[^\W\d_]{4,}")


class SummaryProcessor:
    """Says in a few words what a keyframe shows, all of them words that stand on it."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", needs=NEEDS, keyframes_only=True, stays=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:  # noqa: ARG002 - each frame for itself
        """Return the summary of a frame; nothing where nothing is written on it."""
        found = tuple(excerpts(subject))
        if not found:
            return Findings(())
        maker = Maker(NAME, VERSION, parameters=f"lines={LINES} large={LARGE}")
        return Findings((FrameSummarized(subject.frame, maker, spelled(found), found),))


def spelled(found: Sequence[Excerpt]) -> str:
    """Return excerpts as a text: the title and in brackets the address, then the heading and the lines."""
    said = {
        role: [each.text for each in found if each.role == role] for role in ("title", "address", "heading", "line")
    }
    head = " ".join([*said["title"], *(f"({address})" for address in said["address"])])
    return ": ".join(filter(None, (head, "; ".join([*said["heading"], *said["line"]]))))


def excerpts(subject: Subject) -> Iterator[Excerpt]:
    """Yield what a summary is put together of, with the boxes in which it stands."""
    window = next((each for each in subject.windows if each.focused), None)
    if window is not None:
        title = window.document or window.title or window.app
        called = " · ".join(dict.fromkeys(filter(None, (window.app, title))))
        yield Excerpt(window.box, "title", _cut(called))
    page = next(iter(subject.pages), None)
    if page is not None and page.host:
        yield Excerpt(page.box, "address", _cut(page.url or page.host))
    told = [_letters(window.title)] if window is not None else []
    told += [_letters(page.text)] if page is not None else []
    spans = [
        span
        for span in subject.spans
        if (window is None or is_in(span.box, window.box)) and not _repeats(_letters(span.text), told)
    ]
    heading = _heading(spans)
    if heading is not None:
        yield Excerpt(heading.box, "heading", _cut(heading.text))
    lines = [span for span in spans if span is not heading and _says_something(span)]
    chosen = salient(lines, said=[heading.text] if heading is not None else [])
    # Where there are no sentences, as in a terminal, the last lines are the news.
    for span in chosen or [span for span in spans if span is not heading and _is_long(span)][-LAST:]:
        yield Excerpt(span.box, "line", _cut(span.text))


def _repeats(letters: str, told: Sequence[str]) -> bool:
    """Say whether a line says what was told: the title of the window or of the tab, the address."""
    return any(len(letters) >= 3 and (letters in each or (len(each) >= 3 and each in letters)) for each in told)


def _heading(spans: Sequence[SpanRow]) -> SpanRow | None:
    """Return the topmost of the lines that are set in the largest letters, where these are larger than usual."""
    words = [span for span in spans if _is_worded(span.text) and span.confidence >= CONFIDENCE]
    if len(words) < 3:
        return None
    usual = statistics.median(_height(span) for span in words)
    large = [span for span in words if _height(span) >= LARGE * usual]
    most = max((_height(span) for span in large), default=0)
    return next((span for span in large if _height(span) >= 0.9 * most), None)


def _is_worded(text: str) -> bool:
    signs = [letter for letter in text if not letter.isspace()]
    return len(signs) >= 3 and sum(letter.isalnum() for letter in signs) >= 0.8 * len(signs)


def _says_something(span: SpanRow) -> bool:
    return _is_long(span) and len(_WORD.findall(span.text)) >= FEWEST_WORDS


def _is_long(span: SpanRow) -> bool:
    return span.confidence >= CONFIDENCE and len(span.text.strip()) >= FEWEST_LETTERS


def salient(spans: Sequence[SpanRow], *, said: Sequence[str] = ()) -> list[SpanRow]:
    """Return the lines that say most of what all of them say, in their order on the screen.

    `said` was told already.
    """
    words = {span.id: [word.casefold() for word in _WORD.findall(span.text)] for span in spans}
    counts = Counter(word for found in words.values() for word in found)
    total = sum(counts.values())
    weight = {word: count / total for word, count in counts.items()}
    for text in said:
        _discount(weight, (word.casefold() for word in _WORD.findall(text)))
    left, chosen = list(spans), list[SpanRow]()
    while left and len(chosen) < LINES:
        best = max(left, key=lambda span: statistics.fmean(weight[word] for word in words[span.id]))
        chosen.append(best)
        _discount(weight, words[best.id])
        taken = set(words[best.id])
        left = [span for span in left if span is not best and not set(words[span.id]) <= taken]
    return [span for span in spans if span in chosen]


def _discount(weight: dict[str, float], words: Iterator[str] | Sequence[str]) -> None:
    for word in set(words):
        if word in weight:
            weight[word] **= 2


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _height(span: SpanRow) -> int:
    return span.box[3] - span.box[1]
