"""Blobs that a row names, that were not handed over with it, and that an earlier handoff brought into care.

A directory that the reaper has half deleted, or a row that comes after its blob, lacks nothing then (wire formats,
3.3: a reference is missing where neither source nor destination has it).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.listing import File, Listing
from ingest.media import MEDIA, resolve, spellings
from ingest.shipment import Missing, Shipment
from ledger import rid
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from ledger.digests import sha256_of
from ledger.errors import HandoffRefused
from projections.blobs import blobs_of, places_of
from projections.frames import by_id
from projections.handoffs import is_known_root
from projections.views import Views


def held_already(root: DataRoot, shipment: Shipment, views: Views) -> dict[Missing, Admission]:
    """Return the blob in our care that each missing reference means; those that we do not have are not in it.

    A path alone can be another session's: what counts is the picture of the very frame, if that is in care; what this
    directory brought itself, earlier; or a blob with the SHA-256 that the frame states. It has the size that is stated.
    """
    if not shipment.survey.missing:
        return {}
    was_here = is_known_root(views.facts, str(shipment.root))
    known = blobs_of(views.facts, shipment.name) if was_here else ()
    brought = Listing((File(source, each.size, 0, 0) for source, each in known), shelf=shipment.shelf)
    found: dict[Missing, Admission] = {}
    for each in shipment.survey.missing:
        if each.why:
            continue
        for path in _places(views.facts, each, brought, shipment.name):
            admission = _checked(root, each, path)
            if admission is not None:
                found[each] = admission
                break
    return found


def _places(db: sqlite3.Connection, missing: Missing, brought: Listing, handoff: str) -> Iterator[str]:
    reference = missing.reference
    frame = by_id(db, missing.record) if missing.main else None
    if frame is not None and frame.blob is not None:
        yield frame.blob
    source = resolve(reference, brought)
    if source is not None:
        yield from places_of(db, handoff, source)
    if reference.by == "path":
        yield from spellings(reference.value) if missing.stated else ()
        return
    home = f"{MEDIA}/{rid.encode(reference.run)}/*/" if reference.run else f"{MEDIA}/"
    rows = db.execute("SELECT path FROM blobs WHERE path GLOB ?", (f"{home}{rid.encode(reference.value)}.*",))
    yield from (path for (path,) in rows)


def _checked(root: DataRoot, missing: Missing, path: str) -> Admission | None:
    file = root.path / PurePosixPath(path)
    try:
        if not file.is_file() or file.is_symlink():
            return None
        size = file.stat().st_size
        digest = sha256_of(str(file)) if missing.stated else ""
    except (OSError, HandoffRefused):
        return None
    if not size or missing.size not in (None, size) or digest != missing.stated:
        return None
    return Admission(path, path, size, "held", digest, present=True)
