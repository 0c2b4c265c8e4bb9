"""Friday 25 September: early on the old laptop at the harbour, and late in the office, when all is dark."""

from __future__ import annotations

from benchmarks.scouting.desk import toast
from benchmarks.scouting.looks import BANK, SLACK, WEATHER
from benchmarks.scouting.monday import PERMITS, WIDTHS, Steps, budget, received
from benchmarks.scouting.office import document, files, settings, sheet
from benchmarks.scouting.parts import buttons, field, pairs, paper, switch, table, tick
from benchmarks.scouting.talking import chat, draft, slack
from benchmarks.scouting.texts import LIST
from benchmarks.scouting.web import web
from benchmarks.scouting.writing import editor, shell
from benchmarks.worlds.look import Look

_RISKS = f"""<b style="font-size:20px">Risk assessment, Kilbrack Harbour</b><br>
Version 3, written by Ger Moylan, safety adviser
<hr>{
    table(
        ("Hazard", "Rating", "Measure", "Who"),
        [
            ("Fall into the water", "High", "Life jackets within 2 m of the edge", "Stunts"),
            ("Slippery steps", "Medium", "Sand, twice a day", "Fintan"),
            ("Forklift traffic", "Medium", "Barrier until 10:00", "Harbour"),
            ("Cables across the pier", "Low", "Ramps", "Electric"),
            ("Night work", "Medium", "Two lighting towers, 9 m", "Electric"),
        ],
        "6px 12px",
    )
}<h3>In an emergency</h3>{
    pairs(
        [
            ("First aid", "Nurse Attracta Duane, blue caravan"),
            ("Rescue boat", "MV Sabrina, channel 8"),
            ("Assembly point", "In front of the ice plant"),
            ("Defibrillator", "Wall of the chandlery"),
        ],
        120,
    )
}
<p>To be reviewed after the safety walk on 25 September.</p>"""


def weather() -> str:
    """What the sky will do at Kilbrack."""
    days = "".join(
        f'<div style="flex:1;background:var(--panel);border-radius:10px;padding:13px 16px"><b>{day}</b><div '
        f'style="font-size:27px">{heat}</div><div>{sky}</div><div style="color:var(--faint)">Wind {wind}</div>'
        f'<div style="color:var(--faint)">Rain {rain}</div></div>'
        for day, heat, sky, wind, rain in (
            ("Fri 25 Sep", "14 °C", "Drizzle", "19 km/h SW", "2.1 mm"),
            ("Sat 26 Sep", "16 °C", "Bright spells", "12 km/h W", "0.3 mm"),
            ("Sun 27 Sep", "11 °C", "Gale", "71 km/h NW", "18.6 mm"),
            ("Mon 28 Sep", "13 °C", "Showers", "38 km/h NW", "6.4 mm"),
            ("Tue 29 Sep", "15 °C", "Sunny", "9 km/h E", "0 mm"),
        )
    )
    return paper(
        WEATHER,
        f'<div style="padding:22px 34px"><b style="font-size:22px">Kilbrack, Co. Galway</b><p>Yellow warning '
        f"for wind: Sunday "
        f'04:00 to 15:00</p><div class="row" style="gap:12px">{days}</div><p>Sea temperature 14.8 °C. Wave '
        f"height 1.2 m, on "
        f'Sunday 5.5 m.</p><p style="color:var(--faint)">Skein Weather, forecast of 06:00</p></div>',
    )


_CONDITIONS = """<h2 style="font-size:19px;margin:16px 0 6px">Conditions</h2><ol style="margin:0;padding-left:22px">
<li>Pier Road is closed for 75 minutes at most, and a steward stands at the bakery.</li>
<li>The drone stays below 60 metres.</li><li>No work in St Enda's Hall after 23:30.</li></ol>"""

_STICK = [
    ("passes-print.pdf", "1.1 MB", "Yesterday at 22:14"),
    ("riskassessment.zip", "3.6 MB", "Yesterday at 22:15"),
    ("signs-A3.pdf", "8.4 MB", "Today at 07:02"),
    ("playlist.m3u", "3 kB", "12/08/26"),
    ("radio-channels.txt", "614 bytes", "Today at 07:10"),
]

_SHELL = """^orla@heron:~/kit$^ unzip /media/KIT-USB/riskassessment.zip
Archive:  /media/KIT-USB/riskassessment.zip
   skipping: risk-assessment-v3.pdf  unable to get password
^orla@heron:~/kit$^ unzip -P curragh77 /media/KIT-USB/riskassessment.zip
  inflating: risk-assessment-v3.pdf
^orla@heron:~/kit$^ cat /media/KIT-USB/radio-channels.txt
1 direction    2 camera     3 locations
5 transport    7 open       8 rescue boat
^orla@heron:~/kit$^ lp -d Brother -n 45 passes-print.pdf
lp: The printer or class does not exist.
^orla@heron:~/kit$^ lpstat -e
HP_Envy_6000
^orla@heron:~/kit$^ lp -d HP_Envy_6000 -n 45 passes-print.pdf
request id is HP_Envy_6000-212 (1 file(s))
^orla@heron:~/kit$^ """

_SAID = [
    ("Fintan Roche", "7:31", "I am at the ice plant with coffee. Ger is late, puncture near Moycullen."),
    ("Dermot Halloran", "7:36", "Need somebody to take the nets to the pier, eleven of them, my van is full"),
    ("Orla Kinsella", "7:38", "Hanna's nephew has a trailer, I ask him"),
    ("Priyanka Devlin", "7:44", "Insurance certificate for the harbour is signed, it is in the folder Legal"),
    ("Roisin Keogh", "7:47", "Call time on Monday the 5th is now 06:30, not 06:45. New call sheet this afternoon"),
    ("Fintan Roche", "7:52", "Somebody left a bicycle in the prop store, green, a Raleigh. Whose is it?"),
]


def early(look: Look) -> Steps:
    """Before the safety walk: a list, risks, weather, the permit is granted."""
    pad, page, net = (60, 60, 640, 480), (180, 40, 1140, 750), (20, 34, 1346, 758)
    disk, term = (240, 110, 1010, 560), (380, 240, 1320, 700)
    tabs = ["Kilbrack weather | Skein", "Your application - Kilbrack", "locations - Slack"]
    steps = [
        ("25 September 2026", "Permit KF-0392 granted", "Eamon Lacey"),
        ("24 September 2026", "Your answers received", "E-mail"),
        ("24 September 2026", "Questions sent", "Eamon Lacey"),
        ("21 September 2026", "Application received", "Online form"),
    ]
    note = toast(look, "Slack", "Priyanka Devlin", "Sunniva's flight lands at 22:35, can you fetch her?")
    return [
        (0, editor(look, pad, "friday.txt", LIST[0])),
        (31, files(look, disk, "/media/KIT-USB", _STICK, "5 items, 6.3 GB free", "riskassessment.zip")),
        (52, shell(look, term, _SHELL)),
        (104, document(look, page, "risk-assessment-v3.pdf", "1 of 4", _RISKS)),
        (160, web(look, net, tabs, 0, "skeinweather.example/kilbrack", weather())),
        (
            196,
            web(
                look,
                net,
                tabs,
                1,
                PERMITS + "/film/FP-2026-0417",
                received("Granted with conditions", steps, _CONDITIONS),
                note,
            ),
        ),
        (240, web(look, net, tabs, 2, "app.slack.example/lantern-coast/locations", slack(SLACK, "# locations", _SAID))),
        (292, editor(look, pad, "friday.txt", LIST[1])),
    ]


def bank(sent: bool) -> str:
    """A transfer to the owner of the cottage, before and after it is sent."""
    side = "".join(
        f'<div style="padding:9px 24px">{word}</div>'
        for word in ("Overview", "Transfers", "Standing orders", "Cards", "Inbox 2")
    )
    left = (
        field("From account", "Locations float, €18,240.16", 400, chosen=True)
        + field("Payee", "Nuala Tierney", 400)
        + field("IBAN", "IE64 CORB 9312 0770 4518 33", 400)
        + field("Amount in euro", "1,275.00", 180)
        + field("Message", "Cottage, first half, INV 88", 400)
        + field("Date of payment", "Monday 28 September 2026", 260, chosen=True)
    )
    ticks = "".join(
        tick(word, on=on)
        for word, on in (("Instant payment", False), ("Save as template", True), ("Send me a receipt by mail", True))
    )
    form = (
        f'<div class="row" '
        f'style="gap:50px">'
        f"<div>{left}</div><div>{ticks}</div></div>{buttons(('Sign and send', 'Check', 'Discard'), 8)}"
    )
    last = table(
        ("Date", "To or from", "Amount"),
        [
            ("24 Sep", "Rinn Fuel Station", "-€96.40"),
            ("23 Sep", "Brackwater Pictures", "+€6,000.00"),
            ("22 Sep", "O'Dowd Hardware", "-€41.85"),
            ("21 Sep", "Kilbrack County Council", "-€320.00"),
        ],
    )
    done = f"""<h2 style="margin:0 0 12px">Your payment is scheduled</h2>{
        pairs(
            [
                ("Payee", "Nuala Tierney"),
                ("Amount", "€1,275.00"),
                ("Will be sent", "Monday 28 September 2026"),
                ("Order number", "TR-61180-K"),
                ("Fee", "none"),
            ]
        )
    }
        <h3 style="margin:18px 0 8px">Last movements of Locations float</h3>{last}<br>{
        buttons(("New transfer", "Download receipt"), 8)
    }"""
    side = (
        '<div style="width:190px;flex:none;background:var(--panel);padding-top:18px"><div style="padding:0 24px 16px;'
        f'color:var(--accent);font-size:18px;font-weight:700">Corrib Bank</div>{side}</div>'
    )
    page = done if sent else f"<h2>Transfer</h2>{form}"
    return paper(BANK, f'<div class="row" style="height:100%">{side}<div style="padding:26px 40px">{page}</div></div>')


_TALK = [
    ("Priyanka Devlin", "17:02", "Did the cottage really come down to 850 a day?"),
    ("me", "17:04", "Yes, because we paint her gable. I pay half of it on Monday."),
    ("Priyanka Devlin", "17:05", "Well done. I report 12,200 to the broadcaster then. Is the cannery worth 1,400?"),
    ("me", "17:07", "Not with rats. I offered them 1,150 and they answer on Tuesday."),
    ("Priyanka Devlin", "17:10", "Plan B is the net loft in Roundstone, 900 a day, ask for Attie Conneely"),
    ("Priyanka Devlin", "17:11", "And you are allowed to take Monday morning off. Sleep!"),
]

_UNIT = """Dear all,

for Monday 5 October:

Lorries park in the GAA car park, cars in the mart yard. Passes are at the gate from 05:15; ask for Noel.
The shuttle to the pier goes every 12 minutes, the last one back at 22:10.
Please no dogs on the pier, the seals have pups.

Lunch is at 12:45 now. If you are vegan or coeliac, tell Grace in catering by Thursday.

Orla"""


def late(look: Look) -> Steps:
    """The sheet once more, the producer, a payment, a mail to everybody."""
    calc, talk, net = (60, 30, 1480, 860), (200, 60, 1420, 820), (90, 40, 1600, 890)
    box, write = (300, 110, 1240, 780), (420, 90, 1420, 760)
    tabs = ["Corrib Bank", "locations-block2.xlsx"]
    people = [
        ("Priyanka Devlin", "And you are allowed..."),
        ("Locations crew", "Green bicycle?"),
        ("Catering", "12:45 is fine"),
        ("Ger Moylan", "Walk done"),
    ]
    wait = toast(look, "Corrib Bank", "Payment not sent yet", "Confirm it in the app within 5 minutes")
    power = (
        field("Screen off on battery", "3 minutes", 260, chosen=True)
        + field("Sleep when plugged in", "Never", 260, chosen=True)
        + switch("Energy saver", on=False)
        + switch("Dim screen when on battery", on=True)
        + switch("Wake for updates", on=False)
    )
    return [
        (0, sheet(look, calc, "locations-block2.xlsx", budget(2), ("C6", "400"), WIDTHS, "Fees Parking Contacts")),
        (49, chat(look, talk, people, _TALK)),
        (103, web(look, net, tabs, 0, "my.corribbank.example/transfer", bank(sent=False))),
        (140, web(look, net, tabs, 0, "my.corribbank.example/transfer", bank(sent=False), wait)),
        (158, web(look, net, tabs, 0, "my.corribbank.example/transfer/TR-61180-K", bank(sent=True))),
        (190, draft(look, write, "unit-all@brackwater.example", "Parking and lunch, 5 October", _UNIT)),
        (
            247,
            settings(
                look,
                box,
                ("SystemSettings", "C:\\Windows\\ImmersiveControlPanel\\SystemSettings.exe"),
                "Power and battery",
                "Home,System,Bluetooth,Network,Power and battery,Storage,Accounts",
                power,
            ),
        ),
    ]
