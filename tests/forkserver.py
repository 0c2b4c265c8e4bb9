"""The program, imported once and forked for every run: what a run does is the same, but for its start.

A process of its own for each run costs half a second of imports, thousands of times over in a sweep. A forked run waits
until a tracer is at it (or a limit is set on it) and begins then. The server itself never touches a DataRoot.

As a script this is the server: each line that it reads asks for something, each line that it writes answers.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

_ATTACHED = b" attached"
TIMEOUT_S = 120
# What a run would import late.
_LATE = ("ingest.adopt", "ingest.chronicle", "ingest.handoff", "ingest.report", "projections.engine")


class ForkServer:
    """Starts runs of the program: `with ForkServer() as server: server.run(["handoff", "drain", …], environment)`."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Start the server; `environment` holds what an interpreter reads at its start, such as PYTHONHASHSEED."""
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)},
            text=True,
            bufsize=1,
        )
        # Named: a test may have put another place for temporary files in force, which goes before the server does.
        self._told = tempfile.TemporaryDirectory(prefix="forkserver-", dir=os.environ.get("TMPDIR", "/tmp"))

    def run(
        self, words: Sequence[str], environment: Mapping[str, str], at: Sequence[str] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """Run the program with these arguments.

        `at` is a command that is done to the waiting process before it begins, its number added: `strace … -p` or
        `prlimit … --pid`.
        """
        out, err = (Path(self._told.name) / name for name in ("out", "err"))
        pid = self._ask(fork=list(words), environment=dict(environment), out=str(out), err=str(err))
        doing = _begun([*at, str(pid)]) if at else None
        status = self._ask(go=pid)
        if doing is not None:
            doing.communicate(timeout=TIMEOUT_S)
        code = os.waitstatus_to_exitcode(status)
        return subprocess.CompletedProcess(list(words), code, out.read_bytes(), err.read_bytes())

    def _ask(self, **request: Any) -> int:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(request) + "\n")
        answered, _, _ = select.select([self._server.stdout], [], [], TIMEOUT_S)
        assert answered, f"the run does not end: {request}"
        return int(self._server.stdout.readline())

    def close(self) -> None:
        """Let the server end."""
        self._server.communicate(timeout=TIMEOUT_S)
        self._told.cleanup()

    def __enter__(self) -> Self:
        """Serve for the length of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let the server end."""
        self.close()


def _begun(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Begin what is to be done to a waiting process; return when a tracer is at it, or when anything else is done."""
    doing = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert doing.stderr is not None
    # strace says it when the process is stopped, or is to stop before it runs another instruction of its own.
    told = doing.stderr.readline()
    assert _ATTACHED in told or (not told and doing.wait(TIMEOUT_S) == 0), told
    return doing


def serve() -> None:
    """Answer requests until there are none: `fork` gives the number of a process that waits, `go` its wait status."""
    import cli

    for name in _LATE:
        importlib.import_module(name)
    waiting: dict[int, int] = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "fork" in request:
            reading, writing = os.pipe()
            pid = os.fork()
            if not pid:
                os.close(writing)
                _become(request, reading)
                cli.main(request["fork"])
            os.close(reading)
            waiting[pid] = writing
            answer = pid
        else:
            pid = request["go"]
            os.close(waiting.pop(pid))
            answer = os.waitpid(pid, 0)[1]
        print(answer, flush=True)


def _become(request: Mapping[str, Any], gate: int) -> None:
    """Be a run: its own environment, nothing to read, its words into files; wait until the gate is opened."""
    os.environ.clear()
    os.environ.update(request["environment"])
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    for descriptor, path in ((1, request["out"]), (2, request["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
    poll = select.poll()
    poll.register(gate)
    poll.poll()


if __name__ == "__main__":
    serve()
