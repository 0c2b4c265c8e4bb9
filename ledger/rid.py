"""The hypervisor's file-name spelling of a record id: `rid_` and unpadded URL-safe base64 (wire formats, 2.2)."""

from __future__ import annotations

import base64
import binascii

PREFIX = "rid_"


def encode(record: str) -> str:
    """Return the token for a record id, for example `run1` -> `rid_cnVuMQ`."""
    raw = record.encode("utf-8", "surrogatepass")
    return PREFIX + base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def decode(token: str) -> str | None:
    """Return the record id that a token spells, or None where the token is not a valid rid."""
    if not token.startswith(PREFIX):
        return None
    body = token[len(PREFIX) :]
    try:
        raw = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        record = raw.decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return record if encode(record) == token else None
