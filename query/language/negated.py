"""What is said not to have been done: what did it is no answer then.

`Which test did not fail`, `which branch did I never delete`. That something did not work is no deed: it tells of what
failed.
"""

from __future__ import annotations

import re

from query.language import story
from query.patterns.pattern import pattern

_NOT = r"(?:\s+not|n['’]t|\s+never)"
_DID = r"(?:did|do|does|have|has|had|was|were|is|are)"
_WORKED = (
    r"(?:accept|allow|available|been\s+found|buil[dt]|compil|complet|connect|defin|end|exist|find|finish|found|go\b|like|"
    r"match|pass|permit|recogni|run\b|start|succeed|valid|work)"
)
_NEGATED = pattern(
    rf"\b(?:did|do|have|had)(?:n['’]t\s+(?:i|we)|\s+(?:i|we)\s+(?:not|never))\b"
    rf"|\b(?:which|what)\s+(?:[\w.-]+\s+){{0,3}}?(?:i|we)\s+(?:(?:did|do|have|had){_NOT}|never)\b"
    rf"|\b(?:which|what)\s+(?:[\w.-]+\s+){{0,3}}?(?:{_DID}{_NOT}|never)\s+(?!(?:\w+ly\s+)?{_WORKED})"
    rf"|\b(?:which|what)\s+(?:[\w.-]+\s+){{0,3}}?(?:did|does|has|had)\s+[\w.()/-]+\s+(?:not|never)\s+(?!{_WORKED})"
    r"|(?:\bnot|n['’]t|\bnever)\s+(?:\w+ly\s+)?(?:abort|complain|crash|fail|refus|threw|throw)\w*",
    re.IGNORECASE,
)
_NOT_OURS = pattern(
    r"\b(?:did|do|does|have|had|has|was|were|am|are|is) (?:i|we) (?:ever |still |yet )?(?:not|never)\b|"
    r"\b(?:i|we) (?:(?:did|do|have|had|was|were|am|are) (?:not|never)|never)\b|"
    r"\b(?:did|do|have|had|was|were|are)n['’]?t (?:i|we)\b|\b(?:i|we) (?:did|do|have|had|was|were|are)n['’]?t\b|"
    r"\b(?:(?:was|were|is|are) (?:not|never)|(?:was|were|is|are)n['’]?t|not|never) "
    r"(?:open(?:ed)?|used|visited|in front|viewed|accessed|touched|looked at|read)\b|"
    r"\bwithout (?!(?:an? )?(?:break|interruption|leaving|pause|pausing|stop|stopping|switching)\b)|"
    r"\b(?:nobody|except|besides|excluding|apart from|other than|aside from|but not|all but)\b",
    re.IGNORECASE,
)
_NO = pattern(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)


def is_negated(question: str) -> bool:
    """Say whether a question asks for what did not do what is told, or to which that was not done."""
    return _NEGATED.search(question) is not None


def is_not_ours(question: str) -> bool:
    """Say whether what asks, and not the story around it, is for what one did not have in front."""
    return _NOT_OURS.search(story.asking_part(question) or question) is not None


def has_negation(question: str) -> bool:
    """Say whether anything in a question is negated."""
    return _NO.search(question) is not None


def positive(question: str) -> str:
    """Return a question as it would ask for what did."""
    return _NO.sub(" ", question)
