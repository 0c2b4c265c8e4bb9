"""Who is said to have written something, and of what: how one asks for posts of chats, comments and tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from projections import posts
from query import english, intent, talk
from query.asking import ASKING
from query.inquiry import Inquiry
from query.intent import WEAK, Term
from query.pattern import pattern
from query.words import forms, tokens

_SAYING = (
    r"(?:acknowledged?|admit(?:ted)?|announced?|answer(?:ed)?|apologi[sz]ed?|ask(?:ed|s|ing)?|claim(?:ed)?|"
    r"comment(?:ed)?|complain(?:ed)?|confirm(?:ed)?|explain(?:ed)?|inform(?:ed)?|invited?|mention(?:ed)?|post(?:ed)?|"
    r"promised?|proposed?|remind(?:ed)?|repl(?:y|ied)|report(?:ed)?|respond(?:ed)?|sa(?:id|ys?|ying)|sen[dt]|shared?|"
    r"suggest(?:ed)?|tell|told|warn(?:ed)?|writ(?:e|es|ing|ten)|wrote)"
)
_SOMEBODY = r"(?:somebody|someone|anybody|anyone|they|people|a colleague)"
_WORD = r"(?:[A-Z][\w.-]+|(?!(?:i|we|you|it|that|this|there|he|she|they|the|who)\b)[a-z][\w.-]{2,})"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
_OUR = r"(?:(?:our|my|the|that) )?"
_MUST = r"(?:must have|may have|might have|had|has|have|also|just|really|then|once|first|last|already)"
_PIECE = r"(?:message|post|comment|reply|answer|remark)"
_ROOM = r"(?:chats?|channels?|conversation|group|room|thread)"
_IN_ROOM = rf"(?:in|into|on|to|of) {_OUR}(?:[\w#-]+ ){{0,3}}?{_ROOM}"
# Who wrote it, in the groups; where none has a name, anybody may have.
_BY = (
    # `What did Amira say`, `when has Hana Sato written`
    pattern(rf"\b(?:did|does|has|have|had|was|were) {_OUR}{_NAME} (?:{_MUST} |\w+ly )*{_SAYING}\b", re.IGNORECASE),
    # `Marcus told us`, `Bernadette must have said`
    pattern(rf"\b{_NAME} (?:{_MUST} )*{_SAYING}\b(?! (?:to|by)\b)"),
    pattern(rf"\b(?:according to|{_SAYING}(?: \w+)? by|, sa(?:ys|id)) {_OUR}{_NAME}\b", re.IGNORECASE),
    pattern(rf"\b{_PIECE}s? (?:from|of|by) {_OUR}{_NAME}\b", re.IGNORECASE),
    pattern(rf"\b{_NAME}['’]s? (?:\w+ ){{0,2}}?{_PIECE}s?\b", re.IGNORECASE),
    pattern(rf"\b{_SOMEBODY} (?:{_MUST} )*{_SAYING}\b", re.IGNORECASE),
    pattern(rf"\bwas (?:\w+ )?{_SAYING}\b.* {_IN_ROOM}\b|\bwhat was {_SAYING} in\b", re.IGNORECASE),
)
_WHO = pattern(
    # `Who wrote the runbook` asks for whose work it is; a chat may mention it.
    rf"\bwho(?: was it)?(?: that| has| had| have| actually| first)* {_SAYING}\b(?! (?:the|an?|my|our|this)\b)|"
    rf"\bwho (?:\w+ )?{_SAYING} .*\b{_IN_ROOM}\b|"
    r"\bwho (?:posted|mentioned|announced|told|asked|reminded|shared|complained|warned|commented|suggested)\b|"
    rf"\b{_SAYING} by (?:who|whom)\b",
    re.IGNORECASE,
)
_LAST = pattern(
    rf"\b(?:last|latest|newest|most recent) (?:\w+ )?{_PIECE}\b|\b(?:said|written|wrote|posted) last\b", re.IGNORECASE
)
_PLACED = pattern(rf"\b{_IN_ROOM}\b", re.IGNORECASE)
_ELSEWHERE = frozenset().union(*map(forms, ("email", "letter", "mail", "newsletter")))
_SAYS = pattern(rf"{_SAYING}|{_ROOM}|{_PIECE}s?|somebody|someone", re.IGNORECASE)
ABOUT = pattern(rf"{_SAYING}|according to|{_PIECE}", re.IGNORECASE)
"""What stands in each question that may ask for posts."""


class Asked(msgspec.Struct, frozen=True):
    """What is asked: by whom it was written (names of writers; none: by anybody), and what it was about.

    `stranger` is a name of which no writer is known.
    """

    words: str
    writers: frozenset[str]
    topics: tuple[Term, ...]
    is_last: bool
    in_a_room: bool
    stranger: str = ""


def may_ask(words: str) -> bool:
    """Say whether a question may ask for posts: it says that something was said, and does not speak of mails."""
    return ABOUT.search(words) is not None and not _ELSEWHERE.intersection(tokens(words))


def read(inquiry: Inquiry, words: str) -> Asked | None:
    """Return what is asked of posts; None where it is asked of something else, or nothing narrows it."""
    is_who, is_last = _WHO.search(words) is not None, _LAST.search(words) is not None
    found = [] if is_who else [match for by in _BY for match in by.finditer(words)]
    if not is_who and not is_last and not found:
        return None
    names = [match.groupdict().get("name") or "" for match in found]
    parts = [part for name in names for part in name.split() if part.casefold() not in ASKING]
    writers = frozenset(writer for part in parts for writer in _writers(inquiry, part))
    strangers = [part for part in parts if part[:1].isupper() and not english.is_common(part.casefold())]
    if found and all(names) and not writers and not strangers:
        return None
    terms = [term for term in intent.read(words).terms if term.kind not in WEAK and not _says(term)]
    left = [term for term in terms if not any(_is_part(term, writer) for writer in writers)]
    topics = tuple(term for term in left if not all(map(talk.is_common, tokens(term.text))))
    if not topics and (left or not (writers or is_last)):
        return None
    stranger = "" if writers else " ".join(dict.fromkeys(strangers))
    return Asked(words, writers, topics, is_last, _PLACED.search(words) is not None, stranger)


def _says(term: Term) -> bool:
    return all(part in ASKING or _SAYS.fullmatch(part) for part in tokens(term.text))


def _is_part(term: Term, writer: str) -> bool:
    return set(tokens(term.text)) <= set(tokens(writer))


def _writers(inquiry: Inquiry, part: str) -> Iterator[str]:
    """Yield the names of writers that a word is a part of."""
    wanted = tokens(part)
    for row in posts.of_numbers(inquiry.db, posts.with_words(inquiry.db, wanted)):
        if wanted and set(wanted) <= set(tokens(row.post.author)):
            yield row.post.author
