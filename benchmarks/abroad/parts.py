"""What this corpus' screens are made of: blocks, tables, fields, ticks and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.parts import icon


def div(style: str, *inner: str, kind: str = "", more: str = "") -> str:
    """A block with that style; `kind` are its classes, `more` further attributes."""
    return f'<div class="{kind}" style="{style}" {more}>{"".join(inner)}</div>'


def row(style: str, *inner: str) -> str:
    """Blocks side by side."""
    return div(style, *inner, kind="row")


def bar(style: str, *inner: str) -> str:
    """A strip whose parts stand on one line."""
    return div(style, *inner, kind="bar")


def view(style: str, *inner: str) -> str:
    """What a window shows; its colour is asked for."""
    return div(style, *inner, kind="grow", more="data-view")


def words(names: str, parted: str = ",") -> str:
    """Each of some names on its own."""
    return "".join(f"<span>{name}</span>" for name in names.split(parted))


def faint(text: str) -> str:
    """Words of less weight."""
    return f'<span style="color:var(--faint)">{text}</span>'


def grid(head: Sequence[str], rows: Sequence[Sequence[str]], cell: str = "6px 18px", style: str = "") -> str:
    """A table with lines around its cells."""
    line = f"padding:{cell};border:1px solid var(--line);text-align:left;white-space:nowrap"
    top = "".join(f'<th style="{line};background:var(--panel)">{each}</th>' for each in head)
    body = "".join("<tr>" + "".join(f'<td style="{line}">{each}</td>' for each in one) + "</tr>" for one in rows)
    return f'<table style="border-collapse:collapse;{style}"><tr>{top}</tr>{body}</table>'


def facts(rows: Sequence[tuple[str, str]], wide: int = 140) -> str:
    """Names and what they are, one below the other."""
    name = f"width:{wide}px;flex:none;color:var(--faint)"
    return "".join(row("padding:5px 0", div(name, key), div("", value)) for key, value in rows)


def field(label: str, value: str = "", wide: int = 300, *, chosen: bool = False, hint: str = "") -> str:
    """A field of a form beside its label; `chosen` from a list that drops down."""
    arrow = icon("down", 13, "margin-left:auto") if chosen else ""
    frame = f"width:{wide}px;height:31px;align-items:center;border:1px solid var(--faint);padding:0 10px"
    shown = row(f"{frame};background:var(--panel);border-radius:5px", value or faint(hint), arrow)
    return row("align-items:center;margin-bottom:9px", div("width:165px;flex:none", label), shown)


def tick(label: str, *, on: bool, round_: bool = False) -> str:
    """A box (or a round one) with its words; their mark tells whether it is set."""
    kind, size = ("radio" if round_ else "checkbox"), "width:15px;height:15px;margin:0 8px 0 0;vertical-align:-2px"
    mark = f'<span data-t="{label}:{"on" if on else "off"}">{label}</span>'
    return f'<div style="margin:6px 0"><input type="{kind}" {"checked" if on else ""} style="{size}">{mark}</div>'


def buttons(names: Sequence[str], radius: int = 3) -> str:
    """Several buttons, the first one strong; their marks are `button:` and the word."""
    out = ""
    for number, name in enumerate(names):
        tint = "background:var(--accent);color:#fff" if number == 0 else "background:transparent;color:var(--accent)"
        look = f"font:inherit;{tint};border:1px solid var(--accent);padding:6px 16px;border-radius:{radius}px"
        out += f'<button data-t="button:{name}" style="{look};margin-right:9px">{name}</button>'
    return out
