"""Questions for what was in front and how long; for buttons, files and colours; and as of earlier moments."""

from __future__ import annotations

from benchmarks.scouting.asking import NOW
from benchmarks.worlds.asking import Ask, Pick, colour, last_seen, most, on, program, site, visits
from benchmarks.worlds.frame import Frame

TUESDAY, WEDNESDAY = "2026-09-22T12:00:00Z", "2026-09-23T20:00:00Z"


def seen(frames: list[Frame]) -> list[Ask]:
    """All of them."""
    return [*_times(frames), *_things(frames), *_before()]


def _app(frame: Frame) -> str:
    return frame.window.app


def _host(frame: Frame) -> str:
    return frame.window.url.partition("/")[0]


def _spent(frames: list[Frame], pick: Pick) -> str:
    return f"{round(sum(frame.seconds for frame in frames if pick(frame)))} s"


def _times(frames: list[Frame]) -> list[Ask]:
    def last(question: str, pick: Pick) -> Ask:
        return Ask("last_time", question, last_seen(frames, pick, NOW), frames=pick, answer_kind="set")

    def times(question: str, pick: Pick, expected: int) -> Ask:
        if len(visits(frames, pick)) != expected:
            raise ValueError(f"{question} {len(visits(frames, pick))}")
        return Ask("count", question, str(expected), frames=pick, answer_kind="number")

    def longest(kind: str, question: str, day: str, name: str, *accept: str) -> Ask:
        of = _app if kind == "app_time" else _host
        pick = on(day)
        most(frames, pick, of, name)
        return Ask(kind, question, name, frames=lambda each: pick(each) and of(each) == name, accept=accept)

    return [
        last("when did I last have the tide table open", site("tidewise")),
        last("Last time I was in Element?", program("Element")),
        last("when was the last time i looked at the hotel's page", site("rinnlodge")),
        times("how often did I go to the text editor on wednesday", program("gnome-text-editor"), 2),
        times("How many times did I open a terminal on Tuesday?", program("Terminal"), 2),
        longest("app_time", "program I used most on Thursday evening", "2026-09-24", "thunderbird"),
        longest(
            "domain_time",
            "on which website was I the longest on Friday 25 September",
            "2026-09-25",
            "my.corribbank.example",
            "corribbank.example",
        ),
    ]


def _things(frames: list[Frame]) -> list[Ask]:
    def ground(question: str, pick: Pick) -> Ask:
        return Ask("colour", question, colour(frames, pick), frames=pick)

    def box(question: str, word: str) -> Ask:
        return Ask("ui_box", question, "", (f"button:{word}",), answer_kind="box")

    def doing(question: str, pick: Pick, *words: str) -> Ask:
        return Ask("time_of_day", question, [list(words)], frames=pick, answer_kind="set")

    return [
        ground("background colour of the tide page as hex", site("tidewise")),
        ground("which hex colour has the weather page behind everything", site("skeinweather")),
        box("where was the button to submit the permit application", "Submit application"),
        box("position of the Sign and send button", "Sign and send"),
        Ask(
            "ui_set",
            "What buttons could I press under the hotel booking once it was made?",
            ["Change booking", "Add to calendar", "Print"],
            frames=site("rinnlodge"),
            answer_kind="set",
            quotes=("Change booking Add to calendar Print",),
        ),
        Ask(
            "document",
            "name of the pdf I opened at the harbour on friday",
            "risk-assessment-v3.pdf",
            frames=program("atril"),
        ),
        Ask(
            "document",
            "In which program did I read the call sheet?",
            "Preview",
            frames=lambda frame: frame.window.title.startswith("callsheet"),
        ),
        Ask(
            "domain_time",
            "how long did I look at the tides",
            _spent(frames, site("tidewise")),
            frames=site("tidewise"),
            accept=("45 seconds", "45s"),
        ),
        doing(
            "what was I doing on Tuesday at twenty past three",
            on("2026-09-22"),
            "notes",
            "Hedgerow",
            "quote",
            "recce",
            "rsync",
        ),
        doing(
            "wed 23 sept shortly before noon, what was on", on("2026-09-23"), "sort-photos", "Rinn Lodge", "Blockboard"
        ),
    ]


def _before() -> list[Ask]:
    permit, fee = "what's the status of our permit application?", "How much per day have I put down for the cottage?"
    return [
        Ask("as_of", permit, "Received", quotes=("Status Received",), asked_at=TUESDAY),
        Ask("as_of", fee, "900", quotes=("Lightkeeper's Cottage 3 900",), answer_kind="number", asked_at=WEDNESDAY),
    ]
