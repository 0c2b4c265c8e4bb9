"""When something was sent off: a form, a request, an order, an application, as the page that confirmed it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from projections import frames, lifetimes, moment, scenes, standing, text
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.forms import sendings
from query.forms.widgets import of_page
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language.asking import LOOSE_WORDS, VALUE_WORDS
from query.language.words import forms, tokens
from query.passages.block import is_same_row
from query.passages.intent import ASKED, Term
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("text",)
_THING = (
    r"(?:application|booking|claim|enquiry|form|order|payment|permit|purchase|registration|request|reservation|return|"
    r"submission)"
)
_DEALT_WITH = (
    r"(?:accepted|booked|completed?|confirmed|filed|lodged|placed|received|recorded|registered|requested|scheduled|sent|"
    r"submitted)"
)
_CONFIRMS = pattern(
    rf"\bthank(?:s| you) for (?:your|the) (?:\w+ )?{_THING}\b|\bsuccessfully {_DEALT_WITH}\b|"
    r"\bwe(?:(?: have|['’]ve) (?:got |received )?|received )your\b|"
    rf"\b(?:your|the|this) (?:[\w#-]+ ){{1,4}}?(?:was|were|has been|have been|is) (?:\w+ )?{_DEALT_WITH}\b|"
    rf"\b{_THING} \S+ (?:was|has been) {_DEALT_WITH}\b",
    re.IGNORECASE,
)
# In two words it may be the name of any tab or button: the window is called so as well.
_CALLED = pattern(rf"\b{_THING} {_DEALT_WITH}\b", re.IGNORECASE)
# A page about one thing that tells its status: `Your booking`, `Confirmed`.
_ABOUT = pattern(rf"your (?:\w+ )?{_THING}", re.IGNORECASE)
_STATUS = pattern(r"(?:status:? )?(?:accepted|booked|confirmed|received|requested|scheduled|submitted)", re.IGNORECASE)
_WORDS = frozenset(
    """
    accepted booked complete completed confirmed filed lodged placed received recorded registered requested scheduled
    sent submitted thank thanks
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_LONGEST = 14
_MOST_SCENES, _MOST_FRAMES = 60, 200
_MAILS = frozenset({"gmail", "inbox", "mail", "outlook", "thunderbird", "webmail"})
_ENOUGH = 0.66
_FEW = 2
_STEM = 4


class _Confirmed(msgspec.Struct, frozen=True):
    """A frame that confirms something, the line that says so, and how many of the words asked for go with it."""

    frame: Frame
    line: SpanRow
    held: int


class _Sending(msgspec.Struct, frozen=True):
    """What was sent: the words for it, what the page must say that confirms it, and whether that names a thing."""

    wanted: tuple[str, ...]
    says: tuple[str, ...]
    is_named: bool

    def is_of(self, told: set[str], form: set[str]) -> bool:
        """Say whether it is this that is confirmed: one word of a form may be that of any label."""
        if any(_has(told, word) for word in self.wanted):
            return True
        if len(self.wanted) > 1:
            return all(_has(form, word) for word in self.wanted)
        return self.is_named and self.wanted[0] not in LOOSE_WORDS | VALUE_WORDS


@cued(*sendings.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when what a question names was sent off; None where that is not asked, or no page confirmed it."""
    # The question as it was asked: of what it names, all counts, though some of it stands nowhere.
    asked = sendings.read(inquiry.asked.plain)
    wanted = screens.naming(asked.what) if asked is not None else []
    if asked is None or not wanted:
        return None
    found = list(_confirmed(inquiry, _Sending(tuple(wanted), asked.says, asked.is_named)))
    most = max((each.held for each in found), default=0)
    best = [each for each in found if each.held == most]
    # Seen again later, it is still the first time that tells when it was sent.
    return _told(inquiry, min(best, key=lambda each: each.frame.captured_us), wanted) if best else None


def _confirmed(inquiry: Inquiry, sending: _Sending) -> Iterator[_Confirmed]:
    """Yield the frames of the asked time that confirm something of which enough of the words are told."""
    wanted = sending.wanted
    least = len(wanted) if len(wanted) <= _FEW else _ENOUGH * len(wanted)
    for frame in _frames(inquiry):
        lines = standing.on_frame(inquiry.db, frame.id)
        said = [line for line in lines if confirms(frame, line)] or _status(lines)
        told = _words(frame, [*said, *(line for line in lines if _ABOUT.fullmatch(line.text.strip()))])
        if not said or (sending.says and not any(word.startswith(sending.says) for word in told)):
            continue
        there = _words(frame, lines)
        before = frames.before(inquiry.db, frame)
        # What was filled in stood there just before, in the form.
        form = _words(before, standing.on_frame(inquiry.db, before.id)) if before is not None else set()
        held = sum(_has(there | form, word) for word in wanted)
        if held >= least and sending.is_of(told, form):
            yield _Confirmed(frame, min(said, key=lambda line: (line.box[1], line.box[0])), held)


def _frames(inquiry: Inquiry) -> Iterator[Frame]:
    """Yield the frames of the latest scenes with a word that confirms, of those that count, but those of mails."""
    holders = Lookup(inquiry.db).term(Term("confirmed", ASKED, forms=_WORDS))
    seen = 0
    for scene in scenes.latest(inquiry.db, set(holders), inquiry.between[1], _MOST_SCENES):
        placed = lifetimes.frames_between(inquiry.db, scene.chain, scene.first, scene.last, inquiry.between)
        counting = [each.frame for each in placed if inquiry.scope.admits(each.frame)]
        for record in counting[: _MOST_FRAMES - seen]:
            frame = frames.by_id(inquiry.db, record)
            # A mail that confirms comes later, and a list of mails has many.
            if frame is not None and _MAILS.isdisjoint(tokens(frame.window_title or "")):
                yield frame
        seen += len(counting)


def confirms(frame: Frame, line: SpanRow) -> bool:
    """Say whether a line of a frame tells that something was sent off, or came in."""
    if len(line.text.split()) > _LONGEST:
        return False
    if _CONFIRMS.search(line.text):
        return True
    called = _CALLED.search(line.text)
    return called is not None and called[0].casefold() in (frame.window_title or "").casefold()


def _status(lines: Sequence[SpanRow]) -> list[SpanRow]:
    """Return what tells the status of the one thing that a page is about; nothing where it is about none, or more."""
    found = [line for line in lines if _STATUS.fullmatch(line.text.strip())]
    # `Submitted` may be the label of a day.
    labels = [line.box for line in lines if tokens(line.text) == ("status",)]
    found = [line for line in found if any(is_same_row(box, line.box) for box in labels)] or found
    return found if len(found) == 1 and any(_ABOUT.fullmatch(line.text.strip()) for line in lines) else []


def unsent(inquiry: Inquiry, shown: Sequence[Screen]) -> list[Screen]:
    """Return the screens that do not tell that something was sent off, or else all.

    After it was sent a page may show its form as it is when nobody has touched it.
    """
    kept = [each for each in shown if not any(confirms(each.frame, line) for line in of_page(inquiry, each))]
    return kept or list(shown)


def _has(there: set[str], word: str) -> bool:
    """Say whether a word is there in one of its forms, or one that begins with it: `hand`, `handheld`."""
    same = forms(word) | {word + "s", word.removesuffix("s")}
    return bool(there & same) or (len(word) >= _STEM and any(each.startswith(word) for each in there))


def _words(frame: Frame, lines: Sequence[SpanRow]) -> set[str]:
    return {*tokens(frame.window_title or ""), *(word for line in lines for word in tokens(line.text))}


def _told(inquiry: Inquiry, found: _Confirmed, wanted: Sequence[str]) -> Answer | None:
    living = text.by_event(inquiry.db, found.line.seq, found.line.place)
    citation = Witness(inquiry.views).citation(living, found.frame) if living is not None else None
    if citation is None:
        return None
    at = moment.spell(found.frame.captured_us)
    said = " ".join(found.line.text.split())
    where = f" in {' '.join(citation.title.split())}" if citation.title else ""
    summary = f"“{said}” was first seen {local(at, inquiry.asked.zone)}{where}."
    claim = Claim(said, (citation,), at, at, 1)
    return concluded(inquiry, inquiry.ground(_PROCESSORS), [claim], summary, searched=tuple(wanted))
