"""Sayers: whether what is told was said by who is asked about, and is not only told of them.

`Father Burke will send you his letter` is nothing that Father Burke said.
"""

from __future__ import annotations

from collections.abc import Sequence

from query.answers.answer import Citation, Claim
from query.language import english
from query.language.asking import ASKING
from query.language.words import folded, forms, tokens
from query.passages.belonging import HEADED, spoken, telling
from query.passages.who import heads_another
from query.patterns.pattern import pattern

_ROLE = frozenset(
    """
    architect aunt banker boss brother builder caretaker chairman chief clerk colleague committee constable contractor
    cook councillor cousin customer daughter dentist director doctor dr driver electrician engineer exterminator father
    fireman foreman friend garda gardener guard guy husband inspector judge lady landlady landlord lawyer lieutenant
    madam man manager master mayor mechanic minister miss mother mr mrs ms mum neighbour neighbor nephew niece nurse
    officer organist owner painter parish pastor pilot plumber porter priest principal prof professor secretary sergeant
    sir sister son surveyor teacher technician tenant treasurer tutor uncle vicar warden wife woman
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_SAY = (
    r"(?:acknowledge|announce|answer|apologi[sz]e|ask|claim|complain|offer|promise|propose|reply|say|suggest|tell|warn|"
    r"write)"
)
_SAID = (
    r"(?:accept|agree|allow|announce|answer|ask|call|charge|claim|complain|confirm|demand|expect|hope|insist|mean|mention|"
    r"need|offer|promis|propos|recommend|refus|repl|report|request|said|say|suggest|tell|think|told|want|warn|wish|writ|"
    r"wrote)"
)
_ASKED = pattern(
    rf"\b(?:what|which|how (?:much|many))\b(?:(?!\b(?:did|does|has|had)\b)[^.?!]){{0,40}}\b(?:did|does) "
    rf"(?P<who>(?:(?!i\b|we\b|you\b|he\b|she\b|it\b|they\b)[\w’'-]+\.? ){{1,4}}?)"
    rf"(?:actually |also |first |have to |just |really |then |want to )*{_SAY}\b|"
    # `Tell me what Father Burke said`
    r"\bwhat (?P<whom>(?:(?!i\b|we\b|you\b|he\b|she\b|it\b|they\b)[\w’'-]+\.? ){1,4}?)"
    r"(?:said|wrote|told|answered|replied|asked|offered|promised|suggested|proposed)\b",
)
_ANSWERED = pattern(r"\b(?:answer|reply)\b(?: me| us)? (?:to|after|when|about) (?:my|our|i|we|that)\b")
_SAYS = pattern(rf"\W*(?:\w+\W+){{0,2}}?{_SAID}\w*\b|\W*:")
_REPLIES = frozenset({"re", *forms("answer"), *forms("reply"), *forms("thank")})
_MOST_OF_A_NAME = 6
_FEWEST_WORDS = 3


def is_by(question: str, claim: Claim) -> bool:
    """Say whether a claim tells what a person said, where it is asked what they did; of no person anything will do."""
    who = _asked_about(question)
    if not who:
        return True
    if _ANSWERED.search(folded(question)) and _REPLIES.isdisjoint(
        tokens(" ".join((claim.text, claim.citations[0].title)))
    ):
        return False
    names = [forms(word) for word in who]
    about = frozenset().union(*map(spoken, telling(folded(question)) - {*who}))
    own = ASKING.union(*map(forms, tokens(question)))
    titles = tokens(" ".join({citation.title for citation in claim.citations}))
    if all(not name.isdisjoint(titles) for name in names):
        return True
    return any(
        _says(names, line.text)
        or (
            _is_name(names, line.text)
            and not heads_another(line, claim)
            and _has_said(line, claim.citations, about, own)
        )
        for line in claim.citations
    )


def is_label(question: str, label: str) -> bool:
    """Say whether a label is no more than the name of the person of whom it is asked what they said."""
    names = frozenset().union(*map(forms, _asked_about(question)))
    return bool(label.strip()) and set(tokens(label)) <= names


def _asked_about(question: str) -> list[str]:
    """Return the words for a person of whom it is asked what they said; none where it is asked of nobody."""
    match = _ASKED.search(folded(question))
    who = [word for word in tokens(match["who"] or match["whom"]) if word not in ASKING] if match else []
    return who if who and _is_person(question, who) else []


def _is_person(question: str, who: Sequence[str]) -> bool:
    if not _ROLE.isdisjoint(who):
        return True
    capitals = {word for word in tokens(question) if f" {word.capitalize()}" in question}
    if any(word in capitals and not english.is_common(word) for word in who):
        return True
    return len(who) > 1 and (capitals.issuperset(who) or not any(map(english.is_common, who)))


def _says(names: Sequence[frozenset[str]], line: str) -> bool:
    """Say whether a line tells that somebody said something: `Customs called`."""
    text = folded(line)
    if any(name.isdisjoint(tokens(text)) for name in names):
        return False
    last = max((at for name in names for form in name if (at := _end_of(text, form)) >= 0), default=-1)
    return last >= 0 and _SAYS.match(text, last) is not None


def _end_of(text: str, word: str) -> int:
    at = f" {text} ".find(f" {word}")
    return at + len(word) if at >= 0 and not text[at + len(word) : at + len(word) + 1].isalnum() else -1


def _is_name(names: Sequence[frozenset[str]], line: str) -> bool:
    """Say whether a line is no more than a name, with what belongs to it: who heads, or signs, what they wrote."""
    there = tokens(line)
    is_all = all(not name.isdisjoint(there) for name in names)
    return is_all and (HEADED.match(line.strip()) is not None or len(there) <= _MOST_OF_A_NAME)


def _has_said(name: Citation, lines: Sequence[Citation], about: frozenset[str], own: frozenset[str]) -> bool:
    """Say whether something of a few words, of what is asked, stands over or under a name, and not beside it.

    What has no other words than the question is the subject of a letter, and not what it says.
    """
    return any(
        other.frame == name.frame
        and len(tokens(other.text)) >= _FEWEST_WORDS
        and not set(tokens(other.text)) <= own
        and other.box != name.box
        and min(name.box[2], other.box[2]) > max(name.box[0], other.box[0])
        and (not about or not about.isdisjoint(tokens(other.text)))
        for other in lines
    )
