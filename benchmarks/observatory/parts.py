"""What recipes do here and nowhere else: a database server, a vim that names its window, a manual that is scrolled."""

from __future__ import annotations

import re
import time
from pathlib import Path

from benchmarks.orchard import person
from benchmarks.orchard.chrome import Chrome
from benchmarks.orchard.desk import until
from benchmarks.orchard.looks import Look
from benchmarks.orchard.recording import Scene

WHO = "name = Nora Valdane\nemail = nora.valdane@kestrelridge.example"
BEGUN = "2027-05-19T07:20:00+00:00"
_PSQL = r"""\set QUIET 1
\pset pager off
\set PROMPT1 '%[%033]2;psql - %/%007%]%/%R%x%# '
\set QUIET 0
"""


def served(scene: Scene, script: str) -> None:
    """Start PostgreSQL for this session, with a database `nightbook` made by that script."""
    tools = sorted(Path("/usr/lib/postgresql").iterdir())[-1] / "bin"
    data, socket = person.HOME / ".cache" / "pg", person.HOME / ".cache"
    scene.desk.run([str(tools / "initdb"), "-D", str(data), "-A", "trust", "-U", person.NAME]).wait(60)
    scene.desk.run([str(tools / "postgres"), "-D", str(data), "-k", str(socket), "-c", "listen_addresses="])
    until((socket / ".s.PGSQL.5432").exists, "no database server")
    scene.desk.environment |= {"PGHOST": str(socket), "PAGER": "cat"}
    time.sleep(1.0)
    person.write(person.HOME / ".cache" / "tables.sql", script)
    scene.desk.run(["createdb", "nightbook"]).wait(20)
    scene.desk.run(["psql", "-q", "nightbook", "-f", str(person.HOME / ".cache" / "tables.sql")]).wait(20)
    person.write(person.HOME / ".psqlrc", _PSQL)


def vim_ready(look: Look) -> None:
    """Say how vim looks, and let it name its window after the file."""
    person.write(
        person.HOME / ".vimrc",
        "set nocompatible number termguicolors noswapfile viminfo= nomodeline laststatus=1\nsyntax on\n"
        f"set background={'dark' if look.dark else 'light'}\ncolorscheme {look.vim}\nset title titlestring=vim\\ %t\n",
    )


def scrolled(page: Chrome, down: int) -> None:
    """Let the page in front begin that far down."""
    page.ask(f"window.scrollTo(0, {down})")
    time.sleep(0.3)


def plain(page: str) -> str:
    """The words of a page, without its markup."""
    return re.sub(r"<[^>]+>", " ", page)
