"""What a note, a document or a file is called, by what stands in it; and in which program it was written or read.

`What did I call the note with the things about the attic`; `in which program did I write down that the ramp is wide`.
It is told by the title of the window in which most of the words stand, or that is called by them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

import msgspec

from projections import moment, standing, subjects, text
from projections.frames import Frame
from projections.subjects import Subject
from projections.text import SpanRow
from query.answers.answer import Answer, Citation, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import sorts
from query.language.words import forms, parts, tokens
from query.passages import intent, panes
from query.passages.intent import ORDINARY, Term
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("windows",)
_NOUN = r"(?P<noun>(?:text |note )?(?:notes?|memo|file|document|doc|pdf|spreadsheet|workbook|sheet|script))"
_ME = r"(?:i|we)"
_HOLDS = r"(?:with|about|where|in which|that (?:has|had|holds|held|says|said)|which (?:has|had|holds|held)|containing)"
_WRITE = r"(?:write|written|writing|note|noted|jot|type|put|keep|kept|draft)"
_NAME = tuple(
    pattern(each, re.IGNORECASE)
    for each in (
        rf"\b(?:what|how) (?:did|do|have|had) {_ME} (?:call(?:ed)?|named?) (?:the|that|my|our) {_NOUN}\b(?P<what>.*)",
        rf"\b(?:which|what)(?: is| was)?(?: the| my| that)? {_NOUN} (?P<what>{_HOLDS}\b.*)",
        rf"\b(?:what|how) (?:the|my|that) {_NOUN} (?P<what>{_HOLDS}\b.*) (?:is|was) called\b",
        rf"\b(?:what|how)(?:['’]s| is| was| did) (?:the|my|that) {_NOUN} (?P<what>{_HOLDS}\b.*?) (?:called|named)\b",
        # `I read a paper about the bell by some Dr Hale. What was the name of that file?`
        (
            rf"\b{_ME} (?:had|read|saw|opened|looked at|went through) (?:an?|the|that|some) (?:\w+ )?"
            rf"(?:{_NOUN}|paper|report|study|leaflet|brochure|survey|thesis|article) "
            rf"(?P<what>(?:{_HOLDS}|by|from|of|on)\b[^?]{{0,200}}?)"
            r"[.,;–—-]+ (?:\w+ ){0,3}?(?:what|how|which)\b[^?]{0,60}\b(?:called|named?|file)\b"
        ),
        rf"\bnames? of (?:the|my|that) {_NOUN} (?P<what>{_HOLDS}\b.*)",
        rf"\A(?P<what>.*)\bin (?:which|what) {_NOUN} (?:is|was|are|were) (?:it|that|they)\b",
        rf"\bin (?:which|what) {_NOUN} (?:did|have|had|do) {_ME} (?P<what>{_WRITE}\b.*)",
    )
)
_READ = r"(?:read|open|opened|look at|looked at|view|see|study|check)"
_PROGRAM = pattern(
    rf"\b(?:in|with|using) (?:which|what) (?:program|programme|app|application|editor|software|tool) "
    rf"(?:did|have|had|do|was|were) {_ME} (?:\w+ly |last |first |usually )?"
    rf"(?:(?P<write>{_WRITE})|(?P<read>{_READ}))\b(?: down| up)?(?P<what>.*)"
    rf"|\b(?:in|with|using) (?:which|what) (?:program|programme|app|application|editor|software|tool) "
    rf"{_ME} (?:have |had )?(?:(?P<wrote>wrote|written|noted|typed|jotted|put|kept)|(?P<saw>read|opened|looked at))\b"
    rf"(?: down| up)?(?P<told>.*)",
    re.IGNORECASE,
)
# Who sent it, and what was done with it, is told elsewhere.
_ELSEWHERE = pattern(
    r"\b(?:attach(?:ed|ment)?|sent|send|received?|download(?:ed)?|mail(?:ed)?|e-?mail|chat|web ?(?:page|site)|when|why|"
    r"who|whom|whose|path|folder|directory|printed?|copied|deleted?)\b",
    re.IGNORECASE,
)
_DONE = frozenset(
    """
    all call called change changed edit edited find found have keep kept last made make name named note noted notes
    open opened put read remember remembered saw see seen stuff thing things want wanted work worked write written wrote
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_NOT_WRITTEN_IN = frozenset({"browser", "terminal", "chat", "mail", "file manager", "PDF viewer", "picture viewer"})
_WRITTEN_IN = pattern(r"edit|note|pad|text|write|writ|word|mate|vim|emacs", re.IGNORECASE)
# What a note is kept in is none of these.
_NO_NOTE = tuple(
    ending
    for sort, endings in sorts.ENDINGS.items()
    if sort not in ("text", "markdown", "word", "log")
    for ending in endings
    if ending not in (".txt", ".md")
)
_BEHIND = pattern(r"\s+[-–—|]\s+[^-–—|]*$")
_TITLE = 0.5
_ENOUGH, _HALF, _FEW = 0.6, 0.5, 2
_CALLED = pattern(r"(?<=[a-z] )[A-Z][\w'’-]+")
_MOST_FRAMES, _MOST_READ = 400, 60


class _Holder(msgspec.Struct):
    """A window by its document or title: the frames that show it, and how much it holds on that which has most."""

    subject: Subject
    shows: Frame
    frames: list[Frame]
    held: float = 0.0
    is_enough: bool = False


@cued(*_NAME, _PROGRAM)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the name of what holds the words, or its program; None where none does, or two do."""
    plain = " ".join(intent.unquoted(inquiry.asked.plain).split())
    program = _PROGRAM.search(plain)
    match = program or next(filter(None, (each.search(plain) for each in _NAME)), None)
    if match is None or _ELSEWHERE.search(plain):
        return None
    said = (match["what"] or match["told"] or "") if program else match["what"]
    words = [word for word in screens.naming(said) if word not in _DONE]
    if not words:
        return None
    is_written = bool(program and (program["write"] or program["wrote"]))
    noun = "" if program else (match["noun"] or "document").casefold()
    called = {token for name in _CALLED.findall(said) for token in tokens(name)}.intersection(words)
    found = _holders(inquiry, words, called, lambda subject: _may_hold(subject, noun, is_written=is_written))
    best = max((each.held for each in found), default=0.0)
    meant = [each for each in found if each.held == best and each.is_enough]
    names = {each.subject.app for each in meant} if program else {_called(each) for each in meant}
    if len(names) != 1:
        # No text tells in which program it was.
        none = "Not found: no program was in front that shows it." if program else ""
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), none, searched=tuple(words)) if program else None
    return _told(inquiry, meant[0], words, is_program=program is not None)


def _may_hold(subject: Subject, noun: str, *, is_written: bool) -> bool:
    """Say whether something of a sort can have been written, or read, in what is in front."""
    if noun and not is_written:
        sort = sorts.told(noun)
        if sort and sort != "text" and sort in sorts.ENDINGS:
            return subject.document.casefold().endswith(sorts.ENDINGS[sort])
        if noun.rstrip("s").endswith(("note", "memo")) and subject.document.casefold().endswith(_NO_NOTE):
            return False
        return bool(subject.document) or (_is_editor(subject) and subject.category not in _NOT_WRITTEN_IN)
    if is_written:
        return _is_editor(subject) and subject.category not in _NOT_WRITTEN_IN
    return subject.category not in ("terminal", "file manager", "chat")


def _is_editor(subject: Subject) -> bool:
    return bool(subject.document) or _WRITTEN_IN.search(f"{subject.app} {subject.category}") is not None


def _holders(
    inquiry: Inquiry, words: Sequence[str], called: Set[str], may_hold: Callable[[Subject], bool]
) -> list[_Holder]:
    """Return the windows that may be meant; who is `called` in it must be, and is enough with half of what is said."""
    numbers = [number for number, subject in subjects.holding(inquiry.db, ()) if may_hold(subject)]
    shown = screens.with_subjects(inquiry, numbers, _MOST_FRAMES)
    lookup = Lookup(inquiry.db)
    holding = [lookup.term(Term(word, ORDINARY, forms=screens.spellings(word))).keys() for word in words]
    likely = []
    for at, (frame, number) in enumerate(shown):
        scenes = set(standing.scenes_on(inquiry.db, frame.id))
        titled = parts(frame.window_title or "")
        may = sum(
            not scenes.isdisjoint(held) or bool(titled & forms(word)) for held, word in zip(holding, words, strict=True)
        )
        if may >= (_HALF if called else _ENOUGH) * len(words):
            likely.append((-may, at, frame, number))
    found: dict[tuple[str, str], _Holder] = {}
    for _, _, frame, number in sorted(likely, key=lambda each: each[:2])[:_MOST_READ]:
        subject = subjects.by_number(inquiry.db, number)
        holder = found.setdefault(
            (subject.app, subject.document or frame.window_title or ""), _Holder(subject, frame, [])
        )
        holder.frames.append(frame)
        held, in_title = _held(inquiry, frame, words)
        if called and _held(inquiry, frame, sorted(called))[0] < len(called):
            continue
        holder.is_enough |= bool(called) and held >= _HALF * len(words)
        if (share := (held + _TITLE * in_title) / len(words)) > holder.held:
            holder.held, holder.shows = share, frame
        holder.is_enough |= held == len(words) or (len(words) > _FEW and held >= _ENOUGH * len(words))
    return list(found.values())


def _held(inquiry: Inquiry, frame: Frame, words: Sequence[str]) -> tuple[int, int]:
    """Return how many words stand in the window in front, with its title, and how many in the title alone."""
    titled = parts((frame.window_title or "").replace("_", " "))
    there = titled.union(*(parts(span.text) for span in _own(inquiry, frame)))
    return sum(bool(there & forms(word)) for word in words), sum(bool(titled & forms(word)) for word in words)


def _own(inquiry: Inquiry, frame: Frame) -> list[SpanRow]:
    """Return the text in the window in front."""
    beside = panes.on_frame(inquiry.db, frame)
    return [span for span in standing.on_frame(inquiry.db, frame.id) if beside.holds(beside.front, span.box)]


def _lines(inquiry: Inquiry, witness: Witness, frame: Frame, words: Sequence[str]) -> list[Citation]:
    """Return the lines in which the words stand that the title has not, cited."""
    titled = parts((frame.window_title or "").replace("_", " "))
    spans = _own(inquiry, frame)
    holding = [
        next((span for span in spans if parts(span.text) & forms(word)), None)
        for word in words
        if not titled & forms(word)
    ]
    once = {(span.seq, span.place): span for span in holding if span is not None}
    living = (text.by_event(inquiry.db, *event) for event in once)
    cited = (witness.citation(each, frame) for each in living if each is not None)
    return [citation for citation in cited if citation is not None]


def _called(holder: _Holder) -> str:
    title = holder.frames[0].window_title or ""
    return holder.subject.document or _BEHIND.sub("", title).strip(" *•●")


def _told(inquiry: Inquiry, holder: _Holder, words: Sequence[str], *, is_program: bool) -> Answer | None:
    witness = Witness(inquiry.views)
    front = FrontWitness(inquiry.db, witness)
    latest = max(holder.frames, key=lambda frame: frame.captured_us)
    earliest = min(holder.frames, key=lambda frame: frame.captured_us)
    citation = front.cite(holder.shows.id, "app", holder.subject.app)
    if citation is None:
        return None
    name = holder.subject.app if is_program else _called(holder)
    words = [word for word in words if _held(inquiry, holder.shows, [word])[0]]
    first, last = moment.spell(earliest.captured_us), moment.spell(latest.captured_us)
    cited = (citation, *_lines(inquiry, witness, holder.shows, words))
    claim = Claim(name, cited, first, last, len(holder.frames))
    beside = f" (“{latest.window_title}”)" if is_program and latest.window_title else ""
    seen = f"last seen {local(last, inquiry.asked.zone)}, on {counted(len(holder.frames), 'frame')}"
    summary = f"{name}{beside}, {seen}: it shows {', '.join(f'“{word}”' for word in words)}."
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=tuple(words))
