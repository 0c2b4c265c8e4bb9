"""The smoke script says what works on this machine, and says so when something does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tools" / "handoff_ingest_smoke.py"


def smoke(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_smoke_script_is_content_with_good_directories_and_leaves_them_alone(
    hypervisor: ModuleType, tmp_path: Path
) -> None:
    hypervisor.build(tmp_path / "spool" / "a")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    ran = smoke("--spool-root", tmp_path / "spool")
    assert ran.returncode == 0, ran.stdout
    assert "Stage 1 works here." in ran.stdout
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_smoke_script_names_what_did_not_hold(hypervisor: ModuleType, tmp_path: Path) -> None:
    hypervisor.build(tmp_path / "spool" / "a", run="a")
    bad = hypervisor.build(tmp_path / "spool" / "b", run="b")
    (bad.root / "metadata.db").write_bytes(b"noise")
    ran = smoke("--spool-root", tmp_path / "spool")
    assert ran.returncode == 1
    assert "metadata_db_unreadable" in ran.stdout
    assert smoke("--spool-root", tmp_path / "nowhere").returncode == 2
