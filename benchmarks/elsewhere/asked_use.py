"""Questions for what was in front, how often and how long; for code, commands, colours and places on the screen."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.elsewhere.facts import CODE, SHELL
from benchmarks.worlds.asking import (
    Ask,
    Pick,
    ansi16,
    ansi256,
    colour,
    last_seen,
    most,
    on,
    program,
    rgb,
    site,
    visits,
)
from benchmarks.worlds.frame import Frame

NOW = "2026-09-24T20:00:00Z"
# How each program may be called.
_NAMES = {"neovide": ("nvim", "neovim", "vim"), "brave": (), "soffice": ("LibreOffice",)}


def _host(frame: Frame) -> str:
    return frame.window.url.partition("/")[0]


def _week(frame: Frame) -> bool:
    return 14 <= frame.local.day <= 20


def use(frames: list[Frame]) -> list[Ask]:
    """What was in front and when: sites and programs."""
    shopping = on("2026-09-15")
    return [
        Ask("domain_time", "Which website did I spend the most time on last week?", most(frames, _week, _host, "permits.pellworth.example"), frames=site("permits", day="2026-09-18"), accept=("pellworth.example",)),
        Ask("domain_time", "tuesday evening on the 15th, what site was i mostly on", most(frames, shopping, _host, "gantrytools.example"), frames=site("gantrytools")),
        Ask("domain_time", "Please list me the web sites that I had in front today.", ["calendar.kittiwake.example", ["developer.mozilla.org", "mozilla.org"]], frames=lambda f: bool(f.window.url) and on("2026-09-24")(f), answer_kind="set"),
        Ask("domain_time", "sites visited 8 sept", [["punchlist.kittiwake.example", "kittiwake.example"], ["docs.scipy.org", "scipy.org"]], frames=lambda f: bool(f.window.url) and on("2026-09-08")(f), answer_kind="set"),
        Ask("domain_time", "top domain on 18 September 2026?", most(frames, on("2026-09-18"), _host, "permits.pellworth.example"), frames=site("permits"), accept=("pellworth.example",)),
        Ask("last_time", "when did i last look at PH-088", last_seen(frames, site("punchlist"), NOW), frames=site("punchlist", day="2026-09-18"), answer_kind="set"),
        Ask("last_time", "When was the last time I read the SQLite documentation?", last_seen(frames, site("sqlite"), NOW), frames=site("sqlite"), answer_kind="set"),
        Ask("last_time", "last time in element?", last_seen(frames, program("element"), NOW), frames=program("element", day="2026-09-24"), answer_kind="set", must_not=("Array.prototype",)),
        Ask("last_time", "When have I been the last time on the Pellworth Beacon?", last_seen(frames, site("pellworthbeacon"), NOW), frames=site("pellworthbeacon"), answer_kind="set"),
        Ask("last_time", "So when did I last do something in that backup program, NightSafe?", last_seen(frames, program("nightsafe"), NOW), frames=program("nightsafe"), answer_kind="set"),
        _count(frames, "How many times have I visited the punchlist in these weeks?", site("punchlist"), 2),
        _count(frames, "how often was i in the chat on sep 10", program("element", day="2026-09-10"), 2),
        _count(frames, "How often did I switch to the terminal on 8 September?", program("iTerm2"), 2),
        _count(frames, "calendar visits, number of, total", site("calendar"), 2),
        *_programs(frames),
    ]  # fmt: skip


def _count(frames: list[Frame], question: str, pick: Pick, expected: int) -> Ask:
    if len(visits(frames, pick)) != expected:
        raise ValueError(f"{question} {len(visits(frames, pick))}")
    return Ask("count", question, str(expected), frames=pick, answer_kind="number")


def _programs(frames: list[Frame]) -> list[Ask]:
    def app(frame: Frame) -> str:
        return frame.window.app

    def named(day: str, wanted: str) -> tuple[str, tuple[str, ...]]:
        return most(frames, on(day), app, wanted), _NAMES[wanted]

    first, others = named("2026-09-10", "neovide")
    today, same = named("2026-09-24", "neovide")
    friday, none = named("2026-09-18", "brave")
    seconds = sum(frame.seconds for frame in frames if app(frame) == "soffice")
    return [
        Ask("app_time", "What was the program I used most on Thursday 10 September?", first, frames=program("neovide", day="2026-09-10"), accept=others),
        Ask("app_time", "most used app today", today, frames=program("neovide", day="2026-09-24"), accept=same),
        Ask("app_time", "which aplication had i in front the longest on friday last week", friday, frames=program("brave", day="2026-09-18"), accept=none),
        Ask("app_time", "Could you tell me all the programs I had in front on 18 September?", ["brave", "nightsafe", "thunderbird"], frames=on("2026-09-18"), answer_kind="set"),
        Ask("app_time", "How long did I have the spreadsheet in front on September 10?", f"{seconds:.0f} s", frames=program("soffice"), accept=("1 min 12", "1:12", "72 sec", "1m 12", "1 minute", "72s")),
    ]  # fmt: skip


def _code(question: str, name: str, version: int = -1) -> Ask:
    number = version % len(CODE[name])
    return Ask("final_code", question, CODE[name][version], (f"code:{name}:{number}",), answer_kind="code")


def code() -> list[Ask]:
    """Code and its versions, and what was typed in a terminal."""
    limits, leaks, photos = ("code:loadcolour.js:2",), ("code:leaks.sql:1",), ("code:photos.sh:1",)
    meters = tuple(f"code:meters.sql:{n}" for n in range(3))
    return [
        _code("What final SQL did I end up with on 10 September?", "meters.sql"),
        _code("show me final dew_point function pls", "dewpoint.py"),
        _code("I would like to see how colourOf looks in its last version, if that is possible.", "loadcolour.js"),
        _code("leaks.sql latest", "leaks.sql"),
        _code("so the script that copies the photos, what does it look like now", "photos.sh"),
        _code("How looked the function colourOf at the end of 15 September?", "loadcolour.js", 1),
        Ask("code", "What is the default limit in colourOf in the end?", "175", limits, answer_kind="number"),
        Ask("code", "how many versions of meters.sql were there", "3", meters, answer_kind="number"),
        Ask("code", "which files does the photo backup leave out now?", "*.mov", photos),
        Ask("code", "Which hours count as night in the final leak query?", "BETWEEN 1 AND 5", leaks, accept=("1 and 5", "1 to 5", "1-5", "1–5")),
        Ask("code", "above what load did the very first version of colourOf turn red", "150", ("code:loadcolour.js:0",), answer_kind="number"),
        _command("what branch did I make for the dew point thing", "branch", "dewpoint-bracket"),
        _command("commit message 8 september", "commit_dew", SHELL["commit_dew"]),
        _command("How was the command with which I imported the august readings?", "import", SHELL["import"], ".import august.csv reading"),
        _command("Which tag did I set today, in the afternoon of 24 September?", "tag", "v0.9.2"),
        _command("whats the hash of todays commit", "commit_hash", SHELL["commit_hash"]),
        _command("After the push got refused this morning I typed something to fix it, what was it?", "rebase", SHELL["rebase"]),
    ]  # fmt: skip


def _command(question: str, mark: str, expected: str, *accept: str) -> Ask:
    return Ask("command", question, expected, (mark,), accept=accept)


def _spoken(value: str) -> tuple[str, tuple[str, ...]]:
    red, green, blue = rgb(value)
    return f"{red}, {green}, {blue}", (f"{red},{green},{blue}", f"({red} {green} {blue})")


def looks(frames: list[Frame]) -> list[Ask]:
    """Colours, and where buttons lie."""
    paper, shop, permit = site("pellworthbeacon"), site("gantrytools"), site("permits")
    punch, shell = site("punchlist", day="2026-09-08"), program("kitty", day="2026-09-10")
    told, also = _spoken(colour(frames, shop))
    back, front = ansi16(colour(frames, paper))
    return [
        Ask("colour", "hex background pellworth beacon", colour(frames, paper), frames=paper),
        Ask("colour", "What RGB values does the background of the Gantry Tool Supply shop have?", told, frames=shop, accept=also),
        Ask("colour", "Which of the 256 ansi colours is the nearest to the background of the permit page?", ansi256(colour(frames, permit)), frames=permit, answer_kind="number"),
        Ask("colour", "what colour was my terminal on 10 sept, in hex", colour(frames, shell), frames=shell),
        Ask("colour", "On 8 September, which hex colour had the page of PH-088?", colour(frames, punch), frames=punch),
        Ask("colour", "ansi 16 colour code of the newspaper's background?", back, frames=paper, accept=(front,), answer_kind="number"),
        Ask("ui_box", "Where on the screen was the Submit permit button?", "", ("permit_Submit permit",), answer_kind="box"),
        Ask("ui_box", "position of \"Place order\"", "", ("shop_Place order",), answer_kind="box"),
        Ask("ui_box", "i need to know where the Restore defaults button is in the nightsafe window", "", ("safe_Restore defaults",), answer_kind="box"),
        Ask("time_of_day", "What was I doing on Tuesday 15 September around nine in the evening?", [["loadcolour", "site visit", "gantry", "beacon", "commissioning"]], frames=on("2026-09-15"), answer_kind="set"),
        Ask("time_of_day", "what was i up to friday last week at quarter past ten in the morning", [["permit"]], frames=on("2026-09-18"), answer_kind="set"),
        Ask("time_of_day", "What stood on my screen on 8 September 2026 at 09:08?", [["scipy", "brentq"]], frames=on("2026-09-08"), answer_kind="set"),
        Ask("time_of_day", "this morning at half past eight, like, what did I look at?", [["calendar", "agenda", "bill for august"]], frames=on("2026-09-24"), answer_kind="set"),
    ]  # fmt: skip
