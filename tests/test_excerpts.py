"""Code on pages: blocks below each other, under captions, of lines for a shell, with braces between them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger.facts import Snippet
from processors.captions import language_over
from processors.code import snippets
from processors.language import Classifier
from processors.shell import is_shell
from projections.text import SpanRow
from tests.test_code import LEADING, exactly, paragraph, span, subject

LOADED = ["def load(conn, path):", "    digest = sha256_file(path)", "    return copy_rows(conn, path, digest)"]
SHELL = ["docker compose pull", "docker compose up -d --remove-orphans", "docker image prune -f"]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


def block(lines: list[str], row: int, *, down: int = 0, column: int = 4) -> list[SpanRow]:
    """Runs of a block on a page, `down` px below the rows that it would stand in."""
    return [moved(exactly(line.strip(), column + len(line) - len(line.lstrip()), row + n), down)
            for n, line in enumerate(lines)]  # fmt: skip


def moved(run: SpanRow, down: int) -> SpanRow:
    x0, y0, x1, y1 = run.box
    return replace(run, box=(x0, y0 + down, x1, y1 + down))


def told(classifier: Classifier, runs: list[SpanRow]) -> tuple[Snippet, ...]:
    return snippets(subject("", "/usr/bin/firefox", "Docs", more=runs), classifier)


def test_blocks_with_a_margin_between_them_are_two(classifier: Classifier) -> None:
    printed = ["well  od", "A1  0.231", "A2  0.415"]
    page = [*paragraph(20), *paragraph(24), *paragraph(28), *block(LOADED, 1), *block(printed, 5, down=LEADING // 2)]
    assert "\n".join(LOADED) in {each.text for each in told(classifier, page)}
    # A row that is left free is one of the block.
    page = [*paragraph(20), *paragraph(24), *paragraph(28), *block([*LOADED[:2], "", LOADED[2]], 1)]
    [found] = told(classifier, [run for run in page if run.text])
    assert found.text == "\n".join([*LOADED[:2], "", LOADED[2]])


def test_rows_of_braces_and_single_words_part_no_block(classifier: Classifier) -> None:
    lines = [
        'send("POST", new Form(file, token), {',
        "  body,",
        "  cache,",
        "  mode,",
        "});",
        "return done(file, token);",
    ]
    page = [*paragraph(20), *paragraph(24), *paragraph(28), *block(lines, 1)]
    assert "\n".join(lines) in {each.text for each in told(classifier, page)}


def test_code_that_fills_a_page_leaves_other_blocks_what_they_are(classifier: Classifier) -> None:
    unknown = ["berth 14 loads at noon", "berth 15 waits for coal"]
    many = [line for n in range(6) for line in [LOADED[0].replace("load", f"load_{n}"), *LOADED[1:]]]
    found = told(classifier, [*paragraph(30), *block(many, 1), *block(unknown, 24)])
    assert {each.language: each.text for each in found}[""] == "\n".join(unknown)


@pytest.mark.parametrize("caption", ["bash", "Bash", "bash   Copy code", "sh Copy", "Shell"])
def test_caption_tells_the_language_of_a_block(classifier: Classifier, caption: str) -> None:
    page = [*block(["frobnicate all the berths"], 4), span(caption, 4, 2), *paragraph(20)]
    [found] = told(classifier, page)
    assert (found.text, found.language, found.where) == ("frobnicate all the berths", "bash", "page")


@pytest.mark.parametrize("above", ["Bash is a shell", "Copy", "Edit", "Berths"])
def test_words_above_a_block_that_name_no_language_are_no_caption(above: str) -> None:
    [run] = block(["frobnicate all berths"], 4)
    assert language_over(run.box, [span(above, 4, 2)], LEADING) is None


def test_caption_stands_right_above_the_block() -> None:
    [run] = block(["frobnicate all berths"], 10)
    assert language_over(run.box, [span("python", 4, 8)], LEADING) == "python"
    assert language_over(run.box, [span("plaintext", 4, 8)], LEADING) == ""
    assert language_over(run.box, [span("python", 4, 4)], LEADING) is None
    assert language_over(run.box, [span("python", 30, 8)], LEADING) is None
    assert language_over(run.box, [span("python", 4, 11)], LEADING) is None
    # A button and the head of a column are words as well.
    assert language_over(run.box, [span("Go", 4, 8)], LEADING) is None
    assert language_over(run.box, [span("go", 4, 8)], LEADING) == "go"
    assert language_over(run.box, [span("Go  Copy", 4, 8)], LEADING) == "go"
    assert language_over(run.box, [span("go" + " - copy" * 8, 4, 8)], LEADING) == "go"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(SHELL),
        "sudo apt-get update\nsudo apt-get install -y chromium",
        "# once\ngit clone git@example.org:lab/assay.git\ncd assay\nmake -j4",
        "DEBUG=1 python -m assay \\\n  --plates plates.csv",
        "./configure --prefix=/usr/local",
    ],
)
def test_lines_that_call_programs_are_for_a_shell(text: str) -> None:
    assert is_shell(text)


@pytest.mark.parametrize(
    "text",
    [
        "make sure that all berths are free",
        "find the berth and/or the crane",
        "go to the quay > then home",
        "gem stones and/or pearls",
        "just $10 a month",
        "top | bottom",
        "/month",
        "cat and dog",
        "git is a tool for tracking changes.",
        "docker compose pull\nberth 14 loads at noon",
        "wells = {}",
        "",
    ],
)
def test_sentences_are_not_for_a_shell(text: str) -> None:
    assert not is_shell(text)


def test_lines_for_a_shell_are_told_whole(classifier: Classifier) -> None:
    page = [*paragraph(10), *block(SHELL, 4)]
    [found] = told(classifier, page)
    assert (found.text, found.language) == ("\n".join(SHELL), "bash")
