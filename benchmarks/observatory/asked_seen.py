"""Questions for sites and programs in front, buttons, files, colours, and as of earlier moments."""

from __future__ import annotations

from benchmarks.observatory import texts
from benchmarks.observatory.asking import ahead, ansi, hexed, last, parted, spellings
from benchmarks.observatory.sites_docs import GIT, POSTGRES, PYTHON
from benchmarks.observatory.sites_forms import NEWS, PERMIT, STATUS
from benchmarks.observatory.sites_work import CHAT, FORGE, MAIL
from benchmarks.orchard.asking import app, between, both, code, marked, shows, times, told
from benchmarks.worlds.asking import Ask, Pick, on, program, site
from benchmarks.worlds.frame import Frame


def seen(frames: list[Frame]) -> list[Ask]:
    """All of them."""
    return [*_used(frames), *_times(frames), *_colours(frames), *_controls(), *_things(), *_before(frames)]


def _used(frames: list[Frame]) -> list[Ask]:
    permits: list[str | list[str]] = [STATUS, PERMIT]
    today: list[str | list[str]] = ["gnumeric", "zathura", "mousepad", "chromium"]
    return [
        ahead(frames, "about two weeks ago I was on one website all the time, which?",
              between("2027-05-24", "2027-05-30"), POSTGRES),
        ahead(frames, "top site last week", between("2027-05-31", "2027-06-06"), PYTHON),
        ahead(frames, "Which domain did I use the most this week?", between("2027-06-07", "2027-06-11"), GIT),
        Ask("domain_time", "what sites were in front of me on June 2nd?", permits,
            frames=both(on("2027-06-02"), lambda frame: bool(frame.window.url)), answer_kind="set"),
        ahead(frames, "What application did I spend most time in on Tuesday 25 May?", on("2027-05-25"), "xterm",
              "terminal", of=app),
        ahead(frames, "most used programme on Thursday last week", on("2027-06-03"), "chromium", of=app),
        ahead(frames, "which app was I in the longest today?", on("2027-06-11"), "mousepad", of=app),
        Ask("app_time", "list the programs I had in front today", today, frames=on("2027-06-11"), answer_kind="set"),
        Ask("app_time", "On what day did I have the file manager open?", "2027-06-07", frames=program("pcmanfm"),
            accept=spellings("2027-06-07")),
    ]  # fmt: skip


def _times(frames: list[Frame]) -> list[Ask]:
    first = both(site(POSTGRES), between("2027-05-24", "2027-05-30"))
    return [
        last(frames, "when was I last on docs.python.org", site(PYTHON)),
        last(frames, "When did I have the postgres manual in front the last time?", site(POSTGRES)),
        last(frames, "last visit to gitlab?", site(FORGE)),
        last(frames, "when did i last look into outlook", site(MAIL)),
        times(frames, "How often did I go to the PostgreSQL docs in the week of 24 May?", first, 5),
        times(frames, "number of visits to outlook on May 26th", site(MAIL, day="2027-05-26"), 2),
        times(frames, "how many separate times have I been on ticket OPS-207 overall?",
              lambda frame: frame.window.url.endswith("/issue/OPS-207"), 3),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    courier, state, form = site(NEWS), site(STATUS), both(site(PERMIT), shows("Purpose of the visit"))
    return [
        ansi(frames, "What ANSI color code is the background of the Ridge Courier?", courier, "#EEF0EA", many=0),
        ansi(frames, "ansi 16 colour of the array status page background", state, "#0B0F1A", many=16),
        ansi(frames, "closest ansi 256 color to the permit page's background?", form, "#F3EDF7", many=256),
        hexed(frames, "background of the array status page in hex", state, "#0B0F1A"),
        hexed(frames, "Which hex colour is the page behind the Ridge Courier stories?", courier, "#EEF0EA"),
        parted(frames, "rgb values of the permit form's page background", form, "#F3EDF7"),
        hexed(frames, "hex of vim's background on May 28",
              both(program("xterm", day="2027-05-28"), shows("Pointing helpers")), "#FFDAB9"),
        parted(frames, "What RGB does the chat have as background on 3 June?", site(CHAT, day="2027-06-03"), "#191B1F"),
        hexed(frames, "terminal background color on Monday 7 June, hex please", program("xterm", day="2027-06-07"),
              "#2B2118"),
    ]  # fmt: skip


def _controls() -> list[Ask]:
    def box(question: str, name: str) -> Ask:
        return Ask("ui_box", question, "", (f"button:{name}",), answer_kind="box")

    def shown(question: str, *names: str, beside: str = "") -> Ask:
        picks = both(shows(beside), *(marked(f"button:{name}") for name in names))
        return Ask("ui_set", question, list(names), frames=picks, answer_kind="set")

    ticked = ("Radios and phones will be switched off", "Escort requested", "Crane or lift above 20 m")
    final = both(shows("Ready to be sent."), *(marked(f"ticked:{name}") for name in ticked))
    return [
        box("Where on the screen was Send permit request?", "Send permit request"),
        box("position of the New mail button in outlook", "New mail"),
        box("where's the proceed to checkout button", "Proceed to checkout"),
        shown("what buttons did the permit form have?", "Send permit request", "Save as draft", "Clear form"),
        shown("which buttons can I click at the bottom of the merge request", "Approve", "Resolve threads",
              "Close merge request"),
        Ask("ui_set", "Which declarations were checked on the permit before it went out?", list(ticked), frames=final,
            must_not=("Hot work planned", "Photographs will be taken"), answer_kind="set"),
        told("ui_set", "tabs over the list of mails in outlook?", ["Focused", "Other"], "Focused Other Filter"),
        shown("buttons below Ilse's mail about board 6", "Reply", "Reply all", "Forward",
              beside="on extension 6152"),
    ]  # fmt: skip


def _things() -> list[Ask]:
    def doing(question: str, day: str, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=on(day), answer_kind="set")

    def named(question: str, answer: str, pick: Pick, *also: str) -> Ask:
        return Ask("document", question, answer, frames=pick, accept=also)

    return [
        named("what file was I editing in Geany last week?", "slew_limits.sql", program("geany")),
        named("Which note did I write in Mousepad today", "weekend.txt", program("mousepad", day="2027-06-11")),
        named("name of the PDF I read last Friday?", "TN-071_lightning.pdf", program("evince"), "TN-071_lightning"),
        named("in which project folder do I work on the command line?", "nightbook", shows("~/nightbook")),
        named("when did I edit prune_logs.sh", "2027-06-09", shows("find /data/nightbook"), *spellings("2027-06-09"),
              "16:10", "16:11"),
        doing("what was I up to on Friday 28 May just after three in the afternoon?", "2027-05-28",
              "pointing.py", "azimuth", "make test", "unittest", "git commit", "vim"),
        doing("Wednesday 2 June around 14:30, what did I do", "2027-06-02", "permit", "Array status", "ingest.py"),
        doing("what happened on monday morning, 24 may, a few minutes before 9?", "2027-05-24",
              "Ridge Courier", "Cold start", "postgres", "SELECT", "EXPLAIN", "CREATE INDEX"),
        doing("What did I work on in the afternoon of 9 June, a bit past four?", "2027-06-09",
              "prune_logs", "nightbook-dev", "git tag", "git-tag", "receiver"),
    ]  # fmt: skip


def _before(frames: list[Frame]) -> list[Ask]:
    return [
        told("as_of", "What did I commit yesterday?", "Wrap azimuth at the cable limit",
             "Wrap azimuth at the cable limit", asked_at="2027-05-29T09:30:00Z"),
        told("as_of", "which state is OPS-207 in at the moment?", "In Progress", "State In Progress",
             never=("To be verified", "Closed"), asked_at="2027-05-26T18:00:00Z"),
        code("as_of", "what's the SQL we settled on today", texts.RFI[-1], asked_at="2027-05-25T17:00:00Z"),
        last(frames, "When was I last reading docs.python.org?", site(PYTHON), "as_of", "2027-06-02T12:00:00Z"),
    ]  # fmt: skip
