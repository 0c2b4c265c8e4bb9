"""Limits: how often may be asked, how much a request may bring, and how long it may take to bring it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serve.operation import Fault, refusal

MOST_BODY = 64 * 1024
"""Bytes of a body: a question is a few hundred."""
BODY_S = 10.0
"""Seconds in which a whole body must have come."""
PER_SECOND, AT_ONCE = 400.0, 1200.0
"""Requests that are let in: so many a second, so many at once."""


@dataclass(slots=True)
class Bucket:
    """A bucket of tokens: `rate` flow in each second, `most` fit in. Each request takes one out."""

    rate: float
    most: float
    held: float = field(init=False)
    at: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin full."""
        self.held, self.at = self.most, time.monotonic()

    def take(self) -> bool:
        """Take one out; False where the bucket is empty."""
        now = time.monotonic()
        self.held, self.at = min(self.most, self.held + (now - self.at) * self.rate), now
        if self.held < 1:
            return False
        self.held -= 1
        return True


class Limits:
    """An ASGI application around another one, which gets each body whole and at once."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner
        self._bucket = Bucket(PER_SECOND, AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through within the limits, or answer it here."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        if not self._bucket.take():
            await _closing(429, "busy", "Too many requests.", "Ask again in a moment.")(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_S):
                body = await _body(scope, receive)
        except TimeoutError:
            await _closing(408, "too_slow", f"The request took longer than {BODY_S:g} s to come.")(scope, receive, send)
            return
        if body is None:
            what = f"A request may bring {MOST_BODY:,} bytes, and this one brings more."
            await _closing(413, "too_large", what, "Ask in fewer words.")(scope, receive, send)
            return
        await self._inner(scope, _again(body, receive), send)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """Return the body of a request; None where it is larger than it may be. No more than that is read."""
    told = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    if not told.isdigit() or int(told) > MOST_BODY:
        return None
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(parts)
        parts += message.get("body", b"")
        if len(parts) > MOST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then what else comes."""
    is_given = False

    async def give() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give


def _closing(status: int, name: str, what: str, remedy: str = "") -> ASGIApp:
    answer = refusal(status, Fault(name, what, remedy))
    # What still comes of this request is not read: the connection ends with the answer.
    answer.headers["connection"] = "close"
    return answer
