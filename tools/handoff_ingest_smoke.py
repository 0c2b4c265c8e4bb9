"""A small check that Stage 1 works on this machine: real handoff directories, the real command, what it must leave.

    python -m tools.handoff_ingest_smoke                      the recorded sample that comes with the source
    python -m tools.handoff_ingest_smoke --spool-root DIR     copies of your own directories; yours are only read

Everything it writes goes to a temporary directory, keys included, and is removed. Ends with 0 where all held.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "handoff"
MARKER = "reap_eligible.json"


class Smoke:
    """One run over a copy of a spool, step by step."""

    def __init__(self, spool_root: Path, base: Path, mode: str) -> None:
        self.spool, self.data = base / "spool", base / "dataroot"
        self._environment = {**os.environ, "AUTOCAPTURE_KEY_DIR": str(base / "keys")}
        self._mode = mode
        self.failed = 0
        shutil.copytree(spool_root, self.spool, symlinks=True)
        for path in self.spool.glob(f"*/{MARKER}"):
            path.unlink()

    def run(self) -> int:
        """Do all steps; return how many did not hold."""
        first = self._drain()
        results = first["results"]
        self._holds(bool(results), f"{len(results)} directories were looked at")
        self._holds(not first["errors"], f"none was refused {_named(first['errors'])}")
        markers = {path: path.read_bytes() for path in sorted(self.spool.glob(f"*/{MARKER}"))}
        self._holds(len(markers) == len(results), f"{len(markers)} markers were left")
        schemas = {json.loads(raw)["schema"] for raw in markers.values()}
        self._holds(schemas <= {"autocapture.handoff.reap_eligible.v1"}, "all of them are v1")
        rows, files = (sum(each[name] for each in results) for name in ("metadata_rows_copied", "bytes_ingested"))
        print(f"        {rows} rows, {files / 1e6:.1f} MB, {sum(each['frames'] for each in results)} frames")
        log = self._log()
        self._holds(self._drain()["skipped_marked"] == len(markers), "drained again, all are skipped by their markers")
        for path in markers:
            path.unlink()
        again = self._drain()
        self._holds(all(each["already_ingested"] for each in again["results"]), "without markers, all are known")
        self._holds({path: path.read_bytes() for path in markers} == markers, "the markers are the same, byte for byte")
        self._holds(self._log() == log, "nothing was added to the log")
        shutil.rmtree(self.spool)
        self._holds(self._command("audit", "verify", "--blobs", "hash").returncode == 0, "the spool is deleted: intact")
        self._holds(self._command("rebuild", "--check").returncode == 0, "the views are what the log gives")
        return self.failed

    def _drain(self) -> dict[str, Any]:
        words = ("handoff", "drain", "--spool-root", str(self.spool), "--mode", self._mode, "--json")
        done = self._command(*words)
        if not done.stdout.startswith("{"):
            sys.exit(f"The drain said nothing that can be read:\n{done.stdout}{done.stderr}")
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def _command(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cli", *words, "--data-dir", str(self.data)]
        return subprocess.run(command, env=self._environment, cwd=ROOT, capture_output=True, text=True, check=False)

    def _log(self) -> bytes:
        return (self.data / "journal.ndjson").read_bytes()

    def _holds(self, truth: bool, what: str) -> None:
        print(f"{'  ok  ' if truth else 'FAILED'}  {what}", flush=True)
        self.failed += not truth


def _named(errors: Sequence[dict[str, str]]) -> str:
    return "".join(f"\n        {each['handoff_root']}: {each['name']}" for each in errors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spool-root", type=Path, default=SAMPLE, metavar="DIR", help="the directory that holds them")
    parser.add_argument("--mode", choices=("hardlink", "copy"), default="hardlink", help="how blobs come in")
    args = parser.parse_args(arguments)
    if not any(_directories(args.spool_root)):
        print(f"There is no handoff directory in {args.spool_root}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="autocapture-smoke-") as name:
        failed = Smoke(args.spool_root, Path(name), args.mode).run()
    print("Stage 1 works here." if not failed else f"{failed} of these did not hold.")
    return 1 if failed else 0


def _directories(spool_root: Path) -> Iterator[Path]:
    yield from spool_root.glob("*/metadata.db")


if __name__ == "__main__":
    sys.exit(main())
