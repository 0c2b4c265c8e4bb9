"""A browser of each desktop: Edge, Falkon, Firefox, WebPositive and Chrome, on a page."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from dataclasses import dataclass

from benchmarks.afield.desk import framed, keys
from benchmarks.worlds.look import Look
from benchmarks.worlds.window import Rect, Window


@dataclass(frozen=True)
class _Kind:
    app: str
    process: str
    called: str
    tab: str
    on: str
    url: str


_KINDS = {
    "ten": _Kind("msedge", "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe", "Microsoft Edge", "padding:7px 16px;margin:4px 2px 0;width:210px", "background:#fff;border-radius:7px 7px 0 0", "background:#fff;border-radius:16px;border:1px solid #d8d8d8;padding:4px 16px"),
    "breeze": _Kind("falkon", "/usr/bin/falkon", "Falkon", "padding:6px 18px;border:1px solid #4a4f54;border-bottom:0;width:230px", "background:#2a2e32;box-shadow:inset 0 2px 0 #3daee9", "background:#1b1e20;border:1px solid #5a6066;padding:4px 10px;border-radius:3px"),
    "yaru": _Kind("firefox", "/snap/firefox/current/usr/lib/firefox/firefox", "Mozilla Firefox", "padding:7px 16px;margin:5px 3px;width:220px;border-radius:5px", "background:#fff;box-shadow:0 0 4px rgba(0,0,0,.35)", "background:#f0f0f4;border-radius:4px;padding:5px 14px"),
    "haiku": _Kind("WebPositive", "/boot/system/apps/WebPositive", "WebPositive", "padding:4px 14px;border:1px solid #9a9a9a;border-bottom:0;width:200px;background:#c4c4c4", "background:#d8d8d8;font-weight:700", "background:#fff;border:1px solid #777;padding:3px 8px"),
    "aura": _Kind("chrome", "/opt/google/chrome/chrome", "Google Chrome", "padding:8px 18px;margin:6px 1px 0;width:200px", "background:#35363a;border-radius:9px 9px 0 0", "background:#202124;border-radius:16px;padding:5px 16px"),
}  # fmt: skip


def web(look: Look, rect: Rect, tabs: list[str], active: int, url: str, body: str, over: str = "") -> Window:
    """The desktop's browser on a page; `over` is a notice above it."""
    kind, page = _KINDS[look.shape], tabs[active]
    drawn = "".join(
        f'<div class="tab" style="{kind.tab};{kind.on if n == active else ""}">{html.escape(name)}</div>'
        for n, name in enumerate(tabs)
    )
    arrows = f'<svg style="width:70px;height:18px;flex:none" viewBox="0 0 70 18"><path d="M14 3l-6 6 6 6M8 9h10M30 3l6 6-6 6M36 9h-10M60 5a6 6 0 1 0 2 5" stroke="{look.faint}" stroke-width="1.6" fill="none"/></svg>'
    nav = f'<div class="nav" style="padding:6px 12px;background:{look.bar if look.dark else look.panel};border-bottom:1px solid {look.line}">{arrows}<div class="grow" style="{kind.url}">{html.escape(url)}</div></div>'
    view = f'<div class="grow" data-view>{body}</div>'
    title = f"{page} - {kind.called}" if look.shape != "yaru" else f"{page} — Mozilla Firefox"
    strip = f'<div class="row" style="flex:none;position:relative;background:{_strip(look)};padding-right:130px">{drawn}{keys(look)}</div>'
    if look.shape in ("ten", "yaru", "aura"):
        inner = strip + nav + view
    elif look.shape == "haiku":
        menu = "".join(f"<span>{m}</span>" for m in ("Window", "Edit", "View", "Go", "Bookmarks"))
        bare = f'<div class="row" style="flex:none;padding:4px 6px 0">{drawn}</div>'
        foot = '<div style="height:18px;flex:none;padding:0 8px;border-top:1px solid #9a9a9a;font-size:11px">Finished</div>'
        inner = framed(look, page, f'<div class="menu">{menu}</div>{bare}{nav}{view}{foot}')
        title = page
    else:
        bare = f'<div class="row" style="flex:none;background:#232629;padding:3px 6px 0">{drawn}</div>'
        inner = framed(look, title, nav + bare + view)
    return Window(kind.app, kind.process, title, rect, inner, url, page, (over,) if over else ())


def _strip(look: Look) -> str:
    return {"ten": "#cfd6de", "yaru": "#e3e3e3", "aura": "#202124"}.get(look.shape, look.bar)
