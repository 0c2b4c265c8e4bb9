"""A frame and an event as a person reads them in a terminal: each thing with its place and the event that says it."""

from __future__ import annotations

from datetime import tzinfo
from typing import TextIO

from ledger.event import events_from
from query.answers.event import KnownEvent
from query.answers.frame import KnownFrame
from query.answers.place import spelled
from query.printing.sheet import Sheet, clean, local

_LINES_OF_A_FRAME = 200


def show_frame(known: KnownFrame, zone: tzinfo, *, file: TextIO | None = None) -> None:
    """Print what is known of a frame: its window, its lines and controls with their boxes, who examined it."""
    sheet = Sheet(file)
    size = f"{known.size[0]} × {known.size[1]}" if known.size else "size not told"
    sheet.say("", f"{local(known.captured_at, zone)} · {size}", style="bold")
    for label, value in (
        ("Frame    ", known.frame),
        ("Window   ", " · ".join(filter(None, (known.window.title, known.window.process)))),
        ("Picture  ", known.blob or "none was handed over"),
        ("SHA-256  ", known.sha256 or ""),
        ("Events   ", ", ".join(known.events)),
        *(
            ("Examined ", f"{done.processor} v{done.version} · {done.error or 'done'} · {done.event}")
            for done in known.examined
        ),
    ):
        if value:
            sheet.say(f"  {label}", value, style="dim")
    if known.blob is None:
        sheet.say("  ", _no_picture(known), style="yellow")
    elif not known.examined:
        sheet.say("  ", "Nobody has looked at it yet: run `autocapture batch run`.", style="yellow")
    sheet.blank()
    for number, line in enumerate(known.lines[:_LINES_OF_A_FRAME], 1):
        sheet.say(f"{number:4} ", f"{clean(line.text)}", tail=f" {spelled(line.box)} {line.source} {line.event}")
    if len(known.lines) > _LINES_OF_A_FRAME:
        sheet.say("     ", f"… {len(known.lines) - _LINES_OF_A_FRAME} more with --json", style="dim")
    for element in known.elements[:_LINES_OF_A_FRAME]:
        state = f" ({', '.join(element.state)})" if element.state else ""
        tail = f" {spelled(element.box)} {element.source} {element.event}"
        sheet.say("   · ", f"{element.role}: {element.label}{state}", tail=tail)
    for field in known.fields[:_LINES_OF_A_FRAME]:
        tail = f" {spelled(field.box)} {field.source} {field.event}"
        sheet.say("   = ", f"{clean(field.label)}: {clean(field.value)}", tail=tail)
    sheet.flush()


def _no_picture(known: KnownFrame) -> str:
    told = "No picture was handed over, so no text can be read from it"
    if known.uia_record is None:
        return f"{told}."
    is_read = any(done.processor == "uia" for done in known.examined)
    return f"{told}; its UI Automation snapshot {'was read' if is_read else 'may be: run `autocapture batch run`'}."


def show_event(known: KnownEvent, *, file: TextIO | None = None) -> None:
    """Print an event: what it is, its hash, the commit that vouches for it, and its line."""
    sheet = Sheet(file)
    sheet.say("", f"{known.event} · {known.kind}", style="bold")
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
            sheet.say(f"  {label}", value, style="dim")
    sheet.blank()
    sheet.whole(known.line)
    sheet.flush()
