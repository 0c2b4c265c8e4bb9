"""What screens are made of: tables, fields, ticks, switches, buttons and small drawn pictures."""

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.worlds.look import Site

_ICONS = {
    "back": "M10 3l-6 6 6 6M4 9h11",
    "on": "M8 3l6 6-6 6M14 9H3",
    "again": "M14 5a6 6 0 1 0 1 5M15 2v4h-4",
    "down": "M4 7l5 5 5-5",
    "search": "M8 3a5 5 0 1 0 .1 0M12 12l4 4",
    "bell": "M5 13V8a4 4 0 0 1 8 0v5zM8 15h2",
    "folder": "M2 5h5l2 2h7v8H2z",
    "file": "M4 2h7l3 3v11H4zM11 2v4h3",
    "plus": "M9 3v12M3 9h12",
    "x": "M4 4l10 10M14 4L4 14",
    "menu": "M3 5h12M3 9h12M3 13h12",
    "gear": "M9 6a3 3 0 1 0 .1 0M9 1v3M9 14v3M1 9h3M14 9h3M3 3l2 2M13 13l2 2",
    "mail": "M2 4h14v10H2zM2 4l7 6 7-6",
    "star": "M9 2l2 5 5 .4-4 3.4 1.3 5L9 13l-4.3 2.8L6 10.8 2 7.4 7 7z",
    "clip": "M13 8l-5 5a3 3 0 0 1-4-4l6-6a2 2 0 0 1 3 3l-6 6",
    "lock": "M4 8h10v8H4zM6 8V5a3 3 0 0 1 6 0v3",
    "grid": "M3 3h5v5H3zM10 3h5v5h-5zM3 10h5v5H3zM10 10h5v5h-5z",
    "pen": "M3 15l1-4L12 3l3 3-8 8z",
    "dots": "M4 9h1M9 9h1M14 9h1",
}


def icon(name: str, size: int = 16, style: str = "") -> str:
    """A small line drawing, of the colour of the text around it."""
    return (
        f'<svg viewBox="0 0 18 18" style="width:{size}px;height:{size}px;flex:none;vertical-align:-3px;{style}">'
        f'<path d="{_ICONS[name]}" fill="none" stroke="currentColor" stroke-width="1.4"/></svg>'
    )


def icons(names: str, size: int = 16, gap: int = 14) -> str:
    """Several of them in a row; their names are parted by blanks."""
    return "".join(icon(name, size, f"margin-right:{gap}px") for name in names.split())


def face(who: str, size: int = 32) -> str:
    """A round picture of somebody: their initials on a colour that goes with the name."""
    tint = ("#7a5195", "#2f7f79", "#b5533c", "#3b6fb6", "#8a6d1f", "#a23b72")[sum(map(ord, who)) % 6]
    letters = "".join(part[0] for part in who.split()[:2])
    return (
        f'<span data-ignore style="flex:none;width:{size}px;height:{size}px;border-radius:50%;background:{tint};'
        f'color:#fff;display:inline-flex;align-items:center;justify-content:center;font-size:{size // 3}px">'
        f"{letters}</span>"
    )


def paper(site: Site, body: str, size: int = 14) -> str:
    """A page of a site: fills what its browser shows and sets the colours of all in it."""
    dark = sum(int(site.paper[n : n + 2], 16) for n in (1, 3, 5)) < 380
    names = ("paper", "panel", "ink", "faint", "line", "accent")
    tints = ";".join(f"--{name}:{getattr(site, name)}" for name in names)
    return (
        f'<div style="{tints};color-scheme:{"dark" if dark else "light"};accent-color:{site.accent};height:100%;'
        f"overflow:hidden;background:{site.paper};color:{site.ink};font:{size}px/1.5 '{site.font}',sans-serif\">"
        f"{body}</div>"
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cell: str = "7px 16px", style: str = "") -> str:
    """A table; cells are HTML."""
    line = f"padding:{cell};border-bottom:1px solid var(--line);text-align:left;white-space:nowrap"
    top = "".join(f'<th style="{line};color:var(--faint);font-weight:600">{word}</th>' for word in head)
    body = "".join("<tr>" + "".join(f'<td style="{line}">{each}</td>' for each in row) + "</tr>" for row in rows)
    return f'<table style="border-collapse:collapse;background:var(--panel);{style}"><tr>{top}</tr>{body}</table>'


def pairs(rows: Sequence[tuple[str, str]], wide: int = 150) -> str:
    """Names and what they are, one below the other."""
    return "".join(
        f'<div class="row" style="padding:4px 0"><span style="width:{wide}px;flex:none;'
        f'color:var(--faint)">{name}</span>'
        f"<span>{value}</span></div>"
        for name, value in rows
    )


def field(label: str, value: str = "", wide: int = 320, *, chosen: bool = False, hint: str = "") -> str:
    """A field of a form under its label; `chosen` from a list that drops down."""
    shown = value or f'<span style="color:var(--faint)">{hint}</span>'
    arrow = icon("down", 14, "margin-left:auto") if chosen else ""
    return (
        f'<div style="margin-bottom:12px"><div style="font-weight:600;margin-bottom:3px">{label}</div><div class="row" '
        f'style="width:{wide}px;min-height:34px;align-items:center;border:1px solid var(--faint);padding:5px 10px;'
        f'background:var(--panel);border-radius:3px">{shown}{arrow}</div></div>'
    )


def tick(label: str, *, on: bool, round_: bool = False) -> str:
    """A box (or a round one) with its words; their mark tells whether it is set."""
    kind, state = ("radio" if round_ else "checkbox"), ("on" if on else "off")
    return (
        f'<div style="margin:7px 0;white-space:nowrap"><input type="{kind}" {"checked" if on else ""} '
        f'style="width:16px;'
        f'height:16px;margin:0 9px 0 0;vertical-align:-3px"><span data-t="{label}:{state}">{label}</span></div>'
    )


def switch(label: str, *, on: bool) -> str:
    """A row of a settings page with a switch at its right end."""
    ground, at = ("var(--accent)", "right:3px") if on else ("var(--faint)", "left:3px")
    return (
        f'<div class="row" style="align-items:center;padding:11px 16px;border-bottom:1px solid var(--line)"><span '
        f'data-t="{label}:{"on" if on else "off"}">{label}</span><span data-ignore style="margin-left:auto;width:42px;'
        f'height:22px;border-radius:11px;background:{ground};position:relative"><span style="position:absolute;{at};'
        f'top:3px;width:16px;height:16px;border-radius:50%;background:#fff"></span></span></div>'
    )


def button(word: str, *, strong: bool = False, radius: int = 4) -> str:
    """A button; its mark is `button:` and its word."""
    look = "background:var(--accent);color:#fff" if strong else "background:var(--panel);color:var(--ink)"
    return (
        f'<button data-t="button:{word}" style="font:inherit;{look};border:1px solid var(--line);padding:6px 18px;'
        f'border-radius:{radius}px;margin-right:10px">{word}</button>'
    )


def buttons(words: Sequence[str], radius: int = 4) -> str:
    """Several of them, the first one strong."""
    return "".join(button(word, strong=n == 0, radius=radius) for n, word in enumerate(words))


def lines(text: str) -> str:
    """Plain text as paragraphs: an empty line parts them, a single new line breaks."""
    parts = (html.escape(part, quote=False).replace("\n", "<br>") for part in text.strip().split("\n\n"))
    return "".join(f'<p style="margin:0 0 11px">{part}</p>' for part in parts)
