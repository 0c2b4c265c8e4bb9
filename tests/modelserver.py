"""A model server on loopback: it speaks the OpenAI protocol over real sockets, misbehaves as told, counts calls."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

MODEL = "OpenGVLab/InternVL3_5-8B"
SCENE: dict[str, Any] = {
    "summary": "An invoice is read in a mail program.",
    "windows": [
        {"title": "Mail", "app": "Mail", "box": [0, 0, 500, 1000], "context": "host", "z": 1, "focused": True},
        {"title": "Desktop of ws7", "box": [500, 100, 1000, 900], "context": "vdi", "visibility": "partial", "z": 2},
        {"title": "Nowhere", "box": [900, 0, 1200, 100]},
    ],
}
ELEMENTS: dict[str, Any] = {
    "elements": [
        {"role": "button", "label": "Send", "box": [100, 100, 300, 200], "state": ["disabled"]},
        {"role": "input", "label": "To", "box": [100, 300, 900, 400]},
        {"role": "icon", "label": "", "box": [-5, 0, 10, 10]},
        {"role": "link", "label": "bent", "box": [300, 0, 200, 10]},
    ]
}

Behave = Callable[["Call", socket.socket], bool]
"""Answers a call in a way of its own and returns True, or returns False: it is answered as usual."""


@dataclass(frozen=True)
class Call:
    """A request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any

    @property
    def prompt(self) -> str:
        """The text that the model is asked."""
        return str(next(part["text"] for part in self.body["messages"][0]["content"] if part["type"] == "text"))

    @property
    def image(self) -> str:
        """The data URL of the picture, empty where there is none."""
        parts = self.body["messages"][0]["content"]
        return str(next((part["image_url"]["url"] for part in parts if part["type"] == "image_url"), ""))


@dataclass
class Server:
    """The server: `calls` in order, `closed` counts connections that the other side closed before it was answered."""

    port: int
    calls: list[Call] = field(default_factory=list)
    models: tuple[str, ...] = ("embedder", MODEL)
    behave: Behave = lambda _call, _peer: False
    answers: Callable[[Call], str] = lambda call: json.dumps(ELEMENTS if "part of a" in call.prompt else SCENE)
    name: str = ""
    closed: int = 0

    @property
    def url(self) -> str:
        """The address, without the path."""
        return f"http://127.0.0.1:{self.port}"

    def asked(self) -> list[Call]:
        """Calls about pictures."""
        return [call for call in self.calls if call.method == "POST" and call.image]

    def serve(self, peer: socket.socket) -> None:
        """Answer one request on a connection."""
        with peer, suppress(OSError):
            call = _read(peer)
            if call is None:
                return
            self.calls.append(call)
            if self.behave(call, peer):
                return
            if call.path == "/v1/models":
                reply(peer, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.models]})
                return
            said = "pong" if not call.image else self.answers(call)
            message = {"index": 0, "message": {"role": "assistant", "content": said}, "finish_reason": "stop"}
            usage = {"prompt_tokens": 1411, "completion_tokens": 188, "total_tokens": 1599}
            told = {"id": "c1", "object": "chat.completion", "model": self.name or call.body["model"]}
            reply(peer, {**told, "choices": [message], "usage": usage})

    def hang(self, peer: socket.socket, seconds: float = 60) -> bool:
        """Say nothing until the other side closes the connection."""
        peer.settimeout(0.05)
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            try:
                if not peer.recv(1):
                    self.closed += 1
                    return True
            except TimeoutError:
                continue
            except OSError:
                self.closed += 1
                return True
        return True


def reply(peer: socket.socket, fields: Any, status: str = "200 OK", more: str = "") -> bool:
    """Send a JSON answer."""
    body = fields if isinstance(fields, bytes) else json.dumps(fields).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    peer.sendall(head.encode() + body)
    return True


def _read(peer: socket.socket) -> Call | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = peer.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += peer.recv(65536)
    method, path, _ = first.split()
    return Call(method, path, headers, json.loads(body) if body else None)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server for the length of a block."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1])
    threads: list[threading.Thread] = []

    def accept() -> None:
        with suppress(OSError):
            while True:
                peer, _ = listening.accept()
                threads.append(threading.Thread(target=server.serve, args=(peer,), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(5)
