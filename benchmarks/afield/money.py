"""Sites for money: an order in a shop, a bank account, bills, and a grant that is applied for."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.afield.facts import say
from benchmarks.afield.pages import button, buttons, entry, paper, table, tick
from benchmarks.worlds.look import Site


def order(site: Site, state: str, when: str, *, sent: bool = False) -> str:
    """An order with four similar lines; `state` and `when` are names of facts."""
    rows = [
        ("Sheepskin, split, 0.6 mm", "{skin_qty}", "{skin_price}", "$291.00"), ("Felt, grey, 8 mm, by the metre", "3", "$36.20", "{felt_sum}"),
        ("Brass tongue strip, 0.4 mm", "{brass_qty}", "{brass_price}", "$78.00"), ("Hide glue, 1 kg", "2", "{glue_price}", "{glue_sum}"),
        ("Shipping", "", "", "{order_ship}"), ("<b>Total</b>", "", "", "<b>{order_total}</b>"),
    ]  # fmt: skip
    parcel = "<br>Sent with {order_courier}, parcel {order_track}" if sent else ""
    head = f'<div style="text-align:center;padding:12px 0 8px;border-bottom:3px double {site.line}"><span style="font-size:27px;color:{site.accent}">Reed &amp; Felt</span><br><span style="color:{site.faint}">supplies for organ builders since 1961</span></div>'
    facts = say(f'<h2 style="margin:0 0 6px">Order {{order_no}}</h2>State: <b>{{{state}}}</b> &nbsp;·&nbsp; Expected: {{{when}}}{parcel}<br>Deliver to: {{order_to}}, Port Ansell')  # fmt: skip
    return paper(site, f'{head}<div style="padding:14px 46px">{facts}<div style="margin:12px 0">{table(site, ("Article", "Quantity", "Each", "Sum"), rows, "padding:6px 18px")}</div>{buttons(site, "felt", ("Order again", "Download bill", "Send back"), 0)}<p style="color:{site.faint}">Reed &amp; Felt, 3 Tannery Row, Kellerton. Open Monday to Friday, 08:30 to 16:30. Leather can be sent back within 21 days.</p></div>', 15)  # fmt: skip


def bank(site: Site) -> str:
    """An account and what was paid from and to it."""
    rows = [
        ("27 Oct", "Reed &amp; Felt Supplies", "Card", "−551.00"), ("26 Oct", "Ansell Power", "Direct debit", "−{bank_power}"),
        ("26 Oct", "Parish of St Brannoc", "Transfer", "+{bank_parish}"), ("22 Oct", "Tran Joinery", "Transfer", "−{bank_tran}"),
        ("20 Oct", "Sealark Ferries", "Card", "−209.00"), ("19 Oct", "Ansell Timber", "Card", "−412.80"),
    ]  # fmt: skip
    side = "".join(f'<div style="padding:9px 22px;{f"background:{site.paper};font-weight:700" if s == "Accounts" else ""}">{s}</div>' for s in ("Home", "Accounts", "Pay and transfer", "Cards", "Loans", "Messages"))  # fmt: skip
    card = say(f'<div style="background:{site.accent};color:#fff;border-radius:10px;padding:16px 24px;width:440px;margin-bottom:18px">Workshop account<br><span style="font-size:26px">{{bank_balance}}</span><br>BSB {{bank_bsb}} &nbsp; Account {{bank_account}}</div>')  # fmt: skip
    return paper(site, f'<div style="display:flex;height:100%"><div style="width:190px;background:{site.panel};padding-top:18px;border-right:1px solid {site.line}"><div style="padding:0 22px 18px;color:{site.accent};font-weight:700">Gulf Mutual</div>{side}</div><div style="padding:22px 34px">{card}{table(site, ("Date", "Payee", "Kind", "Amount"), rows)}</div></div>')  # fmt: skip


def bills(site: Site, *, reminding: bool) -> str:
    """Bills that were sent, and a dialog to remind somebody."""
    rows = [
        ("2026-081", "Parish of St Brannoc", "$7,200.00", "30 Oct 2026", "Paid"), ("{bill_hall_no}", "Kellerton Town Hall", "{bill_hall}", "{bill_hall_due}", "Overdue"),
        ("2026-083", "Convent of St Hild", "{bill_hild}", "{bill_hild_due}", "Sent"), ("{bill_con_no}", "Ansell Conservatorium", "$640.00", "25 Nov 2026", "Draft"),
    ]  # fmt: skip
    tabs = "".join(f'<span style="padding:6px 18px;border-radius:16px;margin-right:6px;{f"background:{site.accent};color:#fff" if s == "Bills" else ""}">{s}</span>' for s in ("Quotes", "Bills", "Clients", "Taxes"))  # fmt: skip
    asked = say(f'<div style="position:absolute;inset:0;background:rgba(60,20,40,.45)"><div style="position:absolute;left:50%;top:170px;transform:translateX(-50%);width:470px;background:#fff;border-radius:12px;padding:22px 28px;box-shadow:0 8px 30px rgba(0,0,0,.4)"><h3 style="margin:0 0 8px">Send a reminder?</h3><p style="margin:0 0 16px">{{hall_contact}} at Kellerton Town Hall will be told that bill {{bill_hall_no}} is late.</p>{buttons(site, "bill", ("Send reminder", "Edit text", "Not now"), 16)}</div></div>')  # fmt: skip
    return paper(site, f'<div style="position:relative;height:100%"><div style="padding:14px 40px;border-bottom:1px solid {site.line};background:{site.panel}"><b style="font-size:20px;color:{site.accent};margin-right:40px">tallybook</b>{tabs}</div><div style="padding:20px 40px"><h2 style="margin:0 0 12px">Bills</h2>{table(site, ("Number", "Client", "Sum", "Due", "State"), rows, "padding:9px 18px")}<p>Owed to you: $5,445.00 &nbsp; Drafts: $640.00</p></div>{asked if reminding else ""}</div>', 15)  # fmt: skip


def grant(site: Site, filled: int) -> str:
    """The form for a grant with so many of its steps done; 3 is sent."""
    head = say(f'<div style="background:{site.accent};color:#fff;padding:12px 40px"><b style="font-size:19px">Colonnade Heritage Fund</b><span style="float:right">Closes {{grant_deadline}}</span></div>')  # fmt: skip
    if filled == 3:
        done = say("<h1>Thank you</h1><p>We have received your application. Its reference is {grant_ref}.</p><p>You will hear from {grant_officer} by {grant_answer}.</p>")  # fmt: skip
        return paper(site, f'{head}<div style="padding:30px 40px">{done}{button(site, "grant", "Download copy", strong=True)}{button(site, "grant", "Close")}</div>', 15)  # fmt: skip
    fields = "".join(
        entry(site, label, key, filled=filled >= at)
        for label, key, at in (("Object", "grant_object", 1), ("Builder", "grant_builder", 1), ("Year built", "grant_year", 1), ("Amount asked for in dollars", "grant_ask", 2), ("Own money in dollars", "grant_own", 2))
    )  # fmt: skip
    on = {"tick_owner", "tick_photos"} if filled == 2 else set()
    ticks = "".join(tick(k, on=k in on) for k in ("tick_owner", "tick_photos", "tick_open", "tick_begun"))
    kinds = "".join(f'<label style="margin-right:18px"><input type="radio" name="kind" data-t="kind_{k}" {"checked" if filled and k == "Instruments" else ""}> {k}</label>' for k in ("Buildings", "Instruments", "Archives"))  # fmt: skip
    return paper(site, f'{head}<div style="padding:18px 40px;display:flex;gap:70px"><div>{fields}</div><div><b>Kind</b><div style="margin:6px 0 18px">{kinds}</div><b>Please confirm</b>{ticks}</div></div><div style="padding:0 40px">{buttons(site, "grant", ("Send application", "Save draft", "Print"))}</div>')  # fmt: skip
