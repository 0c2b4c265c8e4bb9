"""Kinds of which there are too many: all phone numbers, dates or names that one saw, and nothing tells which.

They have no view of their own: a line that holds the word `dates` is none of them, and to read every line for one is
no look-up.
"""

from __future__ import annotations

from query.answers.answer import Answer
from query.foreground import listing
from query.inquiries.inquiry import Inquiry
from query.language.words import tokens
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"(?:(?:tele)?phone|fax|mobile) numbers", "phone numbers", "whose number, or of what place"),
    (r"e-?mail addresses", "mail addresses", "whose address"),
    (r"(?:post(?:al)?|street|home) addresses", "addresses", "whose address"),
    (r"dates", "dates", "the date of what"),
    (r"numbers|figures|amounts|prices|sums", "numbers", "the number of what"),
    (r"(?:people|persons|names|faces)", "names", "who did what, or the name of what"),
    (r"tables|charts|diagrams|graphs", "tables", "what the table tells of, or a word in it"),
    (r"(?:hyper)?links", "links", "what the link leads to, or where it stood"),
    (r"images|pictures|photos|photographs", "pictures", "what it is called, or the page or program that it was in"),
    (r"words|sentences|paragraphs|lines|texts", "text", "a word that stood there"),
)
_SEEN = rf"(?:{listing.LOOKED}|com(?:e|ing) across|c[ao]me across|notic(?:e|ed)|encounter(?:ed)?)"
_SORTS = tuple(
    (listing.sort(rf"\b(?:{noun})\b(?! (?:of|in|on|for|from|with|by|to|about|at)\b)", _SEEN), called, name)
    for noun, called, name in _KINDS
)
_NOUNS = frozenset(
    """
    addresses amounts charts dates diagrams faces figures graphs hyperlinks images lines links names numbers paragraphs
    people persons photographs photos pictures prices sentences sums tables texts words
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_ONE_OF_TWO = pattern(r"\b(?:or|and|than)\b")


@cued(*(sort.noun for sort, _, _ in _SORTS))
def answered(inquiry: Inquiry) -> Answer | None:
    """Say what would have to be told, where all things of such a kind are asked for; None where more is told."""
    if _NOUNS.isdisjoint(tokens(inquiry.asked.question)):
        return None
    for sort, called, name in _SORTS:
        asked = [each for plain in listing.ways(inquiry) if (each := listing.read(plain, sort)) is not None]
        if asked and not any(each.terms for each in asked) and not _ONE_OF_TWO.search(inquiry.asked.question):
            why = (
                f"Nothing in this question says which {called} are meant, and they are not kept as a list. Name {name}."
            )
            ground = inquiry.ground(())
            return Answer(state="needs_clarification", summary=why, missing=ground.missing, coverage=ground.coverage)
    return None
