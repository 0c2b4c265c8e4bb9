"""The frames that an answer cites, saved as pictures with the cited boxes drawn on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ledger.dataroot import DataRoot
from ledger.errors import EvidenceMissing, Usage, WriteFailed
from ledger.facts import Box
from query.answers import frame
from query.answers.answer import Answer
from query.patterns.pattern import pattern
from query.printing import picture

if TYPE_CHECKING:
    from projections.views import Views

_PLAIN = pattern(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"})


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
        directory: where to put them (`home_of`); files of the same names are replaced.

    Raises:
        Usage: they cannot be put there.
        WriteFailed: the disk refused.
    """
    home = home_of(views.root, directory)
    cited = _cited(answer)
    if cited:
        try:
            home.mkdir(exist_ok=True)
        except OSError as error:
            raise WriteFailed(
                f"{home} cannot be made: {error.strerror or error}.", "Name another directory."
            ) from error
    saved = []
    for record, (claim, boxes) in cited.items():
        path = home / f"{claim}-{file_name(record)}"
        try:
            picture.draw(views, frame.show(views, record), path, boxes)
        except EvidenceMissing as error:
            saved.append(Saved(claim, record, path, str(error)))
        else:
            saved.append(Saved(claim, record, path))
    return tuple(saved)


def home_of(root: DataRoot, directory: Path) -> Path:
    """Return where pictures will be put: a directory that is there, or a new one in one that is there.

    Raises:
        Usage: it lies in the DataRoot, is a file or called like a picture, or lies nowhere (a slip of the pen makes no
            directories).
    """
    home = root.outside(directory)
    remedy = "Name a directory; the cited frames are saved in it, each under a name of its own."
    if home.exists() and not home.is_dir():
        raise Usage(f"{directory} is a file.", remedy)
    if not home.exists() and home.suffix.lower() in _PICTURES:
        raise Usage(f"{directory} is the name of a picture, not of a directory.", remedy)
    if not home.exists() and not home.parent.is_dir():
        raise Usage(f"There is no directory {home.parent}.", "Make it, or name another one.")
    return home


def _cited(answer: Answer) -> dict[str, tuple[int, list[Box]]]:
    """Return each cited frame with the first claim that cites it, and the boxes cited in it."""
    found: dict[str, tuple[int, list[Box]]] = {}
    for number, claim in enumerate(answer.claims, 1):
        for citation in claim.citations:
            boxes = found.setdefault(citation.frame, (number, []))[1]
            if citation.box not in boxes:
                boxes.append(citation.box)
    return found


def file_name(record: str) -> str:
    """Return the name of the file in which the picture of a frame is saved."""
    return (_PLAIN.sub("_", record).strip("._")[-_LONGEST_NAME:] or "frame") + ".png"
