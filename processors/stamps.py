"""Stamps: points of time as chats, comments and threads spell them beside a name, in a few languages. Pure."""

from __future__ import annotations

import re
from functools import lru_cache


def _any(words: str) -> str:
    """Return a pattern of these words, longer ones first."""
    return "(?:" + "|".join(sorted((re.escape(word) for word in words.split()), key=len, reverse=True)) + ")"


_MONTH = (
    _any(
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember okt dez janvier février mars "
        "avril juin juillet août septembre octobre novembre décembre janv févr avr juil enero febrero marzo abril "
        "mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio "
        "settembre ottobre dicembre januari februari maart mei augustus janeiro fevereiro março maio junho julho "
        "setembro outubro novembro dezembro"
    )
    + r"\.?"
)
_WEEKDAY = (
    "(?:"
    + _any(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag "
        "dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi "
        "samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì "
        "sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    )
    + r"\.?|(?:lun|mar|mer|jeu|ven|sam|dim)\.)"
)
_NEAR_DAY = _any("today yesterday heute gestern vorgestern aujourd'hui hier hoy ayer oggi ieri vandaag gisteren ontem")
_HOUR = r"(?:[01]?\d|2[0-4])"
_CLOCK = (
    rf"(?:{_HOUR}:[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|{_HOUR}\.[0-5]\d\s?(?:[ap]\.?m\b\.?|uhr)|"
    rf"{_HOUR}\s?(?:[ap]\.?m\b\.?|h\s?[0-5]\d|uhr))(?:\suhr)?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:de\s)?{_MONTH}(?:,\s?\d{{4}}|\s(?:de\s)?\d{{4}})?|"
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,\s?\d{{4}}|\s\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_DAY = rf"(?:{_NEAR_DAY}|{_WEEKDAY}(?:,?\s{_DATE})?|{_DATE}|\d{{1,2}}[/.]\d{{1,2}}\.?)"
_ON = r"(?:(?:on|am|den|le|el|il|op)\s)?"
_AT = r",?\s(?:(?:at|um|à|a\slas|alle|om|às|kl\.?|[·|–-])\s)?"
_SOME = r"(?:\d{1,3}|an?|one|two|three|eine[rmn]?|une?|una?|uno|um|uma|een)"
_UNIT = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdwy]|mo|sekunden?|minuten?|stunden?|"
    r"std\.?|tage?n?|wochen?|monate?n?|jahre?n?|secondes?|heures?|jours?|semaines?|mois|ans?|segundos?|minutos?|horas?|"
    r"días?|dias?|semanas?|mes(?:es)?|años?|anos?|secondi|minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]|"
    r"uur|dag(?:en)?|week|weken|maand(?:en)?|jaar)"
)
_AGO = (
    rf"(?:(?:about\s|over\s|almost\s)?{_SOME}\s?{_UNIT}\s(?:ago|geleden|fa|atrás)|"
    rf"(?:vor|il\s?y\s?a|hace|há)\s{_SOME}\s?{_UNIT}|just\snow|moments?\sago|gerade\seben|à\sl'instant|"
    r"last\s(?:week|month|year)|letzte\swoche)"
)
STAMP = (
    rf"(?:{_ON}{_DAY}{_AT}{_CLOCK}|{_CLOCK}(?:\s{_NEAR_DAY}|\s{_DATE})?|{_AGO}|"
    rf"{_ON}(?:{_NEAR_DAY}|(?:{_WEEKDAY},?\s)?{_DATE}))"
)
"""A point of time as it is spelled beside a name, as a pattern without groups, for small and capital letters."""

EDITED = r"(?:edited|bearbeitet|modifié|modifiée|editado|editada|modificato|bewerkt)"
"""What says beside a time that a text was changed later."""

_STAMP = re.compile(rf"[(\[]?(?P<said>{STAMP})[)\]]?(?:[\s·•(]+{EDITED}\)?)?", re.IGNORECASE)
_BARE = re.compile(_CLOCK, re.IGNORECASE)
_LEADS_ON = re.compile(
    rf"(?:.*\s)?(?:{_DAY}|at|um|à|um|by|from|to|until|till|bis|de|le|om|kl\.?|.*[,:–—-])", re.IGNORECASE
)
_SHORT = re.compile(r"\d{1,2}\s?(?:m|min|h|hr|d|w|std\.?)", re.IGNORECASE)
_FOOT = re.compile(rf"(?:(?P<text>.*\S)\s)?(?P<said>{_CLOCK})(?P<ticks>(?:\s?[√✓✔/vV]{{1,2}}){{0,2}})", re.IGNORECASE)
_ENDS = re.compile(r"\d(?:\s?[ap]\.?m\.?|\suhr)?[√✓✔/vV\s]*$", re.IGNORECASE)
_CLOSES = re.compile(rf"(?:\S+\s){{1,4}}{STAMP}", re.IGNORECASE)
_LONGEST = 60
_REMEMBERED = 4096
_MAY = re.compile(
    rf"\d|\b(?:{_NEAR_DAY}|now|ago|fa|geleden|atrás|eben|instant|last|letzte|vor|hace|há|a)\b", re.IGNORECASE
)


def may_tell(text: str) -> bool:
    """Say whether a text may spell a point of time: it is asked of every line, and the patterns cost much."""
    return _MAY.search(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def stamp_in(text: str) -> str | None:
    """Return the point of time that a text spells, and nothing else; None where it is anything else."""
    words = " ".join(text.split())
    match = _STAMP.fullmatch(words) if len(words) <= _LONGEST and may_tell(words) else None
    return match["said"] if match is not None else None


def closes_with_stamp(text: str) -> bool:
    """Say whether a few words end with a point of time, as over a post."""
    words = " ".join(text.split())
    return len(words) <= _LONGEST and may_tell(words) and _CLOSES.fullmatch(words) is not None


def is_clock(said: str) -> bool:
    """Say whether a point of time is an hour of the day, and names no day."""
    return _BARE.fullmatch(said) is not None


@lru_cache(maxsize=_REMEMBERED)
def foot_in(text: str) -> tuple[str, str] | None:
    """Return what is said in a line and the hour behind it, as bubbles have it; ticks that say it was read are left.

    None where what stands before leads on to the hour, so that it is part of what is said.
    """
    words = " ".join(text.split())
    if _SHORT.fullmatch(words):
        return "", words
    match = _FOOT.fullmatch(words) if _ENDS.search(words) else None
    if match is None:
        return None
    told = match["text"] or ""
    is_said = told and (_LEADS_ON.fullmatch(told) is not None or not any(c.isalpha() for c in told))
    return None if is_said else (told, match["said"])
