"""Near: what stands nearest to a question that nothing answers; told beside the honest no, with its evidence.

It claims nothing. Of the passages that have most of what is asked for, one is often what was meant in other words: who
asked can see that, and a rule can not.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from projections import scenes
from projections.views import Views
from query.answers import scope
from query.answers.answer import Answer, Claim
from query.answers.plan import Candidate, Filters
from query.inquiries import quoting
from query.inquiries.cite import Witness
from query.inquiries.conclude import Asked, local
from query.inquiries.inquiry import Inquiry, between_of
from query.language.talk import is_common
from query.language.words import folded, tokens
from query.passages import expected, intent, kindred, meant
from query.passages.intent import LOOSE, ORDINARY, WEAK, Intent, Term
from query.passages.lookup import Lookup
from query.passages.quote import at_length
from query.passages.search import Between, Find, search

MOST = 3
_LOOKED_AT, _MOST_KINDRED = 4, 8
# Of the weight of a question so much stands there, near together.
_ENOUGH = 0.25
# Calendars, what was in front and what was recorded are known as a whole, and a text is none of these.
_COMPLETE = frozenset({"agenda", "front", "input", "lineage", "sessions", "summaries"})
# One word alone may be of anything, and what means the same as a question is no button or date.
_FEWEST, _FEWEST_WORDS = 2, 6


def may_be(asked: Sequence[Candidate]) -> bool:
    """Say whether something may stand near: no, where a family that has looked through all that there is says no."""
    return not any(each.outcome == "answered" and each.family in _COMPLETE for each in asked[-1:])


def beside(answer: Answer, views: Views, asked: Asked, rest: str, filters: Filters) -> Answer:
    """Return an honest no with what stands nearest to the question: in the time that is named, or else at any other.

    Args:
        answer: what is to be said otherwise.
        views: the views, open for reading.
        asked: the question, and the window of time that it names.
        rest: the question without its words of time.
        filters: what narrows it.
    """
    admitted = scope.of(views.facts, filters)
    if admitted.unknown:
        return answer
    inquiry = Inquiry(views, asked, rest, between_of(asked), MOST, admitted)
    found = _nearest(inquiry, inquiry.cut)
    if not found and inquiry.asked.window is not None:
        found = _nearest(inquiry, inquiry.anytime().cut)
    if not found:
        return answer
    return msgspec.structs.replace(answer, summary=answer.summary + _told(inquiry, found[0]), near=found)


def in_meaning(answer: Answer, views: Views, asked: Asked, rest: str, filters: Filters) -> Answer:
    """Return an honest no that has what stands nearest with what means about the same beside it.

    The first by words stays, of the others those by meaning come first: who asks in other words than the screen's asks
    for what no word leads to.

    Args:
        answer: an honest no, as `beside` returned it; where nothing stands near by words, meaning alone is no guide.
        views: the views, open for reading.
        asked: the question, and the window of time that it names.
        rest: the question without its words of time.
        filters: what narrows it.
    """
    if not answer.near:
        return answer
    inquiry = Inquiry(views, asked, rest, between_of(asked), MOST, scope.of(views.facts, filters))
    told = [answer.near[0]]
    for claim in _kindred(inquiry, inquiry.cut) or _kindred(inquiry, inquiry.anytime().cut):
        if len(told) < MOST and not any(_tells(other, claim) for other in told):
            told.append(claim)
    if len(told) == 1:
        return answer
    by_words = [each for each in answer.near[1:] if each not in told]
    return msgspec.structs.replace(answer, near=tuple([*told, *by_words][:MOST]))


def _kindred(inquiry: Inquiry, between: Between | None) -> list[Claim]:
    """Return the passages that mean about what is asked, the nearest first."""
    db, wanted = inquiry.db, intent.read(inquiry.rest)
    allowed = None if between is None else scenes.within(db, *between)
    witness, found = Witness(inquiry.views), []
    for number, vector in kindred.scenes_of(db, inquiry.rest, allowed)[:_MOST_KINDRED]:
        scene = scenes.by_ids(db, [number]).get(number)
        lines = kindred.lines_of(db, scene, vector) if scene is not None else ()
        claim = quoting.of_lines(witness, db, scene, lines, wanted.terms, between) if scene is not None else None
        if claim is None or len(tokens(claim.text)) < _FEWEST_WORDS:
            continue
        if inquiry.scope.admits(claim.citations[0].frame):
            found.append(claim)
    return found


def _tells(one: Claim, other: Claim) -> bool:
    """Say whether a passage has all that another one says."""
    return set(tokens(other.text)) <= set(tokens(one.text))


def _nearest(inquiry: Inquiry, between: Between | None) -> tuple[Claim, ...]:
    wanted = intent.read(inquiry.rest)
    standing = _standing(inquiry, wanted)
    if sum(term.kind not in WEAK for term in standing) < _FEWEST:
        return ()
    lenient = replace(wanted, terms=standing, together=False)
    prefers = expected.shown_by(inquiry.rest)
    found = search(inquiry.db, lenient, between, inquiry.scope.choice, prefers, says=_says_something, most=_LOOKED_AT)
    return _cited(inquiry, found.finds, wanted)


def _cited(inquiry: Inquiry, finds: Sequence[Find], wanted: Intent) -> tuple[Claim, ...]:
    """Return the first passages whose evidence holds, those before others that have a value of the form asked for."""
    claims = Witness(inquiry.views).cite(finds, wanted.terms).claims
    fitting = expected.holds(inquiry.rest, claims)
    return tuple(sorted(claims, key=lambda claim: claim not in fitting)[:MOST])


def _standing(inquiry: Inquiry, wanted: Intent) -> tuple[Term, ...]:
    """Return the terms that stand anywhere: what stands nowhere is near to nothing."""
    lookup = Lookup(inquiry.db)
    read = meant.terms(inquiry.db, lookup, wanted.terms)
    return tuple(_any(term) for term in read if lookup.is_anywhere(term))


def _any(term: Term) -> Term:
    """Return a term as one that counts in full, and that need not stand there."""
    return term if term.kind == LOOSE else replace(term, kind=ORDINARY, near=False)


def _says_something(score: float, found: frozenset[int], terms: Sequence[Term], weights: Sequence[float]) -> bool:
    # What anybody says of anything is near to everything: `meet`, `want`.
    telling = (terms[number] for number in found)
    return score >= _ENOUGH * sum(weights) and any(
        term.kind not in WEAK and not is_common(folded(term.text)) for term in telling
    )


def _told(inquiry: Inquiry, claim: Claim) -> str:
    main = claim.citations[0]
    where = f" in {main.title}" if main.title else ""
    seen = local(claim.last_seen, inquiry.asked.zone)
    quote = at_length(inquiry.asked.question, claim)
    return f" Nearest to it stood {quote}, seen {seen}{where}; that may be of something else."
