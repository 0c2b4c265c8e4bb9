"""A statement about a bag in the form that supply-chain tools read: in-toto, version 1, with the predicate `link`.

The subject is the list of the payload. The materials are the files of the evidence, in their original form: their
hashes, not their bytes, so that a redacted bag says of what it was made.
"""

from __future__ import annotations

from typing import Any

import msgspec

from export.bag import MANIFEST
from export.contents import Contents

_TYPE = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://in-toto.io/attestation/link/v0.3"


def statement(manifest: str, told: Contents) -> bytes:
    """Return the statement about a bag whose payload manifest has the hex SHA-256 `manifest`."""
    log = {"origin": told.origin, "size": told.size, "root": told.root, "key": told.key}
    body: dict[str, Any] = {
        "_type": _TYPE,
        "subject": subject(manifest),
        "predicateType": _PREDICATE,
        "predicate": {
            "name": "export",
            "command": ["autocapture", "export"],
            "materials": [{"name": each.path, "digest": {"sha256": each.sha256}} for each in told.blobs],
            "byproducts": {
                "asked": msgspec.to_builtins(told.asked),
                "events": [each.event for each in told.events],
                "redacted": told.redacted,
            },
            "environment": {"log": log},
        },
    }
    return msgspec.json.encode(body)


def subject(manifest: str) -> list[dict[str, Any]]:
    """Return what the statement about a bag is about."""
    return [{"name": MANIFEST, "digest": {"sha256": manifest}}]
