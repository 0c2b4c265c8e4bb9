"""What a request to a model server can come to. The words are those of `system.model.called` (docs/stage2.md)."""

from __future__ import annotations

import hashlib

import msgspec

ANSWERED, UNREACHABLE, CUT, TIMEOUT, CANCELLED = "answered", "unreachable", "cut", "timeout", "cancelled"
HTTP_ERROR, TOO_LARGE, GARBAGE, WRONG_MODEL, OFF_SCHEMA = (
    "http_error",
    "too_large",
    "garbage",
    "wrong_model",
    "off_schema",
)


class Reply(msgspec.Struct, frozen=True):
    """What came of a request. `outcome` is one of the words above; `status` is the HTTP status, 0 where none came."""

    outcome: str
    ms: int
    status: int = 0
    text: str = ""
    model: str = ""
    prompt_tokens: int = 0
    answer_tokens: int = 0
    models: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text, empty where there is none."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest() if self.text else ""
