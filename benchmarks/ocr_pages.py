"""Makes a set of screens with truth that nothing was tuned to, in the layout of a recorded corpus.

    python -m benchmarks.ocr_pages build/pages --seed 7
    python -m benchmarks.ocr_corpus build/pages pages.jsonl
    python ../shared/corpus/score.py ocr build/pages pages.jsonl

Pages are drawn by a headless Chromium, terminals by xterm, in the fonts that are installed: Debian's packages
chromium, xterm, xvfb and fonts-*. Another seed gives other pages.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.browser import Browser, Drawing
from benchmarks.pages import MONO, THEMES, code, listing, look_of, of_half, page
from benchmarks.terminals import BITMAP_FONTS, Face, Terminals

DRAWINGS = (Drawing(), Drawing("rgb"), Drawing("none", "hintfull"), Drawing("rgb", "hintnone"))
VIEWPORTS = (
    (1280, 800, 1.0),
    (1600, 900, 1.0),
    (1600, 900, 1.25),
    (1920, 1080, 1.5),
    (1920, 1080, 2.0),
    (1280, 800, 0.9),
)


def pages(count: int, seed: int, half: str) -> Iterator[tuple[bytes, dict[str, Any], str]]:
    """Yield pictures of pages (PNG), their truth, and how they look."""
    for number, drawing in enumerate(DRAWINGS):
        with Browser(drawing) as browser:
            for index in range(number, count, len(DRAWINGS)):
                chance = random.Random(f"{seed}/page/{index}")
                look = look_of(chance, half)
                width, height, scale = chance.choice(VIEWPORTS)
                shot = browser.shot(page(chance, look), width, height, scale)
                drawn = f"{look.size} px x {scale}, {drawing.rgba}/{drawing.style}"
                note = f"{look.family}, {look.mono}, {drawn}, {look.theme[0]}"
                truth = {"words": shot.words, "lines": shot.lines, "ignore": shot.ignore, "size": (width, height)}
                yield shot.png, truth, note


def terminals(count: int, seed: int, half: str) -> Iterator[tuple[bytes, dict[str, Any], str]]:
    """Yield pictures of terminals (PNG), their truth, and how they look."""
    with Terminals() as screen:
        for index in range(count):
            chance = random.Random(f"{seed}/terminal/{index}")
            is_bitmap = chance.random() < 0.4
            face = (
                Face(chance.choice(of_half(BITMAP_FONTS, half)))
                if is_bitmap
                else Face(chance.choice(of_half(MONO, half)), chance.randint(7, 14))
            )
            ground, text, _, _ = chance.choice(THEMES)
            shown = "\n".join((listing(chance, 10), code(chance, 10), listing(chance, 8)))
            png, truth = screen.shot(shown, face, (ground, text))
            yield png, {**truth, "size": (1600, 900)}, f"xterm, {face.family} {face.size or ''}, {ground}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make screens with truth.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--terminals", type=int, default=20)
    parser.add_argument("--half", choices=["first", "second", "all"], default="all", help="which of the fonts")
    args = parser.parse_args()
    frames, media = args.out / "truth" / "frames", args.out / "handoff" / "made" / "media"
    for folder in (frames, media):
        folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, str]] = []
    for kind, made in (
        ("page", pages(args.pages, args.seed, args.half)),
        ("term", terminals(args.terminals, args.seed, args.half)),
    ):
        for number, (png, truth, note) in enumerate(made):
            name = f"{kind}-{number:04}"
            (media / f"{name}.png").write_bytes(png)
            row = {"frame_id": f"made/{name}", "corpus_frame": name, "handoff": "made", "media": f"media/{name}.png"}
            rows.append(row)
            whole = {"box": [0, 0, *truth["size"]], "occluders": []}
            known = {"words": truth["words"], "lines": truth["lines"], "ignore_regions": truth["ignore"]}
            told = {**row, **known, "labelled_regions": [whole], "note": note}
            (frames / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False), "utf-8")
            print(name, note, len(truth["words"]), "words", flush=True)
    (args.out / "truth" / "frames_index.json").write_text(json.dumps(rows, indent=0), "utf-8")


if __name__ == "__main__":
    main()
