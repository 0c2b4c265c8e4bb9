"""Desktops as HTML: like Plasma, GNOME, macOS, Windows 11 and a tiling one with gaps."""

from __future__ import annotations

import html
from datetime import datetime

from benchmarks.scouting.parts import icon, icons
from benchmarks.upland.parts import box, line, spans
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

_SHAPES = {
    "breeze": """.w{border-radius:6px 6px 0 0;box-shadow:0 0 0 1px rgba(20,24,28,.4),0 8px 26px rgba(0,0,0,.45)}
.top{height:29px;justify-content:center}""",
    "adwaita": """.w{border-radius:12px;box-shadow:0 0 0 1px rgba(0,0,0,.2),0 9px 30px rgba(0,0,0,.4)}
.top{height:46px;justify-content:center;font-weight:700}""",
    "aqua": """.w{border-radius:10px;box-shadow:0 0 0 1px rgba(0,0,0,.25),0 18px 50px rgba(0,0,0,.5)}
.top{height:28px;justify-content:center;font-weight:700}""",
    "fluent": """.w{border-radius:8px;border:1px solid #b9c3cf;box-shadow:0 10px 34px rgba(0,0,0,.4)}
.top{height:34px;padding-left:14px;font-size:12px}""",
    "gaps": """.w{border-radius:5px;border:2px solid #3b4261}.w[data-active]{border-color:#9ece6a}
.top{display:none}""",
}


def _sheet(look: Look) -> str:
    names = ("panel", "paper", "ink", "faint", "line", "accent", "fill")
    tints = "".join(f"--{name}:{getattr(look, name)};" for name in names)
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
:root{{color-scheme:{"dark" if look.dark else "light"};accent-color:{look.accent};{tints}}}
body{{background:{look.desk};font:{look.size}px/1.42 '{look.ui}',sans-serif;color:{look.ink};cursor:default}}
.w{{position:absolute;display:flex;flex-direction:column;background:{look.panel};overflow:hidden}}
.top{{display:flex;align-items:center;flex:none;white-space:nowrap;position:relative;background:{look.bar};
color:{look.bar_text}}} .side{{display:flex}} .stack{{display:flex;flex-direction:column}}
.fill{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}}
.cut{{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}}
.line{{display:flex;align-items:center;flex:none;white-space:nowrap}}
.task{{position:absolute;display:flex;align-items:center;z-index:900;white-space:nowrap}}
.mono{{font-family:'{look.mono}',monospace;font-variant-ligatures:none}} pre{{margin:0}}
h1,h2,h3{{line-height:1.25;margin:0 0 10px}} .knobs{{position:absolute;display:flex;gap:8px;align-items:center}}
{_SHAPES[look.shape]}
"""


def knobs(look: Look) -> str:
    """The buttons of a title bar."""
    if look.shape == "aqua":
        shape = "width:12px;height:12px;border-radius:50%"
        lights = "".join(box(f"{shape};background:{tint}", kind="dot") for tint in ("#ff5f57", "#febc2e", "#28c840"))
        return box("left:10px", lights, kind="knobs")
    if look.shape == "adwaita":
        shape = f"width:24px;height:24px;border-radius:50%;background:{look.fill};padding:0 6px"
        return box("right:10px", box(shape, icon("x", 12)), kind="knobs")
    if look.shape == "fluent":
        return box("right:14px;gap:28px", icon("dots", 13), icon("grid", 11), icon("x", 13), kind="knobs")
    return box("right:9px;gap:12px", icon("down", 13), icon("plus", 13), icon("x", 13), kind="knobs")


def cased(look: Look, title: str, body: str) -> str:
    """What is in a window: a title bar with that title where the desktop has any, and the rest."""
    if look.shape == "gaps":
        return body
    sign = box("position:absolute;left:9px", icon("file", 14)) if look.shape == "breeze" else ""
    return box("", sign, f"<span>{html.escape(title)}</span>", knobs(look), kind="top") + body


def menus(look: Look, *names: str) -> str:
    """The menus of a program, where they stand in its window."""
    return line("gap:15px;padding:3px 11px", spans(names)) if look.shape in ("breeze", "fluent") else ""


def notice(look: Look, app: str, head: str, text: str) -> str:
    """A notice above all windows, where this desktop shows them."""
    place = {
        "adwaita": "left:50%;transform:translateX(-50%);top:42px;border-radius:12px",
        "aqua": "right:14px;top:38px;border-radius:14px",
        "fluent": "right:14px;bottom:62px;border-radius:8px",
        "gaps": "right:20px;top:20px;border-radius:3px",
    }.get(look.shape, "right:12px;bottom:58px;border-radius:5px")
    ground = {"gaps": "#292e42", "aqua": "#4a464d" if look.dark else "#f4f4f4"}.get(look.shape, look.panel)
    style = f"{place};width:350px;white-space:normal;padding:11px 15px;z-index:950;background:{ground};gap:12px"
    style += f";border:1px solid {look.line};box-shadow:0 8px 24px rgba(0,0,0,.45)"
    sign = box(f"width:30px;height:30px;border-radius:7px;flex:none;background:{look.accent}", kind="dot")
    said = box("", f'<div style="font-size:11px;color:{look.faint}">{app}</div>', f"<b>{head}</b>", box("", text))
    return box(style, sign, said, kind="task")


def dialog(look: Look, at: tuple[int, int, int], head: str, text: str, keys: str) -> str:
    """A dialog above all windows: left, top and width; `keys` are its buttons."""
    left, top, wide = at
    style = f"left:{left}px;top:{top}px;width:{wide}px;z-index:940;background:{look.panel};display:block"
    style += f";white-space:normal;border-radius:9px;padding:18px 22px;border:1px solid {look.line}"
    style += ";box-shadow:0 14px 44px rgba(0,0,0,.55)"
    body = f'<b style="font-size:15px">{head}</b>' + box("margin:9px 0 15px", text)
    return box(style, body, box("text-align:right", keys), kind="task")


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


def _blobs(tints: str, size: int, radius: int) -> str:
    shape = f"width:{size}px;height:{size}px;border-radius:{radius}px;flex:none"
    return "".join(box(f"{shape};background:{tint}", kind="dot") for tint in tints.split())


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M} {'pm' if local.hour >= 12 else 'am'}"


def _breeze(look: Look, windows: list[Window], local: datetime) -> str:
    shown = ""
    for window in windows:
        edge = f"border-top:3px solid {look.accent if window is windows[-1] else 'transparent'}"
        shown += box(f"width:210px;padding:8px 10px;{edge};height:42px", html.escape(window.title), kind="cut")
    clock = box("text-align:center;font-size:12px;line-height:1.3", f"{_clock(local)}<br>{local:%d/%m/%Y}")
    right = line("margin-left:auto;gap:14px", icons("bell clip lock", 15, 8), clock)
    place = f"left:0;right:0;bottom:0;height:44px;padding:0 12px;gap:6px;background:{look.panel};color:{look.ink}"
    return box(f"{place};border-top:1px solid {look.line}", _blobs(look.accent, 22, 4), shown, right, kind="task")


def _adwaita(_look: Look, _windows: list[Window], local: datetime) -> str:
    place = "left:0;right:0;top:0;height:30px;background:#000;color:#fff;padding:0 14px;font-weight:700"
    spaces = _blobs("#ffffff #6a6a6a #6a6a6a", 8, 4)
    clock = f"{local.day} {local:%b} {local:%H:%M}"
    middle = box("position:absolute;left:0;right:0;text-align:center", clock)
    right = box("margin-left:auto", icons("bell mail gear", 14, 9))
    return box(place, line("gap:6px", spaces), middle, right, kind="task")


def _aqua(look: Look, windows: list[Window], local: datetime) -> str:
    ground = "rgba(30,26,34,.82)" if look.dark else "rgba(255,255,255,.78)"
    place = f"left:0;right:0;top:0;height:25px;padding:0 14px;gap:18px;background:{ground};color:{look.ink}"
    app = html.escape({"Zed": "Zed", "iTerm2": "iTerm2"}.get(windows[-1].app, windows[-1].app))
    clock = box("margin-left:auto", f"{local:%a} {local.day} {local:%b} &nbsp;{_clock(local)}")
    top = box(place, _blobs(look.ink, 13, 7), f"<b>{app}</b>", spans(("File", "Edit", "View", "Window", "Help")), clock,
              kind="task")  # fmt: skip
    dock = "left:50%;transform:translateX(-50%);bottom:5px;gap:8px;padding:5px 8px;border-radius:16px"
    signs = _blobs("#1e90ff #f5f5f5 #34c759 #ff9f0a #af52de #ff453a #5ac8fa #8e8e93", 38, 9)
    return top + box(f"{dock};background:{ground}", signs, kind="task")


def _fluent(look: Look, windows: list[Window], local: datetime) -> str:
    place = "left:0;right:0;bottom:0;height:48px;background:#eef3f9;color:#1b1b1b;justify-content:center;gap:8px"
    find = box("width:200px;padding:6px 14px;border-radius:16px;background:#fff;border:1px solid #d4dae1", "Search")
    signs = _blobs("#0078d4 #ffb900 #107c10 #5c2d91 #d83b01", 26, 5)
    open_ = box(f"width:14px;height:3px;background:{look.accent}", kind="dot") * len(windows)
    clock = box("font-size:12px;text-align:right;line-height:1.35", f"{_clock(local)}<br>{local:%d/%m/%Y}")
    return box(place, find, signs, open_, box("position:absolute;right:14px", clock), kind="task")


def _gaps(look: Look, windows: list[Window], local: datetime) -> str:
    place = "left:0;right:0;bottom:0;height:26px;background:#16161e;padding:0 12px;gap:14px;font-size:13px"
    spaces = f'<span style="color:{look.accent}">[web]</span>' + spans(("code", "mail"))
    title = box("position:absolute;left:0;right:0;text-align:center", html.escape(windows[-1].title))
    state = f"bat 64% | vol 20 | {local:%d.%m.} | {local:%H:%M}"
    return box(f"{place};color:{look.ink}", spaces, title, box("margin-left:auto", state), kind="task mono")


_PANELS = {"breeze": _breeze, "adwaita": _adwaita, "aqua": _aqua, "fluent": _fluent, "gaps": _gaps}
