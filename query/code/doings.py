"""Doings: what a person says they did, found among the commands that they ran.

By what people call it and how that is typed (`query.language.typed`); and by what a command is called by itself: its
second word, as in `git cherry-pick`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from functools import cache, partial
from itertools import pairwise

from projections.code import Showing
from query.answers.answer import Answer
from query.code.written import Fits, Written
from query.inquiries.inquiry import Inquiry
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.doing import Doing
from query.language.talk import names_something
from query.language.typed import told_by
from query.language.words import forms, tokens
from query.passages import intent
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_PROGRAM = pattern(r"^(?:sudo\s+)?(?P<program>[\w./-]+)\s+(?P<verb>[a-z][a-z-]{2,})(?=\s|$)")

# `expiry.db`, `2.6.1`, `sqlite3`: what names one thing must stand there as it is.
_EXACT = pattern(
    r"(?<![\w./-])[\w./-]*\w{2}\.[a-z][a-z0-9]{0,4}(?![\w.]\w)|\d+(?:\.\d+)+|\b[a-z]{2,}\d+\b", re.IGNORECASE
)
# `ERROR`, `FATAL`: what is searched for as it is.
_CAPITALS = pattern(r"\b[A-Z]{5,}\b")
# Where anything is typed, what most of it is done to, and when: it tells no command from another.
_ANYTHING = frozenset().union(
    """
    branch commit computer console desktop directory file folder git laptop liner machine notebook output pc program
    project prompt release repo repository result same script shell terminal tomorrow tool way
    """.split(),  # noqa: SIM905 - a paragraph of words reads better than a column of strings
    MONTHS,
    WEEKDAYS,
)

# What it was done for stands with other commands: `what did I stop to get at the port`.
_PURPOSE = pattern(
    r"\b(?:did|had|have) (?:i|we) (?:had |have )?(?:to )?[a-z]+\b[^.;?!]*?"
    r"\b(?:in order to|so (?:that|i|we)|before (?:i|we) could|"
    r"to (?:be able|free|get (?:at|to|into|past)|let|make|reach))\b",
    re.IGNORECASE,
)
_BEFORE = frozenset({"to", "i", "we"})
_DONE_BY = frozenset({"i", "we", "command", "commands", "cmd"})

Entered = Callable[[Inquiry, Fits], Sequence[Showing]]
Telling = Callable[[Inquiry, Showing, Sequence[str]], Answer]


def command_for(inquiry: Inquiry, entered: Entered, plain: str, telling: Telling) -> Answer | None:
    """Return the last command that did what a question says; None where none did.

    Where nobody is said to have done it (`commit message from 7 May`), all else that is said must stand with it;
    else what it was done to, where that is named: who restarted a database did not restart the printer.
    """
    said = tokens(plain)
    is_done = bool(_DONE_BY & set(said))
    # As it was asked, too: `putting aside` is what tells the doing, and may stand nowhere.
    for doing in told_by(f"{plain} {intent.unquoted(inquiry.asked.question)}".casefold()):
        rest = _rest(
            said, frozenset().union(*(forms(word) for group in (*doing.said, doing.besides) for word in group))
        )

        def may(each: Written, doing: Doing = doing, rest: Sequence[str] = rest) -> bool:
            return doing.is_done_by(each.text) or (is_done and _is_done_to(each, plain, rest))

        ran = entered(inquiry, may)
        did = [each for each in ran if doing.is_done_by(each.snippet.text)]
        fit = [
            each
            for each in did
            if (_is_done_to(each.snippet, plain, rest) if is_done else _stands_with(each.snippet, rest))
        ]
        did = fit or (_of_one(doing, ran, plain, rest) if did and is_done else [])
        if not did and is_done and (not doing.names or _PURPOSE.search(plain)):
            did = _beside_its_name(doing, ran, plain, rest)
        if did:
            best = max(enumerate(did), key=lambda pair: (_words_held(pair[1], said), pair[0]))[1]
            return telling(inquiry, best, tuple(group[0] for group in doing.said))
    return _by_verb(inquiry, entered, plain, telling) if is_done else None


def _rest(said: Sequence[str], named: Set[str]) -> list[str]:
    """Return what a question says beside the words for what was done."""
    return [word for word in said if word not in named | ASKING | LOOSE_WORDS | VALUE_WORDS]


def _stands_with(snippet: Written, words: Sequence[str]) -> bool:
    there = set(tokens(_all_of(snippet)))
    # Who says `sqlite` runs `sqlite3`.
    there |= {token.rstrip("0123456789") for token in there}
    return all(there & forms(word) for word in words)


def _all_of(snippet: Written) -> str:
    """Return a command with what it printed, the title that it was typed under, and the prompt."""
    return f"{snippet.text} {snippet.output} {snippet.title} {snippet.prompt}"


def _is_done_to(snippet: Written, plain: str, rest: Sequence[str]) -> bool:
    """Say whether each file that a question names stands with a command, and one thing that it names, if it names any.

    Two words may be written as one: `the dew point branch`, `dewpoint-bracket`.
    """
    things = {word for word in rest if word.isalpha() and names_something(word) and _ANYTHING.isdisjoint(forms(word))}
    compounds = [one + other for one, other in pairwise(tokens(plain)) if not things.isdisjoint((one, other))]
    there = _all_of(snippet).casefold()
    names = [name[0].casefold() for exact in (_EXACT, _CAPITALS) for name in exact.finditer(plain)]
    return all(name in there for name in names) and (
        not things or any(_stands_with(snippet, [thing]) for thing in (*things, *compounds))
    )


def _of_one(doing: Doing, entered: Sequence[Showing], plain: str, rest: Sequence[str]) -> list[Showing]:
    """Return the commands that did it to what stands with one before them that begins alike: what was put aside."""
    found: list[Showing] = []
    named: list[str] = []
    starts: dict[str, bool] = {}
    for each in entered:
        text = each.snippet.text
        if not doing.is_done_by(text):
            if _is_done_to(each.snippet, plain, rest):
                named.append(text)
                starts.clear()
        elif (start := _PROGRAM.match(text)) is not None:
            if start[0] not in starts:
                starts[start[0]] = any(before.startswith(start[0]) for before in named)
            found += [each] if starts[start[0]] else []
    return found


def _beside_its_name(doing: Doing, entered: Sequence[Showing], plain: str, rest: Sequence[str]) -> list[Showing]:
    """Return the commands that did it in a window in which what it was done to is named by another command."""
    named = {(each.last_frame, each.snippet.title) for each in entered if _is_done_to(each.snippet, plain, rest)}
    return [
        each
        for each in entered
        if doing.is_done_by(each.snippet.text) and (each.last_frame, each.snippet.title) in named
    ]


def _by_verb(inquiry: Inquiry, entered: Entered, plain: str, telling: Telling) -> Answer | None:
    """Return the last command whose second word is the last verb of the question: `did I try to cherry-pick`."""
    said = tokens(plain)
    best: tuple[tuple[int, int], Showing] | None = None
    place_of = cache(partial(_last_said, said))

    def is_said(each: Written) -> bool:
        verb = _verb_of(each)
        return bool(verb) and place_of(verb) is not None

    for each in entered(inquiry, is_said):
        verb = _verb_of(each.snippet)
        # One plain word may be any noun: what has two parts, or stands where a verb does, is meant.
        at = place_of(verb)
        if (
            verb
            and at is not None
            and (len(verb) > 1 or said[max(at - 1, 0)] in _BEFORE)
            and (best is None or (at, _words_held(each, said)) >= best[0])
            and (len(verb) > 1 or _is_done_to(each.snippet, plain, _rest(said, frozenset().union(*map(forms, verb)))))
        ):
            best = ((at, _words_held(each, said)), each)
    return telling(inquiry, best[1], ()) if best is not None else None


def _verb_of(snippet: Written) -> tuple[str, ...]:
    match = _PROGRAM.match(snippet.text)
    return tokens(match["verb"]) if match else ()


def _last_said(said: Sequence[str], verb: tuple[str, ...]) -> int | None:
    """Return where a question last says the words of a verb, in any of their forms."""
    parts = [forms(part) for part in verb]
    starts = range(len(said) - len(parts), -1, -1)
    return next((at for at in starts if all(said[at + n] in part for n, part in enumerate(parts))), None)


def _words_held(showing: Showing, said: Sequence[str]) -> int:
    """Return how many words of a question a command has: of several that do the same, it tells which is meant."""
    typed = set(tokens(showing.snippet.text))
    return sum(bool(typed & forms(word)) for word in set(said) - ASKING)
