"""Statuses: what a thing was marked as, where a control of its page is called by the name of a status."""

from __future__ import annotations

from collections.abc import Iterable

from projections import elements
from query.inquiries import screens
from query.inquiries.cite import Lifetime
from query.inquiries.inquiry import Inquiry
from query.language.vocabulary import Understood
from query.language.words import forms
from query.passages.labels import STATUS, STATUSES
from query.values.reading import Reading, joined
from query.values.readings import MOST_FRAMES
from query.values.wanted import is_loose, said_in


def statuses(inquiry: Inquiry, understood: Understood, drop: Iterable[str]) -> list[Reading]:
    """Return what a thing that the question names was marked as, where a control is called by the name of a status.

    Only of windows or pages that are called so, and only where one such control is to be seen.
    """
    said = [token for token, _ in said_in(understood, frozenset(drop)) if not forms(token) & STATUS]
    thing = [token for token in said if not is_loose(token)]
    found = []
    for screen in screens.showing(inquiry, thing)[:MOST_FRAMES] if thing else []:
        rows = [
            row
            for row in elements.on_frame(inquiry.db, screen.frame.id)
            if row.role in ("Button", "ComboBox") and " ".join(row.label.casefold().split()) in STATUSES
        ]
        if screen.titled and len({row.label.casefold() for row in rows}) == 1:
            life = elements.life_of(inquiry.db, rows[0].seq, rows[0].place)
            if life is not None:
                place = Lifetime(rows[0].seq, rows[0].place, *life)
                frame, label = screen.frame, rows[0].label
                found.append(Reading("status", label, rows[0].box, place, frame, frame, role=rows[0].role))
    found.sort(key=lambda reading: (reading.last.captured_us, reading.last.id))
    return joined(found)
