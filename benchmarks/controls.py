"""Controls and fields end to end: screens with truth go through Stage 1 and Stage 2, and what the views say is scored.

    python -m benchmarks.controls recorded ../shared/corpus/dev build/dev
    python -m benchmarks.controls made build/made --first 1000 --count 60
    python -m benchmarks.controls modern build/modern --first 7000 --count 44

`recorded` takes a recorded corpus (its `truth/frames` is read for scoring only), `made` renders pages from seeds in
many looks with a headless Chromium, `modern` others as design systems draw them (`--kept`: those that nothing was tried
on), and tells of each look by itself. The DataRoot is kept in the directory named, so that a second run looks only at
what is left, or scores what is there. How things are matched is said in docs/controls.md.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import modern, modern_more
from benchmarks.looks import Rendering, rendering
from benchmarks.rendered import render
from benchmarks.scoring import Screen, Tally, made_screen, recorded_screen
from benchmarks.spool import recorded, rendered
from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen
from projections import elements, fields
from projections.views import Views


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(dest="way", required=True)
    of_corpus = ways.add_parser("recorded")
    of_corpus.add_argument("corpus", type=Path)
    of_corpus.add_argument("out", type=Path)
    of_corpus.add_argument("--only", action="append", metavar="HANDOFF", help="these handoff directories only")
    of_seeds, of_looks = ways.add_parser("made"), ways.add_parser("modern")
    of_looks.add_argument("--kept", action="store_true", help="the looks on which nothing was tried")
    for each in (of_seeds, of_looks):
        each.add_argument("out", type=Path)
        each.add_argument("--first", type=int, default=1000)
        each.add_argument("--count", type=int, default=60)
    for each in (of_corpus, of_seeds, of_looks):
        each.add_argument("--again", action="store_true", help="look for controls and fields again, not for text")
        each.add_argument("--misses", action="store_true", help="tell what was missed and what was found wrongly")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(args.out.resolve() / "keys"))
    looks: Sequence[modern.Look] = ()
    if args.way == "recorded":
        handoffs = recorded(args.corpus, args.only)
        truths = {truth["frame_id"]: recorded_screen(truth) for truth in handoffs.truths}
    else:
        page_of: Callable[[int], Rendering] = rendering
        if args.way == "modern":
            looks = modern_more.LOOKS if args.kept else modern.LOOKS
            page_of = partial(modern.rendering, looks=looks)
        handoffs = rendered(args.out / "spool", args.first, args.count, partial(render, page_of=page_of))
        truths = {truth["frame_id"]: made_screen(truth) for truth in handoffs.truths}
    root = DataRoot(args.out / "root")
    ingestor = HandoffIngestor(root.path)
    for directory in handoffs.directories:
        ingestor.ingest_handoff_dir(directory)
    _look(root, again=args.again)
    tally = Tally(args.misses)
    by_look: dict[str, Tally] = {}
    names = {t["frame_id"]: looks[t["seed"] % len(looks)].__name__ for t in handoffs.truths} if looks else {}
    for frame, screen, found, read in _known(root, truths):
        tally.add(frame, screen, found, read)
        if frame in names:
            by_look.setdefault(names[frame], Tally()).add(frame, screen, found, read)
    for name, of_look in by_look.items():
        print(f"{name}\n{of_look.told()}")
    print(tally.told())


def _look(root: DataRoot, *, again: bool) -> None:
    for name in ("text", "elements", "fields"):
        start = time.perf_counter()
        force = again and name != "text"
        report = Batch(root, chosen([name]), OpenGate(), require_idle=False, force=force, sleep_ms=0).run()
        spent = time.perf_counter() - start
        per_frame = spent / max(report.examined, 1)
        print(f"{name}: {report.examined} frames, {per_frame:.2f} s each, {report.failed} failed", flush=True)


def _known(
    root: DataRoot, truths: dict[str, Screen]
) -> Iterator[tuple[str, Screen, list[elements.ElementRow], list[fields.FieldRow]]]:
    with Views(root) as views:
        for frame, screen in truths.items():
            yield (
                frame,
                screen,
                elements.on_frame(views.facts, frame, "layout"),
                fields.on_frame(views.facts, frame, "layout"),
            )


if __name__ == "__main__":
    main()
