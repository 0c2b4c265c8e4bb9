"""Lines that tell who wrote what stands below them: a name, with the time beside it or with none. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from ledger.facts import Box
from processors.stamps import EDITED, STAMP, may_tell, stamp_in
from projections.text import SpanRow

_PART = r"[^\W\d_a-z][\w'’.-]*"
_NAME = rf"{_PART}(?:\s(?:(?:al|bin|da|de|del|den|der|di|dos|el|la|le|ten|ter|van|von)\s){{0,2}}{_PART}){{0,4}}?"
_HANDLE = r"(?:@[A-Z]|@?[a-z])[A-Za-z\d]*(?:[._-][A-Za-z\d]+)*(?:\[bot\])?"
_WHO = rf"(?P<name>{_NAME}|{_HANDLE})"
_BADGE = (
    r"(?:\([^()]{1,24}\)|APP|BOT|Bot|OP|Author|Owner|Member|Collaborator|Contributor|Maintainer|Admin|Moderator|"
    r"@\s?[\w.-]{2,30}|[<(]\s?[^<>()\s]+@[^<>()\s]+[>)]?)"
)
_BADGES = rf"(?:\s{_BADGE}){{0,2}}"
_WROTE = (
    r"(?:commented|wrote|replied|posted|said|answered|asked|reviewed|added a comment|left a comment|schrieb|"
    r"kommentierte|antwortete|fragte|hat (?:geschrieben|kommentiert|geantwortet|gefragt)|a (?:écrit|répondu|commenté|"
    r"posté|demandé)|escribió|respondió|comentó|preguntó|publicó|ha (?:scritto|risposto|commentato)|schreef|reageerde|"
    r"antwoordde|escreveu|respondeu|comentou)"
)
# What may follow the time: that it was changed, a word for o'clock, or links set apart by a sign.
_TAIL = rf"(?:\suhr)?[)\]:]?(?:[\s·•(]+{EDITED}\)?)?(?:\s?[|·•\[–-].*)?"
_WITH_TIME = re.compile(rf"{_WHO}{_BADGES}\s?[,·•|–—-]?\s?[(\[]?(?P<said>(?i:{STAMP}))(?i:{_TAIL})")
_TELLING = re.compile(rf"{_WHO}{_BADGES}\s(?i:{_WROTE}),?:?\s(?P<said>(?i:{STAMP}))(?i:{_TAIL})(?:\W.*)?")
_ALONE = re.compile(rf"{_WHO}{_BADGES}")
_IS_BADGE = re.compile(rf"{_BADGE}|[·•|]|(?i:{EDITED})")
# What stands over lines as a name does, and is none.
_NO_NAMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|january|february|march|april|june|july|august|"
    r"september|october|november|december|repl(?:y|ies)|unread|sent|seen|delivered|edited|from|to|cc|subject|date|inbox|"
    r"drafts?|messages?|threads?|channels?|rooms?|updated|created|modified|due|start|end|last|next|new|re|fwd|time|by|"
    r"published|posted|opened|closed|merged|uploaded|joined|left|started|ended|missed|call|meeting|version|v\d.*|page|"
    r"von|par|por|aktualisiert|erstellt|geändert|gesendet|zuletzt|heute|gestern|modifié|créé|publié|envoyé|hier|"
    r"actualizado|creado|publicado|info|warn(?:ing)?|error|debug|trace|fatal|at|on|in|am|pm|um",
    re.IGNORECASE,
)
# What is often said in one word, and begins with a capital letter.
_SAID_ALONE = re.compile(
    r"(?:thanks|thank|thx|ok|okay|yes|no|nope|yep|yeah|done|great|sure|perfect|nice|cool|hi|hello|hey|morning|bye|"
    r"sorry|please|wow|right|agreed|exactly|good|fixed|danke|ja|nein|gut|genau|hallo|super|merci|oui|non|bonjour|"
    r"salut|gracias|hola|sí|grazie|ciao|obrigado|bedankt)\b.*",
    re.IGNORECASE,
)
_LONGEST = 160
_LONGEST_NAME = 80
_REMEMBERED = 4096
_LEAST = 2


class Byline(msgspec.Struct, frozen=True):
    """A name, and the time that is told with it: each with its box; `said` is empty where none is in its line.

    `tells` says that the line says in words that something was written; `apart` that the time is not in the same line.
    """

    span: SpanRow
    box: Box
    author: str
    said_box: Box
    said: str
    tells: bool = False
    apart: bool = False


def byline_of(span: SpanRow) -> Byline | None:
    """Return the name that a line tells of, alone or with a time; None where it is another line."""
    told = _told(span.text)
    if told is None:
        return None
    name = part(span, told.at, told.at + len(told.name.split()))
    said = part(span, told.said_at, told.said_at + len(told.said.split())) if told.said else span.box
    return Byline(span, name, told.name, said, told.said, told.tells)


class _Told(msgspec.Struct, frozen=True):
    """A name and a time in a text, each with the number of its first word."""

    name: str
    at: int
    said: str = ""
    said_at: int = 0
    tells: bool = False


@lru_cache(maxsize=_REMEMBERED)
def _told(line: str) -> _Told | None:
    """Return what a text tells; the same lines stand on many frames."""
    words = line.split()
    # A sign before a name, to fold or to vote, is none of its letters.
    skipped = int(len(words) > 1 and len(words[0]) <= _LEAST and not any(c.isalnum() for c in words[0]))
    text = " ".join(words[skipped:])
    if len(text) > _LONGEST or not (text[:1].isalpha() or text[:1] == "@"):
        return None
    match, tells = _timed_name(text) if may_tell(text) else (None, False)
    if match is not None and _is_name(match["name"]):
        said_at = skipped + len(text[: match.start("said")].split())
        return _Told(_bare(match["name"]), skipped, match["said"], said_at, tells)
    match = _ALONE.fullmatch(text) if len(text) <= _LONGEST_NAME else None
    if match is not None and stamp_in(text) is None and _is_name(match["name"]):
        return _Told(_bare(match["name"]), skipped)
    return None


def is_badge(text: str) -> bool:
    """Say whether a text only says something of the name beside it: a role, a handle, an address."""
    return _IS_BADGE.fullmatch(text.strip()) is not None


def stands_alone(byline: Byline) -> bool:
    """Say whether a name without a time may be one: of capital letters, and no word that is often said alone."""
    name = byline.author
    is_word = name[0].islower() or name.endswith(".") or _SAID_ALONE.fullmatch(name) is not None
    return not byline.said and not is_word


def part(span: SpanRow, first: int, end: int) -> Box:
    """Return the box of some of a line's words, or of the line where the extents of its words are not known."""
    if len(span.words) != len(span.text.split()) or not first < end <= len(span.words):
        return span.box
    return span.words[first][0], span.box[1], span.words[end - 1][1], span.box[3]


def _timed_name(text: str) -> tuple[re.Match[str] | None, bool]:
    if stamp_in(text) is not None:
        return None, False
    match = _TELLING.fullmatch(text)
    return (match, True) if match is not None else (_WITH_TIME.fullmatch(text), False)


def _bare(name: str) -> str:
    """Return a name without the role behind it, which is spelled as names are."""
    words = name.split()
    while len(words) > 1 and is_badge(words[-1]):
        words.pop()
    return " ".join(words)


def _is_name(name: str) -> bool:
    words = name.split()
    return len(name) > _LEAST and not any(_NO_NAMES.fullmatch(word.strip(".:")) for word in words[:1])
