"""The popup under load: a running server asked by 1, 8 and 60 askers at once, each asking on as soon as it is answered.

`make bench ONLY=serving` asks a generated log of 2,000 frames. `AUTOCAPTURE_BENCH_LOGS=/a:/b` names DataRoots that
`python -m benchmarks.generated` made and `autocapture rebuild` prepared, such as of 100,000 and 1,000,000 frames: these
are asked as well; a token is all that is written there. Askers and server share the machine's cores. Each number of
askers goes on for `LASTS_S` at the most; what was measured is told as soon as it is.
"""

from __future__ import annotations

import http.client
import json
import math
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks import generated
from benchmarks.run import Row
from ledger.dataroot import DataRoot
from projections.rebuild import rebuild
from projections.views import Views

FRAMES = 2_000
LOGS = "AUTOCAPTURE_BENCH_LOGS"
ASKERS = {1: 100, 8: 300, 60: 1500}
"""How many ask at once, and the p95 that is to be reached, in milliseconds: the popup's own budget is 1,500."""
ROUNDS = 240
LASTS_S = 30.0
PAINT_MS = 500


@dataclass
class _Load:
    """What askers saw: milliseconds of each answer, and statuses and states other than a good one."""

    times: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


def main() -> Iterator[Row]:
    """Serve a small log, and those that the environment names."""
    with tempfile.TemporaryDirectory(prefix="autocapture-bench-") as name:
        base = Path(name)
        os.environ.setdefault("AUTOCAPTURE_KEY_DIR", str(base / "keys"))
        root = DataRoot(base / "data")
        generated.generate(root, FRAMES)
        rebuild(root)
        for path in (root.path, *map(Path, filter(None, os.environ.get(LOGS, "").split(os.pathsep)))):
            yield from _serving(DataRoot(path))


def _serving(root: DataRoot) -> Iterator[Row]:
    with Views(root) as views:
        [frames], [newest] = views.facts.execute("SELECT count(*) FROM frames UNION ALL SELECT max(ts_us) FROM frames")
        questions = _questions(views)
    now = datetime.fromtimestamp(newest / 1e6 + 60, UTC).isoformat()
    with _served(root, now) as (port, token, process):
        _ask(port, token, questions[:8], _Load())
        for askers, goal in ASKERS.items():
            before = process.cpu_times()
            load = _loaded(port, token, questions, askers)
            after = process.cpu_times()
            spent = (after.user + after.system - before.user - before.system) * 1000 / len(load.times)
            slow = statistics.quantiles(load.times, n=20)[-1] if len(load.times) > 1 else load.times[0]
            told = f"p95 {slow:.0f} ms, median {statistics.median(load.times):.0f} ms"
            print(f"{frames:,} frames, {askers} asking at once, {len(load.times)} answers: {told}", file=sys.stderr)
            yield Row(f"{frames:,} frames: popup, {askers} asking at once", told, f"p95 ≤ {goal} ms", slow <= goal)
            yield Row(f"{frames:,} frames: processor time of the server an answer, {askers} asking", f"{spent:.1f} ms")
            faults = ", ".join(f"{name} × {count}" for name, count in load.faults.items()) or "none"
            yield Row(f"{frames:,} frames: faults, {askers} asking", faults, "none", not load.faults)
        if (painted := _painted(port)) is not None:
            yield Row("page: first paint", f"{painted:.0f} ms", f"≤ {PAINT_MS} ms", painted <= PAINT_MS)


def _questions(views: Views) -> list[str]:
    """Return questions with words that about one scene in a hundred holds."""
    [total] = views.facts.execute("SELECT max(id) FROM scenes").fetchone()
    rows = views.facts.execute(
        "SELECT term, sum(length(impacts)) AS n FROM postings WHERE length(term) > 3 GROUP BY term "
        "HAVING n BETWEEN ? AND ? ORDER BY term LIMIT 400",
        (max(1, total // 200), max(20, total // 20)),
    )
    words = [term for term, _ in rows]
    asked = [f"where did I see {one} {other}?" for one, other in zip(words[::2], words[1::2], strict=False)]
    return asked[:40] or ["what was on the screen?"]


@contextmanager
def _served(root: DataRoot, now: str) -> Iterator[tuple[int, str, psutil.Process]]:
    command = [sys.executable, "-m", "cli", "serve", "--json", "--port", "0", "--now", now, "--tz", "UTC"]
    server = subprocess.Popen([*command, "--data-dir", str(root.path)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        token = json.loads(Path(told["token_path"]).read_bytes())["token_b64"]
        yield int(told["url"].rstrip("/").rpartition(":")[2]), token, psutil.Process(server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _loaded(port: int, token: str, questions: Sequence[str], askers: int) -> _Load:
    loads = [_Load() for _ in range(askers)]
    each = max(4, ROUNDS // askers)
    threads = []
    until = time.monotonic() + LASTS_S
    for number, load in enumerate(loads):
        mine = [questions[(number + step) % len(questions)] for step in range(each)]
        threads.append(threading.Thread(target=_ask, args=(port, token, mine, load, until)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    faults = sum((load.faults for load in loads), Counter[str]())
    return _Load([took for load in loads for took in load.times], faults)


def _ask(port: int, token: str, questions: Sequence[str], load: _Load, until: float = math.inf) -> None:
    """Ask one question after the other, the first in any case, the others while there is time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for question in questions:
        if load.times and time.monotonic() > until:
            break
        began = time.perf_counter()
        body = json.dumps({"query": question})
        connection.request("POST", "/api/query/popup", body, {"Authorization": f"Bearer {token}"})
        answered = connection.getresponse()
        told = json.loads(answered.read())
        load.times.append((time.perf_counter() - began) * 1000)
        if answered.status != 200:
            load.faults[str(answered.status)] += 1
        elif not told["ok"]:
            load.faults[told["processing_blocked_reason"]] += 1
    connection.close()


def _painted(port: int) -> float | None:
    """Return when the page was first painted, in milliseconds after it was asked for; None without a browser."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if path is None:
        return None
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        times = []
        for _ in range(5):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
            painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            times.append(float(painted))
            page.close()
        browser.close()
    return statistics.median(times)
