"""Wanted: which labels a question names, or implies, and of what thing it wants to know what stands beside them.

A label is named by its words, in any of their forms; the thing by what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from projections import values
from query.inquiries.inquiry import Inquiry
from query.language import besides, implied, story
from query.language.asking import ASKING, LOOSE_WORDS, UNITS, VALUE_WORDS
from query.language.concepts import concept
from query.language.named import SORTS
from query.language.vocabulary import Understood
from query.language.words import folded, tokens
from query.passages.intent import asked_for, unquoted
from query.passages.labels import ASKED, PREPOSITIONS, called, matched, meant, spelled_in, spelled_out
from query.patterns.pattern import pattern
from query.values import meanings

_MOST_LABELS = 6
_RECKONED = frozenset(
    """
    average count difference factor highest lowest maximum mean minimum ratio sum total
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# Who asks for one of these asks for what any label may have beside it.
_ANY_VALUE = LOOSE_WORDS | VALUE_WORDS | SORTS | UNITS | _RECKONED | {"person", "people", "clock", "kind"}
# What stands before a colon in code, or is no word, is no label that a person would name.
_NAME = pattern(r"[\w#][\w .,/&'’#%°€$£-]*(?:(?<= )\([^()]+\))?")
_COUNTED_AS = pattern(
    r"\bhow many\b[^.?!]*\b(?:is|are|was|were|been|got|stood|stand)(?: (?:still|already|found|now|not|all))? "
    r"(?P<state>[a-z]{3,}(?:ed|en|ing|nt)|gone|lost|sold|shut|sick|spare|dead|open)\b"
)
_WHEN = pattern(r"\bwhen\b|\b(?:what|which) (?:time|day|date)\b", re.IGNORECASE)


class Wanted(msgspec.Struct, frozen=True):
    """What a question names: labels that are called so, and the words for the thing, with those that are names.

    `words` are the tokens of the question that name the labels. Of a `day`, only what stands in a row that names it.
    What is `implied` is not named by the question: then of one window only those labels count that are nearest in
    words, by `tiers`, with a value of a `sort`. `dated` are those words of the thing that say its day.
    """

    labels: tuple[str, ...]
    name: str
    thing: tuple[str, ...]
    names: frozenset[str] = msgspec.field(default_factory=frozenset)
    words: frozenset[str] = msgspec.field(default_factory=frozenset)
    day: date | None = None
    implied: bool = False
    dated: frozenset[str] = frozenset()
    tiers: tuple[tuple[str, ...], ...] = ()
    sort: str = ""

    @property
    def is_told_apart(self) -> bool:
        """Say whether it can be only one: a thing is named, or a day, or the label by more than one word."""
        return bool(self.thing) or self.day is not None or len(self.words) > 1


def wanted(inquiry: Inquiry, understood: Understood, drop: Iterable[str]) -> list[Wanted]:
    """Return what may be asked for, the label that holds most of the question first."""
    known = [label for label in values.labels(inquiry.db) if len(label) > 1 and _NAME.fullmatch(label)]
    said = said_in(understood, frozenset(drop), spelled_in(inquiry.rest, known))
    # `By when may it be withdrawn` names no month.
    said = [pair for pair in said if pair[0] != "may" or "may" not in besides.words(inquiry.rest)]
    asked = asked_for(inquiry.rest)
    asked = frozenset() if asked & _ANY_VALUE else asked
    # Of `how many pipes are dented` it is the dented ones that are counted.
    states = {match["state"] for match in _COUNTED_AS.finditer(folded(inquiry.rest))}
    asked = asked | states if asked else asked
    run, labels = spelled_out(inquiry.rest, known)
    found = [_of_words(said, frozenset(run), labels)] if run else []
    for words, labels in matched([token for token, _ in said], known)[:_MOST_LABELS]:
        if asked and not any(meant(word) & asked for word in words):
            # `Which order did Greta put on hold`: an order is asked for, and not what stands beside a Greta.
            continue
        found.append(_of_words(said, words, labels))
    asking = frozenset(tokens(story.asking_part(inquiry.rest)))
    # What is asked goes before what is told: `The ward wants to know it. Who is the witness?`
    found.sort(key=lambda each: (not each.words <= asking, states.isdisjoint(each.words)))
    implied_ones = _implied(inquiry, said, known)
    sorts = {each.sort for each in implied_ones}
    if (sorts == {"day"} and _WHEN.search(inquiry.rest)) or implied.is_frequency(inquiry.rest):
        # When an invoice was written its number does not tell; nor how often a thing is served when that was last done.
        found = [replace(each, sort="often" if implied.is_frequency(inquiry.rest) else "day") for each in found]
    # Of `how urgent is RIV-73` that number names the thing, even where a tab is labelled so.
    names = {token for token, is_name in said if is_name} if implied_ones else set[str]()
    of_things = [each for each in found if each.words and each.words <= names]
    of_things += [each for each in found if _is_carried(each, inquiry, implied_ones) and each not in of_things]
    of_things += [each for each in found if each.words <= ASKED and each not in of_things] if implied_ones else []
    return [*(each for each in found if each not in of_things), *implied_ones, *of_things]


def _is_carried(named: Wanted, inquiry: Inquiry, implied_ones: Sequence[Wanted]) -> bool:
    """Say whether a label is named only by words that ask for another one: `Takes` by `what should I take along`.

    Or by none as it stands: `Ordered on` by `when should the order get here`.
    """
    asked = [each for each in implied.by(unquoted(inquiry.asked.question)) if not each.by_name]
    others = {label for each in implied_ones for label in each.labels}
    if not asked or not others or not others.isdisjoint(named.labels):
        return False
    said = frozenset[str]().union(*(each.said for each in asked))
    words = {token.removesuffix("s") for token in tokens(inquiry.rest)}
    return named.words <= said or not any(
        words & {token.removesuffix("s") for token in tokens(label)} for label in named.labels
    )


def _implied(inquiry: Inquiry, said: Sequence[tuple[str, bool]], known: Sequence[str]) -> list[Wanted]:
    """Return what is asked for without a name: who it is bought from is the vendor, be it called so or the supplier."""
    found = []
    question = unquoted(inquiry.asked.question)
    for implied_so in implied.by(question):
        rest = [(token, is_name) for token, is_name in said if token not in implied_so.said | ASKED]
        # A label may have more words, which the question has, too: `Reading every` for how often it reads.
        # A label that is called as it is asked for is named.
        others = [each for each in known if implied_so.said.isdisjoint(tokens(each))] if implied_so.by_name else known
        for meaning in meanings.meaning(implied_so.concept, others, tokens(question)):
            each = _of_words(rest, meaning.words, meaning.labels)
            words = meaning.words.intersection(token for token, _ in rest) | {f"({implied_so.concept})"}
            sort = concept(implied_so.concept).sort
            found.append(replace(each, implied=True, words=words, tiers=meaning.tiers, sort=sort))
    return found


def _of_words(said: Iterable[tuple[str, bool]], words: frozenset[str], labels: Sequence[str]) -> Wanted:
    rest = [(token, is_name) for token, is_name in said if token not in words]
    names = frozenset(token for token, is_name in rest if is_name)
    return Wanted(tuple(labels), called(labels), tuple(token for token, _ in rest), names, words)


def said_in(understood: Understood, drop: frozenset[str], keep: frozenset[str] = frozenset()) -> list[tuple[str, bool]]:
    """Return the tokens that name something, each with whether it is a name: an identifier, or with a capital.

    What says one of the concepts to `drop` names nothing, but for the tokens to `keep`.
    """
    said = []
    for number, word in enumerate(understood.words):
        named = folded(word.text) in ASKED
        is_dropped = not word.quoted and not word.concepts.isdisjoint(drop) and keep.isdisjoint(tokens(word.text))
        if not named and (word.is_filling or is_dropped):
            continue
        several = " " in word.text and not word.quoted
        for token in (each for each in tokens(word.text) if each not in PREPOSITIONS):
            # Of a turn such as `what date` only what is no word of asking is said.
            if several and token in ASKING:
                continue
            capital = word.text[:1].isupper() and number > 0
            is_plain = re.sub(r"[ -]", "", word.text).isalpha()
            said.append((token, word.quoted or capital or not is_plain))
    return said


def is_loose(token: str) -> bool:
    """Say whether a token carries a question, and names nothing that must stand."""
    return token in LOOSE_WORDS or token in SORTS or token in ASKING or token in UNITS or token in VALUE_WORDS
