"""What a hypervisor's row says of itself: columns where they are filled, else the fields of its payload."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import msgspec

from ledger.facts import RecordAdmitted, RecordConflicted

_TS_FIELDS = ("ts_utc", "ts_start_utc", "ts_end_utc")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_DIGITS = 4_000
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1
MOST_COUNTED = 1 << 32
"""So many of anything at the most are counted in one record: sums of such counts fit into 64 bits."""


class Record(msgspec.Struct, frozen=True):
    """A row with its effective columns, and the fields of its payload; empty where that is no JSON object.

    A payload may be wrapped as `{"payload": {...}, ...}`: then the inner fields stand beside the outer
    ones, which win.
    """

    record_type: str | None
    ts_utc: str | None
    run_id: str | None
    fields: dict[str, Any]


def parse(payload: str | bytes | None) -> dict[str, Any]:
    """Return the payload as an object; empty where it is none (foreign rows are never refused for that).

    A lone surrogate, which no UTF-8 can spell, is told as U+FFFD.
    """
    return merged(decoded(payload)[0])


def merged(value: object) -> dict[str, Any]:
    """Return a payload's JSON value as one object, the fields of a wrapped one beside the outer ones."""
    if not isinstance(value, dict):
        return {}
    inner = value.get("payload")
    return {**inner, **value} if isinstance(inner, dict) else value


def decoded(payload: str | bytes | None) -> tuple[object, bool]:
    """Return the JSON value of a payload (None where it is none), and whether it is plain strict JSON."""
    if not payload:
        return None, True
    try:
        return msgspec.json.decode(payload), True
    except (ValueError, RecursionError):
        pass
    try:
        # Python's own writer, which the sidecar uses, emits NaN and lone surrogates (half an emoji, cut off
        # at the end of a title): msgspec refuses those, and no view and no event can hold the latter.
        text = json.dumps(json.loads(payload, parse_int=_integer), ensure_ascii=False)
        return json.loads(_SURROGATE.sub("\ufffd", text), parse_int=_integer), False
    except (ValueError, RecursionError):
        return None, False


def _integer(digits: str) -> int | float:
    """Read an integer; one of more digits than Python turns into a number says no more than that it is large."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def describe(record_type: str | None, ts_utc: str | None, run_id: str | None, payload: str | bytes | None) -> Record:
    """Return a row's effective columns (wire formats, 1.2): the column, else the payload's field."""
    return described(record_type, ts_utc, run_id, parse(payload))


def described(record_type: str | None, ts_utc: str | None, run_id: str | None, fields: dict[str, Any]) -> Record:
    """Return the same for a payload that is parsed and `merged` already."""
    ts = ts_utc or next((fields[name] for name in _TS_FIELDS if text_of(fields.get(name))), None)
    return Record(
        record_type or text_of(fields.get("record_type")), ts, run_id or text_of(fields.get("run_id")), fields
    )


def record_of(fact: RecordAdmitted | RecordConflicted) -> Record:
    """Return what a told row says of itself. Several views ask it of one event after the other: it is parsed once."""
    global _last  # noqa: PLW0603 - a memory of one value, replaced as a whole
    known, record = _last
    if known is not fact or record is None:
        record = describe(fact.record_type, fact.ts_utc, fact.run_id, stored(fact))
        _last = fact, record
    return record


_last: tuple[object, Record | None] = (None, None)


def stored(fact: RecordAdmitted | RecordConflicted) -> str | bytes | None:
    """Return the payload as it stood in the row: text, or bytes where it was no valid UTF-8."""
    if fact.payload_base64 is not None:
        return base64.b64decode(fact.payload_base64)
    return fact.payload


def text_of(value: object) -> str | None:
    """Return a non-empty string as it is, anything else as None."""
    return value if isinstance(value, str) and value else None


def number_of(value: object) -> int | None:
    """Return a JSON integer of at most 64 bits as it is, anything else (booleans included) as None."""
    return value if isinstance(value, int) and not isinstance(value, bool) and _LEAST <= value <= _MOST else None


def count_of(value: object) -> int | None:
    """Return a JSON integer that can be a number of things, from none to `MOST_COUNTED`; anything else as None."""
    number = number_of(value)
    return number if number is not None and 0 <= number <= MOST_COUNTED else None


def object_of(value: object) -> dict[str, Any]:
    """Return a JSON object as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}
