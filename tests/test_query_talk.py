"""Words of talk are set aside where they stand nowhere; what names something stays, as does what stands somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from ledger.dataroot import DataRoot
from projections.views import Views
from query.ask import ask
from query.language import talk
from query.language.courtesy import without as without_courtesy

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("which supplier made pumps dearer soon", "which supplier made pumps"),
        ("what does the Quick report say", "what does the Quick report say"),
        ("what did “really soon” mean", "what did “really soon” mean"),
        ("who wrote read-only.txt", "who wrote read-only.txt"),
        ("really", "really"),
        ("which figure is of what they sought", "which figure is of what they"),
        ("where is the pump mounted exactly", "where is the pump exactly"),
        ("what could I wield there", "what could I there"),
        # What is asked who did, or which thing did, is no talk: it would be answered by anything of that thing.
        ("who repaired the pump", "who repaired the pump"),
        ("which valve finally exploded", "which valve finally exploded"),
        ("I thank whoever agreed", "I whoever"),
        # What ends a run of words behind an article is a noun, whatever else it may be.
        ("how much for the pump cover", "how much for the pump cover"),
        ("difference in power draw between A and B", "difference in power draw between A and B"),
        # What else we would do beside what is asked.
        ("how long must we wait if we take the Boreas pump", "how long must we if we the Boreas pump"),
        ("phone of the manager, in case we had to roll out", "phone of the manager, in case we had to out"),
        # What ends a sentence and names nothing, though it stands behind a noun.
        ("how long would the coast road be instead", "how long would the coast road be"),
        ("how much memory was the night loader hogging", "how much memory was the night loader"),
        ("there is a window stated at the top, which day", "there is a window , which day"),
        ("where is the pump call taking place", "where is the pump call"),
        ("what is the name of the plumber who spoke", "what is the name of the plumber who"),
        ("ugh who repaired the pump", "who repaired the pump"),
        # A verb at the end that any shop could do, and what one is to do.
        ("how long a warranty did the shop page promise?", "how long a warranty did the shop page ?"),
        ("which warranty is of the shop promise?", "which warranty is of the shop promise?"),
        ("of course it is there, whose is it", "it is there, whose is it"),
        ("in case of fire, which door by any chance is it", "fire, which door is it"),
    ],
)
def test_words_of_talk_that_stand_nowhere_are_set_aside(question: str, left: str) -> None:
    assert talk.without(question, lambda _word: False) == left


def test_words_of_talk_that_stand_somewhere_stay() -> None:
    assert talk.without("which pumps are dearer soon", lambda word: word == "soon") == "which pumps are soon"


def test_nouns_and_names_are_no_talk() -> None:
    assert not talk.COMMON & {"invoice", "ship", "password", "error", "flight", "salary", "colour", "folder"}


@pytest.mark.parametrize(
    "question",
    [
        "Would you mind telling me who signed the lease?",
        "I'd be very grateful to learn who signed the lease",
        "could you kindly tell me who signed the lease, please",
        "I wonder who signed the lease",
    ],
)
def test_what_is_said_around_a_question_is_left_aside(question: str) -> None:
    assert without_courtesy(question).rstrip("?") == "who signed the lease"


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("what was the sheet called that I had open", "which sheet that I had open"),
        ("How is called the report that I read?", "which report that I read?"),
        ("what is my new colleague named?", "which new colleague?"),
        ("ext. of Ines", "ext of Ines"),
        ("top site of the month", "top site of this month"),
        ("the site of the month in May", "the site of the month in May"),
        ("what was “the sheet called May” about", "what was “the sheet called May” about"),
        ("who called the hall", "who called the hall"),
        ("what does rotate dot sh do", "what does rotate.sh do"),
        ("what does the dot mean", "what does the dot mean"),
        ("what was I editing right about nine", "what was I editing about nine"),
        ("which files does the backup leave out", "which files does the backup exclude"),
        ("when was the meeting called off", "when was the meeting called off"),
        ("what was the meeting called off for", "what was the meeting called off for"),
        ("Goodness, who called?", "who called?"),
        ("Which programs did I use? I need all of them, please.", "Which programs did I use"),
        ("When did I last see the lease? Must be a while.", "When did I last see the lease"),
        ("weight of m s h u 7720316", "weight of mshu7720316"),
        ("take vitamin b c 500", "take vitamin b c 500"),
        ("how does rotate.sh read at this moment", "how does rotate.sh read now"),
        ("at the moment of the crash", "at the moment of the crash"),
        ("at what o'clock did I leave", "at what time did I leave"),
        ("times at Pellworth", "times at Pellworth"),
        ("times on the tide table", "times on the tide table"),
        ("I like the warm tone and want it for our flyer - which is it?", "I like the warm tone - which is it?"),
        (
            "the permit, we need it for the council - which is it?",
            "the permit, we need it for the council - which is it?",
        ),
        ("when did they say and want it for the audit", "when did they say and want it for the audit"),
        ("Tide board last opened", "when did I last use Tide board?"),
        ("which pump was last used", "which pump was last used"),
        ("serial no. of the pump", "serial number of the pump"),
        ("is there no end of the talk", "is there no end of the talk"),
        ("visits to slack", "how many visits to slack"),
        ("visits to the hall", "visits to the hall"),
        ("Times I went into Slack", "how many Times I went into Slack"),
        ("opening times I see in the paper", "opening times I see in the paper"),
        ("which site most on 15 May", "which site did I use most on 15 May"),
        ("which site most of them read", "which site most of them read"),
        ("who was at the other week meeting", "who was at the other week meeting"),
        ("sum of all of them", "sum of all of them"),
        ("the nearest 256-colour code", "the nearest 256 colour code"),
        ("its xterm-256 number", "its xterm 256 number"),
        ("who called me the other week", "who called me"),
    ],
)
def test_turns_are_put_in_plain_words(question: str, left: str) -> None:
    assert without_courtesy(question) == left


@pytest.fixture(scope="module")
def views(written: Callable[..., DataRoot], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    lines = ["Orbis Pumps raises the price of the 40 mm pump to EUR 310", "The lease was signed by Ada Brandt"]
    lines += ["The rent will change in May"]
    with Views(written(tmp_path_factory.mktemp("talk") / "root", lines)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I'd be curious to know what the price of the 40 mm pump eventually was", "EUR 310"),
        ("teh price of the 40 mm pump, honestly?", "EUR 310"),
        ("Could you kindly tell me who signed the lease?", "Ada Brandt"),
    ],
)
def test_question_is_answered_however_it_is_put(views: Views, question: str, said: str) -> None:
    answer = ask(views, question, now=NOW, zone=UTC)
    assert answer.state == "ok"
    assert said in answer.claims[0].text


@pytest.mark.parametrize("question", ["what did the shiny trumpet cost?", "who kindly repaired the elevator?"])
def test_what_is_asked_of_must_stand_there(views: Views, question: str) -> None:
    assert ask(views, question, now=NOW, zone=UTC).state == "not_found"


@pytest.mark.parametrize(
    ("question", "slips"),
    [
        ("what did they charge for the elevator?", ()),
        ("when will the rent cahnge?", (("cahnge", "change"),)),
        # `pumped`, put together of what stands there, is no other word for `jumped` or `plumed`.
        ("when is the pumbed lease due?", ()),
    ],
)
def test_common_word_that_stands_nowhere_is_no_slip_of_one_that_does(
    views: Views, question: str, slips: tuple[tuple[str, str], ...]
) -> None:
    plan = ask(views, question, now=NOW, zone=UTC).plan
    assert plan is not None
    assert plan.corrected == slips
