"""What the manual, the paper, the forge, shops and offices say."""
# ruff: noqa: ISC004, E501 - long sentences, broken over lines

from __future__ import annotations

WINDOWS = ("Window functions", [
    ("p", "A window function computes a value for every row from the rows around it, without folding them into one."),
    ("h", "Difference to the row before"),
    ("c", "kiln> SELECT tank, taken,\n       gravity - lag(gravity) OVER (PARTITION BY tank ORDER BY taken) AS step\n"
          "FROM reading;"),
    ("p", "The first row of each partition has no predecessor, so <code>lag</code> gives null there. Pass a third "
          "argument to have another value."),
    ("h", "Limits"),
    ("p", "A query may have at most 32 windows. Nested windows are refused with error DK-0417."),
])  # fmt: skip

FRAMES = ("Frames", [
    ("p", "A frame says which rows of the partition a function sees. Without a frame it reaches from the first row to "
          "the current one."),
    ("c", "avg(gravity) OVER (ORDER BY taken ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)"),
    ("p", "Use GROUPS when rows with the same key shall count as one. Frames over dates need the extension "
          "<code>kiln_calendar</code>."),
])  # fmt: skip

MISSING = ("Missing values", [
    ("p", "Aggregates skip nulls. Only <code>count(*)</code> counts every row."),
    ("c", "SELECT coalesce(ph, 3.5) FROM reading;"),
    ("p", "Since release 4.1 the setting <code>strict_nulls = on</code> makes comparisons with null fail."),
])  # fmt: skip

CART = ([("Titrator Burette 50", "1", "$612.00"), ("Buffer solution pH 4.01, 500 mL", "4", "$58.40"),
         ("Sodium hydroxide 0.1 N, 1 L", "2", "$37.90")], "$814.66")  # fmt: skip
TYPED = {"Company": "Fundy Gate Cider", "Contact": "Nora Comeau", "Purchase number": "PO-3371", "Quote": "Q-77310"}
EXTRAS = {"Calibration certificate": True, "Extended warranty": False, "Return old batteries": True, "Gift note": False}
WAYS = {"Courier next day": False, "Ground, 5 to 7 days": True, "Pick up in Dartmouth": False}
THANKS = {"Order number": "QF-20418", "Sum": "$814.66", "Payment": "Invoice, 30 days", "Expected": "12 November 2027"}

WEEK = ("October 18 – 24, 2027", [
    ("Mon 18", [("09:00", "Sample all tanks"), ("16:00", "Sharpen grinder knives")]),
    ("Tue 19", [("13:30", "Dentist, Dr Albright")]),
    ("Wed 20", [("15:00", "Blend tasting, barn loft"), ("18:45", "Curling practice")]),
    ("Thu 21", [("10:00", "Label printer visits"), ("14:00", "Call with Galloway Wines")]),
    ("Fri 22", [("08:30", "Fire inspection"), ("12:00", "Lunch with Kiri, Naked Crepe")]),
    ("Sat 23", [("11:00", "Seed library, parish hall")]), ("Sun 24", []),
])  # fmt: skip

CHANGE = [
    " function matches(want) {", "-  return seeds.filter(s => s.kind == want);",
    "+  return seeds.filter(s => s.kind === want && s.packets > 0);", " }",
    "+module.exports = { matches };",
]  # fmt: skip
REVIEW = [("rosalind", "Please sort the newest year first, and cap the list at three."),
          ("oduya", "Painted Lady has no packets left, good that it is gone.")]  # fmt: skip
MERGED = [*REVIEW, ("rosalind", "Merged as 5be81f3, it goes live on Thursday night.")]
LOANS = [" {", '-  "loan_days": 180,', '+  "loan_days": 240,', '   "reminder": "30 days before"', " }"]

LIKED = [("rosalind", "Eight months suit the beans, I like it.")]

FILM = ("Pruning an old Gravenstein", "The Quiet Orchard · 41,206 views · 3 weeks ago",
        "Start with the crossing limbs, and never take more than a fifth in one winter.",
        [("Hester Maddox", "The trick with the pole saw at 7:40 saved my shoulders."),
         ("Ben Rafuse", "Which sharpening stone is that?")])  # fmt: skip

MONEY = ("$3,482.19", [
    ("26 Oct 2027", "Fundy Gate Cider, pay", "+ $2,104.55"), ("25 Oct 2027", "Millbrook Veterinary", "- $186.40"),
    ("23 Oct 2027", "Parish hall, rent of room", "- $45.00"), ("22 Oct 2027", "Naked Crepe", "- $31.75"),
    ("20 Oct 2027", "Wolfville Curling Club, fees", "- $240.00"),
])  # fmt: skip

PAPER = ("Early frost spares most of the valley", "By Lorna Whynot, 30 October 2027", [
    "Growers from Grand Pre to Berwick breathed out on Friday morning. The thermometer at Sheffield Mills stopped at "
    "minus 3.4 degrees, a degree above what late apples can bear.",
    "Only the Harding farm near Aylesford reported damage, about nine acres of Honeycrisp. Its owner puts the loss at "
    "41,000 dollars.",
    "The province will lend out twelve wind machines from next spring. Applications close on 15 January.",
], "Coldest place: Sheffield Mills<br>Next frost likely: Wednesday<br>Hotline: 902-555-0133")  # fmt: skip

FOUND = ("malolactic cider temperature", [
    ("Malolactic conversion in cider: a practical guide", "ciderscholar.org/guides/malolactic",
     "Keep the cider between 18 and 22 degrees and the free sulphite below 10 ppm until the conversion has ended."),
    ("How do I know that malo has finished? : r/makers", "makersforum.net/t/88213",
     "Paper chromatography. The malic spot is gone after about five weeks in my barn."),
    ("Oenococcus starter sheet", "leafandvat.com/starters", "One sachet of Viniflora treats 25 hectolitres."),
])  # fmt: skip

ROOM = {"Opening hour": "11:30", "Last booking": "17:00", "Largest group": "14", "Price per flight": "16.50"}
ROOM_LATER = {**ROOM, "Largest group": "18"}
ROOM_ON = {"Ask for a deposit": True, "Allow dogs": True, "Send a reminder by text": False, "Show free tables": False}
ROOM_ON_LATER = {**ROOM_ON, "Send a reminder by text": True, "Allow dogs": False}

DUTY = {"Client number": "83310-RD4", "Period": "October 2027", "Litres packaged": "48,200", "Litres destroyed": "60",
        "Licence": "CL-2209-NS"}  # fmt: skip
DUTY_RIGHT = {**DUTY, "Litres packaged": "4,820"}
DUTY_TICKS = {"All products are below 7 percent": True, "Some goods were exported": False,
              "I certify these figures": True}  # fmt: skip
DUTY_ERROR = "Error E-118: litres packaged exceed the licensed capacity of 6,000"
RECEIPT = {"Confirmation": "B266-779015", "Duty payable": "$1,675.52", "Filed by": "Nora Comeau",
           "Pay before": "30 November 2027"}  # fmt: skip

GUIDE = """<h1>Sulphite guide for still and sparkling cider</h1><p>Maritime Cider Council, second edition, 2026</p>
<p>Compiled by Dr Ines Falkenrath</p><h2>1. How much</h2><p>At pH 3.2 add 75 ppm, at pH 3.6 add 150 ppm. Above pH 3.8
correct the acid first.</p><h2>2. When</h2><p>Wait twelve hours before pitching yeast. Measure again after three days.</p>
<h2>3. Storage</h2><p>Powder loses a tenth of its strength in a year. Write the day of opening on the bag.</p>"""

CIRCULAR = """<h1>Circular 27-14: pressure of sparkling cider</h1><p>Issued by the Office of Fair Measures, Halifax</p>
<p>From 1 February 2028 bottles above 2.6 bar must carry the sign of the diver. The fee for a test of ten bottles
is 135 dollars.</p><p>Samples go to bay 6, Barrington Annex, before noon.</p>
<p>Contact: Inspector Paul Thibodeau, extension 238</p>"""
