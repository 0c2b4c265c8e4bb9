"""What a frame is known to show, by topic: as the views tell it, and as facts tell it that are not folded yet.

Both ways say the same of the same frame; `tests/test_lane.py` holds them against each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from ledger.facts import (
    CodeFound,
    ColorMeasured,
    ElementSeen,
    Fact,
    FieldRead,
    PageRecognized,
    PostRead,
    TextEmbedded,
    TextRead,
    WindowRecognized,
)
from processors.findings import Known
from projections import code, color, elements, fields, pages, passages, posts, standing, text, windows

Change = (
    TextRead
    | ElementSeen
    | FieldRead
    | PostRead
    | WindowRecognized
    | PageRecognized
    | ColorMeasured
    | CodeFound
    | TextEmbedded
)
"""Facts that tell what appeared on a frame and what vanished from it."""

Topics = Mapping[str, tuple[Known, ...]]


def in_views(db: sqlite3.Connection, frame: str, topic: str) -> tuple[Known, ...]:
    """Return what a frame shows under a topic, as the views tell it."""
    kind, _, source = topic.partition(":")
    match kind:
        case "text":
            spans = standing.on_frame(db, frame, source)
            return tuple(Known(s.seq, s.place, s.box, s.text, s.confidence, s.words) for s in spans)
        case "element":
            seen = elements.on_frame(db, frame, source)
            return tuple(Known(e.seq, e.place, e.box, (e.role, e.label, e.state)) for e in seen)
        case "field":
            read = fields.on_frame(db, frame, source)
            return tuple(Known(f.seq, f.place, f.box, (f.value, f.label_box, f.label)) for f in read)
        case "window":
            shown = windows.on_frame(db, frame, source)
            found = [Known(seq, n, each.box, windows.what_of(source, each)) for seq, n, each in shown]
            return tuple(_ordered(topic, found))
        case pages.TOPIC:
            return tuple(Known(p.seq, p.place, p.page.box, p.page) for p in pages.on_frame(db, frame))
        case color.TOPIC:
            return tuple(Known(c.seq, c.place, c.box, color.what_of(c)) for c in color.on_frame(db, frame))
        case code.TOPIC:
            return tuple(Known(c.seq, c.place, c.box, code.what_of(c)) for c in code.on_frame(db, frame))
        case posts.TOPIC:
            return tuple(Known(p.seq, p.place, p.post.box, posts.what_of(p.post)) for p in posts.on_frame(db, frame))
        case passages.TOPIC:
            return tuple(Known(seq, n, p.box, p.digest) for seq, n, p in passages.on_frame(db, frame))
    raise ValueError(f"nothing is kept under the topic {topic!r}")


def after(before: Topics, facts: Sequence[Fact], numbers: Mapping[int, int], topics: Sequence[str]) -> Topics:
    """Return what a frame shows, given what the one it was compared with shows and the facts about it.

    `numbers` gives, for a place in `facts`, the number of its event.
    """
    known = dict(before)
    for place, fact in enumerate(facts):
        if isinstance(fact, Change):
            topic, new = _appeared(fact, numbers[place])
            gone = {(each.seq, index) for each in fact.vanished for index in each.places}
            stay = [each for each in known.get(topic, ()) if (each.seq, each.place) not in gone] if fact.against else []
            known[topic] = tuple(_ordered(topic, [*stay, *new]))
        elif getattr(fact, "vanished", None):
            raise TypeError(f"{type(fact).__name__} tells what vanished, and is not known here")
    return {topic: known[topic] for topic in topics if topic in known}


def _appeared(fact: Change, seq: int) -> tuple[str, list[Known]]:
    match fact:
        case TextRead():
            spans = enumerate(fact.appeared)
            topic = text.topic_of(fact.source)
            return topic, [Known(seq, n, s.box, s.text, s.confidence, s.words) for n, s in spans]
        case ElementSeen():
            seen = enumerate(fact.appeared)
            return elements.topic_of(fact.source), [
                Known(seq, n, e.box, (e.role, e.label, tuple(" ".join(e.state).split()))) for n, e in seen
            ]
        case FieldRead():
            read = enumerate(fact.appeared)
            return fields.topic_of(fact.source), [
                Known(seq, n, f.box, (f.value, f.label_box, f.label)) for n, f in read
            ]
        case WindowRecognized():
            return windows.topic_of(fact.source), [
                Known(seq, n, w.box, windows.what_of(fact.source, w)) for n, w in enumerate(fact.appeared)
            ]
        case PageRecognized():
            return pages.TOPIC, [Known(seq, n, p.box, p) for n, p in enumerate(fact.appeared)]
        case ColorMeasured():
            return color.TOPIC, [Known(seq, n, c.box, color.what_of(c)) for n, c in enumerate(fact.appeared)]
        case CodeFound():
            return code.TOPIC, [Known(seq, n, c.box, code.what_of(c)) for n, c in enumerate(fact.appeared)]
        case PostRead():
            return posts.TOPIC, [Known(seq, n, p.box, posts.what_of(p)) for n, p in enumerate(fact.appeared)]
        case TextEmbedded():
            return passages.TOPIC, [Known(seq, n, p.box, p.digest) for n, p in enumerate(fact.appeared)]


def _ordered(topic: str, known: list[Known]) -> list[Known]:
    """Return things in the order of the views: by place on the screen; colours as they were measured."""
    return known if topic == color.TOPIC else sorted(known, key=lambda each: (each.box[1], each.box[0]))
