"""Several commands at once on one DataRoot, each a process: they end well, and everything is there, once.

Drains of two spools, batches, rebuilds, and a server that is asked all the time.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import cli
from ledger import audit
from ledger.dataroot import DataRoot
from ledger.facts import FrameExamined, HandoffCompleted, MarkerGranted, RecordAdmitted
from projections import compare

ROUNDS = int(os.environ.get("AUTOCAPTURE_ROUNDS", "12" if os.environ.get("AUTOCAPTURE_FAULTS") == "all" else "1"))
# Locked: another one was at it all the time, and said so; a batch beside another one.
GOOD = {0, 6}
MARKER = "reap_eligible.json"


def begun(root: Path, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, cli.__file__, *map(str, words), "--data-dir", str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(running: Sequence[subprocess.Popen[str]]) -> None:
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode in GOOD, (process.args, process.returncode, told)
        assert "Traceback" not in told, told


def test_commands_that_run_at_once_end_well_and_do_each_thing_once(
    hypervisor: ModuleType, served: ModuleType, logs: ModuleType, tmp_path: Path
) -> None:
    root, spools = tmp_path / "root", [tmp_path / "one", tmp_path / "two"]
    drains = [("handoff", "drain", "--spool-root", spool, "--quiet", "0") for spool in spools]
    batch = ("batch", "run", "--no-require-idle", "--only", "uia", "--jobs", "1")
    hypervisor.build(spools[0] / "first", run="first", frames=2)
    ended([begun(root, *drains[0])])
    with served.serving(root) as server:
        for number in range(ROUNDS):
            for spool in spools:
                run = f"{spool.name}{number}"
                hypervisor.build(spool / run, run=run, frames=2)
            # The same spool twice: what one is at, the other waits for or finds done.
            running = [begun(root, *words) for words in (*drains, drains[0], batch, ("rebuild",))]
            while any(process.poll() is None for process in running):
                answered = server.popup("draft line 1")
                assert answered["ok"], answered
                assert server.get("/api/health").status == 200
            ended(running)
        for words in (*drains, batch):
            ended([begun(root, *words)])
        answered = server.popup("draft line 1")
        assert answered["state"] == "ok", answered
        assert "draft line 1" in str(answered)
    told = DataRoot(root)
    report = audit.verify(told, blobs="hash")
    assert report.exit_code == 0, audit.in_words(report)
    found = compare.check(told)
    assert (found.differences, found.behind) == ((), 0)
    facts = logs.facts(told)
    directories = {path for spool in spools for path in spool.iterdir()}
    assert all((path / MARKER).is_file() for path in directories)
    for kind in (HandoffCompleted, MarkerGranted):
        count = Counter(fact.handoff for fact in facts if isinstance(fact, kind))
        assert count == dict.fromkeys((path.name for path in directories), 1)
    records = Counter(fact.record for fact in facts if isinstance(fact, RecordAdmitted))
    assert set(records.values()) == {1}
    examined = Counter((fact.frame, fact.processor) for fact in facts if isinstance(fact, FrameExamined))
    assert set(examined.values()) == {1}
    assert len(examined) == 2 * len(directories)
