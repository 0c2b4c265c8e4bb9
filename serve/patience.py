"""Patience with slow callers, which ends: with heads of requests that trickle in, and with answers that nobody takes.

uvicorn has a limit for the time between two requests, but none for these.
"""

from __future__ import annotations

import asyncio
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from serve.parting import PartingTransport

HEAD_S = 10.0
"""Seconds in which the whole head of a request must have come, from the connection or its first byte on."""
TAKE_S = 30.0
"""Seconds in which an answer must have been taken, from when it is complete."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 on one connection, which is closed where its caller is too slow, and else not before it is answered."""

    _is_last = False
    _socket: asyncio.Transport
    _parting: PartingTransport
    _head: asyncio.TimerHandle | None = None
    _taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a head."""
        self._socket = transport
        self._parting = PartingTransport(transport, self.loop, self._may_send)
        super().connection_made(cast(asyncio.Transport, self._parting))
        self._head = self.loop.call_later(HEAD_S, self._close)

    def data_received(self, data: bytes) -> None:
        """Take bytes. While they do not make a head whole, the time runs on from the first of them."""
        if self._parting.is_parting:
            self._parting.drop(len(data))
            return
        super().data_received(data)
        if self._is_answering:
            _cancel(self._head)
            self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(HEAD_S, self._close)

    def eof_received(self) -> bool:  # type: ignore[override]  # as asyncio has it
        """Say whether to stay, to answer what came whole from a caller who sends nothing more (TLS ends both ways)."""
        self._is_last = self._is_answering and not self.cycle.more_body and self._socket.can_write_eof()
        return self._is_last

    def on_response_complete(self) -> None:
        """Begin to wait for the answer to be taken."""
        super().on_response_complete()
        if self._is_last and not self._is_answering:
            self._socket.close()
        _cancel(self._taken)
        self._taken = self.loop.call_later(TAKE_S, self._abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        _cancel(self._head)
        _cancel(self._taken)
        self._parting.closed()
        super().connection_lost(exc)

    @property
    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _may_send(self) -> bool:
        """Say whether the caller may not be done with what it sends: not all of a request came, or it is no request."""
        return self.conn.their_state in (h11.SEND_BODY, h11.ERROR) or bool(self.conn.trailing_data[0])

    def _close(self) -> None:
        self._head = None
        self._socket.close()

    def _abort(self) -> None:
        self._taken = None
        if self.transport.get_write_buffer_size():
            self.transport.abort()


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
