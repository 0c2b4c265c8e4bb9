"""Asking: one question, or two in one: what is asked besides is looked for where the first part was found.

`Which boxes did I leave empty, and who is the witness?` Of a form, a ticket or a chat that answers the first part the
second is asked as well. Both must be answered to be told; else the question is taken as it stands, and where the answer
is plainly one to the other part it says which one it does not answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from functools import lru_cache, partial

from msgspec.structs import replace

from ledger.facts import Box
from projections.views import Views
from query import alone
from query.answers.answer import Answer
from query.answers.plan import NO_FILTERS, Filters
from query.language.asking import ASKING, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.talk import is_common
from query.language.words import forms, tokens
from query.patterns.pattern import pattern

_LED = r"(?:(?:about|at|by|for|from|in|of|on|to|until|with)\s+)?"
_WH = r"(?:what|which|who|whom|whose|when|where|why|how)\b"
_BESIDES = pattern(rf"(?:[,;?]\s*(?:and\s+|also\s+)?|\s+and\s+)(?={_LED}{_WH})", re.IGNORECASE)
_ASKS = pattern(rf"(?<!\w){_WH}", re.IGNORECASE)
_LEADS = pattern(rf"(?:(?!{_WH})[^,:?–—])*?(?:[,:]|\s[-–—])(?=\s)", re.IGNORECASE)
# What is told of the first part, and names nothing of its own: `and why`.
_FEWEST_FIRST, _FEWEST_SECOND, _FEWEST_LEADING, _FEWEST_NAMED = 3, 2, 2, 2
# What leans on the other question, so that the answer to that may tell it; and what is no question at all.
_LEANS = pattern(
    r"\b(?:it|its|that|this|these|those|they|them|their|he|him|his|she|her|there|ones?|then|else|other|same|so)\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:am|are|can|could|did|do|does|exactly|had|has|have|is|must|shall|should|was|were|will|would)"
_IS_CLAUSE = pattern(
    rf"(?:[^,;?]*[,;] )?\W*(?:(?:and|but|so) )?"
    rf"(?:(?:when|where|while) (?!{_AUXILIARY}\b)|(?:how|what) (?:i|we|he|she|they|you)\b)",
    re.IGNORECASE,
)
_NAMES_NOTHING = ASKING | LOOSE_WORDS | VALUE_WORDS | UNITS


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
    asking = lru_cache(partial(alone.ask, views, now=now, zone=zone, limit=limit))
    return _of_two(whole, parts, asking, filters)


def _of_two(whole: Answer, parts: tuple[str, str], asking: Callable[..., Answer], filters: Filters) -> Answer:
    """Return what answers two questions: both answers, or that to the whole of it, with what it leaves open."""
    plainly = partial(asking, filters=filters)
    first = plainly(parts[0])
    if _is_of_family(first):
        for words, within in _ways(parts, first, filters):
            second = asking(words, filters=within)
            if _is_of_family(second) and not _cited(second) <= _cited(first):
                is_told = _cited(first) | _cited(second) <= _cited(whole, several=True)
                return whole if is_told else _both(whole, first, second)
        if _is_of_family(whole) and _is_of_other(first, whole) and _names_other(parts[0], whole):
            # What the whole of it was taken for is the second alone: `who has DOCK-418, and what priority is it`.
            return _both(whole, first, whole)
    if whole.state == "not_found" and not any(map(_leans, parts)):
        told = [(plainly(part), other) for part, other in (parts, parts[::-1]) if _is_of_family(plainly(part))]
        if len(told) == 1 and _stands_by_itself(told[0][1]):
            return _noted(replace(told[0][0], question=whole.question), told[0][1])
    return _noted(whole, _unanswered(whole, parts, plainly))


def _ways(parts: tuple[str, str], first: Answer, filters: Filters) -> Iterator[tuple[str, Filters]]:
    """Yield the ways to ask the second question where the first is answered."""
    # `Stocktake paracetamol - who counted, what bin`: what leads to the first part leads to the second.
    if leading := _leading(parts[0]):
        yield f"{leading} {parts[1]}", filters
    yield parts[1], replace(filters, frame=first.claims[0].citations[0].frame)
    if _stands_by_itself(parts[1]) and not _IS_CLAUSE.match(parts[0]):
        yield parts[1], filters


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


def _unanswered(whole: Answer, parts: tuple[str, str], asking: Callable[[str], Answer]) -> str:
    """Return the one of two questions of which an answer says nothing; empty where it may tell both, or neither.

    That one names things of its own which the answer has not, and by itself it is answered elsewhere, or not at all.
    """
    silent = [part for part in parts if whole.state == "ok" and _names_other(part, whole)]
    if len(silent) != 1:
        return ""
    lacking, other = asking(silent[0]), asking(parts[1 - parts.index(silent[0])])
    if whole.plan is not None and whole.plan.family == "code" and not _is_of_family(lacking):
        # What code or a command says need not say how it is asked for.
        return ""
    is_told = other.state == "ok" and not _is_of_other(other, whole)
    return silent[0] if is_told and (lacking.state != "ok" or _is_of_other(lacking, whole)) else ""


def _is_of_other(part: Answer, whole: Answer) -> bool:
    """Say whether the evidence of an answer is none of that of another."""
    return _cited(whole, several=True).isdisjoint(_cited(part))


def _names_other(part: str, answer: Answer) -> bool:
    """Say whether a question stands by itself, and names nothing of what an answer tells."""
    told = {token for claim in answer.claims for token in tokens(claim.text)}
    return _stands_by_itself(part) and told.isdisjoint(form for token in _named(part) for form in forms(token))


def _stands_by_itself(part: str) -> bool:
    """Say whether a question names what it is about, and does not lean on another one."""
    return not _leans(part) and len(_named(part)) >= _FEWEST_NAMED


def _leans(part: str) -> bool:
    """Say whether a part leans on another one, or is a clause of it."""
    return _LEANS.search(part) is not None or _IS_CLAUSE.match(part) is not None


def _named(part: str) -> list[str]:
    return [token for token in tokens(part) if len(token) > 1 and token not in _NAMES_NOTHING and not is_common(token)]


def _noted(answer: Answer, lacking: str) -> Answer:
    """Return an answer that says which of two questions it does not answer."""
    if not lacking:
        return answer
    said = " ".join(lacking.split()).strip(" ?.!,;")
    return replace(answer, summary=f"{answer.summary} Not answered: “{said}”; ask it by itself.", unanswered=(said,))


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
