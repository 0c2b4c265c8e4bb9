"""Questions for what somebody wrote in a chat, a comment or a ticket: who, what and when, as the screen told it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from projections import frames, moment, posts
from projections.posts import PostRow
from query.answers.answer import Answer, Citation, Claim
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.conclude import counted, local
from query.inquiries.inquiry import Inquiry, concluded
from query.language import story
from query.language.asking import ASKING
from query.language.words import forms, tokens
from query.passages import expected
from query.passages.intent import ASKED, ESSENTIAL
from query.passages.match import holds
from query.patterns.cues import cued
from query.patterns.pattern import pattern
from query.people import said
from query.people.said import Asked

_PROCESSORS = ("posts", "text")
_MAIL_TITLES = frozenset({"gmail", "inbox", "mail", "outlook", "posteingang", "thunderbird", "webmail"})
_TIMED = pattern(r"\b(?:when|who|what time|which day|by whom)\b", re.IGNORECASE)
_MOST_LOOKED_AT = 60
_ENOUGH, _ENOUGH_IN_A_ROOM = 0.6, 0.5
_FEW = 2
_LONG = 4


class Told(msgspec.Struct, frozen=True):
    """A post with its evidence: the claim, the title of its window, and how many of the words asked for it has."""

    row: PostRow
    claim: Claim
    title: str
    held: int


@cued(said.ABOUT)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell who wrote what, and when; None where something else is asked for, or no post that was seen tells it."""
    if not said.may_ask(inquiry.rest):
        return None
    for words in dict.fromkeys((inquiry.rest, story.asking_part(inquiry.rest) or inquiry.rest)):
        asked = said.read(inquiry, " ".join(words.split()))
        if asked is None:
            continue
        searched = (*sorted(asked.writers), *(term.text for term in asked.topics))
        if told := list(distinct(_found(inquiry, asked))):
            return answer_of(inquiry, searched, told)
        window = inquiry.asked.window
        anytime = inquiry.anytime() if window is not None and asked.topics else inquiry
        # `That the scaffold comes down on Monday`: the day may be one that they told of.
        if window is not None and (
            told := [each for each in distinct(_found(anytime, asked)) if says_when(window.words, each.row.post.text)]
        ):
            return answer_of(anytime, searched, told)
        if (absent := _unseen(inquiry, asked)) is not None:
            return absent
    return None


def says_when(words: str, text: str) -> bool:
    """Say whether a text has the words of time of a question."""
    when = set(tokens(words)) - ASKING
    return bool(when) and when <= set(tokens(text))


def _found(inquiry: Inquiry, asked: Asked) -> list[Told]:
    """Return the posts that have the most of what is asked for, as far as it is enough, in their order."""
    witness = Witness(inquiry.views)
    told: list[Told] = []
    for row in _candidates(inquiry, asked):
        # Of a list of mails the mails themselves are read.
        each = vouched(inquiry, witness, row)
        if each is None:
            continue
        if asked.is_last and asked.in_a_room and ":" not in row.post.said:
            # Under an article, or a ticket: chats tell the hour.
            continue
        if (held := _held(asked, row, each.title)) is not None:
            told.append(msgspec.structs.replace(each, held=held))
    # Numbers tell in which order frames were looked at, and not in which they were captured.
    told.sort(key=lambda each: (each.claim.first_seen, each.row.post.box[1]))
    if asked.is_first:
        return told[:1]
    if asked.is_last:
        latest = [each for each in told if each.claim.last_seen == max(other.claim.last_seen for other in told)]
        return latest[-1:]
    most = max((each.held for each in told), default=0)
    return [each for each in told if each.held == most]


def _candidates(inquiry: Inquiry, asked: Asked) -> Sequence[PostRow]:
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
    if asked.stranger:
        return ()
    rows = [row for row in rows if row.post.author not in asked.others]
    return [row for row in rows if not asked.writers or row.post.author in asked.writers]


def _held(asked: Asked, row: PostRow, title: str) -> int | None:
    """Return how many of the words a post has; None where these are too few, or one that it must have is not there.

    The title of its window may tell where it was written, but not what.
    """
    text = row.post.text
    if not said.shows(asked.words, text):
        return None
    if (asked.is_question and "?" not in text) or (asked.noun and forms(asked.noun).isdisjoint(tokens(text))):
        return None
    held = [term for term in asked.topics if holds(term, text)]
    placed = [term for term in asked.topics if term not in held and holds(term, title)]
    is_placed = asked.writers or asked.in_a_room or any(said.is_place(asked.words, term) for term in placed)
    needed = [term for term in asked.topics if term.kind != ASKED and not (is_placed and term in placed)]
    if any(term.kind == ESSENTIAL and term not in held and term not in placed for term in asked.topics):
        return None
    if (needed and not held) or not _has_form(asked, row):
        return None
    least = len(needed) if len(needed) <= _FEW else _share(asked) * len(needed)
    return len(held) if sum(term in held for term in needed) >= least else None


def _share(asked: Asked) -> float:
    return _ENOUGH_IN_A_ROOM if asked.in_a_room else _ENOUGH


def _has_form(asked: Asked, row: PostRow) -> bool:
    """Say whether a post tells a value of the form that is asked for; its name and time count where these are."""
    told = f"{row.post.text} {row.post.author} {row.post.said}" if _TIMED.search(asked.words) else row.post.text
    return expected.has_form(asked.words, told)


def vouched(inquiry: Inquiry, witness: Witness, row: PostRow, held: int = 0) -> Told | None:
    """Return a post with its evidence, where that holds; none of a list of mails, which is cut short."""
    claim = claimed(inquiry, witness, row)
    title = " ".join(claim.citations[0].title.split()) if claim is not None else ""
    is_listed = not _MAIL_TITLES.isdisjoint(tokens(title))
    return None if claim is None or is_listed else Told(row, claim, title, held)


def claimed(inquiry: Inquiry, witness: Witness, row: PostRow) -> Claim | None:
    """Return a post with its evidence, where it was seen in the asked time; None where that does not hold."""
    placed = inquiry.shown(row.chain, row.born, row.gone)
    frame = frames.by_id(inquiry.db, placed[-1].frame) if placed else None
    life = Lifetime(row.seq, row.place, row.chain, row.born, row.gone)
    if frame is None or witness.thing(life, frame) != row.post:
        return None
    post = row.post
    cited = [witness.cited(life, frame, post.box, post.text)]
    heads = [(post.author_box, post.author), (post.said_box, post.said)]
    cited += [witness.cited(life, frame, box, text) for box, text in heads if text]
    first, last = (moment.spell(each.captured_us) for each in (placed[0], placed[-1]))
    return Claim(_spelled(row), _cited(cited), first, last, len({each.frame for each in placed}))


def _cited(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cited))


def _spelled(row: PostRow) -> str:
    post = row.post
    when = f", {post.said}" if post.said else ""
    return f"{post.author or 'without a name'}{when}: “{' '.join(post.text.split())}”"


def distinct(told: Iterable[Told]) -> Iterator[Told]:
    """Yield posts once each, with all the time in which they were seen: what is scrolled, or opened again, is one."""
    seen: dict[tuple[str, str, str], Told] = {}
    for each in told:
        key = each.row.post.author, each.row.post.said, each.row.post.text
        known = seen.get(key)
        seen[key] = each if known is None else msgspec.structs.replace(each, claim=_both(known.claim, each.claim))
    yield from seen.values()


def _both(one: Claim, other: Claim) -> Claim:
    first, last = min(one.first_seen, other.first_seen), max(one.last_seen, other.last_seen)
    return msgspec.structs.replace(other, first_seen=first, last_seen=last, frames=one.frames + other.frames)


def answer_of(inquiry: Inquiry, searched: Sequence[str], told: Sequence[Told]) -> Answer:
    """Return the answer that some posts give, the last of them where there are many."""
    shown = told[-inquiry.limit :]
    claims = [each.claim for each in shown]
    zone = inquiry.asked.zone
    if len(told) == 1:
        claim, title = claims[0], told[0].title
        when = local(claim.first_seen, zone)
        summary = f"{claim.text}, first seen {when}{f' in {title}' if title else ''}."
    else:
        listed = "; ".join(claim.text for claim in claims)
        more = f"The last {len(shown)} of " if len(shown) < len(told) else ""
        when = f"from {local(claims[0].first_seen, zone)} to {local(claims[-1].last_seen, zone)}"
        summary = f"{more}{counted(len(told), 'post')}, seen {when}: {listed}."
    answer = concluded(inquiry, inquiry.ground(_PROCESSORS), claims, summary, searched=searched)
    return msgspec.structs.replace(answer, clipped=len(shown) < len(told))


def _unseen(inquiry: Inquiry, asked: Asked) -> Answer | None:
    """Say that who is named wrote nothing of it, where a chat is named or somebody else wrote it; else None."""
    if not (asked.stranger or asked.writers) or not asked.topics or asked.is_first or asked.is_last or asked.noun:
        return None
    anybody = msgspec.structs.replace(asked, writers=frozenset(), others=asked.writers, stranger="")
    others = list(distinct(_found(inquiry, anybody)))
    own = [row for row in _candidates(inquiry, asked) if any(holds(term, row.post.text) for term in asked.topics)]
    if any(_may_be(writer, each.row.post.author) for writer in asked.writers for each in others):
        return None
    if (not asked.in_a_room and not others) or own or not posts.latest(inquiry.db, inquiry.between, 1):
        return None
    names = asked.stranger or ", ".join(sorted(asked.writers))
    summary = f"Not found: no post by {names} that was seen{inquiry.within} tells of it."
    if others:
        summary += " Somebody else wrote of it: ask without the name."
    return concluded(
        inquiry, inquiry.ground(_PROCESSORS), [], summary, searched=tuple(term.text for term in asked.topics)
    )


def _may_be(writer: str, handle: str) -> bool:
    """Say whether a handle may be that of a writer: `ahaddad` of Amira Haddad."""
    return any(part in handle.casefold() for part in tokens(writer) if len(part) >= _LONG)
