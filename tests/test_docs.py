"""The documents: generated pages are up to date, links lead somewhere, nothing names one machine."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cli
from ledger.errors import AutocaptureError
from ledger.exits import Exit

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)")
COMMAND = re.compile(r"^(?:    |ExecStart=\S*/)?(autocapture .+)$", re.MULTILINE)


def test_command_line_reference_is_what_the_parser_gives() -> None:
    ran = subprocess.run([sys.executable, "tools/docs.py", "--check"], cwd=ROOT, check=False)
    assert ran.returncode == 0, "docs/cli.md is out of date: run `make docs`"


def _every_error(of: type[AutocaptureError] = AutocaptureError) -> Iterator[type[AutocaptureError]]:
    yield of
    for each in of.__subclasses__():
        yield from _every_error(each)


def test_exit_codes_of_errors_are_those_of_the_one_table() -> None:
    """Help and docs/cli.md list `Exit`: an error with a code of its own would stand in neither."""
    rooms = ("ledger", "projections", "ingest", "processors", "query", "export", "serve")
    for room in rooms:
        for path in sorted((ROOT / room).glob("*.py")):
            importlib.import_module(f"{room}.{path.stem}")
    found = set(_every_error())
    assert len(found) > 15
    assert {each.__name__ for each in found if not isinstance(each.exit_code, Exit)} == set()
    page, help_ = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), " ".join(cli.parser().format_help().split())
    for code in Exit:
        assert f"| {code.value} | {code.means} |" in page
        assert f"{code.value} {code.brief}" in help_


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_of_it(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        file = page.parent / target if target else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in _anchors(file), f"{page.name} links to {target}#{anchor}"


def _anchors(page: Path) -> set[str]:
    """The names that headings have in links, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", ["README.md", "docs/operations.md", "docs/query.md"])
def test_every_command_of_a_page_is_one_that_there_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOCAPTURE_DATA_DIR", "/tmp/try/screens")
    commands = COMMAND.findall((ROOT / name).read_text(encoding="utf-8"))
    assert commands
    for command in commands:
        assert cli.parser().parse_args(shlex.split(command, comments=True)[1:]).command, command


def test_every_decision_is_listed_once() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert pages
    assert [index.count(f"({name})") for name in pages] == [1] * len(pages)


def test_every_module_named_in_the_architecture_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:ledger|projections|ingest|processors|query|export|serve)/\w+\.py)`", text))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
