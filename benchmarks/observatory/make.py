"""A ninth corpus, of real programs: three weeks of an observatory's operations, twelve sessions, three desktops.

    python -m benchmarks.observatory.make DIR [--score ../shared/corpus/score.py]

writes DIR/corpus (handoff/, truth/), and the scorer beside it, as `python -m benchmarks.answers DIR/corpus` expects
them. It is recorded as `benchmarks.orchard.make` records, in the same account, which it empties, and needs what that
one needs; besides PostgreSQL (server and client), groff, make, and the manual pages of git and of PostgreSQL's client,
from which pages of two manuals are made. Pages come by https from a certificate made for the run.

The questions are those of the recorded corpus in kind and number, about another person and in other words, by somebody
who had not seen how they are answered. They are a measure, and no target: whoever tunes to their wordings makes them
useless. The truth of frames has words without boxes, so that only answers can be scored here.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from benchmarks.observatory.questions import questions
from benchmarks.observatory.sessions import SESSIONS, ZONE
from benchmarks.orchard.recording import frames_of, recorded


def main() -> None:
    """Make the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where corpus/ and score.py are written")
    parser.add_argument("--score", type=Path, default=Path("../shared/corpus/score.py"))
    parser.add_argument("--asked-only", action="store_true", help="only write the questions again, for what is there")
    given = parser.parse_args()
    corpus = given.directory / "corpus"
    frames = frames_of(corpus, ZONE) if given.asked_only else recorded("observatory", SESSIONS, corpus)
    asked = questions(frames)
    (corpus / "truth" / "questions.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    shutil.copyfile(given.score, given.directory / "score.py")
    print(f"{corpus}: {len(frames)} frames, {len(asked['questions'])} questions")


if __name__ == "__main__":
    main()
