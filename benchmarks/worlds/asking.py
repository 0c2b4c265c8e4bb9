"""What a question of a drawn corpus is, and how its right answer and its support come from the frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.worlds.frame import Frame
from benchmarks.worlds.handoff import spelled

Expected = str | Sequence[str | list[str]]
Pick = Callable[[Frame], bool]


@dataclass(frozen=True)
class Ask:
    """A question: its answer, and the marks that show it, words that do, or the frames that it is about.

    `quotes` are words as they stand side by side on the screen; where `frames` is given, on these frames. Without
    `asked_at` it is asked when all was recorded.
    """

    kind: str
    question: str
    expected: Expected
    marks: tuple[str, ...] = ()
    frames: Pick | None = None
    accept: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    answer_kind: str = "string"
    asked_at: str = ""
    quotes: tuple[str, ...] = ()


def on(day: str) -> Pick:
    """Frames of a day, of its local date like `2026-05-04`."""
    return lambda frame: frame.local.date().isoformat() == day


def site(name: str, *, day: str = "") -> Pick:
    """Frames with a page of that site in front, on that day or on any."""
    return lambda frame: name in frame.window.url.partition("/")[0] and (not day or on(day)(frame))


def program(name: str, *, day: str = "") -> Pick:
    """Frames with that program in front, on that day or on any."""
    return lambda frame: frame.window.app == name and (not day or on(day)(frame))


def visits(frames: list[Frame], pick: Pick) -> list[list[Frame]]:
    """Unbroken runs of frames of one session."""
    runs: list[list[Frame]] = []
    before: Frame | None = None
    for frame in frames:
        if pick(frame):
            if before is not None and pick(before) and before.handoff == frame.handoff:
                runs[-1].append(frame)
            else:
                runs.append([frame])
        before = frame
    return runs


def last_seen(frames: list[Frame], pick: Pick, until: str) -> list[list[str]]:
    """The day and the minutes of the last visit, each in the ways in which it may be told."""
    past = [frame for frame in frames if frame.moment < datetime.fromisoformat(until)]
    run = visits(past, pick)[-1]
    times = {f"{frame.local:%H:%M}" for frame in run}
    day = run[0].local
    days = [day.date().isoformat(), f"{day.day} {day:%B}", f"{day:%B} {day.day}", f"{day.day} {day:%b}"]
    return [[*days, "today"] if day.date().isoformat() == until[:10] else days, sorted(times)]


def most(frames: list[Frame], pick: Pick, name: Callable[[Frame], str], wanted: str) -> str:
    """Check that `wanted` is ahead both in seconds and in frames, and return it."""
    seconds: dict[str, float] = {}
    counts: dict[str, float] = {}
    for frame in filter(pick, frames):
        if name(frame):
            seconds[name(frame)] = seconds.get(name(frame), 0) + frame.seconds
            counts[name(frame)] = counts.get(name(frame), 0) + 1
    for tally in (seconds, counts):
        ahead = max(tally, key=lambda key: tally[key])
        if ahead != wanted or sorted(tally.values())[-2:] == [tally[ahead]] * 2:
            raise ValueError(f"{wanted} is not clearly ahead: {tally}")
    return wanted


def colour(frames: list[Frame], pick: Pick) -> str:
    """The colour of what is in front in these frames: one and the same, as `#RRGGBB`."""
    found = {frame.colour for frame in frames if pick(frame)}
    if len(found) != 1 or None in found:
        raise ValueError(f"not one colour: {found}")
    return str(found.pop())


def rgb(value: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers."""
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


# xterm's sixteen colours, and what stands at 16 to 255.
_SIXTEEN = ("#000000", "#CD0000", "#00CD00", "#CDCD00", "#0000EE", "#CD00CD", "#00CDCD", "#E5E5E5",
            "#7F7F7F", "#FF0000", "#00FF00", "#FFFF00", "#5C5CFF", "#FF00FF", "#00FFFF", "#FFFFFF")  # fmt: skip
_STEPS = (0, 95, 135, 175, 215, 255)
_CUBE = [(r, g, b) for r in _STEPS for g in _STEPS for b in _STEPS] + [(8 + 10 * n,) * 3 for n in range(24)]


def _nearest(value: str, others: list[tuple[int, int, int]]) -> int:
    here = rgb(value)
    return min(range(len(others)), key=lambda n: sum((a - b) ** 2 for a, b in zip(here, others[n], strict=True)))


def ansi256(value: str) -> str:
    """The nearest of the fixed colours 16 to 255."""
    return str(16 + _nearest(value, [(r, g, b) for r, g, b in _CUBE]))


def ansi16(value: str) -> tuple[str, ...]:
    """The nearest of xterm's sixteen: as a background code, as a foreground code."""
    index = _nearest(value, [rgb(other) for other in _SIXTEEN])
    return (str(40 + index), str(30 + index)) if index < 8 else (str(92 + index), str(82 + index))


def written(asks: list[Ask], frames: list[Frame], prefix: str, now: str) -> list[dict[str, Any]]:
    """The questions as `questions.json` has them: ids with that prefix, asked `now` where they say nothing else."""
    out: list[dict[str, Any]] = []
    for number, ask in enumerate(asks, start=1):
        row: dict[str, Any] = {
            "question_id": f"{prefix}-q{number:03}", "kind": ask.kind, "question": ask.question,
            "asked_at": ask.asked_at or now, "timezone": frames[0].zone,
            "answer_kind": ask.answer_kind, "expected": ask.expected,
            "support": _support(ask, frames, ask.asked_at or now),
        }  # fmt: skip
        if ask.accept:
            row["accept"] = list(ask.accept)
        if ask.must_not:
            row["must_not"] = list(ask.must_not)
        if not row["support"] and ask.answer_kind != "not_found":
            raise ValueError(f"nothing on any screen supports: {ask.question}")
        if ask.answer_kind == "box":
            row["expected"] = row["support"][0]["bbox"]
        out.append(row)
    return out


def _support(ask: Ask, frames: list[Frame], asked_at: str) -> list[dict[str, Any]]:
    past = [frame for frame in frames if frame.moment < datetime.fromisoformat(asked_at)]
    found = [(frame, frame.marks[mark]) for mark in ask.marks for frame in past if mark in frame.marks]
    for quote in ask.quotes:
        shown = [(each, box) for each in past if not ask.frames or ask.frames(each) for box in _quoted(each, quote)]
        if not shown:
            raise ValueError(f"on no screen before {asked_at}: {quote}")
        found += shown
    places: list[tuple[Frame, list[float] | None]] = [*found]
    if not (ask.marks or ask.quotes) and ask.frames is not None:
        places = [(frame, None) for frame in past if ask.frames(frame)]
    return [
        {"frame_id": frame.record, "corpus_frame": frame.name, "ts_utc": spelled(frame.moment), "bbox": box}
        for frame, box in places
    ]


def _quoted(frame: Frame, quote: str) -> list[list[float]]:
    """Where these words stand one after the other, each of them whole; a full stop or comma may follow."""
    wanted = quote.split()
    boxes = []
    for at in range(len(frame.words) - len(wanted) + 1):
        run = frame.words[at : at + len(wanted)]
        told = [word[0] for word in run]
        told[-1] = told[-1] if told[-1] == wanted[-1] else told[-1].rstrip(".,")
        if told == wanted and not any(word[6] for word in run):
            sides = list(zip(*(word[1:5] for word in run), strict=True))
            boxes.append([min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])])
    return boxes
