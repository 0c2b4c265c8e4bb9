"""Examples: code that stands on a page, told by what it shows and what the page is called, not by a version of it.

`The example on window functions from the manual`, `which statement of the tutorial creates the movie table`, `the
load_manifest function of the pull request`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections import code, sources
from projections.code import Showing
from query.answers.answer import Answer
from query.code import written
from query.code.snippet_claims import Version, as_said, claim_of, seen, stands, terms_of, texts
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages.intent import Term
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_ENOUGH = 0.6
_FEWEST = 2
_SORTS = r"(?:examples?|samples?|statement|function|definition|signature|snippet|query|code)"
_ASKED = pattern(rf"\b{_SORTS}\b", re.IGNORECASE)
_PAGE = pattern(
    r"\b(?:(?:web ?)?page|site|docs?|documentation|manual|tutorial|reference|guide|wiki|article|pull request|review)\b",
    re.IGNORECASE,
)
# Sites that people name for the page: the title of the page may have the name.
_SITE = pattern(r"\b(?:mdn|stack ?overflow|wikipedia|w3schools|readme)\b", re.IGNORECASE)
_NO_NAMES = pattern(rf"\b(?:{_SORTS}|page|web|site|copy|how|show|give)\b", re.IGNORECASE)


def on_page(inquiry: Inquiry, plain: str) -> Answer | None:
    """Tell the code on a page that a question describes; None where none, or more than one, is meant.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
    """
    if not (_ASKED.search(plain) and (_PAGE.search(plain) or _SITE.search(plain))):
        return None
    terms = as_said(inquiry.db, terms_of(_NO_NAMES.sub(" ", _PAGE.sub(" ", plain))))
    best = (_best(_blocks(inquiry, terms), terms) or _only_one(inquiry, plain)) if terms else None
    if best is None:
        return None
    claim = claim_of(inquiry, Witness(inquiry.views), best, (Version(0, 1, best),))
    ground = inquiry.ground(_PROCESSORS)
    if claim is None:
        return concluded(inquiry, ground, (), "", searched=texts(terms), dropped=1)
    summary = f"It stood in {' '.join(best.snippet.title.split())}, {seen(inquiry, claim)}:\n{claim.text}"
    return concluded(inquiry, ground, (claim,), summary, searched=texts(terms))


def _blocks(inquiry: Inquiry, terms: Sequence[Term]) -> list[Showing]:
    """Return the blocks of code that hold one of the words."""
    match = " OR ".join(f"({term.match})" for term in terms)
    holding = sources.matching(inquiry.db, match)
    found = code.showings(inquiry.db, inquiry.cut, forms=("block",), of=holding) if holding else []
    return [each for each in found if inquiry.scope.admits(each.last_frame)]


def _only_one(inquiry: Inquiry, plain: str) -> Showing | None:
    """Return the code of the page that is called by all the words, where no other code was seen on it."""
    words = [word for word in tokens(_NO_NAMES.sub(" ", _PAGE.sub(" ", plain))) if word not in ASKING]
    if len(words) < _FEWEST:
        return None

    def fits(each: Written) -> bool:
        return each.where == "page" and all(forms(word) & set(tokens(each.title)) for word in words)

    found = written.showings(inquiry, "block", fits)
    titled = [each for each in found if inquiry.scope.admits(each.last_frame)]
    is_one = len({each.snippet.text for each in titled}) == 1
    return max(titled, key=lambda each: each.last_us) if is_one else None


def _best(blocks: Sequence[Showing], terms: Sequence[Term]) -> Showing | None:
    """Return the block that has most of the words, in its title or in itself; None where two say as much.

    What stands on a page comes before what stands in an editor, for a page is asked of. One word at least stands in the
    code itself: a page by its title alone may have many.
    """
    ranked = []
    for each in blocks:
        own = [stands(term, f"{each.snippet.text}\n{each.snippet.symbol}") for term in terms]
        whole = [has or stands(term, each.snippet.title) for has, term in zip(own, terms, strict=True)]
        if any(own) and sum(whole) >= _ENOUGH * len(terms):
            ranked.append(((each.snippet.where == "page", sum(whole), sum(own)), each))
    if not ranked:
        return None
    most = max(score for score, _ in ranked)
    meant = [each for score, each in ranked if score == most]
    return max(meant, key=lambda each: each.last_us) if len({each.snippet.text for each in meant}) == 1 else None
