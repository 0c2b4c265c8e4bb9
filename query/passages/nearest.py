"""Nearest: whether what stands nearest to a question is its answer after all: one line tells, in the form that is asked
for, of most of what the question names.

Only for questions whose answer has a form of its own that hardly anything else has: a name, a deadline, who has a
thing, a measure. What else is nearest is for the person to judge.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from query.answers.answer import Citation, Claim
from query.language.talk import is_common, is_deed
from query.language.words import folded
from query.passages import measures, sorts
from query.passages.expected import shown_by
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.passages.quote import run_on
from query.patterns.pattern import pattern

_FEWEST = 2
_MOST_OF_IT = 0.5
_EACH = r"(?:(?:a|per|each|every) (?:day|hour|month|night|week|year)|at most|daily|maximum)"
_MEASURED = pattern(
    "|".join(
        (
            *(f"(?:{asked})" for asked, _ in measures.ROWS),
            rf"\bhow many\b[^.?!]{{1,60}}\b{_EACH}\b",
            r"\bhow (?:deep|heavy|tall|thick)\b|\bhow much\b.*\bweigh",
        )
    )
)


def told(question: str, rest: str, claim: Claim, read: Sequence[Term], standing: Sequence[bool]) -> list[Claim]:
    """Return of a claim the lines that tell by themselves what is asked for, each as a claim.

    Args:
        question: the whole of it.
        rest: the question without its words of time.
        claim: what stands nearest.
        read: the terms of the question.
        standing: for each of them whether it stands anywhere.
    """
    measured = _MEASURED.search(folded(question)) is not None
    if not measured and not sorts.of(question):
        return []
    solid = [(term, there) for term, there in zip(read, standing, strict=True) if term.kind not in WEAK]
    if any(not there and not _is_carrying(term) for term, there in solid):
        return []
    named = [term for term, there in solid if there]
    shows = shown_by(rest)
    return [
        _of_lines(claim, run_on(line, claim.citations))
        for line in claim.citations
        if (shows(line.text) if measured else sorts.tells(question, line, claim)) and _is_of_it(line, claim, named)
    ]


def _of_lines(claim: Claim, lines: Sequence[Citation]) -> Claim:
    return replace(claim, citations=tuple(lines), text="\n".join(line.text for line in lines))


def _is_carrying(term: Term) -> bool:
    """Say whether a word that stands nowhere is one of those by which anything is asked."""
    word = folded(term.text)
    return not term.phrase and (is_common(word) or is_deed(word) or word.endswith("ing"))


def _is_of_it(line: Citation, claim: Claim, named: Sequence[Term]) -> bool:
    """Say whether a line, with the title over it, has most of what a question names, and all names.

    A thing that is not told of there must at least stand nearby.
    """
    text = f"{line.text}\n{line.title}"
    held = [term for term in named if holds(term, text)]
    lacking = [term for term in named if term not in held]
    if any(term.kind == ESSENTIAL or not (_is_carrying(term) or holds(term, claim.text)) for term in lacking):
        return False
    in_line = [term for term in held if holds(term, line.text)]
    return len(held) >= _FEWEST and bool(in_line) and len(held) > _MOST_OF_IT * len(named)
