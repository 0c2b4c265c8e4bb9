"""Questions for what a file is called, of which its sort and what stood in it is told: `which spreadsheet was it`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from projections import moment, standing, subjects
from projections.frames import Frame
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import named
from query.language.words import forms, tokens
from query.passages import panes
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("windows",)
# Each by the words for a sort of file that `query.language.named` knows; the first that is said counts.
_SORTS = {
    "pdf": ("pdf",), "excel": ("spreadsheet",), "spreadsheet": ("spreadsheet",), "workbook": ("spreadsheet",),
    "csv": ("csv",), "shell": ("shell",), "bash": ("shell",), "python": ("python",), "javascript": ("javascript",),
    "sql": ("sql",), "script": ("script",), "code": ("script", "sql"), "word": ("word",), "log": ("log",),
    "text": ("text",), "presentation": ("presentation",), "slides": ("presentation",), "markdown": ("markdown",),
}  # fmt: skip
_FILE = r"(?:files?|pdfs?|spreadsheet|workbook|script|presentation|slides|csv|document)"
# `Which file`, `name of the PDF`; not `which PDF page`, nor `which row in the file`.
_ASKED = pattern(
    r"\b(?:(?:which|what)|names?\s+of\s+(?:the|that|my|an?))\s+"
    r"(?:[\w-]+\s+in\s+(?=pdf\b)|(?!(?:in|on|of|at|from|has|is|was)\b)[\w-]+\s+){0,3}?"
    rf"{_FILE}(?=\W*$|\s*[,.;?!]|\s+(?:that|which|did|was|is|with|about|of|for|in|on|i|we|had|have)\b)",
    re.IGNORECASE,
)
# Who sent a file, or what was done with many of them, need not be seen where it is open; nor is one that was run.
_ELSEWHERE = pattern(
    r"\b(?:attach(?:ed|ment)?|copied|delet(?:e|ed)|download(?:ed)?|execut(?:e|ed)|gave|got|receiv(?:e|ed)|renam(?:e|ed)|"
    r"run|ran|sent|send|upload(?:ed)?|how|when|where|who|whom|why|longest|most|first|not)\b",
    re.IGNORECASE,
)
# What one did with it, and that it is missing now.
_DONE = frozenset(
    """
    call called change changed edit edited find found kind lost name named open opened read remember saw seen search
    work worked write wrote written
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What is counted in `14 minutes` is no such thing as `the minutes`.
_COUNTED = pattern(r"\d\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|points?|pounds?)\b", re.IGNORECASE)
_ENOUGH = 0.6
_MOST_FRAMES = 200


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the name of the one file of a sort that shows what is told of it; None without one, or of two."""
    said = tokens(inquiry.rest)
    sort = next((each for each in _SORTS if each in said or f"{each}s" in said), None)
    if sort is None or not _ASKED.search(inquiry.rest) or _ELSEWHERE.search(inquiry.rest):
        return None
    wanted = [
        word
        for word in screens.naming(inquiry.rest)
        if word not in _DONE and word.removesuffix("s") not in {*_SORTS, *named.SORTS}
    ]
    found = _shown(inquiry, sort)
    if not wanted and len(found) != 1:
        return None
    shares = {name: _share(inquiry, shown, wanted) for name, shown in found.items()}
    best = max(shares.values(), default=0.0)
    if wanted and best == 0.0 and all(_COUNTED.search(f"1 {word}") for word in wanted):
        # Any text may count some.
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=(inquiry.rest,))
    meant = [name for name, share in shares.items() if share == best]
    return _told(inquiry, meant[0], found[meant[0]]) if len(meant) == 1 and best >= _ENOUGH else None


def _shown(inquiry: Inquiry, sort: str) -> dict[str, list[Frame]]:
    """Return the files of a sort that were in front, each with its frames, the latest first."""
    numbers = frozenset[int]().union(*(named.of_documents(inquiry.db, each) for each in _SORTS[sort]))
    found: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame, number in screens.with_subjects(inquiry, numbers, _MOST_FRAMES):
        found[subjects.by_number(inquiry.db, number).document].append(frame)
    return found


def _share(inquiry: Inquiry, shown: Sequence[Frame], wanted: Sequence[str]) -> float:
    """Return the share of the words that stand in the window of a file, or in its title."""
    if not wanted:
        return 1.0
    there = {token for frame in shown for token in tokens(frame.window_title or "")}
    for frame in shown:
        beside = panes.on_frame(inquiry.db, frame)
        own = (span for span in standing.on_frame(inquiry.db, frame.id) if beside.holds(beside.front, span.box))
        there.update(token for span in own for token in tokens(_COUNTED.sub(" ", span.text)))
    return sum(bool(there & forms(word)) for word in wanted) / len(wanted)


def _told(inquiry: Inquiry, name: str, shown: Sequence[Frame]) -> Answer | None:
    front = FrontWitness(inquiry.db, Witness(inquiry.views))
    citation = front.cite(shown[0].id, "document", name)
    if citation is None:
        return None
    first, last = moment.spell(shown[-1].captured_us), moment.spell(shown[0].captured_us)
    claim = Claim(name, (citation,), first, last, len(shown))
    seen = f"last seen {local(last, inquiry.asked.zone)}, on {counted(len(shown), 'frame')}"
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], f"{name}, {seen}.", searched=(inquiry.rest,))
