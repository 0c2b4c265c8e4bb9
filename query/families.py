"""The plan: which families of questions are asked for an answer, and in which order; one row for each.

A row says which concepts a question must hold for a family to be asked at all (of each group of them one), and which it
must not hold; what else must stand there the family itself says (`query/patterns/cues.py`). A family returns None where
the question is not of its kind after all; then the next row that fits is asked. What none takes is searched as text.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

import msgspec

from query.answers.answer import Answer
from query.inquiries.inquiry import Inquiry
from query.language.vocabulary import Understood
from query.patterns import cues

Family = Callable[[Inquiry], Answer | None]


class Row(msgspec.Struct, frozen=True):
    """A family, what it measures, and the concepts that speak for it: one of each group of `needs`, none of `lacks`.

    `asks` is the function that is asked, by its name in this room; its module is loaded when it is.
    """

    family: str
    measure: str
    asks: str
    needs: tuple[tuple[str, ...], ...] = ()
    lacks: tuple[str, ...] = ()

    def fits(self, inquiry: Inquiry, understood: Understood) -> bool:
        """Say whether a question may be one for this family."""
        spoken = all(understood.says(*group) for group in self.needs) and not understood.says(*self.lacks)
        return spoken and cues.admit(self.asks, inquiry.asked.question, f"{inquiry.asked.plain} {inquiry.rest}")

    def answered(self, inquiry: Inquiry) -> Answer | None:
        """Return the family's answer, or None where the question is not of its kind."""
        return self.function(inquiry)

    @property
    def function(self) -> Family:
        """What is asked."""
        module, _, name = self.asks.rpartition(".")
        return cast("Family", getattr(import_module(f"query.{module}"), name))

    def words(self, understood: Understood) -> tuple[str, ...]:
        """Return the words of a question that speak for this family."""
        return understood.saying(*(concept for group in self.needs for concept in group))


_RECKONED = ("average", "difference", "ratio", "sum")
_CONTROLS = ("button", "checkbox", "radio", "input", "dropdown", "tab", "link", "menu", "control")

ROWS: tuple[Row, ...] = (
    Row(
        "windows",
        "behind",
        "foreground.opened.behind",
        needs=(("behind",), ("which", "window", "page", "tab")),
        lacks=("colour",),
    ),
    Row(
        "windows",
        "tabs",
        "foreground.opened.tabs",
        needs=(("tab",), ("front", "use", "have")),
        lacks=("colour", "checked"),
    ),
    Row("windows", "open", "foreground.visible.answered", needs=(("window",),)),
    Row("colours", "of an entry", "calendar.entrycolors.answered"),
    Row("colours", "of a bar", "seen.bars.answered"),
    Row("colours", "of a button, by what it does", "forms.buttoncolors.answered"),
    Row("colours", "of a thing", "seen.things.answered"),
    Row("colours", "which", "seen.colors.answered", needs=(("colour",),)),
    Row("code", "what stands in a named file", "code.filed.answered", lacks=("colour",)),
    Row("code", "what a name is bound to", "code.bound.answered", lacks=("colour",)),
    Row("controls", "on a check list", "forms.checklists.answered", lacks=("colour",)),
    Row("controls", "one or the other", "forms.alternatives.answered", lacks=("colour",)),
    Row("controls", "whether one is", "forms.whether.answered", lacks=("colour",)),
    Row("controls", "state", "forms.controls.states", needs=(("checked", "unchecked", "disabled", "state"),)),
    Row("controls", "ticked, in other words", "forms.ticks.answered", lacks=("colour",)),
    Row("controls", "choice", "forms.choices.answered", lacks=("colour",)),
    Row("controls", "menu at the top", "forms.menubars.answered", lacks=("colour",)),
    Row("controls", "where", "forms.whereabouts.placed", needs=(("where",),)),
    Row("controls", "list", "forms.controls.listed", needs=(_CONTROLS,)),
    Row("posts", "who wrote what, when", "people.posts.answered", lacks=(*_CONTROLS, "colour")),
    Row("posts", "who did it, by their own words", "people.doers.answered", lacks=(*_CONTROLS, "colour")),
    Row("agenda", "when, what is on", "calendar.agenda.answered", lacks=(*_CONTROLS, "colour")),
    Row("files", "in a folder", "files.folders.answered", lacks=(*_CONTROLS, "colour")),
    Row("bylines", "who wrote it", "people.bylines.answered", lacks=(*_CONTROLS, "colour")),
    Row("code", "languages", "code.languages.answered"),
    Row("front", "searches", "foreground.searches.answered"),
    Row("front", "mails", "foreground.mails.answered"),
    Row("front", "tickets", "foreground.tickets.answered"),
    Row("lists", "of a column", "values.columnlists.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("lists", "below a heading", "values.listed.below_heading"),
    Row("fields", "time that went into it", "values.fields.effort", lacks=("often",)),
    Row("messages", "errors, warnings, notices, dialogs", "seen.messages.answered"),
    Row("front", "two times", "foreground.periods.answered"),
    Row("front", "first and last, beside a break", "foreground.edges.answered"),
    Row("front", "whether", "foreground.whether.answered"),
    Row("sessions", "longest, switches, followed", "foreground.sessions.answered"),
    Row("front", "time at the screen", "foreground.worktime.answered"),
    Row("front", "beginning, end, breaks", "foreground.presence.answered"),
    Row("submissions", "when it was sent off", "forms.submissions.answered", lacks=("colour",)),
    Row("front", "shares of time", "foreground.shares.answered"),
    Row("front", "days of use", "foreground.usedays.answered"),
    Row("code", "what was made in git", "code.gitnames.answered", lacks=("colour",)),
    Row("code", "the hash of a commit", "code.commits.answered", lacks=("colour",)),
    Row("code", "how many, by what it printed", "code.amounts.answered", lacks=("colour", "often")),
    Row("code", "final, versions, commands, errors", "code.snippets.answered"),
    Row("code", "what was typed for it", "code.typings.answered", lacks=("colour",)),
    Row("files", "a note, shown whole", "files.notes.answered", lacks=("colour", "behind")),
    Row("input", "how much", "forms.inputs.answered", needs=(("typing",),)),
    Row("input", "clicks", "forms.clicks.answered"),
    Row("summaries", "what a screen showed", "seen.summaries.answered"),
    Row("front", "what was done at a time, with commands", "code.meanwhile.answered"),
    Row("files", "what it is called", "files.filenames.answered", lacks=("colour", "behind")),
    Row("front", "most, list, how often, how long, when, course", "foreground.front.answered"),
    Row("code", "what went wrong", "code.mishaps.surely", lacks=("colour",)),
    Row("kinds", "too many to be meant", "seen.kinds.answered"),
    Row("files", "what holds it, and in which program", "files.holders.answered", lacks=("colour", "behind")),
    Row("lineage", "gaps", "seen.lineage.gaps", needs=(("gap",),)),
    Row("lineage", "sessions", "seen.lineage.sessions", needs=(("session",),), lacks=("played",)),
    Row("lineage", "frames", "seen.lineage.captured", needs=(("frame", "system"),)),
    Row("paths", "where a file lies", "files.paths.answered", needs=(("path",),), lacks=(*_CONTROLS, "colour")),
    Row("arithmetic", "rows", "values.rowcounts.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("fields", "row of a number", "values.numberedrows.answered", lacks=(*_CONTROLS, *_RECKONED, "colour", "often")),
    Row("fields", "row with a value", "values.rowvalues.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("arithmetic", "two rows", "values.comparisons.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("arithmetic", "most, least", "values.extremes.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("arithmetic", "ratio", "values.arithmetic.ratio", needs=(("ratio",),)),
    Row("arithmetic", "rows apart", "values.arithmetic.apart", needs=(("difference",),)),
    Row("arithmetic", "difference", "values.arithmetic.difference", needs=(("difference",),)),
    Row("arithmetic", "sum that stands there", "values.totals.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("arithmetic", "sum", "values.arithmetic.total", needs=(("sum", "average"),)),
    Row("fields", "change", "values.fields.changed", needs=(("change",),)),
    Row("fields", "value", "values.fields.value", lacks=("often",)),
    Row("bylines", "who approved, checked or drew it", "people.bylines.signed", lacks=(*_CONTROLS, "colour")),
    Row("fields", "how often it is done", "values.fields.frequency", needs=(("often",),)),
    Row("fields", "row and column", "values.crossings.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row("fields", "number of a thing", "values.numbered.answered", lacks=(*_CONTROLS, "colour", "often")),
    Row(
        "lists", "beneath", "values.listed.beneath", needs=(("which", "who"),), lacks=("often", "long", "count", "when")
    ),
    Row("files", "no such note", "files.notes.missing", lacks=("colour", "behind")),
)

LATE: tuple[Row, ...] = (
    Row("code", "what went wrong, in other words", "code.mishaps.likely", lacks=("colour",)),
    Row("fields", "where it is", "values.placed.likely", lacks=(*_CONTROLS, "colour", "often")),
    Row("text", "by the form of what is asked for", "values.told.likely", lacks=("colour", "often")),
    Row("code", "what it printed, in other words", "code.outputs.likely", lacks=("colour",)),
)
"""Those that are asked where no text answers either: what they tell has some of the words, and not most of them."""
