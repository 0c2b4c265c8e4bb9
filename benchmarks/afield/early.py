"""The sessions of 20, 23 and 28 October."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

from benchmarks.afield.browsing import web
from benchmarks.afield.coding import database, kate, shell, typed, vscode
from benchmarks.afield.desk import toast
from benchmarks.afield.facts import say
from benchmarks.afield.looks import BANK, FELT, LAPWING, PYDOC, SEALARK, TALLY, WEEK, WIKI
from benchmarks.afield.money import bank, bills, order
from benchmarks.afield.office import dolphin, okular, power, sheet, vlc
from benchmarks.afield.pages import table
from benchmarks.afield.reading import Letter, inbox, kirnberger, pydoc, week
from benchmarks.afield.talking import telegram
from benchmarks.afield.travel import booking, extras, sailings
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

Steps = list[tuple[int, Window]]
MAIL, SEA = "mail.lapwing.example", "book.sealarkferries.example"


def _letters() -> list[Letter]:
    rows = [(name, f"{{{key}_pipes}}", f"{{{key}_wind}}", f"{{{key}_tongue}}") for name, key in (("Trumpet 8", "trumpet"), ("Oboe 8", "oboe"), ("Clarion 4", "clarion"))]  # fmt: skip
    reeds = table(LAPWING, ("Stop", "Pipes", "Wind pressure", "Tongue at C2"), rows, "padding:6px 18px")
    return [
        Letter("Noor Castellane", "Reeds of Wirrabilla, what I measured", "07:31", f"<p>Dear Ottilie,</p><p>the reeds are on my bench. This is what I found:</p>{reeds}<p>Only {{reed_curve}} needs new curves. Tell me by {{reed_answer}} whether I may go ahead.</p><p>Noor</p>"),
        Letter("Dario Whitcombe", "Quote for your crate", "Mon", "<p>Hello Ms Varga,</p><p>we can take the crate to Gull Island for {crate_price}, up to {crate_weight}. Our lorry would come on {crate_pickup}. The quote has the number {crate_quote} and stays open for ten days.</p><p>If the yard is locked ring me on {crate_phone}.</p><p>Dario Whitcombe<br>Ironbark Freight</p>"),
        Letter("Sister Immaculata Roche", "Key to the loft", "Mon"),
        Letter("Petra Lindqvist", "Scaffold, first drawings", "Sun"),
        Letter("Gulf Lines", "New timetable from 12 October", "Fri"),
    ]  # fmt: skip


def tuesday(look: Look) -> Steps:
    """20 October, early: reeds, a crate, the ferry is booked, a pitch that lacks its octave."""
    big, code, low = (0, 0, 1536, 824), (70, 24, 1250, 730), (610, 350, 1490, 800)
    tabs = ["Inbox - Lapwing Mail", "Sealark Ferries", "math — Mathematical functions"]
    letters = _letters()
    head = 'import json\n\nwith open("cents.json") as file:\n    CENTS = json.load(file)\n\n\n'
    ps = "PS C:\\Users\\Otti\\lofttools&gt; "
    bad = [ps + typed("", "python -c \"from temperament import pitch; print(pitch('H', a4=442))\""), "Traceback (most recent call last):", '  File "C:\\Users\\Otti\\lofttools\\temperament.py", line 8, in pitch', "    return a4 * 2 ** (CENTS[note] / 1200)", "{pitch_error}", ps + "▏"]  # fmt: skip
    good = [ps + "{py_branch}", "Switched to a new branch 'octave-from-four'", ps + "{pip}", "Successfully installed mido-1.3.2", ps + "python tests.py G 4", "{pitch_out}", ps + 'git commit -am "{py_commit}"', "[octave-from-four 5c81d0b] Count octaves from the fourth", " 1 file changed, 6 insertions(+), 2 deletions(-)", ps + "▏"]  # fmt: skip
    note = toast(look, "right:12px;bottom:52px", "Fergus Tran", say("The crate has to be {crate_length} long inside, not 2400. I cut the boards today."))  # fmt: skip
    return [
        (0, web(look, big, tabs, 0, MAIL + "/inbox/81", inbox(LAPWING, letters, 0))),
        (40, web(look, big, tabs, 0, MAIL + "/inbox/80", inbox(LAPWING, letters, 1))),
        (71, web(look, big, tabs, 1, SEA + "/sailings?day=2026-11-12", sailings(SEALARK))),
        (118, web(look, big, tabs, 1, SEA + "/extras", extras(SEALARK))),
        (162, web(look, big, tabs, 1, SEA + "/booking/done", booking(SEALARK, "ferry_ok", "ferry_out"))),
        (190, vscode(look, code, "temperament.py", 0, head)),
        (221, shell(look, low, bad)),
        (239, web(look, big, tabs, 2, "docs.python.org/3/library/math.html", pydoc(PYDOC))),
        (276, vscode(look, code, "temperament.py", 1, head)),
        (307, vscode(look, code, "temperament.py", 2, head, note)),
        (319, shell(look, low, good)),
    ]  # fmt: skip


_SURVEY = """<div style="float:right;text-align:right">{survey_number}<br>9 October 2026</div><div style="letter-spacing:2px">APTED CONSERVATION</div><h1 style="font-size:27px;font-weight:400;margin:24px 0 4px">Condition of the organ of St Brannoc</h1><p>Surveyed by {survey_author} for the Parish of Wirrabilla</p>
<h2 style="font-size:18px">1 &nbsp;Summary</h2><p>The case is sound. The main chest leaks {survey_leak}, and the air in the loft was as dry as {survey_damp}.</p>
<h2 style="font-size:18px">2 &nbsp;Ranks</h2>TABLE<h2 style="font-size:18px">3 &nbsp;Value</h2><p>For the insurance the instrument should be entered with {survey_value}. The next survey is planned for {survey_next}.</p>"""


def _survey() -> str:
    rows = (("Open Diapason 8", "58", "{dia_dented}", "0"), ("Stopped Flute 8", "58", "3", "{flute_missing}"), ("Principal 4", "58", "{prin_dented}", "1"), ("Mixture III", "174", "26", "{mix_missing}"))  # fmt: skip
    cell = "border-bottom:1px solid #bbb;padding:5px 20px 5px 0;text-align:left"
    drawn = "".join("<tr>" + "".join(f'<td style="{cell}">{v}</td>' for v in row) + "</tr>" for row in rows)
    head = "".join(f'<th style="{cell}">{h}</th>' for h in ("Rank", "Pipes", "Dented", "Missing"))
    return _SURVEY.replace(
        "TABLE", f'<table style="border-collapse:collapse;width:100%"><tr>{head}</tr>{drawn}</table>'
    )


def friday(look: Look) -> Steps:
    """23 October, evening: recordings of the trumpet, a script that converts them, the survey, the group's chat."""
    wide, player, term = (60, 40, 1240, 760), (380, 150, 1300, 720), (620, 300, 1620, 960)
    talk, text, page, net = (40, 30, 1010, 900), (200, 90, 1180, 720), (150, 20, 1330, 990), (90, 50, 1500, 950)
    files = [
        ("trumpet8-C2-before.wav", "{wav_before}", "22/10/26 16:04"), ("trumpet8-C2-after.wav", "{wav_after}", "22/10/26 17:41"), ("oboe8-G3-before.wav", "{wav_oboe}", "22/10/26 16:20"),
        ("room-tone.flac", "{wav_room}", "22/10/26 15:48"), ("session-notes.txt", "3.1 KiB", "23/10/26 09:12"), ("out", "2 items", "23/10/26 19:02"),
    ]  # fmt: skip
    ps = '<span style="color:#54fe54">otti@rosella</span>:<span style="color:#5454fe">~/recordings</span>$ '
    bad = [ps + "ffmpeg -i trumpet8-C2-after.wav -lufs -19 test.flac", "ffmpeg version 7.1 Copyright (c) 2000-2024 the FFmpeg developers", "{ff_error}", "Error splitting the argument list: Option not found", ps + "▏"]  # fmt: skip
    good = [*bad[:-1], ps + "./convert.sh", "[loudnorm] Input Integrated:   -24.3 LUFS", ps + "{ff_volume}", "[Parsed_volumedetect_0] {ff_mean}", "[Parsed_volumedetect_0] {ff_max}", ps + "{du}", "231M    recordings", ps + "▏"]  # fmt: skip
    said = [
        (
            "Benedikt Oyelaran",
            "18:31",
            "Key safe at the church has a new code, {key_code}. It hangs behind the rain pipe",
        ),
        (
            "Noor Castellane",
            "18:36",
            "I slowed the tremulant from {trem_old} to {trem_new} beats a minute, it made me seasick",
        ),
        ("Fergus Tran", "18:44", "For the swell box we need {felt_need} of grey felt, 8 mm"),
        (
            "Sister Immaculata Roche",
            "18:52",
            "Choir practice is moved to {choir_to}, so the loft is yours on Wednesday evening",
        ),
        ("me", "18:55", "Wonderful, thank you"),
    ]
    more = [
        *said[1:],
        ("Fergus Tran", "19:13", "The scaffold goes up on {scaffold_up}. {petra_who} has the permit"),
        ("Benedikt Oyelaran", "19:15", "My old phone drowned. New number is {ben_phone}"),
    ]
    alarm = [
        *more,
        ("Noor Castellane", "19:18", "Alarm of my workshop tonight is {alarm_code}, I delete this in a minute"),
    ]
    gone = [*more, ("Noor Castellane", "19:18", "<i>This message was deleted</i>")]
    tabs = ["Kirnberger III - PipeLoft wiki", "Start page"]
    return [
        (0, dolphin(look, wide, "2026-10-22", files, "trumpet8-C2-after.wav")),
        (25, vlc(look, player)),
        (85, kate(look, text, "convert.sh", 0)),
        (117, shell(look, term, bad)),
        (150, kate(look, text, "convert.sh", 1)),
        (201, shell(look, term, good)),
        (240, okular(look, page, "brannoc-condition-survey.pdf", _survey())),
        (298, telegram(look, talk, said)),
        (353, telegram(look, talk, alarm)),
        (372, telegram(look, talk, gone)),
        (396, web(look, net, tabs, 0, "wiki.pipeloft.example/Kirnberger_III", kirnberger(WIKI))),
    ]  # fmt: skip


def _costs(hours: str, labour: str, total: str, money: str) -> list[tuple[str, ...]]:
    """The sheet of costs; these are names of facts."""
    return [
        ("Job", "Hours", "Rate", "Labour", "Material", "Lead"), ("Re-leather wind chest", "64", "78", "4,992", "{chest_material}", "Benedikt"),
        ("Voice the reeds", f"{{{hours}}}", "92", f"{{{labour}}}", "214", "Noor"), ("Felt in swell box", "{felt_hours}", "70", "1,050", "388", "Fergus"),
        ("Repair the case", "{case_hours}", "74", "3,848", "{case_material}", "Fergus"), ("Tune all ranks", "24", "{tuning_rate}", "2,112", "0", "Ottilie"),
        ("Total", f"{{{total}}}", "", f"{{{money}}}", "2,767", ""),
    ]  # fmt: skip


def wednesday(look: Look) -> Steps:
    """28 October, morning: costs, an order, the bank, a late bill, pipes are counted, the week to come, the battery."""
    big, mid, net, box = (76, 40, 1424, 880), (110, 60, 1330, 850), (90, 34, 1432, 890), (330, 120, 1130, 800)
    tabs = ["Order RF-90322 | Reed & Felt", "Gulf Mutual", "Bills | tallybook", "Almanac"]
    none: list[tuple[str, ...]] = []
    first = [("rank", "pipes"), ("7", "61"), ("2", "44"), ("11", "30")]
    last = [("name", "pipes", "widest"), ("Mixture III", "26", "38.2"), ("Principal 4", "11", "74.0"), ("Open Diapason 8", "7", "139.5")]  # fmt: skip
    almanac = "almanac.lapwing.example/week/2026-11-02"
    return [
        (0, sheet(look, big, "wirrabilla-costs.xlsx", _costs("reed_hours", "reed_labour", "sum_hours", "sum_labour"), (1, 3), "38")),
        (52, sheet(look, big, "wirrabilla-costs.xlsx", _costs("reed_hours_new", "reed_labour_new", "sum_hours_new", "sum_labour_new"), (3, 7), "=SUM(D2:D6)")),
        (90, web(look, net, tabs, 0, "reedandfelt.example/orders/RF-90322", order(FELT, "order_packed", "order_when"))),
        (131, web(look, net, tabs, 1, "my.gulfmutual.example/accounts/workshop", bank(BANK))),
        (180, web(look, net, tabs, 2, "tallybook.example/bills", bills(TALLY, reminding=False))),
        (214, web(look, net, tabs, 2, "tallybook.example/bills/2026-082/remind", bills(TALLY, reminding=True))),
        (235, database(look, mid, 0, none, "{sql_error}<br>Position: 60")),
        (270, database(look, mid, 1, first)),
        (322, database(look, mid, 2, last)),
        (375, web(look, net, tabs, 3, almanac, week(WEEK, opened=False))),
        (392, web(look, net, tabs, 3, almanac, week(WEEK, opened=True))),
        (420, power(look, box)),
    ]  # fmt: skip
