"""Signing keys: outside the DataRoot, in the platform's user data directory, readable by their owner only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from ledger import durable, passphrase, plain, protection
from ledger.errors import KeyUnavailable, Usage
from ledger.note import NoteError, Signer, Verifier
from ledger.protection import WrongPassphrase

KEY_DIRECTORY_VARIABLE = "AUTOCAPTURE_KEY_DIR"
_MOST = 1 << 16
_RESTORE = "Restore the right one from your backup."
_STILL = "Without it nothing is written; reading, asking and verifying still work."


def key_directory() -> Path:
    """Return where private keys lie: `AUTOCAPTURE_KEY_DIR`, else the user data directory of the platform.

    Raises:
        Usage: it is a relative path, or the account has no home.
    """
    if named := os.environ.get(KEY_DIRECTORY_VARIABLE):
        if not Path(named).is_absolute():
            # Which directory that is would change with the place where a command is called: keys would get lost.
            raise Usage(f"{KEY_DIRECTORY_VARIABLE} is {named!r}, a relative path.", "Set it to an absolute one.")
        return Path(named)
    return user_data_directory() / "keys"


def user_data_directory() -> Path:
    """Return the directory for this user's data of ours (XDG base directories; Apple's and Microsoft's customs).

    Raises:
        Usage: the account has no home.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base or _home() / "AppData" / "Local") / "autocapture"
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / "autocapture"
    named = os.environ.get("XDG_DATA_HOME", "")
    # That specification: a relative path is to be ignored.
    return (Path(named) if Path(named).is_absolute() else _home() / ".local" / "share") / "autocapture"


def _home() -> Path:
    try:
        home = Path.home()
    except RuntimeError as error:
        raise _homeless() from error
    if not home.is_absolute():
        raise _homeless()
    return home


def _homeless() -> Usage:
    return Usage(
        "This account has no home directory for its keys and notes.",
        f"Set HOME, or {KEY_DIRECTORY_VARIABLE} and XDG_DATA_HOME, to absolute paths.",
    )


def stem_of(name: str) -> str:
    """Return how file names spell the name of a key: its slashes become dashes."""
    return name.replace("/", "-")


def key_path(key: Verifier) -> Path:
    """Return where the private half of a key lies, or should lie.

    The first key of a log lies under the log's name alone, later ones under name and fingerprint.
    """
    first, later = _places(key)
    return later if _is_there(later) or _holds_another(first, key) else first


def _places(key: Verifier) -> tuple[Path, Path]:
    stem = stem_of(key.name)
    return key_directory() / f"{stem}.key", key_directory() / f"{stem}.{key.fingerprint[:16]}.key"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # its directory is not ours to look into: whoever opens a key in it will be told


def _holds_another(path: Path, key: Verifier) -> bool:
    try:
        text = _text(path)
        if text.startswith(protection.HEADING):
            return protection.protected_key(text) != key
        return Signer.parse(text).verifier != key
    except (OSError, ValueError):
        return False  # whoever opens it will be told


def create(name: str, phrase: str = "") -> Signer:
    """Make a key, durable and readable by its owner only; under a passphrase, if one is given.

    Raises:
        WriteFailed: the key directory cannot be written.
    """
    signer = Signer.generate(name)
    path = key_directory() / f"{stem_of(name)}.key"
    durable.make_directory(path.parent, 0o700)
    durable.sync_above(path.parent)
    if path.exists():
        path = path.with_name(f"{stem_of(name)}.{signer.verifier.fingerprint[:16]}.key")
    keep(signer, path, phrase)
    return signer


def keep(signer: Signer, path: Path, phrase: str) -> None:
    """Write the file of a key, under a passphrase unless that is empty. The caller holds the writer's lock.

    A file that is there keeps its mode and its place, wherever a link leads to it.

    Raises:
        WriteFailed: the key directory cannot be written.
    """
    data = (protection.protect(signer, phrase) if phrase else signer.spelled() + "\n").encode()
    if not path.exists():
        durable.replace(path, data, mode=0o600, locked=True)
        return
    with durable.renewed(path) as descriptor:
        durable.write_all(descriptor, data)


def load(key: Verifier, ask: Callable[[str], str] = passphrase.given) -> Signer:
    """Return the private half of a key; `ask` is called for its passphrase, should there be one.

    Raises:
        KeyUnavailable: it is not there, cannot be read, is malformed, is another one, or others can read it.
    """
    path, text = key_path(key), _read(key)
    try:
        if not text.startswith(protection.HEADING):
            signer = Signer.parse(text)
        elif protection.protected_key(text) == key:
            signer = protection.unprotect(text, ask(f"the signing key {path}"))
        else:
            raise NoteError(f"it holds another key of {protection.protected_key(text).name}")
        if signer.verifier != key:
            raise NoteError(f"it is not the key that the ledger names, but one of {signer.name}")
    except WrongPassphrase as error:
        raise KeyUnavailable(f"The passphrase does not open the signing key {path}.", f"Try again. {_STILL}") from error
    except NoteError as error:
        raise KeyUnavailable(f"The signing key {path} is not usable: {error}.", _RESTORE) from error
    return signer


def check(key: Verifier) -> None:
    """Look at the private half of a key as far as that can be done without its passphrase.

    Raises:
        KeyUnavailable: see `load`.
    """
    if not is_protected(key):
        load(key)
        return
    path = key_path(key)
    try:
        if protection.protected_key(_read(key)) != key:
            raise NoteError("it is another one")
    except NoteError as error:
        raise KeyUnavailable(f"The signing key {path} is not usable: {error}.", _RESTORE) from error


def is_protected(key: Verifier) -> bool:
    """Say whether the private half of a key is kept under a passphrase; False where it cannot be read."""
    try:
        return _text(key_path(key)).startswith(protection.HEADING)
    except (OSError, ValueError):
        return False


def _read(key: Verifier) -> str:
    path, (first, later) = key_path(key), _places(key)
    remedy = f"Restore it from your backup, or set {KEY_DIRECTORY_VARIABLE} to where it lies. {_STILL}"
    try:
        mode = path.stat().st_mode
        text = _text(path)
    except FileNotFoundError as error:
        if path == later:
            what = f"The signing key {first} is not the key that the ledger names, and there is no {later}."
        else:
            what = f"The signing key of this DataRoot is not there: neither {first} nor {later}."
        raise KeyUnavailable(what, remedy) from error
    except (OSError, ValueError) as error:
        what = f"The signing key of this DataRoot cannot be read from {path}: {_reason(error)}."
        raise KeyUnavailable(what, remedy) from error
    if os.name == "posix" and mode & 0o077:
        raise KeyUnavailable(
            f"The signing key {path} can be read by other users of this machine.",
            f"If nobody else has read it: chmod 600 {path}",
        )
    return text


def _text(path: Path) -> str:
    return plain.read(path, _MOST).decode("ascii")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
