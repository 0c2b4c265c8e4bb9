"""Scores lines of code and terminals letter for letter, spaces and indentation included, against a corpus' truth.

    python -m benchmarks.ocr_corpus build/pages pages.jsonl
    python -m benchmarks.ocr_lines build/pages pages.jsonl

Read lines of a terminal or a block are put together in columns as code is when it is kept (`processors/rows.py`), of
what was read where the truth has it. Indentation counts within it: how far all of it stands from the edge of a window
is not asked.
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

from processors import rows
from projections.text import SpanRow

FOLDED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"})


@dataclass(frozen=True)
class Wanted:
    """A line of the truth, its box, and the terminal or block that it is of."""

    text: str
    box: tuple[float, float, float, float]
    group: str


@dataclass(frozen=True)
class Shown:
    """A line as it was put together, and its rows of pixels."""

    text: str
    top: int
    bottom: int


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


def shown(lines: Sequence[dict[str, Any]], around: tuple[float, float, float, float]) -> list[Shown]:
    """What was read within a box, put together in columns; line by line as it was read, where it stands in none."""
    spans = [
        SpanRow(i, 0, i, "ocr", tuple(line["box"]), line["text"], 10_000, tuple(tuple(w) for w in line["words"]))
        for i, line in enumerate(lines)
        if around[1] < (line["box"][1] + line["box"][3]) / 2 < around[3]
        and line["box"][0] < around[2]
        and line["box"][2] > around[0]
    ]
    pitch = rows.pitch_of(spans)
    sheet = rows.sheet(spans, pitch, (round(around[0] - pitch), round(around[2] + pitch))) if pitch else None
    if sheet is None:
        return [Shown(folded(span.text), span.box[1], span.box[3]) for span in spans]
    return [Shown(folded(sheet.line(row)), row.box[1], row.box[3]) for row in sheet.rows]


def folded(text: str) -> str:
    """The text with quotes, dashes and compatible forms folded, as the corpus' own scorer does it."""
    return unicodedata.normalize("NFKC", text.replace("\u00a0", " ")).translate(FOLDED)


def judged(truth: dict[str, Any], lines: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """For each line of the truth, it and what was read in its place, from the same column on."""
    groups: defaultdict[str, list[Wanted]] = defaultdict(list)
    for want in wanted(truth):
        groups[want.group].append(want)
    for group in groups.values():
        corners = [want.box for want in group]
        around = (
            min(b[0] for b in corners),
            min(b[1] for b in corners),
            max(b[2] for b in corners),
            max(b[3] for b in corners),
        )
        read = shown(lines, around)
        told = [(want.text, _in_place(want, read)) for want in group]
        [(shift, _)] = Counter(_indent(want) - _indent(text) for want, text in told).most_common(1)
        for line, text in told:
            yield line, " " * (_indent(text) + shift) + text.lstrip()


def _in_place(want: Wanted, read: Sequence[Shown]) -> str:
    middle = (want.box[1] + want.box[3]) / 2
    near = [line for line in read if line.top < middle < line.bottom]
    return min(near, key=lambda line: abs(line.top + line.bottom - 2 * middle), default=Shown("", 0, 0)).text


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


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
