"""Deeds that questions name beside a thing: what nobody says of an appointment is asked of something else.

`When was the invoice sent` is not answered by an invoice check, `when did the library open` not by its handover.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from query.calendar.entry import Entry
from query.language import courtesy, negated, story
from query.language.talk import is_deed
from query.language.words import forms, tokens
from query.patterns.pattern import pattern

_SHORTEST = 4
_SUBJECT = r"(?:i|we|you|he|she|it|they|nobody|anybody|anyone|somebody|someone)"
# Whose deed it is tells where its verb stands.
_OURS = pattern(
    rf"\b(?P<aux>did|do|does|will|have|has|had|can|must|should|would) {_SUBJECT} "
    r"(?:\w+ly |ever |also |just |first |last )*(?P<deed>\w+)\b",
    re.IGNORECASE,
)
_DID = pattern(r"\b(?:did|does|do|will|would|has|had)\b", re.IGNORECASE)
_AWAY = pattern(
    r"\b(?!(?:is|was|are|were|am|be)\b)(?P<verb>\w+) (?P<way>back|out|off|away|down|through)\b", re.IGNORECASE
)
# Verbs that have the form of a noun, or of no verb, and what one finds a thing to be.
_PLAIN = frozenset(
    """
    appear appeared appears ask asked change changed changes check checked checks click clicked close closes closed copy
    create created creates display edit enter issue issued mention mentioned open opened opening opens paste post posted
    press print printed ready receive received receives reply show sit sits tick type typed answer answered
    available unavailable closing leave leaves left expire expires return returns repair deliver
    delivers cancel ship ships die died cost costs fail fails fit fits save saves upload download install
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
_OF_APPOINTMENTS = frozenset(
    """
    be been have had having got get gets go goes going gone went come comes came coming take takes took taken taking
    happen happens happened occur occurs occurred hold held holds meet meets met meeting see seeing attend attends
    begin begins began begun start starts started starting end ends ended ending finish finishes finished last lasts
    lasted run runs ran running need needs must supposed talk speak call called visit expect expected join fall falls
    fell invite invited due arrive arrives arrived arriving tell told tells know known think give given
    """.split()  # noqa: SIM905
)
_ENTERED = frozenset(
    """
    plan planned schedule scheduled book booked arrange arranged set fix fixed put mark marked note noted write written
    enter entered list listed say says said show shows shown agreed
    """.split()  # noqa: SIM905
)
# What one did oneself, at another time than that of the appointment.
_DONE_THEN = frozenset("begin start end finish call run last invite due hold take".split())  # noqa: SIM905


def put(plain: str) -> str:
    """Return what of a question asks, without what is said around it; words of time are for the caller to take off."""
    said = courtesy.without(plain)
    return " ".join((story.asking_part(said) or said).split())


def is_negated(asked: str) -> bool:
    """Say whether what asks is for what is not, or was not done: no calendar tells that."""
    return negated.has_negation(asked)


def is_of_one_thing(asked: str) -> bool:
    """Say whether a question is for what something did: one of its words is the verb, whichever that is."""
    return _DID.search(asked) is not None


def are_of(asked: str, entry: Entry | None = None) -> bool:
    """Say whether the deeds of a question are said of appointments, or stand in what an entry says.

    Args:
        asked: what asks, without its words of time.
        entry: None where no entry is named.
    """
    there = tokens(entry.text) if entry is not None else ()
    told = tokens(asked)
    ours = _OURS.search(asked)
    if ours is not None and not _may_do(ours["aux"].lower(), ours["deed"].lower(), there):
        return False
    if any(not {each["way"].lower(), each["verb"].lower()} & {*there} for each in _AWAY.finditer(asked)):
        return False
    if "due" in told and entry is not None and not _may_be_due(told, there, entry):
        return False
    said = _OF_APPOINTMENTS | _ENTERED
    return all(stands(word, there) for word in told if word not in said and (word in _PLAIN or is_deed(word)))


def _may_do(aux: str, deed: str, there: Sequence[str]) -> bool:
    """Say whether a verb behind somebody may be said of an appointment: what I booked, I did at another time."""
    is_then = aux in ("did", "have", "has", "had")
    of_one = deed in _OF_APPOINTMENTS and not (is_then and deed in _DONE_THEN)
    return of_one or stands(deed, there) or (deed in _ENTERED and not is_then)


def _may_be_due(told: Sequence[str], there: Sequence[str], entry: Entry) -> bool:
    """Say whether an entry tells when a thing is due: it says so, or is called as the thing is, and nothing else."""
    title = [word for word in tokens(entry.lines[0].text) if word.isalpha()]
    return not {"due", "deadline"}.isdisjoint(there) or all(stands(word, told) for word in title)


def stands(word: str, there: Sequence[str]) -> bool:
    """Say whether a word stands there, or one that begins as it does: `deliver`, `delivery`."""
    found = forms(word)
    stem = min(found, key=len)
    return any(each in found or (len(stem) >= _SHORTEST and each.startswith(stem)) for each in there)
