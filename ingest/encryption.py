"""Encrypted blobs (wire formats, 2.5): we have no key for them, so a directory with one is refused by name."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.listing import File, Listing
from ledger.errors import HandoffRefused

MAGICS = (b"ACNXBLOB1", b"ACNXSTR1")

_LONGEST = max(map(len, MAGICS))
# Never through a link in the last component, never waiting for the other end of a FIFO; Windows has neither flag.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def refuse_encrypted(root: Path, listing: Listing) -> None:
    """Read the first bytes of every file.

    Raises:
        HandoffRefused: `encrypted_handoff` where a file begins like an encrypted blob; `handoff_in_use` where a
            listed file is gone, `media_unreadable`.
    """
    home = f"{root}/"
    for file in listing.files:
        if file.size and _beginning(home + file.path, root, file).startswith(MAGICS):
            raise encrypted(f"{file.path} in {root} is an encrypted blob.")


def _beginning(path: str, root: Path, file: File) -> bytes:
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
        try:
            return os.read(descriptor, _LONGEST)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise HandoffRefused(
            f"{file.path} in {root} went away while the directory was being read.",
            "Something still writes there: run the same command again when it is done.",
            reason="handoff_in_use",
        ) from error
    except OSError as error:
        raise HandoffRefused(
            f"{file.path} in {root} cannot be read: {error.strerror or error}.",
            "Make the file readable for this account and run the same command again.",
            reason="media_unreadable",
        ) from error


def encrypted(what: str) -> HandoffRefused:
    """Return the refusal of a handoff whose content we have no key for."""
    return HandoffRefused(
        f"{what} Encrypted handoffs are not supported.",
        "Turn encryption off in the capture sidecar (Mode B) and hand the session over again.",
        reason="encrypted_handoff",
    )
