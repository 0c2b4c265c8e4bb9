"""Terminals: real windows in which a shell runs inside tmux, so that what stands in them can be asked for."""

from __future__ import annotations

import subprocess
import time

from benchmarks.orchard.desk import Desk, Rect, until
from benchmarks.orchard.person import HOME, whose


class Terminal:
    """One terminal window; `kind` is xterm or xfce4-terminal, `size` that of its letters in points."""

    def __init__(
        self, desk: Desk, name: str, place: Rect, *, kind: str, size: int, when: str, bar: bool = False
    ) -> None:
        self._desk, self._socket = desk, f"{HOME}/.cache/{name}.sock"
        desk.environment |= {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PYTHONDONTWRITEBYTECODE": "1"}
        shell = f"bash --noprofile --rcfile {HOME}/.config/shell.rc -i"
        self._tmux("-f", f"{HOME}/.config/tmux.conf", "new-session", "-d", "-s", name, "-x", "100", "-y", "30", shell)
        if bar:
            for option in ("status on", "status-right ''", "status-style bg=#d9b44a,fg=#1e1e1e"):
                self._tmux("set", "-g", *option.split(" ", 1))
        look = desk.look
        attach = ["tmux", "-S", self._socket, "attach", "-t", name]
        if kind == "xterm":
            command = ["xterm", "-fa", look.mono, "-fs", str(size), "-bg", look.paper, "-fg", look.ink, "+sb", "-bc",
                       "-b", "6", "-e", *attach]  # fmt: skip
        else:
            command = ["xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-scrollbar",
                       f"--font={look.mono} {size}", "-x", *attach]  # fmt: skip
        self.window = desk.opened(command, place)
        time.sleep(0.7)
        self._tmux("send-keys", "-t", name, "clear", "Enter")
        self._tmux("clear-history")
        time.sleep(0.5)

    def enter(self, *lines: str, wait: float = 0.8) -> None:
        """Type lines, each ended by Enter, and wait for what they do."""
        for line in lines:
            self.put(line)
            self.key("Enter")
            time.sleep(0.15)
        time.sleep(wait)

    def put(self, text: str) -> None:
        """Type text and no Enter."""
        self._desk.raised(self.window)
        if text:
            # A trailing semicolon would end tmux's own command.
            self._tmux("send-keys", "-l", text[:-1] + "\\;" if text.endswith(";") else text)

    def key(self, *names: str) -> None:
        """Press keys by the names that tmux knows."""
        self._tmux("send-keys", *names)
        time.sleep(0.1)

    def text(self) -> str:
        """What stands in the window."""
        return self._tmux("capture-pane", "-p")

    def close(self) -> None:
        """End the shell and what runs in it."""
        self._tmux("kill-server")

    def retype(self, text: str) -> None:
        """In vim: replace all that is in the file by this, and write it."""
        self.key("Escape")
        self.enter(":set paste noswapfile number", ":%d _", wait=0.1)
        self.key("i")
        for number, line in enumerate(text.rstrip("\n").split("\n")):
            if number:
                self.key("Enter")
            self.put(line)
        self.key("Escape")
        self.enter(":w", wait=0.4)
        self.key("g", "g")
        time.sleep(0.3)

    def until(self, quote: str) -> None:
        """Wait until that stands in the window."""
        until(lambda: quote in self.text(), f"not in the terminal: {quote}\n{self.text()}", 15)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *words], env=self._desk.environment, cwd=HOME,
                              capture_output=True, timeout=20, check=True, **whose())  # fmt: skip
        return bytes(done.stdout).decode()
