"""Sessions on a real desktop become handoff directories, and frames as questions see them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from PIL import Image

from benchmarks.orchard import person
from benchmarks.orchard.chrome import Chrome
from benchmarks.orchard.desk import Desk, Rect, program_of
from benchmarks.orchard.looks import Look
from benchmarks.orchard.terminal import Terminal
from benchmarks.orchard.web import Web
from benchmarks.worlds.frame import Frame
from benchmarks.worlds.handoff import Recorder, spelled
from benchmarks.worlds.window import Window

ZONE = "America/Halifax"


@dataclass(frozen=True)
class Session:
    """One handoff directory: its run, its beginning in UTC, its desktop, and what is done there."""

    run: str
    start: datetime
    look: Look
    done: Callable[[Scene], None]
    zone: str = ZONE
    secure: bool = False
    """Whether the pages come by https, from a certificate that the browser trusts."""


@dataclass
class Taken:
    """A photograph: what was in front, and what is known to stand there."""

    moment: datetime
    window: Window
    text: str
    marks: dict[str, list[float]]
    colour: str
    record: str


class Scene:
    """What a session's recipe works with: the desktop, its browser, its terminals, and the camera."""

    def __init__(self, session: Session, desk: Desk, web: Web, recorder: Recorder) -> None:
        self.desk, self.web = desk, web
        self._session, self._recorder = session, recorder
        self._moment = session.start
        self._browser: Chrome | None = None
        self._terminals: dict[str, Terminal] = {}
        self._texts: dict[str, Callable[[], str]] = {}
        self.taken: list[Taken] = []

    def browse(self, address: str, page: str = "", place: Rect = (0, 0, 0, 0)) -> Chrome:
        """Show a page in the browser; `page` is what the server says there from now on."""
        if page:
            self.web.pages[address] = page
        if self._browser is None:
            self._browser = Chrome(self.desk, self.web.port, place, address, self.web.key)
        else:
            self._browser.show(address)
            if page and self._browser.ask("document.documentElement.outerHTML.length"):
                self._browser.again()
        return self._browser

    def terminal(self, name: str, place: Rect, *, kind: str = "xterm", size: int = 12, bar: bool = False) -> Terminal:
        """Open a terminal."""
        when = f"{self._moment:%Y-%m-%dT%H:%M:%SZ}"
        made = Terminal(self.desk, name, place, kind=kind, size=size, when=when, bar=bar)
        self._terminals[made.window] = made
        return made

    def opened(self, command: list[str], place: Rect, text: Callable[[], str]) -> str:
        """Open another program; `text` says what stands in its window."""
        window = self.desk.opened(command, place)
        self._texts[window] = text
        return window

    def shot(self, after: float, *, also: str = "") -> None:
        """Photograph the screen so many seconds of the person's time after the last one."""
        self._moment += timedelta(seconds=after)
        window, title, process, rect = self.desk.front()
        picture = self.desk.picture()
        name = f"0x{int(window):x}"
        url, page, marks, view, text = "", "", {}, rect, ""
        if self._browser is not None and name == self._browser.window:
            told = self._browser.seen()
            url, page = str(told["url"]), str(told["title"])
            view = _viewport(rect, told)
            marks = {mark[0]: _moved(mark[1:], told["ratio"], view) for mark in told["marks"]}
            text = " ".join(word[0] for word in told["words"])
        elif name in self._terminals:
            text = self._terminals[name].text()
        elif name in self._texts:
            text = self._texts[name]()
        path = program_of(process)
        shown = Window(Path(path).name, path, title, cast(Rect, tuple(rect)), "", url, page)
        stored = io.BytesIO()
        picture.save(stored, "PNG", optimize=True)
        record = self._recorder.frame(self._moment, stored.getvalue(), shown, rect)
        self.taken.append(Taken(self._moment, shown, f"{title}\n{text}\n{also}", marks, _mode(picture, view), record))

    def close(self) -> None:
        """Say that the session is over."""
        for terminal in self._terminals.values():
            terminal.close()
        self._recorder.close(self._moment + timedelta(seconds=95))


def recorded(name: str, sessions: tuple[Session, ...], corpus: Path) -> list[Frame]:
    """Write handoff/ and truth/frames/ of all sessions; return all frames."""
    truth = corpus / "truth"
    (truth / "frames").mkdir(parents=True, exist_ok=True)
    person.cleared()
    frames: list[Frame] = []
    for session in sessions:
        home = corpus / "handoff" / f"{session.start:%Y-%m-%dT%H-%M-%SZ}_{session.run}"
        home.mkdir(parents=True, exist_ok=True)
        (home / "metadata.db").unlink(missing_ok=True)
        taken = played(session, home)
        for number, each in enumerate(taken):
            lasting = (taken[number + 1].moment - each.moment).total_seconds() if number + 1 < len(taken) else 5
            words: list[list[Any]] = [[word, 0, 0, 0, 0, 0, ""] for word in each.text.split()]
            frame = Frame(f"{name}-{len(frames):04}", each.record, home.name, each.moment, min(lasting, 60),
                          each.window, each.marks, each.colour, words, session.zone)  # fmt: skip
            frames.append(frame)
            _write_truth(truth, frame, each.text)
        print(f"{home.name}: {len(taken)} frames", flush=True)
    index = [{"frame_id": each.record, "corpus_frame": each.name, "handoff": each.handoff} for each in frames]
    (truth / "frames_index.json").write_text(json.dumps(index), "utf-8")
    return frames


def frames_of(corpus: Path, zone: str = ZONE) -> list[Frame]:
    """All frames of a corpus that is there already."""
    frames = []
    for file in sorted((corpus / "truth" / "frames").iterdir()):
        told = json.loads(file.read_text("utf-8"))
        active, moment = told["active"], datetime.fromisoformat(told["ts_utc"])
        window = Window(Path(active["app"]).name, active["app"], active["title"], cast(Rect, tuple(active["rect"])), "",
                        told["url"] or "", told["page_title"])  # fmt: skip
        words: list[list[Any]] = [[word, 0, 0, 0, 0, 0, ""] for word in told["text"].split()]
        frames.append(Frame(told["corpus_frame"], told["frame_id"], told["handoff"], moment, told["seconds"], window,
                            told["marks"], told["colour"], words, zone))  # fmt: skip
    return frames


def played(session: Session, home: Path) -> list[Taken]:
    """Play one session on a desktop of its own and record it."""
    person.furnished(session.look)
    recorder = Recorder(home, session.run, session.look.size)
    with Web(secure=session.secure) as web, Desk(session.look, session.zone) as desk:
        scene = Scene(session, desk, web, recorder)
        try:
            session.done(scene)
        finally:
            scene.close()
    return scene.taken


def _viewport(rect: list[int], told: dict[str, Any]) -> list[int]:
    """Where the page is: at the bottom of the window, across all of it."""
    wide, high = round(told["wide"] * told["ratio"]), round(told["high"] * told["ratio"])
    left = rect[0] + (rect[2] - rect[0] - wide) // 2
    return [left, rect[3] - (rect[2] - rect[0] - wide) // 2 - high, left + wide, rect[3]]


def _moved(box: list[float], ratio: float, view: list[int]) -> list[float]:
    offsets = (view[0], view[1], view[0], view[1])
    return [round(side * ratio + offset, 1) for side, offset in zip(box, offsets, strict=True)]


def _mode(picture: Image.Image, view: list[int]) -> str:
    found = picture.crop((view[0], view[1], view[2], view[3])).getcolors(1 << 24) or []
    red, green, blue = cast(tuple[int, int, int], max(found, key=lambda each: each[0])[1])
    return f"#{red:02X}{green:02X}{blue:02X}"


def _write_truth(truth: Path, frame: Frame, text: str) -> None:
    window = frame.window
    record: dict[str, Any] = {
        "frame_id": frame.record, "corpus_frame": frame.name, "handoff": frame.handoff, "ts_utc": spelled(frame.moment),
        "seconds": frame.seconds,
        "active": {"title": window.title, "app": window.process, "rect": list(window.rect)}, "url": window.url or None,
        "page_title": window.page, "text": text, "marks": frame.marks, "colour": frame.colour,
        "words": [], "lines": [],
        "labelled_regions": [], "ignore_regions": [],
    }  # fmt: skip
    (truth / "frames" / f"{frame.name}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
