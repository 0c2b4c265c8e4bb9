"""The frames that an answer cites, saved as pictures with the cited boxes drawn on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ledger.errors import EvidenceMissing, WriteFailed
from ledger.facts import Box
from query.answers import frame
from query.answers.answer import Answer
from query.patterns.pattern import pattern
from query.printing import picture

if TYPE_CHECKING:
    from projections.views import Views

_PLAIN = pattern(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80


class Saved(msgspec.Struct, frozen=True):
    """A frame that was saved, or could not be: then `problem` says why. `claim` counts from 1."""

    claim: int
    frame: str
    path: Path
    problem: str = ""


def save(views: Views, answer: Answer, directory: Path) -> tuple[Saved, ...]:
    """Save each frame that an answer cites once, in the order of its claims, with every cited box in it.

    A picture that is missing or damaged is told, and does not keep the others from being saved.

    Args:
        views: the views of the DataRoot that the answer is from.
        answer: an answer.
        directory: where to put them; it is made where it is not there. Files of the same names are replaced.

    Raises:
        Usage: the directory lies in the DataRoot.
        WriteFailed: the disk refused.
    """
    home = views.root.outside(directory)
    cited = _cited(answer)
    if cited:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteFailed(
                f"{home} cannot be made: {error.strerror or error}.", "Name another directory."
            ) from error
    saved = []
    for record, (claim, boxes) in cited.items():
        path = home / f"{claim}-{_file_name(record)}.png"
        try:
            picture.draw(views, frame.show(views, record), path, boxes)
        except EvidenceMissing as error:
            saved.append(Saved(claim, record, path, str(error)))
        else:
            saved.append(Saved(claim, record, path))
    return tuple(saved)


def _cited(answer: Answer) -> dict[str, tuple[int, list[Box]]]:
    """Return each cited frame with the first claim that cites it, and the boxes cited in it."""
    found: dict[str, tuple[int, list[Box]]] = {}
    for number, claim in enumerate(answer.claims, 1):
        for citation in claim.citations:
            boxes = found.setdefault(citation.frame, (number, []))[1]
            if citation.box not in boxes:
                boxes.append(citation.box)
    return found


def _file_name(record: str) -> str:
    return _PLAIN.sub("_", record).strip("._")[-_LONGEST_NAME:] or "frame"
