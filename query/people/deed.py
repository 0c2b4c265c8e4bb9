"""A deed that is asked for: what somebody did, to what, and who that was, where the question says it.

`Who turned up the supply air in the pool hall`, `what did Imran raise`, `whose old phone drowned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from query.language import acts
from query.language.acts import PARTICLES
from query.language.asking import ASKING
from query.language.pasts import is_past, may_be_past
from query.language.words import forms, tokens
from query.passages import intent
from query.passages.belonging import spoken
from query.passages.intent import WEAK, Term
from query.patterns.pattern import pattern

_PEOPLE = (
    r"(?:boys?|colleagues?|crew|engineers?|girls?|guys?|ladies|lads?|lot|men|mates?|neighbou?rs?|nurses?|people|persons?|"
    r"staff|team|teachers?|women)"
)
# `Which of the three reed stops` is nobody.
_OF_US = rf"(?:us|you|them|(?:my|our|the) (?:\w+ )?{_PEOPLE})"
_SOMEBODY = rf"(?:somebody|someone|one of {_OF_US}|an? colleague)"
_WHICH = rf"which (?:one )?of {_OF_US}|which (?:of )?(?:my |our )?(?:colleague|person|guy)"
WHO = pattern(
    rf"\b(?:who(?:['’]s)?(?: (?:was|is) it(?: again)? (?:that|who)\b)?|{_WHICH}|{_SOMEBODY}(?=.*\bwho\b))(?!\w)",
    re.IGNORECASE,
)
"""How one asks who did something, or tells that somebody did and asks who that was."""

WHOSE = pattern(r"\bwhose (?P<rest>.*)", re.IGNORECASE)
"""How one asks for whom something belongs to."""

_CARRIED = pattern(
    r"\s*(?:(?:has|have|had|was|is|did|will|would|could|can|should|must|also|just|really|actually|apparently|first|once|"
    r"rather|been|being|be|recently|already|now|that|then|there|again|to|it|having|he|she|they|going|able|"
    r"(?:in|on) (?:the|our|my) (?:[\w#-]+ ){0,2}(?:channel|chat|group|room|thread)|"
    r"own(?:ed|s)? up to|admit(?:ted|s)?|confess(?:ed|es)?|(?:said|says)(?: sorry for)?|apologi[sz]ed for|"
    r"(?:to blame|responsible) for|(?:promis|agre|volunteer|offer|want|plann|mean|try|tri|manag)(?:e?d|e?s)?(?= to\b)|"
    r"wants?(?= to\b)|ha[sd](?= to\b))(?!\w)\s*)*",
    re.IGNORECASE,
)
END = pattern(
    r"[?;:!,]|\.(?!\w)|\s[-–—]\s|\band (?:how|what|when|where|which|who|why|from|at|since|did|was|is)\b|"
    r"\bfrom what\b|\bto what\b|\bbecause\b|\bthough\b",
    re.IGNORECASE,
)
"""Where the clause that tells a deed ends."""

_EYE = pattern(r"\bke(?:ep(?:s|ing)?|pt) an eye(?: on)?\b", re.IGNORECASE)
_RID = pattern(r"\b(?:got|get|gets|getting) rid of\b", re.IGNORECASE)
_LEADING = pattern(r"\s*(?:with|for|to|about|at|on|of|after|around|over|up)\s+", re.IGNORECASE)
_BEHIND = pattern(
    r"\b(?:in|on|at|for|to|from|with|during|until|till|by|about|under|over|near|instead|than|as|so|while|when|after|before)\b",
    re.IGNORECASE,
)
_STANDS_FOR = frozenset({"it", "that", "this", "them", "those", "these"})
_MAKE = frozenset({"make", "made", "makes", "making", "get", "got"})
_COMPARED = pattern(r"\b(?P<how>[a-z]{3,}?)er\b")
# Of the words that carry questions those that are deeds.
_DEEDS = frozenset(
    """
    find found gave get gets getting give gives giving got keep keeps keeping kept look looked looking looks put puts
    putting see sees show showed shows take takes taking took tried tries try use used uses using want wanted wants
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_BEING = frozenset({"are", "be", "been", "being", "is", "s", "was", "were"})
_DONE = frozenset({"did", "had", "has", "have"})
_OWNED_UP = frozenset(
    """
    admit admits admitted apologised apologized blame confess confessed owned responsible sorry
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# `Who's told` is who has told; of these it is rather whom somebody did it to.
_SUFFERED = frozenset({"allowed", "booked", "called", "invited", "named"})
# What is asked is something else, of the one who did it.
_RELATIVE = pattern(
    r"\b(?:what|when|where|why|how)\b[^.?!;,]*"
    r"\b(?:colleague|girl|guy|lady|man|one|people|person|somebody|someone|woman) $",
    re.IGNORECASE,
)
_NEGATED = pattern(r"\b(?P<verb>[a-z]+)(?:n['’]t|(?<=can)not)\b", re.IGNORECASE)
NOT = frozenset(
    {"cannot", "cant", "didn", "didnt", "don", "dont", "hasn", "haven", "never", "no", "not", "t", "won", "wouldn"}
)
"""How one tells that something is not done."""

# `Who to ask`, `who do I ring`
_WHO_I = pattern(
    r"\bwhom? (?:to|(?:am|are|can|could|did|do|does|must|shall|should|was|were|will|would) (?:i|you|we|they|he|she))\b",
    re.IGNORECASE,
)
_FROM = pattern(r"\bfrom (?P<number>\d[\d,]*(?:\.\d+)?)")
_TO = pattern(r"\bto (?P<number>\d[\d,]*(?:\.\d+)?)")
_VERB = pattern(r"\s*(?P<verb>[a-z]{2,})\b", re.IGNORECASE)
_GIVES = {
    "lower": "lower",
    "high": "raise",
    "fast": "speed up",
    "bigg": "increase",
    "big": "increase",
    "small": "reduce",
}
_COMPARATIVES = (
    "lower",
    "slower",
    "higher",
    "faster",
    "bigger",
    "smaller",
    "warmer",
    "colder",
    "louder",
    "shorter",
    "longer",
)


class Deed(msgspec.Struct, frozen=True):
    """A deed.

    `acts` are the verbs by which it may be told, in all their forms; `things` what it is done to, `besides` where, when
    and how. `is_over` says that it was done, and is not only intended; `rise` whether a number became more by it (1),
    or less (-1), `before` and `after` from which and to which number, where that is told.
    """

    acts: frozenset[str]
    things: tuple[Term, ...]
    besides: tuple[Term, ...]
    is_over: bool
    is_being: bool = False
    rise: int = 0
    before: str = ""
    after: str = ""


def by_whom(question: str) -> Deed | None:
    """Return the deed of which a question asks who did it; None where it asks for none."""
    question = _NEGATED.sub(_negated, question)
    match = WHO.search(question)
    if match is None or _RELATIVE.search(question[: match.start()]) or _WHO_I.search(question):
        return None
    rest = question[match.end() :]
    carried = _CARRIED.match(rest)
    start = carried.end() if carried else 0
    return read(rest[start:], question[: match.start()], tokens(f"{match[0]} {rest[:start]}"))


def _negated(match: re.Match[str]) -> str:
    """Return `can not` for `can't`."""
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(match["verb"].casefold(), match["verb"]) + " not"


def read(told: str, before: str, helped: Sequence[str]) -> Deed | None:
    """Return the deed that words tell from its verb on; None where they begin with none.

    Args:
        told: from the verb to the end.
        before: what stands before, to which `it` may refer.
        helped: the words between who did it and the verb.
    """
    told = _RID.sub("remove", _EYE.sub("watch", told))
    match = _VERB.match(told)
    if match is None:
        return None
    verb = match["verb"].casefold()
    is_done = is_past(verb)
    if helped[-1] in _BEING and is_done and not (helped[-1] == "s" and verb not in _SUFFERED):
        # `Who was told`: whom somebody told.
        return None
    is_being = bool({"wait", "stand", "sit"} & forms(verb))
    if helped[-1] in _BEING and not is_done and not verb.endswith("ing"):
        # `Who is in bed with the flu`
        return _being(told)
    is_negated = verb in ("never", "not")
    end = None if is_negated else END.search(told, match.end())
    clause = told[match.end() : end.start() if end else len(told)]
    if verb in _MAKE and (how := next((each for each in _COMPARATIVES if each in clause), "")):
        meant, clause = (
            {_GIVES.get(how.removesuffix("er"), _GIVES.get(how, how.removesuffix("er")))},
            clause.replace(how, " "),
        )
    else:
        meant = set(_acts(verb, clause))
    if verb in ASKING - _DEEDS and not is_being:
        return None
    core, behind = _parts(clause)
    things = _terms(core)
    if not things and _STANDS_FOR & set(tokens(core)):
        things = _terms(before)
    return Deed(
        acts=NOT
        if is_negated
        else frozenset().union(*map(acts.said_for, meant), *(spoken(each) for each in meant & {verb})),
        things=things,
        besides=_terms(behind),
        is_over=not is_negated and _is_over(verb, helped),
        is_being=is_being,
        rise=sum({acts.rise(each) for each in meant}),
        before=_number(_FROM, clause),
        after=_number(_TO, clause),
    )


def _number(led: re.Pattern[str], clause: str) -> str:
    match = led.search(clause)
    return match["number"] if match else ""


def _is_over(verb: str, helped: Sequence[str]) -> bool:
    """Say whether it is asked for who did it, and not for who is to do it, or wants it."""
    if not _OWNED_UP.isdisjoint(helped):
        return True
    if "want" in verb or helped[-1] == "to":
        return False
    return may_be_past(verb) or not _DONE.isdisjoint(helped)


def _being(told: str) -> Deed:
    end = END.search(told)
    return Deed(acts.said_for("be"), (), _terms(told[: end.start()] if end else told), is_over=False, is_being=True)


def _acts(verb: str, clause: str) -> Iterator[str]:
    """Yield a verb with each particle that may belong to it, or else alone: `turned the supply air up`."""
    behind = tokens(clause)[:6]
    known = [f"{verb} {word}" for word in behind if word in PARTICLES and acts.is_known(f"{verb} {word}")]
    yield from known or (verb,)


def _parts(clause: str) -> tuple[str, str]:
    """Part what a deed is done to from what is told besides."""
    led = _LEADING.match(clause)
    start = led.end() if led else 0
    behind = _BEHIND.search(clause, start)
    at = behind.start() if behind else len(clause)
    if not _terms(clause[start:at]) and not _STANDS_FOR & set(tokens(clause[start:at])):
        # `Who is waiting at the ice plant with coffee`
        return "", clause
    return clause[start:at], clause[at:]


def _terms(words: str) -> tuple[Term, ...]:
    read_terms = intent.read(f"x {words.strip()}").terms if words.strip() else ()
    return tuple(
        each for each in read_terms if each.kind not in WEAK and each.text != "x" and each.text not in PARTICLES
    )
