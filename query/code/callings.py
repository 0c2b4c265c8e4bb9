"""Commands that words of a question call: by the program, what it was told to do, or what people call what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from projections.code import Showing
from query.code import commands
from query.code.snippet_claims import ANY_MACHINE, as_said, stands
from query.code.written import Written
from query.inquiries.inquiry import Inquiry
from query.language.words import forms
from query.passages.intent import ORDINARY, Term

# What people call what such a program does.
_CALLED = {
    "build": ("cargo", "cmake", "gradle", "make", "mvn", "npm", "tsc"),
    "compiler": ("cargo", "clang", "g", "gcc", "ghc", "go", "javac", "rustc", "tsc"),
    "copy": ("cp", "rsync", "scp", "robocopy", "xcopy"),
    "database": ("duckdb", "mysql", "psql", "sqlite", "sqlite3", "sqlcmd"),
    "delete": ("del", "rm", "rmdir"),
    "download": ("curl", "wget"),
    "fetch": ("curl", "fetch", "wget"),
    "install": ("apt", "brew", "cargo", "dnf", "npm", "pip"),
    "login": ("ssh",),
    "migration": ("migrate",),
    "move": ("mv",),
    "package": ("apt", "brew", "dnf", "npm", "pip"),
    "print": ("lp", "lpr"),
    "printing": ("lp", "lpr"),
    "printer": ("lp", "lpr", "lpstat"),
    "query": ("duckdb", "mysql", "psql", "select", "sqlite3"),
    "restart": ("restart", "systemctl"),
    "service": ("systemctl", "service"),
    "test": ("pytest", "test", "tests", "unittest"),
    "upload": ("rsync", "scp", "sftp"),
}
# Whose third version has a name of its own.
_WITH_NUMBER = frozenset({"pip", "python", "sqlite"})
# What a database is asked.
_ASKED = frozenset({"sql"})


class Meant(msgspec.Struct, frozen=True):
    """A command that may be meant: how many of the words call it, and how many stand in all that is known of it."""

    showing: Showing
    called: int
    held: int


def terms_of(inquiry: Inquiry, words: Iterable[str]) -> tuple[Term, ...]:
    """Return words with what else they may be called by; `the machine` calls none."""
    wanted = [word for word in dict.fromkeys(words) if word not in ANY_MACHINE]
    # What is said as two words may be written as one: `GPSPosition`.
    joined = {one + other: (one, other) for one, other in pairwise(wanted)}
    said = [
        Term(word, ORDINARY, forms=_forms(word).union(whole for whole, pair in joined.items() if word in pair))
        for word in wanted
    ]
    return as_said(inquiry.db, said)


def meant(inquiry: Inquiry, terms: Sequence[Term]) -> list[Meant]:
    """Return the commands of the asked time that one of some terms calls, in the order in which they were run."""
    if not terms:
        return []
    ran = commands.entered(inquiry, lambda each: bool(_called(each, terms)))
    return [each for showing in ran if (each := _meant(showing, terms)).called]


def _forms(word: str) -> frozenset[str]:
    called = next((names for name, names in _CALLED.items() if word in forms(name)), ())
    return forms(word).union(called, (f"{word}3",) if word in _WITH_NUMBER else ())


def _called(snippet: Written, terms: Sequence[Term]) -> int:
    """Return how many of some terms call a command."""
    # What is typed at the prompt of a program names it nowhere: its window does.
    calling = f"{snippet.text}\n{snippet.title}" if snippet.language in _ASKED else snippet.text
    return sum(stands(term, calling) for term in terms)


def _meant(showing: Showing, terms: Sequence[Term]) -> Meant:
    snippet = showing.snippet
    there = f"{snippet.text}\n{snippet.title}\n{snippet.output}\n{snippet.error}"
    return Meant(showing, _called(snippet, terms), sum(stands(term, there) for term in terms))
