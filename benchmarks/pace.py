"""How long recorded questions take on a large log: those of the sets in `benchmarks/questions/`, each asked twice.

    python -m benchmarks.pace DATAROOT [--every 20] [--keep answers.json] [--against answers.json]

DATAROOT is best one of `benchmarks.recurring`. What counts is **processor time**: milliseconds when a question is asked
for the first time, and when it is asked again. With --against it tells whose answers differ, and how the times of the
same questions have changed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask

_SETS = Path(__file__).parent / "questions"
_WARMING = ("where did I see the", "who is the assignee of", "which site did I use most?")
_SLOWEST = 10


@dataclass(frozen=True)
class Asked:
    """A question, how long it took, in ms of processor time, and what came of it."""

    question: str
    first_ms: float
    again_ms: float
    family: str
    state: str
    summary: str


def questions(every: int) -> list[str]:
    """Return one of so many of the recorded questions, the same ones each time."""
    sets = (json.loads(path.read_text("utf-8"))["questions"] for path in sorted(_SETS.glob("*.json")))
    return [question["question"] for asked in sets for question in asked][::every]


def asked_of(root: DataRoot, wanted: Sequence[str]) -> Iterator[Asked]:
    """Ask a log, a minute after its last frame."""
    with Views(root) as views:
        [last] = views.facts.execute("SELECT max(ts_us) FROM frames").fetchone()
        if last is None:
            sys.exit(f"The views of {root.path} know no frames: read it, or rebuild it, before.")
        now = datetime.fromtimestamp(last / 1e6 + 60, UTC)
        for question in _WARMING:
            ask(views, question, now=now, zone=UTC)
        for question in wanted:
            begun = time.process_time()
            answer = ask(views, question, now=now, zone=UTC)
            between = time.process_time()
            ask(views, question, now=now, zone=UTC)
            first, again = between - begun, time.process_time() - between
            family = answer.plan.family if answer.plan else ""
            yield Asked(question, 1e3 * first, 1e3 * again, family, answer.state, answer.summary)


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"p50 {middle:,.0f}, p95 {most:,.0f}, most {ordered[-1]:,.0f}, all {sum(ordered) / 1e3:,.1f} s"


def report(rows: Sequence[Asked]) -> Iterator[str]:
    """Yield how long questions took, those of each family together, and the slowest."""
    yield f"{len(rows)} questions, ms of processor time"
    yield f"asked for the first time: {_spread([row.first_ms for row in rows])}"
    yield f"asked again: {_spread([row.again_ms for row in rows])}"
    of_family = defaultdict[str, list[float]](list)
    for row in rows:
        of_family[row.family or "nothing"].append(row.again_ms)
    for family, times in sorted(of_family.items(), key=lambda pair: -sum(pair[1])):
        yield f"  {family}: {len(times)} questions, {_spread(times)}"
    for row in sorted(rows, key=lambda row: -row.again_ms)[:_SLOWEST]:
        yield f"  {row.again_ms:,.0f} ms: {row.question}"


def differences(rows: Sequence[Asked], before: Sequence[Asked]) -> Iterator[str]:
    """Yield how the times of the questions that both have been asked changed, and which answers did."""
    earlier = {row.question: row for row in before}
    pairs = [(earlier[row.question], row) for row in rows if row.question in earlier]
    yield f"before, asked again: {_spread([one.again_ms for one, _ in pairs])}"
    yield f"now, asked again: {_spread([other.again_ms for _, other in pairs])}"
    for one, other in pairs:
        if (one.state, one.summary) != (other.state, other.summary):
            yield f"  {one.question}\n    - {one.state}: {one.summary}\n    + {other.state}: {other.summary}"


def main() -> None:
    """Ask, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="DATAROOT")
    parser.add_argument("--every", type=int, default=20, help="ask one of so many questions")
    parser.add_argument("--keep", type=Path, help="write the answers and times there")
    parser.add_argument("--against", type=Path, help="answers and times that an earlier run kept")
    args = parser.parse_args()
    rows = list(asked_of(DataRoot(args.root), questions(args.every)))
    print(*report(rows), sep="\n")
    if args.against:
        print(*differences(rows, [Asked(**row) for row in json.loads(args.against.read_text("utf-8"))]), sep="\n")
    if args.keep:
        args.keep.write_text(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
