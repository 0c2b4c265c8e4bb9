"""What a bag shows: claims, and the exhibits they rest on, chosen by an answer, by events, or by a stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from export.ground import Ground, Proven
from export.inputs import boxes_of
from export.trail import Follower, Trail
from ledger.errors import EvidenceMissing, NotFound, Usage
from ledger.event import event_id, parse_event_id
from ledger.facts import Box, Element, Field, Page, RecordAdmitted, Snippet, Span, TextRead, Window
from ledger.wording import why
from projections import frames, moment
from projections.frames import Frame
from query.answers.answer import Answer, Citation, Claim
from query.passages import panes

MOST_FRAMES = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERIFY = "Ask the question again: the answer may be an old one, or of another DataRoot."

Chosen = Literal["question", "answer", "event", "time"]


class Asked(msgspec.Struct, frozen=True):
    """What was asked for: by what it was chosen, in which words; when, UTC; the zone in which times are told."""

    by: Chosen
    words: str
    at: str
    zone: str


class Step(msgspec.Struct, frozen=True):
    """A link of a trail: an event, and the part it plays (`export.trail`)."""

    event: str
    part: str


class Exhibit(msgspec.Struct, frozen=True):
    """One thing that is shown: the event that says it, the frame on which it can be seen, the boxes it stands in.

    `claim` is the number of the claim it belongs to, 0 for none. `frame` is empty where the event is about none; then
    there is no picture. Without `boxes` the whole frame is meant. `blob` is the frame's picture, relative to the
    DataRoot, `size` its width and height, zeros where the record does not tell. `trail` ends in the event that tells of
    that picture. The other fields are those of `query.answers.answer.Citation`.
    """

    number: int
    claim: int
    event: str
    frame: str
    captured_at: str
    boxes: tuple[Box, ...]
    text: str
    title: str
    app: str
    source: str
    confidence: int
    size: tuple[int, int]
    blob: str
    trail: tuple[Step, ...]

    def is_whole(self, box: Box) -> bool:
        """Say whether a box is the whole frame."""
        return self.size != (0, 0) and box[0] <= 0 and box[1] <= 0 and box[2] >= self.size[0] and box[3] >= self.size[1]


class ToldClaim(msgspec.Struct, frozen=True):
    """One thing that an answer says, and the numbers of its exhibits."""

    number: int
    text: str
    first_seen: str
    last_seen: str
    frames: int
    exhibits: tuple[int, ...]


class Selection(msgspec.Struct, frozen=True):
    """All that a bag shows. `answer` is None where no question was asked here."""

    asked: Asked
    claims: tuple[ToldClaim, ...]
    exhibits: tuple[Exhibit, ...]
    answer: Answer | None = None

    def events(self) -> tuple[int, ...]:
        """Return the numbers of all events that are shown, or that a trail leads over."""
        names = {each.event for each in self.exhibits}
        names |= {step.event for each in self.exhibits for step in each.trail}
        return tuple(sorted(seq for name in names if (seq := parse_event_id(name)) is not None))


def read_answer(path: Path) -> Answer:
    """Return an answer that `autocapture query --json` printed into a file.

    Raises:
        Usage: there is none.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Answer)
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise Usage(
            f"{path} holds no answer: {why(error)}.", "Name what `autocapture query --json` printed."
        ) from error


def of_answer(ground: Ground, follower: Follower, answer: Answer, asked: Asked) -> Selection:
    """Return what an answer rests on, each citation looked up again in the log.

    Raises:
        NotFound: the answer is a no: it cites nothing that could be shown.
        EvidenceMissing: a citation does not hold, or something that it rests on is not there.
    """
    if not answer.claims:
        raise NotFound(f"There is nothing to export: {answer.summary}", "Export what answers the question.")
    claims: list[ToldClaim] = []
    exhibits: list[Exhibit] = []
    for number, given in enumerate(answer.claims, 1):
        claim = given
        if asked.by == "answer":
            _refuse_other_words(ground, claim)
            claim = Claim(claim.text, claim.citations)
        shown = [
            _of_citation(ground, follower, citation, len(exhibits) + at, number)
            for at, citation in enumerate(claim.citations, 1)
        ]
        exhibits += shown
        numbers = tuple(each.number for each in shown)
        claims.append(ToldClaim(number, claim.text, claim.first_seen, claim.last_seen, claim.frames, numbers))
    # What else stands in a file nobody looked up: it is no part of what is given away.
    return Selection(asked, tuple(claims), tuple(exhibits), answer if asked.by == "question" else None)


def _refuse_other_words(ground: Ground, claim: Claim) -> None:
    """Refuse what a file claims beyond the words that were read: anybody may have written it there."""
    seqs = [parse_event_id(citation.event) for citation in claim.citations]
    read = all(seq is not None and isinstance(ground.proven(seq).fact, TextRead) for seq in seqs)
    quoted = {line for citation in claim.citations for line in citation.text.split("\n")}
    if not read or any(line not in quoted for line in claim.text.split("\n")):
        raise EvidenceMissing(
            f"The answer claims more than the words that it cites: {claim.text!r}.",
            "Export the question itself, with --question: then the answer is made anew.",
        )


def of_events(ground: Ground, follower: Follower, names: Sequence[str], asked: Asked) -> Selection:
    """Return events and what they rest on.

    Raises:
        Usage: a name is no event id.
        NotFound: there is no such event.
        EvidenceMissing: something that it rests on is not there.
    """
    exhibits = []
    for number, name in enumerate(dict.fromkeys(names), 1):
        seq = parse_event_id(name)
        if seq is None:
            raise Usage(f"{name!r} is no event id.", "Event ids look like journal:17.")
        trail, frame = follower.of_event(seq)
        exhibits.append(_of_event(ground, seq, trail, frame, number))
    return Selection(asked, (), tuple(exhibits))


def of_time(
    ground: Ground, follower: Follower, between: tuple[datetime, datetime], app: str, asked: Asked
) -> Selection:
    """Return every frame of a half-open stretch of time, with what was read on it; of one program where `app` is given.

    Raises:
        NotFound: there is no frame.
        Usage: there are more than a bag should hold.
        EvidenceMissing: something that a frame rests on is not there.
    """
    start, end = ((each.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1) for each in between)
    shown = frames.between(ground.views.facts, start, end)
    found = [frame for frame in shown if app.casefold() in panes.program_of(frame.process_path).casefold()]
    if not found:
        raise NotFound("No frame was captured in that stretch of time.", "Name a longer one, or another program.")
    if len(found) > MOST_FRAMES:
        raise Usage(
            f"{len(found)} frames were captured in that stretch of time; a bag holds {MOST_FRAMES} at most.",
            "Name a shorter one, or a program.",
        )
    exhibits = [_of_frame(follower, frame, number) for number, frame in enumerate(found, 1)]
    return Selection(asked, (), tuple(exhibits))


def _of_citation(ground: Ground, follower: Follower, citation: Citation, number: int, claim: int) -> Exhibit:
    seq = parse_event_id(citation.event)
    if seq is None:
        raise EvidenceMissing(f"{citation.event!r} is no event id.", _VERIFY)
    read = ground.proven(seq)
    frame = follower.frame(citation.frame)
    if read.leaf.hex() != citation.leaf:
        raise EvidenceMissing(f"{citation.event} is not the line that is cited.", _VERIFY)
    boxes: tuple[Box, ...] = (citation.box,)
    source, confidence = citation.source, citation.confidence
    if hasattr(read.fact, "appeared"):
        place = _place(read, citation)
        trail = follower.of_thing(seq, place, frame)
        if isinstance(read.fact, TextRead):
            source, confidence = read.fact.source, read.fact.appeared[place].confidence
    elif isinstance(read.fact, RecordAdmitted):
        # What was told of a frame has no place on it.
        boxes = ()
        trail = tuple(dict.fromkeys((*follower.of_event(seq)[0], *follower.of_frame(frame))))
    else:
        own, about = follower.of_event(seq)
        if about is None or about.id != frame.id:
            raise EvidenceMissing(f"{citation.event} is not about frame {frame.id}.", _VERIFY)
        trail = tuple(dict.fromkeys((*own, *follower.of_frame(frame))))
    pane = panes.on_frame(ground.views.facts, frame).of_fact(read.fact, citation.box)
    return Exhibit(
        number=number,
        claim=claim,
        event=citation.event,
        frame=frame.id,
        captured_at=moment.spell(frame.captured_us),
        boxes=boxes,
        text=citation.text,
        title=pane.title,
        app=pane.program,
        source=source,
        confidence=confidence,
        size=(frame.width or 0, frame.height or 0),
        blob=frame.blob or "",
        trail=_spelled(trail),
    )


def _place(read: Proven, citation: Citation) -> int:
    """Return where in what appeared the thing is that is cited; text must be the very text that was read."""
    for place, thing in enumerate(getattr(read.fact, "appeared", ())):
        if tuple(thing.box) == tuple(citation.box) and (not isinstance(thing, Span) or thing.text == citation.text):
            return place
    raise EvidenceMissing(f"{read.id} does not say what is cited: {citation.text!r}.", _VERIFY)


def _of_event(ground: Ground, seq: int, trail: Trail, frame: Frame | None, number: int) -> Exhibit:
    fact = ground.proven(seq).fact
    things = getattr(fact, "appeared", ())
    said = "\n".join(word for word in map(_words_of, things) if word)
    boxes = tuple(box for thing in things for box in boxes_of(thing))
    return _shown(frame, number, event_id(seq), boxes, said, getattr(fact, "source", ""), trail)


def _words_of(thing: object) -> str:
    """Return what a thing says, on one line where it stands on one."""
    match thing:
        case Span(text=said) | Snippet(text=said) | Page(text=said) | Element(label=said) | Window(title=said):
            return said
        case Field(label=label, value=value):
            return f"{label}: {value}"
    return ""


def _of_frame(follower: Follower, frame: Frame, number: int) -> Exhibit:
    trail = follower.of_frame(frame)
    readings = [each for each in follower.about(frame.id) if each.kind.startswith("derived.")]
    links = dict.fromkeys((*trail, *(link for each in readings for link in follower.of_event(each.seq)[0])))
    said = "\n".join(span.text for each in readings if isinstance(each.fact, TextRead) for span in each.fact.appeared)
    record = trail[0].id
    return _shown(frame, number, record, (), said, "", tuple(links))


def _shown(
    frame: Frame | None, number: int, event: str, boxes: tuple[Box, ...], said: str, source: str, trail: Trail
) -> Exhibit:
    return Exhibit(
        number=number,
        claim=0,
        event=event,
        frame=frame.id if frame else "",
        captured_at=moment.spell(frame.captured_us) if frame else "",
        boxes=boxes,
        text=said,
        title=(frame.window_title or "") if frame else "",
        app=panes.program_of(frame.process_path) if frame else "",
        source=source,
        confidence=0,
        size=((frame.width or 0), (frame.height or 0)) if frame else (0, 0),
        blob=(frame.blob or "") if frame else "",
        trail=_spelled(trail),
    )


def _spelled(trail: Trail) -> tuple[Step, ...]:
    return tuple(Step(link.id, link.part) for link in trail)
