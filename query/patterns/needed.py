"""What a pattern cannot do without: bits of text that stand wherever it matches.

Where they do not stand in a question, its pattern need not be compiled to know that it does not match. They are read
off its text and err to one side: where there is doubt (an unknown construct, a part that matches nearly anything)
nothing is said to be needed.

Pattern and text are compared as they are *flat*: letters in lower case, every digit `0`, a space for all that stands
between words and one at both ends. Only ASCII texts are judged, for elsewhere letters have more than two cases.

What is needed of a text is a list: of each of its members one must stand there, and each of those is a bit or such a
list again. `tools/needed.py` writes down what all patterns of the room need, for reading it off takes time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

import msgspec

from query.patterns.flat import Needs, image

# So many strings are told one by one; of more the parts are.
_MOST = 16
_MOST_SIGNS = 8
# Where a word begins or ends, or the text does.
_EDGE = "\0"
_ALIKE = "\u0131\u0130\u017f\u212a"
"""The only letters beyond ASCII that may be taken for one of ASCII where case does not count."""
_ENDS = re.compile(r"^\0+(?=\w)|(?<=\w)\0+$")
_AT_EDGE = re.compile(r"\(\?(?:<!\\w|!\\w|<!\\S|!\\S|=\\s|<=\\s)\)")
_OPENS = re.compile(r"\((?:\?(?:P<\w+>|>|[aimsu]*(?:-[ims]+)?:))?(?!\?)")
_LOOKS = re.compile(r"\(\?<?(?P<how>[=!])")
_REPEATS = re.compile(r"(?:(?P<sign>[*?+])|\{(?P<least>\d*)(?P<to>,?)(?P<most>\d*)\})[?+]?")


class _Unknown(Exception):
    """The pattern holds what is not read here."""


class _Known(msgspec.Struct, frozen=True):
    """What is known of a part of a pattern: all that it can match, flat, where that is little; and what it needs."""

    exact: frozenset[str] | None
    needs: Needs = ()

    def needed(self) -> Needs:
        """Return what it needs where nothing is known of what stands beside it."""
        return self.needs if self.exact is None else (*self.needs, *_any(map(_settled, self.exact)))


_NOTHING = _Known(frozenset({""}))
_ANYTHING = _Known(None)
_BETWEEN = _Known(frozenset({" "}))
_ESCAPED = {
    **dict.fromkeys("bAZ", _Known(frozenset({_EDGE}))),
    **dict.fromkeys("sWntrfv", _BETWEEN),
    **dict.fromkeys("wSD", _ANYTHING),
    "B": _NOTHING,
    "d": _Known(frozenset({"0"})),
}


def needed(pattern: str) -> Needs:
    """Return what stands wherever a pattern of `re`, not a verbose one, matches; nothing where that is not known."""
    reader = _Reader(pattern)
    try:
        known = reader.alternatives()
        return _ordered(known.needed()) if reader.at == len(pattern) else ()
    except (_Unknown, IndexError):
        return ()


def cue(patterns: Iterable[str]) -> Needs:
    """Return what stands in each text out of whose parts one can be put together that one of some patterns matches."""
    each = [*map(needed, patterns)]
    return _scattered(each[0] if len(each) == 1 else _any(each))


def _scattered(needs: Needs) -> Needs:
    return _ordered(tuple(each for bits in needs for each in _any(map(_taken_apart, bits))))


def _taken_apart(bit: str | Needs) -> str | Needs:
    if not isinstance(bit, str):
        return _scattered(bit)
    words = bit.split()
    if len(words) == 1:
        return bit
    first = words[0] if bit[0] != " " else f" {words[0]}"
    last = words[-1] if bit[-1] != " " else f"{words[-1]} "
    return ((f"{first} ",), *((f" {word} ",) for word in words[1:-1]), (f" {last}",))


class _Reader:
    """Reads the text of a pattern, part by part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def alternatives(self) -> _Known:
        branches = [self._branch()]
        while self.text.startswith("|", self.at):
            self.at += 1
            branches.append(self._branch())
        return branches[0] if len(branches) == 1 else _either(branches)

    def _branch(self) -> _Known:
        parts: list[_Known] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts += self._repeated(self._atom())
        return _joined(parts)

    def _took(self, form: re.Pattern[str]) -> re.Match[str] | None:
        if match := form.match(self.text, self.at):
            self.at = match.end()
        return match

    def _atom(self) -> _Known:
        sign = self.text[self.at]
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        self.at += 1
        if sign == "\\":
            return self._escaped()
        if sign in "*+?{":
            raise _Unknown
        if sign in "^$":
            return _ESCAPED["b"]
        return _ANYTHING if sign == "." else _signs(sign)

    def _escaped(self) -> _Known:
        sign = self.text[self.at]
        self.at += 1
        if sign in _ESCAPED:
            return _ESCAPED[sign]
        if sign.isascii() and sign.isalnum():
            raise _Unknown
        return _signs(sign)

    def _group(self) -> _Known:
        if self._took(_AT_EDGE):
            return _ESCAPED["b"]
        look = self._took(_LOOKS)
        if look is None and self._took(_OPENS) is None:
            raise _Unknown
        inner = self.alternatives()
        if self.text[self.at] != ")":
            raise _Unknown
        self.at += 1
        if look is None:
            return inner
        return _Known(_NOTHING.exact, inner.needed()) if look["how"] == "=" else _NOTHING

    def _class(self) -> _Known:
        self.at += 1
        is_other = self.text[self.at] == "^"
        self.at += is_other
        begun, known = self.at, []
        while self.text[self.at] != "]" or self.at == begun:
            known.append(self._member())
        self.at += 1
        signs = frozenset[str]().union(*(each.exact or () for each in known))
        if is_other or len(signs) > _MOST_SIGNS or any(each.exact is None for each in known):
            return _ANYTHING
        return _Known(signs)

    def _member(self) -> _Known:
        first = self.text[self.at]
        self.at += 1
        if first == "\\":
            if (escaped := self.text[self.at]) in _ESCAPED:
                self.at += 1
                return _BETWEEN if escaped == "b" else _ESCAPED[escaped]
            if (first := escaped).isascii() and first.isalnum():
                raise _Unknown
            self.at += 1
        if self.text[self.at] != "-" or self.text[self.at + 1] == "]":
            return _signs(first)
        last = self.text[self.at + 1]
        self.at += 2
        if last in "\\[":
            raise _Unknown
        return _signs(map(chr, range(ord(first), ord(last) + 1)))

    def _repeated(self, known: _Known) -> tuple[_Known, ...]:
        match = self._took(_REPEATS)
        if match is None:
            return (known,)
        if match["sign"]:
            least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}[match["sign"]]
        else:
            least = int(match["least"] or 0)
            most = (int(match["most"]) if match["most"] else None) if match["to"] else least
        return _times(known, least, most)


def _signs(signs: Iterable[str]) -> _Known:
    """Return what is known of one of some signs: of those beyond ASCII, that they stand in no text that is judged."""
    held = set(signs)
    if not held.isdisjoint(_ALIKE):
        return _ANYTHING
    return _Known(frozenset(image(sign) for sign in held if sign.isascii()))


def _times(known: _Known, least: int, most: int | None) -> tuple[_Known, ...]:
    """Return what is known of a part that is repeated, as parts that follow each other."""
    if known.exact is not None and (most == 1 or known.exact <= {"", " "}):
        # Of spaces between words one is told.
        return (_Known(known.exact | {""}) if least == 0 else known,)
    if known.exact is not None and most is not None and 0 < len(known.exact) ** max(most, 1) <= _MOST:
        runs = (map("".join, product(known.exact, repeat=times)) for times in range(least, most + 1))
        return (_Known(frozenset[str]().union(*runs)),)
    if not least:
        return (_ANYTHING,)
    # It stands behind what is before, and before what is behind: that may be one and the same.
    return (known, _ANYTHING, known)


def _joined(parts: Iterable[_Known]) -> _Known:
    """Return what is known of parts that follow each other."""
    exact, is_whole = frozenset({""}), True
    needs: list[tuple[str | Needs, ...]] = []
    for part in parts:
        needs += part.needs
        if part.exact is not None and len(exact) * len(part.exact) <= _MOST:
            exact = frozenset(map("".join, product(exact, part.exact)))
        else:
            needs += _Known(exact).needed()
            is_whole = False
            exact = part.exact if part.exact is not None else frozenset({""})
    return _Known(exact, tuple(needs)) if is_whole else _Known(None, (*needs, *_Known(exact).needed()))


def _either(branches: Iterable[_Known]) -> _Known:
    """Return what is known of branches of which one matches."""
    exact: set[str] = set()
    needs: list[str | Needs] = []
    is_whole = True
    for branch in branches:
        if branch.exact is not None:
            exact |= branch.exact
        else:
            is_whole = False
            needs += branch.needs[0] if len(branch.needs) == 1 else [branch.needs]
    if is_whole and len(exact) <= _MOST:
        return _Known(frozenset(exact))
    return _Known(None, _any([*map(_settled, exact), *needs]))


def _settled(string: str) -> str:
    """Return a string as it stands in a flat text: a space for an edge, where a word begins or ends there."""
    return re.sub(" +", " ", _ENDS.sub(" ", string).replace(_EDGE, ""))


def _any(bits: Iterable[str | Needs]) -> Needs:
    """Return the need that one of some bits stands in a text; none where one of them stands in any."""
    several = set(bits)
    if any(not each if isinstance(each, tuple) else len(each) < 2 and each != "0" for each in several):
        return ()
    strings = {each for each in several if isinstance(each, str)}
    # Where a longer one stands, so does one that it holds.
    few = sorted(each for each in strings if not any(other in each for other in strings - {each}))
    return ((*few, *sorted((each for each in several if not isinstance(each, str)), key=repr)),)


def _ordered(needs: Needs) -> Needs:
    """Return what is needed without what follows from the rest, what tells most at first."""
    kept: list[tuple[str | Needs, ...]] = []
    for each in sorted(set(needs), key=lambda bits: (-_worth(bits), len(bits), repr(bits))):
        if not any(_implies(other, each) for other in kept):
            kept.append(each)
    return tuple(kept)


def _worth(bits: tuple[str | Needs, ...]) -> int:
    return min((len(bit) if isinstance(bit, str) else max(map(_worth, bit)) for bit in bits), default=99)


def _implies(bits: tuple[str | Needs, ...], others: tuple[str | Needs, ...]) -> bool:
    """Say whether, where one of some bits stands, one of others does."""
    said = [each for each in others if isinstance(each, str)]
    return all(isinstance(each, str) and any(other in each for other in said) for each in bits)
