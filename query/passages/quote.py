"""The quote of an answer: of all lines of a passage those few in which a person finds what they asked.

The line that holds most of a question often says nothing else: a label, the name of a row, the first half of a
sentence. What answers stands right of it, where its row meets a column that is asked for, or in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from ledger.facts import Box
from query.answers.answer import Citation, Claim
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.words import tokens
from query.passages import expected, sorts, spelt
from query.passages.belonging import ADDRESS, FILE, HEADED, WHICH_FILE, spoken
from query.passages.block import is_right_above, is_same_row
from query.patterns.pattern import pattern

# Who asks so wants to be told something; but what somebody asked is a question.
_TOLD = pattern(
    r"\A(?!.*\b(?:ask|asks|asked|asking|question|questions|poll|quiz|wonder\w*|want\w* to know)\b)"
    r"\W*(?:(?:and|so|but|from|until|since|by|at) )?(?:how (?:many|much|long)|what time|when|where|who|why)\b",
    re.IGNORECASE,
)
_WHICH = pattern(WHICH_FILE, re.IGNORECASE)
_MOST_LINES = 4
_MOST_CELLS = 2
_LONG_LINE = 30
# Letters of a passage that are soon read.
_FULL_QUOTE = 240
_FULL_LINE = 70
_SAID = pattern(r"(?![ap]m\b)[^\W\d_]{2,}", re.IGNORECASE)
_FEW_WORDS = 3
# The number or bullet of an item of a list, or a date beside it.
_ITEM = pattern(r"^\s*(?:\d+[.)]|\W|[A-Z][a-z]{2} \d{1,2}$)")
_ENDS = ".!?:;"
# In heights of a line: what stands farther off belongs to something else.
_FARTHEST = 12
_UPWARDS = 2


def wants_to_be_told(question: str) -> bool:
    """Say whether a question asks for what no question tells: a place, a time, a number, somebody, a reason."""
    return _TOLD.search(question) is not None


def is_question(line: str) -> bool:
    """Say whether a line asks something itself, and says hardly more: `Did you take it? The yellow one. 6:51 pm`."""
    asked, sign, behind = line.rpartition("?")
    return bool(sign) and len(_SAID.findall(behind)) <= _FEW_WORDS and bool(asked)


def quoted(question: str, claim: Claim) -> str:
    """Return the lines of a claim that answer a question, in quotation marks, the main one first."""
    quote = " · ".join(f"“{' '.join(each.text.split())}”" for each in lines_of(question, claim))
    number = spelt.in_digits(question, quote)
    return f"{quote} ({number})" if number else quote


def at_length(question: str, claim: Claim) -> str:
    """Return the lines of a claim in quotation marks, those first that answer a question: as many as are soon read.

    Where nothing is known to answer, who asked sees it in any of them.
    """
    told = list(lines_of(question, claim))
    left = _FULL_QUOTE - sum(len(each.text) for each in told)
    for line in claim.citations:
        if line.frame == told[0].frame and line not in told and (left := left - len(line.text)) >= 0:
            told.append(line)
    return " · ".join(f"“{' '.join(each.text.split())}”" for each in told)


def lines_of(question: str, claim: Claim) -> Sequence[Citation]:
    """Return the few lines of a claim that answer a question, the main one first."""
    main = claim.citations[0]
    lines = [each for each in claim.citations if each.frame == main.frame]
    told = run_on(main, lines)
    if _WHICH.search(question):
        # The name of a file stands where it can, seldom beside what is in it.
        names = [each for each in lines if FILE.search(each.text)]
        told = told if any(each in names for each in told) else [*names[:1], *told]
    elif not _answers(question, told):
        told += _cell(question, lines) or _nearest(question, told, lines)
    if sorts.of(question) and not any(sorts.tells(question, each, claim) for each in told):
        # Of what was found another line tells it.
        able = [each for each in lines if each not in told and sorts.tells(question, each, claim)]
        told[_MOST_LINES - 1 :] = []
        told += sorted(able, key=lambda each: _apart(main.box, each.box))[:1]
    return told[:_MOST_LINES]


def _answers(question: str, told: Sequence[Citation]) -> bool:
    """Say whether some lines say what is asked for: in its form where it has one, else in words of their own."""
    shows = expected.shown_by(question)
    if expected.expects(question):
        return any(shows(each.text) for each in told)
    return any(_says_more(question, each.text) for each in told)


def _says_more(question: str, line: str) -> bool:
    known = frozenset().union(*map(spoken, tokens(question)))
    if ADDRESS.match(line.strip()) or HEADED.match(line.strip()):
        return False
    if is_question(line) and wants_to_be_told(question):
        return False
    return any(word not in known and word not in ASKING | LOOSE_WORDS for word in tokens(line))


def run_on(main: Citation, lines: Sequence[Citation]) -> list[Citation]:
    """Return a line of some with the one that it goes on in, and the one that it goes on from."""
    told = [main]
    if len(main.text) >= _LONG_LINE and main.text.rstrip()[-1:] not in _ENDS:
        told += [each for each in lines if _is_next(main, each) and _goes_on(main.text, each.text)][:1]
    if main.text[:1].islower():
        told = [each for each in lines if _is_next(each, main) and len(each.text) >= _LONG_LINE][-1:] + told
    return told


def _goes_on(line: str, following: str) -> bool:
    """Say whether a sentence goes on in a line: behind a full one, or in small letters."""
    return following[:1].islower() or (len(line) >= _FULL_LINE and not _ITEM.match(following))


def _is_next(one: Citation, other: Citation) -> bool:
    height = max(8, one.box[3] - one.box[1])
    return is_right_above(one.box, other.box) and abs(one.box[0] - other.box[0]) <= height


def _cell(question: str, lines: Sequence[Citation]) -> list[Citation]:
    """Return what stands where a row and a column meet that both say only what is asked."""
    bare = [each for each in lines if not _says_more(question, each.text)]
    for row, column in product(bare, bare):
        if row.box[1] <= column.box[3]:
            continue
        met = [each for each in lines if is_same_row(each.box, row.box) and _overlaps(each.box, column.box)]
        if met and met[0] not in bare:
            return [each for each in (row, column, met[0]) if each is not lines[0]]
    return []


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2]


def _nearest(question: str, told: Sequence[Citation], lines: Sequence[Citation]) -> list[Citation]:
    """Return the lines nearest to the main one that answer: of its row, or one above or below."""
    main = told[0]
    able = [each for each in lines if each not in told and _answers(question, [each])]
    in_row = [each for each in able if is_same_row(each.box, main.box) and each.box[0] >= main.box[0]]
    if in_row:
        return sorted(in_row, key=lambda each: each.box[0])[:_MOST_CELLS]
    near = [(distance, each) for each in able if (distance := _apart(main.box, each.box)) <= _FARTHEST]
    return [min(near, key=lambda pair: pair[0])[1]] if near else []


def _apart(main: Box, other: Box) -> float:
    """Return how far off a line is, in heights of the main one; what stands above it counts as farther off."""
    height = max(8, main[3] - main[1])
    below = max(0, other[1] - main[3]) / height
    above = _UPWARDS * max(0, main[1] - other[3]) / height
    aside = max(0, other[0] - main[2], main[0] - other[2]) / height
    return below + above + aside / _UPWARDS
