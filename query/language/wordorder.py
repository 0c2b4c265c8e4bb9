"""The order of words of those whose first language is not English: `how much costs the tent`, put as it is asked.

Each row puts one turn right, so that what reads questions need know but one order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from query.language.english import is_common, is_word
from query.patterns.pattern import pattern

_THE = r"(?:the|my|our|that|this|these|those|an?|each|one)"
# What is told of ends where a word of place or time begins, or the question does.
_ENDS = (
    r"(?=\s+(?:about|after|again|at|before|during|for|from|if|in|on|per|please|since|until|when|while|with|without)\b|"
    r"\s*[?.!,;:]|\s*\Z)"
)
_BASES = {
    "arrives": "arrive", "begins": "begin", "closes": "close", "comes": "come", "departs": "depart", "drives": "drive",
    "ends": "end", "expires": "expire", "flies": "fly", "goes": "go", "hangs": "hang", "leaves": "leave", "lies": "lie",
    "lives": "live", "opens": "open", "runs": "run", "sails": "sail", "sits": "sit", "stands": "stand",
    "starts": "start", "stops": "stop", "works": "work",
}  # fmt: skip
_DONE = {
    "answered": "answer", "booked": "book", "called": "call", "chose": "choose", "entered": "enter", "gave": "give",
    "named": "name", "ordered": "order", "picked": "pick", "printed": "print", "put": "put", "ran": "run",
    "replied": "reply", "reported": "report", "returned": "return", "said": "say", "sent": "send", "set": "set",
    "showed": "show", "typed": "type", "used": "use", "wrote": "write",
}  # fmt: skip
_TOLD = r"answered|gave|printed|replied|reported|returned|said|showed|wrote"
_MEASURED = (
    r"(?:address|date|day|depth|floor|gate|height|hour|month|place|platform|port|room|street|time|town|track|weekday|"
    r"year)"
)
_DOES = {"is": "does", "are": "do", "was": "did", "were": "did", "": "does"}

_Put = Callable[[re.Match[str]], str]


def _cost(match: re.Match[str]) -> str:
    helper = (match["helper"] or "").strip()
    return f"how much {_DOES.get(helper, helper)} {match['what']} cost"


def _does(match: re.Match[str]) -> str:
    return f"{match['asked']} does {match['what']} {_BASES[match['verb'].casefold()]}"


def _told(match: re.Match[str]) -> str:
    return f"what did {match['who']} {_DONE[match['verb'].casefold()]}"


def _by_when(match: re.Match[str]) -> str:
    stem = match["verb"].casefold()
    bases = (stem, f"{stem}e", *([stem[:-1]] if stem[-1:] == stem[-2:-1] else ()))
    base = next((each for known in (is_common, is_word) for each in bases if known(each)), stem)
    return f"by when must I {base}"


def _did(match: re.Match[str]) -> str:
    return f"{match['asked']} did {match['who']} {_DONE[match['verb'].casefold()]}"


_ROWS: tuple[tuple[re.Pattern[str], _Put], ...] = tuple(
    (pattern(asked, re.IGNORECASE), put)
    for asked, put in (
        # How much costs the tent; how much is costing a tent; how much will cost the tent.
        (
            (
                r"\bhow much (?:(?P<helper>is|are|was|were|do|does|did|will|would) )?(?:cost(?:s|ing)|"
                rf"cost(?= {_THE}\b)) (?P<what>(?!to\b|for\b|of\b)\S[^?.!,;:]*?){_ENDS}"
            ),
            _cost,
        ),
        # At what time leaves the ferry; where exactly hangs the sensor; up to which height goes the hoist.
        (
            (
                rf"(?P<asked>\b(?:where(?: exactly)?|when|(?:what|which) {_MEASURED})) "
                rf"(?P<verb>{'|'.join(_BASES)}) (?P<what>{_THE} \S[^?.!,;:]*?){_ENDS}"
            ),
            _does,
        ),
        # What answered git; what gave it back.
        (
            (
                rf"\bwhat (?:(?:has|have|had) )?(?P<verb>{_TOLD}) "
                r"(?P<who>(?!that\b|the\b|it\b|about\b|to\b|so\b)[\w.()'’-]+)"
                r"(?: back)?(?= (?:after|before|for|in|on|to|when|while)\b|\W*\Z)"
            ),
            _told,
        ),
        # What I typed for sending it; which command I used for it.
        (
            (
                rf"(?P<asked>\A\W*(?:what|which (?:[a-z]+ )?[a-z]+)) (?P<who>i|we) "
                rf"(?:(?:have|had) )?(?P<verb>{'|'.join(_DONE)})\b(?=[^,;:]*\Z)"
            ),
            _did,
        ),
        (r"\bfor to (?=[a-z]{2,})", lambda _: "to "),
        # Deadline for ordering the spare; the cut-off to return it. That a `last day` has a name is known to labels.
        (
            (
                r"\A\W*(?:(?:what|when)(?:['’]?s| is| was) )?(?:the |my |our )?"
                r"(?:deadline|cut-?off(?: date)?) "
                rf"(?:for (?P<verb>[a-z]{{2,}})ing(?= (?:{_THE}|it|them)\b)|to (?=[a-z]+ {_THE} ))"
            ),
            lambda match: _by_when(match) if match["verb"] else "by when must I ",
        ),
        # Which client number do we have with the bank.
        (
            (
                r"\A\W*(?:what|which) "
                r"(?P<what>(?:[\w-]+ ){1,3}(?:address|code|extension|id|number|pin|rate|reference)) "
                r"do (?P<who>i|we) have\b(?=\W*\Z| (?:at|for|with)\b)"
            ),
            lambda match: f"what is {'my' if match['who'].casefold() == 'i' else 'our'} {match['what']}",
        ),
        # According to Ilse's mail: she says it, and mails have no word for it.
        (
            (
                r"\baccording to (?P<who>(?!(?:[a-z]+day|it|to)\b)(?-i:[A-Z])[\w-]+)['’]s? "
                r"(?:(?:last|latest|new) )?(?:e-?mail|mail|letter|message|note|post)\b(?=\W*\Z)"
            ),
            lambda match: f"according to {match['who']}",
        ),
    )
)


def put_right(question: str) -> str:
    """Return a question with its words in the order of English; as it is where they are, or stand in quotes."""
    for asked, put in _ROWS:
        question = asked.sub(put, question)
    return question
