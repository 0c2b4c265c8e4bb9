"""Which system a program is one of, told by its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from ledger.facts import Window
from projections.views import Views
from query.ask import ask
from query.foreground import machines


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("/usr/bin/kitty", "linux"),
        ("/Applications/Safari.app/Contents/MacOS/Safari", "mac"),
        (r"C:\Program Files\Code\Code.exe", "windows"),
        (r"\\server\tools\a.exe", "windows"),
        ("Safari", ""),
        ("/boot/system/apps/Pe", ""),
    ],
)
def test_system_is_told_by_the_path_of_a_program(path: str, system: str) -> None:
    assert machines.system_of(path) == system


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    window = Window((0, 0, 800, 600), "Tides", "/usr/bin/gedit", focused=True)
    with Views(written(tmp_path_factory.mktemp("machines") / "root", ["High water"], window=window)) as opened:
        yield opened


@pytest.mark.parametrize("where", ["", " on the laptop", " on my computer"])
def test_machine_on_which_all_is_recorded_names_nothing(views: Views, where: str) -> None:
    answer = ask(views, f"what was I doing{where} on 5 March", now=datetime(2026, 3, 6, tzinfo=UTC), zone=UTC)
    assert answer.state == "ok"
    assert "gedit" in answer.claims[0].text


def test_screen_names_the_screen_still(views: Views) -> None:
    answer = ask(views, "what was on my screen at 9:00 on 5 March", now=datetime(2026, 3, 6, tzinfo=UTC), zone=UTC)
    assert answer.state == "ok"
