"""Ticked: whether a passage is of the box that a question asks about: what else is told of it must stand there, too.

`Did I tick drone flights for the hotel` is not answered by a form for drone flights elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.answers.answer import Claim
from query.language.words import forms
from query.passages.intent import WEAK, Term
from query.passages.match import holds
from query.patterns.pattern import pattern

_ASKED = pattern(
    r"\b(?:un)?tick(?:ed)?\b|\b(?:check|tick)[ -]?box(?:es)?\b|"
    r"\bbox(?:es)?\b.*\b(?:checked|marked|crossed)\b|\b(?:checked|marked|crossed)\b.*\bbox(?:es)?\b",
    re.IGNORECASE,
)
_WHICH = pattern(r"\b(?:which|what) (?:\w+ ){0,2}?(?:(?:check|tick)[ -]?)?box(?:es)?\b", re.IGNORECASE)
_SIGN = pattern(r"[✓✔☑☒☐□■✗✘]|\[[ xX]\]|\b(?:un)?(?:tick|check|mark)(?:ed)?\b")
_BOX = frozenset().union(*map(forms, ("tick", "untick", "check", "cross", "mark", "box", "form", "page")))


def told(question: str, terms: Sequence[Term], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that have all that is told of a box, where a question asks about one; else all."""
    if _ASKED.search(question) is None:
        return list(claims)
    if _WHICH.search(question):
        # Boxes are told by their marks.
        claims = [claim for claim in claims if _SIGN.search(claim.text)]
    telling = [term for term in terms if term.kind not in WEAK and term.forms.isdisjoint(_BOX)]
    return [claim for claim in claims if all(holds(term, _all_of(claim)) for term in telling)]


def _all_of(claim: Claim) -> str:
    return "\n".join((claim.text, *(each.title for each in claim.citations)))
