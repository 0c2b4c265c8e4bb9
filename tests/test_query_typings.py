"""What was typed is told by what it was for, where a command does that to a thing that is named; no other is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.ask import ask
from query.language.programs import PROGRAMS

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SESSION = (
    ("zstd -19 orchard.tif", ""),
    ("tar cJf ~/hedges.tar.xz surveyed", ""),
    ("brew install gdal", "==> Pouring gdal--3.9.arm64_sonoma.bottle.tar.gz"),
    ("sqlite3 wells.db < levels.sql", ""),
    ("sqlite3 -column wells.db < levels.sql", "well  level\n----  -----\nmill  4.2"),
    ("ls -lh orchard.tif", "-rw-r--r-- 1 ada ada 88M orchard.tif"),
    ("wol 52:54:00:a1:b2:c3", "Waking up 52:54:00:a1:b2:c3..."),
    ("ssh mill", "ssh: connect to host mill port 22: No route to host"),
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown = []
    for at, (typed, output) in enumerate(SESSION):
        box = (10, 40 * at, 600, 40 * at + 18)
        command = Snippet(
            box, "command", "terminal", "bash", typed, (box,), title="ada@larch: ~", prompt="$ ", state="ran",
            output=output, outcome=box,
        )  # fmt: skip
        shown.append(command)
    lines = [line for typed, output in SESSION for line in (f"$ {typed}", *output.split("\n")) if line]
    with Views(written(tmp_path / "root", lines, code=shown)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("Exact line with which I packed the surveyed hedges into an archive?", "tar cJf ~/hedges.tar.xz surveyed"),
        ("gdal was missing, so what did I type to get it?", "brew install gdal"),
        ("With what line did I feed the levels to the wells database?", "sqlite3 -column wells.db < levels.sql"),
        ("The levels came out in a neat table. What exactly had I typed?", "sqlite3 -column wells.db < levels.sql"),
        ("with what did I check how big the orchard picture is", "ls -lh orchard.tif"),
        ("what was the line that woke the mill machine", "wol 52:54:00:a1:b2:c3"),
    ],
)
def test_what_was_typed_is_told_by_what_it_was_for(views: Views, question: str, typed: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert (answer.state, [claim.text for claim in answer.claims]) == ("ok", [typed])


@pytest.mark.parametrize(
    "question",
    [
        # Nothing unpacked, copied or installed any of these.
        "what did I type to unpack the hedges",
        "With which line did I copy the orchard picture to the mill?",
        "the exact command with which I installed sqlite3",
        # It was packed, but nothing so called.
        "what did I type to pack the invoices into an archive",
    ],
)
def test_what_no_command_did_was_not_typed(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state == "not_found"


def test_what_was_typed_for_nothing_is_not_recorded(views: Views) -> None:
    assert ask(views, "What exactly had I typed?", now=NOW, zone=UTC).state == "not_recorded"


def test_rows_of_programs_are_proper_ones() -> None:
    assert len(PROGRAMS) > 50
    for row in PROGRAMS:
        assert row.verbs or row.besides
        assert all(word.isalpha() and word.islower() for word in row.verbs | row.besides)
        assert not row.is_typed("")
    assert [row.names for row in PROGRAMS if "wake" in row.verbs] == [False]
