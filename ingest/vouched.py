"""What the views say is known, held against the journal: no marker is granted on the word of a view.

A marker lets the hypervisor delete its copy. So nothing counts as known because a row of a view says so, but because
a line of the journal does, to which the view leads. Where it leads to none, the view is wrong, and the ingest is
refused (`Stale`) until it is rebuilt. The ingest could go on and tell everything anew; but then what it says for good,
such as how many rows were known and which of two is the first, would rest on a view that is known to be wrong, and
nobody would learn of that. A refusal loses nothing: there is no marker, so the hypervisor keeps its copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from ingest.shipment import Row
from ledger import event
from ledger.errors import NotFound, Stale
from ledger.event import Told, parse_event_id
from ledger.facts import (
    BlobAdmitted,
    ChronicleCompleted,
    FrameExamined,
    FrameFailed,
    FrameSummarized,
    HandoffCompleted,
    MarkerGranted,
    RecordAdmitted,
    RecordConflicted,
    TextRead,
)
from projections import payload
from projections.blobs import Lying
from projections.database import REBUILD
from projections.handoffs import Handoff, completed
from projections.views import Views

T = TypeVar("T")
Columns = tuple[object, ...]
Standing = Literal["new", "held", "beside", "other"]
"""How a row stands to the journal: its id is new; this very row is the first of its id, or is kept beside that; it is
another row than those."""

# So many rows, of long ones fewer, are in memory at once: their lines are read in the order of the journal.
_AT_ONCE = 1_000
_BYTES_AT_ONCE = 1 << 22
_MOST = (1 << 63) - 1
# Whose events make records of ours, which a view holds though no row of that id came in.
_MAKERS = (TextRead, FrameSummarized, FrameExamined, FrameFailed, HandoffCompleted, ChronicleCompleted)


def columns_of(row: Row) -> Columns:
    """Return payload, type, time and run of a row as the views would keep them."""
    stored = stored_of(row)
    said = payload.describe(row.record_type, row.ts_utc, row.run_id, stored)
    return stored, said.record_type, said.ts_utc, said.run_id


def stored_of(row: Row) -> str | bytes | None:
    """Return the payload as the views keep it: text, or bytes where it is no valid UTF-8."""
    if row.payload is None:
        return None
    try:
        return row.payload.decode("utf-8")
    except UnicodeDecodeError:
        return row.payload


def in_batches(items: Iterable[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield some things at a time: no more than fit in memory, however large each is."""
    batch, size = [], 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) >= _AT_ONCE or size >= _BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class Vouched:
    """What the journal says of what views say."""

    def __init__(self, views: Views) -> None:
        """Ask the journal through these views, which are no further than it is."""
        self._views = views

    def told(self, seq: int) -> Told | None:
        """Return an event as its line in the journal tells it; None where the views lead to no such line.

        Raises:
            Damaged: it is another line than the views were made from, or cannot be read.
        """
        if not 0 <= seq <= _MOST:
            return None
        try:
            line = self._views.event(seq).line  # of a journal that stays open: a drain asks for each marker
        except (NotFound, msgspec.MsgspecError, ValueError, RecursionError):
            return None
        return _told(line, seq)

    def _lines(self, seqs: Iterable[int]) -> Iterator[tuple[int, Told | None]]:
        """Yield events, each once, in the order of the journal, as their lines tell them."""
        for seq, line in self._views.lines(sorted({seq for seq in seqs if 0 <= seq <= _MOST})):
            yield seq, None if line is None else _told(line, seq)

    def completed(self, handoff: Handoff | None) -> Handoff | None:
        """Return a completed ingest as it is, if the journal tells of it, and of the marker that was granted for it.

        Raises:
            Stale: it does not.
            Damaged: see `told`.
        """
        if handoff is None:
            return None
        told = self.told(handoff.seq)
        if told is None or told.fact != handoff.fact or told.run != handoff.run:
            raise self._wrong(f"that {handoff.fact.handoff_root} was taken in", handoff.seq)
        if handoff.marker is not None and not self.granted(handoff.seq, handoff.marker):
            raise self._wrong(f"that a marker was granted for {handoff.fact.handoff_root}", handoff.seq)
        return handoff

    def ingest_of(self, root: str, content_digest: str, *, damaged: bool = False) -> Handoff | None:
        """Return the ingest of a directory with this very content, as `handoffs.completed` chooses it; None: no such.

        Raises:
            Stale, Damaged: see `completed`.
        """
        return self.completed(completed(self._views.facts, root, content_digest, damaged=damaged))

    def granted(self, completed: int, marker: str) -> bool:
        """Say whether the journal grants this very text to the ingest that an event completed.

        A marker says how many events there were before its own: its number.
        """
        try:
            size = msgspec.json.decode(marker)["integrity"]["journal_size"]
        except (msgspec.MsgspecError, ValueError, RecursionError, LookupError, TypeError):
            return False
        fact = told.fact if isinstance(size, int) and (told := self.told(size)) is not None else None
        return isinstance(fact, MarkerGranted) and (fact.completed, fact.marker) == (completed, marker)

    def require_blobs(self, places: Iterable[Lying]) -> None:
        """Return only if the journal tells of a blob at each place.

        Raises:
            Stale: it does not tell of one.
            Damaged: see `told`.
        """
        wanted = list(places)
        found = set[tuple[str, int]]()
        for _, told in self._lines(lying.seq for lying in wanted):
            if told is not None and isinstance(told.fact, BlobAdmitted):
                found.add((told.fact.path, told.fact.size))
        for lying in wanted:
            if (lying.path, lying.size) not in found:
                raise self._wrong(f"that {lying.path} was taken in", lying.seq)

    def standings(self, rows: Sequence[Row]) -> list[Standing]:
        """Return how each of some rows stands to the journal. Its lines are read in their order, each frame once.

        Raises:
            Stale: a view holds a record that no event tells of.
            Damaged: see `told`.
        """
        found: list[Standing] = ["new"] * len(rows)
        known = [number for number, row in enumerate(rows) if self._in_view(row.record)]
        if not known:
            return found
        # Most often the first event that tells of a record is the one that took it in.
        firsts: dict[int, list[int]] = {}
        seqs = self._views.locator.first_events([rows[number].record for number in known])
        for number, seq in zip(known, seqs, strict=True):
            firsts.setdefault(-1 if seq is None else seq, []).append(number)
        for seq, told in self._lines(firsts):
            for number in firsts.pop(seq):
                found[number] = _standing(told, rows[number]) or self._looked_up(rows[number])
        for number in firsts.get(-1, ()):
            found[number] = self._looked_up(rows[number])
        return found

    def _in_view(self, record: str) -> bool:
        return self._views.records.execute("SELECT 1 FROM metadata WHERE id = ?", (record,)).fetchone() is not None

    def _looked_up(self, row: Row) -> Standing:
        """Look at all that tells of a record: few are not what came in first."""
        beside = self._views.facts.execute("SELECT seq FROM conflicts WHERE id = ?", (row.record,)).fetchall()
        came = False
        for seqs in ([seq for (seq,) in beside], self._views.locator.events_of(row.record)):
            for _, told in self._lines(seqs):
                if (standing := _standing(told, row)) is not None:
                    return standing
                came = came or _is_admission(told, row)
        return "other" if came else self._of_ours(row)

    def _of_ours(self, row: Row) -> Standing:
        """Return how a row stands to a record of our own making, which is in the journal only as what it follows from.

        Raises:
            Stale: it is no such record.
        """
        select = "SELECT payload, record_type, ts_utc, run_id FROM metadata WHERE id = ?"
        kept = self._views.records.execute(select, (row.record,)).fetchone()
        made_by = payload.text_of(payload.parse(kept[0]).get("event"))
        seq = parse_event_id(made_by) if made_by is not None else None
        told = self.told(seq) if seq is not None else None
        if told is None or not isinstance(told.fact, _MAKERS):
            raise self._wrong(f"that the record {row.record} was taken in", None)
        # The same again: the journal gets it word by word.
        return "new" if kept == columns_of(row) else "other"

    def _wrong(self, what: str, seq: int | None) -> Stale:
        at = "" if seq is None else f" by event {seq}"
        views = f"The views of {self._views.root.path}"
        return Stale(f"{views} say {what}{at}; the journal does not. No marker was granted on their word.", REBUILD)


def _told(line: bytes, seq: int) -> Told | None:
    told = event.told(line)
    return told if told is not None and told.seq == seq else None


def _is_admission(told: Told | None, row: Row) -> bool:
    return told is not None and isinstance(told.fact, RecordAdmitted) and told.fact.record == row.record


def _standing(told: Told | None, row: Row) -> Standing | None:
    """Return how a row stands to the journal if this event tells of this very row, as the views keep it."""
    fact = told.fact if told is not None else None
    if not isinstance(fact, RecordAdmitted | RecordConflicted) or fact.record != row.record:
        return None
    stored = payload.stored(fact)
    if stored != stored_of(row):
        return None
    if (fact.record_type, fact.ts_utc, fact.run_id) != (row.record_type, row.ts_utc, row.run_id):
        said = payload.record_of(fact)
        if (stored, said.record_type, said.ts_utc, said.run_id) != columns_of(row):
            return None
    return "held" if isinstance(fact, RecordAdmitted) else "beside"
