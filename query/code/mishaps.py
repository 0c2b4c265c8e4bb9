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
from query.code.snippet_claims import claim_of, seen, stands, texts
from query.inquiries import screens
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import complaints
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.talk import is_common
from query.passages.intent import Term
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_CUE = pattern(
    rf"\b(?:{complaints.SAID}|"
    r"errors?|fail\w*|fatal|refus\w+|reject\w+|abort\w+|crash\w*|broke(?: off| down)?|broken|"
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
# `What was git grumbling about`.
_BY_PROGRAM = pattern(
    r"\b(?:what|why) (?:was|is|did|does|had|has) (?P<program>[\w.-]+) (?:\w+ )?"
    rf"(?:{'|'.join(sorted(complaints.DONE))})\b",
    re.IGNORECASE,
)
# What is done about it afterwards, or by whom, no complaint tells.
_ELSEWHERE = pattern(
    rf"\bhow many\b[^.;?!]*\b(?:{'|'.join(sorted(complaints.WORDS))})\b|"
    r"\b(?:who|whom|whose|how (?:often|many (?:times|errors?|mistakes?|problems?)|long)|"
    r"after(?:wards)?|then|fix(?:ed)?|mend(?:ed)?|solved?|instead|"
    r"next|before|command\b.*\bto|mail|ticket|page|form|invoice|bill)\b",
    re.IGNORECASE,
)
# `tests.py` is one word; so is who is named, where no sentence begins.
_NAMES = pattern(r"\b[\w-]+\.[a-z]{1,5}\b(?!\.)|(?<=[a-z,;] )[A-Z][a-z]{2,}\b")
# `When I tried to merge it`, `my push`: what it went wrong with.
_DEED = pattern(
    r"\b(?:when|as|while|after) (?:i|we) (?:(?:first|then|just|last) )?"
    r"(?:(?:tried|wanted|attempted|was|were|went|had|started|began) (?:to )?)?(?P<verb>[a-z]{4,})"
    r"|\b(?:my|our) (?:(?:first|last|second|git|docker|npm|cargo) )?(?P<what>[a-z]{4,})\b"
    r"(?! (?:job|script|program|file))",
    re.IGNORECASE,
)
# `My first attempt`: what nothing is called.
_NO_DEED = frozenset(
    """
    attempt attempts boss colleague computer console editor file files go job laptop machine notes path program project
    repo repository round script server session terminal time tries try turn way window work
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# It is where all that is typed is typed.
_ANY_SHELL = frozenset({"computer", "console", "prompt", "shell", "terminal"})
_PROCESSORS = ("code",)
_ENOUGH, _NEARLY_ALL = 0.5, 0.75
_FIRST = pattern(r"\bfirst\b", re.IGNORECASE)


@cued(_CUE)
def surely(inquiry: Inquiry) -> Answer | None:
    """Tell what a command complained of that has nearly all of the words; None where none is meant.

    What a program that was run complained of no manual of it tells.
    """
    is_of_program = _is_of_program(inquiry)
    answer = _answered(inquiry, _ENOUGH if is_of_program else _NEARLY_ALL)
    if answer is not None or not is_of_program:
        return answer
    return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=(inquiry.rest,))


@cued(_CUE)
def likely(inquiry: Inquiry) -> Answer | None:
    """Tell what a command complained of that has half of the words; None where none is meant."""
    return _answered(inquiry, _ENOUGH)


def _is_of_program(inquiry: Inquiry) -> bool:
    """Say whether a question asks what a program grumbled about that was run at any time."""
    match = _BY_PROGRAM.search(" ".join(inquiry.asked.plain.split()))
    if match is None:
        return False
    called = callings.terms_of(inquiry, [match["program"].casefold()])
    ran = (each.showing.snippet.text.split() for each in callings.meant(inquiry.anytime(), called))
    return any(stands(term, words[0]) for words in ran for term in called if words)


def _answered(inquiry: Inquiry, enough: float) -> Answer | None:
    question = _OF_WHAT_FAILED.sub(" ", " ".join(inquiry.asked.plain.split()))
    if _CUE.search(question) is None or _WHY.search(question) is None or _ELSEWHERE.search(question) is not None:
        return None
    words = screens.naming(_CUE.sub(" ", question))
    terms = callings.terms_of(inquiry, [word for word in words if word not in _ANY_SHELL] or words)
    deeds = callings.terms_of(inquiry, _deeds(question))
    meant = [
        each
        for each in callings.meant(inquiry, terms)
        if commands.error_of(each.showing.snippet)
        and _has_names(each.showing, question)
        and _has_done(each.showing, deeds)
    ]
    # `cargo check` is not `cargo test`.
    as_typed = [each for each in meant if commands.is_typed_so(each.showing, question)]
    meant = as_typed or meant
    most = max(((each.held, each.called) for each in meant), default=(0, 0))
    best = [each.showing for each in meant if (each.held, each.called) == most]
    if not best or most[0] < enough * len(terms):
        return None
    return _told(inquiry, best[0] if _FIRST.search(question) else best[-1], terms)


def _deeds(question: str) -> list[str]:
    """Return what a question says one was doing when it went wrong: another thing that was done is not meant."""
    said = [match["verb"] or match["what"] for match in _DEED.finditer(question)]
    none = ASKING | LOOSE_WORDS | _NO_DEED
    return [word.casefold() for word in said if word.casefold() not in none and not is_common(word)]


def _has_done(showing: Showing, deeds: Sequence[Term]) -> bool:
    snippet = showing.snippet
    there = f"{snippet.text}\n{snippet.output}\n{snippet.title}"
    return all(stands(term, there) for term in deeds)


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
    error = commands.error_of(chosen.snippet)
    lines = [line.rstrip() for line in printed.split("\n") if line.strip()]
    said = "\n".join(lines if error.split("\n")[0] in printed else [*lines, error])
    where = f"run in {' '.join(chosen.snippet.title.split())}, {seen(inquiry, claim)}"
    return concluded(inquiry, ground, (claim,), f"{said}\nIt came of “{claim.text}”, {where}.", searched=searched)
