"""A bag as somebody received it, in a directory or in a zip: its lists and its files. Nothing is written to read one.

Who sends a zip says how large its files are, and how they are packed: that is looked at before anything is unpacked.
Each file is unpacked by itself, into memory, when it is asked for.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from export.bag import MANIFEST, NAME, PAYLOAD, TAG_MANIFEST, is_directory_name
from ledger.errors import MOST_TOLD, Damaged, Usage, shortened
from ledger.wording import why

MOST_FILES = 1 << 20
MOST_BYTES = 1 << 30
"""How many files a zip may hold, and how many bytes one of them, which is held in memory."""

# What we pack shrinks to a third, one file of much alike to a thirtieth; a bomb to less than a thousandth.
_MOST_TIMES = 100
_TO_SPARE = 1 << 26
_NAME = re.compile(NAME)
_LISTED = re.compile(rf"([0-9a-f]{{64}})  ({NAME})")
_ENCRYPTED, _UTF8 = 1, 1 << 11
# What stands before each file in a zip, without names; what may stand behind one is shorter.
_HEAD = 30
_PLAIN = (0, stat.S_IFREG, stat.S_IFDIR)
# Among what a zip has to say of a file besides: a second name, which some programs prefer to the first.
_OTHER_NAME = 0x7075
_UNPACKED = (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, struct.error)
_NAME_ONE = "Name a directory or a zip that `autocapture export` made."
_UNPACK = "If you trust who sent it, unpack it by another program, and name the directory."


class Source(Protocol):
    """Where the files of a bag lie."""

    def names(self) -> set[str]:
        """Return the names of all files there are, relative to the bag."""

    def read(self, name: str) -> bytes:
        """Return a file.

        Raises:
            Damaged: it is not there, leads out of the bag, or cannot be read.
        """


class Received:
    """A bag, its lists read."""

    def __init__(self, source: Source) -> None:
        """Read both lists.

        Raises:
            Damaged: one is not there, or malformed, or the unsigned one names a file of the payload.
        """
        self.names, self.read = source.names, source.read
        self.payload = self._listed(MANIFEST)
        self.tags = self._listed(TAG_MANIFEST)
        # The ledger signs for the first list alone. However a disk spells it, the second has no say about the payload.
        beside = next((name for name in self.tags if name.lower().startswith(f"{PAYLOAD}/")), None)
        if beside is not None:
            raise broken(f"{TAG_MANIFEST} names {beside}, which the signed list alone may name")

    def _listed(self, name: str) -> dict[str, str]:
        found = [_LISTED.fullmatch(line) for line in self.read(name).decode("utf-8", "replace").splitlines()]
        told = {match[2]: match[1] for match in found if match is not None}
        # A name twice: one reader would look at the one hash, another at the other. So it is on a disk, with names that
        # differ in large and small letters.
        if not found or len({each.lower() for each in told}) < len(found):
            raise broken(f"{name} is malformed")
        return told


def broken(what: str) -> Damaged:
    """Return what to tell where a bag does not hold."""
    return Damaged(f"The bag does not hold: {shown(what)}.", "Ask for it again; nothing in it can be relied on.")


def shown(text: str) -> str:
    """Return what a bag says as a terminal may show it: what that would obey is spelled out, what is long is cut."""
    return shortened("".join(each if each.isprintable() else ascii(each)[1:-1] for each in text), MOST_TOLD)


@contextmanager
def at(path: Path) -> Iterator[Received]:
    """Open a bag, in a directory or in a zip.

    Raises:
        Usage: nothing is there, it is no bag, or more is packed into it than will be unpacked.
        Damaged: its lists are not there, or malformed.
    """
    try:
        is_directory, is_there = path.is_dir(), path.is_file()
        archive = zipfile.ZipFile(path) if is_there else None
    except _UNPACKED as error:
        raise Usage(f"{path} is no bag: {why(error)}.", _NAME_ONE) from error
    if is_directory:
        yield Received(Directory(path))
    elif archive is None:
        raise Usage(f"There is no bag {path}.", _NAME_ONE)
    else:
        with archive:
            yield Received(Packed(path, archive))


class Directory:
    """The files of a bag in a directory."""

    def __init__(self, place: Path) -> None:
        """Take the directory of the bag itself."""
        self._place = place

    def names(self) -> set[str]:
        """See `Source`."""
        return {each.relative_to(self._place).as_posix() for each in self._place.rglob("*") if not each.is_dir()}

    def read(self, name: str) -> bytes:
        """See `Source`."""
        path = self._place / name
        try:
            inside = not path.is_symlink() and path.resolve().is_relative_to(self._place.resolve())
            if inside and path.is_file():
                return path.read_bytes()
        except (OSError, ValueError, RuntimeError) as error:
            raise broken(f"{name} cannot be read: {why(error)}") from error
        raise broken(f"{name} is not there")


class Packed:
    """The files of a bag in a zip: all in one directory, which has the name of the bag."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        """Look at what the archive says of its files.

        Raises:
            Usage: they are no bag, too many or too large, or packed as no bag is.
        """
        self._archive = archive
        entries = [each for each in archive.infolist() if not each.filename.endswith("/")]
        _refuse_bomb(path, entries)
        for each in entries:
            if each.flag_bits & _ENCRYPTED or each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Usage(
                    f"{path} is no bag: {shown(each.filename)} is encrypted, or packed in another way.", _NAME_ONE
                )
        tops = {each.filename.partition("/")[0] for each in archive.infolist()}
        self._entries = {each.filename.partition("/")[2]: each for each in entries}
        if len(tops) != 1 or "" in self._entries:
            raise Usage(f"{path} is no bag: not all of its files lie in one directory.", _NAME_ONE)
        twice = [name for name, count in Counter(each.filename for each in entries).items() if count > 1]
        if twice:
            raise Usage(f"{path} is no bag: {shown(twice[0])} is in it twice.", _NAME_ONE)
        _refuse_names(archive)

    def names(self) -> set[str]:
        """See `Source`."""
        return set(self._entries)

    def read(self, name: str) -> bytes:
        """See `Source`."""
        entry = self._entries.get(name)
        if entry is None:
            raise broken(f"{name} is not there")
        try:
            with self._archive.open(entry) as file:
                # Without a number it would unpack whatever there is, and cut it to the size that was told afterwards.
                data = file.read(max(entry.file_size, 1))
        except _UNPACKED as error:
            raise broken(f"{name} cannot be unpacked: {why(error)}") from error
        if len(data) != entry.file_size:
            raise broken(f"{name} cannot be unpacked: it ends in the middle")
        return data


def _refuse_names(archive: zipfile.ZipFile) -> None:
    """Refuse what a program could unpack over another file: what was looked at is what the receiver gets."""
    seen: set[str] = set()
    end = 0
    for each in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        # Without what the name of a directory ends in, and not cut at a zero, as `filename` is.
        top, _, name = each.orig_filename.removesuffix("/").partition("/")
        if not is_directory_name(top) or (name and not _NAME.fullmatch(name)):
            raise broken(f"it names {each.orig_filename}, and no file of a bag is called so")
        if name.lower() in seen:
            raise broken(f"it names {each.orig_filename} twice, in large and in small letters")
        seen.add(name.lower())
        if (each.is_dir() and each.file_size) or stat.S_IFMT(each.external_attr >> 16) not in _PLAIN:
            raise broken(f"{each.orig_filename} is a link, or a directory with something to read")
        raw, extra = _local(archive, each)
        if raw != each.orig_filename.encode("utf-8" if each.flag_bits & _UTF8 else "cp437") or _OTHER_NAME in {
            *_kinds(each.extra),
            *_kinds(extra),
        }:
            raise broken(f"{each.orig_filename} has another name besides")
        _refuse_gap(end, each.header_offset)
        end = each.header_offset + _HEAD + len(raw) + len(extra) + each.compress_size
    _refuse_gap(end, archive.start_dir)


def _refuse_gap(end: int, begin: int) -> None:
    """Refuse what the index at the end of a zip does not name, but a program that reads it from its beginning finds."""
    if not 0 <= begin - end < _HEAD:
        raise broken("something lies in the zip that its index does not name")


def _local(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[bytes, bytes]:
    """Read what stands before a file in the zip: its name once more, and what is said of it besides."""
    try:
        if archive.fp is None:
            raise OSError
        archive.fp.seek(entry.header_offset)
        *_, name, extra = struct.unpack("<26sHH", archive.fp.read(_HEAD))
        return archive.fp.read(name), archive.fp.read(extra)
    except _UNPACKED as error:
        raise broken(f"{entry.orig_filename} cannot be unpacked: {why(error)}") from error


def _kinds(extra: bytes) -> Iterator[int]:
    """Go through what a zip says of a file besides: of each thing its kind, its length, itself."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        yield kind
        extra = extra[4 + length :]


def _refuse_bomb(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    whole = sum(each.file_size for each in entries)
    if len(entries) > MOST_FILES:
        raise Usage(f"{path} holds {len(entries):,} files; of a zip {MOST_FILES:,} are read at the most.", _UNPACK)
    if whole > _TO_SPARE + _MOST_TIMES * path.stat().st_size:
        raise Usage(
            f"{path} would become {whole >> 20:,} MiB, more than {_MOST_TIMES} times what it has: "
            "no bag shrinks like that.",
            _UNPACK,
        )
    large = next((each for each in entries if each.file_size > MOST_BYTES), None)
    if large is not None:
        raise Usage(
            f"{shown(large.filename)} in {path} has {large.file_size >> 20:,} MiB; "
            f"of a zip {MOST_BYTES >> 20:,} are read.",
            _UNPACK,
        )
