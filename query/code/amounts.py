"""How many of something a program counted: `how many rows did the loader report`, `how many tests were skipped`.

The number must stand beside what is counted, or beside what was done with it, in a line that a command printed; or be
all that a command printed that does nothing but count. Whatever else is said must stand with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from query.answers.answer import Answer
from query.code import commands, written
from query.code.snippet_claims import ANY_MACHINE, LANGUAGES, stands, texts
from query.code.written import Written
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.sorts import PROSE
from query.language.words import forms, parts, tokens
from query.passages.intent import ORDINARY, Term
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_VERB = (
    "are|came|come|did|do|does|failed|fell|got|had|has|have|is|made|passed|ran|there|wasn|was|went|were|weren|could|can|"
    "didn|that|which|with|without|in|on|of|at|for|from|to|by|and|or"
)
_ASKED = pattern(
    rf"\bhow many (?:(?:of )?(?:the|my|our) )?(?P<said>(?:(?!(?:{_VERB})\b)[a-z][\w-]*\s+){{0,3}}?)"
    rf"(?P<noun>(?!(?:{_VERB})\b)[a-z][\w-]*)\b(?=\W*$|[\s,]+(?:{_VERB})\b|\s+[a-z]+ed\b)",
    re.IGNORECASE,
)
# How often something was, what somebody did, and what is told elsewhere, no program counted.
_ELSEWHERE = pattern(
    r"\bhow many (?:times|seconds|minutes|hours|versions|different)\b|\b(?:did|do|have|had) (?:i|we)\b(?! get\b)|"
    r"\b(?:who|whom|whose|mails?|messages?|tickets?|page|form|invoice|bill|chat|quote|calendar|appointments?|meetings?|"
    r"windows?|tabs?|sites?|called|left|average|total|"
    r"(?:the|my|our|this|that|in) (?:\w+ )?(?:sheet|table|list|column))\b",
    re.IGNORECASE,
)
# How it came to run says nothing of what was counted: `when I ran it by hand`.
_BESIDES = pattern(
    r"\b(?:when|as|after) (?:i|we) (?:\w+ )?(?:ran|started|called|tried|executed) (?:it|that|this)\b[^,;?]*",
    re.IGNORECASE,
)
_ORDER = pattern(r"\b(?:after|before|since|once|until)\b", re.IGNORECASE)
# What one says of any program that tells a number.
_TELLING = frozenset(
    """
    all altogether any back came claim claimed come comes command console count counted counting counts done end
    fell find finish finished first found gave give itself job last list listed night no none not nothing output
    print printed program query ran report reported result return returned returns run say says script shell state
    stated tell terminal told tool total went were
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_COUNTS = pattern(
    r"\|\s*wc\b(?: -\w+)*\s*$|^wc -l\b|\bgrep -\w*c\b|\|\s*measure(?:-object)?\b|\.count\b", re.IGNORECASE
)
_BARE = pattern(r"^\s*(?P<number>\d+)(?:\s+\S+)?\s*$")
# What is counted where a list is.
_LISTED = (
    (
        pattern(r"^\s*(?:ls|find|fd|dir|get-childitem)\b", re.IGNORECASE),
        frozenset("document file folder image item photo photograph picture shot song thing video".split()),  # noqa: SIM905
    ),
    (pattern(r"^\s*git (?:log|rev-list)\b"), frozenset({"change", "commit", "revision"})),
    (pattern(r"^\s*git (?:diff|status)\b.*--(?:short|name-only)"), frozenset({"change", "file"})),
    (pattern(r"^\s*(?:cat|wc -l|grep|sed|head|tail)\b"), frozenset({"hit", "line", "match", "row"})),
)
# What a query gives back is counted as rows.
_ROWS = frozenset("entries entry hit hits line lines record records result results row rows".split())  # noqa: SIM905
# One file of several that are counted.
_EACH = pattern(r"^\s*\d+\s+(?P<file>\S+)\s*$")
_PARTS = pattern(r"\s*(?:&&|;)\s*")
_NUMBER = r"(?<![\w.,:-])\d[\d,]*(?![\w:]|[.,-]\d)"
_FIRST = pattern(r"\b(?:first|initially|originally)\b", re.IGNORECASE)


class _Amount(msgspec.Struct, frozen=True):
    """The line of what a command printed that has the number, and how sure that is what is asked for."""

    line: str
    sure: int


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the command that counted what is asked for, with the line that has the number; None where none did."""
    question = _BESIDES.sub("", " ".join(inquiry.asked.plain.split()))
    match = _ASKED.search(question)
    if match is None or _ELSEWHERE.search(question):
        return None
    noun = match["noun"].casefold()
    rest = f"{question[: match.start()]} {match['said']} {question[match.end() :]}"
    # A language or a machine is where it ran; what a program is told to do, and how it says so, stands nowhere.
    said = [word for word in screens.naming(rest) if word not in _TELLING | ANY_MACHINE and word not in LANGUAGES]
    terms = [_term(word) for word in said if noun not in forms(word)]
    if not terms:
        return None
    # A file has been changed since: what stands in it now says nothing of a run before that.
    files = {} if _ORDER.search(question) else _files(inquiry)

    def counts(each: Written) -> bool:
        return _amount(each, noun, terms, files) is not None

    ran = [(each, _amount(each.snippet, noun, terms, files)) for each in commands.entered(inquiry, counts)]
    found = [(showing, amount) for showing, amount in ran if amount is not None]
    if not found:
        return None
    sure = max(amount.sure for _, amount in found)
    best = [each for each in found if each[1].sure == sure]
    showing, amount = best[0] if _FIRST.search(question) else best[-1]
    return commands.told(inquiry, showing, (noun, *texts(terms)), printed=amount.line)


def _term(word: str) -> Term:
    # Skip, skipped: from what was done its verb is told, and not the other way round.
    doubled = (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")
    return Term(word, ORDINARY, forms=forms(word).union(doubled) if word.isalpha() else frozenset({word}))


def _files(inquiry: Inquiry) -> dict[str, str]:
    """Return what was seen of files of code, by their names: a script does what stands in it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in written.of_form(inquiry.db, "block"):
        if each.where == "editor" and each.name and each.language not in PROSE:
            found[each.name].append(each.text)
    return {name: "\n".join(texts) for name, texts in found.items()}


def _amount(snippet: Written, noun: str, terms: Sequence[Term], files: Mapping[str, str]) -> _Amount | None:
    """Return the line in which a command tells how many; None where it does not, or of something else.

    `files` are those of code, of which a command may run one.
    """
    if not re.search(r"\d", snippet.output):
        return None
    if (line := _of_one_file(snippet, noun, terms)) is not None:
        return _Amount(line, 1)
    if (line := _counted(snippet, noun)) is not None:
        around = f"{_spread(snippet.text)}\n{snippet.prompt}"
        is_meant = all(stands(term, around) for term in terms) and _is_of_these(snippet.text, terms, noun)
        return _Amount(line, 1) if is_meant else None
    for line in snippet.output.split("\n"):
        # What was done with some is counted beside it: `1284 rows, 1 skipped`.
        done = [term for term in terms if _stands_beside(line, term.forms)]
        if done or _stands_beside(line, forms(noun) | (forms("rows") if noun in _ROWS else frozenset())):
            run = (files[name] for word in snippet.text.split() if (name := word.rpartition("/")[2]) in files)
            there = "\n".join((_spread(snippet.text), line, snippet.title, *run))
            if all(stands(term, there) for term in terms) and (done or _is_called(snippet, line, terms)):
                return _Amount(line, 1 + bool(done))
    return None


def _counted(snippet: Written, noun: str) -> str | None:
    """Return the number that a command printed which counts such things, and does nothing else."""
    lines = [line for line in snippet.output.split("\n") if line.strip()]
    part = next((each for each in reversed(_PARTS.split(snippet.text)) if _COUNTS.search(each)), "")
    if not part or len(lines) != 1 or not _BARE.match(lines[0]):
        return None
    is_such = any(called.search(part) and not nouns.isdisjoint(forms(noun)) for called, nouns in _LISTED)
    return lines[0] if is_such or set(parts(_spread(part))) & forms(noun) else None


def _of_one_file(snippet: Written, noun: str, terms: Sequence[Term]) -> str | None:
    """Return the line in which `wc` counts the lines of the one file that is named."""
    part = next((each for each in reversed(_PARTS.split(snippet.text)) if each.startswith("wc -l")), "")
    if not part or noun not in ("line", "lines"):
        return None
    lines = [
        line
        for line in snippet.output.split("\n")
        if (match := _EACH.match(line)) and _is_file(match["file"], part, terms)
    ]
    return lines[0] if len(lines) == 1 else None


def _is_file(name: str, command: str, terms: Sequence[Term]) -> bool:
    spread = _spread(name)
    is_named = any(stands(term, spread) for term in terms) and name != "total"
    return is_named and all(stands(term, f"{spread}\n{command}") for term in terms)


def _is_of_these(command: str, terms: Sequence[Term], noun: str) -> bool:
    """Say whether what a command counts in is named, where it names something: another folder has others."""
    part = next((each for each in reversed(_PARTS.split(command)) if _COUNTS.search(each)), "")
    words = [word for word in part.partition("|")[0].split() if not word.startswith("-")]
    named = " ".join(words[2:] if words[:1] == ["git"] else words[1:])
    return not named or any(stands(term, _spread(named)) for term in (*terms, _term(noun)))


def _stands_beside(line: str, words: frozenset[str]) -> bool:
    """Say whether a number stands right beside one of some words: `312 rows`, `rows=1284`, `skipped: 1`."""
    return _beside(words).search(line) is not None


@lru_cache(maxsize=64)
def _beside(words: frozenset[str]) -> re.Pattern[str]:
    said = "|".join(sorted(map(re.escape, words)))
    return re.compile(rf"{_NUMBER}\s+(?:\w+\s+)?(?:{said})\b|\b(?:{said})\s*[=:]?\s*{_NUMBER}", re.IGNORECASE)


def _is_called(snippet: Written, line: str, terms: Sequence[Term]) -> bool:
    """Say whether a word of the question calls the command, or stands in the line itself."""
    return any(stands(term, f"{_spread(snippet.text)}\n{line}") for term in terms)


def _spread(text: str) -> str:
    """Return a text with the parts of its names beside it: `seal_report.sql` is one on seals."""
    return f"{text} {' '.join(tokens(text.replace('_', ' ')))}"
