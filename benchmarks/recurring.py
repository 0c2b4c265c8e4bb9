"""Recurring logs: recorded days that come back again and again, as they do for somebody who works with a few programs.

    python -m benchmarks.recurring DIRECTORY DATAROOT [DATAROOT ...] --times 30

Each DATAROOT holds a recorded corpus that was taken into care and read. What is known of it is written into a new
DataRoot many times over, each time a week and some minutes later, by the real writer; `autocapture rebuild` makes the
views. Frames of a generated log (`benchmarks.generated`) say what a seed drew; these say what was read of real screens,
so that recorded questions can be asked of them (`benchmarks.pace`). Pictures are not copied: nothing can be read again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.event import read
from ledger.facts import AnyFact, Fact
from ledger.log import Log
from ledger.writer import Writer

_KEPT = ("evidence.", "derived.", "system.frame.examined", "system.ingest.handoff.completed", "system.marker.granted")
_TIMED = ("evidence.", "derived.input.read")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|\+00:00)")
_decoder = msgspec.json.Decoder(AnyFact)

Told = dict[str, Any]


def shift(time: int) -> timedelta:
    """Return how much later a day comes back: weekdays stay, and no frame falls on one of another time."""
    return timedelta(weeks=time, minutes=13 * time, seconds=7 * time)


def recorded(root: DataRoot) -> list[tuple[int, Told]]:
    """Return what is kept of a log: the number of each event, and its fact."""
    with Log(root.journal) as log:
        events = [read(line) for line in log.lines(0, log.end)]
    told = ((event.seq, json.loads(bytes(event.fact))) for event in events)
    return [(seq, fact) for seq, fact in told if fact["kind"].startswith(_KEPT)]


def again(rows: Sequence[tuple[int, Told]], first: int, mark: str, later: timedelta) -> Iterator[Fact]:
    """Yield the facts anew, as events from number `first` on, `later`, of records and files whose names have a mark."""
    numbers = {seq: first + at for at, (seq, _) in enumerate(rows)}
    runs = {fact["record"].split("/")[0] for _, fact in rows if fact["kind"] == "evidence.record.admitted"}
    names = re.compile(rf"\b({'|'.join(map(re.escape, sorted(runs)))})(?=[/\"\\])")

    def moved(found: re.Match[str]) -> str:
        return f"{(datetime.fromisoformat(found[1]) + later).isoformat()}{found[2] or ''}{found[3]}"

    for _, fact in rows:
        text = names.sub(rf"\1{mark}", json.dumps(_renumbered(fact, numbers)))
        text = text.replace("media/", f"media/{mark}/")
        yield _decoder.decode(_MOMENT.sub(moved, text) if fact["kind"].startswith(_TIMED) else text)


def _renumbered(fact: Told, numbers: dict[int, int]) -> Told:
    """Return a fact that names events by their new numbers."""
    named = dict(fact)
    if "vanished" in fact:
        named["vanished"] = [{**gone, "seq": numbers[gone["seq"]]} for gone in fact["vanished"]]
    if "inputs" in fact:
        named["inputs"] = [numbers[seq] for seq in fact["inputs"] if seq in numbers]
    if "completed" in fact:
        named["completed"] = numbers[fact["completed"]]
    return named


def write(root: DataRoot, recordings: Sequence[DataRoot], times: int) -> int:
    """Write recordings, so many times over, into an empty DataRoot; return how many events there are."""
    ensure_born(root)
    writer, size = Writer(root), 0
    rows_of = [recorded(each) for each in recordings]
    for time in range(times):
        for number, rows in enumerate(rows_of):
            with writer.turn() as turn:
                facts = again(rows, turn.head.size or 1, f"x{number}x{time:03}", shift(time))
                size = turn.commit(list(facts), run=f"R{number}x{time}", stage=2, action="recur").size
        print(f"{time + 1} of {times} times, {size:,} events", file=sys.stderr)
    return size


def main() -> None:
    """Write a log, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("recordings", type=Path, nargs="+", metavar="DATAROOT")
    parser.add_argument("--times", type=int, default=30)
    args = parser.parse_args()
    size = write(DataRoot(args.directory), [DataRoot(each) for each in args.recordings], args.times)
    print(f"{size:,} events in {args.directory}")


if __name__ == "__main__":
    main()
