"""Citing: each span, colour or snippet that a claim rests on is looked up in the journal before it is shown.

A citation holds when

1. the event's line has the leaf hash that the locator keeps,
2. the line is a reading of text that places exactly this text in exactly this box; of a colour, a snippet, a window,
   a page or a field nothing but what the line itself says is shown,
3. the frame it was read in, and the frame cited, exist and lie in one run of compared frames, and
4. the thing appeared no later than the cited frame and had not vanished there.

What is not checked here: the signature over the log, and the pixels (`audit verify` and `show frame --image`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from ledger import event
from ledger.errors import AutocaptureError, Stale
from ledger.facts import (
    AnyDerived,
    Box,
    CodeFound,
    ColoredRegion,
    ColorMeasured,
    Element,
    ElementSeen,
    Fact,
    Field,
    FieldRead,
    Page,
    PageRecognized,
    Post,
    PostRead,
    RecordAdmitted,
    Snippet,
    TextRead,
    Window,
    WindowRecognized,
)
from projections import frames, lifetimes, moment, standing, text
from projections.frames import Frame
from projections.standing import Line
from projections.text import LivingSpan, SpanRow
from projections.views import Located, Views
from query.answers.answer import Checkpoint, Citation, Claim, Word
from query.answers.frame import words_of
from query.passages import panes
from query.passages.intent import Term
from query.passages.match import holds
from query.passages.panes import Pane, Panes
from query.passages.search import Find

_CERTAIN = 10_000


class Cited(msgspec.Struct, frozen=True):
    """The claims whose evidence holds, and how many were dropped because theirs does not.

    `lacking` are the words of the question that do not stand on the screen of the first claim.
    """

    claims: tuple[Claim, ...]
    dropped: int
    lacking: tuple[Term, ...] = ()


Telling = TextRead | ColorMeasured | CodeFound | WindowRecognized | PageRecognized | FieldRead | ElementSeen | PostRead
Thing = ColoredRegion | Snippet | Window | Page | Field | Element | Post


class Lifetime(msgspec.Struct, frozen=True):
    """Where the views say that a thing is told: event `seq`, place there, and its life in a chain of frames."""

    seq: int
    place: int
    chain: int
    born: int
    gone: int | None


class Witness:
    """Makes citations out of finds, against one state of the log. Lines of the journal are read once each."""

    def __init__(self, views: Views) -> None:
        """Take the committed head as the checkpoint of all citations.

        Raises:
            Damaged: the end of the ledger cannot be read.
            Stale: the locator is not there, or not of this version.
        """
        head = views.head()
        # Opened here, whatever is found: a view that is missing must not look like evidence that does not hold.
        self._locator = views.locator
        self._views = views
        self._checkpoint = Checkpoint(head.size, head.frontier.root().hex())
        self._read: dict[int, tuple[Located, Telling] | None] = {}
        self._panes: dict[str, Panes] = {}

    def cite(self, finds: Sequence[Find], terms: Sequence[Term]) -> Cited:
        """Return a claim for each find whose evidence holds, in the same order."""
        claims = [self._claim(find, terms) for find in finds]
        held = tuple(claim for claim in claims if claim is not None)
        lacking = next((find.lacking for find, claim in zip(finds, claims, strict=True) if claim is not None), ())
        return Cited(held, len(claims) - len(held), lacking)

    def _claim(self, find: Find, terms: Sequence[Term]) -> Claim | None:
        members = {member.id for member in find.sight.members}
        meant = members | {line.id for line in find.sight.far}
        home = self._pane(find.frame, find.sight.members[0].box)
        held: list[tuple[Line, Citation]] = []
        for line in find.sight.passage():
            if line.id not in meant and self._pane(find.frame, line.box) != home:
                # What stands beside it is another window's.
                continue
            span = text.by_id(self._views.facts, line.id)
            citation = self.citation(span, find.frame, terms) if span is not None else None
            if citation is not None:
                held.append((line, citation))
            elif line.id in members:
                # The very words that were asked for do not stand where the views say.
                return None
        main = find.sight.members[0]
        # The line that answers comes first: who reads one citation only reads that one.
        ordered = sorted(held, key=lambda pair: pair[0].id != main.id)
        other = self._other_end(find, main, terms)
        first, last = find.sightings[0], find.sightings[-1]
        return Claim(
            text="\n".join(citation.text for _, citation in held),
            citations=(*(citation for _, citation in ordered), *other),
            first_seen=moment.spell(first.captured_us),
            last_seen=moment.spell(last.captured_us),
            frames=len({placed.frame for placed in find.sightings}),
        )

    def _other_end(self, find: Find, main: Line, terms: Sequence[Term]) -> tuple[Citation, ...]:
        """Cite the main line where it was seen first and last, beside the frame that is cited for all lines."""
        cited = []
        for placed in {
            find.sightings[0].frame: find.sightings[0],
            find.sightings[-1].frame: find.sightings[-1],
        }.values():
            frame = frames.by_id(self._views.facts, placed.frame)
            if frame is None or frame.id == find.frame.id:
                continue
            same = standing.alike(self._views.facts, placed.chain, placed.place, main.text)
            citations = (self.citation(span, frame, terms) for span in same)
            cited += [citation for citation in citations if citation is not None][:1]
        return tuple(cited)

    def citation(self, living: LivingSpan, frame: Frame, terms: Sequence[Term] = ()) -> Citation | None:
        """Return the citation of a span as a frame shows it, or None where the evidence does not hold."""
        span = living.span
        found = self._reading(span.seq)
        if found is None or not isinstance(found[1], TextRead) or not _says(found[1], span):
            return None
        life = Lifetime(span.seq, span.place, living.chain, living.born, living.gone)
        if not self._is_shown(life, found[1], frame):
            return None
        return self._made(
            found[0],
            frame,
            span.box,
            span.text,
            source=span.source,
            confidence=span.confidence,
            pane=self._pane(frame, span.box),
            words=_words(span, terms),
        )

    def thing(self, life: Lifetime, frame: Frame) -> Thing | None:
        """Return what the journal says of a thing that a frame shows, or None where the evidence does not hold."""
        found = self._reading(life.seq)
        if found is None or isinstance(found[1], TextRead) or not self._is_shown(life, found[1], frame):
            return None
        return found[1].appeared[life.place] if 0 <= life.place < len(found[1].appeared) else None

    def cited(self, life: Lifetime, frame: Frame, box: Box, text: str) -> Citation:
        """Return the citation of a thing that `thing` has vouched for: `text` must spell what stands in the event."""
        found = self._reading(life.seq)
        if found is None:
            raise ValueError(f"event {life.seq} was not vouched for")
        pane = self._of(frame).of_fact(found[1], box)
        return self._made(found[0], frame, box, text, source=found[1].by.processor, confidence=_CERTAIN, pane=pane)

    def record(self, seq: int, frame: Frame, text: str, says: Callable[[RecordAdmitted], bool]) -> Citation | None:
        """Return the citation of a record that was given to us, where event `seq` `says` what `text` spells; else None.

        What it tells of has no place on the screen: the whole frame is its box.
        """
        found = self._located(seq)
        if found is None or not isinstance(found[1], RecordAdmitted) or not says(found[1]):
            return None
        whole = (0, 0, frame.width or 0, frame.height or 0)
        return self._made(found[0], frame, whole, text, source="record", confidence=_CERTAIN)

    def told(self, seq: int, frame: Frame, box: Box, text: str, says: Callable[[AnyDerived], bool]) -> Citation | None:
        """Return the citation of what event `seq` concluded of a frame by itself, where it `says` so; else None."""
        found = self._located(seq)
        if found is None or not isinstance(found[1], AnyDerived) or not says(found[1]):
            return None
        if frames.by_id(self._views.facts, found[1].frame) is None or self._locator.frame_of(seq) != found[1].frame:
            return None
        return self._made(found[0], frame, box, text, source=found[1].by.processor, confidence=_CERTAIN)

    def _made(
        self,
        located: Located,
        frame: Frame,
        box: Box,
        text: str,
        *,
        source: str,
        confidence: int,
        pane: Pane | None = None,
        words: tuple[Word, ...] = (),
    ) -> Citation:
        pane = pane or self._of(frame).front
        return Citation(
            event=event.event_id(located.seq),
            leaf=located.place.leaf.hex(),
            frame=frame.id,
            captured_at=moment.spell(frame.captured_us),
            box=box,
            text=text,
            title=pane.title,
            app=pane.program,
            source=source,
            confidence=confidence,
            size=(frame.width or 0, frame.height or 0),
            checkpoint=self._checkpoint,
            words=words,
        )

    def _of(self, frame: Frame) -> Panes:
        if frame.id not in self._panes:
            self._panes[frame.id] = panes.on_frame(self._views.facts, frame)
        return self._panes[frame.id]

    def _pane(self, frame: Frame, box: Box) -> Pane:
        return self._of(frame).of(box)

    def _reading(self, seq: int) -> tuple[Located, Telling] | None:
        if seq not in self._read:
            self._read[seq] = self._look_up(seq)
        return self._read[seq]

    def _look_up(self, seq: int) -> tuple[Located, Telling] | None:
        found = self._located(seq)
        return (found[0], found[1]) if found is not None and isinstance(found[1], Telling) else None

    def _located(self, seq: int) -> tuple[Located, Fact | None] | None:
        """Return a committed event and what it says; None where it is not to be had as it was folded."""
        try:
            located = self._views.event(seq)
            fact = event.understand(located.event)
        except Stale:
            raise
        except (AutocaptureError, msgspec.MsgspecError, ValueError):
            return None
        is_committed = located.seq == located.event.seq == seq < self._checkpoint.size
        return (located, fact) if is_committed else None

    def _is_shown(self, life: Lifetime, fact: Telling, frame: Frame) -> bool:
        db = self._views.facts
        if frames.by_id(db, fact.frame) is None or self._locator.frame_of(life.seq) != fact.frame:
            return False
        place = lifetimes.place_of(db, frame.id, life.chain)
        if place is None:
            return False
        return life.born <= place and (life.gone is None or place < life.gone)


def _says(fact: TextRead, span: SpanRow) -> bool:
    if not 0 <= span.place < len(fact.appeared) or fact.source != span.source:
        return False
    said = fact.appeared[span.place]
    return said.text == span.text and tuple(said.box) == tuple(span.box)


def _words(span: SpanRow, terms: Sequence[Term]) -> tuple[Word, ...]:
    """Return the words of a span that hold a term, each in its own box, where the extents of its words are known."""
    # Most lines hold few of the terms: a word by itself is looked at where the line has what it needs.
    said = " ".join(span.text.split())
    standing = [term for term in terms if holds(term, said)]
    words = words_of(span) if standing else ()
    held = {place for term in standing for place in _run([word.text for word in words], term)}
    return tuple(words[place] for place in sorted(held))


def _run(words: Sequence[str], term: Term) -> range:
    """Return the places of the fewest words side by side that hold a term."""
    for size in range(1, min(len(words), len(term.phrase) or 1) + 1):
        for start in range(len(words) - size + 1):
            if holds(term, " ".join(words[start : start + size])):
                return range(start, start + size)
    return range(0)
