"""Clock times as calendars print them: `10:30`, `9 AM – 10:15 AM`, `9–10:30am`, `14.00 Uhr`; minutes of the day."""

from __future__ import annotations

import re

import msgspec

from query.patterns.pattern import pattern

_HOUR, _HALF_A_DAY, _DAY = 60, 12, 24 * 60
_TO = r"\s*(?:[-–—]+|~|\bto\b|\bbis\b|\buntil\b)\s*"
_ONE = r"(?P<{0}h>\d{{1,2}})(?:[:.](?P<{0}m>\d\d))?\s*(?P<{0}p>[ap](?:\.?m\b\.?|\b))?(?:\s*(?:uhr|h)\b)?"
_STRETCH = pattern(
    rf"(?<![\w:./-]){_ONE.format('a')}(?:{_TO}{_ONE.format('b')})?(?![\w:/]|[.,-]\d|\s*%)",
    re.IGNORECASE,
)
ALL_DAY = pattern(r"^\W*(?:all[\s-]?day|whole day|ganztägig|ganztags)\W*$", re.IGNORECASE)
"""What lists print instead of a time."""


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of a day: the minute at which it begins, that at which it ends (None: not told), and its own words."""

    begins: int
    ends: int | None
    said: str

    @property
    def minutes(self) -> int | None:
        """How long it is; None where its end is not told."""
        return None if self.ends is None else (self.ends - self.begins) % _DAY or None


def stretches(text: str) -> list[Stretch]:
    """Return the clock times and stretches between two of them that a text tells, in its order.

    A number by itself is none: it has minutes, or the half of the day, or it is in a stretch with one that has.
    """
    return [told for match in _STRETCH.finditer(text) if (told := _told(match)) is not None]


def first(text: str) -> Stretch | None:
    """Return the first clock time, or stretch, that a text tells; None where it tells none."""
    return next(iter(stretches(text)), None)


def is_only(text: str) -> bool:
    """Say whether a text is one clock time or stretch, and nothing else."""
    told = first(text)
    return told is not None and not any(letter.isalnum() for letter in text.replace(told.said, "", 1))


def leads(text: str) -> bool:
    """Say whether a text begins with a clock time."""
    told = first(text)
    return told is not None and text.strip(" •·|-").startswith(told.said)


def _told(match: re.Match[str]) -> Stretch | None:
    late = match["bp"]
    if not (match["am"] or match["ap"] or match["bm"] or late):
        return None
    if match["ap"] and len(match["ap"]) == 1 and not (match["am"] or match["bp"]) and match["ah"] == "1":
        # `1 a` is hardly a time.
        return None
    ends = _minute(match, "b", late) if match["bh"] else None
    if match["bh"] and ends is None:
        return None
    begins = _minute(match, "a", match["ap"] or late)
    if begins is None:
        return None
    if ends is not None and late and not match["ap"] and begins >= ends:
        # From eleven to one pm begins in the morning.
        begins = (begins - _HALF_A_DAY * _HOUR) % _DAY
    return Stretch(begins, ends, match[0].strip())


def _minute(match: re.Match[str], which: str, half: str | None) -> int | None:
    hour, minute = int(match[f"{which}h"]), int(match[f"{which}m"] or 0)
    if minute >= _HOUR or hour > 24 or (half and not 1 <= hour <= _HALF_A_DAY):
        return None
    if half:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half[0] in "pP" else 0)
    return hour * _HOUR + minute
