"""Answers, frames and events as a person reads them in a terminal: quiet, narrow where it must be, plain in a pipe."""

from __future__ import annotations

import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, TextIO

import msgspec

from ledger.event import events_from
from projections import moment
from query.answer import Answer, Citation, Claim, Coverage
from query.event import KnownEvent
from query.frame import KnownFrame
from query.place import place_of, spelled

if TYPE_CHECKING:
    from rich.console import Console

_MARKS = {
    "ok": ("✓", "green"),
    "not_found": ("○", "yellow"),
    "not_available": ("…", "yellow"),
    "not_recorded": ("∅", "yellow"),
    "needs_clarification": ("?", "cyan"),
    "degraded": ("!", "red"),
}
_LINES_OF_A_FRAME = 200
_NARROWEST = 30


def as_json(value: msgspec.Struct) -> str:
    """Return an answer, frame or event as one JSON object."""
    return msgspec.json.encode(value).decode("utf-8")


def show_answer(answer: Answer, zone: tzinfo, *, file: TextIO | None = None) -> None:
    """Print an answer: summary, claims with their citations, what is covered, what to do next."""
    console = _console(file)
    mark, style = _MARKS[answer.state]
    _say(console, f"{mark} ", answer.summary, style=f"bold {style}" if answer.state != "ok" else "bold")
    for number, claim in enumerate(answer.claims, 1):
        _say(console, "")
        _claim(console, number, claim, zone)
    _say(console, "")
    if answer.window is not None:
        start = _local(answer.window.start, zone) if answer.window.start else "the beginning"
        until = f"{start} to {_local(answer.window.end, zone)} ({answer.window.zone})"
        _say(console, "  Time    ", f"{answer.window.said}: {until}", style="dim")
    for covered in _coverages(answer.coverage, zone):
        _say(console, "  Covered ", covered, style="dim")
    if answer.state == "ok":
        for missing in answer.missing:
            _say(console, "  Not yet ", f"{missing.artifact}: {missing.why}. {missing.remedy}", style="yellow")
    if answer.clipped:
        _say(
            console, "  Note    ", "There was more than was looked through: name a time or more words.", style="yellow"
        )
    _flush(console, file)


def show_frame(known: KnownFrame, zone: tzinfo, *, file: TextIO | None = None) -> None:
    """Print what is known of a frame: its window, its lines and controls with their boxes, who examined it."""
    console = _console(file)
    size = f"{known.size[0]} × {known.size[1]}" if known.size else "size not told"
    _say(console, "", f"{_local(known.captured_at, zone)} · {size}", style="bold")
    for label, value in (
        ("Frame   ", known.frame),
        ("Window  ", " · ".join(filter(None, (known.window.title, known.window.process)))),
        ("Picture ", known.blob or "none was handed over"),
        ("SHA-256 ", known.sha256 or ""),
        ("Events  ", ", ".join(known.events)),
        *(
            ("Examined", f" {done.processor} v{done.version} · {done.error or 'done'} · {done.event}")
            for done in known.examined
        ),
    ):
        if value:
            _say(console, f"  {label}", value, style="dim")
    if known.blob is None:
        _say(console, "  ", _no_picture(known), style="yellow")
    elif not known.examined:
        _say(console, "  ", "Nobody has looked at it yet: run `autocapture batch run`.", style="yellow")
    _say(console, "")
    for number, line in enumerate(known.lines[:_LINES_OF_A_FRAME], 1):
        _say(console, f"{number:4} ", f"{_clean(line.text)}", tail=f" {spelled(line.box)} {line.source} {line.event}")
    if len(known.lines) > _LINES_OF_A_FRAME:
        _say(console, "     ", f"… {len(known.lines) - _LINES_OF_A_FRAME} more with --json", style="dim")
    for element in known.elements[:_LINES_OF_A_FRAME]:
        state = f" ({', '.join(element.state)})" if element.state else ""
        tail = f" {spelled(element.box)} {element.source} {element.event}"
        _say(console, "   · ", f"{element.role}: {element.label}{state}", tail=tail)
    for field in known.fields[:_LINES_OF_A_FRAME]:
        tail = f" {spelled(field.box)} {field.source} {field.event}"
        _say(console, "   = ", f"{_clean(field.label)}: {_clean(field.value)}", tail=tail)
    _flush(console, file)


def _no_picture(known: KnownFrame) -> str:
    told = "No picture was handed over, so no text can be read from it"
    if known.uia_record is None:
        return f"{told}."
    is_read = any(done.processor == "uia" for done in known.examined)
    return f"{told}; its UI Automation snapshot {'was read' if is_read else 'may be: run `autocapture batch run`'}."


def show_event(known: KnownEvent, *, file: TextIO | None = None) -> None:
    """Print an event: what it is, its hash, the commit that vouches for it, and its line."""
    console = _console(file)
    _say(console, "", f"{known.event} · {known.kind}", style="bold")
    rows = [("At      ", known.at), ("Run     ", known.run), ("Frame   ", known.frame)]
    rows += [("Leaf    ", known.leaf), ("Before  ", known.prev)]
    if known.commit is not None:
        of = events_from(known.commit.first, known.commit.size)
        rows.append(
            ("Commit  ", f"{known.commit.action}, {of}, {known.commit.at}, ledger line {known.commit.ledger_line}")
        )
    if known.commit is None or known.commit.problem:
        wrong = "No commit of the ledger covers it." if known.commit is None else known.commit.problem
        rows.append(("!       ", f"{wrong} `autocapture audit verify` has the whole story."))
    rows.append(("Log     ", f"{known.checkpoint.size} events, root {known.checkpoint.root}"))
    for label, value in rows:
        if value:
            _say(console, f"  {label}", value, style="dim")
    _say(console, "")
    # In one piece, however long: broken into rows it could not be copied and hashed.
    console.print(_clean(known.line), soft_wrap=True)
    _flush(console, file)


def _claim(console: Console, number: int, claim: Claim, zone: tzinfo) -> None:
    main = claim.citations[0].text
    for index, text in enumerate(claim.text.split("\n")):
        head = f"{number:3}  " if index == 0 else "     "
        _say(console, head, text, style="bold" if text == main else "")
    if claim.frames > 1:
        span = f"{_local(claim.first_seen, zone)} to {_local(claim.last_seen, zone)}"
        _say(console, "     ", f"{claim.frames} frames, {span}", style="dim")
    shown: set[tuple[str, str]] = set()
    for citation in claim.citations:
        # The lines beside the answer are in the text above; each is cited in --json.
        if citation.text == main and (citation.frame, citation.event) not in shown:
            shown.add((citation.frame, citation.event))
            _say(console, "     ", _citation(citation, zone), style="cyan")
            _say(console, "       ", citation.frame, style="dim")


def _citation(citation: Citation, zone: tzinfo) -> str:
    window = " / ".join(filter(None, (citation.app, citation.title)))
    place = ", ".join(filter(None, (place_of(citation.box, citation.size), spelled(citation.box))))
    return " · ".join(filter(None, (_local(citation.captured_at, zone), window, place, citation.event)))


def _coverages(coverage: Sequence[Coverage], zone: tzinfo) -> list[str]:
    """Return a line for each kind of artifact; one for all where every frame was looked at."""
    newest = {(each.newest_examined, each.newest_admitted) for each in coverage}
    whole = all(each.examined and not each.pending and not each.failed for each in coverage)
    if len(coverage) > 1 and whole and len(newest) == 1:
        last = coverage[0].newest_examined
        until = f" up to {_local(last, zone)}" if last else ""
        return [f"{' and '.join(each.artifact for each in coverage)}: everything handed over{until}"]
    return [_coverage(each, zone) for each in coverage]


def _coverage(covered: Coverage, zone: tzinfo) -> str:
    counts = f"{covered.examined} examined, {covered.pending} pending"
    failed = f", {covered.failed} failed" if covered.failed else ""
    newest = f"; newest {_local(covered.newest_examined, zone)}" if covered.newest_examined else ""
    return f"{covered.artifact}: {counts}{failed}{newest} of {_local(covered.newest_admitted, zone)}"


def _local(text: str, zone: tzinfo) -> str:
    microseconds = moment.parse(text)
    if microseconds is None:
        return text
    return f"{moment.datetime_of(microseconds).astimezone(zone):%Y-%m-%d %H:%M:%S}"


def _clean(text: str) -> str:
    """Return text without what a terminal would obey: what stood on a screen must not steer this one."""
    return "".join(
        letter
        if letter.isprintable() and unicodedata.category(letter) != "Cf"
        else " "
        if letter.isspace()
        else "\ufffd"
        for letter in text
    )


def _console(file: TextIO | None) -> Console:
    from rich.console import Console

    target = file or sys.stdout
    is_terminal = target.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if is_terminal or os.environ.get("COLUMNS") else 100
    # Into memory first: whatever a console cannot encode is replaced when it is written, not an error.
    return Console(
        file=io.StringIO(),
        force_terminal=is_terminal,
        no_color=bool(os.environ.get("NO_COLOR")) or None,
        width=max(_NARROWEST, width),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _say(console: Console, head: str, text: str = "", *, style: str = "", tail: str = "") -> None:
    """Print a text behind a head, wrapped so that it stays right of it; the tail is dim."""
    from rich.table import Table
    from rich.text import Text

    body = Text(_clean(text), style=style, overflow="fold")
    body.append(_clean(tail), style="dim")
    if not head:
        console.print(body)
        return
    grid = Table.grid(padding=0)
    grid.add_column(no_wrap=True, width=len(head))
    grid.add_column(overflow="fold")
    grid.add_row(Text(head, style=style), body)
    console.print(grid)


def _flush(console: Console, file: TextIO | None) -> None:
    target = file or sys.stdout
    drawn = console.file
    assert isinstance(drawn, io.StringIO)  # noqa: S101 - see _console
    text = "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())
    encoding = getattr(target, "encoding", None) or "utf-8"
    target.write(text.encode(encoding, "replace").decode(encoding))
    target.flush()
