"""Editors, a client for databases and terminals."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from benchmarks.scouting.parts import icons
from benchmarks.upland.desk import cased, menus
from benchmarks.upland.parts import box, dim, line, side, spans, stage, striped
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = "using|function|end|return|for|in|if|else|import|export|const|let|from|new|local|then|do|require|println|true"
_WORDS += "|SELECT|FROM|WHERE|AND|GROUP|BY|HAVING|ORDER|JOIN|ON|DESC|AS|sum|count|round|avg|DATE|LIMIT|nil|not"
_LIGHT = {"k": "#7c3aed", "s": "#0f766e", "n": "#b45309", "c": "#8b8b8b"}
_DARK = {"k": "#f7768e", "s": "#9ece6a", "n": "#ff9e64", "c": "#7a86b8"}
_EDITORS = {
    "breeze": ("kate", "/usr/bin/kate", "{} — Kate"),
    "aqua": ("Zed", "/Applications/Zed.app/Contents/MacOS/zed", "hydrograph — {}"),
}
_FOLDERS = {
    "breeze": ("rating", "Project.toml", "rating.jl", "tussock.csv", "upper.csv", "README.md"),
    "aqua": ("hydrograph", "dist", "hydrograph.js", "package.json", "tussock.json", "style.css"),
}
_NOTES = {
    "breeze": ("kwrite", "/usr/bin/kwrite", "{} — KWrite"),
    "adwaita": ("gnome-text-editor", "/usr/bin/gnome-text-editor", "{} (~/Documents) - Text Editor"),
    "fluent": ("notepad", "C:\\Windows\\System32\\notepad.exe", "{} - Notepad"),
}
# Name, process, title, ground, ink, prompt.
_SHELLS = {
    "breeze": ("konsole", "/usr/bin/konsole", "rating : bash — Konsole", "#232627", "#fcfcfc", "#54ff54"),
    "aqua": ("iTerm2", "/Applications/iTerm.app/Contents/MacOS/iTerm2", "keri@kotuku — -zsh", "#fffdf5", "#3a3a3a",
             "#0b7285"),
    "fluent": ("WindowsTerminal", "C:\\Program Files\\WindowsApps\\WindowsTerminal.exe", "Windows PowerShell",
               "#012456", "#eeedf0", "#ffff99"),
    "gaps": ("foot", "/usr/bin/foot", "foot", "#1a1b26", "#c0caf5", "#7aa2f7"),
}  # fmt: skip


def marked(name: str, text: str) -> str:
    """The name of the mark on this version of a file."""
    return f"file:{name}:{len(text)}"


def _tinted(look: Look, text: str) -> str:
    return coloured(text, _WORDS, _DARK if look.dark else _LIGHT)


def _numbered(look: Look, name: str, text: str, *, size: int = 14) -> str:
    count = "\n".join(str(n + 1) for n in range(text.count("\n") + 1))
    gutter = f'<pre class="mono" data-ignore style="width:44px;text-align:right;padding-right:12px">{count}</pre>'
    shown = f'<pre class="mono" data-t="{marked(name, text)}">{_tinted(look, text)}</pre>'
    return side(f"line-height:1.6;font-size:{size}px", dim(gutter), shown)


def _kept(over: str) -> tuple[str, ...]:
    return (over,) if over else ()


def editor(look: Look, rect: Rect, name: str, text: str, others: Sequence[str]) -> Window:
    """Kate or Zed on a file; `others` are further open files."""
    app, process, called = _EDITORS[look.shape]
    title = called.format(name)
    tabs = "".join(
        box(f"padding:6px 16px;{'border-bottom:2px solid var(--accent)' if n == name else 'color:var(--faint)'}", n)
        for n in (name, *others)
    )
    shown = stage("background:var(--paper);padding-top:8px", _numbered(look, name, text))
    tree = box("padding:3px 14px;font-weight:700", _FOLDERS[look.shape][0])
    for each in _FOLDERS[look.shape][1:]:
        tree += box(f"padding:3px 26px;{'background:var(--fill)' if each == name else ''}", each)
    left = box("width:190px;flex:none;border-right:1px solid var(--line);padding-top:8px", tree)
    shown = box("", left, box("", line("", tabs), shown, kind="stack fill"), kind="side fill")
    foot = line("gap:20px;padding:3px 12px;font-size:12px", spans(("Line 6, Column 1", "UTF-8", "Soft tabs: 2")))
    inner = menus(look, "File", "Edit", "Selection", "View", "Go", "Tools", "Sessions") + shown + foot
    return Window(app, process, title, rect, cased(look, title, inner))


def studio(look: Look, rect: Rect, name: str, text: str, result: str, rows: Sequence[Sequence[str]] = ()) -> Window:
    """Beekeeper Studio: a query above, below it what came of it: a message, or rows (the first one their names)."""
    title = f"{name} - Beekeeper Studio"
    tree = "".join(box("padding:3px 14px", each) for each in ("matuku @ cistern", "ENTITIES", "public"))
    tree += "".join(box("padding:3px 32px", each) for each in ("meter", "reading", "share", "gauge", "consent"))
    left = box("width:190px;flex:none;background:var(--fill);padding-top:8px", tree)
    keys = line("padding:6px 14px;gap:8px", box("margin-left:auto", dim("Save")), dim("Run"))
    tint = "" if rows else "color:#ff7b72"
    out = box("height:260px;flex:none;border-top:1px solid var(--line);padding:10px 14px",
              striped(rows, "4px 30px 4px 10px") if rows else "", box(f"padding:8px 0;{tint}", result))  # fmt: skip
    tab = line("padding:7px 16px;width:max-content;border-top:2px solid #fad83b;background:var(--paper)", name)
    query = stage("background:var(--paper);padding-top:8px", _numbered(look, name, text))
    inner = box("", left, box("", tab, query, keys, out, kind="stack fill"), kind="side fill")
    process = "/opt/Beekeeper Studio/beekeeper-studio"
    return Window("beekeeper-studio", process, title, rect, cased(look, title, inner))


def notes(look: Look, rect: Rect, name: str, text: str, over: str = "") -> Window:
    """The desktop's editor for plain text."""
    app, process, called = _NOTES[look.shape]
    title = called.format(name)
    words = html.escape(text, quote=False)
    font = "" if look.shape == "fluent" else "mono"
    style = "padding:10px 18px;line-height:1.55;font-size:15px;font-family:inherit" if not font else "padding:10px 18px"
    body = f'<pre class="{font}" style="{style};white-space:pre-wrap" data-t="{marked(name, text)}">{words}</pre>'
    foot = line("gap:24px;padding:3px 14px;font-size:12px", dim("Ln 1, Col 1"), dim("100%"), dim("UTF-8"))
    inner = menus(look, "File", "Edit", "View") + stage("background:var(--paper);font-size:15px", body) + foot
    return Window(app, process, title, rect, cased(look, title, inner), tags=_kept(over))


def _screen(look: Look, shown: str) -> str:
    ground, ink = _SHELLS[look.shape][3:5]
    style = f"background:{ground};color:{ink};padding:9px 13px;font-size:14px;line-height:1.4"
    return stage(style, f'<pre class="mono">{shown}</pre>')


def shell(look: Look, rect: Rect, text: str, over: str = "") -> Window:
    """The desktop's terminal; what stands between two ^ is a prompt."""
    app, process, title, _ground, _ink, tint = _SHELLS[look.shape]
    shown = re.sub(r"\^([^^\n]*)\^", rf'<span style="color:{tint}">\1</span>', html.escape(text, quote=False))
    cursor = '<span class="dot" style="display:inline-block;width:9px;height:16px;background:currentColor"></span>'
    tools = line("gap:16px;padding:4px 12px", icons("plus grid", 14, 8)) if look.shape == "breeze" else ""
    inner = tools + _screen(look, shown + cursor)
    return Window(app, process, title, rect, cased(look, title, inner), tags=_kept(over))


def neovim(look: Look, rect: Rect, name: str, text: str, foot: str) -> Window:
    """Neovide, a window for Neovim, in the colours of the terminal."""
    ground, ink, tint = _SHELLS[look.shape][3:]
    style = f"background:{ground};color:{ink};padding:6px 0;font-size:14px;line-height:1.4"
    body = _numbered(look, name, text) + f'<pre class="mono" style="color:#565f89">{"~" + chr(10) + "~"}</pre>'
    state = line(
        f"background:{tint};color:#16161e;gap:18px;padding:1px 10px",
        "<b>NORMAL</b>",
        name,
        box("margin-left:auto", "lua"),
    )
    last = box("padding:1px 10px", html.escape(foot))
    inner = stage(style, body) + box("", state, last, kind="mono")
    return Window("neovide", "/usr/bin/neovide", f"{name} - nvim", rect, cased(look, name, inner))
