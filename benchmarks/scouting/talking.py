"""Mail programs and chats."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.desk import framed, menu
from benchmarks.scouting.parts import face, icon, icons, lines, paper
from benchmarks.worlds.look import Look, Site
from benchmarks.worlds.window import Rect, Window

# Who, subject, when.
Letter = tuple[str, str, str]
# Who ("me" for oneself), when, what.
Said = tuple[str, str, str]


def mail(look: Look, rect: Rect, letters: Sequence[Letter], opened: int, text: str, extra: str = "") -> Window:
    """Outlook or Thunderbird with one letter open; `extra` stands below its text."""
    outlook = look.shape == "win"
    folders = (
        "Inbox,Drafts,Sent Items,Archive,Lantern Coast,Junk" if outlook else "Inbox,Drafts,Sent,Archives,Permits,Spam"
    )
    boxes = "".join(
        f'<div class="bar" style="padding:7px 16px;gap:9px;{"font-weight:700" if n == 0 else ""}">{icon("folder", 14)}'
        f"<span>{f}</span></div>"
        for n, f in enumerate(folders.split(","))
    )
    listed = "".join(
        f'<div style="padding:9px 14px;border-bottom:1px solid {look.line};border-left:3px solid '
        f'{look.accent if n == opened else "transparent"};{f"background:{look.fill}" if n == opened else ""}">'
        f'<div class="row"><b class="cut" style="flex:1">{who}</b><span style="color:{look.faint}">{when}</span></div>'
        f'<div class="cut">{subject}</div></div>'
        for n, (who, subject, when) in enumerate(letters)
    )
    who, subject, when = letters[opened]
    head = (
        f'<h2 style="margin:0 0 10px;font-size:19px">{subject}</h2><div class="bar" style="gap:12px;'
        f'margin-bottom:16px">'
        f'{face(who, 38)}<div><b>{who}</b><br><span style="color:{look.faint}">To: Orla Kinsella, '
        f"{when}</span></div></div>"
    )
    tools = (
        "New mail,Delete,Archive,Reply,Reply all,Forward" if outlook else "Get Messages,Write,Tag,Reply,Archive,Junk"
    )
    strip = "".join(f"<span>{w}</span>" for w in tools.split(","))
    inner = (
        f'<div class="bar" style="gap:22px;padding:9px 16px;border-bottom:1px solid {look.line}">{strip}</div>'
        f'<div class="row grow"><div style="width:150px;flex:none;padding-top:8px">{boxes}</div><div '
        f'style="width:270px;'
        f'flex:none;border-right:1px solid {look.line};border-left:1px solid {look.line}">{listed}</div><div '
        f'class="grow" '
        f'style="padding:20px 30px;background:{look.paper};font-size:14px" '
        f"data-view>{head}{lines(text)}{extra}</div></div>"
    )
    return _mailer(look, rect, f"{subject} - Orla Kinsella", inner)


def _mailer(look: Look, rect: Rect, title: str, inner: str) -> Window:
    if look.shape == "win":
        process = "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE"
        return Window(
            "OUTLOOK", process, f"{title} - Outlook", rect, framed(look, f"{title} - Outlook", inner, "#0f6cbd")
        )
    top = menu("File Edit View Go Message Tools Help")
    title = f"{title} - Mozilla Thunderbird"
    return Window("thunderbird", "/usr/lib/thunderbird/thunderbird", title, rect, framed(look, title, top + inner))


def draft(look: Look, rect: Rect, to: str, subject: str, text: str) -> Window:
    """A mail that is being written, in a window of its own."""
    rows = "".join(
        f'<div class="bar" style="padding:7px 18px;border-bottom:1px solid {look.line}"><span style="width:80px;'
        f'color:{look.faint}">{name}</span><span>{value}</span></div>'
        for name, value in (("From", "Orla Kinsella &lt;orla@brackwater.example&gt;"), ("To", to), ("Subject", subject))
    )
    tools = "".join(f"<span>{w}</span>" for w in ("Send", "Attach", "Encrypt", "Spelling", "Save"))
    inner = (
        f'<div class="bar" style="gap:24px;padding:8px 18px;border-bottom:1px solid {look.line}">{tools}</div>{rows}'
        f'<div class="grow" style="padding:18px 22px;background:{look.paper};font-size:14px" '
        f"data-view>{lines(text)}</div>"
    )
    return _mailer(look, rect, f"Write: {subject}", inner)


def _bubbles(said: Sequence[Said], mine: str, theirs: str, ink: str) -> str:
    return "".join(
        f'<div style="display:flex;gap:10px;margin-bottom:11px;{"justify-content:flex-end" if who == "me" else ""}">'
        f'{"" if who == "me" else face(who)}<div style="max-width:74%;padding:7px 13px;border-radius:12px;'
        f'background:{mine if who == "me" else theirs};color:{ink}"><div style="font-size:12px;opacity:.75">'
        f"{'' if who == 'me' else who + ' &nbsp;'}{when}</div>{what}</div></div>"
        for who, when, what in said
    )


def _side(look: Look, chats: Sequence[tuple[str, str]], lit: str) -> str:
    return "".join(
        f'<div class="bar" style="padding:9px 14px;gap:11px;'
        f'{f"background:{lit}" if n == 0 else ""}">{face(name, 34)}<div '
        f'style="min-width:0"><b>{name}</b><div class="cut" style="color:{look.faint};'
        f'font-size:12px">{last}</div></div></div>'
        for n, (name, last) in enumerate(chats)
    )


def chat(look: Look, rect: Rect, chats: Sequence[tuple[str, str]], said: Sequence[Said], over: str = "") -> Window:
    """Teams, Messages or Element; the first of `chats` is open."""
    name = chats[0][0]
    app, process, title = {
        "win": (
            "ms-teams",
            "C:\\Program Files\\WindowsApps\\MSTeams\\ms-teams.exe",
            f"Chat | {name} | Microsoft Teams",
        ),
        "mac": ("Messages", "/System/Applications/Messages.app", name),
        "kde": ("Element", "/usr/bin/element-desktop", f"Element | {name}"),
    }[look.shape]
    mine, theirs = {"win": ("#e8ebfa", "#ffffff"), "mac": ("#0a64d8", "#3b3b3d"), "kde": ("#16453c", "#2c3035")}[
        look.shape
    ]
    if look.shape == "win" and look.dark:
        mine, theirs = "#3d3e78", "#2e2e2e"
    ink = look.ink if look.shape != "mac" else "#fff"
    rail = ""
    if look.shape == "win":
        words = ("Activity", "Chat", "Teams", "Calendar", "Calls", "Files")
        marks = ("bell", "mail", "grid", "file", "plus", "folder")
        rail = "".join(
            f'<div style="text-align:center;padding:9px 0;font-size:11px">{icon(m, 19)}<br>{w}</div>'
            for w, m in zip(words, marks, strict=True)
        )
        rail = f'<div style="width:66px;flex:none;background:{look.fill}">{rail}</div>'
    inner = (
        f'<div class="row grow">{rail}<div style="width:250px;flex:none;border-right:1px solid {look.line}">'
        f"{_side(look, chats, look.fill)}</div>"
        f'<div class="col grow"><div class="bar" style="padding:9px 18px;gap:12px;border-bottom:1px solid {look.line}">'
        f'{face(name, 30)}<b>{name}</b><span style="margin-left:auto">{icons("search star dots", 16, 8)}</span></div>'
        f'<div class="grow" style="padding:16px 20px;background:{look.paper if look.dark else "#f5f5f5"}" data-view>'
        f'{_bubbles(said, mine, theirs, ink)}</div><div class="bar" style="margin:10px 18px;padding:8px 14px;'
        f'border:1px solid {look.line};border-radius:6px;color:{look.faint}">Type a message</div></div></div>'
    )
    return Window(app, process, title, rect, framed(look, title, inner, "#6264a7"), tags=(over,) if over else ())


def slack(site: Site, channel: str, said: Sequence[Said]) -> str:
    """Slack on the web, as a page."""
    names = ("# general", "# locations", "# transport", "# catering", "# art-dept", "Priyanka Devlin", "Fintan Roche")
    side = "".join(
        f'<div style="padding:4px 18px;{"background:#1164a3" if n == channel else ""}">{n}</div>' for n in names
    )
    talk = "".join(
        f'<div class="row" style="padding:8px 22px;gap:12px">{face(who, 34)}<div><b>{who}</b> <span '
        f'style="font-size:12px;'
        f'color:var(--faint)">{when}</span><div>{what}</div></div></div>'
        for who, when, what in said
    )
    return paper(
        site,
        f'<div class="row" style="height:100%"><div style="width:200px;flex:none;background:{site.accent};'
        f'color:#e9dfe9">'
        f'<div style="padding:13px 18px;font-weight:700;font-size:16px">Lantern Coast</div>{side}</div><div '
        f'class="col grow">'
        f'<div style="padding:10px 22px;border-bottom:1px solid var(--line);'
        f'font-weight:700">{channel}</div><div class="grow">'
        f'{talk}</div><div style="margin:8px 22px 14px;border:1px solid var(--faint);border-radius:7px;'
        f"padding:8px 14px;"
        f'color:var(--faint)">Message {channel}</div></div></div>',
    )
