"""A hundred further questions over these screens, as six other people would put them to their own screen memory.

A hurried tradesman, a lawyer, a teenager, somebody whose English is not their first, one who likes to tell why, and a
programmer: each kind has some of each. None of them had seen how questions are answered.
"""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from typing import Any

from benchmarks.elsewhere.asked_use import NOW
from benchmarks.elsewhere.facts import FACTS
from benchmarks.elsewhere.sessions import ZONE
from benchmarks.elsewhere.voices_use import used
from benchmarks.worlds.asking import Ask, Pick, program, written
from benchmarks.worlds.frame import Frame

_SHEET, _FILES = program("soffice"), program("thunar")


def _fact(kind: str, question: str, key: str, *accept: str) -> Ask:
    return Ask(kind, question, FACTS[key], (key,), accept=accept)


def _quote(kind: str, question: str, expected: str, *accept: str, quote: str = "", frames: Pick | None = None) -> Ask:
    """The answer stands on the screen as it is expected, or as `quote` in these frames."""
    return Ask(kind, question, expected, accept=accept, quotes=(quote or expected,), frames=frames)


def _number(kind: str, question: str, expected: str, frames: Pick | None = None) -> Ask:
    return Ask(kind, question, expected, quotes=(expected,), frames=frames, answer_kind="number")


def _fields() -> list[Ask]:
    return [
        _fact("field", "nordvent delivery, how many weeks?", "nord_weeks"),
        _fact("field", "air flow of the Halcyon HX 12 as offered", "halcyon_flow", "12,400", "12400"),
        _fact("field", "Kindly state the price at which Brisco offered its unit BT-1180 in Ms Coyle's message of 8 September 2026.", "brisco_price", "64,275", "64275"),
        _fact("field", "I keep mixing up the three offers. How long would we have to wait if we take the Halcyon?", "halcyon_weeks"),
        _fact("field", "trade on PH-088?", "ph_trade"),
        _fact("field", "Which company is written as contractor in the permit for hot work?", "permit_firm"),
        _fact("field", "On which day, according to the application for the hot work permit, is the work to be carried out?", "permit_date", "22 September", "September 22", "2026-09-22"),
        _fact("field", "what kinda work did i put on the hot work permit", "permit_work"),
        _fact("field", "NightSafe: which target is configured?", "safe_target"),
        _number("field", "How much square meters has the café?", "82", _SHEET),
        _fact("field", "who invited me to the balancing workshop", "meet_organiser"),
        _quote("field", "Who checked the foyer in the heat load sheet? I have to ask them something about it.", "Yuki", quote="11.3 45 Yuki", frames=_SHEET),
        _fact("field", "cafe, load in kW?", "cafe_load"),
        _fact("field", "how much was shippin on the hygrometers", "shop_ship", "14.90"),
        _fact("field", "My boss wants to know the unit price of the hygrometers I bought, so not both together. What did one cost in the shop?", "shop_price", "329"),
        _quote("field", "axis-6-tray.jpg date modified", "2026-09-15 13:52", frames=_FILES),
        _fact("field", "Please give the permit number under which the permit for hot work was requested.", "permit_reference"),
    ]  # fmt: skip


def _texts() -> list[Ask]:
    return [
        _quote("text", "wholesaler that has the valve spares - which town", "Truro"),
        _quote("text", "Marcus wrote to me about the valve that drips, and I have to put it in my report. Since when did it drip?", "Saturday night"),
        _quote("text", "On which boiler are the showers since the leak?", "small boiler"),
        _quote("text", "what do i need to bring to the site visit", "hard hat"),
        _quote("text", "For what reason did Mr Chaudhry raise the supply air setpoint?", "lifeguards were cold"),
        _quote("text", "There was that nice line by the councillor in the newspaper, something with a wet ceiling. How did it go?", "Better a cold winter than a wet ceiling", quote="than a wet"),
        _fact("text", "name of the councillor in the Beacon article", "news_councillor"),
        _quote("text", "Who pays the two buses for the schools?", "the province", "province"),
        _fact("text", "which damper doesnt open fully", "pdf_damper", "D-06"),
        _fact("text", "document number of the commissioning report?", "pdf_number"),
        _quote("text", "hot work permit, where do I hang it up", "entrance of the plant room"),
        _quote("text", "whats the adress the hygrometers r getting sent to", "Granby Street 12"),
        _fact("text", "I ordered two hygrometers and somebody needs to be in when the parcel comes. On which day does it arrive?", "shop_arrives", "21 September", "September 21", "2026-09-21"),
        _quote("text", "cable tray in the way - at which axis", "axis 6"),
        _quote("text", "To who must I bring back the manometer?", "Stefan", quote="stefan"),
        _number("text", "My mother loved that bakery on Mill Lane and I promised to tell her. After how many years does it close?", "61"),
        _quote("text", "Kindly indicate where Mr Chaudhry moved the probe, according to his comment on the defect of 14 September.", "two metres to the left"),
        _fact("text", "V-17 - what time was it replaced", "valve_done"),
        _fact("text", "yukis new phone extension??", "yuki_ext"),
        _fact("text", "number of the August bill from Tollefsen Mechanical", "bill_number"),
    ]  # fmt: skip


def _nowhere() -> list[Ask]:
    """Twelve about what this person might well have seen, and did not."""
    said = [
        "wifi password at the swimming hall",
        "who serviced the boiler last",
        "What contractual penalty was agreed upon for late delivery of the air handling unit?",
        "On what date was the lease for the office in Granby Street signed?",
        "what did mom text me abt dinner",
        "how did the mooseheads game end lol",
        "Which train I must take for to go to Truro?",
        "What has said the dentist about my tooth?",
        "Delphine once wrote when her birthday is and I want to get her a card. When is it?",
        "I looked at paint for our fence a while ago and my wife liked one of them. What was the shade called?",
        "which Docker image did I deploy?",
        "IP address of the BMS server",
    ]
    return [Ask("negative", question, "not found", answer_kind="not_found") for question in said]


def voices(frames: list[Frame]) -> dict[str, Any]:
    """What these six ask when all was recorded, in the form of `questions.json`."""
    asks = [*_fields(), *_texts(), *used(frames), *_nowhere()]
    return {"corpus": "elsewhere", "now": NOW, "timezone": ZONE, "questions": written(asks, frames, "voices", NOW)}
