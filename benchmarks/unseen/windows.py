"""Windows of a desktop as HTML: title bars, tabs, address bars, and the desktop that they lie on."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html

from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Window


def sheet(theme: Look) -> str:
    """The style sheet of a desktop and of what all programs share."""
    radius = 8 if theme.shape == "win" else 11
    return f"""
*{{box-sizing:border-box}} html,body{{margin:0;height:100%;overflow:hidden}}
body{{background:{theme.desk};font:{theme.size}px/1.4 '{theme.ui}',sans-serif;color:{theme.ink};cursor:default}}
:root{{color-scheme:{"dark" if theme.dark else "light"};accent-color:{theme.accent}}}
.w{{position:absolute;display:flex;flex-direction:column;background:{theme.panel};border-radius:{radius}px;overflow:hidden;box-shadow:0 8px 28px rgba(0,0,0,.38),0 0 0 1px {theme.line}}}
.w.back .bar{{filter:opacity(.75)}}
.bar{{display:flex;align-items:center;height:{32 if theme.shape == "win" else 44}px;flex:none;background:{theme.bar};color:{theme.bar_text};font-size:12px;padding:0 0 0 10px;position:relative}}
.bar .icon{{width:16px;height:16px;border-radius:4px;margin-right:8px;flex:none}}
.bar .title{{white-space:nowrap}} .bar.mid .title{{position:absolute;left:0;right:0;text-align:center;font-weight:700;pointer-events:none}}
.caps{{margin-left:auto;display:flex;height:100%;align-items:center;z-index:1}} .caps svg{{width:46px;height:100%}} .gn svg{{width:30px;height:30px;margin-right:8px}}
.menu{{display:flex;gap:16px;padding:3px 12px;font-size:12px;background:{theme.panel};border-bottom:1px solid {theme.line};flex:none}}
.grow{{flex:1;min-height:0;min-width:0;overflow:hidden;position:relative}} .row{{display:flex}} .col{{display:flex;flex-direction:column}}
.status{{display:flex;gap:22px;align-items:center;height:24px;padding:0 12px;font-size:12px;flex:none}}
.tabs{{display:flex;align-items:flex-end;height:40px;background:{theme.bar};padding:0 0 0 8px;flex:none;font-size:12px;color:{theme.bar_text}}}
.tab{{display:flex;align-items:center;width:214px;height:34px;padding:0 10px;border-radius:6px 6px 0 0;overflow:hidden;white-space:nowrap;margin-right:3px}}
.tab.on{{background:{theme.panel}}} .tab i{{width:14px;height:14px;border-radius:3px;margin-right:8px;flex:none}} .tab span{{overflow:hidden;text-overflow:ellipsis;flex:1}} .tab svg{{width:10px;height:10px;margin-left:6px;flex:none}}
.nav{{display:flex;align-items:center;gap:10px;height:42px;background:{theme.panel};padding:0 10px;flex:none;border-bottom:1px solid {theme.line}}}
.nav svg{{width:18px;height:18px;flex:none}} .url{{flex:1;height:30px;border-radius:6px;background:{theme.fill};display:flex;align-items:center;padding:0 12px;font-size:{theme.size}px;white-space:nowrap;overflow:hidden}} .url svg{{width:14px;height:14px;margin-right:10px}}
.url b{{font-weight:400;color:{theme.faint}}}
.task{{position:absolute;left:0;right:0;height:44px;display:flex;align-items:center;background:{theme.bar};color:{theme.bar_text};font-size:12px;z-index:900}}
.task .dot{{width:26px;height:26px;border-radius:6px;margin:0 6px}} .mono{{font-family:'{theme.mono}',monospace;font-variant-ligatures:none}}
"""


def _cross(colour: str) -> str:
    return f'<svg viewBox="0 0 10 10"><path d="M1 1l8 8M9 1l-8 8" stroke="{colour}" fill="none"/></svg>'


def caps(theme: Look) -> str:
    """The buttons of a title bar, drawn."""
    ink = theme.bar_text
    if theme.shape == "gnome":
        cross = f'<svg viewBox="0 0 30 30"><circle cx="15" cy="15" r="11" fill="{theme.line}"/><path d="M11 11l8 8M19 11l-8 8" stroke="{ink}" stroke-width="1.6"/></svg>'
        return f'<div class="caps gn">{cross}</div>'
    marks = ("M18 16h10", "M18 11h10v10h-10z", "M18 11l10 10M28 11l-10 10")
    drawn = "".join(f'<svg viewBox="0 0 46 32"><path d="{m}" stroke="{ink}" fill="none"/></svg>' for m in marks)
    return f'<div class="caps">{drawn}</div>'


def framed(theme: Look, title: str, colour: str, body: str, left: str = "") -> str:
    """What is in a window: a title bar with that title, and the rest."""
    middle = " mid" if theme.shape == "gnome" else ""
    icon = "" if middle else f'<div class="icon" style="background:{colour}"></div>'
    words = f'<div class="title">{html.escape(title)}</div>'
    return f'<div class="bar{middle}">{icon}{left}{words}{caps(theme)}</div>{body}'


def browser(theme: Look, tabs: list[tuple[str, str]], active: int, url: str, body: str) -> str:
    """A browser: tabs of (name, colour of its icon), an address bar, a page."""
    drawn = ""
    for number, (name, colour) in enumerate(tabs):
        on = " on" if number == active else ""
        drawn += f'<div class="tab{on}"><i style="background:{colour}"></i><span>{html.escape(name)}</span>{_cross(theme.faint)}</div>'
    plus = f'<svg style="width:14px;margin:0 8px 10px" viewBox="0 0 10 10"><path d="M5 1v8M1 5h8" stroke="{theme.bar_text}"/></svg>'
    arrows = "".join(
        f'<svg viewBox="0 0 18 18"><path d="{d}" stroke="{theme.bar_text}" stroke-width="1.6" fill="none"/></svg>'
        for d in ("M11 3l-6 6 6 6", "M7 3l6 6-6 6", "M14 6a6 6 0 1 0 1 5")
    )
    lock = f'<svg viewBox="0 0 14 14"><path d="M3 6h8v7h-8zM5 6v-3a2 2 0 0 1 4 0v3" stroke="{theme.faint}" fill="none"/></svg>'
    host, _, path = url.partition("/")
    place = f'{lock}<span data-t="url">{html.escape(host)}<b>{html.escape("/" + path if path else "")}</b></span>'
    top = f'<div class="tabs">{drawn}{plus}{caps(theme)}</div>'
    return f'{top}<div class="nav">{arrows}<div class="url">{place}</div></div><div class="grow" data-view>{body}</div>'


def desktop(theme: Look, windows: list[Window], clock: str, date: str) -> str:
    """The whole screen, windows from back to front, as an HTML document."""
    parts = []
    for number, window in enumerate(windows):
        left, top, right, bottom = window.rect
        place = f"left:{left}px;top:{top}px;width:{right - left}px;height:{bottom - top}px;z-index:{number + 1}"
        back = "" if number == len(windows) - 1 else " back"
        mark = " data-active" if not back else ""
        parts.append(f'<div class="w{back}" style="{place}"{mark}>{window.inner}</div>')
    if theme.shape == "gnome":
        bar = f'<div class="task" style="top:0;height:28px;background:#1b1b1b;color:#eee;justify-content:center;font-weight:700"><span style="position:absolute;left:14px">Activities</span>{date} {clock}</div>'
    else:
        dots = "".join(
            f'<div class="dot" style="background:{c}"></div>'
            for c in ("#f9b233", "#e8590c", "#2f9e44", "#1c7ed6", "#7048e8", "#495057")
        )
        bar = f'<div class="task" style="bottom:0;justify-content:center">{dots}<div style="position:absolute;right:16px;text-align:right;line-height:1.25">{clock}<br>{date}</div></div>'
    return f"<!doctype html><meta charset=utf-8><style>{sheet(theme)}</style>{''.join(parts)}{bar}"
