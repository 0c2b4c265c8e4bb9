"""Asks thousands of seeded questions of a DataRoot, and watches what that does to the world: it should do nothing.

    python tests/fuzzed.py DATAROOT COUNT SEED

Prints one JSON object: how many were asked, what states came back, how long they took, and every breach: an exception
that is no error of ours, a socket, a program started, a file opened to be written, a decoder of pictures loaded,
more than three seconds of work.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from ledger.dataroot import DataRoot
from ledger.errors import AutocaptureError
from projections.views import Views
from query.answers.answer import Answer
from query.answers.plan import Filters
from query.ask import ask

LEADS = (
    "what is", "who", "when did I first see", "when did I last see", "where did I see", "how often did I see",
    "how many times did", "how long was I in", "which website did I use most", "list the tabs with", "what changed in",
    "what was the final", "what colour is", "which command came after", "compare", "total of", "what did I do", "show",
    "what is the state of the button", "what stood next to", "was there ever", "how many keys did I type in", "",
)  # fmt: skip
THINGS = (
    "DOCK-418", "the tide table", "Slack", "gate_event", "the SQL", "the invoice total", "github.com", "the terminal",
    "the assignee", "the checkbox Status", "my calendar", "an error", "the colour of the window", "no such table",
    "main.py", "the first version", "Amira", "Chromium and Geany", "8a07", "0O1lI", "the", "of the", "flamingo",
    "日本語のテキスト", "Überprüfung", "naïve café", "Москва", "٤٢",
    "\U0001d518\U0001d52b\U0001d526", "👩‍💻", "a\u0301\u0327",
    "ﬁle", "İstanbul",
)  # fmt: skip
TIMES = (
    "yesterday", "last week", "about 2 weeks ago", "on 3/4/26", "on 4 March around 2pm", "between 3 and 5pm on Friday",
    "since Monday", "before 2026-03-04", "in the first week of March", "a long time ago", "on 31 February", "at 25:61",
    "99999 days ago", "in the year 9999", "0 hours ago", "tomorrow", "on 2026-03-29 02:30", "from then until then", "",
)  # fmt: skip
GARBAGE = (
    "\"", "'", "“", "”", "((((", "))", "*", "^", "NEAR(", "AND OR NOT", "{x}", "a:b:c", "; DROP TABLE spans; --",
    "%_%", "\\",
    "\x00", "\x07", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\ufeff", "\ud800", "\udfff", "\uffff", "\U0010ffff",
    "\r\n",
    "\t", "../../etc/passwd", "journal:99999999999999999999", "1e999", "-1", "NaN", "[bold]", ":smile:",
    "{{7*7}}", "$(id)",
    "schedule_extract=true", "?" * 50, "." * 50, "0" * 60,
)  # fmt: skip
ZONES = ("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "America/New_York")
DECODERS = frozenset({"pyvips", "PIL", "cv2", "onnxruntime", "rapidocr", "httpx", "processors", "ingest"})
STARTED = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn")
CHANGED = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate")
HOURS_ON = (0, 0, 0, 0, 5, -400, -2000, 24 * 365, 24 * 365 * 900)
MOST_S = 3.0
_MOST_TOLD = 20


def question(chance: random.Random) -> str:
    """Return a question: sensible, half sensible, rubbish, or endless."""
    kind = chance.random()
    parts = [chance.choice(LEADS), chance.choice(THINGS), chance.choice(TIMES)]
    if kind < 0.35:
        return " ".join(filter(None, parts))
    if kind < 0.6:
        parts += chance.choices(GARBAGE, k=chance.randint(1, 3))
        chance.shuffle(parts)
        return chance.choice((" ", "")).join(parts)
    if kind < 0.75:
        return _slipped(" ".join(parts), chance)
    if kind < 0.9:
        return "".join(chr(_letter(chance)) for _ in range(chance.randint(0, 80)))
    if kind < 0.97:
        return " ".join(chance.choices(THINGS + TIMES + GARBAGE, k=chance.randint(0, 40)))
    return chance.choice((*THINGS, *GARBAGE, "(a ", "0", "é́")) * chance.randint(100, 20_000)


def _letter(chance: random.Random) -> int:
    return chance.randrange(*chance.choice(((0, 0x80), (0, 0x800), (0, 0x10000), (0, 0x110000), (0x4E00, 0x9FFF))))


def _slipped(text: str, chance: random.Random) -> str:
    """Return a text as it is mistyped: letters doubled, dropped, swapped, upside down in case."""
    letters = list(text)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(letters) + 1)
        letters[at:at] = chance.choice(("", "x", " ", letters[at - 1] if letters else "", "İ"))
        if len(letters) > 2 and chance.random() < 0.5:
            del letters[chance.randrange(len(letters))]
    return "".join(letters).swapcase() if chance.random() < 0.2 else "".join(letters)


def filters(chance: random.Random, now: datetime) -> Filters:
    """Return filters; mostly none."""
    if chance.random() < 0.7:
        return Filters()
    since = now - timedelta(days=chance.randint(0, 400)) if chance.random() < 0.5 else None
    until = now - timedelta(days=chance.randint(-5, 200)) if chance.random() < 0.5 else None
    app, site = (chance.choice(("", "", "chromium", "slack", *GARBAGE)) for _ in range(2))
    frame = chance.choice(("", "", "", "run_8a07/evidence.capture.frame/9", "x", "\x00"))
    return Filters(since, until, app, site, frame)


def watch(root: Path, breaches: Counter[str]) -> None:
    """Count what this process does from now on that asking must not do. An audit hook stays until the process ends."""
    home = os.fspath(root)

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        if name.startswith("socket.") or name.startswith(STARTED):
            breaches[name] += 1
        elif name.startswith(CHANGED):
            breaches[f"{name} {arguments[0]!r}"] += 1
        elif name == "open" and _writes(arguments):
            breaches[f"open to write {arguments[0]!r}"] += 1
        elif name == "sqlite3.connect" and "mode=ro" not in str(arguments[0]):
            breaches[f"sqlite3.connect {arguments[0]!r}"] += 1
        elif name == "import" and str(arguments[0]).partition(".")[0] in DECODERS:
            breaches[f"import {arguments[0]}"] += 1
        elif name == "open" and str(arguments[0]).startswith(f"{home}/media"):
            breaches[f"open {arguments[0]!r}"] += 1

    sys.addaudithook(hook)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND))


def wrong_with(answer: Answer, limit: int) -> str:
    """Return what is wrong with the shape of an answer, empty where nothing is."""
    if not answer.summary.strip():
        return "no summary"
    if (answer.state == "ok") != bool(answer.claims):
        return f"{answer.state} with {len(answer.claims)} claims"
    if len(answer.claims) > limit:
        return "more claims than wanted"
    msgspec.json.decode(answer.to_json())
    return ""


def main(arguments: list[str]) -> int:
    """Ask them, print the figures; 0 where nothing was found wrong."""
    root, count, seed = DataRoot(Path(arguments[0])), int(arguments[1]), int(arguments[2])
    chance = random.Random(seed)
    states: Counter[str] = Counter()
    breaches: Counter[str] = Counter()
    took: list[float] = []
    slowest = (0.0, "")
    watch(root.path, breaches)
    views = Views(root)
    for number in range(count):
        if number % 100 == 0:
            views.close()
            views = Views(root)
        text, zone = question(chance), ZoneInfo(chance.choice(ZONES))
        now = datetime(2026, 3, 21, tzinfo=UTC) + timedelta(hours=chance.choice(HOURS_ON))
        limit, narrowed = chance.randint(1, 32), filters(chance, now)
        began, worked = time.perf_counter(), time.process_time()
        try:
            answer = ask(views, text, now=now, zone=zone, limit=limit, filters=narrowed)
            states[answer.state] += 1
            if wrong := wrong_with(answer, limit):
                breaches[f"{wrong}: {text[:200]!a}"] += 1
        except AutocaptureError as error:
            breaches[f"{error.name}: {error} on {text[:200]!a} {narrowed}"] += 1
        except Exception:  # noqa: BLE001 - each is a finding
            where = traceback.format_exc().strip().splitlines()[-3:]
            breaches[f"{' | '.join(each.strip() for each in where)} on {text[:200]!a} {narrowed}"] += 1
        # Processor time: a busy machine is no fault of a question.
        if (spent := time.process_time() - worked) > MOST_S:
            breaches[f"{spent:.0f} s of work on {text[:200]!a}"] += 1
        took.append((time.perf_counter() - began) * 1000)
        slowest = max(slowest, (took[-1], text[:120]))
    views.close()
    told = {
        "asked": count,
        "seed": seed,
        "states": dict(states),
        "median_ms": round(statistics.median(took), 2),
        "p99_ms": round(sorted(took)[int(len(took) * 0.99)], 2),
        "slowest_ms": round(slowest[0], 1),
        "slowest": ascii(slowest[1]),
        "breaches": dict(breaches.most_common(_MOST_TOLD)),
    }
    print(json.dumps(told, indent=2))
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
