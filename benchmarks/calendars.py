"""Calendars end to end: drawn ones go through Stage 1 and the reader of text, and what is read of them is scored.

    python -m benchmarks.calendars build/calendars --first 1000 --count 60

An entry that is told counts as right where the calendar has one on that day with these words, and at that time: its
own, or one in the row of the hour that is told. Entries whose title is not wholly in sight are not missed where
they are not told. The DataRoot is kept in the directory named: a second run only scores.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.almanac_look import HEIGHT, WIDTH
from benchmarks.almanacs import almanac
from benchmarks.browser import Browser
from benchmarks.spool import rendered
from ingest.handoff import HandoffIngestor
from ledger.dataroot import DataRoot
from processors.batch import Batch
from processors.idle import OpenGate
from processors.registry import chosen
from projections import standing
from projections.text import SpanRow
from projections.views import Views
from query.calendar import almanac as reader
from query.calendar.entry import Entry
from query.language.words import tokens

_ENOUGH = 0.75
# Whether each title is in sight: nothing lies upon the middle of any word of it, and nothing cuts it off.
_SEEN = """(() => [...document.querySelectorAll('[data-e]')].filter(e => {
  const r = document.createRange(), inside = [];
  const walk = document.createTreeWalker(e.querySelector('b') || e, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) for (const m of n.data.matchAll(/\\S+/g)) {
    r.setStart(n, m.index); r.setEnd(n, m.index + m[0].length);
    const b = r.getBoundingClientRect(), at = document.elementFromPoint((b.left + b.right) / 2, (b.top + b.bottom) / 2);
    const end = document.elementFromPoint(b.right - 1, b.bottom - 3);
    inside.push(at && end && e.contains(at) && e.contains(end));
  }
  return inside.every(x => x);
}).map(e => +e.dataset.e))()"""


def draw(browser: Browser, seed: int) -> tuple[bytes, dict[str, Any]]:
    """Return a calendar's picture (PNG), and its truth."""
    page = almanac(seed)
    browser.show(page.html, round(WIDTH * page.scale), round(HEIGHT * page.scale), page.scale)
    entries = [[str(e.day), e.title, e.begins, e.lasts, e.place] for e in page.entries]
    truth = {"entries": entries, "seen": str(page.seen), "view": page.view, "in_sight": browser.ask(_SEEN)}
    return browser.picture(), truth


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--misses", action="store_true", help="tell what was missed and what was told wrongly")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(args.out.resolve() / "keys"))
    spool = rendered(args.out / "spool", args.first, args.count, draw)
    root = DataRoot(args.out / f"root-{args.first}-{args.count}")
    for directory in spool.directories:
        HandoffIngestor(root.path).ingest_handoff_dir(directory)
    Batch(root, chosen(["text"]), OpenGate(), require_idle=False, force=False, sleep_ms=0).run()
    counts = Counter[tuple[str, str]]()
    with Views(root) as views:
        for truth in spool.truths:
            lines = standing.on_frame(views.facts, truth["frame_id"], "ocr")
            score(truth, lines, counts, tells=args.misses)
    print(told(counts))


def score(truth: dict[str, Any], lines: Sequence[SpanRow], counts: Counter[tuple[str, str]], *, tells: bool) -> None:
    """Count what is read of one calendar."""
    seen, view = date.fromisoformat(truth["seen"]), truth["view"]
    left = dict(enumerate(truth["entries"]))
    for entry in reader.read(lines).entries:
        day = entry.day.date(seen)
        # A card tells an entry again.
        noted = next((each for each in truth["entries"] if str(day) == each[0] and _says(entry, each)), None)
        is_right = noted is not None and _is_at(entry, noted)
        left = {n: each for n, each in left.items() if each is not noted}
        for each in (view, "all"):
            counts[each, "told"] += 1
            counts[each, "right"] += is_right
            counts[each, "timed"] += is_right and entry.tells_its_time
        if tells and not is_right:
            print(f"{truth['seed']} {view}: wrong {entry.text!r} {day} {entry.clock!r} {entry.about}")
    for n, noted in enumerate(truth["entries"]):
        if n in truth["in_sight"]:
            for each in (view, "all"):
                counts[each, "there"] += 1
                counts[each, "found"] += n not in left
            if tells and n in left:
                print(f"{truth['seed']} {view}: missed {noted}")


def _says(entry: Entry, noted: Sequence[Any]) -> bool:
    there, wanted = set(tokens(entry.text)), tokens(noted[1])
    return sum(token in there for token in wanted) >= _ENOUGH * len(wanted)


def _is_at(entry: Entry, noted: Sequence[Any]) -> bool:
    """Say whether the time that is told is that of the entry; what tells none is right, and so is all day."""
    _, _, begins, lasts, _ = noted
    if not lasts:
        return entry.stretch is None and (entry.hour is None or entry.is_all_day)
    first, last = entry.minutes
    return first <= begins < last and not entry.is_all_day


def told(counts: Counter[tuple[str, str]]) -> str:
    """Return the table."""
    lines = [f"{'':<10}{'in sight':>9}{'recall':>9}{'told':>7}{'precision':>11}"]
    for view in _views(counts):
        there, found, said, right = (counts[view, what] for what in ("there", "found", "told", "right"))
        lines.append(f"{view:<10}{there:>9}{found / max(there, 1):>9.3f}{said:>7}{right / max(said, 1):>11.3f}")
    return "\n".join(lines)


def _views(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    yield from sorted({view for view, _ in counts if view != "all"})
    yield "all"


if __name__ == "__main__":
    main()
