"""Makes a corpus of one very wide desktop, 7680 x 2160 pixels, on which eight recorded screens stand side by side.

    python -m benchmarks.wide ../shared/corpus/dev DIRECTORY [--frames 16]
    python -m benchmarks.reading DIRECTORY read.jsonl --whole whole.jsonl
    python ../shared/corpus/score.py ocr DIRECTORY read.jsonl

Each is a recorded session of its own, pixel for pixel, with its truth moved to where it stands; from frame to frame one
of them goes on, as on a desk where one window is worked in. What is in front is the window of that session.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image

from benchmarks.worlds.handoff import Recorder, spelled
from benchmarks.worlds.window import Window

Json = dict[str, Any]
WIDE, HIGH, COLUMNS, ROWS = 7680, 2160, 4, 2
_CELL = WIDE // COLUMNS, HIGH // ROWS
_DESK = (52, 60, 72)
_RUN, _HANDOFF = "run_wide", "2026-05-04T09-00-00Z_run_wide"
_NOBODY: Json = {"title": "", "app": "desktop", "rect": [0, 0, 1, 1]}
_START, _STEP = datetime(2026, 5, 4, 9, tzinfo=UTC), timedelta(seconds=15)


def sessions(corpus: Path) -> list[list[Json]]:
    """The truth of the frames of the longest sessions, in their order: as many as there is room for."""
    by_run: dict[str, list[Json]] = {}
    for path in sorted((corpus / "truth" / "frames").iterdir()):
        truth = json.loads(path.read_text("utf-8"))
        by_run.setdefault(truth["run_id"], []).append(truth)
    return sorted(by_run.values(), key=len, reverse=True)[: COLUMNS * ROWS]


def steps(lengths: list[int], count: int) -> Iterator[tuple[list[int], int]]:
    """Which frame of each session is shown, and which session went on: one after the other, as long as one can."""
    at = [0] * len(lengths)
    yield [*at], 0
    for number in range(count - 1):
        going = number % len(lengths)
        at[going] = (at[going] + 1) % lengths[going]
        yield [*at], going


def _moved(box: list[float], by: tuple[int, int]) -> list[float]:
    return [box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]]


def joined(truths: list[Json], places: list[tuple[int, int]]) -> Json:
    """The truth of a wide frame out of those of the screens on it."""
    whole: Json = {"words": [], "lines": [], "labelled_regions": [], "ignore_regions": []}
    for truth, by in zip(truths, places, strict=True):
        first = len(whole["lines"])
        whole["lines"] += [{**line, "box": _moved(line["box"], by)} for line in truth["lines"]]
        whole["words"] += [[w[0], *_moved(w[1:5], by), w[5] + first, *w[6:]] for w in truth["words"]]
        whole["labelled_regions"] += [
            {"box": _moved(each["box"], by), "occluders": [_moved(box, by) for box in each["occluders"]]}
            for each in truth["labelled_regions"]
        ]
        whole["ignore_regions"] += [_moved(box, by) for box in truth["ignore_regions"]]
    return whole


def _pixels(corpus: Path, truth: Json) -> Image.Image:
    return Image.open(io.BytesIO((corpus / "handoff" / truth["handoff"] / truth["media"]).read_bytes())).convert("RGB")


def recorded(corpus: Path, directory: Path, count: int) -> list[Json]:
    """Record the frames with their truth, and return what the index says of each."""
    shown = sessions(corpus)
    recorder = Recorder(directory / "handoff" / _HANDOFF, _RUN, (WIDE, HIGH))
    truth_of = directory / "truth" / "frames"
    truth_of.mkdir(parents=True)
    index: list[Json] = []
    for number, (at, going) in enumerate(steps([len(each) for each in shown], count)):
        truths = [session[place] for session, place in zip(shown, at, strict=True)]
        picture, places = _desk(corpus, truths)
        moment, front = _START + number * _STEP, truths[going]["active"] or _NOBODY
        x0, y0, x1, y1 = (round(edge) for edge in _moved(front["rect"], places[going]))
        window = Window(front["app"], f"/usr/bin/{front['app']}", front["title"], (x0, y0, x1, y1), "")
        record = recorder.frame(moment, picture, window, [x0, y0, x1, y1])
        where = {"frame_id": record, "corpus_frame": f"wide-{number:04}", "handoff": _HANDOFF}
        told = {**where, "run_id": _RUN, "ts_utc": spelled(moment), "width": WIDE, "height": HIGH}
        whole = json.dumps({**told, **joined(truths, places)}, ensure_ascii=False)
        (truth_of / f"wide-{number:04}.json").write_text(whole, "utf-8")
        index.append({**where, "media": recorder.rows[-1][1]["blob_path"]})
    recorder.close(_START + count * _STEP)
    return index


def _desk(corpus: Path, truths: list[Json]) -> tuple[bytes, list[tuple[int, int]]]:
    """Draw the screens side by side: the picture as PNG, and where the left upper corner of each is."""
    desk, places = Image.new("RGB", (WIDE, HIGH), _DESK), []
    for cell, truth in enumerate(truths):
        picture = _pixels(corpus, truth)
        left, top = cell % COLUMNS * _CELL[0], cell // COLUMNS * _CELL[1]
        places.append((left + (_CELL[0] - picture.width) // 2, top + (_CELL[1] - picture.height) // 2))
        desk.paste(picture, places[-1])
    kept = io.BytesIO()
    desk.save(kept, "PNG", compress_level=1)
    return kept.getvalue(), places


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--frames", type=int, default=16)
    args = parser.parse_args()
    index = recorded(args.corpus, args.directory, args.frames)
    (args.directory / "truth" / "frames_index.json").write_text(json.dumps(index), "utf-8")
    print(f"{args.directory}: {len(index)} frames of {WIDE} x {HIGH}")


if __name__ == "__main__":
    main()
