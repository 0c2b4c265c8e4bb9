"""What the six others ask about how the machine was used, about code and commands, and how screens looked."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.elsewhere.asked_use import NOW
from benchmarks.elsewhere.facts import CODE, FACTS, SHELL
from benchmarks.worlds.asking import Ask, Expected, Pick, colour, last_seen, most, on, program, site, visits
from benchmarks.worlds.frame import Frame

# When the limit of a load was 160, and when the sheet had its first total.
MIDDLE, BETWEEN = "2026-09-16T12:00:00Z", "2026-09-10T17:21:05Z"
_EVENING = on("2026-09-15")


def used(frames: list[Frame]) -> list[Ask]:
    """All of them but fields, texts and what is nowhere."""
    return [*_sites(frames), *_lasts(frames), *_counts(frames), *_programs(frames), *_finals(), *_code(), *_commands(),
            *_colours(frames), *_controls(), *_documents(), *_moments(), *_then()]  # fmt: skip


def _spent(frames: list[Frame], pick: Pick) -> tuple[str, tuple[str, ...]]:
    """For how long these were in front: in seconds, and the other ways to say so."""
    seconds = round(sum(frame.seconds for frame in frames if pick(frame)))
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes} min {rest} s", f"{minutes}:{rest:02}", f"{minutes} minute {rest}", f"{minutes}m {rest}s")
    return f"{seconds} s", (f"{seconds} seconds", *(parts if minutes else ()))


def _sites(frames: list[Frame]) -> list[Ask]:
    def name(frame: Frame) -> str:
        return frame.window.url.partition("/")[0]

    def longest(question: str, day: str, wanted: str, *accept: str) -> Ask:
        return Ask("domain_time", question, most(frames, on(day), name, wanted), frames=site(wanted, day=day), accept=accept)  # fmt: skip

    beacon, ways = _spent(frames, site("pellworthbeacon"))
    return [
        longest("what site was i on the most on the 15th", "2026-09-15", "gantrytools.example", "Gantry Tool Supply"),
        Ask("domain_time", "I had the feeling that I sat there reading the Pellworth Beacon forever on the 15th. How long was it really?", beacon, frames=site("pellworthbeacon"), accept=ways),
        Ask("domain_time", "top domain by time on 2026-09-08", "docs.scipy.org", frames=site("docs.scipy.org"), accept=("scipy.org",)),
        Ask("domain_time", "On which website was I today the longest time?", "developer.mozilla.org", frames=site("developer.mozilla.org"), accept=("mozilla.org",)),
    ]  # fmt: skip


def _lasts(frames: list[Frame]) -> list[Ask]:
    def last(question: str, pick: Pick) -> Ask:
        return Ask("last_time", question, last_seen(frames, pick, NOW), frames=pick, answer_kind="set")

    return [
        last("last time NightSafe was open", program("nightsafe")),
        last("tool shop website, when was I last on it", site("gantrytools")),
        last("It must be two weeks ago that I touched the heat load spreadsheet. When did I work on it the last time?", program("soffice")),
        last("When did I most recently consult the SciPy documentation?", site("docs.scipy.org")),
        last("when did i last look in the site-photos folder", program("thunar")),
    ]  # fmt: skip


def _counts(frames: list[Frame]) -> list[Ask]:
    def times(question: str, pick: Pick) -> Ask:
        return Ask("count", question, str(len(visits(frames, pick))), frames=pick, answer_kind="number")

    return [
        times("number of times Element was in front in September", program("element")),
        times("On how many separate occasions did I consult the calendar this month?", site("calendar.kittiwake")),
        times("How many times did I was on the page of the defect PH-088?", site("punchlist")),
    ]


def _programs(frames: list[Frame]) -> list[Ask]:
    def name(frame: Frame) -> str:
        return frame.window.app

    mail, mail_ways = _spent(frames, program("Thunderbird", day="2026-09-08"))
    chat, chat_ways = _spent(frames, program("element", day="2026-09-10"))
    return [
        Ask("app_time", "program longest in front tues 8 sept", "Safari", frames=program("Safari", day="2026-09-08")),
        Ask("app_time", "For how long was Thunderbird in the foreground on 8 September?", mail, frames=program("Thunderbird", day="2026-09-08"), accept=mail_ways),
        Ask("app_time", "how long was i in element on the 10th", chat, frames=program("element", day="2026-09-10"), accept=chat_ways),
        Ask("app_time", "app with most foreground time on 15 September?", most(frames, _EVENING, name, "Safari"), frames=program("Safari", day="2026-09-15")),
    ]  # fmt: skip


def _finals() -> list[Ask]:
    def final(question: str, name: str) -> Ask:
        return Ask("final_code", question, CODE[name][-1], (f"code:{name}:{len(CODE[name]) - 1}",), answer_kind="code")

    return [
        final("gimme the final dew_point function pls", "dewpoint.py"),
        final("meters.sql, last version", "meters.sql"),
        final("Please reproduce the script that copies the photos in the form in which it was last edited.", "photos.sh"),
        final("I fiddled with the query for leaks this afternoon and am not sure where I stopped. How does it read now?", "leaks.sql"),
        final("How looks the function colourOf at the end?", "loadcolour.js"),
    ]  # fmt: skip


def _code() -> list[Ask]:
    def inside(question: str, expected: Expected, name: str, *accept: str, kind: str = "string") -> Ask:
        return Ask("code", question, expected, (f"code:{name}:{len(CODE[name]) - 1}",), accept=accept, answer_kind=kind)

    return [
        inside("above which share does colourOf return #e67700 in its latest version?", "0.85", "loadcolour.js", kind="number"),
        inside("In which log file writes the script photos.sh?", "/var/log/photos.log", "photos.sh"),
        inside("I made dew_point complain when somebody gives it a percentage, but I forgot the wording. What does the error say?", "humidity is a share, not a percentage", "dewpoint.py"),
        inside("whats the cutoff for used in meters.sql", "250", "meters.sql", kind="number"),
        inside("default values of low and high in dew_point", ["-40", "60"], "dewpoint.py", kind="set"),
    ]  # fmt: skip


def _commands() -> list[Ask]:
    kitty = program("kitty", day="2026-09-24")
    return [
        Ask("command", "exact npx call I ran the colour tests with", "npx mocha test/loadcolour.js", quotes=("npx mocha test/loadcolour.js",), frames=kitty),
        Ask("command", "what did i write in the commit for the colour thing", SHELL["commit_js"], ("commit_js",)),
        Ask("command", "With which command did I make the photo script executable?", SHELL["chmod"], ("chmod",)),
        Ask("command", "how many tests passed in the last mocha run?", "18", ("js_passed",), answer_kind="number"),
        Ask("command", "I ran the dew point script again after the fix and this time it printed a result. What was the dew point?", "21.86", ("dew_out",), answer_kind="number"),
        Ask("command", "Which room did the query leaks.sql return, and with which figure?", ["showers", "11.5"], quotes=("showers|11.5",), frames=kitty, answer_kind="set"),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    def ground(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, colour(frames, pick), frames=pick)

    return [
        ground("background of the permits site, hex", site("permits.pellworth")),
        ground("Which color has the background of the calendar, in hex please?", site("calendar.kittiwake")),
        ground("whats the bg color on mdn (hex)", site("developer.mozilla")),
        ground("I like the warm paper tone my terminal had on 24 September and want the same in my editor. What is its background as a hex code?", program("kitty", day="2026-09-24")),
    ]  # fmt: skip


def _controls() -> list[Ask]:
    def held(question: str, expected: list[str], marks: tuple[str, ...], *must_not: str) -> Ask:
        return Ask("ui_set", question, expected, marks, answer_kind="set", must_not=must_not)

    def words(group: str, *names: str) -> tuple[list[str], tuple[str, ...]]:
        return list(names), tuple(f"{group}_{name}" for name in names)

    unticked = [FACTS["safe_mail"], FACTS["safe_battery"]]
    return [
        Ask("ui_box", "bounding box of the Add to basket button", "", ("shop_Add to basket",), answer_kind="box"),
        Ask("ui_box", "mail to Bernadette, send button - where on the screen", "", ("mail_Send",), answer_kind="box"),
        held("backup settings - which boxes not ticked", unticked, ("safe_mail_off", "safe_battery_off"), FACTS["safe_every"], FACTS["safe_big"]),
        held("Which buttons were offered on the page of defect PH-088?", *words("defect", "Close defect", "Reassign", "Add photo")),
        held("I was standing at the basket in the tool shop and hesitated. Which buttons could I press there?", *words("shop", "Place order", "Continue shopping")),
        held("Which buttons has the window of the NightSafe preferences?", *words("safe", "OK", "Cancel", "Apply", "Restore defaults")),
    ]  # fmt: skip


def _documents() -> list[Ask]:
    return [
        Ask("document", "which .sql file was open in nvim on 10 September", "meters.sql", frames=program("neovide", day="2026-09-10")),
        Ask("document", "what js file was i messin with on the 15th", "loadcolour.js", frames=program("Sublime Text", day="2026-09-15")),
        Ask("document", "This morning I changed a shell script and now I can't find it again. What was the file called?", "photos.sh", frames=lambda frame: frame.window.title.startswith("photos.sh")),
    ]  # fmt: skip


def _moments() -> list[Ask]:
    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    return [
        doing("10 sept, twenty past two, what was I on", on("2026-09-10"), "loads_pellworth", "#pellworth", "element"),
        doing("With what was I occupied on 24 September at half past three in the afternoon?", program("element", day="2026-09-24"), "#pellworth", "element", "some()", "mdn"),
        doing("What did I on 15 September at five to nine in the evening?", site("gantrytools"), "gantry"),
        doing("what was i doin on tues 8 sept like 9am", program("Thunderbird", day="2026-09-08"), "three offers", "leak in the plant"),
    ]  # fmt: skip


def _then() -> list[Ask]:
    # 586.8 is what comes out where the row of the total is added up with the rest.
    return [
        Ask("as_of", "current default limit in colourOf?", "160", ("code:loadcolour.js:1",), asked_at=MIDDLE, answer_kind="number"),
        Ask("as_of", "total load in the sheet, kW", FACTS["sum_old"], ("sum_old",), asked_at=BETWEEN, must_not=(FACTS["sum_new"], "586.8")),
    ]  # fmt: skip
