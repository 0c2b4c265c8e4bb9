"""Who: whether a passage names somebody, or a company, that its question does not name itself."""

from __future__ import annotations

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING
from query.language.named import SORTS, WRITING
from query.language.talk import is_deed
from query.language.words import forms, tokens
from query.passages import keeping
from query.passages.belonging import HEADED, spoken, telling
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_CAPITAL = pattern(r"\b[A-Z][a-zà-ÿ]+|@\w|\b[a-z]+\.[a-z]+@")
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_BY = frozenset({"author", "authors", "by", "contact", "editor", "from", "maintainer", "owner"})
_WHO_DID = pattern(
    r"\bwho (?:(?:was|is) it (?:again )?(?:that|who) |(?:has|have|had|actually|first|originally) )*(?P<deed>[a-z]+)\b"
)
_KEEPS = pattern(keeping.ASKED)
_WRITES = pattern(WRITING)
_SAYS = pattern(
    r"(?:answer|ask|announc|comment|complain|confirm|mail|mention|propos|repl|report|request|suggest|said|sent|told)\w*"
)
_FEW_WORDS = 3


def names(question: str, claim: Claim) -> bool:
    """Say whether a name stands in the line that tells of the deed, or heads what somebody wrote."""
    if _KEEPS.search(question):
        # Who has a thing is told with many words.
        return any(keeping.tells(question, line, claim) for line in claim.citations)
    own = set(tokens(question))
    match = _WHO_DID.search(question)
    deed = match["deed"] if match and match["deed"] not in ASKING else ""
    told = {deed} if deed else own - ASKING - SORTS
    deeds = frozenset().union(*map(forms, told))
    # Who merged it is no author: `Dedupe manifests by mkowalski`.
    deeds |= _BY if not deed or _WRITES.fullmatch(deed) else _BY - {"by"}
    may_head = _may_head(deed, deeds, claim)
    things = frozenset().union(*map(spoken, telling(question) - told))
    for citation in claim.citations:
        line = citation.text
        # Who is asked about is no answer, nor is a state: `In Review`.
        is_other = not {token for token in tokens(line) if token.isalpha()} <= own | deeds | ASKING
        if may_head and is_other and HEADED.match(line.strip()) and not heads_another(citation, claim):
            return True
        said = {word for name in _CAPITAL.findall(line) for word in tokens(name)} - own - _CALENDAR - deeds
        if said and deeds & set(tokens(line)) and _tells_of(line, deeds, things):
            return True
    return False


def heads_another(line: Citation, claim: Claim) -> bool:
    """Say whether a line with a time heads what is written below a claim, and nothing of it."""
    others = [each.box for each in claim.citations if each.frame == line.frame and each.box != line.box]
    return any(map(str.isdigit, line.text)) and bool(others) and all(box[3] <= line.box[1] for box in others)


def _may_head(deed: str, deeds: frozenset[str], claim: Claim) -> bool:
    """Say whether who heads a message may be who did it: it was said, or the message tells of it."""
    return not is_deed(deed) or _SAYS.fullmatch(deed) is not None or bool(deeds & set(tokens(claim.text)))


def _tells_of(line: str, deeds: frozenset[str], things: frozenset[str]) -> bool:
    """Say whether a deed in a line is done to what is asked about: the line begins with the deed, or has a word of it.

    `PEP written by Marc-André` tells nobody who wrote a module.
    """
    said = tokens(line)
    return not things or said[0] in deeds or not things.isdisjoint(said)


def names_another(question: str, claim: Claim) -> bool:
    """Say whether a name stands there that is not in the question."""
    own = frozenset().union(*map(spoken, tokens(question))) | _CALENDAR | ASKING
    return any(
        not set(tokens(name)) <= own
        for line in (citation.text for citation in claim.citations)
        for name in _CAPITAL.findall(line)
    )
