"""Counts the blocks of code that are told letter for letter on pages as notebooks, chats and manuals set them.

    python -m benchmarks.excerpts [--families "DejaVu Sans Mono" Hack] [--scales 1 1.25] [--wrong]

A headless Chromium draws the pages; the embedded reader reads them, and the code processor tells what stands there. A
block counts where it is told whole, with its indentation and nothing else; what else is told counts as too much.
"""
# ruff: noqa: E501 - markup and rules stand on one line, as they would in a page

from __future__ import annotations

import argparse
import html
import io
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from PIL import Image

from benchmarks.browser import Browser, Drawing
from ledger.facts import Window
from processors.code import snippets
from processors.engines import EmbeddedReader
from processors.findings import Subject
from processors.language import Classifier
from projections.text import SpanRow

PYTHON = '''\
def load(path: Path) -> dict[str, float]:
    """Read the wells of a plate."""
    wells = {}
    with path.open() as file:
        for row in csv.DictReader(file):
            wells[row["well"]] = float(row["od"])
    return wells'''
PANDAS = """\
import pandas as pd

plates = pd.read_csv("plates.csv")
mean = plates.groupby("run")["od"].mean()
print(mean.head(3))"""
SQL = """\
SELECT c.name, count(*) AS orders
FROM customers c
JOIN orders o ON o.customer_id = c.id
WHERE o.placed_at >= date '2026-01-01'
GROUP BY c.name
ORDER BY orders DESC
LIMIT 20;"""
JAVASCRIPT = """\
export async function upload(file, token) {
  const body = new FormData();
  body.append("file", file);
  const answer = await fetch("/api/files", {
    method: "POST",
    headers: { Authorization: token },
    body,
  });
  return answer.json();
}"""
SHELL = """\
docker compose pull
docker compose up -d --remove-orphans
docker image prune -f"""
SIZE = (1600, 1100)
DARK = "background: #262624; color: #ededed"

Mono = Callable[[str], str]
"""Sets code in the font of a page: text to HTML."""


def _framed(mono: Mono, code: str, frame: str, caption: str = "") -> str:
    head = f"<div style='display: flex; justify-content: space-between; padding: 8px 16px; font: 12px Lato; opacity: 0.7'>{caption}</div>"
    body = f"<div style='padding: 4px 16px 14px'>{mono(code)}</div>" if caption else mono(code)
    return f"<div style='margin: 12px 0; border-radius: 6px; {frame}'>{head if caption else ''}{body}</div>"


def _numbered(mono: Mono, code: str) -> str:
    rows = (
        f"<div style='display: flex'><div style='width: 40px; text-align: right; margin-right: 16px; opacity: 0.5'>{mono(str(n))}</div>{mono(line)}</div>"
        for n, line in enumerate(code.split("\n"), 1)
    )
    return "".join(rows)


def _page(body: str, width: int = 800, style: str = "background: #fff") -> str:
    return f"<body style='margin: 0; {style}'><div style='width: {width}px; margin: 20px 300px; font: 16px/25px Lato'>{body}</div>"


def notebook(mono: Mono) -> str:
    """Jupyter: numbered cells in frames, what they print below."""

    def cell(number: int, code: str, printed: str = "") -> str:
        label = f"<div style='width: 90px; text-align: right; color: #303f9f; padding: 6px 8px'>{mono(f'In [{number}]:')}</div>"
        frame = "flex: 1; background: #f7f7f7; border: 1px solid #cfcfcf; padding: 5px 8px"
        told = f"<div style='margin-left: 106px; padding: 4px 8px'>{mono(printed)}</div>" if printed else ""
        return f"<div style='display: flex; margin: 6px 0'>{label}<div style='{frame}'>{mono(code)}</div></div>{told}"

    printed = "run\n41    0.231\n42    0.415\n43    0.388"
    return _page(
        f"<h2>Plates of June</h2>{cell(1, PANDAS, printed)}<p>The same without pandas:</p>{cell(2, PYTHON)}", 900
    )


def cells(mono: Mono) -> str:
    """Colab: grey cells right below each other, a number at the left."""

    def cell(number: int, code: str) -> str:
        label = f"<div style='width: 50px; padding: 8px 4px; opacity: 0.7'>{mono(f'[{number}]')}</div>"
        return f"<div style='display: flex; margin: 10px 0; background: #f7f7f7'>{label}<div style='padding: 8px'>{mono(code)}</div></div>"

    return _page(f"<p>File &nbsp; Edit &nbsp; View &nbsp; Insert &nbsp; Runtime</p>{cell(1, PANDAS)}{cell(2, PYTHON)}")


def assistant(mono: Mono) -> str:
    """A chat with a model: language and `Copy code` over each block."""
    frame = "background: #f9f9f9; border: 1px solid #eee"
    first = _framed(mono, PYTHON, frame, "<span>python</span><span>Copy code</span>")
    other = _framed(mono, JAVASCRIPT, frame, "<span>javascript</span><span>Copy code</span>")
    return _page(
        f"<p>Here is a small function that does it:</p>{first}<p>And to send it:</p>{other}<p>Shall I add tests?</p>"
    )


def dark_assistant(mono: Mono) -> str:
    """The same on a dark page, with little prose."""
    frame = "background: #1e1e1e; border: 1px solid #444"
    first, other = _framed(mono, PYTHON, frame, "python"), _framed(mono, SHELL, frame, "bash")
    return _page(f"<p>Here is a small function that does it:</p>{first}<p>Then deploy:</p>{other}", style=DARK)


def answer(mono: Mono) -> str:
    """An answer of a forum for programmers, names of code in its sentences."""
    frame = "background: #f6f6f6; padding: 12px"
    said = f"<p>Take <code>csv.DictReader</code> and build a <code>dict</code> of it:</p>{_framed(mono, PYTHON, frame)}"
    return _page(f"{said}<p>Then call these, so that <code>.env</code> is read again:</p>{_framed(mono, SHELL, frame)}")


def readme(mono: Mono) -> str:
    """The front page of a repository."""
    frame = "background: #f6f8fa; padding: 16px"
    first = f"<h2>Deploying</h2><p>Run these on the server:</p>{_framed(mono, SHELL, frame)}"
    return _page(
        f"{first}<h2>Upload from a page</h2><p>The function below sends one file.</p>{_framed(mono, JAVASCRIPT, frame)}"
    )


def runbook(mono: Mono) -> str:
    """A wiki page with hardly any words."""
    frame = "background: #f7f6f3; padding: 30px"
    return _page(f"<h1>Runbook</h1>{_framed(mono, SHELL, frame)}<p>Who ordered most:</p>{_framed(mono, SQL, frame)}")


def repository(mono: Mono) -> str:
    """A file in a repository's browser, with line numbers."""
    head = "<div style='background: #f6f8fa; padding: 10px'>Code &nbsp; Blame &nbsp; &nbsp; 7 lines (7 loc) &nbsp; Raw</div>"
    return _page(
        f"<p>lab / assay / <b>plate.py</b></p><div style='border: 1px solid #d0d7de'>{head}{_numbered(mono, PYTHON)}</div>"
    )


def chat(mono: Mono) -> str:
    """A query in a message, beside the list of channels."""
    channels = "<br>".join(["<b>Lab</b>", "# general", "# ops", "# plates", "Ana Rowe", "Ben Ito"])
    side = f"<div style='width: 220px; position: absolute; left: 0; top: 0; background: #3f0e40; color: #cfc3cf; height: 900px; padding: 12px; line-height: 28px'>{channels}</div>"
    block = _framed(mono, SQL, "border: 1px solid #ddd; background: #f8f8f8; padding: 8px")
    return _page(
        f"{side}<p><b>Ana Rowe</b> 10:14 AM<br>this is what I run for the report</p>{block}<p><b>Ben Ito</b> 10:20 AM<br>thanks, faster than mine</p>"
    )


PAGES: tuple[tuple[Callable[[Mono], str], tuple[str, ...]], ...] = (
    (notebook, (PANDAS, PYTHON)),
    (cells, (PANDAS, PYTHON)),
    (assistant, (PYTHON, JAVASCRIPT)),
    (dark_assistant, (PYTHON, SHELL)),
    (answer, (PYTHON, SHELL)),
    (readme, (SHELL, JAVASCRIPT)),
    (runbook, (SHELL, SQL)),
    (repository, (PYTHON,)),
    (chat, (SQL,)),
)


def set_in(family: str, size: int) -> Mono:
    """Return what sets code in a font of `size` px."""
    style = f'font: {size}px/{round(1.45 * size)}px "{family}", monospace; white-space: pre'
    return lambda code: f"<div style='{style}'>{html.escape(code)}</div>"


def told(
    reader: EmbeddedReader, classifier: Classifier, pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
) -> list[str]:
    """Return the blocks that the code processor tells of a picture of a page."""
    lines = sorted(reader.lines(pixels), key=lambda line: (line.box[1], line.box[0]))
    spans = tuple(SpanRow(n + 1, 5, n, "ocr", line.box, line.text, 9_900, line.words) for n, line in enumerate(lines))
    window = Window(
        (0, 0, *SIZE), "Plates - Chromium", "Chromium", "/usr/bin/chromium", focused=True, category="browser"
    )
    return [each.text for each in snippets(Subject("frame", size=SIZE, spans=spans, windows=(window,)), classifier)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Count blocks of code on pages that are told exactly.")
    parser.add_argument("--families", nargs="+", default=["DejaVu Sans Mono", "Hack", "Inconsolata", "Fira Code"])
    parser.add_argument("--sizes", type=int, nargs="+", default=[13, 14])
    parser.add_argument("--scales", type=float, nargs="+", default=[1.0, 1.25])
    parser.add_argument("--wrong", action="store_true", help="print blocks that were told otherwise")
    args = parser.parse_args()
    reader, classifier = EmbeddedReader(), Classifier()
    print(f"{'page':20}{'blocks exact':>16}{'too many':>10}")
    with Browser(Drawing()) as browser:
        for page, wanted in PAGES:
            blocks, exact, more = 0, 0, 0
            for family, size, scale in product(args.families, args.sizes, args.scales):
                browser.show(page(set_in(family, size)), round(SIZE[0] / scale), round(SIZE[1] / scale), scale)
                pixels = np.asarray(Image.open(io.BytesIO(browser.picture())).convert("RGB"))
                got = told(reader, classifier, pixels)
                blocks, exact = blocks + len(wanted), exact + sum(block in got for block in wanted)
                more += max(0, len(got) - len(wanted))
                if args.wrong:
                    _print_wrong(f"{page.__name__}, {family} {size} px x {scale}", wanted, got)
            print(f"{page.__name__:20}{exact:>6} of {blocks:<6}{more:>10}", flush=True)


def _print_wrong(where: str, wanted: Sequence[str], got: Sequence[str]) -> None:
    for block in got:
        if block not in wanted:
            print(f"--- {where}: told\n{block}")


if __name__ == "__main__":
    main()
