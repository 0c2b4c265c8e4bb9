"""Weeks one and two, on the light desktop of the office: a stuck tank, a query for it, and an order."""

from __future__ import annotations

from benchmarks.orchard import person, texts
from benchmarks.orchard import words_away as away
from benchmarks.orchard.parts import database, edited, git_ready, typed
from benchmarks.orchard.recording import Scene
from benchmarks.orchard.sites_forms import ALMANAC, SHOP, order, ordered, week
from benchmarks.orchard.sites_reading import DOCS, manual
from benchmarks.orchard.sites_work import MAIL, TANKS, TRACKER, inbox, mail, tanks, ticket
from benchmarks.orchard.words import BOARD, KIRI, MAILS, TOBIAS, press131

_WEB = (150, 40, 1560, 960)


def monday(scene: Scene) -> None:
    """18 October 2027, from a quarter to nine."""
    home = person.HOME
    git_ready(scene, "ferment", {"correct.py": texts.CORRECT[0], "readings.csv": texts.READINGS})
    scene.browse(f"{TRACKER}/PRESS-131", ticket(*press131("Open")), _WEB)
    scene.shot(0)
    scene.browse(f"{MAIL}/inbox", inbox(3, MAILS))
    scene.shot(9)
    scene.browse(f"{MAIL}/m/4471", mail(*TOBIAS))
    scene.shot(7)
    file = home / "ferment" / "correct.py"
    geany = scene.opened(["geany", str(file)], (330, 120, 1250, 800), lambda: file.read_text("utf-8"))
    scene.shot(38)
    shell = scene.terminal("one", (90, 420, 1100, 560), size=13)
    shell.enter("cd ferment", "clear", "python3 correct.py readings.csv")
    shell.until("KeyError")
    scene.shot(21)
    scene.browse(f"{TANKS}/board", tanks("Monday 18 October, 08:40", BOARD))
    scene.shot(12)
    scene.desk.raised(geany)
    edited(scene.desk, file, texts.CORRECT[0], texts.CORRECT[1])
    scene.shot(44)
    shell.enter("python3 correct.py readings.csv")
    shell.until("tank 7")
    scene.shot(16)
    shell.enter(
        "git switch -q -c fahrenheit", "git commit -qam 'Read the probe in fahrenheit'", "git log --oneline -n 3"
    )
    scene.shot(19)
    notes = home / "notes" / "pressing.txt"
    person.write(notes, "")
    scene.opened(["mousepad", "--disable-server", str(notes)], (820, 180, 760, 520), lambda: notes.read_text("utf-8"))
    typed(scene.desk, notes, texts.PRESSING)
    scene.shot(58)
    scene.browse(f"{TRACKER}/PRESS-131", ticket(*press131("In progress")))
    scene.shot(25)


def wednesday(scene: Scene) -> None:
    """20 October 2027, after lunch."""
    database(person.HOME / "ferment" / "cellar.db", texts.CELLAR)
    scene.browse(f"{DOCS}/windows", manual(*away.WINDOWS), (60, 30, 1400, 940))
    scene.shot(0)
    scene.browse(f"{DOCS}/frames", manual(*away.FRAMES))
    scene.shot(26)
    scene.browse(f"{DOCS}/missing", manual(*away.MISSING))
    scene.shot(18)
    shell = scene.terminal("sql", (760, 150, 1080, 820), size=13)
    shell.enter("cd ferment", "clear", "sqlite3 cellar.db", ".mode column", *texts.STUCK[0].split("\n"))
    shell.until("no such table")
    scene.shot(41)
    shell.enter(*texts.STUCK[1].split("\n"))
    scene.shot(14)
    scene.browse(f"{DOCS}/windows")
    scene.shot(33)
    shell.enter(*texts.STUCK[2].split("\n"))
    scene.shot(52)
    sheet = person.HOME / "notes" / "harvest_2027.csv"
    person.write(sheet, texts.HARVEST)
    scene.opened(["gnumeric", str(sheet)], (300, 90, 1300, 820), lambda: texts.HARVEST.replace(",", " "))
    scene.shot(20)
    scene.browse(f"{MAIL}/m/4502", mail(*KIRI))
    scene.shot(31)
    rows, total = away.CART
    scene.browse(f"{SHOP}/checkout", order(rows, total, away.TYPED, away.EXTRAS, away.WAYS))
    scene.shot(24)
    scene.browse(f"{SHOP}/thanks", ordered("QF-20418", away.THANKS))
    scene.shot(11)
    scene.browse(f"{ALMANAC}/2027/week/42", week(*away.WEEK))
    scene.shot(15)
