"""Which markers that lie in a spool may be relied on: those that name a log which still knows of them."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from functools import cached_property
from types import TracebackType
from typing import Self

import msgspec

from ingest.marker import Marker
from ingest.vouched import Vouched
from ledger.dataroot import DataRoot
from ledger.errors import Damaged, Stale
from ledger.event import parse_event_id
from ledger.head import VERIFY, Head, read_head
from ledger.wording import why
from projections.handoffs import granted
from projections.views import Views

# Counts with which the earlier system says that a directory is to be looked at again (wire formats, 3.4).
_RETRY_COUNTS = ("stage1_missing_retention_marker_count", "stage1_uia_frames_missing_count")


class Grants:
    """What the log of a DataRoot granted. Use it in a `with`; nothing is opened before it is asked.

    A log that was restored from a backup, or begun anew, knows nothing of markers that were granted since: what lies
    beside these is not in care any more, and must not be deleted on them.
    """

    def __init__(self, root: DataRoot) -> None:
        """Ask the log of this DataRoot, if there is one."""
        self._root = root
        self._closing = ExitStack()

    def stand_by(self, marker: Marker) -> bool:
        """Say whether a marker can be true: of this log, which granted it, or of another DataRoot.

        Raises:
            Damaged: the line that granted it, or the log, is not what it was, or cannot be read.
            NotADataRoot: there is no log where there was one.
        """
        origin = marker.integrity.get("journal_origin")
        is_for_us = marker.dest_data_root == self._root.spelled
        if origin is None:  # an older program's: it was not our log that granted it
            return not is_for_us and not any(marker.counts.get(name) for name in _RETRY_COUNTS)
        if self._head is None or origin != self._head.origin:
            return not is_for_us
        size, event = marker.integrity.get("journal_size"), marker.integrity.get("event")
        seq = parse_event_id(event) if isinstance(event, str) else None
        if not isinstance(size, int) or seq is None:
            return False
        if size > self._head.size:
            del self._head  # another drain may have granted it just now
        return size <= self._head.size and self._knows(marker, seq, self._head.size)

    def _knows(self, marker: Marker, seq: int, size: int) -> bool:
        """Ask the views, and the journal whether it is so.

        Where the views cannot tell, the marker stands: whoever has something to take in is told why.
        """
        if self._views is None:
            return True
        try:
            text = granted(self._views.facts, seq)
            if text is not None and msgspec.json.decode(text, type=Marker) == marker:
                return Vouched(self._views).granted(seq, text)
            return self._views.position.seq < size
        except sqlite3.Error:
            return True
        except OSError as error:  # as of a disk that fails where that line lies
            raise Damaged(f"{self._root.journal} cannot be read: {why(error)}.", VERIFY) from error

    @cached_property
    def _head(self) -> Head | None:
        return read_head(self._root) if self._root.is_born() else None

    @cached_property
    def _views(self) -> Views | None:
        try:
            return self._closing.enter_context(Views(self._root))
        except Stale:
            return None

    def __enter__(self) -> Self:
        """Use it for the length of a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the views, where they were opened."""
        self._closing.__exit__(kind, error, at)
