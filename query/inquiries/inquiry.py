"""An inquiry: a question that is understood as far as its words of time, on its way to whoever can answer it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from projections import frames, lifetimes
from projections.lifetimes import Placed
from projections.views import Views
from query.answers.answer import Answer, Claim
from query.answers.coverage import Between, Ground, survey
from query.answers.scope import Scope
from query.inquiries import conclude
from query.inquiries.conclude import Asked
from query.language.vocabulary import Understood, understand
from query.times.when import Window

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Inquiry(msgspec.Struct, frozen=True):
    """What a family of questions is given.

    Attributes:
        views: the views, open for reading.
        asked: the question, when it was asked, and the window of time that it names.
        rest: the question without its words of time.
        between: the half-open stretch of capture times that counts, UTC microseconds.
        limit: claims at the most.
        scope: which frames count beside those of that stretch.
    """

    views: Views
    asked: Asked
    rest: str
    between: Between
    limit: int
    scope: Scope

    @property
    def db(self) -> sqlite3.Connection:
        """The tables of facts."""
        return self.views.facts

    @property
    def cut(self) -> Between | None:
        """The stretch of capture times that counts, or None where it leaves out no frame: looking at all is cheaper."""
        extent = frames.extent(self.db)
        if extent is not None and self.between[0] <= extent[0] and extent[1] < self.between[1]:
            return None
        return self.between

    @property
    def understood(self) -> Understood:
        """The question without its words of time, word by word."""
        return understand(self.rest)

    def anytime(self) -> Inquiry:
        """Return the inquiry without the window of time that it names."""
        words = self.asked.window.words if self.asked.window is not None else self.asked.aside
        asked = msgspec.structs.replace(self.asked, window=None, aside=words)
        return msgspec.structs.replace(self, asked=asked, between=between_of(asked))

    def during(self, window: Window) -> Inquiry:
        """Return the inquiry for a window of time that its words imply."""
        asked = msgspec.structs.replace(self.asked, window=window)
        return msgspec.structs.replace(self, asked=asked, between=between_of(asked))

    def shown(self, chain: int, born: int, gone: int | None) -> list[Placed]:
        """Return the frames that show what lives in a chain from `born` to before `gone`, of those that count."""
        placed = lifetimes.frames_between(self.db, chain, born, gone, self.between)
        return [each for each in placed if self.scope.admits(each.frame)]

    @property
    def within(self) -> str:
        """The window of time in words, with a space before it; empty where none was named."""
        return f" of {self.asked.window.said}" if self.asked.window is not None else ""

    def ground(self, processors: Sequence[str]) -> Ground:
        """Say what the evidence covers of what these processors give."""
        return survey(self.db, self.between, processors)


def between_of(asked: Asked) -> Between:
    """Return the stretch of capture times that counts: nothing later than the moment of asking is known."""
    # The frame of this very moment counts.
    latest = asked.now.astimezone(UTC) + _MICROSECOND
    start = asked.window.start if asked.window is not None else None
    end = min(asked.window.end, latest) if asked.window is not None else latest
    first = _microseconds(start or _EARLIEST)
    return first, max(first, _microseconds(end))


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def concluded(
    inquiry: Inquiry,
    ground: Ground,
    claims: Sequence[Claim],
    summary: str,
    *,
    searched: Sequence[str],
    dropped: int = 0,
) -> Answer:
    """Return the answer of a family: its claims with their summary, or the honest reason why there are none.

    Args:
        summary: what was found, or that nothing was.
        searched: what was looked for.
        dropped: claims whose evidence did not hold when it was looked up.
    """
    answer = Answer(
        state="ok" if claims else "not_found",
        summary=summary,
        claims=tuple(claims[: inquiry.limit]),
        missing=ground.missing,
        coverage=ground.coverage,
        terms=tuple(searched),
        dropped=dropped,
        # The answer is not of that time, whatever it says in words.
        readings=(f"“{inquiry.asked.aside}” as words on the screen",) if inquiry.asked.aside else (),
    )
    if claims:
        return answer
    if not ground.frames:
        return conclude.no_frames(answer, inquiry.asked, ground)
    if dropped:
        return conclude.nothing_held(answer, dropped)
    if ground.missing:
        state, said = "not_available", conclude.not_yet(answer, inquiry.asked)
        return msgspec.structs.replace(answer, state=state, summary=said)
    return answer
