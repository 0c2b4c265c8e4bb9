"""Known-item search: is the screen that a question is about among the first hits, by words, by meaning, and by both?

    python -m benchmarks.known_items DATAROOT QUESTIONS

DATAROOT is a corpus that was taken in and read, QUESTIONS the `truth/questions.json` that belongs to it. A question
counts as it stands, words of asking and of time included, and is read at its own moment; it is met by a hit whose
scene has one of the frames that the truth names in support. Kinds that ask for sums, times or colours have no screen
of their own and are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ledger.dataroot import DataRoot
from projections import lifetimes
from projections.views import Views
from query.passages import hits
from query.times import when

KINDS = frozenset(
    {"text", "field", "code", "command", "final_code", "ui_set", "ui_box", "document", "last_time", "as_of"}
)
FIRST = 10


def measured(ranks: Sequence[int | None]) -> str:
    """Return recall among the first ten, and the mean reciprocal rank."""
    recall = sum(rank is not None and rank <= FIRST for rank in ranks) / len(ranks)
    mean = sum(1 / rank for rank in ranks if rank is not None) / len(ranks)
    return f"recall@{FIRST} {recall:.3f}, MRR {mean:.3f}"


def main() -> None:
    """Ask, and print a line for each way of ranking."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("questions", type=Path)
    args = parser.parse_args()
    told = json.loads(args.questions.read_text(encoding="utf-8"))["questions"]
    asked = [each for each in told if each["kind"] in KINDS and each["support"]]
    weights: tuple[tuple[str, float], ...] = (("words alone", 0.0), ("both, 1 : 0.25", 0.25), ("both, 1 : 0.5", 0.5),
                                              ("both, 1 : 1", 1.0), ("meaning alone", 1e6))  # fmt: skip
    with Views(DataRoot(args.root)) as views:
        print(f"{len(asked)} questions")
        for said, weight in weights:
            hits.MEANING = weight
            print(f"{said:16} {measured([rank_of(views, each) for each in asked])}")


def rank_of(views: Views, asked: dict[str, Any]) -> int | None:
    """Return the place of the first hit that shows a frame in support, or None."""
    wanted = {each["frame_id"] for each in asked["support"]}
    reading = when.read(
        str(asked["question"]), now=datetime.fromisoformat(asked["asked_at"]), zone=ZoneInfo(asked["timezone"])
    )
    found = hits.find(
        views.facts, asked["question"], reading=reading, limit=FIRST, by_meaning=hits.MEANING > 0, facets=False
    )
    return next((place for place, hit in enumerate(found.hits, 1) if _frames_of(views, hit) & wanted), None)


def _frames_of(views: Views, hit: hits.Hit) -> set[str]:
    placed = lifetimes.frames_between(views.facts, hit.scene.chain, hit.scene.first, hit.scene.last)
    return {each.frame for each in placed}


if __name__ == "__main__":
    main()
