"""What all pages of sites are made of: the paper, tables, buttons and ticks."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

import html
from collections.abc import Sequence

from benchmarks.afield.facts import FACTS, say
from benchmarks.worlds.look import Site

Row = tuple[str, ...]


def paper(site: Site, body: str, size: int = 14) -> str:
    """A page that fills what the browser shows."""
    scheme = "dark" if site.paper < "#8" else "light"
    return f"<div style=\"color-scheme:{scheme};accent-color:{site.accent};height:100%;overflow:hidden;background:{site.paper};color:{site.ink};font:{size}px/1.5 '{site.font}',sans-serif\">{body}</div>"


def table(site: Site, head: Row, rows: Sequence[Row], cell: str = "padding:8px 16px") -> str:
    """A table; cells are HTML with `{fact}`."""
    line = f"border-bottom:1px solid {site.line};text-align:left"
    top = "".join(f'<th style="{cell};{line};color:{site.faint};font-weight:600">{word}</th>' for word in head)
    drawn = "".join(
        "<tr>" + "".join(f'<td style="{cell};{line}">{say(value)}</td>' for value in row) + "</tr>" for row in rows
    )
    first = f"<tr>{top}</tr>" if any(head) else ""
    return f'<table style="border-collapse:collapse;background:{site.panel}">{first}{drawn}</table>'


def button(site: Site, key: str, word: str, *, strong: bool = False, radius: int = 4) -> str:
    """A button; its mark is `key_word`."""
    ground, ink = (site.accent, site.paper if site.paper < "#8" else "#fff") if strong else (site.panel, site.accent)
    return f'<button data-t="{key}_{word}" style="font:inherit;background:{ground};color:{ink};border:1px solid {site.accent};border-radius:{radius}px;padding:6px 18px;margin-right:10px">{word}</button>'


def buttons(site: Site, key: str, words: Row, radius: int = 4) -> str:
    """Several of them, the first one strong."""
    return "".join(button(site, key, word, strong=n == 0, radius=radius) for n, word in enumerate(words))


def tick(key: str, *, on: bool, style: str = "") -> str:
    """A box with the text of a fact; its mark tells whether it is ticked."""
    state = "on" if on else "off"
    return f'<label style="display:block;margin:8px 0;{style}"><input type="checkbox" data-t="{key}_{state}" {"checked" if on else ""} style="width:15px;height:15px;margin:0 10px 0 0;vertical-align:-2px"><span data-t="{key}">{html.escape(FACTS[key])}</span></label>'


def entry(site: Site, label: str, key: str, width: int = 340, *, filled: bool = True) -> str:
    """A field of a form, above it its label."""
    value, mark = (html.escape(FACTS[key]), f' data-t="{key}"') if filled else ("", "")
    return f'<div style="margin-bottom:11px"><div style="color:{site.faint};font-size:.88em">{label}</div><input type="text"{mark} value="{value}" style="font:inherit;color:{site.ink};background:{site.panel};border:1px solid {site.faint};border-radius:3px;padding:5px 10px;width:{width}px"></div>'
