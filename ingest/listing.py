"""What lies in a directory that was handed over: its plain files, and the names that are left aside and why.

Whatever a row or a message says, the only paths that are ever read, linked or copied are names found in such a listing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from ingest.shelf import Shelf, Told, storable

TEMPORARY = "temporary"


class File(NamedTuple):
    """A plain file: posix `path` from the directory's root on, `size` in bytes.

    `mtime_ns` and `inode` tell whether the file found later at this path is still this one.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int


class Ignored(NamedTuple):
    """A name that is not taken along; `why`: temporary, symlink, fifo, socket, device or special."""

    path: str
    why: str


class Files:
    """The plain files of a listing, sorted by path, as often as they are walked."""

    def __init__(self, shelf: Shelf, table: str) -> None:
        self._shelf = shelf
        self._query = f"SELECT path, size, mtime_ns, inode FROM {table} WHERE why = '' ORDER BY path"
        self._count = f"SELECT count(*) FROM {table} WHERE why = ''"

    def __iter__(self) -> Iterator[File]:
        """Begin a new walk."""
        for path, size, mtime_ns, inode in self._shelf.select(self._query):
            yield File(path, int(size), int(mtime_ns), int(inode))

    def __len__(self) -> int:
        """Return how many there are."""
        (count,) = self._shelf.one(self._count) or (0,)
        return int(count)


class Listing:
    """What was found: `files` sorted by path, `ignored` likewise. It lies on a shelf: memory does not grow with it.

    `seen` tells a set of files from any other: their number, and a sum over all that is known of them.
    """

    def __init__(
        self,
        files: Iterable[File] = (),
        ignored: Iterable[Ignored] = (),
        *,
        shelf: Shelf | None = None,
    ) -> None:
        """Note names; without a `shelf` on one of its own."""
        self._shelf = shelf or Shelf()
        self._table = self._shelf.table("path TEXT PRIMARY KEY, size, mtime_ns, inode, why TEXT NOT NULL")
        self._find = f"SELECT path, size, mtime_ns, inode, why FROM {self._table} WHERE path = ?"
        self._has_special = False
        self._last: tuple[str, Told | None] = ("", None)
        self.seen = (0, 0)
        self.files = Files(self._shelf, self._table)
        self.note((file, "") for file in files)
        self.note((File(path, 0, 0, 0), why) for path, why in ignored)

    def note(self, found: Iterable[tuple[File, str]]) -> None:
        """Note files, and what is none and why; a file has an empty `why`."""
        self._shelf.put(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?, ?, ?, ?)", self._noted(found))

    def _noted(self, found: Iterable[tuple[File, str]]) -> Iterator[tuple[object, ...]]:
        count, total = self.seen
        for file, why in found:
            path, size, mtime_ns, inode = file
            if not why:
                count, total = count + 1, total + hash(file)
            elif why != TEMPORARY:
                self._has_special = True
            yield path, storable(size), storable(mtime_ns), storable(inode), why
        self.seen = count, total

    @property
    def ignored(self) -> Iterator[Ignored]:
        """The names that are not taken along."""
        query = f"SELECT path, why FROM {self._table} WHERE why != '' ORDER BY path"
        return (Ignored(path, why) for path, why in self._shelf.select(query))

    def __contains__(self, path: str) -> bool:
        """Say whether a plain file lies at this path."""
        return self.get(path) is not None

    def get(self, path: str) -> File | None:
        """Return the plain file at a path, or None."""
        found = self._at(path)
        return File(found[0], int(found[1]), int(found[2]), int(found[3])) if found and not found[4] else None

    def _at(self, path: str) -> Told | None:
        if path != self._last[0]:
            try:
                self._last = path, self._shelf.one(self._find, path)
            except UnicodeEncodeError:
                return None  # no name that was listed is such a text
        return self._last[1]

    def special(self, path: str) -> str | None:
        """Return what makes a path unsafe: the kind of the special file it, or a folder on the way to it, is."""
        while path and self._has_special:
            found = self._at(path)
            if found and found[4] not in ("", TEMPORARY):
                return str(found[4])
            path = path.rpartition("/")[0]
        return None

    def named(self, token: str) -> tuple[str, ...]:
        """Return the paths whose file name, up to its first dot, is `token`: plain files and special ones."""
        return self._keyed(self._by_stem, token)

    def alike(self, path: str) -> str | None:
        """Return the one plain file whose path is this one but for case and Unicode form, as Windows would find it.

        None where there is none, or more than one: a guess is never made.
        """
        found = self._keyed(self._by_folded, _folded(path), "LIMIT 2")
        return found[0] if len(found) == 1 else None

    def _keyed(self, table: str, key: str, limit: str = "") -> tuple[str, ...]:
        query = f"SELECT path FROM {table} WHERE key = ? ORDER BY path {limit}"
        try:
            return tuple(path for (path,) in self._shelf.select(query, key))
        except UnicodeEncodeError:
            return ()

    @cached_property
    def _by_stem(self) -> str:
        return self._index(_stem, f"why != '{TEMPORARY}'")

    @cached_property
    def _by_folded(self) -> str:
        return self._index(_folded, "why = ''")

    def _index(self, key: Callable[[str], str], where: str) -> str:
        """Make a table of paths by a key of each: few directories need one."""
        table = self._shelf.table("key TEXT, path TEXT, PRIMARY KEY (key, path)")
        paths = self._shelf.select(f"SELECT path FROM {self._table} WHERE {where}")
        self._shelf.put(f"INSERT INTO {table} VALUES (?, ?)", ((key(path), path) for (path,) in paths))
        return table


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())
