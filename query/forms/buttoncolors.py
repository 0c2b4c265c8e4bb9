"""Questions for the colour of a button by what it does: the one that sends a request off says `Submit`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from projections import standing
from projections.box import is_in
from query.answers.answer import Answer
from query.forms import whereabouts
from query.inquiries import stood
from query.inquiries.inquiry import Inquiry
from query.inquiries.stood import Stood
from query.language import coloured
from query.language.words import tokens
from query.passages import intent
from query.passages.patches import Areas
from query.patterns.cues import cued

_KINDS = frozenset({"button", "buttons"})
# What asks for a colour is nothing that a button does.
_ASKING = frozenset("ansi code color colour hex rgb value what which".split())  # noqa: SIM905 - words


@cued(coloured.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the colour of the button that does what is told; None where none is asked for so, or none was seen."""
    wanted = coloured.read(inquiry.rest)
    if wanted is None or wanted.kind not in _KINDS:
        return None
    found = [*_doing(inquiry)]
    if not found:
        return None
    terms = intent.read(wanted.thing).terms
    return stood.told(inquiry, found, terms, wanted.said, f"Not found: {found[0].called} has no evidence that holds.")


def _doing(inquiry: Inquiry) -> Iterator[Stood]:
    """Yield the buttons that do what is told, each on its area, the last one that was seen first."""
    rest = " ".join(token for token in tokens(inquiry.rest) if token not in _ASKING)
    for screen, seen in whereabouts.doing(replace(inquiry, rest=rest)):
        areas = Areas(inquiry.db, screen.frame.id)
        area = areas.under(seen.box)
        lines = [line for line in standing.on_frame(inquiry.db, screen.frame.id) if is_in(line.box, seen.box)]
        if area is not None and lines:
            yield stood.placed(f"“{seen.label}”", screen.frame, areas, area, lines[0])
