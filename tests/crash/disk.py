"""A disk on which a recorded run happened: what lay there before, and each change of bytes and names, in order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.recording import Cut, Deed, Moved, Named, Removed, Said, Set, Synced, Wrote

UMASK = 0o022


@dataclass(frozen=True, slots=True)
class Bytes:
    """A change of a file's bytes; `data` is None where it was cut, or grew, to `offset` bytes."""

    inode: int
    offset: int
    data: bytes | None
    durable: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """A change of names: in each directory (by number), a name and the file it leads to now, if any."""

    edits: tuple[tuple[int, str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Sync:
    """Changes before number `since` of a file or directory (None: of all) are on the disk."""

    inode: int | None
    since: int


Change = Bytes | Names | Sync | Said


@dataclass
class Inode:
    """A file or a directory."""

    data: bytearray = field(default_factory=bytearray)
    names: dict[str, int] | None = None
    mode: int = 0o644
    mtime_ns: int | None = None

    def copy(self) -> Inode:
        return Inode(bytearray(self.data), None if self.names is None else dict(self.names), self.mode, self.mtime_ns)


class Disk:
    """Directories of a place as they were before a run, and the changes that the run made to them."""

    def __init__(self, place: Path, within: Sequence[str]) -> None:
        """Read the directories `within` a place; what happens elsewhere is nobody's concern."""
        self._place = str(place)
        self._within = frozenset(within)
        self.before: list[Inode] = [Inode(names={})]
        known: dict[tuple[int, int], int] = {}
        for name in within:
            if (place / name).exists():
                self._read(place / name, 0, known)
        self._now = [each.copy() for each in self.before]
        self.changes: list[Change] = []

    def _read(self, path: Path, parent: int, known: dict[tuple[int, int], int]) -> None:
        status = path.lstat()
        key = status.st_dev, status.st_ino
        number = known.setdefault(key, len(self.before))
        names = self.before[parent].names
        assert names is not None
        names[path.name] = number
        if number < len(self.before):
            return
        made = Inode(mode=status.st_mode & 0o7777, mtime_ns=status.st_mtime_ns)
        self.before.append(made)
        if path.is_dir():
            made.names = {}
            for each in sorted(path.iterdir()):
                self._read(each, number, known)
        else:
            made.data = bytearray(path.read_bytes())

    # ------------------------------------------------------------ a run

    def play(self, deeds: Sequence[Deed]) -> None:
        """Do what a run did."""
        at = [0]
        for deed in deeds:
            self.changes.extend(self._change(deed, at))
            at.append(len(self.changes))

    def _change(self, deed: Deed, at: Sequence[int]) -> Iterator[Change]:
        match deed:
            case Said():
                yield deed
            case Synced(path, since):
                number = None if not path else self._find(path)
                if number is not None or not path:
                    yield Sync(number, at[since])
            case Moved(path, to, link):
                yield from self._moved(path, to, link=link)
            case Wrote() | Cut() | Named() | Removed() | Set() if self._is_inside(deed.path):
                yield from self._changed(deed)

    def _changed(self, deed: Wrote | Cut | Named | Removed | Set) -> Iterator[Change]:
        number = self._find(deed.path)
        match deed:
            case Wrote(_, offset, data, durable) if number is not None:
                place = len(self._now[number].data) if offset is None else offset
                yield self._done(Bytes(number, place, data, durable))
            case Cut(_, size) if number is not None and len(self._now[number].data) != size:
                yield self._done(Bytes(number, size, None))
            case Named(_, mode, directory) if number is None:
                made = Inode(names={} if directory else None, mode=mode & ~UMASK)
                for inodes in (self._now, self.before):
                    inodes.append(made.copy())
                yield self._done(Names((self._edit(deed.path, len(self._now) - 1),)))
            case Removed() if number is not None:
                yield self._done(Names((self._edit(deed.path, None),)))
            case Set(_, mode, mtime_ns) if number is not None:
                for inodes in (self._now, self.before):  # of no importance before its bytes are
                    if mode is not None:
                        inodes[number].mode = mode
                    if mtime_ns is not None:
                        inodes[number].mtime_ns = mtime_ns

    def _moved(self, path: str, to: str, *, link: bool) -> Iterator[Change]:
        if not (self._is_inside(path) or self._is_inside(to)):
            return
        number = self._find(path)
        assert number is not None, f"{path} became {to}, and is not known"
        gone = () if link else (self._edit(path, None),)
        yield self._done(Names((*gone, self._edit(to, number))))

    def _done(self, change: Bytes | Names) -> Bytes | Names:
        apply(self._now, change)
        return change

    def _is_inside(self, path: str) -> bool:
        return path.startswith(f"{self._place}/") and path[len(self._place) + 1 :].partition("/")[0] in self._within

    def _find(self, path: str) -> int | None:
        if path == self._place:
            return 0
        if not self._is_inside(path):
            return None
        number: int | None = 0
        for part in path[len(self._place) + 1 :].split("/"):
            names = self._now[number].names if number is not None else None
            number = names.get(part) if names is not None else None
        return number

    def _edit(self, path: str, number: int | None) -> tuple[int, str, int | None]:
        parent, _, name = path.rpartition("/")
        directory = self._find(parent)
        assert directory is not None, f"{parent} is not known"
        return directory, name, number

    def whole(self) -> list[Inode]:
        """Return the disk as the run left it."""
        return self._now


def write_out(inodes: Sequence[Inode], place: Path) -> None:
    """Put a disk under a directory, in the place of all that is there."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    made: dict[int, Path] = {}

    def write(number: int, path: Path) -> None:
        inode = inodes[number]
        if number in made:
            os.link(made[number], path)
            return
        if inode.names is None:
            made[number] = path
            path.write_bytes(inode.data)
        else:
            path.mkdir(exist_ok=True)
            for name, child in inode.names.items():
                write(child, path / name)
        if number:
            path.chmod(inode.mode)
            if inode.mtime_ns is not None:
                os.utime(path, ns=(inode.mtime_ns, inode.mtime_ns))

    write(0, place)


def content_of(inodes: Sequence[Inode]) -> dict[str, bytes]:
    """Return the files of a disk, by their paths."""
    found: dict[str, bytes] = {}

    def look(number: int, path: str) -> None:
        names = inodes[number].names
        if names is None:
            found[path] = bytes(inodes[number].data)
        else:
            for name, child in names.items():
                look(child, f"{path}/{name}" if path else name)

    look(0, "")
    return found


def apply(inodes: Sequence[Inode], change: Bytes | Names) -> None:
    """Make a change."""
    if isinstance(change, Names):
        for where, name, number in change.edits:
            names = inodes[where].names
            assert names is not None
            if number is None:
                names.pop(name, None)
            else:
                names[name] = number
        return
    data = inodes[change.inode].data
    if change.data is None:
        del data[change.offset :]
        data.extend(bytes(change.offset - len(data)))
        return
    data.extend(bytes(max(0, change.offset - len(data))))
    data[change.offset : change.offset + len(change.data)] = change.data
