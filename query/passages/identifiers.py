"""Identifiers: the number that a thing has by itself, such as `IBF-20417`, and whether it stands there as that of one.

`The quote has the number IBF-20417`, `Your order GT-558203 is confirmed`: the word for the thing beside the number,
with hardly more between them; or a word for a number beside it, on what is called by the thing.
"""

from __future__ import annotations

import re

import msgspec

from query.language.words import folded, forms, tokens
from query.patterns.pattern import pattern

NUMBER = r"(?:numbers?|no|nr|num|refs?|references?|ids?|identifiers?|codes?)"
"""How one calls such a number, as a pattern."""

_GROUPS = """
    quote quotation offer estimate, application, request requisition, order purchase, invoice bill, return, policy,
    booking reservation confirmation, ticket issue defect bug task, case claim, permit permission licence license,
    transfer payment, parcel shipment delivery, contract agreement, complaint, membership, registration, report,
    account, grant, enquiry inquiry
"""
THINGS: dict[str, frozenset[str]] = {
    word: frozenset(group.split()) for group in _GROUPS.split(",") for word in group.split()
}
"""What has such a number, each word with those that people say for it."""

TICKETS = frozenset({"bug", "case", "defect", "issue", "task", "ticket"})
"""What is called by its number, in front of what it is about."""

# Letters in capitals and digits, with signs between them: no date, clock time, amount, telephone number or version.
_IDENTIFIER = re.compile(
    r"(?<![\w.,:/$€£¥@#-])(?<!\d )#?(?:[A-Z]{2,3}(?: \d{3,4}){2,3}|(?=[A-Z\d/-]*\d)[A-Z\d]{2,}(?:[-/][A-Z\d]+)*)"
    r"(?![\w%°]|[.,:/-]\w| \d)"
)
_NONE = re.compile(
    r"(?:19|20)\d\d(?:[-/]\d\d){0,2}|\d{1,3}|\d{3}[-/ ]\d{3,4}(?:[-/ ]\d{3,4})?|[A-Z]?\d{1,2}|\d+[A-Z]{1,2}"
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
# Words between a thing and its number, and between a word for a number and it.
_MOST_BETWEEN, _MOST_TO_NUMBER = 4, 2
_NUMBER_WORDS = frozenset("number numbers no nr num ref reference references id identifier code".split())  # noqa: SIM905


class Stood(msgspec.Struct, frozen=True):
    """An identifier in a text, and how it stands there: 2 beside the word for the thing, 1 beside one for a number."""

    text: str
    rank: int


def found(text: str) -> list[re.Match[str]]:
    """Return the identifiers that stand in a text."""
    every = _IDENTIFIER.finditer(text)
    return [each for each in every if len(each[0]) >= _SHORTEST and not _NONE.fullmatch(each[0].removeprefix("#"))]


def of_thing(text: str, called: frozenset[str]) -> list[Stood]:
    """Return the identifiers in a text that stand there as those of a thing, by any of the words it is called."""
    names = frozenset(form for word in called for form in forms(word))
    ends = [0]
    stood = []
    for match in found(text):
        before = [folded(word) for word in _WORD.findall(text[ends[-1] : match.start()])]
        behind = [folded(word) for word in _WORD.findall(text[match.end() :])]
        ends.append(match.end())
        is_its_own = not _is_of_another(before, names)
        is_beside = is_its_own and any(word in names for word in before[-_MOST_BETWEEN - 1 :])
        if is_beside or (behind and behind[0] in names):
            stood.append(Stood(match[0], 2))
        elif is_its_own and not _NUMBER_WORDS.isdisjoint(before[-_MOST_TO_NUMBER - 1 :]):
            stood.append(Stood(match[0], 1))
    return stood


def is_label(text: str, called: frozenset[str]) -> int:
    """Say how far a line labels the number of a thing: 2 where it names that, 1 where only a number, 0 not at all."""
    words = tokens(text)
    names = frozenset(form for word in called for form in forms(word))
    rest = [word for word in words if word not in _NUMBER_WORDS]
    if not words or len(words) > 3:
        return 0
    if not rest:
        return 1
    return 2 if all(word in names or word in ("your", "my", "our", "the") for word in rest) else 0


def _is_of_another(before: list[str], names: frozenset[str]) -> bool:
    """Say whether what stands an identifier names another thing that has one, nearer to it: `batch LOT-5529K`."""
    for word in before[::-1][: _MOST_BETWEEN + 1]:
        if word in names:
            return False
        if word in _OTHERS:
            return True
    return False


_OTHERS = frozenset(form for word in THINGS for form in forms(word)) | frozenset(
    """
    account batch branch commit channel ext extension fax iban licence lot line mobile model page part phone pin plate
    room seal serial tel telephone unit valve version voyage
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)


def asked(question: str) -> str:
    """Return the word for the thing whose number a question asks for; empty where it asks for none."""
    plain = " ".join(folded(question).split())
    if _NOT.search(plain) is not None or _ASKS.search(plain) is None:
        return ""
    for each in _WAYS:
        for match in each.finditer(plain):
            if match["thing"] in THINGS:
                return match["thing"]
    return next((token for token in tokens(plain) if token in THINGS), "")


_THING = rf"(?P<thing>{'|'.join(sorted(THINGS))})"
_ASKS = pattern(
    rf"\b(?:what|which|whats|what['’]s) (?:(?:is|was|are|the|my|our|its) )*(?:\w+ )?{NUMBER}\b|"
    rf"\b(?:its|their|the|his|her|my|our|exact|{'|'.join(sorted(THINGS))})(?:['’]s)? {NUMBER}\b|"
    rf"^\W*{NUMBER} (?:of|for)\b"
)
_WAYS = (
    pattern(rf"\b{_THING}(?:['’]s)? {NUMBER}\b"),
    pattern(rf"\b{NUMBER} (?:of|for|on) (?:[\w'’-]+ ){{0,4}}?{_THING}\b"),
    pattern(rf"\b{NUMBER} (?:did|does|do|has|have|had|was|is|got)\b[^?.!]*?\b{_THING}\b"),
)
# Other numbers: what is counted, what one rings, and what opens a door.
_NOT = pattern(
    r"\bhow many\b|\bwhat time\b|\b(?:tele)?phone\b|\b(?:number|licen[cs]e|registration)[ -]?plates?\b|"
    r"\b(?:mobile|fax|extension|room|door|gate|pin|bank|house|plate|version|page|line|"
    r"error|exit|colou?r|source|post|zip|area|dress|wifi|access|status|discount|voucher|qr)\b[^?.!]{0,12}\b"
    rf"{NUMBER}\b|\bnumber of (?:the |my |our |all )?(?!his\b|this\b|us\b)(?:\w+ )?(?!his\b|this\b)\w{{3,}}s\b(?!['’])"
)
