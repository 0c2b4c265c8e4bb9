"""Writers are killed at any moment, round after round; a reader finds what was acknowledged all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import cli

ROUNDS = int(os.environ.get("AUTOCAPTURE_KILLS", "200" if os.environ.get("AUTOCAPTURE_FAULTS") == "all" else "12"))
SEED = 20261128


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_what_was_acknowledged_is_found_however_often_writers_are_killed(base: Path) -> None:
    place = base / "killed"
    place.mkdir()
    tree = str(Path(cli.__file__).parent)
    environment = {**os.environ, "AUTOCAPTURE_KEY_DIR": str(place / "keys"), "PYTHONPATH": tree}
    words = [sys.executable, "-m", "tests.faults.killing", str(place), str(ROUNDS), str(SEED)]
    done = subprocess.run(words, env=environment, cwd=tree, capture_output=True, text=True, check=False, timeout=1_500)
    assert done.returncode == 0, done.stdout[-4_000:] + done.stderr[-4_000:]
    told = json.loads(done.stdout)
    print(told)
    assert told["problems"] == []
    assert told["acknowledged"] > ROUNDS / 2
