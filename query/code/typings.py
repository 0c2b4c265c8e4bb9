"""What was typed, asked by what it was for: `what did I type to get it`, `the line with which I packed the pictures`.

A command is meant that does what the question says (`query/language/programs.txt`) to a thing that stands in it, or
that has nearly all that the question names. Where a verb says what only some programs do, no other is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from projections.code import Showing
from query.answers.answer import Answer
from query.code import callings, commands, purposes
from query.code.purposes import Purpose
from query.code.snippet_claims import ANY_MACHINE, stands
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry, concluded
from query.language.asking import ASKING, LOOSE_WORDS
from query.language.programs import PROGRAMS, Program
from query.language.words import forms, tokens
from query.passages import intent
from query.passages.intent import Term
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_ME = r"(?:i|we)"
_TYPE = r"(?:typed?|key(?:ed)?(?: in)?|enter(?:ed)?|punch(?:ed)? in|issued?|execut(?:e|ed)|r[ua]n|invoked?)"
_LINE = r"(?:command(?: line)?|line|call|invocation|incantation|one-?liner|cmd)"
# Typed it was, so it is a command that is asked for.
_SURELY = pattern(
    rf"\bwhat (?:\w+ )?(?:did|had|have) {_ME} (?:\w+ ){{0,2}}?{_TYPE}\b|\bwhat (?:\w+ )?(?:was|got|had been) {_TYPE}\b|"
    rf"\b(?:with|by) what (?:did|had|have) {_ME}\b|\b{_LINE} (?:with|by) which\b|"
    rf"\b(?:with|by|using) (?:what|which) (?:exact )?{_LINE}\b|"
    rf"\b(?:exact|precise|full|very|which|what) {_LINE}\b(?=.*\b{_ME}\b)|\b{_ME}\b.*\b(?:exact|precise) {_LINE}\b|"
    rf"\b{_LINE} (?:that |which )?{_ME}\b|\b(?!line\b){_LINE} (?:that|which)\b|\b{_LINE} (?:to|for)\b|"
    rf"\b(?:what|words?|exactly) (?:that |which )?{_ME} (?:\w+ )?{_TYPE}\b",
    re.IGNORECASE,
)
_PERHAPS = pattern(rf"\bhow (?:exactly |precisely )?(?:did|had|have) {_ME}\b|\bline (?:that|which)\b", re.IGNORECASE)
# What is typed there is no command, and of whom else it is asked, or when, is told elsewhere.
_ELSEWHERE = pattern(
    r"\b(?:in|into) (?:(?:the|my|our|a) )?(?:\w+ ){0,2}(?:fields?|box|form|chat|mail|e-?mail|message|page|cell|search|"
    r"calendar|sheet|request|ticket|comment|browser)\b|"
    r"\b(?:lines?|calls?) (?:of|in) (?:(?:the|my|a) )?(?:\w+ ){0,2}[\w-]+\.[a-z]{1,5}\b|"
    # `What did I type when I wanted` is no question for a time.
    r"\b(?:who|whom|whose|(?<!typed )(?<!type )when|where|why|how (?:many|much|often|long)|keys|"
    r"key(?! in\b)|keyboard|keystrokes?|phone|phoned|(?:could|would|did|does|do|was|is|can)n['’]?t|cannot|refused|"
    r"rejected|denied|functions?|methods?|versions?|error|errors|fail(?:ed)?|after|next|before)\b",
    re.IGNORECASE,
)
_NAMES = pattern(r"(?<![\w./-])[\w./-]*\w{2}\.[a-z][a-z0-9]{0,4}(?![\w.]\w)|(?<![\w.])\d+(?:\.\d+)+", re.IGNORECASE)
_FIRST = pattern(r"\bfirst\b", re.IGNORECASE)
# Where it was typed, and how people call what any command is.
_ANY = ANY_MACHINE | frozenset(
    """
    call cmd command commands console enter entered exact exactly execute executed incantation invocation issue issued
    key keyed liner linux mac oneliner order precise run shell terminal thing type typed typing windows
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_ARCHIVES = (
    (frozenset({"archive", "archives", "tarball"}), frozenset({"7z", "bz2", "gz", "rar", "tar", "tgz", "xz", "zip"})),
    (frozenset({"yaml"}), frozenset({"yaml", "yml"})),
)
_ENOUGH, _NEARLY_ALL, _FEWEST = 0.5, 0.7, 2


class _Asked(msgspec.Struct, frozen=True):
    """What is asked: its words as they may stand, those that tell something, and what it was typed for.

    `rows` are those of which any word is said.
    """

    terms: tuple[Term, ...]
    telling: frozenset[str]
    said: frozenset[str]
    rows: tuple[Program, ...]
    purpose: Purpose
    is_sure: bool

    @property
    def nouns(self) -> frozenset[str]:
        """The words that say by themselves what a program is for: `which printers there are`."""
        return frozenset(word for word in self.telling if any(row.is_meant_by(word) for row in self.rows))


class _Typed(msgspec.Struct, frozen=True):
    """A command that may be meant, and how well: by what it does, and how much of the question stands in it."""

    showing: Showing
    rank: tuple[int, ...]


@cued(_SURELY, _PERHAPS)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the command that was typed for what a question says; None where none is asked for, or none fits."""
    question = " ".join(intent.unquoted(inquiry.asked.plain).split())
    is_sure = _SURELY.search(question) is not None
    if not (is_sure or _PERHAPS.search(question)) or _ELSEWHERE.search(question):
        return None
    telling = frozenset(word for word in screens.naming(question) if (_ANY | LOOSE_WORDS).isdisjoint(forms(word)))
    said = frozenset(tokens(question)) - _ANY
    asked = _Asked(
        tuple(map(_widened, callings.terms_of(inquiry, sorted(said - ASKING | telling)))),
        telling,
        said,
        tuple(row for row in PROGRAMS if row.said_in(said)),
        purposes.of(question),
        is_sure,
    )
    names = [name.casefold() for name in _NAMES.findall(question)]
    ran = _likely(inquiry, asked)
    found = [
        each
        for showing in ran
        if all(name in _all_of(showing).casefold() for name in names)
        and not commands.is_of_another(showing.snippet.text, question)
        and (each := _fit(showing, asked, ran)) is not None
    ]
    best = max((each.rank for each in found), default=None)
    chosen = commands.that_worked([each.showing for each in found if each.rank == best], question)
    searched = tuple(sorted(telling))
    if chosen:
        return commands.told(inquiry, chosen[0] if _FIRST.search(question) else chosen[-1], searched)
    if asked.purpose.meant and is_sure:
        # Who typed it typed a command: no text that has the words is one.
        return concluded(inquiry, inquiry.ground(commands.PROCESSORS), (), "Not found.", searched=searched)
    return None


def _widened(term: Term) -> Term:
    """Return a word with the endings of the names of such files."""
    endings = next((ends for called, ends in _ARCHIVES if term.text in called), frozenset[str]())
    return msgspec.structs.replace(term, forms=term.forms | endings) if endings else term


def _likely(inquiry: Inquiry, asked: _Asked) -> list[Showing]:
    """Return the commands in which one of the words stands, or of which no word need, in the order they were run in."""
    if any(not row.names for row in asked.purpose.meant) or asked.nouns:
        return commands.entered(inquiry)
    return commands.entered(inquiry, lambda each: any(stands(term, each.text) for term in asked.terms))


def _fit(showing: Showing, asked: _Asked, ran: Sequence[Showing]) -> _Typed | None:
    """Return a command where it may be what is meant."""
    text = showing.snippet.text
    does_deed = any(row.is_typed(text) for row in asked.purpose.meant)
    if not asked.purpose.may_be_of(text):
        return None
    rows = [row for row in asked.rows if row.is_typed(text)]
    told = frozenset[str]().union(*(row.said_in(asked.said) for row in rows))
    called = {term.text for term in asked.terms if stands(term, text)}
    there = _all_of(showing)
    if any(not row.names for row in rows if row in asked.purpose.meant):
        there = "\n".join(_all_of(each) for each in ran if each.last_frame == showing.last_frame)
    wanted = asked.telling | called
    held = {term.text for term in asked.terms if term.text in wanted and (term.text in told or stands(term, there))}
    things = called - told
    is_by_noun = not (wanted - told) and any(row.is_meant_by(word) for row in rows for word in asked.nouns)
    is_named_nowhere = does_deed and any(not row.names for row in rows)
    is_done_to = bool(things or is_named_nowhere or is_by_noun) and len(held) >= _ENOUGH * len(wanted)
    is_named = len(called) >= _FEWEST and len(held) >= _NEARLY_ALL * len(wanted)
    does = 3 if does_deed else 2 if told.intersection(asked.purpose.deeds) else 1 if told else 0
    if does_deed and not is_named_nowhere and asked.purpose.targets and asked.purpose.targets.isdisjoint(held):
        return None
    is_likely = does_deed or (asked.is_sure and (does > 1 or (does and len(held) >= _NEARLY_ALL * len(wanted))))
    if (is_done_to and is_likely) or (is_named and asked.is_sure):
        return _Typed(showing, (does, len(things), len(told), len(held)))
    return None


def _all_of(showing: Showing) -> str:
    snippet = showing.snippet
    return f"{snippet.text}\n{snippet.prompt}\n{snippet.title}\n{snippet.output}\n{snippet.error}"
