"""Showing a file with the program that the desktop opens pictures with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def show(path: Path) -> str:
    """Open a file in the desktop's viewer, without waiting for it. Returns why that cannot be, empty where it can."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - what a double click does
        return ""
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return "xdg-open is not installed"
    if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "there is no desktop here"
    try:
        subprocess.Popen(
            [opener, os.fspath(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{opener} cannot be started: {error.strerror or error}"
    return ""
