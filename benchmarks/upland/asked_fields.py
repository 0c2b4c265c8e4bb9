"""Questions for what stood in fields, forms, tables and sheets."""

from __future__ import annotations

from benchmarks.scouting.asking import number, told
from benchmarks.worlds.asking import Ask


def fields() -> list[Ask]:
    """All of them."""
    return [*_tickets(), *_orders(), *_returns(), *_rows()]


def _tickets() -> list[Ask]:
    return [
        told(
            "field", "who put in the ticket about refitting tussock creek?", "Ngaire Pohatu", "Raised by Ngaire Pohatu"
        ),
        told("field", "how urgent is RIV-73", "Severe", "Urgency Severe"),
        told(
            "field",
            "By when do they want the tussock rating done, according to the ticket?",
            "7 April 2027",
            "Wanted by 7 April 2027",
            also=("7 April", "April 7"),
        ),
        number("field", "hours we guessed for the refit", "18", "Guess 18 hours"),
        told("field", "what state is RIV-73 in now", "Verified", "State Verified"),
        told("field", "Who's dealing with the pump 4 ticket?", "Sefa Leota", "Owner Sefa Leota"),
    ]


def _orders() -> list[Ask]:
    return [
        told("field", "what cable length did I order with the probes?", "15 m", "Cable length 15 m", also=("15m",)),
        told("field", "our reference on the Stillwell order", "MW-2207", "Order reference MW-2207"),
        told(
            "field",
            "how much did the probes come to, tax and all",
            "$2,712.85",
            "Sum with GST $2,712.85",
            also=("2,712.85", "2712.85"),
        ),
        told("field", "Which carrier is bringing the probes?", "Mainfreight", "Carrier Mainfreight"),
    ]


def _returns() -> list[Ask]:
    return [
        told(
            "field",
            "which volume did I put on the council return, the one that went through",
            "418,307",
            "Volume taken in cubic metres 418,307",
            also=("418307",),
            never=("4,183,070",),
        ),
        told("field", "serial no. of the water meter", "KX-20931", "Meter serial KX-20931"),
        told("field", "What number did the council give my return?", "WR-300562", "Return number WR-300562"),
        told("field", "whats the charge for the return now", "$118.00", "Charge $118.00", also=("118.00",)),
        told("field", "how often does the logger at tussock read now?", "2 minutes", "Reading every 2 minutes"),
    ]


def _rows() -> list[Ask]:
    return [
        told(
            "field",
            "how many volts did Saddle Hut have on that Monday when it was quiet",
            "10.9",
            "Saddle Hut 0.118 0.041 10.9 yesterday",
        ),
        number("field", "hectares of the Spur Orchard?", "22", "Spur Orchard 18 22"),
        told("field", "Which shareholder hasn't paid yet?", "Kowhai Flat", "Kowhai Flat 75 96 no"),
        told("field", "gauging 117, how was that measured", "salt", "117 19/02/2027 0.907 0.301 salt"),
        told(
            "field",
            "how much is left for the consultant in my budget?",
            "1,485",
            "Consultant 4,950 3,465 1,485",
            also=("1485",),
        ),
    ]
