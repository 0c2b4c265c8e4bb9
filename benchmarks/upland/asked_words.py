"""Questions for what stood in letters, talks, papers, maps and notices."""

from __future__ import annotations

from benchmarks.scouting.asking import every, number, told
from benchmarks.worlds.asking import Ask, program


def words() -> list[Ask]:
    """All of them."""
    return [*_letters(), *_talks(), *_papers(), *_notices()]


def _letters() -> list[Ask]:
    return [
        told("text", "where can I ring Ngaire at night", "027 555 0184", also=("0275550184",)),
        told("text", "what does the consultant cost an hour?", "$165", "costs us $165 an hour", also=("165",)),
        told("text", "padlock code at the intake", "4471", "new padlock on the intake gate, 4471"),
        number("text", "how many hectares of lucerne would Dougal lose", "14", "I lose 14 hectares of lucerne"),
        told("text", "combination for the key at the bach?", "3196", "its combination is 3196"),
        every(
            "text",
            "wifi at the bach, name and password",
            ["pukeko_guest", "nightjar-kelp-7"],
            "Wifi is called pukeko_guest, the password is nightjar-kelp-7",
        ),
        told(
            "text",
            "When are the probes supposed to turn up now?",
            "21 April",
            "We now count on Wednesday 21 April",
            also=("April 21", "21 Apr"),
        ),
        told("text", "booking reference for my flight to Norway", "K9TWEK"),
    ]


def _talks() -> list[Ask]:
    return [
        told("text", "PIN for the Hilux fuel card?", "6038", "fuel card PIN is 6038"),
        told("text", "where do we keep the waders", "chlorine shed", "Behind the door of the chlorine shed"),
        told("text", "on what date am I looking after Pickle", "17th", "mind Pickle on the 17th?", also=("17",)),
        every(
            "text",
            "what turned out to be wrong with pump 4 and what was the Timaru price?",
            ["bearing", "390"],
            "It is the lower bearing, not the fuse",
            "$390 in Timaru",
        ),
        told("text", "licence key for the model on the new box", "HEC-4419-MOA"),
        told("text", "new alarm code for the office?", "90521", "changes tonight to 90521"),
        every(
            "text",
            "How many days of water did the board buy in the end and what's the cap on it?",
            ["15 days", ["36,000", "36000"]],
            "Board bought 15 days of water, not 20. Cap is $36,000",
        ),
        told(
            "text",
            "above which exponent is it rubbish according to that guy in the forum",
            "2.5",
            "Keep the exponent below 2.5",
        ),
    ]


def _papers() -> list[Ask]:
    return [
        told(
            "text",
            "by how much do we cut takes when tussock is between 0.45 and 0.6?",
            "25 %",
            "0.450 to 0.600 25 % email",
            also=("25%", "25 percent"),
        ),
        told("text", "which colour wire goes to C1?", "white", "Signal white C1"),
        told("text", "how tight may the vent tube be bent", "80 mm", "below a radius of 80 mm", also=("80mm",)),
        told("text", "Who wrote the piece about the flume?", "Jemima Stroud", "Words: Jemima Stroud"),
        every(
            "text",
            "days below the limit in March under the old rating and under the new one",
            ["11", "22"],
            "March 11 22",
        ),
        told("text", "fare of the 15:40 ferry", "$24", "15:40 16:30 Fri to Sun $24", also=("24",)),
    ]


def _notices() -> list[Ask]:
    return [
        told(
            "text",
            "why did the logger refuse my settings at first?",
            "Average over must not be longer than 60 seconds",
            also=("longer than 60 seconds",),
        ),
        told(
            "text",
            "what was the councils problem when I tried to lodge the return",
            "Volume taken is above the 1,250,000 cubic metres of your consent",
            also=("1,250,000",),
        ),
        every(
            "text",
            "to when would the dentist have been moved?",
            [["14 April", "April 14", "Wed"], ["8:20"]],
            "It would then be on Wednesday 14 April at 8:20 am",
        ),
        told("text", "swimming hole where you have to ask at the homestead", "Boundary Pool",
             "Boundary Pool Swimming hole · 31 km Ask at the homestead"),
        told("text", "which drive did the backup skip files on", "TAKAHE", where=program("kwrite")),
        every(
            "text",
            "flow at tussock on the dashboard: 22 March and then 8 April?",
            ["0.412", "0.294"],
            "Tussock Creek 0.981 0.412",
            "Tussock Creek 0.938 0.294",
        ),
    ]  # fmt: skip
