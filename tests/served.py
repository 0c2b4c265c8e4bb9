"""A real server in a process of its own, on a free port of loopback, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOW = "2026-03-20T17:45:00Z"
HUNG_UP = 0
"""The status of a reply that never came: the server closed the connection."""


@dataclass
class Reply:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Served:
    """A running server. `token` is what it wrote down."""

    process: subprocess.Popen[str]
    url: str
    token: str
    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.url.rstrip("/")

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, headers={"Authorization": f"Bearer {self.token}", **headers})

    def post(self, path: str, body: object, **headers: str) -> Reply:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.send("POST", path, data, headers={"Authorization": f"Bearer {self.token}", **headers})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send a request as it is given: no token, no Host but the server's own, unless `headers` has them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            connection.putrequest(method, path, skip_host="Host" in named, skip_accept_encoding=True)
            for name, value in named.items():
                connection.putheader(name, value)
            if body is not None and "Content-Length" not in named:
                connection.putheader("Content-Length", str(len(body)))
            with contextlib.suppress(ConnectionError):
                connection.endheaders(body)  # it may be hung up on in the middle; an answer may be there all the same
            try:
                answered = connection.getresponse()
                return Reply(answered.status, {k.lower(): v for k, v in answered.getheaders()}, answered.read())
            except ConnectionError:
                return Reply(HUNG_UP, {}, b"")
        finally:
            connection.close()

    def popup(self, query: str, **fields: Any) -> dict[str, Any]:
        reply = self.post("/api/query/popup", {"query": query, **fields})
        assert reply.status == 200, reply.body
        return reply.json

    def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@contextmanager
def serving(
    root: Path, *arguments: str, port: int = 0, environment: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Run `autocapture serve` on a DataRoot; asked at the end of the recorded corpus, in UTC."""
    import cli

    command = [sys.executable, cli.__file__, "serve", "--json", "--data-dir", str(root), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--now", NOW, "--tz", "UTC", *arguments],
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not come up"
        told = json.loads(line)
        kept = json.loads(Path(told["token_path"]).read_bytes())["token_b64"] if told["token_path"] else ""
        served = Served(process, told["url"], kept, int(told["url"].rstrip("/").rpartition(":")[2]))
        yield served
        assert served.stop() == 0
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=30)
        if process.stdout is not None:
            process.stdout.close()
