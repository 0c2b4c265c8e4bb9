"""Files are told whole where they are asked for, names by what binds them, commands by what people call their doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Box, Snippet
from projections.views import Views
from query.answers.answer import Answer
from query.ask import ask
from query.language.typed import told_by

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
IMPORTS, BOUND = "from hives import Scale", 'SKIPPED = ["north-4",\n           "north-9"]\nMIN_KILOS = 12'
FUNCTION = "def weigh(hive):\n    if hive in SKIPPED:\n        return None\n    return Scale(hive).read()"
CALL = "print(weigh(3), MIN_KILOS)"
PLOT = ("library(lattice)", 'k <- 4\nplot(k, main = "Kilos")')
NOTE = ("Honey for Ines", "- four jars, dark\n- the labels are in drawer 2")
RAN = ("ssh shed", "net use K: \\\\shed\\honey", "wg-quick up bees", "python weigh.py")
SLEEPS = "hives.scales.ScaleAsleep: no answer on port 4"


def _block(top: int, name: str, language: str, text: str, symbol: str = "") -> Snippet:
    box: Box = (10, top, 900, top + 40)
    return Snippet(
        box, "block", "editor", language, text, (box,), title=f"{name} - Geany", name=name, symbol=symbol
    )  # fmt: skip


def _command(top: int, text: str, error: str = "") -> Snippet:
    box, below = (10, top, 600, top + 18), (10, top + 18, 600, top + 36)
    return Snippet(
        box, "command", "terminal", "bash", text, (box,), title="bea@hut: ~", prompt="bea@hut:~$",
        state="failed" if error else "ran", output=error, error=error, outcome=below if error else None,
    )  # fmt: skip


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    parts = (("weigh.py", "python", IMPORTS, ""), ("weigh.py", "python", BOUND, ""),
             ("weigh.py", "python", FUNCTION, "weigh"), ("weigh.py", "python", CALL, ""),
             *(("kilos.R", "r", text, "") for text in PLOT),
             *(("honey.md", "markdown", text, "") for text in NOTE))  # fmt: skip
    shown = [_block(50 * at, name, language, text, symbol) for at, (name, language, text, symbol) in enumerate(parts)]
    shown += [_command(500 + 40 * at, text, SLEEPS if "weigh" in text else "") for at, text in enumerate(RAN)]
    lines = [line for _, _, text, _ in parts for line in text.split("\n")] + [f"bea@hut:~$ {text}" for text in RAN]
    with Views(written(tmp_path / "root", [*lines, SLEEPS], code=shown)) as opened:
        yield opened


def asked(views: Views, question: str) -> Answer:
    return ask(views, question, now=NOW, zone=UTC)


@pytest.mark.parametrize(
    "question",
    [
        "show me weigh.py as it was in the end",
        "what does weigh.py look like now",
        "final version of weigh.py",
        "what's in weigh.py?",
        "how did weigh.py look on 5 March",
    ],
)
def test_file_that_is_asked_for_is_told_whole(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert [claim.text for claim in answer.claims] == [IMPORTS, BOUND, FUNCTION, CALL]
    assert answer.summary.endswith("\n\n".join((IMPORTS, BOUND, FUNCTION, CALL)))


def test_function_that_is_asked_for_is_told_alone(views: Views) -> None:
    assert [claim.text for claim in asked(views, "final version of the weigh() function").claims] == [FUNCTION]


@pytest.mark.parametrize("question", ["final version of kilos.R?", "latest kilos.r"])
def test_file_of_any_language_of_code_is_known_by_its_ending(views: Views, question: str) -> None:
    assert [claim.text for claim in asked(views, question).claims] == list(PLOT)


@pytest.mark.parametrize(
    "question",
    [
        "the honey note for Ines, how did i leave it",
        "the honey file as it is now",
        "my honey note, final version please",
    ],
)
def test_note_is_told_where_a_file_or_note_is_called_by_its_name(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert [claim.text for claim in answer.claims] == list(NOTE)


@pytest.mark.parametrize("question", ["the meeting, how did i leave it", "the tax file as it is now"])
def test_what_is_no_file_of_code_or_text_is_told_by_no_code(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "not_found" or answer.plan is None or answer.plan.family != "code"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which hives are in SKIPPED in my python script", '“SKIPPED = ["north-4", "north-9"]”, in weigh.py'),
        ("what is MIN_KILOS set to in weigh.py", "“MIN_KILOS = 12”, in weigh.py"),
        ("the value of the constant MIN_KILOS in my script?", "MIN_KILOS = 12"),
        ("what is the value of k in kilos.R", "k <- 4"),
        ("what does MIN_KILOS stand at in weigh.py after my last change?", "“MIN_KILOS = 12”, in weigh.py"),
        ("What min kilos did I put into weigh.py in the end?", "“MIN_KILOS = 12”, in weigh.py"),
    ],
)
def test_name_is_told_by_the_line_that_binds_it(views: Views, question: str, said: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert said in answer.summary


@pytest.mark.parametrize(
    "question", ["what is MAX_KILOS in my python script", "what is MIN_KILOS in kilos.R", "which hives are in SKIPPED"]
)
def test_name_that_nothing_binds_or_no_code_is_asked_of_is_told_by_no_line(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.plan is None or answer.plan.measure != "what a name is bound to"


@pytest.mark.parametrize("question", ["what exception did weigh.py die with", "which error did weigh.py end with"])
def test_what_a_program_died_with_is_its_error(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.summary.startswith(SLEEPS)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("exact command to switch on the vpn on the laptop", "wg-quick up bees"),
        ("how did I bring up the tunnel on my pc", "wg-quick up bees"),
        ("how did I connect the network drive on the shed pc", RAN[1]),
        ("what did I type to map the share", RAN[1]),
    ],
)
def test_command_is_told_by_what_was_done_with_a_machine(views: Views, question: str, command: str) -> None:
    answer = asked(views, question)
    assert answer.state == "ok"
    assert answer.claims[0].text == command


@pytest.mark.parametrize(
    "question",
    [
        "which command switched the vpn off on the laptop",
        "how did I disconnect the network drive",
        "how did I unmount it",
    ],
)
def test_what_was_never_undone_is_told_by_no_command_that_did_it(views: Views, question: str) -> None:
    answer = asked(views, question)
    assert all(claim.text not in RAN for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "command"),
    [
        ("how did i switch off the vpn", "nmcli connection down bees"),
        ("how did i connect to the wifi", "nmcli device wifi connect Honey password x"),
        ("how did i disconnect the share", "net use K: /delete"),
        ("what did i run to update the machine", "sudo apt -y full-upgrade"),
        ("how did i merge the pdfs", "pdfunite a.pdf b.pdf all.pdf"),
        ("which command printed the page", "lp -d brother page.pdf"),
        ("how did i open the port in the firewall", "sudo ufw allow 8080/tcp"),
    ],
)
def test_what_was_done_to_a_machine_is_told_by_what_is_typed_for_it(question: str, command: str) -> None:
    assert any(doing.is_done_by(command) for doing in told_by(question))
