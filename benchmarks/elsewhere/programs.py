"""Programs other than the browser: mail, chat, editor, terminal, spreadsheet, PDF, files, notes, settings."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from dataclasses import dataclass

from benchmarks.elsewhere.facts import CODE, FACTS, say, t
from benchmarks.elsewhere.frames import at_home, framed
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = "SELECT|FROM|WHERE|GROUP|ORDER|BY|HAVING|JOIN|ON|AND|AS|DESC|BETWEEN|LIMIT|def|return|if|not|raise|lambda|import|from|export|function|const|set|echo"


@dataclass(frozen=True)
class Mail:
    """A mail: who wrote, subject, when, and its text (HTML with `{fact}`)."""

    who: str
    subject: str
    when: str
    text: str = ""


def _button(look: Look, key: str, word: str, *, strong: bool = False) -> str:
    ground, ink = (look.accent, "#fff") if strong else (look.fill, look.ink)
    shape = "2px outset #eee" if look.shape == "classic" else f"1px solid {look.line}"
    radius = 0 if look.shape == "classic" else 6
    return f'<button data-t="{key}_{word}" style="font:inherit;background:{ground};color:{ink};border:{shape};border-radius:{radius}px;padding:5px 16px;margin-right:8px">{word}</button>'


def mail(look: Look, rect: Rect, mails: list[Mail], opened: int, answer: str = "") -> Window:
    """A mail program: folders, list, and below it the mail that is open, or an answer being written."""
    folders = "".join(
        f'<div style="padding:5px 14px;{f"background:{look.fill};font-weight:600" if f == "Inbox" else ""}">{f}</div>'
        for f in ("Inbox", "Drafts", "Sent", "Pellworth", "Library", "Suppliers", "Junk", "Trash")
    )
    cell = "white-space:nowrap;overflow:hidden;text-overflow:ellipsis;padding:5px 12px"
    head = "".join(
        f'<div style="{w};{cell};color:{look.faint}">{n}</div>'
        for n, w in (("Subject", "flex:1"), ("Correspondents", "width:220px"), ("Date", "width:120px"))
    )
    rows = "".join(
        f'<div class="row" style="{f"background:{look.accent};color:#fff" if n == opened else ""}"><div style="flex:1;{cell}">{m.subject}</div><div style="width:220px;{cell}">{m.who}</div><div style="width:120px;{cell}">{m.when}</div></div>'
        for n, m in enumerate(mails)
    )
    one = mails[opened]
    tools = "".join(_button(look, "mail", word) for word in ("Reply", "Forward", "Archive", "Junk"))
    below = f'<div style="padding:14px 22px;border-bottom:1px solid {look.line};background:{look.panel}"><div class="row"><b style="flex:1">{one.who}</b>{tools}</div><div style="font-size:1.2em;margin-top:2px">{one.subject}</div><div style="color:{look.faint}">To: Rowan Achterberg &nbsp; {one.when}</div></div><div style="padding:14px 22px" class="text">{say(one.text)}</div>'
    if answer:
        send = (
            _button(look, "mail", "Send", strong=True)
            + _button(look, "mail", "Attach")
            + _button(look, "mail", "Save draft")
        )
        below = f'<div style="padding:12px 22px;border-bottom:1px solid {look.line}">{send}</div><div style="padding:10px 22px;border-bottom:1px solid {look.line}">To: {one.who}<br>Subject: Re: {one.subject}</div><div style="padding:16px 22px">{say(answer)}</div>'  # fmt: skip
    style = f"<style>.text p{{margin:0 0 10px}} .text table{{border-collapse:collapse;margin:0 0 12px}} .text td,.text th{{border:1px solid {look.line};padding:5px 14px;text-align:left}}</style>"
    new = _button(look, "mail", "New Message", strong=True)
    body = f'{style}<div class="row grow"><div style="width:170px;flex:none;border-right:1px solid {look.line};padding-top:10px"><div style="padding:0 0 10px 12px">{new}</div>{folders}</div><div class="col grow" style="background:{look.paper}"><div class="row" style="border-bottom:1px solid {look.line}">{head}</div><div style="flex:none;border-bottom:2px solid {look.line}">{rows}</div><div class="grow" data-view>{below}</div></div></div>'
    title = f"{'Write: Re: ' if answer else ''}{one.subject} - Mozilla Thunderbird"
    app = "Thunderbird" if look.shape == "mac" else "thunderbird"
    return Window(app, at_home(app, look), title, rect, framed(look, title, body))


def chat(look: Look, rect: Rect, here: str, said: list[tuple[str, str, str]]) -> Window:
    """A chat program: (who, when, what) of each message."""
    rooms = "".join(
        f'<div style="padding:6px 16px;{f"background:{look.fill};color:{look.ink}" if r == here else f"color:{look.faint}"}">{r}</div>'
        for r in ("#general", "#library", "#pellworth", "#vacations", "Delphine Arsenault", "Yuki Brandt")
    )
    talk = "".join(
        f'<div class="row" style="margin-bottom:15px"><svg style="width:34px;height:34px;flex:none;margin-right:12px"><circle cx="17" cy="17" r="16" fill="{look.fill}"/></svg><div><div><b style="color:{look.accent}">{who}</b><span style="color:{look.faint};font-size:.85em;margin-left:10px">{when}</span></div><div style="margin-top:2px">{say(what)}</div></div></div>'
        for who, when, what in said
    )
    body = f'<div class="row grow"><div style="width:190px;flex:none;border-right:1px solid {look.line};padding-top:12px"><div style="padding:0 16px 8px;font-weight:700">Rooms</div>{rooms}</div><div class="col grow" style="background:{look.paper}"><div style="padding:10px 20px;border-bottom:1px solid {look.line};font-weight:700;font-size:1.1em">{here}</div><div class="grow" style="padding:18px 20px" data-view>{talk}</div><div style="margin:8px 20px 14px;border:1px solid {look.line};padding:8px 12px;color:{look.faint}">Send a message…</div></div></div>'
    return Window(
        "element", "/usr/bin/element-desktop", f"Element | {here}", rect, framed(look, f"Element | {here}", body)
    )


def editor(look: Look, rect: Rect, name: str, version: int, before: str = "", after: str = "") -> Window:
    """An editor with a file in that version (from 0): Sublime Text on the Mac, a modal one elsewhere."""
    tints = {"k": "#c678dd", "s": "#98c379", "n": "#d19a66", "c": "#7f848e"} if look.dark else {"k": "#8250df", "s": "#0a7a2f", "n": "#b35900", "c": "#8a8370"}  # fmt: skip
    mark = f'<span data-t="code:{name}:{version}">{coloured(CODE[name][version], _WORDS, tints)}</span>'
    text = coloured(before, _WORDS, tints) + mark + coloured(after, _WORDS, tints)
    lines = (before + CODE[name][version] + after).count("\n") + 1
    numbers = "\n".join(f"{n:>3}" for n in range(1, lines + 1))
    size = look.size + 1
    code = f'<div class="row grow mono" style="background:{look.paper};padding-top:8px;font-size:{size}px;line-height:1.5" data-view><pre class="mono" style="padding:0 16px 0 10px;color:{look.faint}" data-ignore>{numbers}</pre><pre class="mono">{text}</pre></div>'
    if look.shape == "mac":
        side = "".join(
            f'<div style="padding:3px 16px;{f"background:{look.fill}" if f == name else ""}">{f}</div>'
            for f in ("dewpoint.py", "leaks.sql", "loadcolour.js", "meters.sql", "photos.sh", "README")
        )
        tabs = f'<div class="row" style="background:{look.bar};flex:none"><div style="padding:6px 22px;background:{look.paper};border-radius:6px 6px 0 0">{name}</div></div>'
        body = f'<div class="row grow"><div style="width:170px;flex:none;padding-top:8px"><div style="padding:2px 16px;color:{look.faint};font-size:11px">FOLDERS</div>{side}</div><div class="col grow">{tabs}{code}</div></div><div class="foot"><span>Line {lines}, Column 1</span><span style="margin-left:auto">Spaces: 4</span></div>'
        title = f"{name} — plantroom"
        return Window("Sublime Text", at_home("Sublime Text", look), title, rect, framed(look, title, body))
    foot = f'<div class="row mono" style="background:{look.fill};font-size:{size - 1}px;flex:none"><span style="background:{look.accent};color:{"#1b2028" if look.dark else "#fff"};padding:2px 12px;font-weight:700">NORMAL</span><span style="padding:2px 12px">main</span><span style="padding:2px 12px">{name}</span><span style="margin-left:auto;padding:2px 12px">utf-8 &nbsp; {lines}:1</span></div><div class="mono" style="font-size:{size - 1}px;padding:2px 8px;background:{look.paper};color:{look.faint}">"{name}" {lines}L written</div>'
    title = f"{name} (~/plantroom) - NVIM"
    return Window("neovide", at_home("neovide", look), title, rect, framed(look, title, code + foot))


def terminal(look: Look, rect: Rect, lines: list[str], ink: str, ground: str) -> Window:
    """A terminal; each line is HTML with `{fact}`."""
    text = say("\n".join(lines))
    body = f'<div class="grow" style="background:{ground};padding:8px 10px" data-view><pre class="mono" style="color:{ink};font-size:{look.size + 1}px;line-height:1.35">{text}</pre></div>'
    if look.shape == "mac":
        title = "rowan — zsh — 96×30"
        return Window("iTerm2", at_home("iTerm2", look), title, rect, framed(look, title, body))
    title = "rowan@kittiwake: ~/plantroom"
    return Window("kitty", at_home("kitty", look), title, rect, framed(look, title, body))


def spreadsheet(look: Look, rect: Rect, name: str, rows: list[list[str]], at: tuple[str, str]) -> Window:
    """A spreadsheet: rows of cells (HTML with `{fact}`), and address and text of the cell at work."""
    widths = (150, 90, 110, 110, 90, 110)
    edge = f"border-right:1px solid {look.line};border-bottom:1px solid {look.line};padding:2px 6px;white-space:nowrap;overflow:hidden;height:23px"
    number = f"width:36px;flex:none;text-align:center;{edge};background:{look.fill};color:{look.faint}"
    head = "".join(f'<div style="width:{w}px;text-align:center;{edge};background:{look.fill};color:{look.faint}">{c}</div>' for w, c in zip(widths, "ABCDEF", strict=True))  # fmt: skip
    drawn = ""
    for n, row in enumerate([*rows, *[[""] * 6] * 12], start=1):
        cells = "".join(
            f'<div style="width:{w}px;{edge};text-align:{"right" if 0 < c < 5 and n > 1 else "left"};{"font-weight:700" if n == 1 else ""}">{say(v)}</div>'
            for c, (w, v) in enumerate(zip(widths, row, strict=True))
        )
        drawn += f'<div class="row"><div style="{number}">{n}</div>{cells}</div>'
    menu = "".join(f"<span>{m}</span>" for m in ("File", "Edit", "View", "Insert", "Format", "Styles", "Sheet", "Data", "Tools", "Help"))  # fmt: skip
    body = f'<div class="menu">{menu}</div><div class="row" style="border-bottom:1px solid {look.line};border-top:1px solid {look.line};padding:3px 8px;flex:none"><div style="width:70px;border:1px solid {look.line};padding:1px 8px">{at[0]}</div><div style="padding:2px 14px;font-style:italic">ƒ Σ =</div><div style="flex:1;border:1px solid {look.line};padding:1px 8px;background:{look.paper}">{at[1]}</div></div><div class="grow" style="background:{look.paper}" data-view><div class="row"><div style="{number}"></div>{head}</div>{drawn}</div><div class="foot"><span>Sheet 1 of 2</span><b>heat loads</b><span>ventilation</span><span style="margin-left:auto">English (Canada)</span><span>100%</span></div>'
    title = f"{name} — LibreOffice Calc"
    return Window("soffice", "/usr/lib/libreoffice/program/soffice.bin", title, rect, framed(look, title, body))


def pdf(look: Look, rect: Rect, name: str, page: str) -> Window:
    """A PDF viewer with one page, and small pictures of the others."""
    small = "".join('<div style="width:84px;height:112px;background:#fff;margin:0 auto 14px" data-ignore></div>' * 4)
    sheet = f"<div style=\"width:700px;height:960px;margin:16px auto;background:#fff;color:#111;padding:46px 60px;font:15px/1.5 'Nimbus Roman',serif\">{say(page)}</div>"
    body = f'<div class="row grow"><div style="width:130px;flex:none;padding-top:16px;background:{look.panel}">{small}</div><div class="grow" style="background:#5b5b60" data-view>{sheet}</div></div>'
    title = f"{name} – Page 1 of 6"
    return Window("Preview", at_home("Preview", look), title, rect, framed(look, title, body))


def files(look: Look, rect: Rect, place: str, rows: list[tuple[str, str, str, str]]) -> Window:
    """A file manager: (name, size, kind, changed) of each file, HTML with `{fact}`."""
    side = "".join(
        f'<div style="padding:5px 14px;{f"background:{look.fill}" if s == place else ""}">{s}</div>'
        for s in ("rowan", "Desktop", "File System", "Trash", "plantroom", place)
    )
    widths = ("flex:1", "width:100px", "width:150px", "width:170px")
    listed = ""
    for n, row in enumerate([("Name", "Size", "Type", "Date Modified"), *rows]):
        cells = "".join(f'<div style="{w};padding:5px 10px;white-space:nowrap;{f"color:{look.faint}" if n == 0 else ""}">{say(v)}</div>' for w, v in zip(widths, row, strict=True))  # fmt: skip
        listed += f'<div class="row" style="border-bottom:1px solid {look.line}">{cells}</div>'
    body = f'<div class="menu">File &nbsp; Edit &nbsp; View &nbsp; Go &nbsp; Bookmarks &nbsp; Help</div><div style="padding:4px 12px;border:1px solid {look.line};margin:0 8px 6px;flex:none;background:{look.paper}">/home/rowan/{place}</div><div class="row grow"><div style="width:150px;flex:none;border-right:1px solid {look.line}">{side}</div><div class="grow" style="background:{look.paper}" data-view>{listed}</div></div><div class="foot">{len(rows)} files: 397.0 MB, free space: 41.8 GB</div>'
    return Window("thunar", "/usr/bin/thunar", f"{place} - Thunar", rect, framed(look, f"{place} - Thunar", body))


def notes(look: Look, rect: Rect, name: str, text: str) -> Window:
    """A plain text editor."""
    body = f'<div class="grow" style="background:{look.paper};padding:14px 18px" data-view><pre class="mono" style="font-size:{look.size + 1}px;line-height:1.55">{say(text)}</pre></div>'
    return Window("TextEdit", at_home("TextEdit", look), name, rect, framed(look, name, body))


def settings(look: Look, rect: Rect, ticked: set[str]) -> Window:
    """The preferences of the backup program, with these of its boxes ticked."""
    groups = "".join(
        f'<span style="padding:5px 16px;border:2px {"inset" if g == "Schedule" else "outset"} #eee">{g}</span>'
        for g in ("General", "Schedule", "Targets", "Logs")
    )
    boxes = "".join(
        f'<label style="display:block;margin:10px 0"><input type="checkbox" data-t="{k}_{"on" if k in ticked else "off"}" {"checked" if k in ticked else ""} style="margin-right:10px;vertical-align:-2px"><span data-t="{k}">{html.escape(FACTS[k])}</span></label>'
        for k in ("safe_every", "safe_big", "safe_mail", "safe_battery")
    )
    buttons = "".join(_button(look, "safe", b) for b in ("OK", "Cancel", "Apply", "Restore defaults"))
    body = f'<div class="row" style="padding:12px 16px 0;flex:none">{groups}</div><div class="grow" style="padding:10px 24px" data-view>{boxes}<div style="margin:14px 0">Keep versions for: &nbsp;{t("safe_keep")}</div><div style="margin:14px 0">Target: &nbsp;{t("safe_target")}</div></div><div style="padding:10px 16px 14px;text-align:right;flex:none">{buttons}</div>'
    title = "NightSafe Preferences"
    return Window("nightsafe", "/usr/bin/nightsafe", title, rect, framed(look, title, body))
