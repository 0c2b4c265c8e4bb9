"""What a command printed, asked for as what it tells: how full a disk is, what cron runs, what a program said.

All that is told of it must stand with the command: another disk, another machine or another job is not it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from projections.code import Showing
from query.answers.answer import Answer
from query.code import commands
from query.code.written import Fits, Written
from query.inquiries.inquiry import Inquiry
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.talk import is_common
from query.language.words import forms, tokens
from query.patterns.pattern import pattern

_AT = r"^(?:ssh \S+ )?(?:sudo )?"
# How people ask for what a command tells, and the command.
_TABLE = tuple(
    (pattern(asked, re.IGNORECASE), pattern(typed))
    for asked, typed in (
        (r"\bcron ?(?:tab)?(?:['’]s)? (?:entry|entries|jobs?|lines?|schedule)\b", rf"{_AT}crontab\b"),
        (
            r"\bhow full\b|\bhow much (?:(?:disk|free|used) )?(?:space|room)\b|\b(?:disk|free) (?:space|usage)\b",
            rf"{_AT}df\b",
        ),
        (
            r"\b(?:how (?:big|large)|size of|how much (?:disk )?(?:space|room))\b(?=.*\b(?:folder|directory)\b)",
            rf"{_AT}du\b",
        ),
        (r"\bhow long\b(?=.*\b(?:up|running)\b)|\buptime\b", rf"{_AT}uptime\b"),
    )
)
# How it was called, which stands with it.
_WHEN_CALLED = pattern(
    r"\b(?:when|as|after|once) (?:i|we) (?:called|fed|gave|handed|invoked|passed|ran|started|tried|used) (?:it|that)\b",
    re.IGNORECASE,
)
_SAID = pattern(
    r"\bwhat (?:exactly )?did (?P<program>[\w.-]+) "
    r"(?:say|print|answer|reply|report|output|respond|tell (?:me|us)|warn)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What is told of any of these, and how much of it there is, stands with none.
_ANY = frozenset(
    """
    big box computer disc disk drive file files filesystem folder directory full free hard host job laptop left machine
    partition pc program room run runs running server size space system taken tool up usage used volume
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_EXACT = pattern(r"(?<![\w/])[~/][\w./-]*\w|\b[\w-]+\.[a-z]\w{0,4}\b")
_PROGRAM = pattern(r"^(?:sudo )?(?:python3? -m )?(?:\S*/)?(?P<program>[\w.-]+)")
_ELSEWHERE = pattern(r"^(?:sudo )?ssh (?:-\w+ )*(?:\w+@)?(?P<host>[\w.-]+)")
_MOST_LINES = 6


def told(inquiry: Inquiry, plain: str) -> Answer | None:
    """Tell what a command printed, where that is what a question asks for; None where none printed it.

    Args:
        inquiry: what is asked.
        plain: the question, without what is quoted.
    """
    for asked, typed in _TABLE:
        match = asked.search(plain)
        if match is not None:
            rest = _telling(plain.replace(match[0], " "))
            ran = _ran(inquiry, partial(_is_so, typed))
            if (answer := _last(inquiry, ran, plain, rest)) is not None:
                return answer
    match = _SAID.search(plain)
    if match is None:
        return None
    name = match["program"].casefold()
    rest = _telling(_WHEN_CALLED.sub(" ", match["rest"]))
    ran = _ran(inquiry, partial(_is_of, name)) if rest else []
    return _last(inquiry, ran, match["rest"], rest)


def _telling(text: str) -> list[str]:
    """Return the words that tell which of several is meant."""
    beside = ASKING | LOOSE_WORDS | VALUE_WORDS | _ANY
    return [token for token in tokens(text) if token not in beside and not is_common(token)]


def _ran(inquiry: Inquiry, fits: Fits) -> list[Showing]:
    return [each for each in commands.entered(inquiry, fits) if fits(each.snippet)]


def _is_so(typed: re.Pattern[str], each: Written) -> bool:
    return typed.search(each.text) is not None


def _is_of(name: str, each: Written) -> bool:
    """Say whether a program so called was run: who says `python` runs `python3`."""
    match = _PROGRAM.match(each.text)
    called = match["program"].casefold() if match else ""
    return name in (called, called.rstrip("0123456789."))


def _last(inquiry: Inquiry, ran: Sequence[Showing], plain: str, rest: Sequence[str]) -> Answer | None:
    """Tell the last of some commands that has all words of a question, and each name as it is; None where none has."""
    names = _EXACT.findall(plain)
    ran = [each for each in ran if _is_here(each, plain)]
    fit = [each for each in ran if each.snippet.output.strip() and _has_all(each, names, rest)]
    if not fit:
        return None
    lines = fit[-1].snippet.output.strip("\n").split("\n")
    holding = [line for line in lines if any(set(tokens(line)) & forms(word) for word in rest)]
    error = commands.error_of(fit[-1].snippet)
    shown = lines if len(lines) <= _MOST_LINES else [error] if error else holding[:1] or lines[:1]
    return commands.told(inquiry, fit[-1], tuple(rest), printed="\n".join(shown))


def _is_here(showing: Showing, plain: str) -> bool:
    """Say whether a command ran on the machine that is meant: what ran on another one is told with its name."""
    match = _ELSEWHERE.match(showing.snippet.text)
    return match is None or not set(tokens(match["host"])).isdisjoint(tokens(plain))


def _has_all(showing: Showing, names: Sequence[str], rest: Sequence[str]) -> bool:
    snippet = showing.snippet
    there = f"{snippet.text}\n{snippet.output}\n{snippet.title}"
    said = set(tokens(there))
    return all(name in there for name in names) and all(said & forms(word) for word in rest)
