"""Mail and chats in a browser count as such, like programs for it; a calendar beside them, or an article, does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from projections import database, subjects
from projections.activity import ACTIVITY
from projections.subjects import Subject
from projections.tables import Tables
from query.language import named

BROWSED = (
    Subject(app="Thunderbird", category="mail", page="Inbox - Mozilla Thunderbird"),
    Subject(app="Firefox", category="browser", site="mail.orchard.example", page="Inbox (2) - Orchard Mail"),
    Subject(app="Firefox", category="browser", page="Re: ladders - ada@orchard.example - Gmail"),
    Subject(app="Edge", category="browser", site="outlook.office.com", page="Mail - Ada Lind - Outlook"),
    Subject(app="Edge", category="browser", site="outlook.office.com", page="Calendar - Ada Lind - Outlook"),
    Subject(app="Firefox", category="browser", site="orchard.example", page="How letters became mail | The Orchard"),
    Subject(app="Kate", category="editor", page="mail.txt - Kate", document="mail.txt"),
    Subject(app="Chromium", category="browser", site="app.slack.com", page="pickers (Channel) - Orchard - Slack"),
    Subject(app="Element", category="chat", page="Element | Pickers"),
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file of views with these subjects, numbered from 1."""
    with closing(database.open_for_writing(tmp_path / "facts.db", (ACTIVITY,), "")) as made:
        tables = Tables(made)
        for subject in BROWSED:
            tables.memory(subjects.Numbers).of(subject)
        yield tables.db


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("my mail", ["Inbox", "Inbox (2)", "Re: ladders", "Mail - Ada"]),
        ("email", ["Inbox", "Inbox (2)", "Re: ladders", "Mail - Ada"]),
        ("the mail program", ["Inbox - Mozilla"]),
        ("chat", ["pickers", "Element"]),
    ],
)
def test_what_is_done_is_found_in_programs_and_on_pages(db: sqlite3.Connection, words: str, pages: list[str]) -> None:
    found = named.resolve(db, words.removeprefix("my ").removeprefix("the "))
    assert found is not None
    shown = [subject.page for number, subject in subjects.holding(db, [""]) if number in found.subjects]
    assert len(shown) == len(pages)
    assert all(page.startswith(start) for page, start in zip(shown, pages, strict=True))


def test_inbox_that_no_title_names_is_where_mail_is(tmp_path: Path) -> None:
    with closing(database.open_for_writing(tmp_path / "facts.db", (ACTIVITY,), "")) as made:
        tables = Tables(made)
        tables.memory(subjects.Numbers).of(BROWSED[3])
        found = named.resolve(tables.db, "inbox")
    assert found is not None
    assert found.subjects == {1}
