"""Scales: values of one sort in units of other sizes, `318.4 MB` beside `48 kB`, clock times, made one number each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from query.patterns.pattern import pattern
from query.times.numbers import quantity

CLOCK = "clock"
"""The sort of a time of the day."""

_CLOCK = pattern(r"\s*(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?P<half> ?[ap]\.?m\.?)?\s*", 0)
# A number with two decimals, which a clock time with a point looks like.
_POINTED = pattern(r"\s*\d+\.\d\d\s*")
_UNITS: dict[str, tuple[str, Decimal]] = {
    spelled: (sort, Decimal(size))
    for sort, sizes in {
        "bytes": {
            "b byte bytes": "1", "kb": "1e3", "mb": "1e6", "gb": "1e9", "tb": "1e12",
            "kib": "1024", "mib": "1048576", "gib": "1073741824",
        },
        "metres": {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000"},
        "grams": {"g": "1", "kg": "1000", "t": "1000000"},
        "seconds": {
            "ms": "0.001", "s sec second seconds": "1", "min minute minutes": "60", "h hour hours": "3600",
            "day days": "86400", "week weeks": "604800",
        },
    }.items()
    for names, size in sizes.items()
    for spelled in names.split()
}  # fmt: skip


def of_column(texts: Sequence[str], *, of_time: bool) -> list[tuple[str, Decimal] | None]:
    """Return what `measured` says of each value of a column: `22.25` is no time of the day beside `489.00`."""
    read = [measured(text) for text in texts]
    if of_time or not any(_POINTED.fullmatch(text) and not _CLOCK.fullmatch(text) for text in texts):
        return read
    return [
        measured(text, may_be_clock=False) if _POINTED.fullmatch(text) else each
        for text, each in zip(texts, read, strict=True)
    ]


def measured(text: str, *, may_be_clock: bool = True) -> tuple[str, Decimal] | None:
    """Return the sort of a value and how much it is, in the unit of that sort; None where it is no one number.

    Clock times are minutes from midnight; what has a unit that is not known here is of the sort that this is called.
    """
    if may_be_clock and (clock := _CLOCK.fullmatch(text)) is not None:
        hour = int(clock["hour"])
        half = (clock["half"] or "").strip().casefold()[:1]
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        return CLOCK, Decimal(60 * hour + int(clock["minute"]))
    found = quantity(text)
    if found is None:
        return None
    sort, size = _UNITS.get(found.after.casefold(), (" ".join(found.unit).strip(), Decimal(1)))
    return sort, found.number * size


def is_measure(text: str) -> bool:
    """Say whether a value is no more than a number in a unit that is known here: it is no name."""
    found = quantity(text)
    return found is not None and not found.before and found.after.casefold() in _UNITS
