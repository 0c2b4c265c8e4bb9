"""Stamps: points of time as chats, comments and threads spell them beside a name. Pure."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_DATE = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?\s{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
)
_DAY = rf"(?:today|yesterday|{_WEEKDAY}(?:,?\s(?:{_DATE}))?|{_DATE})"
_AGO = (
    r"(?:about\s|over\s|almost\s)?(?:\d{1,3}|an?|one|two|three)\s?"
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdw])\sago|just now|moments? ago|"
    r"last (?:week|month|year)"
)
STAMP = rf"(?:(?:on\s)?{_DAY},?(?:\sat)?\s(?:{_CLOCK})|{_CLOCK}|{_AGO}|(?:on\s)?(?:yesterday|{_DATE}))"
"""A point of time as it is spelled beside a name, as a pattern without groups, for small and capital letters."""

_STAMP = re.compile(rf"[(\[]?(?P<said>{STAMP})[)\]]?(?:\s\(edited\))?", re.IGNORECASE)


def stamp_in(text: str) -> str | None:
    """Return the point of time that a text spells, and nothing else; None where it is anything else."""
    match = _STAMP.fullmatch(" ".join(text.split()))
    return match["said"] if match is not None else None
