"""Questions for a list of words below a heading: the channels of a sidebar, the rows of a table's first column.

A list is what stands below a line that says no more than what is asked for: lines that begin where it begins, at the
same distance one from the other. Where that distance grows, the list ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import dropwhile, islice, takewhile

import msgspec

from projections import moment, standing, text
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.asking import ASKING, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.named import SORTS
from query.language.superlatives import BOUNDED
from query.language.vocabulary import Word
from query.language.words import folded, forms, tokens
from query.passages import expected
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_LISTING = pattern(
    r"\b(?:listed|side ?bar|list|table|column|panel|all of them|(?:on|at) the (?:left|right))\b", re.IGNORECASE
)
# What is counted in kilograms is no list.
_HOW_HEAVY = pattern(rf"\bhow many (?:{'|'.join(sorted(UNITS))})\b", re.IGNORECASE)
_OF_ONE = pattern(r"\bwhat (?:is|was) the (?![a-z]+s\b).*(?-i:\b[A-Z]{1,6}[-_ ]?\d{1,6}\b)", re.IGNORECASE)
_WHO_OR_WHAT = frozenset({"who", "what"})
_LEADING = frozenset({"is", "are", "was", "were", "s", "the", "a", "an", "my", "our", "all"})
_SOURCES = ("ocr", "uia")
_MOST_SCREENS = 20
_MOST_WORDS = 2
_MOST_HEADINGS = 12
_FEWEST, _MOST_LETTERS = 2, 60
_NEXT = 2.6
_GAP = 1.25
_BESIDE = 25
_BULLETS = "#-*•·– \t"
_LEAST_HEIGHT = 8


class _List(msgspec.Struct, frozen=True):
    """A heading and the lines below it, in reading order, as one screen shows them."""

    screen: Screen
    heading: SpanRow
    items: tuple[SpanRow, ...]


@cued(_LISTING)
def below_heading(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for what a list has; None where it asks for none, or none has such a heading."""
    if not _LISTING.search(inquiry.rest) or _HOW_HEAVY.search(inquiry.rest) or BOUNDED.search(inquiry.asked.plain):
        return None
    for heading in _headings(inquiry.rest):
        found = _found(inquiry, heading)
        if found is not None and (answer := _told(inquiry, found)) is not None:
            return answer
    return None


def beneath(inquiry: Inquiry) -> Answer | None:
    """Tell what stands below a heading that a question names, on a screen that the rest of it names; None without.

    Side panels of tickets and reviews are made like that: `Reviewers`, and below it who they are.
    """
    asked_for = _asked_for(inquiry.understood.words)
    for size in range(len(asked_for), 0, -1):
        heading = asked_for[:size]
        found = _found(inquiry, heading, fewest=1) if all(map(_may_head, heading)) else None
        if found is None or (size < len(asked_for) and not _is_as_said(found.heading.text, heading)):
            # `Imrans code` is nothing below an Imran.
            continue
        if any(screens.holds(found.screen.subject, word) for word in heading):
            continue
        if len(found.items) > 1 and _OF_ONE.search(inquiry.rest):
            # Of a column with a value for each of several things none is told to be that of the one that is named.
            continue
        if not _has_beside(found.heading, standing.on_frame(inquiry.db, found.screen.frame.id)):
            answer = _told(inquiry, found)
            # Below a name may be an address, where a phone number is asked for.
            return answer if answer is not None and expected.holds(inquiry.rest, answer.claims) else None
    return None


def _asked_for(words: Sequence[Word]) -> tuple[str, ...]:
    """Return what is asked for by name: the words behind `who is the`, at most two, up to a filling one."""
    for number, word in enumerate(words):
        if word.text.casefold() in _WHO_OR_WHAT:
            rest = list(dropwhile(lambda each: folded(each.text) in _LEADING, words[number + 1 :]))
            if len(rest) < len(words) - number - 1:
                named = takewhile(lambda each: not each.is_filling and not each.quoted, rest)
                return tuple(token for each in named for token in tokens(each.text))[:_MOST_WORDS]
    return ()


def _is_as_said(heading: str, words: Sequence[str]) -> bool:
    """Say whether a heading is words of a question as they are, or in the plural."""
    return all(one.startswith(other) for one, other in zip(tokens(heading), words, strict=True))


def _may_head(word: str) -> bool:
    return len(word) > _MOST_WORDS and word.isalpha() and word not in LOOSE_WORDS | VALUE_WORDS | SORTS


def _headings(question: str) -> tuple[tuple[str, ...], ...]:
    """Return what may head the list, longest first: words of the question side by side, the last of them a plural.

    Each is looked for on all screens that the rest names, so it is the first few where a question has many.
    """
    words = tokens(folded(question))
    runs = [tuple(words[at : at + size]) for size in range(_MOST_WORDS, 0, -1) for at in range(len(words) - size + 1)]
    may = (run for run in runs if run[-1].endswith("s") and len(run[-1]) > 3 and not ASKING & set(run))
    return tuple(islice(dict.fromkeys(may), _MOST_HEADINGS))


def _found(inquiry: Inquiry, heading: tuple[str, ...], fewest: int = _FEWEST) -> _List | None:
    """Return the list on the latest screen that the rest of the question names; None where it names no screen."""
    wanted = [word for word in screens.naming(inquiry.rest) if word not in heading]
    if (not wanted and inquiry.asked.window is None) or not all(map(partial(_stands, Lookup(inquiry.db)), heading)):
        return None
    for screen in screens.showing(inquiry, wanted)[:_MOST_SCREENS]:
        for source in _SOURCES:
            spans = standing.on_frame(inquiry.db, screen.frame.id, source)
            for span in spans:
                if _says(span.text, heading) and len(items := _below(span, spans)) >= fewest:
                    return _List(screen, span, items)
    return None


def _stands(lookup: Lookup, word: str) -> bool:
    """Say whether any screen holds a word in one of its forms: else nothing need be looked at for it."""
    return not word.isascii() or bool(lookup.known(forms(word)))


def _says(line: str, heading: Sequence[str]) -> bool:
    """Say whether a line is these words and no more, each in one of its forms."""
    said = tokens(line)
    return len(said) == len(heading) and all(one in forms(other) for one, other in zip(said, heading, strict=True))


def _below(heading: SpanRow, spans: Sequence[SpanRow]) -> tuple[SpanRow, ...]:
    """Return the lines below a heading, as far as they follow at the same distance."""
    height = max(_LEAST_HEIGHT, heading.box[3] - heading.box[1])
    column = [span for span in spans if abs(span.box[0] - heading.box[0]) < height / 2]
    items: list[SpanRow] = []
    pitch, last = _NEXT * height / _GAP, heading
    for span in sorted(column, key=lambda span: span.box[1]):
        step = _middle(span) - _middle(last)
        if step < height / 2:
            continue
        if step > pitch * _GAP or len(span.text) > _MOST_LETTERS:
            break
        items.append(span)
        pitch = step if len(items) == 1 else min(pitch, max(step, float(height)))
        last = span
    return tuple(items)


def _has_beside(heading: SpanRow, spans: Sequence[SpanRow]) -> bool:
    """Say whether something follows in the row of a line: then that is what it heads, and not what stands below."""
    height = max(_LEAST_HEIGHT, heading.box[3] - heading.box[1])
    return any(
        abs(_middle(span) - _middle(heading)) < height / 2 and 0 <= span.box[0] - heading.box[2] < _BESIDE * height
        for span in spans
    )


def _middle(span: SpanRow) -> float:
    return (span.box[1] + span.box[3]) / 2


def _told(inquiry: Inquiry, found: _List) -> Answer | None:
    """Tell a list whose every line holds in the journal; one that lacks some is none."""
    witness = Witness(inquiry.views)
    frame = found.screen.frame
    lines = (*found.items, found.heading)
    living = [text.by_event(inquiry.db, span.seq, span.place) for span in lines]
    cited = [witness.citation(each, frame) if each is not None else None for each in living]
    citations = tuple(each for each in cited if each is not None)
    if len(citations) < len(lines):
        return None
    heading = " ".join(found.heading.text.split())
    names = [" ".join(span.text.strip(_BULLETS).split()) for span in found.items]
    seen = moment.spell(frame.captured_us)
    title = " ".join(citations[-1].title.split())
    where = f" in {title}" if title else ""
    told = f"{counted(len(names), 'line')} below “{heading}”: {'; '.join(names)}"
    summary = f"{told}, seen {local(seen, inquiry.asked.zone)}{where}."
    claim = Claim(told, citations, seen, seen, 1)
    return concluded(inquiry, inquiry.ground(("text", "uia")), [claim], summary, searched=(heading,))
