"""One handoff directory, read strictly read-only into a Shipment."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from ingest.capacity import some
from ingest.encryption import refuse_encrypted
from ingest.fallback import SNAPSHOT, fallback_in
from ingest.listing import File, Listing
from ingest.marker import NAME as MARKER
from ingest.media import MEDIA, resolve
from ingest.quiet import READY_NAMES, Quiet
from ingest.rows import StoredRows, layout_of, not_carried
from ingest.shelf import Shelf
from ingest.shipment import Contents, Shipment, bytes_digest, content_digest, files_of
from ingest.snapshot import SIDE_FILES, Snapshot, fingerprint, in_use, take
from ingest.survey import survey
from ingest.walk import first_change, listed
from ledger.dataroot import SEGMENTS, DataRoot
from ledger.durable import TEMPORARY_MARK
from ledger.errors import HandoffRefused

DATABASE = "metadata.db"
ACTIVITY = "activity_signal.json"
BESIDE = f"{MEDIA}/beside"
_OURS = (f"{BESIDE}/", f"{MEDIA}/conflicts/", f"{MEDIA}/chronicle/")

KEPT = "adopted"
"""The folder of a DataRoot in which an older store lies as it was."""
# Folders of a DataRoot, which the hypervisor must not delete either.
_PARTS = (KEPT, MEDIA, "derived", "index", SEGMENTS, "keys", "quarantine")

_DATABASE_FILES = (DATABASE, *(DATABASE + ending for ending in SIDE_FILES))
_OF_THE_MOMENT = frozenset({MARKER, ACTIVITY, *READY_NAMES})
_MARKER_TO_BE = f".{MARKER}."
_NOT_BESIDE = _OF_THE_MOMENT | {f"{DATABASE}-shm", *_DATABASE_FILES}
# Wire formats, 1.1: not needed, and nothing that we keep refers to them.
_SIDE_TABLES = frozenset({"table entity_map", "table metadata_projection"})


def named(root: Path) -> Path:
    """Return the one absolute name of a directory: what was taken in is known by it.

    Raises:
        HandoffRefused: `handoff_name_not_utf8`, no event and no marker can spell it.
    """
    # A `..` behind a symbolic link leads elsewhere than its text says.
    path = Path(os.path.realpath(root)) if ".." in root.parts else root.absolute()
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
    """Refuse what the hypervisor must never delete: a DataRoot, a directory that ours lies in, and folders of ours.

    Raises:
        HandoffRefused: `holds_dataroot`.
    """
    # Not `resolve`, which gives up over a circle of links.
    real, ours = Path(os.path.realpath(handoff_root)), Path(os.path.realpath(root.path))
    is_part = any(real.is_relative_to(ours / name) for name in _PARTS)
    if is_part or ours.is_relative_to(real) or DataRoot(handoff_root).is_born():
        raise HandoffRefused(
            f"{handoff_root} is a DataRoot, or holds the DataRoot {root.path}, or is part of it: a marker there would "
            "have it deleted.",
            "Keep DataRoot and spool apart: name another --data-dir, or move one of them.",
            reason="holds_dataroot",
        )


def open_shipment(handoff_root: Path, *, quiet: Quiet | None = None, with_beside: bool = True) -> Shipment:
    """Read a handoff directory and write nothing into it. The caller closes the shipment.

    1. `metadata.db` is a plain file of the directory itself.
    2. List `media/`, and what lies beside it: plain files only, no link followed, nothing opened.
    3. Where `quiet` asks for it: nothing was written there for a while, or the writer says that it is done.
    4. Hold the database still as in 1 (`ingest.snapshot.take`): no open write transaction; rows in a -wal count.
    5. Find table and columns by name.
    6. When its contents are asked for: no media file begins like an encrypted blob (asked also where 4 or 5 fail: that
       says more); read and parse every row once (`ingest.survey`). The database and its side files are still what they
       were in 1.

    Files beside `media/` are taken along as they are, for a deletion would lose them: all but the live activity
    signal. So is the database itself, where it holds tables or columns that no row carries. `with_beside` False leaves
    them where they are: for a directory that nobody will delete.

    Not checked here: that blobs have the bytes their hashes say. Locks of a writer on another machine (or on the
    Windows side of WSL) cannot be seen: against those, only step 3 and the marker rule help.

    Raises:
        HandoffRefused: by `reason`: `metadata_db_missing`, `metadata_db_unreadable`, `handoff_metadata_table_missing`,
            `handoff_metadata_columns_missing`, `record_id_missing`, `encrypted_handoff`, `handoff_in_use`,
            `unsafe_media_path`, `media_name_not_utf8`, `media_unreadable`, `handoff_unreadable`.
        NoRoom: for a private copy of the database, or for what is noted of files and rows.
    """
    root = handoff_root.absolute()
    printed = fingerprint(root / DATABASE)
    with ExitStack() as closing:
        shelf = Shelf()
        closing.callback(shelf.close)
        media, beside = listed(root, MEDIA, shelf=shelf), _beside(root, shelf)
        if quiet is not None:
            quiet.require(root, chain(_database_files(root), media.files, beside.files))
        with _plain(root, media):
            snapshot = take(root / DATABASE)
            closing.callback(snapshot.close)
            if snapshot.printed != printed:
                raise in_use(f"{snapshot.database} changed while the media were being listed.")
            with _held_still(root, snapshot, media, beside):
                shipment = _found(root, snapshot, media, beside, shelf, with_beside=with_beside)
        closing.pop_all()  # whoever has the shipment closes it
    return shipment


@contextmanager
def _plain(root: Path, media: Listing) -> Iterator[None]:
    """Let a refusal out only where no blob is encrypted: then that is what is wrong with the database, too."""
    try:
        yield
    except HandoffRefused:
        refuse_encrypted(root, media)
        raise


@contextmanager
def _held_still(root: Path, snapshot: Snapshot, media: Listing, beside: Listing) -> Iterator[None]:
    """Let a refusal out only where nothing moved: what two states together look like says nothing of either."""
    try:
        yield
    except HandoffRefused:
        _recheck(root, snapshot, media, beside)
        raise


def _found(
    root: Path, snapshot: Snapshot, media: Listing, beside: Listing, shelf: Shelf, *, with_beside: bool
) -> Shipment:
    layout = layout_of(snapshot)
    rows = StoredRows(snapshot, layout)
    whole = tuple(each for each in not_carried(snapshot, layout) if each not in _SIDE_TABLES)
    snapshot.check_unchanged()
    kept = _kept(root, beside, shelf, with_database=bool(whole)) if with_beside else Listing(shelf=shelf)
    answer = partial(resolve, listing=media)

    def read() -> Contents:
        with _held_still(root, snapshot, media, beside):
            refuse_encrypted(root, media)
            found = survey(rows, media, answer, root / DATABASE, shelf)
            rows.require_whole(found.rows)
            fallback = fallback_in(root, beside, found.hashes_stated)
            snapshot.check_unchanged()
        problem = [f"{SNAPSHOT} ({fallback.problem})"] if fallback.problem else []
        digest = content_digest(found, files_of(media, kept))
        ignored = some(chain(_left_aside(media, beside, with_beside=with_beside), problem))
        return Contents(found, digest, ignored, fallback.row)

    return Shipment(
        kind="handoff",
        root=root,
        name=root.name,
        rows=rows,
        listing=media,
        beside=kept,
        shelf=shelf,
        source_sha256=snapshot.sha256,
        bytes_digest=bytes_digest(snapshot.sha256, files_of(media, kept)) if snapshot.in_place else "",
        kept_whole=whole,
        read=read,
        resolve=answer,
        place=partial(_place, root.name),
        recheck=partial(_recheck, root, snapshot, media, beside),
    )


def _kept(root: Path, beside: Listing, shelf: Shelf, *, with_database: bool) -> Listing:
    """Return what is kept as it is, the database with it where it holds what no row carries."""
    if not with_database:
        return beside
    return Listing(chain(beside.files, _database_files(root)), shelf=shelf)


def _left_aside(media: Listing, beside: Listing, *, with_beside: bool) -> Iterator[str]:
    """Yield what is not taken along, each with why."""
    for each in chain(media.ignored, beside.ignored):
        if each.path not in beside:
            yield f"{each.path} ({each.why})"
    if not with_beside:
        yield from (f"{each.path} (stays where it is)" for each in beside.files)


def _place(name: str, path: str) -> str:
    """Return where a file goes: media where they lay, what lay beside them under the directory's own name.

    So does what lay where our own names are given: nobody else may choose these.
    """
    return path if path.startswith(f"{MEDIA}/") and not path.startswith(_OURS) else f"{BESIDE}/{name}/{path}"


def _beside(root: Path, shelf: Shelf) -> Listing:
    """Return what lies beside database and media."""
    try:
        os.scandir(root).close()
    except OSError as error:
        raise HandoffRefused(
            f"Could not list {root}: {error.strerror or error}.",
            "Make the directory readable for this account and run the same command again.",
            reason="handoff_unreadable",
        ) from error
    return listed(root, leave=partial(_is_not_beside, root), shelf=shelf)


def _is_not_beside(root: Path, path: str) -> bool:
    """Say whether a name is none of what is kept beside the media: it is known, or the activity signal.

    The latter is an input for the moment, rewritten all the time, and no evidence. A plain file called `media` is no
    folder of evidence, and comes along like any other; a folder that is called like one of our files may hold some.
    """
    if path == MEDIA:
        return not _is_plain_file(root / MEDIA)
    to_be = path.startswith(_MARKER_TO_BE) and path.endswith(TEMPORARY_MARK)
    return (path in _NOT_BESIDE or path == f"activity/{ACTIVITY}" or to_be) and not _is_folder(root / path)


def says_nothing(path: str) -> bool:
    """Say whether a file may come and change without anything having come: signals of the moment, and our marker."""
    return path in _OF_THE_MOMENT or path == f"activity/{ACTIVITY}"


def _is_plain_file(path: Path) -> bool:
    return stat.S_ISREG(_mode_of(path))


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(_mode_of(path))


def _mode_of(path: Path) -> int:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _database_files(root: Path) -> tuple[File, ...]:
    found = []
    for name in _DATABASE_FILES:
        try:
            status = os.lstat(root / name)
        except OSError:
            continue
        if status.st_size:
            found.append(File(name, status.st_size, status.st_mtime_ns, status.st_ino))
    return tuple(found)


def _recheck(root: Path, snapshot: Snapshot, media: Listing, beside: Listing) -> None:
    snapshot.check_unchanged()
    changed = first_change(root, media, MEDIA) or first_change(root, beside, leave=partial(_is_not_beside, root))
    if changed is not None:
        raise in_use(f"{changed} in {root} came, went or changed while the directory was being read.")
