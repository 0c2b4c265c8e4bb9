"""Telling controls: those of a screen in one claim, each cited by itself and by the line that labels it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from projections import moment
from query.answers.answer import Answer, Citation, Claim
from query.forms.widgets import BOXES, TICKED, Seen, cite, lettering
from query.inquiries.cite import Witness
from query.inquiries.conclude import local
from query.inquiries.inquiry import Inquiry, concluded
from query.inquiries.screens import Screen

_PROCESSORS = ("elements", "uia")
_PLURAL = {
    "Button": "buttons", "CheckBox": "checkboxes", "RadioButton": "radio buttons", "Edit": "fields",
    "ComboBox": "drop-down lists", "TabItem": "tabs", "Hyperlink": "links", "MenuItem": "menu items", "Image": "icons",
}  # fmt: skip
SINGULAR = {role: noun.removesuffix("s") for role, noun in _PLURAL.items()} | {"CheckBox": "checkbox"}


def list_of(
    inquiry: Inquiry,
    screen: Screen,
    shown: Sequence[Seen],
    roles: Sequence[str],
    wanted: str,
    *,
    kept: Sequence[Seen],
    every: bool = False,
) -> Answer:
    """Tell the controls of a screen that were asked for, with all of the kind as evidence where none is left.

    `every`: of each box it is said whether it is ticked; else only of those that are.
    """
    witness = Witness(inquiry.views)
    pairs = [(seen, cite(inquiry, witness, screen, seen)) for seen in (kept or shown)]
    held = [(seen, citation) for seen, citation in pairs if citation is not None]
    noun = _PLURAL[roles[0]] if len({seen.role for seen, _ in held}) < 2 and roles else "controls"
    names = ", ".join(f"{seen.label}{_said(seen, every=every)}" for seen, _ in held)
    when, title = local(moment.spell(screen.frame.captured_us), inquiry.asked.zone), screen.frame.window_title or ""
    where = f"in {' '.join(title.split())}, seen {when}"
    count = f"{len(held)} {noun if len(held) != 1 else SINGULAR[held[0][0].role]}" if held else ""
    text = f"{count}: {names}" if kept else f"None of these {noun}: {', '.join(seen.label for seen, _ in held)}"
    citations = (*(citation for _, citation in held), *lettered(inquiry, witness, screen, [seen for seen, _ in held]))
    at = moment.spell(screen.frame.captured_us)
    claims = [Claim(text, citations, at, at, 1)] if citations else []
    aside = " Which of them is meant, no label says in these words." if every and len(held) > 1 else ""
    return told(inquiry, claims, f"{text} ({where}).{aside}", wanted, len(pairs) - len(held))


def lettered(inquiry: Inquiry, witness: Witness, screen: Screen, shown: Sequence[Seen]) -> list[Citation]:
    """Cite the labels that stand beside boxes, behind the boxes themselves."""
    lines = (lettering(inquiry, witness, screen, seen) for seen in shown if seen.role in BOXES)
    return [line for line in lines if line is not None]


def _said(seen: Seen, *, every: bool) -> str:
    state = sorted(seen.state & (TICKED | {"disabled"}))
    if every and seen.role in BOXES and not seen.state & TICKED:
        state = ["not checked", *state]
    return f" ({', '.join(state)})" if state else ""


def told(inquiry: Inquiry, claims: Sequence[Claim], summary: str, searched: str, dropped: int) -> Answer:
    """Return the answer of a family of controls: what is missing matters only where nothing was found."""
    ground = inquiry.ground(_PROCESSORS)
    answer = concluded(inquiry, ground, claims, summary or "Not found.", searched=(searched,), dropped=dropped)
    return msgspec.structs.replace(answer, missing=answer.missing if not claims else ())
