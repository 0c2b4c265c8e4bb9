"""What tickets, mails, rooms and tables of the cidery say."""
# ruff: noqa: ISC004, E501 - long sentences, broken over lines

from __future__ import annotations

Said = list[tuple[str, str, str]]

_TOLD = (
    "Gravity in tank 7 has not moved since 14 October. Last three readings 1.0212, 1.0211, 1.0212. "
    "Nutrients were added once, 12 g per hectolitre."
)


def press131(state: str, *more: tuple[str, str, str]) -> tuple[int, str, str, dict[str, str], Said]:
    """The ticket of the stuck tank in that state."""
    rows = {
        "State": state, "Severity": "Serious", "Opened by": "Tobias Zwicker", "Handled by": "Nora Comeau",
        "Wanted by": "29 October 2027", "Batch": "FG-27-018", "Estimate": "6 hours", "Part of": "Autumn pressing",
    }  # fmt: skip
    said = [("Tobias Zwicker", "15 Oct 16:20", "Smells clean, no sulphide. Warmed the room to 17.5 degrees."), *more]
    return 131, "Tank 7 fermentation stuck at 1.021", _TOLD, rows, said


PRESS138 = (
    138, "Bottling line drops caps", "Roughly one cap in forty falls off before the crimper. Head 3 is the worst.",
    {"State": "Waiting for parts", "Severity": "Minor", "Opened by": "Anselm d'Entremont", "Handled by": "Leroux & Sons",
     "Wanted by": "24 November 2027", "Batch": "none", "Estimate": "3 hours", "Part of": "Bottling"},
    [("Leroux & Sons", "5 Nov 10:12", "The spring is ordered, part number CR-5530. It costs 86 dollars.")],
)  # fmt: skip

RACKED = ("Nora Comeau", "5 Nov 15:40", "Racked into tank 12 and repitched with lot 4409-B. Fell to 1.0140 by itself.")

MAILS = [
    ("Tobias Zwicker", "Tank 7 and the fridge", "Morning Nora, before you pull a sample", "08:31"),
    ("Kiri Boudreau", "Excise return for October", "the agency moved the date, see below", "08:02"),
    ("Quillfeather Lab", "Your quote Q-77310", "Thank you for asking about the titrator", "07:44"),
    ("Meredith Ogilvie", "Bins for Gravenstein", "I can spare fourteen until the weekend", "Sun"),
    ("Valley Growers", "Newsletter 41", "Frost fans, pruning day and a recipe", "Sat"),
    ("Anselm d'Entremont", "Labels for the keeved batch", "Printer wants the alcohol by Thursday", "Fri"),
]

TOBIAS = (
    "Tank 7 and the fridge", "Tobias Zwicker", "tobias@fundygate.ca", "Mon 18 Oct 2027, 08:31",
    "Morning Nora,\nbefore you pull a sample from tank 7, please rouse it for ten minutes with the paddle, not the pump.\n"
    "The sample fridge has a new lock, the code is 6083#. Do not write it on the door.\n"
    "The yeast in the blue box is EC-1118, lot 4409-B, good until March 2028.\n"
    "I am at the Canning press until two, my mobile is 902-555-0176.\nTobias",
)  # fmt: skip

KIRI = (
    "Excise return for October", "Kiri Boudreau", "kiri@fundygate.ca", "Mon 18 Oct 2027, 08:02",
    "Nora,\nthe agency wants the B266 by 12 November this time, not the 15th.\n"
    "Late returns cost 250 dollars plus one percent a month.\nThe client number is 83310-RD4 and the rate is 0.352 "
    "dollars per litre.\nCan you give me the litres packaged by the end of the week? Last month it was 5,118.\nKiri",
)  # fmt: skip

ANSELM = (
    "Medal and the tasting", "Anselm d'Entremont", "anselm@fundygate.ca", "Tue 9 Nov 2027, 14:52",
    "Hi Nora,\nthe keeved cider took silver in Saint John, the judges gave it 88 points.\n"
    "The buyers from Galloway Wines come on Thursday 18 November at 10:30, there are five of them.\n"
    "Could you put six bottles of the 2025 perry on ice? The cooler key hangs behind the till.\nAnselm",
)  # fmt: skip

LAST_MAILS = [
    ("Anselm d'Entremont", "Medal and the tasting", "the keeved cider took silver in Saint John", "14:52"),
    ("Excise Portal", "Receipt for return B266", "Your return was accepted on 8 November", "Mon"),
    ("Quillfeather Lab", "Shipment QF-20418", "Two boxes, delivery on Friday by noon", "Mon"),
    ("Hollowforge", "[seedlend] #58 merged", "rosalind merged 1 commit into main", "27 Oct"),
]

BOARD = [
    ("3", "Russet single", "1,850", "1.0042", "14.5", "3.61", "18", "Settling"),
    ("5", "Harvest blend", "4,200", "1.0105", "15.2", "3.54", "22", "Fermenting"),
    ("7", "Cox and Russet", "3,600", "1.0212", "17.2", "3.72", "9", "Stuck"),
    ("9", "Keeved Kingston", "1,200", "1.0068", "14.0", "3.48", "25", "Slow"),
    ("11", "Perry trial", "640", "1.0310", "16.1", "3.95", "15", "Fermenting"),
]

LATER_BOARD = [
    ("3", "Russet single", "1,790", "1.0018", "12.5", "3.63", "31", "Racked"),
    ("5", "Harvest blend", "4,150", "1.0009", "12.9", "3.56", "28", "Dry"),
    ("9", "Keeved Kingston", "1,180", "1.0051", "11.8", "3.50", "24", "Slow"),
    ("11", "Perry trial", "620", "1.0122", "13.4", "3.97", "17", "Fermenting"),
    ("12", "Cox and Russet", "3,520", "1.0140", "16.8", "3.74", "12", "Fermenting"),
]

CELLAR_ROOM = [
    ("Tobias Zwicker", "08:52", "Pump 2 leaks at the seal again. I put the spare on, serial HV-7714."),
    ("Meredith Ogilvie", "08:58", "The Benoit crew finishes Dabinett on Saturday, <b>nineteen bins</b> so far."),
    ("Anselm d'Entremont", "09:03", "Guest wifi in the tasting room is <code>russet-gate-52</code> from today."),
    ("Tobias Zwicker", "09:11", "CO2 alarm test on Friday at 15:15, everybody out for ten minutes."),
]

MORE_ROOM = [
    *CELLAR_ROOM[1:],
    ("Nora Comeau", "09:21", "Total acid of the perry is 6.4 g/L, volatile 0.31."),
    ("Meredith Ogilvie", "09:22", "Thanks! Then we blend one part perry to four parts Russet."),
]
