"""Which system a program is one of, told by its path."""

from __future__ import annotations

import pytest

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
