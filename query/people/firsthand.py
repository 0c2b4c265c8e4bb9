"""Whether somebody tells in the first person of a deed: `I raised the setpoint`, `Moved it`, `my phone drowned`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from query.language.acts import said_for
from query.language.pasts import is_past, may_be_past
from query.language.words import forms, tokens
from query.passages.belonging import spoken
from query.passages.intent import ESSENTIAL, Term
from query.passages.match import holds
from query.patterns.pattern import pattern
from query.people.deed import NOT, Deed

_SENTENCE = pattern(r"(?<=[.!?;:])\s+|\n+")
_CLAUSE = pattern(r"[,;()]|\b(?:and|because|but|while)\b")
# What was done to another one: `for scene 41 instead of scene 38`.
_INSTEAD = pattern(r"\b(?:instead of|rather than|(?:and|but) not|(?<=,) not) [^,.;:!?]*")
_FROM_TO = pattern(r"\bfrom (?P<before>\d[\d,]*(?:\.\d+)?)(?:\s?\S{1,3})? to (?P<after>\d[\d,]*(?:\.\d+)?)")
_I = frozenset({"i", "we"})
_TO_COME = frozenset({"can", "could", "ll", "may", "might", "must", "shall", "should", "will", "would"})
_UNLESS = frozenset({"before", "if", "once", "till", "unless", "until", "when", "whether"})
_DID = frozenset({"been", "did", "had", "managed", "was"})
# What may stand between somebody and their deed.
_LIGHT = frozenset(
    """
    again agreed ahead all already also always am and are be been being both can could d did do even finally first
    forgot gladly going gone gonna got had has have having honestly hope hoped just later ll m managed may meant might
    must myself need needed now offered only ourselves personally plan planned planning please probably promise promised
    quickly quietly re really shall should simply so started still think then to today tonight tomorrow tried try trying
    ve volunteer volunteered want wanted was went were will would yesterday
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_NOT_DONE = frozenset({"forgot", "hope", "hoped", "meant", "need", "needed", "planned", "tried", "wanted"})
_POINTS_BACK = frozenset({"as", "at", "in", "it", "on", "one", "that", "them", "this"})
_OWNED_FAR = 3
_HALF = 0.5
_LEAST_OF_BEING = 2


def sentences(text: str) -> list[str]:
    """Return the sentences of what somebody wrote, each on one line."""
    return [" ".join(each.split()) for each in _SENTENCE.split(" ".join(text.split())) if each.strip()]


def does(deed: Deed, text: str, around: str) -> bool:
    """Say whether the author of a text tells that they did a deed, with most of what is asked of it.

    Args:
        deed: what is asked for.
        text: what they wrote.
        around: what stood there besides, which `it` may mean: the title over it, and what was written before.
    """
    if deed.is_being:
        return any(_is(deed, sentence) for sentence in sentences(text))
    text = _INSTEAD.sub(" ", " ".join(text.split()))
    acting = [(each, behind) for each in sentences(text) if (behind := _behind_act(deed, each)) is not None]
    there = [
        f"{text} {around}" if _points_back(behind) else text
        for sentence, behind in acting
        # Who asks their nephew after talk of nets has asked for none.
        if _points_back(behind) or any(holds_said(term, sentence) for term in deed.things or deed.besides)
    ]
    told = (*deed.things, *deed.besides)
    return bool(told) and any(
        all(holds_said(term, each) for term in deed.things)
        and not any(term.kind == ESSENTIAL and not holds_said(term, f"{text} {around}") for term in deed.besides)
        and sum(holds_said(term, f"{text} {around}") for term in told) >= _HALF * len(told)
        for each in there
    )


def _points_back(behind: Sequence[str]) -> bool:
    """Say whether what a deed was done to is told elsewhere: `Moved it`, `I ordered 25 litres`."""
    return not behind or behind[0] in _POINTS_BACK or behind[0].isdigit()


def _is(deed: Deed, sentence: str) -> bool:
    """Say whether the author of a sentence is where, or what, is asked for; nobody else in it is meant."""
    told = (*deed.things, *deed.besides)
    if sentence.endswith("?"):
        return False
    own = " ".join(each for each in _CLAUSE.split(sentence) if not _is_of_another(each))
    found = any(_from_act(deed, deed.acts, behind) is not None for _, behind in _behind_me(tokens(own)))
    return found and len(told) >= _LEAST_OF_BEING and all(holds_said(term, own) for term in told)


def _is_of_another(clause: str) -> bool:
    words = tokens(clause)
    return _I.isdisjoint(words) and not {"are", "has", "have", "is", "was", "were"}.isdisjoint(words)


def holds_said(term: Term, text: str) -> bool:
    """Say whether a text holds a term, or a word that people say for it."""
    if holds(term, text):
        return True
    [word, *more] = tokens(term.text) or [""]
    return not more and not spoken(word).isdisjoint(tokens(text))


def owns(told: Sequence[str], text: str) -> bool:
    """Say whether the author of a text calls the first of some words their own, and tells there all the others."""
    for sentence in sentences(text):
        words = tokens(sentence)
        mine = [words[at + 1 : at + 1 + _OWNED_FAR] for at, word in enumerate(words) if word in ("my", "our")]
        if any(not forms(told[0]).isdisjoint(near) for near in mine):
            return all(not (forms(word) | spoken(word)).isdisjoint(words) for word in told)
    return False


def _behind_me(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield what stands behind each `I`, with its place."""
    for at, word in enumerate(words):
        # `Before we move it` tells of nothing done.
        if word in _I and not (at and words[at - 1] in _UNLESS):
            yield at + 1, words[at + 1 :]


def _behind_act(deed: Deed, sentence: str) -> Sequence[str] | None:
    """Return what a sentence has behind a deed that it tells in the first person; None where it tells none."""
    words = tokens(sentence)
    if sentence.endswith("?") or not _has_numbers(deed, sentence):
        return None
    acts = deed.acts | acts_of(deed, sentence)
    for start, behind in _behind_me(words):
        found = _from_act(deed, acts, behind)
        if found is not None:
            return words[start + found :]
    # `Sorry, will put it back`
    for clause in map(tokens, () if deed.is_over or deed.is_being else _CLAUSE.split(sentence)):
        found = _from_act(deed, acts, clause[1:]) if clause[:1] == ("will",) else None
        if found is not None:
            return clause[1 + found :]
    # `Moved the probe`: who wrote it did it.
    if not words or not is_past(words[0]) or words[1:2] == ("by",):
        return None
    size = span(acts, words, 0)
    return words[size:] if size else None


def acts_of(deed: Deed, sentence: str) -> frozenset[str]:
    """Return the verbs by which a sentence may tell a deed besides, for what is told from what to what it came.

    `I changed it from 500 to 5000`: who raised it.
    """
    numbers = _from_to(sentence) if deed.rise else None
    is_so = numbers is not None and (numbers[1] - numbers[0]) * deed.rise > 0
    return said_for("change") if is_so else frozenset()


def _has_numbers(deed: Deed, sentence: str) -> bool:
    """Say whether what is told came from the number, and to the number, that is asked for, where both tell of such."""
    numbers = _from_to(sentence)
    asked = deed.before, deed.after
    return numbers is None or all(not each or _value(each) == told for each, told in zip(asked, numbers, strict=True))


def _from_to(sentence: str) -> tuple[float, float] | None:
    match = _FROM_TO.search(sentence)
    return (_value(match["before"]), _value(match["after"])) if match else None


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def _from_act(deed: Deed, acts: frozenset[str], words: Sequence[str]) -> int | None:
    """Return where some words behind `I` go on behind the deed; None where they tell none, or that it was not done."""
    for at, word in enumerate(words):
        if size := span(acts, words, at):
            is_done = not deed.is_over or may_be_past(word) or not _DID.isdisjoint(words[:at])
            return at + size if is_done else None
        if word in NOT or (deed.is_over and word in (_TO_COME | _NOT_DONE)):
            return None
        if word not in _LIGHT and not word.endswith("ly"):
            return None
    return None


def span(acts: frozenset[str], words: Sequence[str], at: int) -> int:
    """Return how many words a deed has that begins at one; none where none begins there."""
    if at + 1 < len(words) and f"{words[at]} {words[at + 1]}" in acts:
        return 2
    if words[at] in acts:
        return 1
    # `Turned the air up`
    return int(any(f"{words[at]} {word}" in acts for word in words[at + 2 : at + 4]))
