"""Questions for what a file is called, of which its sort and what stood in it is told: `which spreadsheet was it`.

What sort it is is said in words (`query.language.sorts.FILES`) and told by how its name ends; a file of no sort that is
said is meant where only one was in front at the time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from projections import moment, standing, subjects
from projections.frames import Frame
from projections.subjects import Subject
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import named, sorts
from query.language.words import forms, tokens
from query.passages import panes
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("windows",)
_SORT = rf"(?:{'|'.join(sorts.FILES)})"
_FILE = rf"(?:files?|documents?|document|modules?|program|{_SORT}s?)"
_DET = r"(?:the|that|this|my|our|an?)"
_NOUN = rf"(?:{_DET}\s+)?(?:(?!(?:in|on|of|at|from|has|is|was|with)\b)[\w-]+\s+){{0,4}}?{_FILE}"
# `Which file`, `name of the PDF`; not `which PDF page`, nor `which row in the file`.
_WHICH = pattern(
    r"\b(?:(?:which|what)|(?:file\s*)?(?:names?|titles?)\s+of)\s+"
    r"(?:[\w-]+\s+in\s+(?=pdf\b)|(?:the|that|my|an?)\s+|(?!(?:in|on|of|at|from|has|is|was)\b)[\w-]+\s+){0,4}?"
    rf"{_FILE}(?=\W*$|\s*[,.;?!]|\s+(?:that|which|did|was|is|with|about|of|for|in|on|i|we|had|have|called|pls|please)\b)",
    re.IGNORECASE,
)
_CALLED = pattern(
    rf"\b(?:what|how)(?:['’]?s|\s+(?:is|was|did|do|does))\s+{_NOUN}\b.*\b(?:called|named|call|name)\b"
    rf"|\bwhat\s+(?:did|do|have|had)\s+(?:i|we|you)\s+(?:call|name)(?:ed|d)?\s+{_NOUN}\b"
    rf"|\b{_FILE}\b.*\b(?:what(?:['’]?s|\s+(?:is|was))\s+(?:its|it|the|that)(?:\s+(?:file\s*)?(?:name|called|named))?"
    r"(?:\s+(?:called|named))?|(?:its|the)\s+(?:file\s*)?name|how\s+(?:is|was)\s+it\s+called)(?=\W*$|\W+(?:please|pls)\b)",
    re.IGNORECASE,
)
# Of which there may be any number.
_ALL = pattern(rf"\b(?:which|what)\s+(?:{_SORT}s|files|documents)\b", re.IGNORECASE)
# What one has done with a file that was in front.
_WAS_IN_FRONT = pattern(
    r"\b(?:i|we)\s+(?:\w+\s+){0,2}?(?:open(?:ed)?|edit(?:ed|ing)?|chang(?:e|ed|ing)|read(?:ing)?|look(?:ed|ing)?|saw|see|"
    r"view(?:ed|ing)?|writ(?:e|ing|ten)|wrote|work(?:ed|ing)?|ha[dv]e? (?:it )?open|listen(?:ed|ing)?|play(?:ed|ing)?|"
    r"watch(?:ed|ing)?|go|went|going)\b|\b(?:was|were)\s+open\b|\bopen in\b",
    re.IGNORECASE,
)
# Who sent a file, or what was done with many of them, need not be seen where it is open; nor is one that was run.
_ELSEWHERE = pattern(
    r"\b(?:attach(?:ed|ment)?|copied|delet(?:e|ed)|download(?:ed)?|execut(?:e|ed)|gave|got|receiv(?:e|ed)|renam(?:e|ed)|"
    r"run|ran|sent|send|upload(?:ed)?|how\s+(?!(?:is|was|did|do)\b)|when|where|who|whom|why|longest|most|first|not|"
    r"mentioned|folder|path|fail(?:ed)?|error|before|after)\b",
    re.IGNORECASE,
)
# What one did with it, and that it is missing now, and the machine that it was on.
_DONE = frozenset(
    """
    afternoon call called change changed computer desktop edit edited evening file filename find found go had have it
    its keep kept kind laptop linux listen listened look looked lost mac macbook machine morning name named night not
    open opened pc play played pls read remember saw search see seen through title view viewed watch watched went what
    windows work worked write written wrote you
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What is counted in `14 minutes` is no such thing as `the minutes`.
_COUNTED = pattern(r"\d\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|points?|pounds?)\b", re.IGNORECASE)
_ENOUGH = 0.6
_SHORTEST = 4
_MOST_FRAMES = 200
_AROUND, _MINUTE = timedelta(minutes=15), 60_000_000


@cued(_WHICH, _CALLED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the name of the one file of a sort that shows what is told of it; None without one, or of two."""
    for question in dict.fromkeys((inquiry.rest, " ".join(inquiry.asked.plain.split()))):
        if not (_CALLED.search(question) or _WHICH.search(question)) or _ELSEWHERE.search(question):
            continue
        sort, beside = _said(question)
        if (answer := _named(inquiry, question, sort, beside)) is not None:
            return answer
        if sort and not _ALL.search(question) and _WAS_IN_FRONT.search(question) and not _any(inquiry.anytime(), sort):
            # No other file is what was open.
            return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=(question,))
    return None


def _said(question: str) -> tuple[str, frozenset[str]]:
    """Return the sort of file that is said first, and the words that say it; empty where none is.

    Of several in a row the last is the noun: `the call sheet pdf`.
    """
    said = tokens(question)
    found, words, at = "", frozenset[str](), 0
    while at < len(said):
        sort = next((each for each in sorts.FILES if _begins(said[at:], each.split())), "")
        if sort:
            found, words = sort, words.union(sort.split())
        elif found:
            break
        at += len(sort.split()) or 1
    return found, words


def _begins(said: Sequence[str], sort: Sequence[str]) -> bool:
    """Say whether words begin with those for a sort of file, be it for several."""
    head = said[: len(sort)]
    return [*head[:-1], head[-1].removesuffix("s")] == [*sort[:-1], sort[-1].removesuffix("s")]


def _named(inquiry: Inquiry, question: str, sort: str, beside: frozenset[str]) -> Answer | None:
    """Tell the one file of a sort, or of any where a time is named, which has most of the words; None without one."""
    if not sort and (inquiry.asked.window is None or re.search(r"\bfiles|documents\b", question, re.IGNORECASE)):
        return None
    found = _shown(inquiry, sort)
    wanted = [*_wanted(question, beside), *_joined(question, found)]
    if not wanted and len(found) != 1 and _moment(inquiry) is None:
        return None
    shares = {name: _share(inquiry, shown, wanted) for name, shown in found.items()}
    best = max(shares.values(), default=0.0)
    if wanted and best == 0.0 and all(_COUNTED.search(f"1 {word}") for word in wanted):
        # Any text may count some.
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=(question,))
    meant = [name for name, share in shares.items() if share == best]
    if len(meant) > 1 and (at := _moment(inquiry)) is not None:
        meant = [min(meant, key=lambda name: min(_apart(frame, at) for frame, _ in found[name]))]
    return _told(inquiry, meant[0], found[meant[0]]) if len(meant) == 1 and best >= _ENOUGH else None


def _moment(inquiry: Inquiry) -> int | None:
    """Return the minute that is named (microseconds), where the window of time lies around one; None without."""
    window = inquiry.asked.window
    if window is None or window.start is None or window.end - window.start > _AROUND:
        return None
    return int((window.start + (window.end - window.start) / 2).timestamp() * 1_000_000)


def _apart(frame: Frame, at: int) -> int:
    """Return how far a frame is from a minute; zero within it."""
    return max(at - frame.captured_us, frame.captured_us - at - _MINUTE, 0)


def _joined(question: str, found: Mapping[str, object]) -> list[str]:
    """Return what is said as two words and stands in the name of a file as one: `call sheet`."""
    names = {token for name in found for token in tokens(name)}
    return [one + other for one, other in pairwise(tokens(question)) if one + other in names]


def _wanted(question: str, beside: frozenset[str]) -> list[str]:
    """Return the words that tell which file it is, without those for its sort."""
    none = _DONE | beside | named.SORTS
    return [word for word in screens.naming(question) if not {word, word.removesuffix("s")} & none]


def _any(inquiry: Inquiry, sort: str) -> bool:
    return any(_is_of(each, sort) for _, each in subjects.holding(inquiry.db, ()))


def _is_of(subject: Subject, sort: str) -> bool:
    """Say whether a document is of a sort, as its name ends; a file of any sort has some ending."""
    name = subject.document.casefold()
    return name.endswith(sorts.FILES[sort]) if sort else re.search(r"\.[a-z][a-z0-9]{0,4}$", name) is not None


def _shown(inquiry: Inquiry, sort: str) -> dict[str, list[tuple[Frame, Subject]]]:
    """Return the files of a sort that were in front, each with its frames, the latest first."""
    known = {number: each for number, each in subjects.holding(inquiry.db, ()) if _is_of(each, sort)}
    found: defaultdict[str, list[tuple[Frame, Subject]]] = defaultdict(list)
    for frame, number in screens.with_subjects(inquiry, known, _MOST_FRAMES):
        found[known[number].document].append((frame, known[number]))
    return found


def _share(inquiry: Inquiry, shown: Sequence[tuple[Frame, Subject]], wanted: Sequence[str]) -> float:
    """Return the share of the words that stand in the window of a file, in its title, or in the name of its program."""
    if not wanted:
        return 1.0
    there = {token for frame, subject in shown for token in tokens(f"{frame.window_title or ''} {subject.app}")}
    for frame, _ in shown:
        beside = panes.on_frame(inquiry.db, frame)
        own = (span for span in standing.on_frame(inquiry.db, frame.id) if beside.holds(beside.front, span.box))
        there.update(token for span in own for token in tokens(_COUNTED.sub(" ", span.text)))
    # The name of a file may have a word within another: `loadcolour`.
    name = shown[0][1].document.casefold()
    return sum(
        bool(there & forms(word)) or (len(word) > _SHORTEST and word.removesuffix("s") in name) for word in wanted
    ) / len(wanted)


def _told(inquiry: Inquiry, name: str, shown: Sequence[tuple[Frame, Subject]]) -> Answer | None:
    front = FrontWitness(inquiry.db, Witness(inquiry.views))
    frames = [frame for frame, _ in shown]
    citation = front.cite(frames[0].id, "document", name)
    if citation is None:
        return None
    first, last = moment.spell(frames[-1].captured_us), moment.spell(frames[0].captured_us)
    claim = Claim(name, (citation,), first, last, len(frames))
    seen = f"last seen {local(last, inquiry.asked.zone)}, on {counted(len(frames), 'frame')}"
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], f"{name}, {seen}.", searched=(inquiry.rest,))
