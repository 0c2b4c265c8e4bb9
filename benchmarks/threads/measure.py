"""How well posts are read off chats, comments and tickets in looks as programs have them.

    python -m benchmarks.threads.measure build/threads
    python -m benchmarks.threads.measure build/threads --seed 3 --pages 4 --tell slack

Pages are drawn by a headless Chromium, which tells where each message stands, and read by the embedded reader; what
was read is kept in the directory, so that a second run only reads posts anew. Some of the looks were used to mend the
rules (`tuned`), others not before all was measured once (`held out`), others were drawn when the rules stood (`fresh`).
How things are counted is said in docs/understanding.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.browser import Browser, Drawing
from benchmarks.threads import chats, comments, fresh, others
from benchmarks.threads.marks import KINDS, Tally
from benchmarks.threads.talk import Talk
from processors.threads import posts_of
from projections.text import SpanRow

Look = Callable[[Talk], str]
TUNED: tuple[Look, ...] = (
    chats.slack, chats.whatsapp, chats.mattermost, chats.irc, comments.github, comments.gitlab, comments.hackernews,
    comments.mails, comments.french,
)  # fmt: skip
HELD_OUT: tuple[Look, ...] = (
    chats.discord, chats.signal, chats.teams, chats.google_chat, chats.messenger, chats.irc_columns, comments.jira,
    comments.forum, comments.word, comments.german,
)  # fmt: skip
NONE_TUNED: tuple[Look, ...] = (
    others.calendar, others.rota, others.inbox, others.news, others.videos, others.activity,
)  # fmt: skip
NONE_HELD_OUT: tuple[Look, ...] = (
    others.files, others.timetable, others.log, others.chats, others.contacts, others.commits, others.tracks,
)  # fmt: skip
FRESH: tuple[Look, ...] = (
    fresh.telegram, fresh.zulip, fresh.facebook, fresh.reddit, fresh.skype, fresh.google_docs, fresh.youtube,
    fresh.devops,
)  # fmt: skip
NONE_FRESH: tuple[Look, ...] = (
    fresh.calls, fresh.notices, fresh.versions, fresh.slots, fresh.tasks, fresh.results,
)  # fmt: skip
GROUPS = {
    "tuned": TUNED,
    "held out": HELD_OUT,
    "none, tuned": NONE_TUNED,
    "none, held out": NONE_HELD_OUT,
    "fresh": FRESH,
    "none, fresh": NONE_FRESH,
}
FAMILIES = ("Liberation Sans", "DejaVu Sans", "Liberation Sans Narrow", "Liberation Sans")
SIZES = ((1400, 900, 1.0), (1920, 1080, 1.25), (1280, 860, 1.0))

SCRIPT = r"""
(() => {
  const s = devicePixelRatio;
  const inside = (r, c) => r.left >= c.left - 1 && r.top >= c.top - 1 && r.right <= c.right + 1 &&
    r.bottom <= c.bottom + 1;
  const view = {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
  const whole = e => { const clip = e.closest('[data-clip]'), r = e.getBoundingClientRect();
    return inside(r, view) && (!clip || inside(r, clip.getBoundingClientRect())); };
  const heads = new Set([...document.querySelectorAll('[data-head]')].filter(whole).map(e => e.dataset.head));
  return [...document.querySelectorAll('[data-m]')].map(e => {
    const r = e.getBoundingClientRect();
    const lines = [...e.getClientRects()].filter(r => r.width > 0);
    return {author: e.dataset.m, run: e.dataset.run, said: e.dataset.said, text: e.innerText,
      headed: heads.has(e.dataset.run), whole: whole(e),
      box: [Math.min(...lines.map(r => r.left), r.left) * s, r.top * s, r.right * s, r.bottom * s]};
  });
})()
"""


@dataclass(frozen=True)
class Sheet:
    """A page that was read: which look of which group, its messages as they are, and the lines that were read."""

    group: str
    look: str
    number: int
    messages: list[dict[str, Any]]
    lines: list[dict[str, Any]]


def talk_of(look: str, seed: int, number: int) -> Talk:
    chance = Random(f"{seed}/{look}/{number}")
    return Talk(chance, number % 2 == 1, FAMILIES[number % len(FAMILIES)], chance.choice((13, 14, 15, 16)))


def drawn(home: Path, seed: int, pages: int) -> None:
    """Draw the pages that are not there yet, each with its messages."""
    home.mkdir(parents=True, exist_ok=True)
    with Browser(Drawing()) as browser:
        for looks in GROUPS.values():
            for look in looks:
                for number in range(pages):
                    picture = home / f"{seed}-{look.__name__}-{number}.png"
                    if picture.exists():
                        continue
                    width, height, scale = SIZES[number % len(SIZES)]
                    browser.show(look(talk_of(look.__name__, seed, number)), width, height, scale)
                    picture.with_suffix(".json").write_text(json.dumps(browser.ask(SCRIPT)), "utf-8")
                    picture.write_bytes(browser.picture())


def sheets(home: Path, seed: int, pages: int) -> Iterator[Sheet]:
    """Yield the pages, read; what was read is kept."""
    from processors.engines import EmbeddedReader

    reader: EmbeddedReader | None = None
    named = [(group, look.__name__) for group, looks in GROUPS.items() for look in looks]
    for number in range(pages):
        for group, look in named:
            picture = home / f"{seed}-{look}-{number}.png"
            kept = picture.with_suffix(".lines")
            if not kept.exists():
                reader = reader or EmbeddedReader()
                pixels = np.asarray(Image.open(picture).convert("RGB"))
                read = [{"box": e.box, "text": e.text, "words": e.words} for e in reader.lines(pixels)]
                kept.write_text(json.dumps(read), "utf-8")
            messages = json.loads(picture.with_suffix(".json").read_text("utf-8"))
            yield Sheet(group, look, number, messages, json.loads(kept.read_text("utf-8")))


def spans_of(sheet: Sheet) -> list[SpanRow]:
    return [
        SpanRow(n, 0, n, "ocr", tuple(e["box"]), e["text"], 10_000, tuple(tuple(w) for w in e["words"]))
        for n, e in enumerate(sheet.lines)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=4, help="of each look")
    parser.add_argument("--tell", action="append", default=[], help="tell all errors of a look")
    args = parser.parse_args()
    drawn(args.home, args.seed, args.pages)
    counts: dict[str, Counter[str]] = {}
    totals: dict[str, Counter[str]] = {}
    for sheet in sheets(args.home, args.seed, args.pages):
        told = Tally(f"{sheet.look} {sheet.number}", sheet.look in args.tell)
        found = told.counted(sheet.messages, posts_of(spans_of(sheet)))
        counts.setdefault(f"{sheet.group}: {sheet.look}", Counter()).update(found)
        totals.setdefault(sheet.group, Counter()).update(found)
    print(f"{'':<30}" + "".join(f"{kind:>9}" for kind in KINDS) + f"{'precis.':>9}{'recall':>9}{'said':>7}")
    for name, each in (*counts.items(), *totals.items()):
        print(f"{name:<30}" + "".join(f"{each[kind]:>9}" for kind in KINDS) + shares(each))


def shares(each: Counter[str]) -> str:
    def share(part: int, whole: int) -> str:
        return f"{part / whole:.3f}" if whole else "-"

    return (
        f"{share(each['right'], each['found']):>9}{share(each['hit'], each['there']):>9}"
        f"{share(each['timed'], each['saying']):>7}"
    )


if __name__ == "__main__":
    main()
