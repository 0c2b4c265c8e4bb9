"""What people say they did is found by what is typed for it; what they say of other things is no command."""

from __future__ import annotations

import pytest

from query.language.typed import told_by


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("how did i import the august readings", "sqlite3 meters.db '.import august.csv reading'"),
        ("how did we load the csv into the database", "psql shop -c '\\copy orders from orders.csv'"),
        ("what did i type to make the script executable", "chmod +x photos.sh"),
        ("which command put my changes aside", "git stash -u"),
        ("how did i get the stashed changes back", "git stash pop"),
        ("which command printed the result as a neat table", "sqlite3 -box meters.db < meters.sql"),
        ("command i used to check that it compiles", "python3 -m py_compile loader.py"),
        ("how did i restart the printer service", "sudo systemctl restart cups"),
        ("what did i run to follow the log", "tail -f night.log"),
        ("which command compared the two files: what was the difference", "diff old.txt new.txt"),
        ("how did i back up the database", "pg_dump shop > shop.sql"),
        ("what did i type to set the environment variable", "export LANG=C"),
        ("which command showed the running processes", "ps aux"),
        ("which command did i use to label the release", "git tag -a v1.2.0 -m May"),
        ("what did i type to see the statistics of the changed files", "git diff --stat HEAD~2"),
        ("command that gave me the result in a box", "sqlite3 -box meters.db < meters.sql"),
        ("i imported the august readings with one line", "sqlite3 meters.db '.import august.csv reading'"),
        ("how did i create the virtual environment", "python3 -m venv .venv"),
    ],
)
def test_what_was_done_is_told_by_what_is_typed_for_it(question: str, command: str) -> None:
    assert any(doing.is_done_by(command) for doing in told_by(question))


@pytest.mark.parametrize(
    "question",
    [
        "which file did i read about the log",
        "who checked the service",
        "where did i see the list of files",
        "when did the server start",
    ],
)
def test_what_is_said_of_anything_is_no_command_where_none_is_asked_for(question: str) -> None:
    assert told_by(question) == []
