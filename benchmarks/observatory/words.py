"""What tickets, mails, rooms, the wiki and merge requests of the observatory say."""
# ruff: noqa: ISC004, E501 - long sentences, broken over lines

from __future__ import annotations

Said = list[tuple[str, str, str]]

_TOLD207 = (
    "<p>Between 00:10 and 02:40 dish 14 drops out of tracking and reports <b>AZ-LOCK 0x2C</b>. It happened on 21, 22 "
    "and 24 May. Neighbouring dishes 13 and 15 are fine.</p><p>Encoder readings jump by 0.36 degrees just before.</p>"
    "<p><b>Done when</b> the dish tracks for five nights without losing lock.</p><p>Relates to <b>OPS-198</b> Fans of "
    "the drive cabinets are loud (Minor, Lars Petri, due 25 Jun 2027) and <b>OPS-203</b> Spare encoders (Major, "
    "unassigned).</p>"
)
_ROWS207 = {
    "Project": "Operations", "Priority": "Critical", "Type": "Fault", "State": "", "Assignee": "Nora Valdane",
    "Reporter": "Tomasz Okafor", "Subsystem": "Azimuth drive", "Fix versions": "2027.22", "Due Date": "4 Jun 2027",
    "Estimation": "2d 4h", "Spent time": "",
}  # fmt: skip
_TALK207: Said = [
    (
        "Tomasz Okafor",
        "24 May 2027 06:48",
        "Swapped the encoder cable last night, no change. Please look at the drive log.",
    ),
    ("Ilse Brandt", "25 May 2027 17:30", "The drive cabinet of dish 14 runs at 61 degrees, the others at 44."),
    (
        "Nora Valdane",
        "3 Jun 2027 08:57",
        "Fan tray replaced, serial FT-20771. Slew rate lowered to 0.42 degrees per second.",
    ),
    ("Tomasz Okafor", "11 Jun 2027 07:12", "Five nights without a drop, good work."),
]


def ops207(state: str, spent: str, said: int) -> tuple[str, str, str, dict[str, str], Said]:
    """The ticket of dish 14 in that state, with its first comments."""
    rows = {**_ROWS207, "State": state, "Spent time": spent}
    return "OPS-207", "Dish 14 loses azimuth lock after midnight", _TOLD207, rows, _TALK207[:said]


OPS219 = (
    "OPS-219", "Nightbook mixes two formats of started_at",
    "<p>Rows that dish 14 writes carry the day first, all others are ISO 8601. The night loader stops at the first such "
    "row.</p><p>Reject such rows and say which line it was.</p>",
    {"Project": "Operations", "Priority": "Normal", "Type": "Bug", "State": "Submitted", "Assignee": "Farid Haddou",
     "Reporter": "Ilse Brandt", "Subsystem": "Nightbook", "Fix versions": "2027.25", "Due Date": "18 Jun 2027",
     "Estimation": "6h", "Spent time": "45m"},
    [("Farid Haddou", "4 Jun 2027 16:05", "Takes the parser from <b>frames.py</b>, then it is a one-line change.")],
)  # fmt: skip

MAILS = [
    ("Ilse Brandt", "Correlator board 6 is failing", "Nora, board 6 threw K-4083 again this morning", "09:12"),
    ("Tomasz Okafor", "Dish 14, third night", "Lost lock at 01:17, see OPS-207", "07:03"),
    ("GitLab", "nightbook | Frame checks (!84)", "Farid Haddou requested your review", "Tue 18:40"),
    ("Cryodyne Accounts", "Invoice CD-60418 overdue", "EUR 9,317.60 is open since 30 April", "Tue 11:26"),
    ("Visitor Centre", "School group on 9 June", "34 pupils, tour starts at 10:40 at dish 1", "Tue 09:55"),
    ("Spectrum Office", "Interference report 27/118", "Source found near 1,612.5 MHz, see annex", "Mon 16:02"),
    ("Canteen", "Menu changes in June", "Lunch is served until 14:15 from now on", "Mon 12:30"),
    ("Farid Haddou", "Tape robot", "Slot 22 is jammed, leave it empty please", "21 May"),
    ("Meridian Timing", "Calibration of your masers", "Maser 2 drifts 3.1 ns per day, within limits", "20 May"),
]
BOARD6 = (
    "Correlator board 6 is failing", "Ilse Brandt", "Wed 5/26/2027 09:12",
    "Nora,\nboard 6 threw <b>K-4083</b> again this morning, 9 baselines have no data since 04:26.\nThe spare has to be "
    "ordered by Friday 12:30, otherwise Novatek ships only after the summer shutdown. With the express fee of EUR 285 "
    "it comes to EUR 6,740 in all.\nPlease answer with the cost centre, or call me on extension 6152.\nIlse",
)  # fmt: skip
LAST_MAILS = [
    ("Birgit Solheim", "Feeder 2 on Saturday", "We start a little later, see below", "13:58"),
    ("Permit desk", "Permit SP-30416 approved", "Escort is Sunniva Aasen, meet at gate 3", "11:20"),
    ("Ferrite Crate", "Your order FC-88127 has shipped", "Parcel with 3 items, due on 15 June", "10:44"),
    ("Tomasz Okafor", "Dish 14 holds", "Five nights without a drop", "07:13"),
    *((who, what, begins, "5/25") for who, what, begins, _ in MAILS[2:5]),
    (*MAILS[5][:3], "5/24"),
]
FEEDER = (
    "Feeder 2 on Saturday",
    "Birgit Solheim",
    "Fri 6/11/2027 13:58",
    "Hello Nora,\nwe start a little later: feeder 2 goes off at <b>07:10</b> and is back by 10:15.\nThe new breaker is "
    "a Halden VX-630. My crew brings its own lifter, so your crane is not needed.\nBirgit",
)

OPS_ROOM: Said = [
    (
        "Farid Haddou",
        "8:31 AM",
        "Morning. I raised the integration time of the survey from 8 to 12 seconds on Tuesday, tell me if disks fill up.",
    ),
    (
        "Sunniva Aasen",
        "8:40 AM",
        "Guests for the array tour: the wifi is <code>KRRO-guest</code>, password <code>kelpie-dune-61</code>.",
    ),
    ("Tomasz Okafor", "9:05 AM", "Farid is on call tonight, 555-0127. After Friday it is me."),
    ("Ilse Brandt", "9:22 AM", "Board 6 is out. Do not touch rack 3 until I have measured the -48 V rail."),
]
MORE_OPS: Said = [
    *OPS_ROOM[2:],
    ("Nora Valdane", "9:44 AM", "Ordering the spare on cost centre 7310."),
    ("Ilse Brandt", "9:46 AM", "Great. The rail measured 47.2 V, so rack 3 is free again."),
]
JUNE_OPS: Said = [
    ("Sunniva Aasen", "8:50 AM", "Maser inspection is done, both are within limits."),
    ("Farid Haddou", "9:02 AM", "On call until Sunday is Sunniva, 555-0174. Tomasz is at the workshop in Halden."),
    ("Ilse Brandt", "9:11 AM", "The new board 6 is in since yesterday, all 48 boards are green."),
]
DEV_ROOM: Said = [
    ("Farid Haddou", "3:52 PM", "The nightly import took 41 minutes, it was 18 last week."),
    (
        "Ilse Brandt",
        "3:57 PM",
        "That is the index. I dropped <code>obs_log_started_idx</code> on Monday to load the March tapes.",
    ),
    ("Farid Haddou", "4:01 PM", "Please put it back before Thursday's run. And who owns <code>prune_logs.sh</code>?"),
    ("Nora Valdane", "4:04 PM", "Me. I am shortening it today, the data disk is at 93 percent."),
]

COLD_START = (
    "Cold start of the correlator",
    {"Owner": "Sunniva Aasen", "Reviewed": "12 April 2027", "Maintenance window": "Sunday 05:00 to 06:45",
     "Escalation": "555-0162 (Quillon RF hotline)", "Risk": "Medium", "Needs": "Two people, one at rack 3"},
    [("p", "Use this page after a power cut, or when more than four boards report a loss of clock. A warm restart does "
           "not load the delay model and leaves the fringes wrong."),
     ("h", "Before you begin"),
     ("p", "Stow all dishes. Tell the operator on duty and put the banner on the status page."),
     ("h", "Steps"),
     ("l", "Switch off racks 1 to 4, wait 90 seconds\nSwitch on rack 3 first, the maser reference enters there\nRun "
           "<code>corrctl load --model delay-v14</code>\nWait until all 48 boards are green, about 7 minutes\nPoint "
           "dish 1 at 3C 286 and look for fringes"),
     ("h", "If it fails"),
     ("p", "Board stays red: reseat it once, then replace it. Spares lie in cabinet C1. The fallback is the old "
           "correlator, but it takes only 24 dishes."),
     ("h", "Numbers"),
     ("l", "Operator on duty: 555-0101\nFire watch of the plateau: 555-0199\nQuillon RF, orders only: 555-0160")],
)  # fmt: skip

FRAMES_CHANGE = [
    "-def checked(frame):", "-    if frame.size != EXPECTED:", "-        return None",
    "+def reject_short_frames(frames, minimum=2048):", "+    for frame in frames:",
    "+        if len(frame.samples) < minimum:", "+            log.warning(\"short frame %s\", frame.serial)",
    "+            continue", "+        yield frame", " ",
]  # fmt: skip
FRAMES_SAID = [
    ("Farid Haddou", "Please have a look, the pipeline is green."),
    ("Ilse Brandt", "Use a partial index on frame(serial) where checked is false, the full one is 11 GB."),
]
FRAMES_MERGED = [*FRAMES_SAID, ("Nora Valdane", "Approved. I would count the rejected ones per dish as well.")]
