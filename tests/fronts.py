"""Frames with windows and pages in front, as a log with its views."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import (
    Fact,
    FrameExamined,
    Maker,
    Page,
    PageRecognized,
    RecordAdmitted,
    Span,
    TextRead,
    Window,
    WindowRecognized,
)
from ledger.writer import Writer
from projections.engine import catch_up

BOX = (0, 0, 800, 600)
BAR = (100, 40, 700, 60)


class Shot(NamedTuple):
    """What a frame has in front: a page where there is an address, else the window of a program."""

    title: str
    app: str = "Firefox"
    category: str = "browser"
    url: str = ""
    document: str = ""
    cut: bool = False
    line: str = "Nothing of note"


def taken(path: Path, shots: Sequence[Shot]) -> DataRoot:
    """Make a log of such frames, a minute apart from 09:00 on 5 March 2026, each with one line of text."""
    root = DataRoot(path)
    ensure_born(root)
    with Writer(root).turn() as turn:
        for at, shot in enumerate(shots):
            turn.commit(_facts(at, shot), run="R", stage=2, action="test")
    catch_up(root)
    return root


def _facts(at: int, shot: Shot) -> list[Fact]:
    frame, moment = f"run1/evidence.capture.frame/{at}", f"2026-03-05T09:{at:02}:00.000000Z"
    is_page = shot.category == "browser"
    title = f"{shot.title} — Mozilla Firefox" if is_page else shot.title
    payload = json.dumps({"width": 800, "height": 600, "window": {"title": title}})
    document = shot.title if is_page else shot.document
    window = Window(BOX, title, shot.app, shot.app.lower(), True, "host", "full", 1, shot.category, document)
    facts: list[Fact] = [
        RecordAdmitted("h", "metadata", frame, "evidence.capture.frame", moment, "run1", payload),
        WindowRecognized(frame, "record", Maker("windows", 1), "", (window,)),
        FrameExamined(frame, "windows", 1, 1),
    ]
    host = shot.url.partition("/")[0].partition("?")[0]
    page = Page(BAR, shot.url, "address", host, shot.url, host.removeprefix("www."), shot.title, shot.cut)
    span = Span((10, 100, 400, 118), shot.line, 9_900)
    return [
        *facts,
        PageRecognized(frame, Maker("pages", 1), "", (page,) if shot.url else ()),
        FrameExamined(frame, "pages", 1, 1),
        TextRead(frame, "ocr", Maker("text", 1), "", (span,)),
        FrameExamined(frame, "text", 1, 1),
    ]
