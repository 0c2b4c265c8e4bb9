"""Logs of input: bursts of typing and clicks, out of the records that belong to a frame. Pure.

Two shapes are read (wire formats, 2.5 and 5): the sidecar's log, a file that begins with `INPT1`, and the events of a
chronicle session, which stand in their record. Which keys were pressed is passed over, also where a log tells it:
what a person typed may be a password.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from ledger.facts import Burst, Click, InputRead, Maker
from processors.findings import Earlier, Findings, Given, Subject, Unfit
from processors.processor import Traits
from projections import moment, payload
from projections.inputlog import PAUSE_US
from projections.payload import count_of, number_of, object_of, text_of

NAME = "inputlog"
VERSION = 1

MAGIC = b"INPT1"
_LENGTH = struct.Struct(">I")
_MOST_EVENT = 1 << 16
_MOST_DIGITS = 19
_BUTTONS = ("left", "right", "middle", "back", "forward")


class InputLogProcessor:
    """Reads the logs of the input that belongs to a frame."""

    name = NAME
    version = VERSION
    traits = Traits(reads="record", input_records=True, stays=True)

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:  # noqa: ARG002 - each frame for itself
        """Return, for each record of input that tells of single events, its bursts and clicks.

        Raises:
            Unfit: a log is no input log.
        """
        maker = Maker(NAME, VERSION, parameters=f"pause_ms={PAUSE_US // 1000}")
        facts, lacking = [], []
        for given in subject.input_records:
            log = events_in(given)
            if log.cut:
                lacking.append("input_log_cut")
            if not log.keys_us and not log.clicks and not log.left_out:
                continue
            clicks = tuple(_click(click, subject.origin) for click in log.clicks)
            facts.append(InputRead(subject.frame, given.record, maker, bursts(log.keys_us), clicks, log.left_out))
        return Findings(tuple(facts), lacking=tuple(lacking))


class Pressed(msgspec.Struct, frozen=True):
    """A button of the mouse that was pressed, at a point of the desktop (None: not recorded)."""

    at_us: int
    point: tuple[int, int] | None
    button: str


class Log(msgspec.Struct, frozen=True):
    """The events of a record: when keys were pressed (UTC microseconds), clicks, how many others there are.

    `cut` says that the log ends within an event.
    """

    keys_us: tuple[int, ...] = ()
    clicks: tuple[Pressed, ...] = ()
    left_out: int = 0
    cut: bool = False


def events_in(given: Given) -> Log:
    """Return the events that a record tells of, in its log or in itself.

    Raises:
        Unfit: what it names as its log is none.
    """
    told = given.fields.get("events")
    listed = [event for event in told if isinstance(event, dict)] if isinstance(told, list) else []
    cut = False
    if given.log is not None:
        if not given.log.startswith(MAGIC):
            raise Unfit("input_log_unknown", f"The log of {given.record} does not begin with {MAGIC.decode()}.")
        logged, cut = _unpacked(given.log)
        listed += logged
    keys, clicks, others = [], [], count_of(given.fields.get("events_not_told")) or 0
    held = 0
    for event in listed:
        mouse = object_of(event.get("mouse"))
        if mouse or event.get("type") == "MOUSE":
            pressed = [n for n in range(len(_BUTTONS)) if (number_of(mouse.get("buttons")) or 0) & ~held & 1 << n]
            held = number_of(mouse.get("buttons")) or 0
            at_us = _chronicle_us(event, given)
            if at_us is not None:
                point = (number_of(mouse.get("x")) or 0, number_of(mouse.get("y")) or 0)
                clicks += [Pressed(at_us, point, _BUTTONS[n]) for n in pressed]
            continue
        at_us = moment.parse(event.get("ts_utc"))
        if event.get("kind") == "key" and at_us is not None:
            keys.append(at_us)
        elif event.get("kind") == "mouse" and at_us is not None:
            if event.get("pressed") is not False:
                clicks.append(Pressed(at_us, _point(event), _button(event)))
        else:
            others += 1
    return Log(tuple(sorted(keys)), tuple(sorted(clicks, key=lambda click: click.at_us)), others, cut)


def _unpacked(log: bytes) -> tuple[list[dict[str, Any]], bool]:
    """Return the events of a log, and whether it ends within one. What is no JSON object counts as an empty one."""
    found: list[dict[str, Any]] = []
    at = len(MAGIC)
    while at < len(log):
        body = at + _LENGTH.size
        if body > len(log):
            return found, True
        (length,) = _LENGTH.unpack_from(log, at)
        if length > _MOST_EVENT or body + length > len(log):
            return found, True
        found.append(payload.parse(log[body : body + length]))
        at = body + length
    return found, False


def _point(event: dict[str, Any]) -> tuple[int, int] | None:
    x, y = number_of(event.get("x")), number_of(event.get("y"))
    return None if x is None or y is None else (x, y)


def _button(event: dict[str, Any]) -> str:
    return (text_of(event.get("button")) or "").rpartition(".")[2]


def _chronicle_us(event: dict[str, Any], given: Given) -> int | None:
    """Return when an event of a session was; where the clock on the wall was not told, when its batch ends."""
    told = event.get("unix_ns")
    if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS:
        told = int(told)
    nanoseconds = number_of(told)
    return nanoseconds // 1000 if nanoseconds else moment.parse(given.fields.get("end_ts_utc"))


def bursts(keys_us: Sequence[int]) -> tuple[Burst, ...]:
    """Return presses of keys, in order of time (UTC microseconds), as bursts: a pause ends one."""
    return tuple(
        Burst(moment.spell(group[0]), moment.spell(group[-1]), len(group)) for group in _groups(keys_us) if group
    )


def _groups(keys_us: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for at in keys_us:
        if group and at - group[-1] > PAUSE_US:
            yield group
            group = []
        group.append(at)
    yield group


def _click(click: Pressed, origin: tuple[int, int]) -> Click:
    point = None if click.point is None else (click.point[0] - origin[0], click.point[1] - origin[1])
    return Click(moment.spell(click.at_us), point, click.button)
