"""Bags for tests that change what lies in one."""

from __future__ import annotations

import hashlib
from pathlib import Path


def lists_anew(bag: Path) -> None:
    """Make both lists again, as whoever changed a file would."""
    for name, of in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        listed = []
        for path in sorted(bag.rglob("*")):
            told = path.relative_to(bag).as_posix()
            if path.is_file() and told.startswith("data/") == of and told != "tagmanifest-sha256.txt":
                listed.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {told}\n")
        (bag / name).write_text("".join(listed))
