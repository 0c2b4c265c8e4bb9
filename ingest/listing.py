"""What lies in a directory that was handed over: its plain files, and the names that are left aside and why.

Whatever a row or a message says, the only paths that are ever read, linked or copied are names found in such a listing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple
from unicodedata import normalize

from ingest.shelf import Shelf

TEMPORARY = "temporary"

_FEW = 16_384
_MOST = 1 << 63


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

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def __iter__(self) -> Iterator[File]:
        """Begin a new walk."""
        return self._listing.walk()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._listing.seen[0]


class Listing:
    """What was found: `files` sorted by path, `ignored` likewise.

    Files are held in memory as long as they are `few`, and lie on a shelf where they are more: memory does not grow
    with them. `seen` tells a set of files from any other: their number, and a sum over all that is known of them.
    """

    def __init__(
        self,
        files: Iterable[File] = (),
        ignored: Iterable[Ignored] = (),
        *,
        shelf: Shelf | None = None,
        few: int = _FEW,
    ) -> None:
        """Note names; without a `shelf` on one of its own."""
        self._shelf = shelf or Shelf()
        self._table = self._shelf.table("path TEXT PRIMARY KEY, size, mtime_ns, inode, why TEXT NOT NULL")
        self._one = f"SELECT path, size, mtime_ns, inode FROM {self._table} WHERE path = ? AND why = ''"
        self._few = few
        self._held: dict[str, File] | None = {}
        self._sorted: tuple[File, ...] | None = None
        self._has_special = False
        self.seen = (0, 0)
        self.files = Files(self)
        self.note((file, "") for file in files)
        self.note((File(path, 0, 0, 0), why) for path, why in ignored)

    def note(self, found: Iterable[tuple[File, str]]) -> None:
        """Note files, and what is none and why; a file has an empty `why`."""
        counted, self._sorted = self._counted(found), None
        if (held := self._held) is not None:
            for file, why in counted:
                if why:
                    self._put([(file, why)])
                else:
                    held[file.path] = file
                    if len(held) > self._few:
                        self._put((file, "") for file in held.values())
                        self._held = None
                        break
        self._put(counted)

    def _counted(self, found: Iterable[tuple[File, str]]) -> Iterator[tuple[File, str]]:
        for file, why in found:
            if not why:
                count, total = self.seen
                self.seen = count + 1, total + hash(file)
            elif why != TEMPORARY:
                self._has_special = True
            yield file, why

    def _put(self, found: Iterable[tuple[File, str]]) -> None:
        rows = ((file.path, *map(_packed, file[1:]), why) for file, why in found)
        self._shelf.put(f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?, ?, ?, ?)", rows)

    def walk(self) -> Iterator[File]:
        """Yield the plain files by path."""
        if self._held is None:
            query = f"SELECT path, size, mtime_ns, inode FROM {self._table} WHERE why = '' ORDER BY path"
            return map(_file, self._shelf.select(query))
        if self._sorted is None:
            self._sorted = tuple(sorted(self._held.values()))
        return iter(self._sorted)

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
        if self._held is not None:
            return self._held.get(path)
        try:
            found = self._shelf.one(self._one, path)
        except UnicodeEncodeError:
            return None  # no name that was listed is such a text
        return None if found is None else _file(found)

    def special(self, path: str) -> str | None:
        """Return what makes a path unsafe: the kind of the special file it, or a folder on the way to it, is."""
        while path and self._has_special:
            if why := self._keyed(
                f"SELECT why FROM {self._table} WHERE path = ? AND why NOT IN ('', ?)", path, TEMPORARY
            ):
                return why[0]
            path = path.rpartition("/")[0]
        return None

    def named(self, token: str) -> tuple[str, ...]:
        """Return the paths whose file name, up to its first dot, is `token`: plain files and special ones."""
        return self._keyed(f"SELECT path FROM {self._by_stem} WHERE key = ? ORDER BY path", token)

    def alike(self, path: str) -> str | None:
        """Return the one plain file whose path is this one but for case and Unicode form, as Windows would find it.

        None where there is none, or more than one: a guess is never made.
        """
        found = self._keyed(f"SELECT path FROM {self._by_folded} WHERE key = ? LIMIT 2", _folded(path))
        return found[0] if len(found) == 1 else None

    def _keyed(self, query: str, *values: str) -> tuple[str, ...]:
        try:
            return tuple(told for (told,) in self._shelf.select(query, *values))
        except UnicodeEncodeError:
            return ()

    @cached_property
    def _by_stem(self) -> str:
        special = (each.path for each in self.ignored if each.why != TEMPORARY)
        return self._index(_stem, chain((file.path for file in self.files), special))

    @cached_property
    def _by_folded(self) -> str:
        return self._index(_folded, (file.path for file in self.files))

    def _index(self, key: Callable[[str], str], paths: Iterable[str]) -> str:
        """Make a table of paths by a key of each: few directories need one."""
        table = self._shelf.table("key TEXT, path TEXT, PRIMARY KEY (key, path)")
        self._shelf.put(f"INSERT INTO {table} VALUES (?, ?)", ((key(path), path) for path in paths))
        return table


def _packed(number: int) -> int | str:
    """Return an integer as SQLite can hold it: what a file system tells may have more than 64 bits."""
    return number if -_MOST <= number < _MOST else str(number)


def _file(row: Sequence[Any]) -> File:
    path, size, mtime_ns, inode = row
    return File(path, int(size), int(mtime_ns), int(inode))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _folded(path: str) -> str:
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFC", path).casefold())
