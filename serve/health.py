"""Health: whether questions can be answered just now, and that answering them starts nothing."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from ledger.errors import AutocaptureError
from projections import frames
from projections.views import Views
from serve.auth import Nothing
from serve.desk import Busy, TooLate
from serve.house import House
from serve.operation import Operation, reply

_WITHIN_S = 2.0


class Counters(msgspec.Struct, frozen=True):
    """What answering has set going. All are 0 by construction: the code that answers cannot import what would do it."""

    query_extractor_launch_total: int = 0
    query_schedule_extract_requests_total: int = 0
    query_raw_media_reads_total: int = 0


class Health(msgspec.Struct, frozen=True):
    """How things stand. `status` is `ready`, or `not_ready` with what is wrong and what to do about it.

    Anybody on the machine may ask: nothing is told of what was recorded.
    """

    ok: bool
    status: str
    service: str
    counters: Counters
    views: str
    remedy: str = ""


def _any(views: Views) -> bool:
    # What is cited is found by the locator, and held against journal and ledger: without them nothing can be answered.
    views.head()
    views.event(0)
    return frames.extent(views.facts) is not None


async def _health(house: House, _: Nothing) -> Response:
    try:
        await house.desk.look(_any, within_s=_WITHIN_S)
    except AutocaptureError as error:
        return reply(Health(ok=False, status="not_ready", service="autocapture", counters=Counters(), views=error.name,
                            remedy=error.remedy))  # fmt: skip
    except (TooLate, Busy):
        # There is more to answer than can be answered at once: that is no fault.
        return reply(Health(ok=True, status="busy", service="autocapture", counters=Counters(), views="readable"))
    return reply(Health(ok=True, status="ready", service="autocapture", counters=Counters(), views="readable"))


OPERATIONS = (
    Operation(
        "GET",
        "/api/health",
        "Whether questions can be answered just now.",
        Nothing,
        Health,
        _health,
        is_open=True,
    ),
)
