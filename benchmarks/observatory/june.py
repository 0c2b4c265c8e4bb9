"""The first week of June, on the dark laptop: slew limits, a permit, frames that are too short, spare parts."""

from __future__ import annotations

from benchmarks.observatory import texts, words
from benchmarks.observatory import words_more as more
from benchmarks.observatory.parts import plain, scrolled
from benchmarks.observatory.sites_docs import PYTHON, python
from benchmarks.observatory.sites_forms import PERMIT, SHOP, STATUS, WEEK, calendar, cart, permit, permitted, status
from benchmarks.observatory.sites_work import CHAT, FORGE, TRACKER, issue, merge, room
from benchmarks.orchard import person
from benchmarks.orchard.parts import edited, printed, typed
from benchmarks.orchard.recording import Scene

_WEB = (30, 50, 1560, 960)
_MR = "Reject short frames before the correlator sees them"


def monday(scene: Scene) -> None:
    """31 May 2027, in the morning."""
    file = person.HOME / "nightbook" / "slew_limits.sql"
    person.write(file, texts.SLEW[0])
    scene.browse(f"{PYTHON}/3/library/statistics.html", python("statistics", "Mathematical statistics functions"), _WEB)
    scene.shot(0)
    geany = scene.opened(["geany", str(file)], (520, 140, 1180, 760), lambda: file.read_text("utf-8"))
    scene.shot(23)
    edited(scene.desk, file, texts.SLEW[0], texts.SLEW[1])
    scene.shot(41)
    page = scene.browse(f"{PYTHON}/3/library/statistics.html")
    scrolled(page, 900)
    scene.shot(19)
    scene.desk.raised(geany)
    edited(scene.desk, file, texts.SLEW[1], texts.SLEW[2])
    scene.shot(37)
    scene.browse(f"{WEEK}/apps/calendar/2027-W22", calendar(*more.WEEK))
    scene.shot(13)


def wednesday(scene: Scene) -> None:
    """2 June 2027, a permit for the crane."""
    scene.browse(f"{STATUS}/", status("2027-06-02 14:33", more.CARDS, more.DISHES), _WEB)
    scene.shot(0)
    form = (more.VISITOR, more.ZONE, more.HOURS, more.MARKS, more.WHY)
    scene.browse(f"{PERMIT}/new", permit(*form, "Please check the number of persons: a crane needs four."))
    scene.shot(34)
    right = (more.VISITOR_RIGHT, more.ZONE, more.HOURS, more.MARKS_RIGHT, more.WHY)
    scene.browse(f"{PERMIT}/new", permit(*right, "Ready to be sent."))
    scene.shot(29)
    scene.browse(f"{PERMIT}/sent", permitted(more.PERMITTED))
    scene.shot(12)
    scene.browse(f"{STATUS}/", status("2027-06-02 14:35", more.CARDS_LATER, more.DISHES_LATER))
    scene.shot(18)
    shell = scene.terminal("py", (760, 330, 1100, 620), kind="xfce4-terminal")
    person.write(person.HOME / "nightbook" / "night.csv", texts.NIGHT)
    shell.enter("cd nightbook", "clear", "python3 ingest.py night.csv")
    shell.until("ValueError")
    scene.shot(25)


def thursday(scene: Scene) -> None:
    """3 June 2027, quarter past nine."""
    scene.browse(f"{TRACKER}/issue/OPS-207", issue(*words.ops207("To be verified", "1d 6h", 3)), _WEB)
    scene.shot(0)
    said = (words.FRAMES_CHANGE, words.FRAMES_SAID)
    asked = "Farid Haddou requested to merge <b>short-frames</b> into <b>main</b>"
    scene.browse(f"{FORGE}/kestrelridge/nightbook/-/merge_requests/84", merge(84, _MR, "Open", asked, *said))
    scene.shot(16)
    scene.browse(f"{PYTHON}/3/library/bisect.html", python("bisect", "Array bisection algorithm"))
    scene.shot(22)
    page = scene.browse(f"{PYTHON}/3/library/textwrap.html", python("textwrap", "Text wrapping and filling"))
    scrolled(page, 700)
    scene.shot(26)
    scene.browse(f"{CHAT}/krro/channels/array-ops", room("array-ops", words.JUNE_OPS, dark=True))
    scene.shot(14)
    said = (words.FRAMES_CHANGE, words.FRAMES_MERGED)
    done = "Merged by Nora Valdane"
    scene.browse(f"{FORGE}/kestrelridge/nightbook/-/merge_requests/84", merge(84, _MR, "Merged", done, *said))
    scene.shot(11)


def friday(scene: Scene) -> None:
    """4 June 2027, before lunch."""
    paper = person.HOME / "Documents" / "TN-071_lightning.pdf"
    printed(scene, "TN-071", more.SAFETY, paper)
    scene.browse(f"{SHOP}/cart", cart(*more.CART), _WEB)
    scene.shot(0)
    scene.opened(["evince", str(paper)], (420, 60, 1040, 920), lambda: plain(more.SAFETY))
    scene.shot(28)
    note = person.HOME / "notes" / "outage.txt"
    person.write(note, "")
    scene.opened(["mousepad", "--disable-server", str(note)], (880, 260, 820, 520), lambda: note.read_text("utf-8"))
    typed(scene.desk, note, texts.OUTAGE)
    scene.shot(43)
    page = scene.browse(f"{PYTHON}/3/library/heapq.html", python("heapq", "Heap queue algorithm"))
    scrolled(page, 260)
    scene.shot(21)
