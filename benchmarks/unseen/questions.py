"""What is asked of the unseen corpus, in the words of different people."""
# ruff: noqa: E501 - a question stands on one line

from __future__ import annotations

from typing import Any

from benchmarks.unseen.asking import (
    NOW,
    ZONE,
    Ask,
    ansi16,
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
from benchmarks.unseen.facts import CODE, SHELL, text
from benchmarks.worlds.frame import Frame


def shown(kind: str, question: str, mark: str, *accept: str) -> Ask:
    """A question whose answer is the text of one mark."""
    return Ask(kind, question, text(mark), (mark,), accept=accept)


def snippet(question: str, name: str, asked_at: str = NOW) -> Ask:
    """A question for the final version of a snippet."""
    number = len(CODE[name]) - 1
    kind = "final_code" if asked_at == NOW else "as_of"
    return Ask(kind, question, CODE[name][number], (f"code:{name}:{number}",), answer_kind="code", asked_at=asked_at)


FIELDS = [
    shown("field", "who's RX-142 assigned to?", "rx_assignee"),
    shown("field", "Who is down as the reporter of the ticket about the reorder level?", "rx_reporter"),
    shown("field", "priority of rx-142?", "rx_priority"),
    shown("field", "Could you please tell me which sprint RX-142 belongs to?", "rx_sprint"),
    shown("field", "how big is the estimation on the reorder ticket", "rx_estimate", "3 point"),
    shown("field", "deadline of RX-142", "rx_due", "15 May"),
    Ask("field", "whats the state of RX-142 now", "In Review", ("rx_state_review",)),
    shown("field", "which ward did I put on the controlled drug return", "form_ward"),
    shown("field", "how many tablets did I send back with the return form?", "form_quantity"),
    shown("field", "who witnessed the drug return", "form_witness"),
    shown("field", "What reason did I give on the form for returning the drug?", "form_reason"),
    shown("field", "expiry date I typed into the controled drug return", "form_expiry"),
    shown("field", "what was the overall score in the cold chain audit?", "audit_score", "87"),
    shown("field", "when's the next cold chain audit due", "audit_next", "24 September"),
    shown("field", "author of the audit pdf", "audit_author", "Aurel Pop"),
    shown("field", "In what room does the formulary committee meet?", "meet_room"),
    shown("field", "in the stocktake, which bin is the heparin in", "sheet_bin"),
]

TEXTS = [
    shown("text", "how much is a box of heparin after the increase?", "heparin_price", "41.85"),
    shown("text", "from when on is the new heparin price valid", "heparin_from"),
    shown("text", "Which order did Greta put on hold?", "heparin_order"),
    shown("text", "What temperature did the night shift find the ward 4 fridge at?", "fridge_temp", "9.4"),
    shown("text", "since what time had the fridge door been open according to the logger", "fridge_since", "2:35"),
    shown("text", "whats the pin for the label printer that kwame posted", "printer_pin"),
    shown("text", "Which batch of vancomycin was recalled?", "recall_batch"),
    shown("text", "tobias' extension?", "tobias_ext"),
    shown("text", "where does the nightly export move to, Kwame wrote it in the chat", "kwame_server"),
    Ask("text", "on which day is the cold chain audit and which room do we meet in", [["14 May", "May 14"], ["Lavender"]], ("audit_day", "room"), answer_kind="set"),
    shown("text", "What will the works on the footbridge cost according to the newspaper?", "bridge_cost", "2.4 million"),
    shown("text", "name of the engineer in charge of the bridge", "bridge_engineer"),
    shown("text", "do you remember the headline about the footbridge?", "headline"),
    shown("text", "how long did the longest breach last in the main pharmacy", "audit_breach"),
    shown("text", "phone number of the night porter pls", "notes_phone"),
    Ask("text", "who has the keys of the narcotics safe? it was in my notes", "Hana", ("notes_keys",)),
    shown("text", "What sum is the invoice that accounts want released?", "invoice_sum", "7,902.30", "7902.30"),
    shown("text", "by when do i have to release the unpaid invoice", "invoice_due"),
    shown("text", "shipment code of the cool box", "parcel_code"),
    shown("text", "how many boxes did i tell greta to order", "reply_amount", "240"),
    Ask("text", "heparin boxes in the stocktake, before and after I corrected it?", ["118", "96"], ("sheet_old", "sheet_new"), answer_kind="set"),
    shown("text", "What reference did I get after sending the controlled drug return?", "form_reference"),
    shown("text", "what error did the test run end with on 7 May", "pytest_error", "KeyError"),
    Ask("text", "What went wrong when I restarted the label printer service?", SHELL["restart_error"], ("restart_error",), accept=("Unit label-printer.service not found",)),
]  # fmt: skip

CODES = [
    snippet("what's the final reorder query?", "reorder.sql"),
    snippet("Show me how reorder_amount ended up", "reorder.py"),
    snippet("final version of nightly.sh please", "nightly.sh"),
    snippet("the sql that we ended with today", "expiry.sql"),
    snippet("What did the SQL look like in the end on Monday 4 May?", "reorder.sql"),
    snippet("latest expiry.sql", "expiry.sql"),
    Ask("code", "what did duckdb complain about with the first reorder query?", SHELL["duckdb_error"], ("duckdb_error",), accept=('Referenced column "qty" not found in FROM clause',)),
    Ask("code", "how many versions of reorder.sql were there", "3", tuple(f"code:reorder.sql:{n}" for n in range(3)), answer_kind="number", accept=("three",)),
    Ask("code", "what's the default of ward_minimum in reorder_amount?", "12", ("code:reorder.py:1",), answer_kind="number"),
    Ask("code", "how many days does nightly.sh export in its last version", "45", ("code:nightly.sh:1",), answer_kind="number"),
    shown("command", "git command I used to make the new branch?", "switch"),
    shown("command", "commit message from 7 May", "commit_2"),
    shown("command", "what did I run after the push got rejected", "pull"),
    shown("command", "how exactly did I stash the label layout", "stash"),
    shown("command", "Which tag command did I type today?", "tag"),
    Ask("command", "which branch did i create on 4 may?", "fix/reorder-fridge", ("switch",)),
]  # fmt: skip

CONTROLS = [
    Ask("ui_box", "where's the Send return button", "", ("form_button_Send return",), answer_kind="box"),
    Ask("ui_box", "position of New mail in Outlook?", "", ("mail_new",), answer_kind="box"),
    Ask("ui_box", "Where on the screen was the Tentative button?", "", ("cal_button_Tentative",), answer_kind="box"),
    Ask("ui_set", "which buttons were there on the controlled drug return form", ["Send return", "Keep for later", "Clear form"], ("form_button_Send return", "form_button_Keep for later", "form_button_Clear form"), answer_kind="set"),
    Ask("ui_set", "What boxes had I ticked on the drug return?", [text("tick_seal"), text("tick_count")], ("tick_seal_box", "tick_count_box"), answer_kind="set", must_not=(text("tick_destroy"),)),
    Ask("ui_set", "buttons under the fridge alarm mail?", ["Reply", "Reply all", "Forward", "Flag"], tuple(f"mail_button_{b}" for b in ("Reply", "Reply all", "Forward", "Flag")), answer_kind="set"),
    Ask("ui_set", "what can I click on in the formulary committee appointment, which buttons", ["Accept", "Tentative", "Decline"], ("cal_button_Accept", "cal_button_Tentative", "cal_button_Decline"), answer_kind="set"),
    Ask("ui_set", "tabs above the list of mails in outlook", ["Focused", "Other", "Mentions"], ("mail_tab_Focused", "mail_tab_Other", "mail_tab_Mentions"), answer_kind="set"),
]  # fmt: skip

NEGATIVES = [
    Ask("negative", question, "not found", answer_kind="not_found")
    for question in (
        "what's my IBAN", "when did I open Slack?", "Which hotel did I book in Porto?", "who is RX-207 assigned to",
        "What is the password of the guest wifi?", "when did I last visit github.com", "What did Dr. Moreau write to me?",
        "final javascript we settled on?", "blood group of the patient in room 12", "what did Greta say about the flu vaccine price",
    )
]  # fmt: skip


def _days(frames: list[Frame]) -> list[Ask]:
    def host(frame: Frame) -> str:
        return frame.window.url.partition("/")[0]

    def app(frame: Frame) -> str:
        return frame.window.app

    def week(frame: Frame) -> bool:
        return frame.moment.day < 11

    def this_week(frame: Frame) -> bool:
        return frame.moment.day > 17

    forms, code, tracker = "forms.merrowvalley.example", program("Code", day="2026-05-22"), site("tracker")
    return [
        Ask("domain_time", "Which website took most of my time in the week of 4 May?", most(frames, week, host, "outlook.office.com"), frames=site("outlook", day="2026-05-04"), accept=("outlook",)),
        Ask("domain_time", "what site was I on the most on 12 may?", most(frames, on("2026-05-12"), host, "www.merrowcourier.example"), frames=site("courier"), accept=("merrowcourier.example", "Merrow Courier")),
        Ask("domain_time", "website I spent the most time on this week", most(frames, this_week, host, forms), frames=site("forms")),
        Ask("domain_time", "Which sites did I have in front on Monday 18 May", [forms, "tracker.merrowvalley.example", "calendar.merrowvalley.example", ["outlook"]], frames=on("2026-05-18"), answer_kind="set"),
        Ask("last_time", "when did I last look at duckdb.org", last_seen(frames, site("duckdb")), frames=site("duckdb"), answer_kind="set"),
        Ask("last_time", "last time the tracker was open?", last_seen(frames, tracker), frames=tracker, answer_kind="set"),
        Ask("last_time", "When was the last time I opened Excel?", last_seen(frames, program("EXCEL")), frames=program("EXCEL"), answer_kind="set"),
        Ask("last_time", "when did i last have outlook in front", last_seen(frames, site("outlook")), frames=site("outlook", day="2026-05-22"), answer_kind="set"),
        Ask("count", "how many times did I go to tracker.merrowvalley.example in all?", str(len(visits(frames, tracker))), frames=tracker, answer_kind="number"),
        Ask("count", "How often did I open the DuckDB docs this month", str(len(visits(frames, site("duckdb")))), frames=site("duckdb"), answer_kind="number"),
        Ask("count", "how many separate times was VS Code in front today", str(len(visits(frames, code))), frames=code, answer_kind="number"),
        Ask("app_time", "most used program today?", most(frames, on("2026-05-22"), app, "Code"), frames=code),
        Ask("app_time", "What application did I use most on 12 May?", most(frames, on("2026-05-12"), app, "firefox"), frames=program("firefox", day="2026-05-12")),
        Ask("app_time", "which programs were in front on thursday 7 may", [["teams"], ["excel"], ["code"], ["terminal", "powershell"]], frames=on("2026-05-07"), answer_kind="set"),
        Ask("app_time", "On which day did I work in Excel?", "2026-05-07", frames=program("EXCEL"), accept=("7 May", "May 7")),
        Ask("app_time", "which app did i mostly have in front on the 4th of May", most(frames, on("2026-05-04"), app, "firefox"), frames=program("firefox", day="2026-05-04")),
        Ask("document", "which pdf did I open on 12 May?", "cold_chain_audit_2026.pdf", frames=program("evince")),
        Ask("document", "What's the Excel file called that I worked on?", "stocktake_may.xlsx", frames=program("EXCEL")),
        Ask("document", "name of the text file I had open on 12 May", "ward_round.txt", frames=program("gedit")),
        Ask("document", "which file was I editing in VS Code on 7 May", "reorder.py", frames=program("Code", day="2026-05-07")),
        Ask("document", "which project folder was I in on the command line on 12 May", "wardstock", frames=program("terminal", day="2026-05-12")),
        Ask("time_of_day", "What was I doing on Thursday 7 May around twenty past two?", [["teams", "stocktake", "excel", "reorder.py", "pytest"]], frames=on("2026-05-07"), answer_kind="set"),
        Ask("time_of_day", "what did I do on 12 may at about quarter to eleven in the morning", [["courier", "duckdb", "wardstock", "audit", "ward_round"]], frames=on("2026-05-12"), answer_kind="set"),
        Ask("time_of_day", "Monday the 18th shortly after 4 pm, what was on my screen?", [["drug return", "return received", "forms."]], frames=on("2026-05-18"), answer_kind="set"),
        Ask("time_of_day", "what was I working on today at 15:40", [["expiry", "pandas"]], frames=lambda frame: on("2026-05-22")(frame) and frame.moment.hour == 14, answer_kind="set"),
        Ask("as_of", "what state is RX-142 in right now?", "Open", ("rx_state_open",), must_not=("In Review",), asked_at="2026-05-05T09:00:00Z"),
        snippet("which SQL did we settle on today?", "reorder.sql", "2026-05-04T19:00:00Z"),
        Ask("as_of", "when did i last look at the tracker?", last_seen(frames, tracker, "2026-05-10T10:00:00Z"), frames=tracker, answer_kind="set", asked_at="2026-05-10T10:00:00Z"),
    ]  # fmt: skip


def _colours(frames: list[Frame]) -> list[Ask]:
    courier, drug, duck = site("courier"), site("forms"), site("duckdb")
    ticket, shell, cream = (
        site("tracker", day="2026-05-18"),
        program("terminal", day="2026-05-12"),
        program("terminal", day="2026-05-22"),
    )
    week = site("calendar")
    code, *codes = ansi16(colour(frames, duck))
    red, green, blue = rgb(colour(frames, drug))
    r, g, b = rgb(colour(frames, cream))
    return [
        Ask("colour", "hex code of the background of the Merrow Courier's page", colour(frames, courier), frames=courier),
        Ask("colour", "which of the 256 ansi colours is nearest to the background of the Merrow Courier?", ansi256(colour(frames, courier)), frames=courier, answer_kind="number"),
        Ask("colour", "RGB of the background of the controlled drug return page?", f"{red}, {green}, {blue}", frames=drug, accept=(f"{red},{green},{blue}", f"({red} {green} {blue})")),
        Ask("colour", "what ANSI 16 colour would the DuckDB docs background be", code, frames=duck, answer_kind="number", accept=tuple(codes)),
        Ask("colour", "background colour of the tracker on 18 May, in hex", colour(frames, ticket), frames=ticket),
        Ask("colour", "Hex of my terminal's background on 12 May", colour(frames, shell), frames=shell),
        Ask("colour", "dominant color of the calendar page (hex)", colour(frames, week), frames=week),
        Ask("colour", "what rgb was the terminal background today", f"{r}, {g}, {b}", frames=cream, accept=(f"{r},{g},{b}", f"({r} {g} {b})")),
    ]  # fmt: skip


def questions(frames: list[Frame]) -> dict[str, Any]:
    """All questions with answers and support, as `questions.json` has them."""
    asks = [*FIELDS, *TEXTS, *CODES, *CONTROLS, *_days(frames), *_colours(frames), *NEGATIVES]
    definitions = {
        "visit": "a maximal run of consecutive frames of one session with it in front",
        "most": "largest sum of time to the next frame of the session, at most 60 s each; also the most frames",
        "colours": "what most pixels of the page in front have; ansi 16: nearest of xterm's colours, 256: of 16 to 255",
        "support": "every frame, before it is asked, where the evidence lies open; bbox null: any box of that frame",
    }
    return {
        "corpus": "unseen",
        "now": NOW,
        "timezone": ZONE,
        "definitions": definitions,
        "questions": written(asks, frames),
    }
