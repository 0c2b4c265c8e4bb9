"""What a command printed is told by what people ask it for, of the machine, disk or job that is named; and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Snippet
from projections.views import Views
from query.ask import ask

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
SESSION = (
    ("ssh barn df -h /srv", "Filesystem Size Used Avail Use% Mounted on\n/dev/sdb1 120G 98G 22G 82% /srv"),
    ("crontab -l", "30 2 * * * /usr/local/bin/orchard-backup"),
    ("du -sh panoramas", "4.2G    panoramas"),
    ("sox walk.wav -loud out.wav", "sox FAIL sox: invalid option -- l\nUnrecognized option 'loud'."),
    ("ssh mill", "ssh: connect to host mill port 22: No route to host"),
    ("wakeonlan 52:54:00:a1:b2:c3", "Sending magic packet to 255.255.255.255:9"),
    ("pip install pyproj==3.6.1", "Successfully installed pyproj-3.6.1"),
)


@pytest.fixture
def views(written: Callable[..., DataRoot], tmp_path: Path) -> Iterator[Views]:
    shown = []
    for at, (typed, output) in enumerate(SESSION):
        box = (10, 40 * at, 600, 40 * at + 18)
        shown.append(
            Snippet(
                box,
                "command",
                "terminal",
                "bash",
                typed,
                (box,),
                title="ada@larch: ~",
                prompt="$ ",
                state="ran",
                output=output,
                outcome=box,
            )
        )
    lines = [line for typed, output in SESSION for line in (f"$ {typed}", *output.split("\n"))]
    root = written(tmp_path / "root", [*lines, 'ERROR: relation "gauges" does not exist'], code=shown)
    with Views(root) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How full was the disk of the barn machine?", "82%"),
        ("how much space is left on the barn server", "82%"),
        ("cron entry for the orchard backup", "30 2 * * *"),
        ("how big is the panoramas folder", "4.2G"),
        ("I gave sox an option that it did not like. What did it complain about?", "invalid option -- l"),
        ("the exact error with which the connection to the mill machine failed?", "No route to host"),
        ("how do I wake the computer in the mill, what did I type", "wakeonlan 52:54:00:a1:b2:c3"),
        ("what did pip say when I installed pyproj", "Successfully installed pyproj-3.6.1"),
        ("what did sox answer when I passed it -loud", "Unrecognized option 'loud'"),
        ("what did the database say when I asked for the gauges", 'ERROR: relation "gauges" does not exist'),
    ],
)
def test_what_a_command_printed_is_told(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.summary


@pytest.mark.parametrize(
    "question",
    [
        "how full is /home on the barn machine",
        "how full is the disk of my laptop",
        "how full is the disk of the mill machine",
        "cron entry for the database dump",
        "how big is the orthophotos folder",
        "what did I type to wake the printer in the office",
        "what was the error of the connection to the forge",
        "what did the database say when I asked for the sluices",
    ],
)
def test_what_no_command_printed_is_not_told(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state != "ok"
