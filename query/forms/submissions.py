"""When something was sent off: a form, a request, an order, an application, as the page that confirmed it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from projections import frames, lifetimes, moment, scenes, standing, text
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Answer, Claim
from query.forms.widgets import of_page
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen
from query.language import negated
from query.language.asking import LOOSE_WORDS, VALUE_WORDS
from query.language.words import tokens
from query.passages.intent import ASKED, Term
from query.passages.lookup import Lookup
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("text",)
# `When was it sent`, `tell me when it went off`, `day and time at which …`; `when I sent it, what …` asks for no time.
_LEAD = (
    r"(?:(?<!until )(?<!since )(?<!by )(?:when|(?:at )?(?:what|which) (?:exact |local )?(?:day|date|time|hour)"
    r"(?: and (?:at )?(?:what |which )?(?:local )?(?:time|hour))?))"
)
_TOLD = (
    r"(?:(?:know|me|remember|recall|wonder|out) (?:exactly )?when|"
    r"(?:day|date)(?: and (?:the )?(?:local )?(?:time|hour))? (?:at|on) which|"
    r"(?:what|which) (?:day|date|time|hour) was it (?:when|that))"
)
_ALSO = pattern(
    r"\b(?:what|which)\b(?! (?:exact |local )?(?:day|date|time|hour)\b)(?<!at which)(?<!on which)", re.IGNORECASE
)
_SEND = (
    r"(?:submit(?:ted)?|sen[dt]|(?:hand(?:ed)?|turn(?:ed)?) (?:it |this |that )?in|filed?|placed?|order(?:ed)?|"
    r"appl(?:y|ied)(?: for)?|book(?:ed)?|register(?:ed)?|request(?:ed)?|lodged?)"
)
_BEEN_SENT = (
    r"(?:submitted|sent|(?:handed|turned) in|filed|placed|ordered|applied for|booked|registered|requested|lodged|"
    r"received|accepted|confirmed|returned)"
)
_WENT = r"(?:go|went|gone) (?:off|through|(?:out|in)(?! of\b))"
# Who sends is I, or not told: what others did, no page of mine confirms.
_ME = r"(?:i|we)"
_IT = r"(?: (?!(?:i|we|he|she|they|you|that|which|who|whom|when|what)\b)[^\s?!;]+){1,12}?"
_JUST = r"(?: (?:first|last|finally|really|ever|then|also|even|just|already|\w+ly)){0,2}?"
_ASKED = (
    pattern(
        rf"\b(?:{_LEAD} (?:did|have|had) {_ME}|{_TOLD} {_ME}(?: (?:did|have|had))?){_JUST} (?P<verb>{_SEND})\b",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b(?:{_LEAD} (?:(?:was|were){_IT}|(?:has|have|had){_IT} been)|"
        rf"{_TOLD}{_IT} (?:was|were|got|(?:has|have|had) been)){_JUST} (?P<verb>{_BEEN_SENT})\b",
        re.IGNORECASE,
    ),
    pattern(rf"\b(?:{_LEAD} did{_IT}|{_TOLD}{_IT}){_JUST} (?P<verb>{_WENT})\b", re.IGNORECASE),
)
_ASKING = pattern(
    rf"\b(?:{_TOLD}|{_LEAD}|{_SEND}(?: (?:off|in|away))?|{_BEEN_SENT}|{_WENT}|received?|exactly|local|time|day|hour|"
    r"date)\b",
    re.IGNORECASE,
)
_BY = pattern(r"\bby (?!me\b|us\b|mail\b|post\b)", re.IGNORECASE)
# What came of it, a page must say just so; and that an order was sent is told by no page of an application.
_OUTCOMES = {"accepted": "accepted", "confirmed": "confirm", "received": "received", "returned": "returned"}
_KINDS = {
    "order": ("order", "purchase"),
    "appl": ("appl", "request"),
    "request": ("appl", "request"),
    "book": ("book", "reserv"),
    "regist": ("regist",),
}
# What was sent otherwise, or is still to come, no such page confirms.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|e?mails?|messages?|repl(?:y|ied)|answer(?:ed)?|posts?|commits?|push(?:ed)?|due|expires?|must|"
    r"should|will|arriv\w+|deliver\w+|next|by when|wrong\w*|mistak\w+)\b",
    re.IGNORECASE,
)
_THING = (
    r"(?:application|booking|claim|enquiry|form|order|payment|permit|purchase|registration|request|reservation|return|"
    r"submission)"
)
_DEALT_WITH = (
    r"(?:accepted|booked|completed?|confirmed|filed|lodged|placed|received|recorded|registered|requested|sent|"
    r"submitted)"
)
_CONFIRMS = pattern(
    rf"\bthank(?:s| you) for (?:your|the) (?:\w+ )?{_THING}\b|\bsuccessfully {_DEALT_WITH}\b|"
    r"\bwe(?: have|['’]ve)? received your\b|"
    rf"\b(?:your|the|this) (?:[\w#-]+ ){{1,4}}?(?:was|were|has been|have been|is) (?:\w+ )?{_DEALT_WITH}\b|"
    rf"\b{_THING} \S+ (?:was|has been) {_DEALT_WITH}\b",
    re.IGNORECASE,
)
# In two words it may be the name of any tab or button: the window is called so as well.
_CALLED = pattern(rf"\b{_THING} {_DEALT_WITH}\b", re.IGNORECASE)
_WORDS = frozenset(
    """
    accepted booked complete completed confirmed filed lodged placed received recorded registered requested sent
    submitted thank
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# `Before I sent it`, `when the form was submitted`: it says which state of a form is meant, and not what it is called.
SENDING = pattern(
    r"\b(?:before|when|once|as|until|prior to|(?:at|by) the (?:moment|time)|the moment|while)"
    r"(?P<what>(?:\W+[\w’']+){0,4}?)\W+"
    r"(?:sen[dt](?:ing)?(?: (?:off|in|away))?|submi\w*|order(?:ed|ing)|press(?:ed|ing)|hand(?:ed|ing)(?: in)?|"
    r"request(?:ed|ing)|book(?:ed|ing)|appl(?:ied|ying)(?: for)?|filed|lodged|went (?:off|out|through)|"
    r"(?:was|were|is) (?:all )?(?:complete|done|filled (?:in|out)|finished|ready)"
    r"(?: to (?:be )?(?:go|send|sent|submit\w*))?)\b",
    re.IGNORECASE,
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


@cued(*_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell when what a question names was sent off; None where that is not asked, or no page confirmed it."""
    # The question as it was asked: of what it names, all counts, though some of it stands nowhere.
    question = " ".join(inquiry.asked.plain.split())
    matches = (each.search(question) for each in _ASKED)
    asked = next((match for match in matches if match), None)
    if asked is None or _ELSEWHERE.search(question) is not None or _ALSO.search(question) is not None:
        return None
    # Before it stands who wants to know: `purchasing asks me when …`
    part, behind = question[asked.start() :], question[asked.end() :]
    wanted = screens.naming(_ASKING.sub(" ", part))
    if not wanted or negated.has_negation(part) or _BY.search(behind) or SENDING.search(behind):
        return None
    found = list(_confirmed(inquiry, _Sending(tuple(wanted), *_says(asked["verb"].casefold(), part.casefold()))))
    most = max((each.held for each in found), default=0)
    best = [each for each in found if each.held == most]
    # Seen again later, it is still the first time that tells when it was sent.
    return _told(inquiry, min(best, key=lambda each: each.frame.captured_us), wanted) if best else None


def _says(verb: str, part: str) -> tuple[tuple[str, ...], bool]:
    """Return with what some word of the page must begin that confirms, if any, and whether it names what was sent."""
    if verb in _OUTCOMES:
        return (_OUTCOMES[verb],), False
    kind = next((kind for kind in _KINDS if verb.startswith(kind)), "order" if "order" in tokens(part) else "")
    return _KINDS.get(kind, ()), bool(kind)


def _confirmed(inquiry: Inquiry, sending: _Sending) -> Iterator[_Confirmed]:
    """Yield the frames of the asked time that confirm something of which enough of the words are told."""
    wanted = sending.wanted
    least = len(wanted) if len(wanted) <= _FEW else _ENOUGH * len(wanted)
    for frame in _frames(inquiry):
        lines = standing.on_frame(inquiry.db, frame.id)
        said = [line for line in lines if confirms(frame, line)]
        told = _words(frame, said)
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


def without_sending(question: str) -> str:
    """Return a question without the words that say when, in its course, something was sent; what was stays named."""
    return SENDING.sub(r" \g<what> ", question)


def unsent(inquiry: Inquiry, shown: Sequence[Screen]) -> list[Screen]:
    """Return the screens that do not tell that something was sent off, or else all.

    After it was sent a page may show its form as it is when nobody has touched it.
    """
    kept = [each for each in shown if not any(confirms(each.frame, line) for line in of_page(inquiry, each))]
    return kept or list(shown)


def _has(there: set[str], word: str) -> bool:
    """Say whether a word is there in one of its forms, or one that begins with it: `hand`, `handheld`."""
    same = {word, word + "s", word.removesuffix("s")}
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
