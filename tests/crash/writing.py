"""A server that forks writers, each of which may be killed in a call of its choice: a script, and how it is asked.

A writer says of each event that it was committed, once it was. `die` is the number of the call, of those that change
something on the disk, which it enters and never leaves; None: it lives.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ledger.dataroot import DataRoot
from ledger.facts import HandoffRefused
from ledger.rotation import rotate
from ledger.writer import Writer

# What the log is changed with. Each goes through the module `os`, whoever calls it.
CALLS = ("write", "fsync", "fdatasync", "rename", "replace", "truncate", "mkdir", "unlink", "open")


class Server:
    """Runs the script: `server.write(root, ["a", "b"], die=7)` gives the names that were acknowledged."""

    def __init__(self, tree: Path) -> None:
        """Start it; `tree` is where the modules lie."""
        words = [sys.executable, "-m", "tests.crash.writing"]
        self._running = subprocess.Popen(
            words, cwd=tree, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def write(
        self, root: Path, names: Sequence[str], *, keys: Path, lines: int, rotated: bool = False, die: int | None = None
    ) -> tuple[list[str], bool]:
        """Commit events, each by itself, then change the key if `rotated`.

        Return the names that were acknowledged, and whether the writer came to its end.
        """
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        asked = {"root": str(root), "names": names, "keys": str(keys), "lines": lines, "rotated": rotated, "die": die}
        self._running.stdin.write(json.dumps(asked) + "\n")
        told, ended = json.loads(self._running.stdout.readline())
        return told, ended

    def close(self) -> None:
        """Let it end."""
        self._running.communicate(timeout=30)


def deadly(call: Callable[..., Any], count: Callable[[], int], die: int) -> Callable[..., Any]:
    """Return a call that is the last one where its turn has come."""

    def struck(*words: Any, **named: Any) -> Any:
        if count() == die:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*words, **named)

    return struck


def write(asked: dict[str, Any], told: int) -> None:
    """Be a writer."""
    os.environ["AUTOCAPTURE_KEY_DIR"] = asked["keys"]
    say = os.write
    if asked["die"] is not None:
        counter = itertools.count()
        for name in CALLS:
            setattr(os, name, deadly(getattr(os, name), lambda: next(counter), asked["die"]))
    root = DataRoot(Path(asked["root"]))
    for name in asked["names"]:
        with Writer(root, segment_lines=asked["lines"]).turn() as turn:
            turn.commit([HandoffRefused(name, "", "r", "x" * 300)], run="R", stage=1, action="x")
        say(told, f"{name}\n".encode())
    if asked["rotated"]:
        rotate(root)


def serve() -> None:
    """Fork a writer for each line that is read; answer with what it acknowledged and whether it lived."""
    for line in sys.stdin:
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(reading)
            write(json.loads(line), writing)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as words:
            names = words.read().split()
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -signal.SIGKILL), code
        print(json.dumps((names, code == 0)), flush=True)


if __name__ == "__main__":
    serve()
