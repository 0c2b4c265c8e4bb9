"""Windows and desktops as HTML: Mac-like, tiled, and of the old kind with a task bar."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from datetime import datetime
from pathlib import PurePosixPath

from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window

_MENUS = {
    "Safari": "File Edit View History Bookmarks Window Help", "Thunderbird": "File Edit View Go Message Tools Window Help",
    "iTerm2": "Shell Edit View Session Scripts Profiles Window Help", "Sublime Text": "File Edit Selection Find View Goto Tools Project Window Help",
    "Preview": "File Edit View Go Tools Window Help", "TextEdit": "File Edit Format View Window Help",
}  # fmt: skip


def sheet(look: Look) -> str:
    """The style sheet of a desktop and of what all programs share."""
    radius = {"mac": 12, "tile": 0, "classic": 0}[look.shape]
    edge = {
        "mac": f"box-shadow:0 14px 40px rgba(0,0,0,.4),0 0 0 1px {look.line}",
        "tile": f"border:2px solid {look.line}",
        "classic": "border:2px outset #e8e5dd;padding:2px",
    }[look.shape]
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
body{{background:{look.desk};font:{look.size}px/1.4 '{look.ui}',sans-serif;color:{look.ink};cursor:default}}
:root{{color-scheme:{"dark" if look.dark else "light"};accent-color:{look.accent}}}
.w{{position:absolute;display:flex;flex-direction:column;background:{look.panel};border-radius:{radius}px;overflow:hidden;{edge}}}
{f".w[data-active]{{border-color:{look.accent}}}" if look.shape == "tile" else ""}
.cap{{display:flex;align-items:center;flex:none;position:relative;white-space:nowrap}}
.mac .cap{{height:38px;background:{look.bar};color:{look.bar_text};padding:0 14px;border-bottom:1px solid {look.line}}} .mac .cap .name{{position:absolute;left:110px;right:110px;text-align:center;font-weight:600;overflow:hidden;text-overflow:ellipsis}}
.tile .cap{{height:22px;background:{look.bar};color:{look.faint};padding:0 8px;font-size:12px}} .tile .w[data-active] .cap{{background:{look.accent};color:{"#1b2028" if look.dark else "#fff"}}}
.classic .cap{{height:24px;background:#8b8b8b;color:#ddd;padding:0 4px;font-weight:700;font-size:12px}} .classic .w[data-active] .cap{{background:linear-gradient(90deg,{look.bar},#6f9ad0);color:#fff}}
.dots svg{{width:58px;height:14px;display:block}} .end{{margin-left:auto;display:flex;height:100%;align-items:center}} .end svg{{width:58px;height:18px}}
.menu{{display:flex;gap:14px;padding:3px 8px;font-size:12px;flex:none}}
.grow{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}} .row{{display:flex}} .col{{display:flex;flex-direction:column}}
.foot{{display:flex;gap:20px;align-items:center;height:23px;padding:0 12px;font-size:11px;flex:none;color:{look.faint};border-top:1px solid {look.line};white-space:nowrap}}
.tab{{flex:1;min-width:0;max-width:260px;padding:5px 12px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;text-align:center;border-right:1px solid {look.line}}} .tab.on{{background:{look.panel};font-weight:500}}
.url{{background:{look.fill};white-space:nowrap;overflow:hidden}}
.task{{position:absolute;left:0;right:0;display:flex;align-items:center;z-index:900;white-space:nowrap}}
.mono{{font-family:'{look.mono}',monospace;font-variant-ligatures:none}} pre{{margin:0}}
"""


_LIGHTS = '<svg viewBox="0 0 58 14"><circle cx="7" cy="7" r="6" fill="#ff5f57"/><circle cx="28" cy="7" r="6" fill="#febc2e"/><circle cx="49" cy="7" r="6" fill="#28c840"/></svg>'
_SQUARES = "".join(f'<rect x="{x}" y="1" width="16" height="15" fill="#d6d3cb" stroke="#444"/>' for x in (1, 19, 39))
_BUTTONS = f'<svg viewBox="0 0 58 18">{_SQUARES}<path d="M5 12h7M23 4h8v8h-8zM43 5l8 7M51 5l-8 7" stroke="#000" stroke-width="1.5" fill="none"/></svg>'


def framed(look: Look, title: str, body: str) -> str:
    """What is in a window: a title bar with that title, and the rest."""
    name = html.escape(title)
    if look.shape == "mac":
        return f'<div class="cap"><div class="dots">{_LIGHTS}</div><div class="name">{name}</div></div>{body}'
    end = f'<div class="end">{_BUTTONS}</div>' if look.shape == "classic" else ""
    return f'<div class="cap"><span>{name}</span>{end}</div>{body}'


def _tabs(names: list[str], active: int) -> str:
    return "".join(
        f'<div class="tab{" on" if n == active else ""}">{html.escape(name)}</div>' for n, name in enumerate(names)
    )


def web(look: Look, rect: Rect, tabs: list[str], active: int, url: str, body: str) -> Window:
    """A browser on a page: Safari on the Mac, Brave elsewhere."""
    page = tabs[active]
    drawn = f'<div class="row" style="background:{look.bar if look.shape != "classic" else look.fill};flex:none;font-size:12px;color:{look.bar_text if look.shape != "classic" else look.ink};border-bottom:1px solid {look.line}">{_tabs(tabs, active)}</div>'
    shown = f'<span data-t="url">{html.escape(url)}</span>'
    arrows = f'<svg style="width:52px;height:18px;flex:none" viewBox="0 0 52 18"><path d="M12 3l-6 6 6 6M30 3l6 6-6 6" stroke="{look.faint}" stroke-width="1.7" fill="none"/></svg>'
    view = f'<div class="grow" data-view>{body}</div>'
    if look.shape == "mac":
        bar = f'<div class="cap" style="height:50px;gap:20px"><div class="dots">{_LIGHTS}</div>{arrows}<div class="url" style="width:560px;margin:0 auto;text-align:center;border-radius:8px;padding:5px 12px">{shown}</div><div style="width:120px"></div></div>'
        inner = bar + drawn + view
        return Window("Safari", "/Applications/Safari.app/Contents/MacOS/Safari", page, rect, inner, url, page)
    nav = f'<div class="row" style="align-items:center;gap:10px;padding:5px 10px;background:{look.panel};flex:none;border-bottom:1px solid {look.line}">{arrows}<div class="url" style="flex:1;border:1px solid {look.line};padding:4px 12px;border-radius:{14 if look.shape == "tile" else 0}px">{shown}</div></div>'
    title = f"{page} - Brave"
    return Window(
        "brave", "/opt/brave.com/brave/brave", title, rect, framed(look, title, drawn + nav + view), url, page
    )


def desktop(look: Look, windows: list[Window], local: datetime) -> str:
    """The whole screen, windows from back to front, as an HTML document."""
    parts = []
    for number, window in enumerate(windows):
        left, top, right, bottom = window.rect
        place = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px;z-index:{number + 1}"
        mark = " data-active" if number == len(windows) - 1 else ""
        parts.append(f'<div class="w" style="{place}"{mark}>{window.inner}</div>')
    if look.shape == "tile":
        bars = _tile_bar(look, local)
    else:
        bars = (_menu_bar if look.shape == "mac" else _task_bar)(look, windows, local)
    return f'<!doctype html><meta charset=utf-8><style>{sheet(look)}</style><body class="{look.shape}">{"".join(parts)}{bars}'


def _menu_bar(look: Look, windows: list[Window], local: datetime) -> str:
    app = windows[-1].app
    words = "".join(f"<span>{word}</span>" for word in _MENUS[app].split())
    clock = f"{local:%a} {local.day} {local:%b}&nbsp; {local:%H:%M}"
    ink, ground = ("#f2f2f4", "rgba(20,20,24,.82)") if look.dark else ("#1d1d1f", "rgba(246,246,248,.9)")
    top = f'<div class="task" style="top:0;height:26px;background:{ground};color:{ink};gap:18px;padding:0 18px"><svg width="14" height="14"><circle cx="7" cy="7" r="6" fill="{ink}"/></svg><b>{app}</b>{words}<span style="margin-left:auto">{clock}</span></div>'
    icons = "".join(
        f'<div class="dot" style="width:40px;height:40px;border-radius:10px;background:{c}"></div>'
        for c in ("#2f9bff", "#34c759", "#ff9f0a", "#af52de", "#ff375f", "#8e8e93", "#30b0c7")
    )
    dock = f'<div class="task" style="bottom:6px;left:50%;right:auto;transform:translateX(-50%);height:54px;gap:10px;padding:0 12px;border-radius:16px;background:rgba(200,200,210,.35)">{icons}</div>'
    return top + dock


def _tile_bar(look: Look, local: datetime) -> str:
    spaces = "".join(
        f'<span style="padding:2px 9px;{f"background:{look.accent};color:#1b2028" if n == 2 else ""}">{n}</span>'
        for n in range(1, 6)
    )
    right = f"load 0.42 &nbsp; mem 5.1G &nbsp; vol 30% &nbsp; <b>{local:%Y-%m-%d %H:%M}</b>"
    return f'<div class="task" style="top:0;height:24px;background:{look.bar};color:{look.bar_text};font-size:12px">{spaces}<span style="margin-left:auto;padding-right:12px">{right}</span></div>'


def _task_bar(look: Look, windows: list[Window], local: datetime) -> str:
    buttons = "".join(
        f'<div style="width:230px;border:2px {"inset" if w is windows[-1] else "outset"} #eee;padding:3px 8px;overflow:hidden;text-overflow:ellipsis;margin-right:4px;{"font-weight:700" if w is windows[-1] else ""}">{html.escape(w.title)}</div>'
        for w in windows
    )
    start = '<div style="border:2px outset #eee;padding:3px 14px;font-weight:700;margin:0 8px 0 4px">Menu</div>'
    return f'<div class="task" style="bottom:0;height:32px;background:{look.panel};font-size:12px;border-top:2px solid #f4f2ec">{start}{buttons}<div style="margin-left:auto;border:1px inset #eee;padding:4px 12px;margin-right:4px">{local:%H:%M}</div></div>'


def at_home(name: str, look: Look) -> str:
    """The path of a program of that name on the desktop's system."""
    mac = {"Sublime Text": "sublime_text", "Thunderbird": "thunderbird", "iTerm2": "iTerm2"}
    if look.shape == "mac":
        folder = "iTerm" if name == "iTerm2" else name
        return str(PurePosixPath("/Applications") / f"{folder}.app/Contents/MacOS" / mac.get(name, name))
    return f"/usr/bin/{name}"
