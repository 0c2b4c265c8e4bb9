"""An operation of the API: its path, what it takes, what it gives; read strictly, answered in JSON, errors in words."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from ledger.errors import AutocaptureError, Damaged, EvidenceMissing, NotFound, Stale, Usage
from serve.desk import Busy, TooLate
from serve.house import House

_log = logging.getLogger("autocapture.serve")

JSON = "application/json"
# The first that fits counts.
_STATUSES: tuple[tuple[type[AutocaptureError], int], ...] = (
    (Usage, 400),
    (NotFound, 404),
    (EvidenceMissing, 404),
    (Stale, 503),
    (Damaged, 500),
)
_SOON_S = "2"


class Fault(msgspec.Struct, frozen=True):
    """What went wrong: a stable name for programs, what happened, what to do next."""

    name: str
    what: str
    remedy: str = ""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """The body of every answer that is none; `detail` is the fault in one line."""

    ok: bool = False
    error: Fault
    detail: str


class Refused(Exception):
    """A request that is answered with a status of its own."""

    def __init__(self, status: int, name: str, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.status = status
        self.fault = Fault(name, what, remedy)


class Operation(msgspec.Struct, frozen=True):
    """One operation.

    Attributes:
        method: GET or POST.
        path: as Starlette writes it; `{frame:path}` takes what holds slashes.
        says: one sentence, for the OpenAPI document.
        takes: a struct with the parameters (of the path and behind the question mark), or for POST the body.
        gives: the struct that comes back, or the media types of what is no JSON.
        run: does it.
        is_open: whether it is answered without a token.
        own_statuses: statuses beside those that any operation may have.
    """

    method: Literal["GET", "POST"]
    path: str
    says: str
    takes: type[msgspec.Struct]
    gives: type[msgspec.Struct] | tuple[str, ...]
    run: Callable[[House, Any], Awaitable[Response]]
    is_open: bool = False
    own_statuses: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The operation's name in the OpenAPI document."""
        words = self.path.replace("{", "").replace("}", "").replace(":path", "").replace("/api/", "").split("/")
        return f"{self.method.lower()}_{'_'.join(words)}"

    async def answer(self, house: House, request: Request) -> Response:
        """Read what is asked, do it, and answer; what goes wrong is told in words."""
        try:
            return await self.run(house, await self._taken(request))
        except Refused as refused:
            return refusal(refused.status, refused.fault)
        except Busy:
            return refusal(429, Fault("busy", "Too much is asked at once.", "Ask again in a moment."))
        except TooLate:
            return refusal(503, Fault("too_late", "This took too long and was broken off.", "Ask for less."))
        except AutocaptureError as error:
            return refusal(status_of(error), Fault(error.name, error.what, error.remedy))
        except Exception:  # noqa: BLE001 - the last stop: the caller gets words, the log the traceback
            _log.exception("%s %s failed; this is a defect of autocapture", self.method, self.path)
            return refusal(500, Fault("internal", "This is a defect of autocapture; the server's log says where."))

    async def _taken(self, request: Request) -> msgspec.Struct:
        if self.method == "POST":
            return read(self.takes, await request.body())
        told: dict[str, Any] = dict(request.query_params.items())
        if len(told) < len(request.query_params.multi_items()):
            raise Refused(400, "usage", "A parameter is given more than once.")
        if clash := told.keys() & request.path_params.keys():
            raise Refused(400, "usage", f"{', '.join(sorted(clash))} stands in the path.")
        try:
            return msgspec.convert(told | request.path_params, self.takes, strict=False)
        except msgspec.ValidationError as error:
            raise Refused(400, "usage", f"A parameter is not what it should be: {error}.") from error


def read(kind: type[msgspec.Struct], body: bytes) -> msgspec.Struct:
    """Return a body read as a struct.

    Raises:
        Refused: it is not JSON, or not of this shape.
    """
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(400, "usage", f"The body is not what it should be: {error}.") from error


def status_of(error: AutocaptureError) -> int:
    """Return the HTTP status for a failure."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def reply(value: msgspec.Struct, status: int = 200) -> Response:
    """Return a struct as JSON."""
    return Response(msgspec.json.encode(value), status, media_type=JSON)


def refusal(status: int, fault: Fault) -> Response:
    """Return what is answered where there is no answer."""
    detail = f"{fault.what} {fault.remedy}".strip()
    answer = reply(Refusal(error=fault, detail=detail), status)
    if status in (429, 503):
        answer.headers["retry-after"] = _SOON_S
    if status == 401:
        answer.headers["www-authenticate"] = 'Bearer realm="autocapture"'
    return answer
