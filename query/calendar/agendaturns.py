"""What people ask of a calendar without a name of what stands in it: what is on, what comes next, whether one is free.

Tables of turns. A question is of a kind only where nothing is left beside its turn, the calendar and words of time.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from query.language import courtesy
from query.language.words import tokens
from query.patterns.pattern import pattern
from query.times.days import MONTHS, WEEKDAYS
from query.times.ordinals import CARDINALS, SPOKEN_DAYS

Kind = Literal["list", "count", "free", "next", "first", "last", "clash"]

# ruff: noqa: E501 - a turn stands on one line
# Pieces of the turns below: `{i}` and the like stand for them.
_BOOK = r"(?:calend[ae]rs?|diary|agenda|schedule|planner|almanac|timetable)"
_THINGS = "meetings?|appointments?|events?|entry|entries|things?|items?|plans?|bookings?|engagements?|commitments?"
_THING = (
    r"(?:(?:the\s+|any\s+|a\s+|an\s+|my\s+|our\s+)?(?:other\s+|more\s+|separate\s+|different\s+)?"
    rf"(?:{_THINGS}))"
)
_HAVE = r"(?:have\s+got|have|got|had|get)"
_DO = r"(?:do|did|does|am|was|are|were|is|will|have|had|'?ve|would)"
_ASKED = r"(?:what(?:['’]?s)?|whats|which|when(?:['’]?s)?|at\s+what\s+time|what\s+time)\s*(?:is|are|was|were)?\s*(?:my|the|our)?\s*"
_PIECES = {
    "i": r"(?:i|we)",
    "have": _HAVE,
    "do": _DO,
    "thing": _THING,
    "any": rf"(?:anything|something|nothing|{_THING})",
    "what": r"(?:what(?:['’]?s|['’]?ve)?|which|whats)",
    "on": (
        r"(?:\s+(?:on|up|planned|scheduled|booked|arranged|going\s+on|coming\s+up|happening|there|to\s+do|to\s+attend|"
        r"else|left|now))*"
    ),
    "said": rf"(?:{_ASKED}|(?:my|the|our)\s+)?",
    "having": rf"(?:\s+(?:that\s+)?(?:i|we)\s+{_HAVE}|\s+{_DO}\s+(?:i|we)\s+{_HAVE})?",
    "free": r"(?:free|busy|available|booked(?:\s+up)?|unavailable|occupied|tied\s+up)",
    "time": r"(?:time|room|a\s+(?:free\s+)?(?:slot|gap))",
    "clash": r"(?:clash(?:es|ed|ing)?|overlap(?:s|ped|ping)?|conflict(?:s|ed|ing)?|double[\s-]?book(?:ed|ings?)|at\s+the\s+same\s+time)",
    "book": _BOOK,
}  # fmt: skip

_TURNS: tuple[tuple[Kind, str], ...] = (
    ("free", r"(?:{do}\s+{i}|{i}['’]?(?:m|re)?|{i}\s+(?:am|was|are|were))\s+(?:be\s+|still\s+|already\s+)*{free}"),
    ("free", r"(?:is|was|are|were|will)\s+(?:my|the|our)?\s*(?:day|time)?\s*(?:be\s+)?{free}"),
    ("free", r"{do}\s+{i}\s+{have}\s+(?:any\s+|some\s+)?(?:free\s+)?{time}(?:\s+(?:free|left))?"),
    ("clash", r"(?:{do}|{what})\s+(?:any\s+of\s+|two\s+of\s+)?(?:{thing}\s+)?(?:{any}\s+)?(?:{i}\s+)?{clash}"),
    ("clash", r"{do}\s+(?:there|{i})\s+(?:{have}\s+)?(?:any|a|an)?\s*{clash}"),
    ("next", r"{what}\s*(?:is|are|comes|was)?\s*(?:coming\s+)?(?:up\s+)?next(?:\s+up)?(?:\s+for\s+me)?"),
    ("next", r"{said}(?:very\s+)?(?:next|upcoming)\s+{thing}{having}"),
    ("first", r"{said}(?:first|earliest)\s+{thing}{having}{on}"),
    ("first", r"(?:when|what\s+time|how\s+early)\s+(?:do|does|did|will)\s+(?:my\s+(?:day|week|work)|{i})\s+(?:start|begin)"),
    ("last", r"{said}(?:last|latest|final)\s+{thing}{having}{on}"),
    ("count", r"how\s+many\s+{thing}\s*(?:{do}\b\s*)?(?:{i}|there)?\s*{have}?{on}"),
    ("list", r"{what}\s*(?:else\s+)?(?:{do}\s+)?{i}\s+(?:{have}|planned|scheduled|booked){on}"),
    ("list", r"{what}\s*(?:is|are|was|were|stands|stood|happens)?{on}"),
    ("list", r"{what}\s+{do}\s+{i}\s+doing"),
    ("list", r"(?:{do}|where\s+{do})\s+{i}\s+(?:need|have|supposed)\s+to\s+be(?:\s+(?:anywhere|somewhere))?"),
    ("list", r"(?:got\s+)?(?:anything|something|(?:any\s+)?(?:meetings?|appointments?)){on}"),
    ("list", r"(?:{what}|how)\s*(?:does|did|do|is|are|was)?\s*(?:my|the|our)?\s*(?:day|week|{book})?\s+(?:look(?:s|ing)?(?:\s+like)?|like)"),
    ("list", r"(?:who|whom|with\s+whom)\s+(?:{do}\s+)?(?:{i}\s+meet(?:ing)?|{thing})(?:\s+with)?"),
    ("list", r"(?:{what}|list|show(?:\s+me)?|give\s+me)\s*(?:are|is|were)?\s*(?:all\s+)?{thing}\s*(?:{do}\b\s*)?(?:{i}|there)?\s*{have}?{on}"),
    ("list", r"{do}\s+(?:{i}\s+(?:{have}\s+)?|there\s+(?:be\s+)?)?(?:got\s+)?{any}{on}"),
    ("list", r"(?:{what}\s*(?:is|does|was|did)?\s*|show(?:\s+me)?\s+|how\s+(?:does|is)\s+)?(?:my|the|our)\s+(?:day|week|{book})(?:\s+(?:looks?(?:\s+like)?|like|say|hold|have|show))?"),
)  # fmt: skip
_IN = (
    r"(?:\s*(?:(?:written|put|noted|entered|marked)\s+)?(?:down\s+)?(?:on|in|at|from|to|by|with)?\s*(?:my|the|our|this)\s+"
    rf"(?:work\s+|google\s+|outlook\s+|own\s+)?{_BOOK}(?:\s+app)?)"
)


def _spaced(turn: str) -> str:
    """Return a turn for words that stand one space apart: of many spaces in a row each could be any of its gaps."""
    return turn.replace(r"\s+", " ").replace(r"\s*", " ?")


_COMPILED = tuple(
    (kind, pattern(_spaced(rf"^(?:(?:if|whether)\s+)?(?:{turn.format(**_PIECES)}){_IN}?$"), re.IGNORECASE))
    for kind, turn in _TURNS
)
# Words stand one space apart where this is looked for.
_ASIDE = pattern(
    r"(?:,+ ?| )(?:and |or )?(?:also )?(?:(?:at )?(?:what|which) times?|when|where|with whom|in (?:what|which) room)"
    r"(?: (?:is|are) (?:it|they|that))?$",
    re.IGNORECASE,
)
_NAMED = pattern(rf"\b(?:{_BOOK}|meetings?|appointments?|bookings?|engagements?)\b", re.IGNORECASE)
_STARTED = pattern(r"\bdid (?:i|we|my (?:day|week|work)) (?:start|begin)\b", re.IGNORECASE)
_BUSY = pattern(r"\b(?:busy|booked|unavailable|occupied|tied up)\b", re.IGNORECASE)
_DOING = pattern(r"\b(?:doing|happening|happens|going\s+on)\b", re.IGNORECASE)
_LOGGED = pattern(r"\b(?:events?|entry|entries|items?)\b", re.IGNORECASE)
_LEFT = pattern(r"\b(?:left|still|remaining)\b", re.IGNORECASE)
_PAST = pattern(r"\b(?:did|was|were|had|happened)\b", re.IGNORECASE)
_TO_COME = pattern(
    r"\b(?:do|does|am|will|shall|have|has|next|upcoming|coming|tomorrow)\b|['’](?:ve|m)\b", re.IGNORECASE
)


# The words of all turns, and of days and hours: a question with any other is none, and costs no pattern.
_OF_TURNS = """
    what whats which who whom when where how many much list show give me with if whether i we im ive my the our a an any
    all of two is are was were am do does did will would have has had ve got get be been being there else other more
    separate different very for in on at from to by and or it they that them this need supposed
    meeting meetings appointment appointments event events entry entries thing things item items plan plans booking
    bookings engagement engagements commitment commitments anything something nothing anywhere somewhere calendar
    calendars calender calenders diary agenda schedule planner almanac timetable app work google outlook own written put
    noted entered marked down planned scheduled booked arranged going coming up happening happens attend left now next
    upcoming first earliest last latest final free busy available unavailable occupied tied time times room slot gap some
    clash clashes clashed clashing overlap overlaps overlapped overlapping conflict conflicts conflicted conflicting
    double bookings same comes stands stood doing meet day week work look looks looking like say hold still already
    remaining early start begin s m re
    """
_OF_DAYS = """
    today tonight tomorrow yesterday morning afternoon evening night noon midday midnight lunch lunchtime am pm oclock
    clock o before after between until till since during over around about past quarter half week weekend month rest
    coming following day minutes minute min st nd rd th sept weds tues thur thurs early late mid end beginning
    """
_WORDS = frozenset(
    (
        *(*_OF_TURNS.split(), *_OF_DAYS.split()),
        *(word for name in (*MONTHS, *WEEKDAYS) for word in (name, name[:3], f"{name}s")),
        *(part for name in (*CARDINALS, *SPOKEN_DAYS) for part in name.split()),
    )
)
_NUMBER = pattern(r"\d+(?:st|nd|rd|th|[ap]m)?")


class Turn(msgspec.Struct, frozen=True):
    """What is asked of a calendar.

    Attributes:
        kind: what is to be told.
        is_named: the question names a calendar, or what stands in one.
        is_of_doings: it asks for what somebody does, which other screens tell of days that are past.
        is_of_rest: only what is still to come is asked for.
        is_of_business: it asks whether one is busy, and not whether one is free.
    """

    kind: Kind
    is_named: bool
    is_of_doings: bool
    is_of_rest: bool = False
    is_of_business: bool = False


def may_be(question: str) -> bool:
    """Say whether a question, with its words of time, may be of any of these kinds: it has no other words."""
    said = courtesy.without(question)
    return all(word in _WORDS or _NUMBER.fullmatch(word) is not None for word in tokens(said))


def read(question: str) -> Turn | None:
    """Return what a question without its words of time asks of a calendar; None where it asks anything else."""
    said = _ASIDE.sub("", " ".join(courtesy.without(question).split()).strip(" ?.!,;:")).strip(" ,")
    kind = next((kind for kind, each in _COMPILED if each.match(said)), None)
    if kind is None:
        return None
    named, doings, rest = (each.search(question) is not None for each in (_NAMED, _DOING, _LEFT))
    if not named and _LOGGED.search(said):
        # Events and entries that no calendar is named beside may be those of a log.
        return None
    if not named and _STARTED.search(said):
        # When somebody started is told by the screen.
        return None
    return Turn(kind, named, doings, rest, is_of_business=_BUSY.search(said) is not None)


def way(question: str) -> int:
    """Return 1 where a question asks for what is to come, -1 for what is past, 0 where it does not tell."""
    if _PAST.search(question):
        return -1
    return 1 if _TO_COME.search(question) else 0
