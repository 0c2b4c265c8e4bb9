"""Webmail, a mail program and a chat."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.abroad.desk import framed
from benchmarks.abroad.looks import WEBMAIL
from benchmarks.abroad.parts import bar, buttons, div, faint, row, view, words
from benchmarks.scouting.parts import face, icon, icons, lines, paper
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

ME = "Noor Vandersteen"
# Who, subject, when.
Letter = tuple[str, str, str]
# Who, when, what.
Said = tuple[str, str, str]
_BOXES = "Inbox,Starred,Sent,Drafts,Night paths,Archive"


def _list(letters: Sequence[Letter], opened: int) -> str:
    out = ""
    for number, (who, subject, when) in enumerate(letters):
        lit = "border-left:4px solid var(--accent);background:var(--paper)" if number == opened else "padding-left:18px"
        head = row("", div("flex:1;font-weight:700", who), faint(when))
        out += div(f"padding:9px 14px;border-bottom:1px solid var(--line);{lit}", head, div("", subject, kind="cut"))
    return out


def webmail(letters: Sequence[Letter], opened: int, text: str, extra: str = "") -> tuple[str, str, str]:
    """A page of a mail service with one letter open; `extra` stands below its text."""
    who, subject, when = letters[opened]
    side = "".join(div("padding:6px 18px", name) for name in _BOXES.split(","))
    search = div("width:520px;border:1px solid var(--line);border-radius:16px;padding:5px 16px", faint("Search mail"))
    brand = '<b style="width:150px;font-size:18px;color:var(--accent)">Postduif</b>'
    top = bar("padding:10px 18px;gap:20px;border-bottom:1px solid var(--line)", brand, search)
    head = row("gap:12px;margin-bottom:14px", face(who, 38), div("", f"<b>{who}</b><br>", faint(f"to {ME}, {when}")))
    letter = div(
        "padding:18px 28px;background:var(--panel);height:100%",
        f'<h2 style="margin:0 0 10px;font-size:20px">{subject}</h2>',
        head, lines(text), extra, div("margin-top:14px", buttons(("Reply", "Forward", "Mark as unread"), 15)),
    )  # fmt: skip
    write = div("padding:10px 14px", buttons(("Write mail",), 16))
    left = div("width:170px;flex:none", write, side)
    middle = div("width:320px;flex:none;border-left:1px solid var(--line)", _list(letters, opened))
    body = row("height:100%", left, middle, div("border-left:1px solid var(--line)", letter, kind="grow"))
    number = sum(map(ord, subject)) % 9000 + 1000
    return f"{subject} - Postduif", f"mail.postduif-web.be/inbox/{number}", paper(WEBMAIL, top + body)


def letterbox(look: Look, rect: Rect, letters: Sequence[Letter], opened: int, text: str, extra: str = "") -> Window:
    """Geary with one letter open."""
    who, subject, when = letters[opened]
    title = f"{subject} — Geary"
    head = row("gap:12px;margin-bottom:14px", face(who, 34), div("", f"<b>{who}</b><br>", faint(f"To: {ME}, {when}")))
    tools = bar("gap:20px;padding:8px 16px;border-bottom:1px solid var(--line)", words("Compose,Reply,Forward,Archive"))
    left = div("width:300px;flex:none;border-right:1px solid var(--line)", _list(letters, opened))
    shown = view("background:var(--paper);padding:20px 30px", f"<h2>{subject}</h2>", head, lines(text), extra)
    inner = tools + div("", left, shown, kind="row grow")
    return Window("geary", "/usr/bin/geary", title, rect, framed(look, title, inner))


def _people(names: Sequence[str], head: str, lit: str) -> str:
    out = div("padding:10px 16px 4px;font-size:11px;opacity:.7", head)
    for name in names:
        out += div(f"padding:4px 18px;{'background:rgba(255,255,255,.18)' if name == lit else ''}", name)
    return out


def chat(look: Look, rect: Rect, channel: str, said: Sequence[Said], over: str = "") -> Window:
    """Mattermost with a channel open."""
    title = f"{channel} - Lumen - Mattermost"
    rooms = ("planning", "rolling-stock", "catering", "depot-schellebeke", "night-desk", "off-topic")
    people = ("Anouk Leclercq", "Ilka Sommerfeld", "Joris Baeten", "Teo Marchetti", "Wim De Raedt")
    side = _people(rooms, "CHANNELS", channel) + _people(people, "DIRECT MESSAGES", channel)
    talk = ""
    for who, when, what in said:
        name = f'<b>{who}</b> <span style="color:var(--faint);font-size:11px">{when}</span>'
        talk += row("gap:12px;padding:8px 22px", face(who, 32), div("", name, div("", what)))
    head = bar("padding:11px 22px;gap:14px;border-bottom:1px solid var(--line)", f"<b>{channel}</b>", icons("star pen"))
    write = bar(
        "margin:8px 22px 14px;padding:9px 14px;border:1px solid var(--line);border-radius:5px",
        faint(f"Write to {channel}"), div("margin-left:auto", icon("clip")),
    )  # fmt: skip
    left = div("width:190px;flex:none;background:#1e325c;color:#eef2ff", side)
    right = div("", head, view("background:var(--paper);padding-top:8px", talk), write, kind="col grow")
    inner = div("", left, right, kind="row grow")
    process = "/opt/Mattermost/mattermost-desktop"
    return Window("mattermost", process, title, rect, framed(look, title, inner), tags=(over,) if over else ())
