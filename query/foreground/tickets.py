"""Tickets, pull requests and tasks that were in front, as titles and addresses of pages and windows tell them."""

from __future__ import annotations

import re

import msgspec

from projections import subjects
from projections.appearances import Appearance
from query.answers.answer import Answer
from query.foreground import appearances, listing
from query.foreground.appearances import Thing
from query.foreground.listing import Sort
from query.inquiries.inquiry import Inquiry
from query.language.words import folded
from query.patterns.cues import cued
from query.patterns.pattern import pattern


class _Kind(msgspec.Struct, frozen=True):
    """A kind of thing that is worked on: its name, how it is asked for, and what a title or an address says of one."""

    noun: str
    asked: Sort
    title: re.Pattern[str]
    address: re.Pattern[str]


# What is written like the key of a ticket, and is none.
_NO_KEY = (
    r"(?:AES|CVE|COVID|DIN|EN|GPT|HTTP|IEC|IEEE|ISO|MD|MPEG|PEP|PHP|RFC|RS|RSA|SARS|SHA|TLS|UTF|USB|UTC|WS|WCAG)-\d"
)
_KEY = rf"(?!{_NO_KEY})[A-Z][A-Z0-9]{{1,9}}-\d{{1,6}}"
_NO_TICKET = (
    r"(?![ -](?:board|categor|counter|filter|form|id|label|list|machine|number|office|page|price|queue|shop|status|"
    r"system|template|title|tracker|type)\w*\b)"
)
_KINDS = (
    _Kind(
        "pull request",
        listing.sort(
            r"\b(?:pull[- ]requests?|merge[- ]requests?|(?-i:PRs?|MRs?)|code reviews?)\b" + _NO_TICKET,
            rf"(?:{listing.LOOKED}|review(?:ed|ing)?)",
            has_state=True,
        ),
        pattern(r"\b(?:pull|merge) request [#!]?\d+|\bPR #\d+|\bMR !\d+", re.IGNORECASE),
        pattern(r"/(?:pull|pulls|pull-requests?|pullrequest|merge_requests)/\d+|/c/\S+/\+/\d+", re.IGNORECASE),
    ),
    _Kind(
        "ticket",
        listing.sort(rf"\b(?:tickets?|issues?|bug reports?|bugs?)\b{_NO_TICKET}", has_state=True),
        pattern(rf"^[\W_]*{_KEY}(?![\w-])(?!\s*$)|\b(?:Issue|Bug|Ticket|Incident) ?#?\d+\b"),
        pattern(
            rf"/browse/(?-i:{_KEY})(?!\w)|/(?:issues?|tickets?|bugs?|incidents?)/(?:(?-i:{_KEY})|\d+)(?!\w)|"
            r"/show_bug\.cgi\?id=\d|/_workitems/edit/\d|/work_items/\d",
            re.IGNORECASE,
        ),
    ),
    _Kind(
        "task",
        listing.sort(r"\btasks?\b(?![ -](?:bar|manager|list|view|switcher)\b)", has_state=True),
        pattern(r"\bTask ?#?\d+\b"),
        pattern(r"/tasks?/\d+(?!\w)", re.IGNORECASE),
    ),
)
# Where such things are worked on: a page, or a program that is not known as one that opens files.
_SHOWN_IN = frozenset({"browser", ""})


@cued(*(kind.asked.noun for kind in _KINDS))
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell which tickets, or the like, were in front, and when; None where none are asked for, or none fits."""
    for kind in _KINDS:
        asked = listing.asked_of(inquiry, kind.asked)
        if asked is None:
            continue
        numbers = [number for number, subject in subjects.holding(inquiry.db, ()) if subject.category in _SHOWN_IN]
        things = [_thing(each) for each in appearances.of(inquiry, numbers) if _is_of(kind, each)]
        found = appearances.once([thing for thing in things if appearances.fits(asked.terms, thing)])
        if asked.terms and not found:
            return None
        within = appearances.within(inquiry)
        none = f"Not found: no title and no address of what was in front{within} is that of a {kind.noun}."
        return appearances.told(inquiry, found, kind.noun, asked.words, none, measure=asked.measure)
    return None


def _is_of(kind: _Kind, shown: Appearance) -> bool:
    return bool(kind.title.search(shown.title) or kind.address.search(shown.subject.url)) and not shown.subject.document


def _thing(shown: Appearance) -> Thing:
    name = " ".join(shown.title.split())
    return Thing(folded(name), name, appearances.where(shown), shown)
