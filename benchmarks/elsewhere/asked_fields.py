"""Questions for values beside a label, in a table, a form or a list."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.elsewhere.facts import FACTS
from benchmarks.worlds.asking import Ask

# The day before the defect changed hands, and a moment between the two states of the sheet.
EARLY, BETWEEN = "2026-09-09T12:00:00Z", "2026-09-10T17:21:05Z"


def _field(question: str, key: str, *accept: str, kind: str = "string") -> Ask:
    return Ask("field", question, FACTS[key], (key,), accept=accept, answer_kind=kind)


def fields() -> list[Ask]:
    """Twenty of them, in seven people's words."""
    return [
        _field("ph-088 assignee", "ph_second"),
        _field("So who was it again that raised this thing with the humidity sensor?", "ph_raised"),
        _field("how sever is PH-088 marked, do you now?", "ph_severity"),
        _field("Would you be so kind as to tell me which cost code is entered on the defect about the humidity sensor?", "ph_code"),
        _field("Until when must be repaired the defect PH-088?", "ph_due", "17 September", "September 17", "2026-09-17"),
        _field("Where exactly is that sensor mounted that reads too high?", "ph_place", "north wall, axis 4"),
        _field("humidity sensor defect: current status", "ph_check"),
        _field("How many hours of effort did they put on PH-088?", "ph_effort", "6 hours", "6h"),
        _field("Which price did Halcyon quote for their HX 12 in Bernadette's mail of 8 September?", "halcyon_price", "71,900", "71900"),
        _field("How much weeks needs Brisco for to deliver?", "brisco_weeks", "14"),
        _field("whats the airflwo of the nordvent unit", "nord_flow", "11,800", "11800"),
        _field("extinguisher no. hot work permit", "permit_extinguisher"),
        _field("I have to thank whoever agreed to be the fire watch on the 22nd. Who did I put down?", "permit_watch"),
        _field("How many workers did I enter on the permit on 18 September?", "permit_workers", kind="number"),
        _field("item number of the hygrometer we bought", "shop_sku"),
        _field("Please, how long is the warranty of the Aerostat P40, according to the shop?", "shop_warranty"),
        _field("um, in which room is that balancing workshop", "meet_room"),
        _field("How long does NightSafe keep old versions?", "safe_keep", "45"),
        _field("what rel. humidity did we assume for the showers in the heat load sheet", "shower_rh", kind="number"),
        _field("Which size has the file pump-room.mov?", "file_big_size", "318.4"),
    ]  # fmt: skip


def as_of() -> list[Ask]:
    """Asked at an earlier moment: what came later must not count."""
    return [
        Ask("as_of", "who is PH-088 assigned to right now?", FACTS["ph_first"], ("ph_first",), must_not=(FACTS["ph_second"],), asked_at=EARLY),
        Ask("as_of", "pool hall heat load in the sheet?", FACTS["hall_old"], ("hall_old",), must_not=(FACTS["hall_new"],), answer_kind="number", asked_at=BETWEEN),
        Ask("as_of", "What did I commit this morning?", "Bracket the root between minus 40 and 60", ("commit_dew",), asked_at="2026-09-08T20:00:00Z"),
    ]  # fmt: skip
