"""Pictures of frames: whole as they were handed over, smaller, or cut to a box. A frame is named by its record id.

No name of a file comes from a caller: where the picture lies is what the views say of the frame, and nothing is read
that does not lie under `media/` of the DataRoot.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Annotated

import msgspec
from starlette.responses import Response

from export.picture import cropped, kind_of
from ledger.errors import NotFound, Usage
from ledger.facts import Box
from projections import frames
from projections.views import Views
from query.printing import picture
from serve import shapes
from serve.house import House
from serve.operation import Operation

_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif"}
_KEPT_BYTES = 48 * 1024 * 1024
_FRESH_S = 3600


class ImageAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which picture: the whole frame, or the `box` with `margin` pixels around it; `width` makes the whole smaller."""

    frame: shapes.Frame
    box: Annotated[
        str,
        msgspec.Meta(pattern=r"^(\d{1,5},\d{1,5},\d{1,5},\d{1,5})?$", description="x0,y0,x1,y1 in pixels of the frame"),
    ] = ""
    margin: Annotated[int, msgspec.Meta(ge=0, le=400)] = 0
    width: Annotated[int, msgspec.Meta(ge=0, le=4096, description="At the most so many pixels wide; 0: as it is.")] = 0


class Shelf:
    """Pictures that were made a moment ago, so that going back and forth does not decode them again."""

    def __init__(self, most: int = _KEPT_BYTES) -> None:
        self._most = most
        self._held = 0
        self._pictures: OrderedDict[tuple[object, ...], tuple[str, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> tuple[str, bytes] | None:
        """Return a picture with its media type, or None."""
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def put(self, key: tuple[object, ...], kind: str, data: bytes) -> None:
        """Keep a picture; what was not asked for longest makes room."""
        with self._lock:
            self._held += len(data) - len(self._pictures.pop(key, ("", b""))[1])
            self._pictures[key] = kind, data
            while self._held > self._most:
                _, (_, gone) = self._pictures.popitem(last=False)
                self._held -= len(gone)


_shelf = Shelf()


async def _image(house: House, asked: ImageAsked) -> Response:
    kind, data = await house.desk.look(lambda views: shown(views, asked))
    headers = {
        # The frame's bytes never change; whether they are still sound is asked again now and then.
        "cache-control": f"private, max-age={_FRESH_S}",
        "etag": f'"{hashlib.sha256(data).hexdigest()[:32]}"',
        "vary": "Authorization",
    }
    return Response(data, media_type=kind, headers=headers)


def shown(views: Views, asked: ImageAsked) -> tuple[str, bytes]:
    """Return the media type and the bytes of a picture.

    Raises:
        NotFound: there is no such frame.
        EvidenceMissing: its picture is not there, or not what its record says.
        Usage: the box is none.
    """
    frame = frames.by_id(views.facts, asked.frame.encode("utf-8", "replace").decode("utf-8"))
    if frame is None:
        raise NotFound(f"There is no frame {asked.frame!r}.", "Citations name frames.")
    box = _box(asked.box) if asked.box else None
    # Read anew each time, also where what is made of it is at hand: it is evidence, and held against its hash.
    original = picture.evidence(views, frame.id, frame.blob, frame.content_hash)
    kind = _TYPES.get(kind_of(original))
    if box is None and kind is not None and (not asked.width or (frame.width and frame.width <= asked.width)):
        return kind, original
    key = hashlib.sha256(original).digest(), box, asked.margin, asked.width
    if (kept := _shelf.get(key)) is not None:
        return kept
    canvas = picture.opened(original, f"frame {frame.id}")
    if box is not None:
        if box[0] >= canvas.width or box[1] >= canvas.height:
            size = f"{canvas.width} x {canvas.height}"
            raise Usage(
                f"The box {asked.box} lies outside of frame {frame.id}, which has {size} pixels.", "Name another."
            )
        made = "image/png", picture.png_of(cropped(canvas, box, asked.margin))
    else:
        made = "image/webp", picture.webp_of(canvas, asked.width or canvas.width)
    _shelf.put(key, *made)
    return made


def _box(text: str) -> Box:
    x0, y0, x1, y1 = map(int, text.split(","))
    if x0 >= x1 or y0 >= y1:
        raise Usage(f"{text} is no box.", "Write x0,y0,x1,y1 with x0 < x1 and y0 < y1.")
    return x0, y0, x1, y1


OPERATIONS = (
    Operation(
        "GET",
        "/api/frames/{frame:path}/image",
        "The picture of a frame, or a part of it.",
        ImageAsked,
        ("image/png", "image/jpeg", "image/webp", "image/gif"),
        _image,
        own_statuses=(404,),
    ),
)
