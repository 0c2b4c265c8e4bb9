"""The browser of each desktop on a page: Firefox twice, Epiphany, Chrome."""

from __future__ import annotations

import html

from benchmarks.abroad.desk import framed, keys
from benchmarks.abroad.parts import bar, div, view
from benchmarks.scouting.parts import icon, icons
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

# Name, process and how it is called in its title.
_KINDS = {
    "mint": ("firefox", "/usr/lib/firefox/firefox-bin", " — Mozilla Firefox"),
    "tile": ("firefox", "/usr/lib/firefox/firefox-bin", " — Mozilla Firefox"),
    "pantheon": ("epiphany", "/usr/bin/epiphany", ""),
    "flat": ("chrome", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe", " - Google Chrome"),
}


def web(look: Look, rect: Rect, page: tuple[str, str, str], others: tuple[str, ...] = (), over: str = "") -> Window:
    """The desktop's browser with a page (title, address, HTML) in front; `over` is a notice above all windows."""
    app, process, tail = _KINDS[look.shape]
    name, url, body = page
    top = _header(look, url) if look.shape == "pantheon" else _strip(look, [name, *others]) + _address(look, url)
    if look.shape in ("mint", "tile"):
        top = framed(look, name + tail, top)
    return Window(app, process, name + tail, rect, top + view("", body), url, name, (over,) if over else ())


def _strip(look: Look, tabs: list[str]) -> str:
    drawn = ""
    for number, name in enumerate(tabs):
        lit = f"background:{look.panel}" if number == 0 else f"color:{look.faint}"
        tab = f"gap:8px;padding:7px 12px;width:250px;margin:4px 2px 0;border-radius:7px 7px 0 0;{lit}"
        drawn += bar(tab, div("flex:1", html.escape(name), kind="cut"), icon("x", 10))
    ground = {"mint": look.fill, "tile": "#0f1116", "flat": "#dee1e6"}[look.shape]
    ends = keys(look) if look.shape == "flat" else ""
    return bar(f"background:{ground};padding-left:6px;position:relative", drawn, icon("plus", 13), ends)


def _address(look: Look, url: str) -> str:
    shape = f"flex:1;margin-right:12px;background:{look.fill};padding:5px 13px;gap:9px"
    round_ = 15 if look.shape == "flat" else 4
    shown = bar(f"{shape};border-radius:{round_}px", icon("lock", 12), f"<span>{html.escape(url)}</span>")
    ends = icons("star menu", 16, 4)
    return bar(f"padding:6px 12px;border-bottom:1px solid {look.line}", icons("back on again", 16, 13), shown, ends)


def _header(look: Look, url: str) -> str:
    shape = f"width:640px;background:{look.fill};border-radius:6px;padding:5px 14px;gap:8px;font-weight:400"
    shown = bar(shape, icon("lock", 12), f"<span>https://{html.escape(url)}</span>")
    left = div("position:absolute;left:48px", icons("back on again", 16, 14))
    right = div("position:absolute;right:44px", icons("star menu", 16, 10))
    return div("height:46px", keys(look), left, shown, right, kind="top")
