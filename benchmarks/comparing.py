"""Asks every set of questions there is, of all recorded corpora, and compares the answers with those of an earlier run.

    python -m benchmarks.comparing dev=../shared/corpus/dev:DATAROOT unseen=DIR/corpus:DATAROOT \\
        elsewhere=DIR/corpus:DATAROOT [--keep answers.json] [--against answers.json]

A corpus is named as its sets in `benchmarks/questions/` are (`dev-asks.json`), and was read into its DataRoot before;
its own questions, `truth/*.json`, are asked as well. With --against it tells which questions were mended, which lost,
and which are answered wrongly now and were not: what a change of the rules costs and brings, before anybody new is
asked.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.answers import Outcome, asked, data_roots, judged, scorer_of, unread

_SETS = Path(__file__).parent / "questions"
_OWN = ("questions", "others", "voices")
_WIDTHS = 6, 15, 8, 9, 14, 17


def sets_of(name: str, corpus: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sets of questions over a corpus, its own ones first."""
    own = (corpus / "truth" / f"{each}.json" for each in _OWN)
    for path in (*own, *sorted(_SETS.glob(f"{name}-*.json"))):
        if path.exists():
            label = path.stem.removeprefix(f"{name}-") if path.parent == _SETS else f"{name}: {path.stem}"
            yield label, json.loads(path.read_text("utf-8"))


def outcomes_of(name: str, corpus: Path, root: Path) -> Iterator[tuple[str, Outcome]]:
    """Ask all that is asked of a corpus."""
    scorer = scorer_of(corpus)
    for label, asking in sets_of(name, corpus):
        questions = asking["questions"]
        with data_roots(corpus, root, [unread(question) for question in questions]) as roots:
            for question, answer in asked(roots, questions, asking.get("timezone") or "UTC"):
                yield label, judged(scorer, question, answer)


def answered(place: tuple[str, Path, Path]) -> list[dict[str, Any]]:
    """Ask all that is asked of a corpus, and keep what is compared."""
    return [kept(place[0], label, outcome) for label, outcome in outcomes_of(*place)]


def kept(name: str, label: str, outcome: Outcome) -> dict[str, Any]:
    """What is compared of an answer."""
    question, answer = outcome.question, outcome.answer
    return {
        "key": f"{name}/{label}:{question['question_id']}",
        "set": label,
        "kind": question["kind"],
        "question": question["question"],
        "expected": question["expected"],
        "is_none": question["answer_kind"] in ("not_found", "not_available"),
        "state": answer.state,
        "right": outcome.is_right,
        "at_once": outcome.is_right_at_once,
        "wrong": outcome.is_wrong,
        "cited": outcome.has_hit,
        "summary": " ".join(answer.summary.split()),
    }


def _ordered(label: str) -> tuple[str, int]:
    stem, _, number = re.fullmatch(r"(.*?)(-(\d+))?", label).groups("1")  # type: ignore[union-attr]
    return stem, int(number)


def _line(label: str, *cells: object) -> str:
    return f"{label:24}" + "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def table(rows: list[dict[str, Any]]) -> str:
    """A line for each set: asked, right, by the summary alone, wrong, cited, and those without an answer."""
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        for label in (row["set"], "all"):
            figures = counts.setdefault(label, Counter())
            figures["asked"] += 1
            figures.update(name for name in ("right", "at_once", "wrong") if row[name])
            figures["none"] += row["is_none"]
            figures["none_wrong"] += row["is_none"] and row["wrong"]
            figures["citable"] += row["right"] and row["cited"] is not None
            figures["cited"] += row["right"] and row["cited"] is True
    lines = [_line("set", "asked", "right", "summary", "wrong ok", "cited", "no answer, wrong")]
    for label in sorted(counts, key=lambda each: (each == "all", _ordered(each))):
        of = counts[label]
        right = f"{of['right']} ({of['right'] / of['asked']:.1%})"
        cited, none = f"{of['cited']} of {of['citable']}", f"{of['none_wrong']} of {of['none']}"
        lines.append(_line(label, of["asked"], right, of["at_once"], of["wrong"], cited, none))
    return "\n".join(lines)


def differences(rows: list[dict[str, Any]], before: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What is answered otherwise than before, as far as it matters."""
    for row in rows:
        old = before.get(row["key"])
        if old is None or (old["right"], old["wrong"]) == (row["right"], row["wrong"]):
            continue
        word = "MENDED" if row["right"] else "now WRONG" if row["wrong"] else "LOST" if old["right"] else "now silent"
        yield f"{word} {row['key']}: {row['question']}"
        yield f"    right: {row['expected']!r}"
        yield f"    was: {old['state']}: {old['summary'][:240]}"
        yield f"    now: {row['state']}: {row['summary'][:240]}"


def place(text: str) -> tuple[str, Path, Path]:
    """`NAME=CORPUS:DATAROOT`, taken apart."""
    found = re.fullmatch(r"(\w+)=([^:]+):(.+)", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form NAME=CORPUS:DATAROOT.")
    return found[1], Path(found[2]), Path(found[3])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", type=place, nargs="+", metavar="NAME=CORPUS:DATAROOT")
    parser.add_argument("--keep", type=Path, help="write the answers there")
    parser.add_argument("--against", type=Path, help="answers that an earlier run kept")
    args = parser.parse_args()
    with ProcessPoolExecutor(len(args.places)) as pool:
        rows = [row for found in pool.map(answered, args.places) for row in found]
    print(table(rows))
    if args.against:
        before = {row["key"]: row for row in json.loads(args.against.read_text("utf-8"))}
        print("", *differences(rows, before), sep="\n")
    if args.keep:
        args.keep.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
