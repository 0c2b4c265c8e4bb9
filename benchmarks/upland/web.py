"""The browser of each desktop on a page: Chromium, Firefox, Safari, Edge and qutebrowser."""

from __future__ import annotations

import html

from benchmarks.scouting.parts import icon, icons
from benchmarks.upland.desk import cased, knobs
from benchmarks.upland.parts import box, line, stage
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

# Title, address, HTML.
Page = tuple[str, str, str]
# Name, process and how it is called in its title.
_KINDS = {
    "breeze": ("chromium", "/usr/lib/chromium/chromium", " - Chromium"),
    "adwaita": ("firefox", "/usr/lib64/firefox/firefox", " — Mozilla Firefox"),
    "aqua": ("Safari", "/Applications/Safari.app/Contents/MacOS/Safari", ""),
    "fluent": ("msedge", "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe", " - Microsoft Edge"),
    "gaps": ("qutebrowser", "/usr/bin/qutebrowser", " - qutebrowser"),
}


def web(look: Look, rect: Rect, page: Page, others: tuple[str, ...] = (), over: str = "") -> Window:
    """The desktop's browser with a page in front; `over` is a notice or dialog above all windows."""
    app, process, tail = _KINDS[look.shape]
    name, url, body = page
    if look.shape == "aqua":
        inner = _unified(look, url) + stage("", body)
    elif look.shape == "gaps":
        inner = _slim(look, [name, *others]) + stage("", body) + _status(look, url)
    else:
        inner = _tabs(look, [name, *others]) + _address(look, url) + stage("", body)
    if look.shape == "breeze":
        inner = cased(look, name + tail, inner)
    return Window(app, process, name + tail, rect, inner, url, name, (over,) if over else ())


def _tabs(look: Look, tabs: list[str]) -> str:
    drawn = ""
    for number, name in enumerate(tabs):
        lit = f"background:{look.panel}" if number == 0 else f"color:{look.faint}"
        shape = {"breeze": "8px 8px 0 0", "fluent": "6px 6px 0 0"}.get(look.shape, "7px")
        pad = "margin:5px 2px;padding:6px 12px" if look.shape == "adwaita" else "margin:5px 1px 0;padding:6px 12px"
        head = html.escape(name)
        drawn += line(f"{pad};gap:9px;width:230px;border-radius:{shape};{lit}", box("flex:1", head, kind="cut"),
                      icon("x", 10))  # fmt: skip
    ends = knobs(look) if look.shape != "breeze" else ""
    return line(f"background:{look.bar};padding-left:8px;position:relative;min-height:38px", drawn, icon("plus"), ends)


def _address(look: Look, url: str) -> str:
    round_ = {"breeze": 14, "fluent": 4}.get(look.shape, 8)
    shape = f"flex:1;margin:0 10px;background:{look.fill};padding:5px 13px;gap:9px;border-radius:{round_}px"
    shown = line(shape, icon("lock", 12), f"<span>{html.escape(url)}</span>", box("margin-left:auto", icon("star", 13)))
    return line("padding:5px 12px", icons("back on again", 16, 12), shown, icons("clip menu", 16, 6))


def _unified(look: Look, url: str) -> str:
    shape = f"width:46%;background:{look.fill};border-radius:7px;padding:4px 12px;gap:7px;justify-content:center"
    host = html.escape(url)
    shown = line(f"{shape};font-weight:400", icon("lock", 11), f"<span>{host}</span>")
    left = box("position:absolute;left:84px", icons("menu back on", 16, 14))
    right = box("position:absolute;right:14px", icons("again plus grid", 16, 12))
    return box("height:46px", knobs(look), left, shown, right, kind="top")


def _slim(look: Look, tabs: list[str]) -> str:
    drawn = ""
    for number, name in enumerate(tabs):
        lit = f"background:{look.fill};color:{look.ink}" if number == 0 else f"color:{look.faint}"
        drawn += box(f"flex:1;padding:2px 8px;font-size:12px;{lit}", f"{number + 1}: {html.escape(name)}", kind="cut")
    return line("background:#16161e", drawn)


def _status(look: Look, url: str) -> str:
    shown = f'<span style="color:{look.accent}">https://{html.escape(url)}</span>'
    return line("background:#16161e;padding:2px 8px;font-size:12px", shown, box("margin-left:auto", "[top] [1/2]"))
