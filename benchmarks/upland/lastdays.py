"""Sunday 4 to Friday 9 April: a chart at home, a logger's script at night, letters, the handing back."""

from __future__ import annotations

from benchmarks.upland.april import LODGED, receipt
from benchmarks.upland.desk import dialog, notice
from benchmarks.upland.manuals import LAYERS, PLOTS, SCALES
from benchmarks.upland.march import FITTED, SAID, Steps, snag
from benchmarks.upland.parts import box, entry, press, side, striped, switch, ticks
from benchmarks.upland.places import agenda, courier, huts
from benchmarks.upland.programs import files, letters, preferences, reader, sheet, zulip
from benchmarks.upland.sites import gauges, message
from benchmarks.upland.texts import CHART, HANDBACK, LOGGER
from benchmarks.upland.web import Page, web
from benchmarks.upland.writing import editor, neovim, notes, shell
from benchmarks.worlds.look import Look

_NEWS = courier(
    "2027/04/old-flume-for-sale",
    "Century-old timber flume looks for a new owner",
    "Words: Jemima Stroud. 4 April 2027",
    "The flume at Ballarat Bend carried water to the gold diggers for 41 years. Now the trust wants to sell it for a "
    "dollar, to anyone who will keep it standing.",
    "An engineer from Alexandra puts the repairs at $93,000. Most of the trestles are totara and sound; the bolts are "
    "not.",
    "Offers go to Clement Ure of the trust until 21 May. So far a distillery and a mini golf have asked.",
    "Summer time ended last night. The paper reminds readers to change the batteries of their smoke alarms.",
)
_WEEK = [
    ("5 Mon", [("9:30 – 10:15 am", "Toolbox talk", "Shed 2", "#be185d")]),
    ("6 Tue", [("1:00 – 2:00 pm", "Dentist, Dr Yoon", "Second floor, bring the X-ray", "#2563eb"),
               ("6:30 – 8:00 pm", "Book club", "At Hinemoa's, chapter 9 to 14", "#7c3aed")]),
    ("8 Thu", [("10:00 – 12:30 pm", "Board meeting", "Woolstore, upper room", "#b45309"),
               ("3:15 – 3:45 pm", "Call with Stillwell", "Odette rings", "#0f766e")]),
    ("9 Fri", [("12:00 – 12:30 pm", "Switch on rating 15", "with Priyanka", "#be185d"),
               ("4:30 – 5:00 pm", "Hand back to Ngaire", "her office", "#be185d")]),
]  # fmt: skip
_JS_BAD = """^keri@kotuku hydrograph %^ npx strand build hydrograph.js
hydrograph.js:3
const rows = await load("tussock.json");
ReferenceError: load is not defined
    at hydrograph.js:3:20
^keri@kotuku hydrograph %^ npm ls strandchart
hydrograph@0.4.0 /Users/keri/hydrograph
└── strandchart@5.7.2
^keri@kotuku hydrograph %^ """
_JS_GOOD = """^keri@kotuku hydrograph %^ npx strand build hydrograph.js
flow.svg written, 61 KB, 4 gaps
^keri@kotuku hydrograph %^ git switch -c log-axis
Switched to a new branch 'log-axis'
^keri@kotuku hydrograph %^ git commit -am "Shade the flows below the limit"
[log-axis 71be02d] Shade the flows below the limit
 1 file changed, 6 insertions(+), 3 deletions(-)
^keri@kotuku hydrograph %^ """


def sunday(look: Look) -> Steps:
    """The paper, the week to come, a chart for the board."""
    net, edit, term = (40, 40, 1300, 830), (150, 60, 1330, 800), (330, 300, 1260, 800)
    move = dialog(
        look,
        (500, 280, 420),
        "Move “Dentist, Dr Yoon”?",
        "It would then be on Wednesday 14 April at 8:20 am. The practice charges $40 for changes within two days.",
        press(("Leave it", "Move")),
    )
    return [
        (0, web(look, net, _NEWS)),
        (40, web(look, net, agenda("April 2027", _WEEK))),
        (71, web(look, net, agenda("April 2027", _WEEK), (), move)),
        (93, editor(look, edit, "hydrograph.js", CHART[0], ("tussock.json",))),
        (137, shell(look, term, _JS_BAD)),
        (164, web(look, net, LAYERS)),
        (219, editor(look, edit, "hydrograph.js", CHART[1], ("tussock.json",))),
        (252, web(look, net, SCALES)),
        (304, editor(look, edit, "hydrograph.js", CHART[2], ("tussock.json",))),
        (350, shell(look, term, _JS_GOOD)),
    ]


def _hut() -> Page:
    nights = [
        ("Hut", "Bunks left Fri 23", "Bunks left Sat 24", "Height", "Heating"),
        ("Saddle Hut", "3", "0", "1,240 m", "wood"),
        ("Rainbow Biv", "2", "2", "1,510 m", "none"),
        ("Stag Flat Hut", "11", "6", "880 m", "coal"),
        ("Top Musterer's", "5", "4", "1,075 m", "gas"),
    ]
    left = entry("Hut", "Stag Flat Hut", 220, picked=True) + entry("Arrive", "Friday 23 April", 200)
    left += entry("Nights", "2", 80) + entry("Adults", "3", 80) + entry("Children", "1", 80)
    right = ticks(("Firewood bundle", "Boat across the lake", "Dog permit"), ("Boat across the lake",))
    keys = box("", press(("Ask the warden", "Hold for an hour", "Pay $138"), 2))
    return huts("find?from=2027-04-23", "Find a bunk", striped(nights) + side("gap:60px;margin-top:16px", box("", left),
                box("", right, keys)))  # fmt: skip


_LUA_BAD = """^~/logger >^ lua logger.lua
lua: logger.lua:3: channel 2 is taken by 'battery'
stack traceback:
        [C]: in function 'tarn.open'
        logger.lua:3: in main chunk
^~/logger >^ tarnctl channels
1  rain      counter
2  battery   volt
5  level     sdi12
7  spare     -
^~/logger >^ """
_LUA_GOOD = """^~/logger >^ lua logger.lua --once
level 0.938
^~/logger >^ luacheck logger.lua
Total: 0 warnings / 0 errors in 1 file
^~/logger >^ tarnctl deploy logger.lua --to tussock
deployed as job 46, reboot in 90 s
^~/logger >^ """
_FERRY = (
    """<h1 style="font-size:24px">Lake ferry, winter timetable</h1><p>Valid from 6 April to 30 September 2027</p>"""
)
_SKIPPER = "<p>Dogs travel free, bikes cost $6. Skipper: Anahera Briggs, 021 555 318.</p>"
_SAILINGS = striped(
    [
        ("Leaves jetty", "Reaches Stag Flat", "Days", "Fare"),
        ("7:50", "8:35", "Mon to Fri", "$18"),
        ("11:20", "12:05", "daily", "$18"),
        ("15:40", "16:30", "Fri to Sun", "$24"),
    ]
)


def night(look: Look) -> Steps:
    """A script for the logger side by side with a hut for the holidays."""
    left, right = (8, 8, 956, 1046), (964, 8, 1912, 1046)
    done = notice(look, "dunst", "Battery low", "Headset has 8 percent left")
    return [
        (0, neovim(look, left, "logger.lua", LOGGER[0], '"logger.lua" 7L, 115B written')),
        (41, shell(look, right, _LUA_BAD)),
        (77, neovim(look, left, "logger.lua", LOGGER[1], '"logger.lua" 9L, 139B written')),
        (130, web(look, right, _hut())),
        (168, reader(look, left, "ferry-winter.pdf", "1/2", _FERRY + _SAILINGS + _SKIPPER)),
        (203, neovim(look, left, "logger.lua", LOGGER[2], '"logger.lua" 13L, 262B written')),
        (255, shell(look, right, _LUA_GOOD, done)),
    ]


_POST = [
    ("Tamsin Eccles", "Return WR-300562", "8 April"),
    ("Odette Farrow", "Your probes are late", "7 April"),
    ("Hollis Tyres", "Invoice 8810", "7 April"),
    ("Winsome Aldridge", "Board papers", "6 April"),
    ("Flowdesk alerts", "Saddle Hut is back", "5 April"),
]
_OKAY = """Kia ora Keri,

your return WR-300562 is accepted. The charge went down to $118.00, as you lodged online.

Please have the meter verified before 11 November 2027, by a person from our list. Last year you missed it by 16 days.

From July on returns are monthly. The next one is due on 30 June.

Tamsin Eccles
Compliance, extension 7213"""
_LATE = """Hi Keri,

the two probes of order S-77120 are stuck at the border, a paper about the lithium cells was missing. We now count on \
Wednesday 21 April.

If you need one sooner I can lend you a VP-10 for $12 a day.

For the trouble we take off the freight, that is $34.50.

Odette Farrow, Stillwell Instruments"""
_PLAN = f"""<h1 style="font-size:24px">Board paper 4: Tussock Creek</h1><p>For the meeting of 8 April 2027, by Keri
Haldane</p><p>With rating 15 the lowest flow of this summer was 0.271, on 2 March. Rating 14 told 0.352 for that
day.</p>{
    striped(
        [
            ("Month", "Days below limit, rating 14", "Days below limit, rating 15"),
            ("December", "0", "2"),
            ("January", "3", "9"),
            ("February", "8", "17"),
            ("March", "11", "22"),
        ]
    )
}<p style="margin-top:14px">Recommendation: keep the limit and buy water for 20 days from Lake Hester, at most
$46,000.</p>
<p>Risks: a dry May; the willow; one probe only.</p>"""
_COSTS = [
    ("Item", "Planned", "Spent", "Left"),
    ("Consultant", "4,950", "3,465", "1,485"),
    ("Probes", "2,400", "2,713", "313 over"),
    ("Vehicle", "1,800", "1,129", "671"),
    ("Council charges", "900", "618", "282"),
    ("Helicopter", "3,200", "0", "3,200"),
    ("Chainsaw hire", "150", "95", "55"),
]
_RIVERS = [
    ("Site", "Stage m", "Flow", "Battery V", "Last seen"),
    ("Tussock Creek", "0.938", "0.294", "12.9", "9:50"),
    ("Long Gully", "1.402", "0.988", "12.6", "9:45"),
    ("Spur Race", "0.351", "0.217", "11.4", "9:45"),
    ("Saddle Hut", "0.122", "0.044", "12.8", "9:50"),
]
_CHECKED = ("Priyanka Nair", "31 March, 10:31 am", "Second reading done, I would sign it.")
_DUST = [
    ("rating-14-old.png", "92 kB", "12 Jan"),
    ("tussock-copy.csv", "506 kB", "30 Mar"),
    ("board-paper-draft2.odt", "48 kB", "1 Apr"),
    ("willow-permit.pdf", "131 kB", "6 Apr"),
]


def thursday(look: Look) -> Steps:
    """Letters, the paper for the board, what was spent."""
    mid, net, page = (120, 60, 1330, 880), (50, 50, 1440, 930), (200, 45, 1120, 940)
    tiles = [("Tussock Creek", "0.294", "cumecs, rating 15 (trial)"), ("Long Gully", "0.988", "cumecs, rating 6"),
             ("Spur Race", "0.217", "cumecs, rating 2")]  # fmt: skip
    gone = dialog(
        look,
        (560, 300, 420),
        "Delete 3 items for ever?",
        "They take up 730 kB. The bin is emptied by itself after 30 days.",
        press(("Cancel", "Delete")),
    )
    return [
        (0, letters(look, mid, _POST, 0, _OKAY)),
        (48, letters(look, mid, _POST, 1, _LATE)),
        (90, web(look, net, receipt("Accepted", [*LODGED[:3], ("Charge", "$118.00")]))),
        (118, web(look, net, gauges("rivers", "Rivers", "Last 24 hours", tiles, striped(_RIVERS)), ("Your return",))),
        (151, reader(look, page, "board-paper-4.pdf", "2 of 3", _PLAN)),
        (207, sheet(look, (90, 60, 900, 760), "budget.gnumeric", _COSTS, ("D3", "=B3-C3"), (190, 110, 110, 130))),
        (240, notes(look, (240, 100, 1180, 760), "handback.txt", HANDBACK[1])),
        (288, files(look, (180, 80, 1240, 720), "Bin", _DUST, gone)),
    ]


_BYE = [
    ("Priyanka Nair", "12:08 pm", "Live. First value with rating 15 is 0.297."),
    ("Sefa Leota", "12:31 pm", "Pump 4 purrs, 71 amps. Invoice is $195 for us, same for Dougal."),
    ("Ngaire Pohatu", "1:02 pm", "Board bought 15 days of water, not 20. Cap is $36,000."),
    ("Bruce Oakden", "1:10 pm", "Farewell scones in the smoko room at 3:30."),
    ("Ngaire Pohatu", "1:44 pm", "Keri, alarm code of the office changes tonight to 90521."),
    ("Sefa Leota", "1:52 pm", "Who feeds the eel while you are in Norway?"),
]
_TRIP = ("Southern Wings", "Your booking to Oslo", "Thank you for flying with", "1:15 pm")
_OSLO = """Dear Keri Haldane,

your flight leaves Queenstown on Saturday 10 April at 7:35 am. The booking reference is K9TWEK, your seats are 22A and \
41C.

You change in Auckland and in Doha. Please drop your bag at desk 6 before 6:20 am. A vegetarian meal is ordered.

Southern Wings"""


def friday(look: Look) -> Steps:
    """The last day: what is new, a flight, the handing back."""
    net, pad = (0, 0, 1500, 1000), (230, 80, 1250, 780)
    names = ("Appearance", "Power Saving", "Printers", "Networks", "Users", "Night Light")
    body = side("gap:70px", box("", entry("On battery, sleep after", "20 minutes", 180, picked=True),
                entry("Dim screen after", "4 minutes", 180, picked=True),
                entry("When the lid is closed", "Lock the screen", 200, picked=True)),
                box("", switch("Stop charging at 80 %", on=True), switch("Wake by keyboard", on=False),
                    switch("Turn off Bluetooth when idle", on=True)))  # fmt: skip
    saved = notice(look, "Vorta", "Backup finished with warnings", "3 files skipped on drive TAKAHE, 212 GB free")
    return [
        (0, zulip(look, (90, 40, 1420, 900), "gauges", "rating 15", _BYE)),
        (44, web(look, net, message(_TRIP, _OSLO), ("Plots",))),
        (86, web(look, net, snag("Verified", [*SAID, FITTED, _CHECKED], 4), ("Your booking to Oslo",))),
        (112, web(look, net, PLOTS, ("snagboard",))),
        (140, notes(look, pad, "handback.txt", HANDBACK[2])),
        (199, preferences(look, (160, 60, 1280, 760), "Power Saving", names, body
                          + box("margin-top:18px", press(("Defaults", "Apply"))))),
        (231, notes(look, pad, "handback.txt", HANDBACK[2], saved)),
    ]  # fmt: skip
