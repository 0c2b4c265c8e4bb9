"""Questions for what was in front are told from others, however they are worded, and what they name is found."""

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
from query.foreground import usage
from query.foreground.usage import Usage
from query.language import named


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        ("which site did I use the most", Usage("most", "site")),
        ("What website did we visit a ton?", Usage("most", "site")),
        ("what app did I mostly use", Usage("most", "app")),
        ("most used programs", Usage("most", "app")),
        ("my top 5 domains", Usage("most", "domain")),
        ("Which site did I visit most often?", Usage("most", "site", by_visits=True)),
        ("what program was most in front", Usage("most", "app")),
        ("on which project did I spend the most time", Usage("most", "project")),
        ("which programs did I have in front", Usage("list", "app")),
        ("what app was I on", Usage("list", "app")),
        ("which page was I on", Usage("list", "page")),
        ("Which websites did I look?", Usage("list", "site")),
        ("which document did I edit in Geany", Usage("list", "document", "Geany")),
        ("which pdf was open", Usage("list", "document", "pdf")),
        # Files are named by what is in them.
        ("which sound file did I play", Usage("list", "document", "sound")),
        ("name of the audio file I listened to", Usage("list", "document", "sound")),
        ("what picture did I look at", Usage("list", "document", "picture")),
        ("what was the photo that I opened", Usage("list", "document", "picture")),
        ("which recording did I play", Usage("list", "document", "sound")),
        ("what video was I watching", Usage("list", "document", "film")),
        ("when did I last play the bell recording", Usage("last", "", "bell recording")),
        ("which website did I sit on the longest", Usage("most", "site")),
        ("what site was I glued to the longest", Usage("most", "site")),
        ("how many times did I open the harbour docs", Usage("visits", "", "harbour docs")),
        ("How often did I go to gmail in total?", Usage("visits", "", "gmail")),
        ("how many separate visits to the ticket were there", Usage("visits", "", "ticket")),
        ("Visits to gmail in total", Usage("visits", "", "gmail")),
        ("App with most focus time", Usage("most", "app")),
        ("on which website did I stay the longest time", Usage("most", "site")),
        ("application with the most screen time", Usage("most", "app")),
        ("Timestamp of my most recent visit to github.com", Usage("last", "", "github.com")),
        ("How many times did I bring up Thunderbird", Usage("visits", "", "Thunderbird")),
        ("which site was I on the longest in the week", Usage("most", "site")),
        ("How many visits to gmail did I make?", Usage("visits", "", "gmail")),
        ("when did I fill in the purchase request", Usage("when", "", "purchase request")),
        ("how long was I in the terminal", Usage("time", "", "terminal")),
        # What is done needs no program to be named.
        ("how long was I coding", Usage("time", "", "editor")),
        ("how much time did I spend browsing the web", Usage("time", "", "browser")),
        ("how often did I browse the web", Usage("visits", "", "browser")),
        ("how much time did I spend writing emails", Usage("time", "", "mail")),
        ("how much time did I spend coding in Kate", Usage("time", "", "coding Kate")),
        ("for how many seconds in total was Geany the front window", Usage("time", "", "Geany")),
        ("how long was the spreadsheet in front in seconds", Usage("time", "", "spreadsheet")),
        ("total seconds in front on example.org", Usage("time", "", "example.org")),
        ("check list of apps I used", Usage("list", "app")),
        ("total minutes on docs.example.org", Usage("time", "", "docs.example.org")),
        ("How many minutes was Geany the active window?", Usage("time", "", "Geany")),
        ("App with the longest time in front", Usage("most", "app")),
        ("how many different sites did I visit", Usage("number", "site")),
        ("How many programs did I use?", Usage("number", "app")),
        ("number of distinct websites visited", Usage("number", "site")),
        ("how many different manual pages of git did I open", Usage("number", "page", "manual git")),
        ("How many visits to the punch list site did I make?", Usage("visits", "", "punch list site")),
        ("when was the last time I worked on the nightly script", Usage("last", "", "nightly script")),
        ("how much time did I spend on GitHub", Usage("time", "", "GitHub")),
        ("how long did I have Slack open", Usage("time", "", "Slack")),
        ("when did I last visit example.org?", Usage("last", "", "example.org")),
        ("last time i looked at slack?", Usage("last", "", "slack")),
        ("When was the last time I had the harbour docs open?", Usage("last", "", "harbour docs")),
        ("when did I first use Gnumeric", Usage("first", "", "Gnumeric")),
        ("on which day did I use the pdf viewer?", Usage("when", "", "pdf viewer")),
        ("when did I edit “cutover.txt”", Usage("when", "", "cutover.txt")),
        ("what was I doing", Usage("doing")),
        ("What was on my screen?", Usage("doing")),
        ("my longest focus session", Usage("longest")),
        ("what was the longest stretch in Geany", Usage("longest", "", "Geany")),
    ],
)
def test_question_for_use_is_understood(rest: str, wanted: Usage) -> None:
    assert usage.read(rest) == wanted


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "which site had the most errors?",
        "who is the assignee of DOCK-418?",
        "which vendor did I enter on the purchase request?",
        "what did Amira change the batch size to",
        "which commit message did I use",
        "how many versions of the berth query did I run?",
        "when is the ticket due",
        "when did I first see gate_event?",
        "what page number was it on",
        "what document number did the letter have",
        "how long is the tunnel",
        "how often does the cron job run",
        "what is the most expensive item on the page",
        "which tab bar colour is it",
        "when did the ticket have to be finished",
        "what was the error when I opened the app",
        "how many boxes did I tick on the page",
        "how many pages does the report have",
        "how many files were in the folder that I opened",
        "how many minutes on the treadmill",
        "how long does example.org keep a log",
        "how many files were opened by the script",
        "which script did I run last",
        "which interval in seconds did I use in beats.rs",
        "what lag in seconds did I see on Grafana",
        # What one took, decided on, or is shown by others, was in front of nobody.
        "how many photos did I take of the roof",
        "which song did we decide on for the wedding",
        "which film is on at the cinema",
        "when does the band play",
        "which watch did I order",
    ],
)
def test_other_questions_are_left_to_others(rest: str) -> None:
    assert usage.read(rest) is None


SUBJECTS = [
    (1, Subject("Chromium", "browser", site="mail.google.com", domain="google.com", page="Inbox - ana@x.org - Gmail")),
    (2, Subject("Chromium", "browser", site="postgresql.org", domain="postgresql.org", page="SELECT")),
    (3, Subject("Chromium", "browser", site="app.slack.com", domain="slack.com", page="dev (Channel) - Slack")),
    (4, Subject("Chromium", "browser", site="tide.atlassian.net", page="[DOCK-418] Duplicates - Jira")),
    (5, Subject("Geany", "editor", "report.sql", "dockyard")),
    (6, Subject("Zathura", "PDF viewer", "tides.pdf")),
    (7, Subject("xterm", "terminal", "", "dockyard")),
    (8, Subject("Chromium", "browser", page="Slack", site="docs.example.org")),
    (9, Subject("Gimp3", "image editor")),
    (10, Subject("LibreOffice", "office", "loads.ods")),
    (11, Subject("LibreOffice", "office", "letter.odt")),
    (12, Subject("Chromium", "browser", site="punchlist.acme.example", page="Defects")),
    (13, Subject("Chromium", "browser", site="punch.example.org", page="Punch, by Ada")),
    (14, Subject("Falkon", "browser", site="book.sealark.example", page="Sealark Ferries")),
    (15, Subject("Falkon", "browser", site="book.sealark.example", page="My booking")),
    (16, Subject("VLC media player", "media player", "bells-1.wav")),
    (17, Subject("Gwenview", "picture viewer", "roof.JPG")),
]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file of views with subjects."""
    with closing(database.open_for_writing(tmp_path / "facts.db", (ACTIVITY,), "")) as made:
        tables = Tables(made)
        for number, subject in SUBJECTS:
            assert tables.memory(subjects.Numbers).of(subject) == number
        yield tables.db


@pytest.mark.parametrize(
    ("words", "kind", "numbers"),
    [
        ("Gmail", "page", {1}),
        ("PostgreSQL docs", "site", {2}),
        ("slack", "site", {3}),
        ("Jira ticket", "page", {4}),
        ("DOCK-418", "page", {4}),
        ("geany", "app", {5}),
        ("gimp", "app", {9}),
        ("report.sql", "document", {5}),
        ("dockyard", "project", {5, 7}),
        ("pdf viewer", "category", {6}),
        ("command line", "category", {7}),
        ("docs.example.org", "site", {8}),
        ("Chromium", "app", {1, 2, 3, 4, 8, 12, 13}),
        ("LibreOffice", "app", {10, 11}),
        ("LibreOffice Calc", "app", {10}),
        # Two words may be one in an address; a sheet of calculation is called a table.
        ("punch list site", "site", {12}),
        ("load table", "document", {10}),
        # Whose it is, no title says.
        ("company slack", "site", {3}),
        # A site is all of its pages, whichever of them is called so.
        ("ferry site", "site", {14, 15}),
        ("duplicates site", "page", {4}),
        ("website of Sealark Ferries", "site", {14, 15}),
        ("Sealark Ferries", "page", {14}),
        ("photo of the roof", "document", {17}),
        ("media player", "category", {16}),
        ("image viewer", "category", {17}),
    ],
)
def test_things_are_found_by_what_people_call_them(
    db: sqlite3.Connection, words: str, kind: str, numbers: set[int]
) -> None:
    found = named.resolve(db, words)
    assert found is not None
    assert (found.kind, set(found.subjects)) == (kind, numbers)


@pytest.mark.parametrize(
    "words",
    [
        "Photoshop",
        "stackoverflow.com",
        "the",
        "",
        "DOCK-977",
        "slack.example",
        "Gmail of Priya",
        "OpenOffice Calc",
        "LibreOffice Impress",
        "list punch",
        "letter table",
    ],
)
def test_what_was_never_in_front_has_no_name(db: sqlite3.Connection, words: str) -> None:
    assert named.resolve(db, words) is None


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("/Applications/iTerm.app/iTerm2", "iTerm2 iTerm"),
        (r"C:\bin\code.exe", "code.exe code.exe"),
        ("kitty", "kitty kitty"),
    ],
)
def test_program_is_called_by_its_file_with_its_number_and_without(path: str, called: str) -> None:
    assert named.programs(path) == called


def test_documents_are_found_by_their_sort(db: sqlite3.Connection) -> None:
    assert named.of_documents(db, "pdf") == {6}
    assert named.of_documents(db, "sound") == {16}
    assert named.of_documents(db, "picture") == {17}
    assert named.of_documents(db, "letter") == frozenset()


@pytest.mark.parametrize(
    ("pieces", "numbers"),
    [
        (["gimp"], {9}),
        (["GIMP", "editor"], {9}),
        (["gimp", "browser"], set()),
        # Of no piece all.
        ([], {number for number, _ in SUBJECTS}),
        # From one subject into the next no piece reaches.
        (["ods libreoffice"], set()),
    ],
)
def test_subjects_hold_all_of_some_pieces(db: sqlite3.Connection, pieces: list[str], numbers: set[int]) -> None:
    assert {number for number, _ in subjects.holding(db, pieces)} == numbers


def test_subjects_hold_any_of_some_pieces_whatever_the_accents(db: sqlite3.Connection) -> None:
    assert {number for number, _ in subjects.holding_any(db, ["gímp", "gwen"])} == {9, 17}
    assert not subjects.holding_any(db, [])
