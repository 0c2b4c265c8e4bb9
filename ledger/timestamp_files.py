"""What a person names to have a time stamp made or checked: read from files, or refused as the person's mistake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cryptography.x509 import Certificate

from ledger.errors import Usage
from ledger.keyring import Keyring
from ledger.note import Checkpoint, NoteError, Verifier
from ledger.timestamp import Trust, certificates_in
from ledger.timestamp_token import Request, TokenError, read_request

_LARGEST = 1 << 24


def read(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        Usage: it cannot be read, or is larger than anything that belongs to a time stamp.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        raise Usage(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.", "Name a file.") from error
    if len(data) > _LARGEST:
        raise Usage(f"{path} is larger than anything that belongs to a time stamp.", "Name the right file.")
    return data


def key(text: str) -> Verifier:
    """Return the key that a line, or a file that holds it, spells.

    Raises:
        Usage: it is neither.
    """
    try:
        return Verifier.parse(text)
    except NoteError as error:
        try:
            return Verifier.parse(read(Path(text)).decode())
        except (NoteError, UnicodeDecodeError, Usage):
            raise Usage(
                f"--key {text} is no public key, nor a file that holds one: {error}.",
                "Give the line that `autocapture keys show --public` prints.",
            ) from error


def opened(source: str, note: bytes, keys: Keyring) -> tuple[Checkpoint, Verifier]:
    """Return the checkpoint that a note from `source` holds, and the key of its log that signed it while in force.

    Raises:
        Usage: it is none, or of another log.
    """
    try:
        text = note.decode()
        return keys.checkpoint(text), keys.signer_of(text)
    except (NoteError, UnicodeDecodeError) as error:
        raise Usage(f"{source} is no checkpoint of {keys.origin}: {error}.", "Name one of that log.") from error


def request(path: Path) -> Request:
    """Return what a request file asks.

    Raises:
        Usage: it is none.
    """
    data = read(path)
    try:
        return read_request(data)
    except TokenError as error:
        raise Usage(f"{path} is {error}.", "Name what `autocapture timestamp request` wrote.") from error


def trust(roots: Sequence[Path], intermediates: Sequence[Path], authority: Path | None) -> Trust:
    """Return the certificates to rely on, from the files that hold them.

    Raises:
        Usage: a file holds none, or one that is not fit for its part.
    """
    own = _certificates([authority]) if authority is not None else ()
    if len(own) > 1:
        raise Usage(f"{authority} holds {len(own)} certificates.", "Name a file with the authority's own alone.")
    try:
        return Trust(_certificates(roots), _certificates(intermediates), own[0] if own else None)
    except ValueError as error:
        raise Usage(f"These certificates will not do: {error}.", "Name with --roots what you believe.") from error


def _certificates(paths: Sequence[Path]) -> tuple[Certificate, ...]:
    return tuple(each for path in paths for each in _in_file(path))


def _in_file(path: Path) -> tuple[Certificate, ...]:
    data = read(path)
    try:
        return certificates_in(data)
    except ValueError as error:
        raise Usage(f"{path} holds no certificate that can be read.", "Name one in PEM or DER.") from error
