"""Questions for messages that appeared and vanished: errors, warnings, notices, dialogs; when, and for how long."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import frames, moment, text
from projections import messages as view
from projections.messages import Dialog, Message
from projections.text import LivingSpan
from query.answers.answer import Answer, Claim
from query.foreground.telling import Telling
from query.foreground.usage import Usage
from query.inquiries.cite import Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.durations import instant, spelled

_NOUN = r"(?P<noun>errors?|warnings?|notices?|notifications?|toasts?|messages?|dialogs?|pop-?ups?|alerts?)"
_SORT = r"(?:(?:error|warning|alert|pop-?up|dialog)\s+)?"
_CAME = (
    r"(?:appear(?:ed)?|c[ao]me\s+up|pop(?:ped)?\s+up|show(?:ed|n)?(?:\s+up)?|vanish(?:ed)?|disappear(?:ed)?|go\s+away)"
)
_ASKS = pattern(
    rf"(?:which|what|list|show(?:\s+me)?|how\s+many)\s+(?:all\s+)?(?:the\s+)?{_SORT}{_NOUN}\s+"
    rf"(?:(?:did|have)\s+(?:i|we)\s+(?:see|get|have|had)|{_CAME}|were\s+(?:there|shown))(?P<rest>.*)"
    rf"|how\s+long\s+(?:was|were|did)\s+(?:the\s+)?(?P<thing>.*?){_SORT}(?P<one>error|warning|notice|notification|toast|"
    r"message|dialog|pop-?up|alert)(?P<about>\s.*?)?\s+(?:shown|visible|up|there|on\s+(?:the\s+)?screen|stay|last|stand)\W*"
    rf"|when\s+did\s+(?:the\s+)?(?P<what>.*?){_SORT}(?P<which>error|warning|notice|notification|toast|message|dialog|"
    rf"pop-?up|alert)(?P<of>\s.*?)?\s+(?:first\s+)?{_CAME}\W*",
    re.IGNORECASE,
)
# `What did the database say when I asked for the diameter`: what a program tells is a message.
_SAID = pattern(
    r"what\s+(?:exactly\s+)?did\s+(?:the|my|our)\s+(?:\w+\s+)?"
    r"(?:apps?|client|compiler|console|data\s?base|db|editor|form|interpreter|linter|page|program|server|shell|site|system|"
    r"terminal|tool|web\s?site)\s+"
    r"(?:answer|complain|object|print|reply|report|respond|return|say|tell\s+(?:me|us)|warn)(?P<rest>\s.*)",
    re.IGNORECASE,
)
# `What did the notice say`: of which one, the rest of the question tells.
_WORDED = pattern(
    r"\bwhat\s+(?:exactly\s+)?(?:did|does)\s+(?:the|that|this)\s+(?:\w+\s+){0,2}?"
    r"(?:notices?|notifications?|toast|pop-?up|banner|alert|warning|error(?:\s+message)?|dialog(?:\s+box)?)"
    r"(?P<of>(?:\s+\S+){0,6}?)\s+(?:say|tell(?:\s+(?:me|us))?|read|want)\b",
    re.IGNORECASE,
)
_KINDS = {"error": ("error",), "warning": ("warning",), "notice": ("notice",), "notification": ("notice",)}
_KINDS |= {"toast": ("notice",)}
_MOST_LINES = 4
_DIALOGS = ("dialog", "popup", "pop-up")


@cued(_ASKS, _SAID, _WORDED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for messages, or None where it is none."""
    match = _ASKS.fullmatch(" ".join(inquiry.rest.split()).strip(" ?!."))
    if match is None:
        return _said(inquiry) or _worded(inquiry)
    noun = (match["noun"] or match["one"] or match["which"]).casefold().rstrip("s")
    said = " ".join(filter(None, (match[name] for name in ("rest", "thing", "about", "what", "of"))))
    terms = tuple(term for term in intent.read(said).terms if term.kind not in WEAK)
    if noun in _DIALOGS:
        return _dialogs(inquiry, terms)
    kinds = _KINDS.get(noun, ("error", "warning", "notice"))
    found = [
        each
        for each in view.messages(inquiry.db, *inquiry.between)
        if each.kind in kinds and _is_of(f"{each.text} {each.title}", terms)
    ]
    if terms and not found:
        # What came of a command, or stands in a text, others may know.
        return None
    witness = Witness(inquiry.views)
    claims = [_claim(inquiry, witness, each) for each in found[-inquiry.limit :]]
    held = [claim for claim in claims if claim is not None]
    ground = inquiry.ground(("text", "uia"))
    texts = tuple(term.text for term in terms)
    summary = _summary(inquiry, found, noun)
    return concluded(inquiry, ground, held, summary, searched=texts, dropped=len(claims) - len(held))


def _said(inquiry: Inquiry) -> Answer | None:
    """Tell the last message that has all that a program is said to have told of; None where none has."""
    match = _SAID.fullmatch(" ".join(inquiry.rest.split()).strip(" ?!."))
    terms = tuple(term for term in intent.read(match["rest"]).terms if term.kind not in WEAK) if match else ()
    found = [
        each
        for each in (view.messages(inquiry.db, *inquiry.between) if terms else ())
        if all(holds(term, each.text) for term in terms)
    ]
    return _last_told(inquiry, found, terms)


def _worded(inquiry: Inquiry) -> Answer | None:
    """Tell what the last notice said of which the rest of a question tells; None where none is such."""
    match = _WORDED.search(inquiry.rest)
    said = f"{inquiry.rest[: match.start()]} {match['of']} {inquiry.rest[match.end() :]}" if match is not None else ""
    terms = tuple(term for term in intent.read(said).terms if term.kind not in WEAK)
    shown = view.messages(inquiry.db, *inquiry.between) if terms else ()
    return _last_told(inquiry, [each for each in shown if _is_of(f"{each.text} {each.title}", terms)], terms)


def _last_told(inquiry: Inquiry, found: Sequence[Message], terms: Sequence[Term]) -> Answer | None:
    claim = _claim(inquiry, Witness(inquiry.views), found[-1]) if found else None
    if claim is None:
        return None
    summary = _summary(inquiry, found[-1:], "message")
    searched = tuple(term.text for term in terms)
    return concluded(inquiry, inquiry.ground(("text", "uia")), [claim], summary, searched=searched)


def _is_of(name: str, terms: Sequence[Term]) -> bool:
    if any(term.kind == ESSENTIAL and not holds(term, name) for term in terms):
        return False
    return 2 * sum(holds(term, name) for term in terms) >= len(terms)


def _summary(inquiry: Inquiry, found: Sequence[Message], noun: str) -> str:
    if not found:
        return f"Not found: no such {noun} stood on any frame{inquiry.within}."
    last = found[-1]
    head = f"{counted(len(found), noun)}{inquiry.within}; the last one: " if len(found) > 1 else ""
    lines = " · ".join(f"“{line.span.text}”" for line in _block(inquiry, last)) or f"“{last.text}”"
    return f"{head}{lines}, {_seen(inquiry, last)}."


def _block(inquiry: Inquiry, each: Message) -> list[LivingSpan]:
    """Return the lines that came with a message and are set as one block with it, from its own line downwards.

    The heading of a notice says that something was not sent, and what stands below says why.
    """
    own = text.by_event(inquiry.db, each.seq, each.place)
    if own is None:
        return []
    block = [own]
    for line in sorted(text.of_event(inquiry.db, each.seq), key=lambda line: line.span.box[1]):
        over, box = block[-1].span.box, line.span.box
        height = over[3] - over[1]
        is_below = over[3] - height / 2 <= box[1] <= over[3] + height
        if is_below and abs(box[0] - own.span.box[0]) <= height and len(block) < _MOST_LINES:
            block.append(line)
    return block


def _seen(inquiry: Inquiry, each: Message) -> str:
    zone = inquiry.asked.zone
    told = f"first seen {instant(each.start_us, zone)}, last {instant(each.last_us, zone)}"
    if each.gone_us is None:
        return f"{told}; it was not seen to vanish"
    longest = spelled(each.gone_us - each.start_us)
    return f"{told}, gone by {instant(each.gone_us, zone)}: it stood {spelled(each.lasted_us)} to {longest}"


def _claim(inquiry: Inquiry, witness: Witness, each: Message) -> Claim | None:
    frame, block = frames.by_id(inquiry.db, each.frame), _block(inquiry, each)
    cited = [witness.citation(line, frame, ()) for line in block] if frame is not None else []
    if not cited or cited[0] is None:
        return None
    held = tuple(citation for citation in cited if citation is not None)
    said = f"{' '.join(citation.text for citation in held)} ({each.kind}), {_seen(inquiry, each)}"
    return Claim(said, held, moment.spell(each.start_us), moment.spell(each.last_us), each.frames)


def _dialogs(inquiry: Inquiry, terms: Sequence[Term]) -> Answer:
    telling = Telling(inquiry, Usage("list"))
    found = [each for each in view.dialogs(telling.db, *telling.between) if _is_of(f"{each.title} {each.app}", terms)]
    claims = telling.held([_dialog(telling, each) for each in found[-telling.limit :]])
    if not found:
        return telling.concluded("app", (), f"Not found: no such dialog was in front on any frame{telling.within}.")
    last = found[-1]
    when = instant(last.start_us, telling.zone)
    return telling.concluded(
        "app",
        claims,
        f"{counted(len(found), 'dialog')}{telling.within}; the last one: {last.title} ({last.app}), {when}.",
    )


def _dialog(telling: Telling, each: Dialog) -> Claim | None:
    first, last = (instant(us, telling.zone) for us in (each.start_us, each.last_us))
    said = f"{each.title} ({each.app}): first seen {first}, last {last}"
    return telling.claim(
        said, "app", (each.first, each.last), (each.start_us, each.last_us), each.frames, name=each.app
    )
