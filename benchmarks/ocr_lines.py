"""Scores lines of code and terminals letter for letter, spaces and indentation included, against a corpus' truth.

    python -m benchmarks.ocr_corpus build/pages pages.jsonl
    python -m benchmarks.ocr_lines build/pages pages.jsonl

Read lines are put together as whoever quotes them does it (`projections/verbatim.py`). Indentation counts within what
was put together: how far all of it stands from the edge of a window that nobody sees is not asked.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from projections.text import SpanRow
from projections.verbatim import blocks

FOLDED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


@dataclass(frozen=True)
class Wanted:
    """A line of the truth, its box, and the terminal or block that it is of."""

    text: str
    box: tuple[float, float, float, float]
    group: str


@dataclass(frozen=True)
class Shown:
    """A line as it was put together, its box, and the number of its block (-1: it stands in none)."""

    text: str
    box: tuple[int, int, int, int]
    block: int


def wanted(truth: dict[str, Any]) -> Iterator[Wanted]:
    """The lines that have their spaces noted and whose every word is wholly visible."""
    seen = Counter(word[5] for word in truth["words"] if not word[6])
    grouped: defaultdict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for number, line in enumerate(truth["lines"]):
        if line["source"].startswith("term") or "raw" in line:
            grouped[f"{line['source']}/{line.get('hwnd')}/{line.get('block')}"].append((number, line))
    for group, lines in grouped.items():
        for number, line in lines:
            text = line.get("raw", line["text"]).rstrip().expandtabs(8)
            if seen[number] == len(text.split()):
                x0, y0, x1, y1 = line["box"]
                yield Wanted(folded(text), (x0, y0, x1, y1), group)


def shown(lines: Sequence[dict[str, Any]]) -> list[Shown]:
    """The rows of every block that was read, and the lines that stand in none."""
    spans = [
        SpanRow(i, 0, i, "ocr", tuple(line["box"]), line["text"], 0, tuple(tuple(w) for w in line["words"]))
        for i, line in enumerate(lines)
    ]
    found: list[Shown] = []
    left = set(range(len(spans)))
    for number, block in enumerate(blocks(spans)):
        for text, row in zip(block.lines, block.rows, strict=True):
            if row:
                boxes = [spans[i].box for i in row]
                x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
                found.append(Shown(folded(text), (x0, y0, max(b[2] for b in boxes), max(b[3] for b in boxes)), number))
                left -= set(row)
    return found + [Shown(folded(spans[i].text), spans[i].box, -1) for i in left]


def folded(text: str) -> str:
    """The text with quotes, dashes and compatible forms folded, as the corpus' own scorer does it."""
    return unicodedata.normalize("NFKC", text.replace("\u00a0", " ")).translate(FOLDED)


def judged(truth: dict[str, Any], lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """For each line of the truth, it and what was read in its place, from the same column on."""
    read = shown(lines)
    pairs: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for want in wanted(truth):
        middle = (want.box[1] + want.box[3]) / 2
        there = [s for s in read if s.box[1] < middle < s.box[3] and _shared(s.box, want.box) > 0]
        best = max(there, key=lambda s: _shared(s.box, want.box), default=Shown("", (0, 0, 0, 0), -1))
        pairs[want.group, best.block].append((want.text, best.text))
    for (_, block), told in pairs.items():
        shifts = Counter(_indent(want) - _indent(text) for want, text in told)
        # A line that stands in no block has no indentation.
        [(shift, _)] = shifts.most_common(1) if block >= 0 else [(0, 0)]
        for line, text in told:
            yield line, " " * (_indent(text) + shift) + text.lstrip()


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _shared(a: Sequence[float], b: Sequence[float]) -> float:
    return min(a[2], b[2]) - max(a[0], b[0])


def main() -> None:
    parser = argparse.ArgumentParser(description="Score lines of code and terminals.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("read", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print the lines that differ")
    args = parser.parse_args()
    truths = [json.loads(path.read_text("utf-8")) for path in sorted((args.corpus / "truth" / "frames").glob("*.json"))]
    by_frame = {truth["frame_id"]: truth for truth in truths}
    count = exact = same_words = 0
    for row in map(json.loads, args.read.read_text("utf-8").splitlines()):
        for want, read in judged(by_frame[row["frame_id"]], row["lines"]):
            count += 1
            exact += want == read
            same_words += want.split() == read.split()
            if args.wrong and want != read:
                print(f"{row['frame_id']}\n  {want!r}\n  {read!r}")
    print(f"{count} lines, exact {exact / max(1, count):.4f}, exact but for spaces {same_words / max(1, count):.4f}")


if __name__ == "__main__":
    main()
