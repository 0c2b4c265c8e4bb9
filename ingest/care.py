"""Taking blobs into care: every media file of a shipment under our `media/`, durable, its hash held against its row."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ingest.shipment import FRAME, Shipment, described
from ledger import blobs, durable
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from ledger.errors import HandoffEvidenceMissing, HandoffRefused, WriteFailed
from projections.handoffs import blobs_of
from projections.views import Views

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAMED = 10
# A file where a directory has to be, a directory where a file has to be, a name that is too long.
_NO_NAME = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG})


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
    taken: dict[str, Admission] = {}
    try:
        for file in shipment.media:
            # A copy is hashed on its way; one that an interrupted run made must say as much.
            hashed = not link or file.path in expected
            with _refusing_names(shipment, file.path):
                taken[file.path] = blobs.admit(root, shipment.root, file.path, link=link, hashed=hashed)
        _hold_against(shipment, taken, expected)
    except HandoffRefused:
        # What was refused must not keep the names that the repaired files will want.
        for each in taken.values():
            if not each.present:
                (root.path / PurePosixPath(each.path)).unlink(missing_ok=True)
        raise
    taken = {
        source: replace(each, how="held") if each.present and is_known(each.path) else each
        for source, each in taken.items()
    }
    fresh = [root.path / PurePosixPath(each.path) for each in taken.values() if each.how != "held"]
    durable.settle(fresh, sorted({path.parent for path in fresh}))
    return taken


@contextmanager
def _refusing_names(shipment: Shipment, path: str) -> Iterator[None]:
    """Turn a name that no file can get in our `media/` into a refusal: the disk is fine, the next directory may be.

    Raises:
        HandoffRefused: `media_name_unusable`.
    """
    try:
        yield
    except (WriteFailed, OSError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        if not isinstance(cause, OSError) or cause.errno not in _NO_NAME:
            raise
        raise HandoffRefused(
            f"The media file {path} in {shipment.root} cannot have this name in our media: {cause.strerror}.",
            "Rename it, and the reference to it, in the handoff directory.",
            reason="media_name_unusable",
        ) from error


def is_in_place(root: DataRoot, shipment: Shipment, views: Views) -> bool:
    """Say whether each media file of a shipment still lies where an earlier ingest put it, in its size."""
    for file in shipment.media:
        held = [path for path, size in blobs_of(views.facts, shipment.name, file.path) if size == file.size]
        if not any(_lies_at(root.path / PurePosixPath(path), file.size) for path in held):
            return False
    return True


def _lies_at(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def _expected_hashes(shipment: Shipment) -> dict[str, set[tuple[str, str]]]:
    """Return media path -> (record id, SHA-256) of each frame that names the path and states a real one."""
    expected: dict[str, set[tuple[str, str]]] = {}
    for row in shipment.rows:
        said = described(row)
        stated = said.fields.get("content_hash")
        if said.record_type == FRAME and said.references and isinstance(stated, str) and _SHA256.fullmatch(stated):
            path = shipment.resolve(said.references[0])
            if path is not None:
                expected.setdefault(path, set()).add((row.record, stated))
    return expected


def _hold_against(
    shipment: Shipment, taken: Mapping[str, Admission], expected: Mapping[str, set[tuple[str, str]]]
) -> None:
    wrong = [
        f"{path} of {record} (says {stated[:12]}…, is {taken[path].sha256[:12]}…)"
        for path, stating in expected.items()
        for record, stated in sorted(stating)
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
