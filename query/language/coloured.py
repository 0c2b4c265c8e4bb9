"""Coloured things: what a question asks the colour of, how it is called, and where it is said to have been."""

from __future__ import annotations

import re

import msgspec

from query.language import shades
from query.language.asking import ASKING
from query.language.words import tokens
from query.patterns.pattern import pattern

_SOME = r"(?:(?:my|the|that|this|our|his|her|their|your|an?)\s+)"
_PLACES = (
    r"calend[ae]rs?|almanac[ks]?|diary|agenda|planner|schedule|timetable|(?:week|day|month) view|"
    r"pages?|sites?|web ?sites?|web ?pages?|homepage|forms?|windows?|apps?|applications?|programs?|screens?|"
    r"dashboards?|boards?|chats?|channels?|inbox|mailbox|e?-?mails?|trackers?|browsers?|editors?|shops?|portal|sheets?|"
    r"spreadsheets?|documents?|intranet|wiki"
)
_KINDS = (
    r"buttons?|tabs?|entry|entries|appointments?|events?|tags?|chips?|badges?|pills?|rows?|(?:sticky )?notes?|"
    r"cards?|box(?:es)?|(?:input )?fields?|messages?|bubbles?|blocks?|tiles?|cells?|"
    r"(?:labels?|status)(?=\W*$|\s+(?:in|on|at|of|from|was|is|were|are|had|has)\b)"
)
_NAMED = r"(?:(?!(?:in|on|of|at|from|with|by|for|was|is|were|are|had|has|did)\b)[\w'’.&+-]+\s+){0,5}?"
_GOES_ON = (
    r"(?=\W*$|\s*[,.?!;:]|\s+(?:in|on|at|of|from|for|with|by|was|is|were|are|had|has|have|did|and|that|which|when|then|"
    r"again|please|back|every|each|all|there|who|how|what|i|we|it|my|the|red|green|blue|\d)\b)"
)
_IN = pattern(
    rf"\b(?:in|on|of|at|from|within)\s+(?P<named>{_SOME}?{_NAMED})(?P<place>{_PLACES})\b{_GOES_ON}", re.IGNORECASE
)
_CALENDAR = pattern(r"calend|almanac|diary|agenda|planner|schedule|timetable|view", re.IGNORECASE)

ENTRY = pattern(r"\b(?:entry|entries|appointments?|events?|meetings?)\b", re.IGNORECASE)
"""What an entry of a calendar is called."""

_KIND = pattern(rf"\b(?:{_KINDS})\b", re.IGNORECASE)
BAR = pattern(
    r"\b(?:(?P<which>title|status|header|nav(?:igation)?|top|bottom)[ -]?)?"
    r"(?P<bar>bars?|banners?|strips?|(?:stripes?|bands?)(?=.*\b(?:top|bottom|head|foot)\b))\b"
    r"|\b(?P<head>(?:page )?header|masthead)\b|\b(?P<foot>footer)\b",
    re.IGNORECASE,
)
"""What a bar of a window is called, and which one it is."""

_OTHER_BAR = pattern(
    r"\b(?:search|address|progress|side|scroll|tab|tool|menu|task|loading|space)[ -]?bars?\b|\bheader rows?\b"
    r"|\bbars? (?:charts?|graphs?)\b|\bbars? (?:in|of) (?:the |that |my )?(?:\w+ )?(?:charts?|graphs?|diagrams?)\b",
    re.IGNORECASE,
)
# What is told of that page besides: `the shop where I bought the drill`.
_TOLD = pattern(r",? (?:where|when|that|which|on which) (?:i|we)\b.*|, (?:the one|which|that|with)\b.*", re.IGNORECASE)
_AT_END = pattern(
    r"\b(?:at|across|along|on|over|in)?\s*(?:the )?(?:very )?(?P<end>top|bottom|head|foot)(?:\s+(?:edge|end))?\b",
    re.IGNORECASE,
)
FIGURES = r"(?:figures?|digits|numerals|(?:big|bold|huge|large|small|tiny) (?:numbers?|words?))"
"""Writing of which the colour may be asked, as a part of a pattern: what it stands on has another one."""

# Of these a colour is not that of what they stand on.
_OTHER = pattern(
    rf"\b{FIGURES}\b|"
    r"\b(?:backgrounds?|bg|foreground|behind|theme|dominant|wallpaper|desktop|scheme|palette|dress code|links?|icons?|"
    r"logos?|borders?|cursors?|charts?|check ?box(?:es)?|pictures?|photos?|"
    r"(?:text|font|letters?|writing|heading|title) colou?rs?|"
    r"colou?rs? (?:of|for|had|has|have|is|was|are|were) (?:the )?(?:text|font|letters|writing|heading|title)\b)",
    re.IGNORECASE,
)
_ASKS = r"\b(?:colou?rs?|hex|rgb|ansi|xterm)\b"
_WHETHER = rf"^\W*(?:is|was|were|are|did|does)\b.*\b(?P<said>{shades.NAMES})\b"
ASKED = pattern(rf"{_ASKS}|{_WHETHER}", re.IGNORECASE | re.DOTALL)
"""What asks for a colour, or whether something has one."""

_WHICH = pattern(_ASKS, re.IGNORECASE)
# `Was the Merge button green?`: a name of a colour that ends the question, but for words that only carry it.
_IS_IT = pattern(
    rf"{_WHETHER}(?:\s+(?:then|or not|again|before|back then|there|too|already|at all|one|ones))*\W*$",
    re.IGNORECASE | re.DOTALL,
)
_CARRIES = pattern(
    rf"{_ASKS}|(?<![\w-])(?:hex(?:adecimal)?|codes?|values?|nearest|closest|number|16|256|exact(?:ly)?|roughly|again|shades?|"
    r"tints?|tones?|sort|kind|(?:did|do|does|have|has|had) (?:i|we)|(?:of|in|for) (?:the|that|this) week|"
    r"give|gave|given|use|used|mark(?:ed)?|paint(?:ed)?|"
    r"shown?|shows|displayed|drawn|put|set|pick(?:ed)?|choose|chose|chosen|coloured|colored|highlight(?:ed)?|"
    r"every|each|ones?|own|remember|recall|tell|me|please|it|its|really|loud|bright|nice|stood|stand|stands|"
    r"was|were|is|are|being|been|then|there|so|very|quite|rather)(?![\w-])",
    re.IGNORECASE,
)

_NAME = pattern(rf"\b(?:{shades.NAMES})\b", re.IGNORECASE)
_QUOTED = pattern(r"\"[^\"]+\"|“[^”]+”|«[^»]+»|‘[^’]+’|(?<!\w)'[^']+'(?!\w)")
_SENTENCES = pattern(r"(?<=[.!?])\s+(?=\S)")
# In a sentence of its own.
_MY_CALENDAR = pattern(
    r"^\W*(?:in )?(?:my|the|our) (?:\w+ )?(?:calendar|almanac|diary|agenda|planner)\b[^.!?]*[.!]\s", re.IGNORECASE
)
_WITHIN = pattern(r"\W*\b(?:in|on|at|from|within)\b", re.IGNORECASE)
_BESIDE = pattern(r"\W*\b(?:in|on|at|of|from|within)\b", re.IGNORECASE)


class Wanted(msgspec.Struct, frozen=True):
    """What a question asks the colour of.

    Attributes:
        thing: the words that are left for the thing itself.
        kind: what it is called, as `button`; empty where it is just named.
        named: words of the places where it is said to have been.
        in_calendar: one of these is a calendar.
        is_placed: it is said to have been somewhere.
        said: the name of a colour, where it is asked whether it has that one.
    """

    thing: str
    kind: str = ""
    named: str = ""
    in_calendar: bool = False
    is_placed: bool = False
    said: str = ""


def read(question: str) -> Wanted | None:
    """Return what a question asks the colour of; None where it asks for none, or for that of something else."""
    said = _IS_IT.search(_IN.sub(" ", question))
    if _OTHER.search(question) or not (said or _WHICH.search(question)):
        return None
    colour = said["said"].casefold() if said and not _WHICH.search(question) else ""
    places = [*_IN.finditer(question)]
    plain = _IN.sub(" ", question)
    in_calendar = any(_CALENDAR.search(place["place"]) for place in places) or bool(_MY_CALENDAR.search(question))
    if said and colour:
        plain = plain[: said.start("said")]
    # What is told before it is asked: `My calendar is all colours. Which one has the dentist?`
    told, asked = _SENTENCES.split(plain)[:-1], _SENTENCES.split(plain)[-1]
    if told and not set(tokens(_bare(_KIND.sub(" ", asked)))) <= ASKING:
        plain = asked
    kind = _KIND.search(plain)
    quoted = [each[0] for each in _QUOTED.finditer(question)]
    thing, beside = (" ".join(quoted), "") if quoted else _parted(plain, kind)
    return Wanted(
        thing,
        kind[0].casefold() if kind else "",
        " ".join((*(place["named"] for place in places), beside)),
        in_calendar=in_calendar,
        is_placed=bool(places) or in_calendar,
        said=colour,
    )


def _parted(plain: str, kind: re.Match[str] | None) -> tuple[str, str]:
    """Return the words of a thing, and those of where it was: `the Merge button` `of the bank`."""
    if kind is None:
        return _bare(plain), ""
    # `The green Submit button`: what it looks like need not stand on it.
    before, behind = _bare(_NAME.sub(" ", plain[: kind.start()])), plain[kind.end() :]
    if set(tokens(before)) <= ASKING:
        # `The selected row in the list`: nothing tells which.
        if _WITHIN.match(behind):
            return "", _bare(behind)
        return _bare(_KIND.sub(" ", behind)), ""
    beside = _BESIDE.match(behind)
    return (before, _bare(behind[beside.end() :])) if beside else (_bare(f"{before} {_KIND.sub(' ', behind)}"), "")


def _bare(text: str) -> str:
    return " ".join(_CARRIES.sub(" ", text).split())


class Bar(msgspec.Struct, frozen=True):
    """Which bar of a window is asked for: at its bottom or its top, the one of its title, and words of that window."""

    at_bottom: bool
    is_title: bool
    rest: str
    said: str = ""


def bar(question: str) -> Bar | None:
    """Return which bar of a window a question asks the colour of; None where it asks for none."""
    wanted = read(question)
    found = BAR.search(question)
    if wanted is None or found is None or _OTHER_BAR.search(question):
        return None
    end = _AT_END.search(question, found.start())
    which = (found["which"] or "").casefold()
    is_low = (
        which in ("status", "bottom") or bool(found["foot"]) or bool(end and end["end"].lower() in ("bottom", "foot"))
    )
    rest = _bare(_AT_END.sub(" ", BAR.sub(" ", _TOLD.sub(" ", question))))
    return Bar(is_low, which == "title", " ".join(_NAME.sub(" ", rest).split()), wanted.said)
