"""A second corpus, of another person's screens, made to ask questions on looks that nobody tuned for.

    python -m benchmarks.unseen.make DIR [--score ../shared/corpus/score.py] [--others]

writes DIR/corpus (handoff/, truth/) and puts the scorer beside it, where `python -m benchmarks.answers DIR/corpus` and
`DIR/score.py ocr DIR/corpus` look for it. Pages are HTML rendered by Chromium; a value stands once in `facts.py`, from
where both the page and the question take it. The browser says where it came to stand and whether a window lies over
it. Nothing is left to chance: the same pictures come out on every run with the same fonts. `--others` writes
truth/others.json as well: questions over the same screens by somebody who had not seen how they are answered.

How often these questions are answered is a measure, and no target: whoever tunes to the wordings here makes it useless.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from PIL import Image

from benchmarks.browser import Browser
from benchmarks.unseen.asking import ZONE
from benchmarks.unseen.frame import Frame
from benchmarks.unseen.handoff import Recorder, spelled
from benchmarks.unseen.others import others
from benchmarks.unseen.questions import questions
from benchmarks.unseen.seen import SCRIPT, scaled
from benchmarks.unseen.sessions import SESSIONS, Session
from benchmarks.unseen.windows import Window, desktop

# So many windows lie on the desktop at once; older ones count as minimised.
_ON_DESK = 3


def pictured(session: Session, home: Path, truth: Path, first: int) -> list[Frame]:
    """Render a session, write its handoff directory and what is true of its frames."""
    recorder = Recorder(home, session.run, session.size)
    steps = session.steps(session.theme)
    windows: dict[str, Window] = {}
    frames = []
    with Browser(session.drawing) as browser:
        for number, (after, window) in enumerate(steps):
            moment = session.start + timedelta(seconds=after)
            windows.pop(window.app, None)
            windows[window.app] = window
            local = moment.astimezone(ZoneInfo(ZONE))
            page = desktop(session.theme, list(windows.values())[-_ON_DESK:], f"{local:%H:%M}", f"{local:%d/%m/%Y}")
            browser.show(page, *session.size, session.scale)
            told: dict[str, Any] = browser.ask(SCRIPT)
            picture = browser.picture()
            rect = [round(side * session.scale) for side in window.rect]
            record = recorder.frame(moment, picture, window, rect)
            view = scaled(told["view"], session.scale) if told["view"] else None
            lasting = steps[number + 1][0] - after if number + 1 < len(steps) else 5
            marks = {mark[0]: scaled(mark[1:], session.scale) for mark in told["marks"]}
            words = [[word[0], *scaled(word[1:5], session.scale), *word[5:]] for word in told["words"]]
            frame = Frame(f"unseen-{first + number:04}", record, home.name, moment, min(lasting, 60), window, marks,
                          _mode(picture, view), words)  # fmt: skip
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--score", type=Path, default=Path("../shared/corpus/score.py"))
    parser.add_argument("--others", action="store_true", help="write the further questions as well")
    args = parser.parse_args()
    corpus = args.directory / "corpus"
    truth = corpus / "truth"
    (truth / "frames").mkdir(parents=True, exist_ok=True)
    frames: list[Frame] = []
    for session in SESSIONS:
        home = corpus / "handoff" / f"{session.start:%Y-%m-%dT%H-%M-%SZ}_{session.run}"
        home.mkdir(parents=True, exist_ok=True)
        (home / "metadata.db").unlink(missing_ok=True)
        frames += pictured(session, home, truth, len(frames))
    index = [{"frame_id": each.record, "corpus_frame": each.name, "handoff": each.handoff} for each in frames]
    (truth / "frames_index.json").write_text(json.dumps(index), "utf-8")
    asked = questions(frames)
    (truth / "questions.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), "utf-8")
    if args.others:
        further = json.dumps(others(frames), ensure_ascii=False, indent=1)
        (truth / "others.json").write_text(further, "utf-8")
    shutil.copyfile(args.score, args.directory / "score.py")
    print(f"{len(frames)} frames, {len(asked['questions'])} questions in {corpus}")


if __name__ == "__main__":
    main()
