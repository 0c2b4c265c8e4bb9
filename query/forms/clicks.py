"""Questions for clicks: where the mouse was clicked, and on what: the control or text that lay there just then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ledger.facts import AnyDerived, Element, InputRead
from projections import elements, frames, moment, text
from projections import inputlog as view
from projections.inputlog import Click, Under
from query.answers.answer import Answer, Citation, Claim
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted
from query.inquiries.inquiry import Inquiry, concluded
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.times.durations import instant

_ASKS = pattern(
    r"\b(?:what|where|(?:which|what) (?P<kind>buttons?|links?|check ?box(?:es)?|tabs?|controls?|elements?|fields?)) "
    r"(?:did|have|had|do) (?:i|we) (?:just |last |first )?(?:click|press|push)(?:ed)?\b(?! (?:most|keys?))"
    r"|\b(?:what|where) was clicked\b|\b(?:list|show|all) (?:of )?(?:me )?(?:my |the )?(?:mouse )?clicks\b"
    r"|\bwhen did (?:i|we) (?:last |first )?(?:click|press|push)\b",
    re.IGNORECASE,
)
_WORDS = pattern(
    r"\b(?:click(?:s|ed)?|press(?:ed)?|push(?:ed)?|mouse|buttons?|links?|check ?box(?:es)?|tabs?|controls?|elements?|"
    r"fields?|last|first|just|on|list|show|all)\b",
    re.IGNORECASE,
)
_ROLES = {
    "b": ("Button", "SplitButton"),
    "l": ("Hyperlink",),
    "ch": ("CheckBox",),
    "t": ("TabItem",),
    "f": ("Edit", "ComboBox"),
}
_NO_PLACE = "where the pointer was is not recorded"


@cued(_ASKS)
def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer to a question for what was clicked, or None where it is none."""
    match = _ASKS.search(intent.unquoted(inquiry.rest))
    if match is None:
        return None
    terms = tuple(term for term in intent.read(_WORDS.sub(" ", inquiry.rest)).terms if term.kind not in WEAK)
    roles = _roles(match["kind"] or "")
    found = [(click, _under(inquiry, click)) for click in view.clicks(inquiry.db, *inquiry.between)]
    wanted = [(click, under) for click, under in found if _is_of(under, terms, roles)]
    witness = Witness(inquiry.views)
    # The last ones are those that are asked for; they are told in their order.
    claims = [_claim(inquiry, witness, click, under) for click, under in wanted[-inquiry.limit :]]
    held = [claim for claim in claims if claim is not None]
    ground = inquiry.ground(("inputlog", "elements", "uia"))
    summary = _summary(inquiry, wanted, len(found))
    texts = tuple(term.text for term in terms)
    return concluded(inquiry, ground, held, summary, searched=texts, dropped=len(claims) - len(held))


def _roles(kind: str) -> tuple[str, ...]:
    return next((roles for start, roles in _ROLES.items() if kind.casefold().startswith(start)), ())


def _under(inquiry: Inquiry, click: Click) -> Under:
    if click.point is None:
        return Under("", "", None, "", "")
    return view.under(inquiry.db, click.shown or click.frame, click.point)


def _is_of(under: Under, terms: Sequence[Term], roles: Sequence[str]) -> bool:
    if roles and under.role not in roles:
        return False
    name = f"{under.label} {under.window}"
    if any(term.kind == ESSENTIAL and not holds(term, name) for term in terms):
        return False
    return 2 * sum(holds(term, name) for term in terms) >= len(terms)


def _summary(inquiry: Inquiry, wanted: Sequence[tuple[Click, Under]], total: int) -> str:
    if not wanted:
        others = f" {counted(total, 'other click')} were recorded." if total else ""
        return f"Not found: no such click was recorded{inquiry.within}.{others}"
    click, under = wanted[-1]
    last = f"{_called(click, under)}, {instant(click.at_us, inquiry.asked.zone)}"
    if len(wanted) == 1:
        return f"One click{inquiry.within}: {last}."
    return f"{counted(len(wanted), 'click')}{inquiry.within}; the last one: {last}."


def _called(click: Click, under: Under) -> str:
    if click.point is None:
        return _NO_PLACE
    what = " ".join(filter(None, (f"“{under.label}”" if under.label else "", f"({under.role})" if under.role else "")))
    where = f" in {under.window}" if under.window else ""
    return (what or "nothing that is known") + f" at {click.point[0]}, {click.point[1]}{where}"


def _claim(inquiry: Inquiry, witness: Witness, click: Click, under: Under) -> Claim | None:
    """Return a click with what lay there on the frame before it, and with the record of it."""
    frame = frames.by_id(inquiry.db, click.frame)
    if frame is None:
        return None
    at, point = moment.spell(click.at_us), click.point

    def says(fact: AnyDerived) -> bool:
        if not isinstance(fact, InputRead) or not 0 <= click.place < len(fact.clicks):
            return False
        told = fact.clicks[click.place]
        return (told.at, told.point, told.button) == (at, point, click.button)

    dot = (*point, point[0] + 1, point[1] + 1) if point is not None else (0, 0, frame.width or 0, frame.height or 0)
    clicked = witness.told(click.seq, frame, dot, click.button or "click", says)
    if clicked is None:
        return None
    what = _cited(inquiry, witness, click, under)
    said = f"{instant(click.at_us, inquiry.asked.zone)}: {_called(click, under)}"
    return Claim(said, (what, clicked) if what is not None else (clicked,), at, at, 1)


def _cited(inquiry: Inquiry, witness: Witness, click: Click, under: Under) -> Citation | None:
    """Return the citation of what lay under a click, where the journal says it so."""
    frame = frames.by_id(inquiry.db, click.shown or click.frame)
    if frame is None or under.box is None:
        return None
    if (life := elements.life_of(inquiry.db, under.seq, under.place)) is None:
        span = text.by_event(inquiry.db, under.seq, under.place)
        return witness.citation(span, frame, ()) if span is not None else None
    lifetime = Lifetime(under.seq, under.place, *life)
    seen = witness.thing(lifetime, frame)
    # A control without a label is called by the text on it.
    if not isinstance(seen, Element) or tuple(seen.box) != under.box or seen.label not in (under.label, ""):
        return None
    return witness.cited(lifetime, frame, seen.box, under.label or under.role)
