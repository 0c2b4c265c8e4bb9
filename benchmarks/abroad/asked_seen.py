"""Questions for what was in front and how long; for buttons, files and colours; and as of earlier moments."""

from __future__ import annotations

from benchmarks.abroad.asking import NOW, file
from benchmarks.abroad.texts import DIVERT, HANDOVER
from benchmarks.scouting.asking import ticked
from benchmarks.worlds.asking import Ask, Pick, ansi16, ansi256, colour, last_seen, most, on, program, rgb, site, visits
from benchmarks.worlds.frame import Frame


def seen(frames: list[Frame]) -> list[Ask]:
    """All of them."""
    return [*_times(frames), *_used(frames), *_colours(frames), *_controls(), *_things(), *_before(frames)]


def _app(frame: Frame) -> str:
    return frame.window.app


def _host(frame: Frame) -> str:
    return frame.window.url.partition("/")[0]


def _between(first: str, last: str) -> Pick:
    return lambda frame: first <= frame.local.date().isoformat() <= last


def _times(frames: list[Frame]) -> list[Ask]:
    def last(question: str, pick: Pick) -> Ask:
        return Ask("last_time", question, last_seen(frames, pick, NOW), frames=pick, answer_kind="set")

    def times(question: str, pick: Pick, expected: int) -> Ask:
        if len(visits(frames, pick)) != expected:
            raise ValueError(f"{question} {len(visits(frames, pick))}")
        return Ask("count", question, str(expected), frames=pick, answer_kind="number")

    return [
        last("when did I last visit the Graphiet docs?", site("graphiet")),
        last("When was the last time I had Plankboard open?", site("plankboard")),
        last("last time i used DBeaver", program("dbeaver")),
        last("when did I last look into the KettleDB manual", site("kettledb")),
        last("When did I last open the site of the laundry, Wolkwit?", site("wolkwit")),
        times("How often did I go to the Graphiet docs on Thursday 14 January?", site("graphiet", day="2027-01-14"), 2),
        times("how many times did I open DBeaver on the 18th", program("dbeaver", day="2027-01-18"), 3),
        times("number of separate visits to plankboard in total?", site("plankboard"), 4),
    ]


def _used(frames: list[Frame]) -> list[Ask]:
    def longest(question: str, pick: Pick, name: str, *accept: str, apps: bool = False) -> Ask:
        kind, of = ("app_time", _app) if apps else ("domain_time", _host)
        most(frames, pick, of, name)
        shown = name if apps else name.partition(".")[2]
        return Ask(kind, question, shown, frames=lambda each: pick(each) and of(each) == name, accept=accept)

    tuesday, thursday = on("2027-01-26"), on("2027-01-28")
    programs: list[str | list[str]] = ["geary", ["epiphany", "Web"], "evince", ["soffice", "LibreOffice", "Calc"]]
    return [
        longest("What website did we visit a ton about 2 weeks ago?", _between("2027-01-11", "2027-01-17"),
                "docs.graphiet.io"),
        longest("most visited site last week", _between("2027-01-18", "2027-01-24"), "manual.kettledb.org"),
        longest("Which domain did I spend the most time on in all of January?", _between("2027-01-01", "2027-01-31"),
                "docs.graphiet.io"),
        Ask("domain_time", "which sites did I have in front on 26 January?",
            ["lumen-nachtlijnen.be", "plankboard.eu", "graphiet.io"],
            frames=lambda each: tuesday(each) and bool(each.window.url), answer_kind="set"),
        longest("which app did I use most today?", on("2027-01-29"), "xed", apps=True),
        longest("what program was in front the longest on the evening of 22 January", on("2027-01-22"), "alacritty",
                apps=True),
        longest("Most used program on Wednesday last week?", on("2027-01-20"), "chrome", apps=True),
        Ask("app_time", "which programs did I have in front yesterday",
            [*programs, ["io.elementary.code", "Code"], ["gnome-calendar", "Calendar"]],
            frames=thursday, answer_kind="set"),
        Ask("app_time", "On which day did I use Excel?", "2027-01-20", frames=program("EXCEL"),
            accept=("20 January", "January 20", "20 Jan")),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    def hexed(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, colour(frames, pick), frames=pick)

    def parts(question: str, pick: Pick) -> Ask:
        red, green, blue = rgb(colour(frames, pick))
        accept = (f"{red},{green},{blue}", f"({red} {green} {blue})")
        return Ask("colour", question, f"{red}, {green}, {blue}", frames=pick, accept=accept)

    def of256(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, ansi256(colour(frames, pick)), frames=pick, answer_kind="number")

    def of16(question: str, pick: Pick) -> Ask:
        code, *others = ansi16(colour(frames, pick))
        return Ask("colour", question, code, frames=pick, accept=tuple(others), answer_kind="number")

    editor = program("alacritty", day="2027-01-22")
    return [
        hexed("hex colour of the graphiet docs background", site("graphiet")),
        hexed("dominant colour of the punctuality dashboard, in hex", site("gauges")),
        hexed("Hex of the vim background on 22 January?", lambda frame: editor(frame) and "VIM" in frame.window.title),
        parts("What RGB is the background of the KettleDB manual?", site("kettledb")),
        parts("rgb of the page of the sleeper gazette", site("sleepergazette")),
        of256("which ansi 256 colour comes closest to the background of the linen order page", site("wolkwit")),
        of256("256 colour of the Plankboard background?", site("plankboard")),
        of16("ansi 16 color of the gauges page", site("gauges")),
    ]


def _controls() -> list[Ask]:
    def box(question: str, word: str) -> Ask:
        return Ask("ui_box", question, "", (f"button:{word}",), answer_kind="box")

    def shown(question: str, *names: str) -> Ask:
        marks = tuple(f"button:{name}" for name in names)
        return Ask("ui_set", question, list(names), marks, answer_kind="set")

    return [
        box("where was the Send request button?", "Send request"),
        box("position of the Write mail button in postduif", "Write mail"),
        box("Where is the button Keep as template on the linen form", "Keep as template"),
        ticked(
            "Which boxes were ticked on the path request?",
            ("Stop for drivers only", "Luggage van", "Cars with retention toilets"),
            ("Dangerous goods", "Steam heating"),
        ),
        ticked("what kind of path did i choose on the form", ("Fixed path",), ("Flexible path", "Ad hoc path")),
        ticked(
            "extras I ticked for the linen?",
            ("Collect used linen", "Perfume free"),
            ("Express", "Iron and fold", "text message"),
        ),
        shown("which buttons were on the linen order form", "Place order", "Keep as template", "Empty basket"),
        shown("what buttons are below a letter in Postduif?", "Reply", "Forward", "Mark as unread"),
        shown("What could I press once the linen was ordered?", "Print delivery note", "Change order", "Cancel order"),
    ]


def _things() -> list[Ask]:
    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    def named(question: str, answer: str, pick: Pick, *accept: str) -> Ask:
        return Ask("document", question, answer, frames=pick, accept=accept)

    return [
        named("which pdf did I read yesterday?", "timetable-2.1.pdf", program("evince")),
        named("name of the pdf with the access charges", "access-charges-2027.pdf", program("zathura")),
        named("Which workbook did I have open in Excel?", "wheels-2027.xlsx", program("EXCEL")),
        named("which text file did I edit today", "handover.md", program("xed")),
        named("when did I edit depot-visit.txt", "2027-01-20", program("notepad++"), "20 January", "January 20"),
        doing("what was I doing on Monday 18 January around 11?", on("2027-01-18"),
              "night_loads", "DBeaver", "KettleDB", "water", "punctuality"),
        doing("What did I do on Friday 15 January between 10 and half past?", on("2027-01-15"),
              "path", "Corridor", "handover", "key safe"),
        doing("wed 20 january early in the morning, what was on", on("2027-01-20"),
              "wheels-2027", "Wolkwit", "linen", "depot-visit", "heating"),
    ]  # fmt: skip


def _before(frames: list[Frame]) -> list[Ask]:
    graphiet, early, mid = site("graphiet"), "2027-01-12T12:00:00Z", "2027-01-16T09:00:00Z"
    return [
        Ask("as_of", "what status does LN-208 have?", "Open", quotes=("Status Open",), asked_at=early),
        Ask("as_of", "is my path request accepted yet, what's its status?", "Waiting for the infrastructure",
            quotes=("Status Waiting for the infrastructure",), asked_at=mid),
        file("What does divert.py look like at the moment?", "divert.py", DIVERT[0], "as_of", early),
        file("the handover file as it is now", "handover.md", HANDOVER[1], "as_of", "2027-01-28T19:00:00Z"),
        Ask("as_of", "when did i last read the graphiet docs", last_seen(frames, graphiet, mid), frames=graphiet,
            answer_kind="set", asked_at=mid),
    ]  # fmt: skip
