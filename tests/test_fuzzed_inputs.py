"""Whatever comes in, changed in thousands of ways: no traceback, no hang, no growth, nothing written outside.

Some tens of each kind here; `make fuzz` tries some thousand (AUTOCAPTURE_FUZZ). What was found lies in tests/findings,
and is tried each time.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import psutil
import pytest

import cli
from tests.fuzz import mutations
from tests.fuzz.targets import all_of

COUNT = int(os.environ.get("AUTOCAPTURE_FUZZ", "60"))
SEED = int(os.environ.get("AUTOCAPTURE_FUZZ_SEED", "20261128"))
FINDINGS = Path(__file__).with_name("findings")
# Bytes that a server may grow by while it answers requests of one kind.
MOST_GROWTH = 96 << 20
BUSY = 429

QUESTION = {"query": "what is on the screen", "max_citations": 5, "schedule_extract": False}


def test_no_input_breaks_a_reader(tmp_path: Path) -> None:
    tree = str(Path(cli.__file__).parent)
    words = [sys.executable, "-m", "tests.fuzz.run", str(tmp_path), str(COUNT), str(SEED)]
    keys = str(tmp_path / "keys")
    environment = {**os.environ, "PYTHONPATH": tree, "AUTOCAPTURE_KEY_DIR": keys, "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tree, env=environment, timeout=3_000)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = json.loads(ended.stdout)
    assert told["breaches"] == {}
    assert min(told["tried"].values()) >= 3
    print(ended.stdout)


def test_what_once_broke_a_reader_is_read_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOCAPTURE_KEY_DIR", str(tmp_path / "keys"))
    targets = {each.name: each for each in all_of(tmp_path)}
    kept = [path for path in sorted(FINDINGS.glob("*/*")) if path.is_file()]
    assert {path.parent.name for path in kept} <= set(targets)
    for path in kept:
        targets[path.parent.name].tried(path.read_bytes())


def test_watch_sees_what_must_not_be(tmp_path: Path) -> None:
    """The watch itself: a reader that breaks, one that writes elsewhere, one that starts a program."""
    code = f"""
import sys
from collections import Counter
from pathlib import Path
from tests.fuzz.run import tried, watch
from tests.fuzz.targets import Target
breaches = Counter()
watch(Path({str(tmp_path / "in")!r}), breaches)
def bad(data):
    open({str(tmp_path / "out")!r}, "w").close()
    import subprocess
    subprocess.run(["true"])
    raise KeyError("found")
assert not tried(Target("bad", (), bytes, bad, (ValueError,)), b"x", breaches)
print(*breaches, sep="\\n")
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    for expected in ("bad: ", "KeyError: 'found'", "open '", "subprocess.Popen"):
        assert expected in told.stdout


def test_no_body_breaks_the_server(hypervisor: ModuleType, served: ModuleType, tmp_path: Path) -> None:
    """Every answer is one that the API names, in time, and the server does not grow."""
    hypervisor.build(tmp_path / "spool" / "a", run="a", frames=2)
    words = ["handoff", "drain", "--spool-root", str(tmp_path / "spool"), "--data-dir", str(tmp_path / "root")]
    subprocess.run([sys.executable, cli.__file__, *words, "--quiet", "0"], capture_output=True, check=True)
    chance = random.Random(SEED)
    with served.serving(tmp_path / "root") as server:
        process, settled = psutil.Process(server.process.pid), 0
        for number in range(COUNT * 2):
            body = mutations.spelled(mutations.mutated_json(QUESTION, chance), chance)
            if chance.random() < 0.3:
                body = mutations.mutated(json.dumps(QUESTION).encode(), chance)
            path = chance.choice(("/api/query/popup", "/api/query", "/api/query/popup?x=" + "%00" * 20))
            kind = chance.choice(("application/json", "text/plain", "application/json; charset=utf-16", ""))
            begun = time.monotonic()
            while (reply := server.post(path, body, **{"Content-Type": kind})).status == BUSY:
                # Asked faster than it lets in, it has not read this body yet.
                time.sleep(0.1)
            assert reply.status < 500, (path, body[:300], reply.body[:300])
            assert time.monotonic() - begun < 20
            if number == COUNT // 2:
                settled = process.memory_info().rss
        assert process.memory_info().rss - settled < MOST_GROWTH
        time.sleep(0.1)
        assert server.get("/api/health").status == 200
