"""Reads a recorded corpus end to end, through the product's own commands, and writes what its views then hold.

    python -m benchmarks.reading ../shared/corpus/dev read.jsonl [--handoffs 2] [--whole whole.jsonl]
    python ../shared/corpus/score.py ocr ../shared/corpus/dev read.jsonl
    python -m benchmarks.ocr_lines ../shared/corpus/dev read.jsonl

Handoff directories are copied, drained and read (`batch run --only text`) into a DataRoot of their own. With --whole
every frame is read whole besides, by the same engine that forgets after each: the table says how much time reading only
what changed takes of that, and in how many words the two differ. Time is processor time: other work on the machine
counts little.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.ocr_corpus import frames, told
from ledger.dataroot import DataRoot
from processors.base import Line
from processors.engines import EmbeddedReader
from projections import standing
from projections.views import Views

CLI = Path(__file__).resolve().parent.parent / "cli.py"

NEAR = 4
"""Words of two readings are the same when their text is and their middles are no further apart (px)."""


def taken_in(corpus: Path, place: Path, names: Iterable[str]) -> Path:
    """Drain copies of handoff directories into a DataRoot under `place`, and return it."""
    for name in names:
        shutil.copytree(corpus / "handoff" / name, place / "spool" / name)
    root = place / "data"
    run("handoff", "drain", "--spool-root", place / "spool", "--data-dir", root, "--quiet", "0", place=place)
    return root


def _of_children() -> float:
    """The processor time (s) of all that was run and is done."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(*words: object, place: Path) -> None:
    environment = {**os.environ, "AUTOCAPTURE_KEY_DIR": str(place / "keys"), "XDG_DATA_HOME": str(place / "home")}
    command = [sys.executable, str(CLI), *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed with {done.returncode}: {done.stderr.strip()}")


def read_lines(root: Path, frame_ids: Iterable[str]) -> Iterator[tuple[str, list[Line]]]:
    """What the views hold of each frame."""
    with Views(DataRoot(root)) as views:
        for frame in frame_ids:
            spans = standing.on_frame(views.facts, frame, "ocr")
            yield frame, [Line(span.box, span.text, span.confidence, span.words) for span in spans]


def differing(some: list[dict[str, Any]], others: list[dict[str, Any]]) -> int:
    """How many of some words are not among the others, with the same text at the same place."""
    places: dict[str, list[tuple[float, float]]] = {}
    for word in others:
        places.setdefault(word["text"], []).append(_middle(word))
    missing = 0
    for word in some:
        x, y = _middle(word)
        near = [p for p in places.get(word["text"], []) if abs(p[0] - x) <= NEAR and abs(p[1] - y) <= NEAR]
        if near:
            places[word["text"]].remove(near[0])
        missing += not near
    return missing


def _middle(word: dict[str, Any]) -> tuple[float, float]:
    return (word["x0"] + word["x1"]) / 2, (word["y0"] + word["y1"]) / 2


def new_text(corpus: Path, frame_ids: Iterable[str]) -> float:
    """The share of letters in lines that the frame before did not show at the same place, by the truth.

    No exact way of reading by changes can read less than that.
    """
    truths = {truth["frame_id"]: truth for truth in _truths(corpus)}
    before: dict[str, set[tuple[str, tuple[float, ...]]]] = {}
    everything = new = 0
    for frame in frame_ids:
        truth = truths[frame]
        lines = {(line["text"], tuple(line["box"])) for line in truth["lines"]}
        everything += sum(len(text) for text, _ in lines)
        new += sum(len(text) for text, _ in lines - before.get(truth["run_id"], set()))
        before[truth["run_id"]] = lines
    return new / everything


def _truths(corpus: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((corpus / "truth" / "frames").iterdir()):
        yield json.loads(path.read_text("utf-8"))


def write(out: Path, read: Iterable[tuple[str, dict[str, Any]]]) -> None:
    rows = (json.dumps({"frame_id": frame, **found}, ensure_ascii=False) for frame, found in read)
    out.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Read a corpus end to end.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--handoffs", type=int, default=0, help="only the first so many handoff directories")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first so many")
    parser.add_argument("--whole", type=Path, help="read each frame whole besides, and write that there")
    args = parser.parse_args()
    index = json.loads((args.corpus / "truth" / "frames_index.json").read_text("utf-8"))
    names = sorted({row["handoff"] for row in index})[args.skip :]
    names = names[: args.handoffs] if args.handoffs else names
    wanted = [row["frame_id"] for row in index if row["handoff"] in names]
    with tempfile.TemporaryDirectory(prefix="autocapture-reading-") as made:
        place = Path(made)
        root = taken_in(args.corpus, place, names)
        started = _of_children()
        run("batch", "run", "--no-require-idle", "--only", "text", "--data-dir", root, place=place)
        spent = _of_children() - started
        by_frame = {frame: told(lines) for frame, lines in read_lines(root, wanted)}
    write(args.out, by_frame.items())
    print(
        f"{len(wanted)} frames of {len(names)} handoff directories, {spent / len(wanted):.2f} s a frame, all included"
    )
    if args.whole:
        compared(args.corpus, args.whole, by_frame, spent)


def compared(corpus: Path, out: Path, by_frame: dict[str, dict[str, Any]], spent: float) -> None:
    """Read the frames whole, and print how the two ways of reading compare in time and text."""
    reader = EmbeddedReader()
    whole: dict[str, dict[str, Any]] = {}
    seconds = 0.0
    tally: Counter[str] = Counter()
    for frame, pixels in frames(corpus):
        if frame not in by_frame:
            continue
        reader.forget()
        started = time.process_time()
        lines = reader.lines(pixels)
        seconds += time.process_time() - started
        whole[frame] = told(lines)
        tally["words"] += len(whole[frame]["words"])
        tally["only whole"] += differing(whole[frame]["words"], by_frame[frame]["words"])
        tally["only by changes"] += differing(by_frame[frame]["words"], whole[frame]["words"])
    write(out, whole.items())
    print(f"{new_text(corpus, list(by_frame)):.3f} of all letters were not on the frame before, at their place")
    print(f"read whole, {seconds / len(whole):.2f} s a frame: by changes takes {spent / seconds:.3f} of it")
    print(f"of {tally['words']} words {tally['only whole']} differ, and {tally['only by changes']} the other way round")


if __name__ == "__main__":
    main()
