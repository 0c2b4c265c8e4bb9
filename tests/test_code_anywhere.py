"""Tests for code and errors in programs nobody tuned for: other editors in terminals, other shells, other languages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger.facts import Window
from processors import consoles
from processors import typed as typed_as
from processors.code import snippets
from processors.findings import Subject
from processors.language import Classifier, file_of, of_file
from tests.test_code import LEADING, LEFT, PITCH, TOP, editor, in_editor, span, subject, terminal, typed

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


NUMBERED = "  1 local fan = 3\n  2\n  3 while cold() do\n  4   heat(fan)\n  5 end"


@pytest.mark.parametrize(
    "below",
    [
        "  \n\nNORMAL   hive.lua                      lua\n:w",
        "\n\n INS  hive.lua  [+]                    1 sel  5:4",
        "\n\n~\n~\n",
    ],
)
def test_what_stands_below_the_numbered_lines_of_a_file_is_none_of_it(classifier: Classifier, below: str) -> None:
    found = editor(NUMBERED + below, classifier, "hive.lua - Geany")
    assert [each.text for each in found] == ["local fan = 3", "while cold() do\n  heat(fan)\nend"]
    assert {(each.name, each.language, each.cut) for each in found} == {("hive.lua", "lua", False)}


def test_line_that_wraps_behind_the_last_number_is_of_the_file(classifier: Classifier) -> None:
    text = NUMBERED + "\n  6 log('the frames of the north hive are full',\n    'and those of the south hive are not')"
    found = editor(text, classifier, "hive.lua - Geany")
    assert found[-1].text.endswith("full',\n'and those of the south hive are not')")


def test_line_numbers_that_count_from_the_cursor_are_no_code(classifier: Classifier) -> None:
    text = "  3 using Bees\n  2\n  1 for h in hives\n4     weigh(h)\n  1   feed(h)\n  2 end\n  3 println(hives)"
    found = editor(text, classifier, "weigh.jl - Geany")
    assert [each.text for each in found] == ["using Bees", "for h in hives\n  weigh(h)\n  feed(h)\nend\nprintln(hives)"]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("emacs weigh.sh", "-UUU:----F1  weigh.sh       All   L4     (Shell-script[sh])\nWrote /home/bea/weigh.sh"),
        ("micro weigh.sh", "weigh.sh (4,1) | ft:shell | unix | utf-8     Alt-g: bindings, Ctrl-g: help"),
        ("nano weigh.sh", "[ Wrote 5 lines ]\n^G Help      ^O Write Out\n^X Exit      ^R Read File"),
        ("weigh.sh (~/bees) - NVIM", "VISUAL  main  weigh.sh  utf-8  sh  80%  4:1"),
    ],
)
def test_editors_in_terminals_tell_of_themselves_below_the_file(classifier: Classifier, title: str, below: str) -> None:
    [found] = terminal(f"{SCRIPT}\n\n\n\n{below}", classifier, title)
    assert (found.text, found.name) == (SCRIPT, "weigh.sh")


def test_bar_of_a_multiplexer_is_no_output(classifier: Classifier) -> None:
    text = (
        '~/bees > weigh north\n31 kg, dark honey\n~/bees > \n\n[hives] 0:zsh* 1:nvim-           "hut" 10:42 03-May-27'
    )
    [found] = terminal(text, classifier, "bees")
    assert (found.text, found.prompt, found.output) == ("weigh north", "~/bees >", "31 kg, dark honey")


def test_prompt_at_the_right_rim_is_no_part_of_a_command(classifier: Classifier) -> None:
    width = (1200 - LEFT) // PITCH
    first = "bea@hut ~/bees % weigh --all north".ljust(width - 9) + "10:42:07"
    [found] = terminal(f"{first}\n31 kg, dark honey\nbea@hut ~/bees % ", classifier, "bees")
    assert found.text == "weigh --all north"


def test_notice_that_lies_over_a_terminal_is_no_part_of_it(classifier: Classifier) -> None:
    text = "bea@hut:~/bees$ weigh --all north\n31 kg of dark honey\n28 kg of light honey\nbea@hut:~/bees$"
    notice = []
    for row, (said, steps) in enumerate(
        (("Battery is low", (0, 51, 64)), ("plug it in at the shed", (0, 29, 38, 51, 66, 88)))
    ):
        left = [800 + step for step in steps]
        words = tuple((x, x + 6 * len(word)) for x, word in zip(left, said.split(), strict=True))
        box = (798, TOP + row * LEADING, words[-1][1] + 2, TOP + (row + 1) * LEADING)
        notice.append(replace(span(said, 0, row, 900 + row), box=box, words=words))
    there = subject(text, "/usr/bin/xterm", "bees", more=notice)
    [found] = snippets(there, classifier)
    assert (found.text, found.output) == ("weigh --all north", "31 kg of dark honey\n28 kg of light honey")


@pytest.mark.parametrize(
    "output",
    [
        ["north.lua:3: is what it runs", "lua: north.lua:3: the scale is taken by 'queen'", "stack traceback:"],
        ["at work", "ReferenceError: scale is not defined", "    at north.js:3:20"],
        ["Uncaught TypeError: hive is null"],
        [
            "read.ps1 : The scale is used by another program",
            "    + CategoryInfo   : ResourceBusy: [read.ps1], IOException",
        ],
    ],
)
def test_errors_of_interpreters_are_known_by_what_they_name(output: list[str]) -> None:
    assert consoles.error_of(output) in output
    assert any(word in consoles.error_of(output) for word in ("taken", "defined", "null", "used"))


@pytest.mark.parametrize(
    ("read", "language", "meant"),
    [
        ("wait(45O, hive) -- 3O s", "lua", "wait(450, hive) -- 3O s"),
        ("kilos = 1O.5O\nlot = 'N-33O'", "python", "kilos = 10.50\nlot = 'N-33O'"),
        ("SELECT 2OO AS kilos", "sql", "SELECT 200 AS kilos"),
        ("cp hives-2O31-O5-O9.csv old", "bash", "cp hives-2031-05-09.csv old"),
        ("10:O5 weigh LOT-3316O, box 44O", "", "10:05 weigh LOT-3316O, box 44O"),
        ("gcc -O2 -O3 hive.c", "bash", "gcc -O2 -O3 hive.c"),
        ("rinse(H2O, A1O)", "lua", "rinse(H2O, A1O)"),
    ],
)
def test_letter_among_digits_is_a_zero_where_no_name_can_stand(read: str, language: str, meant: str) -> None:
    assert typed_as.digits(read, language) == meant


@pytest.mark.parametrize(("name", "language"), [("hive.jl", "julia"), ("hive.hs", "haskell"), ("hive.ex", "elixir")])
def test_languages_are_told_by_the_names_of_files(name: str, language: str) -> None:
    assert (file_of(f"{name} - Kate"), of_file(name)) == (name, language)


QUERY = "SELECT hive, summe(kg)\nFROM scale\nGROUP BY hive;"


@pytest.mark.parametrize(
    "said",
    ["Q-12: there is no function summe(real) (line 1, column 14)", 'ERROR: function "summe" does not exist at line 1'],
)
def test_error_that_a_client_tells_below_a_statement_is_of_it(classifier: Classifier, said: str) -> None:
    [found] = in_editor((*typed(QUERY), span(said, 0, 30)), classifier, "honey.sql - Geany")
    assert (found.text, found.state, found.error) == (QUERY, "failed", said)
    assert found.outcome is not None


@pytest.mark.parametrize("said", ["Line 3, Column 14", "3 rows in 12 ms", "Ln 3, Col 14 UTF-8 Spaces: 4"])
def test_bar_that_tells_where_the_cursor_is_is_no_error(classifier: Classifier, said: str) -> None:
    [found] = in_editor((*typed(QUERY), span(said, 0, 30)), classifier, "honey.sql - Geany")
    assert (found.state, found.error) == ("", "")


def test_paragraph_that_goes_on_under_another_window_is_cut(classifier: Classifier) -> None:
    text = "#!/bin/sh\nset -eu\n\nweigh north --all >> frames.txt\nweigh south --all >> frames.txt\nweigh queen"
    at = TOP + 5 * LEADING
    back = Window((100, 60, 1200, 900), "weigh.sh - Geany", "", "/usr/bin/geany", category="editor")
    front = Window((90, at, 1300, 950), "Docs", "", "/usr/bin/chromium", focused=True, category="browser")
    found = snippets(Subject("f", size=(1600, 1000), spans=typed(text), windows=(front, back)), classifier)
    assert [(each.text, each.cut) for each in found if each.where == "editor"] == [
        ("#!/bin/sh\nset -eu", False),
        ("weigh north --all >> frames.txt\nweigh south --all >> frames.txt", True),
    ]


@pytest.mark.parametrize(
    "bar",
    [
        "File Edit Options Buffers Tools Sh-Script Help",
        "File Edit View Navigate Code Refactor Run Tools VCS Window Help",
    ],
)
def test_menus_of_any_editor_are_no_line_of_a_file(classifier: Classifier, bar: str) -> None:
    found = in_editor((span(bar, 0, -2), *typed(SCRIPT)), classifier, "weigh.sh - Editor")
    assert [each.text for each in found] == [SCRIPT]


def test_commands_in_the_terminal_below_the_code_of_an_editor_are_told(classifier: Classifier) -> None:
    below = (
        "PROBLEMS  OUTPUT  TERMINAL\nbea@hut:~/bees$ lua hive.lua --all north\nlua: hive.lua:3: cold is nil\n"
        "bea@hut:~/bees$ git commit -m 'Heat the hives'\n[main 71be02d] Heat the hives\nbea@hut:~/bees$"
    )
    found = editor(f"{NUMBERED}\n\n\n\n\n{below}", classifier, "hive.lua - bees - Geany")
    assert [each.text for each in found if each.form == "block"] == [
        "local fan = 3",
        "while cold() do\n  heat(fan)\nend",
    ]
    commands = [(each.text, each.state, each.where) for each in found if each.form == "command"]
    assert commands == [
        ("lua hive.lua --all north", "failed", "terminal"),
        ("git commit -m 'Heat the hives'", "ran", "terminal"),
    ]


@pytest.mark.parametrize(
    "prompt", ["~/bees on main [!?]\n> ", "bea@HUT MINGW64 ~/bees (main)\n$ ", "hut% ", "A ~/bees main "]
)
def test_commands_in_that_terminal_are_told_under_any_prompt(classifier: Classifier, prompt: str) -> None:
    below = (
        f"PROBLEMS  OUTPUT  TERMINAL\n{prompt}lua hive.lua --all north\n31 kg of honey in all\n"
        f"{prompt}git commit -m 'Heat the hives'\n[main 71be02d] Heat the hives\n{prompt}"
    ).rstrip()
    found = editor(f"{NUMBERED}\n\n\n\n\n{below}", classifier, "hive.lua - bees - Geany")
    assert [each.text for each in found if each.form == "block"] == [
        "local fan = 3",
        "while cold() do\n  heat(fan)\nend",
    ]
    assert [(each.text, each.output) for each in found if each.form == "command"] == [
        ("lua hive.lua --all north", "31 kg of honey in all"),
        ("git commit -m 'Heat the hives'", "[main 71be02d] Heat the hives"),
    ]


def test_lines_of_a_script_that_look_like_prompts_are_no_commands(classifier: Classifier) -> None:
    text = "  1 # how it is run\n  2\n  3 $ weigh north\n  4 31 kg of honey\n  5 $ weigh south"
    assert all(each.form == "block" for each in editor(text, classifier, "honey.md - Geany"))
