"""The command that makes a corpus of real programs: its sessions recorded, its questions, and the scorer beside it."""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.orchard.recording import Session, frames_of, recorded
from benchmarks.worlds.frame import Frame


def make(
    name: str,
    sessions: tuple[Session, ...],
    questions: Callable[[list[Frame]], dict[str, Any]],
    zone: str,
    description: str | None,
) -> None:
    """Make the corpus `name` that the command line asks for.

    Args:
        name: what its frames are called by.
        sessions: what is done, in order.
        questions: gives what is asked of its frames.
        zone: the IANA name of the time zone of its person.
        description: what the command says of itself.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, help="where corpus/ and score.py are written")
    parser.add_argument("--score", type=Path, default=Path("../shared/corpus/score.py"))
    parser.add_argument("--asked-only", action="store_true", help="only write the questions again, for what is there")
    given = parser.parse_args()
    corpus = given.directory / "corpus"
    frames = frames_of(corpus, zone) if given.asked_only else recorded(name, sessions, corpus)
    asked = questions(frames)
    (corpus / "truth" / "questions.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    shutil.copyfile(given.score, given.directory / "score.py")
    print(f"{corpus}: {len(frames)} frames, {len(asked['questions'])} questions")
