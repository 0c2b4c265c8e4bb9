"""What this corpus' screens are made of: blocks, striped tables, stacked fields, switches, chips and buttons."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.scouting.parts import icon


def box(style: str, *inner: str, kind: str = "", more: str = "") -> str:
    """A block with that style; `kind` are its classes, `more` further attributes."""
    return f'<div class="{kind}" style="{style}" {more}>{"".join(inner)}</div>'


def line(style: str, *inner: str) -> str:
    """Parts on one line, which keeps its height."""
    return box(style, *inner, kind="line")


def side(style: str, *inner: str) -> str:
    """Blocks side by side."""
    return box(style, *inner, kind="side")


def stage(style: str, *inner: str) -> str:
    """What a window shows; its colour is asked for."""
    return box(style, *inner, kind="fill", more="data-view")


def spans(names: Sequence[str]) -> str:
    """Each of some names on its own."""
    return "".join(f"<span>{name}</span>" for name in names)


def dim(text: str, size: int = 0) -> str:
    """Words of less weight."""
    small = f";font-size:{size}px" if size else ""
    return f'<span style="color:var(--faint){small}">{text}</span>'


def para(*parts: str) -> str:
    """Paragraphs."""
    return "".join(f'<p style="margin:0 0 10px">{part}</p>' for part in parts)


def striped(rows: Sequence[Sequence[str]], pad: str = "7px 16px", style: str = "") -> str:
    """A table whose first row names its columns; every other row has a ground of its own."""
    cell = f"padding:{pad};text-align:left;white-space:nowrap"
    head = "".join(f'<th style="{cell};border-bottom:2px solid var(--accent)">{name}</th>' for name in rows[0])
    body = ""
    for number, row in enumerate(rows[1:]):
        ground = "background:var(--panel)" if number % 2 == 0 else ""
        body += f'<tr style="{ground}">' + "".join(f'<td style="{cell}">{each}</td>' for each in row) + "</tr>"
    return f'<table style="border-collapse:collapse;{style}"><tr>{head}</tr>{body}</table>'


def sheet_of(rows: Sequence[tuple[str, str]], wide: int = 150) -> str:
    """Names and, right of each, what they are, with a thin line below."""
    out = ""
    for name, value in rows:
        left = box(f"width:{wide}px;flex:none;color:var(--faint)", name)
        out += side("padding:6px 0;border-bottom:1px solid var(--line)", left, box("font-weight:700", value))
    return out


def entry(label: str, value: str = "", wide: int = 260, *, picked: bool = False, hint: str = "") -> str:
    """A field below its label; `picked` from a list that drops down."""
    arrow = icon("down", 13, "margin-left:auto") if picked else ""
    look = f"width:{wide}px;height:33px;align-items:center;background:var(--panel);border:0;padding:0 11px"
    frame = f"{look};border-bottom:2px solid var(--faint);border-radius:4px 4px 0 0"
    name = box("font-size:12px;color:var(--faint);margin-bottom:2px", label)
    return box("margin-bottom:11px", name, side(frame, box("", value or dim(hint)), arrow))


def tick(label: str, *, on: bool, round_: bool = False) -> str:
    """A box (or a round one) with its words; their mark tells whether it is set."""
    kind, state = ("radio" if round_ else "checkbox"), ("on" if on else "off")
    size = "width:16px;height:16px;margin:0 10px 0 0;vertical-align:-3px"
    shown = f'<span data-t="{label}:{state}">{label}</span>'
    return f'<div style="margin:7px 0"><input type="{kind}" {"checked" if on else ""} style="{size}">{shown}</div>'


def ticks(labels: Sequence[str], on: Sequence[str], *, round_: bool = False) -> str:
    """Several of them, those in `on` set."""
    return "".join(tick(each, on=each in on, round_=round_) for each in labels)


def switch(label: str, *, on: bool, wide: int = 360) -> str:
    """A switch right of its words; their mark tells whether it is on."""
    ground, at = ("var(--accent)", "right:2px") if on else ("var(--faint)", "left:2px")
    knob = box(f"position:absolute;{at};top:2px;width:16px;height:16px;border-radius:50%;background:#fff", kind="dot")
    look = f"margin-left:auto;width:38px;height:20px;border-radius:10px;background:{ground};position:relative"
    words = f'<span data-t="{label}:{"on" if on else "off"}">{label}</span>'
    style = f"width:{wide}px;padding:9px 0;border-bottom:1px solid var(--line)"
    return line(style, words, box(look, knob, more="data-ignore"))


def chip(text: str, tint: str) -> str:
    """A word on a colour."""
    return f'<span style="background:{tint};color:#fff;padding:1px 9px;border-radius:9px;font-size:12px">{text}</span>'


def press(names: Sequence[str], radius: int = 5, gap: int = 8) -> str:
    """Buttons, the last one strong; their marks are `button:` and the word."""
    out = ""
    for number, name in enumerate(names):
        strong = number == len(names) - 1
        tint = "background:var(--accent);color:#fff" if strong else "background:var(--panel);color:var(--ink)"
        look = f"font:inherit;{tint};border:1px solid var(--line);padding:6px 15px;border-radius:{radius}px"
        out += f'<button data-t="button:{name}" style="{look};margin-right:{gap}px">{name}</button>'
    return out


def curve(points: Sequence[float], wide: int, high: int, tint: str = "var(--accent)") -> str:
    """A line through some points between 0 and 1, without words."""
    step = wide / (len(points) - 1)
    way = " ".join(f"{at * step:.1f},{high - 3 - value * (high - 6):.1f}" for at, value in enumerate(points))
    drawn = f'<polyline points="{way}" fill="none" stroke="{tint}" stroke-width="2"/>'
    return f'<svg width="{wide}" height="{high}" style="display:block;flex:none">{drawn}</svg>'
