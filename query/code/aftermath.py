"""What was run behind a command that did not work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from projections.code import Showing
from query.answers.answer import Answer
from query.code.commands import entered, holds_all, told
from query.code.snippet_claims import stands, terms_of, texts
from query.inquiries.inquiry import Inquiry
from query.language.words import folded
from query.passages import intent
from query.passages.intent import Term
from query.patterns.pattern import pattern

# `sudo git push`
_CALLED = pattern(r"^(?:sudo\s+)?(?P<program>[\w./-]+)")
_BAD = (
    r"(?:refused|rejected|denied|turned (?:down|away)|bounced|failed|declined|did not work|didn['’]?t work|"
    r"would(?: not|n['’]?t) \w+)"
)
# What ends the name of what failed: `the push to main got …`.
_NO_NAME = (
    r"(?:to|of|after|for|in|into|with|on|onto|from|at|by|i|we|that|which|was|were|got|gets?|is|has|had|been|\w+ly)\b"
)
_ASKS = (
    r"(?:right|just|shortly|directly|straight|after|what|which|how|when|who|where|why|did|do|is|are|was|were|i|we|in|"
    r"on|at|with|by)\b"
)
# `After the push got refused …`, `make test failed, what …`, `my push was turned down`, `straight after the rejection`.
_FAILED = pattern(
    rf"(?:\b(?:the|my|our|a|that|after)\s+|^\W*(?!{_ASKS}))(?P<what>(?:(?!{_BAD}|{_NO_NAME})\w+\s+){{1,4}})"
    rf"(?:(?:\w+\s+){{0,4}}?{_BAD}|failure|crash)\b|"
    r"\bafter\s+(?:the|that|this)\s+(?:(?P<refused>rejection|refusal|denial)|failure|error)\b",
    re.IGNORECASE,
)
# What asks for what was done about it.
_NEXT = pattern(
    r"\b(?:command|(?:i|we)\s+(?:then\s+)?(?:typed?|ran|run|entered|did|used))\b.*\b(?:after(?:wards?)?|next|then|fix|mend|solve|around)\b|"
    r"\bafter\b.*\b(?:command|(?:i|we)\s+(?:then\s+)?(?:typed?|ran|run|entered|did|used|do))\b",
    re.IGNORECASE | re.DOTALL,
)
# `I ran a git command`.
_PROGRAM = pattern(
    r"\b(?:a|an|which|what|the) (?!\b(?:next|last|first|other|new|single|shell|terminal|same|exact|right)\b)"
    r"(?P<name>[\w.-]+) command\b",
    re.IGNORECASE,
)
_REFUSED = pattern(r"\b(?:rejected|refused|denied)\b", re.IGNORECASE)
_SAYS_SO = pattern(r"\b(?:error|fatal|rejected|refused|denied|failed|cannot|not found|no such)\b", re.IGNORECASE)


def behind_failure(inquiry: Inquiry) -> Answer | None:
    """Tell the command that came next behind one that did not work, as a question says; None where it says no such."""
    # As it was asked: that a push was `refused` is what is told, and may stand nowhere.
    plain = intent.unquoted(inquiry.asked.question)
    match = _FAILED.search(plain)
    if match is None or not _NEXT.search(plain):
        return None
    anchor = terms_of(match["what"] or "")
    were_run = entered(inquiry)
    places = [n for n, each in enumerate(were_run[:-1]) if _did_not_work(each, anchor)]
    if match["refused"]:
        places = [n for n in places if _REFUSED.search(f"{were_run[n].snippet.output} {were_run[n].snippet.error}")]
    if not places:
        return None
    program = _PROGRAM.search(plain)
    behind = were_run[places[-1] + 1 :]
    fitting = [each for each in behind if program is None or _is_of(each, program["name"])]
    return told(inquiry, fitting[0], texts(anchor)) if fitting else None


def _is_of(showing: Showing, program: str) -> bool:
    match = _CALLED.match(showing.snippet.text)
    return match is not None and folded(match["program"]).rpartition("/")[2] == folded(program)


def _did_not_work(showing: Showing, anchor: Sequence[Term]) -> bool:
    """Say whether a command that is meant failed, or printed that it did: what it printed may tell of anything else."""
    snippet = showing.snippet
    if snippet.state == "failed":
        return holds_all(showing, anchor)
    return _SAYS_SO.search(snippet.output) is not None and all(stands(term, snippet.text) for term in anchor)
