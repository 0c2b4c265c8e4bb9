"""What stands in a file, or a function, that a question names: `which columns does the JOIN in orders.sql use`.

It is told by the code itself, as it was last, or at first; never by a command or a line that mentions its name. The
line that holds most of the words is quoted before the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

import msgspec

from projections.code import Showing
from query.answers.answer import Answer
from query.code import written
from query.code.parts import GENERIC
from query.code.snippet_claims import ANY_MACHINE, claim_of, seen
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import complaints, english
from query.language.asking import ASKING, FORMS_OF_VALUES, LOOSE_WORDS, VALUE_WORDS
from query.language.sorts import PROSE
from query.language.talk import is_common
from query.language.words import folded, forms, parts
from query.passages import intent
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_PROCESSORS = ("code",)
_ASKS = pattern(
    r"\b(?:which|what|where do(?:es)?|how (?:many|much|long|often|big|large|high|low|far))\b", re.IGNORECASE
)
_NUMBER = pattern(r"\bhow (?:many|much|long|often|big|large|high|low|far)\b", re.IGNORECASE)
_KIND = r"(?:script|file|query|code|sql|function|method|routine|procedure|class|module|program)"
# Who did it and when, how it ran and what came of it, where it lies and how it looked is told elsewhere.
_ELSEWHERE = pattern(
    rf"\b(?:{complaints.SAID})\b|"
    r"\b(?:who|whom|whose|when|why|(?-i:where)(?! do(?:es)?\b(?! i\b))|"
    r"errors?|exceptions?|traceback|fail\w*|crash\w*|wrong|refus\w+|"
    r"reject\w+|commands?|run|ran|running|runs|executed?|output|results?|prints|printed|returned|commit\w*|branch|push\w*|"
    r"windows?|tabs?|editor|seconds|in front|open|opened|path|colou?rs?|buttons?|click\w*|called|named|language|"
    r"wrote|came (?:out|back)|find|found|could(?:n['’]t)?|before|previous(?:ly)?|and (?:what|which)|"
    r"look(?:s|ed)? like|whole|full|entire|show me|typed?|took|take|versions|change[ds]?|work(?:ed|ing)? on|"
    r"how (?:many|long) (?:lines?|times|is|was|did i|has|have)|how often did)\b|\bdid (?:i|we)\b|"
    r"\bdid\b.*\b(?:return|print|give|say|tell|report|write)\b",
    re.IGNORECASE,
)
_FIRST = pattern(
    r"\b(?:originally|initially|at first|at the start|at the beginning|in the beginning|to begin with|to start with|"
    r"back then|started out|start out|first (?:\w+ ){0,2}?(?:version|draft|try|attempt|function|query|script)|"
    r"(?:original|initial|earliest|first) (?:[\w.-]+ )?(?:version|draft|function|query|script)|original)\b",
    re.IGNORECASE,
)
# As a whole it is told as well.
_FINAL = pattern(r"\b(?:final(?:ly)?|in the end|at the end|last version|version)\b", re.IGNORECASE)
# `JOIN` as a word of the language must stand there; what else is written so may be any short name.
_KEYWORDS = frozenset(
    """
    AND AS BETWEEN BY CASE CAST DISTINCT ELIF ELSE EXCEPT EXISTS FOR FROM GROUP HAVING IF IN INSERT INTERSECT INTO IS
    JOIN LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OVER PARTITION RETURN RETURNING RIGHT SELECT SET UNION UPDATE USING
    VALUES WHERE WHILE WINDOW WITH
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_CAPITALS = pattern(r"\b[A-Z]{2,}\b")
_FILE = pattern(r"(?<![\w.])[\w-]+\.[a-z]{1,5}\b(?!\()")
_WORD = pattern(r"[A-Za-z][\w]*")
# What people say of what code does, and how it is written.
_WRITTEN = {
    "add": ("append", "insert"),
    "chunk": ("block", "buffer"),
    "copy": ("copyfile", "cp", "rsync", "scp"),
    "day": ("days", "mtime"),
    "delete": ("del", "drop", "rm", "rmdir", "unlink"),
    "directory": ("cd", "chdir", "dir", "find", "mkdir", "path"),
    "exclude": ("!=", "<>", "except", "exclude", "ignore", "not"),
    "fetch": ("curl", "get", "requests", "wget"),
    "folder": ("cd", "chdir", "dir", "find", "mkdir", "path"),
    "log": ("echo", "logger", "print"),
    "message": ("echo", "logger", "print"),
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
    "round": ("round",),
    "skip": ("!=", "<>", "continue", "exclude", "ignore", "not"),
    "sort": ("order", "sorted"),
    "sorted": ("order", "sort"),
    "order": ("order", "sort"),
    "throw": ("del", "delete", "rm", "raise"),
    "total": ("sum",),
    "wait": ("sleep", "timeout"),
}
# What code does: where that is asked, it must do so with what else is named.
_DOES = frozenset(
    """
    copy delete exclude fetch move order print put raise remove skip sort throw wait
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_DERIVED = ("th", "ness", "ity", "er", "or", "ment", "al", "ly")
_STEM = 4
_ENOUGH, _MOST, _NEARLY = 0.33, 0.51, 0.6


class _Wanted(msgspec.Struct, frozen=True):
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
        said = sum(_stands(word, text) for word in (*self.words, *self.loose))
        return said + 2 * sum(keyword.casefold() in there for keyword in self.keywords)

    def is_in(self, text: str, enough: float) -> bool:
        """Say whether all keywords stand in a text, and enough of the words."""
        there = parts(text)
        if any(keyword.casefold() not in there for keyword in self.keywords):
            return False
        held = [word for word in self.words or self.loose if _stands(word, text)]
        # What is no word of English is a name of this code.
        is_named = enough < 1 and any(word in there and not any(map(english.is_common, forms(word))) for word in held)
        said = len(self.words) if is_named else len(held)
        if (self.is_number and self.line_of(text) is None) or not self._does(text):
            return False
        return bool(said or self.keywords) and said >= enough * (len(self.words) - bool(self.keywords))

    def _does(self, text: str) -> bool:
        """Say whether code does what is asked, in a line with another of the words, where any of these stands there."""
        doing = [word for word in self.words if any(word in forms(said) for said in _DOES)]
        others = [word for word in self.words if word not in doing and _stands(word, text)]
        lines = text.split("\n")
        return all(
            any(_stands(word, line) and (not others or any(_stands(each, line) for each in others)) for line in lines)
            for word in doing
        )

    def line_of(self, text: str) -> str | None:
        """Return the line that holds most of it: where a number is asked for, one that has a number."""
        lines = [line.strip() for line in text.split("\n") if not self.is_number or re.search(r"\d", line)]
        best = max(lines, key=self.held, default=None)
        return best if best is not None and self.held(best) else None


@cued(_ASKS)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the code that is named where it has what is asked of it; None where none is named, or others may know."""
    plain = " ".join(intent.unquoted(inquiry.asked.plain).split())
    if not _ASKS.search(plain) or _ELSEWHERE.search(plain):
        return None
    named = _named(inquiry, plain)
    if not named:
        return None
    rest = plain
    for name in {match[0] for _, match in named}:
        rest = re.sub(rf"\b{re.escape(name)}", " \0 ", rest)
    rest = _FILE.sub(" ", rest)
    wanted = _wanted(rest)
    if not (wanted.words or wanted.keywords or wanted.loose):
        return None
    is_first = (
        _FIRST.search(plain) is not None or re.search(r"\b(?:first|original) (?:\w+ ){0,2}\s*\0", rest) is not None
    )
    is_told = _FINAL.search(plain) is not None or is_first
    does = re.search(r"\b(?:does|did|do)\W+(?:the |my |our )?(?:\w+ ){0,2}\s*\0", rest) is not None
    # What came of it when it ran has words of it, too: `the night flow of the pool in leaks.sql`.
    enough = _ENOUGH if is_told or wanted.keywords else _MOST if does else 1.0
    fit = [showing for showing, _ in named if wanted.is_in(showing.snippet.text, enough)]
    if fit:
        return _told(inquiry, _chosen(fit, wanted, is_first=is_first), wanted, is_first=is_first)
    if does and not is_told and not any(_has_any(showing, rest) for showing, _ in named):
        # A line that has its name tells nothing of what it does.
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=wanted.words)
    return None


def _has_any(showing: Showing, rest: str) -> bool:
    """Say whether any word of a question stands in code, but those that only ask."""
    there = parts(showing.snippet.text)
    return any(
        not _spellings(word).isdisjoint(there) for word in map(folded, _WORD.findall(rest)) if word not in ASKING
    )


def _named(inquiry: Inquiry, plain: str) -> list[tuple[Showing, re.Match[str]]]:
    """Return the blocks of code in files, or functions, that a question names, and how it does: functions alone."""
    # Many blocks are of one file, or define one function.
    symbol, file = cache(partial(_names_symbol, plain)), cache(partial(_names_file, plain))
    return _called(inquiry, lambda each: symbol(each.symbol)) or _called(inquiry, lambda each: file(each.name))


def _called(inquiry: Inquiry, called: Callable[[Written], re.Match[str] | None]) -> list[tuple[Showing, re.Match[str]]]:
    def fits(each: Written) -> bool:
        return each.where == "editor" and each.language not in PROSE and called(each) is not None

    found = [
        each for each in written.showings(inquiry.anytime(), "block", fits) if inquiry.scope.admits(each.last_frame)
    ]
    return [(each, match) for each in found if (match := called(each.snippet)) is not None]


def _names_symbol(plain: str, symbol: str) -> re.Match[str] | None:
    if not symbol or symbol.casefold() not in plain.casefold():
        return None
    name = re.escape(symbol)
    if "_" in symbol or re.search(r"[a-z][A-Z]", symbol):
        return re.search(rf"(?<![\w.]){name}(?:\(\w*\))?(?![\w.]\w)", plain, re.IGNORECASE)
    return re.search(rf"(?<![\w.]){name}(?:\(\w*\)| {_KIND}\b)", plain, re.IGNORECASE)


def _names_file(plain: str, name: str) -> re.Match[str] | None:
    # Most files are not named: that shows at their first word.
    if not name or re.split(r"[-_.]", name.lstrip("-_."), maxsplit=1)[0].casefold() not in plain.casefold():
        return None
    if (match := re.search(rf"(?<![\w.-]){re.escape(name)}(?!\w)", plain, re.IGNORECASE)) is not None:
        return match
    stem = name.rpartition(".")[0] or name
    called = re.escape(stem).replace("\\-", "[ -]").replace("_", "[ _-]")
    alone = "" if re.search(r"[-_]", stem) else rf" (?:\w+ )?{_KIND}\b"
    return re.search(rf"(?<![\w.-]){called}(?![\w.-]\w){alone}", plain, re.IGNORECASE)


def _wanted(rest: str) -> _Wanted:
    """Return what a question asks of code, from its words beside the name of that."""
    keywords = frozenset(_CAPITALS.findall(rest)) & _KEYWORDS
    none = ASKING | LOOSE_WORDS | VALUE_WORDS | FORMS_OF_VALUES | ANY_MACHINE | GENERIC
    words, loose = [], []
    for word in dict.fromkeys(_WORD.findall(_FIRST.sub(" ", rest))):
        plain = folded(word)
        is_known = any(plain in forms(said) for said in _WRITTEN)
        if word not in keywords and (
            is_known or not ({plain, plain.removesuffix("s")} & none or is_common(plain) or len(plain) < 2)
        ):
            words.append(plain)
        elif plain in VALUE_WORDS:
            loose.append(plain)
    return _Wanted(keywords, tuple(words), tuple(loose), _NUMBER.search(rest) is not None)


def _stands(word: str, text: str) -> bool:
    """Say whether a word stands in code as it is written there, be it as a sign: `<>`."""
    written = _spellings(word)
    return not written.isdisjoint(parts(text)) or any(each in text for each in written if not each.isalnum())


def _spellings(word: str) -> frozenset[str]:
    """Return under which words of code a word of a question may stand: `delete` as `rm`, `warmth` as `warm`."""
    written = (ways for said, ways in _WRITTEN.items() if word in forms(said))
    stems = {word.removesuffix(ending) for ending in _DERIVED if len(word.removesuffix(ending)) >= _STEM}
    return forms(word).union(stems, *written)


def _chosen(fit: Sequence[Showing], wanted: _Wanted, *, is_first: bool) -> Showing:
    """Return the block that has most of what is asked, as it was last; or the first one that has nearly as much."""
    most = max(wanted.held(each.snippet.text) for each in fit)
    if is_first:
        enough = [each for each in fit if wanted.held(each.snippet.text) >= _NEARLY * most]
        return min(enough, key=lambda each: (each.first_us, each.snippet.box[1]))
    return max(
        (each for each in fit if wanted.held(each.snippet.text) == most), key=lambda each: (each.last_us, each.first_us)
    )


def _told(inquiry: Inquiry, chosen: Showing, wanted: _Wanted, *, is_first: bool) -> Answer:
    claim = claim_of(inquiry, Witness(inquiry.views), chosen)
    ground = inquiry.ground(_PROCESSORS)
    searched = (*sorted(wanted.keywords), *wanted.words)
    if claim is None:
        return concluded(inquiry, ground, (), "", searched=searched, dropped=1)
    line = wanted.line_of(claim.text)
    quote = f"“{line}”, in" if line is not None and "\n" in claim.text else "In"
    when = "as it was first, " if is_first else ""
    summary = f"{quote} {chosen.snippet.name}, {when}{seen(inquiry, claim)}:\n{claim.text}"
    return concluded(inquiry, ground, (claim,), summary, searched=searched)
