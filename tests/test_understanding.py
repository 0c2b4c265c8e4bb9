"""The table of artifacts in docs/understanding.md names processors, tables and coverage that there are, all of them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from processors import registry, verbs
from projections import catalogue

PAGE = Path(__file__).resolve().parent.parent / "docs" / "understanding.md"
NAME = re.compile(r"`([^`]+)`")


def rows() -> list[list[str]]:
    """The cells of the table of artifacts, its head left out."""
    table = PAGE.read_text("utf-8").partition("| artifact | processor |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.fixture(scope="module")
def tables() -> frozenset[str]:
    """The tables of all views, as SQLite makes them, and the views that are no tables."""
    with closing(sqlite3.connect(":memory:")) as db:
        for projection in catalogue.IN_FACTS_DB:
            db.executescript(projection.schema)
        made = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return frozenset({*made, catalogue.LOCATOR})


def test_every_artifact_has_a_table_or_index(tables: frozenset[str]) -> None:
    assert len(rows()) > 15
    for artifact, _, kept, _ in rows():
        names = NAME.findall(kept)
        assert names, artifact
        assert set(names) <= tables, artifact


def test_every_artifact_has_a_processor_with_coverage_or_follows_from_records() -> None:
    assert len(rows()) > 15
    for artifact, processor, _, covered in rows():
        made, told = NAME.findall(processor), NAME.findall(covered)
        assert made == told, artifact
        assert set(made) <= set(registry.NAMES), artifact
        assert made or processor == "–", artifact


def test_every_processor_has_an_artifact() -> None:
    assert {name for row in rows() for name in NAME.findall(row[1])} == set(registry.NAMES)


def test_help_names_every_processor() -> None:
    assert verbs.PROCESSORS.partition(";")[0] == ", ".join(registry.NAMES)
