"""What went wrong with a command, asked in whatever words: a cue tells that it did, the words beside it tell which.

`rebase on Monday, refused, reason`; `copying the pictures broke off: on which file?` The families before this one know
sentences. Here a command that complained is the one that is meant where most of what else is said stands in it, or in
what it printed, and one of the words calls the program itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections.code import Showing
from query.answers.answer import Answer
from query.code import callings, commands
from query.code.snippet_claims import claim_of, seen, texts
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.passages.intent import Term
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_CUE = pattern(
    r"\b(?:errors?|fail\w*|fatal|refus\w+|reject\w+|abort\w+|chok\w+|crash\w*|broke(?: off| down)?|broken|complain\w*|"
    r"trouble|problem|w[eo]nt wrong|gone? wrong|fell over|blew up|stuck|red|denied|mistakes?|unable|objected|"
    r"turned (?:away|down)|(?:could|would|did|does|was|were|can|has|have|had)(?:n['’]t| not)|cannot|"
    r"not (?:know|work|want|like|accept|find|recogni[sz]e))\b",
    re.IGNORECASE,
)
# `The rejected manifest` is some thing, and tells of no command.
_OF_WHAT_FAILED = pattern(
    r"\b(?:the|an?|my|our|that|this|each|any|all|for|of|with|about|in|on|to) "
    r"(?:rejected|refused|failed|failing|broken|denied|red|aborted|crashed) "
    r"(?!(?:on|in|at|by|to|for|with|because|when|and|or)\b)(?=[a-z])",
    re.IGNORECASE,
)
_WHY = pattern(
    r"\b(?:what|which|why|reason|how|who|where|when|on what|tell|show|name)\b|\?", re.IGNORECASE
)  # fmt: skip
# What is done about it afterwards, or by whom, no complaint tells.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|how (?:often|many times|long)|after(?:wards)?|then|fix(?:ed)?|mend(?:ed)?|solved?|instead|"
    r"next|before|command\b.*\bto|mail|ticket|page|form|invoice|bill)\b",
    re.IGNORECASE,
)
# `tests.py` is one word; so is who is named, where no sentence begins.
_NAMES = pattern(r"\b[\w-]+\.[a-z]{1,5}\b(?!\.)|(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
_PROCESSORS = ("code",)
_ENOUGH, _NEARLY_ALL = 0.5, 0.75
_FIRST = pattern(r"\bfirst\b", re.IGNORECASE)


@cued(_CUE)
def surely(inquiry: Inquiry) -> Answer | None:
    """Tell what a command complained of that has nearly all of the words; None where none is meant."""
    return _answered(inquiry, _NEARLY_ALL)


@cued(_CUE)
def likely(inquiry: Inquiry) -> Answer | None:
    """Tell what a command complained of that has half of the words; None where none is meant."""
    return _answered(inquiry, _ENOUGH)


def _answered(inquiry: Inquiry, enough: float) -> Answer | None:
    question = _OF_WHAT_FAILED.sub(" ", " ".join(inquiry.asked.plain.split()))
    if _CUE.search(question) is None or _WHY.search(question) is None or _ELSEWHERE.search(question) is not None:
        return None
    words = screens.naming(_CUE.sub(" ", question))
    terms = callings.terms_of(inquiry, words)
    meant = [
        each
        for each in callings.meant(inquiry, terms)
        if commands.error_of(each.showing) and _has_names(each.showing, question)
    ]
    most = max(((each.held, each.called) for each in meant), default=(0, 0))
    best = [each.showing for each in meant if (each.held, each.called) == most]
    if not best or most[0] < enough * len(terms):
        return None
    return _told(inquiry, best[0] if _FIRST.search(question) else best[-1], terms)


def _has_names(showing: Showing, question: str) -> bool:
    """Say whether the files and the people that a question names stand with a command, as they are written."""
    snippet = showing.snippet
    there = f"{snippet.prompt}\n{snippet.text}\n{snippet.title}\n{snippet.output}\n{snippet.error}".casefold()
    return all(name.casefold() in there for name in _NAMES.findall(question))


def _told(inquiry: Inquiry, chosen: Showing, terms: Sequence[Term]) -> Answer:
    """Tell a command that complained, where and when, with what it printed of it."""
    printed = commands.complaints_of(chosen)
    claim = claim_of(inquiry, Witness(inquiry.views), chosen, printed=printed)
    ground, searched = inquiry.ground(_PROCESSORS), texts(terms)
    if claim is None:
        return concluded(inquiry, ground, (), "", searched=searched, dropped=1)
    error = commands.error_of(chosen)
    lines = [line.rstrip() for line in printed.split("\n") if line.strip()]
    said = "\n".join(lines if error.split("\n")[0] in printed else [*lines, error])
    where = f"run in {' '.join(chosen.snippet.title.split())}, {seen(inquiry, claim)}"
    return concluded(inquiry, ground, (claim,), f"{said}\nIt came of “{claim.text}”, {where}.", searched=searched)
