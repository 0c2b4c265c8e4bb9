"""Checks a corpus that was made: every answer stands in the truth of a frame that is cited for it, as a whole.

    python -m benchmarks.scouting.check DIR

tells which do not, and counts. What is computed from the frames (times, counts, colours, places) is not looked up, only
that frames are cited; a question without an answer must cite none.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

_COMPUTED = ("last_time", "count", "colour", "ui_box", "time_of_day", "app_time", "domain_time", "document")


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def faults(question: dict[str, Any], shown: dict[str, str]) -> list[str]:
    """What is wrong with a question; `shown` is what stands on each frame, without blanks."""
    cited = {place["corpus_frame"] for place in question["support"]}
    if question["answer_kind"] == "not_found":
        return ["it has no answer and cites frames"] if cited else []
    if not cited:
        return ["no frame is cited"]
    if question["kind"] in _COMPUTED:
        return []
    text = " ".join(shown[name] for name in sorted(cited))
    wanted = question["expected"] if isinstance(question["expected"], list) else [question["expected"]]
    ways = [each if isinstance(each, list) else [each] for each in wanted]
    return [f"not there: {way}" for way in ways if not any(_letters(each) in text for each in way)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="what `make` was given")
    truth = parser.parse_args().directory / "corpus" / "truth"
    shown = {}
    for path in sorted((truth / "frames").glob("*.json")):
        words = json.loads(path.read_text("utf-8"))["words"]
        shown[path.stem] = _letters(" ".join(word[0] for word in words if word[6] in ("", "l")))
    questions = json.loads((truth / "questions.json").read_text("utf-8"))["questions"]
    wrong = 0
    for question in questions:
        for fault in faults(question, shown):
            wrong += 1
            print(f"{question['question_id']} {question['question']}: {fault}")
    print(f"{len(questions)} questions, {len(shown)} frames, {wrong} faults")


if __name__ == "__main__":
    main()
