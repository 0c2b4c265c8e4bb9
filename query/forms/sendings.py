"""Sendings: how one asks when something was sent off, or when it was confirmed to have come in."""

from __future__ import annotations

import re

import msgspec

from query.language import negated
from query.language.words import tokens
from query.patterns.pattern import pattern

# `When was it sent`, `tell me when it went off`, `day and time at which …`; `when I sent it, what …` asks for no time.
_LEAD = (
    r"(?:(?<!until )(?<!since )(?<!by )(?:when|(?:at )?(?:what|which) (?:exact |local )?(?:day|date|time|hour)"
    r"(?: and (?:at )?(?:what |which )?(?:local )?(?:time|hour))?))"
)
_TOLD = (
    r"(?:(?:know|me|remember|recall|wonder|out) (?:exactly )?when|"
    r"(?:day|date)(?: and (?:the )?(?:local )?(?:time|hour))? (?:at|on) which|"
    r"(?:what|which) (?:day|date|time|hour) was it (?:when|that))"
)
_ALSO = pattern(
    r"\b(?:what|which)\b(?! (?:exact |local )?(?:day|date|time|hour)\b)(?<!at which)(?<!on which)", re.IGNORECASE
)
_SEND = (
    r"(?:submit(?:ted)?|sen[dt]|(?:hand(?:ed)?|turn(?:ed)?) (?:it |this |that )?in|filed?|placed?|order(?:ed)?|"
    r"appl(?:y|ied)(?: for)?|book(?:ed)?|register(?:ed)?|request(?:ed)?|lodged?)"
)
_BEEN_SENT = (
    r"(?:submitted|sent|(?:handed|turned) in|filed|placed|ordered|applied for|booked|registered|requested|lodged|"
    r"received|accepted|confirmed|returned|scheduled)"
)
_TAKE = r"(?:confirm(?:ed)?|received?|accept(?:ed)?|acknowledged?|approved?|got|get|thank(?:ed)? (?:me|us) for)"
_OURS = r"(?= (?:my|our|the|that|this)\b)"
_WENT = r"(?:go|went|gone) (?:off|through|(?:out|in)(?! of\b))"
# `25 March, time the order was placed`
_BARE = r"(?:(?<!\w )time(?: (?:when|that|at which))?)"
# Who sends is I, or not told: what others sent, no page of mine confirms; but that it came to them.
_ME = r"(?:i|we)"
_IT = r"(?: (?!(?:i|we|he|she|they|you|that|which|who|whom|when|what)\b)[^\s?!;]+){1,12}?"
_JUST = r"(?: (?:first|last|finally|really|ever|then|also|even|just|already|\w+ly)){0,2}?"
_OTHERS = 2
ASKED = (
    pattern(
        rf"\b(?:{_LEAD} (?:did|have|had) {_ME}|{_TOLD} {_ME}(?: (?:did|have|had))?){_JUST} (?P<verb>{_SEND})\b",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b(?:{_LEAD} (?:(?:was|were){_IT}|(?:has|have|had){_IT} been)|"
        rf"(?:{_TOLD}|{_BARE}){_IT} (?:was|were|got|(?:has|have|had) been)){_JUST} (?P<verb>{_BEEN_SENT})\b",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b(?:{_LEAD} (?:did|has|have|had)|{_TOLD}|{_BARE}){_IT}{_JUST} (?P<verb>{_TAKE})\b{_OURS}", re.IGNORECASE
    ),
    pattern(rf"\b(?:{_LEAD} did{_IT}|{_TOLD}{_IT}){_JUST} (?P<verb>{_WENT})\b", re.IGNORECASE),
)
_ASKING = pattern(
    rf"\b(?:{_TOLD}|{_LEAD}|{_SEND}(?: (?:off|in|away))?|{_BEEN_SENT}|{_WENT}|{_TAKE}|exactly|local|time|day|hour|"
    r"date)\b",
    re.IGNORECASE,
)
_BY = pattern(r"\bby (?!me\b|us\b|mail\b|post\b)", re.IGNORECASE)
# What came of it, a page must say just so; and that an order was sent is told by no page of an application.
_OUTCOMES = {
    "accept": "accept",
    "approve": "approv",
    "confirm": "confirm",
    "received": "received",
    "returned": "returned",
    "scheduled": "scheduled",
    "thank": "thank",
}
# That it came to somebody, or that they confirm it, a page says in as many ways as that it was sent.
_CAME = ("receive", "got", "get", "acknowledge", "confirm")
_KINDS = {
    "order": ("order", "purchase"),
    "appl": ("appl", "request"),
    "request": ("appl", "request"),
    "book": ("book", "reserv"),
    "regist": ("regist",),
}
# What was sent otherwise, or is still to come, no such page confirms.
_ELSEWHERE = pattern(
    r"\b(?:who|whom|whose|e?mails?|messages?|repl(?:y|ied)|answer(?:ed)?|posts?|commits?|push(?:ed)?|due|expires?|must|"
    r"should|will|arriv\w+|deliver\w+|next|by when|wrong\w*|mistak\w+)\b",
    re.IGNORECASE,
)
# `Before I sent it`, `when the form was submitted`: it says which state of a form is meant, and not what it is called.
SENDING = pattern(
    r"\b(?:before|when|once|as|until|prior to|(?:at|by) the (?:moment|time)|the moment|while)"
    r"(?P<what>(?:\W+[\w’']+){0,4}?)\W+"
    r"(?:sen[dt](?:ing)?(?: (?:off|in|away))?|submi\w*|order(?:ed|ing)|press(?:ed|ing)|hand(?:ed|ing)(?: in)?|"
    r"request(?:ed|ing)|book(?:ed|ing)|appl(?:ied|ying)(?: for)?|filed|lodged|went (?:off|out|through)|"
    r"(?:was|were|is) (?:all )?(?:complete|done|filled (?:in|out)|finished|ready)"
    r"(?: to (?:be )?(?:go|send|sent|submit\w*))?)\b",
    re.IGNORECASE,
)


class Asked(msgspec.Struct, frozen=True):
    """The part of a question that asks when something was sent, `what` of it names that, and what a page must say.

    `says`: so some word of the page must begin that confirms it, if any; `is_named`: this names what was sent.
    """

    what: str
    says: tuple[str, ...]
    is_named: bool


def read(question: str) -> Asked | None:
    """Return what a question asks about; None where it does not ask when something was sent off, or came in."""
    question = " ".join(question.split())
    others, match = next(
        ((n == _OTHERS, found) for n, each in enumerate(ASKED) if (found := each.search(question))), (False, None)
    )
    if match is None or _ELSEWHERE.search(question) is not None or _ALSO.search(question) is not None:
        return None
    # Before it stands who wants to know: `purchasing asks me when …`
    part, behind = question[match.start() :], question[match.end() :]
    if negated.has_negation(part) or _BY.search(behind) or SENDING.search(behind):
        return None
    return Asked(_ASKING.sub(" ", part), *_says(match["verb"].casefold(), part.casefold(), by_others=others))


def without_sending(question: str) -> str:
    """Return a question without the words that say when, in its course, something was sent; what was stays named."""
    return SENDING.sub(r" \g<what> ", question)


def _says(verb: str, part: str, *, by_others: bool) -> tuple[tuple[str, ...], bool]:
    """Return with what some word of the page must begin that confirms, if any, and whether it names what was sent."""
    words = tokens(part)
    kind = next((kind for kind in _KINDS if any(word.startswith(kind) for word in words)), "")
    if by_others and verb.startswith(_CAME):
        return _KINDS.get(kind, ("received", "confirm")), bool(kind)
    if said := next((said for outcome, said in _OUTCOMES.items() if verb.startswith(outcome)), ""):
        return (said,), bool(kind)
    kind = next((kind for kind in _KINDS if verb.startswith(kind)), "order" if "order" in words else "")
    return _KINDS.get(kind, ()), bool(kind)
