"""A virtual desktop with real programs on it: they are started, placed, typed into and photographed."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageGrab

from benchmarks.orchard.looks import Look
from benchmarks.orchard.person import HOME, NAME, whose

Rect = tuple[int, int, int, int]
PATIENCE = 30.0


def until(ready: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until that is so."""
    end = time.monotonic() + patience
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


class Desk:
    """An X display of its own with a window manager, and the programs of one session."""

    def __init__(self, look: Look, zone: str = "America/Halifax") -> None:
        self.look, self._zone = look, zone
        self._started: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Desk:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        wide, high = self.look.size
        ours, theirs = os.pipe()
        server = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{wide}x{high}x24", "-dpi", str(self.look.dpi),
                  "-nolisten", "tcp", "-ac", "-noreset"]  # fmt: skip
        self._keep(subprocess.Popen(server, pass_fds=(theirs,), stderr=subprocess.DEVNULL, start_new_session=True))
        os.close(theirs)
        with os.fdopen(ours) as told:
            display = f":{told.readline().strip()}"
        self.environment = {
            "DISPLAY": display, "HOME": str(HOME), "USER": NAME, "LOGNAME": NAME, "SHELL": "/bin/bash",
            "PATH": "/usr/bin:/bin:/usr/games", "LANG": "C.UTF-8", "TZ": self._zone,
            "GSETTINGS_BACKEND": "keyfile", "NO_AT_BRIDGE": "1", "XDG_RUNTIME_DIR": str(HOME / ".cache"),
            "XDG_CURRENT_DESKTOP": "XFCE", "GTK_OVERLAY_SCROLLING": "0",
        }  # fmt: skip
        bus = self.run(["dbus-daemon", "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE)
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self.run(["openbox"])
        until(lambda: bool(self._told("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")), "openbox")
        time.sleep(0.5)
        self._ground()

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)

    def run(
        self, command: list[str], stdout: int = subprocess.DEVNULL, keep: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Start a program as the person; it inherits the files `keep`."""
        return self._keep(
            subprocess.Popen(
                command, env=self.environment, cwd=HOME, stdin=subprocess.DEVNULL, stdout=stdout,
                stderr=subprocess.DEVNULL, start_new_session=True, pass_fds=keep, **whose(),
            )
        )  # fmt: skip

    def opened(self, command: list[str], place: Rect) -> str:
        """Start a program, wait for its window, put it there (client area), and return the window's id."""
        before = set(self.windows())
        self.run(command)
        until(lambda: bool(set(self.windows()) - before), f"no window of {command[0]}")
        time.sleep(1.0)
        new = [each for each in self.windows() if each not in before]
        self.place(new[-1], place)
        return new[-1]

    def windows(self) -> list[str]:
        """The ids of all windows, from back to front."""
        told = self._told("xprop", "-root", "_NET_CLIENT_LIST_STACKING").partition("#")[2]
        return [each.strip() for each in told.split(",") if each.strip()]

    def place(self, window: str, place: Rect) -> None:
        """Move a window and give it a size: left, top, width, height."""
        left, top, wide, high = (str(side) for side in place)
        self.tool("windowsize", window, wide, high)
        self.tool("windowmove", window, left, top)
        self.raised(window)

    def raised(self, window: str) -> None:
        """Bring a window to the front."""
        self.tool("windowactivate", "--sync", window)
        time.sleep(0.3)

    def closed(self, window: str) -> None:
        """Close a window as its cross does."""
        self.raised(window)
        self.tool("key", "alt+F4")
        until(lambda: window not in self.windows(), f"{window} stays")

    def key(self, *names: str) -> None:
        """Press keys one after the other, each with what is held beside it."""
        self.tool("key", "--delay", "40", *names)
        time.sleep(0.2)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.tool("type", "--delay", "12", text)
        time.sleep(0.2)

    def tool(self, *words: str) -> str:
        """What xdotool says."""
        return self._told("xdotool", *words)

    def front(self) -> tuple[str, str, int, list[int]]:
        """Of the window in front: id, title, process, and the sides of its client area."""
        window = self.tool("getactivewindow")
        title = self.tool("getwindowname", window)
        process = int(self.tool("getwindowpid", window))
        told = self._told("xwininfo", "-id", window)
        sides = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        left, top, wide, high = (int(told.partition(f"{side}:")[2].split()[0]) for side in sides)
        return window, title, process, [left, top, left + wide, top + high]

    def picture(self) -> Image.Image:
        """The whole screen."""
        return ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).convert("RGB")

    def _ground(self) -> None:
        wide, high = self.look.size
        top, bottom = self.look.ground
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            shade = Image.linear_gradient("L").resize((wide, high))
            ground = Image.composite(Image.new("RGB", (wide, high), bottom), Image.new("RGB", (wide, high), top), shade)
            ground.save(file.name)
            self._told("display", "-window", "root", file.name)

    def _told(self, *command: str) -> str:
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, capture_output=True, timeout=30, check=False
        )
        return done.stdout.decode().strip()

    def _keep(self, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        self._started.append(process)
        return process


def program_of(process: int) -> str:
    """The path of the program that a process runs."""
    return str((Path("/proc") / str(process) / "exe").readlink())
