"""The backlog: what each processor has done and has before it, how long that will take, and how far behind it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from processors.integrity import NAME as BLOBS
from processors.processor import Processor
from projections import batches, blobs, coverage, frames, handoffs, moment, work
from projections.views import Views
from projections.work import ALL, Selection

_RUNS = 20
"""So many of the last runs say how long a unit takes."""

STALE_S = 24 * 3600.0
"""More than this behind, and answers are said to be stale."""

READS = "text"
"""The processor whose work makes a frame found by its words."""


class Queue(msgspec.Struct, frozen=True):
    """One processor: frames pending, examined and failed; the time of its newest frame; `ms` for one unit, 0 unknown.

    `newest` and `last_examined_at` are UTC, ISO 8601, empty where there is none.
    """

    processor: str
    version: int
    pending: int
    examined: int = 0
    failed: int = 0
    newest: str = ""
    last_examined_at: str = ""
    ms: int = 0


class Backlog(msgspec.Struct, frozen=True):
    """All processors. `newest` is when the newest frame in care was captured, `readable` the newest that was read.

    `behind_s` is how much older that one is; None where nothing was read or there is no frame at all. Of `frames` in
    care, `queryable` are those whose text was read, from the picture or by UI Automation. The first and the last are
    `span_s` apart.
    """

    queues: tuple[Queue, ...]
    newest: str = ""
    readable: str = ""
    behind_s: float | None = None
    reasons: Mapping[str, Mapping[str, int]] = msgspec.field(default_factory=dict)
    frames: int = 0
    queryable: int = 0
    span_s: float = 0.0

    @property
    def pending(self) -> int:
        """Units of work that are left."""
        return sum(queue.pending for queue in self.queues)

    @property
    def is_stale(self) -> bool:
        """Say whether what can be asked for lags more than a day behind what was captured."""
        behind = self.behind_s if self.behind_s is not None else self.span_s
        return behind > STALE_S

    def eta_s(self, side_by_side: int = 1) -> float | None:
        """Return how long what is left will take, in seconds; None where that was never measured."""
        left = [queue for queue in self.queues if queue.pending]
        if any(not queue.ms for queue in left):
            return None
        return sum(queue.pending * queue.ms for queue in left) / 1000 / max(1, side_by_side)


def survey(
    views: Views, processors: Sequence[Processor], selection: Selection = ALL, *, integrity: bool = False
) -> Backlog:
    """Return the backlog of these processors in a selection of frames; what they have done is of all frames.

    `integrity` adds the blobs that have no hash yet, whichever frames they belong to.
    """
    db = views.facts
    done = {row.processor: row for row in coverage.of_processors(db)}
    costs = measured(views)
    queues = []
    for processor in processors:
        left = work.count_pending(
            db,
            processor.name,
            processor.version,
            snapshots=processor.traits.snapshots,
            needs=processor.traits.needs,
            keyframes=processor.traits.keyframes_only,
            selection=selection,
        )
        queue = Queue(processor.name, processor.version, left, ms=costs.get(processor.name, 0))
        if (row := done.get(processor.name)) is not None:
            queue = Queue(
                *(processor.name, processor.version, left, row.examined, row.failed),
                newest=moment.spell(row.newest_us) if row.newest_us else "",
                last_examined_at=row.last_examined_at,
                ms=queue.ms,
            )
        queues.append(queue)
    if integrity:
        left = blobs.count_unhashed(db, since=selection.since)
        well, damaged = blobs.count_hashed(db), handoffs.damaged_count(db)
        queues.append(Queue(BLOBS, 1, left, well, damaged, ms=costs.get(BLOBS, 0)))
    count, _ = frames.count_between(db, *ALL.between)
    known = Backlog(
        tuple(queues), reasons=work.failures(db), frames=count, queryable=work.count_read(db, (READS, "uia"))
    )
    return fresh(views, known)


def fresh(views: Views, known: Backlog) -> Backlog:
    """Return a backlog with how far behind it is now; that costs next to nothing, however many frames there are."""
    extent = frames.extent(views.facts)
    read = next((row.newest_us for row in coverage.of_processors(views.facts) if row.processor == READS), 0)
    return replace(
        known,
        newest=moment.spell(extent[1]) if extent else "",
        readable=moment.spell(read) if read else "",
        behind_s=(extent[1] - read) / 1e6 if extent and read else None,
        span_s=(extent[1] - extent[0]) / 1e6 if extent else 0.0,
    )


def measured(views: Views) -> dict[str, int]:
    """Return how long a unit of each processor took in the last runs, in milliseconds, at least 1."""
    spent: dict[str, list[int]] = {}
    for run in batches.latest(views.facts, _RUNS):
        for each in run.work:
            units, ms = spent.setdefault(each.processor, [0, 0])
            spent[each.processor] = [units + each.examined + each.failed, ms + each.ms]
    return {name: max(1, ms // units) for name, (units, ms) in spent.items() if units}


def in_words(seconds: float) -> str:
    """Return a stretch of time as a person says it: `40 s`, `3 min`, `5 h`, `2 days`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"
