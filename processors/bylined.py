"""Lines that tell who wrote what stands below them: a name, with the time beside it or with none. Pure."""

from __future__ import annotations

import re

import msgspec

from ledger.facts import Box
from processors.stamps import STAMP, stamp_in
from projections.text import SpanRow

_PART = r"[^\W\d_a-z][\w'’.-]*"
_NAME = rf"{_PART}(?:\s(?:(?:al|bin|da|de|del|den|der|di|dos|el|la|le|ten|ter|van|von)\s){{0,2}}{_PART}){{0,4}}"
_HANDLE = r"@?[a-z][a-z\d]*(?:[._-][a-z\d]+)*(?:\[bot\])?"
_ROLE = (
    r"(?:\s(?:\([^()]{1,24}\)|APP|BOT|Bot|Author|Owner|Member|Collaborator|Contributor|Maintainer|Admin|Moderator))?"
)
_WROTE = r"(?:commented|wrote|replied|posted|said|answered|asked|reviewed|added a comment|left a comment)"
_WITH_TIME = re.compile(
    rf"(?P<name>{_NAME}|{_HANDLE}){_ROLE}\s?[,·•|–—-]?\s?[(\[]?(?P<said>(?i:{STAMP}))[)\]]?(?:\s\(edited\))?"
)
_TELLING = re.compile(rf"(?P<name>{_NAME}|{_HANDLE}){_ROLE}\s{_WROTE},?\s(?P<said>(?i:{STAMP}))(?:\W.*)?")
_ALONE = re.compile(rf"(?P<name>{_NAME}){_ROLE}")
# What stands over lines as a name does, and is none.
_NO_NAMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|january|february|march|april|june|july|august|"
    r"september|october|november|december|repl(?:y|ies)|unread|sent|seen|delivered|edited|from|to|cc|subject|date|inbox|"
    r"drafts?|messages?|threads?|channels?|rooms?|updated|created|modified|due|start|end|last|next|new|re|fwd|time",
    re.IGNORECASE,
)


class Byline(msgspec.Struct, frozen=True):
    """A name, and the time that is told with it: each with its box; `said` is empty where none is in its line.

    `tells` says that the line says in words that something was written.
    """

    span: SpanRow
    box: Box
    author: str
    said_box: Box
    said: str
    tells: bool = False


def byline_of(span: SpanRow) -> Byline | None:
    """Return the name that a line tells of, alone or with a time; None where it is another line."""
    text = " ".join(span.text.split())
    match, tells = _TELLING.fullmatch(text), True
    if match is None:
        match, tells = _WITH_TIME.fullmatch(text), False
    if match is not None and _is_name(match["name"]):
        at = len(text[: match.start("said")].split())
        count = len(match["said"].split())
        name = _part(span, 0, len(match["name"].split()))
        return Byline(span, name, match["name"], _part(span, at, at + count), match["said"], tells)
    match = _ALONE.fullmatch(text)
    if match is not None and stamp_in(text) is None and _is_name(match["name"]):
        return Byline(span, _part(span, 0, len(match["name"].split())), match["name"], span.box, "")
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    return len(name) > 2 and not any(_NO_NAMES.fullmatch(word.strip(".:")) for word in words[:1])


def _part(span: SpanRow, first: int, end: int) -> Box:
    """Return the box of some of a line's words, or of the line where the extents of its words are not known."""
    if len(span.words) != len(span.text.split()) or not first < end <= len(span.words):
        return span.box
    return span.words[first][0], span.box[1], span.words[end - 1][1], span.box[3]
