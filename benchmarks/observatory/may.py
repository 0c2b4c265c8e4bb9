"""The last week of May, on the two screens of the control room: interference, dish 14, a broken board."""

from __future__ import annotations

from benchmarks.observatory import texts, words
from benchmarks.observatory import words_more as more
from benchmarks.observatory.looks import CONTROL
from benchmarks.observatory.parts import BEGUN, WHO, scrolled, served, vim_ready
from benchmarks.observatory.sites_docs import POSTGRES, postgres
from benchmarks.observatory.sites_forms import NEWS, paper
from benchmarks.observatory.sites_work import CHAT, MAIL, TRACKER, WIKI, article, issue, mailbox, room
from benchmarks.orchard import person
from benchmarks.orchard.parts import git_ready
from benchmarks.orchard.recording import Scene

_WEB = (40, 50, 1420, 930)


def monday(scene: Scene) -> None:
    """24 May 2027, shortly before nine."""
    git_ready(scene, "nightbook", {"pointing.py": texts.POINTING[0], "ingest.py": texts.INGEST}, WHO, BEGUN)
    scene.browse(f"{NEWS}/", paper(*more.MAY_PAPER), _WEB)
    scene.shot(0)
    scene.browse(f"{WIKI}/index.php/Correlator_cold_start", article(*words.COLD_START))
    scene.shot(14)
    page = scene.browse(f"{POSTGRES}/docs/15/sql-select.html", postgres("SELECT", "SELECT"))
    scrolled(page, 1150)
    scene.shot(21)
    scene.browse(f"{POSTGRES}/docs/15/sql-explain.html", postgres("EXPLAIN", "EXPLAIN"))
    scene.shot(19)
    shell = scene.terminal("one", (620, 380, 1000, 560))
    shell.enter("cd nightbook", "clear", "git log --stat -n 1", "ls -1")
    scene.shot(24)
    page = scene.browse(f"{POSTGRES}/docs/15/sql-createindex.html", postgres("CREATE_INDEX", "CREATE INDEX"))
    scrolled(page, 420)
    scene.shot(17)


def tuesday(scene: Scene) -> None:
    """25 May 2027, after lunch."""
    served(scene, texts.NIGHTBOOK)
    scene.browse(f"{POSTGRES}/docs/15/sql-copy.html", postgres("COPY", "COPY"), (20, 40, 1180, 960))
    scene.shot(0)
    shell = scene.terminal("sql", (560, 150, 1090, 840))
    shell.enter("cd nightbook", "clear", "psql -q nightbook", wait=1.2)
    shell.enter(*texts.RFI[0].split("\n"))
    shell.until("does not exist")
    scene.shot(26)
    shell.enter(*texts.RFI[1].split("\n"))
    shell.until("rows)")
    scene.shot(22)
    page = scene.browse(f"{POSTGRES}/docs/15/sql-select.html", postgres("SELECT", "SELECT"))
    scrolled(page, 2300)
    scene.shot(18)
    shell.enter(*texts.RFI[2].split("\n"))
    shell.until("(2 rows)")
    scene.shot(23)
    shell.enter("\\d rfi_event", wait=1.2)
    scene.shot(35)


def wednesday(scene: Scene) -> None:
    """26 May 2027, board 6."""
    scene.browse(f"{MAIL}/mail/", mailbox(words.MAILS, 2), _WEB)
    scene.shot(0)
    scene.browse(f"{MAIL}/mail/", mailbox(words.MAILS, 1, words.BOARD6))
    scene.shot(8)
    scene.browse(f"{TRACKER}/issue/OPS-207", issue(*words.ops207("In Progress", "3h 20m", 2)))
    scene.shot(27)
    scene.browse(f"{CHAT}/krro/channels/array-ops", room("array-ops", words.OPS_ROOM))
    scene.shot(15)
    scene.browse(f"{CHAT}/krro/channels/array-ops", room("array-ops", words.MORE_OPS))
    scene.shot(31)
    scene.browse(f"{MAIL}/mail/")
    scene.shot(12)


def friday(scene: Scene) -> None:
    """28 May 2027, from five past three."""
    vim_ready(CONTROL)
    files = {"test_pointing.py": texts.TESTS, "Makefile": texts.MAKEFILE}
    for name, text in files.items():
        person.write(person.HOME / "nightbook" / name, text)
    shell = scene.terminal("vim", (70, 60, 1020, 820))
    shell.enter("cd nightbook", "clear", "vim pointing.py", wait=1.0)
    scene.shot(0)
    shell.retype(texts.POINTING[1])
    scene.shot(38)
    shell.enter(":q", "clear", "make test")
    shell.until("Error 1")
    scene.shot(17)
    shell.enter("git diff --stat")
    scene.shot(11)
    shell.enter("vim pointing.py", wait=0.8)
    shell.retype(texts.POINTING[2])
    scene.shot(44)
    shell.enter(":q", "clear", "git add -A", 'git commit -qm "Wrap azimuth at the cable limit"', "git log --oneline")
    scene.shot(20)
    scene.browse(f"{POSTGRES}/docs/15/sql-vacuum.html", postgres("VACUUM", "VACUUM"), (420, 90, 1200, 880))
    scene.shot(16)
