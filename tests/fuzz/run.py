"""Feeds readers of ours with changed examples, and watches what that does: a script, for it watches its own process.

    python -m tests.fuzz.run PLACE COUNT SEED [TARGET]

Prints one JSON object: how many were tried, and every breach: an exception that is no refusal, a name outside of PLACE
that was written, a program started, a socket opened, more than two seconds of work and half a second for each megabyte,
memory that grows. The bytes that led to a breach lie in PLACE/findings afterwards, to be kept in tests/findings.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import psutil

from tests.fuzz.targets import Target, all_of

# A reader is handed the same bytes up to four times; 8 MB of empty lists take 0.6 s each time.
MOST_S, MOST_S_A_MB = 2.0, 0.5
# What a process may grow by while it goes on with the same work, and what it may ever have.
MOST_GROWTH = 96 << 20
MOST_MEMORY = 12 << 30
_MOST_TOLD = 20
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NAMES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect", "socket.bind")


def watch(place: Path, breaches: Counter[str]) -> None:
    """Count what is written outside of a place, and what is started. An audit hook stays until the process ends."""
    homes = (f"{place}/", os.environ["AUTOCAPTURE_KEY_DIR"], "/dev/null")

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if name.startswith(_STARTS):
            breaches[name] += 1
        elif name in _NAMES or (name == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            path = arguments[0]
            # A name that is relative is one in a directory that is held open: rmtree goes so, from a place of ours.
            named = os.fsdecode(path) if isinstance(path, str | bytes) else ""
            if named.startswith("/") and not os.path.realpath(named).startswith(homes):
                breaches[f"{name} {named!r}"] += 1

    sys.addaudithook(hook)


def tried(target: Target, data: bytes, breaches: Counter[str]) -> bool:
    """Read changed bytes; say whether that was well."""
    begun = time.process_time()
    try:
        target.tried(data)
    except Exception:  # noqa: BLE001 - each is a finding
        where = traceback.format_exc().strip().splitlines()[-3:]
        breaches[f"{target.name}: {' | '.join(each.strip() for each in where)[:400]}"] += 1
        return False
    if (spent := time.process_time() - begun) > MOST_S + MOST_S_A_MB * len(data) / 1_000_000:
        breaches[f"{target.name}: {spent:.1f} s of work"] += 1
        return False
    return True


def fuzzed(target: Target, count: int, seed: int, place: Path, breaches: Counter[str]) -> int:
    """Try changed examples; return by how many bytes the process has grown since the first fifth of them."""
    chance = random.Random(f"{seed}{target.name}")
    process, settled = psutil.Process(), 0
    for number in range(count):
        data = target.change(chance.choice(target.examples), chance)
        if not tried(target, data, breaches):
            kept = place / "findings" / target.name
            kept.mkdir(parents=True, exist_ok=True)
            (kept / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        if number == count // 5:
            settled = process.memory_info().rss
    grown = process.memory_info().rss - settled
    if grown > MOST_GROWTH:
        breaches[f"{target.name}: grew by {grown >> 20} MiB"] += 1
    return grown


def main(arguments: list[str]) -> int:
    """Try all of them; 0 where nothing was found wrong."""
    place, count, seed = Path(os.path.realpath(arguments[0])), int(arguments[1]), int(arguments[2])
    chosen = arguments[3:]
    tempfile.tempdir = str(place)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    breaches: Counter[str] = Counter()
    targets = [each for each in all_of(place) if not chosen or each.name in chosen]
    tried_of: dict[str, int] = {}
    watch(place, breaches)
    begun = time.process_time()
    for target in targets:
        tried_of[target.name] = max(3, int(count * target.share))
        for example in target.examples:
            assert tried(target, example, breaches) or target.name == "picture", "an example itself is refused"
        fuzzed(target, tried_of[target.name], seed, place, breaches)
    told = {"tried": tried_of, "seconds": round(time.process_time() - begun, 1)}
    print(
        json.dumps(
            {**told, "breaches": {what: count for what, count in breaches.most_common(_MOST_TOLD) if count}}, indent=2
        )
    )
    return 1 if any(breaches.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
