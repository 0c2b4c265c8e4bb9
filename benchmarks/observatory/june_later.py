"""The last week, on the wall display and, on Friday, in the control room: branches, logs, lost hours, a note."""

from __future__ import annotations

from benchmarks.observatory import texts, words
from benchmarks.observatory import words_more as more
from benchmarks.observatory.looks import WALL
from benchmarks.observatory.parts import BEGUN, WHO, plain, scrolled, served, vim_ready
from benchmarks.observatory.sites_docs import GIT, POSTGRES, git, postgres
from benchmarks.observatory.sites_forms import NEWS, paper
from benchmarks.observatory.sites_work import CHAT, MAIL, TRACKER, issue, mailbox, room
from benchmarks.orchard import person
from benchmarks.orchard.parts import database, dated, git_ready, printed, typed
from benchmarks.orchard.recording import Scene

_WEB = (60, 90, 1980, 1260)


def monday(scene: Scene) -> None:
    """7 June 2027, half past eight."""
    git_ready(scene, "nightbook", {"tools/stow.py": "ZENITH = 90.0\n"}, WHO, BEGUN)
    page = scene.browse(f"{GIT}/docs/git-rebase", git("git-rebase"), _WEB)
    scrolled(page, 900)
    scene.shot(0)
    shell = scene.terminal("git", (1080, 220, 1420, 1080))
    shell.enter("cd nightbook", "clear", "git switch -c feature/stow-order")
    scene.shot(21)
    shell.enter("git rebase --onto main HEAD~3 feature/stow-order", "git cherry-pick 4be81f7")
    shell.until("bad revision")
    scene.shot(26)
    page = scene.browse(f"{GIT}/docs/git-cherry-pick", git("git-cherry-pick"))
    scrolled(page, 300)
    scene.shot(19)
    scene.browse(f"{TRACKER}/issue/OPS-219", issue(*words.OPS219))
    scene.shot(15)
    dated(person.HOME / "nightbook", "2027-06-07T08:20:00", "UTC")
    names = " ".join(sorted(each.name for each in (person.HOME / "nightbook").iterdir() if each.name[0] != "."))
    scene.opened(["pcmanfm", str(person.HOME / "nightbook")], (300, 160, 1200, 760), lambda: names)
    scene.shot(12)


def wednesday(scene: Scene) -> None:
    """9 June 2027, after four."""
    vim_ready(WALL)
    person.write(person.HOME / "nightbook" / "prune_logs.sh", texts.PRUNE[0])
    database(person.HOME / "nightbook" / "receivers.db", texts.RECEIVERS)
    scene.browse(f"{CHAT}/krro/channels/nightbook-dev", room("nightbook-dev", words.DEV_ROOM), _WEB)
    scene.shot(0)
    shell = scene.terminal("logs", (760, 130, 1640, 1180), kind="xfce4-terminal", size=15)
    shell.enter("cd nightbook", "clear", "vim prune_logs.sh", wait=1.0)
    scene.shot(18)
    shell.retype(texts.PRUNE[1])
    scene.shot(33)
    shell.retype(texts.PRUNE[2])
    scene.shot(36)
    shell.enter(":q", "clear", "sh -n prune_logs.sh && echo syntax ok", "git tag -a v2027.22.1 -m 'Shorter logs'")
    shell.until("syntax ok")
    scene.shot(14)
    page = scene.browse(f"{GIT}/docs/git-tag", git("git-tag"))
    scrolled(page, 850)
    scene.shot(16)
    shell.enter("clear", "sqlite3 -box receivers.db", *texts.WARM.split("\n"))
    shell.until("RX-55")
    scene.shot(29)


def thursday(scene: Scene) -> None:
    """10 June 2027, one o'clock."""
    served(scene, texts.NIGHTBOOK)
    shell = scene.terminal("sql", (900, 100, 1560, 1240))
    shell.enter("cd nightbook", "clear", "psql -q nightbook", wait=1.2)
    shell.enter(*texts.UPTIME[0].split("\n"))
    shell.until("does not exist")
    scene.shot(0)
    for number, query in enumerate(texts.UPTIME[1:]):
        if number:
            shell.enter("\\! clear", wait=0.3)
        shell.enter(*query.split("\n"))
        shell.until("rows)")
        scene.shot(19 + 7 * number)
    page = scene.browse(f"{GIT}/docs/git-stash", git("git-stash"), (40, 70, 1700, 1280))
    scene.shot(24)
    scrolled(page, 1000)
    scene.shot(27)
    scene.browse(f"{POSTGRES}/docs/15/sql-select.html", postgres("SELECT", "SELECT"))
    scene.shot(11)
    scene.browse(f"{NEWS}/", paper(*more.JUNE_PAPER))
    scene.shot(13)


def friday(scene: Scene) -> None:
    """11 June 2027, before the weekend."""
    plan = person.HOME / "Documents" / "cryo_plan_june.pdf"
    printed(scene, "Cryogenic service plan", more.CRYO, plan)
    sheet = person.HOME / "Documents" / "spares_2027.csv"
    person.write(sheet, texts.SPARES)
    scene.opened(["gnumeric", str(sheet)], (60, 60, 1260, 820), lambda: texts.SPARES.replace(",", " "))
    scene.shot(0)
    scene.opened(["zathura", str(plan)], (760, 90, 880, 900), lambda: plain(more.CRYO))
    scene.shot(13)
    note = person.HOME / "notes" / "weekend.txt"
    person.write(note, "")
    pad = scene.opened(
        ["mousepad", "--disable-server", str(note)], (240, 250, 800, 540), lambda: note.read_text("utf-8")
    )
    head = "\n".join(texts.WEEKEND.split("\n")[:4]) + "\n"
    typed(scene.desk, note, head)
    scene.shot(38)
    typed(scene.desk, note, texts.WEEKEND.removeprefix(head), texts.WEEKEND)
    scene.shot(47)
    scene.browse(f"{TRACKER}/issue/OPS-207", issue(*words.ops207("Closed", "2d 2h", 4)), (180, 60, 1380, 930))
    scene.shot(16)
    scene.browse(f"{MAIL}/mail/", mailbox(words.LAST_MAILS, 2, words.FEEDER))
    scene.shot(11)
    scene.desk.raised(pad)
    scene.shot(26)
