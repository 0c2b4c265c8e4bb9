"""Questions for the colour of a button by what it does, and of the buttons of a page.

The one that sends a request off says `Submit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ledger.facts import Box
from projections import standing
from projections.box import is_in
from query.answers.answer import Answer
from query.forms import meant, whereabouts
from query.forms.widgets import on_screen
from query.inquiries import screens, stood
from query.inquiries.inquiry import Inquiry
from query.inquiries.screens import Screen
from query.inquiries.stood import Stood
from query.language import coloured, shades
from query.language.coloured import Wanted
from query.language.words import tokens
from query.passages import intent
from query.passages.patches import Areas
from query.patterns.cues import cued

_KINDS = frozenset({"button", "buttons"})
_ROLES = ("Button",)
_MOST = 6
# What a button stands on is its own up to so many times its size.
_LARGEST = 1.5
# What asks for a colour is nothing that a button does.
_ASKING = frozenset("ansi code color colour hex rgb value what which".split())  # noqa: SIM905 - words


@cued(coloured.ASKED)
def answered(inquiry: Inquiry) -> Answer | None:
    """Tell the colour of the button that does what is told; None where none is asked for so, or none was seen."""
    wanted = coloured.read(inquiry.rest)
    if wanted is None or wanted.kind not in _KINDS:
        return None
    found = [*_doing(inquiry)] or (_of_page(inquiry, wanted) if wanted.kind == "buttons" else [])
    if not found:
        return None
    terms = intent.read(wanted.thing).terms
    return stood.told(inquiry, found, terms, wanted.said, f"Not found: {found[0].called} has no evidence that holds.")


def _of_page(inquiry: Inquiry, wanted: Wanted) -> list[Stood]:
    """Return the buttons of the page that is named, as it was seen last: those with a colour before the grey ones."""
    for screen in meant.screens(inquiry, screens.naming(f"{wanted.named} {wanted.thing}"), _ROLES)[:_MOST]:
        if found := _filled(inquiry, screen):
            return sorted(found, key=lambda each: not shades.is_coloured(each.area.background))
    return []


def _filled(inquiry: Inquiry, screen: Screen) -> Sequence[Stood]:
    """Return the buttons of a screen that are filled: what they stand on is theirs alone."""
    areas, lines = Areas(inquiry.db, screen.frame.id), standing.on_frame(inquiry.db, screen.frame.id)
    found = []
    for seen in on_screen(inquiry, screen, _ROLES):
        area, said = areas.under(seen.box), [line for line in lines if is_in(line.box, seen.box)]
        if seen.label and said and area is not None and _size(area.box) <= _LARGEST * _size(seen.box):
            found.append(stood.placed(f"“{seen.label}”", screen.frame, areas, area, said[0]))
    return found


def _size(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def _doing(inquiry: Inquiry) -> Iterator[Stood]:
    """Yield the buttons that do what is told, each on its area, the last one that was seen first."""
    rest = " ".join(token for token in tokens(inquiry.rest) if token not in _ASKING)
    for screen, seen in whereabouts.doing(replace(inquiry, rest=rest)):
        areas = Areas(inquiry.db, screen.frame.id)
        area = areas.under(seen.box)
        lines = [line for line in standing.on_frame(inquiry.db, screen.frame.id) if is_in(line.box, seen.box)]
        if area is not None and lines:
            yield stood.placed(f"“{seen.label}”", screen.frame, areas, area, lines[0])
