"""A spreadsheet, a manager of files, documents, pictures, a calendar and settings."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.desk import framed, menu
from benchmarks.scouting.parts import icon, icons, pairs
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

Event = tuple[int, float, float, str, str]
_FILES = {
    "win": ("explorer", "C:\\Windows\\explorer.exe"),
    "mac": ("Finder", "/System/Library/CoreServices/Finder.app"),
    "gnome": ("nautilus", "/usr/bin/nautilus"),
    "xfce": ("Thunar", "/usr/bin/thunar"),
}
_PLACES = {
    "win": "Home Gallery Desktop Downloads Documents Pictures Network",
    "gnome": "Recent Starred Home Documents Pictures Trash",
    "mac": "AirDrop Recents Applications Desktop Documents Downloads iCloud",
    "xfce": "Computer Home Desktop Trash KIT-USB Network",
}


def sheet(
    look: Look,
    rect: Rect,
    file: str,
    rows: Sequence[Sequence[str]],
    cell: tuple[str, str],
    widths: Sequence[int],
    tabs: str = "Budget",
) -> Window:
    """Excel or LibreOffice Calc: `cell` is which one is active and what stands in the bar for formulas."""
    excel = look.shape == "win"
    app, process = (
        ("EXCEL", "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE")
        if excel
        else ("soffice", "/usr/lib/libreoffice/program/soffice.bin")
    )
    title = f"{file} - Excel" if excel else f"{file} — LibreOffice Calc"
    menus = (
        "File Home Insert Draw Formulas Data Review View"
        if excel
        else "File Edit View Insert Format Styles Sheet Data Tools Help"
    )
    tools = icons("file folder clip pen grid down search star gear", 18, 20)
    line, column, row = look.line, ord(cell[0][0]) - 65, int(cell[0][1:])
    edge = f"border-right:1px solid {line};border-bottom:1px solid {line};padding:3px 8px;flex:none"
    head = "".join(
        f'<div data-ignore style="{edge};width:{w}px;text-align:center;background:{look.fill}">{chr(65 + n)}</div>'
        for n, w in enumerate(widths)
    )
    blank = [[""] * len(widths)] * 8
    body = ""
    for number, values in enumerate([*rows, *blank], start=1):
        cells = ""
        for n, value in enumerate(values):
            ring = (
                f"outline:2px solid {'#107c41' if excel else look.accent};outline-offset:-2px"
                if (n, number) == (column, row)
                else ""
            )
            bold = "font-weight:700" if number == 1 or values[0] == "Total" else ""
            right = "text-align:right" if value[:1].isdigit() and n else ""
            cells += (
                f'<div class="cut" style="{edge};width:{widths[n]}px;height:25px;{ring};{bold};{right}">{value}</div>'
            )
        body += (
            f'<div class="row"><div data-ignore style="{edge};width:34px;'
            f'background:{look.fill}">{number}</div>{cells}</div>'
        )
    formula = (
        f'<div class="bar" style="border-top:1px solid {line};border-bottom:1px solid {line};padding:4px 9px;gap:12px">'
        f'<span style="width:60px;border:1px solid {line};padding:1px '
        f'8px">{cell[0]}</span><i>fx</i><span>{cell[1]}</span></div>'
    )
    foot = "".join(
        f'<span style="padding:5px 16px;{"font-weight:700" if n == 0 else ""}">{w}</span>'
        for n, w in enumerate(tabs.split())
    )
    inner = (
        f'{menu(menus)}<div class="bar" style="padding:6px 13px">{tools}</div>{formula}<div class="grow" data-view '
        f'style="background:{look.paper}"><div class="row"><div data-ignore style="{edge};width:34px;'
        f'background:{look.fill}">'
        f'&nbsp;</div>{head}</div>{body}</div><div class="bar" style="border-top:1px solid {line}">{foot}'
        f'<span style="margin-left:auto;padding-right:14px;color:{look.faint}">100%</span></div>'
    )
    return Window(app, process, title, rect, framed(look, title, inner, "#107c41"))


def files(
    look: Look, rect: Rect, folder: str, rows: Sequence[tuple[str, str, str]], foot: str, marked: str = ""
) -> Window:
    """The desktop's manager of files, as a list with sizes and dates."""
    app, process = _FILES[look.shape]
    places = "".join(
        f'<div class="bar" style="padding:6px 15px;gap:9px">{icon("folder", 14)}<span>{p}</span></div>'
        for p in _PLACES[look.shape].split()
    )
    listed = ""
    for name, size, when in [("Name", "Size", "Date modified"), *rows]:
        lit = f"background:{look.accent};color:#fff" if name == marked else ""
        hide = "margin-right:10px;" + ("visibility:hidden" if name == "Name" else "")
        tone = f"color:{look.faint};border-bottom:1px solid {look.line}" if name == "Name" else ""
        listed += (
            f'<div class="bar" style="padding:7px 16px;{lit};{tone}">{icon("file", 15, hide)}<span '
            f'style="width:290px">{name}</span><span style="width:100px">{size}</span><span>{when}</span></div>'
        )
    path = (
        f'<div class="bar" style="padding:7px 14px;border-bottom:1px solid '
        f'{look.line}">{icons("back on again", 16, 13)}<span>{folder}</span><span '
        f'style="margin-left:auto">{icons("search grid menu", 15, 10)}</span></div>'
    )
    inner = (
        f'{path}<div class="row grow"><div style="width:150px;flex:none;border-right:1px solid {look.line};'
        f'padding-top:8px">{places}</div><div class="grow" style="background:{look.paper}" '
        f"data-view>{listed}</div></div>"
        f'<div class="bar" style="padding:4px 15px;font-size:12px;color:{look.faint}">{foot}</div>'
    )
    title = folder.rpartition("/")[2].strip()
    return Window(app, process, title, rect, framed(look, title, inner, "#ffb900"))


def document(look: Look, rect: Rect, file: str, pages: str, body: str) -> Window:
    """A PDF as Preview or Atril shows it: `pages` like `1 of 3`."""
    mac = look.shape == "mac"
    app, process = ("Preview", "/System/Applications/Preview.app") if mac else ("atril", "/usr/bin/atril")
    thumbs = "".join(
        '<div data-ignore style="width:84px;height:112px;background:#fff;border:1px solid #999;margin:12px auto"></div>'
        for _ in range(3)
    )
    top = "" if mac else menu("File Edit View Go Bookmarks Help")
    tools = (
        f'<div class="bar" style="padding:6px 14px;border-bottom:1px solid {look.line};'
        f'gap:14px">{icons("menu search pen", 16, 8)}<span>Page {pages}</span><span>110%</span></div>'
    )
    tints = "--ink:#111;--faint:#555;--line:#bbb;--panel:#fff;--paper:#fff"
    page = (
        f'<div style="{tints};background:#fff;color:#111;width:640px;margin:14px auto;padding:30px 44px;height:1200px;'
        f"font:13px/1.5 'Liberation Serif',serif\">{body}</div>"
    )
    inner = (
        f'{top}{tools}<div class="row grow"><div style="width:120px;flex:none;background:{look.fill}">{thumbs}</div>'
        f'<div class="grow" style="background:{"#4b4950" if mac else "#9c9c9c"}" data-view>{page}</div></div>'
    )
    return Window(app, process, file, rect, framed(look, file, inner, "#c33"))


def picture(look: Look, rect: Rect, file: str, about: Sequence[tuple[str, str]], sky: str, land: str) -> Window:
    """A photo with what its file says of it in a panel at the right."""
    drawn = (
        f'<svg viewBox="0 0 600 420" preserveAspectRatio="none" style="width:100%;height:100%"><rect '
        f'width="600" height="420" '
        f'fill="{sky}"/><path d="M0 250l120-60 90 40 110-95 120 90 160-50v245H0z" fill="{land}"/><rect y="330" '
        f'width="600" '
        f'height="90" fill="#33556b"/><path d="M380 210h70v80h-70zM372 212l43-36 43 36z" fill="#e8e0d0"/></svg>'
    )
    inner = (
        f'<div class="row grow"><div class="grow" style="background:#111" data-view>{drawn}</div><div '
        f'style="width:300px;'
        f'flex:none;padding:14px 18px"><b>General Info</b>{pairs(about, 110)}</div></div>'
    )
    return Window("Preview", "/System/Applications/Preview.app", file, rect, framed(look, file, inner))


def week(
    look: Look,
    rect: Rect,
    program: tuple[str, str, str],
    days: Sequence[str],
    events: Sequence[Event],
    card: str = "",
    first: int = 7,
) -> Window:
    """A calendar: (day, from, to, words, colour) of each appointment; `card` is the one that is open."""
    app, process, title = program
    high, count = 46, len(days)
    names = "".join(f'<div style="flex:1;padding:6px 10px;border-left:1px solid {look.line}">{d}</div>' for d in days)
    hours = "".join(
        f'<div style="position:absolute;top:{n * high}px;left:0;right:0;border-top:1px solid {look.line};'
        f"padding-left:7px;"
        f'color:{look.faint};font-size:11px">{first + n:02}:00</div>'
        for n in range(13)
    )
    shown = "".join(
        f'<div style="position:absolute;left:calc(50px + (100% - 50px) * {day} / {count} + 3px);'
        f"width:calc((100% - 50px) "
        f"/ {count} - 8px);top:{(start - first) * high + 1}px;height:{(end - start) * high - 3}px;"
        f"background:{tint};color:#fff;"
        f'border-radius:4px;padding:3px 8px;font-size:12px;line-height:1.3;overflow:hidden">{words}</div>'
        for day, start, end, words, tint in events
    )
    over = (
        f'<div style="position:absolute;right:60px;top:60px;width:360px;background:{look.panel};padding:16px 20px;'
        f'border:1px solid {look.line};border-radius:8px;box-shadow:0 8px 26px rgba(0,0,0,.4)">{card}</div>'
    )
    inner = (
        f'<div class="bar" style="padding:8px 14px;gap:16px">{icons("menu back on", 16, 8)}<b>September 2026</b>'
        f'<span>Day</span><span>Work week</span><span>Month</span></div><div class="row" '
        f'style="padding-left:50px;flex:none">'
        f'{names}</div><div class="grow" style="background:{look.paper}" '
        f"data-view>{hours}{shown}{over if card else ''}</div>"
    )
    return Window(app, process, title, rect, framed(look, title, inner, "#0f6cbd"))


def settings(look: Look, rect: Rect, program: tuple[str, str], page: str, sections: str, body: str) -> Window:
    """A dialog for settings: sections at the left, parted by commas, and the open one."""
    side = "".join(
        f'<div style="padding:8px 16px;border-radius:6px;'
        f'{f"background:{look.fill};font-weight:700" if s == page else ""}">{s}</div>'
        for s in sections.split(",")
    )
    inner = (
        f'<div class="row grow"><div style="width:190px;flex:none;padding:10px;border-right:1px solid '
        f'{look.line}">{side}</div>'
        f'<div class="grow" style="padding:20px 30px" data-view><h2 style="margin:0 0 12px;'
        f'font-size:19px">{page}</h2>{body}'
        "</div></div>"
    )
    return Window(*program, "Settings", rect, framed(look, "Settings", inner, "#777"))
