"""Contents: what somebody wrote, or what stands in a file, asked for as a whole.

A list that names it, a message of somebody else beside it, or a command that runs it, tells nothing of that.
"""

from __future__ import annotations

from query.answers.answer import Claim
from query.language.asking import ASKING
from query.language.sorts import CODE_ENDING
from query.language.words import forms, tokens
from query.passages.together import set_with
from query.patterns.pattern import pattern

_FEW_WORDS = 3
_WRITTEN = pattern(
    # `What did the ticket say` asks of what is called so, and not of whom.
    r"\bwhat did (?!(?:the|my|our|an?|this|that) )(?P<who>(?:[a-z]+ ){1,3}?)(?:say|write|answer|reply)\b|"
    r"\bwhat (?:does|did) .* say\b",
)
_WRITTEN_IN = pattern(
    r"\bwhat (?:is|was|are|were|stands|stood) (?:written |there )?in (?:the |my |our |that )?"
    r"(?:config|script) (?P<name>[\w-][\w.-]*\w)"
)
# `Show me the final checks.py`, `the whole backup.sh`: what a window shows that is called so.
_CODE = rf"[\w-]+\.(?:{CODE_ENDING})\b"
_SHOWN = pattern(
    rf"^\W*(?:show|give|bring|paste|read) me (?:back )?(?:the |my |our )?(?:\w+ ){{0,2}}(?P<shown>{_CODE})"
    r"|\b(?:final|finished|latest|entire|full|whole) (?:version of |form of )?(?:the |my |our )?"
    rf"(?P<whole>{_CODE})",
)


def says_something(question: str, claim: Claim) -> bool:
    """Say whether a line by whom the question names has more than a word or two that the question has not itself."""
    match = _WRITTEN.search(question)
    who = frozenset(tokens(match["who"] or "")) - ASKING if match else frozenset[str]()
    known = frozenset().union(*map(forms, tokens(question)))
    lines = [line.text for line in set_with(who, claim)]
    return len({word for line in lines for word in tokens(line) if word not in known}) >= _FEW_WORDS


def is_of_that_file(question: str, claim: Claim) -> bool:
    """Say whether a window is called by the file whose contents are asked for."""
    match = _WRITTEN_IN.search(question) or _SHOWN.search(question)
    name = match[match.lastgroup or 0] if match else ""
    return not name or any(name in each.title.casefold() for each in claim.citations)
