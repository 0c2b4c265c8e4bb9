"""The pictures of a bag: each frame once, as it was admitted or blacked out, and a part of it for each cited box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from export import picture
from export.bag import Bag
from export.blobs import Blobs
from export.exhibits import Exhibit
from ledger.facts import Box
from query.printing.picture import Canvas, opened, png_of, webp_of

_WIDEST, _WIDEST_OF_MANY = 1600, 960
_MANY = 24


class Pictures:
    """Puts pictures into a bag, and keeps what the report shows of them."""

    def __init__(
        self,
        bag: Bag,
        blobs: Blobs,
        exhibits: Sequence[Exhibit],
        *,
        redact: bool,
        progress: Callable[[int, int], None],
    ) -> None:
        self._bag = bag
        self._blobs = blobs
        self._exhibits = exhibits
        self._progress = progress
        self._files: dict[str, str] = {}
        self._crops: dict[int, str] = {}
        self.shown_crops: dict[int, bytes] = {}
        self.shown_frames: dict[tuple[int, str], bytes] = {}
        self.is_redacted = redact

    def put(self) -> None:
        """Put every file of the evidence into the bag, and make what is shown of the frames.

        Raises:
            EvidenceMissing: one is gone, cannot be decoded, or is not what was admitted.
        """
        blobs = self._blobs.all()
        for number, blob in enumerate(blobs, 1):
            self._progress(number - 1, len(blobs))
            about = [each for each in self._exhibits if each.blob == blob.path]
            data = self._blobs.bytes_of(blob)
            ending = picture.kind_of(data)
            if self.is_redacted:
                # Files that no exhibit shows (snapshots, frames in between) are attested by their events alone.
                self._put_redacted(number, blob.path, data, about) if about else None
            else:
                self._files[blob.path] = f"evidence/{number:04}.{ending}"
                self._bag.put(self._files[blob.path], data)
            if about and not self.is_redacted:
                self._show(about, opened(data, about[0].frame))
        self._progress(len(blobs), len(blobs))

    def file_of(self, blob: str) -> str:
        """Return where a file of the evidence lies relative to `data/`, as it is or redacted; empty if it does not."""
        return self._files.get(blob, "")

    def crop_of(self, number: int) -> str:
        """Return where the cited part of a frame lies relative to `data/`; empty where no single box is cited."""
        return self._crops.get(number, "")

    def _put_redacted(self, number: int, path: str, data: bytes, about: Sequence[Exhibit]) -> None:
        canvas = picture.redacted(opened(data, about[0].frame), [box for each in about for box in each.boxes])
        self._files[path] = f"evidence/{number:04}-redacted.png"
        self._bag.put(self._files[path], png_of(canvas))
        self._show(about, canvas)

    def _show(self, about: Sequence[Exhibit], canvas: Canvas) -> None:
        widest = _WIDEST if len(self._exhibits) <= _MANY else _WIDEST_OF_MANY
        for claim in dict.fromkeys(each.claim for each in about):
            boxes = list(_numbered(each for each in about if each.claim == claim))
            self.shown_frames[claim, about[0].blob] = webp_of(picture.marked(canvas, boxes), widest)
        for each in about:
            if len(each.boxes) == 1:
                margin = 0 if self.is_redacted else picture.MARGIN
                cut = png_of(picture.cropped(canvas, each.boxes[0], margin))
                self._crops[each.number] = f"crops/{each.number:04}.png"
                self._bag.put(self._crops[each.number], cut)
                self.shown_crops[each.number] = cut


def _numbered(exhibits: Iterable[Exhibit]) -> Iterable[tuple[int, Box]]:
    return ((each.number, box) for each in exhibits for box in each.boxes)
