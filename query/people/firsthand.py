"""Whether somebody tells in the first person of a deed: `I raised the setpoint`, `Moved it`, `my phone drowned`."""

from __future__ import annotations

from collections.abc import Sequence

from query.language.words import forms, tokens
from query.passages.belonging import spoken
from query.passages.intent import ESSENTIAL, Term
from query.passages.match import holds
from query.patterns.pattern import pattern
from query.people.deed import Deed

_SENTENCE = pattern(r"(?<=[.!?;:])\s+|\n+")
_I = frozenset({"i", "we"})
_NOT = frozenset({"cannot", "didn", "don", "never", "no", "not", "t", "won", "wouldn"})
_TO_COME = frozenset({"can", "could", "ll", "may", "might", "must", "shall", "should", "will", "would"})
_UNLESS = frozenset({"before", "if", "once", "till", "unless", "until", "when", "whether"})
_PAST = frozenset(
    "bought brought done found gave got kept left lost made paid put ran sent set sold took wrote".split()  # noqa: SIM905
)
_POINTS_BACK = frozenset({"as", "at", "in", "it", "on", "one", "that", "them", "this"})
_FAR = 6
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
    acting = [behind for each in sentences(text) if (behind := _behind_act(deed, tokens(each))) is not None]
    if not acting:
        return False
    is_pointing = any(not behind or behind[0] in _POINTS_BACK for behind in acting)
    if not all(holds_said(term, f"{text} {around}" if is_pointing else text) for term in deed.things):
        return False
    if any(term.kind == ESSENTIAL and not holds_said(term, f"{text} {around}") for term in deed.besides):
        return False
    told = (*deed.things, *deed.besides)
    if deed.is_being:
        return len(told) >= _LEAST_OF_BEING and all(holds_said(term, text) for term in told)
    return bool(told) and sum(holds_said(term, f"{text} {around}") for term in told) >= _HALF * len(told)


def holds_said(term: Term, text: str) -> bool:
    """Say whether a text holds a term, or a word that people say for it."""
    if holds(term, text):
        return True
    [word, *more] = tokens(term.text) or [""]
    return not more and not spoken(word).isdisjoint(tokens(text))


def owns(noun: str, told: Sequence[Term], text: str) -> bool:
    """Say whether the author of a text calls something their own, and tells there all that is asked of it."""
    for sentence in sentences(text):
        words = tokens(sentence)
        mine = [at for at, word in enumerate(words) if word in ("my", "our")]
        if any(not forms(noun).isdisjoint(words[at + 1 : at + 1 + _OWNED_FAR]) for at in mine):
            return all(holds_said(term, sentence) for term in told)
    return False


def _behind_act(deed: Deed, words: Sequence[str]) -> Sequence[str] | None:
    """Return what a sentence has behind a deed that it tells in the first person; None where it tells none."""
    for at, word in enumerate(words):
        # `Before we move it` tells of nothing done.
        if word in _I and not (at and words[at - 1] in _UNLESS):
            found = _from_act(deed, words[at + 1 : at + 1 + _FAR])
            if found is not None:
                return words[at + 1 + found :]
    # `Moved the probe`: who wrote it did it.
    if not words or deed.is_being or not (words[0].endswith("ed") or words[0] in _PAST) or words[1:2] == ("by",):
        return None
    size = _size(deed.acts, words, 0)
    return words[size:] if size else None


def _from_act(deed: Deed, words: Sequence[str]) -> int | None:
    """Return where some words behind `I` go on behind the deed; None where they tell none, or that it was not done."""
    for at, word in enumerate(words):
        if word in _NOT or (deed.is_over and word in _TO_COME):
            return None
        if size := _size(deed.acts, words, at):
            return at + size
    return None


def _size(acts: frozenset[str], words: Sequence[str], at: int) -> int:
    """Return how many words a deed has that begins at one; none where none begins there."""
    if at + 1 < len(words) and f"{words[at]} {words[at + 1]}" in acts:
        return 2
    if words[at] in acts:
        return 1
    # `Turned the air up`
    return int(any(f"{words[at]} {word}" in acts for word in words[at + 2 : at + 4]))
