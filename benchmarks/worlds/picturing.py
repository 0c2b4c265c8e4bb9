"""How sessions become pictures, handoff directories and the truth of their frames."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from PIL import Image

from benchmarks.browser import Browser, Drawing
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.handoff import Recorder, spelled
from benchmarks.worlds.seen import SCRIPT, scaled
from benchmarks.worlds.window import Window

# So many windows lie on the desktop at once; older ones count as minimised.
_ON_DESK = 3


@dataclass(frozen=True)
class Session:
    """One handoff directory: when it began, and what is in front after how many seconds.

    `drawn` makes the whole screen of some windows (from back to front) at a local time, as an HTML document.
    """

    run: str
    start: datetime
    size: tuple[int, int]
    scale: float
    drawing: Drawing
    drawn: Callable[[list[Window], datetime], str]
    steps: Callable[[], list[tuple[int, Window]]]


@dataclass(frozen=True)
class World:
    """A person's recorded days: the name of the corpus, where they live, and their sessions."""

    name: str
    zone: str
    sessions: tuple[Session, ...]


def recorded(world: World, corpus: Path) -> list[Frame]:
    """Write handoff/, truth/frames/ and truth/frames_index.json of a world; return all its frames."""
    truth = corpus / "truth"
    (truth / "frames").mkdir(parents=True, exist_ok=True)
    frames: list[Frame] = []
    for session in world.sessions:
        home = corpus / "handoff" / f"{session.start:%Y-%m-%dT%H-%M-%SZ}_{session.run}"
        home.mkdir(parents=True, exist_ok=True)
        (home / "metadata.db").unlink(missing_ok=True)
        frames += pictured(session, world, home, truth, len(frames))
    index = [{"frame_id": each.record, "corpus_frame": each.name, "handoff": each.handoff} for each in frames]
    (truth / "frames_index.json").write_text(json.dumps(index), "utf-8")
    return frames


def pictured(session: Session, world: World, home: Path, truth: Path, first: int) -> list[Frame]:
    """Render a session, write its handoff directory and what is true of its frames."""
    recorder = Recorder(home, session.run, session.size)
    steps = session.steps()
    windows: dict[str, Window] = {}
    frames = []
    with Browser(session.drawing) as browser:
        for number, (after, window) in enumerate(steps):
            moment = session.start + timedelta(seconds=after)
            windows.pop(window.app, None)
            windows[window.app] = window
            page = session.drawn(list(windows.values())[-_ON_DESK:], moment.astimezone(ZoneInfo(world.zone)))
            browser.show(page, *session.size, session.scale)
            told: dict[str, Any] = browser.ask(SCRIPT)
            picture = browser.picture()
            rect = [round(side * session.scale) for side in window.rect]
            record = recorder.frame(moment, picture, window, rect)
            view = scaled(told["view"], session.scale) if told["view"] else None
            lasting = steps[number + 1][0] - after if number + 1 < len(steps) else 5
            marks = {mark[0]: scaled(mark[1:], session.scale) for mark in told["marks"]}
            words = [[word[0], *scaled(word[1:5], session.scale), *word[5:]] for word in told["words"]]
            name = f"{world.name}-{first + number:04}"
            frame = Frame(name, record, home.name, moment, min(lasting, 60), window, marks,
                          _mode(picture, view), words, world.zone)  # fmt: skip
            frames.append(frame)
            _write_truth(truth, frame, told, session)
    recorder.close(frames[-1].moment + timedelta(seconds=95))
    return frames


def _mode(picture: bytes, view: list[float] | None) -> str | None:
    """The colour that most pixels of the page in front have."""
    if view is None:
        return None
    with Image.open(io.BytesIO(picture)) as image:
        left, top, right, bottom = (round(side) for side in view)
        found = image.convert("RGB").crop((left, top, right, bottom)).getcolors(1 << 24) or []
    red, green, blue = cast(tuple[int, int, int], max(found, key=lambda each: each[0])[1])
    return f"#{red:02X}{green:02X}{blue:02X}"


def _write_truth(truth: Path, frame: Frame, told: dict[str, Any], session: Session) -> None:
    scale, (width, height) = session.scale, session.size
    lines = [{**line, "box": scaled(line["box"], scale)} for line in told["lines"]]
    record = {
        "frame_id": frame.record, "corpus_frame": frame.name, "handoff": frame.handoff, "run_id": session.run,
        "ts_utc": spelled(frame.moment),
        "active": {"title": frame.window.title, "app": frame.window.process}, "url": frame.window.url or None,
        "words": frame.words, "lines": lines, "labelled_regions": [{"box": [0, 0, width, height], "occluders": []}],
        "ignore_regions": [scaled(box, scale) for box in told["ignore"]], "marks": frame.marks,
    }  # fmt: skip
    (truth / "frames" / f"{frame.name}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
