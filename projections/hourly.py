"""The frames of each hour, and those whose snapshot is there, counted while events are folded; see `frames`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from projections import hours
from projections.tables import Tables

_COUNT = (
    "INSERT INTO frame_hours VALUES (?, ?, ?) ON CONFLICT (hour) DO UPDATE SET "
    "frames = frames + excluded.frames, snapshots = snapshots + excluded.snapshots"
)


class Hourly:
    """The frames and snapshots that came since they were last counted.

    Which of them are new is asked for many at once: so they must be counted before their rows are written, as all that
    waits is.
    """

    def __init__(self, _tables: Tables) -> None:
        """Begin with none."""
        self._frames: dict[str, tuple[int, str | None]] = {}
        self._snapshots: dict[str, None] = {}

    def frame(self, record: str, captured_us: int, snapshot: str | None) -> None:
        """Note a frame and the snapshot that it names."""
        self._frames.setdefault(record, (captured_us, snapshot))

    def snapshot(self, record: str) -> None:
        """Note a snapshot."""
        self._snapshots[record] = None

    def write(self, tables: Tables) -> None:
        """Count the frames, and those whose snapshot is there, by hours."""
        told, came, self._frames, self._snapshots = self._frames, self._snapshots, {}, {}
        counts: Counter[int] = Counter()
        seen: Counter[int] = Counter()
        if came:
            came = {record: None for record in came if record not in _known(tables, "snapshots", came)}
            # Frames that were there before their snapshot.
            waited = "SELECT f.ts_us FROM json_each(?) j CROSS JOIN frames f ON f.uia_record = j.value"
            rows = tables.written.execute(waited, (json.dumps(list(came)),))
            seen.update(hours.hour_of(captured) for (captured,) in rows)
        if told:
            known = _known(tables, "frames", told)
            new = [each for record, each in told.items() if record not in known]
            counts.update(hours.hour_of(captured) for captured, _ in new)
            there = {*came, *_known(tables, "snapshots", [snapshot for _, snapshot in new if snapshot])}
            seen.update(hours.hour_of(captured) for captured, snapshot in new if snapshot in there)
        for hour in counts | seen:
            tables.insert(_COUNT, (hour, counts[hour], seen[hour]))


def _known(tables: Tables, table: str, records: Iterable[str]) -> set[str]:
    rows = tables.written.execute(
        f"SELECT t.id FROM json_each(?) j CROSS JOIN {table} t ON t.id = j.value", (json.dumps(list(records)),)
    )
    return {record for (record,) in rows}
