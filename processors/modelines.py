"""What an editor in a terminal tells of itself: its mode, the file, where in it one is; marks behind the end. Pure."""

from __future__ import annotations

import re

from msgspec.structs import replace

from processors.rows import Row, Sheet

_MODES = r"(?:NORMAL|INSERT|VISUAL|V-LINE|V-BLOCK|REPLACE|SELECT|COMMAND|TERMINAL|NOR|INS|SEL)"
_STATUS = (
    r"^-{1,2} ?(?:INSERT|VISUAL|REPLACE|NORMAL|SELECT|VISUAL LINE|VISUAL BLOCK)\b"
    r"|^\s*(?:INSERT|REPLACE|SELECT|VISUAL|VISUAL LINE|VISUAL BLOCK) ?-{1,2}$"
    r"|^\"[^\"]+\" (?:\d+L|\d+ lines|\[)"
    r"|\b\d+,\d+(?:-\d+)?\s+(?:All|Top|Bot|\d+%)$|^\^[GOX] |\^X Exit\b|^\s*GNU nano |^recording @"
    # Lines of status that plugins draw: the mode, then the file or where in it one is.
    rf"|^\s*{_MODES}\b(?=.*(?:\butf-?8\b|\b\d+:\d+\b|\b\d{{1,3}}%|\b(?:Top|Bot|All)\b))"
    r"|^\s*(?:NORMAL|INSERT|VISUAL|V-LINE|V-BLOCK|NOR|INS|SEL)\s+[\w./~-]*\w\.\w{1,10}(?:\s*\[\+\])?(?:\s{2,}.*)?$"
    # Those of Emacs and micro, and what nano and Emacs say once a file is written.
    r"|^\s*-?[A-Zc]{0,4}[:(\\][-*%]{2}[-@]?\S*\s+\S|^\S+ \(\d+,\d+\) (?:\||ft:)"
    r"|^\s*\[ (?:Wrote|Read) \d+ lines? \]|^Wrote [~/]\S+$"
)
_HEAD = re.compile(r"^\s*GNU nano ")
_TELLS = re.compile(_STATUS)
_EDITS = re.compile(rf"{_STATUS}|^:(?:[\w%/?$.,'<>!*+-].*)?$|\(END\)$")


def without_editor(sheet: Sheet) -> tuple[Sheet, bool]:
    """Return the rows of a terminal's editor that are of the file, and whether the file is seen to end on them.

    vim marks the rows behind the end by tildes; what stands below those, or in the last row, is about the editing.
    """
    tildes = [
        row for row in sheet.rows if [word.text for word in row.words] in (["~"], ["-"]) and _is_margin(sheet, row)
    ]
    marks = [row for row in tildes if row.words[0].text == "~"]
    if len(marks) >= 1:
        first = min(row.number for row in marks)
        return replace(sheet, rows=tuple(row for row in sheet.rows if row.number < first)), True
    rows = sheet.rows
    if rows and _HEAD.match(sheet.line(rows[0])):
        rows = rows[1:]
    while rows and _EDITS.search(sheet.line(rows[-1])):
        rows = rows[:-1]
    return replace(sheet, rows=rows), False


def status_of(sheet: Sheet) -> str:
    """Return the first and the last row where a terminal's editor tells in them of itself and its file; else empty."""
    ends = [sheet.line(row) for row in (*sheet.rows[:1], *sheet.rows[-1:])]
    return "\n".join(line for line in ends if _TELLS.search(line))


def _is_margin(sheet: Sheet, row: Row) -> bool:
    return sheet.column(row.words[0].start(sheet.pitch)) <= 0
