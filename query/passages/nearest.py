"""Nearest: whether what stands nearest to a question is its answer after all: one line tells, in the form that is asked
for, of most of what the question names.

Only for questions whose answer has a form of its own that hardly anything else has: a name, a deadline, who has a
thing, a measure. What else is nearest is for the person to judge.
"""

from __future__ import annotations

from collections.abc import Sequence

from query.answers.answer import Citation, Claim
from query.language.talk import is_common, is_deed
from query.language.words import folded
from query.passages import measures, sorts
from query.passages.expected import shown_by
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.passages.match import holds
from query.passages.quote import lines_of
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


def tells(question: str, rest: str, claim: Claim, read: Sequence[Term], standing: Sequence[bool]) -> bool:
    """Say whether a claim answers by a line of its own.

    Args:
        question: the whole of it.
        rest: the question without its words of time.
        claim: what stands nearest.
        read: the terms of the question.
        standing: for each of them whether it stands anywhere.
    """
    measured = _MEASURED.search(folded(question)) is not None
    if not measured and not sorts.of(question):
        return False
    solid = [(term, there) for term, there in zip(read, standing, strict=True) if term.kind not in WEAK]
    if any(not there and not _is_carrying(term) for term, there in solid):
        return False
    named = [term for term, there in solid if there]
    shows = shown_by(rest)
    return any(
        (shows(line.text) if measured else sorts.tells(question, line, claim)) and _is_of_it(line, named)
        for line in lines_of(question, claim)
    )


def _is_carrying(term: Term) -> bool:
    """Say whether a word that stands nowhere is one of those by which anything is asked."""
    word = folded(term.text)
    return not term.phrase and (is_common(word) or is_deed(word) or word.endswith("ing"))


def _is_of_it(line: Citation, named: Sequence[Term]) -> bool:
    """Say whether a line, with the title over it, has most of what a question names, and all names."""
    text = f"{line.text}\n{line.title}"
    held = [term for term in named if holds(term, text)]
    if any(term.kind == ESSENTIAL and term not in held for term in named):
        return False
    in_line = [term for term in held if holds(term, line.text)]
    return len(held) >= _FEWEST and bool(in_line) and len(held) > _MOST_OF_IT * len(named)
