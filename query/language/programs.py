"""What common programs do, in the words of their users: the rows of `programs.txt`, whose head says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from query.language.words import forms
from query.patterns.pattern import pattern

_TABLE = Path(__file__).with_name("programs.txt")
_PARTS = pattern(r"\s*(?:&&|;|\|\|)\s*")


class Program(msgspec.Struct, frozen=True):
    """What is typed to do something: the verbs that say so, and `besides` what is said of much else, too."""

    verbs: frozenset[str]
    besides: frozenset[str]
    typed: re.Pattern[str]
    names: bool
    """Whether the command names what it is done to."""

    def is_typed(self, command: str) -> bool:
        """Say whether a command line does it, in one of its parts."""
        low = command.lower()
        return any(self.typed.search(part) for part in (low, *_PARTS.split(low)))

    def said_in(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of some words that say so, or may."""
        return frozenset(word for word in words if not (self.verbs | self.besides).isdisjoint(forms(word)))

    def is_meant_by(self, word: str) -> bool:
        """Say whether a word says so, and nothing else."""
        return not self.verbs.isdisjoint(forms(word))


def _read() -> tuple[Program, ...]:
    rows = []
    for line in _TABLE.read_text("ascii").splitlines():
        if line and not line.startswith("#"):
            said, _, typed = line.partition(" | ")
            words = said.removeprefix("! ").split()
            rows.append(
                Program(
                    frozenset(word for word in words if not word.startswith("~")),
                    frozenset(word.removeprefix("~") for word in words if word.startswith("~")),
                    pattern(typed),
                    not said.startswith("! "),
                )
            )
    return tuple(rows)


PROGRAMS = _read()
"""The rows, in their order."""
