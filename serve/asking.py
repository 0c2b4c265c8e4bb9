"""Asking over HTTP: the popup's short reply and the whole result, each within its time, whatever happens."""

from __future__ import annotations

import time

import msgspec
from starlette.responses import Response

from ledger.errors import AutocaptureError, Stale
from projections.views import Views
from query.answer import Answer
from query.ask import ask
from serve import popup
from serve.desk import Busy, TooLate
from serve.house import House
from serve.operation import Operation, reply
from serve.popup import PopupReply, PopupRequest

_CLAIMS = 8


async def _popup(house: House, asked: PopupRequest) -> Response:
    began = time.perf_counter()
    said = await _reply(house, asked)
    taken = round((time.perf_counter() - began) * 1000, 3)
    return reply(msgspec.structs.replace(said, latency_ms_total=taken))


async def _reply(house: House, asked: PopupRequest) -> PopupReply:
    now, zone = house.asked("", "")

    def look(views: Views) -> Answer:
        return ask(views, asked.query, now=now, zone=zone, limit=_CLAIMS)

    try:
        return popup.answered(await house.desk.look(look, within_s=house.timeout_s), asked, zone)
    except TooLate:
        return popup.timed_out(asked, house.timeout_s)
    except Busy:
        return popup.failed(asked, "Too much is asked at once. Ask again in a moment.")
    except Stale as error:
        return popup.unreadable(asked, error)
    except AutocaptureError as error:
        return popup.failed(asked, str(error))


OPERATIONS = (
    Operation(
        "POST",
        "/api/query/popup",
        "Answer a question in short, for the popup. Status 200 also where it failed: `ok` is false then.",
        PopupRequest,
        PopupReply,
        _popup,
    ),
)
