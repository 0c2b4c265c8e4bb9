"""Commits by their message: the hash that a log of git shows beside it, or that git told when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from projections.code import Showing
from query.answers.answer import Answer
from query.code import commands
from query.code.written import Written
from query.inquiries import screens
from query.inquiries.inquiry import Inquiry
from query.language.words import forms, tokens
from query.passages import intent
from query.patterns.cues import cued
from query.patterns.pattern import pattern

_HASH = r"(?:(?:short|full|abbreviated|commit) )*(?:hash|sha(?:-?1)?)"
_ASKED = pattern(
    r"\A(?!\W*(?:how|who|when|where|why)\b).*?(?:"
    rf"\b{_HASH}\b.*\bcommit\b|\bcommit\b.*\b{_HASH}\b|\bcommit (?:hash|sha(?:-?1)?|id)\b)|"
    r"\A\W*(?:which|what) commit\b(?! (?:messages?|did|have|had|do)\b)",
    re.IGNORECASE | re.DOTALL,
)
# `* 3d8815c (HEAD -> main) Stop nine minutes` of a log, and `[main 3d8815c] Stop nine minutes` of a commit.
_LINE = re.compile(
    r"^(?:[*|\\/ ]*(?P<logged>[0-9a-f]{7,40})(?: \([^)]*\))?|\[[\w./-]+(?: \([^)]*\))? (?P<made>[0-9a-f]{7,40})\]) "
    r"(?P<message>\S.*)$"
)
_SAID = pattern(
    rf"\b(?:{_HASH}|commits?|committed|git|log|message|that|says?|said|called|reads?|titled|about|named|short|made|id|repo\w*)\b",
    re.IGNORECASE,
)


@cued(_ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the line that has the hash of a commit, by the words of its message; None where no log shows such a one."""
    question = " ".join(inquiry.asked.plain.split())
    if not _ASKED.search(intent.unquoted(question)):
        return None
    quoted = intent.quoted(question)
    words = " ".join(quoted) if quoted else _SAID.sub(" ", inquiry.rest)
    wanted = screens.naming(words) if words.strip(" ?!.,") else []
    if not wanted:
        return None
    found = [each for showing in commands.entered(inquiry, _shows_any) for each in _lines(showing, wanted)]
    if not found:
        return None
    showing, line = found[-1]
    return commands.told(inquiry, showing, tuple(wanted), printed=line)


def _shows_any(each: Written) -> bool:
    return any(_LINE.match(line) for line in each.output.split("\n"))


def _lines(showing: Showing, wanted: Sequence[str]) -> Iterator[tuple[Showing, str]]:
    """Yield the lines of what a command printed that have a hash, and a message with all words."""
    for line in showing.snippet.output.split("\n"):
        match = _LINE.match(line.strip())
        # Letters alone may be a word: `defaced`.
        if match and any(letter.isdigit() for letter in match["logged"] or match["made"]):
            there = set(tokens(match["message"]))
            if all(there & forms(word) for word in wanted):
                yield showing, line.strip()
