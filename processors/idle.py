"""The gate of Stage 2: is the person away from the machine? Whatever is not plainly yes is no."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from ledger.clock import Clock, system_clock

IDLE_WINDOW_S = 45.0
MAX_AGE_S = 3.0
MAX_AHEAD_S = 2.0
_MAX_BYTES = 1 << 16
_NEVER_S = 1 << 33
"""Nobody has been away for two centuries."""


class Presence(msgspec.Struct, frozen=True):
    """What the signal says: `idle`, and in words why (not)."""

    idle: bool
    reason: str


def judge(signal: bytes | None, now: datetime) -> Presence:
    """Return what an activity signal says at a moment. Pure.

    Idle is: `user_active` is the boolean false, `idle_seconds` is a number of at least 45, and `ts_utc`
    is at most 3 s old and at most 2 s ahead. Anything else means active (wire formats, section 4).
    """
    if signal is None:
        return Presence(False, "there is no activity signal")
    try:
        fields = msgspec.json.decode(signal)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return Presence(False, "the activity signal is no JSON")
    if not isinstance(fields, dict):
        return Presence(False, "the activity signal is no JSON object")
    return _judge_fields(fields, now)


def _judge_fields(fields: dict[str, Any], now: datetime) -> Presence:
    age = _age(fields.get("ts_utc"), now)
    active, idle_s = fields.get("user_active"), fields.get("idle_seconds")
    if age is None:
        return Presence(False, "the activity signal has no readable time")
    if age > timedelta(seconds=MAX_AGE_S):
        return Presence(False, f"the activity signal is {_said(age)} old")
    if age < -timedelta(seconds=MAX_AHEAD_S):
        return Presence(False, f"the activity signal is {_said(-age)} ahead of the clock")
    if active is not False:
        return Presence(False, "the person is active" if active is True else "the activity signal is malformed")
    if isinstance(idle_s, bool) or not isinstance(idle_s, int | float) or not idle_s < _NEVER_S:
        return Presence(False, "the activity signal is malformed")
    if idle_s < IDLE_WINDOW_S:
        return Presence(False, f"the person was active {idle_s:.0f} s ago")
    return Presence(True, f"the person has been away for {idle_s:.0f} s")


def _age(text: object, now: datetime) -> timedelta | None:
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return now - moment if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _said(age: timedelta) -> str:
    seconds = age.total_seconds()
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"


class SignalGate:
    """Asks the hypervisor's signal file, anew each time. The first of the paths that exists is the one that counts."""

    def __init__(self, paths: Sequence[Path], clock: Clock = system_clock) -> None:
        self._paths = tuple(paths)
        self._clock = clock

    def presence(self) -> Presence:
        """Return whether the person is away now."""
        return judge(self._signal(), self._clock())

    def _signal(self) -> bytes | None:
        for path in self._paths:
            try:
                return _read_plain(path)
            except FileNotFoundError:
                continue
            except OSError:
                return None
        return None


def _read_plain(path: Path) -> bytes | None:
    """Return the bytes of a plain file, None for anything else: a FIFO would make the gate wait for ever."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, _MAX_BYTES) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
    finally:
        os.close(descriptor)


class OpenGate:
    """Lets work through whoever is there: for a person who asked for it (`--no-require-idle`)."""

    def presence(self) -> Presence:
        """Return that work may go on."""
        return Presence(True, "idleness is not required")
