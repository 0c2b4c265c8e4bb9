"""Questions for what stood in fields, tables, mails, rooms and papers."""

from __future__ import annotations

from benchmarks.orchard.asking import number, told
from benchmarks.worlds.asking import Ask


def fields() -> list[Ask]:
    """What stood beside a label, or was typed into a form."""
    return [
        told("field", "who opened the ticket about the stuck tank?", "Tobias Zwicker", "Opened by Tobias Zwicker"),
        told("field", "Which batch is PRESS-131 about", "FG-27-018", "Batch FG-27-018"),
        told("field", "by when did tank 7 have to be sorted, says the ticket", "29 October 2027",
             "Wanted by 29 October 2027", also=("29 October", "October 29", "2027-10-29")),
        told("field", "How bad is the bottling line thing rated in the tracker?", "Minor", "Severity Minor"),
        told("field", "who is looking after PRESS-138?", "Leroux & Sons", "Handled by Leroux & Sons", also=("Leroux",)),
        number("field", "how many hours did they guess for PRESS-131", "6", "Estimate 6 hours"),
        told("field", "whats the state of PRESS-131 now", "Done", "State Done"),
        told("field", "What purchase number did I put on the lab supplies order?", "PO-3371",
             "Purchase number", "PO-3371"),
        told("field", "order no. at Quillfeather please", "QF-20418", "QF-20418"),
        told("field", "when should the things from Quillfeather get here?", "12 November 2027",
             "Expected 12 November 2027", also=("12 November", "November 12", "2027-11-12")),
        told("field", "how much was the whole lab order, tax in", "$814.66", "$814.66", also=("814.66",)),
        told("field", "Which litres packaged did I finally enter on the duty form, after it complained?", "4,820",
             "Litres packaged", "October 2027 4,820", also=("4820",), never=("48,200", "48200")),
        told("field", "confirmation number of the B266", "B266-779015", "Confirmation B266-779015"),
        told("field", "what do we have to pay in cider duty?", "$1,675.52", "Duty payable $1,675.52",
             also=("1,675.52", "1675.52")),
        number("field", "biggest group the tasting room takes, after I changed it", "18", "Largest group",
               "17:00 18 16.50"),
        number("field", "What does one flight cost in the booking settings?", "16.50", "Price per flight", "18 16.50",
               also=("16.5",)),
        told("field", "our licence for the excise people, what is the number", "CL-2209-NS", "Licence", "CL-2209-NS"),
    ]  # fmt: skip


def texts() -> list[Ask]:
    """What mails, rooms, papers and tables said."""
    return [*_cidery(), *_away(), *_tables()]


def _cidery() -> list[Ask]:
    return [
        told("text", "code for the lock on the sample fridge?", "6083", "the code is 6083#"),
        told("text", "Tobias' cell phone number", "902-555-0176", "my mobile is 902-555-0176", also=("9025550176",)),
        told("text", "until when is the yeast in the blue box good", "March 2028", "good until March 2028"),
        told("text", "which lot is the yeast?", "4409-B", "lot 4409-B"),
        told("text", "What date does the agency want the October return by, Kiri wrote it", "12 November",
             "by 12 November this time", also=("November 12", "2027-11-12", "12 Nov", "Nov 12"),),
        number("text", "what do they charge if the excise return is late", "250", "Late returns cost 250 dollars"),
        told("text", "password of the visitors' wifi in the tasting room?", "russet-gate-52", "russet-gate-52"),
        told("text", "serial no of the spare that went on the leaking pump", "HV-7714", "serial HV-7714"),
        told("text", "when do they test the gas alarm", ["Friday", ["15:15", "3:15"]],
             "CO2 alarm test on Friday at 15:15"),
        told("text", "What total acidity did I post for the perry?", "6.4", "Total acid of the perry is 6.4 g/L"),
        told("text", "part number for the spring of the capper", "CR-5530", "part number CR-5530"),
        told("text", "Which medal did the keeved one get and how many points?", ["silver", "88"],
             "took silver in Saint John, the judges gave it 88 points"),
        told("text", "when are the wine buyers coming, day and hour pls",
             [["18 November", "November 18", "2027-11-18", "Nov 18", "18 Nov"], "10:30"],
             "on Thursday 18 November at 10:30"),
    ]  # fmt: skip


def _away() -> list[Ask]:
    return [
        told("text", "how cold did it get at sheffield mills", "3.4", "minus 3.4 degrees"),
        number("text", "How many dollars did the frost cost the man with the Honeycrisp?", "41,000", "41,000 dollars",
               also=("41000",)),
        told("text", "what did rosalind want me to do differently in my pull request?", "newest year first",
             "Please sort the newest year first", also=("cap the list at three",)),
        number("text", "for how many days would one keep borrowed seeds under request 61?", "240", '"loan_days": 240'),
        told("text", "Who put together the guide on sulphite", "Ines Falkenrath", "Compiled by Dr Ines Falkenrath"),
        number("text", "ppm sulphite at pH 3.6?", "150", "at pH 3.6 add 150 ppm"),
        told("text", "name and extension of the inspector in the bottle pressure circular",
             ["Thibodeau", "238"], "Inspector Paul Thibodeau, extension 238"),
        told("text", "between which temperatures should cider stay for malo", ["18", "22"],
             "between 18 and 22 degrees"),
        told("text", "who keeps the key of the hall?", "Pineo", "hall key is with Mr Pineo"),
        told("text", "what error number do I get in DataKiln when I nest windows", "DK-0417", "error DK-0417"),
        told("text", "the video on pruning: how much may I cut away in one winter at most?", "a fifth",
             "never take more than a fifth in one winter", also=("one fifth", "1/5", "20 %", "20%")),
    ]  # fmt: skip


def _tables() -> list[Ask]:
    return [
        number("text", "kilos of russet in the harvest sheet", "10230", "Russet 31 10230", also=("10,230",)),
        told("text", "which crew picked the cox apples?", "Leroux", "Cox 22 7480 12.4 2027-09-28 Leroux crew"),
        number("text", "free SO2 in tank 5 on 8 November", "28", "Harvest blend 4,150 1.0009 12.9 3.56 28"),
        told("text", "how much did I pay at the vet's", "186.40", "Millbrook Veterinary - $186.40"),
        told("text", "When was my dentist appointment that week in October?",
             [["19", "Tue"], ["13:30", "1:30"]], "13:30 Dentist, Dr Albright"),
    ]  # fmt: skip
