"""The main job, end to end, on the recorded sample: every step is a command that a person could type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "handoff"
OUT = ROOT / "demo-out"
STAMP = OUT / ".made-by-make-demo"
MOMENT = ("--now", "2026-03-20T17:45:00Z", "--tz", "UTC")

QUESTIONS = (
    "where did I see DOCK-418?",
    "what did Amira change the batch size to on Monday?",
    "what is the VIN of my car?",
)


def main() -> int:
    """Run all steps; stop at the first that fails."""
    begun = time.monotonic()
    _prepare()
    spool, data = OUT / "spool", OUT / "dataroot"
    say("1. Stage 1 ingests three recorded sessions and leaves a marker in each")
    autocapture("handoff", "drain", "--spool-root", spool, "--data-dir", data, "--no-json")
    say("2. Stage 2 reads the screens (about a minute or two: every line of text, then only what changed)")
    autocapture("batch", "run", "--data-dir", data, "--no-require-idle", "--no-json")
    say("3. Questions, answered from what is known by now; the last one has no answer on any screen")
    for question in QUESTIONS:
        autocapture("query", question, "--data-dir", data, *MOMENT, allowed=(0, 1))
    say("4. The log is verified: every line, every signature, every screenshot's bytes")
    autocapture("audit", "verify", "--data-dir", data, "--blobs", "hash")
    say("5. All views are folded anew from the log and compared with the live ones")
    autocapture("rebuild", "--check", "--data-dir", data)
    frame = "run_82b3/evidence.capture.frame/8"
    say("6. One frame with every box that is known of it drawn in")
    autocapture("show", "frame", frame, "--data-dir", data, "--image", OUT / "frame.png", *MOMENT, quiet=True)
    say("7. An answer is given away: one bag, which somebody without this program can check")
    autocapture("export", "--question", QUESTIONS[0], "--out", OUT / "bag", "--data-dir", data, *MOMENT)
    check(OUT / "bag" / "verify.py")
    _close(time.monotonic() - begun, data)
    return 0


def _prepare() -> None:
    if OUT.exists() and not STAMP.exists():
        sys.exit(f"{OUT} exists and was not made by this demo. Move it away and try again.")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    STAMP.touch()
    shutil.copytree(SAMPLE, OUT / "spool")


def autocapture(*words: str | Path, allowed: tuple[int, ...] = (0,), quiet: bool = False) -> None:
    """Run one command as a person would, with its keys kept beside the demo and not in the user's own place."""
    shown = " ".join(_quoted(str(word)) for word in words)
    print(f"\n$ autocapture {shown}", flush=True)
    environment = {**os.environ, "AUTOCAPTURE_KEY_DIR": str(OUT / "keys")}
    command = [sys.executable, "-m", "cli", *map(str, words)]
    output = subprocess.DEVNULL if quiet else None
    code = subprocess.run(command, env=environment, stdout=output, cwd=ROOT, check=False).returncode
    if code not in allowed:
        sys.exit(f"The demo stops here: the command above ended with exit code {code}.")


def check(script: Path) -> None:
    """Run the bag's own script, as a stranger would: elsewhere, and without this tree on Python's path."""
    print(f"\n$ python3 {script.relative_to(ROOT)}", flush=True)
    if subprocess.run([sys.executable, "-I", script], cwd="/", check=False).returncode:
        sys.exit("The demo stops here: the bag does not hold.")


def _quoted(word: str) -> str:
    word = word.removeprefix(f"{ROOT}/")
    return f'"{word}"' if " " in word else word


def say(title: str) -> None:
    print(f"\n\n=== {title}", flush=True)


def _close(seconds: float, data: Path) -> None:
    here = data.relative_to(ROOT)
    print(
        f"""

=== Done in {seconds:.0f} s. What there is now
  {here}/journal.ndjson    what happened, one event a line, each naming the hash of the line before
  {here}/ledger.ndjson     a signed commitment for each commit
  {here}/media/            the screenshots, hard-linked or copied
  {here}/metadata.db, derived/, index/    views; delete them, and `autocapture rebuild` makes them anew
  demo-out/frame.png       a frame with its boxes
  demo-out/bag/data/REPORT.html           the first answer and its evidence, to give away
  demo-out/spool/*/reap_eligible.json     the markers that tell the hypervisor it may delete its copies

What to try next
  . .venv/bin/activate
  export AUTOCAPTURE_DATA_DIR={here} AUTOCAPTURE_KEY_DIR=$PWD/demo-out/keys
  autocapture query "who issued the tide table?" --now 2026-03-20T17:45:00Z
  autocapture show event journal:100
  autocapture --help"""
    )


if __name__ == "__main__":
    sys.exit(main())
