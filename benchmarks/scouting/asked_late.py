"""Questions for what stood on the screens from Wednesday to Friday."""

from __future__ import annotations

from benchmarks.scouting.asking import every, file, number, ticked, told
from benchmarks.scouting.texts import BASE, LIST, SORT
from benchmarks.worlds.asking import Ask, on, site


def later() -> list[Ask]:
    """All of them."""
    return [*_lodge(), *_tickets(), *_council(), *_ways(), *_harbour(), *_evening()]


def _lodge() -> list[Ask]:
    return [
        told("field", "confirmation number of the hotel", "RL-30958", "Confirmation RL-30958"),
        told(
            "field",
            "standing outside rinn lodge in my head already: what was the code for the door??",
            "7316",
            "code for the door 7316",
        ),
        told(
            "field",
            "which kind of room was the cheapest at the lodge",
            "Single, courtyard",
            "Single, courtyard 9 €84",
            also=("courtyard",),
        ),
        ticked(
            "what extras did i tick for the hotel",
            ("Breakfast before 06:00", "Drying room", "Parking for a lorry"),
            ("Packed lunch", "Late check-out"),
        ),
        told(
            "field",
            "Until when can I still cancel the rooms without paying?",
            "28 September",
            "Cancel free until Monday 28 September",
            also=("28 Sep", "September 28"),
        ),
        told(
            "text",
            "Is there something broken at the lodge while we stay? I vaguely remember a warning.",
            "lift",
            "Our lift is out of order",
        ),
    ]


def _tickets() -> list[Ask]:
    return [
        told(
            "field",
            "which ticket is blocked",
            "LOC-115",
            "LOC-115 Second fire exit, St Enda's Hall Orla Kinsella Blocked",
        ),
        told(
            "field",
            "Who has the ticket about the rats?",
            "Fintan Roche",
            "LOC-118 Rats in the cannery cellar Fintan Roche",
            also=("Fintan",),
        ),
        number(
            "field",
            "how many tickets were still on To do when I looked at the board",
            "3",
            "1–7 of 7",
            where=site("blockboard"),
        ),
        every(
            "field",
            "LOC-112, from what status to what status did it go between tuesday and wednesday",
            ["In progress", "Done"],
            "Status In progress",
            "Status Done",
        ),
        file("show me the script that sorts the photos, as it was in the end", SORT[-1]),
        told(
            "code",
            "Why does my sorting script copy and not move, I wrote a remark about it?",
            "Sunniva wants the card untouched",
            also=("card untouched",),
        ),
        told(
            "command",
            "first error sort-photos.sh gave me",
            "mv: cannot stat '*.jpg': No such file or directory",
            also=("cannot stat",),
        ),
        every(
            "code",
            "What lorries are listed in my unit base file by now?",
            ["camera", "grip", "lighting", "wardrobe", "honeywagon"],
            BASE[-1],
        ),
        ticked(
            "notifications on the gnome machine: whats on?",
            ("Lock Screen Notifications", "Firefox", "Calendar"),
            ("Do Not Disturb",),
        ),
    ]


def _council() -> list[Ask]:
    return [
        told(
            "text", "because of which bus can't we close the road for long", "school bus", "because of the school bus"
        ),
        every(
            "text",
            "Why did Gerard take the quarry away from us?",
            [["fall of stone", "upper bench", "insurance people"]],
            "there was a fall of stone",
        ),
        told(
            "field",
            "which of the three roads to the cannery is the shortest in km, not in time",
            "R341",
            "38 min 29.4 km via R341",
            never=("via Bog Road",),
        ),
        told("field", "what did I put as message for Nuala in the transfer", "Cottage, first half, INV 88"),
        told(
            "text", "what did I promise Mr Lacey, by when are we out of St Enda's?", "23:30", "out of the hall by 23:30"
        ),
        every(
            "field",
            "fee per day of the cottage, before and after nuala came down",
            ["900", "850"],
            "Lightkeeper's Cottage 3 900",
            "Lightkeeper's Cottage 3 850",
        ),
        told(
            "field",
            "Priyanka is on the phone, quick: final total in locations-block2.xlsx?",
            "12,200",
            "Total 12,200",
            "I report 12,200",
            also=("12200",),
        ),
        told("field", "which location costs the most per day in the budget", "Old Cannery", "Old Cannery 2 1,400"),
    ]


def _ways() -> list[Ask]:
    return [
        told(
            "field",
            "Would you be so kind and tell me when it is low tide on Wednesday the 7th?",
            "11:16",
            "Wed 7 October 05:09 4.0 m 11:16",
        ),
        told(
            "field",
            "how long do the lorries take to the cannery on the way that suits lorries",
            "46 min",
            "46 min 36.1 km via N59",
        ),
        file("unit-base.yml final", BASE[-1]),
        told("code", "current code of the gate at the car park", "9026", "gate_code: 9026", never=("4471",)),
        every(
            "code",
            "How many spaces did the car park have in my file at first and how many now?",
            ["28", "34"],
            "spaces: 28",
            "spaces: 34",
        ),
        told(
            "command",
            "why could I not push on thursday evening",
            "Connection timed out",
            "port 22: Connection timed out",
        ),
        every(
            "text",
            "what does the exterminator ask and on what day does he come",
            [["€275", "275"], "Tuesday"],
            "The exterminator wants €275 and comes on Tuesday",
        ),
        every(
            "text",
            "Who can't see the brickworks with us on Saturday, and what is the excuse?",
            ["Dermot", ["feis", "daughter"]],
            "Dermot Halloran 19:35 I cannot, my daughter has her feis in Ennis",
        ),
        every(
            "text",
            "when do i have to bring the van in and to which garage",
            [["Thu", "1 October", "October 1"], "Kinvara"],
            "14:00 Van service, Kinvara Motors",
        ),
    ]


def _harbour() -> list[Ask]:
    return [
        every(
            "text",
            "what was not crossed off on my Friday list at the end",
            ["hi-vis vests", "cake", "midge spray"],
            "[ ] hi-vis vests",
            "[ ] cake for Fintan",
            "[ ] midge spray",
            never=("cable ramps",),
        ),
        file("friday.txt as I left it", LIST[-1].rstrip()),
        told("command", "password of the risk assessment zip", "curragh77", "unzip -P curragh77"),
        number("command", "radio channel for transport?", "5", "5 transport"),
        told(
            "text",
            "who of us found a bike, you know, the one nobody owns",
            "Fintan Roche",
            "Fintan Roche 7:52 Somebody left a bicycle",
            also=("Fintan",),
        ),
        told("field", "wind on Sunday the 27th, km/h", "71", "71 km/h"),
        told(
            "field",
            "what's the number of our permit, now that it has been granted?",
            "KF-0392",
            "Permit KF-0392 granted",
        ),
        every(
            "text",
            "parking passes: how many did I want to print at first and how many did I print in the end?",
            ["40", "45"],
            "print 40 parking passes",
            "print 45 parking passes",
        ),
        told("text", "priyanka wanted me to fetch sunniva. when does she land?", "22:35", "flight lands at 22:35"),
        told("text", "what did roisin say is the call time on the 5th now", "06:30", "is now 06:30", also=("6:30",)),
        told("text", "make and colour of the lost bike in the prop store", "green, a Raleigh", also=("green Raleigh",)),
    ]


def _evening() -> list[Ask]:
    night = on("2026-09-25")
    return [
        told("field", "nuala's iban please", "IE64 CORB 9312 0770 4518 33", also=("IE64CORB93120770451833",)),
        told(
            "field",
            "how much am I paying her on Monday",
            "1,275.00",
            "1,275.00",
            "€1,275.00",
            also=("1275",),
            where=night,
        ),
        told(
            "text",
            "The payment didn't go out at first. What did the bank want from me?",
            "Confirm it in the app",
            "Confirm it in the app within 5 minutes",
            also=("confirm",),
        ),
        told("text", "What did I offer the cannery people per day?", "1,150", "I offered them 1,150", also=("1150",)),
        every(
            "text",
            "priyanka's plan b if the cannery falls through: what place and who to ask for",
            ["net loft", "Attie Conneely"],
            "Plan B is the net loft in Roundstone, 900 a day, ask for Attie Conneely",
        ),
        told(
            "text",
            "why are dogs not allowed on the pier, what did I write",
            "seals have pups",
            "the seals have pups",
            also=("seals",),
        ),
    ]
