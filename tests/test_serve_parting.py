"""A request that is answered before all of it has come: the answer arrives, and the connection ends all the same."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from projections.engine import catch_up
from serve import limits, parting
from tests.test_serve_guard import made_certificate

MUCH = b"x" * (640 * 1024)
PATH = "POST /api/query/popup HTTP/1.1\r\nHost: localhost\r\n"
EARLY = {
    "too large by its own word": (413, "Authorization: Bearer {token}\r\nContent-Length: 655360\r\n\r\n", MUCH),
    "too large in chunks": (413, "Authorization: Bearer {token}\r\nTransfer-Encoding: chunked\r\n\r\n",
                            b"a0000\r\n" + MUCH + b"\r\n0\r\n\r\n"),
    "no token and the last request": (401, "Connection: close\r\nContent-Length: 655360\r\n\r\n", MUCH),
    "no request from the middle on": (400, "Authorization: Bearer {token}\r\nTransfer-Encoding: chunked\r\n\r\n",
                                      b"none\r\n" + MUCH),
    "a head that is too long": (400, "X: ", MUCH),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> DataRoot:
    made = DataRoot(tmp_path_factory.mktemp("parting") / "root")
    ensure_born(made)
    catch_up(made)
    return made


@pytest.fixture(scope="module")
def server(root: DataRoot, served: ModuleType) -> Iterator[Any]:
    with served.serving(root.path) as running:
        yield running


def connected(server: Any) -> socket.socket:
    """A caller who takes little at once, so that an answer is on its way for a while."""
    caller = socket.socket()
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    caller.settimeout(20)
    caller.connect(("127.0.0.1", server.port))
    return caller


def taken(caller: socket.socket) -> bytes:
    """All that comes until the end; a reset is an error."""
    return b"".join(iter(lambda: caller.recv(64), b""))


@pytest.mark.parametrize("kind", EARLY)
def test_answer_arrives_while_the_request_is_still_being_sent(server: Any, kind: str) -> None:
    status, head, rest = EARLY[kind]
    for _ in range(8):
        with closing(connected(server)) as caller:
            caller.sendall((PATH + head.format(token=server.token)).encode())
            caller.sendall(rest)
            answer = taken(caller)
        assert answer.startswith(f"HTTP/1.1 {status} ".encode())
        assert answer.endswith((b"}", b"received.", b"received.\r\n0\r\n\r\n"))


def test_answer_arrives_over_tls_too(root: DataRoot, served: ModuleType, tmp_path: Path) -> None:
    certificate, key = made_certificate(tmp_path)
    words = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with served.serving(root.path, *words) as running:
        context = ssl.create_default_context(cafile=certificate)
        for _ in range(8):
            with context.wrap_socket(connected(running), server_hostname="127.0.0.1") as caller:
                caller.sendall(f"{PATH}Authorization: Bearer {running.token}\r\n".encode())
                caller.sendall(b"Content-Length: 655360\r\n\r\n")
                caller.sendall(MUCH)
                answer = b""
                while not answer.endswith(b"}"):
                    got = caller.recv(64)
                    assert got, answer
                    answer += got
            assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("count", [1, 3])
def test_caller_who_sends_nothing_more_is_answered(server: Any, count: int) -> None:
    body = b'{"query": "what was written?"}'
    head = f"{PATH}Authorization: Bearer {server.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    with closing(connected(server)) as caller:
        caller.sendall((head.encode() + body) * count)
        caller.shutdown(socket.SHUT_WR)
        began = time.monotonic()
        assert taken(caller).count(b"HTTP/1.1 200 ") == count
    assert time.monotonic() - began < parting.PART_S


def test_half_a_request_is_not_answered(server: Any) -> None:
    with closing(connected(server)) as caller:
        caller.sendall(f"{PATH}Authorization: Bearer {server.token}\r\nContent-Length: 99\r\n\r\n{{".encode())
        time.sleep(0.2)
        caller.shutdown(socket.SHUT_WR)
        assert taken(caller) == b""


def test_who_goes_on_sending_is_hung_up_on(server: Any) -> None:
    began = time.monotonic()
    with closing(connected(server)) as caller:
        caller.sendall(f"{PATH}Authorization: Bearer {server.token}\r\nContent-Length: 99999999\r\n\r\n".encode())
        assert taken(caller).startswith(b"HTTP/1.1 413 ")
        with suppress(ConnectionError):
            while time.monotonic() - began < parting.PART_S + 10:
                caller.sendall(b"x")
                time.sleep(0.1)
    assert parting.PART_S - 1 < time.monotonic() - began < parting.PART_S + 5


def test_who_sends_too_much_is_hung_up_on_at_once(server: Any) -> None:
    sent, began = 0, time.monotonic()
    with closing(connected(server)) as caller:
        caller.sendall(f"{PATH}Authorization: Bearer {server.token}\r\nContent-Length: 9999999999\r\n\r\n".encode())
        with suppress(ConnectionError):
            while sent < 16 * parting.MOST_DROPPED:
                sent += caller.send(MUCH)
    assert parting.MOST_DROPPED - limits.MOST_BODY < sent < 16 * parting.MOST_DROPPED
    assert time.monotonic() - began < parting.PART_S


def test_caller_who_goes_away_leaves_nothing_behind(server: Any) -> None:
    for _ in range(50):
        with closing(connected(server)) as caller:
            caller.sendall(f"{PATH}Authorization: Bearer {server.token}\r\nContent-Length: 655360\r\n\r\n".encode())
            caller.sendall(MUCH)
    time.sleep(0.5)
    held = list(Path(f"/proc/{server.process.pid}/fd").iterdir())
    assert 0 < len(held) < 40
    assert server.get("/api/health").status == 200


def test_idle_callers_do_not_keep_it_from_stopping(root: DataRoot, served: ModuleType) -> None:
    with served.serving(root.path) as running, closing(connected(running)) as caller:
        caller.sendall(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert caller.recv(64).startswith(b"HTTP/1.1 200 ")
        began = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - began < parting.PART_S - 1
