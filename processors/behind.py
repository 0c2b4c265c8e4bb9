"""Windows behind the active one, told by their titles where these still stand on the screen. Pure.

No handoff says which other windows there are. But a window that was active earlier, in the same session, had a title
and a place: where its title, or a piece of it, is read in the strip at the top of that place, outside of the
active window, it is there and is seen. One whose title is covered, or that was never active, is not told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ledger.facts import Box, Maker, Window, WindowRecognized
from processors.findings import Earlier, Findings, Subject, gone
from processors.processor import Traits
from projections import windows
from projections.text import SpanRow

NAME = "behind"
VERSION = 1
TOPIC = windows.topic_of(windows.SCREEN)

# In heights of the line of its title: how far down from the top of its window a title may stand (title bar and tabs).
_LOWEST_TITLE = 3.0
_WORD = re.compile(r"[^\W_]+")
# A title is known by its whole text, or by a piece of so many letters: it may be cut, or covered on either side.
_PIECE = 10
_SHORTEST = 4


class BehindProcessor:
    """Says which windows are seen behind the active one."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", topics=(TOPIC,), needs=("text", "windows"), stays=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return windows that are seen now and were not before, and those that no longer are."""
        seen = tuple(_seen(subject))
        known = earlier.known.get(TOPIC) if earlier is not None else None
        maker = Maker(NAME, VERSION)
        if earlier is None or known is None:
            # Told even where there is none: it ends what was said of this frame before, and begins a chain.
            return Findings((WindowRecognized(subject.frame, windows.SCREEN, maker, "", seen),))
        before = {each.what for each in known}
        appeared = tuple(window for window in seen if window not in before)
        vanished = [each for each in known if each.what not in seen]
        if not appeared and not vanished:
            return Findings((), earlier.frame)
        fact = WindowRecognized(subject.frame, windows.SCREEN, maker, earlier.frame, appeared, gone(vanished))
        return Findings((fact,), earlier.frame)


def _seen(subject: Subject) -> Iterator[Window]:
    """Yield the windows that are seen, the one that was active last first."""
    above = [window.box for window in subject.windows if window.focused]
    places = set(above)
    for window in subject.past:
        if window.box in places or not _title_stands(window, subject.spans, above):
            continue
        covered = any(_overlap(window.box, box) for box in above)
        yield msgspec.structs.replace(window, focused=False, visibility="partial" if covered else "full")
        places.add(window.box)
        above.append(window.box)


def _title_stands(window: Window, spans: Sequence[SpanRow], above: Sequence[Box]) -> bool:
    """Say whether the title of a window is read at the top of its place, where nothing above covers it."""
    title = _letters(window.title)
    page = _letters(window.document) if window.category == "browser" else title
    return any(
        _in_strip(span.box, window.box)
        and not any(_middle_in(span.box, box) for box in above)
        and any(_is_of(_letters(span.text), wanted) for wanted in {title, page})
        for span in spans
    )


def _is_of(shown: str, title: str) -> bool:
    if len(shown) < _SHORTEST or len(title) < _SHORTEST:
        return False
    return title in shown or (len(shown) >= _PIECE and shown in title)


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def _in_strip(box: Box, window: Box) -> bool:
    return _middle_in(box, window) and box[1] - window[1] <= _LOWEST_TITLE * (box[3] - box[1])


def _middle_in(box: Box, around: Box) -> bool:
    x, y = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    return around[0] <= x < around[2] and around[1] <= y < around[3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
