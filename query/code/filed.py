"""What stands in a file, or a function, that a question names: `which columns does the JOIN in orders.sql use`.

It is told by the code itself, as it was last, or at first; never by a command or a line that mentions its name. The
line that holds most of the words is quoted before the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from projections.code import Showing
from query.answers.answer import Answer
from query.code import written
from query.code.parts import GENERIC
from query.code.snippet_claims import ANY_MACHINE, claim_of, seen
from query.code.wanted import WRITTEN, Wanted, is_said, spellings
from query.code.written import Written
from query.inquiries.cite import Witness
from query.inquiries.inquiry import Inquiry, concluded
from query.language import complaints
from query.language.asking import ASKING, FORMS_OF_VALUES, LOOSE_WORDS, VALUE_WORDS
from query.language.sorts import PROSE
from query.language.talk import is_common
from query.language.words import folded, forms, parts, tokens
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
    r"wrote|came (?:out|back)|according to|find|found|could(?:n['’]t)?|before|previous(?:ly)?|and (?:what|which)|"
    r"look(?:s|ed)? like|whole|full|entire|show me|typed?|took|take|versions|change[ds]?|work(?:ed|ing)? on|"
    r"how (?:many|long) (?:lines?|times|is|was|did i|has|have)|how often did)\b|\bdid (?:i|we)\b|"
    r"\bdid\b.*\b(?:return|print|give|say|tell|report|write)\b",
    re.IGNORECASE,
)
FIRST = pattern(
    r"\b(?:originally|initially|at first|at the start|at the beginning|in the beginning|to begin with|to start with|"
    r"back then|started out|start out|first (?:\w+ ){0,2}?(?:version|draft|try|attempt|function|query|script)|"
    r"(?:original|initial|earliest|first) (?:[\w.-]+ )?(?:version|draft|function|query|script)|original)\b",
    re.IGNORECASE,
)
"""The state that a thing had at first is asked for."""
_LAST = pattern(r"\b(?:last|latest|newest|current|final) (?:\w+ ){0,2}?\s*\0")
# Its code alone has it: no line that has its name, as in a list of files, is one of its own.
_LINE_OF = pattern(
    r"\b(?:which|what) (?:was the |is the )?(?:lines?|statement)\b|\0\W+(?:\w+ )?lines?\b", re.IGNORECASE
)
_ROUNDED = pattern(r"\bround(?:s|ed|ing)?(?P<what>(?: (?!up\b|down\b)[\w'-]+){0,3}) (?P<way>up|down)\b", re.IGNORECASE)
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
_PART = pattern(
    rf"\b(?P<part>(?!(?:final|first|last|the|my|our|shell|sql|that|this)\b)[a-z]{{3,}}) {_KIND}\b", re.IGNORECASE
)
_PIECE = pattern(r"\b(?:which|what) (?:function|method|line|statement|call|operator)\b", re.IGNORECASE)
_CAPITALS = pattern(r"\b[A-Z]{2,}\b")
_FILE = pattern(r"(?<![\w.])[\w-]+\.[a-z]{1,5}\b(?!\()")
_WORD = pattern(r"[A-Za-z][\w]*")
_ENOUGH, _MOST, _NEARLY = 0.33, 0.51, 0.6


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
    rest = _ROUNDED.sub(lambda match: f" round{match['way']}{match['what']}", _FILE.sub(" ", rest))
    wanted = _wanted(rest)
    if not (wanted.words or wanted.keywords or wanted.loose):
        return None
    is_first = (
        FIRST.search(plain) is not None or re.search(r"\b(?:first|original) (?:\w+ ){0,2}\s*\0", rest) is not None
    )
    is_told = _FINAL.search(plain) is not None or _LAST.search(rest) is not None or is_first
    does = re.search(r"\b(?:does|did|do)\W+(?:the |my |our )?(?:\w+ ){0,2}\s*\0", rest) is not None
    # What came of it when it ran has words of it, too: `the night flow of the pool in leaks.sql`.
    is_of_line = _LINE_OF.search(rest) is not None
    enough = _ENOUGH if is_told or wanted.keywords else _MOST if does or is_of_line else 1.0
    fit = [showing for showing, _ in named if wanted.is_in(showing.snippet.text, enough)]
    if fit:
        return _told(inquiry, _chosen(fit, wanted, is_first=is_first), wanted, is_first=is_first)
    if is_of_line or (does and not is_told and not any(_has_any(showing, rest) for showing, _ in named)):
        # A line that has its name tells nothing of what it does.
        return concluded(inquiry, inquiry.ground(_PROCESSORS), (), "Not found.", searched=wanted.words)
    return None


def _has_any(showing: Showing, rest: str) -> bool:
    """Say whether any word of a question stands in code, but those that only ask."""
    there = parts(showing.snippet.text)
    return any(not spellings(word).isdisjoint(there) for word in map(folded, _WORD.findall(rest)) if word not in ASKING)


def _named(inquiry: Inquiry, plain: str) -> list[tuple[Showing, re.Match[str]]]:
    """Return the blocks of code in files, or functions, that a question names, and how it does: functions alone."""
    # Many blocks are of one file, or define one function.
    symbol, file = cache(partial(_names_symbol, plain)), cache(partial(_names_file, plain))
    return (
        _called(inquiry, lambda each: symbol(each.symbol))
        or _called(inquiry, lambda each: file(each.name))
        or _named_in_part(inquiry, plain)
    )


def _called(inquiry: Inquiry, called: Callable[[Written], re.Match[str] | None]) -> list[tuple[Showing, re.Match[str]]]:
    def fits(each: Written) -> bool:
        return each.where == "editor" and each.language not in PROSE and called(each) is not None

    found = [
        each for each in written.showings(inquiry.anytime(), "block", fits) if inquiry.scope.admits(each.last_frame)
    ]
    return [(each, match) for each in found if (match := called(each.snippet)) is not None]


def _named_in_part(inquiry: Inquiry, plain: str) -> list[tuple[Showing, re.Match[str]]]:
    """Return the code of the one file of whose name a part is said: `the backup script`, of `backup-home.sh`."""
    match = _PART.search(plain)
    if match is None:
        return []
    said = forms(match["part"])
    held = _called(inquiry, lambda each: None if said.isdisjoint(tokens(each.name.rpartition(".")[0])) else match)
    return held if len({each.snippet.name for each, _ in held}) == 1 else []


def _names_symbol(plain: str, symbol: str) -> re.Match[str] | None:
    if not symbol or symbol.casefold() not in plain.casefold():
        return None
    name = re.escape(symbol)
    if "_" in symbol or re.search(r"[a-z][A-Z]", symbol):
        return re.search(rf"(?<![\w.]){name}(?:\(\w*\))?(?![\w.]\w)", plain, re.IGNORECASE)
    called = re.search(rf"(?<![\w.]){name}(?:\(\w*\)| {_KIND}\b)", plain, re.IGNORECASE)
    # `Which function gives the sum in tally?`
    return called or (re.search(rf"(?<=\bin ){name}(?=\W*$)", plain) if _PIECE.search(plain) else None)


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


def _wanted(rest: str) -> Wanted:
    """Return what a question asks of code, from its words beside the name of that."""
    keywords = frozenset(_CAPITALS.findall(rest)) & _KEYWORDS
    kinds = frozenset({"file", "function", "method", "procedure", "query", "routine", "script"})
    none = kinds | ASKING | LOOSE_WORDS | VALUE_WORDS | FORMS_OF_VALUES | ANY_MACHINE | GENERIC
    words, loose = [], []
    for word in dict.fromkeys(_WORD.findall(FIRST.sub(" ", rest))):
        plain = folded(word)
        is_known = any(is_said(plain, said) for said in WRITTEN)
        if word not in keywords and (
            is_known or not ({plain, plain.removesuffix("s")} & none or is_common(plain) or len(plain) < 2)
        ):
            words.append(plain)
        elif plain in VALUE_WORDS:
            loose.append(plain)
    return Wanted(keywords, tuple(words), tuple(loose), _NUMBER.search(rest) is not None)


def _chosen(fit: Sequence[Showing], wanted: Wanted, *, is_first: bool) -> Showing:
    """Return the block that has most of what is asked, as it was last; or the first one that has nearly as much."""
    most = max(wanted.held(each.snippet.text) for each in fit)
    if is_first:
        enough = [each for each in fit if wanted.held(each.snippet.text) >= _NEARLY * most]
        return min(enough, key=lambda each: (each.first_us, each.snippet.box[1]))
    return max(
        (each for each in fit if wanted.held(each.snippet.text) == most), key=lambda each: (each.last_us, each.first_us)
    )


def _told(inquiry: Inquiry, chosen: Showing, wanted: Wanted, *, is_first: bool) -> Answer:
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
