"""Tellers: whether a passage tells who did something, where that is asked; what was done by nobody told is no answer.

`V-17 was replaced`, `please add an index` and `I will move it` tell nobody who replaced, added or moved anything.
"""

from __future__ import annotations

from collections.abc import Sequence

from query.answers.answer import Claim
from query.language import acts
from query.language.acts import PARTICLES, agents
from query.language.asking import ASKING
from query.language.pasts import is_past, may_be_past
from query.language.words import forms, tokens
from query.passages.belonging import spoken
from query.passages.who import names_another
from query.patterns.pattern import pattern
from query.people import deed, firsthand
from query.people.deed import Deed

_BEING = frozenset({"are", "be", "been", "being", "get", "gets", "got", "is", "was", "were"})
_NOBODY = frozenset(
    """
    can could don must need needs never no not shall should t to will wish won would
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_ANYBODY = frozenset({"anybody", "anyone", "nobody", "please", "somebody", "someone", "who", "whoever"})
_DID = frozenset({"had", "managed"})
_SOMEBODY = frozenset({"by", "he", "i", "she", "they", "we"})
_WHOSE = pattern(r"\b[A-Z][a-zà-ÿ]+['’]s? (?P<what>(?:\w+ ?){1,3})")
_POINTING = frozenset({"a", "an", "her", "his", "its", "my", "our", "the", "their", "your"})
_HAVING = frozenset({"did", "had", "have", "been", "done", "said", "told", "wrote"})
_BEFORE, _BEHIND, _BEFELL = 3, 8, 5


def told(question: str, claims: Sequence[Claim], whole: str) -> list[Claim]:
    """Return the claims that may tell who did what a question asks for; all where it asks for no doer.

    Args:
        question: without what it only says by the way.
        claims: what stood on the screen.
        whole: the question with all its words.
    """
    done = deed.by_whom(question)
    if done is None and (befell := _befell(whole)):
        return [claim for claim in claims if any(_says(befell, line.text) for line in claim.citations)]
    if done is None or done.is_being or not done.acts:
        return list(claims)
    return [
        claim
        for claim in claims
        if _has_somebody(question, claim) and _tells(done, claim) and (done.things or _names_it(done, question, claim))
    ]


def _names_it(done: Deed, question: str, claim: Claim) -> bool:
    """Say whether the lines of a deed have a word of what it is done to, where none tells much: a site visit."""
    words = tokens(deed.END.split(question, maxsplit=1)[0])
    at = next((at for at, word in enumerate(words) if word in done.acts), None)
    behind = [word for word in words[at + 1 :] if word not in ASKING | PARTICLES] if at is not None else []
    lines = ({*tokens(f"{line.text} {line.title}")} for line in claim.citations)
    there = frozenset[str]().union(*(line for line in lines if done.acts & line))
    return not behind or any(forms(word) & there for word in behind)


def _befell(question: str) -> tuple[frozenset[str], ...]:
    """Return the words for what is asked whose it is, and for what happened to it: `whose van broke down`; or none."""
    match = deed.WHOSE.search(question)
    words = tokens(match["rest"])[:_BEFELL] if match else ()
    at = next((at for at, word in enumerate(words) if at and is_past(word)), 0)
    if not at or words[at] in _BEING | _HAVING:
        return ()
    of_thing = frozenset().union(*(spoken(word) | forms(word) for word in words[:at] if word not in _BEING))
    return of_thing, acts.said_for(words[at]) | forms(words[at])


def _says(groups: Sequence[frozenset[str]], line: str) -> bool:
    return all(not words.isdisjoint(tokens(line)) for words in groups)


def _has_somebody(question: str, claim: Claim) -> bool:
    said = {word for citation in claim.citations for word in tokens(citation.text)}
    return not _SOMEBODY.isdisjoint(said) or names_another(question, claim)


def _tells(done: Deed, claim: Claim) -> bool:
    text = " ".join(" ".join(citation.text.split()) for citation in claim.citations)
    found = [
        _is_told(done, words, at)
        for sentence in firsthand.sentences(text)
        for words in (tokens(sentence),)
        for at in range(len(words))
        if firsthand.span(done.acts | firsthand.acts_of(done, sentence), words, at)
        and not _is_of_another(done, sentence, words, at)
    ]
    return any(found) or not agents(done.acts).isdisjoint(tokens(text)) or _is_of_a_writer(done, text)


def _is_of_another(done: Deed, sentence: str, words: Sequence[str], at: int) -> bool:
    """Say whether a sentence names right behind a deed what else it was done to: a broken wrist is no window."""
    behind = words[at + 1 : at + 2]
    return (
        done.is_over
        and bool(done.things)
        and not _POINTING.isdisjoint(behind)
        and not any(firsthand.holds_said(term, sentence) for term in done.things)
    )


def _is_of_a_writer(done: Deed, text: str) -> bool:
    """Say whether what was written is told with whose it is: `Kent Beck's paper`."""
    whose = (tokens(match["what"]) for match in _WHOSE.finditer(text))
    return "wrote" in done.acts and any(
        firsthand.holds_said(term, " ".join(what)) for what in whose for term in done.things
    )


def _is_told(done: Deed, words: Sequence[str], at: int) -> bool:
    """Say whether somebody is told to have done what stands at a place; with `by` behind it that is always so."""
    before, word = words[max(0, at - _BEFORE) : at], words[at]
    if "by" in words[at + 1 : at + _BEHIND]:
        return True
    if not _BEING.isdisjoint(before[-2:] if is_past(word) else before[-1:]) and may_be_past(word):
        return False
    if not before and not may_be_past(word) and not word.endswith("s"):
        # `Bring a hat`
        return False
    if not _ANYBODY.isdisjoint(before) or _is_of_itself(done, words, at):
        return False
    if not done.is_over:
        return True
    if not _NOBODY.isdisjoint(before) and _DID.isdisjoint(before):
        return False
    # `Our visit of yesterday` is none; `Brisco raises the price` tells who raised it.
    return may_be_past(word) or word.endswith("s") or not _DID.isdisjoint(before)


def _is_of_itself(done: Deed, words: Sequence[str], at: int) -> bool:
    """Say whether what it was done to is told to have done it: `Customs called` tells nobody who called them."""
    behind = " ".join(words[at + 1 :])
    is_subject = at > 0 and any(firsthand.holds_said(term, words[at - 1]) for term in done.things)
    return is_subject and not any(firsthand.holds_said(term, behind) for term in done.things)
