"""Sites told by description: `the council's permit site`, by its host, its titles and the heads of its pages together.

A word that stands in the head of a page, or in the title of one page, may be of anything; so one of the words must be
of the name of the site itself: a label of its host, what ends its titles, or two words that its host makes one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from itertools import pairwise

from projections import standing, subjects, windows
from projections.subjects import Subject
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import spellings, with_subjects
from query.language import named, webpages
from query.language.named import Named
from query.language.words import tokens
from query.patterns.pattern import pattern

_SITES = frozenset({"site", "sites", "website", "websites", "webpage", "webpages", "portal", "homepage", "pages"})
# Who has a site, and what little words are left of it, tell none.
_EMPTY = frozenset(
    """
    a an and at by company corporate for from in my of on online our s some that the their this to web with
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_TITLE_PARTS = pattern(r"\s[|·•–—:-]+\s")
# A name in one word with another begins or ends with it, or has it in it where it is long: `brightweather`.
_SHORTEST_BEGUN, _SHORTEST_WITHIN = 4, 5
# Of two words that a host makes one, so many letters each: `coco` for a county council.
_ABBREVIATED = (2, 3)
_MOST_FRAMES, _MOST_SITES = 6, 12
# The head of a page: above this share of its window, in lines of so many words.
_HEAD, _HEAD_WORDS = 0.3, 7


def site(inquiry: Inquiry, words: str) -> Named | None:
    """Return the one site that some words describe; None where they speak of no site, or fit none or several."""
    said = [token for token in tokens(words) if token not in _EMPTY]
    if _SITES.isdisjoint(said):
        return None
    telling = [token for token in said if token not in _SITES]
    # `The application site` of a fund: a word for a sort of thing need not stand there, nor both of `tool shop`.
    fewer = [token for token in telling if token not in named.SORTS]
    ways = (telling, *([fewer] if fewer else ([token] for token in telling if len(telling) > 1)))
    for way in ways:
        hosts = _described(inquiry, way) if way else []
        if hosts:
            if len(hosts) > 1:
                return None
            [host] = hosts
            whole = (number for number, each in subjects.holding(inquiry.db, [host]) if each.site == host)
            return Named(host, "site", frozenset(whole))
    return None


def _described(inquiry: Inquiry, telling: Sequence[str]) -> list[str]:
    """Return the hosts of the sites that hold all words, one of them in their own name."""
    found = []
    for host, pages in _candidates(inquiry.db, telling):
        own = {token for token in telling if _is_of_name(token, host, pages)}
        own |= {token for pair in pairwise(telling) if _is_made_one(pair, host) for token in pair}
        if not own:
            continue
        titles = frozenset(token for _, page in pages for token in tokens(page.page))
        lacking = [token for token in telling if token not in own and titles.isdisjoint(spellings(token))]
        if not lacking or _stand_in_heads(inquiry, [number for number, _ in pages], lacking):
            found.append(host)
    return found


def _candidates(db: sqlite3.Connection, telling: Sequence[str]) -> list[tuple[str, list[tuple[int, Subject]]]]:
    """Return the sites that may be called by one of the words, each with its pages. Mail and chats have names."""
    pieces = {token[: named.STEM] for token in telling} | {
        one[:count] + other[:count] for one, other in pairwise(telling) for count in _ABBREVIATED
    }
    talk = webpages.of_sort(db, "mail") | webpages.of_sort(db, "chat")
    hosts: dict[str, int] = {}
    for number, subject in subjects.holding_any(db, sorted(pieces)):
        if subject.site and number not in talk:
            hosts[subject.site] = number
    latest = sorted(hosts, key=lambda host: -hosts[host])[: _MOST_SITES * 4]
    return [(host, [pair for pair in subjects.holding(db, [host]) if pair[1].site == host]) for host in latest]


def _is_of_name(token: str, host: str, pages: Collection[tuple[int, Subject]]) -> bool:
    """Say whether a word is of the name of a site: in a label of its host, or in what ends its titles."""
    forms = spellings(token)
    labels = host.casefold().split(".")[:-1]
    if any(
        label in forms
        or any(len(form) >= _SHORTEST_BEGUN and (label.startswith(form) or label.endswith(form)) for form in forms)
        or any(len(form) >= _SHORTEST_WITHIN and form in label for form in forms)
        for label in labels
    ):
        return True
    parts = [_TITLE_PARTS.split(page.page) for _, page in pages]
    return any(len(part) > 1 and not forms.isdisjoint(tokens(part[-1])) for part in parts)


def _is_made_one(pair: tuple[str, str], host: str) -> bool:
    """Say whether a host has two words as one, by their beginnings: `somewherecoco` a county council."""
    return any(
        any(short in label[-len(short) :] or label.startswith(short) for label in host.casefold().split(".")[:-1])
        for short in (pair[0][:count] + pair[1][:count] for count in _ABBREVIATED)
    )


def _stand_in_heads(inquiry: Inquiry, numbers: Collection[int], lacking: Sequence[str]) -> bool:
    """Say whether words stand in the heads of the pages of a site, as they were seen last."""
    there: set[str] = set()
    for frame, _ in with_subjects(inquiry.anytime(), numbers, _MOST_FRAMES):
        there |= _head_of(inquiry.db, frame.id)
        if all(not there.isdisjoint(spellings(token)) for token in lacking):
            return True
    return False


def _head_of(db: sqlite3.Connection, frame: str) -> set[str]:
    """Return the words of the short lines in the upper part of the window in front on a frame."""
    front = next((window for _, _, window in windows.on_frame(db, frame) if window.focused), None)
    if front is None:
        return set()
    x0, y0, x1, y1 = front.box
    lines = [
        (line.box, tokens(line.text))
        for line in standing.on_frame(db, frame)
        if x0 <= line.box[0] < x1 and y0 <= line.box[1] < y0 + _HEAD * (y1 - y0)
    ]
    return {token for _, words in lines if len(words) <= _HEAD_WORDS for token in words}
