"""`uia/latest.snap.json`: the sidecar's side channel for its newest UIA snapshot (wire formats, 1.3).

The rule: metadata first. The file stands in only for a snapshot whose row is missing, never for one whose row is there
and wrong; its hash file is mandatory; ids and hashes must agree with what a frame says in its `uia_ref`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ingest.capacity import LONGEST
from ingest.listing import Listing
from ingest.shipment import Row
from ledger.digests import CHUNK
from projections import payload
from projections.frames import SNAPSHOT_TYPE
from projections.payload import text_of

SNAPSHOT = "uia/latest.snap.json"
DIGEST = "uia/latest.snap.sha256"

_SHA256 = re.compile(rb"[0-9a-f]{64}")
# In JSON a byte becomes six at most.
_LARGEST = LONGEST // 8


class Fallback(NamedTuple):
    """The snapshot in the file as a row, or the stable word for why it cannot stand in for anything."""

    row: Row | None
    problem: str = ""


def fallback_in(root: Path, beside: Listing, stated: Callable[[str], set[str | None]]) -> Fallback:
    """Return what the side channel of a directory offers to its frames; no problem where there is no such file.

    `stated` says which hashes frames state of a snapshot, by its record id: none where no frame names it.

    Problems: `fallback_digest_missing`, `fallback_hash_mismatch` (file, or what frames state), `fallback_parse_failed`,
    `fallback_record_type_invalid`, `fallback_snapshot_missing` (no frame names this snapshot).
    """
    file = beside.get(SNAPSHOT)
    if file is None:
        return Fallback(None)
    digest = beside.get(DIGEST)
    if digest is None or digest.size > CHUNK or file.size > _LARGEST:
        return Fallback(None, "fallback_digest_missing" if file.size <= _LARGEST else "fallback_parse_failed")
    try:
        raw, words = (root / SNAPSHOT).read_bytes(), (root / DIGEST).read_bytes().split()
    except OSError:
        return Fallback(None, "fallback_parse_failed")
    if not words or not _SHA256.fullmatch(words[0]):
        return Fallback(None, "fallback_digest_missing")
    if hashlib.sha256(raw).hexdigest().encode() != words[0]:
        return Fallback(None, "fallback_hash_mismatch")
    return _agreeing(raw, stated)


def _agreeing(raw: bytes, stated_of: Callable[[str], set[str | None]]) -> Fallback:
    parsed, _ = payload.decoded(raw)
    if not isinstance(parsed, dict):
        return Fallback(None, "fallback_parse_failed")
    said = payload.described(None, None, None, payload.merged(parsed))
    if said.record_type != SNAPSHOT_TYPE:
        return Fallback(None, "fallback_record_type_invalid")
    record, stated = text_of(said.fields.get("record_id")), text_of(said.fields.get("content_hash"))
    wanted = stated_of(record) if record is not None else set()
    if not wanted:
        return Fallback(None, "fallback_snapshot_missing")
    if record is None or stated not in wanted:
        return Fallback(None, "fallback_hash_mismatch")
    return Fallback(Row(record, said.record_type, text_of(said.ts_utc), said.run_id, raw, SNAPSHOT))
