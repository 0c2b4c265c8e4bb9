"""Listings: rows of code in an editor or on a page, without line numbers, cut into what stands for itself. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from ledger.facts import Box
from processors.placed import Placed
from processors.rows import Row, Sheet, around, leading_of
from projections.text import SpanRow

FEWEST_NUMBERED = 3
"""So many rows led by numbers that count with the rows make a column of line numbers."""

AGREEING = 0.9
"""This share of the numbers counts from the line of the cursor where they are told from there."""

UNTOLD = 100_000
"""Stands for the number of a line of which only the distance to others is told."""

UNNUMBERED = 3
"""Numbers may be overlooked, and the rest of a line that does not fit has none: so many rows go on without at most."""

FREE_ROWS = 2.5
"""Code that ends this many rows above the rim of its window ends there."""

_NUMBER = re.compile(r"^\d{1,6}$")
_NUMBER_ALONE = re.compile(r"^(?P<number>\d{1,6})$")
_LED = re.compile(r"^(?P<number>\d{1,6})(?:\s+(?P<code>\S.*))?$")
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
    numbers = _gutter(sheet)
    kept = []
    for row in _numbered_rows(sheet, numbers):
        words = row.words[1:] if row.number in numbers else row.words
        while len(words) > 1 and words[0].x1 <= sheet.left - sheet.pitch / 2:
            # A sign in the margin: it belongs to something else.
            words = words[1:]
        if words:
            kept.append(replace(row, words=words, box=(words[0].x0, row.box[1], row.box[2], row.box[3])))
    if not kept:
        return [], None
    left = min(row.words[0].start(sheet.pitch) for row in kept)
    # The grid stays that of the sheet; only its first column moves.
    moved = replace(sheet, left=sheet.left + sheet.column(left) * sheet.pitch)
    lines = [Line(row.number, moved.line(row), row.box) for row in kept]
    offset = next((value - number for number, value in numbers.items()), None)
    return lines, None if offset is None else kept[0].number + offset


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
        if row.number > last and (row.number - last > UNNUMBERED or row.words[0].x0 < edge - sheet.pitch / 2):
            break
        kept.append(row)
        last = max(last, row.number)
    return kept


def numbers_apart(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Return runs of an editor, line numbers parted from what was read in one run with them.

    A number stands off the grid of the code: with it a short line seems to be set otherwise. Only where enough
    numbers end in one column, and count from top to bottom.
    """
    led = {span.id: match for span in spans if span.words and (match := _LED.match(span.text))}
    column = _numbered([span for span in spans if span.id in led], led)
    parted: list[SpanRow] = []
    for span in spans:
        match = led[span.id] if span.id in column else None
        if match is None or not match["code"] or len(span.words) != len(span.text.split()):
            parted.append(span)
            continue
        (left, right), rest = span.words[0], span.words[1:]
        box = (left, span.box[1], right, span.box[3])
        parted.append(replace(span, text=match["number"], box=box, words=span.words[:1]))
        parted.append(replace(span, text=match["code"], box=(rest[0][0], *span.box[1:]), words=rest))
    return parted


def numbers_of(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Return the runs that are line numbers and nothing else: beside them stands code, however little of it."""
    led = {span.id: match for span in spans if span.words and (match := _NUMBER_ALONE.match(span.text))}
    alone = [span for span in spans if span.id in led and _NUMBER_ALONE.match(span.text)]
    column = _numbered(alone, led)
    return [span for span in alone if span.id in column]


def _numbered(spans: Sequence[SpanRow], led: Mapping[int, re.Match[str]]) -> set[int]:
    """Return the runs, by their ids, whose numbers end where most do, and grow from top to bottom."""
    for first in spans:
        end = first.words[0][1]
        beside = [span for span in spans if abs(span.words[0][1] - end) <= first.box[3] - first.box[1]]
        values = [int(led[span.id]["number"]) for span in sorted(beside, key=lambda span: span.box[1])]
        if len(values) >= FEWEST_NUMBERED and values == sorted(set(values)):
            return {span.id for span in beside}
    return set()


def _gutter(sheet: Sheet) -> dict[int, int]:
    """Return the line numbers that are led by their rows, by the number of the row.

    They count with the rows, or at least they grow and stand in a column of their own, left of all code.
    """
    led = {row.number: row.words[0] for row in sheet.rows if row.words and _NUMBER.match(row.words[0].text)}
    if not led:
        return {}
    code = [row.words[1 if row.number in led else 0 :][:1] for row in sheet.rows]
    left = min((word.x0 for words in code for word in words), default=0)
    apart = {number: int(word.text) for number, word in led.items() if word.x1 <= left}
    offset, count = Counter(int(word.text) - number for number, word in led.items()).most_common(1)[0]
    counting = {number: int(word.text) for number, word in led.items() if int(word.text) - number == offset}
    if count >= FEWEST_NUMBERED and 2 * count >= len(led):
        edge = max(led[number].x1 for number in counting) + sheet.pitch / 2
        return counting | {number: int(word.text) for number, word in led.items() if word.x1 <= edge}
    values = list(apart.values())
    if len(apart) == len(led) and values == sorted(set(values)):
        return apart
    return _relative(led)


def _relative(led: Mapping[int, Placed]) -> dict[int, int]:
    """Return line numbers that count from the line of the cursor up and down; that one has its own number, or none."""
    for cursor in led:
        counting = [row for row, word in led.items() if row != cursor and int(word.text) == abs(row - cursor)]
        if len(counting) >= FEWEST_NUMBERED + 1 and len(counting) + 1 >= AGREEING * len(led):
            own = int(led[cursor].text)
            # Which line it is is not told by a zero: it may be any but the first.
            first = own if own > cursor - min(led) else UNTOLD
            return {row: first + row - cursor for row in (*counting, cursor)}
    return {}


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
