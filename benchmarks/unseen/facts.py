"""What is true in the unseen corpus' world, once: pages show these values and questions ask for them.

The person is Ines Carvalhal, who looks after the stock programs of a hospital's pharmacy. Nobody in it is real.
"""

from __future__ import annotations

import html

ME = "Ines Carvalhal"

# A name of a fact is what `data-t` says on the page, so that the browser can tell where it stands.
FACTS: dict[str, str] = {
    # mail, 4 May
    "heparin_price": "EUR 41.85",
    "heparin_from": "1 June",
    "heparin_order": "PO-77310",
    "heparin_supplier": "Orbis Medica",
    "fridge_temp": "9.4 °C",
    "fridge_id": "FR-04B",
    "fridge_since": "02:35",
    "fridge_reply_by": "noon",
    # ticket RX-142
    "rx_assignee": "Hana Sato",
    "rx_reporter": "Siobhan Keane",
    "rx_priority": "Urgent",
    "rx_state_open": "Open",
    "rx_state_review": "In Review",
    "rx_sprint": "Spring 9",
    "rx_estimate": "3 points",
    "rx_due": "15 May 2026",
    "rx_component": "reorder",
    "rx_comment": "ward minimum is missing for all fridge items",
    # chat, 7 May
    "printer_pin": "60817",
    "recall_batch": "LOT-5529K",
    "recall_drug": "vancomycin 500 mg",
    "room": "Lavender",
    "audit_day": "Thursday 14 May",
    "tobias_ext": "2286",
    "kwame_server": "mvh-stock-02",
    # sheet
    "sheet_old": "118",
    "sheet_new": "96",
    "sheet_bin": "C-17",
    "sheet_total": "1,243",
    # 12 May: news, PDF, notes
    "headline": "Council votes to reopen the Merrow footbridge by autumn",
    "bridge_cost": "2.4 million euro",
    "bridge_engineer": "Padraig Noone",
    "ferry": "Ferry timetable changes from 18 May",
    "audit_author": "Dr. Aurel Pop",
    "audit_score": "87 percent",
    "audit_next": "24 September 2026",
    "audit_breach": "14 minutes",
    "notes_keys": "keys of the narcotics safe are with Hana",
    "notes_phone": "555-0162",
    # 18 May: form, calendar, reply
    "form_ward": "Ward 7 North",
    "form_drug": "Oxycodone 10 mg tablets",
    "form_quantity": "28",
    "form_witness": "Kwame Boateng",
    "form_reason": "Patient discharged",
    "form_reference": "CDR-2026-0519",
    "form_expiry": "11/2027",
    "tick_seal": "Seal was intact",
    "tick_count": "Counted by two people",
    "tick_destroy": "Destroy on site",
    "meet_title": "Formulary committee",
    "meet_room": "Boardroom 2",
    "meet_time": "10:30 – 11:45",
    "meet_organiser": "Tobias Renner",
    "dentist": "Dentist",
    "reply_amount": "240 boxes",
    # 22 May
    "invoice_no": "INV-40418",
    "invoice_sum": "EUR 7,902.30",
    "invoice_due": "29 May",
    "courier": "Ballinrea Couriers",
    "parcel_code": "BC 9914 203",
    "expired_count": "17 rows",
}

# Every version of every snippet, as it stands in the editor; the last one is final.
CODE: dict[str, tuple[str, ...]] = {
    "reorder.sql": (
        """SELECT ward, item, sum(qty) AS boxes
FROM stock
WHERE qty < 20
GROUP BY ward, item
ORDER BY boxes;""",
        """SELECT ward, item, sum(boxes) AS boxes
FROM stock
WHERE boxes < 20
GROUP BY ward, item
ORDER BY boxes;""",
        """SELECT s.ward, s.item, sum(s.boxes) AS boxes, m.min_level
FROM stock s
JOIN ward_minimum m USING (ward, item)
WHERE NOT s.recalled
GROUP BY s.ward, s.item, m.min_level
HAVING sum(s.boxes) < m.min_level
ORDER BY s.ward, boxes;""",
    ),
    "reorder.py": (
        """def reorder_amount(item, level):
    minimum = item["min_level"]
    if level >= minimum:
        return 0
    return minimum - level""",
        """def reorder_amount(item, level, ward_minimum=12):
    minimum = item.get("min_level", ward_minimum)
    if level >= minimum:
        return 0
    packs = ceil((minimum - level) / item["pack"])
    return packs * item["pack"]""",
    ),
    "expiry.sql": (
        """SELECT item, batch, expires
FROM batch
WHERE expires < date '2026-06-30'
ORDER BY expires;""",
        """SELECT item, batch, expires, boxes
FROM batch
WHERE expires < date '2026-08-31'
  AND boxes > 0
  AND NOT quarantined
ORDER BY expires, item
LIMIT 40;""",
    ),
    "nightly.sh": (
        """#!/bin/bash
set -euo pipefail
cd /srv/wardstock
python -m wardstock.export --days 30
find out -name '*.csv' -mtime +7 -delete""",
        """#!/bin/bash
set -euo pipefail
cd /srv/wardstock
python -m wardstock.export --days 45
find out -name '*.csv' -mtime +10 -delete
systemctl restart label-printer""",
    ),
}

# What was typed or printed in terminals and is asked for.
SHELL: dict[str, str] = {
    "duckdb_error": 'Binder Error: Referenced column "qty" not found in FROM clause!',
    "switch": "git switch -c fix/reorder-fridge",
    "commit_1": "Count boxes, not units, in the reorder query",
    "pytest_error": "KeyError: 'min_level'",
    "pytest_failed": "1 failed, 5 passed in 1.12s",
    "pytest_passed": "6 passed in 0.84s",
    "commit_2": "Fall back to the ward minimum",
    "push_refused": "! [rejected]        main -> main (fetch first)",
    "pull": "git pull --rebase origin main",
    "stash": "git stash push -m label-layout",
    "commit_hash": "b71e04d",
    "restart_error": "Failed to restart label-printer.service: Unit label-printer.service not found.",
    "export_done": "wrote 312 rows to out/wards.csv",
    "tag": "git tag -a v2.6.1 -m May",
}


def text(name: str) -> str:
    """The plain value of a fact or of something in a terminal."""
    return FACTS.get(name) or SHELL[name]


def t(name: str) -> str:
    """A fact as it stands on a page: HTML that the browser can be asked for."""
    # A short value is not broken over two lines: what is asked for stands on the screen as it is asked for.
    whole = ' style="white-space:nowrap"' if len(text(name)) < 25 else ""
    return f'<span data-t="{name}"{whole}>{html.escape(text(name))}</span>'
