"""What was made in git: a branch, a tag, the message of a commit, told by the command that made it."""

from __future__ import annotations

import re

from query.answers.answer import Answer
from query.code import commands
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.words import forms, tokens
from query.passages import intent
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ME = r"(?:i|we)(?:['’]ve| have| had| then| last| finally| just)?"
_MADE = (
    r"(?:add(?:ed)?|beg[aiu]n|branch(?:ed)?(?: off)?|call(?:ed)?|commit(?:t?ed)?|create[ds]?|cut|g[ai]ven?|ma[dk]e|"
    r"name[ds]?|open(?:ed)?|put|set|start(?:ed)?|switch(?:ed)?(?: to)?|tag(?:ged)?|us(?:e|ed)|wr[io]te|written)"
)
_THING = r"(?P<{0}>branch|tag|(?:commit message|message (?:of|for|on) (?:the|my|our) (?:\w+ )?commit))"
_ASKED = pattern(
    rf"\b{_THING.format('before')}(?: \w+){{0,2}}? (?:(?:do|did|have|had) )?{_ME} {_MADE}\b"
    rf"|\b{_ME} {_MADE} (?:\w+ ){{0,3}}?{_THING.format('behind')}\b"
    rf"|\b(?:what|which|my|our)\b(?: \w+){{0,3}}? {_THING.format('mine')}\b",
    re.IGNORECASE,
)
_FIRST = pattern(r"\b(?:first|earliest|original)\b", re.IGNORECASE)
_NAME = r"(?!-)[\w./-]+"
_QUOTED = r"(?:\"[^\"]*\"|'[^']*'|\S+)"
_MAKERS = {
    "branch": pattern(rf"\bgit (?:(?:checkout|switch)(?: -\w+)* (?:-[bBcC]|--create)|branch(?: -[fmMq]+)*) {_NAME}"),
    "tag": pattern(rf"\bgit tag (?:-[afs]+ |-m {_QUOTED} )*{_NAME}"),
    "message": pattern(rf"\bgit commit\b.*? (?:-[a-z]*m|--message)[ =]?{_QUOTED}"),
}
# How one asks, and what any of it is made in.
_ASKING = pattern(
    rf"\b(?:branch|tag|commit|message|repo|repository|release|git|version control|{_MADE}|exactly|again|new|last|"
    r"latest|first)\b",
    re.IGNORECASE,
)


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the command that made what is asked for, the last one; None where none did, or more is said than fits it."""
    question = " ".join(intent.unquoted(inquiry.asked.plain).split())
    rest = " ".join(intent.unquoted(inquiry.rest).split())
    match = _ASKED.search(question)
    if match is None:
        return None
    thing = next(filter(None, match.groups())).casefold()
    maker = _MAKERS["message" if "message" in thing else thing]
    ran = commands.entered(inquiry, lambda each: maker.search(each.text) is not None)
    wanted = screens.naming(_ASKING.sub(" ", rest)) if _ASKING.sub(" ", rest).strip(" ?!.,") else []
    fitting = []
    for showing in ran:
        snippet = showing.snippet
        if not maker.search(snippet.text):
            continue
        there = {*tokens(f"{snippet.text} {snippet.prompt} {snippet.title} {snippet.output}")}
        if all(there & forms(word) for word in wanted):
            fitting.append(showing)
    if not fitting:
        return None
    return commands.told(inquiry, fitting[0] if _FIRST.search(question) else fitting[-1], tuple(wanted))
