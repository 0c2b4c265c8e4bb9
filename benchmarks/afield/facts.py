"""What is true in this corpus' world, once: pages show these values and questions ask for them.

The person is Ottilie Varga, who restores pipe organs in a harbour town near Adelaide. Nobody in it is real.
"""

from __future__ import annotations

import html
import re

ME = "Ottilie Varga"

# A name of a fact is what `data-t` says on the page, so that the browser can tell where it stands.
FACTS: dict[str, str] = {
    # mails of 20 October: the reeds in a table, a crate
    "trumpet_wind": "86 mm", "trumpet_tongue": "0.42 mm", "trumpet_pipes": "56",
    "oboe_wind": "78 mm", "oboe_tongue": "0.36 mm", "oboe_pipes": "54",
    "clarion_wind": "82 mm", "clarion_tongue": "0.31 mm", "clarion_pipes": "44",
    "reed_answer": "Thursday 22 October", "reed_curve": "the Oboe",
    "crate_price": "$1,385.00", "crate_pickup": "Wednesday 11 November at 06:30", "crate_phone": "08 5550 4172",
    "crate_quote": "IBF-20417", "crate_weight": "310 kg", "crate_length": "2140 mm",
    # the ferry: three departures, a booking that is moved
    "dep1": "07:15", "dep1_ship": "Spoonbill", "dep1_price": "$118.00", "dep1_left": "3 left",
    "dep2": "10:45", "dep2_ship": "Dotterel", "dep2_price": "$104.50", "dep2_left": "12 left",
    "dep3": "16:20", "dep3_ship": "Spoonbill", "dep3_price": "$96.00", "dep3_left": "27 left",
    "ferry_code": "QX7M4L", "ferry_plate": "S417 BQT", "ferry_total": "$209.00", "ferry_vehicle": "Van up to 6 m",
    "ferry_out": "Thu 12 Nov 2026, 10:45", "ferry_back": "Sat 14 Nov 2026, 16:20",
    "ferry_moved": "Thu 12 Nov 2026, 13:10",
    "ferry_ok": "Confirmed", "ferry_new": "Rescheduled", "ferry_why": "engine repair on MV Dotterel",
    "ferry_lane": "Lane 4", "tick_flex": "Flexible fare", "tick_cabin": "Quiet lounge seat",
    "tick_news": "Send me offers",
    "tick_crane": "Oversize cargo",
    # recordings, report and chat of 23 October
    "wav_before": "38.4 MiB", "wav_after": "37.9 MiB", "wav_oboe": "22.7 MiB", "wav_room": "104.9 MiB",
    "play_file": "trumpet8-C2-after.wav", "play_at": "01:17", "play_all": "03:42",
    "survey_author": "Dr Lucinda Apted", "survey_number": "CS-1187-B", "survey_value": "$486,000",
    "survey_damp": "41 percent", "survey_next": "15 March 2027", "survey_leak": "between F sharp 3 and A3",
    "dia_dented": "7", "flute_missing": "2", "prin_dented": "11", "mix_missing": "9",
    "key_code": "6604", "trem_old": "412", "trem_new": "368", "felt_need": "3 metres",
    "choir_to": "Thursday at 18:45",
    "scaffold_up": "Tuesday 27 October", "ben_phone": "0491 570 884", "alarm_code": "5183",
    "petra_who": "Petra Lindqvist",
    "wiki_g": "696.58", "wiki_d": "193.16", "wiki_a": "889.74", "wiki_e": "386.31", "wiki_b": "1088.27",
    "wiki_year": "1779", "wiki_to": "Johann Nikolaus Forkel",
    # costs, order, bank, bills, week and power of 28 October
    "reed_hours": "38", "reed_hours_new": "46", "reed_labour": "3,496", "reed_labour_new": "4,232",
    "sum_hours": "193", "sum_hours_new": "201", "sum_labour": "15,498", "sum_labour_new": "16,234",
    "chest_material": "1,260", "case_material": "905", "case_hours": "52", "felt_hours": "15", "tuning_rate": "88",
    "order_no": "RF-90322", "skin_price": "$48.50", "skin_qty": "6", "brass_price": "$7.80", "glue_sum": "$54.80",
    "brass_qty": "10", "glue_price": "$27.40", "felt_sum": "$108.60", "order_ship": "$18.60",
    "order_total": "$551.00",
    "order_packed": "Packed", "order_shipped": "Shipped", "order_when": "Fri 6 Nov 2026",
    "order_late": "Tue 10 Nov 2026",
    "order_courier": "Redgum Post", "order_track": "RG 7740 1926", "order_to": "Unit 7, 41 Sailmaker Lane",
    "bank_balance": "$23,914.07", "bank_power": "263.45", "bank_parish": "7,200.00", "bank_tran": "1,140.00",
    "bank_bsb": "805-117", "bank_account": "2044 6183", "bill_hall_due": "14 Oct 2026", "bill_hall": "$3,465.00",
    "bill_hall_no": "2026-082", "bill_hild": "$1,980.00", "bill_hild_due": "11 Nov 2026", "bill_con_no": "2026-084",
    "hall_contact": "Jocasta Emery",
    "meet_title": "Tuning at Kellerton Town Hall", "meet_time": "09:30 to 12:30",
    "meet_place": "Stage door, Mercer Street",
    "meet_bring": "the long ladder",
    "pow_dim": "Dim Screen", "pow_suspend": "Automatic Suspend", "pow_saver": "Automatic Power Saver",
    "pow_percent": "Show Battery Percentage", "pow_blank": "8 minutes", "pow_charge": "74%",
    # list, photos, timetable and permit of 4 November
    "note_pitch": "442.7 Hz", "note_temp": "19.5 degrees", "note_hoist": "5521", "note_key": "Mrs Adeyemi",
    "note_font": "Caslon", "note_fuse": "20 amps", "photo_front": "6.2 MiB", "photo_mouse": "3.1 MiB",
    "video_blower": "212.6 MiB", "photo_chest": "5.4 MiB", "photo_size": "4032 x 3024", "bus_post": "09:42",
    "bus_quarry": "09:58", "bus_church": "10:07", "bus_last": "17:27", "bus_number": "874",
    "permit_no": "SP-3308", "permit_fee": "$145.00", "permit_until": "30 November", "permit_height": "7.2 m",
    # grant, chat, map and weather of 9 November
    "grant_object": "Organ of St Brannoc, Wirrabilla", "grant_builder": "Hocking and Sons", "grant_year": "1894",
    "grant_ask": "24500", "grant_own": "6000", "grant_deadline": "30 November 2026, 17:00",
    "grant_officer": "Rhiannon Blythe", "grant_ref": "HG-2026-0618", "grant_answer": "12 February 2027",
    "tick_owner": "The owner agrees", "tick_photos": "Photographs are attached", "tick_open": "Open to the public",
    "tick_begun": "Work has already begun", "motor_power": "1.5 kW", "motor_bearing": "6204-2RS",
    "motor_rpm": "2,840 rpm", "noor_back": "Friday", "scaffold_down": "Monday 16 November",
    "stamp_box": "the blue tin",
    "road_km": "118 km", "road_time": "1 h 32 min", "coast_km": "131 km", "coast_time": "1 h 41 min",
    "roadworks": "Mount Osric tunnel", "damp_tue": "38 %", "damp_wed": "52 %", "damp_thu": "64 %",
    "wind_thu": "46 km/h",
    "heat_wed": "27 °C",
}  # fmt: skip

# Every version of every snippet, as it stands in the editor; the last one is final.
CODE: dict[str, tuple[str, ...]] = {
    "temperament.py": (
        """def pitch(note, a4=440):
    return a4 * 2 ** (CENTS[note] / 1200)""",
        """def pitch(note, octave, a4=440):
    above = CENTS[note] - CENTS["A"]
    return a4 * 2 ** (above / 1200 + octave - 4)""",
        """def pitch(note, octave, a4=440.0, warm=0.0):
    if note not in CENTS:
        raise KeyError(f"no such note: {note}")
    above = CENTS[note] - CENTS["A"]
    heated = a4 * (1 + 0.0018 * warm)
    return heated * 2 ** (above / 1200 + octave - 4)""",
    ),
    "convert.sh": (
        """#!/bin/bash
for f in *.wav; do
  ffmpeg -i "$f" -ar 44100 "${f%.wav}.mp3"
done""",
        """#!/bin/bash
set -e
mkdir -p out
for f in *-after.wav; do
  ffmpeg -n -i "$f" -af loudnorm=I=-19 -ar 48000 "out/${f%.wav}.flac"
done""",
    ),
    "pipes.sql": (
        """SELECT rank, count(*) AS pipes
FROM pipe
WHERE diameter > 50
GROUP BY rank;""",
        """SELECT rank, count(*) AS pipes
FROM pipe
WHERE bore_mm > 50
GROUP BY rank
ORDER BY pipes DESC;""",
        """SELECT r.name, count(*) AS pipes, max(p.bore_mm) AS widest
FROM pipe p
JOIN rank r ON r.id = p.rank_id
WHERE p.state IN ('dented', 'split')
GROUP BY r.name
HAVING count(*) >= 5
ORDER BY pipes DESC;""",
    ),
    "beats.rs": (
        """fn beats(low: f64, high: f64) -> i32 {
    (3.0 * low - 2.0 * high).abs()
}""",
        """fn beats(low: f64, high: f64) -> f64 {
    (3.0 * low - 2.0 * high).abs() * 60.0
}""",
    ),
    "damp.sql": (
        """SELECT day, avg(humidity) AS damp
FROM loft
GROUP BY day;""",
        """SELECT day, min(humidity) AS driest, max(humidity) AS dampest
FROM loft
WHERE sensor <> 'S3'
  AND day >= '2026-10-26'
GROUP BY day
HAVING max(humidity) - min(humidity) > 12
ORDER BY day;""",
    ),
}

# What was typed or printed in terminals and is asked for.
SHELL: dict[str, str] = {
    "pip": "pip install mido==1.3.2",
    "pitch_error": "KeyError: 'H'",
    "pitch_out": "G4 393.55 Hz",
    "py_commit": "Count octaves from the fourth",
    "py_branch": "git switch -c octave-from-four",
    "ff_error": "Unrecognized option 'lufs'.",
    "ff_volume": "ffmpeg -i trumpet8-C2-after.wav -af volumedetect -f null -",
    "ff_mean": "mean_volume: -21.7 dB",
    "ff_max": "max_volume: -3.4 dB",
    "du": "du -sh recordings",
    "sql_error": 'ERROR: column "diameter" does not exist',
    "rs_error": "error[E0308]: mismatched types",
    "rs_failed": "test result: FAILED. 5 passed; 2 failed",
    "rs_passed": "test result: ok. 7 passed; 0 failed",
    "rs_hash": "a93f5e2",
    "rs_commit": "Beats are told by the minute",
    "rs_tag": "git tag -a v0.4.0 -m wirrabilla",
    "ssh_error": "ssh: connect to host loft port 22: No route to host",
    "wake": "wakeonlan 3c:7c:3f:1e:a0:52",
    "psql": "psql -h loft -d climate -f damp.sql",
    "damp_row": "2026-11-03",
    "cron": "15 4 * * 1 /home/otti/bin/loft-backup",
    "disk": "91%",
}


def text(name: str) -> str:
    """The plain value of a fact or of something in a terminal."""
    return FACTS.get(name) or SHELL[name]


def t(name: str) -> str:
    """A fact as it stands on a page: HTML that the browser can be asked for."""
    # A short value is not broken over two lines: what is asked for stands on the screen as it is asked for.
    whole = ' style="white-space:nowrap"' if len(text(name)) < 34 else ""
    return f'<span data-t="{name}"{whole}>{html.escape(text(name), quote=False)}</span>'


def say(page: str) -> str:
    """HTML in which `{name}` stands for a fact."""
    return re.sub(r"\{([a-z]\w+)\}", lambda found: t(found[1]), page)
