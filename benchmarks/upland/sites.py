"""Pages of sites for work: a web mail, tickets, gauges, manuals and the council's forms."""

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.scouting.parts import face, icon, lines, paper
from benchmarks.upland.looks import CISTERN, COUNCIL, FLOWDESK, HUIA, RIVULET, SNAG, STRAND, TARN
from benchmarks.upland.parts import box, chip, curve, dim, line, press, side, spans, striped
from benchmarks.upland.web import Page
from benchmarks.worlds.look import Site

# Who, subject, how it begins, when.
Letter = tuple[str, str, str, str]
_FOLDERS = (("Inbox", "14"), ("Snoozed", ""), ("Sent", ""), ("Drafts", "2"), ("Gauges", "31"), ("Bin", ""))
_RULES = (
    ("Rule", "Limit", "Tells"),
    ("Battery low", "11.5 V", "Bruce Oakden"),
    ("Silent for", "3 h", "Keri Haldane"),
    ("Tussock Creek low", "0.385", "Ngaire Pohatu"),
    ("Rise in an hour", "0.25 m", "everybody"),
)
_KEYWORDS = ("Introduction", "Rating curves", "Segments", "Uncertainty", "Drift", "Gap filling", "Errors", "Plots")
_CHAPTERS = ("1 Overview", "2 Values", "3 Aggregates", "4 Windows", "5 Dates", "6 Locks", "7 Messages")
_TINTS = {"New": "#64748b", "In progress": "#2563eb", "Blocked": "#b91c1c", "Verified": "#15803d"}


def _mail(shown: str, title: str, path: str) -> Page:
    folders = ""
    for number, (name, count) in enumerate(_FOLDERS):
        lit = "background:#d5e6d9;font-weight:700" if number == 0 else ""
        folders += side(f"padding:6px 16px;border-radius:0 14px 14px 0;{lit}", name, box("margin-left:auto", count))
    find = line("width:460px;background:var(--panel);border-radius:8px;padding:7px 14px;gap:9px", icon("search", 13),
                dim("Search all mail"))  # fmt: skip
    brand = '<b style="font-size:19px;color:var(--accent);width:170px">huia mail</b>'
    top = line("padding:9px 18px;gap:20px", brand, find, box("margin-left:auto", face("Keri Haldane", 28)))
    left = box("width:185px;flex:none;padding-top:4px", box("padding:0 0 10px 14px", press(("New message",), 14)),
               folders)  # fmt: skip
    body = top + side("height:100%", left, box("background:var(--paper)", shown, kind="fill"))
    return title, f"mail.huia-post.nz/{path}", paper(HUIA, body)


def mailbox(letters: Sequence[Letter], unread: int) -> Page:
    """All letters of a web mail, one a line."""
    out = line("gap:22px;padding:6px 14px;border-bottom:2px solid var(--line)", spans(("Focused", "Other", "Lists")))
    for number, (who, subject, begins, when) in enumerate(letters):
        bold = "font-weight:700" if number < unread else ""
        said = f"{subject} " + dim(f"– {begins}")
        out += line(f"padding:8px 14px;border-bottom:1px solid var(--line);gap:14px;{bold}", icon("star", 13),
                    box("width:170px;flex:none", who), box("flex:1", said, kind="cut"), dim(when))  # fmt: skip
    return _mail(out, f"Inbox ({unread}) - Huia Mail", "u/0/inbox")


def message(letter: Letter, text: str, extra: str = "") -> Page:
    """One letter of a web mail, over the whole page."""
    who, subject, _begins, when = letter
    address = f"{who.lower().replace(' ', '.')}"
    head = side("gap:12px;margin-bottom:14px", face(who, 40), box("", f"<b>{who}</b> ", dim(f"({address})"), "<br>",
                dim("to me, "), dim(when)))  # fmt: skip
    tools = line("gap:16px;padding:7px 14px;border-bottom:1px solid var(--line)", icon("back"), icon("folder"),
                 icon("x"), dim("1 of 214"))  # fmt: skip
    body = f'<h2 style="font-size:21px">{subject}</h2>{head}<div style="max-width:680px">{lines(text)}</div>'
    keys = box("margin-top:16px", press(("Snooze", "Forward", "Reply all"), 14))
    path = f"u/0/m/{sum(map(ord, subject)) * 37 % 99991:05}"
    return _mail(tools + box("padding:18px 26px", body, extra, keys), f"{subject} - Huia Mail", path)


def issue(
    number: str, head: str, status: str, about: Sequence[tuple[str, str]], told: str,
    said: Sequence[tuple[str, str, str]], kids: Sequence[tuple[str, bool]] = (),
) -> Page:  # fmt: skip
    """A ticket: what is known of it in a strip above, below it what was told and said."""
    strip = box("", box("font-size:11px;color:var(--faint)", "State"), chip(status, _TINTS[status]))
    for name, value in about:
        strip += box("", box("font-size:11px;color:var(--faint)", name), f"<b>{value}</b>")
    top = line("background:#134e4a;color:#fff;padding:10px 22px;gap:26px", "<b>snagboard</b>",
               spans(("My snags", "Boards", "Sprints", "Wiki")))  # fmt: skip
    talk = ""
    for who, when, what in said:
        bubble = box("background:var(--panel);border-radius:10px;padding:8px 14px;max-width:760px", f"<b>{who}</b> ",
                     dim(when, 12), box("", what))  # fmt: skip
        talk += side("gap:10px;margin-bottom:10px", face(who, 30), bubble)
    steps = ""
    for name, done in kids:
        mark = "checked" if done else ""
        steps += f'<div style="margin:3px 0"><input type="checkbox" {mark} style="margin:0 8px 0 0">{name}</div>'
    body = dim(f"Gauges and Weirs / {number}") + f'<h1 style="font-size:24px">{head}</h1>'
    body += side("gap:40px;background:var(--panel);padding:12px 18px;margin-bottom:14px;border-radius:8px", strip)
    body += box("max-width:820px;margin-bottom:12px", told) + (f"<h3>Steps</h3>{steps}" if kids else "")
    body += '<h3 style="margin-top:12px">Activity</h3>' + talk + press(("Log time", "Add reply"))
    page = paper(SNAG, top + box("padding:16px 26px", body))
    return f"{number}: {head} · snagboard", f"matuku.snagboard.app/browse/{number}", page


def gauges(path: str, head: str, when: str, tiles: Sequence[tuple[str, str, str]], below: str) -> Page:
    """A dashboard: tiles with a number and a curve each."""
    shown = ""
    for number, (name, value, note) in enumerate(tiles):
        points = [((at * (7 + number) + number * 3) % 11) / 11 for at in range(14)]
        text = f'<div style="font-size:31px;font-weight:700;color:var(--accent)">{value}</div>'
        shown += box("background:var(--panel);border-radius:8px;padding:13px 17px;width:255px", f"<b>{name}</b>", text,
                     dim(note, 12), box("margin-top:8px", curve(points, 220, 40)))  # fmt: skip
    rail = box("width:50px;flex:none;background:#08121d;padding:14px 16px;height:1300px", icon("grid"), icon("bell"),
               icon("gear"))  # fmt: skip
    top = line("padding:12px 22px;gap:22px;border-bottom:1px solid var(--line)", f"<b>Matuku / {head}</b>",
               dim(when), box("margin-left:auto", "Edit panel"))  # fmt: skip
    rules = box("", "<b>Alarm rules</b>", box("height:8px"), striped(_RULES))
    main = top + side("gap:16px;padding:18px 22px;flex-wrap:wrap", shown)
    main += side("gap:40px;padding:0 22px", box("", below), rules)
    page = paper(FLOWDESK, side("", rail, box("", main, kind="fill")))
    return f"{head} - Flowdesk", f"flow.matukuwater.co.nz/view/{path}", page


def code(text: str) -> str:
    """Code inside a page."""
    style = "background:var(--panel);border-left:4px solid var(--accent);padding:9px 14px;margin:10px 0;max-width:640px"
    return f'<pre class="mono" style="{style};font-size:13px;line-height:1.5">{html.escape(text, quote=False)}</pre>'


def _volume(site: Site, name: str, chapters: Sequence[str], head: str, body: str, *, right: bool = False) -> str:
    rows = ""
    for each in chapters:
        lit = "font-weight:700;color:var(--accent)" if each.split(" ", 1)[-1].lower() in head.lower() else ""
        rows += box(f"padding:5px 18px;{lit}", each)
    contents = box("width:195px;flex:none;background:var(--panel);height:1400px;padding-top:14px", rows)
    foot = box(
        "margin-top:26px;padding-top:10px;border-top:1px solid var(--line);max-width:640px",
        dim("Was this page of use?"),
        " Yes &nbsp; No &nbsp; ",
        dim("Something wrong? Suggest a change."),
    )
    main = box("padding:16px 32px", f'<h1 style="font-size:26px">{head}</h1>', body, foot, kind="fill")
    top = line(
        "padding:10px 20px;gap:24px;border-bottom:1px solid var(--line)",
        f'<b style="font-size:16px">{name}</b>',
        box("margin-left:auto", dim("Search docs (press S)")),
    )
    return paper(site, top + side("", *((main, contents) if right else (contents, main))))


def rivulet(path: str, head: str, body: str) -> Page:
    """The documentation of a Julia package for rivers."""
    page = _volume(RIVULET, "Rivulet.jl", _KEYWORDS, head, body)
    return f"{head} · Rivulet.jl", f"rivulet.juliahydro.org/stable/{path}", page


def cistern(path: str, head: str, body: str) -> Page:
    """The manual of a database."""
    page = _volume(CISTERN, "CisternDB 6 Handbook", _CHAPTERS, head, body, right=True)
    return f"{head} | CisternDB Handbook", f"handbook.cisterndb.com/6/{path}", page


def strand(path: str, head: str, body: str) -> Page:
    """The documentation of a library that draws charts."""
    names = ("Quick start", "Axes", "Layers", "Scales", "Tooltips", "Events", "Recipes")
    page = _volume(STRAND, "strandchart", names, head, body)
    return f"{head} – strandchart", f"strandchart.dev/docs/{path}", page


def council(path: str, head: str, body: str) -> Page:
    """A page of the regional council, where water takes are reported."""
    brand = '<b style="font-size:17px">Taieri Uplands Regional Council</b>'
    top = line(
        "background:#14532d;color:#fff;padding:14px 30px;gap:30px", brand, spans(("Consents", "Returns", "Maps"))
    )
    steps = line("gap:26px;padding:9px 30px;background:#d5e8da", spans(("1 Meter", "2 Volumes", "3 Declaration")))
    main = box("padding:14px 30px", f'<h1 style="font-size:22px">{head}</h1>', body)
    return f"{head} - TURC Online", f"online.turc.govt.nz/{path}", paper(COUNCIL, top + steps + main)


def tarn(path: str, head: str, body: str) -> Page:
    """The settings of a data logger in a hut by a river."""
    names = ("Overview", "Channels", "Telemetry", "Power", "Users", "Firmware")
    rows = "".join(
        box(f"padding:8px 20px;{'border-left:4px solid var(--accent)' if n == head else ''}", n) for n in names
    )
    left = box("width:180px;flex:none;background:var(--panel);height:1300px;padding-top:12px", rows)
    top = line(
        "padding:11px 22px;gap:18px;background:#312e81;color:#fff", "<b>TARN-8 Logger</b>", "Hut at Tussock Creek"
    )
    main = box("padding:16px 30px", f'<h1 style="font-size:22px">{head}</h1>', body, kind="fill")
    return f"{head} | TARN-8", f"tussock.tarn-telemetry.nz/{path}", paper(TARN, top + side("", left, main), 13)


def rows_of(*rows: Sequence[str]) -> str:
    """A table of a page."""
    return striped(rows)
