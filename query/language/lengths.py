"""Lengths of time in front, as people ask for them who do not ask how long it was in front: put so that they do."""

from __future__ import annotations

import re

from query.patterns.pattern import pattern

# `The seconds that it was showing`, `seconds of it in front`.
_SECONDS_OF = pattern(
    r"\A\W*(?:the )?(?:total |number of |sum of )?(?P<unit>seconds|minutes|hours) "
    r"(?:that |for which |of |(?=for |with ))"
    r"(?=.*\b(?:front|foreground|showing|shown|open|up|on (?:the |my )?screen|display|visible)\b)",
    re.IGNORECASE,
)
_HOW_LONG = pattern(r"\b(?:how (?:long|much time|many (?:seconds|minutes|hours))|duration)\b", re.IGNORECASE)
# What is to be seen on a screen is in front there.
_SHOWING = pattern(
    r"\b(?:being )?(?:showing|shown|displayed|on (?:display|show|view)|visible)"
    r"(?=\W*\Z|,?\s+(?:for|all|altogether|in all|in total)\b)",
    re.IGNORECASE,
)


def put(question: str) -> str:
    """Return a question for a length of time as one that says so; others as they are."""
    question = _SECONDS_OF.sub(lambda match: f"how many {match['unit']} was ", question)
    return _SHOWING.sub("in front", question) if _HOW_LONG.search(question) else question
