"""Questions for what was written: in mails, chats, reports, articles, notes and terminals."""
# ruff: noqa: E501 - a question is one line

from __future__ import annotations

from benchmarks.elsewhere.facts import FACTS, text
from benchmarks.worlds.asking import Ask


def _text(question: str, key: str, *accept: str, kind: str = "string") -> Ask:
    return Ask("text", question, text(key), (key,), accept=accept, answer_kind=kind)


def _both(question: str, *keys: str, **also: list[str]) -> Ask:
    wanted = [also.get(key, [text(key)]) for key in keys]
    return Ask("text", question, wanted, keys, answer_kind="set")


def words() -> list[Ask]:
    """Twenty-five of them, in seven people's words."""
    return [
        _text("I promised Bernadette a recommendation for the council. By when was that?", "offer_deadline", "11 September"),
        _text("budget line air handling unit", "offer_budget"),
        _text("Which part number must have the spare valve?", "leak_part"),
        _text("Could you please look up the cell phone number that Marcus gave me in his mail about the leak?", "marcus_cell"),
        _text("at what time did marcus isolte the dripping valve", "leak_isolated"),
        _both("The BMS people reset our login: what user and code was it?", "bms_user", "bms_code"),
        _text("where do we park at teh site visit", "visit_park"),
        _both("From which to which value did Imran change the supply air setpoint?", "set_old", "set_new", set_new=["30.0"]),
        _text("Delphine warned me, like, how deep is that void above the pool?", "void", "640"),
        _text("Which locker has the old valve?", "locker", kind="number"),
        _text("What was the headline about the swimming hall in the Pellworth Beacon?", "headline"),
        _text("who wrote the newspaper article on the hall closing", "byline"),
        _text("So that councillor, what did he say the new ventilation and roof would cost all in all?", "news_cost", "3.1 million"),
        _text("Where go the schools now for the swimming lessons?", "news_lessons"),
        _text("commissioning report author", "pdf_author"),
        _text("According to the commissioning report, what share of the design air flow did fan 2 reach?", "pdf_fan", "94 %", "94%"),
        _text("how loud was it at the edge of teh pool", "pdf_noise", "48 dB"),
        _text("When will the ventilation be measured the next time, as stated in report KB-2217-R3?", "pdf_next", "6 November"),
        _text("gate code?", "note_gate"),
        _text("One of the grilles was rattling when I walked through on the 15th, which number did I note down?", "note_grille", kind="number"),
        _text("order number gantry", "shop_order"),
        _both("How much is Tollefsen's bill for August, and when do I have to have paid it?", "bill_sum", "bill_due", bill_sum=["9,318.60", "9318.60"]),
        _text("I would be grateful to learn the exact error message that sqlite gave on 10 September 2026.", "sqlite_error", "no such column: kwh"),
        _text("what error did my dew point script throw first", "root_error", "f(a) and f(b) must have different signs"),
        _both("what does the repaired sensor read now and what does the refrence say?", "chat_reads", "chat_reference", chat_reads=["54 %", "54%"], chat_reference=["53 %", "53%"]),
        _both("And on the 28th, um, the filters, when do they come and which gate?", "agenda_filter_time", "agenda_gate"),
        _text("since when may nobody walk on the deck, when start the tilers?", "tiling", "12 October"),
    ]  # fmt: skip


def negatives() -> list[Ask]:
    """Plausible for this person, and nowhere on the screens."""
    return [
        Ask("negative", question, "not found", answer_kind="not_found")
        for question in (
            "Which hotel did I book in Moncton?",
            "who is the assignee of PH-131?",
            "What did Anneke Visser write to me about the sauna?",
            "when was I on stackoverflow.com",
            "tracking number of the hygrometer parcel",
            "what is the alarm code of the Granby Street library",
            "When did I last open Revit?",
            "What was the final R script for the duct losses?",
            "how much did they quote for the pool cover",
            "Could you kindly remind me which flight I take to Toronto?",
            "which docker command did I run on 10 september",
            "so when's my dentist appointment",
        )
    ]  # fmt: skip


def documents() -> list[Ask]:
    """Which file, and when."""
    return [
        Ask("document", "which pdf did i read last week", "commissioning_pellworth.pdf", frames=lambda f: f.window.app == "Preview"),
        Ask("document", "What is the name of the text file that I wrote on Tuesday evening, 15 September?", "site visit.txt", accept=("site visit",), frames=lambda f: f.window.app == "TextEdit"),
        Ask("document", "the spreadsheet w/ the heat loads, whats it called", "loads_pellworth.ods", frames=lambda f: f.window.app == "soffice"),
        Ask("document", "When did I edit photos.sh?", "2026-09-24", accept=("24 September", "September 24", "today", "08:31", "08:32"), frames=lambda f: "photos.sh" in f.window.title),
        Ask("document", "Which file had I open in Sublime on September 8th?", "dewpoint.py", frames=lambda f: f.window.app == "Sublime Text" and "dewpoint" in f.window.title),
    ]  # fmt: skip


def settings() -> list[Ask]:
    """Which boxes were ticked, which buttons there were."""
    ticks, all_off = ("tick_smoke", "tick_floor"), (FACTS["tick_height"],)
    safe, safe_off = ("safe_every", "safe_big"), (FACTS["safe_mail"], FACTS["safe_battery"])
    return [
        Ask("ui_set", "Which boxes had I ticked on the hot work permit when I sent it?", [FACTS[k] for k in ticks], tuple(f"{k}_on" for k in ticks), must_not=all_off, answer_kind="set"),
        Ask("ui_set", "nightsafe preferences: what is switched on", [FACTS[k] for k in safe], tuple(f"{k}_on" for k in safe), must_not=safe_off, answer_kind="set"),
        Ask("ui_set", "Which buttons have I seen on the product page of the hygrometer?", ["Add to basket", "Save for later", "Compare"], ("shop_Add to basket", "shop_Save for later", "shop_Compare"), answer_kind="set"),
        Ask("ui_set", "what could i press on the workshop invitation", ["Join", "Maybe", "Decline"], ("meet_Join", "meet_Maybe", "meet_Decline"), answer_kind="set"),
    ]  # fmt: skip
