"""A spreadsheet, a reader of documents, a calendar."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.abroad.desk import framed, menu
from benchmarks.abroad.parts import bar, div, row, view, words
from benchmarks.scouting.parts import icons
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

# Day, from, to, words, colour.
Event = tuple[int, float, float, str, str]
_READERS = {
    "pantheon": ("evince", "/usr/bin/evince"),
    "tile": ("zathura", "/usr/bin/zathura"),
    "mint": ("xreader", "/usr/bin/xreader"),
}


def sheet(
    look: Look, rect: Rect, file: str, rows: Sequence[Sequence[str]], cell: tuple[str, str], widths: Sequence[int]
) -> Window:
    """LibreOffice Calc or Excel: `cell` is which one is active and what stands in the bar for formulas."""
    excel = look.shape == "flat"
    app, process = ("soffice", "/usr/lib/libreoffice/program/soffice.bin")
    if excel:
        app, process = "EXCEL", "C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE"
    title = f"{file} - Excel" if excel else f"{file} — LibreOffice Calc"
    names = "File Home Insert Data Review View" if excel else "File Edit View Insert Format Styles Sheet Data Tools"
    edge = "border-right:1px solid var(--line);border-bottom:1px solid var(--line);padding:3px 8px;flex:none"
    ruler = f"{edge};background:var(--fill);text-align:center"
    side = f"{ruler};width:36px"
    head = "".join(div(f"{ruler};width:{w}px", chr(65 + n), more="data-ignore") for n, w in enumerate(widths))
    body = row("", div(side, "&nbsp;", more="data-ignore"), head)
    for number, values in enumerate([*rows, *[[""] * len(widths)] * 6], start=1):
        cells = ""
        for at, value in enumerate(values):
            ring = "outline:2px solid var(--accent);outline-offset:-2px" if cell[0] == f"{chr(65 + at)}{number}" else ""
            style = f"{edge};width:{widths[at]}px;height:26px;white-space:nowrap;{ring}"
            style += ";font-weight:700" if number == 1 else ""
            cells += div(style + (";text-align:right" if value[:1].isdigit() and at else ""), value)
        body += row("", div(side, str(number), more="data-ignore"), cells)
    formula = bar("gap:12px;padding:4px 10px;border:1px solid var(--line)", f"<b>{cell[0]}</b><i>fx</i>", cell[1])
    inner = menu(names) + bar("padding:5px 12px", icons("file folder clip pen grid search", 17, 18)) + formula
    inner += view("background:var(--paper)", body) + bar("gap:24px;padding:5px 14px", words("Sheet1,Sheet2"))
    return Window(app, process, title, rect, framed(look, title, inner))


def reader(look: Look, rect: Rect, file: str, pages: str, body: str) -> Window:
    """A PDF; `pages` like `1 / 4`."""
    app, process = _READERS[look.shape]
    tints = "--ink:#111;--faint:#555;--line:#aaa;--panel:#eee;--paper:#fff"
    look_of = f"{tints};background:#fff;color:#111;width:720px;margin:12px auto;padding:30px 48px;height:1100px"
    page = div(f"{look_of};font:14px/1.5 'Liberation Serif',serif", body)
    ground = "background:#55555c" if look.dark else "background:#b9b9be"
    shown = view(ground, page)
    if look.shape == "tile":
        foot = bar("padding:3px 10px;background:#0f1116", f"<span>{file}</span>", div("margin-left:auto", f"[{pages}]"))
        return Window(app, process, file, rect, framed(look, file, shown + foot))
    tools = bar("gap:16px;padding:6px 14px", icons("menu search pen", 16, 8), f"<span>Page {pages}</span>", "125%")
    return Window(app, process, file, rect, framed(look, file, tools + shown))


def week(look: Look, rect: Rect, days: Sequence[str], events: Sequence[Event], over: str = "") -> Window:
    """A calendar's week from seven to seven."""
    title, high, count = "Calendar", 52, len(days)
    names = "".join(div("flex:1;padding:6px 10px;border-left:1px solid var(--line)", day) for day in days)
    shown = ""
    for hour in range(13):
        place = f"position:absolute;top:{hour * high}px;left:0;right:0;border-top:1px solid var(--line)"
        shown += div(f"{place};padding-left:8px;color:var(--faint);font-size:11px", f"{hour + 7}:00")
    for day, start, end, text, tint in events:
        place = f"left:calc(54px + (100% - 54px) * {day} / {count} + 3px);width:calc((100% - 54px) / {count} - 8px)"
        place += f";top:{(start - 7) * high + 1}px;height:{(end - start) * high - 3}px;background:{tint};color:#fff"
        shown += div(
            f"position:absolute;{place};border-radius:3px;padding:3px 8px;font-size:12px;line-height:1.3", text
        )
    tools = bar("gap:16px;padding:8px 14px", icons("back on", 16, 8), words("Week,Month,Year"))
    inner = tools + row("padding-left:54px", names) + view("background:var(--paper)", shown)
    process = "/usr/bin/gnome-calendar"
    tags = (over,) if over else ()
    return Window("gnome-calendar", process, title, rect, framed(look, title, inner), tags=tags)
