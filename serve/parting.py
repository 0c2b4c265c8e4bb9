"""Parting from a caller who is still sending: the answer is let through before the connection ends.

A system that is told to close a connection on which something unread lies resets it, and what the caller has not read
yet of the answer may be lost (RFC 9112, section 9.6). That is so where a request is answered before all of it has come.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

PART_S = 5.0
"""Seconds for which what still comes is dropped. They begin with the end of the answer."""
MOST_DROPPED = 16 * 1024 * 1024
"""Bytes that are dropped; whoever sends more is hung up on."""


class PartingTransport:
    """A transport around another one: `close` first says that nothing follows, and drops what still comes, for a while.

    Args:
        is_sending: says whether there may be more to come.
    """

    def __init__(
        self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop, is_sending: Callable[[], bool]
    ) -> None:
        self._inner = inner
        self._loop = loop
        self._is_sending = is_sending
        self._end: asyncio.TimerHandle | None = None
        self._left = MOST_DROPPED

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the transport has
        return getattr(self._inner, name)

    @property
    def is_parting(self) -> bool:
        """Whether what comes is dropped."""
        return self._end is not None

    def is_closing(self) -> bool:
        """Say whether nothing more can be sent."""
        return self.is_parting or bool(self._inner.is_closing())

    def close(self) -> None:
        """Close, now or once the caller has stopped sending."""
        if self.is_parting:
            return
        if self._inner.is_closing() or not self._is_sending():
            self._inner.close()
            return
        self._end = self._loop.call_later(PART_S, self._inner.close)
        self._inner.resume_reading()
        try:
            if self._inner.can_write_eof():  # TLS cannot
                self._inner.write_eof()
        except OSError:  # the caller is gone already
            self._inner.close()

    def drop(self, count: int) -> None:
        """Take note that so many bytes came and were dropped."""
        self._left -= count
        if self._left < 0:
            self._inner.close()

    def closed(self) -> None:
        """Take note that the connection is no more."""
        if self._end is not None:
            self._end.cancel()
