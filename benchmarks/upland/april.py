"""Wednesday 31 March on the modelling machine; Friday 2 April, when the return goes to the council."""

from __future__ import annotations

from benchmarks.upland.desk import dialog
from benchmarks.upland.manuals import AGGREGATES, DATES, MESSAGES, WINDOWS
from benchmarks.upland.march import Steps
from benchmarks.upland.parts import box, entry, press, sheet_of, side, striped, ticks
from benchmarks.upland.programs import reader, sheet, zulip
from benchmarks.upland.sites import council, gauges, issue
from benchmarks.upland.texts import HANDBACK, TAKES
from benchmarks.upland.web import Page, web
from benchmarks.upland.writing import notes, studio
from benchmarks.worlds.look import Look

_PLAIN = [
    ("share", "month", "m3"),
    ("7", "2026-10-01", "41210"),
    ("12", "2026-10-01", "18775"),
    ("7", "2026-11-01", "66904"),
]
_BEST = [
    ("holder", "month", "ml"),
    ("Braeside", "2027-01-01", "118.4"),
    ("Mackenzie Lease", "2027-01-01", "97.2"),
    ("Braeside", "2027-02-01", "91.6"),
    ("Kowhai Flat", "2027-02-01", "55.0"),
]
_PUMPS = [
    ("Pump", "kWh this week", "Hours", "Starts", "Peak A"),
    ("Pump 1", "1,902", "61", "14", "72"),
    ("Pump 2", "2,240", "70", "12", "75"),
    ("Pump 3", "860", "27", "31", "70"),
    ("Pump 4", "415", "9", "58", "97"),
    ("Booster A", "133", "40", "22", "11"),
    ("Booster B", "98", "29", "19", "10"),
]
_TALK = [
    ("Sefa Leota", "10:12 am", "Opened pump 4. It is the lower bearing, not the fuse. SKF 6312."),
    ("Ngaire Pohatu", "10:15 am", "Price?"),
    ("Sefa Leota", "10:17 am", "$390 in Timaru, or $340 if we wait for the Dunedin one till the 6th."),
    ("Ngaire Pohatu", "10:18 am", "Timaru. Dougal pays half, he agreed."),
    ("Priyanka Nair", "10:24 am", "Rating 15 looks sane. Your break is 5 cm above mine, I can live with that."),
    ("Keri Haldane", "10:27 am", "Thanks! Friday noon then?"),
    ("Priyanka Nair", "10:29 am", "Yes. Model licence key for the new box: HEC-4419-MOA."),
    ("Bruce Oakden", "10:33 am", "Saw goes to the creek on Thursday 15 April. Two of us, please."),
]
_PUMP = issue(
    "RIV-81",
    "Pump 4 trips after twenty minutes",
    "Blocked",
    [
        ("Owner", "Sefa Leota"),
        ("Raised by", "Dougal Mackie"),
        ("Urgency", "High"),
        ("Wanted by", "10 April 2027"),
        ("Guess", "7 hours"),
        ("Team", "Pumps"),
    ],
    "It draws 91 amps at the start and 97 before it trips. Noise from the lower end.",
    [
        ("Sefa Leota", "30 March, 2:20 pm", "Fuse was fine. Lower bearing has play of 0.4 mm."),
        ("Ngaire Pohatu", "31 March, 10:20 am", "Order placed in Timaru, number T-5561."),
    ],
    [("Swap fuse", True), ("Open casing", True), ("Fit bearing", False)],
)


def wednesday(look: Look) -> Steps:
    """Three queries about takes, by way of a handbook."""
    net, base = (40, 50, 1640, 1150), (180, 60, 1780, 1140)
    bad = "C-207: function month_floor(timestamp) is unknown (line 1, column 15)"
    tiles = [
        ("All pumps", "5,648", "kWh this week"),
        ("Cost", "$1,073", "at 19 cents"),
        ("Alarms", "4", "2 from pump 4"),
    ]
    return [
        (0, studio(look, base, "takes.sql", TAKES[0], bad)),
        (45, web(look, net, MESSAGES)),
        (83, web(look, net, DATES, ("Messages",))),
        (142, studio(look, base, "takes.sql", TAKES[1], "214 rows in 88 ms", _PLAIN)),
        (187, web(look, net, AGGREGATES, ("Dates",))),
        (247, web(look, net, WINDOWS, ("Aggregates",))),
        (290, studio(look, base, "takes.sql", TAKES[2], "4 rows in 131 ms", _BEST)),
        (331, web(look, net, gauges("pumps", "Pumps", "Last 7 days", tiles, striped(_PUMPS)), ("Windows",))),
        (369, zulip(look, (160, 70, 1500, 1000), "pumps", "pump 4", _TALK)),
        (424, web(look, net, _PUMP, ("Pumps - Flowdesk",))),
    ]


def _return(volume: str) -> Page:
    left = entry("Consent", "RM27.118.04", 200) + entry("Consent holder", "Matuku Water Ltd", 280)
    left += entry("Meter serial", "KX-20931", 180) + entry("Meter last verified", "11 November 2024", 220)
    left += entry("Volume taken in cubic metres", volume, 200) + entry("Highest rate in litres per second", "186", 160)
    left += entry("Season", "2026/27, July to March", 250, picked=True)
    asked = ("Meter was out of order", "Fish screen is in place", "Water was shared with others", "Take was for frost",
             "Photos are attached")  # fmt: skip
    right = box("", "<b>Please tick what applies</b>",
                ticks(asked, ("Fish screen is in place", "Water was shared with others")),
                box("margin-top:14px", "<b>How the volume was measured</b>"),
                ticks(("Mechanical meter", "Magnetic meter", "Estimated from power"), ("Magnetic meter",), round_=True),
                box("margin-top:20px", press(("Clear form", "Save and leave", "Lodge return"), 2)))  # fmt: skip
    return council("returns/2027/new", "Return of water taken", side("gap:80px", box("", left), right))


def receipt(state: str, rows: list[tuple[str, str]]) -> Page:
    """What became of the return."""
    about = [("Return number", "WR-300562"), ("State", state), ("Consent", "RM27.118.04"), *rows]
    keys = box("margin-top:16px", press(("Amend", "Withdraw", "Download copy"), 2))
    return council("returns/WR-300562", "Your return", sheet_of(about, 190) + keys)


LODGED = [
    ("Lodged", "2 April 2027, 1:20 pm"),
    ("Officer", "Tamsin Eccles"),
    ("Reply by", "23 April 2027"),
    ("Charge", "$132.50"),
]
_RULES = f"""<h1 style="font-size:24px">Low flow rules 2027</h1><p>Adopted by the shareholders of Matuku Water on
12 August 2026</p>{
    striped(
        [
            ("Flow at Tussock Creek", "Takes are cut by", "Told by"),
            ("above 0.600", "nothing", ""),
            ("0.450 to 0.600", "25 %", "email"),
            ("0.385 to 0.450", "50 %", "text message"),
            ("below 0.385", "100 %", "phone call"),
        ]
    )
}<p style="margin-top:14px">Stock water is never cut. Troughs may be filled between 9 pm and 5 am.</p><p>Who takes water
during a full cut pays $750 for each day.</p><p>A rule may be lifted by the chair, Winsome Aldridge, for at most 48
hours.</p>"""
_SHARES = [
    ("Holder", "Shares", "Hectares", "Paid", "Contact"),
    ("Braeside", "140", "212", "yes", "Dougal Mackie"),
    ("Mackenzie Lease", "120", "180", "yes", "Ria Tolland"),
    ("Kowhai Flat", "75", "96", "no", "Euan Birss"),
    ("Spur Orchard", "18", "22", "yes", "Lotte Vane"),
    ("School farm", "6", "8", "waived", "Mr Iosefa"),
    ("Sum", "359", "518", "", ""),
]


def friday(look: Look) -> Steps:
    """A return with a slip in it; rules and shares; what is to be handed back."""
    net = (40, 20, 1480, 930)
    bad = dialog(look, (520, 300, 470), "The return cannot be lodged",
                 "Volume taken is above the 1,250,000 cubic metres of your consent. Check the decimal point.",
                 press(("Ask an officer", "Go back")))  # fmt: skip
    left, right = (0, 0, 770, 950), (774, 0, 1600, 950)
    return [
        (0, web(look, net, _return("4,183,070"), (), bad)),
        (37, web(look, net, _return("418,307"))),
        (98, web(look, net, receipt("Received", LODGED))),
        (131, reader(look, left, "low-flow-rules-2027.pdf", "1 of 4", _RULES)),
        (176, sheet(look, right, "shares.gnumeric", _SHARES, ("B7", "=SUM(B2:B6)"), (150, 80, 90, 80, 150))),
        (220, notes(look, (220, 90, 1120, 700), "handback.txt", HANDBACK[0])),
    ]
