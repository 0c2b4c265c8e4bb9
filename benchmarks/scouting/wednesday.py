"""Wednesday 23 September, late morning: rooms for the crew, a script that sorts photos, tickets, settings."""

from __future__ import annotations

from benchmarks.scouting.looks import BOARD, LODGE
from benchmarks.scouting.monday import Steps
from benchmarks.scouting.office import files, settings
from benchmarks.scouting.parts import button, buttons, field, pairs, paper, switch, table, tick
from benchmarks.scouting.texts import SORT
from benchmarks.scouting.tuesday import SAID, card
from benchmarks.scouting.web import web
from benchmarks.scouting.writing import editor, shell
from benchmarks.worlds.look import Look

LODGE_URL, BOARD_URL = "rinnlodge.example", "blockboard.example"


def _top() -> str:
    words = "".join(f"<span>{w}</span>" for w in ("Rooms", "Seafood bar", "Weddings", "Find us", "Gaeilge"))
    return (
        '<div class="row" style="padding:14px 50px;gap:28px;background:var(--panel);border-bottom:2px solid '
        "var(--accent);"
        f'align-items:center"><b style="font-size:24px;color:var(--accent)">Rinn Lodge</b>{words}</div>'
    )


def rooms() -> str:
    """The hotel's form, filled in and not sent yet."""
    kinds = table(
        ("Kind of room", "Free", "Per night", "Your choice"),
        [
            ("Single, courtyard", "9", "€84", "6"),
            ("Single, sea view", "4", "€97", "0"),
            ("Double", "7", "€118", "5"),
            ("Family room", "2", "€149", "1"),
        ],
    )
    ticks = "".join(
        tick(word, on=on)
        for word, on in (
            ("Breakfast before 06:00", True),
            ("Packed lunch", False),
            ("Drying room", True),
            ("Late check-out", False),
            ("Parking for a lorry", True),
            ("Cot", False),
        )
    )
    left = (
        field("Name of the group", "Brackwater Pictures", 330)
        + field("Arrival", "Sunday 4 October 2026", 330, chosen=True)
        + field("Departure", "Friday 9 October 2026", 330, chosen=True)
        + field("Voucher", "", 330, hint="if you have one")
    )
    body = (
        f'<div class="row" style="gap:60px"><div>{left}</div><div>{kinds}<h3 style="margin:14px 0 '
        f'2px">Extras</h3>{ticks}</div></div>'
    )
    end = (
        f"<p>Five nights, twelve rooms: <b>€6,215.00</b> with "
        f"breakfast</p>{buttons(('Book now', 'Hold for 48 hours', 'Start again'), 0)}"
    )
    return paper(
        LODGE,
        f'{_top()}<div style="padding:20px 50px"><h1 style="margin:0 0 14px">Book as a group</h1>{body}{end}</div>',
        15,
    )


def booked() -> str:
    """What the hotel says after the booking."""
    about = pairs(
        [
            ("Confirmation", "RL-30958"),
            ("Rooms", "6 single, 5 double, 1 family"),
            ("Stay", "4 to 9 October 2026, five nights"),
            ("To pay", "€6,215.00, on departure"),
            ("Cancel free until", "Monday 28 September, noon"),
            ("Check-in", "from 15:00, code for the door 7316"),
            ("Host", "Maeve Conneely"),
            ("Wi-Fi", "rinnlodge-guest"),
        ],
        170,
    )
    note = (
        "<p>Our lift is out of order until 12 October. Rooms 1 to 8 are on the ground floor. The kitchen "
        "closes at 20:45.</p>"
    )
    return paper(
        LODGE,
        f'{_top()}<div style="padding:26px 50px"><h1 style="margin:0 0 14px">Thank you, Orla. It is '
        f"booked.</h1>{about}{note}{buttons(('Change booking', 'Add to calendar', 'Print'), 0)}</div>",
        15,
    )


def board() -> str:
    """The list of tickets."""
    rows = [
        ("LOC-108", "Neighbours' letter, Pier Road", "Orla Kinsella", "Done", "Low", "18 Sep"),
        ("LOC-112", "Paint the gable of the cottage and paint it back", "Fintan Roche", "In progress", "High", "2 Oct"),
        ("LOC-115", "Second fire exit, St Enda's Hall", "Orla Kinsella", "Blocked", "Highest", "30 Sep"),
        ("LOC-117", "Snow plough out of the quarry shed", "Gerard Stack", "To do", "Low", "12 Oct"),
        ("LOC-118", "Rats in the cannery cellar", "Fintan Roche", "In progress", "Medium", "1 Oct"),
        ("LOC-121", "Cover the road signs on Chapel Lane", "Dermot Halloran", "To do", "Medium", "5 Oct"),
        ("LOC-124", "Turf for the drone pad", "Hanna Lindgren", "To do", "Low", "6 Oct"),
    ]
    filters = "".join(button(word) for word in ("Assignee", "Status", "Priority", "More filters"))
    head = ("Key", "Summary", "Assignee", "Status", "Priority", "Due")
    return paper(
        BOARD,
        '<div style="background:#fff;border-bottom:1px solid var(--line);padding:11px 28px"><b '
        'style="color:var(--accent)">'
        "Blockboard</b> &nbsp; Your work &nbsp; Projects &nbsp; Filters &nbsp; Teams</div>"
        f'<div style="padding:18px 28px"><h1 style="font-size:22px;margin:0 0 12px">Lantern Coast, open and '
        f"recent</h1>{filters}"
        f'<div style="margin-top:14px">{table(head, rows, "9px 18px")}</div><p style="color:var(--faint)">1–7 '
        f"of 7</p></div>",
    )


_BAD = """^[orla@curlew photos]$^ bash sort-photos.sh
mv: cannot stat '*.jpg': No such file or directory
^[orla@curlew photos]$^ cd card2
^[orla@curlew card2]$^ ls | wc -l
143
^[orla@curlew card2]$^ bash ../sort-photos.sh
^[orla@curlew card2]$^ ls sorted | head -3
cannery-0001.jpg
cannery-0002.jpg
cannery-0003.jpg
^[orla@curlew card2]$^ """

_GOOD = """^[orla@curlew card2]$^ bash ../sort-photos.sh
Warning: [minor] Unrecognized MakerNotes - cannery-0088.jpg
done: 4 days
^[orla@curlew card2]$^ ls sorted
2026-08-30  2026-09-03  2026-09-19  undated
^[orla@curlew card2]$^ ls sorted/undated | wc -l
17
^[orla@curlew card2]$^ tar czf ~/cannery-web.tar.gz sorted
^[orla@curlew card2]$^ du -h ~/cannery-web.tar.gz
488M    /home/orla/cannery-web.tar.gz
^[orla@curlew card2]$^ """

_ARCHIVE = [
    ("card1", "212 items", "3 Sep 2026"),
    ("card2", "143 items", "19 Sep 2026"),
    ("contracts", "9 items", "Yesterday"),
    ("cannery-web.tar.gz", "511.7 MB", "11:56"),
    ("floorplan-cannery.svg", "264.3 kB", "14 Sep 2026"),
    ("sort-photos.sh", "271 bytes", "11:55"),
    ("old-contacts.ods", "38.9 kB", "2 Mar 2026"),
]


def notifications() -> str:
    """Switches of the page for notices."""
    rows = [
        ("Do Not Disturb", False),
        ("Lock Screen Notifications", True),
        ("Firefox", True),
        ("Calendar", True),
        ("Software", False),
        ("Files", False),
    ]
    return "".join(switch(word, on=on) for word, on in rows)


def wednesday(look: Look) -> Steps:
    """A hotel is booked, a script written, tickets looked through."""
    net, text, term = (60, 50, 1560, 970), (150, 90, 1090, 720), (520, 330, 1480, 860)
    box, disk = (300, 120, 1200, 720), (220, 140, 1120, 700)
    tabs = ["Rinn Lodge - group booking", "Lantern Coast - Blockboard", "bash - Advanced Scripting Guide"]
    later = [*SAID, ("Fintan Roche", "23 September, 11:52", "Done a week early, Stan had a gap. It took 22 litres.")]
    return [
        (0, web(look, net, tabs, 0, LODGE_URL + "/groups/book", rooms())),
        (66, web(look, net, tabs, 0, LODGE_URL + "/groups/RL-30958", booked())),
        (104, web(look, net, tabs, 1, BOARD_URL + "/projects/LOC", board())),
        (150, editor(look, text, "sort-photos.sh", SORT[0])),
        (184, shell(look, term, _BAD)),
        (226, editor(look, text, "sort-photos.sh", SORT[1])),
        (270, editor(look, text, "sort-photos.sh", SORT[2])),
        (322, shell(look, term, _GOOD)),
        (360, files(look, disk, "Home / photos", _ARCHIVE, "7 items", "cannery-web.tar.gz")),
        (
            391,
            settings(
                look,
                box,
                ("gnome-control-center", "/usr/bin/gnome-control-center"),
                "Notifications",
                "Wi-Fi,Bluetooth,Displays,Sound,Power,Notifications,Search,Sharing",
                notifications(),
            ),
        ),
        (425, web(look, net, tabs, 1, BOARD_URL + "/browse/LOC-112", card("Done", later))),
    ]
