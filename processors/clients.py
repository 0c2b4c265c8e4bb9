"""What a client of a database, or a program that runs what is edited in it, tells below the code of an error. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ledger.facts import Box, Snippet
from processors import consoles
from processors.rows import around
from projections.text import SpanRow

FEWEST_WORDS = 3
"""A message has so many words beside the place in the code that it tells; bars tell the place of the cursor alone."""

BELOW = 2.5
"""What goes on with a message stands no more than so many heights of a line below it."""

_PLACE = re.compile(
    r"\b(?:at |near |on )?(?:line|ln|position|pos|char(?:acter)?|offset)\b[: ]+\d+"
    r"(?:,? (?:col(?:umn)?|char)\.?:? ?\d+)?"
    r"|\bsyntax error\b|\bnear [\"'`]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME = re.compile(r"\w{3,}")


def told(units: Sequence[Snippet], spans: Iterable[SpanRow]) -> list[Snippet]:
    """Return the snippets of an editor, the one that failed with the error that is told below all of them.

    Where several stand above it, it is the only one with most of the names of the message; without any it is none.
    """
    bottom = max((unit.box[3] for unit in units), default=0)
    left = min((unit.box[0] for unit in units), default=0)
    below = sorted((s for s in spans if s.box[1] >= bottom and s.box[2] > left), key=lambda s: (s.box[1], s.box[0]))
    said = next((span for span in below if _is_message(span.text)), None)
    if said is None:
        return list(units)
    high = said.box[3] - said.box[1]
    more = [s for s in below if said.box[3] <= s.box[3] - high / 2 and s.box[1] - said.box[3] <= BELOW * high]
    failed = _meant(units, said.text)
    box = around([said.box])
    return [_failed(unit, said.text, more, box) if unit is failed else unit for unit in units]


def _is_message(text: str) -> bool:
    if consoles.error_of([text]):
        return True
    place = _PLACE.search(text)
    return place is not None and len(_WORD.findall(text[: place.start()])) >= FEWEST_WORDS


def _meant(units: Sequence[Snippet], said: str) -> Snippet | None:
    """Return the unit that a message is about: the only one, or the one that has more of its names than any other."""
    if len(units) == 1:
        return units[0]
    names = set(_NAME.findall(said.casefold()))
    held = sorted(((len(names & set(_NAME.findall(u.text.casefold()))), n) for n, u in enumerate(units)), reverse=True)
    return units[held[0][1]] if held and held[0][0] > held[1][0] else None


def _failed(unit: Snippet, said: str, more: Sequence[SpanRow], box: Box) -> Snippet:
    error = "\n".join([said, *(span.text for span in more if consoles.goes_on(span.text))])
    return replace(unit, state="failed", output=error, error=error, outcome=box)
