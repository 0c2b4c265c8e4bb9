"""Implied: labels that a question asks for without naming them, by what it asks: `who do we buy it from` is a vendor.

A table of plain English, of home, office and trade; nothing in it comes from any screen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from query.language.words import tokens
from query.patterns.pattern import pattern


class Implied(msgspec.Struct, frozen=True):
    """Words of a label, any of which is meant, and the words of a question that asked for it: they name no thing."""

    names: tuple[str, ...]
    said: frozenset[str]


_BUY = r"(?:buy|buyin['g]?|bought|purchas(?:e|ed|ing)|order|ordering|ordered|get|getting|got)"
# One sentence; and a question of many words is not searched from each of them to each.
_NEAR = r"[^.!?]{0,80}"
_DONE = r"(?:checked|completed|done|finished|fixed|mended|ready|repaired|resolved|solved)"
_MUST = r"(?:has to|had to|must|should|is to|was to)"
_PEOPLE = r"(?:i|we|they|he|she|everybody|everyone|people)"
_OUGHT = r"(?:must|should|has|have|do|does|is|are|am)"

OF_OTHERS = r"(?:do|does|is|are|must|should) (?!i\b|we\b)"
"""What something else does or is, as it follows `how often`, as a part of a pattern."""

_FREQUENCY = rf"\bhow (?P<deed>often) {OF_OTHERS}"

_IMPLIED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (pattern(asked, re.IGNORECASE), names)
    for asked, names in (
        (
            rf"\b(?:who|whom|where|which (?:company|firm|shop))\b{_NEAR}\b(?P<deed>{_BUY})\b{_NEAR}\bfrom\b",
            ("vendor", "supplier"),
        ),
        (
            rf"\bfrom (?:who|whom|where|which (?:company|firm|shop))\b{_NEAR}\b(?P<deed>{_BUY})\b",
            ("vendor", "supplier"),
        ),
        (r"\bwho (?P<deed>suppl(?:y|ies|ied)|delivers?|delivered|sells?|sold)\b", ("vendor", "supplier", "contractor")),
        (rf"\bwho {_MUST} (?P<deed>review)\b", ("reviewer",)),
        (rf"\bwho {_MUST} (?P<deed>approve|sign)\b", ("approver", "approved")),
        (rf"\bwho {_MUST} (?!review\b|approve\b|sign\b)(?P<deed>\w+)\b", ("assignee", "owner", "responsible")),
        (
            # Who has a key has no task.
            (
                r"\bwho (?:has (?=.*\b(?:bug|case|defect|issue|task|ticket)\b.*\b(?:now|currently|at the moment)\b)"
                r"|is (?P<deed>working) on\b)"
            ),
            ("assignee", "assigned"),
        ),
        (
            (
                r"\bwho(?: is|['’]s|s) (?:the one )?"
                r"(?P<deed>dealing with|handling|looking after|seeing to|taking care of)\b"
            ),
            ("assignee", "assigned", "owner", "responsible"),
        ),
        (
            r"\bwho (?P<deed>reported|raised|filed|logged|opened|put in|submitted)\b",
            ("reporter", "raised", "reported", "opened", "logged", "submitted"),
        ),
        (_FREQUENCY, ("every", "frequency", "interval")),
        (r"\bhow (?:was|were|is|are)\b[^.!?]{0,60}?\b(?P<deed>done|made|measured|taken)\b", ("method",)),
        (r"\bwho (?P<deed>requested|ordered|wants|asked for)\b", ("requester", "requested", "requestor")),
        (r"\bwho (?P<deed>approved|signed(?: off)?)\b", ("approver", "approved", "signed")),
        (
            # What is done to any task need not stand there; until when something is so is another question.
            (
                rf"\b(?:by|until|till?) (?:when|what (?:date|day|time)|which (?:date|day))\b"
                rf"(?:{_NEAR}\b(?:must|should|to)\b{_NEAR}\b(?:be|get) (?P<deed>{_DONE})\b)?"
            ),
            ("due", "deadline", "until", "expires", "wanted", "needed", "required"),
        ),
        (r"\bhow (?P<deed>bad|severe|serious|grave)\b", ("severity",)),
        (r"\bhow (?P<deed>big|large)\b", ("size",)),
        (r"\bhow (?P<deed>urgent|important|pressing)\b", ("priority", "urgency")),
        (r"\bhow (?P<deed>far (?:along )?)(?:is|are|has|have)\b", ("progress", "state", "status")),
        (
            r"\bwhy\b(?: (?:did|do|have|had|was|were) (?:i|we|he|she|they) (?P<deed>\w+))?|\bwhat for\b",
            ("reason", "justification", "purpose", "cause"),
        ),
        (
            r"\bhow long\b.*\b(?P<deed>wait|take|takes|deliver|delivered|delivery|arrive)\b",
            ("delivery", "lead", "duration"),
        ),
        (
            r"\bwho (?P<deed>plays|played|is playing|acts)\b(?! for\b)",
            ("artist", "actor", "actress", "cast", "performer", "player"),
        ),
        (
            # What it came to.
            (
                rf"\bwhat\b{_NEAR}\b(?P<deed>(?:came|comes?|amount(?:s|ed)?|add(?:s|ed)? up) to)\b"
                r"(?! (?!with)[a-z])(?!.*\btotal\b)"
            ),
            ("total", "sum", "amount"),
        ),
        (r"\bwhich (?P<deed>team|department|division)\b", ("team", "department", "division")),
        (
            # What was ordered comes on a day that the shop tells.
            (
                rf"\b(?:when|(?:for|on|by|until)? ?(?:what|which) (?:day|date))\b(?! (?:did|was|were|had|have)\b)"
                rf"{_NEAR}\b(?P<deed>announced|anticipated|arrives?|arriving|be here|come|coming|delivered|due|"
                r"expected|get here|reach us|show up|turn up)\b"
            ),
            (
                *("due", "deadline", "wanted", "expected", "delivery", "delivered", "eta", "arrives", "arrival"),
                *("estimated", "arriving"),
            ),
        ),
        (
            (
                rf"(?<!by )(?<!until )(?<!till )\bwhen {_OUGHT}\b{_NEAR}\b"
                rf"(?P<deed>{_DONE}|back|handed in|in|paid|released|returned|sent|settled|submitted)\b"
            ),
            ("due", "deadline", "until", "expires", "closes", "payable"),
        ),
        (
            # Until when one may call it off: `Cancel free until`.
            (
                r"\b(?:until|till?|by) (?:when|what|which)\b[^.!?]{0,60}"
                r"\b(?P<deed>cancel(?:l?ed)?|call(?:ed)? off|withdrawn?)\b"
                r"(?:[^.!?]{0,40}?\b"
                r"(?P<free>for (?:nothing|free)|free of charge|without (?:a )?(?:charge|fee|paying|costs?))\b)?"
            ),
            ("cancel", "cancellation", "free", "until", "withdraw"),
        ),
        (
            (
                r"\b(?:how long|until when|till when|by when|when|(?:what|which) (?:day|date))\b[^.!?]{0,60}"
                r"\b(?P<deed>good for|good|valid|open for|expires?|runs? out|lapses?)\b(?! (?:at|in)\b)"
            ),
            ("valid", "until", "expires", "expiry", "expiration"),
        ),
        (
            (
                rf"\bwhen (?:do|does|must|should|will|can|are|is|am) {_PEOPLE}\b[^.!?]{{0,30}}"
                r"\b(?P<deed>check(?:ing)? out|leav(?:e|ing)|depart(?:ing)?)\b"
            ),
            ("departure", "checkout", "check", "out", "departs"),
        ),
        (
            (
                rf"\bwhen (?:do|does|must|should|will|can|are|is|am) {_PEOPLE}\b[^.!?]{{0,30}}"
                r"\b(?P<deed>check(?:ing)? in|arriv(?:e|ing))\b"
            ),
            ("arrival", "checkin", "check", "arrives"),
        ),
        (
            r"\b(?:tracking|consignment|shipment|parcel) (?:number|no|nr|code|id)\b",
            ("shipment", "parcel", "tracking", "consignment"),
        ),
        (
            (
                rf"\bwhat (?:do|does|must|should|shall|will|am|are|is) {_PEOPLE}\b[^.!?]{{0,40}}"
                r"\b(?P<deed>bring|have ready|pack|prepare|take along|take with)\b"
            ),
            ("bring", "pack"),
        ),
        (
            (
                r"\b(?:who|whom)\b(?: (?:did|do|does|will|must|should) (?:i|we))?[^.!?]{0,30}"
                r"\b(?P<deed>gets? the money|pay(?:ing)?|paid|transfer(?:red)?|wire|wired)\b(?! for\b)"
            ),
            ("payee", "recipient", "beneficiary"),
        ),
        (r"\bwhen\b[^.!?]{0,30}\b(?P<deed>born)\b", ("birth", "born", "dob", "birthday")),
    )
)


_OF_FREQUENCY = pattern(_FREQUENCY, re.IGNORECASE)


def is_frequency(question: str) -> bool:
    """Say whether a question asks how often something is done, by itself or by others."""
    return _OF_FREQUENCY.search(question) is not None


def by(question: str) -> Sequence[Implied]:
    """Return what a question implies, in the order of the table."""
    found = []
    for asked, names in _IMPLIED:
        match = asked.search(question)
        if match is not None:
            said = " ".join(filter(None, match.groupdict().values()))
            found.append(Implied(names, frozenset(tokens(said))))
    return found
