"""The browser of each desktop on a page: Edge, Safari, Firefox twice, Chromium."""

from __future__ import annotations

import html

from benchmarks.scouting.desk import framed, keys
from benchmarks.scouting.parts import icon, icons
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

# Name, process and how it is called in its title.
_KINDS = {
    "win": ("msedge", "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe", " - Microsoft Edge"),
    "mac": ("Safari", "/Applications/Safari.app/Contents/MacOS/Safari", ""),
    "gnome": ("firefox", "/usr/lib64/firefox/firefox", " — Mozilla Firefox"),
    "kde": ("firefox", "/usr/lib/firefox/firefox", " — Mozilla Firefox"),
    "xfce": ("chromium", "/usr/lib/chromium/chromium", " - Chromium"),
}
_TAB = {
    "win": "border-radius:8px 8px 0 0;margin:6px 2px 0;padding:8px 14px;width:225px",
    "gnome": "border-radius:6px;margin:5px 3px;padding:7px 14px;width:230px",
    "kde": "border-radius:5px;margin:4px 3px;padding:6px 13px;width:230px",
    "xfce": "border-radius:8px 8px 0 0;margin:4px 1px 0;padding:5px 12px;width:205px",
}


def web(look: Look, rect: Rect, tabs: list[str], active: int, url: str, body: str, over: str = "") -> Window:
    """The desktop's browser with a page in front; `over` is a notice above all windows."""
    app, process, tail = _KINDS[look.shape]
    title, view = tabs[active] + tail, f'<div class="grow" data-view>{body}</div>'
    inner = _safari(look, url) if look.shape == "mac" else _strip(look, tabs, active) + _address(look, url)
    if look.shape == "xfce":
        inner = framed(look, title, inner, "#4587f3")
    return Window(app, process, title, rect, inner + view, url, tabs[active], (over,) if over else ())


def _strip(look: Look, tabs: list[str], active: int) -> str:
    lit = "#3a3f44" if look.shape == "kde" else ("#3b3b3b" if look.dark else "#ffffff")
    drawn = "".join(
        f'<div class="bar" style="{_TAB[look.shape]};gap:8px;{f"background:{lit}" if n == active else ""}">'
        f'<span class="cut" style="flex:1">{html.escape(name)}</span>{icon("x", 10)}</div>'
        for n, name in enumerate(tabs)
    )
    ground = {"win": "#cfdbe8", "gnome": "#e1deda", "kde": "#232629", "xfce": "#d3d6db"}[look.shape]
    ground = "#161616" if look.shape == "win" and look.dark else ground
    ends = "" if look.shape == "xfce" else keys(look)
    return (
        f'<div class="bar" style="background:{ground};padding:0 130px 0 6px;position:relative">{drawn}'
        f"{icon('plus', 14, 'margin-left:8px')}{ends}</div>"
    )


def _address(look: Look, url: str) -> str:
    round_ = {"win": 15, "xfce": 14}.get(look.shape, 5)
    return (
        f'<div class="bar" style="padding:6px 14px;border-bottom:1px solid {look.line};background:{look.panel}">'
        f'{icons("back on again", 17, 13)}<div class="bar grow" style="flex:1;margin-right:12px;'
        f"background:{look.fill};border-radius:{round_}px;"
        f'padding:4px 13px;gap:9px">{icon("lock", 12)}<span>{html.escape(url)}</span></div>'
        f"{icons('star menu', 16, 4)}</div>"
    )


def _safari(look: Look, url: str) -> str:
    return (
        f'<div class="top" style="height:48px">{keys(look)}<span style="position:absolute;left:92px">'
        f'{icons("menu back on", 16, 14)}</span><div class="bar" style="width:560px;background:#232126;font-weight:400;'
        f'border-radius:7px;padding:5px 14px;justify-content:center;gap:8px">{icon("lock", 12)}'
        f'<span>{html.escape(url)}</span></div><span style="position:absolute;right:14px">{icons("plus grid", 16, 8)}'
        "</span></div>"
    )
