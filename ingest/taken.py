"""What of a shipment was put where in our care: noted on its shelf, for there may be more than fits in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec.structs import astuple

from ingest.shelf import Shelf, Told
from ingest.shipment import Missing
from ingest.survey import Survey
from ledger.blobs import Admission
from ledger.dataroot import DataRoot
from projections.blobs import Lying

T = TypeVar("T")
_AT_ONCE = 500
_COLUMNS = "source, path, size, how, sha256, conflicting, present"


class Mismatch(msgspec.Struct, frozen=True):
    """A blob (its path in the directory) that does not have the SHA-256 that a row states."""

    source: str
    record: str
    stated: str
    sha256: str

    def told(self) -> str:
        """Return it as events spell it."""
        return f"{self.record}: {self.source} (states {self.stated[:12]}…, is {self.sha256[:12]}…)"


class Sums(msgspec.Struct, frozen=True):
    """How many files came in how, and the bytes of those that are new."""

    linked: int
    copied: int
    held: int
    new_bytes: int


class Unsettled:
    """Where the files lie that this ingest put in place, in full."""

    def __init__(self, shelf: Shelf, table: str, root: DataRoot) -> None:
        self._shelf = shelf
        self._table = table
        self._home = f"{root.path}/"

    def __len__(self) -> int:
        """Return how many there are."""
        (count,) = self._shelf.one(f"SELECT count(*) FROM {self._table} WHERE how != 'held'") or (0,)
        return int(count)

    def __iter__(self) -> Iterator[str]:
        """Begin a new walk over them."""
        query = f"SELECT path FROM {self._table} WHERE how != 'held' ORDER BY source"
        return (self._home + path for (path,) in self._shelf.select(query))


class Taken:
    """What was put in place, by its path in the directory that was handed over; and what is not what it should be."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with nothing."""
        self.mismatches: tuple[Mismatch, ...] = ()
        self._shelf = shelf
        self.table = shelf.table(
            "source TEXT PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, how TEXT NOT NULL, "
            "sha256 TEXT NOT NULL, conflicting INTEGER NOT NULL, present INTEGER NOT NULL"
        )
        self._hashes = shelf.table("source TEXT PRIMARY KEY, sha256 TEXT NOT NULL")
        self._is_indexed = False

    def add(self, admissions: Iterable[Admission]) -> None:
        """Note what is put in place, on the way; of two with one source the first counts."""
        self._shelf.put(f"INSERT OR IGNORE INTO {self.table} VALUES (?, ?, ?, ?, ?, ?, ?)", map(astuple, admissions))

    def has(self, path: str) -> bool:
        """Say whether something was put at a place of ours. Few ingests ask: only then the places are indexed."""
        if not self._is_indexed:
            self._shelf.run(f"CREATE INDEX {self.table}_paths ON {self.table}(path)")
            self._is_indexed = True
        return self._shelf.one(f"SELECT 1 FROM {self.table} WHERE path = ?", path) is not None

    def at(self, source: str) -> str:
        """Return where a file was put."""
        (path,) = self._shelf.one(f"SELECT path FROM {self.table} WHERE source = ?", source) or ("",)
        return str(path)

    def linked_at(self, source: str) -> str | None:
        """Return where a file was linked to just now; None where it was not."""
        found = self._shelf.one(f"SELECT path FROM {self.table} WHERE source = ? AND how = 'linked'", source)
        return None if found is None else str(found[0])

    def part(self, source: str) -> None:
        """Note that a file is a copy now."""
        self._shelf.run(f"UPDATE {self.table} SET how = 'copied' WHERE source = ?", source)

    def __iter__(self) -> Iterator[Admission]:
        """Yield what was put where, by its path in the directory."""
        for source, path, size, how, sha256, conflicting, present in self._shelf.select(
            f"SELECT {_COLUMNS} FROM {self.table} ORDER BY source"
        ):
            yield Admission(source, path, size, how, sha256, bool(conflicting), bool(present))

    def new(self) -> Iterator[str]:
        """Yield the places where nothing lay before."""
        return (path for (path,) in self._shelf.select(f"SELECT path FROM {self.table} WHERE NOT present"))

    def unsettled(self, root: DataRoot) -> Unsettled:
        """Return where the files lie that are not known to be on the disk."""
        return Unsettled(self._shelf, self.table, root)

    def hold(self, is_known: Callable[[str], bool]) -> None:
        """Say of what lay there before, and is known by our path, that it was held."""
        before = self._shelf.select(f"SELECT source, path FROM {self.table} WHERE present")
        held = self._shelf.table("source TEXT PRIMARY KEY")
        self._shelf.put(f"INSERT INTO {held} VALUES (?)", ((source,) for source, path in before if is_known(path)))
        self._shelf.run(f"UPDATE {self.table} SET how = 'held' WHERE source IN (SELECT source FROM {held})")

    def unhashed(self, stated: str) -> Iterator[Told]:
        """Yield source and place of what rows state a SHA-256 of (a table of the survey) and nobody hashed."""
        return self._shelf.select(
            f"SELECT DISTINCT a.source, a.path FROM {stated} s JOIN {self.table} a ON a.source = s.path "
            "WHERE a.sha256 = ''"
        )

    def note_hashes(self, hashes: Iterable[tuple[str, str]]) -> None:
        """Note the SHA-256 of files, by source; `learn_hashes` ends it."""
        self._shelf.put(f"INSERT INTO {self._hashes} VALUES (?, ?)", hashes)

    def learn_hashes(self) -> None:
        """Keep what `note_hashes` noted with the files."""
        self._shelf.run(
            f"UPDATE {self.table} SET sha256 = (SELECT h.sha256 FROM {self._hashes} h WHERE h.source = "
            f"{self.table}.source) WHERE source IN (SELECT source FROM {self._hashes})"
        )

    def differing(self, stated: str) -> Iterator[Mismatch]:
        """Yield the blobs that have another SHA-256 than rows state (a table of the survey), by path, record, hash."""
        found = self._shelf.select(
            f"SELECT s.path, s.record, s.sha256, a.sha256 FROM {stated} s JOIN {self.table} a ON a.source = s.path "
            "WHERE a.sha256 != s.sha256 ORDER BY 1, 2, 3"
        )
        return (Mismatch(*each) for each in found)

    def add_held(self, survey: Survey, already: Mapping[Missing, Admission]) -> None:
        """Note the blobs that rows name and earlier handoffs brought; `survey` then names them, too."""
        for missing, admission in already.items():
            survey.name_also(missing.number, admission.source)
        self.add(already.values())

    def sums(self) -> Sums:
        """Add up."""
        counts = {
            how: (count, size)
            for how, count, size in self._shelf.select(
                f"SELECT how, count(*), sum(size) FROM {self.table} GROUP BY how"
            )
        }
        (linked, size), (copied, more), (held, _) = (counts.get(how, (0, 0)) for how in ("linked", "copied", "held"))
        return Sums(linked, copied, held, size + more)


def with_places(
    files: Iterable[T], source_of: Callable[[T], str], told: Callable[[Sequence[str]], Iterable[tuple[str, Lying]]]
) -> Iterator[tuple[T, list[Lying]]]:
    """Yield each of some things with the places told of its source; of several sources at once it is asked."""
    rest = iter(files)
    while some := list(islice(rest, _AT_ONCE)):
        places: dict[str, list[Lying]] = {}
        for source, lying in told([source_of(each) for each in some]):
            places.setdefault(source, []).append(lying)
        for each in some:
            yield each, places.get(source_of(each), [])
