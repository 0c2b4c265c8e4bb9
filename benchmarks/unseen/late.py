"""The sessions of 18 and 22 May."""
# ruff: noqa: E501 - what stands on a screen stands on one line

from __future__ import annotations

from benchmarks.unseen.early import CODE, TERMINAL, typed, web
from benchmarks.unseen.facts import t
from benchmarks.unseen.mail import Mail, inbox
from benchmarks.unseen.pages import calendar, docs, drug_form, ticket
from benchmarks.unseen.programs import editor, terminal
from benchmarks.unseen.themes import CALENDAR, FORM, MAIL_DARK, MAIL_LIGHT, PANDAS, TRACKER_DARK
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

PANDAS_MENU = ["Getting started", "User Guide", "IO tools", "Indexing", "Time series", "Merge, join", "Release notes"]


def monday(theme: Look) -> list[tuple[int, Window]]:
    """18 May: a form for a returned drug, the ticket once more, the calendar, an answer to procurement."""
    at = (24, 16, 1216, 660)
    form, page = "forms.merrowvalley.example/controlled-drug-return", "Controlled drug return - Forms"
    box = "Mail - Ines Carvalhal - Outlook"
    said = [
        ("Hana Sato", "30 April", f"Found it: {t('rx_comment')}."),
        ("Hana Sato", "15 May", "Ready for review on the branch."),
    ]
    mails = [
        Mail(
            "Greta Lindqvist",
            "Re: Price change heparin",
            "15:47",
            "<p>Tobias agrees. How much shall I order before the price goes up?</p>",
            "Tobias agrees. How much shall I",
        ),
        Mail("Tobias Renner", "Agenda for tomorrow", "14:20", "<p>-</p>", "Insulin pens first, then the new"),
        Mail("Hana Sato", "Day off on Thursday", "11:02", "<p>-</p>", "I will be away on Thursday, Kwame"),
        Mail("Forms", "Your return was received", "16:06", "<p>-</p>", "Thank you for your return. Please"),
    ]
    answer = (
        f"Hello Greta, please order {t('reply_amount')} at the old price, that carries us to the end of August.<br>Ines"
    )
    week = "calendar.merrowvalley.example/week/2026-05-18"
    return [
        (0, web(theme, at, 3, form, page, drug_form(FORM, 0))),
        (31, web(theme, at, 3, form, page, drug_form(FORM, 3))),
        (64, web(theme, at, 3, form, page, drug_form(FORM, 7))),
        (92, web(theme, at, 3, form + "/done", "Return received - Forms", drug_form(FORM, 9))),
        (110, web(theme, at, 1, "tracker.merrowvalley.example/issue/RX-142", "RX-142 Reorder level ignored for fridge items", ticket(TRACKER_DARK, "rx_state_review", said))),
        (131, web(theme, at, 2, week, "Calendar - Work week", calendar(CALENDAR, is_open=False))),
        (143, web(theme, at, 2, week + "/event/77", "Calendar - Work week", calendar(CALENDAR, is_open=True))),
        (160, web(theme, at, 0, "outlook.office.com/mail/inbox/id/AAQk93", box, inbox(MAIL_DARK, mails, 0, answer))),
    ]  # fmt: skip


def friday(theme: Look) -> list[tuple[int, Window]]:
    """22 May: an invoice, the nightly script in the morning; what expires soon, in the afternoon."""
    at, editor_at, shell_at = (50, 20, 1430, 830), (180, 70, 1440, 800), (540, 300, 1540, 832)
    mails = [
        Mail(
            "Accounts",
            "Unpaid invoice",
            "10:40",
            f"<p>Dear Ms Carvalhal,</p><p>invoice {t('invoice_no')} over {t('invoice_sum')} has not been released yet. Please release it by {t('invoice_due')}, otherwise the supplier stops our deliveries.</p><p>Accounts payable</p>",
            "Dear Ms Carvalhal, invoice",
        ),
        Mail(
            "Ballinrea Couriers",
            "Your parcel is on its way",
            "09:15",
            "<p>-</p>",
            "Cool box, two pieces, arrives before",
        ),
        Mail("Siobhan Keane", "Thank you", "Thu", "<p>-</p>", "The alarm works, and so does the list"),
        Mail("Tobias Renner", "Minutes of Tuesday", "Wed", "<p>-</p>", "Attached are the minutes of the"),
    ]
    parcel = [mails[0], Mail("Ballinrea Couriers", "Your parcel is on its way", "09:15", f"<p>{t('courier')} will deliver your cool box today before 17:00.</p><p>Shipment code: {t('parcel_code')}</p><p>The box must be signed for. Please keep it between 2 and 8 degrees.</p>", "Cool box, two pieces, arrives before"), *mails[2:]]  # fmt: skip
    manual = "<p>pandas reads dates with <b>to_datetime</b>. Offsets such as MonthEnd move a date to the end of its month.</p><h2>Parsing dates</h2><pre>frame['expires'] = pd.to_datetime(frame['expires'],\n                                  format='%m/%Y')</pre><p>A date that cannot be read becomes NaT when errors='coerce' is given.</p>"
    sh = '<span style="color:#2b7a3f">ines@mvh-stock-02</span>:<span style="color:#1f5fa8">/srv/wardstock</span>$ '
    run = [
        sh + "./nightly.sh",
        t("export_done"),
        sh + "sudo systemctl restart label-printer",
        t("restart_error"),
        typed(sh, "tag"),
        sh + "▏",
    ]
    rows = [
        sh + "duckdb stock.db &lt; expiry.sql",
        "      item            batch      expires",
        "  adrenaline 1 mg   LOT-2208A  2026-05-31",
        "  latanoprost       LOT-1180L  2026-06-12",
        "  ondansetron 4 mg  LOT-3316O  2026-06-30",
        f"  ({t('expired_count')})",
        sh + "▏",
    ]
    box = "Mail - Ines Carvalhal - Outlook"
    return [
        (0, web(theme, at, 0, "outlook.office.com/mail/inbox/id/AAQk97", box, inbox(MAIL_LIGHT, mails, 0))),
        (16, web(theme, at, 0, "outlook.office.com/mail/inbox/id/AAQk96", box, inbox(MAIL_LIGHT, parcel, 1))),
        (30, editor(theme, editor_at, CODE, "nightly.sh", 0)),
        (68, terminal(theme, shell_at, TERMINAL, "ines@mvh-stock-02: /srv/wardstock", run, "#2b241a", "#fdf6e3")),
        (86, editor(theme, editor_at, CODE, "nightly.sh", 1)),
        (15900, web(theme, at, 2, "pandas.pydata.org/docs/user_guide/timeseries.html", "Time series — pandas documentation", docs(PANDAS, "pandas", PANDAS_MENU, "Time series", manual))),
        (15922, editor(theme, editor_at, CODE, "expiry.sql", 0)),
        (15960, terminal(theme, shell_at, TERMINAL, "ines@mvh-stock-02: /srv/wardstock", [*run[:-1], *rows], "#2b241a", "#fdf6e3")),
        (15978, editor(theme, editor_at, CODE, "expiry.sql", 1)),
    ]  # fmt: skip
