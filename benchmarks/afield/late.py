"""The sessions of 4 and 9 November."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

from benchmarks.afield.browsing import web
from benchmarks.afield.coding import caret, pe, shell
from benchmarks.afield.desk import toast
from benchmarks.afield.early import SEA, Steps
from benchmarks.afield.looks import BUS, FELT_PLAIN, GRANT, MAP, SEALARK_DARK, SKY
from benchmarks.afield.money import grant, order
from benchmarks.afield.office import letter, notes, picture, tracker
from benchmarks.afield.talking import zulip
from benchmarks.afield.travel import booking, bus, route, weather
from benchmarks.worlds.look import Look

_LIST = """Loft, what to remember

Pitch of the Principal is {note_pitch} at {note_temp}
Hoist is on hire slip {note_hoist}
Key of the vestry: {note_key}
Stop knobs are engraved in {note_font}
Blower fuse takes {note_fuse}

to buy: candles, talc, two trays of screws
"""


def wednesday(look: Look) -> Steps:
    """4 November, late: a list, photos, the order is on its way, a bus, beats by the minute."""
    pad, pics, front = (40, 60, 640, 470), (120, 330, 760, 640), (560, 60, 1260, 760)
    net, code, term, post = (30, 20, 1270, 870), (60, 40, 820, 520), (420, 380, 1400, 860), (90, 90, 860, 600)
    photos = [
        ("blower.mp4", "{video_blower}", "3 Nov 2026, 16:51"), ("facade-north.jpg", "{photo_front}", "3 Nov 2026, 11:24"),
        ("mouse-nest.jpg", "{photo_mouse}", "3 Nov 2026, 14:09"), ("pedal-rack.jpg", "4.8 MiB", "3 Nov 2026, 12:37"), ("wind-chest.jpg", "{photo_chest}", "3 Nov 2026, 15:15"),
    ]  # fmt: skip
    words = "<p>Dear Ottilie,</p><p>the council agreed. Your scaffold has permit {permit_no}, up to a height of {permit_height}, and it ends on {permit_until}. They ask {permit_fee} for it, I paid with my own card.</p><p>Petra</p>"
    tabs = ["Your order | Reed & Felt", "Gulf Lines timetable"]
    before = "/// How often a tempered fifth beats.\n"
    bad = ["~/lofttools&gt; cargo check", "{rs_error}", " --&gt; src/beats.rs:3:5", "  |", "3 |     (3.0 * low - 2.0 * high).abs()", "  |     ^^^^^^ expected `i32`, found `f64`", "~/lofttools&gt; "]  # fmt: skip
    good = ["~/lofttools&gt; cargo test", "running 7 tests", "{rs_failed}", "~/lofttools&gt; cargo test", "running 7 tests", "{rs_passed}", '~/lofttools&gt; git commit -am "{rs_commit}"', "[main {rs_hash}] Beats are told by the minute", "~/lofttools&gt; {rs_tag}", "~/lofttools&gt; "]  # fmt: skip
    return [
        (0, notes(look, pad, "loft list", _LIST)),
        (44, tracker(look, pics, "photos", photos)),
        (72, picture(look, front, "facade-north.jpg")),
        (110, letter(look, post, "Petra Lindqvist", "Permit for the scaffold", words)),
        (150, web(look, net, tabs, 0, "reedandfelt.example/orders/RF-90322", order(FELT_PLAIN, "order_shipped", "order_late", sent=True))),
        (188, web(look, net, tabs, 1, "gulflines.example/timetable/874", bus(BUS))),
        (221, pe(look, code, "beats.rs", 0, before)),
        (258, shell(look, term, bad)),
        (280, pe(look, code, "beats.rs", 1, before)),
        (331, shell(look, term, good)),
    ]  # fmt: skip


def monday(look: Look) -> Steps:
    """9 November, morning: the ferry is moved, a grant is asked for, the blower, the way there, the air in the loft."""
    net, talk, slim, term = (20, 14, 1480, 890), (30, 30, 1080, 880), (140, 60, 1060, 700), (500, 260, 1500, 890)
    tabs = ["My booking | Sealark", "Heritage grant", "Port Ansell to Wirrabilla - Maps", "Wirrabilla | skyglass"]
    said = [
        ("Fergus Tran", "8:02", "Name plate of the blower says {motor_power} and {motor_rpm}"),
        ("Benedikt Oyelaran", "8:05", "It howls because of the bearing. It is a {motor_bearing}, both ends"),
        ("Petra Lindqvist", "8:11", "Scaffold comes down on {scaffold_down}"),
        ("Noor Castellane", "8:20", "Still in bed with the flu, I am back on {noor_back}"),
        ("Benedikt Oyelaran", "8:24", "The number stamps are in {stamp_box} under the bench"),
    ]
    ps = '<span style="color:#81c995">otti@penguin</span>:<span style="color:#8ab4f8">~</span>$ '
    bad = [ps + "ssh loft", "{ssh_error}", ps + "{wake}", "Sending magic packet to 255.255.255.255:9", ps + "▏"]
    good = [*bad[:-1], ps + "{psql}", "    day     | driest | dampest", "------------+--------+---------", " 2026-10-29 |     38 |      57", " {damp_row} |     35 |      61", "(2 rows)", ps + "crontab -l", "{cron}", ps + "ssh loft df -h /srv", "Filesystem      Size  Used Avail Use% Mounted on", "/dev/sda2       229G  198G   20G  {disk} /srv", ps + "▏"]  # fmt: skip
    saved = toast(look, "left:30px;bottom:70px", "Draft saved", "Your draft is kept for 14 days")
    form = "apply.colonnadefund.example/form"
    return [
        (0, web(look, net, tabs, 0, SEA + "/booking/QX7M4L", booking(SEALARK_DARK, "ferry_new", "ferry_moved", why=True))),
        (41, zulip(look, talk, "blower", said)),
        (95, web(look, net, tabs, 1, form, grant(GRANT, 1), saved)),
        (140, web(look, net, tabs, 1, form, grant(GRANT, 2))),
        (198, web(look, net, tabs, 1, form + "/sent", grant(GRANT, 3))),
        (222, web(look, net, tabs, 2, "maps.wayfare.example/port-ansell/wirrabilla", route(MAP))),
        (250, web(look, net, tabs, 3, "skyglass.example/wirrabilla", weather(SKY))),
        (279, caret(look, slim, "damp.sql", 0)),
        (316, shell(look, term, bad)),
        (344, caret(look, slim, "damp.sql", 1)),
        (402, shell(look, term, good)),
    ]  # fmt: skip
