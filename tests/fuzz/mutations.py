"""Seeded changes of real examples: of bytes, and of JSON as JSON."""

from __future__ import annotations

import json
import random
from typing import Any

NUMBERS = (0, -1, 1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63), 2**63, 2**64, -(2**63) - 1, 10**400, 0.1, 1e308, -0.0)
TEXTS = (
    "", " ", "x" * 70_000, "\x00", "\ud800", "../../etc/passwd", "media/../../x", "C:\\media\\..\\x", "\u202e",
    "\x1b[2J",
    "2026-02-10T12:34:56.789000Z", "9999-12-31T23:59:60Z", "0000-00-00T00:00:00Z", "2026-02-30T00:00:00+99:99", "NaN",
    "journal:18446744073709551616", "\U0010ffff", "İ", "{}", "[" * 2_000,
)  # fmt: skip
BYTES = (
    b"\0",
    b"\xff",
    b"\n",
    b"{",
    b'"',
    b"\\u0000",
    b"\x1b",
    b"\xed\xa0\x80",
    b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes: flipped, cut, doubled, moved, put in, made long."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 2, 4, 16, 256)))
        match chance.randrange(8):
            case 0 if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            case 1 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 2:
                del changed[at:]
            case 3:
                del changed[at:end]
            case 4:
                changed[at:at] = changed[at:end] * chance.choice((1, 2, 50))
            case 5:
                changed[at:at] = chance.choice(BYTES) * chance.choice((1, 3, 5_000))
            case 6:
                changed[at:end] = chance.randbytes(end - at)
            case _:
                width = chance.choice((1, 2, 4, 8))
                value = chance.choice((0, 1, (1 << 8 * width) - 1, 1 << 8 * width - 1))
                changed[at : at + width] = value.to_bytes(width, chance.choice(("big", "little")))
    return bytes(changed)


def mutated_json(value: Any, chance: random.Random) -> Any:
    """Change one or some values: to others of its kind, to another kind, gone, wrapped, repeated."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        value = _changed(value, chance)
    return value


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(sorted(value))
        rest = {name: each for name, each in value.items() if name != key}
        match chance.randrange(8):
            case 0:
                return rest
            case 1:
                return {**rest, chance.choice(TEXTS): value[key]}
        return {**rest, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.85:
        at = chance.randrange(len(value))
        if chance.random() < 0.1:
            return value * chance.choice((2, 100))
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return _another(value, chance)


def _another(value: Any, chance: random.Random) -> Any:
    return chance.choice(
        (None, True, chance.choice(NUMBERS), chance.choice(TEXTS), [], {}, [value], {"payload": value}, [[]] * 100)
    )


def spelled(value: Any, chance: random.Random) -> bytes:
    """Write JSON as somebody may: ASCII or not, spread, with a BOM, deep."""
    text = json.dumps(value, ensure_ascii=chance.random() < 0.7, indent=chance.choice((None, None, 2)))
    if chance.random() < 0.02:
        text = "[" * 100_000 + text
    lead = "\ufeff" if chance.random() < 0.03 else ""
    return (lead + text).encode("utf-8", "surrogatepass")
