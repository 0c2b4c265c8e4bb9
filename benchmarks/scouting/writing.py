"""Editors and terminals of the desktops."""

from __future__ import annotations

import html
import re

from benchmarks.scouting.desk import framed, menu
from benchmarks.scouting.parts import icons
from benchmarks.worlds.colouring import coloured
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_WORDS = "for|in|do|done|if|then|fi|echo|exit|mkdir|import|from|def|return|print|with|as|not"
_TINTS = {"k": "#a626a4", "s": "#50822e", "n": "#986801", "c": "#8c8c8c"}
_DARK_TINTS = {"k": "#c678dd", "s": "#98c379", "n": "#d19a66", "c": "#7f848e"}

_EDITORS = {
    "win": ("notepad", "C:\\Windows\\System32\\notepad.exe", "{} - Notepad"),
    "mac": ("CotEditor", "/Applications/CotEditor.app/Contents/MacOS/CotEditor", "{}"),
    "gnome": ("gnome-text-editor", "/usr/bin/gnome-text-editor", "{} - Text Editor"),
    "kde": ("kate", "/usr/bin/kate", "{} — Kate"),
    "xfce": ("mousepad", "/usr/bin/mousepad", "~/Documents/{} - Mousepad"),
}
_SHELLS = {
    "win": (
        "WindowsTerminal",
        "C:\\Program Files\\WindowsApps\\WindowsTerminal.exe",
        "Windows PowerShell",
        "#0c0c0c",
        "#cccccc",
    ),
    "mac": ("Terminal", "/System/Applications/Utilities/Terminal.app", "recce — zsh — 96x28", "#1d1b26", "#e8e3f0"),
    "gnome": ("gnome-terminal", "/usr/libexec/gnome-terminal-server", "orla@curlew:~/photos", "#ffffff", "#171421"),
    "kde": ("konsole", "/usr/bin/konsole", "unit : bash — Konsole", "#232627", "#fcfcfc"),
    "xfce": ("xfce4-terminal", "/usr/bin/xfce4-terminal", "Terminal - orla@heron: ~/kit", "#1b2b34", "#d8dee9"),
}


def _numbered(look: Look, text: str, tints: dict[str, str] | None) -> str:
    shown = coloured(text, _WORDS, tints) if tints else html.escape(text, quote=False)
    count = "\n".join(str(n + 1) for n in range(text.count("\n") + 1))
    return (
        f'<div class="row mono" style="line-height:1.6"><pre class="mono" data-ignore style="width:44px;flex:none;'
        f'text-align:right;padding-right:12px;color:{look.faint}">{count}</pre><pre class="mono">{shown}</pre></div>'
    )


def editor(look: Look, rect: Rect, name: str, text: str, tabs: tuple[str, ...] = (), over: str = "") -> Window:
    """The desktop's text editor on a file; `tabs` are further open files."""
    app, process, called = _EDITORS[look.shape]
    tints = (_DARK_TINTS if look.dark else _TINTS) if re.search(r"\.(sh|py|yml)$", name) else None
    title, size = called.format(name), 14
    plain = f'<pre class="mono" style="padding:6px 12px;line-height:1.55">{html.escape(text, quote=False)}</pre>'
    body = plain if look.shape in ("win", "xfce") else _numbered(look, text, tints)
    view = (
        f'<div class="grow" style="background:{look.paper};font-size:{size}px;padding-top:6px" data-view>{body}</div>'
    )
    lit = f"background:{look.paper};border-bottom:2px solid {look.accent}"
    strip = "".join(
        f'<span style="padding:6px 15px;{lit if each == name else f"color:{look.faint}"}">{each}</span>'
        for each in (name, *tabs)
    )
    foot = (
        f'<div class="bar" style="padding:3px 13px;gap:24px;font-size:12px;'
        f'color:{look.faint}">{_foot(look, text)}</div>'
    )
    top = f'<div class="bar">{strip}</div>' if tabs else ""
    if look.shape == "xfce":
        top = menu("File Edit Search View Document Help") + top
    elif look.shape == "kde":
        tools = ["New", "Open…", "Save", "Undo", "Redo"]
        top = menu("File Edit View Projects LSP-Client Sessions Tools Settings Help") + _tools(look, tools) + top
    elif look.shape == "win":
        top = menu("File Edit View") + top
    return Window(
        app, process, title, rect, framed(look, title, top + view + foot, "#4a90d9"), tags=(over,) if over else ()
    )


def _tools(look: Look, words: list[str]) -> str:
    shown = "".join(f"<span>{w}</span>" for w in words)
    return f'<div class="bar" style="gap:20px;padding:5px 13px;border-top:1px solid {look.line}">{shown}</div>'


def _foot(look: Look, text: str) -> str:
    count = text.count("\n") + 1
    words = {
        "win": ("Ln 1, Col 1", "100%", "Windows (CRLF)", "UTF-8"),
        "mac": (f"Lines: {count}", "Encoding: UTF-8", "LF"),
        "gnome": ("Ln 1, Col 1", "INS"),
        "kde": ("Line 1, Column 1", "INSERT", "en_IE", "Soft Tabs: 2", "UTF-8"),
        "xfce": ("Filetype: None", "Line: 1 Column: 0", "OVR"),
    }[look.shape]
    return "".join(f"<span>{each}</span>" for each in words)


def shell(look: Look, rect: Rect, text: str) -> Window:
    """The desktop's terminal; what stands between two ^ is a prompt."""
    app, process, title, ground, ink = _SHELLS[look.shape]
    tint = {"win": ink, "gnome": "#26a269", "xfce": "#99c794"}.get(look.shape, "#67c56a")
    shown = re.sub(r"\^([^^\n]*)\^", rf'<span style="color:{tint}">\1</span>', html.escape(text, quote=False))
    cursor = '<span class="dot" style="display:inline-block;width:8px;height:15px;background:currentColor"></span>'
    view = (
        f'<div class="grow" data-view style="background:{ground};color:{ink};padding:8px 11px;font-size:14px">'
        f'<pre class="mono" style="line-height:1.42">{shown}{cursor}</pre></div>'
    )
    top = ""
    if look.shape == "kde":
        top = menu("File Edit View Bookmarks Plugins Settings Help")
    elif look.shape == "xfce":
        top = menu("File Edit View Terminal Tabs Help")
    elif look.shape == "gnome":
        top = (
            f'<div class="bar" style="position:absolute;left:14px;top:14px;'
            f'z-index:1">{icons("plus menu", 15, 12)}</div>'
        )
    return Window(app, process, title, rect, framed(look, title, top + view, "#333"))
