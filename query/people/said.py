"""Who is said to have written something, and of what: how one asks for posts of chats, comments and tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from projections import posts
from query.inquiries.inquiry import Inquiry
from query.language import english, talk
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages import intent
from query.passages.intent import ESSENTIAL, WEAK, Term
from query.patterns.pattern import pattern

_PLAIN = (
    r"(?:acknowledge|admit|advise|announce|answer|apologi[sz]e|ask|beg|caution|claim|comment|complain|confirm|explain|"
    r"inform|insist|invite|mention|plead|point out|post|promise|propose|recommend|remind|reply|report|request|respond|"
    r"say|send|share|suggest|tell|urge|warn|write)"
)
_PAST = (
    r"(?:(?:acknowledg|advis|announc|apologi[sz]|invit|promis|propos|shar|urg)ed|admitted|begged|replied|said|sent|"
    r"told|wrote|written|(?:answer|ask|caution|claim|comment|complain|confirm|explain|inform|insist|mention|plead|post|"
    r"recommend|remind|report|request|respond|suggest|warn|wish)ed|pointed out|"
    r"says|writes|tells|asks)"
)
_SAYING = rf"(?:{_PLAIN}|{_PAST}|saying|asking|writing)"
_SOMEBODY = r"(?:somebody|someone|anybody|anyone|they|people|a colleague)"
# A name has capitals, or is one word: whether it is one is told by who wrote.
_CAPITALS = r"(?-i:[A-Z](?:[\w-]+|\.)(?: [A-Z](?:[\w-]+|\.)){0,2})"
_SMALL = r"(?-i:(?!(?:i|we|you|it|that|this|there|he|she|they|the|who)\b)[a-z][\w.-]{2,})"
_NAME = rf"(?P<name>{_CAPITALS}|{_SMALL})"
_OUR = r"(?:(?:our|my|the|that) )?"
_MUST = r"(?:(?:must have|may have|might have|had|has|have|also|just|really|then|once|first|last|already) ){0,3}"
_PIECE = r"(?:message|post|comment|reply|answer|remark)"
_ROOM = r"(?:chats?|channels?|conversation|group|room|thread)"
_IN_ROOM = rf"(?:in|into|on|to|of) {_OUR}(?:[\w#-]+ ){{0,3}}?{_ROOM}"
_NOT_BEHIND = "".join(f"(?<!{word} )" for word in ("of", "from", "for", "by", "to", "was", "were", "been"))
_REQUESTED = r"(?:advised|begged|insisted|pleaded|recommended|requested|urged|wanted|wants|wished|would like)"
# Who wrote it, in the groups; where none has a name, anybody may have.
_BY = (
    # `What did Amira say`, `what has Hana Sato written`; in `was Noor told` it was somebody else
    pattern(rf"\b(?:did|does) {_OUR}{_NAME} {_MUST}{_PLAIN}\b", re.IGNORECASE),
    pattern(rf"\b(?:has|have|had) {_OUR}{_NAME} {_MUST}{_PAST}\b", re.IGNORECASE),
    # `Marcus told us`, `Bernadette must have said`
    pattern(rf"{_NOT_BEHIND}\b{_NAME} {_MUST}{_PAST}\b(?! (?:to|by)\b)"),
    pattern(rf"\b(?:according to|{_PAST}(?: \w+)? by|, sa(?:ys|id)) {_OUR}{_NAME}\b", re.IGNORECASE),
    pattern(rf"\b{_PIECE}s? (?:from|of|by) {_OUR}{_NAME}\b", re.IGNORECASE),
    pattern(rf"\b{_NAME}['’]s? (?:\w+ ){{0,2}}?{_PIECE}s?\b", re.IGNORECASE),
    pattern(rf"\b{_SOMEBODY} {_MUST}{_PAST}\b", re.IGNORECASE),
    pattern(rf"\bwas (?:\w+ )?{_PAST}\b.* {_IN_ROOM}\b|\bwhat was {_PAST} in\b", re.IGNORECASE),
)
# `Who answered` is told by an order that is not known, `who asked` by a question.
_ANSWERED = pattern(
    r"\bwho(?:m)? (?:\w+ )?(?:answered|replied|responded|informed|did|has|had|have|was|were|is)\b", re.IGNORECASE
)
_ASKED = pattern(r"\bwho (?:\w+ )?asked\b(?! (?:for|(?:everybody|everyone|me|us|you) (?:not )?to)\b)", re.IGNORECASE)
_WHO = pattern(
    # `Who wrote the runbook` asks for whose work it is; a chat may mention it.
    rf"\bwho(?: was it)?(?: that| actually| first){{0,2}} {_PAST}\b(?! (?:the|an?|my|our|this)\b)|"
    rf"\bwho (?:\w+ )?{_PAST} .*\b{_IN_ROOM}\b|"
    r"\bwho (?:posted|mentioned|announced|told|asked|reminded|shared|complained|warned|cautioned|commented|suggested|"
    rf"{_REQUESTED})\b|"
    rf"\b{_PAST} by (?:who|whom)\b",
    re.IGNORECASE,
)
# Whom it was said to did not say it.
_TO = pattern(rf"\b(?:told|reminded|asked|warned|invited|thanked) (?P<name>{_CAPITALS}|{_SMALL})\b", re.IGNORECASE)
# What is said by more than that it was written: who merely goes to lunch has invited nobody.
_SHOWN_BY = (
    (
        pattern(r"\bwho (?:\w+ )?(?:apologi[sz]ed)\b", re.IGNORECASE),
        pattern(r"\b(?:apolog\w*|sorry|excuse|pardon|my (?:bad|fault|mistake))\b", re.IGNORECASE),
    ),
    (
        pattern(r"\bwho (?:\w+ )?invited\b", re.IGNORECASE),
        pattern(
            r"\b(?:invit\w*|join|come|coming|welcome|fancy|want|like|shall we|let['’]?s|see you)\b|\?", re.IGNORECASE
        ),
    ),
    (
        pattern(
            rf"\bwho (?:\w+ )?(?:{_REQUESTED}|asked (?:for|me|us|you|him|her|them|everybody|everyone))\b", re.IGNORECASE
        ),
        pattern(
            r"\b(?:please|pls|kindly|need|should|must|ought|let['’]?s|(?:can|could|will|would) (?:you|we|some\w+)|"
            r"(?:i|we)(?: would|['’]d)? (?:also )?(?:like|need|recommend|suggest|want|wish)|do not|don['’]t|how about|"
            r"why not)\b|\A(?:want|need)",
            re.IGNORECASE,
        ),
    ),
    (
        pattern(r"\bwho (?:\w+ )?promised\b", re.IGNORECASE),
        pattern(
            r"\b(?:promis\w*|will|shall|going to|wo(?:n['’]t)|i['’]?ll|we['’]?ll|can|tomorrow|tonight)\b", re.IGNORECASE
        ),
    ),
    (
        # Who asks who would do it has not said to do it.
        pattern(
            r"\bwho (?:said|says|wrote) (?:that )?(?:he|she|they)(?: (?:would|will|can|could)|['’]d)\b", re.IGNORECASE
        ),
        pattern(r"\A(?!.*\?\W*\Z)", re.DOTALL),
    ),
    (
        pattern(r"\bwho (?:\w+ )?thanked\b", re.IGNORECASE),
        pattern(r"\b(?:thank\w*|thx|cheers|ta|grateful|appreciat\w*)\b", re.IGNORECASE),
    ),
)
_LAST = pattern(
    rf"\b(?:last|latest|newest|most recent) (?:\w+ )?{_PIECE}\b|\b{_SAYING} last\b|\blast {_SAYING}\b",
    re.IGNORECASE,
)
_FIRST = pattern(rf"\bfirst (?:\w+ )?{_PIECE}\b|\b{_SAYING} first\b", re.IGNORECASE)
# Which of them is told by another one, or none was written.
_OTHERWISE = pattern(
    r"\b(?:before|after) (?:the|that|his|her|their)\b|\b(?:never|not)\b(?! to\b)|n['’]t\b(?! (?:he|she|they|it)\b)|"
    rf"\b(?:i|we) {_MUST}{_PAST}\b",
    re.IGNORECASE,
)
_PLACED = pattern(rf"\b{_IN_ROOM}\b", re.IGNORECASE)
_ELSEWHERE = frozenset().union(*map(forms, ("email", "letter", "mail", "newsletter")))
_SAYS = pattern(rf"{_SAYING}|out|pointed|{_ROOM}|{_PIECE}s?|somebody|someone", re.IGNORECASE)
_WANTED = pattern(r"\b(?:how many|what|which) (?P<noun>[a-z]{3,})\b(?! (?:to|with)\b)", re.IGNORECASE)
_ANY = frozenset({"day", "did", "does", "had", "has", "hour", "people", "thing", "things", "time", "was", "were"})
ABOUT = pattern(rf"{_SAYING}|according to|{_PIECE}", re.IGNORECASE)
"""What stands in each question that may ask for posts."""


class Asked(msgspec.Struct, frozen=True):
    """What is asked: by whom it was written (names of writers; none: by anybody), and what it was about.

    `others` are writers whose posts are none of those meant, `noun` what must stand in a post because it is counted, or
    asked for by name. `stranger` is a name of which no writer is known.
    """

    words: str
    writers: frozenset[str]
    others: frozenset[str]
    topics: tuple[Term, ...]
    noun: str
    is_question: bool
    is_first: bool
    is_last: bool
    in_a_room: bool
    stranger: str = ""


def may_ask(words: str) -> bool:
    """Say whether a question may ask for posts: it says that something was said, and does not speak of mails."""
    return ABOUT.search(words) is not None and not _ELSEWHERE.intersection(tokens(words))


def is_place(words: str, term: Term) -> bool:
    """Say whether a question tells by a term that must stand there where something was said: `in pull request 392`."""
    named = re.escape(term.text)
    return term.kind == ESSENTIAL and re.search(rf"\b(?:in|on|under) (?:[\w#-]+ ){{0,3}}#?{named}", words) is not None


def shows(words: str, text: str) -> bool:
    """Say whether a post may be what a question calls it: an invitation, a promise, thanks, or an apology."""
    return all(shown.search(text) for asks, shown in _SHOWN_BY if asks.search(words))


def read(inquiry: Inquiry, words: str) -> Asked | None:
    """Return what is asked of posts; None where it is asked of something else, or nothing narrows it."""
    is_who, is_first, is_last = (each.search(words) is not None for each in (_WHO, _FIRST, _LAST))
    found = [] if is_who else [match for by in _BY for match in by.finditer(words)]
    if not (is_who or is_first or is_last or found):
        return None
    if _OTHERWISE.search(inquiry.asked.plain) is not None or (is_who and _ANSWERED.search(words) is not None):
        return None
    names = [match.groupdict().get("name") or "" for match in found]
    by_name = {name: frozenset(_writers(inquiry, name)) for name in names if name and name.casefold() not in ASKING}
    writers = frozenset().union(*by_name.values())
    strangers = [name for name in by_name if not by_name[name] and _is_called(name)]
    if found and all(names) and not writers and not strangers:
        return None
    told = [match["name"] for match in _TO.finditer(words)] if is_who else []
    others = frozenset(writer for name in told for writer in _writers(inquiry, name))
    terms = [term for term in intent.read(words).terms if term.kind not in WEAK and not _says(term)]
    left = [term for term in terms if not any(_is_part(term, writer) for writer in writers | others)]
    topics = tuple(term for term in left if not all(map(talk.is_common, tokens(term.text))))
    if not topics and (left or not (writers or is_last or is_first)):
        return None
    noun = next((match["noun"].casefold() for match in _WANTED.finditer(words)), "")
    return Asked(
        words=words,
        writers=writers,
        others=others,
        topics=topics,
        noun="" if noun in _ANY or noun in ASKING or _SAYS.fullmatch(noun) or is_who else noun,
        is_question=_ASKED.search(words) is not None,
        is_first=is_first,
        is_last=is_last,
        in_a_room=_PLACED.search(words) is not None,
        stranger="" if writers else " ".join(strangers),
    )


def _is_called(name: str) -> bool:
    return name[:1].isupper() and not all(english.is_common(part.casefold()) for part in name.split())


def _says(term: Term) -> bool:
    return all(part in ASKING or _SAYS.fullmatch(part) for part in tokens(term.text))


def _is_part(term: Term, writer: str) -> bool:
    return set(tokens(term.text)) <= set(tokens(writer))


def _writers(inquiry: Inquiry, name: str) -> Iterator[str]:
    """Yield the names of writers of which a name is a part: of all its words each, for `Dana Kowalski` is neither."""
    wanted = set(tokens(name))
    for row in posts.of_numbers(inquiry.db, posts.with_words(inquiry.db, tokens(name))):
        if wanted and wanted <= set(tokens(row.post.author)):
            yield row.post.author
