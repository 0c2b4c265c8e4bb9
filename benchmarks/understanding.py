"""Scores what Stage 2 understood of a recorded corpus against its truth: code, final versions, backgrounds.

    python -m benchmarks.understanding ../shared/corpus/dev DATAROOT

The DataRoot holds the corpus' handoff directories with Stage 2 done (`batch run`); it is only read. A snippet counts
as exact when a line of the journal says it letter for letter, spaces at the ends of lines aside, on a frame that
shows it whole; as same when it differs in white space only, or in whether an ellipsis is one sign or three points.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ledger.dataroot import DataRoot
from projections import code, color, histories
from projections.views import Views

Truth = dict[str, Any]
INSIDE = ("page", "terminal", "editor", "content")


RIM = 3
"""Boxes of the truth are off by up to so many pixels."""


def truths(corpus: Path) -> Iterator[Truth]:
    index = json.loads((corpus / "truth" / "frames_index.json").read_text("utf-8"))
    for row in index["frames"] if isinstance(index, dict) else index:
        yield json.loads((corpus / "truth" / "frames" / f"{row['corpus_frame']}.json").read_text("utf-8"))


def stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


def dedented(text: str) -> str:
    lines = stripped(text).split("\n")
    least = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[least:] for line in lines)


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u2026", "...")


def is_active(truth: Truth, box: Iterable[float]) -> bool:
    if truth["active"] is None:
        return False
    x0, y0, x1, y1 = box
    left, top, right, bottom = truth["active"]["frame_rect"]
    return bool(left <= (x0 + x1) / 2 < right and top <= (y0 + y1) / 2 < bottom)


def is_shown(truth: Truth, wanted: Truth) -> bool:
    """Whether every word of a snippet is wholly visible where it is said to be: parts may be covered, or out of sight.

    Nobody can read what is not shown.
    """
    x0, y0, x1, y1 = wanted["box"]
    words = (word for word in truth["words"] if not word[6])
    shown = Counter(
        text
        for text, left, top, right, bottom, *_ in words
        if x0 - RIM <= (left + right) / 2 <= x1 + RIM and y0 - RIM <= (top + bottom) / 2 <= y1 + RIM
    )
    return not Counter(wanted["text"].split()) - shown


def score_code(views: Views, corpus: Path, missed: bool) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for truth in truths(corpus):
        found = code.on_frame(views.facts, truth["frame_id"])
        said = {dedented(snippet.text) for snippet in found}
        loose = {squeezed(snippet.text) for snippet in found}
        for wanted in truth["code"]:
            sort = "page" if wanted["where"] == "web page" else "typed"
            sort += "" if is_active(truth, wanted["box"]) else ", window behind"
            exact = dedented(wanted["text"]) in said
            same = squeezed(wanted["text"]) in loose
            counts.update({(sort, "all"): 1, (sort, "exact"): int(exact), (sort, "same"): int(same)})
            if is_shown(truth, wanted):
                sort += ", all in sight"
                counts.update({(sort, "all"): 1, (sort, "exact"): int(exact), (sort, "same"): int(same)})
            if missed and not exact:
                print("missed", truth["corpus_frame"], sort, json.dumps(wanted["text"])[:150])
    return counts


def score_blocks(views: Views, corpus: Path, missed: bool) -> Counter[tuple[str, str]]:
    """Of the blocks told on pages in front, those that lie on a block of the truth."""
    counts: Counter[tuple[str, str]] = Counter()
    for truth in truths(corpus):
        boxes = [wanted["box"] for wanted in truth["code"] if wanted["where"] == "web page"]
        for snippet in code.on_frame(views.facts, truth["frame_id"]):
            if snippet.where != "page" or not is_active(truth, snippet.box):
                continue
            hit = any(meets(snippet.box, box) for box in boxes)
            counts.update(
                {("page, blocks told that are some", "all"): 1, ("page, blocks told that are some", "same"): hit}
            )
            if missed and not hit:
                print("no block", truth["corpus_frame"], json.dumps(snippet.text)[:150])
    return counts


def meets(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def score_commands(views: Views, corpus: Path, missed: bool) -> Counter[tuple[str, str]]:
    """Commands at the prompt of the corpus' shell, in the active terminal, that are read letter for letter."""
    counts: Counter[tuple[str, str]] = Counter()
    for truth in truths(corpus):
        found = {squeezed(s.text) for s in code.on_frame(views.facts, truth["frame_id"]) if s.form == "command"}
        for line in truth["lines"]:
            prompt, _, command = line["text"].partition("$ ")
            if line["source"] != "term" or "@" not in prompt or not command or not is_active(truth, line["box"]):
                continue
            hit = any(each.startswith(squeezed(command)) for each in found)
            counts.update({("shell command", "all"): 1, ("shell command", "same"): int(hit)})
            if missed and not hit:
                print("missed", truth["corpus_frame"], "command", command)
    return counts


def score_finals(views: Views, corpus: Path, missed: bool) -> Counter[tuple[str, str]]:
    """Final versions: the last one of the history that holds the first snippet found of it; and whole histories."""
    counts: Counter[tuple[str, str]] = Counter()
    told: defaultdict[str, list[Truth]] = defaultdict(list)
    for each in json.loads((corpus / "truth" / "code_snippets.json").read_text("utf-8")):
        told[each["snippet_id"]].append(each)
    for name, versions in told.items():
        frames = [frame["frame_id"] for version in versions for frame in version["frames"]]
        history = history_with(views, frames, {squeezed(version["text"]) for version in versions})
        texts = [version.snippet.text for version in history]
        final = next(version for version in versions if version["is_final"])
        right = bool(texts) and dedented(texts[-1]) == dedented(final["text"])
        loose = bool(texts) and squeezed(texts[-1]) == squeezed(final["text"])
        told_texts, wanted_texts = [squeezed(text) for text in texts], [squeezed(v["text"]) for v in versions]
        whole = told_texts == wanted_texts
        # What stands between two versions was on the screen: it is no error that the truth does not list it.
        inside = is_within(wanted_texts, told_texts)
        counts.update(
            {("final version", "all"): 1, ("final version", "exact"): int(right), ("final version", "same"): int(loose)}
        )
        counts.update({("whole history", "all"): 1, ("whole history", "same"): int(whole)})
        counts.update({("every version, in order", "all"): 1, ("every version, in order", "same"): int(inside)})
        if missed and not (right and whole):
            print("missed", name, json.dumps(texts)[:600])
    return counts


def is_within(wanted: Sequence[str], told: Iterable[str]) -> bool:
    """Whether all that is wanted is told in that order, whatever is told between."""
    rest = iter(told)
    return all(each in rest for each in wanted)


def history_with(views: Views, frames: Iterable[str], texts: set[str]) -> list[histories.Version]:
    for frame in frames:
        places = [(s.seq, s.place) for s in code.on_frame(views.facts, frame) if squeezed(s.text) in texts]
        for _, history, _ in histories.of_snippets(views.facts, places).values():
            return histories.versions_of(views.facts, history)
    return []


def score_colors(views: Views, corpus: Path) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for truth in truths(corpus):
        rows = color.on_frame(views.facts, truth["frame_id"])
        colours = truth["colors"]
        wanted: dict[str, tuple[tuple[str, ...], Any]] = {"screen": (("screen",), colours["screen"])}
        if "active_window" in colours:
            wanted["window"] = (("window",), colours["active_window"])
            wanted["inside of window"] = (INSIDE, colours.get("viewport", colours["active_client"]))
        for sort, (regions, expected) in wanted.items():
            row = next((row for row in rows if row.region in regions), None)
            exact = row is not None and row.background.rgb == tuple(expected["rgb"])
            counts.update({(f"background, {sort}", "all"): 1, (f"background, {sort}", "exact"): int(exact)})
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--missed", action="store_true", help="tell what was not found")
    args = parser.parse_args()
    with Views(DataRoot(args.data)) as views:
        counts = score_colors(views, args.corpus)
        for score in (score_code, score_blocks, score_commands, score_finals):
            counts.update(score(views, args.corpus, args.missed))
    print(f"{'':32} {'all':>5} {'exact':>6} {'same':>6}")
    for sort in dict.fromkeys(sort for sort, _ in counts):
        cells = [counts.get((sort, column)) for column in ("all", "exact", "same")]
        print(
            f"{sort:32} " + " ".join(f"{'' if cell is None else cell:>{5 + (n > 0)}}" for n, cell in enumerate(cells))
        )


if __name__ == "__main__":
    main()
