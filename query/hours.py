"""Hours as people name them: parts of a day, clock times, and ranges of these, as minutes of a local day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DAY_MINUTES = 24 * 60
_NEAR_MINUTES = 5
_AROUND_MINUTES = 30
_AFTER_MINUTES = 45

# Minutes of the local day; beyond 24 h lies the next one.
_PARTS_OF_DAY = {
    "morning": (5 * 60, 12 * 60),
    "noon": (11 * 60 + 30, 13 * 60),
    "lunch": (11 * 60 + 30, 14 * 60),
    "lunchtime": (11 * 60 + 30, 14 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 23 * 60),
    "night": (18 * 60, 29 * 60),
}
_CLOCK = r"(?P<{0}h>\d{{1,2}})(?:[:.](?P<{0}m>\d\d))?\s*(?P<{0}ap>[ap]\.?m\b\.?)?(?P<{0}o>\s*o['’]?clock)?"
_HOW = r"(?P<how>at|around|about|roughly|shortly after|a bit after|just after|after|before|since|by|until)"
_RANGE = re.compile(
    r"\b(?:between|from)\s+" + _CLOCK.format("a") + r"\s*(?:and|to|until|till|-|–)\s*" + _CLOCK.format("b") + r"(?!\w)",
    re.IGNORECASE,
)
_HOUR = re.compile(
    rf"\b{_HOW}\s+(?P<rough>(?:around|about|roughly)\s+)?" + _CLOCK.format("a") + r"(?!\w|[.:/-]\d)", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:(?:in|at|on|during)\s+(?:the\s+)?)?(?:(?P<which>this|last)\s+)?(?P<part>" + "|".join(_PARTS_OF_DAY) + r")\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[\s,()]*(?:(?:of|on|in|at)\s+(?:the\s+)?)?")
_TONIGHT = re.compile(r"\btonight\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes `start` to `end` of a local day, beyond 24 h of the next one. `days_back` says which, where words do."""

    start: int
    end: int
    said: str
    days_back: int | None = None


Found = tuple[int, int, Hours]


def find(text: str, days: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield the hours that a text names and where in it: start and end of the words.

    Args:
        text: the question.
        days: where it names days; a bare part of a day counts only beside one.

    Raises:
        ValueError: a clock time is none, such as 25:70.
    """
    yield from _ranges(text)
    yield from _clock_times(text)
    for match in _PART.finditer(text):
        if match["which"] or _stands_at_a_day(text, match, days):
            start, end = _PARTS_OF_DAY[match["part"].lower()]
            back = {"this": 0, "last": 1}.get((match["which"] or "").lower())
            yield match.start(), match.end(), Hours(start, end, match["part"].lower(), back)
    for match in _TONIGHT.finditer(text):
        yield match.start(), match.end(), Hours(*_PARTS_OF_DAY["night"], "tonight", 0)


def _ranges(text: str) -> Iterator[Found]:
    for match in _RANGE.finditer(text):
        half = match["bap"] or match["aap"]
        if half or match["am"] or match["bm"]:
            start, end = _minute(match, "a", match["aap"] or half), _minute(match, "b", match["bap"] or half)
            end += DAY_MINUTES if end <= start else 0
            yield match.start(), match.end(), Hours(start, end, f"{_spelled(start)} to {_spelled(end)}")


def _clock_times(text: str) -> Iterator[Found]:
    for match in _HOUR.finditer(text):
        if match["am"] or match["aap"] or match["ao"]:
            start, end = _around(match["how"].lower(), bool(match["rough"]), _minute(match, "a", match["aap"]))
            yield match.start(), match.end(), Hours(start, end, f"{_spelled(start)} to {_spelled(end)}")


def _around(how: str, rough: bool, minute: int) -> tuple[int, int]:
    if how in ("after", "since"):
        return minute, max(DAY_MINUTES, minute + 1)
    if how in ("before", "until", "by"):
        return 0, max(minute, 1)
    if how.endswith("after"):
        return minute, minute + _AFTER_MINUTES
    slack = _NEAR_MINUTES if how == "at" and not rough else _AROUND_MINUTES
    return minute - slack, minute + slack


def _stands_at_a_day(text: str, match: re.Match[str], days: Sequence[tuple[int, int]]) -> bool:
    # The night of `night log` is no part of a day.
    gaps = (text[end : match.start()] if end <= match.start() else text[match.end() : start] for start, end in days)
    return any(_BESIDE.fullmatch(gap) for gap in gaps)


def _minute(match: re.Match[str], which: str, half: str | None) -> int:
    hour, minute = int(match[f"{which}h"]), int(match[f"{which}m"] or 0)
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        raise ValueError(f"{match[0]} is no time of day")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    return hour * 60 + minute


def _spelled(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
