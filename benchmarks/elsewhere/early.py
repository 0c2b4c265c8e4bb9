"""The sessions of 8, 10 and 15 September."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

from benchmarks.elsewhere.frames import web
from benchmarks.elsewhere.looks import BEACON, PUNCH, SCIPY, SQLITE, TOOLS
from benchmarks.elsewhere.programs import Mail, chat, editor, mail, notes, pdf, spreadsheet, terminal
from benchmarks.elsewhere.sites import defect, docs, news, shop
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

Steps = list[tuple[int, Window]]
PH = "PH-088 Humidity sensor reads 12 % too high"


def _mails() -> list[Mail]:
    table = "".join(
        f"<tr><td>{name}</td><td>{{{key}_flow}}</td><td>{{{key}_price}}</td><td>{{{key}_weeks}}</td></tr>"
        for name, key in (("Nordvent NV-620", "nord"), ("Halcyon HX 12", "halcyon"), ("Brisco BT-1180", "brisco"))
    )
    return [
        Mail("Bernadette Coyle", "Three offers for the air handling unit", "8:47", f"<p>Hi Rowan,</p><p>these are the three offers we got for the air handling unit of the pool hall:</p><table><tr><th>Unit</th><th>Air flow</th><th>Price</th><th>Delivery</th></tr>{table}</table><p>Council needs your recommendation by {{offer_deadline}}. It is paid from budget line {{offer_budget}}.</p><p>Bernadette<br>Town of Pellworth, Facilities</p>"),
        Mail("Marcus Tollefsen", "Leak in the plant room", "7:58", "<p>Rowan, valve {leak_valve} drips since Saturday night. I isolated it at {leak_isolated} today, so the showers are on the small boiler.</p><p>The spare has part number {leak_part}; the wholesaler in Truro has two of them. Call me on my cell, {marcus_cell}, before you order.</p><p>Marcus</p>"),
        Mail("Delphine Arsenault", "Ceiling drawings revision D", "Mon"),
        Mail("Yuki Brandt", "Parking passes for September", "Fri"),
        Mail("Payroll", "Your statement for August is ready", "Thu"),
    ]  # fmt: skip


def tuesday(look: Look) -> Steps:
    """8 September: offers, a leak, the defect, a root that is not bracketed."""
    big, side, low = (60, 44, 1420, 810), (120, 70, 1200, 760), (560, 420, 1500, 820)
    tabs = [PH, "brentq — SciPy Manual", "Weather Pellworth"]
    mails = _mails()
    said = [("Stefan Lukic", "3 Sep", "Looks right on the bench, so {ph_why}."), ("Imran Chaudhry", "4 Sep", "I will log it for a week before we move it.")]  # fmt: skip
    manual = "<p>Find a root of a function in a bracketing interval using Brent's method.</p><pre>brentq(f, a, b, args=(), xtol=2e-12, maxiter=100)</pre><h2>Parameters</h2><p><b>f</b>: a function that returns a number; f must be continuous, and f(a) and f(b) must have opposite signs.</p><p><b>a, b</b>: the ends of the bracketing interval.</p>"
    head = "from math import exp\n\nfrom scipy.optimize import brentq\n\n\ndef saturation(t):\n    return 611.2 * exp(17.62 * t / (243.12 + t))\n\n\n"
    zsh = '<span style="color:#2f7d32">rowan@sandpiper</span> plantroom % '
    bad = [zsh + "python dewpoint.py 30 0.62", "Traceback (most recent call last):", '  File "dewpoint.py", line 12, in dew_point', "    return brentq(lambda t: saturation(t) - target, 0, 10)", "{root_error}", zsh + "▏"]  # fmt: skip
    good = [*bad[:-1], zsh + "{branch}", "Switched to a new branch 'dewpoint-bracket'", zsh + "python dewpoint.py 30 0.62", "{dew_out}", zsh + "git commit -am '{commit_dew}'", " 1 file changed, 4 insertions(+), 2 deletions(-)", zsh + "▏"]  # fmt: skip
    return [
        (0, mail(look, big, mails, 0)),
        (42, mail(look, big, mails, 1)),
        (78, web(look, big, tabs, 0, "punchlist.kittiwake.example/pellworth/PH-088", defect(PUNCH, "ph_open", "ph_first", said))),
        (121, editor(look, side, "dewpoint.py", 0, head)),
        (149, terminal(look, low, bad, "#202124", "#fbfbfd")),
        (171, web(look, big, tabs, 1, "docs.scipy.org/doc/scipy/reference/generated/scipy.optimize.brentq.html", docs(SCIPY, "SciPy", "API reference / scipy.optimize / brentq", "brentq", manual))),
        (230, editor(look, side, "dewpoint.py", 1, head)),
        (268, terminal(look, low, good, "#202124", "#fbfbfd")),
    ]  # fmt: skip


_LOADS = (
    ("Changing rooms", "148", "10", "38.2", "60", "Imran"), ("Showers", "64", "15", "29.6", "{shower_rh}", "Imran"),
    ("Plant room", "96", "4", "12.4", "50", "Rowan"), ("Café", "82", "8", "{cafe_load}", "45", "Yuki"), ("Foyer", "120", "3", "11.3", "45", "Yuki"),
)  # fmt: skip


def _loads(hall: str, total: str) -> list[list[str]]:
    """The sheet of heat loads; `hall` and `total` are names of facts."""
    head = ["Space", "Area m²", "Air changes", "Load kW", "RH %", "Checked by"]
    first = ["Pool hall", "612", "6", f"{{{hall}}}", "55", "Rowan"]
    return [head, first, *(list(row) for row in _LOADS), ["Total", "1122", "", f"{{{total}}}", "", ""]]


def thursday(look: Look) -> Steps:
    """10 September: the chat, the sheet of heat loads, and a query on the meters."""
    left, right, full = (4, 28, 798, 896), (802, 28, 1596, 896), (4, 28, 1596, 896)
    said = [
        (
            "Stefan Lukic",
            "13:52",
            "BMS passwords were reset. New engineer login is {bms_user} with the code {bms_code}",
        ),
        ("Yuki Brandt", "14:01", "The site visit is moved to {visit_when}. Bring a hard hat, we park {visit_park}"),
        (
            "Imran Chaudhry",
            "14:07",
            "I raised the supply air setpoint from {set_old} to {set_new}, the lifeguards were cold",
        ),
        ("Delphine Arsenault", "14:12", "Careful, the ceiling void over the pool is only {void} deep"),
    ]
    more = [*said[1:], ("Marcus Tollefsen", "14:26", "V-17 was replaced at {valve_done}. The old one lies in locker {locker} if you want to see it")]  # fmt: skip
    zsh = '<span style="color:#a3be8c">rowan@kittiwake</span>:<span style="color:#81a1c1">~/plantroom</span>$ '
    bad = [zsh + "{import}", zsh + "sqlite3 meters.db &lt; meters.sql", "{sqlite_error}", "  SELECT meter, sum(kwh) AS used FROM reading", "         error here ---^", zsh + "▏"]  # fmt: skip
    good = [*bad[:-1], zsh + "sqlite3 -box meters.db &lt; meters.sql", "┌────────────┬─────────┬────────┐", "│    room    │  week   │  used  │", "├────────────┼─────────┼────────┤", "│ pool hall  │ 2026-32 │ 1904.6 │", "│ plant room │ 2026-32 │ 611.8  │", "│ pool hall  │ 2026-33 │ 1877.2 │", "└────────────┴─────────┴────────┘", zsh + "▏"]  # fmt: skip
    tabs = ["Date And Time Functions", "Kittiwake intranet"]
    manual = "<p>SQLite supports seven scalar date and time functions.</p><pre>date(time-value, modifier, ...)\nstrftime(format, time-value, modifier, ...)</pre><h2>Modifiers</h2><p>A modifier such as '-14 days' or 'start of month' is applied to the value from left to right.</p><p>%W is the week of the year, with Monday as the first day of the week.</p>"
    note = "-- what the rooms used, from the town's meters\n\n"
    return [
        (0, chat(look, left, "#pellworth", said)),
        (38, spreadsheet(look, right, "loads_pellworth.ods", _loads("hall_old", "sum_old"), ("D2", "184.0"))),
        (74, spreadsheet(look, right, "loads_pellworth.ods", _loads("hall_new", "sum_new"), ("D2", "171.5"))),
        (110, chat(look, left, "#pellworth", more)),
        (127, editor(look, left, "meters.sql", 0, note)),
        (160, terminal(look, right, bad, "#d8dee9", "#1b1f27")),
        (181, web(look, full, tabs, 0, "sqlite.org/lang_datefunc.html", docs(SQLITE, "SQLite", "Documentation / SQL language", "Date And Time Functions", manual))),
        (219, editor(look, left, "meters.sql", 1, note)),
        (262, editor(look, left, "meters.sql", 2, note)),
        (304, terminal(look, right, good, "#d8dee9", "#1b1f27")),
    ]  # fmt: skip


_REPORT = """<div style="text-align:right">{pdf_number}</div><h1 style="font-size:25px;margin:10px 0">Commissioning report</h1><div>Pellworth Swimming Hall, ventilation</div><div style="margin:4px 0 22px">Prepared by {pdf_author}, 11 September 2026</div>
<p><b>1 Air flow.</b> Fan 2 reached {pdf_fan} of the design air flow. The rest is lost at {pdf_damper}, which does not open fully.</p>
<p><b>2 Noise.</b> At the edge of the pool we measured {pdf_noise} with all fans running.</p>
<p><b>3 Filters.</b> Two of eight frames are bent and have to be changed.</p>
<p><b>4 Next inspection.</b> We will measure again on {pdf_next}, after the tilers have left.</p>"""

_VISIT = """site visit tuesday 15 sept

- gate code is {note_gate} (changes in october)
- grille {note_grille} rattles at full speed
- key of the plant room: ask {note_key}
- void ok, but cable tray in the way at axis 6
- bring back the manometer to stefan
"""


def evening(look: Look) -> Steps:
    """15 September, late: the newspaper, the report, two hygrometers are bought, notes, and a colour for loads."""
    big, page, side = (50, 40, 1380, 780), (260, 34, 1240, 800), (160, 60, 1180, 700)
    tabs = ["The Pellworth Beacon", "Gantry Tool Supply"]
    article = ["Swimming hall to stay closed until February", "Gantry Tool Supply"]
    after = '\n\nexport const legend = ["quiet", "busy", "full"];\n'
    return [
        (0, web(look, big, tabs, 0, "pellworthbeacon.example", news(BEACON, is_article=False))),
        (22, web(look, big, article, 0, "pellworthbeacon.example/2026/09/swimming-hall-closed", news(BEACON, is_article=True))),
        (74, pdf(look, page, "commissioning_pellworth.pdf", _REPORT)),
        (140, web(look, big, ["The Pellworth Beacon", "Aerostat P40 | Gantry Tool Supply"], 1, "gantrytools.example/air/aerostat-p40", shop(TOOLS, 0))),
        (185, web(look, big, ["The Pellworth Beacon", "Basket | Gantry Tool Supply"], 1, "gantrytools.example/basket", shop(TOOLS, 1))),
        (212, web(look, big, ["The Pellworth Beacon", "Thank you | Gantry Tool Supply"], 1, "gantrytools.example/order/done", shop(TOOLS, 2))),
        (240, notes(look, side, "site visit.txt", _VISIT)),
        (505, editor(look, side, "loadcolour.js", 0, "", after)),
        (548, editor(look, side, "loadcolour.js", 1, "", after)),
    ]  # fmt: skip
