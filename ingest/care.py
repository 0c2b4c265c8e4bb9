"""Taking blobs into care: every media file of a shipment under our `media/`, durable, its hash held against its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from ingest.shipment import FRAME, Shipment, described
from ledger import blobs, durable
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from ledger.errors import HandoffEvidenceMissing
from projections.handoffs import blob_of
from projections.views import Views

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAMED = 10


def take(root: DataRoot, shipment: Shipment, *, link: bool, is_known: Callable[[str], bool]) -> Mapping[str, Admission]:
    """Put every media file of a shipment in place; return them by their path in the handoff directory.

    A file that lies there already is `held` if the journal knows it (`is_known`, by our path); if not,
    an interrupted run put it there, and it counts as if this one had. When this returns, bytes and names
    are on the disk. A frame whose `content_hash` is a SHA-256 is held against it; fixtures use other
    texts there, which say nothing.

    Raises:
        HandoffEvidenceMissing: `content_hash_mismatch`, a frame's blob is not what its row says.
        HandoffRefused: a file cannot be read, or changed meanwhile.
        WriteFailed: the disk refused.
    """
    expected = _expected_hashes(shipment)
    taken = {
        file.path: blobs.admit(root, shipment.root, file.path, link=link, hashed=file.path in expected)
        for file in shipment.media
    }
    _hold_against(shipment, taken, expected)
    taken = {
        source: replace(each, how="held") if each.present and is_known(each.path) else each
        for source, each in taken.items()
    }
    fresh = [root.path / PurePosixPath(each.path) for each in taken.values() if each.how != "held"]
    durable.settle(fresh, sorted({path.parent for path in fresh}))
    return taken


def is_in_place(root: DataRoot, shipment: Shipment, views: Views) -> bool:
    """Say whether each media file of a shipment still lies where an earlier ingest put it, in its size."""
    for file in shipment.media:
        path, size = blob_of(views.facts, shipment.name, file.path) or ("", -1)
        destination = root.path / PurePosixPath(path)
        if size != file.size or not destination.is_file() or destination.stat().st_size != size:
            return False
    return True


def _expected_hashes(shipment: Shipment) -> dict[str, tuple[str, str]]:
    """Return media path -> (record id, SHA-256) for each frame that states a real one."""
    expected: dict[str, tuple[str, str]] = {}
    for row in shipment.rows:
        said = described(row)
        stated = said.fields.get("content_hash")
        if said.record_type == FRAME and said.references and isinstance(stated, str) and _SHA256.fullmatch(stated):
            path = shipment.resolve(said.references[0])
            if path is not None:
                expected[path] = (row.record, stated)
    return expected


def _hold_against(shipment: Shipment, taken: Mapping[str, Admission], expected: Mapping[str, tuple[str, str]]) -> None:
    wrong = [
        f"{path} of {record} (says {stated[:12]}…, is {taken[path].sha256[:12]}…)"
        for path, (record, stated) in expected.items()
        if taken[path].sha256 != stated
    ]
    if wrong:
        more = f" and {len(wrong) - _NAMED} more" if len(wrong) > _NAMED else ""
        raise HandoffEvidenceMissing(
            f"{len(wrong)} blob(s) in {shipment.root} do not have the SHA-256 that their frames state: "
            f"{', '.join(wrong[:_NAMED])}{more}.",
            "The files were damaged or changed after capture. No marker was written; keep the directory.",
            reason="content_hash_mismatch",
        )
