"""How questions of this corpus are put: their answers are proved by words that stood in the window in front."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.worlds.asking import Ask, Pick, colour, last_seen, most, visits
from benchmarks.worlds.frame import Frame

NOW = "2027-11-09T21:05:00Z"


def shows(*quotes: str) -> Pick:
    """Frames in whose window all these words stand as they are given here."""
    wanted = [" ".join(quote.split()) for quote in quotes]

    def pick(frame: Frame) -> bool:
        text = " ".join(str(word[0]) for word in frame.words)
        return all(quote in text for quote in wanted)

    return pick


def either(*picks: Pick) -> Pick:
    """Frames that one of these picks."""
    return lambda frame: any(pick(frame) for pick in picks)


def both(*picks: Pick) -> Pick:
    """Frames that all of these pick."""
    return lambda frame: all(pick(frame) for pick in picks)


def between(first: str, last: str) -> Pick:
    """Frames of these days and those between."""
    return lambda frame: first <= frame.local.date().isoformat() <= last


def marked(mark: str) -> Pick:
    """Frames in which that control lies open."""
    return lambda frame: mark in frame.marks


def host(frame: Frame) -> str:
    """The site in front, if one is."""
    return frame.window.url.partition("/")[0]


def app(frame: Frame) -> str:
    """The program in front."""
    return frame.window.app


def told(
    kind: str,
    question: str,
    expected: str | list[str | list[str]],
    *quotes: str,
    also: tuple[str, ...] = (),
    never: tuple[str, ...] = (),
    asked_at: str = "",
    how: str = "",
) -> Ask:
    """A question whose answer stands beside these words; a list is a set, text that is all digits need not be one."""
    kind_of = how or ("set" if isinstance(expected, list) else "string")
    return Ask(kind, question, expected, frames=shows(*quotes), accept=also, must_not=never, answer_kind=kind_of,
               asked_at=asked_at)  # fmt: skip


def number(kind: str, question: str, expected: str, *quotes: str, also: tuple[str, ...] = ()) -> Ask:
    """A question for a number."""
    return told(kind, question, expected, *quotes, also=also, how="number")


def code(kind: str, question: str, text: str, asked_at: str = "", also: tuple[str, ...] = ()) -> Ask:
    """A question for a piece of code, all of whose lines have to be on the screen."""
    quotes = tuple(line for line in text.split("\n") if line.strip())
    return Ask(kind, question, text.rstrip("\n"), frames=shows(*quotes), accept=also, answer_kind="code",
               asked_at=asked_at)  # fmt: skip


def last(frames: list[Frame], question: str, pick: Pick, kind: str = "last_time", asked_at: str = NOW) -> Ask:
    """When that was in front for the last time: any minute of its last visit."""
    run = visits([frame for frame in frames if frame.moment.isoformat() < asked_at.replace("Z", "+00:00")], pick)[-1]
    names = {frame.name for frame in run}
    expected: list[str | list[str]] = [*last_seen(frames, pick, asked_at)]
    times = expected[1]
    assert isinstance(times, list)
    hours = [f"{int(time[:2]) - 12}{time[2:]}" for time in times if int(time[:2]) > 12]
    expected[1] = [*times, *hours]
    return Ask(kind, question, expected, frames=lambda frame: frame.name in names, answer_kind="set", asked_at=asked_at)


def times(frames: list[Frame], question: str, pick: Pick, expected: int) -> Ask:
    """How often that came to the front."""
    if len(visits(frames, pick)) != expected:
        raise ValueError(f"{question} {len(visits(frames, pick))}")
    return Ask("count", question, str(expected), frames=pick, answer_kind="number")


def longest(
    frames: list[Frame], question: str, pick: Pick, name: str, *also: str, of: Callable[[Frame], str] = host
) -> Ask:
    """What was in front longest."""
    most(frames, pick, of, name)
    kind = "domain_time" if of is host else "app_time"
    return Ask(kind, question, name, frames=both(pick, lambda frame: of(frame) == name), accept=also)


def hexed(frames: list[Frame], question: str, pick: Pick) -> Ask:
    """The colour of a page, as `#RRGGBB`."""
    return Ask("colour", question, colour(frames, pick), frames=pick)
