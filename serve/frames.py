"""A frame: all that is known of it, what was in front, and the frames before and after it."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from projections import frames, subjects
from projections.views import Views
from query.answers import frame as known_frame
from query.answers.frame import KnownFrame
from serve import shapes
from serve.house import House
from serve.operation import Operation, reply


class FrameAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which frame."""

    frame: shapes.Frame


class InFront(msgspec.Struct, frozen=True):
    """What was in front: the program, and the site, document or folder in it; what is not known is empty."""

    app: str = ""
    category: str = ""
    document: str = ""
    project: str = ""
    site: str = ""
    domain: str = ""
    page: str = ""
    url: str = ""
    folder: str = ""


class FrameShown(msgspec.Struct, frozen=True):
    """A frame with its neighbours, by record id (None at either end). `image` says whether there is a picture of it."""

    known: KnownFrame
    in_front: InFront
    image: bool
    previous: str | None
    next: str | None


async def _frame(house: House, asked: FrameAsked) -> Response:
    return reply(await house.desk.look(lambda views: shown(views, asked.frame)))


def shown(views: Views, record: str) -> FrameShown:
    """Return a frame as it is shown.

    Raises:
        NotFound: there is none of this name.
    """
    known = known_frame.show(views, record)
    row = frames.by_id(views.facts, known.frame)
    return FrameShown(
        known,
        in_front(views, known.frame),
        known.blob is not None,
        frames.beside(views.facts, row, earlier=True) if row is not None else None,
        frames.beside(views.facts, row, earlier=False) if row is not None else None,
    )


def in_front(views: Views, record: str) -> InFront:
    """Return what was in front on a frame."""
    return InFront(*subjects.on_frame(views.facts, record))


OPERATIONS = (
    Operation(
        "GET",
        "/api/frames/{frame:path}",
        "What is known of a frame: text with words and boxes, controls, fields, who examined it.",
        FrameAsked,
        FrameShown,
        _frame,
        own_statuses=(404,),
    ),
)
