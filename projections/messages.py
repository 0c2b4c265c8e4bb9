"""Messages that appeared and vanished: errors, warnings, notices, as lines of text with a life of their own.

Nothing is kept here: lines of text have lifetimes (`text`, `lifetimes`), and an index finds those whose words make them
a message. It says so at its head (`Error: …`), or it came into a window that stayed, with few other lines. The same
line, read again after the screen was read anew, is one message while no frame of its run was without it.

Dialogs are windows: an active window that lies within another one of its program.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from projections import lifetimes
from projections.activity import BREAK_US
from projections.box import is_in

Kind = Literal["error", "warning", "notice"]

MOST_WORDS = 24
"""A longer line is a sentence of a text about errors, not one of them."""

NOTICE_US = 60_000_000
"""What is told as a notice is gone after so long at the most; else it is a part of the page."""

_INDEXED: dict[Kind, tuple[str, ...]] = {
    "error": (
        *("error*", "fail*", "fatal", "exception*", "denied", "refused", "rejected", "invalid", "cannot", "couldn"),
        *("unable", "unavailable", "timeout", "aborted", "traceback", "crash*", "unreachable", "fehler*", "erreur*"),
    ),
    "warning": ("warning*", "caution", "deprecated", "warnung*", "avertissement*", "attention"),
    "notice": (
        *("saved", "sent", "deleted", "copied", "uploaded", "downloaded", "updated", "archived", "moved", "connected"),
        *("disconnected", "completed", "undo", "gespeichert", "gesendet", "enregistré*"),
    ),
}
_HEAD = re.compile(
    r"\W{0,3}(?:error|warning|fatal(?: error)?|failed|failure|exception|caution|panic|traceback|fehler|warnung|erreur|"
    r"avertissement|[\w.]+(?:error|exception|warning))(?:\s*[:!\[]|\s+\()",
    re.IGNORECASE,
)
COMPANY = 12
"""What came together with more other lines came with a page, or by scrolling: only what says so by itself is told."""

# A line is a message where such a word stands at its head, or it is short.
_HEAD_WORDS = 4
_SHORT_WORDS = 9
_WORD = re.compile(r"[^\W_]+")
_STEMS = {
    kind: re.compile("|".join(rf"{word[:-1]}\w*" if word.endswith("*") else word for word in words), re.IGNORECASE)
    for kind, words in _INDEXED.items()
}


class Message(msgspec.Struct, frozen=True):
    """A message: what it says, when it was first and last seen, and when it was first seen to be gone.

    Times are of capture, UTC microseconds; `gone_us` is None where no later frame of its run was without it. `seq`,
    `place`, `chain`, `born` and `gone` are where the journal tells of it first, as in `lifetimes`. `frame` is the first
    frame that shows it, `title` that of the window in front then.
    """

    kind: Kind
    text: str
    title: str
    start_us: int
    last_us: int
    gone_us: int | None
    frames: int
    frame: str
    run: str
    seq: int
    place: int
    chain: int
    born: int
    gone: int | None

    @property
    def lasted_us(self) -> int:
        """How long it was seen to stand: from the first to the last frame that shows it."""
        return self.last_us - self.start_us


def kind_of(text: str) -> Kind | None:
    """Return what sort of message a line is by its words, None where it is none."""
    words = _WORD.findall(text)
    if not 2 <= len(words) <= MOST_WORDS:
        return None
    told = words if len(words) <= _SHORT_WORDS else words[:_HEAD_WORDS]
    return next((kind for kind, stem in _STEMS.items() if any(stem.fullmatch(word) for word in told)), None)


def messages(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Message]:
    """Return the messages that frames of a half-open stretch of time (UTC microseconds) show, by when they came."""
    found: list[Message] = []
    last: dict[tuple[str, str], int] = {}
    for each in sorted(_lines(db, start_us, end_us), key=lambda one: (one.start_us, one.seq, one.place)):
        key = (each.run, "".join(_WORD.findall(each.text)).casefold())
        known = found[last[key]] if key in last else None
        if known is not None and _goes_on(known, each):
            gone_us = each.gone_us if each.last_us >= known.last_us else known.gone_us
            found[last[key]] = replace(
                known, last_us=max(known.last_us, each.last_us), gone_us=gone_us, frames=known.frames + each.frames
            )
            continue
        last[key] = len(found)
        found.append(each)
    return [each for each in found if each.kind != "notice" or _passes(each)]


def _goes_on(known: Message, again: Message) -> bool:
    """Say whether the same line was read anew, or beside itself by another reader, and was there all the time."""
    return again.start_us <= (known.last_us if known.gone_us is None else known.gone_us) or (
        known.gone_us is None and again.start_us - known.last_us <= BREAK_US
    )


def _passes(notice: Message) -> bool:
    return notice.gone_us is not None and notice.lasted_us <= NOTICE_US


def _lines(db: sqlite3.Connection, start_us: int, end_us: int) -> Iterator[Message]:
    match = " OR ".join(
        f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for words in _INDEXED.values() for word in words
    )
    rows = db.execute(
        "SELECT s.text, coalesce(b.window_title, ''), b.ts_us, e.ts_us, g.ts_us, x.place - s.born + 1, b.id, "
        "coalesce(b.run_id, b.handoff), s.seq, s.place, s.chain, s.born, s.gone, "
        "b.window_title IS p.window_title AND p.id IS NOT NULL "
        "AND (SELECT count(*) FROM spans o WHERE o.seq = s.seq) <= ? FROM span_text t "
        "JOIN spans s ON s.id = t.rowid "
        "JOIN chain_frames y ON y.chain = s.chain AND y.place = (SELECT min(p.place) FROM chain_frames p "
        "WHERE p.chain = s.chain AND p.place >= s.born) JOIN frames b ON b.id = y.frame "
        "JOIN chain_frames x ON x.chain = s.chain AND x.place = (SELECT max(p.place) FROM chain_frames p "
        f"WHERE p.chain = s.chain AND p.place < coalesce(s.gone, {1 << 62})) JOIN frames e ON e.id = x.frame "
        "LEFT JOIN chain_frames q ON q.chain = s.chain AND q.place = s.born - 1 LEFT JOIN frames p ON p.id = q.frame "
        "LEFT JOIN chain_frames z ON z.chain = s.chain AND z.place = s.gone LEFT JOIN frames g ON g.id = z.frame "
        "WHERE span_text MATCH ? AND y.place <= x.place AND b.ts_us < ? AND e.ts_us >= ?",
        (COMPANY, match, end_us, start_us),
    )
    for text, *rest, alone in rows:
        kind = kind_of(text)
        if kind is not None and (alone or (kind != "notice" and _HEAD.match(text))):
            yield Message(kind, text, *rest)


class Dialog(msgspec.Struct, frozen=True):
    """A window that came up over another one of its program: its title, its first and last frame, and times."""

    title: str
    app: str
    start_us: int
    last_us: int
    first: str
    last: str
    frames: int


SMALLER = 0.6
"""A dialog has at most this share of the area of the window that it lies in."""


def dialogs(db: sqlite3.Connection, start_us: int, end_us: int) -> list[Dialog]:
    """Return the dialogs that were active on frames of a half-open stretch of time (UTC microseconds), in order."""
    rows = db.execute(
        "SELECT f.screen, f.id, f.ts_us, w.title, w.app, w.x0, w.y0, w.x1, w.y1 FROM frames f "
        f"JOIN (SELECT f.frame, s.* FROM {lifetimes.alive('windows')} WHERE s.source = 'record' AND s.focused) w "
        "ON w.frame = f.id WHERE f.ts_us >= ? AND f.ts_us < ? ORDER BY f.screen, f.ts_us, f.id",
        (start_us, end_us),
    )
    found: list[Dialog] = []
    parents: dict[tuple[str, str], tuple[int, int, int, int]] = {}
    before: tuple[str, str, str] | None = None
    for screen, frame, ts_us, title, app, *sides in rows:
        box = (sides[0], sides[1], sides[2], sides[3])
        parent = parents.get((screen, app))
        if parent is None or not _lies_in(box, parent):
            parents[screen, app] = box
            before = None
            continue
        if before == (screen, app, title):
            found[-1] = replace(found[-1], last_us=ts_us, last=frame, frames=found[-1].frames + 1)
        else:
            found.append(Dialog(title, app, ts_us, ts_us, frame, frame, 1))
        before = (screen, app, title)
    return sorted(found, key=lambda each: (each.start_us, each.first))


def _lies_in(box: tuple[int, int, int, int], parent: tuple[int, int, int, int]) -> bool:
    area, around = ((b[2] - b[0]) * (b[3] - b[1]) for b in (box, parent))
    return is_in(box, parent) and area <= SMALLER * around
