"""The plan: which families of questions are asked for an answer, and in which order; one row for each.

A row says which concepts a question must hold for a family to be asked at all (of each group of them one), and which it
must not hold. A family returns None where the question is not of its kind after all; then the next row that fits is
asked. What none of them takes is searched as text.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from query import (
    agenda,
    arithmetic,
    bylines,
    choices,
    clicks,
    colors,
    controls,
    edges,
    fields,
    filenames,
    folders,
    front,
    inputs,
    kinds,
    languages,
    lineage,
    listed,
    mails,
    messages,
    opened,
    paths,
    periods,
    searches,
    sessions,
    shares,
    snippets,
    summaries,
    tickets,
    usedays,
    visible,
    whereabouts,
    whether,
    worktime,
)
from query.answer import Answer
from query.inquiry import Inquiry
from query.vocabulary import Understood

Family = Callable[[Inquiry], Answer | None]


class Row(msgspec.Struct, frozen=True):
    """A family, what it measures, and the concepts that speak for it: one of each group of `needs`, none of `lacks`."""

    family: str
    measure: str
    answered: Family
    needs: tuple[tuple[str, ...], ...] = ()
    lacks: tuple[str, ...] = ()

    def fits(self, understood: Understood) -> bool:
        """Say whether a question may be one for this family."""
        return all(understood.says(*group) for group in self.needs) and not understood.says(*self.lacks)

    def words(self, understood: Understood) -> tuple[str, ...]:
        """Return the words of a question that speak for this family."""
        return understood.saying(*(concept for group in self.needs for concept in group))


_CONTROLS = ("button", "checkbox", "radio", "input", "dropdown", "tab", "link", "menu", "control")

ROWS: tuple[Row, ...] = (
    Row("windows", "behind", opened.behind, needs=(("behind",), ("which", "window", "page", "tab")), lacks=("colour",)),
    Row("windows", "tabs", opened.tabs, needs=(("tab",), ("front", "use", "have")), lacks=("colour", "checked")),
    Row("windows", "open", visible.answered, needs=(("window",),)),
    Row("colours", "which", colors.answered, needs=(("colour",),)),
    Row("controls", "state", controls.states, needs=(("checked", "unchecked", "disabled", "state"),)),
    Row("controls", "choice", choices.answered, lacks=("colour",)),
    Row("controls", "where", whereabouts.placed, needs=(("where",),)),
    Row("controls", "list", controls.listed, needs=(_CONTROLS,)),
    Row("agenda", "when, what is on", agenda.answered, lacks=(*_CONTROLS, "colour")),
    Row("files", "in a folder", folders.answered, lacks=(*_CONTROLS, "colour")),
    Row("bylines", "who wrote it", bylines.answered, lacks=(*_CONTROLS, "colour")),
    Row("code", "languages", languages.answered),
    Row("front", "searches", searches.answered),
    Row("front", "mails", mails.answered),
    Row("front", "tickets", tickets.answered),
    Row("lists", "below a heading", listed.below_heading),
    Row("messages", "errors, warnings, notices, dialogs", messages.answered),
    Row("front", "two times", periods.answered),
    Row("front", "first and last, beside a break", edges.answered),
    Row("front", "whether", whether.answered),
    Row("sessions", "longest, switches, followed", sessions.answered),
    Row("front", "time at the screen", worktime.answered),
    Row("front", "shares of time", shares.answered),
    Row("front", "days of use", usedays.answered),
    Row("code", "final, versions, commands, errors", snippets.answered),
    Row("input", "how much", inputs.answered, needs=(("typing",),)),
    Row("input", "clicks", clicks.answered),
    Row("summaries", "what a screen showed", summaries.answered),
    Row("front", "most, list, how often, how long, when, course", front.answered),
    Row("kinds", "too many to be meant", kinds.answered),
    Row("files", "what it is called", filenames.answered, lacks=("colour", "behind")),
    Row("lineage", "gaps", lineage.gaps, needs=(("gap",),)),
    Row("lineage", "sessions", lineage.sessions, needs=(("session",),), lacks=("played",)),
    Row("lineage", "frames", lineage.captured, needs=(("frame", "system"),)),
    Row("paths", "where a file lies", paths.answered, needs=(("path",),), lacks=(*_CONTROLS, "colour")),
    Row("arithmetic", "ratio", arithmetic.ratio, needs=(("ratio",),)),
    Row("arithmetic", "rows apart", arithmetic.apart, needs=(("difference",),)),
    Row("arithmetic", "difference", arithmetic.difference, needs=(("difference",),)),
    Row("arithmetic", "sum", arithmetic.total, needs=(("sum", "average"),)),
    Row("fields", "change", fields.changed, needs=(("change",),)),
    Row("fields", "value", fields.value, lacks=("often",)),
    Row("lists", "beneath", listed.beneath, needs=(("which", "who"),), lacks=("often", "long", "count", "when")),
)
