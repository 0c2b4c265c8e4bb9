"""Blobs that a row names, that were not handed over with it, and that an earlier handoff brought into care.

A directory that the reaper has half deleted, or a row that comes after its blob, lacks nothing then (wire formats,
3.3: a reference is missing where neither source nor destination has it).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import PurePosixPath

from ingest.listing import File, Listing
from ingest.media import MEDIA, resolve, spellings
from ingest.shelf import Shelf
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
    under = cache(partial(_under, views.facts, shipment.shelf))
    found: dict[Missing, Admission] = {}
    for each in shipment.survey.missing:
        if each.why:
            continue
        for path in _places(views.facts, each, brought, shipment.name, under):
            admission = _checked(root, each, path)
            if admission is not None:
                found[each] = admission
                break
    return found


def _places(
    db: sqlite3.Connection, missing: Missing, brought: Listing, handoff: str, under: Callable[[str], Listing]
) -> Iterator[str]:
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
    name = rid.encode(reference.value)
    if reference.run:
        yield from under(rid.encode(reference.run)).named(name)
    else:
        rows = db.execute("SELECT path FROM blobs WHERE path GLOB ?", (f"{MEDIA}/{name}.*",))
        yield from (path for (path,) in rows)


def _under(db: sqlite3.Connection, shelf: Shelf, folder: str) -> Listing:
    """Return what lies in the folder of a run, at any depth: looked through once, however much of it is missed."""
    rows = db.execute("SELECT path, size FROM blobs WHERE path GLOB ?", (f"{MEDIA}/{folder}/*",))
    return Listing((File(path, size, 0, 0) for path, size in rows), shelf=shelf)


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
