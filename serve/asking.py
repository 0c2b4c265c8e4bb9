"""Asking over HTTP: the popup's short reply and the whole result, each within its time, whatever happens."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta, tzinfo

import msgspec
from starlette.responses import Response

from ledger.errors import AutocaptureError, Stale
from projections import frames
from projections.views import Views
from query.answers.answer import Answer, Missing
from query.answers.plan import Filters
from query.ask import ask
from query.passages import hits
from serve import popup, results, shapes
from serve.desk import Busy, TooLate
from serve.house import House
from serve.operation import Operation, reply
from serve.popup import PopupReply, PopupRequest
from serve.results import FullResult, QueryRequest

_CLAIMS = 8
_log = logging.getLogger("autocapture.serve")


def warm(views: Views) -> None:
    """Ask and search for something: what is read from the disk, or imported, for the first time then is there."""
    now = datetime.now(UTC)
    ask(views, "what was on the screen when?", now=now, zone=UTC, limit=1)
    hits.find(views.facts, "screen", limit=1)


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
        return popup.answered(await house.desk.look(look, within_s=house.timeout_s, in_turn=True), asked, zone)
    except TooLate:
        return popup.timed_out(asked, house.timeout_s)
    except Busy:
        return popup.failed(asked, "Too much is asked at once. Ask again in a moment.")
    except Stale as error:
        return popup.unreadable(asked, error)
    except AutocaptureError as error:
        return popup.failed(asked, str(error))
    except Exception:  # noqa: BLE001 - whatever fails in here, the popup is answered
        _log.exception("A question of the popup failed; this is a defect of autocapture")
        return popup.failed(asked, "This is a defect of autocapture; the server's log says where.")


async def _query(house: House, asked: QueryRequest) -> Response:
    now, zone = house.asked(asked.now, asked.tz)

    filters = Filters(*_days(asked, zone), asked.app, asked.site)

    def look(views: Views) -> tuple[Answer, dict[str, str]]:
        answer = ask(views, asked.query, now=now, zone=zone, limit=asked.limit, filters=filters)
        return answer, _hashes(views, answer)

    error = ""
    try:
        answer, hashes = await house.desk.look(look, within_s=house.timeout_s, in_turn=True)
    except TooLate:
        summary = f"This took longer than {house.timeout_s:g} s and was broken off. Ask again, or name a day."
        error, answer, hashes = "query_timeout", Answer(state="degraded", summary=summary), {}
    except Stale as stale:
        lack = Missing("views", stale.what, stale.remedy)
        error, hashes = stale.name, {}
        answer = Answer(state="not_available", summary=str(stale), missing=(lack,))
    return reply(results.told(answer, asked, hashes, str(zone), error))


def _days(asked: QueryRequest, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Return the first moment that counts and the first that does not any more, None where there is none."""
    since = shapes.first_moment(shapes.day_of(asked.since), zone) if asked.since else None
    until = shapes.first_moment(shapes.day_of(asked.until) + timedelta(days=1), zone) if asked.until else None
    return since, until


def _hashes(views: Views, answer: Answer) -> dict[str, str]:
    """Return the SHA-256 that the record of each cited frame states; empty where it states none."""
    cited = {citation.frame for claim in (*answer.claims, *answer.near) for citation in claim.citations}
    rows = {record: frames.by_id(views.facts, record) for record in sorted(cited)}
    return {record: row.content_hash or "" for record, row in rows.items() if row is not None}


OPERATIONS = (
    Operation(
        "POST",
        "/api/query",
        "Answer a question, with all that the answer rests on.",
        QueryRequest,
        FullResult,
        _query,
    ),
    Operation(
        "POST",
        "/api/query/popup",
        "Answer a question in short, for the popup. Status 200 also where it failed: `ok` is false then.",
        PopupRequest,
        PopupReply,
        _popup,
    ),
)
