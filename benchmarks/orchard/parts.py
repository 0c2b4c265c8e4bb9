"""What recipes do over and over: edit a file line by line, and begin a repository."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.orchard import person
from benchmarks.orchard.desk import Desk, until
from benchmarks.orchard.recording import Scene

_WHO = "name = Nora Comeau\nemail = nora@fundygate.ca"


def edited(desk: Desk, file: Path, before: str, after: str, *, save: bool = True) -> None:
    """Retype, in Geany, the lines that differ, from the last to the first; then save and check the file."""
    old, new = before.rstrip("\n").split("\n"), after.rstrip("\n").split("\n")
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    desk.key("ctrl+Home")
    desk.key(*["Down"] * head)
    for _ in gone[1:]:
        desk.key("shift+Down")
    if gone:
        desk.key("shift+End", "Delete")
    for number, line in enumerate(come):
        if number or not gone:
            desk.key("Return")
        desk.type(line)
    if save:
        desk.key("ctrl+s")
        until(lambda: file.read_text("utf-8").rstrip() == after.rstrip(), f"{file}:\n{file.read_text('utf-8')}", 5)
    time.sleep(0.3)


def git_ready(
    scene: Scene, name: str, files: dict[str, str], who: str = _WHO, when: str = "2027-10-11T13:02:00-03:00"
) -> None:
    """Begin a repository of the person's with these files in its first commit."""
    home = person.HOME / name
    for path, text in files.items():
        person.write(home / path, text)
    config = f"[user]\n{who}\n[init]\ndefaultBranch = main\n[core]\npager = cat"
    person.write(person.HOME / ".gitconfig", config)
    given = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        environment = {**scene.desk.environment, **given}
        subprocess.run(["git", *words], cwd=home, env=environment, check=True, **person.whose())


def typed(desk: Desk, file: Path, text: str, whole: str = "") -> None:
    """Type into a note, save it, and check what the file says: `whole`, or just that text."""
    for line in text.split("\n")[:-1]:
        if line:
            desk.type(line)
        desk.key("Return")
    desk.key("ctrl+s")
    until(lambda: file.read_text("utf-8").rstrip() == (whole or text).rstrip(), file.read_text("utf-8"), 5)
    time.sleep(0.3)


def database(file: Path, script: str) -> None:
    """Make a database by that script."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as db:
        db.executescript(script)
    db.close()
    person.owned(file)


def printed(scene: Scene, title: str, page: str, file: Path) -> None:
    """Make a PDF of a page, as a browser prints it."""
    source = person.HOME / ".cache" / "page.html"
    style = "<style>body{font:17px/1.6 'Liberation Serif'}</style>"
    head = f"<!doctype html><meta charset=utf-8><title>{title}</title>{style}"
    person.write(source, head + page)
    file.parent.mkdir(parents=True, exist_ok=True)
    person.write(file, "")
    profile = f"--user-data-dir={person.HOME}/.cache/printer"
    flags = ["--headless", "--no-sandbox", "--no-pdf-header-footer", profile]
    scene.desk.run(["chromium", *flags, f"--print-to-pdf={file}", f"file://{source}"]).wait(60)
    if not file.read_bytes().startswith(b"%PDF"):
        raise OSError(f"no {file}")


def dated(folder: Path, when: str, zone: str = "America/Halifax") -> None:
    """Let all files of a folder be of that moment."""
    moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone)).timestamp()
    for each in (folder, *folder.rglob("*")):
        os.utime(each, (moment, moment))
        person.owned(each)
