"""The words of the wire for what an answer holds: its topic, its confidence, what it lacks and what is in the way."""

from __future__ import annotations

import msgspec

from projections.frames import FRAME_TYPE as FRAME_TYPE
from query.answers.answer import Answer, Missing

_WHOLE = 10_000


class Lack(msgspec.Struct, frozen=True):
    """Something that is not known and would be needed: which artifact, why it is not there, how to get it."""

    artifact: str
    why: str
    remedy: str
    processor: str = ""
    last_processed_utc: str = ""
    pending: int = 0


class Shortage(msgspec.Struct, frozen=True):
    """What an answer lacks altogether. `last_processed_utc` is the capture time that everything is examined up to."""

    missing: tuple[Lack, ...] = ()
    last_processed_utc: str = ""
    pending: int = 0
    how_to_process: str = ""


def shortage_of(answer: Answer) -> Shortage:
    """Return what an answer lacks: nothing where all that it asks about was examined."""
    newest = [covered.newest_examined for covered in answer.coverage]
    return Shortage(
        missing=tuple(map(_lack, answer.missing)),
        # The slowest counts: what one artifact lacks may be the answer.
        last_processed_utc=min(newest, default=""),
        pending=max((covered.pending for covered in answer.coverage), default=0),
        how_to_process=" ".join(dict.fromkeys(missing.remedy for missing in answer.missing)),
    )


def _lack(missing: Missing) -> Lack:
    return Lack(
        missing.artifact, missing.why, missing.remedy, missing.processor, missing.last_processed, missing.pending
    )


def blocked_by(answer: Answer) -> str:
    """Return why nothing is done about what is missing; empty where nothing could be."""
    if answer.state not in ("not_available", "degraded"):
        return ""
    has_work = any(covered.pending or covered.failed for covered in answer.coverage)
    return "query_read_only" if has_work else "no_candidates"


def topic_of(answer: Answer) -> str:
    """Return what sort of evidence the first claim rests on, such as `text`, `code` or `windows`; empty without."""
    if not answer.claims:
        return ""
    source = answer.claims[0].citations[0].source
    return {"ocr": "text", "uia": "text", "vlm": "text"}.get(source, source)


def confidence_of(answer: Answer) -> float | None:
    """Return how sure an answer is by its evidence (`answers.confidence`), in percent; None where it claims nothing.

    The popup takes numbers up to 1 for shares and multiplies them: what is that little is told as 0.
    """
    if not answer.claims:
        return None
    percent = round(100 * answer.confidence / _WHOLE, 1)
    return percent if percent > 1 else 0.0


def offsets_of(quote: str, text: str) -> tuple[int, int]:
    """Return between which characters of a text a quote stands, (0, 0) where it does not."""
    start = text.find(quote) if quote else -1
    return (start, start + len(quote)) if start >= 0 else (0, 0)
