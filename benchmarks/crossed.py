"""Asks the questions of one corpus of the screens of another, where nothing can answer them.

    python -m benchmarks.crossed dev=../shared/corpus/dev:DATAROOT unseen=DIR/corpus:DATAROOT … [--every N] [--out FILE]

A question is asked where a name, number or quote of it stands on no screen and in no title at all: nobody there has
heard of what it asks about, so that every answer but a no is wrong. Its time is a moment at which somebody asked
something of those screens, so that `yesterday` is a day that was recorded; questions that name a date are left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.comparing import place, sets_of
from ledger.dataroot import DataRoot
from projections import titles
from projections.views import Views
from query.ask import ask
from query.language.words import forms, tokens
from query.passages.lookup import Lookup

_DATE = re.compile(
    r"\b(?:\d{4}-\d\d|\d{1,2}(?:st|nd|rd|th)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_NAME = re.compile(r"(?<![.?!:]\s)(?<!^)\b(?:[A-Z][\w'-]{2,}|\w*\d\w*[-/.]?\w*\d\w*)")
# Capitals and numbers that name nothing by themselves.
_NO_NAME = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday english easter christmas gmail slack sql url ansi 256
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)


@dataclass(frozen=True)
class Asking:
    """A question of one corpus, with what it names."""

    origin: str
    text: str
    names: tuple[str, ...]


def askings(name: str, corpus: Path) -> Iterator[Asking]:
    """The questions over a corpus that name something, once each."""
    seen: set[str] = set()
    for _, asking in sets_of(name, corpus):
        for question in asking["questions"]:
            text = " ".join(question["question"].split())
            named = tuple(each for each in _NAME.findall(text) if each.lower() not in _NO_NAME)
            if named and text not in seen and not _DATE.search(text):
                seen.add(text)
                yield Asking(name, text, named)


def _is_known(views: Views, name: str) -> bool:
    spelled = sorted({form for token in tokens(name) for form in forms(token)})
    return bool(Lookup(views.facts).known(spelled)) or bool(titles.with_words(views.facts, [spelled]))


def crossed(there: tuple[str, Path, Path], strange: list[Asking]) -> list[dict[str, Any]]:
    """Ask strange questions of a corpus, and return the answers to those that nothing there can answer."""
    _, corpus, root = there
    moments = [
        (datetime.fromisoformat(each["asked_at"]), each.get("timezone") or asking.get("timezone") or "UTC")
        for _, asking in sets_of(there[0], corpus)
        for each in asking["questions"]
    ]
    rows: list[dict[str, Any]] = []
    with Views(DataRoot(root)) as views:
        for asking, (now, zone) in zip(strange, cycle(moments), strict=False):
            if unknown := [each for each in asking.names if not _is_known(views, each)]:
                answer = ask(views, asking.text, now=now, zone=ZoneInfo(zone))
                rows.append(
                    {
                        "of": asking.origin,
                        "on": there[0],
                        "question": asking.text,
                        "unknown": unknown,
                        "state": answer.state,
                        "family": answer.plan.family if answer.plan else "",
                        "summary": " ".join(answer.summary.split()),
                    }
                )
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """How many were asked of each corpus, and how many were answered, by which families."""
    lines = []
    for name in sorted({row["on"] for row in rows}):
        here = [row for row in rows if row["on"] == name]
        lines.append(f"{name:12}{len(here):>7} asked{sum(row['state'] == 'ok' for row in here):>7} answered")
    by_family = Counter(row["family"] for row in rows if row["state"] == "ok")
    lines += [f"    {count:>5}  {family}" for family, count in by_family.most_common()]
    answered = sum(by_family.values())
    return "\n".join([*lines, f"all: {answered} of {len(rows)} answered ({answered / max(len(rows), 1):.1%})"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", type=place, nargs="+", metavar="NAME=CORPUS:DATAROOT")
    parser.add_argument("--every", type=int, default=1, help="ask each Nth of the other corpora only")
    parser.add_argument("--out", type=Path, help="write the answers there")
    args = parser.parse_args()
    own = {name: list(askings(name, corpus)) for name, corpus, _ in args.places}
    strange = [
        [each for other in own if other != name for each in own[other]][:: args.every] for name, _, _ in args.places
    ]
    with ProcessPoolExecutor(len(args.places)) as pool:
        rows = [row for found in pool.map(crossed, args.places, strange) for row in found]
    print(table(rows))
    if args.out:
        args.out.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
