"""Code: verbatim with its indentation, commands with what came of them, and which version is the final one."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from msgspec.structs import replace

from ledger.dataroot import DataRoot
from ledger.facts import Box, CodeFound, FrameExamined, Gone, Maker, Snippet, Window
from processors import consoles, fitting, gutters, listings, rows
from processors.batch import Batch
from processors.behind import BehindProcessor
from processors.code import CodeProcessor, snippets
from processors.findings import Earlier, Findings, Known, Subject
from processors.idle import OpenGate
from processors.language import Classifier, file_of, of_file, symbol_of
from processors.titles import Programs, shipped
from processors.visible import shows_a_file
from projections import code, frames, histories, lifetimes
from projections.code import TOPIC, what_of
from projections.projection import Folding
from projections.tables import Tables
from projections.text import SpanRow
from projections.views import Views

PITCH, LEADING, LEFT, TOP = 9, 18, 105, 90
SQL = "dockyard=# SELECT berth,\ndockyard-#        count(*) AS calls\ndockyard-# FROM berth;\n"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def beside(name: str) -> ModuleType:
    """Load a helper module that lies beside the tests."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def span(text: str, column: int, row: int, number: int = 0) -> SpanRow:
    """A run of text as it is read off a font of one width: its box is a little larger, its words are ink."""
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append((LEFT + (column + at) * PITCH + 1, LEFT + (column + at + len(word)) * PITCH - 1))
        at += len(word)
    box = (
        LEFT + column * PITCH - 2,
        TOP + row * LEADING,
        LEFT + (column + len(text)) * PITCH + 2,
        TOP + (row + 1) * LEADING,
    )
    return SpanRow(number or row * 1000 + column + 1, 5, row, "ocr", box, text, 9_900, tuple(words))


def typed(text: str) -> tuple[SpanRow, ...]:
    """A screen of text, a run for each line; wide gaps part a line into several, as they do for a recogniser."""
    found = []
    for row, line in enumerate(text.split("\n")):
        column = 0
        for part in line.replace("    ", "\t\t\t\t").split("\t"):
            if part.strip():
                lead = len(part) - len(part.lstrip())
                found.append(span(part.strip(), column + lead, row))
            column += len(part) + 1
    return tuple(found)


def subject(text: str, app: str, title: str, number: int = 0, more: Sequence[SpanRow] = ()) -> Subject:
    window = Window((100, 60, 1200, 900), title, app, app, focused=True, category=category_of(app))
    return Subject(f"f{number}", size=(1600, 1000), spans=(*typed(text), *more), windows=(window,))


def category_of(app: str) -> str:
    return Programs(shipped()).program_of(app).category


def terminal(text: str, classifier: Classifier, title: str = "psql - dockyard") -> list[Snippet]:
    return list(snippets(subject(text, "/usr/bin/xterm", title), classifier))


def in_editor(spans: tuple[SpanRow, ...], classifier: Classifier, title: str) -> list[Snippet]:
    app = "/usr/bin/geany"
    window = Window((100, 60, 1200, 900), title, app, app, focused=True, category=category_of(app))
    return list(snippets(Subject("f", size=(1600, 1000), spans=spans, windows=(window,)), classifier))


def editor(text: str, classifier: Classifier, title: str) -> list[Snippet]:
    return list(snippets(subject(text, "/usr/bin/geany", title), classifier))


def test_prompts_that_are_like_the_title_are_no_title(classifier: Classifier) -> None:
    text = "nightbook=# SELECT dish,\nnightbook-#        sum(hours)\nnightbook-# FROM uptime;\n dish | sum\nnightbook=#"
    # What leads the second row is a run by itself, and begins less than a row below the first one.
    taller = tuple(
        msgspec.structs.replace(each, box=(each.box[0], each.box[1] - 3, each.box[2], each.box[3] + 3))
        if TOP < each.box[1] <= TOP + LEADING
        else each
        for each in typed(text)
    )
    top = TOP - LEADING // 2
    window = Window((100, top, 1200, 900), "psql - nightbook", "xterm", "xterm", focused=True, category="terminal")
    [query] = snippets(Subject("f", size=(1600, 1000), spans=taller, windows=(window,)), classifier)
    assert query.text == "SELECT dish,\n       sum(hours)\nFROM uptime;"


# ---------------------------------------------------------------- windows behind the active one


def behind(text: str, classifier: Classifier, front: Box, title: str = "psql - dockyard") -> tuple[Snippet, ...]:
    """The code of a terminal that lies behind a browser."""
    back = Window((100, 60, 1200, 900), title, "xterm", "/usr/bin/xterm", category="terminal", visibility="partial")
    browser = Window(front, "Docs - Chromium", "Chromium", "/usr/bin/chromium", focused=True, category="browser")
    spans = (*typed(text), span("some words of the page that are not of the terminal at all", 60, 1, 900))
    past = (msgspec.structs.replace(back, focused=True),)
    found = snippets(Subject("f", size=(1600, 1000), spans=spans, windows=(browser, back), past=past), classifier)
    return tuple(each for each in found if each.title == title)


def test_code_beside_the_active_window_is_found(classifier: Classifier) -> None:
    [query] = behind(SQL + " berth | calls\n-------+-------\ndockyard=#", classifier, (760, 60, 1500, 950))
    assert query.text == "SELECT berth,\n       count(*) AS calls\nFROM berth;"
    assert (query.form, query.title, query.behind, query.cut) == ("command", "psql - dockyard", True, False)


def test_code_that_reaches_the_window_above_it_may_be_cut(classifier: Classifier) -> None:
    edge = LEFT + 24 * PITCH
    [query] = behind(SQL + " berth | calls\n-------+-------\ndockyard=#", classifier, (edge, 60, 1500, 950))
    assert query.cut


def test_code_under_the_active_window_is_not_told(classifier: Classifier) -> None:
    assert behind(SQL + " berth | calls\ndockyard=#", classifier, (90, 50, 1500, 950)) == ()


# ---------------------------------------------------------------- terminals


def test_query_over_several_lines_is_one_command_with_its_indentation(classifier: Classifier) -> None:
    [query] = terminal(SQL + " berth | calls\n-------+-------\n     7 |     2\n(1 row)\n\ndockyard=#", classifier)
    assert query.text == "SELECT berth,\n       count(*) AS calls\nFROM berth;"
    assert (query.form, query.language, query.state, query.prompt) == ("command", "sql", "ran", "dockyard=#")
    assert "(1 row)" in query.output
    assert len(query.lines) == 3
    assert query.lines[0][1] == TOP


def test_error_below_a_command_is_told_with_what_explains_it(classifier: Classifier) -> None:
    error = 'ERROR:  column "dwell" does not exist\nLINE 1: SELECT avg(dwell)'
    [query] = terminal(f"dockyard=# SELECT avg(dwell) FROM berth;\n{error}\ndockyard=#", classifier)
    assert query.state == "failed"
    assert query.error == error


@pytest.mark.parametrize(
    "error",
    [
        'Binder Error: Referenced column "weight" not found in FROM clause!',
        "E       KeyError: 'min_level'",
        "psql: error: connection to server failed",
        "Parse error near line 1: no such column: weight",
    ],
)
def test_errors_of_many_programs_are_known(error: str) -> None:
    assert consoles.error_of(["collecting now", error, "1 failed in 0.2 s"]) == error


@pytest.mark.parametrize("line", ["E is the last letter of CODE", "Typing Error Rates: a survey", "see Error handling"])
def test_line_that_only_speaks_of_errors_is_none(line: str) -> None:
    assert consoles.error_of([line]) == ""


def test_command_below_which_nothing_stands_is_only_typed(classifier: Classifier) -> None:
    first, second = terminal(
        "dana@quay7:~/dockyard$ git status\nclean tree now\ndana@quay7:~/dockyard$ git comm", classifier
    )
    assert (first.text, first.state) == ("git status", "ran")
    assert (second.text, second.state) == ("git comm", "typed")


def test_command_that_fills_its_row_goes_on_in_the_next(classifier: Classifier) -> None:
    width = (1200 - LEFT) // PITCH
    command = "dana@quay7:~$ sed -i " + "x" * (width - 26) + " load"
    text = f"{command[:width]}\n{'er.py; grep -n rule loader.py'}\nresult line here\ndana@quay7:~$"
    [found] = terminal(text, classifier, "logs")
    assert found.text == command.removeprefix("dana@quay7:~$ ") + "er.py; grep -n rule loader.py"
    assert found.output == "result line here"


@pytest.mark.parametrize("left", [-13, 0])
def test_title_bar_set_as_wide_as_the_text_is_no_line_of_it(classifier: Classifier, left: int) -> None:
    title = "Terminal 1: ~/dockyard"
    bar = span(title.replace(" ~", "-"), 0, -2)
    bar = replace(bar, box=(bar.box[0] + left, bar.box[1] + 10, bar.box[2] + left, bar.box[3] + 10),
                  words=tuple((a + left, b + left) for a, b in bar.words))  # fmt: skip
    text = "~/dockyard> cargo test\nrunning 7 tests\ntest result: FAILED. 5 passed; 2 failed\n~/dockyard>"
    [found] = snippets(subject(text, "/usr/bin/xterm", title, more=(bar,)), classifier)
    assert (found.text, found.state) == ("cargo test", "failed")
    assert found.error == "test result: FAILED. 5 passed; 2 failed"


def test_first_prompt_that_is_like_the_title_is_no_title_bar(classifier: Classifier) -> None:
    text = "dana@quay7:~/dockyard$ ls\none two\ndana@quay7:~/dockyard$"
    [found] = terminal(text, classifier, "dana@quay7: ~/dockyard")
    assert (found.text, found.state) == ("ls", "ran")


def test_traceback_is_kept_whole(classifier: Classifier) -> None:
    text = (
        "dana@quay7:~/dockyard$ python3 migrate.py\nTraceback (most recent call last):\n"
        '  File "/home/dana/migrate.py", line 5, in <module>\n    conn.execute("alter table")\n'
        "sqlite3.OperationalError: no such table: gate_event\ndana@quay7:~/dockyard$"
    )
    command, traceback = terminal(text, classifier)
    assert command.error == "sqlite3.OperationalError: no such table: gate_event"
    assert traceback.form == "traceback"
    assert traceback.text.split("\n")[2] == '    conn.execute("alter table")'
    assert traceback.symbol == "sqlite3.OperationalError"


@pytest.mark.parametrize(
    ("screen", "language", "texts"),
    [
        ("sqlite> select a\n   ...> from t;\n1\nsqlite>", "sql", ["select a\nfrom t;"]),
        ("mysql> select a\n    -> from t;\nEmpty set\nmysql>", "sql", ["select a\nfrom t;"]),
        (">>> for x in y:\n...     print(x)\n...\n1\n>>>", "python", ["for x in y:\n    print(x)"]),
        ("In [1]: total = 2 + 40\nIn [2]:", "python", ["total = 2 + 40"]),
        (
            "PS C:\\Users\\Dana> Get-ChildItem\nMode   LastWriteTime\nPS C:\\Users\\Dana>",
            "powershell",
            ["Get-ChildItem"],
        ),
        ("C:\\yard>dir /b\nloader.py\nC:\\yard>", "batch", ["dir /b"]),
        ("$ for f in *.csv; do\n> wc -l $f\n> done\n3 a.csv\n$", "bash", ["for f in *.csv; do\nwc -l $f\ndone"]),
        ("dana@quay7 dockyard % ls -la\ntotal 0 here\ndana@quay7 dockyard % ", "bash", ["ls -la"]),
        ("[dana@quay7 dockyard]$ ls -la\ntotal 0 here\n[dana@quay7 dockyard]$", "bash", ["ls -la"]),
        ("dana@quay7 ~/dockyard (main)> ls -la\ntotal 0 here\ndana@quay7 ~/dockyard (main)>", "bash", ["ls -la"]),
        ("~/dockyard> ls -la > list.txt\n/srv/yard>out none\n~/dockyard>", "bash", ["ls -la > list.txt"]),
        (
            "irb(main):001> [1, 2].each do |each|\nirb(main):002*   puts each\nirb(main):003> quit",
            "ruby",
            ["[1, 2].each do |each|\n  puts each", "quit"],
        ),
        ("dana@quay7:~$ cat mail\n> quoted by somebody\ndana@quay7:~$", "bash", ["cat mail"]),
    ],
)
def test_prompts_of_many_programs_are_known(screen: str, language: str, texts: list[str]) -> None:
    sheet = rows.sheet(typed(screen), PITCH)
    assert sheet is not None
    found = [entry for entry in consoles.entries(sheet, 1200) if entry.text.strip()]
    assert [entry.text for entry in found] == texts
    assert {entry.language for entry in found} == {language}


# ---------------------------------------------------------------- editors and pages


def test_line_numbers_are_no_code_and_indentation_stays(classifier: Classifier) -> None:
    lines = ("def weigh(value):", "    if value is None:", "        return 0", "    return int(value)")
    numbered = "\n".join(f" {number} {line}" for number, line in enumerate(lines, 30))
    [unit] = terminal(f"{numbered}\n 34\n~\n~\n~\n-- INSERT --", classifier, "vim loader.py")
    assert unit.text == "\n".join(lines)
    assert (unit.form, unit.where, unit.language, unit.name) == ("block", "editor", "python", "loader.py")
    assert unit.symbol == "weigh"
    assert not unit.cut


def test_line_in_which_no_gap_was_seen_moves_no_other_line(classifier: Classifier) -> None:
    spans = typed('      """Pointing."""\n  31  import math\n  32\n  33  RATE = 0.42')
    # The number before the first line was not read, but its box has the half of it: words are where they may be.
    box = (spans[0].box[0] - PITCH - 2, *spans[0].box[1:])
    guessed = msgspec.structs.replace(
        spans[0], box=box, text='"""Pointing helpers."""', words=((box[0], box[0] + 112), (box[0] + 112, box[2]))
    )
    window = Window((100, 60, 1200, 900), "vim a.py", "xterm", "xterm", focused=True, category="terminal")
    found = snippets(Subject("f", size=(1600, 1000), spans=(guessed, *spans[1:]), windows=(window,)), classifier)
    assert [line for each in found for line in each.text.split("\n") if line.startswith(" ")] == []
    assert "RATE = 0.42" in [line for each in found for line in each.text.split("\n")]


def test_line_number_that_was_read_in_one_run_with_its_line_is_parted_from_it(classifier: Classifier) -> None:
    lines = ["#!/bin/bash", "set -euo pipefail", "cd /srv/yard/exports", "find out -name '*.csv' -delete"]
    code = [span(line, 4, row) for row, line in enumerate(lines)]
    # The gutter is set closer than the code: a run that begins there fits no grid.
    numbers = [replace(span(str(row + 1), 0, row), words=((LEFT + 6, LEFT + 11),)) for row in range(4)]
    box = (numbers[0].box[0], *code[0].box[1:])
    first = replace(numbers[0], text=f"1 {lines[0]}", box=box, words=(*numbers[0].words, *code[0].words))
    status = replace(span("0 problems", 90, 30), words=((910, 916), (922, 980)))
    read = (first, *code[1:], *numbers[1:], status)
    parted = sorted(gutters.numbers_apart(read), key=lambda run: (run.box[1], run.box[0]))
    assert [run.text for run in parted[:2]] == ["1", "#!/bin/bash"]
    assert parted[-1] == status
    [unit] = in_editor(read, classifier, "nightly.sh - Geany")
    assert unit.text == "\n".join(lines)


def test_statements_of_a_file_stand_for_themselves(classifier: Classifier) -> None:
    text = "-- seals\nSELECT seal FROM scan\nWHERE gate = 2;\n\n-- gates\nSELECT gate FROM scan;"
    found = editor(text, classifier, "report.sql - /home/dana - Geany")
    assert [unit.text for unit in found] == ["SELECT seal FROM scan\nWHERE gate = 2;", "SELECT gate FROM scan;"]
    assert {unit.name for unit in found} == {"report.sql"}


def test_comment_whose_dashes_were_not_read_is_no_part_of_the_statement(classifier: Classifier) -> None:
    text = "SELECT seal FROM scan;\n\n   gates of the yard\nSELECT gate FROM scan\nWHERE lane = 2;"
    found = editor(text, classifier, "report.sql - Geany")
    assert [unit.text for unit in found] == ["SELECT seal FROM scan;", "SELECT gate FROM scan\nWHERE lane = 2;"]


def test_definitions_of_a_file_stand_for_themselves() -> None:
    text = (
        "import csv\nimport os\n\n@cache\ndef one():\n    return 1\n\n\nclass Two:\n    x = 2\n\n    y = 3\nTHREE = 3"
    )
    lines = [listings.Line(n, line, (0, 0, 1, 1)) for n, line in enumerate(text.split("\n")) if line]
    units = listings.units(lines, "python", first=None, ended=True)
    assert [unit.text.split("\n")[0] for unit in units] == ["import csv", "@cache", "class Two:", "THREE = 3"]
    assert units[2].text == "class Two:\n    x = 2\n\n    y = 3"


def test_prose_on_a_page_is_no_code(classifier: Classifier) -> None:
    prose = "The berth plan for next week is attached here.\nPlease look at it before Friday, and tell me."
    assert snippets(subject(prose, "/usr/bin/firefox", "Mail"), classifier) == ()


def test_preformatted_text_on_a_page_of_another_font_is_a_block(classifier: Classifier) -> None:
    synopsis = "tool frobnicate [--quiet] <place> [<other place>...]\n     [--no-undo] [-m <message>]"
    wide = {"illicit": 30, "WOMAN": 70, "till": 18, "MAMMOTH": 95, "fill": 20}
    prose = []
    for n in range(8):
        ends = list(accumulate((wide[word] + 6 for word in wide), initial=110))
        words = tuple((x, x + wide[word]) for x, word in zip(ends, wide, strict=False))
        prose.append(
            SpanRow(700 + n, 6, n, "ocr", (110, 300 + 20 * n, 373, 316 + 20 * n), " ".join(wide), 9_900, words)
        )
    there = subject(synopsis, "/usr/bin/firefox", "Manual", more=prose)
    [block] = [each for each in snippets(there, classifier) if "frobnicate" in each.text]
    assert (block.text, block.language, block.where, block.form) == (synopsis, "", "page", "block")


def test_block_of_code_on_a_page_is_found(classifier: Classifier) -> None:
    text = "def load_manifest(conn, path):\n    digest = sha256_file(path)\n    return copy_rows(conn, path, digest)"
    [block] = snippets(subject(text, "/usr/bin/firefox", "Pull request"), classifier)
    assert (block.text, block.language, block.where) == (text, "python", "page")


def paragraph(row: int) -> list[SpanRow]:
    """Lines of a page in a font of letters of several widths."""
    lines = (
        "What follows was changed by hand, and nobody has looked",
        "at it since; tell whoever asks for it that it is old.",
    )
    found = []
    for n, line in enumerate(lines):
        each, x, words = span(line, 0, row + n, 100 + row + n), float(LEFT), []
        for word in line.split():
            wide = sum(4.1 if letter in "fijlrt;," else 8.3 for letter in word)
            words.append((round(x), round(x + wide)))
            x += wide + 3.7
        found.append(replace(each, box=(*each.box[:2], round(x), each.box[3]), words=tuple(words)))
    return found


def exactly(text: str, column: int, row: int) -> SpanRow:
    """A run whose words begin and end with their cells, as they are where the grid of the line was seen."""
    each = span(text, column, row)
    return replace(each, words=tuple((x0 - 1, x1 + 1) for x0, x1 in each.words))


def test_line_alone_is_a_block_where_all_its_words_stand_in_cells(classifier: Classifier) -> None:
    other = exactly("depot = wagons.by_name(name, default)", 4, 12)
    page = [*paragraph(0), *paragraph(6), *paragraph(16), other]
    found = snippets(
        subject("", "/usr/bin/firefox", "Docs", more=[*page, exactly("cur = con.cursor()", 4, 3)]), classifier
    )
    assert "cur = con.cursor()" in {each.text for each in found}
    found = snippets(
        subject("", "/usr/bin/firefox", "Docs", more=[*page, span("cur = con.cursor()", 4, 3)]), classifier
    )
    assert "cur = con.cursor()" not in {each.text for each in found}


def test_sign_in_the_margin_is_no_code(classifier: Classifier) -> None:
    text = "def load(conn, path):\n    digest = sha256_file(path)\n    return copy_rows(conn, path, digest)"
    moved = "\n".join(f"      {line}" for line in text.split("\n"))
    [block] = snippets(subject(moved, "/usr/bin/firefox", "Pull request", more=[span("\u00ab", 1, 1)]), classifier)
    assert block.text == text


def test_word_of_another_font_above_a_block_is_no_part_of_it(classifier: Classifier) -> None:
    text = "\n\ndef load(conn, path):\n    digest = sha256_file(path)\n    return copy_rows(conn, path, digest)"
    word = replace(span("Loading", 0, 1), words=((LEFT + 5, LEFT + 67),))
    [block] = snippets(subject(text, "/usr/bin/firefox", "Pull request", more=[word]), classifier)
    assert block.text == text.lstrip()


def test_drawing_of_long_words_is_a_block_with_what_stands_beside_it(classifier: Classifier) -> None:
    drawing = "o---o---o---o---o  trunk\n     \\\\\n      o---o---o---o  later"
    spans = [exactly("o---o---o---o---o", 0, 3), exactly("trunk", 19, 3), exactly("\\\\", 5, 4)]
    spans += [exactly("o---o---o---o", 6, 5), exactly("later", 21, 5)]
    prose = [*paragraph(8), exactly("depot = wagons.by_name(name, default)", 4, 12)]
    found = snippets(subject("", "/usr/bin/firefox", "Docs", more=[*spans, *prose]), classifier)
    assert drawing in {each.text for each in found}


def test_brace_that_closes_a_block_is_of_it_however_few_rows_show_their_grid(classifier: Classifier) -> None:
    told = exactly("print(json.dumps({'4': 5, '6': 7}, sort_keys=True))", 4, 3)
    rows_below = [exactly("{", 4, 4), exactly('"4": 5,', 8, 5), exactly('"6": 7', 8, 6), exactly("}", 4, 7)]
    page = [*paragraph(10), *paragraph(16), *paragraph(22)]

    def blocks_of(more: Sequence[SpanRow]) -> set[str]:
        found = snippets(subject("", "/usr/bin/firefox", "Docs", more=[*page, told, *more]), classifier)
        return {each.text for each in found}

    whole = "print(json.dumps({'4': 5, '6': 7}, sort_keys=True))\n{\n    \"4\": 5,\n    \"6\": 7\n}"
    assert whole in blocks_of(rows_below)
    # What closes nothing may be of something else.
    assert whole.removesuffix("\n}") + "\n" not in blocks_of([*rows_below[:-1], exactly("x", 4, 7)])


def test_run_in_which_no_gap_was_seen_is_measured_as_a_whole() -> None:
    # As it was read on a recorded screen, below a block whose cells are 9.27 px wide.
    read = SpanRow(1, 5, 1, "ocr", (569, 824, 729, 850), "['streaming API']", 9_900, ((569, 679), (679, 729)))
    assert fitting.is_set(read, 9.27)
    assert not fitting.is_set(replace(read, words=((569, 679), (688, 738))), 9.27)


def test_letter_alone_beside_and_above_a_block_is_of_something_else(classifier: Classifier) -> None:
    text = "\n\ndef load(conn, path):\n    digest = sha256_file(path)\n    return copy_rows(conn, path, digest)"
    there = subject(text, "/usr/bin/firefox", "Docs", more=[exactly("0", 48, 1)])
    [block] = snippets(there, classifier)
    assert block.text == text.lstrip()


def test_piece_of_a_word_that_was_read_twice_is_dropped() -> None:
    piece = replace(span("0", 8, 0), box=(LEFT + 8 * PITCH, TOP + 4, LEFT + 9 * PITCH - 1, TOP + 12))
    read = rows.sheet([span("o---o---o---o", 0, 0), piece, span("later", 15, 0), span("second row of it", 0, 1)], PITCH)
    assert read is not None
    assert read.line(read.rows[0]) == "o---o---o---o  later"


def test_command_typed_into_an_editor_is_no_code(classifier: Classifier) -> None:
    text = (
        "  1 import csv\n  2\n  3 def load(conn):\n  4     return conn\n  5 rows = load(None)\n\n\n\n:%s/^  conn/conn/"
    )
    found = snippets(subject(text, "/usr/bin/xterm", "vim load.py"), classifier)
    assert [each.text for each in found][-1] == "rows = load(None)"


def test_mode_of_an_editor_whose_dashes_were_not_read_is_no_code(classifier: Classifier) -> None:
    text = "  1 import csv\n  2\n  3 def load(conn):\n  4     return conn\n  5 rows = load(None)\n\n\n\n  INSERT --"
    found = snippets(subject(text, "/usr/bin/xterm", "vim load.py"), classifier)
    assert [each.text for each in found] == ["import csv", "def load(conn):\n    return conn", "rows = load(None)"]


def test_code_that_stays_is_not_told_again(classifier: Classifier) -> None:
    processor = CodeProcessor(lambda: classifier)
    [first] = processor.examine(subject(SQL + "x\ndockyard=#", "xterm", "psql"), None).facts
    assert isinstance(first, CodeFound)
    assert first.by.model.startswith("magika ")
    known = tuple(Known(7, place, each.box, what_of(each)) for place, each in enumerate(first.appeared))
    again = processor.examine(subject(SQL + "x\ndockyard=#", "xterm", "psql", 1), Earlier("f0", {TOPIC: known}))
    assert again == Findings((), "f0")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("SELECT gate, count(*)\nFROM seal_scan\nGROUP BY gate;", "sql"),
        ("def weigh(value):\n    return int(value)", "python"),
        ("#!/bin/bash\nset -eu\nfind /backup -delete", "bash"),
        ('fn main() {\n    let x = 5;\n    println!("{}", x);\n}', "rust"),
        ('{"berth": 7, "calls": [1, 2]}', "json"),
        ("Select the berth from the list and press Enter.\nThen wait for the crane.", ""),
        ("Dear Dana, the berth plan is attached.\nAmira", ""),
        ("ok", ""),
    ],
)
def test_language_is_known_where_it_is_sure(classifier: Classifier, text: str, language: str) -> None:
    assert classifier.of(text) == language


def test_titles_name_files_and_code_names_what_it_defines() -> None:
    assert file_of("*seal_report.sql - /home/dana/dockyard/sql - Geany") == "seal_report.sql"
    assert file_of("C:\\yard\\Loader.PY - Visual Studio Code") == "Loader.PY"
    assert file_of("docs.python.org - Chromium") == ""
    assert (of_file("Dockerfile"), of_file("notes.txt"), of_file("notes.odt")) == ("dockerfile", "text", "")
    assert symbol_of("create or replace view late_seals as select 1", "sql") == "late_seals"


NOTE = "milk, two litres\n[x] ring the harbour about the key\n[ ] cake, no nuts"


def test_note_in_an_editor_is_kept_as_it_stands(classifier: Classifier) -> None:
    [found] = editor(NOTE, classifier, "~/Documents/friday.txt - Geany")
    assert (found.text, found.name, found.language) == (NOTE, "friday.txt", "text")


def test_prose_in_an_editor_without_the_name_of_a_file_is_no_code(classifier: Classifier) -> None:
    assert editor(NOTE, classifier, "untitled - Geany") == []


def test_menus_of_an_editor_are_no_part_of_a_note(classifier: Classifier) -> None:
    [found] = editor(f"File Edit Search View\n{NOTE}", classifier, "~/Documents/friday.txt - Geany")
    assert found.text == NOTE
    # Nor is a heading one of the menus.
    assert editor(f"Tools\n{NOTE}", classifier, "friday.txt - Geany")[0].text == f"Tools\n{NOTE}"
    # A first line of such words further down is one of the note.
    assert "View" in editor(f"a list\nFile Edit Search View\n{NOTE}", classifier, "friday.txt - Geany")[0].text


def test_program_that_nobody_knows_is_an_editor_where_it_shows_a_file_of_text(classifier: Classifier) -> None:
    [found] = snippets(subject(NOTE, "/opt/acme/scribble", "recce-notes.md"), classifier)
    assert (found.where, found.language, found.text) == ("editor", "markdown", NOTE)
    assert not snippets(subject(NOTE, "/opt/acme/scribble", "photo.heic"), classifier)


@pytest.mark.parametrize(
    ("title", "shows"),
    [
        ("recce-notes.md", True),
        ("*~/Documents/friday.txt - Scribble", True),
        ("site visit.txt", True),
        ("● loader.py — plantroom", True),
        ("notes.txt (~/plantroom) - Scribble", True),
        ("Scribble | notes.txt", True),
        ("Save notes.txt?", False),
        ("Properties of notes.txt", False),
        ("a.py ↔ b.py - Aligner", False),
        ("README.md – diff", False),
        ("Re: notes.txt", False),
        ("index.html - Web Inspector", False),
        ("survey.pdf - Reader", False),
    ],
)
def test_file_in_a_title_is_open_where_it_is_a_part_of_it(title: str, shows: bool) -> None:
    assert shows_a_file(Window((0, 0, 9, 9), title)) is shows
    # What is known is what it is.
    assert not shows_a_file(Window((0, 0, 9, 9), title, category="reader"))


# ---------------------------------------------------------------- histories


class Story:
    """A database of the views of code alone, into which one frame after the other is folded."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self._tables = Tables(self.db)
        for projection in (frames.FRAMES, code.CODE, histories.HISTORIES, lifetimes.LIFETIMES):
            for statement in projection.schema.split(";\n"):
                if statement.strip():
                    self.db.execute(statement)
        self.seq = self.frame = 0
        self.shown: list[tuple[int, int, Snippet]] = []

    def show(self, *now: Snippet) -> None:
        """Fold a frame that shows these snippets: what is not the same as before appears, the rest vanishes."""
        known = tuple(Known(seq, place, each.box, what_of(each)) for seq, place, each in self.shown)
        stays = [entry for entry in self.shown if entry[2] in now]
        new = [each for each in now if each not in [entry[2] for entry in self.shown]]
        vanished: dict[int, list[int]] = {}
        for each in known:
            if (each.seq, each.place) not in [(seq, place) for seq, place, _ in stays]:
                vanished.setdefault(each.seq, []).append(each.place)
        self.seq, self.frame = self.seq + 1, self.frame + 1
        against = f"f{self.frame - 1}" if self.frame > 1 else ""
        gone = tuple(Gone(seq, tuple(sorted(places))) for seq, places in sorted(vanished.items()))
        fact = CodeFound(f"f{self.frame}", Maker("code", 1), against, tuple(new), gone)
        done = FrameExamined(f"f{self.frame}", "code", 1, 1, against)
        for told in (fact, done):
            event = Folding(self.seq, "", "", 0, 0, b"", told)
            for projection in (code.CODE, histories.HISTORIES, lifetimes.LIFETIMES):
                projection.fold(self._tables, event)
        self._tables.save()
        self.shown = [*stays, *((self.seq, place, each) for place, each in enumerate(new))]

    def histories(self) -> list[list[str]]:
        """The texts of the versions of each history."""
        found = self.db.execute("SELECT DISTINCT history FROM versions ORDER BY history").fetchall()
        return [[v.snippet.text for v in histories.versions_of(self.db, history)] for (history,) in found]


@pytest.fixture
def story() -> Iterator[Story]:
    made = Story()
    with closing(made.db):
        yield made


def edited(text: str, y: int = 100, name: str = "report.sql", *, cut: bool = False) -> Snippet:
    box = (10, y, 200, y + 18)
    return Snippet(box, "block", "editor", "sql", text, (box,), "report.sql - Geany", name, cut=cut)


def entered(text: str, y: int, state: str = "ran") -> Snippet:
    box = (10, y, 200, y + 18)
    return Snippet(box, "command", "terminal", "sql", text, (box,), "psql", prompt="dockyard=#", state=state)


ONE, TWO, THREE = (f"SELECT gate, count(*) FROM scan WHERE lane = {n} GROUP BY gate;" for n in (1, 2, 3))
OTHER = "DELETE FROM berth WHERE closed;"


def test_edits_of_a_statement_are_versions_of_one_history(story: Story) -> None:
    story.show(edited(ONE))
    story.show(edited(TWO))
    story.show(edited(THREE))
    assert story.histories() == [[ONE, TWO, THREE]]


def test_edit_that_was_taken_back_is_the_last_version_again(story: Story) -> None:
    for text in (ONE, TWO, ONE):
        story.show(edited(text))
    assert story.histories() == [[ONE, TWO, ONE]]


def test_two_statements_that_are_alike_are_two(story: Story) -> None:
    story.show(edited(ONE))
    story.show(edited(ONE), edited(TWO, 200))
    story.show(edited(ONE, 118), edited(THREE, 218))
    assert story.histories() == [[ONE], [TWO, THREE]]


def test_two_files_have_histories_of_their_own(story: Story) -> None:
    story.show(edited(ONE))
    story.show(edited(TWO, name="other.sql"))
    assert story.histories() == [[ONE], [TWO]]


def test_scrolling_makes_no_version(story: Story) -> None:
    story.show(edited(ONE), edited(OTHER, 200))
    story.show(edited(ONE[:30], 100, cut=True), edited(OTHER, 150))
    story.show(edited(ONE, 300), edited(OTHER, 400))
    assert story.histories() == [[ONE], [OTHER]]


def test_spaces_and_underscores_that_are_read_now_so_now_so_make_no_version(story: Story) -> None:
    story.show(edited("SELECT gate FROM seal_scan;"))
    story.show(edited("SELECT gate FROM seal scan;"))
    assert story.histories() == [["SELECT gate FROM seal_scan;"]]


def test_queries_entered_one_below_the_other_are_versions_in_their_order(story: Story) -> None:
    story.show(entered(ONE, 100))
    story.show(entered(ONE, 100), entered(TWO, 200))
    story.show(entered(ONE, 50), entered(TWO, 150), entered(OTHER, 250), entered(THREE, 350))
    assert story.histories() == [[ONE, TWO, THREE], [OTHER]]


def test_old_query_that_comes_into_sight_again_is_no_version(story: Story) -> None:
    story.show(entered(ONE, 100), entered(TWO, 200))
    story.show(entered(TWO, 100))
    story.show(entered(ONE, 100), entered(TWO, 200))
    assert story.histories() == [[ONE, TWO]]


def test_old_query_entered_again_is_the_last_version(story: Story) -> None:
    story.show(entered(ONE, 100), entered(TWO, 200))
    story.show(entered(ONE, 100), entered(TWO, 200), entered(ONE, 300))
    assert story.histories() == [[ONE, TWO, ONE]]


def test_what_is_only_typed_is_no_version(story: Story) -> None:
    story.show(entered(ONE[:20], 100, "typed"))
    story.show(entered(ONE, 100))
    assert story.histories() == [[ONE]]


# ---------------------------------------------------------------- recorded screens


def test_recorded_queries_and_their_final_version_are_exact(corpus: Path, tmp_path: Path) -> None:
    reading = beside("reading_by_truth")
    names = ["2026-03-19T13-34-00Z_run_8a07", "2026-03-10T10-05-00Z_run_85e1"]
    root: DataRoot = reading.take_in(corpus, tmp_path, names)
    reading.read_all(root, corpus, names)
    reading.understand(root)
    Batch(root, [BehindProcessor(), CodeProcessor()], OpenGate()).run()
    told = json.loads((corpus / "truth" / "code_snippets.json").read_text("utf-8"))
    with Views(root) as views:
        for wanted in ("berth_dwell", "late_seals"):
            versions = [each for each in told if each["snippet_id"] == wanted]
            seen = code.on_frame(views.facts, versions[-1]["frames"][0]["frame_id"])
            final = next(each for each in seen if each.text == versions[-1]["text"])
            [(_, history, number)] = histories.of_snippets(views.facts, [(final.seq, final.place)]).values()
            texts = [version.snippet.text for version in histories.versions_of(views.facts, history)]
            assert texts == [version["text"] for version in versions]
            assert number == len(versions)
