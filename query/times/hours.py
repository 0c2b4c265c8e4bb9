"""Hours as people name them: parts of a day, clock times, and ranges of these, as minutes of a local day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from query.patterns.pattern import pattern
from query.times.ordinals import CARDINAL, cardinal

DAY_MINUTES = 24 * 60
_NEAR_MINUTES, _AROUND_MINUTES, _AFTER_MINUTES = 5, 30, 45
_NOON, _DAWN, _LAST_OF_NIGHT = 12, 7, 5
_SIX = 6 * 60
_BACK = {"this": 0, "last": 1}
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm", "am": "am", "pm": "pm"}
_DARK = frozenset({"evening", "night"})

# Minutes of the local day; beyond 24 h lies the next one.
_PARTS_OF_DAY = {
    "early morning": (5 * 60, 9 * 60),
    "late morning": (10 * 60, 12 * 60),
    "early afternoon": (12 * 60, 15 * 60),
    "late afternoon": (15 * 60, 18 * 60),
    "early evening": (17 * 60, 20 * 60),
    "late evening": (20 * 60, 24 * 60),
    "midday": (11 * 60 + 30, 13 * 60),
    "midnight": (23 * 60 + 30, 24 * 60 + 30),
    "morning": (5 * 60, 12 * 60),
    "noon": (11 * 60 + 30, 13 * 60),
    "lunch": (11 * 60 + 30, 14 * 60),
    "lunchtime": (11 * 60 + 30, 14 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (17 * 60, 23 * 60),
    "night": (18 * 60, 29 * 60),
}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_CLOCK = (
    r"(?P<{0}h>(?!0\.)\d{{1,2}}|\b(?:" + "|".join(_WORDS) + r")\b)(?:[:.](?P<{0}m>\d\d)(?::(?P<{0}s>\d\d))?)?\s*"
    r"(?P<{0}ap>[ap](?:m\b|\.m\b(?:\.(?!\s+(?-i:[A-Z])))?))?(?P<{0}o>\s*o['’]?clock)?"
)
_HOW = (
    r"(?P<how>at|around|round|about|roughly|like|circa|approximately|close to|nearly|getting on for|coming up to|"
    r"(?:shortly|just|right|soon|not long|a (?:bit|little|moment|tad|touch|minute|(?:few|couple of) minutes)|"
    r"(?:some|several|few) minutes) (?:after|before|past)|after|before|since|by|until)"
)
_TO = r"\s*(?:and|to|until|till|-|–)\s*"
# Between 0.45 and 0.6 is no time of day.
_RANGE = pattern(rf"\b(?:between|from)\s+{_CLOCK.format('a')}{_TO}{_CLOCK.format('b')}(?!\w|[.:]\d)", re.IGNORECASE)
_HOUR = pattern(
    rf"\b{_HOW}\s+(?P<rough>(?:around|about|roughly|approximately)\s+)?"
    + _CLOCK.format("a")
    # `At one point` is no hour.
    + r"(?!\w|[.:/-]\d|\s+(?:point|time|moment|stage|of|to|past|min(?:ute)?s?)\b)",
    re.IGNORECASE,
)
_MIDDLES = {"lunch": 12 * 60 + 30, "lunchtime": 12 * 60 + 30, "noon": 12 * 60, "midday": 12 * 60}
"""What parts a day in two: before it, and after it."""

_PART = pattern(
    rf"\b(?:(?P<side>before|after)\s+(?:the\s+|my\s+|our\s+)?(?=(?:{'|'.join(_MIDDLES)})\b)"
    r"|(?:in|at|on|over|during)\s+(?:the\s+)?)?(?:(?P<which>this|last)\s+)?(?P<part>"
    + "|".join(part.replace(" ", r"(?:[\s-]+|\s+in\s+the\s+)") for part in _PARTS_OF_DAY)
    + r")\b",
    re.IGNORECASE,
)
_BESIDE = pattern(r"[\s,()]*(?:(?:of|on|in|at)\s+(?:the\s+)?)?")
_PIECES = {
    "half": 30, "a quarter": 15, "quarter": 15, "twenty-five": 25, "twenty five": 25, "twenty": 20, "ten": 10,
    "five": 5,
}  # fmt: skip
_COUNTS = frozenset({"five", "ten", "twenty", "twenty-five", "twenty five"})
_SPOKEN = pattern(
    rf"\b(?:(?:at\s+)?{_HOW}\s+)?(?P<piece>{'|'.join(_PIECES)}|(?:{CARDINAL}|[1-5]?\d)(?=\s+min))"
    rf"(?P<minutes>\s+min(?:ute)?s?)?\s+(?P<side>past|after|to|before|till)\s+"
    rf"(?P<h>\d{{1,2}}|{'|'.join(_WORDS)})\s*(?P<ap>[ap]\.?m\b\.?)?(?!\w)",
    re.IGNORECASE,
)
# What hours are not: `3 minutes after two commands failed`.
_COUNTED = pattern(
    r"\s+(?!(?:about|after|and|around|at|before|between|but|did|during|for|from|how|i|in|of|on|or|please|since|that|the|"
    r"this|till|today|until|was|we|were|what|when|where|which|who|why|with|yesterday)\b)[^\W\d_]",
    re.IGNORECASE,
)
_BARE = pattern(r"(?<![\w.:/+-])" + _CLOCK.format("a") + r"(?![\w:/]|\.\d)", re.IGNORECASE)
_TONIGHT = pattern(r"\btonight\b", re.IGNORECASE)


class Hours(msgspec.Struct, frozen=True):
    """Minutes `start` to `end` of a local day, beyond 24 h of the next one. `days_back` says which, where words do."""

    start: float
    end: float
    said: str
    days_back: int | None = None


Found = tuple[int, int, Hours]
_WHOLE = Hours(0, DAY_MINUTES, "")


def find(text: str, days: Sequence[tuple[int, int]], single: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield the hours that a text names and where in it: start and end of the words.

    Args:
        text: the question.
        days: where it names days; a bare part of a day counts only beside one.
        single: which of these name one day: an hour that is told by its number alone counts only beside one.

    Raises:
        ValueError: a clock time is none, such as 25:70.
    """
    clocks = [match.span() for pattern in (_HOUR, _SPOKEN) for match in pattern.finditer(text)]
    named = [
        match for match in _PART.finditer(text) if match["which"] or _stands_at_a_day(text, match, [*days, *clocks])
    ]
    part = _part(named[0]) if named else ""
    # A clock of twelve hours is read by the part of the day beside it: `Monday afternoon at half past four`.
    by = part.rpartition(" ")[2]
    spoken = list(_spoken(text, by, days))
    # In `ten minutes after two` it is not two.
    clocked = [
        each for each in _clock_times(text, by, single) if not any(a < each[1] and each[0] < b for a, b, _ in spoken)
    ]
    found = [*_ranges(text, by, single), *clocked, *spoken]
    found = found or (list(_bare(text, by)) if days or named else [])
    back = _BACK.get((named[0]["which"] or "").lower()) if named else None
    shown = found or [(match.start(), match.end(), _hours_of(match)) for match in named]
    for start, end, hours in shown:
        # Two in the night that began on a day lies in the next one.
        shift = DAY_MINUTES if found and by in _DARK and hours.end <= _SIX else 0
        yield start, end, replace(hours, start=hours.start + shift, end=hours.end + shift, days_back=back)
    if found:
        # What is left of the part of the day says nothing more.
        yield from ((match.start(), match.end(), _WHOLE) for match in named)
    for match in _TONIGHT.finditer(text):
        yield match.start(), match.end(), Hours(*_PARTS_OF_DAY["night"], "tonight", 0)


def without(text: str) -> str:
    """Return words of time without the clock times and parts of a day in them."""
    for named in (_RANGE, _SPOKEN, _HOUR, _PART):
        text = named.sub(" ", text)
    return " ".join(_BARE.sub(lambda match: " " if match["am"] or match["aap"] else match[0], text).split())


def _part(match: re.Match[str]) -> str:
    return " ".join(match["part"].lower().replace("-", " ").split()).replace(" in the ", " ")


def part_in(text: str) -> Hours | None:
    """Return the part of the day that a text names, whether or not beside a day."""
    return _hours_of(match) if (match := _PART.search(text)) is not None else None


def _hours_of(match: re.Match[str]) -> Hours:
    part, side = _part(match), (match["side"] or "").lower()
    if not side:
        return Hours(*_PARTS_OF_DAY[part], part)
    middle = _MIDDLES[part]
    return Hours(*((0, middle) if side == "before" else (middle, DAY_MINUTES)), f"{side} {part}")


def _ranges(text: str, by: str, days: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for match in _RANGE.finditer(text):
        hours = _hour(match["ah"]), _hour(match["bh"])
        said = (match["bap"] or match["aap"] or "").lower()[:1]
        half = f"{said}m" if said else by if by in _HALVES else ""
        is_alone = not (half or match["am"] or match["bm"])
        if is_alone and not all(_is_hour_of_day(text, match, days, hour) for hour in hours):
            continue
        half = half or (_by_day(*hours) if is_alone else "")
        start = _minute(match, "a", match["aap"] or _half(half, hours[0]))
        end = _minute(match, "b", match["bap"] or _half(half, hours[1]))
        if end <= start and hours[0] < _NOON and not match["aap"] and half not in _DARK:
            # From nine to five pm begins in the morning, from eleven to one am in the evening.
            start += _NOON * 60 * (-1 if start // 60 >= _NOON else 1 if match["bap"] else 0)
        if end <= start:
            # From eleven to seven, and from nine am to five, ends twelve hours later; from 22 to 2 on the next day.
            is_open = hours[1] <= _NOON and not match["bap"] and (is_alone or match["aap"])
            end += _NOON * 60 if is_open and end + _NOON * 60 > start else DAY_MINUTES
        yield match.start(), match.end(), Hours(start, end, f"{_spelled(start)} to {_spelled(end)}")


def _clock_times(text: str, by: str, days: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for match in _HOUR.finditer(text):
        hour = _hour(match["ah"])
        is_told = match["am"] or match["aap"] or match["ao"] or by in _HALVES
        # `Yesterday at ten`: an hour by itself is one beside a day, and hardly of the night.
        # What rose by three on Monday rose by a number.
        if is_told or (match["how"].lower() != "by" and _is_hour_of_day(text, match, days, hour)):
            minute = _minute(match, "a", match["aap"] or _half(by, hour) or ("" if is_told else _by_day(hour)))
            yield match.start(), match.end(), _hours(match["how"].lower(), bool(match["rough"]), minute)


def _spoken(text: str, by: str, days: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for match in _SPOKEN.finditer(text):
        is_led = match["how"] or match["minutes"] or match["ap"] or by in _HALVES
        is_led = is_led or (days and match["side"].lower() == "past")
        told = " ".join(match["piece"].lower().split())
        if told in _COUNTS and not is_led:
            # `Five to ten tabs` is no time.
            continue
        if told not in _PIECES and not _is_clock(text, match, by):
            continue
        hour = _hour(match["h"])
        if hour > DAY_MINUTES // 60:
            continue
        said = match["ap"] or _half(by, hour)
        hour = hour % 12 + (12 if said.lower().startswith("p") else 0) if said else hour
        # Who tells the time in words, and not which half of the day, hardly means the night.
        hour += _NOON if not said and hour < _DAWN else 0
        # Any other number tells minutes only where it says so: `at six minutes past ten`.
        piece = _PIECES[told] if told in _PIECES else cardinal(told)
        minute = hour * 60 + (piece if match["side"].lower() in ("past", "after") else -piece)
        yield match.start(), match.end(), _hours((match["how"] or "at").lower(), rough=False, minute=minute)


def _is_clock(text: str, match: re.Match[str], by: str) -> bool:
    """Say whether any number of minutes and an hour tell a time of day: `from 45 minutes to 10` is none."""
    if match["ap"] or by in _HALVES:
        return True
    is_said = (match["how"] or "").lower() == "at" or match["side"].lower() == "past"
    return is_said and not _COUNTED.match(text, match.end())


def _bare(text: str, by: str) -> Iterator[Found]:
    """Yield clock times that nothing leads to, as they stand beside a day: `11:22`, `3 pm`."""
    for match in _BARE.finditer(text):
        if match["am"] or match["aap"]:
            minute = _minute(match, "a", match["aap"] or _half(by, _hour(match["ah"])))
            yield match.start(), match.end(), _hours("at", rough=False, minute=minute)


def _hours(how: str, rough: bool, minute: float) -> Hours:
    start, end = _around(how, rough, minute)
    return Hours(start, end, f"{_spelled(start)} to {_spelled(end)}")


def _around(how: str, rough: bool, minute: float) -> tuple[float, float]:
    if how in ("after", "since"):
        return minute, max(DAY_MINUTES, minute + 1)
    if how in ("before", "until", "by"):
        return 0, max(minute, 1)
    if how.endswith(("after", "past")):
        return minute, minute + _AFTER_MINUTES
    if how.endswith("before"):
        return max(0, minute - _AFTER_MINUTES), max(minute, 1)
    slack = _NEAR_MINUTES if how == "at" and not rough else _AROUND_MINUTES
    return minute - slack, minute + slack


def _stands_at_a_day(text: str, match: re.Match[str], days: Sequence[tuple[int, int]]) -> bool:
    # The night of `night log` is no part of a day.
    gaps = (text[end : match.start()] if end <= match.start() else text[match.end() : start] for start, end in days)
    return any(_BESIDE.fullmatch(gap) for gap in gaps)


def _is_hour_of_day(text: str, match: re.Match[str], days: Sequence[tuple[int, int]], hour: int) -> bool:
    """Say whether an hour that is told by its number alone is one: it stands at a day, and a day has it."""
    apart = not any(start < match.end() and match.start() < end for start, end in days)
    return 1 <= hour <= DAY_MINUTES // 60 and apart and _stands_at_a_day(text, match, days)


def _by_day(*hours: int) -> str:
    """Return the half of the day of hours that are told by their numbers alone: nobody means three at night."""
    return "pm" if min(hours) < _DAWN and max(hours) <= _NOON else ""


def _half(by: str, hour: int) -> str:
    """Return the half of the day of an hour by the part of the day that is told beside it; empty where none says it."""
    if by not in _HALVES or not 1 <= hour <= _NOON:
        # An hour of twenty-four has no half: `in the evening at 18:00`.
        return ""
    if by == "morning" and hour == _NOON:
        return "pm"
    # Twelve in the evening is midnight, and two in the night is past it.
    return "am" if (by in _DARK and hour == _NOON) or (by == "night" and hour < _LAST_OF_NIGHT) else _HALVES[by]


def _hour(told: str) -> int:
    """Return an hour that is told in digits or as a word."""
    return int(told) if told.isdigit() else _WORDS.index(told.lower()) + 1


def _minute(match: re.Match[str], which: str, half: str) -> float:
    hour, minute, second = _hour(match[f"{which}h"]), int(match[f"{which}m"] or 0), int(match[f"{which}s"] or 0)
    if hour > 24 or minute > 59 or second > 59 or (half and not 1 <= hour <= 12):
        raise ValueError(f"{match[0]} is no time of day")
    if half:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    return hour * 60 + minute + second / 60


def _spelled(minutes: float) -> str:
    seconds = f":{round(minutes * 60) % 60:02}" if minutes % 1 else ""
    return f"{int(minutes) // 60 % 24:02}:{int(minutes) % 60:02}{seconds}"
