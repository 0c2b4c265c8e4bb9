"""The blobs' part of an audit: is each admitted file there, regular, as long as its event says, and the same bytes?"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Literal

from ledger.dataroot import DataRoot
from ledger.facts import BlobAdmitted, BlobHashed

Thoroughness = Literal["none", "size", "hash"]

_CHUNK = 1 << 20


class Blobs:
    """Checks admitted files one by one. `none` looks at no file, `size` at its inode, `hash` at its bytes too."""

    def __init__(self, root: DataRoot, thoroughness: Thoroughness) -> None:
        self._root = root
        self._thoroughness = thoroughness
        self._confined: dict[tuple[str, ...], bool] = {}
        self.checked = 0

    def wrong_with(self, fact: BlobAdmitted | BlobHashed) -> str:
        """Say what is wrong with the file that a fact names; empty where nothing is, or where files are not asked for.

        A file that was hashed later is told of twice, and counted once. Links are not followed: evidence is a regular
        file under `media/`.
        """
        if self._thoroughness == "none":
            return ""
        self.checked += isinstance(fact, BlobAdmitted)
        if not self._lies_in_media(fact.path):
            return f"names {fact.path}, which is no place under media/"
        path = self._root.path / fact.path
        try:
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                return f"names {fact.path}, which is not a regular file"
            if status.st_size != fact.size:
                return f"names {fact.path} with {fact.size} bytes; it has {status.st_size}"
            if self._thoroughness == "hash" and fact.sha256 and _sha256(path) != fact.sha256:
                return f"names {fact.path}, whose bytes are not those that it had then"
        except FileNotFoundError:
            return f"names {fact.path}, which is missing"
        except (OSError, ValueError) as error:
            return f"names {fact.path}, which cannot be read: {getattr(error, 'strerror', None) or error}"
        return ""

    def _lies_in_media(self, name: str) -> bool:
        parts = Path(name).parts
        if len(parts) < 2 or parts[0] != self._root.media.name or ".." in parts or "\0" in name:
            return False
        folder = parts[1:-1]
        if folder not in self._confined:
            # `media` itself may be a link to another disk; a link among its folders could lead anywhere.
            # Not `resolve`, which gives up over a circle of links.
            real = os.path.realpath(self._root.media.joinpath(*folder))
            self._confined[folder] = Path(real) == Path(os.path.realpath(self._root.media), *folder)
        return self._confined[folder]


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        digest = hashlib.sha256()
        while chunk := handle.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
