"""Thursday 24 September, evening at home: the council asks, the budget is mended, tides, where lorries stand."""

from __future__ import annotations

from benchmarks.scouting.desk import toast
from benchmarks.scouting.looks import MAPS, TIDES
from benchmarks.scouting.monday import WIDTHS, Steps, budget
from benchmarks.scouting.office import sheet, week
from benchmarks.scouting.parts import button, buttons, paper, table
from benchmarks.scouting.talking import chat, draft, mail
from benchmarks.scouting.texts import BASE
from benchmarks.scouting.web import web
from benchmarks.scouting.writing import editor, shell
from benchmarks.worlds.look import Look

_LETTERS = [
    ("Eamon Lacey", "FP-2026-0417: three questions", "17:48"),
    ("Gerard Stack", "Quarry: sorry", "16:20"),
    ("Nuala Tierney", "Re: The cottage", "Wed"),
    ("Seafield Estates", "Cannery: our visit of yesterday", "08:05"),
    ("Rinn Lodge", "Booking RL-30958", "Wed"),
]

_COUNCIL = """Dear Ms Kinsella,

thank you for your application FP-2026-0417. Before we can decide I need three things:

1. A traffic plan for Pier Road. A closure of more than 90 minutes at a stretch is not possible, because of the \
school bus.
2. The name and licence number of the drone pilot.
3. A letter from the parish that the hall may be used after 22:00.

Please answer by Monday 28 September at 12:00, otherwise the case goes to the October meeting.

On noise: the limit at the nearest window is 55 decibels after 23:00.

Eamon Lacey
Films office, extension 2214"""

_QUARRY = """Orla,

I have to say no for October. The insurance people were here on Tuesday and closed the upper bench, there was a fall \
of stone.
They come again on 6 November.

If it is only the lake you need, ask Bridget Naughton at the old brickworks in Carrow, she has one as well and \
it is bluer.

Sorry about it. I keep the barrier key for you at the post office.

Gerard"""

_REPLY = """Dear Mr Lacey,

1. The traffic plan is attached. Pier Road will be closed for 75 minutes at a time, never between 14:00 and 15:30.
2. The pilot is Tomasz Wierzba of Kestrel Air, licence IRL-OP-22841.
3. Father Burke will send you his letter tomorrow. We shall be out of the hall by 23:30.

With kind regards,
Orla Kinsella
Location Manager, The Lantern Coast"""


def tides() -> str:
    """High and low water of some days at Kilbrack."""
    rows = [
        ("Mon 5 October", "03:12", "4.6 m", "09:20", "1.1 m", "15:31", "4.8 m"),
        ("Tue 6 October", "04:05", "4.3 m", "10:11", "1.4 m", "16:28", "4.5 m"),
        ("Wed 7 October", "05:09", "4.0 m", "11:16", "1.8 m", "17:40", "4.2 m"),
        ("Thu 8 October", "06:31", "3.8 m", "12:44", "2.0 m", "19:07", "4.1 m"),
    ]
    head = ("Day", "High water", "Height", "Low water", "Height", "High water", "Height")
    return paper(
        TIDES,
        '<div style="background:var(--accent);color:#fff;padding:12px 40px;font-size:21px"><b>Tidewise</b> '
        "&nbsp; Ports &nbsp; "
        'Currents &nbsp; Moon &nbsp; About</div><div style="padding:20px 40px"><h1 style="margin:0 0 4px;'
        'font-size:28px">'
        'Kilbrack Harbour</h1><div style="color:var(--faint);margin-bottom:14px">Local time (IST), heights '
        "above chart datum"
        f"</div>{table(head, rows, '10px 22px')}<p>Neaps on Friday 9 October. Last quarter of the moon on "
        f"Sunday 4 October.</p>"
        f"<p>Not to be used for navigation. Source: harbour gauge, updated every 6 minutes.</p>"
        f"{buttons(('Previous week', 'Next week', 'Download as CSV'))}</div>",
        17,
    )


def route() -> str:
    """Two ways for a lorry from the unit base to the cannery."""
    ways = "".join(
        f'<div style="padding:12px 18px;border-bottom:1px solid var(--line)"><b style="font-size:17px">{time}</b>'
        f'<span style="float:right">{far}</span><div>{by}</div><div style="color:var(--faint)">{note}</div></div>'
        for time, far, by, note in (
            ("38 min", "29.4 km", "via R341", "Low bridge, 3.7 m, at Doohan"),
            ("46 min", "36.1 km", "via N59 and Carrow", "Suitable for lorries"),
            ("52 min", "31.8 km", "via Bog Road", "Single lane for 11 km"),
        )
    )
    drawn = (
        '<svg viewBox="0 0 900 700" preserveAspectRatio="none" style="width:100%;height:100%"><rect width="900" '
        'height="700" '
        'fill="#e5e9dc"/><path d="M0 420q150-90 260 30t300 40 340-120v330H0z" fill="#a9cfe8"/><path d="M120 '
        "120l180 120 160-40 "
        '200 90 160-70" stroke="#1a73e8" stroke-width="9" fill="none"/><path d="M120 120l90 200 260 30 190-60" '
        'stroke="#9db6d6" '
        'stroke-width="7" fill="none"/></svg>'
    )
    stops = "".join(
        f'<div style="border:1px solid var(--line);border-radius:6px;padding:8px 13px;margin:6px 16px">{stop}</div>'
        for stop in ("GAA car park, Chapel Lane", "Old Cannery, Ballynew")
    )
    kinds = "".join(button(word, radius=16) for word in ("Car", "Lorry", "Bike", "On foot"))
    return paper(
        MAPS,
        f'<div class="row" style="height:100%"><div style="width:400px;flex:none;background:var(--panel);'
        f'padding-top:14px">'
        f'<div style="padding:0 16px 8px">{kinds}</div>{stops}{ways}<div style="padding:12px 18px;color:var(--faint)">'
        f'Leave now, 24 September, light traffic</div></div><div class="grow">{drawn}</div></div>',
    )


_SHELL = """^orla@plover:~/unit$^ git status --short
 M unit-base.yml
^orla@plover:~/unit$^ yamllint unit-base.yml
unit-base.yml
  12:8      error    syntax error: found unexpected end of stream (syntax)
^orla@plover:~/unit$^ yamllint unit-base.yml
^orla@plover:~/unit$^ git commit -am "More spaces, new gate code"
[block2 4d7e0b9] More spaces, new gate code
 1 file changed, 8 insertions(+), 3 deletions(-)
^orla@plover:~/unit$^ git push
ssh: connect to host git.brackwater.example port 22: Connection timed out
fatal: Could not read from remote repository.
^orla@plover:~/unit$^ ping -c 2 git.brackwater.example
2 packets transmitted, 0 received, 100% packet loss, time 1027ms
^orla@plover:~/unit$^ git log --oneline | wc -l
58
^orla@plover:~/unit$^ """

_TALK = [
    ("Dermot Halloran", "19:20", "The gable looks grand. Nuala cried a bit, but happily."),
    ("Fintan Roche", "19:24", "Gate code of the car park is changed every Thursday. The GAA man is Noel Faherty."),
    ("me", "19:26", "I saw, it is in the file already. And the rats?"),
    ("Fintan Roche", "19:27", "Four traps, one rat. The exterminator wants €275 and comes on Tuesday."),
    ("Sunniva Aas", "19:31", "If the quarry is gone: can we see the brickworks on Saturday at 10?"),
    ("me", "19:33", "Yes. I pick you up at 9:15, bring wellies"),
    ("Dermot Halloran", "19:35", "I cannot, my daughter has her feis in Ennis."),
]

_WEEK = [
    (0, 12, 12.5, "12:00 Answer to council due", "#c0392b"),
    (0, 15, 16.5, "15:00 Production meeting", "#2980b9"),
    (1, 8, 9.5, "08:00 Exterminator, cannery", "#8e44ad"),
    (2, 10, 12, "10:00 Fire officer, St Enda's Hall", "#d35400"),
    (2, 17, 18, "17:00 Certificate to harbour", "#16a085"),
    (3, 14, 15, "14:00 Van service, Kinvara Motors", "#7f8c8d"),
    (4, 11, 12.5, "11:00 Tech recce, all departments", "#16a085"),
]
_CARD = (
    "<b>Fire officer, St Enda's Hall</b><br>Wednesday 30 September, 10:00 to 12:00<br>With: Captain Deirdre Mulvey<br>"
    "Bring: floor plan, two copies<br>Reminder: one day before<br><br>Calendar: Work"
)


def thursday(look: Look) -> Steps:
    """Mails are read and answered; the sheet and a file are changed."""
    big, write, calc = (30, 20, 1560, 960), (420, 160, 1340, 860), (80, 40, 1500, 900)
    net, text, term, talk = (120, 26, 1780, 1010), (60, 80, 980, 800), (760, 380, 1780, 1000), (300, 60, 1420, 860)
    tabs, base = ["Kilbrack Harbour tides | Tidewise", "Directions - Waymark"], "unit-base.yml"
    lost = toast(look, "KDE Connect", "Phone", "Battery at 9 %, low")
    people = [
        ("Locations crew", "I cannot, my daughter..."),
        ("Hanna Lindgren", "Fine by me"),
        ("Priyanka Devlin", "Call me tomorrow"),
        ("Transport", "Seven lorries"),
    ]
    return [
        (0, mail(look, big, _LETTERS, 0, _COUNCIL)),
        (55, mail(look, big, _LETTERS, 1, _QUARRY)),
        (92, sheet(look, calc, "locations-block2.xlsx", budget(1), ("D3", "=B3*C3"), WIDTHS, "Fees Parking Contacts")),
        (136, web(look, net, tabs, 0, "tidewise.example/ports/kilbrack?from=2026-10-05", tides())),
        (181, web(look, net, tabs, 1, "waymark.example/route?mode=lorry", route())),
        (226, editor(look, text, base, BASE[0], ("README.md",))),
        (262, chat(look, talk, people, _TALK)),
        (322, editor(look, text, base, BASE[1], ("README.md",), lost)),
        (350, shell(look, term, _SHELL)),
        (
            398,
            draft(
                look,
                write,
                "Eamon Lacey &lt;e.lacey@kilbrackcoco.example&gt;",
                "Re: FP-2026-0417: three questions",
                _REPLY,
            ),
        ),
        (
            456,
            week(
                look,
                big,
                ("merkuro-calendar", "/usr/bin/merkuro-calendar", "Merkuro Calendar"),
                ("Mon 28", "Tue 29", "Wed 30", "Thu 1", "Fri 2"),
                _WEEK,
                _CARD,
            ),
        ),
    ]
