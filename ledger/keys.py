"""Signing keys: outside the DataRoot, in the platform's user data directory, readable by their owner only."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from ledger import durable
from ledger.errors import KeyUnavailable
from ledger.note import NoteError, Signer

KEY_DIRECTORY_VARIABLE = "AUTOCAPTURE_KEY_DIR"


def key_directory() -> Path:
    """Return where private keys lie: `AUTOCAPTURE_KEY_DIR`, else the user data directory of the platform."""
    if named := os.environ.get(KEY_DIRECTORY_VARIABLE):
        return Path(named)
    return user_data_directory() / "keys"


def user_data_directory() -> Path:
    """Return the directory for this user's data of ours (XDG base directories; Apple's and Microsoft's customs)."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base or Path.home() / "AppData" / "Local") / "autocapture"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "autocapture"
    named = os.environ.get("XDG_DATA_HOME")
    return Path(named or Path.home() / ".local" / "share") / "autocapture"


def key_path(name: str) -> Path:
    """Return where the private key of this name lies. Slashes in the name become dashes in the file name."""
    return key_directory() / f"{name.replace('/', '-')}.key"


def create(name: str) -> Signer:
    """Make a key, durable and readable by its owner only.

    Raises:
        WriteFailed: the key directory cannot be written.
    """
    signer = Signer.generate(name)
    path = key_path(name)
    with durable.failing_as("create the key directory of", path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.replace(path, (signer.spelled() + "\n").encode(), mode=0o600)
    return signer


def load(name: str) -> Signer:
    """Return the private key of this name.

    Raises:
        KeyUnavailable: it is not there, cannot be read, is malformed, or others can read it.
    """
    path = key_path(name)
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise KeyUnavailable(
            f"The signing key of this DataRoot cannot be read from {path}: {_reason(error)}.",
            f"Restore it from your backup, or set {KEY_DIRECTORY_VARIABLE} to where it lies. "
            "Without it nothing is written; reading, asking and verifying still work.",
        ) from error
    if os.name == "posix" and mode & 0o077:
        raise KeyUnavailable(
            f"The signing key {path} can be read by other users of this machine.",
            f"If nobody else has read it: chmod 600 {path}",
        )
    with _as_unavailable(path):
        signer = Signer.parse(text)
        if signer.name != name:
            raise NoteError(f"it belongs to {signer.name}")
        return signer


@contextlib.contextmanager
def _as_unavailable(path: Path) -> Iterator[None]:
    try:
        yield
    except NoteError as error:
        raise KeyUnavailable(f"The signing key {path} is not usable: {error}.", "Restore it from backup.") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
