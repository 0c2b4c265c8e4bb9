"""One handoff directory, read strictly read-only into a Shipment."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.media import MEDIA, TEMPORARY_SUFFIX, Listing, list_media, refuse_encrypted, resolve
from ingest.rows import StoredRows, layout_of, left_out
from ingest.shipment import Missing, Row, Shipment, content_digest, described, row_digest
from ingest.snapshot import Print, Snapshot, fingerprint, in_use, take
from ledger.clock import Clock, system_clock
from ledger.dataroot import DataRoot
from ledger.errors import HandoffRefused

DATABASE = "metadata.db"
MARKER = "reap_eligible.json"
READY_NAMES = ("READY", "COMPLETE", "COMPLETE.json")

_KNOWN_NAMES = frozenset(
    {DATABASE, *(DATABASE + end for end in ("-wal", "-shm", "-journal")), MEDIA, MARKER, *READY_NAMES}
)


def named(handoff_root: Path) -> Path:
    """Return the one absolute name of a directory: what was taken in is known by it.

    Raises:
        HandoffRefused: `handoff_name_not_utf8`, no event and no marker can spell it.
    """
    # A `..` behind a symbolic link leads elsewhere than its text says.
    path = handoff_root.resolve() if ".." in handoff_root.parts else handoff_root.absolute()
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise HandoffRefused(
            f"The name of the directory {os.fsencode(path)!r} is not UTF-8.",
            "Rename it.",
            reason="handoff_name_not_utf8",
        ) from error
    return path


def refuse_mingled(handoff_root: Path, root: DataRoot) -> None:
    """Refuse what the hypervisor must never delete: a DataRoot, and a directory that ours lies in.

    Raises:
        HandoffRefused: `holds_dataroot`.
    """
    real, ours = handoff_root.resolve(), root.path.resolve()
    if ours.is_relative_to(real) or DataRoot(handoff_root).is_born():
        raise HandoffRefused(
            f"{handoff_root} is a DataRoot or holds the DataRoot {root.path}: a marker there would have it deleted.",
            "Keep DataRoot and spool apart: name another --data-dir, or move one of them.",
            reason="holds_dataroot",
        )


def open_shipment(handoff_root: Path, *, quiet_s: float = 0, now: Clock = system_clock) -> Shipment:
    """Read a handoff directory and write nothing into it. The caller closes the shipment.

    1. `metadata.db` is a plain file of the directory itself.
    2. List `media/`: plain files only, no link followed, nothing opened.
    3. With `quiet_s` > 0 the newest of database, -wal, -journal and media files is at least that many seconds old,
       unless a plain file READY, COMPLETE or COMPLETE.json says that the writer is done.
    4. No media file begins like an encrypted blob.
    5. Hold the database still as in 1 (`ingest.snapshot.take`): no open write transaction; rows in a -wal count.
    6. Find table and columns by name; read every row once, for the digest and for references that no file answers.
    7. The database, its side files and the media listing are still what they were in 1 and 2.

    Not checked here: that blobs have the bytes their hashes say. Locks of a writer on another machine (or on the
    Windows side of WSL) cannot be seen: against those, only step 3 and the marker rule help.

    Raises:
        HandoffRefused: by `reason`: `metadata_db_missing`, `metadata_db_unreadable`, `handoff_metadata_table_missing`,
            `handoff_metadata_columns_missing`, `record_id_missing`, `encrypted_handoff`, `handoff_in_use`,
            `unsafe_media_path`, `media_name_not_utf8`, `media_unreadable`, `handoff_unreadable`.
        WriteFailed: no room for a private copy of the database.
    """
    root = handoff_root.absolute()
    printed = fingerprint(root / DATABASE)
    listing = list_media(root)
    if quiet_s > 0:
        _require_quiet(root, printed, listing, quiet_s, now())
    refuse_encrypted(root, listing)
    snapshot = take(root / DATABASE)
    try:
        if snapshot.printed != printed:
            raise in_use(f"{snapshot.database} changed while the media were being listed.")
        try:
            shipment = _read(root, snapshot, listing)
        finally:
            # Also where reading failed: what two states together look like says nothing of either.
            _recheck(root, snapshot, listing)
    except BaseException:
        snapshot.close()
        raise
    return shipment


def _read(root: Path, snapshot: Snapshot, listing: Listing) -> Shipment:
    layout = layout_of(snapshot)
    rows = StoredRows(snapshot, layout)
    digest, missing = _surveyed(rows, listing)
    return Shipment(
        root=root,
        name=root.name,
        table=layout.table,
        rows=rows,
        listing=listing,
        content_digest=digest,
        metadata_db_sha256=snapshot.sha256,
        missing=missing,
        not_carried=(*left_out(snapshot, layout), *_strangers(root)),
        recheck=partial(_recheck, root, snapshot, listing),
    )


def _surveyed(rows: Iterable[Row], listing: Listing) -> tuple[str, tuple[Missing, ...]]:
    """Return the content digest, and every reference of every row that no file answers."""
    digests: list[bytes] = []
    missing: list[Missing] = []
    for row in rows:
        digests.append(row_digest(row))
        named = described(row).references
        missing.extend(Missing(row.record, each) for each in named if resolve(each, listing) is None)
    return content_digest(digests, listing.files), tuple(missing)


def _strangers(root: Path) -> tuple[str, ...]:
    """Return what lies beside database and media: `file NAME` or `folder NAME`, sorted."""
    try:
        beside = sorted(root.iterdir(), key=lambda path: path.name)
    except OSError as error:
        raise HandoffRefused(
            f"Could not list {root}: {error.strerror or error}.",
            "Make the directory readable for this account and run the same command again.",
            reason="handoff_unreadable",
        ) from error
    names = [path for path in beside if path.name not in _KNOWN_NAMES and not path.name.endswith(TEMPORARY_SUFFIX)]
    return tuple(f"{'folder' if path.is_dir() else 'file'} {path.name!a}" for path in names)


def _recheck(root: Path, snapshot: Snapshot, listing: Listing) -> None:
    snapshot.check_unchanged()
    found = list_media(root)
    if found.files != listing.files:
        first, *_ = sorted({file.path for file in set(found.files) ^ set(listing.files)})
        raise in_use(f"{first} in {root} came, went or changed while the directory was being read.")


def _require_quiet(root: Path, printed: Print, listing: Listing, quiet_s: float, moment: datetime) -> None:
    if any(_is_plain(root / name) for name in READY_NAMES):
        return
    names = [DATABASE, *(DATABASE + ending for ending in ("-wal", "-journal"))]
    times = [(each[2], name) for each, name in zip(printed, names, strict=True) if each]
    newest, name = max([*times, *((file.mtime_ns, file.path) for file in listing.files)])
    age = moment.timestamp() - newest / 1e9
    if age < quiet_s:
        written = datetime.fromtimestamp(newest / 1e9, UTC).isoformat(timespec="seconds")
        raise in_use(
            f"{root} may still be being written: {name} is from {written}, {age:.1f} s ago. "
            f"Wanted: {quiet_s:g} s of quiet, or a file {' or '.join(READY_NAMES)}."
        )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()
