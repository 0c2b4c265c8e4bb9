"""What a pattern cannot do without: bits of text of which at least one stands wherever the pattern matches.

Where none of them stands in a question, its pattern need not be compiled to know that it does not match. They are read
off the pattern's text, which is little work beside compiling it, and err to one side: where there is doubt (an unknown
construct, a pattern that can match without any of its letters) nothing is said to be needed.
"""

from __future__ import annotations

import re

SHORTEST = 2
"""Shorter bits stand in nearly every text."""

_TOKEN = re.compile(
    r"([^\\\[\](){}|*+?.^$]+)"  # 1: letters
    r"|(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$])"  # 2: one of several letters, or none
    r"|(\((?:\?(?:P<\w+>|:|-?i:))?(?!\?))"  # 3: opens what must stand there
    r"|(\(\?(?:[=!]|<[=!]))"  # 4: opens what stands before or behind, or must not
    r"|(\))"  # 5: closes either
    r"|(\|)"  # 6: another branch
    r"|((?:[*?]|\{0?,\d*\})[?+]?)"  # 7: what is before may be absent
    r"|((?:\+|\{[1-9]\d*(?:,\d*)?\})[?+]?)",  # 8: it may be repeated
    re.DOTALL,
)
_LETTERS, _ANY, _OPEN, _ASIDE, _CLOSE, _BRANCH, _ABSENT, _REPEATED = range(1, 9)


class _Part:
    """What is read of the whole, or of what stands in brackets."""

    __slots__ = ("aside", "best", "branches", "last", "worth")

    def __init__(self, *, aside: bool = False) -> None:
        self.aside = aside
        # The bits of the branches before this one, or None where one of them needs none.
        self.branches: tuple[str, ...] | None = ()
        # Of what this branch needs that which tells most, and the length of its shortest bit.
        self.best: tuple[str, ...] = ()
        self.worth = 0
        # What was read last: a quantifier may yet follow it.
        self.last: tuple[str, ...] = ()

    def settle(self) -> None:
        """No quantifier follows what was read last."""
        if self.last and (worth := min(map(len, self.last))) > self.worth:
            self.best, self.worth = self.last, worth

    def end_branch(self) -> None:
        """Note what the branch needs that ends here."""
        self.settle()
        known = self.branches is not None and self.best
        self.branches = (*(self.branches or ()), *self.best) if known else None
        self.best, self.worth, self.last = (), 0, ()

    def needed(self) -> tuple[str, ...]:
        """Return what the whole needs, where nothing comes after."""
        self.end_branch()
        return () if self.aside or self.branches is None else self.branches


def needed(pattern: str) -> tuple[str, ...]:
    """Return bits, in lower case, of which one stands wherever the pattern matches; none where that is not known.

    The pattern is one of `re`, not a verbose one. Of what is asked only ASCII texts may be judged by it: elsewhere
    letters have more than two cases.
    """
    part, place = _Part(), 0
    outer: list[_Part] = []
    before: int | None = None
    for token in _TOKEN.finditer(pattern):
        if token.start() != place:
            return ()
        kind, place = token.lastindex, token.end()
        if kind == _LETTERS:
            part.settle()
            part.last = (token[0].lower(),) if token[0].isascii() else ()
        elif kind == _ABSENT:
            part.last = (part.last[0][:-1],) if before == _LETTERS and part.last else ()
        elif kind in (_OPEN, _ASIDE):
            part.settle()
            outer.append(part)
            part = _Part(aside=kind == _ASIDE)
        elif kind == _BRANCH:
            part.end_branch()
        elif kind == _CLOSE and outer:
            bits, part = part.needed(), outer.pop()
            part.last = bits
        elif kind != _REPEATED:
            part.settle()
            part.last = ()
        before = kind
    bits = part.needed() if place == len(pattern) and not outer else ()
    return bits if bits and min(map(len, bits)) >= SHORTEST else ()
