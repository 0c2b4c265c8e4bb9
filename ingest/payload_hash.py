"""The hash that the earlier system's writers put into a row over the row itself (wire formats, 8). Pure.

It is checked where it is there, and one that does not hold is counted; nothing is ever refused for it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from unicodedata import normalize

FIELD = "payload_hash"
HINT = FIELD.encode()
"""What is in the bytes of each row that has one, but for a key that is spelled with escapes."""


def differs(fields: dict[str, Any]) -> bool:
    """Say whether a row has a hash that is not its own. Of a row with fractions in it nobody can say that."""
    stated = fields.get(FIELD)
    if not isinstance(stated, str):
        return False
    body = {key: value for key, value in fields.items() if key != FIELD}
    if _sha256(body) == stated.lower():
        return False  # nearly all: no walk through the values was needed
    try:
        return _sha256(_canonical(body)) != stated.lower()
    except _Fraction:
        return False


class _Fraction(Exception):
    """A number that the canonical form has no spelling for."""


def _canonical(value: object) -> object:
    """Return a JSON value with texts in NFC (keys as they are)."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, dict):
        return {key: _canonical(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_canonical(each) for each in value]
    if isinstance(value, float):
        raise _Fraction
    return value


def _sha256(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
