"""What a command printed, asked in whatever words: a cue tells that it is asked for, the words beside it tell which.

`7 May tests, how long`; `which room still uses water at night, by my leak query`. Asked where no text answers.
"""

from __future__ import annotations

import re

from projections.code import Showing
from query.answers.answer import Answer
from query.code import callings, commands
from query.code.snippet_claims import texts
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.words import forms, tokens
from query.passages import expected
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_CUE = pattern(
    r"\b(?:results?|outputs?|came out|come out|came back|print(?:ed|s)?|return(?:ed|s)?|gives?|gave|according to|by my|"
    r"quer(?:y|ies)|scripts?|commands?|ran|runs?|tests?|rows?|asked the)\b",
    re.IGNORECASE,
)
_WHICH = pattern(r"\b(?:what|which|how (?:many|much|long|full|big)|when|tell|show)\b|\bresult\b", re.IGNORECASE)
# What somebody else did, or what is written in a file, no output tells.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|where|mails?|tickets?|pages?|forms?|invoices?|bills?|chats?|message|wiki|article|how often|"
    r"how many times|command\b.*\bto|writ\w+|wrote|version|final|look(?:s|ed)? like|function|called|name of)\b",
    re.IGNORECASE,
)
_ASKING = pattern(
    r"\b(?:results?|outputs?|print\w*|return\w*|quer(?:y|ies)|scripts?|commands?|ran|runs?|rows?|g[ai]ves?|c[ao]me|long|"
    r"pass\w*|fail\w*|green|red)\b",
    re.IGNORECASE,
)
_HOW_MANY = pattern(r"\bhow many (?:of )?(?:the |my |our )?(?P<noun>[a-z]{3,})\b", re.IGNORECASE)
_FIRST = pattern(r"\bfirst\b", re.IGNORECASE)
_ENOUGH = 0.7
_MOST_LINES = 24


@cued(_CUE)
def likely(inquiry: Inquiry) -> Answer | None:
    """Tell what the command printed that has most of the words; None where none is asked for, or none is meant."""
    question = " ".join(inquiry.asked.plain.split())
    if _CUE.search(question) is None or _WHICH.search(question) is None or _ELSEWHERE.search(question) is not None:
        return None
    terms = callings.terms_of(inquiry, screens.naming(_ASKING.sub(" ", question)))
    counted = _HOW_MANY.search(question)
    meant = [
        each
        for each in callings.meant(inquiry, terms)
        if each.showing.snippet.output.strip()
        and (counted is None or _counts(each.showing, counted["noun"]))
        and (not expected.expects(question) or expected.shown_by(question)(each.showing.snippet.output))
        and not commands.is_of_another(each.showing.snippet.text, question)
    ]
    most = max(((each.held, each.called) for each in meant), default=(0, 0))
    best = [each.showing for each in meant if (each.held, each.called) == most]
    if not best or most[0] < _ENOUGH * len(terms):
        return None
    chosen = best[0] if _FIRST.search(question) else best[-1]
    words = frozenset().union(*(term.forms for term in terms))
    return commands.told(inquiry, chosen, texts(terms), printed=_printed(chosen.snippet.output, words))


def _counts(showing: Showing, noun: str) -> bool:
    """Say whether what is counted stands with a command that printed a number, be it as a column of it."""
    snippet = showing.snippet
    there = set(tokens(f"{snippet.text}\n{snippet.output}"))
    return re.search(r"\d", snippet.output) is not None and bool(there & forms(noun.casefold()))


def _printed(output: str, words: frozenset[str]) -> str:
    """Return lines of an output, one after the other: all where it is short, else from the first with a word on."""
    lines = output.strip("\n").split("\n")
    if len(lines) <= _MOST_LINES:
        return "\n".join(lines)
    at = next((n for n, line in enumerate(lines) if words & set(tokens(line))), 0)
    return "\n".join(lines[at : at + _MOST_LINES])
