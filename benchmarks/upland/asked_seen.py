"""Questions for what was in front and how long; for buttons, files and colours; and as of earlier moments."""

from __future__ import annotations

from benchmarks.scouting.asking import ticked
from benchmarks.upland.asking import NOW, file
from benchmarks.upland.texts import HANDBACK, LOGGER, RATING
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
        last("when was I last in the Rivulet docs", site("rivulet")),
        last("Last time I had Beekeeper Studio open?", program("beekeeper-studio")),
        last("when did I last have the Stillwell shop in front of me", site("stillwell")),
        last("when did I look at the strandchart docs for the last time?", site("strandchart")),
        last("last time on Flowdesk", site("flow.matukuwater")),
        times("how many times did I go into the Rivulet docs on 24 March?", site("rivulet", day="2027-03-24"), 3),
        times("how often was I in Beekeeper Studio on the 31st", program("beekeeper-studio", day="2027-03-31"), 3),
        times("visits to snagboard altogether?", site("snagboard"), 4),
    ]


def _used(frames: list[Frame]) -> list[Ask]:
    def longest(question: str, pick: Pick, name: str, *accept: str, apps: bool = False) -> Ask:
        kind, of = ("app_time", _app) if apps else ("domain_time", _host)
        most(frames, pick, of, name)
        shown = name if apps else name.partition(".")[2]
        return Ask(kind, question, shown, frames=lambda each: pick(each) and of(each) == name, accept=accept)

    late, thursday = on("2027-03-31"), on("2027-04-08")
    programs: list[str | list[str]] = ["evolution", "firefox", ["papers", "Document Viewer"], "gnumeric"]
    return [
        longest("what site was I on all the time about two weeks ago?", _between("2027-03-22", "2027-03-28"),
                "rivulet.juliahydro.org"),
        longest("which website got most of my time last week", _between("2027-03-29", "2027-04-04"),
                "handbook.cisterndb.com"),
        longest("Site I used most in March overall?", _between("2027-03-01", "2027-03-31"), "rivulet.juliahydro.org"),
        Ask("domain_time", "what websites did I have up on Wednesday 31 March",
            ["cisterndb.com", "matukuwater.co.nz", "snagboard.app"],
            frames=lambda each: late(each) and bool(each.window.url), answer_kind="set"),
        longest("what program did I use most today", on("2027-04-09"), "chromium", apps=True),
        longest("on the evening of the 6th, which program was in front longest?", on("2027-04-06"), "neovide",
                "nvim", "Neovim", apps=True),
        longest("most used app on Tuesday 30 March?", on("2027-03-30"), "msedge", "Edge", apps=True),
        Ask("app_time", "which programs did I use yesterday",
            [*programs, ["gnome-text-editor", "Text Editor"], ["nautilus", "Files"]],
            frames=thursday, answer_kind="set"),
        Ask("app_time", "what day was I chatting in Signal?", "2027-03-25", frames=program("Signal"),
            accept=("25 March", "March 25", "25 Mar")),
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

    return [
        hexed("background of the Rivulet docs in hex", site("rivulet")),
        hexed("what hex is the Flowdesk dashboard mostly?", site("flow.matukuwater")),
        hexed("hex of the powershell background", program("WindowsTerminal")),
        parts("rgb of the page behind the council form", site("turc")),
        parts("What RGB is the background of the CisternDB handbook?", site("cisterndb")),
        of256("closest 256 colour to the background of the headgate forum", site("headgate")),
        of256("which of the 256 terminal colours fits the huts booking page best?", site("tussockhuts")),
        of16("ansi 16 code for the background of the strandchart docs", site("strandchart")),
    ]


def _controls() -> list[Ask]:
    def box(question: str, word: str) -> Ask:
        return Ask("ui_box", question, "", (f"button:{word}",), answer_kind="box")

    def shown(question: str, *names: str) -> Ask:
        marks = tuple(f"button:{name}" for name in names)
        return Ask("ui_set", question, list(names), marks, answer_kind="set")

    return [
        box("where was the button to lodge the return?", "Lodge return"),
        box("position of New message in huia mail", "New message"),
        box("Where do I click to check out in the Stillwell cart", "Check out"),
        ticked(
            "what extras had I ticked in the cart?",
            ("Calibration sheet", "Spare desiccant", "Rural delivery"),
            ("Gift wrap", "Email me offers"),
        ),
        ticked(
            "which boxes did I tick on the council return",
            ("Fish screen is in place", "Water was shared with others"),
            ("Meter was out of order", "Take was for frost", "Photos are attached"),
        ),
        ticked(
            "how did i say the volume was measured", ("Magnetic meter",), ("Mechanical meter", "Estimated from power")
        ),
        ticked(
            "which switches are on for the telemetry of the logger?",
            ("Alarm by text message", "Store raw counts"),
            ("Keep camera on at night", "Heat the enclosure"),
        ),
        shown("what buttons were there under a mail in huia", "Snooze", "Forward", "Reply all"),
        shown("What could I choose when the camera file was already on the stick?", "Skip", "Keep both", "Replace"),
        shown("which buttons came after I'd ordered the probes", "Cancel order", "Print receipt", "Track parcel"),
    ]


def _things() -> list[Ask]:
    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    def named(question: str, answer: str, pick: Pick, *accept: str) -> Ask:
        return Ask("document", question, answer, frames=pick, accept=accept)

    return [
        named("which pdf was I reading on the 2nd of April?", "low-flow-rules-2027.pdf", program("okular")),
        named("what was the pdf I had open yesterday", "board-paper-4.pdf", program("papers")),
        named("name of the sheet with the gaugings", "gaugings.gnumeric", program("gnumeric", day="2027-03-24")),
        named("Which text file was I working on today?", "handback.txt", program("kwrite", day="2027-04-09")),
        named("when did I write site-visit.txt", "2027-03-30", program("notepad"), "30 March", "March 30"),
        doing("what was I doing Monday 22 March shortly after nine in the morning?", on("2027-03-22"),
              "Huia", "Tussock", "Flowdesk", "Zulip", "rating.jl", "pump 4"),
        doing("thursday evening before easter, what was I up to on the laptop", on("2027-03-25"),
              "bach", "swimming", "Topoloom", "Stillwell", "VP-20", "Signal"),
        doing("What did I do on Sunday 4 April around eleven?", on("2027-04-04"),
              "Basin Courier", "flume", "Daybook", "hydrograph", "strandchart"),
        doing("tue 6 april at nine at night, what was on", on("2027-04-06"),
              "logger.lua", "Tussock Huts", "bunk", "ferry", "nvim"),
    ]  # fmt: skip


def _before(frames: list[Frame]) -> list[Ask]:
    early, later, mid = "2027-03-22T02:00:00Z", "2027-03-23T03:00:00Z", "2027-04-02T05:00:00Z"
    rivulet = site("rivulet")
    return [
        Ask("as_of", "what state is RIV-73 in?", "In progress", quotes=("State In progress",), asked_at=early),
        Ask("as_of", "did the council do anything with my return yet, what state is it", "Received",
            quotes=("State Received",), asked_at=mid),
        file("what does rating.jl look like right now", "rating.jl", RATING[0], "as_of", early),
        file("Show me the handback note as it stands", "handback.txt", HANDBACK[1], "as_of", "2027-04-08T06:00:00Z"),
        Ask("as_of", "when was I last reading the Rivulet docs?", last_seen(frames, rivulet, later), frames=rivulet,
            answer_kind="set", asked_at=later),
        file("show me logger.lua as I have it at the moment", "logger.lua", LOGGER[1], "as_of", "2027-04-06T09:04:30Z"),
    ]  # fmt: skip
