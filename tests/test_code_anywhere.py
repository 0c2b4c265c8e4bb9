"""Tests for code and errors in programs nobody tuned for: other editors in terminals, other shells, other languages."""

from __future__ import annotations

import pytest

from processors.language import Classifier
from tests.test_code import editor, in_editor, span, terminal, typed

SCRIPT = '#!/bin/sh\nset -eu\nfor hive in north south; do\n  weigh "$hive" >> hives.csv\ndone'


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier()


@pytest.mark.parametrize(
    "title", ["weigh.sh (~/bees) - VIM", "weigh.sh + (~/bees) - NVIM", "weigh.sh - GNU Emacs at hut"]
)
def test_editor_in_a_terminal_is_known_by_the_end_of_its_title(classifier: Classifier, title: str) -> None:
    [found] = terminal(f"{SCRIPT}\n\n\n\n", classifier, title)
    assert (found.text, found.name, found.language) == (SCRIPT, "weigh.sh", "bash")


@pytest.mark.parametrize(
    "screen",
    [
        f'{SCRIPT}\n\n\n\n"weigh.sh" 5L, 84B written',
        f'{SCRIPT}\n\n\n\n"weigh.sh" [New] 5L, 84B written',
        f"GNU nano 7.2                    weigh.sh\n\n{SCRIPT}\n\n\n^G Help      ^O Write Out  ^W Where Is",
    ],
)
def test_editor_in_a_terminal_is_known_by_what_it_tells_of_the_file(classifier: Classifier, screen: str) -> None:
    [found] = terminal(screen, classifier, "bea@hut: ~/bees")
    assert (found.text, found.name, found.language) == (SCRIPT, "weigh.sh", "bash")


def test_output_that_fills_a_terminal_is_no_file(classifier: Classifier) -> None:
    assert terminal('hive north 31 kg\nhive south 28 kg\n"north" is the heavier one', classifier, "bea@hut: ~") == []


def test_title_of_an_editor_as_wide_as_its_text_and_its_tabs_are_no_part_of_a_note(classifier: Classifier) -> None:
    title = "honey.md (~/bees)"
    note = "Honey of the year\n\n- north: 31 kg, dark\n- south: 28 kg, it is lighter"
    tabs = (span("honey.md", 0, -1), span("frames.txt ×", 12, -1))
    found = in_editor((span(title, 30, -3), *tabs, *typed(note)), classifier, title)
    assert [each.text for each in found] == ["Honey of the year", "- north: 31 kg, dark\n- south: 28 kg, it is lighter"]


def test_list_of_files_in_a_note_is_no_tabs(classifier: Classifier) -> None:
    note = "frames.txt hives.csv\nboth go to Ines by the end of the week"
    [found] = editor(note, classifier, "honey.md - Notes")
    assert found.text == note


def test_traceback_ends_in_what_was_raised_whatever_it_is_called(classifier: Classifier) -> None:
    text = (
        "bea@hut:~$ python weigh.py\nTraceback (most recent call last):\n"
        '  File "/home/bea/weigh.py", line 7, in <module>\n    scale.read()\n'
        "beehive.scales.ScaleAsleep: no answer on port 4\nbea@hut:~$ ls\nweigh.py\nbea@hut:~$"
    )
    command, traceback, listing = terminal(text, classifier, "bea@hut: ~")
    assert (command.state, command.error) == ("failed", "beehive.scales.ScaleAsleep: no answer on port 4")
    assert (traceback.form, traceback.symbol) == ("traceback", "beehive.scales.ScaleAsleep")
    assert listing.state == "ran"


@pytest.mark.parametrize(
    ("printed", "error"),
    [
        ("Error in mean.hive(x, 3) : argument is missing", "Error in mean.hive(x, 3) : argument is missing"),
        (
            "Error in read.table(file) :\n  more columns than column names\nExecution halted",
            "Error in read.table(file) :\n  more columns than column names",
        ),
        ("ssh: connect to host shed port 22: No route to host", "ssh: connect to host shed port 22: No route to host"),
        ("cp: hives.csv: Read-only file system\ndone", "cp: hives.csv: Read-only file system"),
        ("31 kg in all\nno error in the sum of it", ""),
    ],
)
def test_error_is_known_by_how_systems_and_languages_tell_it(classifier: Classifier, printed: str, error: str) -> None:
    [found] = terminal(f"bea@hut:~$ weigh --all\n{printed}\nbea@hut:~$", classifier, "bea@hut: ~")
    assert (found.state, found.error) == ("failed" if error else "ran", error)


@pytest.mark.parametrize(
    ("printed", "error"),
    [
        ("The system cannot find the file specified.", "The system cannot find the file specified."),
        ("System error 67 has occurred.", "System error 67 has occurred."),
        ("Invalid drive specification", "Invalid drive specification"),
        ("Invalid path\n0 File(s) copied", "Invalid path"),
        ("The network name cannot be found.", "The network name cannot be found."),
        ("The command completed successfully.", ""),
    ],
)
def test_error_of_a_command_of_windows_is_known(classifier: Classifier, printed: str, error: str) -> None:
    [found] = terminal(f"D:\\bees>copy hives.csv Z:\n{printed}\nD:\\bees>", classifier, "Command Prompt")
    assert (found.text, found.error) == ("copy hives.csv Z:", error)
