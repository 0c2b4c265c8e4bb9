"""Kinds of questions that are understood and that nothing here answers: what is kept instead, how to ask for that."""

from __future__ import annotations

import re

from query.language import superlatives
from query.patterns.pattern import pattern

_REACHED = r"(?:e-?mailed|mailed|messaged|texted|pinged|called|rang|phoned|wrote|written|contacted|sent)"
_WHO_REACHED_ME = pattern(
    rf"\b(?:who(?: else)?|(?:which|what) (?:people|persons|colleagues))(?: (?:has|have|had))?(?: \w+)? {_REACHED}"
    r"(?: \w+){0,2} (?:me|us)\b",
    re.IGNORECASE,
)
_REACHED_ME = """
Who wrote to somebody or called is not kept as a list: an inbox is read as text. Name a person, or a word of the
message; “which emails did I read” tells those that were open.
"""
_BEHIND = pattern(
    r"\b(?:what|which)\b.{0,60}\bbehind (?:the|my|this|that|another) (?:[\w-]+ ){0,2}"
    r"(?:app|browser|calendar|chat|console|document|editor|mail|page|pdf|program|spreadsheet|tab|terminal|window)\b",
    re.IGNORECASE,
)
_NONE_BEHIND = """
No window is known that lay behind another one: of these only such are known as were in front within the hour before,
and whose titles were still to be seen.
"""
_HOW_MUCH_WRITTEN = pattern(
    r"\bhow many (?:lines|words|characters|letters)(?: of [^\W\d_]+)? (?:did|have|had) (?:i|we)\b", re.IGNORECASE
)
_NOT_COUNTED = """
Lines and words that somebody wrote are not counted; “how much did I type” tells how many keys were pressed.
"""
_NO_NEXT = """
Which one comes next after another is not told; ask for the first, the second or the third.
"""


def told(question: str) -> str:
    """Return why a question of such a kind is not answered; empty where it is of none."""
    if _WHO_REACHED_ME.search(question):
        why = _REACHED_ME
    elif _BEHIND.search(question):
        why = _NONE_BEHIND
    elif _HOW_MUCH_WRITTEN.search(question):
        why = _NOT_COUNTED
    elif superlatives.ANOTHER.search(question) and superlatives.SUPERLATIVE.search(question):
        why = _NO_NEXT
    else:
        return ""
    return " ".join(why.split())
