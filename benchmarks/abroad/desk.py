"""Desktops as HTML: like Cinnamon, Pantheon, Windows 10 and a tiling one."""

from __future__ import annotations

import html
from datetime import datetime

from benchmarks.abroad.parts import bar, div, words
from benchmarks.scouting.parts import icon, icons
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

_SHAPES = {
    "mint": """.w{border-radius:9px 9px 0 0;box-shadow:0 0 0 1px rgba(0,0,0,.35),0 6px 22px rgba(0,0,0,.35)}
.top{height:32px;justify-content:center;font-weight:700}""",
    "pantheon": """.w{border-radius:7px;box-shadow:0 0 0 1px rgba(0,0,0,.25),0 14px 36px rgba(0,0,0,.45)}
.top{height:40px;justify-content:center;font-weight:700;border-bottom:1px solid rgba(0,0,0,.15)}""",
    "flat": """.w{border:1px solid #0078d7;box-shadow:0 4px 18px rgba(0,0,0,.4)}
.top{height:30px;padding-left:10px}""",
    "tile": """.w{border:2px solid #2c323d}.w[data-active]{border-color:#d7875f}
.w[data-active] .top{background:#d7875f!important;color:#111!important}
.top{height:23px;padding-left:8px;font-size:12px}""",
}
_PANEL = "color:#f2f2f2;height:40px;left:0;right:0;bottom:0;padding:0 12px;gap:8px"


def _sheet(look: Look) -> str:
    names = ("panel", "paper", "ink", "faint", "line", "accent", "fill")
    tints = "".join(f"--{name}:{getattr(look, name)};" for name in names)
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
:root{{color-scheme:{"dark" if look.dark else "light"};accent-color:{look.accent};{tints}}}
body{{background:{look.desk};font:{look.size}px/1.4 '{look.ui}',sans-serif;color:{look.ink};cursor:default}}
.w{{position:absolute;display:flex;flex-direction:column;background:{look.panel};overflow:hidden}}
.top{{display:flex;align-items:center;flex:none;white-space:nowrap;position:relative;background:{look.bar};
color:{look.bar_text}}} .keys{{position:absolute;top:0;height:100%;display:flex;align-items:center;gap:12px}}
.row{{display:flex}} .col{{display:flex;flex-direction:column}}
.grow{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}}
.cut{{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}}
.bar{{display:flex;align-items:center;flex:none;white-space:nowrap}}
.task{{position:absolute;display:flex;align-items:center;z-index:900;white-space:nowrap}}
.mono{{font-family:'{look.mono}',monospace;font-variant-ligatures:none}} pre{{margin:0}}
h1,h2,h3{{line-height:1.25}}
{_SHAPES[look.shape]}
"""


def keys(look: Look) -> str:
    """The buttons of a title bar."""
    if look.shape == "tile":
        return ""
    if look.shape == "pantheon":
        left = div("left:12px", icon("x", 13), kind="keys")
        return left + div("right:12px", icon("plus", 13), kind="keys")
    if look.shape == "mint":
        dot = f"width:14px;height:14px;border-radius:50%;background:{look.accent}"
        return div("right:12px", *[div(dot, kind="dot")] * 3, kind="keys")
    return div("right:12px;gap:26px", icon("dots", 12), icon("grid", 11), icon("x", 12), kind="keys")


def framed(look: Look, title: str, body: str) -> str:
    """What is in a window: a title bar with that title, and the rest."""
    return div("", f"<span>{html.escape(title)}</span>", keys(look), kind="top") + body


def menu(names: str) -> str:
    """A bar of menus; their names are parted by blanks."""
    return bar("gap:16px;padding:4px 12px", words(names, " "))


def toast(look: Look, app: str, head: str, text: str) -> str:
    """A notice above all windows, where this desktop shows them."""
    place = {"mint": "right:16px;bottom:54px", "flat": "right:12px;bottom:52px"}.get(look.shape, "right:16px;top:44px")
    ground = "#3c3f3d" if look.dark else "#fefefe"
    style = f"{place};width:360px;display:block;white-space:normal;padding:12px 16px;z-index:950;background:{ground}"
    style += f";border:1px solid {look.line};border-radius:6px;box-shadow:0 6px 22px rgba(0,0,0,.5)"
    return div(style, div(f"color:{look.faint};font-size:11px", app), f"<b>{head}</b>", div("", text), kind="task")


def desktop(look: Look, windows: list[Window], local: datetime) -> str:
    """The whole screen as an HTML document, windows from back to front."""
    parts = []
    for number, window in enumerate(windows):
        left, top, right, bottom = window.rect
        place = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px;z-index:{number + 1}"
        front = "data-active" if number == len(windows) - 1 else ""
        parts.append(f'<div class="w" style="{place}" {front}>{window.inner}</div>')
    over = "".join(windows[-1].tags)
    panel = _PANELS[look.shape](look, windows, local)
    return f"<!doctype html><meta charset=utf-8><style>{_sheet(look)}</style><body>{''.join(parts)}{panel}{over}"


def _listed(windows: list[Window], style: str, lit: str, dim: str) -> str:
    shown = ""
    for window in windows:
        ground = lit if window is windows[-1] else dim
        shown += div(f"{style};background:{ground}", html.escape(window.title), kind="cut")
    return shown


def _signs(tints: str, size: int, radius: int) -> str:
    shape = f"width:{size}px;height:{size}px;border-radius:{radius}px;flex:none"
    return "".join(div(f"{shape};background:{tint}", kind="dot") for tint in tints.split())


def _mint(look: Look, windows: list[Window], local: datetime) -> str:
    shown = _listed(windows, "width:240px;padding:5px 12px;border-radius:4px", "#57605a", "#3a403c")
    clock = div("margin-left:auto", f"{local:%A %d %B, %H:%M}")
    return div(f"background:#2a2f2c;{_PANEL}", _signs(look.accent, 24, 12), shown, clock, kind="task")


def _pantheon(_look: Look, _windows: list[Window], local: datetime) -> str:
    top = "left:0;right:0;top:0;height:28px;background:rgba(0,0,0,.55);color:#fff;padding:0 14px"
    clock = div("position:absolute;left:0;right:0;text-align:center;font-weight:700", f"{local:%a %d %b} {local:%H:%M}")
    right = div("margin-left:auto", icons("bell mail gear", 14, 10))
    dock = "left:50%;transform:translateX(-50%);bottom:4px;gap:10px;padding:6px 12px;border-radius:10px"
    signs = _signs("#3689e6 #f9c440 #68b723 #c6262e #a56de2 #abacae #f37329", 40, 9)
    strip = div(top, "<span>Applications</span>", clock, right, kind="task")
    return strip + div(f"{dock};background:rgba(250,250,250,.35)", signs, kind="task")


def _flat(_look: Look, windows: list[Window], local: datetime) -> str:
    find = div("width:220px;padding:11px 14px;background:#f3f3f3;color:#555;height:40px", "Type here to search")
    shown = _listed(windows, "width:170px;padding:11px 10px;height:40px", "#3f4b55", "#1c2329")
    clock = div("margin-left:auto;text-align:right;font-size:11px", f"{local:%H:%M}<br>{local:%d-%m-%Y}")
    return div(f"background:#10161b;{_PANEL};padding-left:0", find, shown, clock, kind="task")


def _tile(look: Look, _windows: list[Window], local: datetime) -> str:
    spaces = ""
    for number in (1, 2, 3, 4):
        ground = look.accent if number == 2 else "#2c323d"
        spaces += div(f"padding:1px 9px;background:{ground};color:{'#111' if number == 2 else '#ccc'}", str(number))
    state = f"eth0 up &nbsp;|&nbsp; disk 71 GB &nbsp;|&nbsp; {local:%a %Y-%m-%d} &nbsp;|&nbsp; {local:%H:%M}"
    place = "left:0;right:0;top:0;height:24px;background:#0f1116;color:#b8c0cf;gap:4px;padding:0 8px;font-size:12px"
    return div(place, spaces, div("margin-left:auto", state), kind="task mono")


_PANELS = {"mint": _mint, "pantheon": _pantheon, "flat": _flat, "tile": _tile}
