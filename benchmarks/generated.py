"""Generated logs: as many frames as asked for, with text like that of recorded screens, written by the real writer.

`python -m benchmarks.generated DIRECTORY --frames 100000` makes a DataRoot. The same seed gives the same facts.

How much stands on a screen, how long lines are, how often words come and how much of a screen changes were measured
on a recorded corpus (175 frames, 4,612 lines, 25,004 tokens, 2,905 different). What differs from it, and is meant to:
most frames of a real day show what the one before showed, so `SAME` of them do here (a recorded corpus holds few); and
a screen holds about 170 things (111 lines of text, 45 controls and some others), as the goal for sizes says. All frames
of a session share one tiny picture, which is really there: blobs verify, but nothing could be read off it. What Stage 2
finds is committed by the session, not by the unit: the ledger is that much smaller than a real one. Vectors are drawn
around 4,000 centres and not encoded, which would take days: they show how fast they are searched, not how well.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import itertools
import json
import random
import struct
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import (
    BlobAdmitted,
    Box,
    CodeFound,
    ColoredRegion,
    ColorMeasured,
    Element,
    ElementSeen,
    Fact,
    Field,
    FieldRead,
    FrameExamined,
    Gone,
    Maker,
    Page,
    PageRecognized,
    Passage,
    Post,
    PostRead,
    RecordAdmitted,
    Shade,
    Snippet,
    Span,
    TextEmbedded,
    TextRead,
    Window,
    WindowRecognized,
)
from ledger.writer import Writer
from projections import encoder

SESSION = 200
SAME = 0.6
"""The share of frames that show what the one before showed."""

SMALL, HALF = 0.45, 0.35
"""Of the others: the share in which 1 to 4 lines change, and in which about a third does; the rest are new screens."""

FEW = 4
SECONDS = 5
LINES = 100
WIDTH, HEIGHT = 1600, 900
BEGIN = datetime(2024, 1, 8, 8, 0, tzinfo=UTC)

# Tokens of a line, 1, 2, 3 … and more, of 4,332 lines; and the commonest words with their share in 10,000 tokens.
_LENGTHS = (1186, 832, 472, 331, 213, 181, 173, 110, 70, 56, 49, 66, 42, 52, 499)
_COMMON = {
    "the": 396, "a": 184, "of": 136, "to": 135, "and": 133, "is": 126, "in": 122, "for": 101, "or": 69, "on": 60,
    "are": 59, "that": 57, "be": 56, "with": 56, "if": 54, "by": 51, "as": 50, "from": 49, "it": 49, "this": 44,
    "can": 42, "all": 34, "not": 33, "file": 32, "name": 30, "select": 30,
}  # fmt: skip
_DIGITS = 674
_VOCABULARY = 60_000
_SYLLABLES = "ba be bi bo da de di do fa fe ga ge ka ke la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se si so ta te ti to va ve".split()  # noqa: E501, SIM905
_APPS = (
    ("Chromium", "browser"), ("Visual Studio Code", "editor"), ("Terminal", "terminal"), ("Thunderbird", "mail"),
    ("Slack", "chat"), ("LibreOffice Calc", "spreadsheet"),
)  # fmt: skip
_ENCODER = Maker("vectors", 1, encoder.NAME, encoder.DIGEST)
_OCR = Maker("text", 2, "PP-OCRv6_small", "da" * 32, parameters="generated")


@dataclass
class Shown:
    """What stands on the screen: lines with the event and place that told of them."""

    app: tuple[str, str]
    title: str
    site: str
    lines: list[tuple[int, int, Span]] = field(default_factory=list)


class Writing:
    """Words, lines and names, drawn from one seed."""

    def __init__(self, seed: int) -> None:
        """Invent a vocabulary: the common words as they are, and a long tail of rare ones (Zipf)."""
        self.rng = rng = random.Random(seed)
        rare = [self._word() for _ in range(_VOCABULARY)]
        left = 10_000 - sum(_COMMON.values()) - _DIGITS
        tail = [1 / (rank + 30) for rank in range(len(rare))]
        scale = left / sum(tail)
        self.words = [*_COMMON, *rare]
        self._cumulated = list(itertools.accumulate([*_COMMON.values(), *(share * scale for share in tail)]))
        self._digits = _DIGITS / 10_000
        self.centres = [bytes(rng.randint(-80, 80) % 256 for _ in range(encoder.DIMENSIONS)) for _ in range(4_000)]

    def _word(self) -> str:
        rng = self.rng
        word = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4)))
        shape = rng.random()
        if shape < 0.04:
            return word + "".join(rng.choices(_SYLLABLES, k=2)).capitalize()
        if shape < 0.08:
            return f"{word}_{''.join(rng.choices(_SYLLABLES, k=2))}"
        return word.capitalize() if shape < 0.2 else word

    def text(self) -> str:
        """Return a line."""
        [length] = self.rng.choices(range(1, len(_LENGTHS) + 1), weights=_LENGTHS)
        words = self.rng.choices(self.words, cum_weights=self._cumulated, k=length)
        return " ".join(str(self.rng.randint(0, 9999)) if self.rng.random() < self._digits else word for word in words)

    def span(self, row: int, column: int) -> Span:
        """Return a line of text at its place, with the extents of its words."""
        text = self.text()
        x, y, extents = 20 + 520 * column, 60 + 16 * row, []
        at = x
        for word in text.split():
            extents.append((at, at + 7 * len(word)))
            at += 7 * len(word) + 7
        return Span((x, y, at, y + 13), text, self.rng.randint(9_000, 10_000), tuple(extents))


class Session:
    """A session of frames, as Stage 1 takes it in and Stage 2 reads it: one processor after the other."""

    def __init__(self, number: int, writing: Writing, begin: datetime, frames: int, first: int) -> None:
        """Take the number of the session's first event: facts name each other by number."""
        self.run = f"run_{number:06x}"
        self.handoff = f"{begin:%Y-%m-%dT%H-%M-%SZ}_{self.run}"
        self._writing = writing
        self._rng = writing.rng
        self._begin = begin
        self._frames = [f"{self.run}/evidence.capture.frame/{at}" for at in range(frames)]
        self._first = first
        self.facts: list[Fact] = []
        self._chrome = [writing.span(row, 0) for row in range(12)]
        self._touched: dict[int, set[tuple[int, int]]] = {}

    def blob(self) -> tuple[str, bytes]:
        """Return where the picture of the session lies, and its bytes: a picture of one pixel."""
        shade = zlib.crc32(self.run.encode()).to_bytes(4, "big")[:3]
        return f"media/{self.run}/pixel.blob", _png(shade)

    def tell(self) -> list[Fact]:
        """Return all facts, in the order in which they are committed."""
        path, data = self.blob()
        digest = hashlib.sha256(data).hexdigest()
        self.facts.append(BlobAdmitted(self.handoff, path, path, len(data), "copied", digest))
        plan = self._plan()
        self.facts += [self._record(at, shown, path, digest) for at, (shown, _) in enumerate(plan)]
        for tell in (self._windows, self._colours, self._text, self._pages, self._behind, self._elements, self._fields,
                     self._posts, self._code, self._vectors):  # fmt: skip
            tell(plan)
        return self.facts

    def _plan(self) -> list[tuple[Shown, float]]:
        """Return for each frame what is in front, and how much of the screen is new: 0 to 1."""
        plan: list[tuple[Shown, float]] = [(self._new_screen(), 1.0)]
        rng = self._rng
        for _ in self._frames[1:]:
            kind = rng.random()
            if kind < SAME:
                plan.append((plan[-1][0], 0.0))
                continue
            kind = rng.random()
            if kind < SMALL:
                plan.append((plan[-1][0], rng.randint(1, FEW) / LINES))
            elif kind < SMALL + HALF:
                plan.append((plan[-1][0], rng.uniform(0.15, 0.5)))
            else:
                plan.append((self._new_screen(), 1.0))
        return plan

    def _new_screen(self) -> Shown:
        app = self._rng.choice(_APPS)
        words = self._rng.choices(self._writing.words, k=2)
        site = f"{words[0].lower().replace('_', '-')}.example" if app[1] == "browser" else ""
        return Shown(app, f"{' '.join(words)} - {app[0]}", site)

    def _record(self, at: int, shown: Shown, path: str, digest: str) -> RecordAdmitted:
        moment = f"{self._begin + timedelta(seconds=SECONDS * at):%Y-%m-%dT%H:%M:%S.000000Z}"
        payload = {
            "backend": "mss", "blob_path": path, "content_hash": digest, "content_type": "image/png",
            "encoding": "png", "height": HEIGHT, "width": WIDTH, "monitor_index": 0, "schema_version": 1,
            "input_ref": {"event_count": 3, "idle_seconds": 0.4, "kind": "input.summary"},
            "desktop_rect": [0, 0, WIDTH, HEIGHT], "record_type": "evidence.capture.frame", "ts_utc": moment,
            "window_ref": {"record_id": f"{self.run}/window/0", "window": {
                "hwnd": 1, "process_path": f"/usr/bin/{shown.app[0].lower().replace(' ', '-')}",
                "rect": [0, 0, WIDTH, HEIGHT], "title": shown.title}},
        }  # fmt: skip
        frame, kind = self._frames[at], "evidence.capture.frame"
        return RecordAdmitted(
            self.handoff, "metadata", frame, kind, moment, self.run, json.dumps(payload), None, (path,)
        )

    # ------------------------------------------------------------ Stage 2

    def _done(self, at: int, processor: str, version: int, fact: Fact | None) -> int | None:
        """Append what a processor found on a frame, and that it is done; return the number of the event."""
        number = None
        if fact is not None:
            number = self._first + len(self.facts)
            self.facts.append(fact)
        against = self._frames[at - 1] if at else ""
        self.facts.append(FrameExamined(self._frames[at], processor, version, int(fact is not None), against))
        return number

    def _against(self, at: int) -> str:
        return self._frames[at - 1] if at else ""

    def _is_new(self, plan: Sequence[tuple[Shown, float]], at: int) -> bool:
        return not at or plan[at][0] is not plan[at - 1][0]

    def _text(self, plan: Sequence[tuple[Shown, float]]) -> None:
        lines: list[tuple[int, int, Span]] = []
        for at, (_, share) in enumerate(plan):
            if not share:
                self._done(at, "text", 2, None)
                continue
            number = self._first + len(self.facts)
            kept, gone, fresh = self._changed(lines, share)
            lines = [*kept, *((number, place, span) for place, span in enumerate(fresh))]
            self._touched[at] = {(span.box[0], span.box[1] // (4 * 16)) for span in fresh}
            self._done(at, "text", 2, TextRead(self._frames[at], "ocr", _OCR, self._against(at), tuple(fresh), gone))

    def _changed(
        self, lines: list[tuple[int, int, Span]], share: float
    ) -> tuple[list[tuple[int, int, Span]], tuple[Gone, ...], list[Span]]:
        rng, writing = self._rng, self._writing
        if not lines:
            places = [(row, column) for column in range(3) for row in range(LINES // 3)]
            return [], (), [*self._chrome, *(writing.span(row + 12, column) for row, column in places)]
        count = max(1, round(share * (len(lines) - len(self._chrome))))
        chrome = {id(span) for span in self._chrome}
        own = [each for each in lines if id(each[2]) not in chrome]
        own.sort(key=lambda each: each[2].box[:2])
        begin = rng.randrange(max(1, len(own) - count))
        # A few lines change here and there, many side by side.
        out = set(map(id, own[begin : begin + count] if count > FEW else rng.sample(own, min(count, len(own)))))
        by_event: dict[int, list[int]] = {}
        fresh: list[Span] = []
        kept: list[tuple[int, int, Span]] = []
        for each in lines:
            if id(each) not in out:
                kept.append(each)
                continue
            by_event.setdefault(each[0], []).append(each[1])
            box = each[2].box
            fresh.append(writing.span((box[1] - 60) // 16, (box[0] - 20) // 520))
        gone = tuple(Gone(seq, tuple(sorted(places))) for seq, places in sorted(by_event.items()))
        return kept, gone, fresh

    def _windows(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        maker = Maker("windows", 1, parameters="patterns=generated")
        for at, (shown, _) in enumerate(plan):
            fact = None
            if self._is_new(plan, at):
                app, category = shown.app
                window = Window((0, 0, WIDTH, HEIGHT), shown.title, app, app.lower(), focused=True, category=category,
                                document=shown.title.rpartition(" - ")[0])  # fmt: skip
                gone = (Gone(before, (0,)),) if before is not None else ()
                fact = WindowRecognized(self._frames[at], "record", maker, self._against(at), (window,), gone)
            number = self._done(at, "windows", 1, fact)
            before = number if number is not None else before

    def _pages(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        maker = Maker("pages", 1, parameters="patterns=generated")
        for at, (shown, _) in enumerate(plan):
            fact = None
            if self._is_new(plan, at):
                url = f"https://{shown.site}/{shown.title.split()[0]}"
                page = Page((100, 10, 600, 30), url, "address", shown.site, url, shown.site, shown.title)
                found = (page,) if shown.site else ()
                gone = (Gone(before, (0,)),) if before is not None else ()
                if found or gone or not at:
                    fact = PageRecognized(self._frames[at], maker, self._against(at), found, gone)
            number = self._done(at, "pages", 1, fact)
            if number is not None:
                before = number if shown.site else None

    def _behind(self, plan: Sequence[tuple[Shown, float]]) -> None:
        for at in range(len(plan)):
            fact = None if at else WindowRecognized(self._frames[at], "screen", Maker("behind", 1))
            self._done(at, "behind", 1, fact)

    def _colours(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        for at, (shown, _) in enumerate(plan):
            fact = None
            if self._is_new(plan, at):
                paper = Shade((self._rng.randint(0, 255), 250, 250), 15, 231)
                histogram = tuple(((250 - 9 * n, 240, 240), 8_000 >> n) for n in range(6))
                regions = tuple(
                    ColoredRegion((0, 0, WIDTH, HEIGHT), region, shown.title, shown.app[0], paper, 8_200,
                                  Shade((30, 30, 30), 0, 234), histogram)
                    for region in ("screen", "window", "page")
                )  # fmt: skip
                gone = (Gone(before, (0, 1, 2)),) if before is not None else ()
                fact = ColorMeasured(self._frames[at], Maker("color", 1), self._against(at), regions, gone)
            number = self._done(at, "color", 1, fact)
            before = number if number is not None else before

    def _elements(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        for at in range(len(plan)):
            fact = None
            if self._is_new(plan, at):
                roles = self._rng.choices(("Button", "Image", "Edit", "CheckBox"), k=45)
                seen = tuple(Element((n * 30, 5, n * 30 + 24, 29), role, f"b{n}") for n, role in enumerate(roles))
                gone = (Gone(before, tuple(range(45))),) if before is not None else ()
                fact = ElementSeen(self._frames[at], "layout", Maker("elements", 1), self._against(at), seen, gone)
            number = self._done(at, "elements", 1, fact)
            before = number if number is not None else before

    def _fields(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        for at in range(len(plan)):
            fact = None
            if self._is_new(plan, at):
                rows = [(60 + 20 * n, self._writing.words[n]) for n in range(5)]
                read = tuple(
                    Field((200, y, 400, y + 16), self._writing.text(), (20, y, 190, y + 16), label) for y, label in rows
                )
                gone = (Gone(before, tuple(range(5))),) if before is not None else ()
                fact = FieldRead(self._frames[at], "layout", Maker("fields", 1), self._against(at), read, gone)
            number = self._done(at, "fields", 1, fact)
            before = number if number is not None else before

    def _posts(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: tuple[int, int] | None = None
        has_begun = False
        for at, (shown, _) in enumerate(plan):
            fact, read = None, tuple[Post, ...]()
            if self._is_new(plan, at):
                read = tuple(map(self._post, range(6))) if shown.app[1] == "chat" else ()
                gone = (Gone(before[0], tuple(range(before[1]))),) if before is not None else ()
                if read or gone:
                    # A chain begins with the first post: there is none to be compared with before.
                    against = self._against(at) if has_begun else ""
                    fact = PostRead(self._frames[at], Maker("posts", 1), against, read, gone)
            number = self._done(at, "posts", 1, fact)
            if number is not None:
                before, has_begun = (number, len(read)) if read else None, True

    def _post(self, number: int) -> Post:
        top = 80 + 60 * number
        box, head, clock = (300, top + 20, 900, top + 36), (300, top, 400, top + 16), (410, top, 450, top + 16)
        author = f"{self._writing.words[number].title()} {self._writing.words[number + 7].title()}"
        return Post(box, self._writing.text(), (box,), head, author, clock, f"10:{10 + number}")

    def _code(self, plan: Sequence[tuple[Shown, float]]) -> None:
        before: int | None = None
        maker = Maker("code", 1, "magika standard_v3_3", "fe" * 32)
        for at, (shown, _) in enumerate(plan):
            fact = None
            if self._is_new(plan, at):
                found: tuple[Snippet, ...] = ()
                if shown.app[1] in ("editor", "terminal"):
                    boxes: tuple[Box, ...] = tuple((40, 60 + 16 * n, 700, 74 + 16 * n) for n in range(8))
                    body = "\n".join(self._writing.text() for _ in range(8))
                    where = shown.app[1]
                    found = (Snippet((40, 60, 700, 200), "block", where, "python", body, boxes, shown.title),)
                gone = (Gone(before, (0,)),) if before is not None else ()
                if found or gone or not at:
                    fact = CodeFound(self._frames[at], maker, self._against(at), found, gone)
            number = self._done(at, "code", 1, fact)
            if number is not None:
                before = number if shown.app[1] in ("editor", "terminal") else None

    def _vectors(self, plan: Sequence[tuple[Shown, float]]) -> None:
        """Tell of a passage of four rows, anew where one of its lines is."""
        before: dict[tuple[int, int], tuple[int, int]] = {}
        for at in range(len(plan)):
            touched = sorted(self._touched.get(at, ()))
            if not touched:
                self._done(at, "vectors", 1, None)
                continue
            number = self._first + len(self.facts)
            appeared = tuple(
                Passage((x, 64 * row, x + 500, 64 * row + 64), f"{self._rng.getrandbits(64):016x}", self._drawn())
                for x, row in touched
            )
            by_event: dict[int, list[int]] = {}
            for key in touched:
                if key in before:
                    by_event.setdefault(before[key][0], []).append(before[key][1])
            gone = tuple(Gone(seq, tuple(sorted(places))) for seq, places in sorted(by_event.items()))
            before.update({key: (number, place) for place, key in enumerate(touched)})
            self._done(at, "vectors", 1, TextEmbedded(self._frames[at], _ENCODER, self._against(at), appeared, gone))

    def _drawn(self) -> str:
        centre = self._rng.choice(self._writing.centres)
        noise = self._rng.randbytes(len(centre))
        drawn = bytes(
            ((one - 256 * (one > 127) + (other % 81) - 40) % 256) for one, other in zip(centre, noise, strict=True)
        )
        return base64.b64encode(drawn).decode()


def _png(rgb: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" + rgb)) + chunk(b"IEND", b"")
    )


def sessions(frames: int) -> Iterator[tuple[int, datetime, int]]:
    """Yield (number, when it begins, how many frames) of the sessions: 20 on each working day, at most."""
    begin, number = BEGIN, 0
    for number in itertools.count():
        if number * SESSION >= frames:
            return
        day, part = divmod(number, 20)
        weekday = day // 5 * 7 + day % 5
        begin = BEGIN + timedelta(days=weekday, minutes=25 * part)
        yield number, begin, min(SESSION, frames - number * SESSION)


def generate(root: DataRoot, frames: int, seed: int = 1, *, progress: bool = False) -> int:
    """Write a log of so many frames into an empty DataRoot; the views are made by `autocapture rebuild`.

    Returns how many events there are.
    """
    ensure_born(root)
    writer, writing, size, begun = Writer(root), Writing(seed), 0, time.monotonic()
    for number, begin, count in sessions(frames):
        with writer.turn() as turn:
            # Facts name each other by number; the very first event says that the DataRoot was opened.
            session = Session(number, writing, begin, count, turn.head.size or 1)
            path, data = session.blob()
            (root.path / path).parent.mkdir(parents=True, exist_ok=True)
            (root.path / path).write_bytes(data)
            size = turn.commit(session.tell(), run=f"R{number}", stage=2, action="generate").size
        if progress and number % 50 == 0:
            print(
                f"{(number + 1) * SESSION:,} frames, {size:,} events, {time.monotonic() - begun:.0f} s", file=sys.stderr
            )
    return size


def main() -> None:
    """Make a log, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print(f"{generate(DataRoot(args.directory), args.frames, args.seed, progress=True):,} events in {args.directory}")


if __name__ == "__main__":
    main()
