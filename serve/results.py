"""A whole answer over HTTP, in the shape of the wire formats page (section 6.2), with what ours holds beside it."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from ledger.facts import Box
from query.answers.answer import Answer, AskedWindow, Citation, Claim, Coverage, Word
from serve import popup, shapes, words
from serve.words import Lack

_SCHEMA = 1


class QueryRequest(msgspec.Struct):
    """A question. `tz` and `now` (ISO 8601) are those of the server where they are empty.

    It is narrowed by a program, a site, and days (both included), where these are named.
    """

    query: shapes.Question
    tz: Annotated[str, msgspec.Meta(max_length=64)] = ""
    now: Annotated[str, msgspec.Meta(max_length=64)] = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 8
    app: shapes.Named = ""
    site: shapes.Named = ""
    since: shapes.MaybeDay = ""
    until: shapes.MaybeDay = ""
    schedule_extract: Any = None
    allow_decode_extract: Any = None


class TimeWindow(msgspec.Struct, frozen=True):
    """The stretch of time that was asked of, UTC; `start` is None where it has no beginning."""

    start: str | None
    end: str


class IntentTold(msgspec.Struct, frozen=True):
    """How the question was understood."""

    query: str
    time_window: TimeWindow | None
    tz: str
    assumptions: tuple[str, ...]


class SpanRef(msgspec.Struct, frozen=True):
    """Where on the evidence: the frame, the box in its pixels, the frame's size (zeros where it is not told)."""

    kind: str
    source_id: str
    box: Box
    size: tuple[int, int]


class AnchorRef(msgspec.Struct, frozen=True):
    """The state of the log that holds the event: number of events, and their Merkle root (hex)."""

    anchor_seq: int
    ledger_head_hash: str


class FullCitation(msgspec.Struct, frozen=True):
    """A citation. Evidence is the frame and the SHA-256 of its picture, derived the event and its leaf hash."""

    schema_version: int
    span_id: str
    evidence_id: str
    evidence_hash: str
    derived_id: str | None
    derived_hash: str | None
    span_kind: str
    span_ref: SpanRef
    ledger_head: str
    anchor_ref: AnchorRef
    source: str
    offset_start: int
    offset_end: int
    quote: str
    words: tuple[Word, ...]
    captured_at_utc: str
    app: str
    window_title: str
    confidence_pct: float


class FullClaim(msgspec.Struct, frozen=True):
    """A claim with its citations, and the frames that show it."""

    text: str
    citations: tuple[FullCitation, ...]
    first_seen_utc: str
    last_seen_utc: str
    frames: int


class Display(msgspec.Struct, frozen=True):
    """The answer in short."""

    summary: str
    bullets: tuple[str, ...]
    topic: str
    confidence_pct: float | None
    fields: dict[str, str]


class AnswerTold(msgspec.Struct, frozen=True):
    """The answer: `state` by the words of the wire, `answer_state` by ours; `near` claims nothing."""

    state: str
    answer_state: str
    summary: str
    display: Display
    claims: tuple[FullClaim, ...]
    errors: tuple[str, ...]
    missing: tuple[Lack, ...]
    coverage: tuple[Coverage, ...]
    window: AskedWindow | None
    last_processed_utc: str
    pending: int
    how_to_process: str
    readings: tuple[str, ...]
    terms: tuple[str, ...]
    absent: tuple[str, ...]
    dropped: int
    clipped: bool
    near: tuple[FullClaim, ...] = ()


class Extraction(msgspec.Struct, frozen=True):
    """What asking sets going: nothing, ever."""

    allowed: bool = False
    ran: bool = False
    blocked: bool = True
    blocked_reason: str = "query_read_only"
    scheduled_extract_job_id: str = ""


class Trace(msgspec.Struct, frozen=True):
    """The name of this asking, and how long its steps took, in milliseconds."""

    query_run_id: str
    stage_ms: dict[str, float]
    error: str


class Processing(msgspec.Struct, frozen=True):
    """What was done for the answer."""

    extraction: Extraction
    query_trace: Trace


class Hit(msgspec.Struct, frozen=True):
    """A frame that the answer rests on."""

    record_id: str
    record_type: str
    ts_utc: str
    app: str
    window_title: str


class FullResult(msgspec.Struct, frozen=True, kw_only=True):
    """The whole result of asking."""

    ok: bool
    error: str = ""
    intent: IntentTold
    results: tuple[Hit, ...]
    answer: AnswerTold
    processing: Processing
    scheduled_extract_job_id: str = ""
    ignored: tuple[str, ...] = ()


def told(answer: Answer, asked: QueryRequest, hashes: dict[str, str], zone: str, error: str) -> FullResult:
    """Return an answer as it is told."""
    window = answer.window
    ignored = tuple(name for name in ("schedule_extract", "allow_decode_extract") if getattr(asked, name))
    return FullResult(
        ok=not error,
        error=error,
        intent=IntentTold(
            asked.query,
            TimeWindow(window.start, window.end) if window is not None else None,
            zone,
            (window.said,) if window is not None else (),
        ),
        results=_hits(answer),
        answer=_told(answer, hashes, error),
        processing=Processing(Extraction(), Trace(popup.run_id(), answer.timings_ms, error)),
        ignored=ignored,
    )


def _told(answer: Answer, hashes: dict[str, str], error: str) -> AnswerTold:
    short = words.shortage_of(answer)
    bullets = tuple(" ".join(claim.text.split()) for claim in answer.claims)
    confidence = words.confidence_of(answer)
    return AnswerTold(
        state=popup.STATES[answer.state],
        answer_state=answer.state,
        summary=answer.summary,
        display=Display(answer.summary, bullets, words.topic_of(answer), confidence, {}),
        claims=tuple(claim_told(claim, hashes) for claim in answer.claims),
        errors=(error,) if error else (),
        missing=short.missing,
        coverage=answer.coverage,
        window=answer.window,
        last_processed_utc=short.last_processed_utc,
        pending=short.pending,
        how_to_process=short.how_to_process,
        readings=answer.readings,
        terms=answer.terms,
        absent=answer.absent,
        dropped=answer.dropped,
        clipped=answer.clipped,
        near=tuple(claim_told(claim, hashes) for claim in answer.near),
    )


def claim_told(claim: Claim, hashes: dict[str, str]) -> FullClaim:
    """Return a claim as it is told; `hashes` are those of the pictures of the frames that it cites."""
    cited = tuple(_citation(each, claim, hashes.get(each.frame, "")) for each in claim.citations)
    return FullClaim(claim.text, cited, claim.first_seen, claim.last_seen, claim.frames)


def _citation(cited: Citation, claim: Claim, picture: str) -> FullCitation:
    start, end = words.offsets_of(cited.text, claim.text)
    return FullCitation(
        schema_version=_SCHEMA,
        span_id=f"{cited.event}#{','.join(map(str, cited.box))}",
        evidence_id=cited.frame,
        evidence_hash=picture,
        derived_id=cited.event,
        derived_hash=cited.leaf,
        span_kind="text" if end else "region",
        span_ref=SpanRef("box", cited.frame, cited.box, cited.size),
        ledger_head=cited.checkpoint.root,
        anchor_ref=AnchorRef(cited.checkpoint.size, cited.checkpoint.root),
        source=cited.source,
        offset_start=start,
        offset_end=end,
        quote=cited.text,
        words=cited.words,
        captured_at_utc=cited.captured_at,
        app=cited.app,
        window_title=cited.title,
        confidence_pct=round(cited.confidence / 100, 1),
    )


def _hits(answer: Answer) -> tuple[Hit, ...]:
    cited: dict[str, Citation] = {}
    for each in (citation for claim in answer.claims for citation in claim.citations):
        # Of the citations of a frame one that stands in a window which is known.
        if each.title or each.frame not in cited:
            cited[each.frame] = each
    return tuple(Hit(each.frame, words.FRAME_TYPE, each.captured_at, each.app, each.title) for each in cited.values())
