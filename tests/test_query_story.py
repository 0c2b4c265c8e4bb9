"""What a story tells of why somebody asks need not stand anywhere; what asks by itself is asked by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.answers.answer import Checkpoint, Citation, Claim
from query.ask import ask
from query.language import story, talk
from query.passages import intent, verbatim
from query.passages.lookup import Lookup

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (
            "My aunt adored that bakery on Mill Lane. How old is the bakery?",
            "My that bakery on Mill Lane. How old is the bakery?",
        ),
        ("Dad keeps asking, so: what does the lease say?", "Dad , so: what does the lease say?"),
        # No mark of a question: the sentence begins as one.
        ("my aunt adored it. how old is the bakery", "my it. how old is the bakery"),
        # Words of several parts, and what somebody would or would not.
        (
            "My sister-in-law said it wouldn't be so. How old is the bakery on Mill Lane?",
            "My said it be so. How old is the bakery on Mill Lane?",
        ),
        ("I've sworn I'll bake less: how often was I in Bakery?", "less: how often was I in Bakery?"),
        ("where on earth is the bakery", "where is the bakery"),
        # A word that anybody uses of anything stands on many a screen: it says nothing of what is asked.
        ("We promised a lease. What does the rent say?", "We a lease. What does the rent say?"),
        ("I signed a permit. What does the lease say?", "I a permit. What does the lease say?"),
        # What has an identifier is named in the story.
        ("My aunt adored lease.txt dearly. What was it?", "My lease.txt . What was it?"),
        # What a pronoun asks of is in the story.
        ("Ines told me her birthday once. When is it?", "Ines told me her birthday once. When is it?"),
        ("The lease was mine. And the rent “so far”?", "The lease was mine. And the rent “so far”?"),
    ],
)
def test_what_a_story_tells_before_it_asks_need_not_stand_anywhere(question: str, left: str) -> None:
    def stands(word: str) -> bool:
        return word in ("bakery", "baking", "lease", "permit", "promised", "rent")

    assert talk.without(question, stands, story.told(question, stands)) == left


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        (
            "Finance keeps chasing me. How much is due on the overdue invoice?",
            "How much is due on the overdue invoice?",
        ),
        ("I tidy up my mailbox: which tabs were above my Acme inbox?", "which tabs were above my Acme inbox?"),
        ("The ops people need it, so how did rotate.sh look in the end?", "how did rotate.sh look in the end?"),
        ("My day just vanished. Which website ate most of that day?", "Which website ate most of that day?"),
        ("They claim I was away. What was I doing?", "What was I doing?"),
        ("Show me the last version of rotate.sh, I want to copy it", "Show me the last version of rotate.sh,"),
        ("It was awful. What did I do?", "What did I do?"),
        # A time that is known needs no more than that it is meant.
        ("My timesheet has a hole, what was I doing then?", "what was I doing?"),
        ("I read for a good while, which website was it mostly?", "which website was in front mostly?"),
        # One file was told of: that is what is asked of.
        (
            "I changed rotate.sh a bit, so can you show me what it looked like?",
            "can you show me what rotate.sh looked like?",
        ),
        # That there were some is told of no place.
        ("Funny, I live in Slack. How often was I there on 9 March?", ""),
        (
            "Funny, I live in Slack. How many visits to chat.acme.example were there?",
            "How many visits to chat.acme.example were there?",
        ),
        # What was named last is what was looked at.
        (
            "I always forget to follow up on the tracker. When did I last look at it?",
            "When did I last look at the tracker?",
        ),
        ("She thinks I live in Slack. How often did I go to it so far?", "How often did I go to the Slack so far?"),
        # What it is for is no place.
        ("For my time sheet - what was I up to?", "what was I up to?"),
        (
            "I was mostly shopping, wasn't I, or reading? Which site had me the longest?",
            "Which site had me the longest?",
        ),
        # Not where more is named, or what is named last is only where it was.
        ("I rang the gate of the pump hall. How often did I open it?", ""),
        ("I had the lamp in the basket. When did I last see it?", ""),
        ("The lease was in my inbox. When did I read it?", ""),
        ("I saw the lamp at Gate 3. When did I see it?", ""),
        ("The lease was in Outlook. When did I read it?", ""),
        ("I had to look after the tracker. When did I buy it?", ""),
        # What refers to what was told needs it: a thing, a person, another time.
        ("The lease was in a mail from a friend. When does it end?", ""),
        ("A man wrote of the lease. What was his phone number?", ""),
        ("I saw two pumps. Which one did the hall buyer order?", ""),
        ("I looked at a.sh and b.sh, so what did it look like?", ""),
        # The one person whom the story names is who is meant.
        (
            "Greta texted me, I was on the bus. When does the rehearsal start for her?",
            "When does the rehearsal start for Greta?",
        ),
        ("I need a lift with Tomasz tomorrow. What is his licence number?", "What is Tomasz's licence number?"),
        ("Greta texted Tomasz. When does the rehearsal start for her?", ""),
        # Two nouns tell what is meant, be they common.
        ("standing outside in my head already: what was the code for the door?", "what was the code for the door?"),
        # What was told has a name that is not asked with.
        ("I looked at the Boreas offer. What is the price of the pump motor?", ""),
        # It names hardly anything.
        ("The pump broke again. What did the mail say?", ""),
        # A site that is named in full needs nothing of a story, whatever names that has.
        ("I never open Slack. How often was I on chat.acme.example?", "How often was I on chat.acme.example?"),
        ("We had a meal with Helena near the old pier, on what street is the pump shop?", ""),
        # When or where is no story.
        ("In the first draft, how was the query for the berth written?", ""),
        ("how was the berth query written", ""),
    ],
)
def test_what_asks_by_itself_is_told_apart(question: str, alone: str) -> None:
    assert story.asked_alone(question) == alone


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("I was ill on 3 March. What does the lease say of 2 March?", "2026-03-02"),
        ("What did I read on 2 March? Yesterday was awful.", "2026-03-02"),
        ("I was ill on 3 March. When did he call her on 2 March?", "2026-03-02"),
        # Where what asks names none, or no day, that of the story is meant.
        ("I signed it on 3 March. What does the lease say?", "2026-03-03"),
        ("I signed it on 3 March. What did I read at 9:16?", "2026-03-03"),
        ("I signed it on 3 March. What did I read the day before?", "2026-03-03"),
    ],
)
def test_day_is_that_which_is_asked_for(question: str, day: str) -> None:
    [window] = story.read(question, now=NOW, zone=UTC).windows
    assert window.start is not None
    assert window.start.date().isoformat() == day


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines = ["Invoice 7719 is overdue since Monday, EUR 310 are due", "We keep the lease of the hall for nine years"]
    lines += ["Finance meeting at 10:00", "I want to keep things simple"]
    lines += ["Vessel inspection on Friday by Runa Eskildsen", "The tilers start on 12 October, says Runa Eskildsen"]
    with Views(written(tmp_path_factory.mktemp("story") / "root", lines)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Finance keeps chasing me and I would rather pay than argue. How much is due on the overdue invoice?",
            "EUR 310",
        ),
        ("My people want me to keep things quiet. The lease of the hall, for how many years is it?", "nine years"),
    ],
)
def test_question_is_answered_whatever_is_told_around_it(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.claims[0].text


def test_story_makes_no_answer_of_what_is_not_asked(views: Views) -> None:
    answer = ask(views, "Finance sent the overdue invoice. What is the salary of the tall gardener?", now=NOW, zone=UTC)
    assert answer.state == "not_found"


@pytest.mark.parametrize(
    ("question", "title", "is_told"),
    [
        ("who needs the invoice", "", False),
        ("who needs the invoice", "invoice.pdf", True),
        # As it stands there, and as people say it.
        ("who inspects the vessel", "", True),
        ("who steers the ship", "", True),
    ],
)
def test_what_is_on_the_same_day_answers_for_nothing_else(
    views: Views, question: str, title: str, is_told: bool
) -> None:
    line, box = "Vessel inspection on Friday by Runa Eskildsen", (0, 0, 9, 9)
    place = Citation("journal:1", "00", "f", "", box, line, title, "", "ocr", 9_000, (9, 9), Checkpoint(2, "00"))
    terms = intent.read(question).terms
    assert verbatim.tells(Lookup(views.facts), verbatim.exactly("on Friday"), Claim(line, (place,)), terms) is is_told


def test_day_to_come_is_not_told_to_lack_screens(views: Views) -> None:
    told = ask(views, "who says when the tilers start in October?", now=NOW, zone=UTC)
    assert told.state == "ok"
    assert told.summary.endswith("The words “in October” stood there.")
    nothing = ask(views, "who inspects the vessel on 28 May?", now=NOW, zone=UTC)
    assert nothing.state == "not_found"
    assert "as words on a screen “on 28 May” led to nothing" in nothing.summary


@pytest.mark.parametrize(
    ("question", "by_itself"),
    [
        (
            "Accounting keeps asking Greta and me. Which cost centre did I put those scanners on?",
            "Which cost centre did I put those scanners on?",
        ),
        (
            "Marcus wants to come. How many workers did I put on that permit for the soldering?",
            "How many workers did I put on that permit for the soldering?",
        ),
        # It refers to what was told.
        ("Marcus wants to come. How many workers did I put on it?", ""),
        ("I need the number of Priya. What is her extension on the phone list?", ""),
        ("There was a retro on Friday. Which room was that one in, the big meeting room?", ""),
        # It names next to nothing.
        ("There was a retro on Friday the 13th. In which room?", ""),
        ("Which cost centre did I put those scanners on?", ""),
    ],
)
def test_what_asks_without_its_story_refers_to_nothing_in_it(question: str, by_itself: str) -> None:
    assert story.asked_by_itself(question) == by_itself
