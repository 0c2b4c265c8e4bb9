"""How questions of this corpus are put; the person asks on Friday afternoon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.orchard.asking import host, shows
from benchmarks.orchard.asking import last as last_of
from benchmarks.worlds.asking import Ask, Pick, ansi16, ansi256, colour, most, rgb
from benchmarks.worlds.frame import Frame

NOW = "2027-06-11T16:45:00Z"


def spellings(day: str) -> tuple[str, ...]:
    """Other ways to write a date than `2027-06-09`."""
    when = date.fromisoformat(day)
    return f"{when.day} {when:%B}", f"{when:%B} {when.day}", f"{when.day} {when:%b}", f"{when:%b} {when.day}"


def last(frames: list[Frame], question: str, pick: Pick, kind: str = "last_time", asked_at: str = NOW) -> Ask:
    """When that was in front for the last time; the day before may be called yesterday."""
    ask = last_of(frames, question, pick, kind, asked_at)
    days, times = ask.expected[0], ask.expected[1]
    assert isinstance(days, list)
    more = list(spellings(days[0]))
    if date.fromisoformat(days[0]) == date.fromisoformat(asked_at[:10]) - timedelta(days=1):
        more.append("yesterday")
    return replace(ask, expected=[[*dict.fromkeys([*days, *more])], times])


def ahead(
    frames: list[Frame], question: str, pick: Pick, name: str, *also: str, of: Callable[[Frame], str] = host
) -> Ask:
    """What was in front longest; `www.` need not be said."""
    most(frames, pick, of, name)
    kind = "domain_time" if of is host else "app_time"
    return Ask(kind, question, name.removeprefix("www."), frames=lambda frame: pick(frame) and of(frame) == name,
               accept=also)  # fmt: skip


def hexed(frames: list[Frame], question: str, pick: Pick, wanted: str) -> Ask:
    """A colour as `#RRGGBB`; it has to be the `wanted` one, which the page's style or the program's theme names."""
    return Ask("colour", question, _certain(frames, pick, wanted), frames=pick)


def parted(frames: list[Frame], question: str, pick: Pick, wanted: str) -> Ask:
    """A colour as three numbers."""
    red, green, blue = rgb(_certain(frames, pick, wanted))
    also = (f"{red},{green},{blue}", f"({red} {green} {blue})")
    return Ask("colour", question, f"{red}, {green}, {blue}", frames=pick, accept=also)


def ansi(frames: list[Frame], question: str, pick: Pick, wanted: str, *, many: int) -> Ask:
    """A colour as the nearest of 16 or of 256; for 256 the background code of 16 counts too where `many` is 0."""
    value = _certain(frames, pick, wanted)
    back, fore = ansi16(value)
    if many == 16:
        return Ask("colour", question, back, frames=pick, accept=(fore,), answer_kind="number")
    also = (back,) if many == 0 else ()
    return Ask("colour", question, ansi256(value), frames=pick, accept=also, answer_kind="number")


def _certain(frames: list[Frame], pick: Pick, wanted: str) -> str:
    found = colour(frames, pick)
    if found != wanted:
        raise ValueError(f"{found} is in front, not {wanted}")
    return found


def without(pick: Pick, *quotes: str) -> Pick:
    """Frames of a pick in which these words do not stand."""
    there = shows(*quotes)
    return lambda frame: pick(frame) and not there(frame)
