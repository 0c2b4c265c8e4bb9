"""Tuesday 12 and Thursday 14 January, at the office: a diversion is announced, computed and put into a ticket."""

from __future__ import annotations

from benchmarks.abroad.desk import toast
from benchmarks.abroad.office import sheet, week
from benchmarks.abroad.pages import code, guide, text, ticket
from benchmarks.abroad.parts import grid
from benchmarks.abroad.talking import chat, webmail
from benchmarks.abroad.texts import DIVERT
from benchmarks.abroad.web import web
from benchmarks.abroad.writing import codium, shell
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

Steps = list[tuple[int, Window]]

LETTERS = [
    ("Ilka Sommerfeld", "Diversion of LN 417 in February", "12 January, 08:41"),
    ("Teo Marchetti", "Breakfast boxes get dearer", "12 January, 08:02"),
    ("Postduif", "Your mailbox is 91 % full", "11 January, 23:10"),
    ("Reisbureau Halewijn", "Invoice 2027-0093", "11 January, 16:35"),
    ("Anouk Leclercq", "Leave in February", "11 January, 11:20"),
    ("Canteen", "Menu of week 2", "11 January, 08:00"),
    ("Pavla Horakova", "Hoses in Villach", "10 January, 20:14"),
    ("Works council", "Minutes of 7 January", "8 January, 15:47"),
    ("Joris Baeten", "Re: Spare cars", "8 January, 12:05"),
    ("Ilka Sommerfeld", "Re: Winter timetable", "7 January, 22:31"),
    ("Teo Marchetti", "Coffee machines", "7 January, 09:18"),
    ("Printer 3B", "Toner is low", "6 January, 10:00"),
]
_DIVERSION = """Dear Noor,

The Rehberg tunnel is closed from 8 to 21 February. LN 417 has to run by way of Straubing, which costs 47 minutes.

The change of drivers moves from Linz to Wels. Please ask for the new path before Friday 15 January, 12:00.

At night you reach me on 0471 555 082, in the office I sit in room 3.18 now.

Ilka Sommerfeld
Night desk"""
_BREAKFAST = """Hello Noor,

From 1 February a breakfast box costs €4.35, until now it was €3.90. The baker blames the hazelnuts.

We take 340 boxes a week. They are handed over at the goods lift of platform 11 at 18:50, not at the buffet any more.

The supplier stays Bakkerij Mosselveld. The vegan box has sesame in it, please tell the crews.

Teo"""
_TALK = [
    ("Joris Baeten", "08:55", "Car 70-231 has no heating again. I put in 70-208 for tonight."),
    ("Teo Marchetti", "08:58", "Crew of LN 422 asks for two more thermos jugs, 3 litres each."),
    ("Anouk Leclercq", "09:02", "Board meets on 4 February about LN 430. No new stops before that please."),
    ("Noor Vandersteen", "09:04", "Ok. Who has the key of the plan cabinet?"),
    ("Joris Baeten", "09:05", "Reception. And the plotter wants a PIN since yesterday, it is 5502."),
    ("Ilka Sommerfeld", "09:11", "Passau says platform 5 is too short for us, 310 m. We would get platform 2."),
    ("Joris Baeten", "09:11", "Platform 2 has no lift, mind the wheelchairs. We had four of them last week."),
    ("Saskia Wouters", "09:12", "I can take over from 1 February, while Noor is in Ljubljana."),
]
_ABOUT = [
    ("Assignee", "Noor Vandersteen"),
    ("Reporter", "Ilka Sommerfeld"),
    ("Priority", "Critical"),
    ("Milestone", "Winter 27"),
    ("Due", "22 January 2027"),
    ("Effort", "13 hours"),
    ("Component", "long-term paths"),
]
_TOLD = "The tunnel is closed for two weeks. Find a path by way of Straubing with a stop for the drivers in Wels."
_BAD = """^noor@lantaarn:~/divert$^ python divert.py
Traceback (most recent call last):
  File "/home/noor/divert/divert.py", line 4, in <module>
    path = net.find_path("Gent", "Ljubljana", avoid="Rehberg")
  File "/home/noor/divert/venv/lib/graphiet/network.py", line 212, in find_path
    raise NoSuchSegment(f"{avoid!r} is a station, not a segment")
graphiet.errors.NoSuchSegment: 'Rehberg' is a station, not a segment
^noor@lantaarn:~/divert$^ graphiet segments corridor4.gph | grep -i rehberg
rehberg-tunnel      4.1 km   double track   160 km/h
^noor@lantaarn:~/divert$^ """
_GOOD = """^noor@lantaarn:~/divert$^ python divert.py
1127
^noor@lantaarn:~/divert$^ git switch -c straubing
Switched to a new branch 'straubing'
^noor@lantaarn:~/divert$^ git commit -am "Avoid the Rehberg tunnel"
[straubing 6c41d7e] Avoid the Rehberg tunnel
 1 file changed, 3 insertions(+), 1 deletion(-)
^noor@lantaarn:~/divert$^ """
FILES = ("divert", "corridor4.gph", "divert.py", "loads.csv", "plot.R", "README.md")

PATHS = guide(
    "guide/paths",
    "Finding paths",
    text(
        "A path is a list of segments between two stations. <b>avoid</b> takes a list of segments, never a station.",
        "By default at most 400 candidates are tried; set <b>breadth</b> to try more.",
    )
    + code('path = net.find_path("Aalst", "Graz", avoid=["koralm"])\npath.minutes\npath.segments')
    + text(
        "The search runs on one core. A network of 12,000 segments takes about 0.8 seconds on a laptop of 2022.",
        "Use <b>weights</b> to prefer lines with a second track, or to keep heavy trains off steep ones.",
    )
    + text("Paths are sorted by minutes. Two paths of equal length are sorted by the number of stops.")
    + grid(("Argument", "Type", "Default"), [("start", "str", ""), ("avoid", "list", "[]"), ("breadth", "int", "400")]),
)
CLASHES = guide(
    "guide/conflicts",
    "Conflicts between trains",
    text(
        "Two trains are in conflict where less than the <b>headway</b> lies between them. It is 180 seconds unless the "
        "network says otherwise.",
        "Call conflicts() on a path. Single track is looked at as well since version 3.1.",
    )
    + code("for clash in path.conflicts(headway=240):\n    print(clash.segment, clash.other)")
    + text(
        "Freight trains that run on demand are left out. Pass <b>demand=True</b> to have them looked at as well.",
        "A conflict has a severity from 1 to 5: 1 is a delay of some seconds, 5 a train that has to be moved by more "
        "than an hour.",
    )
    + grid(
        ("Severity", "Means"), [("1", "within the reserve"), ("3", "one of the two has to wait"), ("5", "new path")]
    ),
)
FAULTS = guide(
    "reference/exceptions",
    "Exceptions",
    text("All exceptions derive from <b>GraphietError</b>.")
    + grid(
        ("Exception", "Raised when"),
        [
            ("NoSuchSegment", "a name is no segment of the network"),
            ("NoPath", "all candidates are used up"),
            ("StaleNetwork", "the file is older than 90 days"),
            ("BadDwell", "a stop is shorter than its station allows"),
        ],
    )
    + text("Catch GraphietError where any of them may come. Each carries the name that was asked for in its args.")
    + code("try:\n    net.find_path(a, b)\nexcept NoPath as fault:\n    log.warning(fault)"),
)
NETWORKS = guide(
    "guide/networks",
    "Loading networks",
    text(
        "Network.load() reads files of the kind gph. A file of 40 MB takes about three seconds.",
        "Segments that are closed for good are marked with <b>dead = true</b> and never used.",
    )
    + code('net = Network.load("alps.gph")\nlen(net.segments)'),
)
STOPS = guide(
    "guide/stops",
    "Adding stops",
    text("insert() puts a stop after a station that is already on the path. Dwell times are whole minutes.")
    + code('path.insert(Stop("Wels", minutes=7), after="Linz")')
    + text(
        "A stop of less than 2 minutes raises a warning.",
        "Stops where nobody may get on or off are made with <b>public=False</b>. They are left out of exports.",
        "remove() takes a stop away again; the minutes of all later stops are computed anew.",
    ),
)


def state(status: str, said: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """The ticket about the diversion."""
    return ticket("LN-208", "Divert LN 417 around the Rehberg tunnel", [("Status", status), *_ABOUT], _TOLD, said)


SAID = [
    ("Ilka Sommerfeld", "11 January, 17:20", "The Austrian side has agreed by phone, ticket AT-5590."),
    ("Joris Baeten", "12 January, 08:30", "Locomotive change stays in Passau, we have 22 minutes there."),
]
MORE = ("Noor Vandersteen", "14 January, 14:31", "Path found, 1127 minutes, two conflicts near Plattling.")

_CARS = [
    ("Car", "Kind", "Berths", "Built", "Next overhaul", "Home"),
    ("70-208", "Couchette", "54", "1994", "12 March 2027", "Schellebeke"),
    ("70-214", "Couchette", "60", "1991", "3 February 2027", "Schellebeke"),
    ("70-231", "Sleeper", "36", "2003", "19 May 2027", "Ostend"),
    ("70-240", "Sleeper", "33", "2005", "28 June 2027", "Ostend"),
    ("70-305", "Seats", "0", "1988", "overdue", "Schellebeke"),
    ("70-317", "Bar", "0", "1999", "2 April 2027", "Ostend"),
    ("99-014", "Workshop", "0", "1979", "none", "Ostend"),
    ("Sum", "", "183", "", "", ""),
]
_WEEK = [
    (0, 9, 10, "9:00 Planners' round<br>room 3.02", "#5b3fb5"),
    (1, 14, 15.5, "14:00 Eye test, Dr Poel", "#a3295f"),
    (2, 10, 12, "10:00 Uniform fitting", "#00627a"),
    (3, 14.75, 15.5, "14:45 Call with Passau", "#1f5fa8"),
    (4, 8.25, 12, "8:15 Train to Aachen<br>with Joris", "#8c3b2e"),
    (4, 17, 18, "17:00 Choir", "#4a6b1e"),
]


def tuesday(look: Look) -> Steps:
    """The diversion is announced; the first try fails."""
    net, edit, term = (0, 0, 1500, 1000), (120, 40, 1500, 960), (380, 330, 1400, 900)
    return [
        (0, web(look, net, webmail(LETTERS, 0, _DIVERSION), ("Finding paths",))),
        (46, web(look, net, webmail(LETTERS, 1, _BREAKFAST), ("Finding paths",))),
        (81, chat(look, (90, 30, 1390, 900), "planning", _TALK)),
        (140, web(look, net, PATHS, ("Postduif",))),
        (199, web(look, net, state("Open", SAID), ("Postduif", "Finding paths"))),
        (238, codium(look, edit, "divert.py", DIVERT[0], FILES)),
        (291, shell(look, term, _BAD)),
        (330, web(look, net, FAULTS, ("Postduif",))),
        (386, web(look, net, NETWORKS, ("Postduif",))),
    ]


def thursday(look: Look) -> Steps:
    """The second try runs, the third one is better; a list of cars, a calendar."""
    net, edit, term = (20, 10, 1480, 990), (180, 60, 1580, 980), (300, 420, 1290, 880)
    half, other = (0, 0, 780, 1006), (784, 0, 1680, 1006)
    call = toast(look, "Calendar", "Call with Passau", "begins in 15 minutes, dial-in code 77140#")
    return [
        (0, codium(look, edit, "divert.py", DIVERT[1], FILES)),
        (49, shell(look, term, _GOOD)),
        (90, web(look, half, STOPS)),
        (148, codium(look, other, "divert.py", DIVERT[2], FILES)),
        (206, web(look, half, CLASHES)),
        (262, web(look, net, state("In review", [*SAID, MORE]), ("Conflicts between trains",))),
        (
            300,
            sheet(look, (0, 0, 1300, 900), "cars-2027.ods", _CARS, ("C9", "=SUM(C2:C8)"), (110, 130, 90, 90, 170, 140)),
        ),
        (342, week(look, (60, 30, 1500, 900), ("Mon 11", "Tue 12", "Wed 13", "Thu 14", "Fri 15"), _WEEK, call)),
    ]
