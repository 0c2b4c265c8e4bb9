"""The engine of the views: it folds committed events into every file of views, each in its own transactions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec

from ledger import chain, event, log
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, Stale
from ledger.facts import KINDS
from ledger.head import VERIFY, Head, opening_of, read_head
from ledger.lock import held
from projections import catalogue, database
from projections.locator import LocatorWriter
from projections.projection import Fold, Folding, Position, Projection
from projections.tables import Tables
from projections.tiles import TilesWriter, read_position

# So many events are in memory at once, of long lines fewer.
_BATCH = 2_000
_BATCH_BYTES = 1 << 22
# So many are one transaction: each costs a dozen syncs, and its pages are in memory, or wait for readers to be done.
_SAVED = 24_000
_SAVED_BYTES = 1 << 25
_LOCK_WAIT_S = 60.0

Progress = Callable[[int, int], None]


class Files(msgspec.Struct, frozen=True):
    """Where the files of views lie: in a DataRoot, or in a directory beside it while they are made anew."""

    metadata_db: Path
    facts_db: Path
    locator: Path
    tiles: Path

    @classmethod
    def of(cls, root: DataRoot) -> Files:
        """Return the live files of a DataRoot."""
        return cls(
            root.metadata_db,
            root.derived / catalogue.FACTS_DB,
            root.index / catalogue.LOCATOR,
            root.index / catalogue.TILES,
        )

    @classmethod
    def inside(cls, directory: Path) -> Files:
        """Return the files of a view kept apart from the live one."""
        return cls.of(DataRoot(directory))

    def all(self) -> tuple[Path, Path, Path, Path]:
        """Return the paths: three files, and the directory of tiles."""
        return self.metadata_db, self.facts_db, self.locator, self.tiles


class SqliteStore:
    """One SQLite file of views and the projections in it."""

    def __init__(self, path: Path, projections: Sequence[Projection], genesis: str, *, apart: bool = False) -> None:
        """Open the file; `apart`: see `database.open_for_writing`. Then all is committed at the end, by `finish`."""
        self._path = path
        self._apart = apart
        self._folds: dict[type, tuple[Fold, ...]] = {
            kind: tuple(projection.fold for projection in projections if kind in projection.kinds) for kind in KINDS
        }
        self._db = database.open_for_writing(path, projections, genesis, apart=apart)
        with database.telling(path):
            self.position = database.position_of(self._db)
        self._tables = Tables(self._db)

    def fold(self, events: Iterable[Folding], position: Position, *, save: bool = True) -> None:
        """Take in a batch of events and move the position, in one transaction: both or neither.

        Without `save` the transaction goes on with the next batch, until one is saved or all is finished.

        Raises:
            Stale: the file is damaged.
            WriteFailed: the disk refused.
        """
        with database.telling(self._path):
            if not self._db.in_transaction:
                self._db.execute("BEGIN IMMEDIATE")
            tables, folds = self._tables, self._folds
            try:
                for folding in events:
                    for fold in folds[type(folding.fact)]:
                        fold(tables, folding)
                tables.write()
                if save and not self._apart:
                    self._commit(position)
            except BaseException:
                tables.forget()
                # A failure may have closed the transaction by itself; what is apart is thrown away.
                if self._db.in_transaction and not self._apart:
                    self._db.execute("ROLLBACK")
                raise
        self.position = position

    def _commit(self, position: Position) -> None:
        self._tables.save()
        database.move_position(self._db, position)
        self._db.execute("COMMIT")

    def finish(self) -> None:
        """Commit what was not saved yet."""
        with database.telling(self._path):
            if self._db.in_transaction:
                self._commit(self.position)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


Store = SqliteStore | LocatorWriter | TilesWriter


def catch_up(root: DataRoot, *, progress: Progress | None = None) -> Head:
    """Fold what was committed since the views last looked. Returns the head they now stand at.

    Raises:
        Stale: the views are of another version, or know events that the log does not hold.
        Damaged: the journal's committed lines cannot be read or do not chain.
        Locked: another process has been folding for too long.
    """
    with holding(root):
        head = read_head(root)
        fold_until(root, Files.of(root), head, progress=progress)
        return head


def is_behind(root: DataRoot) -> bool:
    """Say whether there is something to fold: a look at the tiles, which are folded last. Nothing is locked.

    Raises:
        NotADataRoot, Damaged: see `ledger.head.read_head`.
    """
    try:
        return read_position(Files.of(root).tiles).seq < read_head(root).size
    except Stale:
        return True


@contextmanager
def holding(root: DataRoot) -> Iterator[None]:
    """Hold the views' lock for the length of a block. Nothing is made in a directory that is no DataRoot.

    Raises:
        NotADataRoot, Damaged: see `ledger.head.opening_of`.
        ReadOnly: this is a replay.
        Locked: another process has been folding for too long.
    """
    root.refuse_replay()
    opening_of(root)
    with held(root.views_lock, _LOCK_WAIT_S):
        yield


def fold_until(
    root: DataRoot,
    files: Files,
    head: Head,
    *,
    until: int | None = None,
    apart: bool = False,
    progress: Progress | None = None,
) -> None:
    """Fold the log into `files`, from where each stands, up to event `until` (exclusive; default: the head).

    `apart` says that nobody reads the files before all is folded, and that they are thrown away where this fails: that
    is faster. Who keeps them makes them durable.

    Raises:
        Stale, Damaged: see `catch_up`.
    """
    size = head.size if until is None else until
    with _uncollected(), opened(files, head, apart=apart) as stores:
        start = min((store.position for store in stores), key=lambda position: position.seq)
        for store in stores:
            check_belongs(root, store.position, head)
        saved = start
        for batch, position in batches(root, start, head, size):
            save = position.seq - saved.seq >= _SAVED or position.offset - saved.offset >= _SAVED_BYTES
            for store in stores:
                if (known := store.position.seq) < position.seq:
                    store.fold(batch[max(0, known - batch[0].seq) :], position, save=save)
            saved = position if save else saved
            if progress is not None:
                progress(position.seq, size)
        for store in stores:
            store.finish()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of garbage away: folding makes no cycles, and a batch of events is many objects to look at."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def opened(files: Files, head: Head, *, apart: bool = False) -> Iterator[tuple[Store, ...]]:
    """Open the views for writing; `apart`: see `fold_until`."""
    genesis = chain.genesis("journal", head.origin, head.root_key)
    with ExitStack() as stack:
        sqlite = (files.metadata_db, catalogue.IN_METADATA_DB), (files.facts_db, catalogue.IN_FACTS_DB)
        records, facts = (
            stack.enter_context(closing(SqliteStore(path, projections, genesis, apart=apart)))
            for path, projections in sqlite
        )
        locator = stack.enter_context(closing(LocatorWriter(files.locator, genesis, apart=apart)))
        tiles = stack.enter_context(closing(TilesWriter(files.tiles, genesis, apart=apart)))
        yield records, facts, locator, tiles


def check_belongs(root: DataRoot, position: Position, head: Head) -> None:
    """Check that a view was made from this log: it knows no more than the log does, and ends in a line of it.

    Raises:
        Stale: it was not. (Where somebody writes meanwhile: the head is to be read after the position.)
    """
    if position.seq > head.size:
        what = f"The views of {root.path} know {position.seq} events, the log holds {head.size}."
    elif position.seq and _leaf_before(root, position, head) != position.head:
        what = f"The views of {root.path} were made from a log that had another event {position.seq - 1}."
    else:
        return
    raise Stale(
        what,
        "If the log was restored from an older backup, run `autocapture rebuild`; "
        "if not, run `autocapture audit verify` first.",
    )


def _leaf_before(root: DataRoot, position: Position, head: Head) -> str | None:
    """Return the leaf hash of the event before a position, at the head as the ledger vouches for it."""
    if position.seq == head.size or log.size_of(root.journal) < head.bytes:
        return head.leaf if position.seq == head.size else position.head  # a journal cut short is damage: found later
    return log.last_leaf(root.journal, position.offset)


def batches(root: DataRoot, start: Position, head: Head, size: int) -> Iterator[tuple[list[Folding], Position]]:
    """Yield the events from a position up to event `size` (exclusive), some thousand at a time, and where each ends.

    Raises:
        Stale, Damaged: see `catch_up`.
    """
    seq, offset, leaf = start.seq, start.offset, start.head
    batch: list[Folding] = []
    begun = offset
    for line in log.read_lines(root.journal, start.offset, head.bytes):
        if seq >= size:
            break
        if not line.startswith(chain.prefix(leaf, seq)):
            raise Damaged(f"Line {seq} of {root.journal} does not follow the line before it.", VERIFY)
        if (whole := event.told(line)) is None:
            raise _untold(root, line, seq)
        hashed, length = event.leaf(line), len(line)
        batch.append(Folding(seq, whole.at, whole.run, offset, length, hashed, whole.fact))
        seq, offset, leaf = seq + 1, offset + length, hashed.hex()
        if len(batch) >= _BATCH or offset - begun >= _BATCH_BYTES:
            yield batch, Position(seq, offset, leaf)
            batch, begun = [], offset
    if batch:
        yield batch, Position(seq, offset, leaf)


def _untold(root: DataRoot, line: bytes, seq: int) -> Damaged | Stale:
    """Say why a line cannot be folded: it is no line of ours, or one of a later version."""
    try:
        envelope = event.read(line)
    except (msgspec.MsgspecError, ValueError) as error:
        return Damaged(f"Line {seq} of {root.journal} cannot be read: {error}.", VERIFY)
    return Stale(
        f"Event {seq} ({event.kind_of(envelope)}) is of a kind or form that this version does not know.",
        "Upgrade autocapture; the log itself is fine and can be verified.",
    )
