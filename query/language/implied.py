"""Implied: what a question asks a label for without naming it, by what it asks: `who do we buy it from` is a vendor.

What is asked says a concept, and a concept which labels tell it (`query.language.concepts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from query.language import figures, wordings
from query.language.concepts import concept, names
from query.language.words import tokens
from query.patterns.pattern import pattern

OF_OTHERS = r"(?:do|does|is|are|must|should)\b(?! (?:i|we)\b)"
"""What something else does or is, as it follows `how often`, as a part of a pattern."""

_GROUPS = wordings.GROUPS | {"others": OF_OTHERS}
_GROUP = re.compile(r"\{([a-z]+)\}")
# What a name may have behind it, by the sort of value.
_BEHIND = {"day": "(?: date| day| time)?", "code": "(?: number| no| nr| id| code)?", "sum": "(?: amount| fee| sum)?"}
# One sentence; and a question of many words is not searched from each of them to each.
_BETWEEN = r"\b([^.!?]{0,60}?)\b"


_Row = tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]


class Implied(msgspec.Struct, frozen=True):
    """The concept that is meant, and the words of a question that asked for it: they name no thing.

    `by_name`: it is asked for by a name that labels of that meaning may have.
    """

    concept: str
    said: frozenset[str]
    by_name: bool = False


def _pattern(wording: str) -> re.Pattern[str]:
    spelled = _GROUP.sub(lambda match: _GROUPS[match[1]], wording)
    return pattern(rf"(?<!\w)(?:{spelled.replace(' ~ ', _BETWEEN)})(?!\w)", re.IGNORECASE)


def _rows(table: str) -> Iterator[_Row]:
    """Yield what is meant and how it is asked; what is set in farther goes on with the line above."""
    for row in re.split(r"\n(?=\w)", table.strip("\n").replace("\n        ", "")):
        concepts, *asked = row.split("\n    ")
        yield tuple(concepts.split(", ")), tuple(map(_pattern, asked))


def _named(name: str) -> Iterator[_Row]:
    """Yield how a concept is asked for by its names, whatever the label is called: `what rebate did they give`."""
    meant = concept(name)
    if meant.nouns:
        noun = rf"(?:{'|'.join(meant.nouns)}){_BEHIND.get(meant.sort, '')}"
        asked = (rf"{{which}} {noun}(?! or\b)", rf"^\W*(?:the |my |our )?{noun} (?:of|for|on|at|with)")
        yield (name,), tuple(map(_pattern, asked))


_IMPLIED = (*_rows(wordings.TABLE), *_rows(figures.TABLE))
_NAMED = tuple(row for name in names() for row in _named(name))
_TITLE = pattern(r"\b(?P<title>Mrs?|Ms|Dr|St|Prof|No)\. ", re.IGNORECASE)
_OF_FREQUENCY = _pattern("how often {others}")


def is_frequency(question: str) -> bool:
    """Say whether a question asks how often something is done, by itself or by others."""
    return _OF_FREQUENCY.search(question) is not None


@lru_cache(maxsize=64)
def by(question: str) -> Sequence[Implied]:
    """Return what a question implies, in the order of the table, each concept once.

    What asks in more words for one thing does not ask in some of them for another: `where do we meet` for any place.
    """
    # The dot of a title ends no sentence.
    question = _TITLE.sub(r"\g<title> ", question)
    found: dict[str, Implied] = {}
    before: list[tuple[int, int]] = []
    for at, (concepts, asked) in enumerate((*_IMPLIED, *_NAMED)):
        matches = [match for each in asked if (match := each.search(question)) is not None]
        matches = [match for match in matches if not any(_is_within(match.span(), span) for span in before)]
        before += [match.span() for match in matches]
        for name in concepts if matches else ():
            known = found.get(name) or Implied(name, frozenset(), at >= len(_IMPLIED))
            found[name] = replace(known, said=known.said.union(*map(_said, matches)))
    return tuple(found.values())


def _is_within(part: tuple[int, int], whole: tuple[int, int]) -> bool:
    return part != whole and whole[0] <= part[0] and part[1] <= whole[1]


def _said(match: re.Match[str]) -> frozenset[str]:
    """Return the tokens that a wording is of, without what stands between them."""
    text, at = [], match.start()
    for group in range(1, (match.lastindex or 0) + 1):
        start, end = match.span(group)
        if start >= at:
            text.append(match.string[at:start])
            at = end
    return frozenset(tokens(" ".join((*text, match.string[at : match.end()]))))
