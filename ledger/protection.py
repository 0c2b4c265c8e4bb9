"""A private key under a passphrase: Argon2id (RFC 9106) makes a key of it, ChaCha20-Poly1305 (RFC 8439) encrypts. Pure.

Three lines of text. The first tells which key it is without the passphrase, the second how the key that
encrypts is derived, as a PHC string; both are authenticated with the third, 12 bytes of nonce and the
encrypted 32-byte seed in base64:

    PROTECTED+KEY+<name>+<8 hex digits>+<base64 public key>
    $argon2id$v=19$m=65536,t=3,p=4$<salt>
    <base64>
"""

from __future__ import annotations

import base64
import os
import re
import unicodedata
from functools import lru_cache

from ledger.note import NoteError, Signer, Verifier

HEADING = "PROTECTED+KEY+"
_NONCE_SIZE = 12
_RAW_SIZE = _NONCE_SIZE + 32 + 16
# The second recommended choice of RFC 9106, section 4: 64 MiB, three passes, four lanes.
_MEMORY_KIB, _PASSES, _LANES = 1 << 16, 3, 4
# What a file may ask for: a liar's must not fill the memory, nor run for hours.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 1 << 21, 64, 64
_PARAMETERS = re.compile(r"\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})", re.ASCII)


class WrongPassphrase(ValueError):
    """The passphrase is not the one, or the file was changed."""


def protect(signer: Signer, passphrase: str) -> str:
    """Return the text of a key file that only the passphrase opens."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # seldom needed, and slow to load

    salt, nonce = os.urandom(16), os.urandom(_NONCE_SIZE)
    spelled = base64.b64encode(salt).decode().rstrip("=")
    parameters = f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p={_LANES}${spelled}"
    head = f"{HEADING}{signer.verifier.spelled()}\n{parameters}\n"
    sealed = ChaCha20Poly1305(_derived(passphrase, parameters)).encrypt(nonce, signer.seed, head.encode())
    return f"{head}{base64.b64encode(nonce + sealed).decode()}\n"


def protected_key(text: str) -> Verifier:
    """Return which key a protected file holds; nothing but its passphrase shows whether that is true.

    Raises:
        NoteError: it is malformed.
    """
    first, parameters, body = _lines(text)
    _asked_for(parameters)
    _raw(body)
    return Verifier.parse(first.removeprefix(HEADING))


def unprotect(text: str, passphrase: str) -> Signer:
    """Return the key in a protected file.

    Raises:
        NoteError: the file is malformed.
        WrongPassphrase: the passphrase does not open it.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    first, parameters, body = _lines(text)
    key, raw = protected_key(text), _raw(body)
    cipher = ChaCha20Poly1305(_derived(passphrase, parameters))
    try:
        seed = cipher.decrypt(raw[:_NONCE_SIZE], raw[_NONCE_SIZE:], f"{first}\n{parameters}\n".encode())
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase("the passphrase does not open it") from error
    signer = Signer(key.name, seed)
    if signer.verifier != key:
        raise NoteError("it holds another key than its first line says")
    return signer


def _lines(text: str) -> tuple[str, str, str]:
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0].startswith(HEADING):
        raise NoteError("it does not have the three lines of a protected key")
    return lines[0], lines[1], lines[2]


def _raw(body: str) -> bytes:
    try:
        raw = base64.b64decode(body, validate=True)
    except ValueError as error:
        raise NoteError("its third line is no base64") from error
    if len(raw) != _RAW_SIZE:
        raise NoteError(f"its third line has {len(raw)} bytes, not {_RAW_SIZE}")
    return raw


def _asked_for(parameters: str) -> tuple[int, int, int, bytes]:
    """Return memory (KiB), passes, lanes and salt."""
    match = _PARAMETERS.fullmatch(parameters)
    if match is None:
        raise NoteError("its second line does not say how the key is derived")
    memory, passes, lanes = (int(match[place]) for place in (1, 2, 3))
    if not (8 * lanes <= memory <= _MOST_MEMORY_KIB and 0 < passes <= _MOST_PASSES and 0 < lanes <= _MOST_LANES):
        raise NoteError("it asks for more memory or time than this program gives")
    try:
        salt = base64.b64decode(match[4] + "=" * (-len(match[4]) % 4))
    except ValueError as error:
        raise NoteError("the salt in its second line is no base64") from error
    return memory, passes, lanes, salt


# A run that opens its key for each handoff directory asks for the same derivation again and again.
@lru_cache(maxsize=4)
def _derived(passphrase: str, parameters: str) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, passes, lanes, salt = _asked_for(parameters)
    derivation = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    try:
        return derivation.derive(unicodedata.normalize("NFC", passphrase).encode())
    except MemoryError as error:
        raise NoteError(f"this machine does not give the {memory >> 10} MiB that opening it takes") from error
