"""Web mail: a list of mails and one that is open, or an answer being written."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.worlds.look import Site


@dataclass(frozen=True)
class Mail:
    """A mail: who wrote, subject, when, how it begins in the list, and its whole text (HTML)."""

    who: str
    subject: str
    when: str
    text: str
    start: str = ""


def inbox(site: Site, mails: list[Mail], opened: int, answer: str = "") -> str:
    """The page of the inbox with one mail opened; `answer` is the text of a reply being written."""
    folders = "".join(
        f'<div style="padding:6px 16px;{"font-weight:700" if f == "Inbox" else ""}">{f}</div>'
        for f in ("Inbox", "Drafts", "Sent Items", "Deleted Items", "Archive", "Ward orders", "Suppliers")
    )
    listed = "".join(
        f"""<div style="padding:9px 14px;border-bottom:1px solid {site.line};{"background:" + site.paper if n == opened else ""};border-left:3px solid {site.accent if n == opened else "transparent"}">
<div style="display:flex"><b style="flex:1">{m.who}</b><span style="color:{site.faint};font-size:12px">{m.when}</span></div><div style="color:{site.accent}">{m.subject}</div>
<div style="color:{site.faint};white-space:nowrap;overflow:hidden;text-overflow:ellipsis">{m.start}</div></div>"""
        for n, m in enumerate(mails)
    )
    mail = mails[opened]
    buttons = "".join(
        f'<button data-t="mail_button_{b}" style="font:inherit;background:{site.panel};color:{site.ink};border:1px solid {site.line};border-radius:4px;padding:6px 18px;margin-right:10px">{b}</button>'
        for b in ("Reply", "Reply all", "Forward", "Flag")
    )
    bottom = f'<div style="margin-top:22px">{buttons}</div>'
    if answer:
        send = f'<button data-t="mail_send" style="font:inherit;background:{site.accent};color:#fff;border:0;border-radius:4px;padding:7px 24px">Send</button> <button data-t="mail_discard" style="font:inherit;background:transparent;color:{site.ink};border:1px solid {site.line};border-radius:4px;padding:6px 20px;margin-left:10px">Discard</button>'
        bottom = f'<div style="border:1px solid {site.accent};border-radius:6px;padding:14px 16px;margin-top:18px"><div style="color:{site.faint}">To: {mail.who}</div><div style="margin:10px 0 16px">{answer}</div>{send}</div>'
    tabs = "".join(
        f'<span data-t="mail_tab_{x}" style="margin-right:22px;{"font-weight:700;border-bottom:2px solid " + site.accent if x == "Focused" else ""}">{x}</span>'
        for x in ("Focused", "Other", "Mentions")
    )
    return f"""<div style="height:100%;background:{site.paper};color:{site.ink};font:14px/1.45 '{site.font}',sans-serif;display:flex;flex-direction:column">
<div style="display:flex;align-items:center;background:{site.accent};color:#fff;height:46px;padding:0 18px;flex:none"><b style="font-size:16px">Outlook</b><div style="margin:0 auto;width:360px;background:rgba(255,255,255,.85);color:#333;border-radius:4px;padding:5px 12px">Search</div><span>Ines Carvalhal</span></div>
<div style="display:flex;flex:1;min-height:0"><div style="width:170px;flex:none;padding-top:12px"><button data-t="mail_new" style="font:inherit;background:{site.accent};color:#fff;border:0;border-radius:4px;padding:7px 20px;margin:0 0 12px 14px">New mail</button>{folders}</div>
<div style="width:330px;flex:none;background:{site.panel};border-left:1px solid {site.line};border-right:1px solid {site.line};overflow:hidden"><div style="padding:12px 14px;border-bottom:1px solid {site.line}">{tabs}</div>{listed}</div>
<div style="flex:1;padding:16px 26px;overflow:hidden"><div style="font-size:20px;font-weight:600;margin-bottom:12px">{mail.subject}</div><div style="display:flex;margin-bottom:16px"><b style="flex:1">{mail.who}</b><span style="color:{site.faint}">{mail.when}</span></div><div>{mail.text}</div>{bottom}</div></div></div>"""
