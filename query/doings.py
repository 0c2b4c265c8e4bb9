"""Doings: what a person says they did, found among the commands that they ran.

By what people call it and how that is typed (`query.typed`); and by what a command is called by itself: its second
word, as in `git cherry-pick`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from projections.code import Showing
from query.answer import Answer
from query.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.inquiry import Inquiry
from query.pattern import pattern
from query.typed import Doing, told_by
from query.words import forms, tokens

_PROGRAM = pattern(r"^(?:sudo\s+)?(?P<program>[\w./-]+)\s+(?P<verb>[a-z][a-z-]{2,})\b")

_BEFORE = frozenset({"to", "i", "we"})
_DONE_BY = frozenset({"i", "we", "command", "commands", "cmd"})

Telling = Callable[[Inquiry, Showing, Sequence[str]], Answer]


def command_for(inquiry: Inquiry, entered: Sequence[Showing], plain: str, telling: Telling) -> Answer | None:
    """Return the last command that did what a question says; None where none did.

    Where nobody is said to have done it (`commit message from 7 May`), all else that is said must stand with it.
    """
    said = tokens(plain)
    is_done = bool(_DONE_BY & set(said))
    for doing in told_by(plain.casefold()):
        rest = [] if is_done else _rest(said, doing)
        did = [each for each in entered if doing.is_done_by(each.snippet.text) and _stands_with(each, rest)]
        if did:
            best = max(enumerate(did), key=lambda pair: (_words_held(pair[1], said), pair[0]))[1]
            return telling(inquiry, best, tuple(group[0] for group in doing.said))
    return _by_verb(inquiry, entered, said, telling) if is_done else None


def _rest(said: Sequence[str], doing: Doing) -> list[str]:
    """Return what a question says beside the words for what was done."""
    named = frozenset().union(*(forms(word) for group in doing.said for word in group))
    return [word for word in said if word not in named | ASKING | LOOSE_WORDS | VALUE_WORDS]


def _stands_with(showing: Showing, words: Sequence[str]) -> bool:
    snippet = showing.snippet
    there = set(tokens(f"{snippet.text} {snippet.output} {snippet.title}"))
    return all(there & forms(word) for word in words)


def _by_verb(inquiry: Inquiry, entered: Sequence[Showing], said: Sequence[str], telling: Telling) -> Answer | None:
    """Return the last command whose second word is the last verb of the question: `did I try to cherry-pick`."""
    best: tuple[tuple[int, int], Showing] | None = None
    for each in entered:
        match = _PROGRAM.match(each.snippet.text)
        verb = tokens(match["verb"]) if match else ()
        # One plain word may be any noun: what has two parts, or stands where a verb does, is meant.
        at = next((n for n in range(len(said) - len(verb), -1, -1) if _is_said(verb, said[n : n + len(verb)])), None)
        if (
            verb
            and at is not None
            and (len(verb) > 1 or said[max(at - 1, 0)] in _BEFORE)
            and (best is None or (at, _words_held(each, said)) >= best[0])
        ):
            best = ((at, _words_held(each, said)), each)
    return telling(inquiry, best[1], ()) if best is not None else None


def _is_said(verb: Sequence[str], words: Sequence[str]) -> bool:
    return all(word in forms(part) for part, word in zip(verb, words, strict=True))


def _words_held(showing: Showing, said: Sequence[str]) -> int:
    """Return how many words of a question a command has: of several that do the same, it tells which is meant."""
    typed = set(tokens(showing.snippet.text))
    return sum(bool(typed & forms(word)) for word in set(said) - ASKING)
