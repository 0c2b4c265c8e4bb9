"""Questions for how a named value changed: the status of a ticket, the owner of a page, and when each was seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.facts import Field
from projections import frames, moment, values
from projections.values import Held
from query.answer import Answer, Citation, Claim
from query.cite import Lifetime, Witness
from query.conclude import counted
from query.durations import instant
from query.inquiry import Inquiry, concluded
from query.words import forms, tokens

_PROCESSORS = ("fields",)
_LABEL = r"(?:the\s+|my\s+)?(?P<label>\S+(?:\s+\S+){0,3}?)"
_OF = r"\s+(?:of|for|on|in)\s+(?:the\s+|my\s+)?(?P<thing>.+?)"
_OVER_TIME = r"(?:\s+(?:over\s+time|over\s+the\s+(?:days|weeks)|so\s+far))?"
_PATTERNS = tuple(
    re.compile(rf"{spelled}\W*", re.IGNORECASE)
    for spelled in (
        rf"when\s+(?:did|was|has)\s+{_LABEL}{_OF}\s+(?:chang(?:e|ed)|updated?)",
        rf"(?:how|when)\s+(?:did|has|have)\s+{_LABEL}{_OF}\s+(?:chang(?:e|ed)|develop(?:ed)?){_OVER_TIME}",
        rf"did\s+{_LABEL}{_OF}\s+(?:ever\s+)?change{_OVER_TIME}",
        rf"(?:what\s+(?:is|was)\s+)?(?:the\s+)?(?:history|course)\s+of\s+{_LABEL}{_OF}",
        r"(?:which|what)\s+(?P<label>\S+(?:\s+\S+){0,2}?)\s+values\s+did\s+(?:the\s+)?(?P<thing>.+?)\s+have",
    )
)


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for the history of a value, or None where it is none.

    It is none, too, where no label of that name ever stood beside a value: then it may stand in a text.
    """
    match = next((found for pattern in _PATTERNS if (found := pattern.fullmatch(inquiry.rest.strip()))), None)
    if match is None:
        return None
    wanted, thing = tokens(match["label"]), tokens(match["thing"])
    names = [label for label in values.labels(inquiry.db) if _is_called(label, wanted)]
    if not names or not thing:
        return None
    held = values.of_labels(inquiry.db, names, *inquiry.between, belongs=lambda title: _holds(title, thing))
    held = [each for each in held if inquiry.scope.admits(each.first)]
    witness = Witness(inquiry.views)
    claims = [_claim(inquiry, witness, each) for each in held]
    kept = [claim for claim in claims if claim is not None]
    sound = [each for each, claim in zip(held, claims, strict=True) if claim is not None]
    called = f"{match['label']} of {match['thing']}"
    ground = inquiry.ground(_PROCESSORS)
    summary = (
        _summary(inquiry, called, sound) if kept else f"Not found: no {called} stood on any frame{inquiry.within}."
    )
    return concluded(
        inquiry, ground, kept[-inquiry.limit :], summary, searched=(called,), dropped=len(claims) - len(kept)
    )


def _is_called(label: str, wanted: Sequence[str]) -> bool:
    """Say whether a label has the asked name: word for word, each in one of its forms."""
    found = tokens(label)
    return len(found) == len(wanted) and all(token in forms(word) for token, word in zip(found, wanted, strict=True))


def _holds(title: str, thing: Sequence[str]) -> bool:
    there = set(tokens(title))
    return all(there & (forms(token) if token.isalpha() else {token}) for token in thing)


def _claim(inquiry: Inquiry, witness: Witness, held: Held) -> Claim | None:
    """Return a value with the field that shows it; None where the evidence does not hold."""
    frame = frames.by_id(inquiry.db, held.first)
    life = Lifetime(held.seq, held.place, held.chain, held.born, held.gone)
    field = witness.thing(life, frame) if frame is not None else None
    if frame is None or not isinstance(field, Field) or (field.label, field.value) != (held.label, held.value):
        return None
    cited: list[Citation] = [witness.cited(life, frame, field.box, field.value)]
    text = f"{held.label}: {held.value}, seen {_seen(inquiry, held)}"
    return Claim(text, tuple(cited), moment.spell(held.start_us), moment.spell(held.last_us), held.frames)


def _seen(inquiry: Inquiry, held: Held) -> str:
    first, last = (instant(us, inquiry.asked.zone) for us in (held.start_us, held.last_us))
    return first if first == last else f"from {first} to {last}"


def _summary(inquiry: Inquiry, called: str, held: Sequence[Held]) -> str:
    last = held[-1]
    if len(held) == 1:
        return f"The {called} did not change: “{last.value}”, seen {_seen(inquiry, last)}."
    before = held[-2]
    between = f"{instant(before.last_us, inquiry.asked.zone)} and {instant(last.start_us, inquiry.asked.zone)}"
    course = ", then ".join(f"“{each.value}”" for each in held[-4:])
    return f"The {called} changed {counted(len(held) - 1, 'time')}: {course}. The last change came between {between}."
