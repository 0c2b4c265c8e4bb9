"""Doings: what a person says they did, found among the commands that they ran.

A table of what people call it and how it is typed; and what a command is called by itself: its second word, as in
`git cherry-pick`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from projections.code import Showing
from query.answer import Answer
from query.inquiry import Inquiry
from query.intent import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.pattern import pattern
from query.words import forms, tokens


class _Doing(msgspec.Struct, frozen=True):
    """What must be said, one word of each group in any form, and the command line that does it."""

    said: tuple[tuple[str, ...], ...]
    typed: re.Pattern[str]


def _doing(typed: str, *said: tuple[str, ...]) -> _Doing:
    return _Doing(said, pattern(typed))


_DOINGS = (
    _doing(r"^git (?:switch -c|checkout -b|branch(?! -)|worktree add -b)\b", ("create", "make", "start"), ("branch",)),
    _doing(r"^git (?:switch|checkout)\b(?! -[cb])", ("switch", "change", "check"), ("branch",)),
    _doing(r"^git (?:branch -[dD]|push .*--delete)\b", ("delete", "remove"), ("branch",)),
    _doing(r"^git (?:commit)\b", ("commit",), ("message", "use", "do", "make", "write")),
    _doing(r"^git stash (?:pop|apply)\b", ("get", "restore", "bring", "apply", "pop", "back"), ("stash",)),
    _doing(r"^git log\b", ("list", "show", "see", "view", "look"), ("commit",)),
    _doing(r"^git (?:pull|fetch)\b", ("pull", "fetch"), ("change", "remote", "upstream")),
    _doing(
        r"^(?:\S+ -m )?(?:pytest|unittest|tox)\b|^(?:npm|yarn|cargo|go|make) (?:run )?test\b",
        ("run", "start", "execute"), ("test",),
    ),
    _doing(r"^git tag\b", ("create", "make", "set"), ("tag",)),
    _doing(r"^git clone\b", ("clone",)),
    _doing(r"^git (?:push)\b", ("push",)),
    _doing(
        r"^(?:pip3?|python3? -m pip|npm|yarn|apt(?:-get)?|brew|cargo|uv) (?:install|add)\b",
        ("install", "add"), ("package", "library", "module"),
    ),
    _doing(r"^(?:git )?rm\b", ("delete", "remove"), ("file", "files", "folder", "directory")),
    _doing(r"^(?:ssh)\b", ("log", "connect", "login"), ("server", "machine", "host")),
    _doing(r"^(?:mkdir)\b", ("create", "make"), ("directory", "folder")),
    _doing(r"^(?:sudo )?chmod \S*(?:\+\w*x|[1357])\b", ("make", "set", "mark"), ("executable", "runnable")),
    _doing(r"^(?:git )?mv\b|^ren(?:ame)?\b", ("rename", "move"), ("file", "folder", "directory", "script")),
    _doing(r"^(?:cp|scp|rsync|copy|xcopy)\b", ("copy",), ("file", "folder", "directory", "script", "backup")),
    _doing(r"^(?:tar \S*x|unzip|gunzip|7z x)\b", ("extract", "unpack", "unzip"), ("archive", "file", "zip", "tarball")),
    _doing(r"^(?:tar \S*c|zip|gzip|7z a)\b", ("compress", "pack", "zip", "archive"), ("file", "folder", "log")),
    _doing(r"^(?:curl|wget)\b", ("download", "fetch"), ("file", "page", "archive", "data")),
    _doing(r"^(?:kill|pkill|killall)\b", ("kill", "stop", "end", "terminate"), ("process", "program", "server", "job")),
    _doing(r"^grep -\w*c|\|\s*wc -l|^wc -l", ("count",), ("line", "lines", "match", "matches", "word")),
    _doing(r"^(?:df|du)\b", ("check", "look", "see", "show"), ("space", "disk", "usage")),
    _doing(r"^(?:docker|podman) run\b", ("start", "run", "launch"), ("container", "image")),
    _doing(r"^(?:docker|podman) (?:compose )?(?:ps|ls)\b", ("list", "show", "see"), ("container", "containers")),
)  # fmt: skip
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
    for doing in _DOINGS:
        if all(any(forms(word) & set(said) for word in group) for group in doing.said):
            rest = [] if is_done else _rest(said, doing)
            did = [each for each in entered if doing.typed.search(each.snippet.text) and _stands_with(each, rest)]
            if did:
                best = max(enumerate(did), key=lambda pair: (_words_held(pair[1], said), pair[0]))[1]
                return telling(inquiry, best, tuple(group[0] for group in doing.said))
    return _by_verb(inquiry, entered, said, telling) if is_done else None


def _rest(said: Sequence[str], doing: _Doing) -> list[str]:
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
