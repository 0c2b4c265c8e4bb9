"""Wednesday 20 January at the depot's old computer; the evening of Friday 22 January at home."""

from __future__ import annotations

from benchmarks.abroad.desk import toast
from benchmarks.abroad.january import STOPS, Steps
from benchmarks.abroad.office import reader, sheet
from benchmarks.abroad.pages import Page, gazette, linen, plain, ticket
from benchmarks.abroad.parts import buttons, div, facts, field, grid, row, tick
from benchmarks.abroad.texts import CHECKS, ROLL
from benchmarks.abroad.web import web
from benchmarks.abroad.writing import notes, shell, vim
from benchmarks.worlds.look import Look

_BOGIES = [
    ("Car", "Axle", "Flat mm", "Flange mm", "Checked", "By"),
    ("70-208", "1", "12", "29.4", "19-01-2027", "W. De Raedt"),
    ("70-208", "3", "21", "28.8", "19-01-2027", "W. De Raedt"),
    ("70-214", "2", "38", "27.1", "20-01-2027", "W. De Raedt"),
    ("70-231", "4", "9", "30.2", "18-01-2027", "L. Goossens"),
    ("70-240", "1", "4", "31.0", "18-01-2027", "L. Goossens"),
    ("70-240", "4", "15", "30.6", "18-01-2027", "L. Goossens"),
    ("70-305", "1", "57", "26.3", "11-01-2027", "L. Goossens"),
    ("70-317", "2", "18", "28.9", "11-01-2027", "L. Goossens"),
]


def order() -> Page:
    """The form of the laundry, filled in."""
    left = (
        field("Customer no.", "44-1907", 210)
        + field("Sheets, single", "480", 110)
        + field("Pillow cases", "520", 110)
        + field("Blankets, wool", "65", 110)
        + field("Deliver to", "Schellebeke, gate 2", 250)
        + field("Delivery day", "27 January 2027", 210, chosen=True, hint="Choose a day")
        + field("Cost centre", "N-3340", 110)
    )
    extras = ("Collect used linen", "Express, within 24 hours", "Iron and fold", "Perfume free", "Send a text message")
    ticks = "".join(tick(each, on=each in (extras[0], extras[3])) for each in extras)
    right = div("", "<b>Extras</b>", ticks, div("margin:14px 0 8px", "Weight: about 610 kg"))
    done = div("margin-top:6px", buttons(("Place order", "Keep as template", "Empty basket"), 14))
    return linen("orders/new", "New order", row("gap:60px", div("", left), right) + done)


_PLACED = linen(
    "orders/WK-88213",
    "Thank you for your order",
    facts(
        [
            ("Order number", "WK-88213"),
            ("Total with VAT", "€1,264.80"),
            ("Delivery", "Wednesday 27 January, 06:00 to 07:30"),
            ("Driver", "Sjoerd, 06 555 40 217"),
            ("Deposit for trolleys", "€90.00"),
            ("Invoice to", "Lumen Nachtlijnen, N-3340"),
        ],
        180,
    )
    + div("margin-top:12px", buttons(("Print delivery note", "Change order", "Cancel order"), 14)),
)
_COPY = """Microsoft Windows [Version 10.0.19045.5247]
(c) Microsoft Corporation. All rights reserved.

^C:\\Depot>^ xcopy wheels-2027.xlsx \\\\lantaarn\\fleet
Invalid path
0 File(s) copied

^C:\\Depot>^ net use L: \\\\lantaarn\\fleet
The command completed successfully.

^C:\\Depot>^ xcopy wheels-2027.xlsx L:\\
C:wheels-2027.xlsx
1 File(s) copied

^C:\\Depot>^ """
_HEATING = ticket(
    "LN-214",
    "No heating in car 70-231",
    [
        ("Status", "Waiting for parts"),
        ("Assignee", "Wim De Raedt"),
        ("Reporter", "Joris Baeten"),
        ("Priority", "High"),
        ("Due", "29 January 2027"),
        ("Effort", "6 hours"),
        ("Component", "rolling stock"),
    ],
    "Compartments 4 to 7 stay at 11 °C. Guests were moved on three nights.",
    [
        ("Wim De Raedt", "19 January, 15:12", "Valve V-9 is stuck. New one ordered at Termolan, part 118-62-B."),
        ("Joris Baeten", "20 January, 07:05", "Until then the car runs as a spare only."),
    ],
)


def wednesday(look: Look) -> Steps:
    """Wheels, sheets and a heating."""
    net, book, term = (0, 0, 1366, 728), (30, 20, 1000, 560), (280, 190, 1010, 600)
    low = toast(look, "Windows", "Low disk space", "Only 1.2 GB left on drive D: of this computer")
    return [
        (0, sheet(look, book, "wheels-2027.xlsx", _BOGIES, ("C4", "38"), (110, 80, 100, 110, 130, 150))),
        (43, web(look, net, order())),
        (92, web(look, net, _PLACED)),
        (164, notes(look, (120, 60, 1010, 640), "depot-visit.txt", CHECKS[0], ("wheels.csv",))),
        (188, shell(look, term, _COPY)),
        (231, web(look, net, _HEATING, ("New order",), low)),
        (262, notes(look, (120, 60, 1010, 640), "depot-visit.txt", CHECKS[1], ("wheels.csv",))),
    ]


_NEWS = gazette(
    "2027/01/night-bar-returns",
    "The bar car comes back to the night train to Villach",
    "By Philippa Strand, 22 January 2027",
    "After nine years the operator Alpenschlaf puts bar cars into its trains again. The first one runs on 19 March.",
    "Four cars were bought from a museum in Tilburg for €860,000 and rebuilt in Maribor. Each has a piano.",
    "Spokeswoman Leontien Maas expects 70 guests a night. Smoking stays forbidden, and so does singing after 23:00.",
    "Passengers' union Slaapwel criticises that there is still no shower.",
    "The timetable stays as it is: the train leaves Rotterdam at 19:05 and is in Villach at 09:48 the next morning.",
    "Other operators watch closely. Two of them, Lumen and Nordstern, have asked the museum for further cars, we hear.",
)
_FAIL = """^noor@zolder ~/fleet %^ sh roll.sh
scp: /logs/70-208.log: Permission denied
scp: /logs/70-214.log: Permission denied
^noor@zolder ~/fleet %^ ssh depot ls -ld /logs /srv/logs
drwxr-xr-x 2 root  root  4096 Jan  3 11:09 /logs
drwxrwxr-x 2 fleet fleet 4096 Jan 21 22:40 /srv/logs
^noor@zolder ~/fleet %^ rsync --version | head -1
rsync  version 3.3.0  protocol version 31
^noor@zolder ~/fleet %^ """
_RAN = """^noor@zolder ~/fleet %^ sh roll.sh
copied 14 logs
^noor@zolder ~/fleet %^ git tag roll-1.3
^noor@zolder ~/fleet %^ git push origin roll-1.3
 * [new tag]         roll-1.3 -> roll-1.3
^noor@zolder ~/fleet %^ """
_TARIFF = f"""<b style="font-size:21px">Access charges 2027</b><br>Published by Corridor Four, edition of
4 December 2026<hr>{
    plain(
        [
            ("Section", "Charge per train km", "Night discount"),
            ("Gent - Aachen", "€2.18", "15 %"),
            ("Aachen - Passau", "€3.06", "none"),
            ("Passau - Villach", "€2.74", "20 %"),
            ("Villach - Ljubljana", "€1.95", "10 %"),
        ]
    )
}<p>Cancelling a path less than 5 days ahead costs half of the charge.</p><p>Questions are answered by Tibor Szekeres,
tariffs@corridor-four.eu.</p>{
    grid(
        ("Station", "Fee per stop"),
        [("Aachen", "€41.00"), ("Passau", "€36.50"), ("Wels", "€28.00"), ("Jesenice", "€19.20")],
    )
}"""


def evening(look: Look) -> Steps:
    """At home, windows side by side: a script, a newspaper, a tariff."""
    left, right = (4, 28, 958, 1076), (962, 28, 1916, 1076)
    return [
        (0, web(look, right, STOPS)),
        (32, vim(look, left, "roll.sh", ROLL[0], '"roll.sh" 4L, 71B written')),
        (75, web(look, right, _NEWS, ("Adding stops",))),
        (132, vim(look, left, "roll.sh", ROLL[1], '"roll.sh" 4L, 83B written')),
        (171, shell(look, left, _FAIL)),
        (223, vim(look, left, "roll.sh", ROLL[2], '"roll.sh" 6L, 131B written')),
        (270, shell(look, left, _RAN)),
        (301, reader(look, right, "access-charges-2027.pdf", "1/12", _TARIFF)),
    ]
