"""Keeping: who has a thing, or where it is kept: told by a line with that thing, somebody's name, and a word for it.

`The key is with Packie Noone`, `key of the plant room: ask Bernadette`. That somebody's name stands near a key, or is
that of the place, does not tell who has it.
"""

from __future__ import annotations

from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.words import folded, tokens
from query.passages.belonging import spoken
from query.passages.called import has_name
from query.patterns.pattern import pattern

_THING = (
    r"(?:bag|badge|book|box|camera|card|case|charger|coat|copy|documents?|drill|drive|fob|folder|hard hat|key ?ring|"
    r"keys?|ladder|laptop|list|manual|\w*meter|originals?|pass|passport|permit|phone|plans?|spares?|tools?|"
    r"torch|van)"
)
ASKED = (
    rf"\bwho(?:['’]s| has| is| had| have|m)? (?:(?:got|now|still|currently|keeping|holding|minding|looking after|"
    rf"has|had|have|keeps?|holds?|minds?|"
    rf"looks after|took|takes) )+(?:the |my |our |a |that |those |these )?(?:[\w-]+ ){{0,3}}?"
    rf"{_THING}\b|"
    rf"\b(?:with|by) whom\b[^.?!]{{1,40}}\b{_THING}\b|"
    rf"\bwho(?:m)? (?:is|are) the (?:[\w-]+ ){{0,2}}?{_THING} (?:with|at)\b|"
    rf"\b(?:who|whom)\b[^.?!]{{0,30}}\bask\b[^.?!]{{0,20}}\bfor (?:the |my |our |a )?(?:[\w-]+ ){{0,2}}?{_THING}\b"
)
"""How one asks who has a thing, as a pattern."""

_ASKS = pattern(ASKED)
_NOUN = pattern(rf"\b{_THING}\b")
_HAS = pattern(
    r"\b(?:with|has|have|had|keeps?|kept|holds?|held|hold|ask|got|takes?|took|minds?|looks? after|lies|left|hangs?|"
    r"back|belongs?|from|at)\b"
)
_OF = pattern(rf"\b{_THING} (?:(?:of|for) (?:the |my |our )?|to the )(?P<what>[\w-]+(?: [\w-]+)?)")
_BEHIND = pattern(r"\b(?:with|ask|to|from|at the)\b")
# `Key of the vestry: Mrs Adeyemi`
_LABELLED = pattern(r"^\W*[\w ,'’-]{3,40}:\s")


def tells(question: str, line: Citation, _claim: Claim) -> bool:
    """Say whether a line tells who has the thing that is asked about."""
    asked = _ASKS.search(question)
    noun = _NOUN.search(question, asked.start()) if asked else None
    if noun is None:
        return True
    plain = folded(line.text)
    things = frozenset().union(*map(spoken, tokens(noun[0])))
    if things.isdisjoint(tokens(plain)) or not (_HAS.search(plain) or _LABELLED.search(plain)):
        return False
    own = frozenset().union(*map(spoken, tokens(question)))
    of = _OF.search(plain)
    if of is not None and own.isdisjoint(tokens(of["what"])):
        # The key of another thing.
        return False
    if has_name(line.text, own):
        return True
    # `Bring back the drill to stefan`
    behind = (tokens(plain[match.end() :]) for match in _BEHIND.finditer(plain))
    return any(after and after[0] not in own | ASKING | LOOSE_WORDS for after in behind)
