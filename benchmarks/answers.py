"""Asks every question of a recorded corpus as it stands, through `query.ask`, and scores the answers.

    python -m benchmarks.answers CORPUS [DATAROOT] [QUESTIONS] [--out answers.jsonl] [--failed]

Without DATAROOT the handoff directories are taken into care and read by the product's own commands, from nothing on.
A question that `requires_unprocessed` directories is asked of a DataRoot in which all the others were read, and these
were taken into care afterwards and not read. With DATAROOT that one is asked as it stands, and nothing of it is
written; questions of the kind above are then asked of a new DataRoot that has only these directories, unread.

Answers are what a person reads: the summary, then the claims. Scored besides: the summary alone. `score.py answers` of
the corpus is run over the same answers; what this script counts on top of it is stricter: an answer of state `ok` to a
question that has none is wrong, whatever its words are, and the state must fit the kind of question. An `ok` that is
wrong is counted apart from an honest no, for it is worse.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.reading import run, taken_in
from ledger.dataroot import DataRoot
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask

Question = dict[str, Any]
# What an honest no may be, by the kind of answer that is right.
_NO = {"not_found": {"not_found", "not_recorded"}, "not_available": {"not_available"}}


@dataclass(frozen=True)
class Outcome:
    """One question with its answer: right or not, by its summary alone, and whether a citation shows it."""

    question: Question
    answer: Answer
    is_right: bool
    is_right_at_once: bool
    has_hit: bool | None

    @property
    def is_wrong(self) -> bool:
        """It claims something that is not so."""
        return not self.is_right and self.answer.state == "ok"


def unread(question: Question) -> frozenset[str]:
    """The handoff directories that must not have been read for a question."""
    return frozenset(question.get("requires_unprocessed") or ())


@contextmanager
def data_roots(
    corpus: Path, given: Path | None, wanted: Iterable[frozenset[str]]
) -> Iterator[dict[frozenset[str], Path]]:
    """Make a DataRoot for each set of directories that must not have been read; the empty set: all are."""
    sets = sorted(set(wanted), key=sorted)
    names = sorted(path.name for path in (corpus / "handoff").iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory(prefix="autocapture-answers-") as made:
        place = Path(made)
        roots: dict[frozenset[str], Path] = {}
        held_back = frozenset().union(*sets) if given is None else frozenset()
        if given is None:
            before = taken_in(corpus, place / "before", [name for name in names if name not in held_back])
            read(before, place / "before")
        for number, lacking in enumerate(sets):
            here = place / str(number)
            if given is not None:
                roots[lacking] = taken_in(corpus, here, sorted(lacking)) if lacking else given
                continue
            shutil.copytree(place / "before", here)
            added_in(corpus, here, held_back - lacking)
            read(here / "data", here)
            added_in(corpus, here, lacking)
            roots[lacking] = here / "data"
        yield roots


def added_in(corpus: Path, place: Path, names: Iterable[str]) -> None:
    """Take further directories into the care of a DataRoot that `taken_in` made."""
    if todo := sorted(names):
        taken_in(corpus, place, todo)


def read(root: Path, place: Path) -> None:
    """Run Stage 2 until nothing is left to do."""
    run("batch", "run", "--no-require-idle", "--data-dir", root, place=place)


def asked(
    roots: dict[frozenset[str], Path], questions: Iterable[Question], zone: str
) -> Iterator[tuple[Question, Answer]]:
    """Ask each question at its own moment, in its own zone."""
    by_root: defaultdict[frozenset[str], list[Question]] = defaultdict(list)
    for question in questions:
        by_root[unread(question)].append(question)
    for lacking, group in by_root.items():
        with Views(DataRoot(roots[lacking])) as views:
            for question in group:
                now = datetime.fromisoformat(question["asked_at"])
                place = ZoneInfo(question.get("timezone") or zone)
                yield question, ask(views, question["question"], now=now, zone=place)


def told(question: Question, answer: Answer, *, whole: bool = True) -> dict[str, Any]:
    """An answer as `score.py` takes it."""
    text = [answer.summary, *(claim.text for claim in answer.claims)] if whole else [answer.summary]
    return {
        "question_id": question["question_id"],
        "answer_text": "\n".join(text),
        "answer_state": answer.state,
        "citations": [
            {"frame_id": citation.frame, "bbox": list(citation.box)}
            for claim in answer.claims
            for citation in claim.citations
        ],
    }


def judged(scorer: ModuleType, question: Question, answer: Answer) -> Outcome:
    """Hold an answer against what is right."""
    states = _NO.get(question["answer_kind"])
    full, short = told(question, answer), told(question, answer, whole=False)
    if states is not None:
        right = at_once = answer.state in states
    else:
        right = answer.state == "ok" and bool(scorer.match(question, full))
        at_once = answer.state == "ok" and bool(scorer.match(question, short))
    hit = any(
        scorer.same(place, cited) and (not place["bbox"] or scorer.overlap(place["bbox"], cited["bbox"]))
        for cited in full["citations"]
        for place in question["support"]
    )
    return Outcome(question, answer, right, at_once, hit if question["support"] else None)


def scorer_of(corpus: Path) -> ModuleType:
    """The corpus' own scoring, loaded from beside it."""
    spec = importlib.util.spec_from_file_location("corpus_score", corpus.resolve().parent / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no score.py beside {corpus}.")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def run_scorer(corpus: Path, questions: Path, answers: Path) -> str:
    """What `score.py answers` prints; of other questions than the corpus' own it is given a truth that has these."""
    with tempfile.TemporaryDirectory(prefix="autocapture-truth-") as made:
        truth = Path(made) / "truth"
        truth.mkdir()
        (truth / "frames").symlink_to((corpus / "truth" / "frames").resolve())
        (truth / "questions.json").symlink_to(questions.resolve())
        script = corpus.resolve().parent / "score.py"
        command = [sys.executable, str(script), "answers", made, str(answers)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def report(outcomes: list[Outcome], seconds: float, *, failed: bool) -> None:
    """Print the figures."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        row = {
            "asked": 1, "right": each.is_right, "at once": each.is_right_at_once, "wrong": each.is_wrong,
            "cited": each.is_right and each.has_hit is True, "citable": each.is_right and each.has_hit is not None,
        }  # fmt: skip
        for kind in (each.question["kind"], "all"):
            kinds[kind].update({name: int(value) for name, value in row.items()})
    print(f"{'kind':16} {'asked':>5} {'right':>6} {'share':>7} {'summary':>8} {'wrong ok':>9} {'hits of right':>14}")
    for kind in sorted(kinds, key=lambda kind: (kind == "all", kind)):
        row = kinds[kind]
        hits = f"{row['cited']} of {row['citable']}"
        share = row["right"] / row["asked"]
        figures = f"{row['asked']:>5} {row['right']:>6} {share:>7.1%} {row['at once']:>8} {row['wrong']:>9} {hits:>14}"
        print(f"{kind:16} {figures}")
    none = [each for each in outcomes if each.question["kind"] in ("negative", "not_processed")]
    print(f"wrong among negative and not_processed: {sum(each.is_wrong for each in none)} of {len(none)}")
    print(f"{seconds / max(len(outcomes), 1) * 1000:.1f} ms a question")
    for each in outcomes if failed else ():
        if not each.is_right or each.has_hit is False:
            why = "WRONG" if each.is_wrong else "uncited" if each.is_right else each.answer.state
            print(f"\n{each.question['question_id']} {each.question['kind']} {why}: {each.question['question']}")
            print(f"    right: {each.question['expected']!r}")
            print(f"    said: {' '.join(each.answer.summary.split())[:300]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("questions", type=Path, nargs="?", help="others than the corpus' own, in the same form")
    parser.add_argument("--out", type=Path, help="keep the answers there")
    parser.add_argument("--failed", action="store_true", help="tell which were not right")
    args = parser.parse_args()
    source = args.questions or args.corpus / "truth" / "questions.json"
    asking = json.loads(source.read_text("utf-8"))
    scorer = scorer_of(args.corpus)
    with data_roots(args.corpus, args.data, [unread(question) for question in asking["questions"]]) as roots:
        began = time.perf_counter()
        answers = list(asked(roots, asking["questions"], asking.get("timezone") or "UTC"))
        seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory(prefix="autocapture-answers-") as made:
        out = args.out or Path(made) / "answers.jsonl"
        rows = (json.dumps(told(question, answer), ensure_ascii=False) for question, answer in answers)
        out.write_text("".join(f"{row}\n" for row in rows), "utf-8")
        printed = run_scorer(args.corpus, source, out)
    print("\n".join(line for line in printed.splitlines() if not line.startswith("WRONG")), end="\n\n")
    report([judged(scorer, question, answer) for question, answer in answers], seconds, failed=args.failed)


if __name__ == "__main__":
    main()
