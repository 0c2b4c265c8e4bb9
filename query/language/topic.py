"""A topic that a question is led by, and refers to: in `the DuckDB docs: when was I there last?` that is there."""

from __future__ import annotations

import re

from query.patterns.pattern import pattern

_HOW = r"(?:when|how (?:often|long|many times))"
_DID = r"(?:did|have|had|was) (?:i|we)"
# It names one thing, and is told in a few words, or what it is called would be something else.
_LED = pattern(
    r"\A\W*(?P<thing>(?:(?:the|my|our|that) )?(?!(?:in|on|at|to|for|of|when|what|how|if|after|before|and)\b)[\w.'’-]+"
    r"(?: [\w.'’-]+){0,4}?)"
    rf"(?:,|:|\s[–—-])\s+(?P<asked>{_HOW} {_DID} (?:[a-z]+ ){{0,3}}?)(?P<it>it|there)"
    r"(?P<rest>(?: [\w:.]+){0,4})\W*\Z",
    re.IGNORECASE,
)
# What one did, and then when: `it is ages since I had that sheet in front of me, when was it the last time?`
# What only has happened since is another thing: `the pump broke since I opened it, when was that?`
_SINCE = pattern(
    r"\A\W*(?:(?:i am|i['’]m) sure )?(?:(?:it|that)(?:['’]s| is| was| has been| must be| must have been| feels like) )?"
    r"(?:ages|forever|(?:quite )?(?:a|some|a long|a good) (?:time|while)|long|weeks|months|years|days)"
    r"(?: ago| now)? since (?P<did>(?:i|we) (?:last )?[^,;.!?:]+)(?:[,;.!:]| [–—-])\s+(?:so |and )?"
    r"when was (?:it|that)(?: last| the last time)?\W*\Z",
    re.IGNORECASE,
)


def joined(question: str) -> str:
    """Return a question in which what it is led by stands where it refers to that; as it is where it does not."""
    if (since := _SINCE.search(question)) is not None:
        return f"when was the last time {since['did'].replace(' last ', ' ')}"
    if (led := _LED.match(question)) is None:
        return question
    place = "" if led["it"].lower() == "it" else "on "
    return f"{led['asked']}{place}{led['thing']}{led['rest']}"
