"""Tuesday 22 September, afternoon, on the road with the laptop: photos of Rinn Point, notes, a quote, a call sheet."""

from __future__ import annotations

from benchmarks.scouting.desk import toast
from benchmarks.scouting.looks import BOARD, HIRE
from benchmarks.scouting.monday import Steps
from benchmarks.scouting.office import document, files, picture
from benchmarks.scouting.parts import buttons, face, field, pairs, paper, table, tick
from benchmarks.scouting.talking import chat
from benchmarks.scouting.texts import NOTES
from benchmarks.scouting.web import web
from benchmarks.scouting.writing import editor, shell
from benchmarks.worlds.look import Look

_PHOTOS = [
    ("IMG_2287.HEIC", "4.1 MB", "22 Sep 2026 at 13:21"),
    ("IMG_2288.HEIC", "3.8 MB", "22 Sep 2026 at 13:22"),
    ("IMG_2291.HEIC", "5.6 MB", "22 Sep 2026 at 13:40"),
    ("pano-bay-west.jpg", "21.3 MB", "22 Sep 2026 at 13:52"),
    ("shed-inside.mov", "684 MB", "22 Sep 2026 at 14:05"),
    ("slip-measure.jpg", "2.7 MB", "22 Sep 2026 at 14:11"),
    ("wind-noise.m4a", "1.9 MB", "22 Sep 2026 at 14:20"),
]

_ABOUT = [
    ("File", "IMG_2291.HEIC"),
    ("Size", "5.6 MB"),
    ("Pixels", "5712 × 4284"),
    ("Camera", "iPhone 15 Pro"),
    ("Lens", "24 mm f/1.78"),
    ("Exposure", "1/640 s, ISO 80"),
    ("Altitude", "14 m"),
    ("Latitude", "53° 19' 06\" N"),
    ("Longitude", "9° 31' 47\" W"),
    ("Keywords", "shed, east gable"),
]

_BAD = """Last login: Tue Sep 22 08:55:10 on ttys001
^orla@gannet recce %^ exiftool -GPSPosition IMG_2291.HEIC
zsh: command not found: exiftool
^orla@gannet recce %^ brew install exiftool
==> Pouring exiftool--13.36.arm64_sonoma.bottle.tar.gz
^orla@gannet recce %^ exiftool -GPSPosition IMG_2291.HEIC
GPS Position                    : 53 deg 19' 6.12" N, 9 deg 31' 47.40" W
^orla@gannet recce %^ rsync -av --progress . /Volumes/LACIE/recce-rinn/
sending incremental file list
shed-inside.mov
    311,427,072  45%   38.12MB/s    0:00:09
rsync: [receiver] write failed on "shed-inside.mov": No space left on device (28)
rsync error: error in file IO (code 11) at receiver.c(380)
^orla@gannet recce %^ """

_GOOD = """^orla@gannet recce %^ df -h /Volumes/LACIE
Filesystem     Size   Used  Avail Capacity  Mounted on
/dev/disk4s1  932Gi  931Gi  0.3Gi   100%    /Volumes/LACIE
^orla@gannet recce %^ rm -r /Volumes/LACIE/block1-rushes
^orla@gannet recce %^ rsync -av --progress . /Volumes/LACIE/recce-rinn/
sent 724,880,113 bytes  received 168 bytes  36.24M bytes/sec
^orla@gannet recce %^ shasum -a 1 pano-bay-west.jpg | cut -c1-12
9be04c71d2fa
^orla@gannet recce %^ """

_TALK = [
    (
        "Tomasz Wierzba",
        "15:02",
        "Wind at the point was 31 knots at noon. My limit for the big drone is 24, for the small one 18.",
    ),
    ("me", "15:04", "So which day would you take?"),
    (
        "Tomasz Wierzba",
        "15:05",
        "Wednesday the 7th looks best. I need a landing spot of 5 by 5 metres and nobody within 30 metres.",
    ),
    ("me", "15:07", "You can have the turf beside the shed. Licence number for the council please?"),
    ("Tomasz Wierzba", "15:09", "IRL-OP-22841, valid until March 2028"),
    ("Tomasz Wierzba", "15:10", "And my assistant will be Ewa, not Marek. He broke his wrist on a trampoline."),
]

_CALLSHEET = f"""<div class="row"><div><b style="font-size:21px">THE LANTERN COAST</b><br>
Call sheet no. 14, Monday 5 October 2026
</div><div style="margin-left:auto;text-align:right">Draft of 22 September<br>Brackwater Pictures</div></div>
<hr>{
    pairs(
        [
            ("Unit base", "GAA car park, Chapel Lane"),
            ("Unit call", "06:45"),
            ("Shooting call", "08:00"),
            ("Sunrise", "07:41"),
            ("Sunset", "18:58"),
            ("Lunch", "13:00, in the marquee"),
            ("Hospital", "Galway, 47 km"),
            ("Weather cover", "St Enda's Hall"),
            ("2nd AD", "Roisin Keogh, 085 555 0902"),
        ],
        120,
    )
}<h3>Scenes</h3>
{
    table(
        ("Scene", "Set", "D/N", "Pages", "Cast"),
        [
            ("12", "Pier, nets", "Day", "2 1/8", "1, 4"),
            ("17", "Slipway, the boat returns", "Day", "1 3/8", "1, 2, 6"),
            ("23A", "Harbour office", "Day", "3/8", "4"),
            ("29", "Pier, farewell", "Night", "2 5/8", "1, 2"),
        ],
        "5px 12px",
    )
}
<p>Note: no parking on Pier Road. Boots with good soles, the pier is slippery below the tide line.</p>"""

_CAST = f"""<b>THE LANTERN COAST</b>, call sheet no. 14, page 2<hr><h3>Cast</h3>
{
    table(
        ("No.", "Artist", "Role", "Pick up", "Make-up"),
        [
            ("1", "Greta Solheim", "Ingrid", "06:10", "06:40"),
            ("2", "Conor Fahy", "Matthew", "09:30", "10:00"),
            ("4", "Bernie Lavelle", "Mrs Quinn", "06:50", "07:20"),
            ("6", "Idris Cole", "The pilot", "10:15", "10:45"),
        ],
        "5px 12px",
    )
}<h3>Special notes</h3>{
    pairs(
        [
            ("Make-up", "Two artists, bus in the car park"),
            ("Props", "Eleven nets, two lobster pots, the brass lantern"),
            ("Animals", "None"),
            ("Boat", "MV Grainne Og, skipper Padraig Folan"),
            ("Stunts", "Scene 17, co-ordinator Lou Ferris"),
            ("Extras", "22 villagers, from 07:15 in the hall"),
        ],
        120,
    )
}"""


def quote() -> str:
    """A quote for toilets, a generator and a marquee."""
    rows = [
        ("Toilet trailer, 4 bays", "1", "€1,120.00", "€1,120.00"),
        ("Generator 60 kVA, silent", "2", "€485.00", "€970.00"),
        ("Marquee 9 × 6 m", "1", "€740.00", "€740.00"),
        ("Patio heater", "6", "€35.00", "€210.00"),
        ("Delivery and collection", "", "", "€260.00"),
        ("<b>Sum before VAT</b>", "", "", "<b>€3,300.00</b>"),
    ]
    about = pairs(
        [
            ("Hire period", "4 to 17 October 2026"),
            ("Deliver to", "GAA car park, Chapel Lane"),
            ("Valid until", "Tuesday 29 September"),
            ("Your contact", "Siobhan Deely, 091 555 0448"),
        ]
    )
    return paper(
        HIRE,
        f'<div style="background:var(--accent);color:#fff;padding:12px 40px;font-size:20px"><b>Hedgerow Hire</b></div>'
        f'<div style="padding:18px 40px"><h2 style="margin:0 0 6px">Quote HH-7756 for Brackwater Pictures</h2>'
        f"{about}"
        f'<div style="margin:12px 0">{table(("Item", "Number", "Per week", "Sum"), rows)}</div>'
        f"{tick('Damage waiver, 8 %', on=True)}{tick('Fuel included', on=False)}{tick('Attendant at night', on=False)}"
        f'<div style="margin-top:12px">{buttons(("Accept quote", "Ask a question", "Decline"), 6)}</div></div>',
    )


def card(status: str, said: list[tuple[str, str, str]]) -> str:
    """A ticket of the production's board."""
    talk = "".join(
        f'<div class="row" style="gap:12px;margin:12px 0">{face(who)}<div><b>{who}</b> <span '
        f'style="color:var(--faint)">'
        f"{when}</span><div>{what}</div></div></div>"
        for who, when, what in said
    )
    about = (
        field("Status", status, 240, chosen=True)
        + field("Assignee", "Fintan Roche", 240, chosen=True)
        + field("Reporter", "Dermot Halloran", 240)
        + field("Priority", "High", 240, chosen=True)
        + field("Due date", "2 October 2026", 240)
        + field("Labels", "cottage, art-dept", 240)
    )
    return paper(
        BOARD,
        f'<div style="background:#fff;border-bottom:1px solid var(--line);padding:11px 28px"><b '
        f'style="color:var(--accent)">'
        f'Blockboard</b> &nbsp; Your work &nbsp; Projects &nbsp; Filters &nbsp; Teams</div><div class="row" '
        f'style="padding:18px 28px;gap:40px"><div style="flex:1"><span style="color:var(--faint)">Lantern Coast '
        f"/ LOC-112"
        f'</span><h1 style="font-size:23px;margin:4px 0 12px">Paint the gable of the cottage and paint it back</h1>'
        f"<b>Description</b><p>The gable facing the sea has to be ochre for episode 4. Two coats of limewash, "
        f"38 m². Mrs Tierney "
        f"agrees if it is white again by 20 October.</p><b>Activity</b>{talk}</div><div>{about}</div></div>",
    )


SAID = [
    ("Dermot Halloran", "18 September, 10:20", "Colour is Ochre 07 of the heritage chart. I ordered 25 litres."),
    ("Fintan Roche", "21 September, 16:45", "The scaffold is free from the 22nd. Painter is Stan Grealish."),
]


def tuesday(look: Look) -> Steps:
    """Photos are copied, notes are written, a drone is talked about."""
    left, mid, page = (60, 60, 920, 640), (180, 80, 1180, 760), (330, 40, 1210, 812)
    text, term, net, talk = (110, 70, 1000, 700), (420, 180, 1370, 700), (90, 44, 1350, 810), (140, 70, 1080, 730)
    disk = toast(look, "Finder", "Disk Not Ejected Properly", "Eject “LACIE” before disconnecting or turning it off.")
    people = [
        ("Tomasz Wierzba", "And my assistant will..."),
        ("Mam", "Are you eating?"),
        ("Hanna Lindgren", "Shed is unlocked"),
        ("Sunniva Aas", "Love the gable!"),
    ]
    return [
        (0, files(look, left, "recce / rinn-point", _PHOTOS, "7 items, 41.2 GB available", "IMG_2291.HEIC")),
        (34, picture(look, mid, "IMG_2291.HEIC", _ABOUT, "#c9d6df", "#6d7f55")),
        (70, shell(look, term, _BAD)),
        (131, editor(look, text, "recce-notes.md", NOTES[0], ("parking.txt",))),
        (176, chat(look, talk, people, _TALK)),
        (238, web(look, net, ["Quote HH-7756 | Hedgerow Hire"], 0, "hedgerowhire.example/quotes/HH-7756", quote())),
        (290, editor(look, text, "recce-notes.md", NOTES[1], ("parking.txt",), disk)),
        (312, shell(look, term, _GOOD)),
        (355, document(look, page, "callsheet-14-draft.pdf", "1 of 3", _CALLSHEET)),
        (391, document(look, page, "callsheet-14-draft.pdf", "2 of 3", _CAST)),
        (
            410,
            web(look, net, ["LOC-112 | Blockboard"], 0, "blockboard.example/browse/LOC-112", card("In progress", SAID)),
        ),
        (452, editor(look, text, "recce-notes.md", NOTES[2], ("parking.txt",))),
    ]
