"""The active window of a frame: its program, title and place, and what its title tells. Pure: no pixels needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from ledger.facts import Box, Maker, Window, WindowRecognized
from processors.findings import Earlier, Findings, Subject, gone
from processors.processor import Traits
from processors.titles import Programs
from projections import snapshot, windows
from projections.frames import window_of
from projections.payload import number_of, object_of, text_of

NAME = "windows"
SOURCE = windows.RECORD
VERSION = 10
TOPIC = windows.topic_of(SOURCE)


class WindowsProcessor:
    """Says which window was active, by the frame's own record and, for what that lacks, its UIA snapshot."""

    name = NAME
    traits = Traits(reads="record", topics=(TOPIC,), stays=True)

    def __init__(self, make_programs: Callable[[], Programs], version: int = VERSION, *, stays: bool = True) -> None:
        """Take a way to make the patterns, and the version under which the work is noted: it must match them.

        A person's own patterns may take for ever over a title; they must not be asked where nobody can stop them
        (`stays` is False).
        """
        self.version = version
        self.traits = replace(self.traits, stays=stays)
        self._make_programs = make_programs

    @cached_property
    def _programs(self) -> Programs:
        return self._make_programs()

    def examine(self, subject: Subject, earlier: Earlier | None) -> Findings:
        """Return the active window where it is another one than before; no fact where nothing changed."""
        seen = self._active(subject)
        known = earlier.known.get(TOPIC) if earlier is not None else None
        maker = Maker(NAME, self.version, parameters=f"patterns={self._programs.digest[:16]}")
        if earlier is None or known is None:
            # Told even where there is none: it ends what was said of this frame before, and begins a chain.
            return Findings((WindowRecognized(subject.frame, SOURCE, maker, "", (seen,) if seen is not None else ()),))
        vanished = [each for each in known if each.what != seen]
        appeared = (seen,) if seen is not None and all(each.what != seen for each in known) else ()
        if not vanished and not appeared:
            return Findings((), earlier.frame)
        fact = WindowRecognized(subject.frame, SOURCE, maker, earlier.frame, appeared, gone(vanished))
        return Findings((fact,), earlier.frame)

    def _active(self, subject: Subject) -> Window | None:
        told = active_window(subject)
        title, process = text_of(told.get("title")) or "", text_of(told.get("process_path")) or ""
        process = process or text_of(told.get("app")) or ""
        box = box_of(told.get("rect"), subject)
        # An empty desktop has neither; a window that lies on another screen is none of this frame.
        if not (title or process) or box is None:
            return None
        program = self._programs.program_of(process)
        if program.category == "browser":
            document, project = self._programs.page_title(title, program), ""
        else:
            tells = self._programs.told(title, program)
            document, project = tells.document, tells.project
        return Window(
            box,
            title,
            program.name,
            process,
            focused=True,
            category=program.category,
            document=document,
            project=project,
        )


def active_window(subject: Subject) -> dict[str, Any]:
    """Return what the record of a frame says of its active window, and what only its UIA snapshot says."""
    told = window_of(subject.record)
    link = text_of(object_of(subject.record.get("uia_ref")).get("record_id")) or ""
    if not subject.snapshot or snapshot.foreign(subject.record, subject.captured_us, link, subject.snapshot):
        return told
    within = object_of(subject.snapshot.get("window"))
    return {**within, **{name: value for name, value in told.items() if value not in ("", None)}}


def box_of(rect: object, subject: Subject) -> Box | None:
    """Return a rectangle of the desktop in pixels of the frame, clipped to it; the whole frame where it is not told.

    None where it lies outside of the frame.
    """
    width, height = subject.size
    sides = [number_of(side) for side in rect] if isinstance(rect, list) and len(rect) == 4 else []
    if isinstance(rect, dict):
        x, y, w, h = (number_of(rect.get(name)) or 0 for name in ("x", "y", "w", "h"))
        sides = [x, y, x + w, y + h]
    if not sides or None in sides or sides[0] == sides[2]:
        return (0, 0, width, height)
    left, top, right, bottom = (side or 0 for side in sides)
    dx, dy = subject.origin
    box = (max(left - dx, 0), max(top - dy, 0), min(right - dx, width), min(bottom - dy, height))
    return box if box[0] < box[2] and box[1] < box[3] else None
