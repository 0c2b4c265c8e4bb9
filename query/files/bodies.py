"""The body of a window: the text that it shows below its title and menus, as lines or as what is kept of a file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ledger.facts import Snippet
from projections import chrome, code, standing, text
from projections.code import SnippetRow
from projections.frames import Frame
from projections.text import SpanRow
from query.answers.answer import Citation
from query.inquiries.cite import Lifetime, Witness
from query.inquiries.inquiry import Inquiry
from query.passages import panes
from query.patterns.pattern import pattern

BEHIND = pattern(r"\s+[-–—|]\s+[^-–—|]*$")
"""The name of the program behind the title of a window."""

# What an editor tells of itself at the bottom.
_STATUS = pattern(
    r"^\W*(?:(?:Ln|Lines?|Col(?:umn)?|Row|Filetype|Encoding|Words?|Chars?|Characters|Length|Zoom|Tab ?(?:Size|Width))\b"
    r"[ :.,]*\w*|INS|OVR|UTF-?8|LF|CRLF|Plain Text|Markdown|\d+ (?:words?|lines?|characters|selected)|\d+%|\d+:\d+)"
)
# Menus of programs in which notes are kept, beside those of an editor.
_MENUS = frozenset("extras find font history insert note notes page paragraph search styles table".split())  # noqa: SIM905
_SOURCES = ("ocr", "uia")
_APART, _INDENT, _BLANK = 0.6, 1.0, 1.6


class Body(msgspec.Struct, frozen=True):
    """What a window shows: its text, and either the pieces that are kept of a file, or the lines, from the top."""

    frame: Frame
    text: str
    pieces: tuple[SnippetRow, ...] = ()
    lines: tuple[SpanRow, ...] = ()

    def cited(self, inquiry: Inquiry, witness: Witness) -> tuple[Citation, ...]:
        """Return the citations of all that it shows; empty where the evidence of any of it does not hold."""
        held: list[Citation] = []
        for piece in self.pieces:
            life = Lifetime(piece.seq, piece.place, piece.chain, piece.born, piece.gone)
            said = witness.thing(life, self.frame)
            if not isinstance(said, Snippet) or said.text != piece.text:
                return ()
            held.append(witness.cited(life, self.frame, said.box, said.text))
        for line in self.lines:
            living = text.by_event(inquiry.db, line.seq, line.place)
            citation = witness.citation(living, self.frame) if living is not None else None
            if citation is None:
                return ()
            held.append(citation)
        return tuple(held)


def of(inquiry: Inquiry, frame: Frame, document: str) -> Body | None:
    """Return the body of the window in front; None where nothing stands there.

    Args:
        inquiry: what is asked.
        frame: shows the window.
        document: the name of the file in it, where one is known: what is kept of it has no numbers of lines, and
            nothing that stands beside it.
    """
    name = document.rpartition("/")[2]
    pieces = [
        row
        for row in code.on_frame(inquiry.db, frame.id)
        if row.form == "block" and row.where == "editor" and row.name and name.endswith(row.name)
    ]
    if pieces:
        pieces.sort(key=lambda row: row.box[1])
        return Body(frame, "\n\n".join(row.text for row in pieces), pieces=tuple(pieces))
    lines = _lines(inquiry, frame)
    return Body(frame, _laid_out(lines), lines=tuple(lines)) if lines else None


def _lines(inquiry: Inquiry, frame: Frame) -> list[SpanRow]:
    """Return the lines of the widest column of the window in front, below its title and its menus, from the top."""
    beside = panes.on_frame(inquiry.db, frame)
    spans: list[SpanRow] = []
    for source in _SOURCES:
        spans = [
            each
            for each in standing.on_frame(inquiry.db, frame.id, source)
            if beside.holds(beside.front, each.box) and each.text.strip()
        ]
        if spans:
            break
    top = min((each.box[1] for each in spans), default=0)
    below = chrome.below_title(spans, frame.window_title or "", (0, top, 0, 0), 0)
    below = sorted(chrome.below_menus(below, _MENUS), key=lambda each: (each.box[1], each.box[0]))
    return _without_status(_column(below))


def _column(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Return the lines that begin where most of the text does, or further in: what stands left of it is a side bar."""
    if not spans:
        return []
    height = sorted(each.box[3] - each.box[1] for each in spans)[len(spans) // 2]

    def written(left: int) -> int:
        return sum(len(each.text) for each in spans if abs(each.box[0] - left) <= _INDENT * height)

    left = max((each.box[0] for each in spans), key=lambda at: (written(at), -at))
    return [each for each in spans if each.box[0] >= left - _INDENT * height]


def _without_status(lines: list[SpanRow]) -> list[SpanRow]:
    while lines and _STATUS.match(lines[-1].text):
        lines = lines[:-1]
    return lines


def _laid_out(lines: Sequence[SpanRow]) -> str:
    """Return lines as they stand: what is in one row in one line, with an empty one where one is left free."""
    rows: list[list[SpanRow]] = []
    for each in lines:
        height = each.box[3] - each.box[1]
        if rows and abs(each.box[1] - rows[-1][0].box[1]) < _APART * height:
            rows[-1].append(each)
        else:
            rows.append([each])
    pitch = min((below[0].box[1] - above[0].box[1] for above, below in pairwise(rows)), default=0)
    told: list[str] = []
    for n, row in enumerate(rows):
        if n and row[0].box[1] - rows[n - 1][0].box[1] > _BLANK * pitch:
            told.append("")
        told.append("  ".join(each.text for each in sorted(row, key=lambda each: each.box[0])))
    return "\n".join(told)
