"""Desktops as HTML: like Windows 11, macOS, GNOME, Plasma and Xfce."""

from __future__ import annotations

import html
from datetime import datetime

from benchmarks.scouting.parts import icon, icons
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

_SHAPES = {
    "win": """.w{border-radius:8px;box-shadow:0 0 0 1px rgba(120,120,120,.45),0 8px 26px rgba(0,0,0,.3)}
.top{height:34px;padding:0 0 0 12px} .keys svg{width:46px}""",
    "mac": """.w{border-radius:11px;box-shadow:0 0 0 1px rgba(0,0,0,.7),0 16px 42px rgba(0,0,0,.55)}
.top{height:38px;justify-content:center;font-weight:700;border-bottom:1px solid #111}""",
    "gnome": """.w{border-radius:12px;box-shadow:0 0 0 1px rgba(0,0,0,.18),0 5px 20px rgba(0,0,0,.38)}
.top{height:46px;justify-content:center;font-weight:700;border-bottom:1px solid #d0ccc8}""",
    "kde": """.w{border-radius:6px 6px 0 0;box-shadow:0 0 0 1px #4d5257,0 10px 30px rgba(0,0,0,.6)}
.top{height:30px;justify-content:center;border-bottom:1px solid #17191b}""",
    "xfce": """.w{border-radius:5px 5px 0 0;box-shadow:0 0 0 1px #7d7d7d,0 3px 12px rgba(0,0,0,.4)}
.top{height:25px;justify-content:center;font-weight:700;background:linear-gradient(#dedede,#bdbdbd)!important}""",
}


def _sheet(look: Look) -> str:
    tints = "".join(f"--{name}:{getattr(look, name)};" for name in ("panel", "paper", "ink", "faint", "line", "accent"))
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
:root{{color-scheme:{"dark" if look.dark else "light"};accent-color:{look.accent};{tints}--fill:{look.fill}}}
body{{background:{look.desk};font:{look.size}px/1.42 '{look.ui}',sans-serif;color:{look.ink};cursor:default}}
.w{{position:absolute;display:flex;flex-direction:column;background:{look.panel};overflow:hidden}}
.top{{display:flex;align-items:center;flex:none;white-space:nowrap;position:relative;background:{look.bar};
color:{look.bar_text}}} .w:not([data-active]) .top{{filter:opacity(.75)}}
.keys{{position:absolute;top:0;height:100%;display:flex;align-items:center;right:0}}
.row{{display:flex}} .col{{display:flex;flex-direction:column}}
.grow{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}}
.cut{{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}}
.bar{{display:flex;align-items:center;flex:none;white-space:nowrap}}
.task{{position:absolute;display:flex;align-items:center;z-index:900;white-space:nowrap}}
.mono{{font-family:'{look.mono}',monospace;font-variant-ligatures:none}} pre{{margin:0}}
{_SHAPES[look.shape]}
"""


def keys(look: Look) -> str:
    """The buttons of a title bar."""
    if look.shape == "win":
        drawn = ("M4 9h10", "M4 4h10v10H4z", "M4 4l10 10M14 4L4 14")
    elif look.shape == "mac":
        dots = "".join(
            f'<span class="dot" style="width:12px;height:12px;border-radius:50%;background:{tint};'
            f'margin-right:8px"></span>'
            for tint in ("#ff5f57", "#febc2e", "#28c840")
        )
        return f'<div class="keys" style="right:auto;left:14px">{dots}</div>'
    elif look.shape == "gnome":
        return f'<div class="keys" style="right:14px">{icon("x", 14)}</div>'
    else:
        drawn = ("M4 7l5 5 5-5", "M4 11l5-5 5 5", "M4 4l10 10M14 4L4 14")
    shapes = "".join(
        f'<svg viewBox="0 0 18 18" style="width:18px;height:15px;margin:0 3px"><path d="{path}" fill="none" '
        f'stroke="currentColor" stroke-width="1.2"/></svg>'
        for path in drawn
    )
    return f'<div class="keys" style="right:{0 if look.shape == "win" else 6}px">{shapes}</div>'


def framed(look: Look, title: str, body: str, tint: str = "#888") -> str:
    """What is in a window: a title bar with that title, and the rest; `tint` is the colour of the program's sign."""
    sign = (
        f'<span class="dot" style="width:15px;height:15px;border-radius:3px;background:{tint};margin-right:9px"></span>'
    )
    mark = sign if look.shape in ("win", "xfce") else ""
    return f'<div class="top">{mark}<span>{html.escape(title)}</span>{keys(look)}</div>{body}'


def menu(words: str) -> str:
    """A bar of menus; their names are parted by blanks."""
    return (
        '<div class="bar" style="gap:15px;padding:4px 11px">'
        + "".join(f"<span>{w}</span>" for w in words.split())
        + "</div>"
    )


def toast(look: Look, app: str, head: str, words: str) -> str:
    """A notice above all windows, where this desktop shows them."""
    place = "right:14px;bottom:60px" if look.shape in ("win", "kde") else "right:14px;top:40px"
    ground = "#2f2f2f" if look.dark else "#fdfdfd"
    return (
        f'<div class="task" style="{place};width:350px;display:block;white-space:normal;padding:13px 17px;z-index:950;'
        f'background:{ground};border:1px solid {look.line};border-radius:8px;box-shadow:0 6px 22px rgba(0,0,0,.45)">'
        f'<div style="color:{look.faint};font-size:11px">{app}</div><b>{head}</b><div>{words}</div></div>'
    )


def desktop(look: Look, windows: list[Window], local: datetime) -> str:
    """The whole screen as an HTML document, windows from back to front."""
    parts = []
    for number, window in enumerate(windows):
        left, top, right, bottom = window.rect
        place = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px;z-index:{number + 1}"
        front = "data-active" if number == len(windows) - 1 else ""
        parts.append(f'<div class="w" style="{place}" {front}>{window.inner}</div>')
    over = "".join(windows[-1].tags)
    bars = _BARS[look.shape](look, windows, local)
    return f"<!doctype html><meta charset=utf-8><style>{_sheet(look)}</style><body>{''.join(parts)}{bars}{over}"


def _signs(tints: str, size: int, radius: int) -> str:
    return "".join(
        f'<span class="dot" style="width:{size}px;height:{size}px;border-radius:{radius}px;background:{tint};'
        f'flex:none"></span>'
        for tint in tints.split()
    )


def _win(look: Look, _windows: list[Window], local: datetime) -> str:
    signs = _signs("#4cc2ff #0f6cbd #ffb900 #107c41 #6264a7 #0078d4 #5b5b5b", 24, 5)
    clock = f"{local:%H:%M}<br>{local:%d/%m/%Y}"
    return (
        f'<div class="task" style="left:0;right:0;bottom:0;height:48px;justify-content:center;gap:17px;'
        f"background:{look.bar};"
        f'color:{look.bar_text};border-top:1px solid {look.line}">{signs}<div style="position:absolute;right:16px;'
        f'text-align:right;font-size:12px;line-height:1.3">{clock}</div></div>'
    )


def _mac(_look: Look, windows: list[Window], local: datetime) -> str:
    words = "".join(f"<span>{w}</span>" for w in ("File", "Edit", "View", "Go", "Window", "Help"))
    sign = '<span class="dot" style="width:13px;height:14px;border-radius:6px;background:#fff"></span>'
    clock = f"{local:%a} {local.day} {local:%b} &nbsp;{local:%H:%M}"
    dock = _signs("#1e90ff #34c759 #0a84ff #ff9f0a #ff453a #f2f2f7 #bf5af2 #64d2ff #8e8e93", 44, 11)
    return (
        f'<div class="task" style="left:0;right:0;top:0;height:26px;background:rgba(20,14,24,.72);color:#fff;gap:17px;'
        f'padding:0 16px">{sign}<b>{windows[-1].app}</b>{words}<span style="margin-left:auto">{clock}</span></div>'
        f'<div class="task" style="left:50%;transform:translateX(-50%);bottom:6px;gap:9px;padding:7px 11px;'
        f'border-radius:18px;background:rgba(70,60,80,.6)">{dock}</div>'
    )


def _gnome(_look: Look, _windows: list[Window], local: datetime) -> str:
    return (
        f'<div class="task" style="left:0;right:0;top:0;height:30px;background:#000;color:#fff;justify-content:center">'
        f'<span style="position:absolute;left:16px">Activities</span><b>{local.day} {local:%b} &nbsp;{local:%H:%M}</b>'
        f'<span style="position:absolute;right:12px">{icons("bell lock gear", 14, 8)}</span></div>'
    )


def _kde(look: Look, windows: list[Window], local: datetime) -> str:
    style = "width:210px;height:36px;padding:8px 12px;border-radius:3px"
    shown = "".join(
        f'<div class="cut" style="{style};background:{"#40464c" if w is windows[-1] else "#2a2e32"}">'
        f"{html.escape(w.title)}</div>"
        for w in windows
    )
    return (
        f'<div class="task" style="left:0;right:0;bottom:0;height:44px;background:#202326;color:#fcfcfc;gap:7px;'
        f'padding:0 12px">{_signs(look.accent, 26, 13)}{shown}<div style="margin-left:auto;text-align:center;'
        f'line-height:1.2;font-size:12px">{local:%H:%M}<br>{local:%d.%m.%y}</div></div>'
    )


def _xfce(look: Look, windows: list[Window], local: datetime) -> str:
    style = "max-width:230px;padding:2px 10px;border:1px solid #9a9a9a;border-radius:3px"
    shown = "".join(
        f'<div class="cut" style="{style};background:{"#c2c2c2" if w is windows[-1] else "#e6e6e6"}">'
        f"{html.escape(w.title)}</div>"
        for w in windows
    )
    return (
        f'<div class="task" style="left:0;right:0;top:0;height:27px;background:#dcdcdc;color:#333;gap:6px;'
        f"padding:0 8px;"
        f'border-bottom:1px solid #9a9a9a">{_signs(look.accent, 15, 8)}<b>Applications</b>{shown}'
        f'<span style="margin-left:auto">{local:%a %d %b, %H:%M}</span></div>'
    )


_BARS = {"win": _win, "mac": _mac, "gnome": _gnome, "kde": _kde, "xfce": _xfce}
