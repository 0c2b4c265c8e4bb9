"""Monday 21 September, morning, at the office: terms of two places, the budget, a permit is asked for."""

from __future__ import annotations

from benchmarks.scouting.desk import toast
from benchmarks.scouting.looks import COUNCIL
from benchmarks.scouting.office import files, sheet, week
from benchmarks.scouting.parts import buttons, field, icon, pairs, paper, table, tick
from benchmarks.scouting.talking import chat, mail
from benchmarks.scouting.web import web
from benchmarks.scouting.writing import shell
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

Steps = list[tuple[int, Window]]
PERMITS = "permits.kilbrackcoco.example"

_LETTERS = [
    ("Cillian Mac Aodha", "Filming on the harbour: our terms", "08:12"),
    ("Nuala Tierney", "The cottage", "Sun 21:40"),
    ("Brackwater Payroll", "Timesheets week 38", "Fri 16:05"),
    ("Kestrel Air", "Drone availability October", "Fri 11:30"),
    ("Hedgerow Hire", "Welfare units: your enquiry", "Thu 17:22"),
    ("Garda Siochana Kilbrack", "Traffic plan, Pier Road", "Thu 09:48"),
]

_HARBOUR = """Dear Orla,

the harbour committee met on Friday evening. We are happy to have you from Monday 5 to Thursday 8 October, on \
these terms:

Fee: €850 per day, payable before the first day. Deposit: €1,000, returned within two weeks.
Hours on the pier: 06:00 to 21:00. No more than 12 vehicles at a time.
The slipway must stay clear for the lifeboat, day and night.
Public liability cover of at least €6.5 million. I need the certificate by Wednesday 30 September.

Smoke machines are fine, but ring the coastguard on 091 555 0163 before you start one. The ice plant is switched off \
for you on request; it hums, and your sound people will thank me.

Cillian Mac Aodha
Harbour Master, Kilbrack"""

_COTTAGE = """Dear Orla,

yes, you may have the lightkeeper's cottage again. I would ask €2,700 for the three days, the same as the German \
crew paid in spring. My conditions are few: nobody moves the dresser, and nobody lights the fire, for there are \
jackdaws in the chimney.

The key is with Packie Noone next door, the yellow house. Biscuit will be at my sister's, so no barking this time.

The water tank holds 900 litres only. Tell the make-up ladies!

I shall be in Lisbon from the 3rd until the 11th of October, but my niece Caoimhe answers the phone: 086 555 0719.

Nuala"""


def budget(version: int) -> list[tuple[str, ...]]:
    """The sheet of places and fees, as it stood on Monday (0), Thursday (1) and Friday (2)."""
    cottage = ("850", "2,550") if version else ("900", "2,700")
    quarry = ("Ballynew Quarry", "3", "600", "1,800", "0", "Refused" if version else "Confirmed", "Gerard Stack")
    lake = ("Brickworks Lake, Carrow", "4", "400", "1,600", "200", "Pencilled", "Bridget Naughton")
    return [
        ("Location", "Days", "Fee per day", "Total", "Deposit", "Status", "Contact"),
        ("Kilbrack Harbour", "4", "850", "3,400", "1,000", "Confirmed" if version else "Verbal", "Cillian Mac Aodha"),
        ("Lightkeeper's Cottage", "3", *cottage, "500", "Confirmed", "Nuala Tierney"),
        ("Old Cannery", "2", "1,400", "2,800", "700", "In talks", "Seafield Estates"),
        ("St Enda's Hall", "5", "130", "650", "0", "Confirmed" if version == 2 else "Pencilled", "Fr Malachy Burke"),
        lake if version == 2 else quarry,
        ("Oyster Shed, Rinn Point", "2", "600", "1,200", "250", "Confirmed", "Hanna Lindgren"),
        ("Total", "", "", ("12,550", "12,400", "12,200")[version], "2,650" if version == 2 else "2,450", "", ""),
    ]


WIDTHS = (190, 60, 100, 80, 80, 100, 160)


def _head() -> str:
    return (
        '<div style="background:#0b0c0c;color:#fff;padding:11px 46px;font-size:18px"><b>Kilbrack County '
        "Council</b></div>"
        '<div style="background:#00703c;height:8px"></div>'
    )


def form(filled: bool) -> str:
    """The council's form for a film permit, empty or filled in."""
    v = (lambda text: text) if filled else (lambda _text: "")
    left = (
        field("Production", v("The Lantern Coast"), 400)
        + field("Type of production", v("Television drama"), 400, chosen=True, hint="Please choose")
        + field("First day", v("5 October 2026"), 190)
        + field("Last day", v("16 October 2026"), 190)
        + field("Crew on location", v("64"), 120)
        + field("Emergency contact", v("Fintan Roche, 087 555 0334"), 400)
    )
    ticks = "".join(
        tick(word, on=filled and on)
        for word, on in (
            ("Road closure", True),
            ("Stop and go traffic control", False),
            ("Filming at night", True),
            ("Drone flights", True),
            ("Animals on set", False),
            ("Pyrotechnics", False),
            ("Generator on public land", True),
        )
    )
    fee = "".join(
        tick(word, on=filled and word == "Pay by invoice", round_=True) for word in ("Pay by card", "Pay by invoice")
    )
    upload = (
        f'<div style="border:2px dashed var(--faint);padding:12px 18px;width:400px">{icon("clip")} &nbsp;'
        f"Proof of insurance (PDF, at most 5 MB)</div>"
    )
    return paper(
        COUNCIL,
        f'{_head()}<div style="padding:18px 46px"><h1 style="font-size:27px;margin:0 0 14px">Apply for a film '
        f"permit</h1>"
        f'<div class="row" style="gap:80px"><div>{left}</div><div><b>What will you do? Tick all that apply</b>{ticks}'
        f'<div style="margin:12px 0 4px"><b>Fee of €320</b></div>{fee}<div style="margin:14px 0">{upload}</div>'
        f"{buttons(('Submit application', 'Save for later', 'Cancel'))}</div></div></div>",
    )


def received(status: str, steps: list[tuple[str, str, str]], extra: str = "") -> str:
    """What the council says of an application that was sent."""
    about = pairs(
        [
            ("Reference", "FP-2026-0417"),
            ("Status", f"<b>{status}</b>"),
            ("Production", "The Lantern Coast"),
            ("Case officer", "Eamon Lacey"),
            ("Submitted", "21 September 2026, 09:31"),
        ]
    )
    return paper(
        COUNCIL,
        f'{_head()}<div style="padding:12px 46px"><h1 style="font-size:25px;margin:0 0 6px">Your '
        f"application</h1>{about}"
        f'<h2 style="font-size:19px;margin:10px 0 '
        f'6px">History</h2>{table(("Date", "Step", "By"), steps, "4px 16px")}{extra}'
        f'<p style="color:var(--faint)">We aim to decide within ten working days. Films office: Room 2.14, '
        f"County Hall.</p>"
        f"{buttons(('Add a document', 'Withdraw application', 'Print'))}</div>",
    )


_FILES = [
    ("insurance-cert.pdf", "7.8 MB", "18/09/2026 15:40"),
    ("harbour-plan.dwg", "3.4 MB", "17/09/2026 10:11"),
    ("neighbour-letter.docx", "48 KB", "16/09/2026 12:26"),
    ("parking-sketch.png", "912 KB", "18/09/2026 09:02"),
    ("risk-assessment-v2.pdf", "1.3 MB", "14/09/2026 17:55"),
    ("script-ep4-blue.pdf", "2.9 MB", "11/09/2026 08:30"),
]

_SHELL = """Windows PowerShell
Copyright (C) Microsoft Corporation. All rights reserved.

^PS C:\\Users\\Orla\\Permits>^ Compress-Pdf insurance-cert.pdf
Compress-Pdf : The term 'Compress-Pdf' is not recognized as the name of a cmdlet, function,
script file, or operable program.
At line:1 char:1
    + CategoryInfo          : ObjectNotFound: (Compress-Pdf:String) [], CommandNotFoundException

^PS C:\\Users\\Orla\\Permits>^ magick -density 120 insurance-cert.pdf -quality 70 insurance-small.pdf
^PS C:\\Users\\Orla\\Permits>^ (Get-Item insurance-small.pdf).Length / 1MB
1.94
^PS C:\\Users\\Orla\\Permits>^ """

_TALK = [
    (
        "Priyanka Devlin",
        "09:14",
        "Morning! The ceiling for all location fees of this block is €14,000. Not a euro more, please.",
    ),
    (
        "Fintan Roche",
        "09:16",
        "The cannery people still want a second visit. Their Mr Seafield junior is only free on Wednesday at 4.",
    ),
    ("me", "09:17", "I go on Wednesday then. Who takes the quarry?"),
    ("Fintan Roche", "09:19", "Me. Gerard Stack says lorries can turn up to 18 tonnes, above that the track breaks."),
    (
        "Sunniva Aas",
        "09:22",
        "I want the cottage for scene 41 instead of scene 38, the light falls in from the east there.",
    ),
    (
        "Priyanka Devlin",
        "09:23",
        "Scene 38 moves to the hall then. Catering asks: 64 or 58 lunches on the harbour days?",
    ),
    ("me", "09:24", "58, the drone team brings its own food"),
]

_WEEK = [
    (0, 9.5, 10.5, "09:30 Permit to council", "#0f6cbd"),
    (0, 14, 15, "14:00 Call with broadcaster", "#8764b8"),
    (1, 13, 17, "13:00 Recce Rinn Point<br>with Sunniva, Dermot", "#038387"),
    (2, 11, 12, "11:00 Hotel for the crew", "#0f6cbd"),
    (2, 16, 17, "16:00 Old Cannery, second visit", "#c239b3"),
    (3, 10, 11.5, "10:00 Dentist", "#ca5010"),
    (4, 9, 10, "09:00 Safety walk, harbour", "#038387"),
    (4, 18, 19.5, "18:00 Wrap drinks, Tigh Neachtain", "#8764b8"),
]


def monday(look: Look) -> Steps:
    """Letters, the budget, the chat, the form and why it did not take the file at first."""
    big, net, small, talk = (0, 0, 1536, 816), (30, 16, 1500, 806), (240, 210, 1130, 660), (120, 40, 1290, 780)
    tabs = ["Film permits - Kilbrack", "Tide tables", "Brackwater intranet"]
    fail = toast(look, "Microsoft Edge", "Upload failed", "insurance-cert.pdf is larger than 5 MB")
    steps = [
        ("21 September 2026", "Application received", "Online form"),
        ("21 September 2026", "Invoice sent", "Finance desk"),
    ]
    return [
        (0, mail(look, big, _LETTERS, 0, _HARBOUR)),
        (58, mail(look, big, _LETTERS, 1, _COTTAGE)),
        (
            112,
            sheet(
                look,
                (40, 20, 1400, 780),
                "locations-block2.xlsx",
                budget(0),
                ("D8", "=SUM(D2:D7)"),
                WIDTHS,
                "Fees Parking Contacts",
            ),
        ),
        (
            168,
            chat(
                look,
                talk,
                [
                    ("Locations crew", "58, the drone team..."),
                    ("Dermot Halloran", "Paint samples came"),
                    ("Tomasz Wierzba", "Battery count is fine"),
                    ("Catering", "Thanks"),
                ],
                _TALK,
            ),
        ),
        (231, web(look, net, tabs, 0, PERMITS + "/film/new", form(filled=False))),
        (277, web(look, net, tabs, 0, PERMITS + "/film/new", form(filled=True))),
        (301, web(look, net, tabs, 0, PERMITS + "/film/new", form(filled=True), fail)),
        (
            318,
            files(
                look,
                small,
                "This PC / Documents / Permits",
                _FILES,
                "6 items   1 item selected 7.8 MB",
                "insurance-cert.pdf",
            ),
        ),
        (340, shell(look, (200, 150, 1190, 640), _SHELL)),
        (420, web(look, net, tabs, 0, PERMITS + "/film/FP-2026-0417", received("Received", steps))),
        (
            447,
            week(
                look,
                big,
                (
                    "OUTLOOK",
                    "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE",
                    "Calendar - Orla Kinsella - Outlook",
                ),
                ("Mon 21", "Tue 22", "Wed 23", "Thu 24", "Fri 25"),
                _WEEK,
            ),
        ),
    ]
