"""What a question comes to: an answer in one of six honest states, and claims that cannot be made without evidence."""

from __future__ import annotations

from typing import Literal

import msgspec

from ledger.facts import Box
from query.answers.plan import Plan
from query.times.window import AskedWindow as AskedWindow

State = Literal["ok", "not_found", "not_available", "not_recorded", "needs_clarification", "degraded"]


class Checkpoint(msgspec.Struct, frozen=True):
    """A state of the log that holds the cited event: number of events, hex root of their Merkle tree (RFC 6962)."""

    size: int
    root: str


class Word(msgspec.Struct, frozen=True):
    """A word and its box, pixels of the cited frame."""

    text: str
    box: Box


class Citation(msgspec.Struct, frozen=True):
    """Where a claim can be seen: the event that read it, the frame that shows it, the box it stands in.

    `event` is an event id (`journal:17`), `leaf` the hex leaf hash of its line, `frame` a record id. `text` is
    the whole run of text that the event places in `box`; `words` are those of its words that answered the
    question, where their extents are known. `title` and `app` are those of the window in which the box stands, empty
    where it lies in none that is known; of the active one where its place is not known either. `captured_at` is the
    frame's own time, UTC; `size` its width and height in pixels, zeros where the record does not tell. `confidence` is
    in basis points.
    """

    event: str
    leaf: str
    frame: str
    captured_at: str
    box: Box
    text: str
    title: str
    app: str
    source: str
    confidence: int
    size: tuple[int, int]
    checkpoint: Checkpoint
    words: tuple[Word, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """One thing that the evidence says. `frames` counts the frames that show it, from `first_seen` to `last_seen`.

    Raises:
        ValueError: it was made without a citation.
    """

    text: str
    citations: tuple[Citation, ...]
    first_seen: str = ""
    last_seen: str = ""
    frames: int = 0

    def __post_init__(self) -> None:
        """Refuse a claim that nothing stands behind."""
        if not self.citations:
            raise ValueError(f"the claim {self.text!r} has no citation")


class Coverage(msgspec.Struct, frozen=True):
    """How far one processor has come with the frames of the asked window that it has something to read in.

    `newest_examined` and `newest_admitted` are times of capture, UTC; empty where there is none. Frames
    are `examined`, `pending` or `failed`.
    """

    processor: str
    artifact: str
    newest_examined: str
    examined: int
    pending: int
    failed: int
    newest_admitted: str


class Missing(msgspec.Struct, frozen=True):
    """What is not known and would be needed: the artifact, why it is not there, and how to get it."""

    artifact: str
    why: str
    remedy: str
    processor: str = ""
    last_processed: str = ""
    pending: int = 0


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a question. `window` is None where the question names no time.

    `missing` may hold something beside an `ok`, too: what could still change the answer. `dropped` counts
    claims whose evidence did not hold when it was looked up; they are not shown. `terms` are what was
    searched for, `absent` those of them that are nowhere in the evidence. `clipped` says that there was more
    than was looked through. `timings_ms` has the steps and their `total`, in milliseconds. `plan` tells
    how the question was understood and who was asked for the answer. `confidence` is how sure the
    answer is by the evidence of its first claim and by who gave it, in basis points (see `query.answers.confidence`); 0
    where there is none. That of a citation is how sure its reading is. `near` is what stands nearest to a question
    that nothing answers: passages with their evidence, which claim nothing. `unanswered` are those of several questions
    in one that the answer says nothing of.
    """

    state: State
    summary: str
    claims: tuple[Claim, ...] = ()
    missing: tuple[Missing, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    window: AskedWindow | None = None
    timings_ms: dict[str, float] = {}
    question: str = ""
    asked_at: str = ""
    readings: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    dropped: int = 0
    clipped: bool = False
    plan: Plan | None = None
    confidence: int = 0
    near: tuple[Claim, ...] = ()
    unanswered: tuple[str, ...] = ()

    def to_json(self) -> bytes:
        """Return the answer as one JSON object: what `autocapture query --json` prints, on one line."""
        return msgspec.json.encode(self)
