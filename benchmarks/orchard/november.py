"""Week three, on the large screen of the lab and, last, in the office."""

from __future__ import annotations

from benchmarks.orchard import person, texts
from benchmarks.orchard import words_away as away
from benchmarks.orchard.parts import dated, printed, typed
from benchmarks.orchard.recording import Scene
from benchmarks.orchard.sites_forms import BOOK, EXCISE, excise, filed, settings
from benchmarks.orchard.sites_reading import DOCS, manual
from benchmarks.orchard.sites_work import CHAT, MAIL, TANKS, TRACKER, chat, inbox, mail, tanks, ticket
from benchmarks.orchard.words import ANSELM, CELLAR_ROOM, LAST_MAILS, LATER_BOARD, MORE_ROOM, PRESS138, RACKED, press131

_LEFT, _RIGHT = (20, 40, 1320, 1360), (1370, 40, 1160, 1360)


def thursday(scene: Scene) -> None:
    """4 November 2027, from twenty past nine."""
    vault = person.HOME / "papers" / "circular-27-14.pdf"
    printed(scene, "Circular 27-14", away.CIRCULAR, vault)
    script = person.HOME / "ferment" / "backup.sh"
    person.write(script, texts.BACKUP[0])
    scene.browse(f"{CHAT}/cellar", chat("cellar", CELLAR_ROOM), _LEFT)
    shell = scene.terminal("lab", _RIGHT, size=13, bar=True)
    scene.browse(f"{CHAT}/cellar")
    scene.shot(0)
    shell.enter("cd ferment", "clear", "vim -n backup.sh", ":set termguicolors number", ":colorscheme slate", wait=0.8)
    scene.shot(24)
    shell.retype(texts.BACKUP[1])
    scene.shot(51)
    shell.enter(":q", "clear", "sh -n backup.sh && git add backup.sh", 'git commit -qm "Keep copies for 45 days"',
                "git tag v0.3.1", "git describe --tags")  # fmt: skip
    shell.until("v0.3.1")
    scene.shot(20)
    scene.browse(f"{CHAT}/cellar", chat("cellar", MORE_ROOM))
    scene.shot(37)
    scene.browse(f"{BOOK}/settings", settings(away.ROOM, away.ROOM_ON, ""))
    scene.shot(23)
    scene.browse(f"{BOOK}/settings", settings(away.ROOM_LATER, away.ROOM_ON_LATER, "Saved at 09:23."))
    scene.shot(30)
    shell.enter("clear", "sqlite3 cellar.db", ".mode box", *texts.ACID[0].split("\n"))
    scene.shot(34)
    shell.enter(*texts.ACID[1].split("\n"))
    scene.shot(46)
    scene.browse(f"{BOOK}/settings")
    scene.shot(8)
    scene.opened(["zathura", str(vault)], (500, 120, 1300, 1200), lambda: away.CIRCULAR)
    scene.shot(17)
    scene.shot(31)


def monday(scene: Scene) -> None:
    """8 November 2027, after the clocks went back."""
    home = person.HOME / "ferment"
    person.write(home / "correct.py", texts.CORRECT[1])
    person.write(home / "test_drift.py", texts.TESTS)
    shell = scene.terminal("lab", (1180, 90, 1340, 1240), size=13, bar=True)
    scene.browse(f"{TRACKER}/PRESS-131", ticket(*press131("Done", RACKED)), (30, 60, 1500, 1280))
    scene.shot(0)
    scene.browse(f"{TRACKER}/PRESS-138", ticket(*PRESS138))
    scene.shot(14)
    shell.enter("cd ferment", "clear", "python3 test_drift.py 2>&1 | tail -n 12")
    shell.until("AssertionError")
    scene.shot(25)
    shell.enter("vim -n correct.py", ":set termguicolors number", ":colorscheme slate", wait=0.8)
    scene.shot(12)
    shell.retype(texts.CORRECT[2])
    scene.shot(49)
    shell.enter(":q", "clear", "git commit -qam 'Hydrometer is calibrated at 20'", "git cherry-pick 7c41d0e",
                "git stash list", "git merge --no-ff main -m 'Bring main over'")  # fmt: skip
    shell.until("bad")
    scene.shot(28)
    scene.browse(f"{TANKS}/board", tanks("Monday 8 November, 13:50", LATER_BOARD))
    scene.shot(18)
    scene.browse(f"{EXCISE}/b266", excise(away.DUTY, away.DUTY_TICKS, away.DUTY_ERROR))
    scene.shot(36)
    scene.browse(f"{EXCISE}/b266", excise(away.DUTY_RIGHT, away.DUTY_TICKS, "Figures look complete."))
    scene.shot(42)
    scene.browse(f"{EXCISE}/receipt", filed(away.RECEIPT))
    scene.shot(21)


def tuesday(scene: Scene) -> None:
    """9 November 2027, before going to Moncton."""
    scene.browse(f"{MAIL}/inbox", inbox(1, LAST_MAILS), (150, 40, 1560, 960))
    scene.shot(0)
    scene.browse(f"{MAIL}/m/4688", mail(*ANSELM))
    scene.shot(12)
    note = person.HOME / "notes" / "handover.txt"
    person.write(note, "")
    scene.opened(["mousepad", "--disable-server", str(note)], (640, 220, 820, 500), lambda: note.read_text("utf-8"))
    head = texts.HANDOVER.split("\n\n")[0] + "\n"
    typed(scene.desk, note, head)
    scene.shot(30)
    typed(scene.desk, note, texts.HANDOVER.removeprefix(head), texts.HANDOVER)
    scene.shot(55)
    dated(person.HOME / "ferment", "2027-11-08T14:10:00")
    names = "backup.sh cellar.db correct.py labels.R readings.csv test_drift.py"
    scene.opened(["pcmanfm", str(person.HOME / "ferment")], (420, 150, 900, 560), lambda: names)
    scene.shot(19)
    scene.browse(f"{DOCS}/missing", manual(*away.MISSING))
    scene.shot(14)
    scene.browse(f"{MAIL}/inbox")
    scene.shot(42)
