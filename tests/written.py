"""Screens that were read: frames that show lines of text where they are said to stand, as a log with its views."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ledger.birth import ensure_born
from ledger.dataroot import DataRoot
from ledger.facts import (
    Box,
    CodeFound,
    ColoredRegion,
    ColorMeasured,
    Fact,
    Field,
    FieldRead,
    FrameExamined,
    Gone,
    Maker,
    Post,
    PostRead,
    RecordAdmitted,
    Shade,
    Snippet,
    Span,
    TextRead,
    Window,
    WindowRecognized,
)
from ledger.writer import Writer
from projections.engine import catch_up

OCR = Maker("text", 1)


def written(
    path: Path,
    *screens: Sequence[str | tuple[Box, str]],
    window: Window | None = None,
    behind: Sequence[Window] = (),
    fields: Sequence[Field] = (),
    code: Sequence[Snippet] = (),
    posts: Sequence[Post] = (),
    colours: Sequence[ColoredRegion] = (),
    fields_then: Mapping[int, Sequence[Field]] | None = None,
    code_then: Mapping[int, Sequence[Snippet]] | None = None,
    title_then: Mapping[int, str] | None = None,
    kept: int = 0,
) -> DataRoot:
    """Make a log of frames, a minute apart from 09:00 on 5 March 2026; each shows these lines and nothing of the last.

    A line without a box stands below the one before. `window` is the one in front, on all of them, `behind` are others
    that are seen; `fields` are values beside labels on the first frame, `fields_then` those of each later one, by its
    number; `code` what is code on the first, `code_then` that on later ones, `title_then` what the record then calls
    the window in front; `posts` what somebody wrote, `colours` those of each frame. As many lines of the first frame
    as `kept` stand on all the others: where these are most of it, all are of one scene.
    """
    told = {"window": {"title": window.title, "process_path": window.process}} if window is not None else {}
    titles = title_then or {}
    root = DataRoot(path)
    ensure_born(root)
    with Writer(root).turn() as turn:
        before: tuple[str, int, range] | None = None
        labelled: tuple[Gone, ...] = ()
        coded: tuple[Gone, ...] = ()
        for at, lines in enumerate(screens):
            frame = f"run1/evidence.capture.frame/{at}"
            moment = f"2026-03-05T09:{at:02}:00.000000Z"
            payload = json.dumps({"window": {"title": titles[at]}} if at in titles else told)
            admitted = RecordAdmitted("h", "metadata", frame, "evidence.capture.frame", moment, "run1", payload)
            spans = tuple(_span(number, line) for number, line in enumerate(lines) if number >= kept or not at)
            gone = (Gone(before[1], (*before[2],)),) if before is not None else ()
            against = before[0] if before is not None else ""
            read = TextRead(frame, "ocr", OCR, against, spans, gone)
            done = FrameExamined(frame, "text", 1, 1, against)
            front: list[Fact] = []
            if window is not None:
                front = [WindowRecognized(frame, "record", OCR, "", (window,)), FrameExamined(frame, "windows", 1, 1)]
            if behind:
                front += [WindowRecognized(frame, "screen", OCR, "", (*behind,)), FrameExamined(frame, "behind", 1, 1)]
            shown = (fields if not at else (fields_then or {}).get(at)) or ()
            found = FieldRead(frame, "layout", OCR, against if labelled else "", (*shown,), labelled)
            if shown:
                front += [found, FrameExamined(frame, "fields", 1, 1, found.against)]
            snippets = (code if not at else (code_then or {}).get(at)) or ()
            edited = CodeFound(frame, OCR, against if coded else "", (*snippets,), coded)
            if snippets:
                front += [edited, FrameExamined(frame, "code", 1, 1, edited.against)]
            if posts and not at:
                front += [PostRead(frame, Maker("posts", 1), "", (*posts,)), FrameExamined(frame, "posts", 1, 1)]
            if colours:
                seen = ColorMeasured(frame, Maker("color", 3), "", (*colours,))
                front += [seen, FrameExamined(frame, "color", 3, 1)]
            facts = [admitted, *front, read, done]
            commit = turn.commit(facts, run="R", stage=2, action="test")
            if shown:
                labelled = (Gone(commit.size - len(facts) + facts.index(found), tuple(range(len(shown)))),)
            if snippets:
                coded = (Gone(commit.size - len(facts) + facts.index(edited), tuple(range(len(snippets)))),)
            before = (frame, commit.size - 2, range(0 if at else kept, len(spans)))
    catch_up(root)
    return root


def colours_of(
    window: Window, ground: tuple[int, int, int], *areas: tuple[Box, str, tuple[int, int, int]]
) -> list[ColoredRegion]:
    """Return the colours of a window: its ground, and areas in it, each with what region it is."""

    def shade(rgb: tuple[int, int, int]) -> Shade:
        return Shade(rgb, 0, 16)

    whole = [
        ColoredRegion(window.box, region, window.title, window.process, shade(ground), 9_000)
        for region in ("window", "page")
    ]
    return whole + [ColoredRegion(box, region, "", "", shade(rgb), 9_000) for box, region, rgb in areas]


def _span(number: int, line: str | tuple[Box, str]) -> Span:
    box, text = ((10, 28 * number, 10 + 9 * len(line), 28 * number + 18), line) if isinstance(line, str) else line
    return Span(box, text, 9_900)


def table(
    rows: Sequence[Sequence[str]], left: Sequence[int], *, told: int | None = None
) -> tuple[list[tuple[Box, str]], list[Field]]:
    """Return the lines of a table whose first row is its head, and the fields that the layout tells of it.

    `left` is where each column begins; empty cells are not there. The first `told` rows below the head are fields.
    """

    def box(column: int, row: int) -> Box:
        return left[column], 100 + 30 * row, left[column] + 9 * len(rows[row][column]), 118 + 30 * row

    cells = [(row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts) if text]
    last = len(rows) if told is None else told
    return (
        [(box(column, row), rows[row][column]) for row, column in cells],
        [
            Field(box(column, row), rows[row][column], box(column, 0), rows[0][column])
            for row, column in cells
            if 0 < row <= last
        ],
    )
