"""A deed that is asked for: what somebody did, to what, and who that was, where the question says it.

`Who turned up the supply air in the pool hall`, `what did Imran raise`, `whose old phone drowned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from query.language import acts
from query.language.acts import PARTICLES
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages import intent
from query.passages.intent import WEAK, Term
from query.patterns.pattern import pattern

_SOMEBODY = r"(?:somebody|someone|one of (?:us|them|you|(?:my|our|the) \w+)|an? colleague)"
_WHICH = r"which (?:one )?of (?:us|them|you|(?:my|our|the) \w+)|which (?:of )?(?:my |our )?(?:colleague|person|guy)"
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
# Where the clause that tells a deed ends.
_END = pattern(
    r"[?;:!,]|\.(?!\w)|\s[-–—]\s|\band (?:how|what|when|where|which|who|why|from|at|since|did|was|is)\b|"
    r"\bfrom what\b|\bto what\b|\bbecause\b|\bthough\b",
    re.IGNORECASE,
)
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
    and how. `is_over` says that it was done, and is not only intended.
    """

    acts: frozenset[str]
    things: tuple[Term, ...]
    besides: tuple[Term, ...]
    is_over: bool
    is_being: bool = False


def by_whom(question: str) -> Deed | None:
    """Return the deed of which a question asks who did it; None where it asks for none."""
    match = WHO.search(question)
    if match is None:
        return None
    rest = question[match.end() :]
    carried = _CARRIED.match(rest)
    start = carried.end() if carried else 0
    helped = (f"{match[0]} {rest[:start]}").casefold()
    return read(rest[start:], question[: match.start()], helped)


def read(told: str, before: str, helped: str) -> Deed | None:
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
    end = _END.search(told, match.end())
    clause = told[match.end() : end.start() if end else len(told)]
    if verb in _MAKE and (how := next((each for each in _COMPARATIVES if each in clause), "")):
        meant, clause = (
            {_GIVES.get(how.removesuffix("er"), _GIVES.get(how, how.removesuffix("er")))},
            clause.replace(how, " "),
        )
    else:
        meant = set(_acts(verb, clause))
    is_being = verb in ("is", "was", "are", "were") or bool({"wait", "stand", "sit"} & forms(verb))
    if verb in ASKING - _DEEDS and not is_being:
        return None
    core, behind = _parts(clause)
    things = _terms(core)
    if not things and _STANDS_FOR & set(tokens(core)):
        things = _terms(before)
    return Deed(
        acts=frozenset().union(*map(acts.said_for, meant)),
        things=things,
        besides=_terms(behind),
        is_over=(verb.endswith("ed") or " did " in f" {helped} " or " ha" in f" {helped}") and "want" not in verb,
        is_being=is_being or "'s" in helped,
    )


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
