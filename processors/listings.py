"""Listings: rows of code in an editor or on a page, without line numbers, cut into what stands for itself. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ledger.facts import Box, Snippet
from processors import gutters, typed
from processors.annotations import pinned, without_annotations
from processors.language import symbol_of
from processors.promptrows import PROMPTS
from processors.rows import Row, Sheet, around, is_guessed, leading_of

FREE_ROWS = 2.5
"""Code that ends this many rows above the rim of its window ends there."""

_CLOSES = re.compile(r"^(?:[)}\]]|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|finally\b|catch\b|EOF\b)")
_PYTHON_BEGINS = re.compile(r"^(?:async def|def|class|@)")
_COMMENTS = {
    "sql": re.compile(r"^\s*(?:--|- )"),
    "python": re.compile(r"^\s*#(?!!)"),
    "bash": re.compile(r"^\s*#(?!!)"),
}
_SQL_ENDS = re.compile(r";\s*(?:--.*)?$")
_SQL_BEGINS = re.compile(
    r"^\s*\(?(?:alter|analyze|attach|begin|call|comment|commit|copy|create|declare|delete|do|drop|end|exec(?:ute)?|explain|"
    r"fetch|go|grant|if|insert|lock|merge|pragma|refresh|replace|return|revoke|rollback|select|set|show|table|truncate|"
    r"update|use|vacuum|values|with)\b|^\\\w",
    re.IGNORECASE,
)
_PSQL_COMMAND = re.compile(r"^\\\w")


class Line(msgspec.Struct, frozen=True):
    """A line of code: its number on the grid, its text with indentation, its box."""

    number: int
    text: str
    box: Box


class Unit(msgspec.Struct, frozen=True):
    """Lines that stand for themselves: a definition, a statement, a paragraph. `cut`: more of it may not be shown."""

    lines: tuple[Line, ...]
    cut: bool = False

    @property
    def text(self) -> str:
        """The lines, verbatim; a number that is missing is a blank line."""
        first = self.lines[0].number
        spelled = [""] * (self.lines[-1].number - first + 1)
        for line in self.lines:
            spelled[line.number - first] = line.text.rstrip()
        return "\n".join(spelled)

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return around([line.box for line in self.lines])


def lines_of(sheet: Sheet) -> tuple[list[Line], int | None]:
    """Return the lines of a listing without its column of line numbers, and the number of the first; None: it has none.

    Columns count from the leftmost letter of the code.
    """
    sheet = gutters.without_signs(sheet)
    numbers = gutters.of(sheet)
    whole, sheet = sheet, without_annotations(sheet, numbers)
    asides = {row.number for row in whole.rows} - {row.number for row in sheet.rows}
    margin = gutters.margin(sheet, numbers)
    kept = []
    for row in _numbered_rows(sheet, numbers):
        words = row.words[1:] if row.number in numbers else row.words
        if gutters.is_mark(words, margin, sheet.pitch):
            # An arrow that folds what follows, a sign of a change: it is no letter of the line.
            words = words[1:]
            asides |= {row.number} if not words and row.number not in numbers else set()
        while len(words) > 1 and words[0].x1 <= sheet.left - sheet.pitch / 2:
            # A sign in the margin: it belongs to something else.
            words = words[1:]
        if words:
            kept.append(replace(row, words=words, box=(words[0].x0, row.box[1], row.box[2], row.box[3])))
    if not kept:
        return [], None
    sure = [row for row in kept if not is_guessed(row)]
    left = min(row.words[0].start(sheet.pitch) for row in sure or kept)
    # The grid stays that of the sheet; only its first column moves.
    moved = replace(sheet, left=sheet.left + sheet.column(left) * sheet.pitch)
    kept = kept[pinned(kept, numbers) :]
    # Where a row stood that is no line, none is missing.
    above = sorted(asides)
    lines = [Line(row.number - bisect_left(above, row.number), moved.line(row), row.box) for row in kept]
    offset = next((value - number for number, value in numbers.items()), None)
    return lines, None if offset is None else numbers.get(kept[0].number, kept[0].number + offset)


def _numbered_rows(sheet: Sheet, numbers: Mapping[int, int]) -> list[Row]:
    """Return the rows of a listing, of one with line numbers those down to the last number, and what goes on there.

    What stands further down, or begins left of all code, tells of the editor: its mode, its panels.
    """
    if not numbers:
        return list(sheet.rows)
    last = max(numbers)
    edge = min((row.words[1].x0 for row in sheet.rows if row.number in numbers and len(row.words) > 1), default=0)
    kept: list[Row] = []
    for row in sheet.rows:
        if row.number > last and (row.number - last > gutters.UNNUMBERED or row.words[0].x0 < edge - sheet.pitch / 2):
            break
        kept.append(row)
        last = max(last, row.number)
    return kept


def units(lines: Sequence[Line], language: str, *, first: int | None, ended: bool) -> list[Unit]:
    """Return the lines of a listing in units.

    Args:
        lines: top to bottom.
        language: that of the whole; statements of SQL and definitions of Python stand for themselves, of other code
            paragraphs do.
        first: the line number of the first line, None where none is shown.
        ended: whether the code is seen to end with the last line.
    """
    groups = {"sql": _statements, "python": _definitions}.get(language, _paragraphs)(lines)
    if language == "sql":
        # A comment whose dashes were not read is no statement; the first lines may be the rest of one.
        groups = groups[:1] + [
            group for group in groups[1:] if _SQL_BEGINS.match(group[0].text) or _is_remark(group[0])
        ]
    found = []
    for number, group in enumerate(groups):
        is_open = (
            number == len(groups) - 1 and not ended and not (language == "sql" and _SQL_ENDS.search(group[-1].text))
        )
        is_headless = number == 0 and group[0].text[:1] == " " and first not in (None, 1)
        found.append(Unit(tuple(group), cut=is_open or is_headless))
    return found


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        gap = bool(groups) and line.number - groups[-1][-1].number > 1
        at_margin = line.text[:1] != " " and not _CLOSES.match(line.text)
        if not groups or (gap and at_margin):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _definitions(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut Python before each definition at the margin (its decorators go with it), and behind its body."""
    groups: list[list[Line]] = []
    defining = False
    for line in lines:
        at_margin = line.text[:1] != " " and not _CLOSES.match(line.text)
        begins = at_margin and bool(_PYTHON_BEGINS.match(line.text))
        decorated = bool(groups) and groups[-1][-1].text.startswith("@") and begins
        gap = bool(groups) and line.number - groups[-1][-1].number > 1
        if not groups or (begins and not decorated) or (at_margin and not begins and (defining or gap)):
            groups.append([line])
        else:
            groups[-1].append(line)
        defining = begins or (defining and not at_margin)
    return groups


def _statements(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut SQL behind each semicolon, behind commands of the client, and between a comment and what it is about."""
    groups: list[list[Line]] = []
    closed = True
    for line in lines:
        between = bool(groups) and _is_remark(groups[-1][0]) and not _is_remark(line)
        headless = bool(groups) and not _SQL_BEGINS.match(groups[-1][0].text) and bool(_SQL_BEGINS.match(line.text))
        if closed or between or headless:
            groups.append([line])
        else:
            groups[-1].append(line)
        closed = bool(_SQL_ENDS.search(line.text)) or bool(_PSQL_COMMAND.match(line.text))
    return groups


def _is_remark(line: Line) -> bool:
    return bool(_COMMENTS["sql"].match(line.text))


def ends_sql(text: str) -> bool:
    """Say whether a text ends with a statement of SQL that is whole."""
    return bool(_SQL_ENDS.search(text))


def is_comment(unit: Unit, language: str) -> bool:
    """Say whether a unit is nothing but comment."""
    pattern = _COMMENTS.get(language)
    return pattern is not None and all(pattern.match(line.text) for line in unit.lines)


def ends_above(lines: Sequence[Line], bottom: int) -> bool:
    """Say whether code ends well above the rim `bottom` (px) of what it is shown in."""
    leading = leading_of([(line.box[1] + line.box[3]) / 2 for line in lines])
    height = leading or lines[-1].box[3] - lines[-1].box[1]
    return bottom - lines[-1].box[3] >= FREE_ROWS * height


def block_of(unit: Unit, where: str, language: str, title: str, name: str = "") -> Snippet:
    """Return a unit as a snippet: its text as somebody typed it in that language, in a file of that name."""
    boxes = tuple(line.box for line in unit.lines)
    # A session shows what programs print, and that may be prose.
    told = "" if language_of_session(unit.lines) else language
    text = typed.digits(typed.of(unit.text, told), told)
    return Snippet(
        unit.box, "block", where, language, text, boxes,
        title=title, name=name, symbol=symbol_of(text, language), cut=unit.cut,
    )  # fmt: skip


def language_of_session(lines: Sequence[Line]) -> str:
    """Return the language of a listing that begins with a prompt, as documentation shows sessions."""
    entries = [prompt for prompt in PROMPTS if prompt.begins.match(lines[0].text)]
    return entries[0].language if entries else ""
