"""Questions for values beside a label, in a table, a form or a list, and for what held at an earlier moment."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.afield.facts import CODE, FACTS
from benchmarks.worlds.asking import Ask, program

# After the order was packed and the ferry was booked; between two states of the sheet, and two of the query.
OCTOBER, SHEET, QUERY = "2026-10-30T02:00:00Z", "2026-10-27T23:44:40Z", "2026-10-27T23:49:00Z"


def _field(question: str, key: str, *accept: str, kind: str = "string", must_not: tuple[str, ...] = ()) -> Ask:
    return Ask("field", question, FACTS[key], (key,), accept=accept, answer_kind=kind, must_not=must_not)


def fields() -> list[Ask]:
    """Twenty-five of them, in seven people's words."""
    return [*_mails(), *_survey(), *_money(), *_late()]


def _mails() -> list[Ask]:
    return [
        _field("oboe wind pressure", "oboe_wind", "78", must_not=("86 mm", "82 mm")),
        _field("Could you please tell me how thick the tongues of the Clarion are?", "clarion_tongue", "0.31", must_not=("0.36", "0.42")),
        _field("what would the boat after four in the afternoon cost us with the van one way", "dep3_price", "96.00", must_not=("104.50", "118.00")),
        _field("Benedikt wanted the early boat so that he can sleep in the van, ha, but I think it was nearly sold out. How many places were left on it?", "dep1_left", "3", must_not=("12 left", "27 left")),
        _field("ferry booking code", "ferry_code"),
        _field("current outward departure time of QX7M4L", "ferry_moved", "13:10", must_not=("10:45",)),
    ]  # fmt: skip


def _survey() -> list[Ask]:
    return [
        _field("how big is the wav of the oboe", "wav_oboe", "22.7", must_not=("38.4", "37.9")),
        _field("How much space takes the recording of the empty room?", "wav_room", "104.9"),
        _field("dented pipes in the principal, per condition survey", "prin_dented", kind="number"),
        _field("Which sum does Dr Apted suggest for the insurance of the organ?", "survey_value", "486,000", "486000"),
        _field("kirnberger III, A in cents", "wiki_a", must_not=("696.58", "193.16", "1088.27")),
    ]  # fmt: skip


def _money() -> list[Ask]:
    shown = program("dbeaver")
    return [
        _field("What did a single kilo of hide glue cost, not the two together?", "glue_price", "27.40", must_not=("54.80",)),
        _field("is teh leather order still packed or whats its state now", "order_shipped"),
        _field("On what day is my order of leather and felt expected, going by the latest page that I looked at?", "order_late", "10 Nov", "10 November", "November 10", "2026-11-10"),
        _field("parcel number redgum", "order_track"),
        _field("how much did the electricity people take from the account on the 26th", "bank_power", must_not=("209.00", "551.00")),
        _field("how much matrial did i put down for the wind chest", "chest_material", "1260", "$1,260", must_not=("4,992",)),
        _field("latest labour total in wirrabilla-costs.xlsx", "sum_labour_new", "16234", must_not=("15,498",)),
        Ask("field", "In the result of my last query, how wide is the widest pipe of the mixture?", "38.2", quotes=("38.2",), frames=shown, answer_kind="number"),
    ]  # fmt: skip


def _late() -> list[Ask]:
    return [
        _field("when does the morning bus stop at the church of st brannoc", "bus_church", must_not=("09:42", "09:58")),
        Ask("field", "There was a note that my draft of the application is saved. For how long do they keep it?", "14 days", quotes=("14 days",), accept=("two weeks",)),
        _field("I hope I was not too greedy with the heritage people. How many dollars did I ask them for?", "grant_ask", "24,500", must_not=("6000", "6,000")),
        _field("How strong will be the wind in Wirrabilla on Thursday?", "wind_thu", "46", must_not=("22 km/h", "33 km/h", "18 km/h")),
        _field("forecast humidity, Wirrabilla, Wed 11 Nov", "damp_wed", "52%", "52", must_not=("64", "38")),
        _field("how long would it take us if we took the coast road instead", "coast_time", "1 hour 41", "1:41", "101 min", must_not=("1 h 32",)),
    ]  # fmt: skip


def as_of() -> list[Ask]:
    """Asked at an earlier moment: what came later must not count."""
    return [
        Ask("as_of", "state of order RF-90322?", FACTS["order_packed"], ("order_packed",), must_not=(FACTS["order_shipped"],), asked_at=OCTOBER),
        Ask("as_of", "When does our ferry to the island leave?", FACTS["ferry_out"], ("ferry_out",), accept=("10:45",), must_not=("13:10",), asked_at=OCTOBER),
        Ask("as_of", "how many hours is the whole wirrabilla job in the sheet", FACTS["sum_hours"], ("sum_hours",), must_not=(FACTS["sum_hours_new"], "386"), answer_kind="number", asked_at=SHEET),
        Ask("as_of", "Show me the query on the pipes as it stands now, please.", CODE["pipes.sql"][1], ("code:pipes.sql:1",), answer_kind="code", asked_at=QUERY),
    ]  # fmt: skip
