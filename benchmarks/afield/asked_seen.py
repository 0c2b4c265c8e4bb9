"""Questions for what was in front, how often and how long; for settings, buttons, documents and colours."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.afield.facts import FACTS
from benchmarks.worlds.asking import Ask, Pick, colour, last_seen, most, on, program, rgb, site, visits
from benchmarks.worlds.frame import Frame

NOW = "2026-11-09T07:00:00Z"


def seen(frames: list[Frame]) -> list[Ask]:
    """All of them."""
    return [*_lasts(frames), *_sites(frames), *_programs(frames), *_counts(frames), *_controls(), *_places(), *_documents(), *_moments(), *_colours(frames)]  # fmt: skip


def _host(frame: Frame) -> str:
    return frame.window.url.partition("/")[0]


def _app(frame: Frame) -> str:
    return frame.window.app


def _lasts(frames: list[Frame]) -> list[Ask]:
    def last(question: str, pick: Pick) -> Ask:
        return Ask("last_time", question, last_seen(frames, pick, NOW), frames=pick, answer_kind="set")

    return [
        last("when was I last on tallybook", site("tallybook")),
        last("When did I most recently look at my account at Gulf Mutual?", site("gulfmutual")),
        last("last time in telegram", program("telegram-desktop")),
        last("When I was listening the last time to something in VLC?", program("vlc")),
        last("when did i last open the page with the bus timetable", site("gulflines")),
    ]  # fmt: skip


def _spent(frames: list[Frame], pick: Pick) -> tuple[str, tuple[str, ...]]:
    """For how long these were in front: in seconds, and the other ways to say so."""
    seconds = round(sum(frame.seconds for frame in frames if pick(frame)))
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes} min {rest}", f"{minutes}:{rest:02}", f"{minutes} minute {rest}", f"{minutes} minutes {rest}", f"{minutes}m {rest}")  # fmt: skip
    return f"{seconds} s", (f"{seconds} seconds", f"{seconds}s", *(parts if minutes else ()))


def _sites(frames: list[Frame]) -> list[Ask]:
    def longest(question: str, day: str, wanted: str, *accept: str) -> Ask:
        return Ask("domain_time", question, most(frames, on(day), _host, wanted), frames=site(wanted, day=day), accept=accept)  # fmt: skip

    ferry, ways = _spent(frames, site("sealarkferries", day="2026-10-20"))
    return [
        longest("top site by time, 20 October", "2026-10-20", "book.sealarkferries.example", "sealarkferries.example"),
        longest("which website did i sit on the longest today", "2026-11-09", "apply.colonnadefund.example", "colonnadefund.example"),
        Ask("domain_time", "Could you tell me how long I was on the pages of the ferry company on 20 October?", ferry, frames=site("sealarkferries", day="2026-10-20"), accept=ways),
        Ask("domain_time", "Which web pages I have visited in the evening of 4 November?", ["reedandfelt.example", "gulflines.example"], frames=lambda frame: bool(frame.window.url) and on("2026-11-04")(frame), answer_kind="set"),
    ]  # fmt: skip


def _programs(frames: list[Frame]) -> list[Ask]:
    base, ways = _spent(frames, program("dbeaver"))
    evening = on("2026-10-23")
    return [
        Ask("app_time", "app I used most on friday 23 oct", most(frames, evening, _app, "telegram-desktop"), frames=program("telegram-desktop", day="2026-10-23"), accept=("Telegram",)),
        Ask("app_time", "what was in front the longest today which program", most(frames, on("2026-11-09"), _app, "chrome"), frames=program("chrome", day="2026-11-09"), accept=("Google Chrome",)),
        Ask("app_time", "For how long did I have DBeaver in the foreground on 28 October?", base, frames=program("dbeaver"), accept=ways),
        Ask("app_time", "List all programs that were in front on the morning of 20 October.", [["msedge", "Edge"], ["Code", "Visual Studio Code"], ["WindowsTerminal", "Windows Terminal", "PowerShell"]], frames=on("2026-10-20"), answer_kind="set"),
    ]  # fmt: skip


def _counts(frames: list[Frame]) -> list[Ask]:
    def times(question: str, pick: Pick, expected: int) -> Ask:
        if len(visits(frames, pick)) != expected:
            raise ValueError(f"{question} {len(visits(frames, pick))}")
        return Ask("count", question, str(expected), frames=pick, answer_kind="number")

    return [
        times("how many times was I on the ferry site in these weeks", site("sealarkferries"), 2),
        times("How often did I switch to Kate on 23 October?", program("kate", day="2026-10-23"), 2),
        times("visits to Reed & Felt's site, total", site("reedandfelt"), 2),
        times("how often have i gone to the terminal today", program("Terminal", day="2026-11-09"), 2),
    ]  # fmt: skip


def _controls() -> list[Ask]:
    def held(question: str, expected: list[str], marks: tuple[str, ...], *must_not: str) -> Ask:
        return Ask("ui_set", question, expected, marks, answer_kind="set", must_not=must_not)

    def words(group: str, *names: str) -> tuple[list[str], tuple[str, ...]]:
        return list(names), tuple(f"{group}_{name}" for name in names)

    def ticks(on_: tuple[str, ...], off: tuple[str, ...]) -> tuple[list[str], tuple[str, ...], list[str]]:
        return [FACTS[k] for k in on_], tuple(f"{k}_on" for k in on_), [FACTS[k] for k in off]

    sea, sea_marks, sea_not = ticks(("tick_flex", "tick_cabin"), ("tick_crane", "tick_news"))
    bat, bat_marks, bat_not = ticks(("pow_dim", "pow_saver"), ("pow_suspend", "pow_percent"))
    fund, fund_marks, fund_not = ticks(("tick_owner", "tick_photos"), ("tick_open", "tick_begun"))
    unset = [FACTS["pow_suspend"], FACTS["pow_percent"]]
    return [
        held("Which extras had I ticked for the ferry?", sea, sea_marks, *sea_not),
        held("power settings, which switches are on", bat, bat_marks, *bat_not),
        held("what was switched off in the power saving settings of the laptop on the 28th", unset, ("pow_suspend_off", "pow_percent_off"), *bat),
        held("What did I confirm by a tick in the form of the heritage fund before I sent it?", fund, fund_marks, *fund_not),
        held("The window that asked me about the reminder to the town hall, which buttons had it?", *words("bill", "Send reminder", "Edit text", "Not now")),
        held("wich power mode is selected on the laptop", ["Balanced"], ("mode_Balanced",), "Performance"),
        held("under what kind of thing did i put the organ in the grant form", ["Instruments"], ("kind_Instruments",), "Buildings", "Archives"),
    ]  # fmt: skip


def _places() -> list[Ask]:
    return [
        Ask("ui_box", "bounding box of Send application", "", ("grant_Send application",), answer_kind="box"),
        Ask("ui_box", "Where on the screen was the button with which one chooses the return crossing?", "", ("sea_Choose return",), answer_kind="box"),
        Ask("ui_box", "where is the Duplicate button of the appointment", "", ("week_Duplicate",), answer_kind="box"),
    ]  # fmt: skip


def _documents() -> list[Ask]:
    return [
        Ask("document", "name of the pdf I read on 23 October", "brannoc-condition-survey.pdf", frames=program("okular")),
        Ask("document", "which sound file did i play", FACTS["play_file"], ("play_file",), must_not=("trumpet8-C2-before.wav",)),
        Ask("document", "How is called the spreadsheet in which I changed the hours of the reeds?", "wirrabilla-costs.xlsx", frames=program("onlyoffice")),
        Ask("document", "What picture did I look at on the evening of 4 November?", "facade-north.jpg", frames=program("ShowImage")),
    ]  # fmt: skip


def _moments() -> list[Ask]:
    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    return [
        doing("what was I doing on 28 october at 10:19", program("dbeaver"), "pipes.sql", "dbeaver"),
        doing("With what I was busy on Wednesday 4 November at twenty to nine in the evening?", on("2026-11-04"), "reed", "permit", "facade", "RF-90322"),
        doing("20 oct around five to eight in the morning what was on my screen", on("2026-10-20"), "sealark", "temperament", "booking", "python", "math"),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    def ground(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, colour(frames, pick), frames=pick)

    felt = colour(frames, site("reedandfelt"))
    red, green, blue = rgb(felt)
    return [
        ground("background of the Gulf Lines timetable, hex", site("gulflines")),
        ground("I want the blue that PowerShell had on 20 October for my own terminal. What is its hex code?", program("WindowsTerminal")),
        ground("Which colour has the page of the weather, in hex?", site("skyglass")),
        Ask("colour", "rgb values of the reed and felt page", f"{red}, {green}, {blue}", frames=site("reedandfelt"), accept=(f"{red},{green},{blue}", f"({red} {green} {blue})", f"{red} {green} {blue}")),
    ]  # fmt: skip
