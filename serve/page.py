"""The page's own files: a fixed list, read once when the server starts. No name of a file comes from a caller."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).resolve().parent / "static"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FRONT = "index.html"


def routes() -> list[Route]:
    """Return a route for each file of the page, and `/` for the page itself."""
    found = []
    for file in sorted(HERE.iterdir()):
        if kind := _TYPES.get(file.suffix):
            path = "/" if file.name == _FRONT else f"/static/{file.name}"
            found.append(Route(path, _giving(file.read_bytes(), kind), methods=["GET"]))
    return found


def _giving(data: bytes, kind: str) -> Callable[[Request], Awaitable[Response]]:
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    # Asked for anew each time, and not sent again where it is the same: an upgrade is seen at once.
    headers = {"etag": tag, "cache-control": "no-cache"}

    async def give(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=kind, headers=headers)

    return give
