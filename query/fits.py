"""Fits: which of the texts that were found have what is asked for, and whether one that stands nearest is an answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from projections.views import Views
from query.answers import scope
from query.answers.answer import Answer, Claim
from query.answers.plan import NO_FILTERS
from query.inquiries import conclude
from query.inquiries.conclude import Asked
from query.inquiries.inquiry import Inquiry, between_of
from query.language import story, superlatives
from query.language.words import forms
from query.passages import accounted, adding, deeds, expected, fitting, intent, meant, nearest, ticked, verbatim
from query.passages.intent import Intent
from query.passages.lookup import Lookup
from query.people import tellers


def of(inquiry: Inquiry, wanted: Intent, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that have a value of the form that is asked for, beside what is asked about."""
    plain = inquiry.asked.plain
    claims = expected.worked_out(plain, claims)
    # What is asked by a word that stands nowhere (`sell for`) is left out of the rest.
    claims = expected.holds(story.asking_part(plain) or plain, expected.holds(inquiry.rest, claims))
    claims = deeds.told(inquiry.asked.question, fitting.holds(inquiry.rest, claims))
    claims = ticked.told(plain, wanted.terms, tellers.told(inquiry.rest, claims, plain))
    claims = adding.holds(inquiry.asked.question, claims)
    stands = partial(_stands, Lookup(inquiry.db))
    claims = [each for each in claims if accounted.is_told(inquiry.asked.question, inquiry.rest, each, stands)]
    claims = [each for each in claims if superlatives.may_tell(inquiry.rest, each.text)]
    window = inquiry.asked.window
    if window is not None and inquiry.understood.says("count"):
        claims = [each for each in claims if not verbatim.tells_another_month(window.words, inquiry.rest, each)]
    return tuple(claims)


def answered_by_nearest(answer: Answer, views: Views, asked: Asked, rest: str) -> Answer:
    """Return what stands nearest as the answer, where a line of it tells by itself what is asked for.

    Args:
        answer: that nothing was found, with what stands nearest.
        views: where it was looked for.
        asked: what is asked.
        rest: the question without its words of time.
    """
    if asked.window is not None or not answer.near:
        return answer
    inquiry = Inquiry(views, asked, rest, between_of(asked), len(answer.near), scope.of(views.facts, NO_FILTERS))
    wanted, lookup = intent.read(rest), Lookup(views.facts)
    read = meant.terms(views.facts, lookup, wanted.terms)
    standing = [lookup.is_anywhere(term) for term in read]
    told = [each for near in answer.near for each in nearest.told(asked.question, rest, near, read, standing)]
    claims = of(inquiry, wanted, told)
    return conclude.nearest(answer, asked, wanted, claims) if claims else answer


def _stands(lookup: Lookup, word: str) -> bool:
    return bool(lookup.known(forms(word)))
