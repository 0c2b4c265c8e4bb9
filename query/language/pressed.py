"""What people press a button for, and what stands on such a button: a table of plain English, of any program.

`The button to turn the invitation down`, where it says `Decline`. It is asked only where something is to be pressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from query.language.words import forms, tokens
from query.patterns.pattern import pattern

PRESSED = pattern(r"\b(?:click(?:s|ed|ing)?|press(?:ed|ing)?|push(?:ed|ing)?|buttons?|tap(?:ped)?)\b", re.IGNORECASE)
"""What says that something is, or was, to be pressed."""

_OBJECT = r"(?:the|an?|my|our)\s+[\w-]+(?:\s+[\w-]+)?|(?-i:[A-Z])[\w-]*"
_IT = rf"(?:(?:it|this|that|them|{_OBJECT})\s+)?"
_WHO = r"(?:(?:some|any)(?:one|body)|another|others?|a colleague)(?:\s+else)?"
_TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (rf"turn(?:ing)?\s+{_IT}down|say(?:ing)?\s+no|refus(?:e|ing)", ("decline", "reject", "refuse", "deny")),
    (r"say(?:ing)?\s+yes|tak(?:e|ing)\s+part|agree(?:ing)?", ("accept", "join", "agree", "approve")),
    (
        rf"(?:giv|hand|pass)(?:e|ing)?\s+{_IT}(?:on\s+|over\s+)?to\s+{_WHO}|let(?:ting)?\s+{_WHO}\s+do",
        ("reassign", "assign", "transfer", "delegate"),
    ),
    (
        rf"(?:put|set|lay)(?:ting|ing)?\s+{_IT}aside|(?:buy|do)(?:ing)?\s+{_IT}(?:some\s+other|another)\s+time",
        ("save for later", "keep for later", "later", "park", "snooze"),
    ),
    (
        r"(?:standard|default|original|factory|initial)\s+(?:settings?|values?|state)|as\s+(?:it|they)\s+came",
        ("restore defaults", "reset", "defaults", "use defaults"),
    ),
    (rf"throw(?:ing)?\s+{_IT}away|get(?:ting)?\s+rid\s+of", ("discard", "delete", "remove", "trash")),
    (rf"empty(?:ing)?\s+{_IT}|wip(?:e|ing)\s+{_IT}|start(?:ing)?\s+over", ("clear", "clear form", "reset")),
    (
        (
            rf"(?:hand(?:s|ed|ing)?|sen(?:ds?|t|ding))\s+(?:{_IT}(?:in|off)|(?:in|off)\s+(?:{_OBJECT}))|"
            rf"(?:i|we)\s+(?:sent|submitted)\s+(?:{_OBJECT})"
        ),
        ("submit", "send"),
    ),
    (rf"tak(?:e|ing)\s+{_IT}back", ("withdraw", "revoke", "recall", "undo")),
    (r"pay(?:ing)?|check(?:ing)?\s+out", ("place order", "pay", "checkout", "check out", "buy")),
)
_ROWS = tuple((pattern(rf"\b(?:{said})\b", re.IGNORECASE), labels) for said, labels in _TABLE)
# What is answered may be told in a popup, over the button: all else is what the window is called by.
_ANSWERING = frozenset({"decline", "accept"})
# `Submit for approval`: what follows tells what for.
_WHAT_FOR = frozenset({"for", "here", "now", "to"})
_DONE_TO = pattern(_OBJECT, re.IGNORECASE)
_PARTICLE = pattern(r"\s(?:aside|away|back|down|in|off|on|over)\s*$", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "my", "our", "the", "this"})


# Words of what it is done to may stand between those of a label.
_BETWEEN = 1


class Meant(NamedTuple):
    """What may stand on a button that is asked for by what it does.

    `rest` is what the question says beside it. Where it is `by_deed`, of one of the table, each window may have such a
    button: the one is meant that is of what is told; where that may be an invitation, of one in a popup, too.
    """

    label: str
    role: str
    rest: str
    by_deed: bool = False
    answers: bool = False


def meant(asked: str, question: str, known: Sequence[tuple[str, str]]) -> Iterator[Meant]:
    """Yield what may stand on a button that is asked for by what it does.

    Args:
        asked: the question as it was asked: what tells the deed may stand nowhere.
        question: what is left of it without its words of time.
        known: labels that were seen, with the role of each.
    """
    if not PRESSED.search(question):
        return
    buttons = [(label, role) for label, role in known if role == "Button"]
    for said, labels in _ROWS:
        match = said.search(asked)
        if match is not None:
            # What it is done to must stand there.
            done_to = _DONE_TO.search(_PARTICLE.sub("", match[0]))
            deed = {*tokens(match[0])} - {*tokens(done_to[0] if done_to else "")}
            rest = " ".join(token for token in tokens(question) if token not in deed)
            begin = [tokens(label) for label in labels]
            answers = not _ANSWERING.isdisjoint(labels)
            yield from (
                Meant(label, role, rest, by_deed=True, answers=answers)
                for label, role in buttons
                if any(_is_one(label, each, rest) for each in begin)
            )
    # `Where do I click to print the label`, `the button that prints the label`: what stands on it, whatever its form.
    plain = [token for token in tokens(question) if token not in _ARTICLES]
    for label, role in known:
        run = [token for token in tokens(label) if token not in _ARTICLES]
        size = len(run)
        for at in range(len(plain) - size + 1) if size > 1 else ():
            words = _in_turn(run, plain[at : at + size + _BETWEEN])
            if words:
                yield Meant(label, role, " ".join(token for token in tokens(question) if token not in words))


def _in_turn(run: Sequence[str], said: Sequence[str]) -> list[str]:
    """Return the words of a question that say a label: its own in turn, with little between; nothing where they do not.

    `Lodging the water return` is done with `Lodge return`.
    """
    found: list[str] = []
    for word in said:
        token = run[len(found)]
        if word == token or word in forms(token) or token in forms(word):
            found.append(word)
            if len(found) == len(run):
                return found
        elif not found:
            return []
    return []


def _is_one(label: str, begin: Sequence[str], rest: str) -> bool:
    """Say whether a label is what the table has, and nothing but what it is done to, or what for, follows."""
    said, size = tokens(label), len(begin)
    behind = said[size:]
    return tuple(said[:size]) == tuple(begin) and (
        not behind or behind[0] in _WHAT_FOR or set(behind) <= set(tokens(rest))
    )
