"""Purposes: what a question says that was done by typing, told by its verbs, and what it was done to.

`What did I type to count the warnings`: counting, the warnings. Where a verb says what only some programs do
(`query/language/programs.txt`), no other command is meant.
"""

from __future__ import annotations

import re

import msgspec

from query.language.asking import ASKING
from query.language.programs import PROGRAMS, Program
from query.language.words import tokens
from query.patterns.pattern import pattern

_ME = r"(?:i|we)"
_DEED = pattern(
    rf"\b(?:{_ME}|{_ME} \w+ly|{_ME} (?:then|just|first|last|had|have|finally)) (?P<did>[a-z-]+)\b|"
    r"\b(?:to|that|and) (?P<to>[a-z-]+)\b|\bfor (?P<ing>[a-z]+ing)\b|\bwas (?P<was>[a-z]+ed)\b",
    re.IGNORECASE,
)
# What it is done to: `count the warnings in the log`.
_DONE_TO = (
    r"(?: of| up| down| out)?(?: (?:the|my|our|all|a|an|that|this|those|these))* "
    r"(?P<what>(?:(?!(?:of|in|on|to|for|from|with|by|at|as|into|onto|off|and|so|that|which|i|we|it|them)\b)"
    r"[\w.-]+ ?){1,4})"
)
_COUNTED = frozenset("two three four five six seven eight nine ten first second third few".split())  # noqa: SIM905
# What is done by a verb that does nothing by itself: `get rid of`, `put aside`.
_ASIDE = ("rid", "aside")


class Purpose(msgspec.Struct, frozen=True):
    """What was done: the verbs, the rows of programs that are meant by them, and the words for what it was done to."""

    deeds: tuple[str, ...]
    meant: tuple[Program, ...]
    targets: frozenset[str]

    def may_be_of(self, command: str) -> bool:
        """Say whether a command line does it, or may: where no verb says what only some programs do, any may."""
        return not self.meant or any(row.is_typed(command) for row in self.meant)


def of(question: str) -> Purpose:
    """Return the purpose that a question tells."""
    said = frozenset(tokens(question))
    deeds = [word for match in _DEED.finditer(question) if (word := match[match.lastgroup or 0].casefold()) in said]
    deeds += [word for word in _ASIDE if word in said]
    doing = {deed for deed in deeds if any(row.is_meant_by(deed) for row in PROGRAMS)}
    # What is also said of another program may be done by it, too: readings are pulled into a database.
    meant = tuple(row for row in PROGRAMS if row.said_in(doing))
    behind = (re.search(rf"\b{re.escape(deed)}{_DONE_TO}", question, re.IGNORECASE) for deed in doing)
    targets = frozenset(word for match in behind if match is not None for word in tokens(match["what"]))
    return Purpose(tuple(deeds), meant, targets - ASKING - _COUNTED)
