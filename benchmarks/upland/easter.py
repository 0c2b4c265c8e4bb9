"""Thursday 25 March at home before Easter; Tuesday 30 March in the shed by the creek."""

from __future__ import annotations

from benchmarks.upland.desk import dialog, notice
from benchmarks.upland.march import Steps
from benchmarks.upland.parts import box, entry, press, sheet_of, side, striped, switch, ticks
from benchmarks.upland.places import chart_of, shop
from benchmarks.upland.programs import bubbles, files, letters, reader
from benchmarks.upland.sites import tarn
from benchmarks.upland.texts import VISIT
from benchmarks.upland.web import Page, web
from benchmarks.upland.writing import notes, shell
from benchmarks.worlds.look import Look

_POST = [
    ("Wanaka Bach Lettings", "Your stay over Easter", "25 March"),
    ("Mum", "Hot cross buns", "25 March"),
    ("Tama", "Re: Kayaks", "24 March"),
    ("Basin Library", "Two books overdue", "23 March"),
    ("Kea Power", "Your March bill", "22 March"),
    ("Uplands Vet", "Booster for Biscuit", "21 March"),
]
_BACH = """Kia ora Keri,

the bach is yours from Friday 26 March, 2 pm, to Monday 29 March, 10 am. The key hangs in the meter box, its \
combination is 3196.

The spare gas bottle stands behind the boat shed. Please no fires on the beach, there is a total ban.

Wifi is called pukeko_guest, the password is nightjar-kelp-7.

Your bond of $220 comes back within five days.

Lorraine, Wanaka Bach Lettings"""
_SPOTS = [
    ("Glenfoyle Ford", "Swimming hole", "14 km", "Gravel road, closed after 25 mm of rain"),
    ("Pipit Falls", "Swimming hole", "22 km", "40 minutes on foot, no dogs"),
    ("Boundary Pool", "Swimming hole", "31 km", "Ask at the homestead, open until 6 pm"),
    ("Lake Hester jetty", "Swimming hole", "9 km", "Busy at weekends, toilets"),
    ("Pump House Hole", "Swimming hole", "35 km", "Deep, strong current at the lower end"),
]
_PINS = [
    (150, 120, "Pipit Falls"),
    (400, 470, "Glenfoyle Ford"),
    (620, 330, "Boundary Pool"),
    (260, 540, "Lake Hester"),
]
_BRUCE = [
    ("Bruce Oakden", "6:51 pm", "Did you nick my dumpy level? The yellow one."),
    ("me", "6:54 pm", "It is in the shed at Long Gully, top shelf, left of the tins."),
    ("Bruce Oakden", "6:55 pm", "Beauty. Can you mind Pickle on the 17th? She only eats the salmon stuff."),
    ("me", "6:58 pm", "Sure, bring her at nine. Did you hear about Sefa?"),
    ("Bruce Oakden", "7:01 pm", "Twins! Due in September. He told the whole pub in Omarama."),
    ("Bruce Oakden", "7:04 pm", "Tyre is a goner by the way, new one is 285 bucks at Hollis."),
]


def _product() -> Page:
    facts = [
        ("Item", "VP-20 vented level probe"),
        ("Range", "0 to 5 m"),
        ("Accuracy", "0.05 % of full scale"),
        ("Output", "SDI-12"),
        ("Cable", "polyurethane, up to 60 m"),
        ("Warranty", "3 years"),
        ("Stock", "4 in Christchurch"),
        ("Price", "$1,148.00"),
    ]
    others = [("Like it", "Range", "Price"), ("VP-10", "0 to 2 m", "$986.00"), ("VP-50", "0 to 10 m", "$1,295.00")]
    keys = box("margin:14px 0", press(("Ask a question", "Compare", "Add to cart"), 3))
    return shop("level/vp-20", "VP-20 vented level probe", sheet_of(facts, 130) + keys + striped(others))


def _cart() -> Page:
    left = (
        entry("Item", "VP-20 vented level probe", 300) + entry("Quantity", "2", 90) + entry("Cable length", "15 m", 130)
    )
    left += entry("Order reference", "MW-2207", 160) + entry("Attention", "Bruce Oakden, Shed 2", 300)
    left += entry("Send by", "Courier, signed for", 240, picked=True)
    wants = ("Calibration sheet", "Spare desiccant", "Gift wrap", "Rural delivery", "Email me offers")
    pays = ("Credit card", "Account 30 days", "Bank transfer")
    right = box(
        "",
        "<b>Also</b>",
        ticks(wants, ("Calibration sheet", "Spare desiccant", "Rural delivery")),
        box("margin-top:14px", "<b>How to pay</b>"),
        ticks(pays, ("Account 30 days",), round_=True),
    )
    keys = box("margin-top:4px", press(("Keep shopping", "Save for later", "Check out"), 3))
    return shop("cart", "Your cart", side("gap:70px", box("", left), right) + keys)


_ORDERED = shop(
    "orders/S-77120",
    "Thanks, we have your order",
    sheet_of(
        [
            ("Order", "S-77120"),
            ("Sum with GST", "$2,712.85"),
            ("Leaves us on", "Wednesday 7 April"),
            ("Carrier", "Mainfreight"),
            ("Points earned", "271"),
            ("Contact", "Odette Farrow, 03 555 2840"),
        ],
        150,
    )
    + box("margin-top:16px", press(("Cancel order", "Print receipt", "Track parcel"), 3)),
)
_FOLDER = [
    ("creek-flood-2019.mov", "1.9 GB", "14 May 2019"),
    ("hut-key-photo.heic", "3.1 MB", "2 Feb 2027"),
    ("kayak-hire.pdf", "208 KB", "24 Mar 2027"),
    ("packing-easter.txt", "2 KB", "25 Mar 2027"),
    ("tussock-lidar.tif", "640 MB", "11 Jan 2027"),
    ("willow-bar-03.jpg", "5.6 MB", "20 Mar 2027"),
]


def thursday(look: Look) -> Steps:
    """A bach for Easter, a swim, and two probes from the sofa."""
    net, mid, near = (30, 40, 1230, 735), (110, 60, 1120, 710), (60, 50, 1060, 690)
    full = dialog(look, (420, 190, 400), "Eject “GAUGE-SD” first?",
                  "2 files are still being used by Preview. The card was last backed up on 3 March.",
                  press(("Force eject", "Cancel")))  # fmt: skip
    return [
        (0, letters(look, mid, _POST, 0, _BACH)),
        (52, web(look, net, chart_of("swimming holes near Wanaka", _SPOTS, _PINS))),
        (108, bubbles(look, near, "Bruce Oakden", _BRUCE)),
        (150, web(look, net, _product())),
        (197, web(look, net, _cart())),
        (240, web(look, net, _ORDERED)),
        (283, files(look, (140, 70, 1010, 600), "Macintosh HD/Users/keri/Downloads", _FOLDER, full, 4)),
    ]


def _settings(interval: str, average: str) -> Page:
    left = entry("Station name", "Tussock Creek", 260) + entry("Reading every", interval, 160, picked=True)
    left += entry("Average over", average, 160) + entry("Sends at", "03:00 and 15:00", 200, picked=True)
    left += entry("Server", "ingest.matukuwater.co.nz", 300) + entry("Port", "8817", 110)
    left += entry("SIM number", "64 21 555 7730", 220)
    marks = box(
        "",
        "<b>Link</b>",
        ticks(("Satellite", "Mobile network", "Radio"), ("Mobile network",), round_=True),
        box("height:12px"),
        switch("Alarm by text message", on=True),
        switch("Keep camera on at night", on=False),
        switch("Heat the enclosure", on=False),
        switch("Store raw counts", on=True),
    )
    keys = box("margin-top:8px", press(("Reset", "Test link", "Apply")))
    return tarn("telemetry", "Telemetry", side("gap:70px", box("", left), marks) + keys)


_STATE = tarn(
    "power",
    "Power",
    sheet_of(
        [
            ("Battery", "12.1 V"),
            ("Panel", "20 W, facing 15 degrees"),
            ("Charge today", "3.4 Ah"),
            ("Used today", "2.9 Ah"),
            ("Days without sun", "11"),
            ("Enclosure", "19 degrees, humidity 71 %"),
            ("Installed", "6 June 2021"),
        ],
        170,
    )
    + box("margin-top:16px", press(("Refresh", "Swap battery"))),
)
_PULL = """Windows PowerShell
Copyright (C) Microsoft Corporation. All rights reserved.

^PS C:\\Gauges>^ .\\pull.ps1 -Site tussock
pull.ps1 : Port COM4 is in use by another program
    + CategoryInfo          : ResourceBusy: (COM4:String) [pull.ps1], IOException
^PS C:\\Gauges>^ Stop-Process -Name tarnview
^PS C:\\Gauges>^ .\\pull.ps1 -Site tussock
reading memory ... 8640 records, 0 gaps
written tussock-2027-03-30.csv
^PS C:\\Gauges>^ Get-FileHash tussock-2027-03-30.csv -Algorithm MD5

Algorithm       Hash
---------       ----
MD5             5C1E77A90B

^PS C:\\Gauges>^ """
_GUIDE = f"""<h1 style="font-size:24px">VP-20 and VP-50, short guide</h1><p>Edition 7, Stillwell Instruments,
Dunedin</p>{
    striped(
        [
            ("Wire", "Colour", "Goes to"),
            ("Power", "red", "12 V switched"),
            ("Ground", "black", "G"),
            ("Signal", "white", "C1"),
            ("Shield", "bare", "earth stake"),
        ]
    )
}<p style="margin-top:14px">Change the desiccant when more than a third of it is pink. Dry it at 110 degrees for four
hours.</p><p>The vent tube must not be bent below a radius of 80 mm. Never cut it with side cutters.</p>
<p>After a frost below minus 12 degrees send the probe in; we check it for $95.</p><p>Address 0 is the factory setting,
change it with the command aA3! for example.</p>"""
_CARD = [
    ("tussock-2027-02-23.csv", "412 KB", "23/02/2027 9:14 am"),
    ("tussock-2027-03-30.csv", "506 KB", "30/03/2027 8:08 am"),
    ("gully-2027-03-16.csv", "377 KB", "16/03/2027 1:40 pm"),
    ("camera.zip", "88,120 KB", "30/03/2027 8:09 am"),
    ("vp20-guide.pdf", "1,204 KB", "12/10/2024 4:02 pm"),
]


def tuesday(look: Look) -> Steps:
    """A logger is set up anew, its memory read, notes taken."""
    net, page = (0, 0, 1430, 846), (90, 30, 1060, 820)
    bad = notice(look, "TARN-8", "Settings not applied", "Average over must not be longer than 60 seconds")
    copy = dialog(
        look,
        (480, 250, 460),
        "The destination already has a file named “camera.zip”",
        "Copying 5 items from Gauges to MOA-USB (E:), 31 MB left",
        press(("Skip", "Keep both", "Replace")),
    )
    return [
        (0, web(look, net, _STATE)),
        (34, web(look, net, _settings("5 minutes", "90 seconds"), (), bad)),
        (78, web(look, net, _settings("2 minutes", "45 seconds"))),
        (125, shell(look, (160, 90, 1180, 690), _PULL)),
        (171, notes(look, (240, 120, 1100, 640), "site-visit.txt", VISIT[0])),
        (204, reader(look, page, "vp20-guide.pdf", "3 / 16", _GUIDE)),
        (257, files(look, (200, 80, 1240, 620), "C:/Gauges", _CARD, copy, 3)),
        (282, notes(look, (240, 120, 1100, 640), "site-visit.txt", VISIT[1])),
    ]
