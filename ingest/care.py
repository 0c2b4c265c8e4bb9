"""Taking files into care: every file of a shipment under our `media/`, durable, blobs held against their rows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Literal

from msgspec.structs import replace

from ingest.shipment import Missing, Shipment
from ingest.survey import Survey
from ledger import blobs, durable
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from ledger.digests import sha256_of_each
from ledger.errors import HandoffEvidenceMissing, HandoffRefused, NoRoom
from projections.handoffs import blobs_of
from projections.views import Views

HashMismatch = Literal["refuse", "record"]
_NAMED = 10
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A blob (its path in the directory) that does not have the SHA-256 that a row states."""

    source: str
    record: str
    stated: str
    sha256: str

    def told(self) -> str:
        """Return it as events spell it."""
        return f"{self.record}: {self.source} (states {self.stated[:12]}…, is {self.sha256[:12]}…)"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was put in place, by its path in the directory that was handed over, and which blobs are not what they
    should be.
    """

    admissions: Mapping[str, Admission]
    mismatches: tuple[Mismatch, ...]

    def with_held(self, survey: Survey, already: Mapping[Missing, Admission]) -> Taken:
        """Return this with the blobs that rows name and earlier handoffs brought; `survey` then names them, too."""
        if not already:
            return self
        for missing, admission in already.items():
            survey.blobs[missing.number] = (*survey.blobs.get(missing.number, ()), admission.source)
        held = {each.source: each for each in already.values()}
        return Taken({**held, **self.admissions}, self.mismatches)


def take(
    root: DataRoot,
    shipment: Shipment,
    *,
    link: bool,
    mismatch: HashMismatch,
    is_known: Callable[[str], bool],
) -> Taken:
    """Put every file of a shipment in place, but for those that a row names and that cannot be what it means.

    A file that lies there already is `held` if the journal knows it (`is_known`, by our path); if not, an interrupted
    run put it there, and it counts as if this one had. When this returns, bytes and names are on the disk. A blob
    whose row has a SHA-256 for `content_hash` is held against it; fixtures use other texts there, which say nothing.

    Raises:
        HandoffEvidenceMissing: `content_hash_mismatch`, a blob is not what its row says, unless that is to be
            recorded.
        HandoffRefused: a file cannot be read, or changed meanwhile.
        NoRoom: what has to be copied is more than the disk has left.
        WriteFailed: the disk refused.
    """
    durable.make_directory(root.media)
    _require_room(root, shipment, link=link)
    found: dict[str, Admission] = {}
    with durable.Settling(root.media) as settling:
        try:
            _admit_all(blobs.BlobStore(root, shipment.root, link=link, is_known=is_known), shipment, found)
            mismatches = _held_against(root, shipment, found)
            if mismatches and mismatch == "refuse":
                raise _refused(shipment, mismatches)
        except HandoffRefused:
            # What was refused must not keep the names that the repaired files will want.
            for each in found.values():
                if not each.present:
                    (root.path / PurePosixPath(each.path)).unlink(missing_ok=True)
            raise
        for source, each in found.items():
            if each.present and is_known(each.path):
                found[source] = replace(each, how="held")
        settling.settle([f"{root.path}/{each.path}" for each in found.values() if each.how != "held"])
    return Taken(found, mismatches)


def _require_room(root: DataRoot, shipment: Shipment, *, link: bool) -> None:
    """Return only if there is room for all that will be copied: a disk must not be filled with half of a directory."""
    if link:
        with suppress(OSError):
            link = shipment.root.stat().st_dev == root.media.stat().st_dev
    copies = shipment.beside if link else shipment.files
    free = shutil.disk_usage(root.media).free if copies else 0
    if sum(each.size for each in copies) <= free:
        return
    needed = sum(each.size for each in copies if not os.path.lexists(f"{root.path}/{shipment.place(each.path)}"))
    if needed > free:
        raise NoRoom(
            # No figure that changes: a refusal that is told each minute is noted once.
            f"{needed / 1e6:,.1f} MB of {shipment.root} have to be copied; the disk of {root.media} has less left.",
            "Make room, or keep spool and DataRoot on one file system, where most is linked; then run it again.",
            reason="no_room",
        )


def _admit_all(store: blobs.BlobStore, shipment: Shipment, found: dict[str, Admission]) -> None:
    unfit = shipment.survey.unfit
    for file in shipment.listing.files:
        if file.path not in unfit:
            found[file.path] = store.admit(file, shipment.place(file.path))
    for file in shipment.beside:
        # Not written once and for all, as media are: a link would change with what its writer writes on.
        found[file.path] = store.admit(file, shipment.place(file.path), copy=True)


def _held_against(root: DataRoot, shipment: Shipment, found: dict[str, Admission]) -> tuple[Mismatch, ...]:
    """Hold each blob against what rows state of it; those that nobody hashed on the way are hashed now."""
    stated = shipment.survey.stated
    due = (path for path in stated if not found[path].sha256)
    while some := list(islice(due, _AT_ONCE)):
        places = [f"{root.path}/{found[path].path}" for path in some]
        digests = sha256_of_each(places, sum(found[path].size for path in some))
        for path, digest in zip(some, digests, strict=True):
            (_, first), *_ = stated[path]
            # One text for both where they agree: there are many.
            found[path] = replace(found[path], sha256=first if digest == first else digest)
    return tuple(
        Mismatch(path, record, digest, found[path].sha256)
        for path in sorted(stated)
        for record, digest in sorted(set(stated[path]))
        if found[path].sha256 != digest
    )


def _refused(shipment: Shipment, mismatches: tuple[Mismatch, ...]) -> HandoffEvidenceMissing:
    told = ", ".join(each.told() for each in mismatches[:_NAMED])
    more = f" and {len(mismatches) - _NAMED} more" if len(mismatches) > _NAMED else ""
    return HandoffEvidenceMissing(
        f"{len(mismatches)} blob(s) in {shipment.root} do not have the SHA-256 that their rows state: {told}{more}.",
        "The files were damaged or changed after capture. No marker was written; keep the directory. "
        "With --hash-mismatch record it is taken as it is, and said to be damaged (no marker either).",
        reason="content_hash_mismatch",
    )


def is_in_place(root: DataRoot, shipment: Shipment, views: Views, unfit: Collection[str] = ()) -> bool:
    """Say whether each file of a shipment still lies where an earlier ingest put it, in its size and of its time.

    `unfit` files were never put anywhere.
    """
    held = blobs_of(views.facts, shipment.name)
    return all(
        any(
            size == file.size and blobs.is_as_admitted(f"{root.path}/{path}", file)
            for path, size in held.get(file.path, ())
        )
        for file in shipment.files
        if file.path not in unfit
    )
