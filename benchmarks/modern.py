"""Pages as design systems of these years draw them, each from a seed, with truth: see `rendered.SCRIPT` for the marks.

A seed chooses the look (`LOOKS` in turn), the texts, the theme, the font and the scale. Half of the looks are in
`modern_more`.
"""
# ruff: noqa: E501 - markup and rules stand on one line, as they would in a page

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.forms import ACTIONS, FONTS, FORENAMES, LABELS, NOUNS, PLACES, SURNAMES, Page
from benchmarks.looks import Rendering

WIDTH, HEIGHT = 1180, 800
THEMES = (
    # page, panel, text, faint text, line, accent, text on accent, faint fill: as in `forms.THEMES`, in other colours
    ("#f7f8fa", "#ffffff", "#1c1f23", "#6b7280", "#e2e5ea", "#4f46e5", "#ffffff", "#eef0f4"),
    ("#ffffff", "#ffffff", "#242424", "#616161", "#d1d1d1", "#0f6cbd", "#ffffff", "#f0f0f0"),
    ("#fef7ff", "#ffffff", "#1d1b20", "#625b66", "#cac4d0", "#6750a4", "#ffffff", "#ece6f0"),
    ("#f2f2f7", "#ffffff", "#111111", "#7c7c82", "#dcdce0", "#007aff", "#ffffff", "#e9e9ee"),
    ("#17181c", "#212329", "#e4e6ea", "#9299a6", "#353943", "#7aa2f7", "#11131a", "#2a2d35"),
    ("#000000", "#1c1c1e", "#f5f5f7", "#98989f", "#38383a", "#0a84ff", "#ffffff", "#2c2c2e"),
    ("#242424", "#303030", "#f2f2f2", "#b5b5b5", "#474747", "#78aeed", "#1a1a1a", "#3a3a3a"),
    ("#f4f4f4", "#ffffff", "#161616", "#525252", "#c6c6c6", "#0f62fe", "#ffffff", "#e8e8e8"),
)
SHAPES = (
    "M3 3h10v10H3z",
    "M8 2a6 6 0 1 0 .1 0z",
    "M2 4h12M2 8h12M2 12h8",
    "M3 8l4 4 6-8",
    "M8 2v12M2 8h12",
    "M8 2l6 11H2z",
)
CHEVRON, DOWN = "M6 3l5 5-5 5", "M3 6l5 5 5-5"

Pairs = list[tuple[str, str, int]]
Look = Callable[[Page], str]


def icon(page: Page, size: int = 16, shape: str = "") -> str:
    """Return a small picture in lines."""
    drawn = shape or page.rng.choice(SHAPES)
    return f"<svg data-icon width={size} height={size} viewBox='0 0 16 16' fill=none stroke=currentColor stroke-width=1.6><path d='{drawn}'/></svg>"


def pairs(page: Page, least: int, most: int) -> Pairs:
    """Draw labels with values."""
    return [(label, page.value(), page.mark()) for label in page.pick(LABELS, page.rng.randint(least, most))]


def person(page: Page) -> str:
    """Draw a name."""
    return f"{page.rng.choice(FORENAMES)} {page.rng.choice(SURNAMES)}"


def money(page: Page) -> str:
    """Draw an amount."""
    rng = page.rng
    return rng.choice(("${}", "{} €", "£{}", "{} CHF")).format(f"{rng.randint(2, 980)}.{rng.randint(0, 99):02}")


def title(page: Page, tag: str = "h3") -> str:
    """Draw a heading."""
    return f"<{tag}>{page.rng.choice(NOUNS).capitalize()} {page.rng.choice(('summary', 'details', 'settings', 'overview'))}</{tag}>"


def buttons(page: Page, count: int = 2) -> str:
    """Draw buttons in a row, the first one filled."""
    return "<div class=actions>" + "".join(
        f"<button class='{'main' if not n else 'other'}'>{name}</button>" for n, name in enumerate(page.pick(ACTIONS, count))
    ) + "</div>"  # fmt: skip


def entry(page: Page, label: str, number: int, classes: str = "") -> str:
    """Return an input field, or a choice, with a value in it."""
    if page.rng.random() < 0.2:
        return f"<select class='{classes}' data-v={number} data-name='{label}'><option>{page.value()}</option></select>"
    return f"<input type=text class='{classes}' data-v={number} data-name='{label}' value='{page.value()}'>"


# ---------------------------------------------------------------- looks


def material(page: Page) -> str:
    """Outlined fields whose labels stand in their border, filled ones with labels in them, help below, chips."""
    kind = page.rng.choice(("outlined", "filled"))
    rows = "".join(
        f"<div class='float {kind}'><input type=text data-v={n} data-name='{label}' value='{value}'><label data-l={n}>{label}</label></div>"
        for label, value, n in pairs(page, 4, 6)
    )
    return f"{title(page)}<div class=two>{rows}</div>{buttons(page)}<style>.float{{position:relative;margin:0 0 20px}} .float input{{width:100%;height:56px;padding:0 16px;border:1px solid {page.theme[3]};border-radius:4px;background:transparent}} .float label{{position:absolute;left:12px;top:-9px;font-size:12px;padding:0 4px;background:{page.theme[1]};color:{page.theme[3]}}} .filled input{{border:0;border-bottom:1px solid {page.theme[3]};background:{page.theme[7]};border-radius:4px 4px 0 0;padding-top:18px}} .filled label{{top:6px;background:none;left:12px}}</style>"


def bootstrap(page: Page) -> str:
    """Fields with a sign or a unit in a box beside them, help below; a list whose rows end in a badge."""
    rng, parts = page.rng, []
    for label in page.pick(LABELS, 4):
        n, addon = page.mark(), rng.choice(("", "", "<span class=addon>@</span>", "<span class=addon>EUR</span>"))
        parts.append(
            f"<div class=group><label data-l={n}>{label}</label><div class=joined>{addon}{entry(page, label, n)}</div></div>"
        )
    rows = "".join(
        f"<div class=item><span data-l={n}>{label}</span><span class=badge data-v={n}>{rng.randint(1, 90)}</span></div>"
        for label, _, n in pairs(page, 3, 5)
    )
    return f"{title(page)}{''.join(parts)}{buttons(page)}{title(page)}<div class=list>{rows}</div><style>.group{{margin:0 0 14px}} .group label{{display:block;margin-bottom:6px}} .joined{{display:flex;max-width:420px}} .joined input,.joined select{{flex:1;border:1px solid {page.theme[4]};border-radius:6px;padding:6px 12px;background:{page.theme[1]}}} .addon{{border:1px solid {page.theme[4]};border-right:0;background:{page.theme[7]};padding:6px 12px;border-radius:6px 0 0 6px}} .addon+input,.addon+select{{border-radius:0 6px 6px 0}} .list{{max-width:420px;border:1px solid {page.theme[4]};border-radius:6px}} .item{{display:flex;justify-content:space-between;padding:8px 16px}} .item+.item{{border-top:1px solid {page.theme[4]}}} .badge{{background:{page.theme[5]};color:{page.theme[6]};border-radius:10px;padding:1px 9px;font-size:12px;font-weight:700}}</style>"


def fluent(page: Page) -> str:
    """A strip of pivots, fields with a darker lower border, and details in columns, labels above."""
    rng = page.rng
    names, chosen = page.pick(PLACES, 4), rng.randrange(4)
    strip = "".join(
        f"<div role=tab class='pivot {'on' if n == chosen else ''}' aria-selected={'true' if n == chosen else 'false'}>{name}</div>"
        for n, name in enumerate(names)
    )
    rows = "".join(
        f"<div class=group><label data-l={n}>{label}</label>{entry(page, label, n)}</div>"
        for label, _, n in pairs(page, 3, 4)
    )
    grid = "".join(
        f"<div><div class=cap data-l={n}>{label}</div><div data-v={n}>{value}</div></div>"
        for label, value, n in pairs(page, 6, 9)
    )
    return f"<div class=strip>{strip}</div>{rows}<div class=four>{grid}</div>{buttons(page)}<style>.strip{{display:flex;gap:4px;margin-bottom:16px}} .pivot{{padding:10px 12px;color:{page.theme[3]}}} .pivot.on{{color:{page.theme[2]};font-weight:600;box-shadow:inset 0 -3px 0 {page.theme[5]}}} .group{{margin:0 0 12px;max-width:360px}} .group label{{display:block;margin-bottom:4px;font-weight:600}} .group input,.group select{{width:100%;height:32px;padding:0 10px;border:1px solid {page.theme[4]};border-bottom-color:{page.theme[3]};border-radius:4px;background:{page.theme[1]}}} .four{{display:grid;grid-template-columns:repeat({rng.choice((3, 4))},1fr);gap:18px 24px;margin:20px 0}} .cap{{font-size:12px;color:{page.theme[3]};margin-bottom:2px}}</style>"


def ant(page: Page) -> str:
    """Descriptions in bordered cells, and in columns with a colon; a form whose labels end at a colon, some with a star."""
    rng = page.rng
    across, made, plain = rng.choice((2, 3)), pairs(page, 6, 6), pairs(page, 6, 6)
    rows = [
        "".join(f"<th data-l={n}>{label}</th><td data-v={n}>{value}</td>" for label, value, n in made[at : at + across])
        for at in range(0, 6, across)
    ]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    inline = "".join(
        f"<div><span class=faint data-l={n}>{label}:</span> <span data-v={n}>{value}</span></div>"
        for label, value, n in plain
    )
    form = "".join(
        f"<div class=line><label><b class=star>*</b> <span data-l={n}>{label}:</span></label>{entry(page, label, n)}</div>"
        for label, _, n in pairs(page, 3, 4)
    )
    return f"{title(page)}<table class=desc>{table}</table><div class=three>{inline}</div>{form}{buttons(page)}<style>.desc{{border-collapse:collapse;width:100%}} .desc th,.desc td{{border:1px solid {page.theme[4]};padding:10px 16px;text-align:left;font-weight:400}} .desc th{{background:{page.theme[7]};color:{page.theme[3]}}} .three{{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin:20px 0}} .star{{color:#e5484d;font-weight:400}} .line{{display:flex;align-items:center;margin:0 0 14px}} .line label{{width:170px;text-align:right;padding-right:10px}} .line input,.line select{{width:300px;height:32px;border:1px solid {page.theme[4]};border-radius:6px;padding:0 11px;background:{page.theme[1]}}}</style>"


def sidebar(page: Page) -> str:
    """The side panel of an issue: small names, values below, rules between; prose beside it."""
    rng, parts = page.rng, []
    for label in page.pick(LABELS, rng.randint(5, 7)):
        n = page.mark()
        value = rng.choice(
            (
                f"<span data-v={n}>{page.value()}</span>",
                f"<span class=pill data-v={n}>{rng.choice(('bug', 'needs info', 'docs', 'high'))}</span>",
                f"<span class=faint data-v={n}>None yet</span>",
                f"<i data-icon class=face></i><span data-v={n}>{person(page)}</span>",
            )
        )
        parts.append(
            f"<div class=part><div class=cap><span data-l={n}>{label}</span>{icon(page)}</div><div>{value}</div></div>"
        )
    return f"<div class=side><div class=say><h2>{page.rng.choice(NOUNS).capitalize()} report</h2>{page.prose(4)}{page.prose(3)}{buttons(page)}</div><div class=pane>{''.join(parts)}</div></div><style>.side{{display:flex;gap:32px}} .say{{flex:1}} .pane{{width:260px}} .part{{padding:12px 0;border-bottom:1px solid {page.theme[4]};font-size:{page.size - 1}px}} .cap{{display:flex;justify-content:space-between;font-weight:600;color:{page.theme[3]};margin-bottom:5px}} .pill{{background:{page.theme[5]};color:{page.theme[6]};border-radius:12px;padding:2px 9px;font-size:12px}} .face{{display:inline-block;width:18px;height:18px;border-radius:50%;background:#c58b5a;vertical-align:-4px;margin-right:6px}}</style>"


def ticket(page: Page) -> str:
    """The details of a ticket: an icon before each label, a face, a dot or a pill at its value."""
    rng, parts = page.rng, []
    for label, value, n in pairs(page, 6, 8):
        before = rng.choice(("", "", "<i data-icon class=face></i>", "<i data-icon class=dot></i>"))
        kind = rng.choice(("", "", "status"))
        parts.append(
            f"<div class=prop><span class=k>{icon(page, 14)} <span data-l={n}>{label}</span></span><span>{before}<span class='{kind}' data-v={n}>{value}</span></span></div>"
        )
    return f"<h2>{rng.choice(NOUNS).capitalize()} is late again</h2>{page.prose(2)}<div class=props>{title(page, 'h4')}{''.join(parts)}</div>{buttons(page)}<style>.props{{width:420px;border:1px solid {page.theme[4]};border-radius:6px;padding:8px 16px;background:{page.theme[1]}}} .prop{{display:grid;grid-template-columns:{rng.choice((140, 170))}px 1fr;padding:6px 0;align-items:center}} .k{{color:{page.theme[3]};font-size:{page.size - 1}px}} .k svg{{vertical-align:-2px;margin-right:6px}} .face{{display:inline-block;width:20px;height:20px;border-radius:50%;background:#7aa06d;vertical-align:-5px;margin-right:8px}} .dot{{display:inline-block;width:9px;height:9px;border-radius:50%;background:#d9a21b;margin-right:8px}} .status{{background:{page.theme[7]};border-radius:4px;padding:2px 8px;font-weight:600}}</style>"


def phone(page: Page) -> str:
    """Settings in rounded cards: the value at the right end, before a chevron; rules that begin at the text."""
    cards = []
    for _ in range(2):
        rows = "".join(
            f"<div class=cell><span data-l={n}>{label}</span><span class=end><span data-v={n}>{value}</span>{icon(page, 12, CHEVRON)}</span></div>"
            for label, value, n in pairs(page, 3, 5)
        )
        cards.append(f"<div class=cap>{page.rng.choice(PLACES)}</div><div class=rounded>{rows}</div>")
    return f"<div class=narrow>{''.join(cards)}</div><style>.narrow{{width:{page.rng.choice((420, 560, 680))}px}} .cap{{color:{page.theme[3]};font-size:{page.size - 2}px;margin:16px 16px 6px}} .rounded{{background:{page.theme[7] if page.theme[0] == page.theme[1] else page.theme[1]};border-radius:10px;padding-left:16px}} .cell{{display:flex;justify-content:space-between;padding:11px 14px 11px 0}} .cell+.cell{{border-top:1px solid {page.theme[4]}}} .end{{color:{page.theme[3]}}} .end svg{{margin-left:8px}}</style>"


def shop(page: Page) -> str:
    """The summary of an order: amounts at the right, some after dots; a total in bold; where it goes to."""
    rng = page.rng
    kind = rng.choice(("dots", "plain", "rules"))
    lines = [
        (label, page.mark())
        for label in page.pick(
            ("Subtotal", "Shipping", "Tax (20%)", "Discount", "Gift card", "Handling", "Insurance"), 4
        )
    ]
    rows = "".join(
        f"<div class='amount {kind}'><span data-l={n}>{label}</span><i></i><span data-v={n}>{money(page)}</span></div>"
        for label, n in lines
    )
    total = page.mark()
    rest = "".join(
        f"<div><b data-l={n}>{label}</b><div data-v={n}>{value}</div></div>" for label, value, n in pairs(page, 3, 3)
    )
    return f"<div class=order>{title(page)}{rows}<div class='amount total'><span data-l={total}>Order total</span><i></i><span data-v={total}>{money(page)}</span></div>{buttons(page)}</div><div class=three>{rest}</div><style>.order{{width:{rng.choice((340, 460))}px;padding:18px;border:1px solid {page.theme[4]};border-radius:8px;background:{page.theme[1]}}} .amount{{display:flex;padding:5px 0}} .amount i{{flex:1;margin:0 6px}} .dots i{{border-bottom:2px dotted {page.theme[3]};margin-bottom:5px}} .rules{{border-bottom:1px solid {page.theme[4]}}} .total{{font-weight:700;font-size:{page.size + 3}px;border-top:1px solid {page.theme[4]};margin-top:8px;padding-top:10px}} .three{{display:grid;grid-template-columns:repeat(3,1fr);gap:20px;margin:24px 0}}</style>"


def tiles(page: Page) -> str:
    """Large figures with small captions below them, in tiles or in a strip with rules between."""
    rng = page.rng
    kind = rng.choice(("tile", "strip", "tile mid"))
    made = [(label, page.mark()) for label in page.pick(LABELS, 8)]
    figures = "".join(
        f"<div class='fig {kind}'><div class=big data-v={n}>{rng.randint(2, 99999):,}{rng.choice(('', '', '%', ' h'))}</div><div class=cap data-l={n}>{label}</div></div>"
        for label, n in made
    )
    return f"{title(page, 'h2')}<div class=figs>{figures}</div>{page.prose(3)}<style>.figs{{display:grid;grid-template-columns:repeat(4,1fr);gap:{0 if kind == 'strip' else 14}px;margin:16px 0}} .fig{{padding:14px 18px}} .tile{{background:{page.theme[1]};border:1px solid {page.theme[4]};border-radius:8px}} .strip{{border-left:1px solid {page.theme[4]}}} .mid{{text-align:center}} .big{{font-size:{rng.choice((22, 26, 32))}px;font-weight:{rng.choice((400, 600, 700))};line-height:1.25}} .cap{{color:{page.theme[3]};font-size:{page.size - rng.choice((1, 2))}px}}</style>"


def admin(page: Page) -> str:
    """A dense table: names to sort by, a check box on each row, pills in cells, icons at the end, a foot with totals."""
    rng = page.rng
    names = page.pick(LABELS, rng.randint(4, 5))
    sort = rng.randrange(len(names))
    head = (
        "".join(
            f"<th><span data-h={n}>{name}</span>{icon(page, 12, DOWN) if n == sort else ''}</th>"
            for n, name in enumerate(names)
        )
        + "<th class=num><span data-h=9>Amount</span></th>"
    )
    rows = []
    for _ in range(rng.randint(5, 9)):
        cells = "".join(
            f"<td><span class='{'tag' if n == 1 else ''}' data-v={page.mark()} data-under={n}>{rng.choice(('Active', 'Paused', 'Failed', 'Queued')) if n == 1 else page.value()}</span></td>"
            for n in range(len(names))
        )
        rows.append(
            f"<tr><td><input type=checkbox data-name='' {'checked' if rng.random() < 0.3 else ''}></td>{cells}<td class=num><span data-v={page.mark()} data-under=9>{rng.randint(10, 9999):,}.{rng.randint(10, 99)}</span></td><td>{icon(page)}</td></tr>"
        )
    return f"{title(page)}<table class=dense><thead><tr><th></th>{head}<th></th></tr></thead>{''.join(rows)}</table>{buttons(page, 3)}<style>.dense{{border-collapse:collapse;width:100%;font-size:{page.size - 1}px}} .dense th{{text-align:left;padding:7px 10px;color:{page.theme[3]};font-weight:{rng.choice((500, 600))};border-bottom:1px solid {page.theme[4]}}} .dense td{{padding:5px 10px}} .dense tr:nth-child(even) td{{background:{page.theme[7]}}} .dense .num{{text-align:right}} .tag{{border-radius:9px;padding:1px 8px;background:{page.theme[5]}33;font-size:12px}}</style>"


def message(page: Page) -> str:
    """The head of a mail with faint names and no colons, and an event with its details."""
    rng = page.rng
    head = "".join(
        f"<div class=head><span class=k data-l={n}>{label}</span><span data-v={n}>{value}</span></div>"
        for label, value, n in (
            ("From", person(page), page.mark()),
            ("To", person(page), page.mark()),
            ("Cc", person(page), page.mark()),
            ("Subject", f"The {rng.choice(NOUNS)} of {rng.choice(FORENAMES)}", page.mark()),
        )
    )
    event = "".join(
        f"<div class=ev><div class=cap data-l={n}>{label}</div><div data-v={n}>{value}</div></div>"
        for label, value, n in (
            ("When", f"Tue {rng.randint(1, 28)} June, {rng.randint(8, 11)}:00", page.mark()),
            ("Where", f"Room {rng.randint(1, 40)}", page.mark()),
            ("Organizer", person(page), page.mark()),
            ("Calendar", rng.choice(PLACES), page.mark()),
        )
    )
    return f"<div class=mail>{head}</div>{page.prose(3)}<div class=pop><h3>{rng.choice(NOUNS).capitalize()} review</h3>{event}{buttons(page)}</div><style>.head{{padding:6px 0;border-bottom:1px solid {page.theme[4]};display:grid;grid-template-columns:80px 1fr}} .k{{color:{page.theme[3]};{rng.choice(('text-align:right;padding-right:14px', ''))}}} .pop{{width:340px;padding:16px;border-radius:10px;background:{page.theme[1]};box-shadow:0 4px 18px #0005}} .ev{{margin:0 0 10px}} .cap{{font-size:12px;color:{page.theme[3]}}}</style>"


LOOKS: tuple[Look, ...] = (material, bootstrap, fluent, ant, sidebar, ticket, phone, shop, tiles, admin, message)


def rendering(seed: int, looks: Sequence[Look] = LOOKS) -> Rendering:
    """Return the page of a seed: the looks come in turn."""
    rng = Random(seed)
    page = Page(rng, rng.choice(THEMES), rng.choice((13, 14, 14, 15, 16)))
    body = looks[seed % len(looks)](page)
    return Rendering(
        f"<!doctype html><meta charset=utf-8><style>{base(page)}</style><main>{body}</main>",
        WIDTH,
        HEIGHT,
        rng.choice((1.0, 1.25, 1.5, 2.0)),
    )


def base(page: Page) -> str:
    """Return the rules that all looks have."""
    rng = page.rng
    paper, panel, text, faint, line, accent, on_accent, fill = page.theme
    dark = int(paper[1:3], 16) < 128
    return f"""*{{box-sizing:border-box}} body{{margin:0;background:{panel};color:{text};font:{page.size}px/1.45 '{rng.choice(FONTS)}',sans-serif}}
:root{{color-scheme:{"dark" if dark else "light"};accent-color:{accent}}} main{{padding:22px 28px;min-height:{HEIGHT}px;background:{rng.choice((paper, panel))}}}
h2{{font-size:22px;margin:0 0 14px}} h3{{font-size:17px;margin:0 0 14px}} h4{{margin:4px 0 8px}} p{{max-width:720px;margin:8px 0}} a{{color:{accent};text-decoration:none}}
input,select,button{{font:inherit;color:{text}}} .faint{{color:{faint}}} .two{{display:grid;grid-template-columns:1fr 1fr;gap:4px 20px;max-width:720px}}
.actions{{margin:14px 0}} button{{padding:6px 16px;border-radius:{rng.choice((4, 6, 18))}px;margin-right:8px;border:1px solid {line};background:{fill}}} button.main{{background:{accent};color:{on_accent};border-color:{accent}}}"""
