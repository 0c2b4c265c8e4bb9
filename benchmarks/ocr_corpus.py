"""Reads every frame of a recorded corpus whole and writes what was read for the corpus' own scorer.

    python -m benchmarks.ocr_corpus ../shared/corpus/dev ocr.jsonl
    python ../shared/corpus/score.py ocr ../shared/corpus/dev ocr.jsonl

Frames are read cold: the reader is told to forget between frames unless --remember is given.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from processors.base import Line
from processors.engines import EmbeddedReader, Settings

Word = dict[str, str | float]
Told = dict[str, Any]
"""What was read of a frame: its `words` for the corpus' own scorer, and its `lines` for `benchmarks.ocr_lines`."""

Read = Callable[[NDArray[np.uint8]], Told]


def frames(corpus: Path) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    """Each frame's record id and pixels (height x width x 3, RGB), in the order of the index."""
    for row in json.loads((corpus / "truth" / "frames_index.json").read_text("utf-8")):
        blob = (corpus / "handoff" / row["handoff"] / row["media"]).read_bytes()
        yield row["frame_id"], np.asarray(Image.open(io.BytesIO(blob)).convert("RGB"))


def embedded(settings: Settings, remember: bool) -> Read:
    reader = EmbeddedReader(settings)

    def read(pixels: NDArray[np.uint8]) -> Told:
        if not remember:
            reader.forget()
        return told(reader.lines(pixels))

    return read


def told(lines: Iterable[Line]) -> Told:
    """Lines as they are written down, boxes in pixels of the frame."""
    found = list(lines)
    words: list[Word] = [
        {"text": text, "x0": x0, "y0": line.box[1], "x1": x1, "y1": line.box[3]}
        for line in found
        for text, (x0, x1) in zip(line.text.split(), line.words, strict=True)
    ]
    return {"words": words, "lines": [{"box": li.box, "text": li.text, "words": li.words} for li in found]}


def rapidocr() -> Read:
    """The plain engine with its own settings; its lines are cut into words by their share of the characters."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "error"})

    def read(pixels: NDArray[np.uint8]) -> Told:
        result = engine(np.ascontiguousarray(pixels[:, :, ::-1]))
        found = [] if result.boxes is None else zip(result.boxes, result.txts, strict=True)
        return {"words": [word for box, text in found for word in _by_share(box, text)], "lines": []}

    return read


def _by_share(corners: NDArray[np.float32], text: str) -> Iterator[Word]:
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    at, step = 0, (x1 - x0) / max(1, len(text))
    for word in text.split():
        at = text.index(word, at)
        yield {"text": word, "x0": x0 + at * step, "y0": y0, "x1": x0 + (at + len(word)) * step, "y1": y1}
        at += len(word)


def main() -> None:
    parser = argparse.ArgumentParser(description="Read a corpus whole.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--engine", choices=["embedded", "rapidocr"], default="embedded")
    parser.add_argument("--threads", type=int, default=0, help="0: one per core")
    parser.add_argument("--characters", choices=["latin", "full"], default="latin")
    parser.add_argument("--remember", action="store_true", help="keep what was read from frame to frame")
    parser.add_argument("--every", type=int, default=1, help="only each n-th frame")
    args = parser.parse_args()
    settings = Settings(threads=args.threads, characters=args.characters)
    read = rapidocr() if args.engine == "rapidocr" else embedded(settings, args.remember)
    spent: list[float] = []
    busy = 0.0
    with args.out.open("w", encoding="utf-8") as out:
        for i, (frame_id, pixels) in enumerate(frames(args.corpus)):
            if i % args.every:
                continue
            start, begun = time.perf_counter(), time.process_time()
            found = read(pixels)
            spent.append(time.perf_counter() - start)
            busy += time.process_time() - begun
            out.write(json.dumps({"frame_id": frame_id, **found}, ensure_ascii=False) + "\n")
    print(f"{len(spent)} frames, {sum(spent) / len(spent):.2f} s per frame, the slowest {max(spent):.2f} s")
    print(f"processor time {busy / len(spent):.2f} s per frame")


if __name__ == "__main__":
    main()
