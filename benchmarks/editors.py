"""Counts the lines of a file that are told letter for letter under what editors write between, behind and beside them.

    python -m benchmarks.editors [--families "DejaVu Sans Mono" Hack] [--sizes 13 14 15 16] [--wrong]

A headless Chromium draws an editor with line numbers; the embedded reader reads it, and the code processor tells what
the file says. A line counts where it is told with its indentation and nothing else.
"""

from __future__ import annotations

import argparse
import html
import io
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from PIL import Image

from benchmarks.browser import Browser, Drawing
from benchmarks.ligatures import LOOKS
from ledger.facts import Window
from processors.code import snippets
from processors.engines import EmbeddedReader
from processors.findings import Subject
from processors.language import Classifier
from projections.text import SpanRow

FILE = '''\
import csv
from pathlib import Path


class Plate:
    """A plate of wells."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows = rows
        self.columns = columns
        self.wells = {}

    def fill(self, path: Path) -> int:
        count = 0
        with path.open() as file:
            for row in csv.DictReader(file):
                key = row["row"], int(row["column"])
                if key in self.wells:
                    raise ValueError(f"well {key} twice")
                self.wells[key] = float(row["od"])
                count += 1
        return count'''.splitlines()
OTHER = """\
import { test } from "node:test";
import assert from "node:assert";

test("fills a plate", () => {
  const plate = new Plate(8, 12);
  plate.fill("run7.csv");
  assert.equal(plate.count, 96);
});""".splitlines()
BLAME, ERROR, PINNED, FIRST = 13, 17, (4, 12), 15
SIGNS = {8: "W", 13: "E", 14: "\u2503", 17: "E", 20: ">>"}
SIZE = (1600, 760)


_BESIDE = "another file beside it"


class Look(NamedTuple):
    """What an editor writes beside the file: which of its features are on."""

    name: str
    features: frozenset[str]


VARIANTS = tuple(
    Look(name, frozenset(name.split(", ")))
    for name in (
        "nothing",
        "guides",
        "lens",
        "folds",
        "blame",
        "errors",
        "pinned",
        "signs",
        "another file beside it",
        "guides, lens, folds, blame, errors",
    )
)


def page(look: Look, family: str, size: int, colours: tuple[str, str]) -> str:
    """A page that shows the file as an editor does."""
    ground, letters = colours
    high = round(1.5 * size)
    style = (
        f"body {{ margin: 0; background: {ground}; color: {letters}; font: 13px 'DejaVu Sans' }}"
        f".row {{ height: {high}px; line-height: {high}px; white-space: pre; font: {size}px '{family}', monospace }}"
        ".sign { display: inline-block; width: 2.5ch; color: #c55 }"
        ".number { display: inline-block; width: 52px; text-align: right; color: #5a8a9a }"
        f".fold {{ display: inline-block; width: 26px; text-align: center; color: #888; font-size: {size - 1}px }}"
        f".lens {{ font: {size - 3}px 'DejaVu Sans'; color: #888 }}"
        ".guide { display: inline-block; width: 1ch; box-sizing: border-box; border-left: 1px solid #9995 }"
    )
    tabs = "<div style='height: 35px; line-height: 35px; padding-left: 20px'>plate.py &nbsp; &nbsp; notes.txt</div>"
    rows = "".join(_rows(look.features))
    if _BESIDE in look.features:
        half = "position: absolute; top: 40px; left"
        other = "".join(
            f"<div class=row><span class=number>{n}</span>   {html.escape(line)}</div>"
            for n, line in enumerate(OTHER, 1)
        )
        rows = f"<div style='{half}: 0'>{rows}</div><div style='{half}: 820px'>{other}</div>"
    return f"<style>{style}</style>{tabs}{rows}"


def _rows(features: frozenset[str]) -> Iterator[str]:
    for at, line in enumerate(FILE):
        if "pinned" in features and at < FIRST and at not in PINNED:
            continue
        indent = len(line) - len(line.lstrip())
        if "lens" in features and line.lstrip().startswith(("class", "def")):
            told = f"{2 + at % 3} references | Ana, 3 days ago"
            yield (
                "<div class=row><span class=sign></span><span class=number></span><span class=fold></span>"
                f"<span class=lens style='margin-left: {indent}ch'>{told}</span></div>"
            )
        guide = "<span class=guide> </span>" if "guides" in features else " "
        lead = "".join(guide if column % 4 == 0 else " " for column in range(indent))
        fold = "\u2304" if "folds" in features and line.endswith(":") else ""
        behind = ""
        if "blame" in features and at == BLAME:
            behind = "Ana Rowe, 3 days ago \u2022 Count wells once"
        if "errors" in features and at == ERROR:
            behind = '"wells" is possibly unbound Pylance(reportUnbound)'
        sign = SIGNS.get(at, "") if "signs" in features else ""
        yield (
            f"<div class=row><span class=sign>{sign}</span><span class=number>{at + 1}</span>"
            f"<span class=fold>{fold}</span>"
            f"{lead}{html.escape(line[indent:])}<span style='color: #999; margin-left: 3em'>{behind}</span></div>"
        )


def wanted(look: Look) -> list[str]:
    """The lines of the file that an editor shows at their place."""
    shown = FILE[FIRST:] if "pinned" in look.features else FILE
    return [line for line in (*shown, *(OTHER if _BESIDE in look.features else ())) if line]


def told(
    reader: EmbeddedReader, classifier: Classifier, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
) -> list[str]:
    """The lines that the code processor tells of a picture of the editor."""
    lines = sorted(reader.lines(pixels), key=lambda line: (line.box[1], line.box[0]))
    spans = tuple(SpanRow(n + 1, 5, n, "ocr", line.box, line.text, 9_900, line.words) for n, line in enumerate(lines))
    title = "plate.py - assay - Visual Studio Code"
    window = Window((0, 0, *SIZE), title, "Code", "/usr/share/code/code", focused=True, category="editor")
    found = snippets(Subject("frame", size=SIZE, spans=spans, windows=(window,)), classifier)
    return [line for snippet in found for line in snippet.text.split("\n") if line]


def main() -> None:
    parser = argparse.ArgumentParser(description="Count lines of code told exactly, by what an editor adds to them.")
    parser.add_argument("--families", nargs="+", default=["DejaVu Sans Mono", "Hack"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[13, 14, 15, 16])
    parser.add_argument("--wrong", action="store_true", help="print lines that were told otherwise")
    args = parser.parse_args()
    reader, classifier = EmbeddedReader(), Classifier()
    print(f"{'added':38}{'lines exact':>16}{'too many':>10}")
    with Browser(Drawing()) as browser:
        for look in VARIANTS:
            lines, exact, more = 0, 0, 0
            for family, size, colours in product(args.families, args.sizes, LOOKS):
                browser.show(page(look, family, size, colours), *SIZE, 1.0)
                pixels = np.asarray(Image.open(io.BytesIO(browser.picture())).convert("RGB"))
                want, got = wanted(look), told(reader, classifier, pixels)
                lines, exact = lines + len(want), exact + sum(line in got for line in want)
                more += max(0, len(got) - len(want))
                if args.wrong:
                    _print_wrong(want, got)
            print(f"{look.name:38}{exact:>6} of {lines:<6}{more:>10}")


def _print_wrong(want: Sequence[str], got: Sequence[str]) -> None:
    for line in want:
        if line not in got:
            print(f"  {line!r}")
    for line in got:
        if line not in want:
            print(f"    told {line!r}")


if __name__ == "__main__":
    main()
