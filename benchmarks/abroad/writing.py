"""Editors, a client for databases and terminals."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from benchmarks.abroad.desk import framed, menu
from benchmarks.abroad.parts import bar, div, faint, grid, row, view, words
from benchmarks.scouting.parts import icons
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = (
    "from|import|def|return|print|library|while|do|done|set|echo|for|in|SELECT|FROM|WHERE|AND|GROUP|BY|HAVING|ORDER"
)
_WORDS += "|DESC|AS|sum|count|round|avg|DATE|LIMIT"
_LIGHT = {"k": "#0b5394", "s": "#a33c10", "n": "#1b7a3d", "c": "#7d7d7d"}
_DARK = {"k": "#82aaff", "s": "#ecc48d", "n": "#f78c6c", "c": "#8a93a5"}
_NOTES = {
    "mint": ("xed", "/usr/bin/xed", "{} (~/Documents)"),
    "pantheon": ("io.elementary.code", "/usr/bin/io.elementary.code", "{} — Code"),
    "flat": ("notepad++", "C:\\Program Files\\Notepad++\\notepad++.exe", "C:\\Depot\\{} - Notepad++"),
}
_SHELLS = {
    "mint": ("gnome-terminal", "/usr/libexec/gnome-terminal-server", "noor@lantaarn: ~/divert", "#300a24", "#eeeeec"),
    "pantheon": ("io.elementary.terminal", "/usr/bin/io.elementary.terminal", "noor@koffer: ~", "#fdf6e3", "#475b62"),
    "flat": ("cmd", "C:\\Windows\\System32\\cmd.exe", "Command Prompt", "#0c0c0c", "#cccccc"),
    "tile": ("alacritty", "/usr/bin/alacritty", "noor@zolder:~/fleet", "#171a20", "#d5d9e2"),
}


def _tinted(look: Look, text: str) -> str:
    return coloured(text, _WORDS, _DARK if look.dark else _LIGHT)


def marked(name: str, text: str) -> str:
    """The name of the mark on this version of a file."""
    return f"file:{name}:{len(text)}"


def _numbered(look: Look, name: str, text: str, *, plain: bool = False) -> str:
    count = "\n".join(str(n + 1) for n in range(text.count("\n") + 1))
    side = f'<pre class="mono" data-ignore style="width:46px;text-align:right;padding-right:14px">{count}</pre>'
    shown = html.escape(text, quote=False) if plain else _tinted(look, text)
    return row(
        "line-height:1.55;font-size:14px", faint(side), f'<pre class="mono" data-t="{marked(name, text)}">{shown}</pre>'
    )


def codium(look: Look, rect: Rect, name: str, text: str, files: Sequence[str], over: str = "") -> Window:
    """VSCodium on a file of a folder."""
    title = f"{name} - {files[0]} - VSCodium"
    tree = div("padding:8px 16px;font-size:11px", "EXPLORER") + div("padding:2px 16px;font-weight:700", files[0])
    for each in files[1:]:
        tree += div(f"padding:3px 28px;{'background:var(--fill)' if each == name else ''}", each)
    tab = bar("padding:7px 18px;background:var(--paper);width:max-content;border-top:2px solid var(--accent)", name)
    shown = view("background:var(--paper);padding-top:10px", _numbered(look, name, text))
    side = div("width:44px;flex:none;padding:10px 12px;background:var(--fill)", icons("file search grid gear", 18, 0))
    left = div("width:190px;flex:none;border-right:1px solid var(--line)", tree)
    inner = div("", side, left, div("", tab, shown, kind="col grow"), kind="row grow")
    foot = "background:var(--accent);color:#111;gap:22px;padding:2px 14px;font-size:12px"
    inner += bar(foot, words("main,Ln 4 Col 12,Spaces: 4,UTF-8,LF"))
    return Window("codium", "/usr/share/codium/codium", title, rect, framed(look, title, inner), tags=_over(over))


def _over(notice: str) -> tuple[str, ...]:
    return (notice,) if notice else ()


def dbeaver(look: Look, rect: Rect, name: str, text: str, result: str, rows: Sequence[Sequence[str]] = ()) -> Window:
    """DBeaver with a script above and what came of it below: a message, or rows (the first one their names)."""
    title = f"DBeaver 24.3 - {name}"
    tree = "".join(div("padding:3px 14px", each) for each in ("nightdb", "Schemas", "public", "Tables", "booking"))
    tree += "".join(div("padding:3px 34px", each) for each in ("night_load", "car", "stop", "tariff"))
    below = grid(rows[0], rows[1:], "4px 26px 4px 10px") if rows else ""
    message = div(f"padding:8px 14px;{'' if rows else 'color:#e06c5a'}", result)
    shown = view("background:var(--paper);padding-top:8px", _numbered(look, name, text))
    out = div(
        "height:250px;flex:none;border-top:2px solid var(--line)", words_bar("Results,Output,Log"), below, message
    )
    left = div("width:200px;flex:none;border-right:1px solid var(--line);padding-top:8px", tree)
    inner = menu("File Edit Navigate Search SQL Database Window Help")
    inner += div("", left, div("", words_bar(f"{name},nightdb"), shown, out, kind="col grow"), kind="row grow")
    return Window("dbeaver", "/usr/share/dbeaver/dbeaver", title, rect, framed(look, title, inner))


def words_bar(names: str) -> str:
    """A strip of tabs."""
    return bar("gap:20px;padding:5px 14px;border-bottom:1px solid var(--line)", words(names))


def notes(look: Look, rect: Rect, name: str, text: str, others: Sequence[str] = (), over: str = "") -> Window:
    """The desktop's editor for plain text on a file; `others` are further open files."""
    app, process, called = _NOTES[look.shape]
    title = called.format(name)
    top = menu("File Edit View Search Tools Help") if look.shape != "pantheon" else ""
    tabs = words_bar(",".join((name, *others)))
    style = "padding:8px 14px;line-height:1.5"
    words_of = html.escape(text, quote=False)
    plain = f'<pre class="mono" style="{style}" data-t="{marked(name, text)}">{words_of}</pre>'
    body = plain if look.shape == "mint" else _numbered(look, name, text, plain=True)
    shown = view("background:var(--paper);font-size:14px;padding-top:8px", body)
    foot = bar("gap:24px;padding:3px 14px;font-size:12px", faint("Plain Text"), faint("UTF-8"))
    return Window(app, process, title, rect, framed(look, title, top + tabs + shown + foot), tags=_over(over))


def _screen(look: Look, shown: str) -> str:
    ground, ink = _SHELLS[look.shape][3:]
    return view(
        f"background:{ground};color:{ink};padding:8px 12px;font-size:14px",
        f'<pre class="mono">{shown}</pre>',
    )


def shell(look: Look, rect: Rect, text: str, over: str = "") -> Window:
    """The desktop's terminal; what stands between two ^ is a prompt."""
    app, process, title, _ground, ink = _SHELLS[look.shape]
    tint = {"flat": ink, "pantheon": "#2f7d32"}.get(look.shape, "#8ae234")
    shown = re.sub(r"\^([^^\n]*)\^", rf'<span style="color:{tint}">\1</span>', html.escape(text, quote=False))
    cursor = '<span class="dot" style="display:inline-block;width:8px;height:15px;background:currentColor"></span>'
    top = menu("File Edit View Search Terminal Help") if look.shape == "mint" else ""
    return Window(app, process, title, rect, framed(look, title, top + _screen(look, shown + cursor)), tags=_over(over))


def vim(look: Look, rect: Rect, name: str, text: str, foot: str) -> Window:
    """Vim in the desktop's terminal."""
    app, process = _SHELLS[look.shape][:2]
    title = f"{name} (~/fleet) - VIM"
    blank = "\n".join("~" for _ in range(6))
    written = f'<span data-t="{marked(name, text)}">{_tinted(look, text)}</span>'
    shown = f'{written}\n<span style="color:#5c6370">{blank}</span>\n\n{html.escape(foot)}'
    return Window(app, process, title, rect, framed(look, title, _screen(look, shown)))
