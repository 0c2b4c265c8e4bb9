"""The token: what a caller shows to be let in. It lies in the DataRoot, readable by this account alone."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

import msgspec

from ledger import durable, plain
from ledger.clock import Clock, spell
from ledger.dataroot import DataRoot
from ledger.errors import ReadOnly, WriteFailed

_BYTES = 32
_PRIVATE = 0o600
_MOST = 4096
# What 32 random bytes give in base64 with `-` and `_`, without padding (RFC 4648, section 5).
_SPELLED = re.compile(r"[A-Za-z0-9_-]{43}")


class _File(msgspec.Struct):
    """`vault/web_token.json`, as the wire formats page has it. `protected` (by the system's key) is never so here."""

    token_b64: str
    created_ts: str
    protected: bool = False


class Token(msgspec.Struct, frozen=True):
    """A token and when it was made (UTC). `path` is where it lies; None: in this process only."""

    text: str
    created_at: str
    path: Path | None

    def is_shown_by(self, header: str | None) -> bool:
        """Say whether an `Authorization` header shows this token, in a time that does not tell how much was right."""
        scheme, _, shown = (header or "").partition(" ")
        same = hmac.compare_digest(shown.strip().encode("utf-8", "replace"), self.text.encode())
        return same and scheme.lower() == "bearer"


def place_of(root: DataRoot) -> Path:
    """Return where the token of a DataRoot lies."""
    return root.path / "vault" / "web_token.json"


def kept(root: DataRoot, clock: Clock) -> Token:
    """Return the token of a DataRoot; make one where there is none, or where others could read it.

    What shows the past (a replay), and what cannot be written, gets a token that lives as long as this process.
    """
    path = place_of(root)
    if (found := _read(path)) is not None:
        return Token(found.token_b64, found.created_ts, path)
    made = _File(secrets.token_urlsafe(_BYTES), spell(clock()))
    try:
        root.refuse_replay()
        with durable.failing_as("make", path.parent):
            path.parent.mkdir(mode=0o700, exist_ok=True)
        durable.replace(path, msgspec.json.encode(made), _PRIVATE)
    except (ReadOnly, WriteFailed):
        return Token(made.token_b64, made.created_ts, None)
    return Token(made.token_b64, made.created_ts, path)


def _read(path: Path) -> _File | None:
    """Return what the file says; None where it is none of ours, or was open to others: then it is no secret."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or (os.name == "posix" and status.st_mode & 0o077):
            return None
        found = msgspec.json.decode(plain.read(path, _MOST), type=_File)
    except (OSError, msgspec.MsgspecError):
        return None
    return found if _SPELLED.fullmatch(found.token_b64) and not found.protected else None
