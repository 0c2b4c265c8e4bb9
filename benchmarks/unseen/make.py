"""A second corpus, of another person's screens, made to ask questions on looks that nobody tuned for.

    python -m benchmarks.unseen.make DIR [--score ../shared/corpus/score.py] [--others]

writes DIR/corpus (handoff/, truth/) and puts the scorer beside it, where `python -m benchmarks.answers DIR/corpus` and
`DIR/score.py ocr DIR/corpus` look for it. Pages are HTML rendered by Chromium; a value stands once in `facts.py`, from
where both the page and the question take it. The browser says where it came to stand and whether a window lies over
it. Nothing is left to chance: the same pictures come out on every run with the same fonts. `--others` writes
truth/others.json as well: questions over the same screens by somebody who had not seen how they are answered.

How often these questions are answered is a measure, and no target: whoever tunes to the wordings here makes it useless.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from benchmarks.unseen.asking import ZONE
from benchmarks.unseen.others import others
from benchmarks.unseen.questions import questions
from benchmarks.unseen.sessions import SESSIONS
from benchmarks.worlds.picturing import World, recorded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--score", type=Path, default=Path("../shared/corpus/score.py"))
    parser.add_argument("--others", action="store_true", help="write the further questions as well")
    args = parser.parse_args()
    corpus = args.directory / "corpus"
    truth = corpus / "truth"
    frames = recorded(World("unseen", ZONE, SESSIONS), corpus)
    asked = questions(frames)
    (truth / "questions.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    if args.others:
        further = json.dumps(others(frames), ensure_ascii=False, indent=1)
        (truth / "others.json").write_text(further, "utf-8")
    shutil.copyfile(args.score, args.directory / "score.py")
    print(f"{len(frames)} frames, {len(asked['questions'])} questions in {corpus}")


if __name__ == "__main__":
    main()
