"""The server: sockets, TLS, signals. It ends in good order: what is being answered is answered first."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn

from ledger.errors import Usage
from ledger.wording import why
from serve import app, asking
from serve.guard import host_of
from serve.house import House
from serve.patience import PatientProtocol

MOST_CONNECTIONS = 512
_IDLE_S = 15
_END_S = 10
_MOST_HEAD = 16 * 1024
_BACKLOG = 512
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Binding(msgspec.Struct, frozen=True):
    """Where the server listens. `certificate` and `key` are PEM files, None without TLS."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    allow_remote: bool = False
    names: tuple[str, ...] = ()

    @property
    def scheme(self) -> str:
        """`https` with TLS."""
        return "https" if self.certificate is not None else "http"

    @property
    def all_names(self) -> frozenset[str]:
        """The names by which this server may be called, as a `Host` header spells them."""
        named = {self.spelled_host, *(host_of(name) for name in self.names)}
        return LOOPBACK_NAMES | named - {"0.0.0.0", "[::]"}  # noqa: S104 - the names of nobody

    @property
    def spelled_host(self) -> str:
        """The host as an address has it: IPv6 in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host.lower()

    def check(self) -> None:
        """Refuse what would let strangers listen in.

        Raises:
            Usage: another machine could call, and that was not asked for in so many words, or there is no TLS.
        """
        if (self.certificate is None) != (self.key is None):
            raise Usage("--tls-cert and --tls-key go together.", "Name both files, in PEM.")
        if _is_loopback(self.host):
            return
        if not self.allow_remote:
            raise Usage(
                f"{self.host} can be reached from other machines.",
                "Leave --host away, or say --allow-remote, with --tls-cert and --tls-key.",
            )
        if self.certificate is None:
            raise Usage(
                "Beyond this machine nothing is sent in the clear.", "Name a certificate with --tls-cert and --tls-key."
            )


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listening(binding: Binding) -> socket.socket:
    """Return a socket that listens there.

    Raises:
        Usage: the place is taken, or is none of this machine.
    """
    family = socket.AF_INET6 if ":" in binding.host else socket.AF_INET
    try:
        return socket.create_server((binding.host, binding.port), family=family, backlog=_BACKLOG)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise Usage(
            f"Nothing can listen at {binding.spelled_host}:{binding.port}: {why}.",
            "Is another `autocapture serve` running? Name another place with --port or --host.",
        ) from error


def serve(house: House, binding: Binding, sock: socket.socket, ready: Callable[[], None]) -> None:
    """Answer until a signal says to stop (SIGINT, SIGTERM).

    Args:
        ready: is called once, when callers are answered.

    Raises:
        Usage: the files for TLS cannot be used.
    """
    _check_tls(binding)
    config = uvicorn.Config(
        app.made(house),
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_END_S,
        h11_max_incomplete_event_size=_MOST_HEAD,
        ssl_certfile=binding.certificate,
        ssl_keyfile=binding.key,
    )
    # What strangers send is no news; what fails in here is.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    _Server(config, house, ready).run(sockets=[sock])


def _check_tls(binding: Binding) -> None:
    if binding.certificate is None or binding.key is None:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(binding.certificate, binding.key)
    except (OSError, ssl.SSLError) as error:
        raise Usage(f"The certificate or its key cannot be used: {why(error)}.", "Name PEM files that fit.") from error


class _Server(uvicorn.Server):
    """A server that says when it is ready, and that takes a signal to stop for what it is: no failure."""

    def __init__(self, config: uvicorn.Config, house: House, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._house = house
        self._ready = ready
        self._warming: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()
            # Kept, or it might be collected before it is done.
            self._warming = asyncio.create_task(self._house.desk.warm(asking.warm))

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Heed the signals while the server runs; unlike uvicorn's, they are not raised again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.handle_exit(number, frame)
