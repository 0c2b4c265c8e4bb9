"""Whatever is asked, the world stays as it was: no byte changes, no socket opens, no picture is decoded.

Some hundreds of seeded questions here; `make fuzz` asks ten thousand. AUTOCAPTURE_FUZZ_ROOT names another DataRoot to
ask, of which a copy is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cli
from ledger.dataroot import DataRoot

COUNT = int(os.environ.get("AUTOCAPTURE_FUZZ", "400"))
SEED = int(os.environ.get("AUTOCAPTURE_FUZZ_SEED", "20261128"))
SESSIONS = ("2026-02-26T09-05-00Z_run_7c1e", "2026-03-04T09-14-00Z_run_82b3")


@pytest.fixture(scope="module")
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DataRoot with something to find in it."""
    home = tmp_path_factory.mktemp("fuzzed")
    if named := os.environ.get("AUTOCAPTURE_FUZZ_ROOT"):
        return Path(shutil.copytree(named, home / "data"))
    corpus: Path = request.getfixturevalue("corpus")
    reading: ModuleType = request.getfixturevalue("reading")
    made: DataRoot = reading.take_in(corpus, home, SESSIONS)
    reading.read_all(made, corpus, SESSIONS)
    reading.understand(made)
    return made.path


def every_byte(root: Path) -> dict[str, tuple[int, int, int, str]]:
    """Every name below a directory with mode, links, time of change and the hash of its content."""
    found = {}
    for path in sorted([root, *root.rglob("*")]):
        stat = path.lstat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.relative_to(root).as_posix()] = (stat.st_mode, stat.st_nlink, stat.st_ctime_ns, content)
    return found


def asked(root: Path, count: int, seed: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(Path(__file__).with_name("fuzzed.py")), str(root), str(count), str(seed)]
    # The program under test, whatever is installed: the script lies in another directory.
    path = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=path)


def test_no_question_changes_the_world_or_breaks_the_program(root: Path) -> None:
    before = every_byte(root)
    ended = asked(root, COUNT, SEED)
    assert every_byte(root) == before
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = json.loads(ended.stdout)
    assert told["breaches"] == {}
    assert sum(told["states"].values()) == told["asked"] == COUNT
    assert {"ok", "not_found", "needs_clarification"} <= set(told["states"])
    print(ended.stdout)


def test_a_question_that_wrote_or_called_or_drew_would_be_seen(root: Path, tmp_path: Path) -> None:
    """The watch itself, on a copy: what each breach looks like."""
    copy = Path(shutil.copytree(root, tmp_path / "data"))
    code = f"""
import sys
from collections import Counter
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
import fuzzed
breaches = Counter()
fuzzed.watch(Path({str(copy)!r}), breaches)
(Path({str(copy)!r}) / "new").write_text("x")
import socket, sqlite3, subprocess
socket.socket().close()
sqlite3.connect({str(copy / "derived" / "facts.db")!r}).close()
subprocess.run(["true"])
import pyvips
print(*breaches, sep="\\n")
"""
    path = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path).stdout
    for expected in ("open to write", "socket.__new__", "sqlite3.connect", "subprocess.Popen", "import pyvips"):
        assert expected in printed
