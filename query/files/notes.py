"""A note or a list that somebody keeps, shown whole: `all my notes of the visit`, `my packing list, what is on it`.

It is told by what its window is called, or how it begins. The whole of it is what stood there when it was last seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from projections import moment, subjects
from projections.frames import Frame
from projections.subjects import Subject
from query.answers.answer import Answer, Citation, Claim
from query.files import bodies
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.evidence import FrontWitness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import sorts
from query.language.words import forms, parts, tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("text",)
_NOTES = r"(?:notes?|memos?|jottings|scribbles)"
_LISTS = r"(?:(?:check|to-?do|task|shopping|packing) ?lists?|to-?dos?)"
# Of whom it is said that it is theirs, or what is called so: else any table is a list.
_LIST = rf"(?:{_LISTS}|(?:\b(?:my|our|the) (?:(?!all\b|whole\b)[\w'-]+ ){{0,3}})lists?)"
_FILE = r"(?:(?:text|txt|note) ?files?|[\w-]+\.(?:txt|md|org|rst))"
_DOWN = (
    r"(?:(?:noted?|jot(?:ted)?|writ(?:e|ten)|wrote|put|scribbled?) (?:it |that |this |them )?down|noted|jotted|"
    r"(?:did|have|had) (?:i|we) (?:\w+ )?note)"
)
_MADE = r"(?:i|we) (?:(?:have|had|ve|last) )*(?:typed|wrote|written|made|drafted|kept|put together)"
_WHOLE = (
    r"(?:all|altogether|complete(?:ly)?|entire(?:ly|ty)?|everything|whole|in full|full(?:y)?|verbatim|"
    r"(?:every|each)(?: single)? (?:line|point|item|entry|word|step|thing|remark)|word for word|line by line|"
    r"from (?:the )?(?:top|beginning|start|first) to (?:the )?(?:bottom|end|finish|last))"
)
_SHOW = r"(?:show|give|read|print|paste|bring|display|recite|hand|see|have|tell|list)\b"
_SAYS = r"(?:what(?: all)? (?:did|does|do|is|was|are|were|had|have|stood|stands)\b|what['’]?s\b|whats\b)"
_IS_WHOLE = pattern(rf"\b{_WHOLE}\b", re.IGNORECASE)
_IS_SHOWN = pattern(rf"\b{_SHOW}\b|\b{_SAYS}", re.IGNORECASE)
_IS_DOWN = pattern(rf"\b{_DOWN}\b", re.IGNORECASE)
_IS_MY_LIST = pattern(rf"\b(?:my|our) (?:[\w'-]+ ){{0,3}}(?:list|{_NOTES})\b", re.IGNORECASE)
_IS_NOTE = pattern(rf"\b(?:{_NOTES}|{_LIST}|{_FILE}|{_DOWN}|{_MADE})\b", re.IGNORECASE)
_CUES = pattern(
    rf"\b(?:{_WHOLE}|{_NOTES}|(?:check|to-?do|task) ?lists?|to-?dos?|lists?|(?:text|txt|note) ?files?|{_DOWN}|{_MADE}|"
    r"points?|lines?|items?|steps?|entr(?:y|ies)|complete|back|remember(?:ed)?|stands?|stood|things?|few|some|short|quick|little|couple)\b",
    re.IGNORECASE,
)
# One thing of it, or what became of it, is told elsewhere.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|when|why|where|how|which|programs?|programmes?|apps?|called|names?|path|folder|colou?rs?|"
    r"buttons?|ticked|crossed|struck|left|open|still|before|originally|at first|earlier|chang(?:e|ed|es)|versions?|"
    r"prices?|total|sum|number of|count)\b",
    re.IGNORECASE,
)
# What is no note is; but a note may be about it: `my notes of the meeting`.
_OTHER = pattern(
    r"\b(?:e-?mails?|mails?|messages?|chats?|posts?|tickets?|issues?|comments?|forms?|pages?|websites?|sites|browser|"
    r"sheet|spreadsheet|tables?|columns?|rows?|quer(?:y|ies)|scripts?|code|functions?|commands?|errors?|calendar|"
    r"appointments?|meetings?|events?)\b",
    re.IGNORECASE,
)
_TOPIC = pattern(r"\b(?:of|on|about|for|from|with|at|after|during|has|have|had)\s+(?:[\w'-]+\s+){0,3}$", re.IGNORECASE)
_HOLDS = pattern(
    rf"\b(?:{_NOTES}|lists?|{_FILE})\b(?: to me)? "
    r"(?:with|where|in which|(?:that|which) (?:has|had|have|holds|held|says))\b",
    re.IGNORECASE,
)
_NAMES = pattern(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b|\b\w*\d\w*\b")
_KEPT_IN = pattern(
    r"edit|note|pad|writ|word|mate|vim|emacs|obsidian|joplin|logseq|evernote|keep|stickies|sticky|memo|nano|sublime",
    re.IGNORECASE,
)
_NOT_KEPT_IN = frozenset(
    """
    browser calendar chat mail player settings spreadsheet terminal viewer
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_CODE = pattern(
    rf"\.(?:{'|'.join(sorted(end for end, language in sorts.CODE.items() if language not in sorts.PROSE))})\b"
)
_ENOUGH = 0.6
_HEAD = 2
_MOST_FRAMES = 400


class _Note(msgspec.Struct, frozen=True):
    """A window with a note, as it was seen last: how many words call it, and how many stand in it at all."""

    frame: Frame
    name: str
    body: bodies.Body
    called: int
    held: int


@cued(_IS_NOTE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the whole of the note that a question means; None where none is asked for, or none is meant."""
    # A list may be called as a day is: `my Friday list`. Where the whole is not asked for as such, all words call the
    # note: else one thing in it is asked for.
    for question in dict.fromkeys((inquiry.asked.question, inquiry.asked.plain)):
        said = " ".join(question.split())
        is_whole = _IS_WHOLE.search(said) is not None
        if not _IS_NOTE.search(said) or _is_told_elsewhere(said) or not (is_whole or _IS_SHOWN.search(said)):
            continue
        words = _words(said)
        least = 0 if is_whole and _HOLDS.search(said) else 1 if is_whole else len(words)
        note = _meant(inquiry, words, {name.casefold() for name in _NAMES.findall(said)}, least)
        if note is not None:
            return _told(inquiry, note, words)
    return None


@cued(_IS_NOTE)
def missing(inquiry: Inquiry) -> Answer | None:
    """Say that there is no such note, where nothing else can be meant: what was noted down is in no article on it."""
    said = " ".join(inquiry.asked.question.split())
    is_own = _IS_DOWN.search(said) or _IS_MY_LIST.search(said)
    if not is_own or not _IS_WHOLE.search(said) or _ELSEWHERE.search(said) or _OTHER.search(said):
        return None
    words = _words(said)
    if not words or any(screens.called_by(each, words) for _, each in subjects.holding_any(inquiry.db, words)):
        # It may be kept on a page that is called so.
        return None
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=tuple(words))


def _is_told_elsewhere(said: str) -> bool:
    others = (match.start() for match in _OTHER.finditer(said))
    return _ELSEWHERE.search(said) is not None or any(not _TOPIC.search(said, 0, at) for at in others)


def _words(said: str) -> list[str]:
    return list(dict.fromkeys(screens.naming(_CUES.sub(" ", said))))


def _meant(inquiry: Inquiry, words: Sequence[str], names: set[str], least: int) -> _Note | None:
    """Return the one note that is called by so many of the words and holds most; None without, or of two.

    One that nothing calls holds all of them.
    """
    found = [each for frame, subject in _latest(inquiry) if (each := _note(inquiry, frame, subject, words)) is not None]
    if not words:
        return found[0] if len(found) == 1 else None
    fit = [
        each
        for each in found
        if each.called >= least
        and each.held >= (_ENOUGH if each.called else 1) * len(words)
        and all(_stands(name, _there(each)) for name in names.intersection(words))
    ]
    most = max(((each.held, each.called) for each in fit), default=(0, 0))
    best = [each for each in fit if (each.held, each.called) == most]
    return best[0] if len({each.name for each in best}) == 1 else None


def _latest(inquiry: Inquiry) -> list[tuple[Frame, Subject]]:
    """Return the last frame of each window in which notes may be kept, the latest first."""
    known = {number: each for number, each in subjects.holding(inquiry.db, ()) if _may_keep(each)}
    latest: dict[tuple[str, str], tuple[Frame, Subject]] = {}
    for frame, number in screens.with_subjects(inquiry, known, _MOST_FRAMES):
        if not _CODE.search(frame.window_title or ""):
            latest.setdefault((known[number].app, _name(frame, known[number])), (frame, known[number]))
    return list(latest.values())


def _may_keep(subject: Subject) -> bool:
    if _NOT_KEPT_IN.intersection(subject.category.split()) or _CODE.search(subject.document):
        return False
    is_prose = subject.document.casefold().endswith((".txt", ".md", ".org", ".rst"))
    return is_prose or _KEPT_IN.search(f"{subject.app} {subject.category}") is not None


def _note(inquiry: Inquiry, frame: Frame, subject: Subject, words: Sequence[str]) -> _Note | None:
    name = _name(frame, subject)
    body = bodies.of(inquiry, frame, subject.document)
    if body is None:
        return None
    called = f"{name} {' '.join(body.text.split(chr(10))[:_HEAD])}".replace("_", " ")
    there = f"{called} {body.text}"
    return _Note(
        frame, name, body, sum(_stands(word, called) for word in words), sum(_stands(word, there) for word in words)
    )


def _there(note: _Note) -> str:
    return f"{note.name} {note.body.text}".replace("_", " ")


def _stands(word: str, text: str) -> bool:
    return not (forms(word) | {word}).isdisjoint({*parts(text), *tokens(text)})


def _name(frame: Frame, subject: Subject) -> str:
    title = frame.window_title or ""
    return subject.document or bodies.BEHIND.sub("", title).strip(" *•●")


def _told(inquiry: Inquiry, note: _Note, words: Sequence[str]) -> Answer | None:
    witness = Witness(inquiry.views)
    cited: tuple[Citation, ...] = note.body.cited(inquiry, witness)
    title = FrontWitness(inquiry.db, witness).cite(note.frame.id, "app")
    ground = inquiry.ground(_PROCESSORS)
    if not cited:
        return concluded(inquiry, ground, (), "", searched=tuple(words), dropped=1)
    at = moment.spell(note.frame.captured_us)
    told = note.body.text
    claim = Claim(told, (*cited, *((title,) if title is not None else ())), at, at, 1)
    summary = f"{note.name}, as it was last seen {local(at, inquiry.asked.zone)}:\n{told}"
    return concluded(inquiry, ground, (claim,), summary, searched=tuple(words))
