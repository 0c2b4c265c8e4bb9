"""What views hold, as one SHA-256 for each projection: how two of them are compared."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec

from projections import catalogue, database, tiles
from projections.engine import Files
from projections.locator import LocatorReader
from projections.projection import Projection


class Digests(msgspec.Struct, frozen=True):
    """What the views hold, as one SHA-256 for each projection, at event `seq` (exclusive).

    `of` covers every row as it is; `content`, where it was asked for, only what is known, see `Projection.content`.
    """

    seq: int
    of: dict[str, str]
    content: dict[str, str]

    @property
    def whole(self) -> str:
        """One SHA-256 over all of `of`."""
        return _over(self.of)

    @property
    def whole_content(self) -> str:
        """One SHA-256 over all of `content`: the same for every log that took in the same screens."""
        return _over(self.content)


def _over(digests: dict[str, str]) -> str:
    return hashlib.sha256(msgspec.json.encode(digests, order="sorted")).hexdigest()


_TOGETHER = 1_024
MUCH = 1 << 27
"""Bytes of facts from which on a second process is worth its start."""
_APART = frozenset({"text"})
"""What that one reads: about half of all that is read."""
Looks = Mapping[Path, Callable[[], Digests]]


def looks(files: Files, *, content: bool = True) -> Looks:
    """Return, for each of the files, a way to digest what is in it that writes nothing; with or without `content`."""
    return {
        files.metadata_db: partial(_of_tables, files.metadata_db, catalogue.IN_METADATA_DB, content),
        files.facts_db: partial(_of_tables, files.facts_db, catalogue.IN_FACTS_DB, content),
        files.locator: partial(_of_locator, files.locator),
        files.tiles: partial(_of_tiles, files.tiles),
    }


def digests_of(files: Files, *, content: bool = True) -> Digests:
    """Return the digests of views that lie in these files; with or without those of `content`.

    Of much text another process takes care, where one can be had.

    Raises:
        Stale: one is missing or of another version.
    """
    found = _in_two(files, content=content) if _is_much(files.facts_db) else None
    return found or joined([look() for look in looks(files, content=content).values()])


def _is_much(path: Path) -> bool:
    return path.is_file() and path.stat().st_size >= MUCH


def _in_two(files: Files, *, content: bool) -> Digests | None:
    """Return the same, part of it read by another process; None where none can be had, or it was stopped."""
    import multiprocessing  # slow to load, and seldom needed
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    ways = dict(looks(files, content=content))
    ways[files.facts_db] = partial(_of_facts, files.facts_db, content, apart=False)
    try:
        # Started afresh: a copy of this process would take threads' locks with it that nobody there lets go.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            beside = pool.submit(_of_facts, files.facts_db, content, apart=True)
            return joined([*(look() for look in ways.values()), beside.result()])
    except (OSError, NotImplementedError, BrokenProcessPool):
        return None


def _of_facts(path: Path, content: bool, *, apart: bool) -> Digests:
    told = {each.name for each in catalogue.IN_FACTS_DB if (each.name in _APART) == apart}
    return _of_tables(path, catalogue.IN_FACTS_DB, content, told)


def joined(found: Sequence[Digests]) -> Digests:
    """Return the digests of several files as one; `seq` is the furthest."""
    of = {name: digest for each in found for name, digest in each.of.items()}
    content = {name: digest for each in found for name, digest in each.content.items()}
    return Digests(max((each.seq for each in found), default=0), of, content)


def _of_tables(
    path: Path, projections: Sequence[Projection], content: bool, only: Collection[str] | None = None
) -> Digests:
    with closing(database.open_for_reading(path, projections)) as db:
        told = [projection for projection in projections if only is None or projection.name in only]
        return Digests(
            database.position_of(db).seq,
            {projection.name: _digest(db, projection) for projection in told},
            {projection.name: _rows_digest(db, projection.content) for projection in told if content},
        )


def _of_locator(path: Path) -> Digests:
    with closing(LocatorReader(path)) as locator:
        return Digests(locator.position.seq, {"locator": locator.digest()}, {})


def _of_tiles(directory: Path) -> Digests:
    position = tiles.read_position(directory)
    return Digests(position.seq, {"tiles": tiles.digest_of(directory, position.seq)}, {})


def _digest(db: sqlite3.Connection, projection: Projection) -> str:
    digest = hashlib.sha256()
    for table in projection.tables:
        columns = len(db.execute(f"SELECT * FROM {table} LIMIT 0").description)
        order = ", ".join(str(number + 1) for number in range(columns))
        digest.update(_rows_digest(db, f"SELECT * FROM {table} ORDER BY {order}").encode())
    for table in projection.full_text:
        digest.update(_terms_digest(db, table).encode())
    return digest.hexdigest()


def _terms_digest(db: sqlite3.Connection, table: str) -> str:
    """Return the SHA-256 over every occurrence of every term in an FTS5 table, read out of its index itself."""
    # The window on the index is a temporary table: it lies in memory, and no byte of the file changes.
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab('main', '{table}', 'instance')")
        # What one term has comes in the order of documents, columns and offsets: so the index keeps it.
        places = "group_concat(doc), group_concat(col), group_concat(offset)"
        return _rows_digest(db, f"SELECT term, {places} FROM temp.{table}_terms GROUP BY term")
    finally:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}_terms")
        db.execute("PRAGMA query_only = ON")


def _rows_digest(db: sqlite3.Connection, select: str) -> str:
    digest = hashlib.sha256()
    # Closed where it is interrupted, too: what is still being read cannot be dropped, and that would be told instead.
    with closing(db.execute(select)) as rows:
        while several := rows.fetchmany(_TOGETHER):
            digest.update(msgspec.msgpack.encode(several))
    return digest.hexdigest()
