"""Programs other than the browser: editor, terminal, spreadsheet, PDF viewer, file manager, chat, notes."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.unseen.facts import CODE
from benchmarks.unseen.windows import framed
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = r"SELECT|FROM|WHERE|GROUP|ORDER|BY|HAVING|JOIN|USING|AND|NOT|LIMIT|AS|sum|date|def|return|if|for|in|import|from|set|cd|find|python|systemctl"


def _coloured(code: str, dark: bool) -> str:
    tints = {"k": "#c586c0" if dark else "#7b1fa2", "s": "#ce9178" if dark else "#a31515", "n": "#b5cea8" if dark else "#098658", "c": "#6a9955" if dark else "#5d7a3a"}  # fmt: skip
    return coloured(code, _WORDS, tints)


def editor(theme: Look, rect: Rect, process: str, name: str, version: int, before: str = "", after: str = "") -> Window:
    """A code editor with a file in that version (from 0), and code around it that stays as it is."""
    code = CODE[name][version]
    lines = (before + code + after).count("\n") + 1
    numbers = "<br>".join(str(n) for n in range(1, lines + 1))
    tree = "".join(
        f'<div style="padding:2px 0 2px {24 if "." in entry else 12}px;{on}">{entry}</div>'
        for entry in (
            "⌄ WARDSTOCK",
            "\u203a exports",
            "\u203a tests",
            "expiry.sql",
            "nightly.sh",
            "README.md",
            "reorder.py",
            "reorder.sql",
        )
        for on in [f"background:{theme.fill}" if entry == name else ""]
    )
    mark = f'<span data-t="code:{name}:{version}">{_coloured(code, theme.dark)}</span>'
    text = _coloured(before, theme.dark) + mark + _coloured(after, theme.dark)
    tabs = "".join(
        f'<div style="padding:7px 16px;background:{theme.paper if entry == name else theme.panel};border-right:1px solid {theme.line}">{entry}</div>'
        for entry in ("reorder.sql", name if name != "reorder.sql" else "README.md")
    )
    pane = f"""<div class="row grow"><div style="width:44px;background:{theme.bar};flex:none"></div>
<div style="width:180px;flex:none;background:{theme.panel};border-right:1px solid {theme.line};font-size:12px;padding-top:8px"><div style="padding:0 12px 6px;letter-spacing:.5px;color:{theme.faint}">EXPLORER</div>{tree}</div>
<div class="col grow"><div class="row" style="font-size:12px;background:{theme.panel}">{tabs}</div>
<div class="row grow" style="background:{theme.paper};padding-top:8px"><pre class="mono" style="margin:0;padding:0 16px 0 22px;text-align:right;color:{theme.faint};font-size:{theme.size + 1}px;line-height:1.5" data-ignore>{numbers}</pre>
<pre class="mono" style="margin:0;font-size:{theme.size + 1}px;line-height:1.5">{text}</pre></div></div></div>
<div class="status" style="background:{theme.accent};color:{"#111" if theme.dark else "#fff"}"><span>main*</span><span>0 problems</span><span style="margin-left:auto">Ln {lines}, Col 1</span><span>Spaces: 4</span><span>UTF-8</span></div>"""
    title = f"{name} - wardstock - Visual Studio Code"
    return Window("Code", process, title, rect, framed(theme, title, "#1f9cf0", pane))


def terminal(theme: Look, rect: Rect, process: str, title: str, lines: list[str], ink: str, ground: str) -> Window:
    """A terminal; each line is HTML already."""
    text = "\n".join(lines)
    body = f'<div class="grow" style="background:{ground};padding:10px 12px" data-view><pre class="mono" style="margin:0;color:{ink};font-size:{theme.size + 1}px;line-height:1.35">{text}</pre></div>'
    return Window("terminal", process, title, rect, framed(theme, title, "#333", body))


def sheet_window(
    theme: Look, rect: Rect, process: str, name: str, cells: list[list[str]], cell: str, value: str, sheets: list[str]
) -> Window:
    """A spreadsheet: rows of cells (HTML), the address and text of the cell at work, names of its sheets."""
    widths = [190, 110, 90, 90, 110, 130]
    edge = f"border-right:1px solid {theme.line};border-bottom:1px solid {theme.line};padding:2px 6px;white-space:nowrap;overflow:hidden"
    head = "".join(
        f'<div style="width:{w}px;text-align:center;{edge};background:{theme.fill};color:{theme.faint}">{c}</div>'
        for w, c in zip(widths, "ABCDEF", strict=True)
    )
    rows = ""
    for number, row in enumerate([*cells, *[[""] * 6] * 8], start=1):
        drawn = "".join(
            f'<div style="width:{w}px;height:24px;{edge};{"font-weight:600" if number == 1 else ""};text-align:{"right" if column in (2, 3) and number > 1 else "left"}">{value_}</div>'
            for column, (w, value_) in enumerate(zip(widths, row, strict=True))
        )
        rows += f'<div class="row"><div style="width:40px;text-align:center;{edge};background:{theme.fill};color:{theme.faint}">{number}</div>{drawn}</div>'
    ribbon = "".join(
        f"<span>{word}</span>"
        for word in ("File", "Home", "Insert", "Page Layout", "Formulas", "Data", "Review", "View")
    )
    bottom = "".join(
        f'<span style="{"font-weight:700;border-bottom:2px solid " + theme.accent if n == 0 else ""}">{s}</span>'
        for n, s in enumerate(sheets)
    )
    body = f"""<div class="menu" style="gap:20px;padding:6px 14px;font-size:13px">{ribbon}</div>
<div class="row" style="border-bottom:1px solid {theme.line};background:{theme.panel}"><div style="width:90px;padding:4px 10px;border-right:1px solid {theme.line}">{cell}</div><div style="padding:4px 14px;color:{theme.faint};font-style:italic">fx</div><div style="padding:4px 8px">{value}</div></div>
<div class="grow" style="background:{theme.paper}" data-view><div class="row"><div style="width:40px;{edge};background:{theme.fill}">&nbsp;</div>{head}</div>{rows}</div>
<div class="status" style="background:{theme.panel}">{bottom}<span style="margin-left:auto">100%</span></div>"""
    title = f"{name} - Excel"
    return Window("EXCEL", process, title, rect, framed(theme, title, "#1d6f42", body))


def pdf_window(theme: Look, rect: Rect, process: str, title: str, shown: str, page: str, number: str) -> Window:
    """A PDF viewer with one page."""
    left = (
        f'<span style="position:absolute;left:14px;color:{theme.faint}">{number}</span>'
        if theme.shape == "gnome"
        else ""
    )
    body = f'<div class="grow" style="background:#6f7478;padding:18px 0 0" data-view><div style="width:640px;height:900px;margin:0 auto;background:#fff;color:#181818;padding:44px 54px;font:15px/1.5 \'Linux Libertine O\',serif;box-shadow:0 2px 10px rgba(0,0,0,.5)">{page}</div></div>'
    return Window("evince", process, title, rect, framed(theme, shown, "#b3261e", body, left))


def files_window(theme: Look, rect: Rect, process: str, place: str, rows: list[tuple[str, str, str]]) -> Window:
    """A file manager: (name, size, changed) of each file."""
    side = "".join(
        f'<div style="padding:6px 14px;{"background:" + theme.fill if s == place else ""}">{s}</div>'
        for s in ("Recent", "Starred", "Home", "Documents", "Downloads", place, "Trash")
    )
    cell = "padding:7px 10px;white-space:nowrap"
    listed = "".join(
        f'<div class="row" style="border-bottom:1px solid {theme.line}"><div style="flex:1;{cell}">{name}</div><div style="width:110px;{cell};color:{theme.faint}">{size}</div><div style="width:150px;{cell};color:{theme.faint}">{changed}</div></div>'
        for name, size, changed in [("<b>Name</b>", "<b>Size</b>", "<b>Modified</b>"), *rows]
    )
    body = f'<div class="row grow"><div style="width:170px;flex:none;border-right:1px solid {theme.line};padding-top:6px">{side}</div><div class="grow" style="background:{theme.paper};padding:6px 12px" data-view>{listed}</div></div>'
    return Window("nautilus", process, place, rect, framed(theme, place, "#3584e4", body))


def chat_window(
    theme: Look, rect: Rect, process: str, title: str, channels: list[str], here: str, said: list[tuple[str, str, str]]
) -> Window:
    """A chat program: (who, when, what as HTML) of each message."""
    side = "".join(
        f'<div style="padding:7px 16px;{"font-weight:700;background:" + theme.fill if c == here else ""}">{c}</div>'
        for c in channels
    )
    talk = "".join(
        f'<div style="margin:0 0 14px"><div><b>{who}</b> <span style="color:{theme.faint};font-size:12px;margin-left:8px">{when}</span></div><div style="display:inline-block;background:{theme.fill};border-radius:8px;padding:7px 12px;margin-top:3px">{what}</div></div>'
        for who, when, what in said
    )
    body = f"""<div class="row grow"><div style="width:68px;flex:none;background:{theme.bar}"></div><div style="width:230px;flex:none;border-right:1px solid {theme.line};padding-top:10px"><div style="padding:0 16px 10px;font-size:18px;font-weight:700">Chat</div>{side}</div>
<div class="col grow"><div style="padding:12px 20px;border-bottom:1px solid {theme.line};font-weight:700;font-size:15px">{here}</div><div class="grow" style="background:{theme.paper};padding:16px 22px" data-view>{talk}</div>
<div style="margin:10px 22px 14px;border:1px solid {theme.line};border-radius:6px;padding:9px 12px;color:{theme.faint}">Type a message</div></div></div>"""
    return Window("ms-teams", process, title, rect, framed(theme, title, "#5b5fc7", body))


def notes_window(theme: Look, rect: Rect, process: str, title: str, shown: str, text: str) -> Window:
    """A plain text editor."""
    left = (
        f'<span style="padding:4px 12px;border-radius:6px;background:{theme.fill};z-index:1">Open</span>'
        if theme.shape == "gnome"
        else ""
    )
    body = f'<div class="grow" style="background:{theme.paper};padding:12px 16px" data-view><pre class="mono" style="margin:0;font-size:{theme.size}px;line-height:1.5">{text}</pre></div>'
    return Window("gedit", process, title, rect, framed(theme, shown, "#888", body, left))
