"""The sessions of 4, 7 and 12 May."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

import html

from benchmarks.unseen.facts import FACTS, SHELL, t
from benchmarks.unseen.mail import Mail, inbox
from benchmarks.unseen.pages import docs, news, ticket
from benchmarks.unseen.programs import (
    chat_window,
    editor,
    files_window,
    notes_window,
    pdf_window,
    sheet_window,
    terminal,
)
from benchmarks.unseen.themes import COURIER, DUCK, MAIL_LIGHT, TRACKER_LIGHT
from benchmarks.unseen.windows import browser
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

FIREFOX, CODE = (
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
    r"C:\Users\ines\AppData\Local\Programs\Microsoft VS Code\Code.exe",
)
TERMINAL = r"C:\Program Files\WindowsApps\Microsoft.WindowsTerminal\WindowsTerminal.exe"
EXCEL, TEAMS = (
    r"C:\Program Files\Microsoft Office\root\Office16\EXCEL.EXE",
    r"C:\Program Files\WindowsApps\MSTeams\ms-teams.exe",
)
TABS = [
    ("Mail - Ines Carvalhal - Outlook", "#0f6cbd"),
    ("RX-142 Reorder level ignored", "#008eff"),
    ("DuckDB", "#f2c40f"),
    ("The Merrow Courier", "#8a1c1c"),
]
DUCK_MENU = [
    "Introduction",
    "SELECT Statement",
    "GROUP BY Clause",
    "HAVING Clause",
    "Window Functions",
    "Joins",
    "CSV Import",
    "Dates",
]


def web(theme: Look, rect: Rect, tab: int, url: str, page: str, body: str, process: str = FIREFOX) -> Window:
    """A browser window on a page."""
    tabs = [(page, colour) if n == tab else (name, colour) for n, (name, colour) in enumerate(TABS)]
    inner = browser(theme, tabs, tab, url, body)
    return Window("firefox", process, f"{page} — Mozilla Firefox", rect, inner, url, page)


def typed(prompt: str, name: str) -> str:
    """A line of a terminal with a command that is asked for; the prompt is HTML already."""
    return f"{prompt}{t(name)}"


def mails() -> list[Mail]:
    """The inbox of 4 May."""
    return [
        Mail("Greta Lindqvist", "Price change heparin", "08:51", f"<p>Good morning Ines,</p><p>{t('heparin_supplier')} raises the price of heparin 5000 units to {t('heparin_price')} per box, valid from {t('heparin_from')}. I have put our running order {t('heparin_order')} on hold until Tobias agrees.</p><p>Could you enter the new price in the stock program before the end of the month?</p><p>Greta<br>Procurement</p>", "Good morning Ines, Orbis Medica raises the"),
        Mail("Siobhan Keane", "Fridge alarm on Ward 4", "07:33", f"<p>Ines, the night shift found fridge {t('fridge_id')} at {t('fridge_temp')} this morning. According to the logger the door stood open since {t('fridge_since')}.</p><p>Insulin and the eye drops are in quarantine. Please tell me by {t('fridge_reply_by')} what we may still use.</p><p>Siobhan</p>", "Ines, the night shift found fridge"),
        Mail("Tobias Renner", "Rota for the bank holiday", "Sun", "<p>See attached.</p>", "Dear all, please look at the rota for"),
        Mail("Tracker", "[RX-142] assigned to Hana Sato", "Fri", "<p>-</p>", "Hana Sato was assigned to RX-142 by"),
        Mail("Kwame Boateng", "New label printers", "Fri", "<p>-</p>", "Two of the four printers are in, the"),
        Mail("Library", "Your loans are due", "Thu", "<p>-</p>", "The following items are due on 8 May"),
    ]  # fmt: skip


def monday(theme: Look) -> list[tuple[int, Window]]:
    """4 May: two mails, the ticket, the manual, and a query that counts the wrong column."""
    at, editor_at, shell_at = (40, 24, 1420, 836), (150, 60, 1390, 810), (620, 330, 1560, 840)
    box = "Mail - Ines Carvalhal - Outlook"
    manual = "<p>The SELECT statement retrieves rows from the database. Its clauses are evaluated in another order than they are written.</p><h2>Examples</h2><pre>SELECT city, count(*) AS n\nFROM addresses\nGROUP BY city;</pre><p>Columns that are neither grouped nor aggregated are refused by the binder.</p><h2>Syntax</h2><p>SELECT comes first, FROM second. The WHERE clause filters rows before they are grouped; HAVING filters groups afterwards.</p>"
    asked = [
        ("Siobhan Keane", "29 April", "It happened again this morning with glargine."),
        ("Hana Sato", "30 April", f"Found it: {t('rx_comment')}."),
    ]
    ps = "PS C:\\src\\wardstock&gt; "
    first = [
        "PowerShell 7.5.1",
        f'{ps}duckdb stock.db ".read reorder.sql"',
        t("duckdb_error"),
        'Candidate bindings: "boxes", "batch"',
        "",
        "LINE 1: SELECT ward, item, sum(qty) AS boxes",
        "                               ^",
        ps + "▏",
    ]
    after = [
        *first[:-1],
        f'{ps}duckdb stock.db ".read reorder.sql"',
        "┌────────┬───────────────────┬───────┬───────────┐",
        "│ ward   │ item              │ boxes │ min_level │",
        "├────────┼───────────────────┼───────┼───────────┤",
        "│ Ward 4 │ insulin glargine  │     3 │        12 │",
        "│ Ward 4 │ latanoprost drops │     5 │         8 │",
        "│ Ward 7 │ heparin 5000      │    11 │        15 │",
        "└────────┴───────────────────┴───────┴───────────┘",
        typed(ps, "switch"),
        "Switched to a new branch 'fix/reorder-fridge'",
        f'{ps}git commit -am "{t("commit_1")}"',
        "[fix/reorder-fridge 5c0d3aa] " + html.escape(SHELL["commit_1"]),
        " 1 file changed, 5 insertions(+), 4 deletions(-)",
        ps + "▏",
    ]
    note = "-- what every ward should order today\n-- storage: all\n\n"
    return [
        (0, web(theme, at, 0, "outlook.office.com/mail/inbox/id/AAQk81", box, inbox(MAIL_LIGHT, mails(), 0))),
        (35, web(theme, at, 0, "outlook.office.com/mail/inbox/id/AAQk80", box, inbox(MAIL_LIGHT, mails(), 1))),
        (65, web(theme, at, 1, "tracker.merrowvalley.example/issue/RX-142", "RX-142 Reorder level ignored for fridge items", ticket(TRACKER_LIGHT, "rx_state_open", asked))),
        (85, web(theme, at, 2, "duckdb.org/docs/stable/sql/statements/select", "SELECT Statement – DuckDB", docs(DUCK, "DuckDB", DUCK_MENU, "SELECT Statement", manual))),
        (125, editor(theme, editor_at, CODE, "reorder.sql", 0, note)),
        (142, terminal(theme, shell_at, TERMINAL, "wardstock - PowerShell", first, "#e6e6e6", "#0c0c0c")),
        (160, editor(theme, editor_at, CODE, "reorder.sql", 1, note)),
        (184, editor(theme, editor_at, CODE, "reorder.sql", 2, note)),
        (210, terminal(theme, shell_at, TERMINAL, "wardstock - PowerShell", after, "#e6e6e6", "#0c0c0c")),
    ]  # fmt: skip


def _said() -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """What the chat shows, and what it shows when more was written."""
    said = [
        (
            "Kwame Boateng",
            "13:58",
            f"The PIN of the new label printer is {t('printer_pin')}, please do not post it in the corridor",
        ),
        ("Hana Sato", "14:03", f"Recall: {t('recall_drug')}, batch {t('recall_batch')}. Ward 2 has eleven vials"),
        ("Ines Carvalhal", "14:05", "Marked as recalled in the stock program"),
        (
            "Tobias Renner",
            "14:11",
            f"The cold chain audit is on {t('audit_day')}, we meet in room {t('room')}. My extension is {t('tobias_ext')} now",
        ),
    ]
    more = [
        *said[1:],
        ("Kwame Boateng", "14:19", f"Nightly export moves to {t('kwame_server')} next week"),
        ("Hana Sato", "14:20", "Great, the old one was always full"),
    ]
    return said, more


_STOCK = [
    ("Insulin glargine", "LOT-4410B", "36", "12", "F-02"),
    ("Heparin 5000 units", "LOT-7731H", FACTS["sheet_old"], "60", "C-17"),
    ("Vancomycin 500 mg", FACTS["recall_batch"], "11", "20", "B-03"),
    ("Latanoprost drops", "LOT-1180L", "24", "8", "F-05"),
    ("Paracetamol 1 g", "LOT-9027P", "842", "300", "A-11"),
    ("Ondansetron 4 mg", "LOT-3316O", "140", "50", "B-14"),
    ("Metoprolol 47.5 mg", "LOT-6402M", "72", "40", "A-08"),
]


def _stock(boxes: str) -> list[list[str]]:
    """The stocktake; `boxes` is the name of the fact of how much heparin there is."""
    rows = [["Item", "Batch", "Boxes", "Minimum", "Bin", "Counted by"]]
    for name, batch, count, low, place in _STOCK:
        is_asked = name.startswith("Heparin")
        told = (t(boxes), low, t("sheet_bin")) if is_asked else (count, low, place)
        rows.append([name, batch, *told, "Hana" if int(low) > 15 else "Ines"])
    return [*rows, ["Total", "", t("sheet_total") if boxes == "sheet_old" else "1,221", "", "", ""]]


def _tests() -> tuple[list[str], list[str]]:
    """The terminal after a test run that failed, and after one that did not."""
    ps = "PS C:\\src\\wardstock&gt; "
    bad = [
        "PowerShell 7.5.1",
        ps + "python -m pytest tests -q",
        ".....F                                            [100%]",
        "=================== FAILURES ===================",
        "_______________ test_unknown_minimum _______________",
        "    def reorder_amount(item, level):",
        '&gt;       minimum = item["min_level"]',
        f"E       {t('pytest_error')}",
        "reorder.py:7: KeyError",
        f"{t('pytest_failed')}",
        ps + "▏",
    ]
    good = [
        *bad[:-1],
        ps + "python -m pytest tests -q",
        "......                                            [100%]",
        t("pytest_passed"),
        f'{ps}git commit -am "{t("commit_2")}"',
        "[main e90f612] " + html.escape(SHELL["commit_2"]),
        " 2 files changed, 9 insertions(+), 2 deletions(-)",
        ps + "▏",
    ]
    return bad, good


def thursday(theme: Look) -> list[tuple[int, Window]]:
    """7 May: chat, the stocktake, and a test that fails."""
    chat_at, sheet_at, editor_at, shell_at = (
        (60, 30, 1180, 790),
        (220, 70, 1110, 770),
        (120, 40, 1400, 800),
        (560, 330, 1500, 806),
    )
    channels = ["Pharmacy systems", "Dispensary", "Ward 4", "Tobias Renner", "Kwame Boateng"]
    (said, more), (bad, good) = _said(), _tests()
    head = "from math import ceil\n\nfrom wardstock.db import rows\n\n\n"
    tail = '\n\n\ndef report(ward):\n    for item in rows(ward):\n        print(item["name"], reorder_amount(item, item["boxes"]))'
    return [
        (0, chat_window(theme, chat_at, TEAMS, "Pharmacy systems | Microsoft Teams", channels, "Pharmacy systems", said)),
        (14, chat_window(theme, chat_at, TEAMS, "Pharmacy systems | Microsoft Teams", channels, "Pharmacy systems", more)),
        (30, sheet_window(theme, sheet_at, EXCEL, "stocktake_may.xlsx", _stock("sheet_old"), "C3", FACTS["sheet_old"], ["Main store", "Fridges", "Wards"])),
        (62, sheet_window(theme, sheet_at, EXCEL, "stocktake_may.xlsx", _stock("sheet_new"), "C3", FACTS["sheet_new"], ["Main store", "Fridges", "Wards"])),
        (90, editor(theme, editor_at, CODE, "reorder.py", 0, head, tail)),
        (104, terminal(theme, shell_at, TERMINAL, "wardstock - PowerShell", bad, "#dcdcdc", "#16181d")),
        (121, editor(theme, editor_at, CODE, "reorder.py", 1, head, tail)),
        (140, terminal(theme, shell_at, TERMINAL, "wardstock - PowerShell", good, "#dcdcdc", "#16181d")),
    ]  # fmt: skip


def tuesday(theme: Look) -> list[tuple[int, Window]]:
    """12 May, at a Linux desk: the newspaper, the manual, a push that is refused, a report, notes."""
    at, shell_at, pdf_at, files_at, notes_at = (
        (70, 44, 1470, 880),
        (330, 120, 1330, 760),
        (420, 36, 1240, 890),
        (240, 110, 1160, 720),
        (500, 180, 1380, 780),
    )
    paper = "The Merrow Courier"
    manual = "<p>A window function computes a value for each row from the rows around it, without folding them into one.</p><h2>Examples</h2><pre>SELECT ward, boxes,\n       sum(boxes) OVER (PARTITION BY ward ORDER BY day)\nFROM stock;</pre><p>The frame is by default all rows from the start of the partition up to the current one.</p>"
    sh = '<span style="color:#8ae234">ines@dispensary</span>:<span style="color:#729fcf">~/wardstock</span>$ '
    log = [
        sh + "git log --oneline -4",
        f'<span style="color:#c4a000">{t("commit_hash")}</span> Quarantine recalled batches',
        '<span style="color:#c4a000">e90f612</span> ' + html.escape(SHELL["commit_2"]),
        '<span style="color:#c4a000">5c0d3aa</span> ' + html.escape(SHELL["commit_1"]),
        '<span style="color:#c4a000">19af7be</span> Read the fridge sheet',
        typed(sh, "stash"),
        "Saved working directory and index state On main: label-layout",
        sh + "git push origin main",
        "To git.merrowvalley.example:pharmacy/wardstock.git",
        f'<span style="color:#ef2929">{t("push_refused")}</span>',
        "error: failed to push some refs",
        "hint: Updates were rejected because the remote contains work that you do not have",
        sh + "▏",
    ]
    pulled = [
        *log[:-1],
        typed(sh, "pull"),
        "Successfully rebased and updated refs/heads/main.",
        sh + "git push origin main",
        "   19af7be..b71e04d  main -&gt; main",
        sh + "git stash pop",
        "Dropped refs/stash@{0} (4c1b7d2e)",
        sh + "▏",
    ]
    report = f"<div style='font-size:24px;font-weight:700'>Cold chain audit 2026</div><div style='margin-bottom:16px'>Merrow Valley Hospital, main pharmacy and eleven wards</div><div>Author: {t('audit_author')}</div><div>Overall score: {t('audit_score')}</div><div>Next audit: {t('audit_next')}</div><p style='margin-top:16px'><b>1. Findings</b></p><p>Of 4,380 readings 61 lay outside the range. The longest breach in the main pharmacy lasted {t('audit_breach')} and no stock was lost.</p><p>Ward 4 and Ward 9 keep insulin in the door of the fridge, which is the warmest place.</p><p><b>2. Measures</b></p><p>Loggers are read weekly. Doors get an alarm that sounds after ninety seconds.</p>"
    listed = [
        ("adult_doses.ods", "48.2 kB", "3 May"),
        ("antidotes_2026.pdf", "1.3 MB", "11 Apr"),
        ("cold_chain_audit_2026.pdf", "612.0 kB", "Yesterday"),
        ("formulary_v14.odt", "220.4 kB", "28 Apr"),
        ("neonatal_doses.ods", "31.7 kB", "2 Mar"),
        ("ward_round.txt", "1.1 kB", "09:12"),
    ]
    notes = f"ward round tuesday\n\n- ward 2: eleven vials quarantined\n- ward 4: fridge door alarm ordered\n- {t('notes_keys')}\n- night porter: {t('notes_phone')}\n- ask Tobias about the second counter"
    fox, shell = "/usr/lib/firefox/firefox", "/usr/libexec/gnome-terminal-server"
    return [
        (0, web(theme, at, 3, "www.merrowcourier.example", paper, news(COURIER, is_article=False), fox)),
        (38, web(theme, at, 3, "www.merrowcourier.example/local/footbridge-vote", f"Footbridge to reopen - {paper}", news(COURIER, is_article=True), fox)),
        (84, web(theme, at, 2, "duckdb.org/docs/stable/sql/functions/window_functions", "Window Functions – DuckDB", docs(DUCK, "DuckDB", DUCK_MENU, "Window Functions", manual), fox)),
        (109, terminal(theme, shell_at, shell, "ines@dispensary: ~/wardstock", log, "#eeeeec", "#2d0922")),
        (127, terminal(theme, shell_at, shell, "ines@dispensary: ~/wardstock", pulled, "#eeeeec", "#2d0922")),
        (146, pdf_window(theme, pdf_at, "/usr/bin/evince", "cold_chain_audit_2026.pdf", "cold_chain_audit_2026.pdf", report, "1 of 6")),
        (171, files_window(theme, files_at, "/usr/bin/nautilus", "Formulary", listed)),
        (185, notes_window(theme, notes_at, "/usr/bin/gnome-text-editor", "ward_round.txt (~/Formulary) - Text Editor", "ward_round.txt", notes)),
    ]  # fmt: skip
