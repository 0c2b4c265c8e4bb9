"""The media of one handoff directory: which plain files lie under `media/`, and which of them a reference means.

Sources: wire formats 2.3 (where a blob lies), 2.4 (what a path in a payload means), 2.5 (encrypted blobs).
Whatever a row says, the only paths that leave this module are names found in the listing of `media/`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from ledger import rid
from ledger.errors import HandoffRefused

MEDIA = "media"
TEMPORARY_SUFFIX = ".tmp"
ENCRYPTED_MAGICS = (b"ACNXBLOB1", b"ACNXSTR1")

_LEGACY_SUFFIXES = (".bin", ".json")
_SUFFIX_ORDER = (".blob", ".stream")
_SPECIAL_KINDS = {
    stat.S_IFLNK: "symlink",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
    stat.S_IFBLK: "device",
    stat.S_IFCHR: "device",
}
# Never through a link in the last component, never waiting for the other end of a FIFO; Windows has neither flag.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A plain file: posix `path` from the handoff root on (it begins with `media/`), `size` in bytes.

    `mtime_ns` and `inode` tell whether the file found later at this path is still this one.
    """

    path: str
    size: int
    mtime_ns: int
    inode: int


class Ignored(NamedTuple):
    """A name under `media/` that is not taken along; `why`: temporary, symlink, fifo, socket, device or special."""

    path: str
    why: str


class Reference(NamedTuple):
    """What a row says about a blob: a path as written, or the id of the record whose blob it is.

    `by` is `path` (wire formats 2.4), `frame` (a frame without blob_path: its own id) or `log` (a `log_id`);
    `run` is the run id to look under first where an id is meant.
    """

    value: str
    by: Literal["path", "frame", "log"]
    run: str | None = None


class Listing:
    """What lies under `media/`: `files` sorted by path, `ignored` likewise; nothing is opened here."""

    def __init__(self, files: Iterable[MediaFile] = (), ignored: Iterable[Ignored] = ()) -> None:
        self.files = tuple(sorted(files, key=lambda file: file.path))
        self.ignored = tuple(sorted(ignored))
        self._by_path = {file.path: file for file in self.files}
        self._special = {path: why for path, why in self.ignored if why != "temporary"}

    def __contains__(self, path: object) -> bool:
        """Say whether a plain file lies at this path."""
        return path in self._by_path

    def get(self, path: str) -> MediaFile | None:
        """Return the plain file at a path, or None."""
        return self._by_path.get(path)

    def special(self, path: str) -> str | None:
        """Return what makes a path unsafe: the kind of the special file it, or a folder on the way to it, is."""
        while path and self._special:
            if path in self._special:
                return self._special[path]
            path = path.rpartition("/")[0]
        return None

    def named(self, token: str) -> tuple[str, ...]:
        """Return the paths whose file name, up to its first dot, is `token`: plain files first, then special ones."""
        return tuple(self._by_stem.get(token, ()))

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        stems: dict[str, list[str]] = {}
        for path in (*self._by_path, *self._special):
            stems.setdefault(path.rpartition("/")[2].partition(".")[0], []).append(path)
        return stems


def list_media(root: Path) -> Listing:
    """Walk `root/media` without following a link and without opening a file. No `media/` is an empty listing.

    Raises:
        HandoffRefused: `media_name_not_utf8` (a journal line could not carry the name), `media_unreadable`.
    """
    files: list[MediaFile] = []
    ignored: list[Ignored] = []
    try:
        for path, found in _walk(root):
            why = _not_a_plain_file(path, found)
            if why:
                ignored.append(Ignored(path, why))
            else:
                files.append(MediaFile(path, found.st_size, found.st_mtime_ns, found.st_ino))
    except OSError as error:
        raise HandoffRefused(
            f"Could not list the media of {root}: {error}.",
            "Make the folder readable for this account and run the same command again.",
            reason="media_unreadable",
        ) from error
    return Listing(files, ignored)


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every name under `media/` that is not a real folder, with what lstat says of it."""
    pending = [MEDIA]
    while pending:
        path = _utf8(root, pending.pop())
        try:
            found = root.joinpath(path).lstat()
        except FileNotFoundError:
            # Gone since its name was read: the writer renamed it. `Shipment.check_unchanged` sees the new name.
            continue
        if _is_real_folder(found):
            with os.scandir(root / path) as entries:
                pending.extend(f"{path}/{entry.name}" for entry in entries)
        else:
            yield path, found


def _utf8(root: Path, path: str) -> str:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError as error:
        raise HandoffRefused(
            f"The file name {os.fsencode(path)!r} in {root} is not UTF-8.",
            "Rename the file (and the reference to it) in the handoff directory.",
            reason="media_name_not_utf8",
        ) from error
    return path


def _is_real_folder(found: os.stat_result) -> bool:
    # A Windows junction calls itself a folder; only its reparse tag gives it away.
    return stat.S_ISDIR(found.st_mode) and not getattr(found, "st_reparse_tag", 0)


def _not_a_plain_file(path: str, found: os.stat_result) -> str | None:
    if getattr(found, "st_reparse_tag", 0):
        return "symlink"
    if not stat.S_ISREG(found.st_mode):
        return _SPECIAL_KINDS.get(stat.S_IFMT(found.st_mode), "special")
    if path == MEDIA:
        return "special"
    return "temporary" if path.endswith(TEMPORARY_SUFFIX) else None


def open_media(root: Path, file: MediaFile) -> BinaryIO:
    """Open a listed file for reading: only where it is still the file that was listed, links or not on the way.

    Raises:
        HandoffRefused: `handoff_in_use` (another file is there now, or none), `media_unreadable`.
    """
    try:
        descriptor = os.open(root / file.path, _OPEN_FLAGS)
    except PermissionError as error:
        raise HandoffRefused(
            f"Not allowed to read {file.path} in {root}.",
            "Make the file readable for this account and run the same command again.",
            reason="media_unreadable",
        ) from error
    except OSError as error:
        raise _changed(root, file.path) from error
    found = os.fstat(descriptor)
    if (found.st_size, found.st_mtime_ns, found.st_ino) != (file.size, file.mtime_ns, file.inode):
        os.close(descriptor)
        raise _changed(root, file.path)
    return os.fdopen(descriptor, "rb")


def _changed(root: Path, path: str) -> HandoffRefused:
    return HandoffRefused(
        f"{path} in {root} changed while the directory was being read.",
        "Something still writes there: run the same command again when it is done.",
        reason="handoff_in_use",
    )


def refuse_encrypted(root: Path, listing: Listing) -> None:
    """Read the first bytes of every file.

    Raises:
        HandoffRefused: `encrypted_handoff` where a file begins like an encrypted blob (wire formats 2.5).
    """
    for file in listing.files:
        with open_media(root, file) as stream:
            if stream.read(len(max(ENCRYPTED_MAGICS, key=len))).startswith(ENCRYPTED_MAGICS):
                raise encrypted(f"{file.path} in {root} is an encrypted blob.")


def encrypted(what: str) -> HandoffRefused:
    """Return the refusal of a handoff whose content we have no key for."""
    return HandoffRefused(
        f"{what} Encrypted handoffs are not supported.",
        "Turn encryption off in the capture sidecar (Mode B) and hand the session over again.",
        reason="encrypted_handoff",
    )


def resolve(reference: Reference, listing: Listing) -> str | None:
    """Return the path under `media/` that a reference means, or None where no such file was handed over.

    Raises:
        HandoffRefused: `unsafe_media_path` where it climbs, or leads to or through a link or special file.
    """
    if reference.by == "path":
        candidates = spellings(reference.value)
    else:
        candidates = places(reference.value, reference.run, listing)
    for path in candidates:
        if why := listing.special(path):
            raise _unsafe(reference.value, f"leads to a {why}")
        if path in listing:
            return path
    return None


def spellings(value: str) -> tuple[str, ...]:
    """Return the paths that a path as written may mean, the likeliest first; none for an empty one.

    The first component that *is* `media` begins the path (`C:\\x\\mymedia\\media\\a` is `media/a`); then each later
    one, for a DataRoot that itself lies below a folder `media`; last the whole value as a bare name under `media/`.

    Raises:
        HandoffRefused: `unsafe_media_path` for a `..` anywhere, or an empty component in the likeliest reading.
    """
    parts = [part for part in value.strip().replace("\\", "/").split("/") if part != "."]
    if ".." in parts:
        raise _unsafe(value, "has a `..` component")
    cuts = [at + 1 for at, part in enumerate(parts) if part == MEDIA]
    tails = [tail for cut in (*cuts, 0) if (tail := "/".join(parts[cut:]).lstrip("/"))]
    if tails and "" in tails[0].split("/"):
        raise _unsafe(value, "has an empty component")
    return tuple(f"{MEDIA}/{tail}" for tail in tails)


def places(record: str, run: str | None, listing: Listing) -> tuple[str, ...]:
    """Return the paths at which the blob of a record id may lie, in the readers' order (wire formats 2.3).

    Under the run's folder at any depth, anywhere under `media/`, then the oldest flat spelling of the id.
    """
    home = f"{MEDIA}/{rid.encode(run)}/" if run else ""

    def order(path: str) -> tuple[bool, bool, int, str]:
        suffix = path[path.rfind(".") :]
        rank = _SUFFIX_ORDER.index(suffix) if suffix in _SUFFIX_ORDER else len(_SUFFIX_ORDER)
        return path not in listing, not (home and path.startswith(home)), rank, path

    oldest = record.replace("/", "_")
    return (
        *sorted(listing.named(rid.encode(record)), key=order),
        *(f"{MEDIA}/{oldest}{suffix}" for suffix in _LEGACY_SUFFIXES),
    )


def _unsafe(value: str, why: str) -> HandoffRefused:
    return HandoffRefused(
        f"The media reference {value!r} {why}.",
        "Look at the directory by hand: a sidecar does not write this, and nothing outside media/ is ever read.",
        reason="unsafe_media_path",
    )
