"""Questions for what stood in fields, tables, letters and talks."""

from __future__ import annotations

from benchmarks.scouting.asking import every, number, told
from benchmarks.worlds.asking import Ask, program, site


def read() -> list[Ask]:
    """All of them."""
    return [*_fields(), *_tables(), *_letters(), *_talks(), *_papers()]


def _fields() -> list[Ask]:
    heating = site("plankboard", day="2027-01-20")
    return [
        told("field", "who reported LN-208?", "Ilka Sommerfeld", "Reporter Ilka Sommerfeld"),
        told("field", "whats the priority of the diversion ticket", "Critical", "Priority Critical"),
        told("field", "When is LN-208 due?", "22 January 2027", "Due 22 January 2027", also=("22 January",)),
        number("field", "how many hours of effort did they put on LN-208", "13", "Effort 13 hours"),
        told("field", "What was the status of LN-208 when I last looked at it?", "Done", "Status Done"),
        told("field", "who's the assignee of LN-214", "Wim De Raedt", "Assignee Wim De Raedt", where=heating),
        told("field", "Which operator code did I fill in on the path request?", "LMN-28", "Operator code LMN-28"),
        told("field", "gross weigth of LN 417 that i gave corridor four", "548 t", "Gross weight 548 t", also=("548",)),
        told(
            "field",
            "With which departure from Gent did I send off the path request in the end?",
            "18:45",
            "Departure Gent 18:45",
            never=("18:52",),
        ),
        told("field", "reference number of my path request pls", "PR-60418", "Reference PR-60418"),
        number("field", "how many pillow cases did I order", "520", "Pillow cases 520"),
        told(
            "field",
            "What does the linen order cost in total?",
            "€1,264.80",
            "Total with VAT €1,264.80",
            also=("1,264.80", "1264.80"),
        ),
        told("field", "who at corridor four handles the request", "Renske Opdam", "Handled by Renske Opdam"),
    ]


def _tables() -> list[Ask]:
    return [
        told(
            "field",
            "during which hours is the water point in Passau open?",
            "23:30 to 04:15",
            "Passau 2 yes none 23:30 to 04:15",
            also=("23:30 - 04:15", "23:30-04:15"),
        ),
        told("field", "shore power in Jesenice", "3,000 V", "Jesenice 4 no 3,000 V", also=("3000 V",)),
        told("field", "When does LN 417 arrive in Ljubljana?", "13:32", "Ljubljana 13:32"),
        number("field", "how many berths are in car 70-214", "60", "70-214 Couchette 60"),
        number("field", "how many mm is the flat on the wheel of car 70-305", "57", "70-305 1 57"),
        told(
            "field",
            "What will the breakfast boxes cost us in February, I had it in a sheet",
            "5,916",
            "Breakfast boxes 5,304 5,916",
            also=("5916",),
        ),
        told("text", "fee for a stop in Wels according to the tariff", "€28.00", "Wels €28.00", also=("28.00",)),
        told("text", "Which cause cost the most minutes of delay?", "Frozen points", "Frozen points 388 5"),
    ]


def _letters() -> list[Ask]:
    return [
        told("text", "Ilka's number at night?", "0471 555 082", also=("0471555082",)),
        number("text", "how many minutes longer does LN 417 take by way of Straubing", "47", "which costs 47 minutes"),
        every(
            "text",
            "what does a breakfast box cost from february, and what did it cost before",
            ["4.35", "3.90"],
            "From 1 February a breakfast box costs €4.35, until now it was €3.90",
        ),
        told("text", "Where do we get the breakfast boxes handed over now?", "goods lift", "goods lift of platform 11"),
        told("text", "which allergen is in the vegan box", "sesame", "vegan box has sesame in it"),
        told("text", "code of the key safe in Ljubljana", "8024", "code is 8024"),
        every(
            "text",
            "Which tram goes to the station from the flat and at what stop do I get on?",
            ["6", "Vrtna"],
            "line 6, the stop is called Vrtna",
        ),
        every(
            "text",
            "to how much did the fee of our path go up and until when may I object",
            [["2,475", "2475"], ["3 February", "February 3", "3 Feb"]],
            "The fee rises to €2,475.00",
            "You can object until 3 February",
        ),
        told("text", "In what town did our missing blankets end up??", "Breda", "to a hotel in Breda"),
        told("text", "discount code from Wolkwit", "WARM-8"),
        every("text", "which car and berth do I have tonight", ["14", "63"], "car 14, berth 63"),
        told("text", "my reservation code", "QX7-VELD"),
    ]


def _talks() -> list[Ask]:
    return [
        told("text", "what was the PIN of the plotter again", "5502", "it is 5502"),
        told(
            "text",
            "who takes over my work from 1 February?",
            "Saskia Wouters",
            "Saskia Wouters 09:12 I can take over from 1 February",
            also=("Saskia",),
        ),
        told("text", "Wifi password in the depot's canteen?", "bogie-otter-58"),
        told("text", "which gate should i take at the depot, one was frozen", "gate 2", "use gate 2 and ring the bell"),
        told(
            "text",
            "To which day did the board move LN 430?",
            "11 February",
            "Board moved LN 430 to Thursday 11 February",
            also=("February 11", "11 Feb"),
        ),
        told("text", "dial in code for the call with passau", "77140", "dial-in code 77140#"),
    ]


def _papers() -> list[Ask]:
    return [
        told(
            "text",
            "why wasn't my path request sent at first, what did the notice say?",
            "Departure must be on a quarter of an hour",
            also=("quarter of an hour",),
        ),
        every(
            "text",
            "when was the eye test in my calendar",
            [["Tue", "12 January", "January 12", "12 Jan", "2027-01-12"], ["14:00", "2 pm"]],
            "14:00 Eye test, Dr Poel",
        ),
        told("text", "Part number of the new heating valve", "118-62-B"),
        told("text", "Who wrote the article about the bar car?", "Philippa Strand", "By Philippa Strand"),
        every(
            "text",
            "share of trains on time on the dashboard: what was it on the 18th and what on the 26th?",
            ["71.4", "83.9"],
            "71.4 %",
            "83.9 %",
        ),
        told(
            "text", "conductor of LN 417 from Wels to Ljubljana?", "Rune Tveit", "Wels - Ljubljana Villach Rune Tveit"
        ),
        told("text", "what backup drive was not connected", "VAULT-2", where=program("xed")),
    ]
