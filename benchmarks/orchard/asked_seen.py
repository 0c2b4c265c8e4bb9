"""Questions for sites and programs in front, buttons, files, colours, and as of earlier moments."""

from __future__ import annotations

from benchmarks.orchard import texts
from benchmarks.orchard.asking import (
    app,
    between,
    both,
    code,
    hexed,
    last,
    longest,
    marked,
    shows,
    times,
    told,
)
from benchmarks.orchard.sites_forms import BANK, BOOK, EXCISE, SHOP
from benchmarks.orchard.sites_reading import DOCS, FORGE, NEWS, REEL
from benchmarks.orchard.sites_work import CHAT, TANKS, TRACKER
from benchmarks.worlds.asking import Ask, Pick, ansi16, ansi256, colour, on, program, rgb, site
from benchmarks.worlds.frame import Frame


def seen(frames: list[Frame]) -> list[Ask]:
    """All of them."""
    return [*_times(frames), *_used(frames), *_colours(frames), *_controls(), *_things(), *_before(frames)]


def _times(frames: list[Frame]) -> list[Ask]:
    return [
        last(frames, "when was I last watching something on Reelbarn?", site(REEL)),
        last(frames, "when did I have the DataKiln manual open for the last time", site(DOCS)),
        last(frames, "Last time I used Geany?", program("geany")),
        last(frames, "when was the last visit to hollowforge", site(FORGE)),
        times(frames, "how often did I go to the DataKiln docs on 20 October?", site(DOCS, day="2027-10-20"), 2),
        times(frames, "how many times was I on hollowforge on the evening of 26 October", site(FORGE), 3),
        times(frames, "Number of visits to the ticket tracker overall?", site(TRACKER), 3),
    ]


def _used(frames: list[Frame]) -> list[Ask]:
    late, office = on("2027-11-08"), on("2027-11-09")
    papers: list[str | list[str]] = ["chromium", "geany", "thunar", "evince"]
    return [
        longest(frames, "which website was I on most about two weeks ago?", between("2027-10-25", "2027-10-31"), FORGE),
        longest(frames, "what site did I use most last week", between("2027-11-01", "2027-11-07"), BOOK,
                "fundygate.ca"),
        longest(frames, "most used site on October 20?", on("2027-10-20"), DOCS, "datakiln.net"),
        Ask("domain_time", "what web sites were in front of me yesterday", [TRACKER, TANKS, EXCISE],
            frames=both(late, lambda frame: bool(frame.window.url)), answer_kind="set"),
        longest(frames, "What program did I use most on Tuesday 26 October in the evening?", on("2027-10-26"),
                "xfce4-terminal", "Xfce Terminal", of=app),
        longest(frames, "which app was most in front today", office, "chromium", of=app),
        Ask("app_time", "what programs did I have in front on Saturday 30 October?", papers,
            frames=on("2027-10-30"), answer_kind="set"),
        Ask("app_time", "on which day did I use the spreadsheet", "2027-10-20", frames=program("gnumeric"),
            accept=("20 October", "October 20", "20 Oct", "Oct 20")),
        Ask("app_time", "which day did I have Zathura open?", "2027-11-04", frames=program("zathura"),
            accept=("4 November", "November 4", "4 Nov", "Nov 4")),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    def parts(question: str, pick: Pick) -> Ask:
        red, green, blue = rgb(colour(frames, pick))
        also = (f"{red},{green},{blue}", f"({red} {green} {blue})")
        return Ask("colour", question, f"{red}, {green}, {blue}", frames=pick, accept=also)

    def of256(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, ansi256(colour(frames, pick)), frames=pick, answer_kind="number")

    def of16(question: str, pick: Pick) -> Ask:
        first, *others = ansi16(colour(frames, pick))
        return Ask("colour", question, first, frames=pick, accept=tuple(others), answer_kind="number")

    return [
        hexed(frames, "hex of the background of the Pomace tracker", site(TRACKER)),
        hexed(frames, "what hex colour does the cellar board have behind everything?", site(TANKS)),
        hexed(frames, "background colour of the newspaper site, as hex", site(NEWS)),
        hexed(frames, "Which hex is the terminal's paper on October 18", program("xterm", day="2027-10-18")),
        parts("rgb of the page of the lab shop", site(SHOP)),
        parts("RGB of the bank page's background please", site(BANK)),
        of256("nearest 256 colour for the background of hollowforge", site(FORGE)),
        of256("what 256-colour number is closest to the Huddle chat background?", site(CHAT)),
        of16("ansi 16 code that matches the tasting room settings page background", site(BOOK)),
    ]


def _controls() -> list[Ask]:
    def box(question: str, name: str) -> Ask:
        return Ask("ui_box", question, "", (f"button:{name}",), answer_kind="box")

    def shown(question: str, *names: str) -> Ask:
        picks = both(*(marked(f"button:{name}") for name in names))
        return Ask("ui_set", question, list(names), frames=picks, answer_kind="set")

    def ticked(question: str, pick: Pick, names: tuple[str, ...], others: tuple[str, ...]) -> Ask:
        frames = both(pick, *(marked(f"ticked:{name}") for name in names))
        return Ask("ui_set", question, list(names), frames=frames, must_not=others, answer_kind="set")

    return [
        box("where was the button to place the order?", "Place order"),
        box("position of Submit return on the duty form", "Submit return"),
        box("Where's New mail in larkmail?", "New mail"),
        box("where on the screen could I change the state of the ticket", "Change state"),
        ticked("which extras were ticked when I ordered the titrator?", site(SHOP),
               ("Calibration certificate", "Return old batteries"), ("Extended warranty", "Gift note")),
        ticked("how did I want the lab things delivered", site(SHOP), ("Ground, 5 to 7 days",),
               ("Courier next day", "Pick up in Dartmouth")),
        ticked("Which guest options are on in the booking settings after saving?",
               both(site(BOOK), shows("Saved at 09:23.")), ("Ask for a deposit", "Send a reminder by text"),
               ("Allow dogs", "Show free tables")),
        ticked("what had I ticked on the excise form", site(EXCISE),
               ("All products are below 7 percent", "I certify these figures"), ("Some goods were exported",)),
        shown("what buttons are on a merge request at hollowforge", "Approve", "Ask for changes", "Close request"),
        shown("which buttons stand under an open mail?", "Reply", "Reply to all", "Forward", "File under…"),
        shown("what could I press under the pruning video", "Subscribe", "Like", "Save", "Share"),
    ]  # fmt: skip


def _things() -> list[Ask]:
    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    def named(question: str, answer: str, pick: Pick, *also: str) -> Ask:
        return Ask("document", question, answer, frames=pick, accept=also)

    return [
        named("which pdf did I read on Saturday 30 October?", "sulphite-guide.pdf", program("evince")),
        named("name of the pdf I opened last Thursday", "circular-27-14.pdf", program("zathura")),
        named("what spreadsheet file was it with the harvest", "harvest_2027.csv", program("gnumeric")),
        named("Which note did I write in Mousepad on the 18th of October?", "pressing.txt",
              program("mousepad", day="2027-10-18")),
        named("when did I write wishes.txt", "2027-10-26", program("l3afpad"), "26 October", "October 26", "26 Oct",
              "Oct 26"),
        doing("what was I doing on Monday 18 October around 8:45 in the morning?", on("2027-10-18"),
              "tank 7", "PRESS-131", "correct.py", "Larkmail", "Cellar board", "pressing"),
        doing("tuesday evening 26 october, 9 pm, what was I up to", on("2027-10-26"),
              "swap.js", "seed", "Hollowforge", "Reelbarn", "Harbourline", "wishes"),
        doing("Thursday 4 November a bit after twenty past nine in the morning, what did I work on?", on("2027-11-04"),
              "backup.sh", "Huddle", "Booking settings", "circular", "acid", "sqlite"),
        doing("what happened on my screen yesterday a bit after two", on("2027-11-08"),
              "PRESS-131", "PRESS-138", "correct.py", "Excise", "B266", "Cellar board"),
    ]  # fmt: skip


def _before(frames: list[Frame]) -> list[Ask]:
    early, later, night = "2027-10-18T15:00:00Z", "2027-10-25T12:00:00Z", "2027-10-27T12:00:00Z"
    return [
        told("as_of", "what state is PRESS-131 in?", "In progress", "State In progress", asked_at=early),
        code("as_of", "show me correct.py as it stands", texts.CORRECT[1], asked_at=later),
        last(frames, "when did I last read the DataKiln manual?", site(DOCS), "as_of", later),
        told("as_of", "what did I commit last night", "Newest beans first", "Newest beans first", asked_at=night),
        Ask("as_of", "free SO2 in tank 5?", "22", frames=shows("Harvest blend 4,200 1.0105 15.2 3.54 22"),
            answer_kind="number", asked_at=later),
    ]  # fmt: skip
