"""Further questions over the unseen corpus, by somebody who had not seen how they are answered.

They ask for other facts than `questions.py`, or for the same in quite other words, as five people would: in keywords, at
length and politely, in haste with slips, roundabout, and in a language that is not their own.
"""
# ruff: noqa: E501 - a question stands on one line

from __future__ import annotations

from typing import Any

from benchmarks.unseen.asking import (
    NOW,
    ZONE,
    Ask,
    Pick,
    ansi256,
    colour,
    last_seen,
    most,
    on,
    program,
    rgb,
    site,
    visits,
    written,
)
from benchmarks.unseen.facts import CODE
from benchmarks.unseen.questions import shown
from benchmarks.worlds.frame import Frame


def _word(kind: str, question: str, answer: str, where: Pick, *accept: str, quote: str = "", number: bool = False) -> Ask:  # fmt: skip
    """A question whose answer is in words of a page; `quote` where these are more than the answer."""
    return Ask(kind, question, answer, frames=where, accept=accept, answer_kind="number" if number else "string", quotes=(quote or answer,))  # fmt: skip


def _code(question: str, name: str) -> Ask:
    number = len(CODE[name]) - 1
    return Ask("final_code", question, CODE[name][number], (f"code:{name}:{number}",), answer_kind="code")


def _shell(frame: Frame) -> bool:
    return frame.window.app == "terminal"


EXCEL, FILES, REPORT, NOTES, TEAMS = (program(name) for name in ("EXCEL", "nautilus", "evince", "gedit", "ms-teams"))
MAIL, PAPER, FORM, TICKET, MONTH = (site(name) for name in ("outlook", "courier", "forms", "tracker", "calendar"))

FIELDS = [
    _word("field", "project of ticket RX-142", "Ward stock", TICKET),
    shown("field", "Would you be so kind as to tell me who the organiser of the formulary committee meeting is?", "meet_organiser"),
    Ask("field", "waht time does teh formulary comittee start", "10:30", ("meet_time",)),
    Ask("field", "Which is the medicine that I have given back with the formular of controlled drugs?", "Oxycodone", ("form_drug",)),
    _word("field", "I need to know how many boxes of paracetamol we counted", "842", EXCEL, number=True),
    _word("field", "latanoprost bin", "F-05", EXCEL),
    Ask("field", "who counted teh insulin glargine in the stocktake sheet", "Ines", frames=EXCEL, must_not=("Outlook",), quotes=("F-02 Ines",)),
    _word("field", "Could you look up for me what the minimum for metoprolol is in the stocktake, please?", "40", EXCEL, number=True),
    _word("field", "How big is the file formulary_v14.odt in kilobytes?", "220.4", FILES, quote="220.4 kB"),
    _word("field", "antidotes_2026.pdf modified", "11 Apr", FILES, "April 11", "Apr 11"),
    _word("field", "I forgot in which bin we keep the vancomycin, it stands in the stocktake", "B-03", EXCEL),
    _word("field", "May I ask on which date the ticket about the ignored reorder level was created?", "28 Apr 2026", TICKET, "28 April", "2026-04-28"),
    _word("field", "batch nr of the metoprolol in our stocktake", "LOT-6402M", EXCEL),
]  # fmt: skip

TEXTS = [
    shown("text", "I wonder which company it is that makes heparin dearer", "heparin_supplier"),
    shown("text", "ward 4 fridge id", "fridge_id"),
    shown("text", "til when did siobhan want a anwser what they can still use", "fridge_reply_by"),
    _word("text", "What is become of the insulin and the eye drops after the alarm of the fridge?", "quarantine", MAIL),
    _word("text", "Would you mind telling me how many names the petition for the footbridge carried?", "four thousand", PAPER, "4,000", "4000"),
    _word("text", "author footbridge article", "Oonagh Brody", PAPER),
    _word("text", "I'd like to know how close the vote on the bridge was", "eleven to nine", PAPER, "11 to 9"),
    _word("text", "in wich month dose the work on the foot bridge beginn", "June", PAPER),
    _word("text", "choir won where", "Ennis", PAPER),
    _word("text", "Could you please remind me until which day there are roadworks on Quay Street?", "Friday", PAPER),
    Ask("text", "Hana mentioned how many vials of vancomycin ward 2 has, how many was that?", "eleven", accept=("11",), quotes=("eleven vials",)),
    _word("text", "how mnay readings wher outside the range in the audit", "61", REPORT, number=True),
    Ask("text", "In which wards they keep the insulin in the door of the fridge?", ["Ward 4", "Ward 9"], frames=REPORT, answer_kind="set", quotes=("Ward 4 and Ward 9",)),
    Ask("text", "I would be grateful to learn which colleague wrote that she will be away on Thursday.", "Hana", frames=site("outlook", day="2026-05-18"), quotes=("Hana Sato", "Day off on Thursday"), asked_at="2026-05-18T17:00:00Z"),
    _word("text", "what was it again that I wanted to ask Tobias about, I had noted it down", "second counter", NOTES),
    shown("text", "who is teh courrier that brings our cool box", "courier"),
    _word("text", "Until when do I have to hand in the sealed bag at the dispensary hatch?", "18:00", FORM),
    Ask("text", "Of all that expires soon, what does the list in my terminal name first?", "adrenaline", frames=_shell, quotes=("adrenaline 1 mg",)),
]  # fmt: skip

CODES = [
    _code("reorder.py final", "reorder.py"),
    _code("Would you please show me the nightly shell script as it stood when I was done with it?", "nightly.sh"),
    _code("gimme the finall query for expireing batches", "expiry.sql"),
    _code("I'd need that statement again which joins ward_minimum, in the form we kept in the end", "reorder.sql"),
    Ask("code", "LIMIT in expiry.sql", "40", ("code:expiry.sql:1",), answer_kind="number"),
    Ask("code", "I want to know after how many days nightly.sh deletes old csv files now", "10", ("code:nightly.sh:1",), answer_kind="number"),
    Ask("code", "Up to which date looks the expiry query in its last version?", "2026-08-31", ("code:expiry.sql:1",), accept=("31 August 2026", "31 Aug 2026")),
    _word("code", "from wich module does reorder.py import rows", "wardstock.db", program("Code")),
    _word("command", "pytest command", "python -m pytest tests -q", _shell),
    _word("command", "how did i get the stahsed changes back", "git stash pop", _shell),
    _word("command", "Could you tell me with which command I listed the last four commits?", "git log --oneline -4", _shell),
    _word("command", "How have I restarted the label printer in the terminal?", "sudo systemctl restart label-printer", _shell),
    shown("command", "I described what I had done when I committed on 4 May, what were my words?", "commit_1"),
]  # fmt: skip

_FORMULARY = ("adult_doses.ods", "antidotes_2026.pdf", "cold_chain_audit_2026.pdf", "formulary_v14.odt", "neonatal_doses.ods", "ward_round.txt")  # fmt: skip
CONTROLS = [
    Ask("ui_box", "Print label button where", "", ("form_button_Print label",), answer_kind="box"),
    Ask("ui_box", "Could you show me where the Discard button was when I was answering Greta?", "", ("mail_discard",), answer_kind="box"),
    Ask("ui_box", "in wich place is the Log time buton", "", ("ticket_button_Log time",), answer_kind="box"),
    Ask("ui_set", "buttons on the RX-142 page", ["Add comment", "Link issue", "Log time"], tuple(f"ticket_button_{b}" for b in ("Add comment", "Link issue", "Log time")), answer_kind="set"),
    Ask("ui_set", "Below my answer to Greta there were two buttons, I'd like to know which", ["Send", "Discard"], ("mail_send", "mail_discard"), answer_kind="set"),
    Ask("ui_set", "Which sheets has the Excel file stocktake_may at the bottom?", ["Main store", "Fridges", "Wards"], frames=EXCEL, answer_kind="set", quotes=("Main store", "Fridges", "Wards")),
    Ask("ui_set", "Would you list the folders at the left in Outlook for me, please?", ["Inbox", "Drafts", "Sent Items", "Deleted Items", "Archive", "Ward orders", "Suppliers"], frames=MAIL, answer_kind="set", quotes=("Drafts", "Sent Items", "Deleted Items", "Ward orders", "Suppliers")),
    Ask("document", "files in the Formulary folder", list(_FORMULARY), frames=FILES, answer_kind="set", quotes=_FORMULARY),
]  # fmt: skip

NEGATIVES = [
    Ask("negative", question, "not found", answer_kind="not_found")
    for question in (
        "phone number Greta Lindqvist", "due date RX-150", "Could you please tell me the price of a box of insulin glargine?",
        "how manny boxes of ibuprofen are in the stocktake", "Who was the witness for the return of the morphine?",
        "I believe I presented something in PowerPoint, when was that?", "final backup.sh",
        "what git merge comand did i run", "At what hour goes my train to Cork?",
    )
]  # fmt: skip


def _days(frames: list[Frame]) -> list[Ask]:
    def host(frame: Frame) -> str:
        return frame.window.url.partition("/")[0]

    def last(question: str, pick: Pick, asked_at: str = NOW) -> Ask:
        kind = "last_time" if asked_at == NOW else "as_of"
        return Ask(kind, question, last_seen(frames, pick, asked_at), frames=pick, answer_kind="set", asked_at=asked_at)

    def times(question: str, pick: Pick) -> Ask:
        return Ask("count", question, str(len(visits(frames, pick))), frames=pick, answer_kind="number")

    def around(question: str, day: str, *names: str) -> Ask:
        return Ask("time_of_day", question, [list(names)], frames=on(day), answer_kind="set")

    def last_week(frame: Frame) -> bool:
        return 11 <= frame.moment.day < 18

    def morning(frame: Frame) -> bool:
        return on("2026-05-22")(frame) and frame.moment.hour < 12

    may4, may22, code = on("2026-05-04"), on("2026-05-22"), program("Code")
    outlook, courier = "outlook.office.com", "www.merrowcourier.example"
    return [
        Ask("domain_time", "top website 4 may", most(frames, may4, host, outlook), frames=site("outlook", day="2026-05-04"), accept=("outlook",)),
        Ask("domain_time", "which sitte did i spend most time on today and how manny seconds was it", [[most(frames, may22, host, outlook), "outlook"], ["30 s", "0:30"]], frames=site("outlook", day="2026-05-22"), answer_kind="set"),
        Ask("domain_time", "In the week before this one, on which site I have spent the most of time?", most(frames, last_week, host, courier), frames=PAPER, accept=("merrowcourier.example", "Merrow Courier")),
        Ask("domain_time", "I'd be curious which sites I looked at on Tuesday of last week", ["merrowcourier.example", "duckdb.org"], frames=lambda frame: last_week(frame) and bool(host(frame)), answer_kind="set"),
        last("last visit merrow courier", PAPER),
        last("Could you kindly tell me when I last had the calendar in front of me?", MONTH),
        last("wen did i last use teams", TEAMS),
        last("I can't remember when I looked at the pandas docs most recently", site("pandas")),
        times("number of visits outlook.office.com may", MAIL),
        times("Could you count for me how often the terminal was in front on 4 May?", program("terminal", day="2026-05-04")),
        times("How many times in all I have gone to VS Code?", code),
        Ask("app_time", "only programm i had in front on monday 18 may", "firefox", frames=on("2026-05-18")),
        Ask("app_time", "programs in front 12 May", [["firefox"], ["terminal"], ["evince", "document viewer"], ["nautilus", "files"], ["text editor", "text-editor", "gedit"]], frames=on("2026-05-12"), answer_kind="set"),
        Ask("app_time", "There was one day on which I used Teams, which one was it?", "2026-05-07", frames=TEAMS, accept=("7 May", "May 7")),
        Ask("app_time", "How long time did I use Excel on the 7 May?", "1 min", frames=EXCEL, accept=("60 s", "1 m", "one minute", "0:01:00", "1:00 min")),
        Ask("document", "sql file open 4 may", "reorder.sql", frames=program("Code", day="2026-05-04")),
        Ask("document", "Would you tell me which file I was editing in the afternoon today?", "expiry.sql", frames=lambda frame: code(frame) and may22(frame) and frame.moment.hour > 12),
        Ask("document", "How is called the report in PDF that I have read?", "cold_chain_audit_2026.pdf", frames=REPORT),
        around("4 may quarter past nine in the morning what was i doing", "2026-05-04", "reorder", "powershell", "Code"),
        around("I'd like to know what kept me busy today at about a quarter past eleven", "2026-05-22", "outlook", "invoice", "parcel", "nightly"),
        around("What I was doing on 18th of May at 16:07?", "2026-05-18", "calendar", "price change heparin", "outlook"),
        Ask("as_of", "boxes of heparin in the stocktake", "118", ("sheet_old",), answer_kind="number", asked_at="2026-05-07T13:20:50Z"),
        Ask("as_of", "What is the expiry query as it stands now, please?", CODE["expiry.sql"][0], ("code:expiry.sql:0",), answer_kind="code", asked_at="2026-05-22T14:41:10Z", must_not=("NOT quarantined",)),
        last("when had i outlook the last time open", MAIL, "2026-05-12T12:00:00Z"),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    mail, shell, ticket = site("outlook", day="2026-05-18"), program("terminal", day="2026-05-07"), site("tracker", day="2026-05-04")  # fmt: skip
    duck = site("duckdb")
    r, g, b = rgb(colour(frames, duck))
    return [
        Ask("colour", "outlook background hex 18 may", colour(frames, mail), frames=mail),
        Ask("colour", "Would you please give me the background of the DuckDB documentation as red, green and blue?", f"{r}, {g}, {b}", frames=duck, accept=(f"{r},{g},{b}", f"({r} {g} {b})")),
        Ask("colour", "wich hex colour has teh bakground of the powershell window on 7 may", colour(frames, shell), frames=shell),
        Ask("colour", "What is the number of the nearest of the 256 ANSI colours to the background from the controlled drug return?", ansi256(colour(frames, FORM)), frames=FORM, answer_kind="number"),
        Ask("colour", "I'd like to paint something like the tracker looked on 4 May, what is its background in hex?", colour(frames, ticket), frames=ticket),
    ]  # fmt: skip


def others(frames: list[Frame]) -> dict[str, Any]:
    """All of these questions with answers and support, as `questions.json` has its own."""
    asks = [*FIELDS, *TEXTS, *CODES, *CONTROLS, *_days(frames), *_colours(frames), *NEGATIVES]
    return {"corpus": "unseen", "now": NOW, "timezone": ZONE, "questions": written(asks, frames, "others")}
