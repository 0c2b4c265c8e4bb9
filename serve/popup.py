"""The popup's contract: what it asks, and what it is answered, field by field (wire formats page, section 6.1)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Any

import msgspec

from ledger.errors import Stale
from query.answers.answer import Answer, Citation, Claim
from query.answers.place import NO_WINDOW
from query.inquiries.conclude import local
from serve import shapes, words
from serve.words import Lack, shortage_of

FEWEST_CITATIONS, DEFAULT_CITATIONS, MOST_CITATIONS = 1, 8, 32
_BULLET_LETTERS = 240

STATES = {
    "ok": "ok",
    "not_found": "no_evidence",
    "not_available": "not_available_yet",
    "not_recorded": "no_evidence",
    "needs_clarification": "indeterminate",
    "degraded": "degraded",
}
"""Our states by the words of the wire; `answer_state` carries ours beside them."""


class PopupRequest(msgspec.Struct):
    """What the popup sends. Other fields are let pass; one that asks for work to be done is not heeded."""

    query: shapes.Question
    max_citations: int | None = None
    schedule_extract: Any = None

    @property
    def most(self) -> int:
        """How many citations are given at the most, 1 to 32."""
        asked = DEFAULT_CITATIONS if self.max_citations is None else self.max_citations
        return min(max(asked, FEWEST_CITATIONS), MOST_CITATIONS)

    @property
    def ignored(self) -> tuple[str, ...]:
        """What it asked for and does not get."""
        return ("schedule_extract",) if self.schedule_extract else ()


class PopupCitation(msgspec.Struct, frozen=True):
    """Where a claim can be seen.

    `record_id` is the frame's; `offset_start` and `offset_end` count characters of `claim_text` between which the
    quoted words stand (both 0 where they do not stand there). Behind `stale_reason` are fields of ours: the quoted
    words, their box in pixels of the frame, when it was captured, and the event that says so.
    """

    claim_index: int
    citation_index: int
    claim_text: str
    record_id: str
    record_type: str
    source: str
    span_kind: str
    offset_start: int
    offset_end: int
    stale: bool
    stale_reason: str
    quote: str
    box: tuple[int, int, int, int]
    captured_at_utc: str
    event_id: str
    app: str
    window_title: str


class PopupReply(msgspec.Struct, frozen=True, kw_only=True):
    """What the popup is answered, with status 200 also where something failed: then `ok` is false.

    `needs_processing` says that work of Stage 2 is outstanding without which there is no answer; nothing starts it
    from here. The fields from `answer_state` on are ours: which artifacts are missing, how far Stage 2 has come, how
    many frames wait, and the command that looks at them.
    """

    ok: bool
    query: str
    query_run_id: str
    state: str
    summary: str
    bullets: tuple[str, ...] = ()
    topic: str = ""
    confidence_pct: float | None = None
    needs_processing: bool = False
    processing_blocked_reason: str = ""
    scheduled_extract_job_id: str = ""
    latency_ms_total: float = 0.0
    citations: tuple[PopupCitation, ...] = ()
    answer_state: str
    missing: tuple[Lack, ...] = ()
    last_processed_utc: str = ""
    pending: int = 0
    how_to_process: str = ""
    ignored: tuple[str, ...] = ()


def run_id(kind: str = "") -> str:
    """Return a name for one asking: `qry_` and twelve random hexadecimal digits, with a kind between where given."""
    return f"qry_{kind}{secrets.token_hex(6)}"


def answered(answer: Answer, asked: PopupRequest, zone: tzinfo) -> PopupReply:
    """Return the reply that an answer comes to; how long it took is filled in last."""
    short = shortage_of(answer)
    is_wanting = answer.state in ("not_available", "degraded")
    return PopupReply(
        ok=True,
        query=asked.query,
        query_run_id=run_id(),
        state=STATES[answer.state],
        summary=answer.summary,
        bullets=tuple(_bullet(claim, zone) for claim in answer.claims),
        topic=words.topic_of(answer),
        confidence_pct=words.confidence_of(answer),
        needs_processing=is_wanting,
        processing_blocked_reason=words.blocked_by(answer),
        citations=tuple(_citations(answer.claims))[: asked.most],
        answer_state=answer.state,
        missing=short.missing,
        last_processed_utc=short.last_processed_utc,
        pending=short.pending,
        how_to_process=short.how_to_process,
        ignored=asked.ignored,
    )


def timed_out(asked: PopupRequest, within_s: float) -> PopupReply:
    """Return the reply where the time was over before the answer was there."""
    return _without_answer(
        asked,
        "timeout_",
        "popup_timeout",
        f"This took longer than {within_s:g} s and was broken off. Ask again, or name a day or more words.",
    )


def unreadable(asked: PopupRequest, stale: Stale) -> PopupReply:
    """Return the reply where the views must be made anew first: nothing is known until then."""
    lack = Lack("views", stale.what, stale.remedy)
    return msgspec.structs.replace(
        _without_answer(asked, "", "query_read_only", str(stale)),
        ok=True,
        state=STATES["not_available"],
        answer_state="not_available",
        missing=(lack,),
        how_to_process=lack.remedy,
    )


def failed(asked: PopupRequest, what: str) -> PopupReply:
    """Return the reply where answering failed."""
    return _without_answer(asked, "error_", "popup_query_failed", what)


def _without_answer(asked: PopupRequest, kind: str, reason: str, summary: str) -> PopupReply:
    return PopupReply(
        ok=False,
        query=asked.query,
        query_run_id=run_id(f"popup_{kind}" if kind else ""),
        state="degraded",
        summary=summary,
        needs_processing=True,
        processing_blocked_reason=reason,
        answer_state="degraded",
        ignored=asked.ignored,
    )


def _bullet(claim: Claim, zone: tzinfo) -> str:
    """Return a claim in one line: what it says, when it was seen, in which window."""
    cited = claim.citations[0]
    told = " ".join(claim.text.split())
    if len(told) > _BULLET_LETTERS:
        told = told[: _BULLET_LETTERS - 1].rstrip() + "…"
    where = cited.title or cited.app or NO_WINDOW
    return " · ".join(filter(None, (told, local(cited.captured_at, zone), " ".join(where.split()))))


def _citations(claims: Sequence[Claim]) -> Iterator[PopupCitation]:
    """Yield the citations of all claims in one list, claim by claim."""
    for number, claim in enumerate(claims):
        for place, cited in enumerate(claim.citations):
            yield _citation(number, place, claim, cited)


def _citation(number: int, place: int, claim: Claim, cited: Citation) -> PopupCitation:
    start, end = words.offsets_of(cited.text, claim.text)
    return PopupCitation(
        claim_index=number,
        citation_index=place,
        claim_text=claim.text,
        record_id=cited.frame,
        record_type=words.FRAME_TYPE,
        source=cited.source,
        span_kind="text" if end else "region",
        offset_start=start,
        offset_end=end,
        # What does not hold any more is dropped before it gets here.
        stale=False,
        stale_reason="",
        quote=cited.text,
        box=cited.box,
        captured_at_utc=cited.captured_at,
        event_id=cited.event,
        app=cited.app,
        window_title=cited.title,
    )
