"""Prompts that a screen shows itself: of two lines, and of a shell that its owner has dressed; output is never one."""

from __future__ import annotations

import pytest

from processors import consoles, rows
from tests.test_code import typed

Command = tuple[str, str, list[str]]

TWO_LINES = {
    "kali": (
        (
            "--(ana bench)-[~/assay]\n  $ ls\nnotes.txt\n--(ana bench)-[~/assay]\n`-$ cat notes.txt\ndilute twice\n"
            "--(ana bench)-[~/assay]\n  $"
        ),
        [
            ("--(ana bench)-[~/assay] $", "ls", ["notes.txt"]),
            ("--(ana bench)-[~/assay] `-$", "cat notes.txt", ["dilute twice"]),
            ("--(ana bench)-[~/assay] $", "", []),
        ],
    ),
    "folder and branch": (
        (
            "~/src/assay on main [!?] via v3.12.1\n> git status --short\n M plate.py\n?? notes.txt\n"
            "~/src/assay on main [!?] via v3.12.1\n> python plate.py\n96 wells\n~/src/assay on main [!?]"
        ),
        [
            ("~/src/assay on main [!?] via v3.12.1 >", "git status --short", [" M plate.py", "?? notes.txt"]),
            ("~/src/assay on main [!?] via v3.12.1 >", "python plate.py", ["96 wells"]),
        ],
    ),
    "sign that was not read": (
        "~/src/assay main*\n  make test\n12 passed\n~/src/assay main* 5s\n  ls\nMakefile\n~/src/assay main*",
        [("~/src/assay main*", "make test", ["12 passed"]), ("~/src/assay main* 5s", "ls", ["Makefile"])],
    ),
    "sign that is known": (
        (
            "ana@BENCH MINGW64 ~/assay (main)\n$ git push\nEverything up-to-date\nana@BENCH MINGW64 ~/assay (main)\n"
            "$ make\ncc plate.c\nana@BENCH MINGW64 ~/assay (main)\n$"
        ),
        [
            ("ana@BENCH MINGW64 ~/assay (main) $", "git push", ["Everything up-to-date"]),
            ("ana@BENCH MINGW64 ~/assay (main) $", "make", ["cc plate.c"]),
            ("ana@BENCH MINGW64 ~/assay (main) $", "", []),
        ],
    ),
    "clock at the rim": (
        "~/assay main               10:21\n> make\ndone\n~/assay main               10:22\n> ls\nplate.c",
        [("~/assay main >", "make", ["done"]), ("~/assay main >", "ls", ["plate.c"])],
    ),
    "another program in it": (
        "~/assay main\n> python\n>>> 8 * 12\n96\n>>> exit()\n~/assay main\n> ls\nplate.c\n~/assay main\n>",
        [
            ("~/assay main >", "python", []),
            (">>>", "8 * 12", ["96"]),
            (">>>", "exit()", []),
            ("~/assay main >", "ls", ["plate.c"]),
            ("~/assay main >", "", []),
        ],
    ),
}
ONE_LINE = {
    "zsh": (
        "bench% ls\nplate.c\nbench% ./plate\n96\nbench%",
        [("bench%", "ls", ["plate.c"]), ("bench%", "./plate", ["96"])],
    ),
    "zsh, half typed": ("bench% ls\nplate.c\nbench% ./pl", [("bench%", "ls", ["plate.c"]), ("bench%", "./pl", [])]),
    "root": ("bench# whoami\nroot\nbench#", [("bench#", "whoami", ["root"])]),
    "bash by its version": ("bash-5.2$ ls\nplate.c\nbash-5.2$", [("bash-5.2$", "ls", ["plate.c"])]),
    "arrow, folder and branch": (
        "→ assay git:(main) x make\ncc plate.c\n→ assay git:(main) x",
        [("→ assay git:(main) x", "make", ["cc plate.c"])],
    ),
    "folder and branch without a sign": (
        "A ~/assay main* make\ncc plate.c\nA ~/assay main*",
        [("A ~/assay main*", "make", ["cc plate.c"])],
    ),
}
OUTPUT = {
    "pwd": "$ pwd\n~/assay\n$ cd ..\n$ pwd\n~\n$",
    "eslint": (
        "ana@bench:~/assay$ npx eslint .\n/home/ana/assay/a.js\n  1:10  error  unused\n/home/ana/assay/b.js\n"
        "  3:1  error  unused\nana@bench:~/assay$"
    ),
    "traced": "$ sh -x make.sh\n+ cd /tmp\n+ rm old\n+ cd /home\n+ make\n$",
    "disks": "$ df\n/dev/sda1 100G 20G\n/dev/sdb1 200G 50G\ntmpfs 2G 0\n$",
    "percent": "$ ./load\n50% done\n100% done\n$",
}


def told(text: str) -> list[Command]:
    """Return the prompts of a terminal that shows this text, with what was typed there and what came of it."""
    spans = typed(text)
    sheet = rows.sheet(spans, rows.pitch_of(spans) or 9)
    assert sheet is not None
    return [(each.prompt, each.text, each.output) for each in consoles.entries(sheet, 1200)]


@pytest.mark.parametrize("name", TWO_LINES)
def test_first_line_of_a_prompt_is_no_output(name: str) -> None:
    text, commands = TWO_LINES[name]
    assert told(text) == commands


@pytest.mark.parametrize("name", ONE_LINE)
def test_prompt_is_known_by_coming_back(name: str) -> None:
    text, commands = ONE_LINE[name]
    assert [each for each in told(text) if each[1]] == commands


@pytest.mark.parametrize("name", OUTPUT)
def test_output_that_looks_like_a_prompt_is_none(name: str) -> None:
    text = OUTPUT[name]
    sign = text.split(" ", 1)[0]
    typed_there = [line[len(sign) :].strip() for line in text.split("\n") if line.startswith(sign)]
    assert [(prompt, command) for prompt, command, _ in told(text)] == [(sign, command) for command in typed_there]


def test_prompt_that_is_shown_once_is_not_guessed() -> None:
    assert told("~/assay main\n  make\ncc plate.c\ndone") == []
    assert told("~/assay main >\nall is well") == []


@pytest.mark.parametrize(
    ("line", "prompt", "command"),
    [
        ("iex(3)> Enum.sum(counts)", "iex(3)>", "Enum.sum(counts)"),
        ("ghci> sum counts", "ghci>", "sum counts"),
        ("Prelude Data.List> sort counts", "Prelude Data.List>", "sort counts"),
        ("scala> counts.sum", "scala>", "counts.sum"),
        ("octave:12> sum (counts)", "octave:12>", "sum (counts)"),
        ("D SELECT sum(wells) FROM plate;", "D", "SELECT sum(wells) FROM plate;"),
        ("127.0.0.1:6379> GET plate:7", "127.0.0.1:6379>", "GET plate:7"),
        ("(gdb) break fill", "(gdb)", "break fill"),
    ],
)
def test_prompts_of_programs_are_known_at_once(line: str, prompt: str, command: str) -> None:
    assert told(f"{line}\n96 wells are told here") == [(prompt, command, ["96 wells are told here"])]


def test_letter_before_a_sentence_is_no_prompt() -> None:
    assert told("D is the fourth of the wells\nand E the fifth") == []


MOVED = {
    "to another folder": (
        (
            "--(ana bench)-[~/assay]\n`-$ ls\nplate.c\n--(ana bench)-[~/assay]\n`-$ cd /tmp\n--(ana bench)-[/tmp]\n"
            "`-$ make\ncc plate.c\n--(ana bench)-[/tmp]\n`-$"
        ),
        ["ls", "cd /tmp", "make", ""],
    ),
    "to an environment": (
        (
            "~/assay main\n> ls\nplate.py\n~/assay main\n> . venv/bin/activate\n(venv) ~/assay main\n> pytest\n6 passed"
            "\n(venv) ~/assay main\n>"
        ),
        ["ls", ". venv/bin/activate", "pytest", ""],
    ),
    "while something runs": (
        "bench% make\ncc plate.c\nbench% ls\nplate.c\nbench% ./plate\nfilling",
        ["make", "ls", "./plate"],
    ),
}
NO_PROMPTS = {
    "document that is typed": "$ cat > plate.sh <<EOF\n> set -e\n> fill all\n> fill one\n> fill none",
    "mail": "$ cat mail.txt\nHello\n> one\n> two\n> three\n> four",
    "compiler": "cd /home/b && c++ -c a.cpp\n[ 10%] Building a.o\ncd /home/b && c++ -c b.cpp\n[ 20%] Building",
    "log": "2026-03-01 run /var/data/a\n  copied 3 files\n2026-03-01 run /var/data/a\n  copied 4 files",
    "list": "/home/ana/assay:\n- plate.c\n- notes.txt\n/home/ana/logs:\n- run.log",
    "authors": "ana@x.org fix the mill\nben@x.org add a plate\nana@x.org count wells",
    "server": "VITE ready in 96 ms\n\u279c  Local:   http://bench.example/\n\u279c  Network: use --host to expose",
    "tags": "<li> first item\n<li> second item\n<li> third item",
}


@pytest.mark.parametrize("name", MOVED)
def test_prompt_stays_one_wherever_one_goes(name: str) -> None:
    text, commands = MOVED[name]
    assert [command for _, command, _ in told(text)] == commands


@pytest.mark.parametrize("name", NO_PROMPTS)
def test_what_programs_print_again_and_again_is_no_prompt(name: str) -> None:
    text = NO_PROMPTS[name]
    assert len(told(text)) == text.startswith("$ ")
