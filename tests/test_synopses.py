"""Synopses: how a command is written is code in whatever font a page sets it, and prose with marks in it is none."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from processors import synopses
from processors.code import snippets
from processors.language import Classifier
from projections.text import SpanRow

HIGH, SPACE = 18, 4


def prose(*rows: tuple[int, int, str]) -> list[SpanRow]:
    """Runs in a font of letters of several widths: each with the place of its row, its left edge (px), its text."""
    found = []
    for number, (row, left, text) in enumerate(rows):
        x, words = float(left), []
        for word in text.split():
            wide = sum(3.6 if letter in "ijlt[]|.-" else 7.3 for letter in word)
            words.append((round(x), round(x + wide)))
            x += wide + SPACE
        box = (left - 3, 100 + HIGH * row, round(x), 100 + HIGH * (row + 1))
        found.append(SpanRow(number, 5, number, "ocr", box, text, 9_900, tuple(words)))
    return found


def texts(spans: Sequence[SpanRow]) -> list[str]:
    return [unit.text for unit in synopses.found(spans)]


def test_synopsis_on_a_recorded_page_is_told_in_the_shape_that_it_has(recorded: ModuleType) -> None:
    found = [
        each for each in snippets(recorded.reading("synopsis"), Classifier()) if each.text.startswith("git rebase")
    ]
    assert [(each.form, each.where, each.language) for each in found] == [("block", "page", "")]
    assert found[0].text == (
        "git rebase [-i | --interactive] [<options>] [--exec <cmd>]\n"
        "        [--onto <newbase> | --keep-base] [<upstream> [<branch>]]\n"
        "git rebase [-i | --interactive] [<options>] [--exec <cmd>] [--onto <newbase>]\n"
        "        --root [<branch>]\n"
        "git rebase (--continue | --skip | --abort | --quit | --edit-todo | --show-current-patch)"
    )
    assert len(found[0].lines) == 5


def test_forms_of_one_command_are_one_block_with_those_that_have_no_marks() -> None:
    rows = ["yard list [-v | --porcelain]", "yard move <crane> <new-place>", "yard clear", "yard unlock <crane>"]
    spans = prose(*((number, 50, row) for number, row in enumerate(rows)))
    assert texts(spans) == ["\n".join(rows)]
    below = prose((6, 50, "yard clear"))
    assert texts([*spans, *below]) == ["\n".join(rows)]


@pytest.mark.parametrize(
    "row",
    [
        "ls [OPTION]... [FILE]...",
        "docker run [OPTIONS] IMAGE [COMMAND] [ARG...]",
        "cp <source> <dest>",
        "Get-Item [-Path] <string[]> [-Filter <string>]",
        "head [-1 | -n <count>] -q <file>...",
        "CREATE TABLE [IF NOT EXISTS] <name> (<column> | <constraint>)",
    ],
)
def test_lines_of_many_manuals_are_synopses(row: str) -> None:
    assert texts(prose((0, 50, row))) == [row]


@pytest.mark.parametrize(
    "row",
    [
        "If <branch> is specified, git rebase will perform an automatic git switch <branch> before it.",
        "See git-config(1) and [1] [2] for what it does.",
        "Dana Whitlock <dana.whitlock@tidewater.example> [External]",
        "English | Deutsch | Español",
        "History [edit] [hide]",
        "Save [Ctrl+S]",
        "rain -5 to -3 degrees",
        "up -3 -5 [-2]%",
        "Sign in | Register",
        "one <two",
        "[ WITH ] nothing before it",
    ],
)
def test_prose_and_labels_are_none(row: str) -> None:
    assert texts(prose((0, 50, row))) == []


def test_prose_right_below_is_no_part_of_it() -> None:
    spans = prose((0, 50, "yard move <crane> <place>"), (1, 50, "yard is what moves cranes about."), (2, 50, "Why?"))
    assert texts(spans) == ["yard move <crane> <place>"]


def test_row_that_goes_on_in_an_open_bracket_is_part_of_it() -> None:
    spans = prose((0, 50, "yard push [-q | --quiet"), (1, 50 + 10 * SPACE, "while moving] [<crane>]"))
    assert texts(spans) == ["yard push [-q | --quiet\n          while moving] [<crane>]"]
