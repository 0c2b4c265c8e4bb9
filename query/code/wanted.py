"""What is asked of code, in the words of people: how code writes them, and which line of it says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from query.language import english
from query.language.words import forms, parts
from query.patterns.pattern import pattern

# What a line binds, to which the lines below it do something: `for f in *.jpg`, `day=$(date)`.
_BOUND = pattern(
    r"\bfor(?:each)?\s*\(?\s*(?:(?:let|const|var|my) )?\$?(?P<each>\w+)"
    r"|^\s*(?:(?:let|const|var|my) )?\$?(?P<name>\w+)\s*:?=(?!=)"
)

# What people say of what code does, and how it is written.
WRITTEN = {
    "absolute": ("abs", "fabs"),
    "add": ("append", "insert", "sum"),
    "archive": ("gzip", "shutil", "tar", "zip", "zipfile"),
    "biggest": ("greatest", "max", "sorted"),
    "chunk": ("block", "buffer"),
    "compress": ("gzip", "tar", "xz", "zip", "zipfile", "zstd"),
    "convert": ("cast", "convert", "ffmpeg", "float", "int", "magick", "str"),
    "copy": ("copyfile", "cp", "rsync", "scp"),
    "count": ("count", "len", "wc"),
    "day": ("days", "mtime"),
    "delete": ("del", "drop", "rm", "rmdir", "unlink"),
    "directory": ("cd", "chdir", "dir", "find", "mkdir", "path"),
    "exclude": ("!=", "<>", "except", "exclude", "ignore", "not"),
    "download": ("curl", "get", "requests", "wget"),
    "fetch": ("curl", "get", "requests", "wget"),
    "folder": ("cd", "chdir", "dir", "find", "mkdir", "path"),
    "log": ("echo", "logger", "print"),
    "message": ("echo", "logger", "print"),
    "largest": ("greatest", "max"),
    "minimum": ("min",),
    "maximum": ("max",),
    "mean": ("avg", "mean"),
    "average": ("avg", "mean"),
    "move": ("mv", "rename"),
    "photo": ("heic", "jpeg", "jpg", "png"),
    "picture": ("heic", "jpeg", "jpg", "png"),
    "print": ("echo", "printf"),
    "put": ("cp", "mkdir", "mv"),
    "raise": ("raise", "throw"),
    "remove": ("del", "drop", "rm", "rmdir", "unlink"),
    "rename": ("mv", "rename"),
    "root": ("brentq", "bisect", "cbrt", "fsolve", "newton", "root", "sqrt"),
    "round": ("ceil", "ceiling", "floor", "round", "trunc"),
    "rounddown": ("floor", "int", "trunc"),
    "roundup": ("ceil", "ceiling"),
    "smallest": ("least", "min"),
    "skip": ("!=", "<>", "continue", "exclude", "ignore", "not"),
    "sort": ("order", "sorted"),
    "sorted": ("order", "sort"),
    "order": ("order", "sort"),
    "throw": ("del", "delete", "rm", "raise"),
    "total": ("sum",),
    "zip": ("gzip", "tar", "zip", "zipfile"),
    "wait": ("sleep", "timeout"),
}
# What code does: where that is asked, it must do so with what else is named.
_DOES = frozenset(
    """
    archive compress convert copy delete download exclude fetch move order print put raise remove rename round rounddown
    roundup skip sort throw wait zip
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# What is done to all that comes before it.
_OF_ALL = frozenset({"order", "sort"})
_NAME = pattern(r"\w+")
_DERIVED = ("th", "ness", "ity", "er", "or", "ment", "al", "ly")
_STEM = 4


class Wanted(msgspec.Struct, frozen=True):
    """What is asked of the code: keywords that must stand there, words of which some must, and whether a number.

    `loose` words name the form of a value: where nothing else is told one of them must stand there.
    """

    keywords: frozenset[str]
    words: tuple[str, ...]
    loose: tuple[str, ...]
    is_number: bool

    def held(self, text: str) -> int:
        """Return how much of it stands in a text; a keyword counts twice."""
        there = parts(text)
        said = sum(stands(word, text) for word in (*self.words, *self.loose))
        return said + 2 * sum(keyword.casefold() in there for keyword in self.keywords)

    def is_in(self, text: str, enough: float) -> bool:
        """Say whether all keywords stand in a text, and enough of the words."""
        there = parts(text)
        if any(keyword.casefold() not in there for keyword in self.keywords):
            return False
        held = [word for word in self.words or self.loose if stands(word, text)]
        # What is no word of English is a name of this code.
        is_named = enough < 1 and any(word in there and not any(map(english.is_common, forms(word))) for word in held)
        said = len(self.words) if is_named else len(held)
        if (self.is_number and self.line_of(text) is None) or not self._does(text):
            return False
        return bool(said or self.keywords) and said >= enough * (len(self.words) - bool(self.keywords))

    def _does(self, text: str) -> bool:
        """Say whether code does what is asked, in a line with another of the words, where any of these stands there."""
        return all(self._doing(word, text.split("\n")) for word in self._deeds())

    def _deeds(self) -> list[str]:
        return [word for word in self.words if any(is_said(word, said) for said in _DOES)]

    def _doing(self, word: str, lines: Sequence[str]) -> list[str]:
        """Return the lines that do something to another of the words, or to what a line with one of them binds."""
        others = [
            each for each in self.words if each not in self._deeds() and any(stands(each, line) for line in lines)
        ]
        to = {
            bound
            for line in lines
            if any(stands(each, line) for each in others)
            for match in _BOUND.finditer(line)
            if (bound := match["each"] or match["name"])
        }
        return [
            line
            for line in lines
            if stands(word, line)
            and (
                not others
                or any(is_said(word, each) for each in _OF_ALL)
                or any(stands(each, line) for each in others)
                or not to.isdisjoint(_NAME.findall(line))
            )
        ]

    def line_of(self, text: str) -> str | None:
        """Return the line that does what is asked or holds most of it: where a number is, one that has a number."""
        lines = [line for line in text.split("\n") if not self.is_number or re.search(r"\d", line)]
        doing = [line for word in self._deeds() for line in self._doing(word, text.split("\n"))]
        best = max(lines, key=lambda line: (line in doing, self.held(line)), default=None)
        return best.strip() if best is not None and (self.held(best) or best in doing) else None


def is_said(word: str, said: str) -> bool:
    """Say whether a word is another one in any form: `copying` is to `copy`."""
    return word in forms(said) or said in forms(word)


def stands(word: str, text: str) -> bool:
    """Say whether a word stands in code as it is written there, be it as a sign: `<>`."""
    written = spellings(word)
    return not written.isdisjoint(parts(text)) or any(each in text for each in written if not each.isalnum())


def spellings(word: str) -> frozenset[str]:
    """Return under which words of code a word of a question may stand: `delete` as `rm`, `warmth` as `warm`."""
    written = (ways for said, ways in WRITTEN.items() if is_said(word, said))
    stems = {word.removesuffix(ending) for ending in _DERIVED if len(word.removesuffix(ending)) >= _STEM}
    return forms(word).union(stems, *written)
