"""Tuesday 26, Thursday 28 and Friday 29 January: loads are drawn, the path is accepted, all is handed over."""

from __future__ import annotations

from benchmarks.abroad.desk import toast
from benchmarks.abroad.january import FILES, MORE, SAID, Steps, state
from benchmarks.abroad.midmonth import punctual, sent
from benchmarks.abroad.office import reader, sheet, week
from benchmarks.abroad.pages import guide, manual, plain, text
from benchmarks.abroad.parts import grid
from benchmarks.abroad.talking import chat, letterbox, webmail
from benchmarks.abroad.texts import HANDOVER, PLOT
from benchmarks.abroad.web import web
from benchmarks.abroad.writing import codium, notes, shell
from benchmarks.worlds.look import Look

_DONE = ("Ilka Sommerfeld", "25 January, 18:44", "Both conflicts are gone, the freight train waits in Plattling.")
_EXPORT = guide(
    "guide/export",
    "Exporting timetables",
    text(
        "write_pdf() takes a title and a paper size. Times are rounded down to half minutes.",
        "With <b>crew=True</b> the places where drivers change are printed in italics.",
    )
    + grid(("Format", "Function", "Since"), [("PDF", "write_pdf", "2.0"), ("CSV", "write_csv", "2.4")]),
)
_CREW = [
    ("Wim De Raedt", "09:31", "Linen came today already, a day early. 12 blankets are missing."),
    ("Noor Vandersteen", "09:33", "I write to Wolkwit. Did the valve come?"),
    ("Wim De Raedt", "09:36", "Yes, fitted. 70-231 is warm, 22 degrees in all compartments."),
    ("Joris Baeten", "09:40", "Great, then 70-208 goes to the paint shop on Monday."),
    ("Saskia Wouters", "09:44", "My badge opens nothing above floor 2. Whom do I ask?"),
    ("Wim De Raedt", "09:44", "Snow is cleared at gate 4, both gates are open again."),
    ("Noor Vandersteen", "09:45", "Facility desk, extension 6630, ask for Dries."),
]
_R_BAD = """^noor@lantaarn:~/divert$^ Rscript plot.R
Error in FUN(X[[i]], ...) : object 'night' not found
Calls: <Anonymous> ... lapply -> FUN -> scales_add_defaults
Execution halted
^noor@lantaarn:~/divert$^ head -2 loads.csv
train;night;load
LN 417;2026-12-01;0.81
^noor@lantaarn:~/divert$^ """
_R_GOOD = """^noor@lantaarn:~/divert$^ Rscript plot.R
^noor@lantaarn:~/divert$^ ls -sh loads.png
188K loads.png
^noor@lantaarn:~/divert$^ git log --oneline -3
b07e9f2 Draw the loads of all trains
3d8815c Stop nine minutes in Wels
6c41d7e Avoid the Rehberg tunnel
^noor@lantaarn:~/divert$^ """
_TABLE = """<b style="font-size:21px">LN 417 Gent - Ljubljana</b><br>Timetable 2.1, valid from 8 to 21 February 2027
<hr>"""
_STATIONS = plain(
    [
        ("Station", "Arrives", "Leaves", "Platform"),
        ("Gent", "", "18:45", "11"),
        ("Aachen", "21:22", "21:40", "9"),
        ("Straubing", "04:03", "04:05", "3"),
        ("Passau", "04:51", "05:13", "2"),
        ("Wels", "06:10", "06:19", "1"),
        ("Villach", "10:07", "10:15", "6"),
        ("Ljubljana", "13:32", "", "7"),
    ]
)
_CREWS = f"""<b style="font-size:21px">LN 417, crews</b><hr>{
    plain(
        [
            ("Section", "Driver's depot", "Conductor"),
            ("Gent - Aachen", "Schellebeke", "Margot Illes"),
            ("Aachen - Passau", "Dortmund", "Margot Illes"),
            ("Passau - Wels", "Passau", "Rune Tveit"),
            ("Wels - Ljubljana", "Villach", "Rune Tveit"),
        ]
    )
}<p>Cabin crew: 6, two of them with first aid training.</p><p>Breakfast is served from Wels on.</p>
<p>Drawn up by Noor Vandersteen, checked by Ilka Sommerfeld.</p>"""
_POST = [
    ("Renske Opdam", "Your request PR-60418", "27 January, 15:20"),
    ("Wolkwit", "Missing blankets", "27 January, 11:08"),
    ("Anouk Leclercq", "Leave in February", "26 January, 09:50"),
    ("Saskia Wouters", "Questions, a few", "25 January, 17:33"),
    ("Works council", "Minutes of 21 January", "25 January, 10:02"),
]
_ACCEPTED = """Dear Ms Vandersteen,

Your path for LN 417 is accepted. Please mind: in Straubing the train must not stand longer than 2 minutes.

The fee rises to €2,475.00, because of a second conductor for the single track near Plattling. You can object until
3 February.

Renske Opdam
Corridor Four, telephone 02 555 71 40"""
_BLANKETS = """Hello Noor,

we are sorry. The 12 blankets went to a hotel in Breda. They arrive on Tuesday 2 February, free of charge.

As a small excuse we take 8 percent off the next order: WARM-8.

Hendrikje of Wolkwit"""
_END = [
    ("Sent", "15 January 2027, 10:29"),
    ("Answered", "27 January 2027, 15:18"),
    ("Handled by", "Renske Opdam"),
    ("Fee", "€2,475.00"),
]
_COSTS = [
    ("Item", "January", "February", "Change"),
    ("Path Corridor Four", "1,980", "2,475", "495"),
    ("Traction power", "8,412", "8,890", "478"),
    ("Breakfast boxes", "5,304", "5,916", "612"),
    ("Linen", "1,264", "1,180", "84 less"),
    ("Shunting", "1,140", "760", "380 less"),
    ("Water", "212", "230", "18"),
    ("Cleaning", "2,905", "2,905", "0"),
]
_WEEK = [
    (0, 9, 10, "9:00 Planners' round<br>room 3.02", "#5b3fb5"),
    (1, 11, 12, "11:00 Plotter repair", "#00627a"),
    (3, 13, 14, "13:00 Lunch with Saskia<br>De Gouden Pluim", "#4a6b1e"),
    (4, 15, 16, "15:00 Handover", "#8c3b2e"),
    (4, 18.5, 19, "18:30 Haircut", "#1f5fa8"),
]
_BYE = [
    ("Anouk Leclercq", "15:20", "Board moved LN 430 to Thursday 11 February, sorry. New room: Balsa."),
    ("Teo Marchetti", "15:24", "Coeliac guest in car 12 tonight, box is marked blue."),
    ("Saskia Wouters", "15:31", "What is the password of the plotter queue?"),
    ("Noor Vandersteen", "15:33", "No password, just the PIN Joris posted."),
]


def tuesday(look: Look) -> Steps:
    """Numbers again, then a drawing of them."""
    net, edit, term = (0, 0, 1500, 1000), (160, 40, 1600, 970), (340, 400, 1330, 900)
    return [
        (0, web(look, net, punctual("83.9 %", "17 min", "6"))),
        (38, web(look, net, state("Done", [*SAID, MORE, _DONE]), ("Night punctuality",))),
        (77, chat(look, (80, 30, 1400, 920), "depot-schellebeke", _CREW)),
        (134, codium(look, edit, "plot.R", PLOT[0], FILES)),
        (170, shell(look, term, _R_BAD)),
        (209, codium(look, edit, "plot.R", PLOT[1], FILES)),
        (261, shell(look, term, _R_GOOD)),
        (297, web(look, net, _EXPORT, ("Night punctuality",))),
    ]


def thursday(look: Look) -> Steps:
    """The path is accepted; what it costs, side by side with its timetable."""
    page, wide, net = (60, 40, 1000, 826), (100, 50, 1340, 816), (30, 36, 1400, 820)
    left, right = (0, 30, 800, 836), (804, 30, 1440, 836)
    return [
        (0, letterbox(look, wide, _POST, 0, _ACCEPTED)),
        (45, letterbox(look, wide, _POST, 1, _BLANKETS)),
        (83, web(look, net, sent("Accepted", _END))),
        (121, reader(look, page, "timetable-2.1.pdf", "2 of 2", _CREWS)),
        (165, reader(look, left, "timetable-2.1.pdf", "1 of 2", _TABLE + _STATIONS)),
        (176, sheet(look, right, "costs.ods", _COSTS, ("D2", "=C2-B2"), (190, 100, 100, 110))),
        (222, notes(look, (200, 80, 1100, 700), "handover.md", HANDOVER[1], ("packing.md",))),
        (
            265,
            week(look, (60, 40, 1380, 826), ("Mon 25", "Tue 26", "Wed 27", "Thu 28", "Fri 29"), _WEEK),
        ),
    ]


_LAST = [
    ("Reisbureau Halewijn", "Your ticket to Ljubljana", "29 January, 13:12"),
    ("Veerle", "Cat", "29 January, 12:40"),
    *_POST,
]
_TICKET = """Dear Noor Vandersteen,

Your reservation for LN 417 tonight is made: car 14, berth 63, lower one. The reservation code is QX7-VELD.

Please be on platform 11 at 18:25. A bicycle was not booked.

Reisbureau Halewijn"""
_MERGE = manual(
    "joining",
    "Joining tables",
    text(
        "A join without ON is refused since version 10. USING (train) keeps one of the two columns.",
        "A LEFT JOIN keeps rows that have no partner.",
        "The planner reorders up to nine tables; from the tenth on they are joined as they are written.",
    ),
)


def friday(look: Look) -> Steps:
    """The last day: a ticket, a last look at things, the handover."""
    net, text_at = (0, 0, 1480, 1000), (220, 70, 1300, 800)
    saved = toast(look, "Backup", "Backup failed", "Drive VAULT-2 is not connected")
    return [
        (0, chat(look, (120, 40, 1420, 900), "planning", _BYE)),
        (55, web(look, net, webmail(_LAST, 0, _TICKET), ("Joining tables",))),
        (90, web(look, net, _MERGE, ("Postduif",))),
        (115, notes(look, text_at, "handover.md", HANDOVER[2], ("packing.md",))),
        (172, notes(look, text_at, "handover.md", HANDOVER[2], ("packing.md",), saved)),
        (184, notes(look, text_at, "handover.md", HANDOVER[2], ("packing.md",))),
    ]
