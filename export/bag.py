"""A bag: files under `data/` with a list of their hashes, and around them what says and checks what they are.

BagIt 1.0 (RFC 8493). The payload manifest is written before the files that speak of it, which are tag files with a
manifest of their own; both lists are such as `sha256sum -c` reads.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from pathlib import Path

from ledger import durable
from ledger.errors import Usage, WriteFailed
from ledger.settling import Settling

PAYLOAD = "data"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
# All that we ever named a file in a bag. No two such names are one file on any disk, but for large and small letters.
_WORD = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
NAME = rf"{_WORD}(?:/{_WORD})*"
# The directory that a zip unpacks to is called as its owner likes, as long as it stays where it is unpacked.
_DIRECTORY = re.compile(r"(?![A-Za-z]:|\.{1,2}\Z)[^/\\\x00-\x1f\x7f-\x9f]+")
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ZIP = ".zip"
# Zip knows no year before 1980; the time of writing is in bag-info.txt.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Bag:
    """A bag in the making, in a directory beside the place where it will be."""

    def __init__(self, out: Path) -> None:
        """Make the directory.

        Args:
            out: where the bag will be, a directory or a file that ends in `.zip`; nothing may be there.

        Raises:
            Usage: something is there, or its directory is not; or a zip has a name that cannot stand in a zip.
            WriteFailed: the disk refused.
        """
        if out.exists() or out.is_symlink():
            raise _taken(out)
        if not out.parent.is_dir():
            raise Usage(f"There is no directory {out.parent}.", "Make it, or name another place.")
        if out.suffix == _ZIP and os.fsencode(out.name).decode("utf-8", "replace") != out.name:
            raise Usage(
                f"{out} has a name that is no UTF-8.", "Name the zip otherwise: in it there is a directory called so."
            )
        self.out = out
        self.name = out.name.removesuffix(_ZIP) or out.name
        if out.suffix == _ZIP and not is_directory_name(self.name):
            raise Usage(
                f"{out} has a name with a backslash, a control character or a drive, or of dots only.",
                "Name the zip otherwise: in it there is a directory called so.",
            )
        self._place = durable.temporary_beside(out)
        self._payload: dict[str, str] = {}
        self._tags: dict[str, str] = {}
        self._octets = 0
        with durable.failing_as("create", self._place):
            self._place.mkdir()
        self._settling = Settling(self._place)

    def put(self, name: str, data: bytes) -> str:
        """Add a file to the payload, `name` relative to `data/`; return its SHA-256 in hex."""
        path = f"{PAYLOAD}/{name}"
        self._octets += len(data)
        self._payload[path] = self._write(path, data)
        return self._payload[path]

    def tag(self, name: str, data: bytes) -> None:
        """Add a file that is no payload."""
        self._tags[name] = self._write(name, data)

    @property
    def oxum(self) -> str:
        """The number of bytes and of files of the payload, as `bag-info.txt` tells them."""
        return f"{self._octets}.{len(self._payload)}"

    def close_payload(self) -> str:
        """Write the list of the payload; return its SHA-256 in hex. Nothing can be put in any more."""
        self.tag(MANIFEST, _listed(self._payload))
        return self._tags[MANIFEST]

    def close(self, info: dict[str, str]) -> None:
        """Write the rest and give the bag its name.

        Raises:
            Usage: something else has the name by now; there is no bag.
            WriteFailed: the disk refused; there is no bag.
        """
        self.tag("bagit.txt", _DECLARATION)
        self.tag("bag-info.txt", "".join(f"{key}: {_on_one_line(value)}\n" for key, value in info.items()).encode())
        self._write(TAG_MANIFEST, _listed(self._tags))
        self._settling.settle([str(path) for path in sorted(self._place.rglob("*")) if path.is_file()])
        self._settling.close()
        if self.out.suffix == _ZIP:
            self._zip()
        else:
            self._name(self._place)

    def discard(self) -> None:
        """Take away what was written, if the bag has no name yet."""
        self._settling.close()
        for path in sorted(self._place.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        if self._place.is_dir():
            self._place.rmdir()

    def _write(self, name: str, data: bytes) -> str:
        path = self._place / name
        with durable.failing_as("write", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def _name(self, made: Path) -> None:
        try:
            durable.rename_new(made, self.out)
        except FileExistsError as error:  # since this export began
            raise _taken(self.out) from error

    def _zip(self) -> None:
        packed = durable.temporary_beside(self.out.with_name(f"{self.name}.packed"))
        try:
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted(self._place.rglob("*")):
                    if path.is_file():
                        entry = zipfile.ZipInfo(f"{self.name}/{path.relative_to(self._place).as_posix()}", _EPOCH)
                        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                        archive.writestr(entry, path.read_bytes())
            with Settling(packed.parent) as settling:
                settling.settle([str(packed)])
            self._name(packed)
        except OSError as error:
            raise WriteFailed(f"{self.out} cannot be written: {error.strerror or error}.", "Free the disk.") from error
        finally:
            packed.unlink(missing_ok=True)
        self.discard()


def _taken(out: Path) -> Usage:
    return Usage(f"{out} is there already.", "Name another place: an export never replaces anything.")


def is_directory_name(name: str) -> bool:
    """Say whether the directory in a zip may be called so: no disk takes it for another place, or for more than one."""
    return _DIRECTORY.fullmatch(name) is not None


def _listed(files: dict[str, str]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items())).encode()


def _on_one_line(value: str) -> str:
    return " ".join(value.split())
