"""Questions for what somebody wrote in a chat, a comment or a ticket: who, what and when, as the screen told it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from projections import frames, moment, posts
from projections.posts import PostRow
from query import english, intent, story
from query.answer import Answer, Citation, Claim
from query.asking import ASKING
from query.cite import Lifetime, Witness
from query.conclude import counted, local
from query.inquiry import Inquiry, concluded
from query.intent import ASKED, ESSENTIAL, WEAK, Term
from query.match import holds
from query.named import SORTS
from query.pattern import pattern
from query.words import forms, tokens

_PROCESSORS = ("posts", "text")
_SAYING = frozenset().union(
    *map(
        forms,
        """
        admit announce answer apologise claim comment complain confirm inform invite mention offer post promise
        propose remind reply report request respond share suggest tell warn write
        """.split(),  # noqa: SIM905 - a paragraph of words reads better than a column of strings
    ),
    ("according", "ask", "asked", "asking", "asks", "said", "say", "saying", "says", "told", "written", "wrote"),
)
_SURELY_ROOMS = frozenset().union(*map(forms, ("channel", "chat", "conversation", "group", "room", "thread")))
_ROOMS = _SURELY_ROOMS.union(*map(forms, ("message", "messenger", "post")))
_MAILS = frozenset().union(*map(forms, ("email", "inbox", "letter", "mail", "newsletter")))
_MAIL_TITLES = frozenset({"gmail", "inbox", "mail", "outlook", "posteingang", "thunderbird", "webmail"})
# Who wrote one of these is told by itself, and by no chat about it.
_WORKS = (SORTS - _ROOMS) | {"book", "code", "function", "story"}
_WRITING = frozenset({*forms("write"), "wrote", "written"})
_WHO = frozenset({"who", "whom", "whose"})
_MY_OWN = pattern(r"\b(?:i|we)\b(?:\s+\w+ly)?\s+(?P<deed>\w+)|\b(?:my|our)\s+(?P<noun>\w+)", re.IGNORECASE)
_LAST = pattern(r"\b(?:last|latest|newest|most\s+recent)\b", re.IGNORECASE)
_MOST_LOOKED_AT = 60
_ENOUGH, _ENOUGH_OF_ONE = 0.66, 0.5
_FEW = 2


class _Asked(msgspec.Struct, frozen=True):
    """What is asked: by whom it was written (names of writers; none: by anybody), and what it was about."""

    writers: frozenset[str]
    topics: tuple[Term, ...]
    is_who: bool
    is_last: bool
    in_a_room: bool


class _Told(msgspec.Struct, frozen=True):
    """A post with its evidence: the claim, the title of its window, and how many of the words asked for it has."""

    row: PostRow
    claim: Claim
    title: str
    held: int


def answered(inquiry: Inquiry) -> Answer | None:
    """Tell who wrote what, and when; None where something else is asked for, or no post that was seen tells it."""
    for words in dict.fromkeys((inquiry.rest, story.asking_part(inquiry.rest) or inquiry.rest)):
        asked = _asked(inquiry, words)
        if asked is None:
            continue
        told = list(_distinct(_found(inquiry, asked)))
        if told:
            return _answer(inquiry, asked, told)
        if asked.in_a_room and (absent := _unseen(inquiry, asked)) is not None:
            return absent
    return None


def _asked(inquiry: Inquiry, words: str) -> _Asked | None:
    """Return what is asked of posts; None where it is asked of something else, or nothing narrows it."""
    said = frozenset(tokens(words))
    in_a_room = bool(said & _SURELY_ROOMS)
    if not said & (_SAYING | _ROOMS) or said & _MAILS or (said & _WRITING and said & _WORKS and not in_a_room):
        return None
    is_who = bool(said & _WHO)
    own = {(match["deed"] or match["noun"]).casefold() for match in _MY_OWN.finditer(words)}
    if own & (_SAYING | _ROOMS) and not is_who:
        return None
    empty = _SAYING | _ROOMS | ASKING
    terms = [
        term for term in intent.read(words).terms if term.kind not in WEAK and not empty.issuperset(tokens(term.text))
    ]
    writers = frozenset() if is_who else frozenset(name for term in terms for name in _writers(inquiry, term))
    topics = tuple(term for term in terms if not any(_names(term, name) for name in writers))
    is_last = _LAST.search(words) is not None
    if not writers and not topics and not (said & _ROOMS and is_last):
        return None
    return _Asked(writers, topics, is_who, is_last, in_a_room)


def _writers(inquiry: Inquiry, term: Term) -> Iterator[str]:
    """Yield the names of writers that a term is a part of."""
    for row in posts.of_numbers(inquiry.db, posts.with_words(inquiry.db, tokens(term.text))):
        if _names(term, row.post.author):
            yield row.post.author


def _names(term: Term, author: str) -> bool:
    return set(tokens(term.text)) <= set(tokens(author))


def _found(inquiry: Inquiry, asked: _Asked) -> list[_Told]:
    """Return the posts that have the most of what is asked for, as far as it is enough, in their order."""
    witness = Witness(inquiry.views)
    told: list[_Told] = []
    for row in _candidates(inquiry, asked):
        claim = _claim(inquiry, witness, row)
        if claim is None:
            continue
        title = " ".join(claim.citations[0].title.split())
        if asked.in_a_room and _MAIL_TITLES.intersection(tokens(title)):
            continue
        if (held := _held(asked, row, title)) is not None:
            told.append(_Told(row, claim, title, held))
    # Numbers tell in which order frames were looked at, and not in which they were captured.
    told.sort(key=lambda each: (each.claim.first_seen, each.row.post.box[1]))
    if asked.is_last:
        latest = [each for each in told if each.claim.last_seen == max(other.claim.last_seen for other in told)]
        return latest[-1:]
    most = max((each.held for each in told), default=0)
    return [each for each in told if each.held == most]


def _candidates(inquiry: Inquiry, asked: _Asked) -> Sequence[PostRow]:
    """Return the posts that may be meant, the last ones, in their order."""
    if not asked.writers and not asked.topics:
        return posts.latest(inquiry.db, inquiry.between, _MOST_LOOKED_AT)
    words = [forms(part) for name in asked.writers for part in tokens(name)]
    words += [frozenset(term.phrase) or term.forms for term in asked.topics]
    numbers = [posts.with_words(inquiry.db, each) for each in words]
    # A place is told by the title of a window, and not by what is written there: one of the words will do.
    by = set().union(*numbers[: len(words) - len(asked.topics)] if asked.writers else numbers)
    counts = {number: sum(number in each for each in numbers) for number in by}
    best = sorted(by, key=lambda number: (counts[number], number))[-_MOST_LOOKED_AT:]
    rows = posts.of_numbers(inquiry.db, best)
    return [row for row in rows if not asked.writers or row.post.author in asked.writers]


def _held(asked: _Asked, row: PostRow, title: str) -> int | None:
    """Return how many of the words a post has; None where these are too few, or one that it must have is not there."""
    text = f"{row.post.author}\n{row.post.text}"
    topics = [term for term in asked.topics if not holds(term, title) or holds(term, text)]
    needed = [term for term in topics if term.kind != ASKED]
    held = [term for term in topics if holds(term, text)]
    if any(term.kind == ESSENTIAL and term not in held for term in topics):
        return None
    if topics and not held:
        return None
    enough = _ENOUGH_OF_ONE if asked.writers else _ENOUGH
    least = len(needed) if len(needed) <= _FEW and not asked.writers else enough * len(needed)
    return len(held) if sum(term in held for term in needed) >= least else None


def _claim(inquiry: Inquiry, witness: Witness, row: PostRow) -> Claim | None:
    """Return a post with its evidence, where it was seen in the asked time; None where that does not hold."""
    placed = inquiry.shown(row.chain, row.born, row.gone)
    frame = frames.by_id(inquiry.db, placed[-1].frame) if placed else None
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    if frame is None or witness.thing(life, frame) != row.post:
        return None
    post = row.post
    said = [witness.cited(life, frame, post.box, post.text)]
    heads = [(post.author_box, post.author), (post.said_box, post.said)]
    said += [witness.cited(life, frame, box, text) for box, text in heads if text]
    first, last = (moment.spell(each.captured_us) for each in (placed[0], placed[-1]))
    return Claim(_spelled(row), _cited(said), first, last, len({each.frame for each in placed}))


def _cited(said: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(said))


def _spelled(row: PostRow) -> str:
    post = row.post
    when = f", {post.said}" if post.said else ""
    return f"{post.author or 'without a name'}{when}: “{' '.join(post.text.split())}”"


def _distinct(told: Iterable[_Told]) -> Iterator[_Told]:
    """Yield posts once each, with all the time in which they were seen: what is scrolled, or opened again, is one."""
    seen: dict[tuple[str, str, str], _Told] = {}
    for each in told:
        key = each.row.post.author, each.row.post.said, each.row.post.text
        known = seen.get(key)
        seen[key] = each if known is None else msgspec.structs.replace(each, claim=_both(known.claim, each.claim))
    yield from seen.values()


def _both(one: Claim, other: Claim) -> Claim:
    first, last = min(one.first_seen, other.first_seen), max(one.last_seen, other.last_seen)
    return msgspec.structs.replace(other, first_seen=first, last_seen=last, frames=one.frames + other.frames)


def _answer(inquiry: Inquiry, asked: _Asked, told: Sequence[_Told]) -> Answer:
    shown = told[-inquiry.limit :]
    claims = [each.claim for each in shown]
    searched = (*sorted(asked.writers), *(term.text for term in asked.topics))
    zone = inquiry.asked.zone
    if len(told) == 1:
        claim, title = claims[0], told[0].title
        when = local(claim.first_seen, zone)
        summary = f"{claim.text}, first seen {when}{f' in {title}' if title else ''}."
    else:
        said = "; ".join(claim.text for claim in claims)
        more = f"The last {len(shown)} of " if len(shown) < len(told) else ""
        when = f"from {local(claims[0].first_seen, zone)} to {local(claims[-1].last_seen, zone)}"
        summary = f"{more}{counted(len(told), 'post')}, seen {when}: {said}."
    answer = concluded(inquiry, inquiry.ground(_PROCESSORS), claims, summary, searched=searched)
    return msgspec.structs.replace(answer, clipped=len(shown) < len(told))


def _unseen(inquiry: Inquiry, asked: _Asked) -> Answer | None:
    """Say that who is named wrote nothing of it in a chat; None where nobody is named, or no post was seen at all."""
    names = [term for term in asked.topics if term.text[:1].isupper() and not english.is_common(term.text.casefold())]
    lacking = [term for term in names if not posts.with_words(inquiry.db, frozenset(term.phrase) or term.forms)]
    if not (asked.writers or lacking) or not posts.latest(inquiry.db, inquiry.between, 1):
        return None
    if lacking:
        said = " ".join(term.text for term in lacking)
        summary = f"Not found: no post of a chat or comment that was seen{inquiry.within} is by “{said}”, or names it."
    else:
        about = " ".join(term.text for term in asked.topics)
        said = ", ".join(sorted(asked.writers))
        summary = f"Not found: no post by {said} that was seen{inquiry.within} tells of “{about}”, or stood there."
    return concluded(
        inquiry, inquiry.ground(_PROCESSORS), [], summary, searched=tuple(term.text for term in asked.topics)
    )
