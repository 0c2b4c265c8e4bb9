"""A question answered at the command line: asked, printed, its frames saved or shown where that is wanted."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from ledger import printed
from ledger.errors import EvidenceMissing
from query.answers.plan import Filters
from query.ask import ask

if TYPE_CHECKING:
    from projections.views import Views
    from query.answers.answer import Answer
    from query.printing.pictures import Saved

_KEPT = "autocapture-shown-"


class Manner(msgspec.Struct, frozen=True):
    """How an answer is given. `images` is where cited frames are saved; `shows` opens the first of them."""

    zone: tzinfo
    limit: int = 8
    as_json: bool = False
    explains: bool = False
    images: Path | None = None
    shows: bool = False


def reply(
    views: Views, question: str, filters: Filters, now: datetime, manner: Manner, *, opened_ms: float
) -> tuple[Answer, int]:
    """Answer a question on standard output. Returns the answer and the exit code.

    That is 0 where it was answered, 1 where it was not, and 5 where a picture that was wanted is missing or damaged.
    """
    answer = ask(views, question, now=now, zone=manner.zone, limit=manner.limit, filters=filters)
    if not manner.as_json:
        from query.printing import terminal

        terminal.show_answer(answer, manner.zone)
        if manner.explains:
            from query.printing import explained

            explained.show_plan(answer, manner.zone, opened_ms)
    saved = pictured(views, answer, manner) if manner.images is not None or manner.shows else ()
    if manner.as_json:
        print(_as_json(answer, saved))
    if any(each.problem for each in saved):
        return answer, EvidenceMissing.exit_code
    return answer, 0 if answer.state == "ok" else 1


def pictured(views: Views, answer: Answer, manner: Manner) -> Sequence[Saved]:
    """Save the frames that an answer cites, show the first where that is wanted, and say where they lie."""
    import tempfile

    from query.printing import pictures

    if not answer.claims:
        return ()
    # A viewer reads the file after we are gone, so it stays; nobody else may look into the directory.
    home = manner.images or Path(tempfile.mkdtemp(prefix=_KEPT))
    saved = pictures.save(views, answer, home)
    drawn = [each for each in saved if not each.problem]
    say = sys.stderr if manner.as_json else sys.stdout
    for each in saved:
        if each.problem:
            print(f"autocapture: {each.problem}", file=sys.stderr)
        elif manner.images is not None:
            print(f"  Saved    {each.path}", file=say)
    if manner.shows and drawn:
        _show(drawn[0].path, say)
    return saved


def _show(path: Path, say: TextIO) -> None:
    from query.printing import viewer

    problem = viewer.show(path)
    print(f"  {'Not shown: ' + problem + '; it lies in ' if problem else 'Shown    '}{path}", file=say)


def _as_json(answer: Answer, saved: Sequence[Saved]) -> str:
    if not saved:
        return printed.spelled(answer)
    told = [
        {"claim": each.claim, "frame": each.frame, "path": str(each.path), "problem": each.problem} for each in saved
    ]
    return printed.spelled({**json.loads(answer.to_json()), "images": told})


def milliseconds_since(began: float) -> float:
    """Return the milliseconds since `time.perf_counter()` gave `began`."""
    return (time.perf_counter() - began) * 1000
