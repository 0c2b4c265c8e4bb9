"""Taking files into care: every file of a shipment under our `media/`, durable, blobs held against their rows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from msgspec.structs import replace

from ingest.listing import File
from ingest.shipment import Shipment, files_of
from ingest.taken import Mismatch, Taken, with_places
from ledger import blobs, durable
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from ledger.digests import THREADS, WORTH_THREADS, sha256_of
from ledger.errors import AutocaptureError, HandoffEvidenceMissing, HandoffRefused, NoRoom
from ledger.settling import Settling
from projections.blobs import blobs_among
from projections.views import Views

HashMismatch = Literal["refuse", "record"]
_NAMED = 10
_AT_ONCE = 2_000
_A_TURN = 20


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
    much = _is_much(shipment, _require_room(root, shipment, link=link))
    taken = Taken(shipment.shelf)
    with Settling(root.media) as settling:
        try:
            store = blobs.BlobStore(root, shipment.root, link=link, is_known=is_known, is_ours=taken.has)
            taken.add(_admitted(root, store, shipment, at_once=much))
            _hash_stated(root, shipment, taken)
            taken.mismatches = tuple(taken.differing(shipment.survey.stated))
            if taken.mismatches and mismatch == "refuse":
                raise _refused(shipment, taken.mismatches)
            taken.hold(is_known)
            _part(store, shipment, taken)
        except HandoffRefused:
            # What was refused must not keep the names that the repaired files will want.
            for path in taken.new():
                (root.path / PurePosixPath(path)).unlink(missing_ok=True)
            raise
        settling.settle(taken.unsettled(root))
    return taken


def _require_room(root: DataRoot, shipment: Shipment, *, link: bool) -> int:
    """Return how many bytes will be copied, if there is room for them: no disk is filled with half of a directory."""
    if link:
        with suppress(OSError):
            link = shipment.root.stat().st_dev == root.media.stat().st_dev
    listings = (shipment.beside,) if link else (shipment.listing, shipment.beside)
    free = shutil.disk_usage(root.media).free if any(len(each.files) for each in listings) else 0
    total = sum(each.size for each in files_of(*listings))
    if total <= free:
        return total
    copies = files_of(*listings)
    needed = sum(each.size for each in copies if not os.path.lexists(f"{root.path}/{shipment.place(each.path)}"))
    if needed > free:
        raise NoRoom(
            # No figure that changes: a refusal that is told each minute is noted once.
            f"{needed / 1e6:,.1f} MB of {shipment.root} have to be copied; the disk of {root.media} has less left.",
            "Make room, or keep spool and DataRoot on one file system, where most is linked; then run it again.",
            reason="no_room",
        )
    return total


def _is_much(shipment: Shipment, copied: int) -> bool:
    """Say whether so much is to be copied, or to be hashed, that a second thread pays."""
    if copied >= WORTH_THREADS or not shipment.survey.states_hashes:
        return copied >= WORTH_THREADS
    # Of tiny files there is little to hash, however many they are.
    turns = max(1.0, len(shipment.listing.files) / _AT_ONCE)
    return sum(file.size for file in shipment.listing.files) >= WORTH_THREADS * turns


def _admitted(root: DataRoot, store: blobs.BlobStore, shipment: Shipment, *, at_once: bool) -> Iterator[Admission]:
    """Put every file in place: one after the other, or several at once where there is much to copy or to hash."""
    unfit = shipment.survey.unfit
    files = (file for file in shipment.listing.files if file.path not in unfit)
    if at_once:
        yield from _several_at_once(root, store, shipment, files)
    for file in files:
        yield store.admit(file, shipment.place(file.path))
    for file in shipment.beside.files:
        # Not written once and for all, as media are: a link would change with what its writer writes on.
        yield store.admit(file, shipment.place(file.path), copy=True)


class _Due(NamedTuple):
    """A file that is to be put at a place, and whether a row states its SHA-256."""

    file: File
    place: str
    stated: bool


def _several_at_once(
    root: DataRoot, store: blobs.BlobStore, shipment: Shipment, files: Iterator[File]
) -> Iterator[Admission]:
    """Do it on several cores: reading, hashing, writing and linking leave the interpreter's lock alone."""
    from concurrent.futures import ThreadPoolExecutor  # seldom needed, and slow to load

    due = (_Due(file, shipment.place(file.path), stated) for file, stated in shipment.survey.with_stated(files))
    with ThreadPoolExecutor(THREADS) as threads:
        while some := list(islice(due, _AT_ONCE)):
            turns = [some[at : at + _A_TURN] for at in range(0, len(some), _A_TURN)]
            # Whatever one comes to, what the others put in place is told: a refusal takes it back.
            tried = list(chain.from_iterable(threads.map(partial(_tried, root, store), turns)))
            yield from (made for made in tried if isinstance(made, Admission))
            for each, made in zip(some, tried, strict=True):
                if isinstance(made, AutocaptureError):
                    raise made
                if made is None:
                    yield store.admit(each.file, each.place)


def _tried(root: DataRoot, store: blobs.BlobStore, turn: list[_Due]) -> list[Admission | AutocaptureError | None]:
    """Put some files in place, each at its own: what came of each."""
    found: list[Admission | AutocaptureError | None] = []
    for file, place, stated in turn:
        try:
            made = store.put(file, place)
        except AutocaptureError as error:
            found.append(error)
            continue
        found.append(_hashed(root, made) if made is not None and stated and not made.sha256 else made)
    return found


def _hashed(root: DataRoot, made: Admission) -> Admission:
    """Return what was put in place with its SHA-256; as it is where it cannot be read: `_hash_stated` says so."""
    try:
        return replace(made, sha256=sha256_of(f"{root.path}/{made.path}"))
    except HandoffRefused:
        return made


def _hash_stated(root: DataRoot, shipment: Shipment, taken: Taken) -> None:
    """Hash the blobs of which rows state a SHA-256 and that nobody hashed on the way."""
    due = taken.unhashed(shipment.survey.stated)
    taken.note_hashes((source, sha256_of(f"{root.path}/{path}")) for source, path in due)
    taken.learn_hashes()


def _part(store: blobs.BlobStore, shipment: Shipment, taken: Taken) -> None:
    """Give damaged files bytes of their own: their writer may repair them in place, and what came in stays."""
    for source in {each.source for each in taken.mismatches}:
        file, path = shipment.listing.get(source), taken.linked_at(source)
        if file is not None and path is not None:
            store.part(file, path)
            taken.part(source)


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
    held = with_places(shipment.files, attrgetter("path"), partial(blobs_among, views.facts, shipment.name))
    home = f"{root.path}/"
    for file, places in held:
        for each in places:
            if each.size == file.size and blobs.is_as_admitted(home + each.path, file):
                break
        else:
            if file.path not in unfit:
                return False
    return True
