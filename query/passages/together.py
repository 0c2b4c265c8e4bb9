"""Together: which of the lines that a claim cites are set as one, by where they stand on the screen."""

from __future__ import annotations

from collections.abc import Sequence, Set

from query.answers.answer import Citation, Claim
from query.language.words import forms, tokens
from query.passages.block import clusters, is_right_above, is_same_row
from query.passages.expected import shown_by

Cluster = tuple[str, int]
"""A frame, and the number of a cluster of lines on it."""


def set_with(words: Set[str], claim: Claim) -> list[Citation]:
    """Return the lines that are set with one that has all these words; all where a title has, or no word is given."""
    if not words - _titled(claim):
        return list(claim.citations)
    groups = grouped(claim.citations)
    near = {
        group
        for each, group in zip(claim.citations, groups, strict=True)
        if all(forms(word) & set(tokens(each.text)) for word in words)
    }
    return [each for each, group in zip(claim.citations, groups, strict=True) if group in near]


def grouped(cited: Sequence[Citation]) -> list[Cluster]:
    """Return for each line in which cluster of its frame it is set."""
    found: dict[int, Cluster] = {}
    for frame, title in dict.fromkeys((each.frame, each.title) for each in cited):
        places = [number for number, each in enumerate(cited) if (each.frame, each.title) == (frame, title)]
        lines = [cited[number] for number in places]
        of = clusters([line.box for line in lines], [len(line.text) for line in lines])
        found |= {place: (frame, places[number]) for place, number in zip(places, of, strict=True)}
    return [found[number] for number in range(len(cited))]


def has_its_value(question: str, cited: Sequence[Citation], groups: Sequence[Cluster], common: Set[Cluster]) -> bool:
    """Say whether a value of the form that is asked for is set with what is told of: there, in its row, or below it."""
    shows = shown_by(question)
    wanted = [each for each in cited if shows(each.text)]
    there = [each for each, group in zip(cited, groups, strict=True) if group in common]
    others = [each for each in cited if each not in there]
    while below := [each for each in others if any(is_right_above(over.box, each.box) for over in there)]:
        there += below
        others = [each for each in others if each not in below]
    return not wanted or any(
        each in there or any(is_same_row(each.box, other.box) for other in there) for each in wanted
    )


def _titled(claim: Claim) -> frozenset[str]:
    return frozenset(token for each in claim.citations for token in tokens(each.title))
