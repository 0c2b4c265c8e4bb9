"""Questions for what was written: in mails, chats, a report, a wiki, notes and notices."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.afield.facts import text
from benchmarks.worlds.asking import Ask


def _text(question: str, key: str, *accept: str, kind: str = "string", must_not: tuple[str, ...] = ()) -> Ask:
    return Ask("text", question, text(key), (key,), accept=accept, answer_kind=kind, must_not=must_not)


def _all(question: str, keys: tuple[str, ...], *wanted: list[str]) -> Ask:
    return Ask("text", question, list(wanted), keys, answer_kind="set")


def words() -> list[Ask]:
    """Twenty-three of them, in seven people's words."""
    return [*_october(), *_november()]


def _october() -> list[Ask]:
    return [
        _text("Until when must I answer to Noor about the reeds?", "reed_answer", "22 October"),
        Ask("text", "which of the three reed stops needs new curves", "Oboe", ("reed_curve",), must_not=("Clarion", "Trumpet")),
        _text("The yard is locked, I stand in front of it in the rain and need to ring the freight man. What was his number?", "crate_phone", "0855504172"),
        _all("on what day and at what time does the lorry come for the crate", ("crate_pickup",), ["11 November", "November 11"], ["06:30", "6:30"]),
        _text("Fergus sent me something about the crate while I was coding, it was gone before I could read it properly. How long has it to be inside?", "crate_length", "2140"),
        _text("new code of the key safe at the church?", "key_code", must_not=("5183",)),
        _all("From what speed to what speed did Noor set the tremulant?", ("trem_old", "trem_new"), ["412"], ["368"]),
        _text("To which time was moved the practice of the choir?", "choir_to", "18:45"),
        _text("benedikt lost his phone in the water what is his new number", "ben_phone", "0491570884"),
        _text("alarm code noor's workshop (she deleted the message)", "alarm_code", must_not=("6604",)),
        _text("On what date is the scaffold going to be put up, according to Fergus?", "scaffold_up", "27 October", "October 27", must_not=("16 November",)),
        _text("The chest is leaking, they wrote in the report, but between which notes?", "survey_leak", "F sharp 3 and A3", "F#3 and A3"),
        _text("tuning at the town hall: what do we need to take along", "meet_bring", "long ladder"),
        _text("Who at the town hall would have got the reminder about the unpaid bill?", "hall_contact"),
    ]  # fmt: skip


def _november() -> list[Ask]:
    return [
        _all("pitch of the principal + temperature it was taken at", ("note_pitch", "note_temp"), ["442.7"], ["19.5"]),
        _text("who was it again that has the key of the vestry", "note_key", "Adeyemi"),
        _text("why was our crosing moved", "ferry_why", "engine repair"),
        Ask("text", "who has the flu and when is that person back at work", [["Noor"], ["Friday"]], ("noor_back",), quotes=("Noor Castellane Still in bed with the flu",), answer_kind="set"),
        Ask("text", "Who of us wrote that the blower makes that noise because of a bearing?", "Benedikt Oyelaran", quotes=("Benedikt Oyelaran It howls because of the bearing",), accept=("Benedikt",), must_not=("Fergus", "Petra")),
        _text("where did benedikt say the number stamps are", "stamp_box", "blue tin"),
        _text("When is the scaffold taken away again?", "scaffold_down", "16 November", "November 16", must_not=("27 October",)),
        _all("Who is going to inform me about the grant, and by which date at the latest?", ("grant_officer", "grant_answer"), ["Rhiannon Blythe"], ["12 February"]),
        _text("whats the tunnel with the road works called", "roadworks", "Mount Osric"),
    ]  # fmt: skip
