"""Spelling: slips of the pen, put right before anything is understood.

Only a word that is nowhere in the evidence and in no table of ours is taken for a slip, and only where exactly one word
is that near: one of ours, or else one that stands on a screen. Names with a capital are left alone. A slip in a quote
is put right where the whole of it then stands on a screen.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from projections import text
from projections.terms import Terms
from query.language import complaints, english, vocabulary
from query.language.asking import ASKING, LOOSE_WORDS, VALUE_WORDS
from query.language.named import SORTS, WRITERS
from query.language.talk import COMMON, QUOTED
from query.language.thesaurus import SAID
from query.language.words import folded, forms, tokens
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS

_SHORTEST = 4
# Slips that everybody makes in words too short for any other rule.
_USUAL = {
    "teh": "the", "hte": "the", "tge": "the", "adn": "and", "nad": "and", "wen": "when", "whn": "when", "wat": "what",
    "wht": "what", "whta": "what", "wich": "which", "whic": "which", "whcih": "which", "wehre": "where",
    "wher": "where", "whre": "where", "taht": "that", "tht": "that", "fro": "for", "hwo": "who", "waht": "what",
    "thsi": "this", "frm": "from", "wiht": "with", "wth": "with", "dind": "did", "didi": "did", "dod": "did",
    "nite": "night", "agn": "again", "abt": "about", "yday": "yesterday", "thru": "through",
    "kinda": "kind of", "sorta": "sort of", "cuz": "because", "bcs": "because", "pls": "please", "plz": "please",
    "secs": "seconds", "mins": "minutes", "hrs": "hours",
    "smth": "something", "sth": "something", "msg": "message", "tmrw": "tomorrow", "btwn": "between",
}  # fmt: skip
_SHORT, _LONG = 5, 6
_TWO_SLIPS = 10
_ENDING = 2
_SURE = 8
_PREFIX = 2
_MOST_TERMS = 50_000
# What is done with what stands there: `stahsed` with `git stash`.
_VERBAL = ("ed", "ing")
_PLAIN = pattern(r"(?<![\w./\\@#-])[^\W\d_]+(?![\w/\\@]|[.-]\w|['’]\w{2})")
_OF_TIME = frozenset(
    """
    yesterday today tonight morning afternoon evening night week weeks weekend month months year years day days hour
    hours minute minutes between since before after until during around about noon
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
) | {*MONTHS, *WEEKDAYS}
# What decides which family is asked, where the table of concepts has it in turns of several words only.
_CUES = frozenset({"complain", "complained", "complaining", "failed", "front", "refused", "rejected"})
_OURS = (
    vocabulary.ALONE
    | _CUES
    | {"computer", "different", "keyboard", "laptop", "separate"}
    | ASKING
    | LOOSE_WORDS
    | VALUE_WORDS
    | _OF_TIME
)
# What merely anybody may say counts after what stands on a screen: `opnion` is no `option` where an opinion stands.
_ANYBODYS = (COMMON | SAID) - _OURS
_PAIRS = tuple(turn for turn in vocabulary.TURNS if len(turn) == 2 and len(turn[1]) >= _SHORT)
_KNOWN = complaints.DONE | vocabulary.WORDS | _OURS | COMMON | SAID | SORTS | WRITERS


@lru_cache(maxsize=2)
def _by_beginning(words: frozenset[str]) -> dict[tuple[int, str], list[str]]:
    """Return words by their length and first letter."""
    found: dict[tuple[int, str], list[str]] = {}
    for word in sorted(words):
        if len(word) >= _SHORTEST and word.isalpha():
            found.setdefault((len(word), word[0]), []).append(word)
    return found


def corrected(
    db: sqlite3.Connection, question: str, terms: Callable[[], Terms] | None = None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question with its slips put right, and what was written for what.

    `terms` gives the words that stand on screens: what is none of them, and near to just one, is taken for that.
    """
    slips: list[tuple[str, str]] = []

    def right(match: re.Match[str]) -> str:
        written = match[0]
        meant = _meant(db, written, _OURS)
        # `opnion` lacks a letter of an opinion that stands on a screen; `option` has a wrong one.
        if terms is not None and (meant is None or not _has_letters_of(meant, folded(written))):
            meant = _evident(db, written, terms) or meant
        meant = meant or _anybodys(db, written) or _in_a_turn(db, match.string[: match.start()], written)
        if meant is None:
            return written
        slips.append((written, meant))
        return meant.title() if written.istitle() else meant

    quoted = [(match.start(), match.end()) for match in QUOTED.finditer(question)]
    pieces, at = [], 0
    for start, end in [*quoted, (len(question), len(question))]:
        pieces += [_PLAIN.sub(right, question[at:start]), question[start:end]]
        if terms is not None and (slip := _in_quote(db, question[start:end], terms)):
            slips.append(slip)
            pieces[-1] = pieces[-1].replace(*slip)
        at = end
    return "".join(pieces), tuple(slips)


def _in_quote(db: sqlite3.Connection, quote: str, terms: Callable[[], Terms]) -> tuple[str, str] | None:
    """Return the slip in a quote, and what was meant: what stands on a screen word for word when it is put right."""
    said = tokens(quote)
    if _stands_so(db, said) or (len(said) == 1 and len(said[0]) < _SURE):
        return None
    right = {
        (written, word)
        for at, written in enumerate(said)
        if written.isalpha() and _may_be_slip(db, written)
        for beginning in dict.fromkeys((written[:_PREFIX], written[0] + written[_PREFIX], written[1] + written[0]))
        for word, _ in terms().beginning(beginning, _MOST_TERMS)
        if abs(len(word) - len(written)) <= 1 and word.isalpha() and distance(written, word) == 1
        if _stands_so(db, (*said[:at], word, *said[at + 1 :]))
    }
    if len(right) != 1:
        return None
    [(plain, meant)] = right
    written = next((match[0] for match in _PLAIN.finditer(quote) if folded(match[0]) == plain), "")
    return (written, meant.title() if written.istitle() else meant) if written else None


def _may_be_slip(db: sqlite3.Connection, written: str) -> bool:
    is_word = english.is_common(written) if len(written) >= _SHORT else english.is_word(written)
    return len(written) >= _SHORTEST and not is_word and not _stands(db, written)


def _stands_so(db: sqlite3.Connection, words: Sequence[str]) -> bool:
    """Say whether words stand side by side on a screen."""
    return text.is_anywhere(db, f'"{" ".join(words)}"')


def _meant(db: sqlite3.Connection, written: str, words: frozenset[str]) -> str | None:
    plain = folded(written)
    if (usual := _USUAL.get(plain)) is not None:
        return None if text.is_anywhere(db, f'"{plain}"') else usual
    if len(plain) < _SHORTEST or not plain.isascii() or _is_known(plain):
        return None
    nearest = _nearest(plain, words)
    if nearest is None or english.is_word(plain) or (not written.islower() and not _is_sure(written, nearest)):
        return None
    return None if text.is_anywhere(db, f'"{plain}"') else nearest


def _anybodys(db: sqlite3.Connection, written: str) -> str | None:
    """Return what anybody may say; of what names a thing only what stands on a screen: else it may be a name."""
    meant = _meant(db, written, _ANYBODYS)
    return meant if meant is None or meant in COMMON or _stands(db, meant) else None


def _in_a_turn(db: sqlite3.Connection, before: str, written: str) -> str | None:
    """Return what a rare word of English was meant for behind another: a `manger` is none, but for a `file manger`."""
    plain, leading = folded(written), tokens(before)[-1:]
    if not leading or len(plain) < _SHORT or english.is_common(plain) or _is_known(plain) or _stands(db, plain):
        return None
    near = {turn[1] for turn in _PAIRS if turn[0] == leading[0] and _is_slip(plain, turn[1], 1)}
    return near.pop() if len(near) == 1 else None


def _is_known(plain: str) -> bool:
    """Say whether a word is one of ours, or a longer form of one: `faild` is no form of `fail`."""
    endings = ("", "s", "es", "ed", "ing", "er", "st", "est", "ly", *(("d",) if plain.endswith("ed") else ()))
    return any(plain.removesuffix(ending) in _KNOWN for ending in endings)


def _is_sure(written: str, nearest: str) -> bool:
    """Say whether a word with a capital is no name: `Marco` is no slip of March, `Febuary` is one."""
    return written.istitle() and len(written) >= _LONG and written[-1] == nearest[-1]


def _evident(db: sqlite3.Connection, written: str, terms: Callable[[], Terms]) -> str | None:
    """Return the word on screens that was meant by one that is on none; None where none is near, or two are alike."""
    plain = folded(written)
    if not written.islower() or len(plain) < _SHORT or not plain.isascii() or _is_known(plain):
        return None
    if english.is_word(plain):
        return None
    if _stands(db, plain):
        return None
    # The second letter itself may be the slip: exchanged with the third, or one too many.
    beginnings = dict.fromkeys((plain[:_PREFIX], plain[0] + plain[_PREFIX]))
    near = {
        (count, meant)
        for beginning in beginnings
        for word, count in terms().beginning(beginning, _MOST_TERMS)
        for meant in (word, word.removesuffix("s"), *(word + ending for ending in _VERBAL if plain.endswith(ending)))
        # What is put together stands nowhere: no letter of it may be a wrong one, or `mended` were what is a menu.
        if _is_near(plain, meant) and (word.startswith(meant) or _has_letters_of(meant, plain))
    }
    # Who exchanges two has typed all letters, and no other: likelier than one left out, and that than a wrong one.
    exchanged = {(count, word) for count, word in near if sorted(word) == sorted(plain)}
    near = exchanged if exchanged or len(plain) < _LONG else near
    near = {(count, word) for count, word in near if _has_letters_of(word, plain)} or near
    stems = {min(forms(word), key=lambda form: (len(form), form)) for _, word in near}
    return max(near)[1] if len(stems) == 1 else None


def _stands(db: sqlite3.Connection, word: str) -> bool:
    """Say whether a word stands on any screen, in one of its forms."""
    return any(text.is_anywhere(db, f'"{form}"') for form in sorted(forms(word)))


def _is_near(plain: str, word: str) -> bool:
    if plain.endswith("in") and word == f"{plain}g":
        # As people say it: `shippin`.
        return True
    if sorted(word) == sorted(plain):
        return distance(plain, word) == 1
    return (
        abs(len(word) - len(plain)) <= 1
        and word[-1:] == plain[-1]
        and word.isalpha()
        and distance(plain, word) == 1
        and _is_slip(plain, word, 1)
    )


def _has_letters_of(word: str, plain: str) -> bool:
    """Say whether a word has all letters that were written."""
    return not Counter(plain) - Counter(word)


@lru_cache(maxsize=1024)
def _nearest(plain: str, words: frozenset[str]) -> str | None:
    """Return the one of some words that is near enough; None where there is none, or more than one."""
    most = 2 if len(plain) >= _TWO_SLIPS else 1
    for slips in range(1, most + 1):
        # The second letter may come first: exchanged with the first.
        beginnings = product(range(len(plain) - slips, len(plain) + slips + 1), dict.fromkeys(plain[:2]))
        near = {
            word
            for beginning in beginnings
            for word in _by_beginning(words).get(beginning, ())
            if _is_slip(plain, word, slips)
        }
        if near:
            doubled = {word for word in near if _undoubled(word) == _undoubled(plain)}
            near = doubled if len(doubled) == 1 else near
            return near.pop() if len(near) == 1 else _same_word(near)
    return None


def _is_slip(written: str, word: str, slips: int) -> bool:
    """Say whether a word may have been meant: short ones are near to too many others to take any slip for one."""
    if written[0] != word[0] and sorted(written[:2]) != sorted(word[:2]):
        return False
    if distance(written, word) != slips:
        return False
    if sorted(written) == sorted(word) or _undoubled(written) == _undoubled(word):
        return True
    if len(written) == len(word):
        # `ticket` and `ticked`: another ending is another word.
        return len(written) >= _LONG and (
            written[-_ENDING:] == word[-_ENDING:] or (len(written) >= _SURE and written[-1] == word[-1])
        )
    return min(len(written), len(word)) > _SHORTEST or (len(written) < len(word) and word in vocabulary.ALONE | _CUES)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _same_word(near: set[str]) -> str | None:
    """Return the shortest of some words where all are forms of it: `visit` of `visit`, `visits`."""
    shortest = min(near, key=lambda word: (len(word), word))
    return shortest if near <= forms(shortest) else None


def distance(one: str, other: str) -> int:
    """Return the number of slips between two words: a letter more, less, other, or two neighbours exchanged."""
    # What both begin with, or end with, is no slip.
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return max(len(one), len(other))
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        following = [at]
        for place, its in enumerate(other, 1):
            best = min(row[place] + 1, following[place - 1] + 1, row[place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                best = min(best, before[place - 2] + 1)
            following.append(best)
        before, row = row, following
    return row[-1]
