"""A reader that knows the truth: it commits what the corpus says stood on each frame, as Stage 2 commits what it read.

Handoff directories are really ingested, and the facts really committed, frame against frame, so that spans have
lifetimes: only where they come from is different.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.handoff import HandoffIngestor
from ledger.clock import new_run_id
from ledger.dataroot import DataRoot
from ledger.facts import Box, Element, ElementSeen, Fact, FrameExamined, FrameFailed, Gone, Maker, Span, TextRead
from ledger.writer import Turn, Writer
from processors.batch import Batch, Processor
from processors.idle import OpenGate
from processors.pages import PagesProcessor
from processors.titles import Programs, shipped
from processors.windows import WindowsProcessor
from projections.engine import catch_up

_CONFIDENCE = 9_900

Key = tuple[Box, str]


@dataclass
class Screen:
    """What the last frame of a run showed: each span with the event that said it and its place there."""

    frame: str = ""
    spans: dict[Key, tuple[int, int]] = field(default_factory=dict)


def take_in(corpus: Path, into: Path, names: Iterable[str]) -> DataRoot:
    """Ingest copies of handoff directories into `into/data`, and return it."""
    data = into / "data"
    for name in names:
        copy = into / "spool" / name
        shutil.copytree(corpus / "handoff" / name, copy, copy_function=shutil.copyfile)
        HandoffIngestor(data, mode="hardlink").ingest_handoff_dir(copy)
    return DataRoot(data)


def truths(corpus: Path, name: str) -> list[dict[str, Any]]:
    """The truth of each frame of a handoff directory, in order of time."""
    index = json.loads((corpus / "truth" / "frames_index.json").read_text(encoding="utf-8"))
    rows = index["frames"] if isinstance(index, dict) else index
    wanted = [row["corpus_frame"] for row in rows if row["handoff"] == name]
    found = [
        json.loads((corpus / "truth" / "frames" / f"{frame}.json").read_text(encoding="utf-8")) for frame in wanted
    ]
    return sorted(found, key=lambda truth: (truth["ts_utc"], truth["frame_id"]))


def read_all(root: DataRoot, corpus: Path, names: Iterable[str], *, elements: bool = False) -> None:
    """Commit the text, and the controls where asked, of every frame of these handoff directories."""
    writer = Writer(root)
    for name in names:
        screen = Screen()
        with writer.turn() as turn:
            for truth in truths(corpus, name):
                read_frame(turn, truth, screen, elements=elements)
    catch_up(root)


def understand(root: DataRoot) -> None:
    """Let the processors of windows and pages look at what was read."""
    programs = Programs(shipped())
    processors: list[Processor] = [WindowsProcessor(lambda: programs), PagesProcessor(lambda: programs)]
    report = Batch(root, processors, OpenGate(), sleep_ms=0).run()
    assert (report.failed, report.pending) == (0, 0)


def read_frame(turn: Turn, truth: dict[str, Any], screen: Screen, *, elements: bool = False) -> None:
    """Commit one frame: what appeared and vanished against the one before, and that it was examined."""
    frame = truth["frame_id"]
    shown = {(span.box, span.text): span for span in spans_of(truth)}
    appeared = {key: span for key, span in shown.items() if key not in screen.spans}
    vanished: dict[int, list[int]] = {}
    for key, (seq, place) in list(screen.spans.items()):
        if key not in shown:
            vanished.setdefault(seq, []).append(place)
            del screen.spans[key]
    facts: list[Fact] = []
    if appeared or vanished or not screen.frame:
        gone = tuple(Gone(seq, tuple(places)) for seq, places in vanished.items())
        facts.append(TextRead(frame, "ocr", maker("text"), screen.frame, tuple(appeared.values()), gone))
        # A first commit of all begins with the birth of the DataRoot; here the ingest came before.
        screen.spans.update({key: (turn.head.size, place) for place, key in enumerate(appeared)})
    facts.append(FrameExamined(frame, "text", 1, len(appeared), screen.frame))
    if elements:
        facts.append(ElementSeen(frame, "uia", maker("uia"), "", elements_of(truth)))
    facts.append(FrameExamined(frame, "uia", 1, 0))
    turn.commit(facts, run=new_run_id(), stage=2, action="text.examine", inputs=(frame,))
    screen.frame = frame


def maker(processor: str) -> Maker:
    """The truth as the maker of facts."""
    return Maker(processor, 1, "truth", "", "", "")


def spans_of(truth: dict[str, Any]) -> list[Span]:
    """The lines of a frame as spans: boxes in whole pixels, extents of words where the truth has all of them."""
    found: dict[Key, Span] = {}
    for number, line in enumerate(truth["lines"]):
        if not line["text"].strip():
            continue
        words = [word for word in truth["words"] if word[5] == number]
        extents = tuple((math.floor(word[1]), math.ceil(word[3])) for word in words)
        if len(words) != len(line["text"].split()):
            extents = ()
        box = whole(line["box"])
        found[box, line["text"]] = Span(box, line["text"], _CONFIDENCE, extents)
    return list(found.values())


def elements_of(truth: dict[str, Any]) -> tuple[Element, ...]:
    """The controls of a frame."""
    return tuple(
        Element(whole(seen["box"]), seen["role"], seen["label"], ("disabled",) if seen.get("disabled") else ())
        for seen in truth["ui"]
    )


def whole(box: Sequence[float]) -> Box:
    """A box in whole pixels that holds the given one."""
    return math.floor(box[0]), math.floor(box[1]), math.ceil(box[2]), math.ceil(box[3])


def fail_all(root: DataRoot, frames: Iterable[str]) -> None:
    """Commit that reading failed on these frames."""
    with Writer(root).turn() as turn:
        facts = [FrameFailed(frame, "text", 1, "undecodable") for frame in frames]
        turn.commit(facts, run=new_run_id(), stage=2, action="text.examine")
    catch_up(root)
