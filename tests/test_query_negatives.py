"""What stands beside the matter is no answer: another thing's value, a plan, a word of the question and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from query.answers.answer import Claim
from query.passages import expected, fitting

Passage = Callable[..., Claim]
LETTER = "Brisco Ltd asks for EUR 7,902.30 by 29 May, and stops what it delivers after that day"
MANY = [
    ("how many crates are on the bill?", ("bill of the crates 2026-0733 over $9,318.60, due on 9 October",), False),
    ("how many crates are on the bill?", ("the bill has 41 crates",), True),
    ("how many crates are on the bill?", ("crates on the bill: 10-12",), True),
    ("over how many euros was the bill?", ("the bill over EUR 7,902.30",), True),
    ("pump guarantee, how long", ("Pump", "guarantee", "12"), False),
    ("pump guarantee, how long", ("guarantee of the pump: 24 months",), True),
    ("how long does the crate have to be?", ("the crate has to be 2140 mm long inside",), True),
    ("how much time was logged on the pump?", ("Pump", "Due date: 15 May 2026"), False),
    ("how much time was logged on the pump?", ("Pump", "logged: 7 h"), True),
    ("fare to Truro", ("Route 874 to Truro", "valid from 12 October 2026"), False),
    ("fare to Truro", ("Fare to Truro", "4.20"), True),
    ("what does the town charge for the permit?", ("Town of Truro", "Permit requested"), False),
    ("what does the town charge for the permit?", ("permit of the town", "85"), True),
    ("what is the sensor id?", ("Sensor of berth 3", "14 rows at 02:10"), False),
    ("what is the sensor id?", ("Sensor FR-04B",), True),
    ("what is the sensor id?", ("sensor id: 7",), True),
]
TOLD = [
    # What was to be seen is not what was done: noun and deed in one line.
    ("which branch did i delete?", ("1 file changed, 4 deletions", "Switched to a new branch"), False),
    ("which branch did i delete?", ("Deleted branch pump-fix (was 4c1b7d2)",), True),
    ("which form did i submit?", ("Form of return", "Submit"), False),
    ("which form did i submit?", ("Form of return was submitted",), True),
    # A reason.
    ("why was the valve recalled?", ("Recall: valve V-17, batch 55",), False),
    ("why was the valve recalled?", ("Who recalls the valve, since it leaks?",), False),
    ("why was the valve recalled?", ("The valve was recalled because it leaks",), True),
    ("for what reason was the valve shut?", ("I shut the valve, it dripped all night",), True),
    ("for what reason was the valve shut?", ("Valve", "Reason", "shut for the tilers"), True),
    ("what Father Burke said in his letter?", ("3. Father Burke will send you his letter tomorrow",), False),
    ("what Father Burke said in his letter?", ("Father Burke said in his letter that it rains",), True),
    ("which lot has the heparin", ("Heparin, 10 boxes", "Ward 7"), True),
    ("which lot has the heparin of ward 7", ("Heparin", "Ward 7"), False),
    ("licence number of the pilot", ("2. The licence number of the pilot.",), False),
    ("licence number of the pilot", ("Licence of the pilot: OP-22841",), True),
    ("number of my request for pumps", ("New request", "pumps"), False),
    ("number of my request for pumps", ("Request PR-7731", "pumps"), True),
    ("why was the policy changed?", ("Leave policy - The policy was changed, read the summary.",), False),
    ("why does the damper not open?", ("The rest is lost at the damper, which does not open fully",), False),
    ("what will glargine cost in september?", ("works will cost 2.4 million euro", "in September"), False),
    ("what will glargine cost in september?", ("glargine will cost EUR 9.20 in September",), True),
    ("how many guards work in the hall?", ("I raised it to 30.0 °C, the guards in the hall work",), False),
    ("how many guards work in the hall?", ("In the hall work 12 guards",), True),
    # Noun and deed of when it was done.
    ("when did i delete the film of the roof?", ("roof-walk.mov", "rsync -a --delete photos heron:/tank"), False),
    ("when did i delete the film of the roof?", ("deleted roof-walk.mov",), True),
    ("when did i submit the form?", ("The form was submitted",), True),
    # A condition of a query is no fact.
    ("tern - arrived on which date?", ("7 | MV Tern", "WHERE arrived >= '2026-03-14'"), False),
    ("tern - arrived on which date?", ("MV Tern | arrived | 2026-03-15", "WHERE arrived >= '2026-03-14'"), True),
    ("which date does the query for the tern have?", ("tern", "WHERE arrived >= '2026-03-14'"), True),
    ("delivery address of the pumps?", ("Pumps", "Deliver within 5 days"), False),
    ("delivery address of the pumps?", ("Delivery of the pumps", "Granby Street 12"), True),
    ("load of the reading room?", ("Load", "FROM reading", "Changing rooms"), False),
    ("load of the reading room?", ("Load of the reading room: 10",), True),
    # A message was written then; what it tells of is at another time.
    (
        "at what time starts the audit?",
        ("Rui Alves 14:11", "The audit is on Thursday, and starts as it did", "14:19"),
        False,
    ),
    ("at what time starts the audit?", ("Audit starts", "14:19"), True),
    # What is so until then is not what will be.
    ("what will the gate code be from may on?", ("gate code is 7719 (changes in May)",), False),
    ("whats the gate code going to be once it changes?", ("gate code is 7719 (changes in May)",), False),
    ("what will the gate code be from may on?", ("gate code changes in May to 8820",), True),
    ("what is the gate code?", ("gate code is 7719 (changes in May)",), True),
    ("From what to what did the setpoint go?", ("the setpoint is 30.0 now",), False),
    ("From what to what did the setpoint go?", ("I raised the setpoint from 28.5 to 30.0",), True),
    ("from what to what did the setpoint go?", ("the setpoint is 30.0, was 28.5",), True),
    ("the ferry was put off, from when to when?", ("the ferry has 64 seats, 58 of them inside",), False),
    ("the ferry was put off, from when to when?", ("the ferry leaves at 13:10 and not at 10:45",), True),
    ("from when to when is the fair?", ("the fair is from Monday to Thursday",), True),
    ("flight number Imogen?", ("Imogen's flight lands at 22:35",), False),
    ("flight number Imogen?", ("Imogen's flight is EI 362",), True),
    ("imogen hale email?", ("You will hear from Imogen Hale",), False),
    ("imogen hale email?", ("Imogen Hale, imogen@harbour.example",), True),
    ("when will the gate code change?", ("gate code is 7719 (changes on 3 May)",), True),
    # What went wrong with another thing.
    ("what error did leaks.sql report?", ("sqlite3 meters.db < leaks.sql", "showers 11.5"), False),
    ("what error did leaks.sql report?", ("sqlite3 meters.db < leaks.sql", "Error: no such table: flow"), True),
    # What a thing is in, and the mark that it has.
    ("which locker is the gauge of Stefan in", ("- bring back the gauge to Stefan",), False),
    ("which locker is the gauge of Stefan in", ("the gauge of Stefan is in number 4",), True),
    ("which score did ward 4 get", ("ward 4: score 87",), True),
    ("weather sat when we sail", ("Sat, we sail at 16:20",), False),
    ("weather sat when we sail", ("Weather for Sat, when we sail: dry",), True),
    # What is there is of another pier, drug or man.
    ("when is high water at berth 7", ("High water at Pier 3 moves to 14:52",), False),
    ("when is high water at berth 7", ("High water at berth 7 is at 14:52",), True),
    ("price per box heparin", ("price per box of glargine: EUR 41.85",), False),
    ("price per box heparin", ("heparin: EUR 41.85 per box",), True),
    ("who is it at the Ansell School?", ("Send reminder", "Ansell School"), False),
    ("who is it at the Ansell School?", ("Contact at the Ansell School: Rui Alves",), True),
    ("i have a number for the night porter. what is he called?", ("- night porter: Rui Alves",), True),
    ("what is Rui's?", ("Rui Alves 15:02", "The sensor reads 54 % now"), False),
]


@pytest.mark.parametrize(("question", "lines", "is_kept"), MANY)
def test_value_is_of_the_sort_that_is_asked_for(
    passage: Passage, question: str, lines: tuple[str, ...], is_kept: bool
) -> None:
    assert bool(expected.holds(question, [passage(*lines)])) is is_kept


@pytest.mark.parametrize(("question", "lines", "is_kept"), TOLD)
def test_passage_tells_of_what_is_asked(passage: Passage, question: str, lines: tuple[str, ...], is_kept: bool) -> None:
    assert bool(fitting.holds(question, expected.holds(question, [passage(*lines)]))) is is_kept


@pytest.mark.parametrize(
    ("question", "lines", "boxes", "is_kept"),
    [
        # In the letter that is open beside the list.
        ("how much is the cool box?", ("Cool box", LETTER), [(100, 100, 180, 116), (300, 104, 980, 120)], False),
        # In its own row, and in the paragraph that it stands in.
        ("how much is the cool box?", ("Cool box", "EUR 41.85"), [(100, 100, 180, 116), (300, 104, 380, 120)], True),
        (
            "how much is the cool box?",
            ("We deliver the cool box on the day that you told us.", LETTER),
            [(300, 84, 980, 100), (300, 104, 980, 120)],
            True,
        ),
    ],
)
def test_sentence_with_a_value_tells_of_what_is_asked(
    passage: Passage, question: str, lines: tuple[str, ...], boxes: list[tuple[int, int, int, int]], is_kept: bool
) -> None:
    assert bool(fitting.holds(question, [passage(*lines, boxes=boxes, title="Mail")])) is is_kept
