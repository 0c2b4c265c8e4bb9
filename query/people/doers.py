"""Questions for who did something: told by who writes in the first person that they did, with time and words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from projections import posts as projected
from projections.posts import PostRow
from query.answers.answer import Answer
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry
from query.language import story
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages import intent
from query.passages.belonging import spoken
from query.passages.intent import WEAK, Term
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.people import deed, firsthand, posts
from query.people.deed import WHO, WHOSE, Deed
from query.people.posts import Told

_MOST_LOOKED_AT = 60
# `Who has a van that is full`
_HAS = pattern(r"\bwho(?: (?:has|owns)|['’]s got)(?: got)?(?: (?:an?|the|that))? (?P<rest>.*)", re.IGNORECASE)
_JUST_BEFORE = 1
_FEWEST_OWNED = 2
_NOUN_WITHIN = 2


@cued(WHO, WHOSE)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell who did what a question asks for; None where it asks something else, or nobody says that they did it."""
    for words in dict.fromkeys((inquiry.rest, story.asking_part(inquiry.rest) or inquiry.rest)):
        asked = " ".join(words.split())
        told = _owners(inquiry, asked) or _doers(inquiry, asked)
        if told:
            searched = [term.text for term in intent.read(asked).terms if term.kind not in WEAK]
            return posts.answer_of(told[0], searched, told[1])
    return None


def _doers(inquiry: Inquiry, asked: str) -> tuple[Inquiry, list[Told]] | None:
    done = deed.by_whom(asked)
    if done is None or not (done.things or done.besides):
        return None
    return _found(inquiry, [row for row in _with_any(inquiry, (*done.things, *done.besides)) if row.post.author], done)


def _found(inquiry: Inquiry, rows: Sequence[PostRow], done: Deed) -> tuple[Inquiry, list[Told]] | None:
    """Return the posts whose authors tell of a deed, as seen in the time that is asked for, or as they tell it."""
    window = inquiry.asked.window
    for within in (inquiry,) if window is None else (inquiry, inquiry.anytime()):
        witness = Witness(inquiry.views)
        told = []
        for row in rows:
            each = posts.vouched(within, witness, row)
            if each is None:
                continue
            around = f"{each.title} {_before(inquiry.db, row, each)}"
            is_then = within is inquiry or (window and posts.says_when(window.words, f"{row.post.text} {around}"))
            if is_then and firsthand.does(done, row.post.text, around):
                told.append(each)
        if told:
            return within, list(posts.distinct(told))
    return None


def _before(db: sqlite3.Connection, row: PostRow, told: Told) -> str:
    """Return what was written right before a post, where both were seen."""
    above = [
        each for each in projected.on_frame(db, told.claim.citations[0].frame) if each.post.box[1] < row.post.box[1]
    ]
    return " ".join(each.post.text for each in above[-_JUST_BEFORE:])


def _owners(inquiry: Inquiry, asked: str) -> tuple[Inquiry, list[Told]] | None:
    """Return the posts whose authors tell of what is theirs: `whose old phone drowned`."""
    match = WHOSE.search(asked) or _HAS.search(asked)
    if match is None:
        return None
    words = [word for word in tokens(deed.END.split(match["rest"], maxsplit=1)[0]) if word not in ASKING]
    if len(words) < _FEWEST_OWNED:
        return None
    witness = Witness(inquiry.views)
    told = [
        each
        for row in _with_words(inquiry, words)
        if row.post.author and any(firsthand.owns((noun, *words), row.post.text) for noun in words[:_NOUN_WITHIN])
        if (each := posts.vouched(inquiry, witness, row)) is not None
    ]
    return (inquiry, list(posts.distinct(told))) if told else None


def _with_any(inquiry: Inquiry, terms: Sequence[Term]) -> Iterator[PostRow]:
    """Yield the posts with one of some words, or a word said for it, and those right behind them; the last of many."""
    words = [word for term in terms for word in (term.phrase or tuple(term.forms))]
    yield from _with_words(inquiry, [*words, *(part for term in terms for part in tokens(term.text))])


def _with_words(inquiry: Inquiry, words: Sequence[str]) -> Iterator[PostRow]:
    there = [each for word in words for each in spoken(word) | forms(word) | {word}]
    numbers = projected.with_words(inquiry.db, there)
    numbers |= {number + after for number in numbers for after in (1,)}
    yield from projected.of_numbers(inquiry.db, sorted(numbers)[-_MOST_LOOKED_AT:])
