"""How a generated page looks: the style sheet of a seed, and the page as HTML."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.forms import FONTS, PARTS, THEMES, Page, head

WIDTH, HEIGHT = 1280, 860


@dataclass(frozen=True)
class Rendering:
    """A page to show: its HTML, the size of the window in CSS pixels, and pixels of the screen for each of these."""

    html: str
    width: int
    height: int
    scale: float


def rendering(seed: int) -> Rendering:
    """Return the page of a seed."""
    rng = Random(seed)
    page = Page(rng, rng.choice(THEMES), rng.choice((12, 13, 14, 14, 15, 16)))
    style = sheet(page)
    columns = [[], []] if rng.random() < 0.5 else [[]]  # type: list[list[str]]
    for number, part in enumerate(rng.sample(PARTS, 5)):
        columns[number % len(columns)].append(f"<section>{part(page)}</section>")
    body = "".join(f"<div class=column>{''.join(parts)}</div>" for parts in columns)
    html = f"<!doctype html><meta charset=utf-8><style>{style}</style>{head(page)}<main>{body}</main>"
    return Rendering(html, WIDTH, HEIGHT, rng.choice((1.0, 1.0, 1.25, 1.5)))


def sheet(page: Page) -> str:
    """Return the style sheet: colours of the theme, everything else by chance."""
    rng, size = page.rng, page.size
    paper, panel, text, faint, line, accent, on_accent, fill = page.theme
    round_ = rng.choice((0, 0, 3, 4, 6, 20))
    dark = sum(int(paper[i : i + 2], 16) for i in (1, 3, 5)) < 380
    inputs = rng.choice(
        (
            f"border:1px solid {line};background:{panel};border-radius:{min(round_, 8)}px",
            f"border:1px solid {faint};background:{paper};border-radius:{min(round_, 8)}px",
            f"border:0;border-bottom:2px solid {faint};background:transparent",
            f"border:0;background:{fill};border-radius:{min(round_, 8)}px",
            f"border:2px inset {line};background:{'#1b1b1b' if dark else '#fff'}",
        )
    )
    other = rng.choice(
        (
            f"background:{panel};border:1px solid {line};color:{text}",
            f"background:{fill};border:1px solid {line};color:{text}",
            f"background:{fill};border:0;color:{text}",
            f"background:transparent;border:1px solid {accent};color:{accent}",
            f"background:linear-gradient({fill},{panel});border:1px solid {line};color:{text}",
            f"background:{fill};border:2px outset {line};color:{text}",
        )
    )
    link = rng.choice((f"color:{accent};text-decoration:none", f"color:{accent}", "color:inherit"))
    bar = rng.choice((panel, accent, fill))
    nav = on_accent if bar == accent else rng.choice((accent, text, faint))
    boxed = rng.choice((True, False))
    section = f"background:{panel};border:1px solid {line};border-radius:{min(round_, 8)}px" if boxed else ""
    return f"""
*{{box-sizing:border-box}} body{{margin:0;background:{paper};color:{text};font:{size}px/{rng.choice((1.35, 1.5, 1.6))} '{rng.choice(FONTS)}',sans-serif}}
:root{{color-scheme:{"dark" if dark else "light"};accent-color:{accent}}}
main{{display:flex;gap:24px;padding:20px}} .column{{flex:1;min-width:0}} section{{margin:0 0 18px;padding:{14 if boxed else 0}px;{section}}}
h2{{margin:4px 0 10px;font-size:{rng.choice((18, 22, 26))}px}} h3{{margin:2px 0 10px;font-size:{size + 2}px}}
p{{margin:8px 0;max-width:{rng.choice((560, 700, 900))}px}} a{{{link}}} ul{{margin:8px 0;padding-left:24px}}
pre{{background:{fill};padding:10px;font:{size - 1}px 'DejaVu Sans Mono',monospace}} .alert{{background:{fill};border-left:4px solid {accent};padding:8px 12px}}
.head{{display:flex;align-items:center;gap:{rng.choice((16, 22, 30))}px;padding:10px 20px;background:{bar};border-bottom:1px solid {line};color:{nav}}}
.head a.nav{{color:{nav};text-decoration:none}} .search{{margin-left:auto;width:200px}}
input[type=text],select{{{inputs};color:{text};font:inherit;padding:{rng.choice((3, 5, 8))}px 8px;min-width:220px}}
.head .search{{background:{paper};color:{text}}} ::placeholder{{color:{faint};opacity:.8}}
button{{font:inherit;{rng.choice(("font-weight:600;", ""))}padding:{rng.choice((3, 5, 8))}px {rng.choice((10, 14, 20))}px;border-radius:{round_}px;margin-right:{rng.choice((6, 10))}px}}
button.main{{background:{accent};color:{on_accent};border:1px solid {accent}}} button.other{{{other}}} button:disabled{{opacity:.5}}
.row{{display:flex;align-items:center;margin:{rng.choice((4, 8, 12))}px 0}} .row label{{width:{rng.choice((120, 160))}px;flex:none}} .row.right label{{text-align:right;padding-right:10px}}
.row.above,.row.above2{{display:block}} .row.above label,.row.above2 label{{display:block;width:auto;margin-bottom:3px;{rng.choice(("font-weight:600", f"color:{faint}", f"font-size:{size - 1}px"))}}}
.form.above2{{display:grid;grid-template-columns:1fr 1fr;gap:4px 20px}} .form.above2 input,.form.above2 select{{width:100%;min-width:0}}
.switch{{margin:5px 0}} .actions{{margin-top:12px}}
input.drawn{{appearance:none;width:{size + 2}px;height:{size + 2}px;border:1px solid {faint};background:{panel};vertical-align:-3px;border-radius:{rng.choice((0, 3))}px;margin:0 4px 0 0}}
input.drawn[type=radio]{{border-radius:50%}} input.drawn:checked{{background:{accent};border-color:{accent}}}
input.drawn[type=radio]:checked{{background:radial-gradient({accent} 40%,{panel} 45%);border-color:{accent}}}
input.drawn[type=checkbox]:checked{{background:{accent} url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M3 8l4 4 6-8' fill='none' stroke='{on_accent.replace("#", "%23")}' stroke-width='2.4'/%3E%3C/svg%3E") center/contain}}
.faint{{color:{faint}}} .bold{{font-weight:700}} .small{{font-size:{size - 1}px}} .caps{{text-transform:uppercase;letter-spacing:.4px}}
.details .pair{{margin:{rng.choice((5, 8, 11))}px 0}} .details.grid .pair{{display:grid;grid-template-columns:{rng.choice((110, 150))}px 1fr}}
.details.columns{{display:grid;grid-template-columns:repeat(3,1fr);gap:10px}}
table{{border-collapse:collapse}} .pairs th{{text-align:left;font-weight:{rng.choice((400, 700))};padding:4px 24px 4px 0}} td{{padding:5px 14px}} .pairs td{{padding:4px 8px}}
.data{{width:100%}} .data th{{text-align:left;padding:6px 14px;{rng.choice((f"background:{fill}", f"border-bottom:2px solid {line}", f"color:{faint}"))};font-weight:{rng.choice((600, 700))}}}
.data.grid th,.data.grid td{{border:1px solid {line}}} .data.rules td{{border-bottom:1px solid {line}}} .data.striped tr:nth-child(even) td{{background:{fill}}}
dt{{font-weight:700}} dd{{margin:2px 0 8px {rng.choice((24, 40))}px}}
.mailrow .k{{display:inline-block;min-width:{rng.choice((0, 60, 70))}px}}
.cards{{display:flex;gap:14px}} .card{{flex:1;border:1px solid {line};padding:12px;background:{panel}}} .figure{{font-size:{rng.choice((24, 32))}px;font-weight:{rng.choice((400, 700))}}}
.tabs{{display:flex;border-bottom:1px solid {line};margin-bottom:10px}} .tab{{padding:8px 16px;color:{faint}}} .tabs.line .on{{color:{text};border-bottom:3px solid {accent}}}
.tabs.box .tab{{border:1px solid transparent;margin-bottom:-1px}} .tabs.box .on{{color:{text};border-color:{line};border-bottom-color:{panel if boxed else paper};border-radius:4px 4px 0 0}}
.tabs.pill{{border:0;gap:6px}} .tabs.pill .on{{background:{accent};color:{on_accent};border-radius:16px}}
.toolbar{{display:flex;gap:{rng.choice((2, 6))}px}} .tool{{border:0;background:transparent;color:{text};padding:6px;margin:0;line-height:0}}
"""
