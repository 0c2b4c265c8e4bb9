"""Friday 15 January on a train with the laptop; Monday 18 January at the office."""

from __future__ import annotations

from benchmarks.abroad.desk import toast
from benchmarks.abroad.january import Steps
from benchmarks.abroad.pages import Page, code, gauges, manual, plain, request, text, wiki
from benchmarks.abroad.parts import buttons, div, facts, field, row, tick
from benchmarks.abroad.talking import chat, letterbox
from benchmarks.abroad.texts import HANDOVER, LOADS
from benchmarks.abroad.web import web
from benchmarks.abroad.writing import dbeaver, notes, shell
from benchmarks.worlds.look import Look

_LETTERS = [
    ("Huis ter Duin", "Your key safe", "15 January, 07:44"),
    ("Pavla Horakova", "Masaryk shed is full", "14 January, 19:15"),
    ("Veerle", "Saturday?", "14 January, 18:02"),
    ("Choir Halewijnkaai", "Two new scores", "14 January, 12:00"),
    ("Wim De Raedt", "Wheels", "13 January, 16:40"),
    ("Energy supplier", "Your meter reading", "12 January, 06:15"),
]
_HOUSE = """Dear guest,

Your flat in Ljubljana is ready from Saturday 30 January at 15:00. The key safe hangs to the right of the green door,
its code is 8024.

The tram to the station is line 6, the stop is called Vrtna. Rubbish goes out on Thursdays.

There is a deposit of €150, payable in cash. The hot water needs twenty minutes.

Mojca, Huis ter Duin"""


def form(departure: str) -> Page:
    """The form that asks for a train path, leaving Gent at that time."""
    left = (
        field("Train number", "LN 417")
        + field("Operator code", "LMN-28")
        + field("First night", "8 February 2027")
        + field("Last night", "21 February 2027")
        + field("Departure Gent", departure, 130)
        + field("Train length", "286 m", 130)
        + field("Gross weight", "548 t", 130)
        + field("Traction", "Electric, two systems", chosen=True)
    )
    kinds = ("Dangerous goods", "Stop for drivers only", "Luggage van", "Cars with retention toilets", "Steam heating")
    ticks = "".join(tick(k, on=k[0] in "SLC" and k != "Steam heating") for k in kinds)
    prices = ("Flexible path", "Fixed path", "Ad hoc path")
    kind = "".join(tick(k, on=k == "Fixed path", round_=True) for k in prices)
    right = div(
        "", "<b>On this train</b>", ticks, div("height:12px"), "<b>Kind of path</b>", kind,
        div("margin-top:20px", buttons(("Send request", "Save draft", "Discard"))),
    )  # fmt: skip
    return request("request/new", "Request a train path", row("gap:80px", div("", left), right))


def sent(status: str, rows: list[tuple[str, str]]) -> Page:
    """What became of the request."""
    about = [("Reference", "PR-60418"), ("Status", f"<b>{status}</b>"), ("Train", "LN 417"), *rows]
    body = facts(about, 190) + div("margin-top:16px", buttons(("Withdraw", "Change request", "Print")))
    return request("request/PR-60418", "Your request", body)


_SENT = [
    ("Sent", "15 January 2027, 10:29"),
    ("Handled by", "Renske Opdam"),
    ("Answer until", "27 January 2027"),
    ("Fee", "€2,310.00"),
]
_TALK = [
    ("Wim De Raedt", "10:12", "You come on Wednesday? Gate 4 is frozen shut, use gate 2 and ring the bell."),
    ("Noor Vandersteen", "10:15", "Fine. 07:30?"),
    ("Wim De Raedt", "10:16", "Yes. Bring shoes, size of your coat I know. Shunting costs 190 a move now."),
    ("Wim De Raedt", "10:18", "Wifi in the canteen: bogie-otter-58"),
]
_PING = """^noor@koffer:~$^ ssh lantaarn
ssh: Could not resolve hostname lantaarn: Temporary failure in name resolution
^noor@koffer:~$^ nmcli connection up lumen-vpn
Connection successfully activated (D-Bus active path: /org/freedesktop/NetworkManager/ActiveConnection/9)
^noor@koffer:~$^ scp lantaarn:divert/timetable-2.0.pdf .
timetable-2.0.pdf                             100%  418KB   1.1MB/s   00:00
^noor@koffer:~$^ """

_WATER = wiki(
    "network/water-points",
    "Water and power at night stops",
    text("Page owner: Pavla Horakova. Last change: 14 January 2027.")
    + plain(
        [
            ("Station", "Platform", "Water", "Shore power", "Opening hours"),
            ("Aachen", "9", "yes", "1,000 V", "all night"),
            ("Passau", "2", "yes", "none", "23:30 to 04:15"),
            ("Wels", "1", "frozen", "1,500 V", "all night"),
            ("Villach", "6", "yes", "1,500 V", "01:00 to 05:00"),
            ("Jesenice", "4", "no", "3,000 V", "02:10 to 03:40"),
            ("Innsbruck", "31", "yes", "1,000 V", "22:00 to 05:30"),
            ("Rijeka", "1", "yes", "none", "closed in winter"),
        ]
    )
    + text(
        "Hoses of the C type fit everywhere but in Villach. The adapter lies in car 70-317.",
        "In an emergency the porter in Passau is reached on 0851 555 019.",
        "A tank of water lasts 31 hours with 54 guests.",
        "Never leave the hose on below minus 8 degrees. Frost plugs are in the red box under the steps of the bar car.",
        "Report broken taps on the board, component rolling stock, and write the number of the post into the title.",
    ),
)


def punctual(first: str, second: str, third: str) -> Page:
    """How punctual the night trains were."""
    tiles = [
        ("On time, all trains", first, "within 10 minutes"),
        ("Mean delay LN 417", second, "at Ljubljana"),
        ("Complaints", third, "since Monday"),
    ]
    causes = [
        ("Cause of delay", "Minutes", "Trains"),
        ("Locomotive", "214", "6"),
        ("Border police", "97", "9"),
        ("Frozen points", "388", "5"),
        ("Crew", "41", "2"),
        ("Doors", "63", "3"),
        ("Late coupling", "128", "4"),
    ]
    return gauges("punctuality", "Night punctuality", tiles, plain(causes))


_GROUPING = manual(
    "grouping",
    "Grouping and HAVING",
    text(
        "WHERE is applied before rows are grouped, HAVING after it. A name given with AS may be used in ORDER BY, but "
        "not in HAVING.",
        "NULL forms a group of its own.",
        "A column that is neither grouped nor inside an aggregate is refused, unless the key of its table is grouped.",
    )
    + code("SELECT depot, count(*)\nFROM car\nGROUP BY depot\nHAVING count(*) > 5;"),
)
_NUMERIC = manual(
    "numeric",
    "Numeric functions",
    text(
        "The quotient of two integers is an integer: 7 / 2 gives 3. Multiply by 1.0 to get a fraction.",
        "round(x, n) rounds half to even. trunc(x) cuts towards zero.",
        "A division by zero gives NULL and a warning; set strict_math to have an error instead.",
    )
    + plain([("Function", "Example", "Result"), ("round", "round(2.345, 2)", "2.34"), ("mod", "mod(9, 4)", "1")]),
)
_DATES = manual(
    "dates",
    "Dates and times",
    text("A date literal is written DATE '2027-01-18'. The first day of a week is Monday; change it with week_start.")
    + code("SELECT date_trunc('week', night) FROM night_load;"),
)
_ZERO = [("train", "nights", "load"), ("LN 417", "43", "0.00"), ("LN 422", "41", "0.00"), ("LN 430", "27", "0.00")]
_BEST = [("train", "nights", "load"), ("LN 417", "41", "0.87"), ("LN 422", "38", "0.79"), ("LN 430", "26", "0.64")]


def friday(look: Look) -> Steps:
    """A path is asked for from the train; the first try is refused."""
    net, wide = (40, 40, 1400, 820), (100, 60, 1340, 810)
    fail = toast(look, "Corridor Four", "Request not sent", "Departure must be on a quarter of an hour")
    return [
        (0, letterbox(look, wide, _LETTERS, 0, _HOUSE)),
        (98, web(look, net, form("18:52"))),
        (131, web(look, net, form("18:52"), over=fail)),
        (143, web(look, net, form("18:45"))),
        (171, web(look, net, sent("Waiting for the infrastructure", _SENT))),
        (202, notes(look, (200, 90, 1100, 700), "handover.md", HANDOVER[0], ("packing.md",))),
        (257, chat(look, wide, "Wim De Raedt", _TALK)),
        (296, shell(look, (260, 200, 1230, 640), _PING)),
    ]


def monday(look: Look) -> Steps:
    """How full the trains are, by way of three queries and a manual."""
    net, base = (0, 0, 1500, 1000), (110, 30, 1560, 980)
    typo = 'ERROR: column "nigth" does not exist at line 3'
    return [
        (0, web(look, net, _WATER, ("Night punctuality",))),
        (44, web(look, net, punctual("71.4 %", "38 min", "19"), ("Water and power",))),
        (83, dbeaver(look, base, "night_loads.sql", LOADS[0], typo)),
        (121, web(look, net, _GROUPING)),
        (179, web(look, net, _DATES)),
        (231, dbeaver(look, base, "night_loads.sql", LOADS[1], "3 rows, 118 ms", _ZERO)),
        (274, web(look, net, _NUMERIC)),
        (333, dbeaver(look, base, "night_loads.sql", LOADS[2], "3 rows, 96 ms", _BEST)),
    ]
