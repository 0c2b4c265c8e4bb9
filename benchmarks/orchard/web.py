"""The sites: one small server answers for all hosts, with the pages as they are at that moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.orchard.trust import trusted

Page = Callable[[], str]


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: the browser tries things out before it asks for a page."""


class Web:
    """Serves pages by their address, `host/path`; a page may be replaced while the browser shows it.

    `key` is the hash of the key by which a browser knows it, if it is `secure`.
    """

    def __init__(self, *, secure: bool = False) -> None:
        self.pages: dict[str, str] = {}
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                address = str(self.headers.get("Host", "")) + self.path
                page = web.pages.get(address)
                body = (page or "<!doctype html><title>Not found</title>").encode()
                self.send_response(200 if page else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = _Server(("127.0.0.1", 0), Handler)
        self.key = ""
        if secure:
            context, self.key = trusted()
            # Shaking hands waits for the thread of that connection: browsers open more of them than they use.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Web:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
