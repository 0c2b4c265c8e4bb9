"""The plan of an answer: how a question was understood, what narrowed it, and who was asked for the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from query.patterns.pattern import pattern
from query.times.window import AskedWindow

Outcome = Literal["answered", "passed"]


class Filters(msgspec.Struct, frozen=True):
    """What narrows a question beside its own words. Empty: nothing does.

    `since` and `until` are aware; frames from `since` on and before `until` count. `app` and `site` are words that name
    what was in front; `frame` is a record id.
    """

    since: datetime | None = None
    until: datetime | None = None
    app: str = ""
    site: str = ""
    frame: str = ""


NO_FILTERS = Filters()
_SPACES = pattern(r"\s{4,}")


def spellable(text: str) -> str:
    """Return a text without lone surrogates: they can stand in an argument of the command line, and in no database.

    Of many spaces one after the other three are left: patterns that allow for any number of them would try them all.
    """
    return _SPACES.sub("   ", text.encode("utf-8", "replace").decode("utf-8"))


def spelled(filters: Filters) -> Filters:
    """Return filters whose words can stand in a database."""
    words = {name: spellable(getattr(filters, name)) for name in ("app", "site", "frame")}
    return msgspec.structs.replace(filters, **words)


class Candidate(msgspec.Struct, frozen=True):
    """A family of questions that was asked for the answer, in its turn: it `answered`, or `passed` the question on.

    `words` are those of the question that speak for it.
    """

    family: str
    measure: str
    outcome: Outcome
    words: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was understood: window of time × subject × measure.

    `subject` are the words that are left to name something. `corrected` are words that were read as others: what was
    written, and what was read. `timings_ms` has the steps, and the families by name, in
    milliseconds.
    """

    window: AskedWindow | None = None
    family: str = ""
    measure: str = ""
    subject: str = ""
    filters: Filters = NO_FILTERS
    corrected: tuple[tuple[str, str], ...] = ()
    candidates: tuple[Candidate, ...] = ()
    timings_ms: dict[str, float] = {}
