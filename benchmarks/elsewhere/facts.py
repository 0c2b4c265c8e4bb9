"""What is true in this corpus' world, once: pages show these values and questions ask for them.

The person is Rowan Achterberg, a building services engineer in Halifax who refits the swimming hall of a small town.
Nobody in it is real.
"""

from __future__ import annotations

import html
import re

ME = "Rowan Achterberg"

# A name of a fact is what `data-t` says on the page, so that the browser can tell where it stands.
FACTS: dict[str, str] = {
    # mails of 8 September: three offers in a table, a leak
    "nord_flow": "11,800 m³/h", "nord_price": "$68,450", "nord_weeks": "9 weeks",
    "halcyon_flow": "12,400 m³/h", "halcyon_price": "$71,900", "halcyon_weeks": "6 weeks",
    "brisco_flow": "11,200 m³/h", "brisco_price": "$64,275", "brisco_weeks": "14 weeks",
    "offer_deadline": "Friday 11 September, 15:00", "offer_budget": "B-4410",
    "leak_valve": "V-17", "leak_isolated": "06:40", "leak_part": "4402-K", "marcus_cell": "902-555-0147",
    # defect PH-088, twice
    "ph_open": "Open", "ph_check": "Ready for check", "ph_first": "Imran Chaudhry", "ph_second": "Stefan Lukic",
    "ph_raised": "Delphine Arsenault", "ph_severity": "Major", "ph_place": "Pool hall, north wall, axis 4",
    "ph_trade": "Controls", "ph_due": "17 Sep 2026", "ph_code": "C-310", "ph_effort": "6 h",
    "ph_why": "the probe sits right above a supply grille",
    # chat of 10 September
    "bms_user": "plant2", "bms_code": "KESTREL-4096", "visit_when": "Tuesday 15 September at 13:30",
    "visit_park": "behind the fire hall", "set_old": "28.5", "set_new": "30.0 °C", "void": "640 mm",
    "valve_done": "11:15", "locker": "23",
    # spreadsheet
    "hall_old": "184.0", "hall_new": "171.5", "sum_old": "293.4", "sum_new": "280.9", "shower_rh": "70",
    "cafe_load": "17.9",
    # news, report, shop and notes of 15 September
    "headline": "Swimming hall to stay closed until February", "byline": "Agnes Fothergill",
    "news_cost": "3.1 million dollars", "news_councillor": "Theo Maddigan", "news_lessons": "Brackley",
    "ferry": "Harbour ferry to run hourly from 1 October",
    "pdf_author": "Ruth Ellingsen", "pdf_number": "KB-2217-R3", "pdf_fan": "94 percent", "pdf_noise": "48 dB(A)",
    "pdf_next": "6 November 2026", "pdf_damper": "damper D-06",
    "shop_item": "Aerostat P40 thermo-hygrometer", "shop_price": "$329.00", "shop_sku": "AP40-HT",
    "shop_stock": "7 in stock", "shop_warranty": "3 years", "shop_ship": "$14.90", "shop_total": "$672.90",
    "shop_order": "GT-558203", "shop_arrives": "Monday 21 September",
    "note_gate": "7719#", "note_grille": "14", "note_key": "Bernadette",
    # permit, calendar, settings and answer of 18 September
    "permit_site": "Pellworth Swimming Hall", "permit_work": "Soldering of heating pipes",
    "permit_firm": "Tollefsen Mechanical", "permit_date": "22 September 2026", "permit_watch": "Imran Chaudhry",
    "permit_extinguisher": "CO2-19", "permit_workers": "3", "permit_reference": "PTW-26-0914",
    "tick_smoke": "Smoke detectors isolated", "tick_floor": "Floor swept and wetted", "tick_height": "Work above 2 m",
    "meet_title": "Balancing workshop", "meet_time": "09:00 – 11:30", "meet_room": "Cormorant",
    "meet_organiser": "Stefan Lukic", "piano": "Piano tuner", "library": "Library kick-off",
    "safe_every": "Back up every night", "safe_big": "Skip files over 2 GB", "safe_mail": "Send a mail when it fails",
    "safe_battery": "Pause while on battery", "safe_keep": "45 days", "safe_target": "nas-heron",
    "reply_choice": "the Halcyon HX 12", "reply_reason": "it arrives before the tilers start",
    # 24 September
    "agenda_council": "Call with the council", "agenda_filter": "Filter delivery", "agenda_filter_time": "07:45",
    "agenda_gate": "Gate 3", "agenda_hand": "Library handover", "agenda_hand_time": "15:15",
    "agenda_hand_room": "Reading room",
    "bill_number": "2026-0733", "bill_sum": "$9,318.60", "bill_due": "9 October", "bill_who": "Gwen Pasco",
    "file_big": "pump-room.mov", "file_big_size": "318.4 MB", "file_grille": "4.2 MB",
    "chat_reads": "54 %", "chat_reference": "53 %", "tiling": "Monday 12 October", "yuki_ext": "318",
}  # fmt: skip

# Every version of every snippet, as it stands in the editor; the last one is final.
CODE: dict[str, tuple[str, ...]] = {
    "dewpoint.py": (
        """def dew_point(temp, humidity):
    target = saturation(temp) * humidity
    return brentq(lambda t: saturation(t) - target, 0, 10)""",
        """def dew_point(temp, humidity, low=-40, high=60):
    if not 0 < humidity <= 1:
        raise ValueError("humidity is a share, not a percentage")
    target = saturation(temp) * humidity
    return brentq(lambda t: saturation(t) - target, low, high)""",
    ),
    "meters.sql": (
        """SELECT meter, sum(kwh) AS used
FROM reading
GROUP BY meter
ORDER BY used DESC;""",
        """SELECT meter, sum(energy_kwh) AS used
FROM reading
WHERE taken >= '2026-08-01'
GROUP BY meter
ORDER BY used DESC;""",
        """SELECT m.room, strftime('%Y-%W', r.taken) AS week,
       round(sum(r.energy_kwh), 1) AS used
FROM reading r
JOIN meter m ON m.id = r.meter_id
WHERE r.taken >= '2026-08-10'
GROUP BY m.room, week
HAVING used > 250
ORDER BY week, used DESC;""",
    ),
    "leaks.sql": (
        """SELECT room, min(litres) AS floor
FROM water
WHERE hour BETWEEN 1 AND 4
GROUP BY room;""",
        """SELECT room, min(litres) AS night_flow
FROM water
WHERE hour BETWEEN 1 AND 5
  AND taken > date('now', '-14 days')
GROUP BY room
HAVING night_flow > 8
ORDER BY night_flow DESC;""",
    ),
    "loadcolour.js": (
        """export function colourOf(load) {
  if (load > 150) return "#c92a2a";
  return "#2b8a3e";
}""",
        """export function colourOf(load, limit = 160) {
  if (load > limit) return "#c92a2a";
  if (load > limit * 0.8) return "#e67700";
  return "#2b8a3e";
}""",
        """export function colourOf(load, limit = 175) {
  const share = load / limit;
  if (share > 1) return "#c92a2a";
  return share > 0.85 ? "#e67700" : "#2b8a3e";
}""",
    ),
    "photos.sh": (
        """#!/bin/sh
set -eu
SRC=/home/rowan/site-photos
rsync -a --delete "$SRC/" heron:/tank/photos/""",
        """#!/bin/sh
set -eu
SRC=/home/rowan/site-photos
rsync -a --partial --exclude '*.mov' "$SRC/" heron:/tank/photos/
echo "$(date -Is) photos copied" >> /var/log/photos.log""",
    ),
}

# What was typed or printed in terminals and is asked for.
SHELL: dict[str, str] = {
    "root_error": "ValueError: f(a) and f(b) must have different signs",
    "branch": "git checkout -b dewpoint-bracket",
    "commit_dew": "Bracket the root between minus 40 and 60",
    "dew_out": "dew point 21.86 °C",
    "sqlite_error": "Parse error near line 1: no such column: kwh",
    "import": "sqlite3 meters.db '.import august.csv reading'",
    "rsync_error": "rsync error: some files/attrs were not transferred (code 23)",
    "chmod": "chmod +x photos.sh",
    "refused": "! [rejected]        main -> main (non-fast-forward)",
    "rebase": "git pull --rebase origin main",
    "js_failed": "AssertionError: expected '#2b8a3e' to equal '#e67700'",
    "js_passed": "18 passing (41ms)",
    "commit_js": "Colour by share of the limit",
    "commit_hash": "4e9d1c7",
    "tag": "git tag -a v0.9.2 -m pellworth",
    "leak_room": "showers",
}


def text(name: str) -> str:
    """The plain value of a fact or of something in a terminal."""
    return FACTS.get(name) or SHELL[name]


def t(name: str) -> str:
    """A fact as it stands on a page: HTML that the browser can be asked for."""
    # A short value is not broken over two lines: what is asked for stands on the screen as it is asked for.
    whole = ' style="white-space:nowrap"' if len(text(name)) < 30 else ""
    return f'<span data-t="{name}"{whole}>{html.escape(text(name))}</span>'


def say(page: str) -> str:
    """HTML in which `{name}` stands for a fact."""
    return re.sub(r"\{(\w+)\}", lambda found: t(found[1]), page)
