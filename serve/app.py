"""The application: every operation at its path, the page beside them, the guard and the limits around them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from serve import asking, auth, days, events, finding, frames, health, media, openapi, page, rollups
from serve.guard import Guard
from serve.house import House
from serve.limits import Limits
from serve.operation import Fault, Operation, refusal

_ROOMS = (auth, health, asking, finding, media, frames, days, rollups, events)
_ALL = tuple(operation for room in _ROOMS for operation in room.OPERATIONS)
OPERATIONS: tuple[Operation, ...] = (*_ALL, openapi.operation(_ALL))
"""All of them. Of two paths that fit the first counts: that of a picture ends like the name of a frame may."""


def made(house: House) -> ASGIApp:
    """Return the application that serves a house."""
    routes: list[BaseRoute] = [
        Route(operation.path, _endpoint(house, operation), methods=[operation.method]) for operation in OPERATIONS
    ]
    routes += page.routes()
    inner = Starlette(routes=routes, exception_handlers={HTTPException: _no_such})
    open_paths = frozenset(operation.path for operation in OPERATIONS if operation.is_open)
    return Guard(Limits(inner), house, open_paths)


def _endpoint(house: House, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await operation.answer(house, request)

    return endpoint


async def _no_such(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    what = {
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.url.path} does not take {request.method}.",
    }.get(status, "The request cannot be answered.")
    answer = refusal(status, Fault("not_found" if status == 404 else "usage", what, "See /api/openapi.json."))
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer
