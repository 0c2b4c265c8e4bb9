"""Windows and desktops as HTML: like Windows 10, Plasma, Ubuntu, Haiku and a Chromebook."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from datetime import datetime

from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window

_EDGES = {
    "ten": "box-shadow:0 0 0 1px {accent},0 6px 18px rgba(0,0,0,.4)",
    "breeze": "border-radius:5px 5px 0 0;box-shadow:0 10px 34px rgba(0,0,0,.65),0 0 0 1px #5a6066",
    "yaru": "border-radius:10px;box-shadow:0 4px 22px rgba(0,0,0,.5),0 0 0 1px rgba(0,0,0,.22)",
    "haiku": "background:transparent!important",
    "aura": "border-radius:12px;box-shadow:0 8px 26px rgba(0,0,0,.55)",
}


def sheet(look: Look) -> str:
    """The style sheet of a desktop and of what all programs share."""
    edge = _EDGES[look.shape].replace("{accent}", look.accent)
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
body{{background:{look.desk};font:{look.size}px/1.42 '{look.ui}',sans-serif;color:{look.ink};cursor:default}}
:root{{color-scheme:{"dark" if look.dark else "light"};accent-color:{look.accent}}}
.w{{position:absolute;display:flex;flex-direction:column;background:{look.panel};overflow:hidden;{edge}}}
.top{{display:flex;align-items:center;flex:none;white-space:nowrap;position:relative}}
.ten .top{{height:30px;background:{look.bar};color:#111;padding:0 0 0 10px}} .ten .w:not([data-active]) .top{{color:#999}}
.breeze .top{{height:29px;background:{look.bar};color:{look.bar_text};justify-content:center;border-bottom:1px solid #1d2023}}
.yaru .top{{height:44px;background:{look.bar};color:{look.bar_text};justify-content:center;font-weight:700;border-bottom:1px solid {look.line}}}
.haiku .top{{height:24px;width:fit-content;max-width:70%;background:linear-gradient(#ffe88a,{look.bar});color:#000;font-weight:700;padding:0 16px 0 6px;border:1px solid #7a6a20;border-bottom:0;gap:10px}} .haiku .w:not([data-active]) .top{{background:#e8e8e8}}
.haiku .in{{display:flex;flex-direction:column;flex:1;min-height:0;background:{look.panel};border:5px solid #d8d8d8;outline:1px solid #6a6a6a;outline-offset:-1px}}
.aura .top{{height:34px;background:{look.bar};color:{look.bar_text};padding:0 14px;font-size:12px}}
.keys{{position:absolute;right:0;top:0;height:100%;display:flex;align-items:center}} .ten .keys{{right:0}}
.grow{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}} .row{{display:flex}} .col{{display:flex;flex-direction:column}}
.nav{{display:flex;align-items:center;gap:12px;flex:none;white-space:nowrap}} .tab{{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;flex:0 1 auto}}
.task{{position:absolute;display:flex;align-items:center;z-index:900;white-space:nowrap}}
.mono{{font-family:'{look.mono}',monospace;font-variant-ligatures:none}} pre{{margin:0}}
.menu{{display:flex;gap:16px;padding:3px 10px;flex:none;white-space:nowrap}}
"""


def _glyphs(ink: str, marks: tuple[str, ...], gap: int) -> str:
    drawn = "".join(
        f'<svg style="width:{gap}px;height:18px" viewBox="0 0 {gap} 18"><path d="{m}" stroke="{ink}" stroke-width="1.3" fill="none"/></svg>'
        for m in marks
    )
    return f'<div class="keys">{drawn}</div>'


def keys(look: Look, ink: str = "#111") -> str:
    """The buttons at the right end of a title bar, drawn; on Windows in that ink."""
    if look.shape == "ten":
        return _glyphs(ink, ("M18 9h10", "M18 4h10v10h-10z", "M18 4l10 10M28 4l-10 10"), 46)
    if look.shape == "breeze":
        return _glyphs("#eff0f1", ("M6 7l5 5 5-5", "M6 11l5-5 5 5", "M7 5l8 8M15 5l-8 8"), 24)
    if look.shape == "yaru":
        ring = "M14 9m-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0"
        return _glyphs("#6b6b6b", ("M9 13h10", "M10 5h8v8h-8z", ring + "M11 6l6 6M17 6l-6 6"), 32)
    if look.shape == "aura":
        return _glyphs("#e8eaed", ("M10 12h10", "M10 5h10v8h-10z", "M11 5l8 8M19 5l-8 8"), 32)
    return ""


def framed(look: Look, title: str, body: str, icon: str = "#888") -> str:
    """What is in a window: a title bar with that title, and the rest."""
    name = html.escape(title)
    if look.shape == "haiku":
        box = '<span class="dot" style="width:13px;height:13px;background:linear-gradient(135deg,#fff2b0,#e0a800);border:1px solid #7a6a20"></span>'
        return f'<div class="top">{box}<span>{name}</span></div><div class="in">{body}</div>'
    mark = f'<span class="dot" style="width:14px;height:14px;background:{icon};margin-right:8px"></span>' if look.shape == "ten" else ""  # fmt: skip
    return f'<div class="top">{mark}<span>{name}</span>{keys(look)}</div>{body}'


def desktop(look: Look, windows: list[Window], local: datetime) -> str:
    """The whole screen, windows from back to front, as an HTML document; `tags` of the one in front lie above all."""
    parts = []
    for number, window in enumerate(windows):
        left, top, right, bottom = window.rect
        place = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px;z-index:{number + 1}"
        mark = " data-active" if number == len(windows) - 1 else ""
        parts.append(f'<div class="w" style="{place}"{mark}>{window.inner}</div>')
    bars = _BARS[look.shape](look, windows, local)
    over = "".join(windows[-1].tags)
    return f'<!doctype html><meta charset=utf-8><style>{sheet(look)}</style><body class="{look.shape}">{"".join(parts)}{bars}{over}'


def toast(look: Look, place: str, head: str, words: str) -> str:
    """A notice above all windows."""
    return f'<div class="task" style="{place};flex-direction:column;align-items:flex-start;white-space:normal;width:330px;padding:12px 16px;background:{look.bar if look.dark else "#1f1f1f"};color:#fff;box-shadow:0 4px 16px rgba(0,0,0,.5);z-index:950"><b>{head}</b><span style="color:#d2d2d2;margin-top:3px">{words}</span></div>'


def _squares(colours: tuple[str, ...], size: int, radius: int) -> str:
    return "".join(
        f'<span class="dot" style="width:{size}px;height:{size}px;border-radius:{radius}px;background:{c};flex:none"></span>'
        for c in colours
    )


def _ten_bar(look: Look, _windows: list[Window], local: datetime) -> str:
    icons = _squares(("#0f9d58", "#ffb900", "#e74856", "#7a7574", look.accent), 22, 2)
    find = '<div style="width:300px;height:40px;background:#f3f3f3;color:#555;display:flex;align-items:center;padding:0 14px;margin:0 10px">Type here to search</div>'
    clock = f'<div style="text-align:center;margin:0 18px;line-height:1.3;font-size:12px">{local:%H:%M}<br>{local:%d/%m/%Y}</div>'
    return f'<div class="task" style="left:0;right:0;bottom:0;height:40px;background:#101318;color:#fff;gap:18px;padding-left:16px"><span class="dot" style="width:16px;height:16px;background:#fff"></span>{find}{icons}<div style="margin-left:auto">ENG</div>{clock}</div>'


def _breeze_bar(look: Look, windows: list[Window], local: datetime) -> str:
    shown = "".join(
        f'<div style="width:200px;height:34px;padding:7px 10px;overflow:hidden;text-overflow:ellipsis;background:{"#4a5056" if w is windows[-1] else "transparent"};border-top:2px solid {look.accent if w is windows[-1] else "transparent"}">{html.escape(w.title)}</div>'
        for w in windows
    )
    clock = f'<div style="text-align:center;line-height:1.2;margin-left:auto;padding:0 12px;font-size:12px">{local:%H:%M}<br>{local.day} {local:%b}</div>'
    return f'<div class="task" style="left:8px;right:8px;bottom:6px;height:40px;border-radius:6px;background:rgba(42,46,50,.96);color:#fcfcfc;gap:6px;padding:0 8px">{_squares((look.accent,), 24, 12)}{shown}{clock}</div>'


def _yaru_bar(_look: Look, _windows: list[Window], local: datetime) -> str:
    top = f'<div class="task" style="left:0;right:0;top:0;height:27px;background:#131313;color:#f2f2f2;font-size:13px;justify-content:center"><span style="position:absolute;left:14px">Activities</span><b>{local.day} {local:%b} &nbsp;{local:%H:%M}</b></div>'
    icons = _squares(("#e95420", "#2c74c9", "#77216f", "#3eb34f", "#c7a252", "#4d4d4d", "#19b6ee"), 40, 9)
    return f'{top}<div class="task" style="left:0;top:27px;bottom:0;width:60px;background:rgba(20,8,16,.72);flex-direction:column;gap:12px;padding-top:14px">{icons}</div>'


def _haiku_bar(_look: Look, windows: list[Window], local: datetime) -> str:
    listed = "".join(
        f'<div style="height:22px;border-top:1px solid #f5f5f5;border-bottom:1px solid #aaa;padding:2px 8px;width:100%;{"background:#c0c0c0" if w is windows[-1] else ""}">{html.escape(w.app)}</div>'
        for w in windows
    )
    return f'<div class="task" style="right:0;top:0;width:136px;flex-direction:column;align-items:flex-start;background:#d8d8d8;border:1px solid #666"><div style="height:26px;width:100%;padding:4px 8px;font-weight:700">Haiku</div><div style="height:24px;width:100%;background:#bcbcbc;padding:3px 10px;text-align:right">{local:%I:%M %p}</div>{listed}</div>'


def _aura_bar(_look: Look, _windows: list[Window], local: datetime) -> str:
    icons = _squares(("#fbbc04", "#34a853", "#ea4335", "#4285f4", "#a142f4"), 30, 15)
    clock = f'<div style="position:absolute;right:12px;background:#3c4043;border-radius:16px;padding:6px 14px">{local.day} {local:%b} &nbsp; {local:%H:%M}</div>'
    return f'<div class="task" style="left:0;right:0;bottom:0;height:46px;background:rgba(23,24,26,.88);color:#e8eaed;justify-content:center;gap:14px"><span class="dot" style="position:absolute;left:14px;width:26px;height:26px;border-radius:13px;background:#e8eaed"></span>{icons}{clock}</div>'


_BARS = {"ten": _ten_bar, "breeze": _breeze_bar, "yaru": _yaru_bar, "haiku": _haiku_bar, "aura": _aura_bar}
