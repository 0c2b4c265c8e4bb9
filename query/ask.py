"""Asking: one question, or two in one: what is asked besides is looked for where the first part was found.

`Which boxes did I leave empty, and who is the witness?` Of a form, a ticket or a chat that answers the first part the
second is asked as well. Both must be answered to be told; else the question is taken as it stands.
"""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from msgspec.structs import replace

from ledger.facts import Box
from projections.views import Views
from query import alone
from query.answers.answer import Answer
from query.answers.plan import NO_FILTERS, Filters
from query.language.words import tokens
from query.patterns.pattern import pattern

_LED = r"(?:(?:about|at|by|for|from|in|of|on|to|until|with)\s+)?"
_WH = r"(?:what|which|who|whom|whose|when|where|why|how)\b"
_BESIDES = pattern(rf"(?:[,;?]\s*(?:and\s+|also\s+)?|\s+and\s+)(?={_LED}{_WH})", re.IGNORECASE)
_ASKS = pattern(rf"(?<!\w){_WH}", re.IGNORECASE)
_LEADS = pattern(rf"(?:(?!{_WH})[^,:?–—])*?(?:[,:]|\s[-–—])(?=\s)", re.IGNORECASE)
# What is told of the first part, and names nothing of its own: `and why`.
_FEWEST_FIRST, _FEWEST_SECOND, _FEWEST_LEADING = 3, 2, 2


def ask(
    views: Views, question: str, *, now: datetime, zone: tzinfo, limit: int = 8, filters: Filters = NO_FILTERS
) -> Answer:
    """Answer a question, or two in one. Nothing is written, decoded, called or scheduled.

    Args:
        views: the views of a DataRoot, open for reading.
        question: any text; what goes beyond 2,000 letters is left aside.
        now: the moment of asking, aware: relative words of time count from it, later frames do not count.
        zone: the asker's time zone, whose calendar gives days and hours.
        limit: claims at the most, of each part.
        filters: what narrows the question beside its own words.

    Raises:
        Stale: the views cannot be read.
        Damaged: the end of the ledger cannot be read.
    """
    whole = alone.ask(views, question, now=now, zone=zone, limit=limit, filters=filters)
    parts = two_in(question) if not filters.frame else None
    if parts is None:
        return whole
    first = alone.ask(views, parts[0], now=now, zone=zone, limit=limit, filters=filters)
    if not _is_of_family(first):
        return whole
    there = replace(filters, frame=first.claims[0].citations[0].frame)
    # `Stocktake paracetamol - who counted, what bin`: what leads to the first part leads to the second.
    leading = _leading(parts[0])
    for asking, within in (*([(f"{leading} {parts[1]}", filters)] if leading else []), (parts[1], there)):
        second = alone.ask(views, asking, now=now, zone=zone, limit=limit, filters=within)
        if _is_of_family(second) and not _cited(second) <= _cited(first):
            is_told = _cited(first) | _cited(second) <= _cited(whole, several=True)
            return whole if is_told else _both(whole, first, second)
    return whole


def _leading(first: str) -> str:
    """Return the clause before the one that asks: `Stocktake paracetamol -`, `on the permit,`; empty without one."""
    match = _LEADS.match(first)
    return match[0] if match is not None and len(tokens(match[0])) >= _FEWEST_LEADING else ""


def two_in(question: str) -> tuple[str, str] | None:
    """Return the two questions that one holds; None where it is one, or three."""
    at = [match for match in _BESIDES.finditer(question) if _ASKS.search(question, 0, match.start())]
    if len(at) != 1:
        return None
    first, second = question[: at[0].start()].strip(), question[at[0].end() :].strip()
    if len(tokens(first)) < _FEWEST_FIRST or len(tokens(second)) < _FEWEST_SECOND:
        return None
    return f"{first}?", second


def _is_of_family(answer: Answer) -> bool:
    """Say whether a family answered: what a text would say to a few words may be of anything."""
    return answer.state == "ok" and answer.plan is not None and not answer.plan.family.startswith("text")


def _cited(answer: Answer, *, several: bool = False) -> set[tuple[str, Box]]:
    """Return where the first claim of an answer has its evidence, or all that the answer has."""
    claims = answer.claims if several else answer.claims[:1]
    return {(each.frame, each.box) for claim in claims for each in claim.citations}


def _both(whole: Answer, first: Answer, second: Answer) -> Answer:
    """Return both answers as one, as sure as the less sure of them; all that was asked took its time."""
    took = sum(each.timings_ms.get("total", 0.0) for each in (whole, first, second))
    return replace(
        first,
        question=whole.question,
        summary=f"{first.summary}\n{second.summary}",
        claims=(*first.claims, *second.claims),
        confidence=min(first.confidence, second.confidence),
        timings_ms={**first.timings_ms, "total": round(took, 3)},
    )
