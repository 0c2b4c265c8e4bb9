"""What would be quoted accounts for what a question names: its form, its thing, who said it, of which kind it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from query.answers.answer import Claim
from query.passages import accounted

Passage = Callable[..., Claim]
TOLD = [
    # The form of what is asked for stands in what is quoted, not only somewhere on the screen.
    ("how much money did the Truro Fund grant us", ("Truro Fund",), False),
    ("how much money did the Truro Fund grant us", ("Truro Fund granted us $6,000",), True),
    ("bus 12 fare to truro", ("Bus 12 to Truro",), False),
    ("flight number of Rui", ("Rui's flight lands at 22:35",), False),
    ("flight number of Rui", ("Rui comes with flight EI-382",), True),
    ("rui alves email?", ("You will hear from Rui Alves by 12 February",), False),
    ("rui alves email?", ("Rui Alves, rui@brisco.example",), True),
    ("how many weeks of leave does a father get", ("Leave policy 2026: a father gets it from 1 April",), False),
    ("how many weeks of leave does a father get", ("Leave: a father gets six weeks",), True),
    ("what is the code for the boat house", ("we park behind the boat house",), False),
    ("what is the code for the boat house", ("boat house, code 4471",), True),
    ("what is the code for the boat house", ("the code for the boat house is HERON",), True),
    ("from what time is the hatch open", ("hand it in at the hatch before 18:00",), False),
    ("from what time is the hatch open", ("the hatch is open from 07:30",), True),
    (
        "what does it cost to be late",
        ("The cut-off for the corrected file is Thursday, after that we pay a late fee of USD", "3,150"),
        True,
    ),
    ("cool box courier fee", ("Brisco couriers bring your cool box before 17:00", "Shipment BC 9914 203"), False),
    ("cool box courier fee", ("cool box", "the courier's invoice over EUR 7,902.30"), False),
    ("cool box courier fee", ("courier for a cool box: the price is EUR 48.00",), True),
    ("what did the garage charge for the bike", ("Bike is at the garage, the card PIN is 6038",), False),
    ("what did the garage charge for the bike", ("The garage charged $145.00 for the bike",), True),
    ("up to which height does the hoist go", ("Hoist is on slip 5521",), False),
    ("how deep is the pool", ("Pool, swimming hole, 31 km",), False),
    ("how deep is the pool", ("The pool is 3.5 m deep",), True),
    ("rui de alves mobile", ("Rui de Alves", "Alves has 3 pumps"), False),
    ("rui de alves mobile", ("Rui de Alves, mobile 0470 55 12 09",), True),
    ("up to which height does the hoist go", ("The hoist goes up to 9.5 m",), True),
    ("how much did the cider sell for", ("the judges gave the cider 88 points",), False),
    ("how much did the cider sell for", ("the cider sold for $14.50",), True),
    # Who said it, and more than a name.
    ("what did rui ask for", ("Ines asked for a second pump",), False),
    ("what did Luis ask about the pump?", ("Marek Kowalski", "does the pump run again since noon?"), False),
    ("what did rui ask for", ("Rui asked for a second pump",), True),
    ("what did rui alves write about the pump", ("Rui Alves",), False),
    # Who asks where something is, is not told by who asks for it.
    ("where do we keep the waders", ("Who has the waders in size 9?",), False),
    ("where do we keep the waders", ("Did you take the waders? The green ones. 6:51 pm",), False),
    ("where do we keep the waders", ("Cold? The waders hang in the loft behind the boat",), True),
    ("where do we keep the waders", ("Who has the waders in size 9?", "The waders hang in the loft"), True),
    ("what did Rui ask about the waders", ("Rui: who has the waders in size 9?",), True),
    # The number of a thing, and its score.
    ("overall score of berth 9", ("Overall score: 87 percent", "berth 4 and berth 9 are dry"), False),
    ("overall score of berth 9", ("berth 9: overall score 87",), True),
    ("which score did ward 4 get", ("- ward 4: door alarm ordered",), False),
    ("what score has berth 9 got", ("berth 4 and berth 9 are dry",), False),
    # That of which it is so much.
    ("how much rain can the drone take", ("The limit of the drone is 24 knots, for the wind",), False),
    ("how much wind can the drone take", ("The limit of the drone is 24 knots, for the wind",), True),
    ("pressure of the flute", ("Pressure", "86 mm"), False),
    ("pressure of the flute", ("Pressure of the flute: 86 mm",), True),
    ("how long is the way from truro to kellerton", ("From: Truro", "To: Wirral", "1 h 32 min 118 km"), False),
    ("how long is the way from truro to wirral", ("From: Truro", "To: Wirral", "1 h 32 min 118 km"), True),
    # Another one of its kind.
    ("production loader, how many GB does it eat", ("the staging loader eats 6 GB of memory",), False),
    ("production loader, how many GB does it eat", ("the production loader eats 6 GB of memory",), True),
    ("the loader, how many GB does it eat", ("the staging loader eats 6 GB of memory",), True),
    ("pool water setpoint before the supply air one", ("I raised the supply air setpoint to 30 °C",), False),
    ("supply air setpoint before the pool water one", ("I raised the supply air setpoint to 30 °C",), True),
    ("how many points did the Vossberg index lose", ("The Meridian index lost 9 points", "Rail to Vossberg"), False),
    ("how many points did the Meridian index lose", ("The Meridian index lost 9 points", "Rail to Vossberg"), True),
    ("what do they charge for storing the crate", ("they charge $40 for the crate that was late",), False),
    ("what do they charge for storing the crate", ("they charge $40 to store the crate",), True),
    ("what does the loft ask as a deposit", ("the loft in Roundstone, 900 a day, ask for Attie",), False),
    ("what does the loft ask as a deposit", ("the loft wants a deposit of 900",), True),
    ("what does the dog permit cost", ("Dogs travel free, bikes cost $6.", "Permit desk"), False),
    ("what does the dog permit cost", ("A permit for a dog costs $6.",), True),
    # The form of what is asked for.
    ("under which commit was it merged", ("Ada merged 1 commit",), False),
    ("under which commit was it merged", ("Ada merged it as 5be81f3",), True),
    ("when is car 7 due for its check", ("No heating in car 7",), False),
    ("when is car 7 due for its check", ("Car 7: next check 19 May 2027",), True),
    ("how long is the flume, says the paper", ("The flume carried water for 41 years",), False),
    ("which number has our seat", ("Quiet lounge seat",), False),
    ("which number has our seat", ("Quiet lounge seat 14",), True),
    # Whom a letter is for did not write it.
    ("what did bernadette answer", ("Bernadette,", "we recommend the first one."), False),
    ("what did bernadette answer", ("Bernadette: we recommend the first one.",), True),
    ("how long did the breach on berth 4 last", ("Of 4,380 readings one was a breach, it lasted 14 minutes",), False),
    ("how deep is the pool", ("the void over the pool is only 640 mm deep",), False),
    ("how deep is the void", ("the void over the pool is only 640 mm deep",), True),
    ("for whom do I ask at the loft", ("Wall of the loft",), False),
    ("for whom do I ask at the loft", ("At the loft ask for Attie Conneely",), True),
    ("until when can we cancel the generator", ("Cancel free until Monday 28 September, noon",), False),
    ("until when can we cancel the rooms", ("Rooms", "Cancel free until Monday 28 September, noon"), True),
    ("which file has the count of stock?", ("Count of stock",), False),
    ("swim lessons, how many", ("two swimming lessons a week",), True),
]


@pytest.mark.parametrize(("question", "lines", "is_told"), TOLD)
def test_quote_accounts_for_what_is_named(
    passage: Passage, question: str, lines: tuple[str, ...], is_told: bool
) -> None:
    claim = passage(*lines)
    assert accounted.is_told(question, question, claim, lambda _word: True) is is_told


def test_kind_that_no_screen_has_is_told_in_another_word(passage: Passage) -> None:
    claim = passage("Shipment code: BC 9914")
    assert accounted.is_told("what is the tracking code", "what is the tracking code", claim, lambda _word: False)


def test_bill_is_from_whom_it_names(passage: Passage) -> None:
    asked = "how much was the invoice from brisco couriers"
    row, letter = (40, 100, 300, 120), (600, 104, 1500, 124)
    sentence = "invoice INV-40418 over EUR 7,902.30 has not been released yet"
    beside = passage("Brisco Couriers", sentence, boxes=[row, letter])
    assert not accounted.is_told(asked, asked, beside, lambda _word: True)
    named = passage(f"Brisco Couriers: {sentence}")
    assert accounted.is_told(asked, asked, named, lambda _word: True)
