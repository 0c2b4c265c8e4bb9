"""Labels as people say them: a short one in all its words, of a long one most, or what stands before its comma.

`Urgent, deliver within 5 days` is `urgent`; `Send me a receipt by mail` is `the receipt by mail`. A number that is told
must be that of the label: `counted by three people` is no `Counted by two people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from query.language.words import forms, tokens
from query.patterns.pattern import pattern

FILLING = frozenset(
    """
    a after an and as at before by for from if in is it me my of on our that the to under when while with your
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
"""Words that tell no label from others."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HEAD = pattern(r"\A(?P<head>[^,;:(–—]*\w[^,;:(–—]*)[,;:(–—]", re.IGNORECASE)
_MOST, _SHORT = 0.6, 2


class Named(msgspec.Struct, frozen=True):
    """A label that a question names, the role of its control, and how much of it is said.

    `words` are those of the label that tell it; `whole` where all of them are said.
    """

    label: str
    role: str
    words: frozenset[str]
    share: float
    held: int

    @property
    def whole(self) -> bool:
        """Say whether no word of the label is left out."""
        return self.share >= 1

    def says(self, word: str) -> bool:
        """Say whether a word of a question is one of the label."""
        return not forms(word).isdisjoint(tokens(self.label)) or number(word) in {*map(number, self.words)} - {None}


def named(said: Sequence[str], known: Sequence[tuple[str, str]]) -> list[Named]:
    """Return the labels that some words name, in their order: those of which more is said first."""
    # What was read without its space is said in two words: `Packedlunch`.
    there = {*said, *(f"{one}{other}" for one, other in pairwise(said))}
    found = [each for label, role in known if (each := _named(said, there, label, role)) is not None]
    return sorted(found, key=lambda each: (-each.share, -each.held))


def number(word: str) -> int | None:
    """Return the number that a word is; None where it is none."""
    if word.isdecimal():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else None


def _named(said: Sequence[str], there: set[str], label: str, role: str) -> Named | None:
    numbers = {number(token) for token in tokens(label)} - {None}
    told = {number(word) for word in said} - {None}
    if numbers and told and numbers.isdisjoint(told):
        return None
    best = None
    for part in _parts(label):
        own = [token for token in dict.fromkeys(part) if token not in FILLING and number(token) is None]
        held = sum(not forms(token).isdisjoint(there) for token in own)
        enough = len(own) if len(own) <= _SHORT else max(_SHORT, _MOST * len(own))
        if own and (held >= enough or _runs(said, part)):
            share = held / len(own)
            if best is None or share > best.share:
                best = Named(label, role, frozenset(own), share, held)
    return best


def _parts(label: str) -> Iterator[list[str]]:
    """Yield the words of a label, and those before its first comma, colon or bracket."""
    yield list(tokens(label))
    head = _HEAD.match(label)
    if head is not None:
        yield list(tokens(head["head"]))


def _runs(said: Sequence[str], label: Sequence[str]) -> bool:
    """Say whether two telling words of a long label are said side by side, as they stand there."""
    for at in range(len(label)):
        for to in range(len(label), at + 1, -1):
            run = label[at:to]
            telling = [token for token in run if token not in FILLING and number(token) is None]
            if len(telling) >= _SHORT and any(
                list(said[place : place + len(run)]) == run for place in range(len(said) - len(run) + 1)
            ):
                return True
    return False
