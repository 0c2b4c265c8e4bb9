"""A command on directories of its own, run undisturbed once, and then disturbed: killed, or lied to by the system.

Calls are counted with strace: the n-th call of a name in the undisturbed run is the n-th in a disturbed one, up to the
disturbance. What cannot be traced (no strace, no permission) is killed after a time instead. Where thousands of runs
are due, a `server` (tests/forkserver.py) forks them.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ingest.marker import parse_marker
from ledger import event
from ledger.dataroot import DataRoot
from ledger.exits import Exit
from ledger.facts import (
    AnyFact,
    BlobAdmitted,
    ChronicleCompleted,
    FrameExamined,
    HandoffCompleted,
    MarkerGranted,
    RecordAdmitted,
)
from ledger.head import read_head
from ledger.keys import key_directory
from projections import compare

TRACER = ["strace", "-f", "-qq"]
# What changes something that outlives the process; one such call is the last that a killed run enters.
CHANGES = (
    "write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "syncfs", "rename", "linkat", "link", "unlink",
    "unlinkat", "ftruncate", "truncate", "mkdir", "flock", "utimensat", "sendfile", "rmdir", "fchown",
)  # fmt: skip
LOOKS = ("openat", "open", "read", "pread64", "newfstatat", "stat", "lstat", "statx", "getdents64", "lseek", "fcntl")
# The interpreter, and the script that it runs.
PROGRAM_WORDS = 2
MARKER = "reap_eligible.json"
# A disk that fails is no defect of ours.
TOLD = frozenset(Exit) - {Exit.OUR_BUG, Exit.INTERRUPTED}

_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)")


def can_trace() -> bool:
    try:
        return subprocess.run([*TRACER, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class DidNotCome(Exception):
    """A run made fewer calls than the undisturbed one: of threads, which one comes first is chance."""


class Server(Protocol):
    """Runs the program, and does a command to the process before it begins (tests/forkserver.py)."""

    def run(
        self, words: Sequence[str], environment: Mapping[str, str], at: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program with these arguments; `at` is done to it first, its number added."""
        ...


@dataclass
class Scene:
    """A command, the directories it works on as they are before it runs, and what an undisturbed run makes of them.

    `calls` are the (name, number) of those system calls that touch these directories, in order; numbers count from 1
    all calls of that name. With a `server` the command is `[*program, *words]`, and its keys lie at the place, too.
    `within` narrows the calls to those that touch a part of the place, `every` to each so manieth of them. Without
    `threads` only the calls of the thread that begins are noted and struck: others come in no order.
    """

    command: list[str]
    template: Path
    place: Path
    server: Server | None = None
    within: str = ""
    name: str = ""
    every: int = 1
    threads: bool = True
    traced: bool = field(default_factory=can_trace)
    calls: list[tuple[str, int]] = field(default_factory=list)
    seconds: float = 0.0
    content: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        return self.place / "root"

    def begin(self) -> None:
        """Put everything back to how it was; always at one place, because what is known names directories."""
        for note in key_directory().glob("*.seen"):
            note.unlink()  # the account remembers what it saw of a log; this one begins anew
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.template, self.place)
        (self.place / "tmp").mkdir()

    def environment(self) -> dict[str, str]:
        fixed = {"TMPDIR": str(self.place / "tmp"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        if self.server is not None:
            fixed["AUTOCAPTURE_KEY_DIR"] = str(self.place / "keys")
        return {**os.environ, **fixed}

    def forked(self, *at: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command by way of the server; `at` is done to the waiting process, its number added."""
        assert self.server is not None
        return self.server.run(self.command[PROGRAM_WORDS:], self.environment(), at)

    def run(self, *before: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command, with words before it; whatever comes of it."""
        return subprocess.run(
            [*before, *self.command], capture_output=True, env=self.environment(), timeout=120, check=False
        )

    def _traced(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        if self.server is None:
            return self.run(*TRACER, *words)
        return self.forked("strace", *(["-f"] if self.threads else []), *words, "-p")

    def finish(self) -> None:
        done = self.run() if self.server is None else self.forked()
        assert done.returncode == 0, done.stderr

    def measure(self) -> None:
        """Run without being disturbed; note the calls, take the time, keep what is known then.

        The first run notes nothing: it leaves modules compiled that nobody loaded before, whose files later runs read.
        """
        self.begin()
        self.finish()
        self.begin()
        if self.traced:
            trace = self.template.with_suffix(".trace")
            names = ",".join(f"?{name}" for name in (*CHANGES, *LOOKS))
            done = self._traced("-y", "-o", str(trace), "-e", f"trace={names}")
            assert done.returncode == 0, done.stderr
            calls = _calls_in(trace.read_text(errors="replace"), f"{self.place}/{self.within}")
            self.calls = calls[:: self.every]
            self.begin()
        begun = time.monotonic()
        self.finish()
        self.seconds = time.monotonic() - begun
        self.content = self.known()

    def known(self) -> dict[str, str]:
        found = compare.check(DataRoot(self.root))
        assert (found.differences, found.behind) == ((), 0)
        return found.fresh.content

    def disturbed(self, call: tuple[str, int], how: str) -> subprocess.CompletedProcess[bytes]:
        """Run the command, and let one call do something else: `how` is strace's word for it (`error=EIO`)."""
        name, number = call
        trace = self.template.with_suffix(".disturbed")
        inject = f"inject={name}:{how}:when={number}"
        done = self._traced("-o", str(trace), "-e", f"trace={name}", "-e", inject)
        if not how.startswith("signal") and b"(INJECTED)" not in trace.read_bytes():
            raise DidNotCome(f"{call} did not come")
        return done

    def killed_in(self, call: tuple[str, int]) -> None:
        """Kill the command when it enters a call of the undisturbed run."""
        done = self.disturbed(call, "signal=KILL")
        assert done.returncode in (-9, 137), (call, done.returncode, done.stderr)

    def killed_after(self, seconds: float) -> None:
        with subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment()
        ) as running:
            time.sleep(seconds)
            running.kill()

    def killed_at(self, moment: int, moments: int) -> None:
        """Kill the command at one of evenly spread moments: at a call where calls can be traced, else at a time."""
        if self.traced:
            calls = [call for call in self.calls if call[0] in CHANGES]
            # Not the very last: one run may poll a lock once more than another.
            self.killed_in(calls[(len(calls) - 5) * moment // (moments - 1)])
        else:
            self.killed_after(self.seconds * moment / (moments - 1))

    def stands(self) -> None:
        """What must hold at every moment, also right after a crash."""
        stands(self.root, self.place / "spool")

    def ended_well(self) -> None:
        """Run the command again, undisturbed: the end is that of a run nobody disturbed."""
        self.finish()
        assert self.known() == self.content
        facts = committed(self.root)
        records = [fact.record for fact in facts if isinstance(fact, RecordAdmitted)]
        assert len(records) == len(set(records))
        examined = [(fact.frame, fact.processor) for fact in facts if isinstance(fact, FrameExamined)]
        assert len(examined) == len(set(examined))
        spool = self.place / "spool"
        if spool.exists():
            stands(self.root, spool)
            for directory in spool.iterdir():
                assert (directory / MARKER).is_file()


def _calls_in(trace: str, place: str) -> list[tuple[str, int]]:
    """Read `4711 fsync(4</place/x>) = 0`: the calls that name a path, or hold a file, that begins with `place`."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    for line in trace.splitlines():
        matched = _LINE.match(line)
        if matched is None:
            continue
        name, rest = matched.groups()
        counts[name] = counts.get(name, 0) + 1
        if place in rest:
            found.append((name, counts[name]))
    return found


def committed(root: Path) -> list[AnyFact]:
    """The facts that the ledger vouches for, whatever lies behind them."""
    if not DataRoot(root).is_born():
        return []
    data = (root / "journal.ndjson").read_bytes() if (root / "journal.ndjson").exists() else b""
    lines = data[: read_head(DataRoot(root)).bytes].splitlines(keepends=True)
    return [event.understand(event.read(line)) for line in lines]


def stands(root: Path, spool: Path) -> None:
    """What must hold at every moment, also right after a crash: blobs before events, events before the marker."""
    facts = committed(root)
    for fact in facts:
        if isinstance(fact, BlobAdmitted):
            data = (root / fact.path).read_bytes()
            assert len(data) == fact.size
            assert fact.sha256 in ("", hashlib.sha256(data).hexdigest())
    complete = {fact.handoff for fact in facts if isinstance(fact, HandoffCompleted | ChronicleCompleted)}
    granted = {fact.handoff: fact.marker for fact in facts if isinstance(fact, MarkerGranted)}
    assert set(granted) <= complete
    for marker in spool.glob(f"*/{MARKER}"):
        assert parse_marker(marker.read_bytes()) is not None
        assert marker.read_text() == granted[marker.parent.name]


def python(code: str, *words: str) -> list[str]:
    """The words that run a few lines of Python which then run the command: `[*python("…"), *command[1:]]`."""
    return [sys.executable, "-c", code, *words]
