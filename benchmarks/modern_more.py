"""Further looks of pages, kept apart from those of `modern`: nothing in Stage 2 was tried on them."""
# ruff: noqa: E501 - markup and rules stand on one line, as they would in a page

from __future__ import annotations

from benchmarks.forms import FORENAMES, NOUNS, PLACES, SWITCHES, Page
from benchmarks.modern import CHEVRON, Look, buttons, entry, icon, money, pairs, person, title


def switches(page: Page) -> str:
    """Check boxes and radio buttons as drawn nowadays, some set."""
    made = []
    for label in page.pick(SWITCHES, 3):
        is_set = "checked" if page.rng.random() < 0.5 else ""
        made.append(
            f"<div class=switch><label><input type=checkbox data-name='{label}' {is_set}> {label}</label></div>"
        )
    return "".join(made)


def sheet(page: Page) -> str:
    """A sheet of properties: names and values in a grid of two columns, groups over the whole width."""
    rows = []
    for _ in range(2):
        rows.append(f"<tr><th colspan=2>{page.rng.choice(PLACES)}</th></tr>")
        rows += [
            f"<tr><td data-l={n}>{label}</td><td data-v={n}>{value}</td></tr>" for label, value, n in pairs(page, 4, 6)
        ]
    return f"<table class=props>{''.join(rows)}</table><style>.props{{border-collapse:collapse;width:{page.rng.choice((380, 520))}px}} .props td,.props th{{border:1px solid {page.theme[4]};padding:4px 8px;text-align:left}} .props th{{background:{page.theme[7]}}} .props td{{width:50%}}</style>"


def carbon(page: Page) -> str:
    """Filled fields with a line below, small names above and help below; a list in rows with rules; tags."""
    rng = page.rng
    rows = "".join(
        f"<div class=group><label data-l={n}>{label}</label>{entry(page, label, n)}</div>"
        for label, _, n in pairs(page, 4, 6)
    )
    listed = "".join(
        f"<div class=row><span data-l={n}>{label}</span><span><span class={rng.choice(('tag', 'plain'))} data-v={n}>{value}</span></span></div>"
        for label, value, n in pairs(page, 3, 5)
    )
    return f"{title(page)}<div class=two>{rows}</div>{switches(page)}{buttons(page)}<div class=rowed>{listed}</div><style>.group{{margin-bottom:18px}} .group label{{display:block;font-size:12px;color:{page.theme[3]};margin-bottom:8px}} .group input,.group select{{width:100%;height:40px;padding:0 16px;border:0;border-radius:0;border-bottom:1px solid {page.theme[3]};background:{page.theme[7]}}} .rowed{{width:480px;margin-top:20px}} .row{{display:grid;grid-template-columns:200px 1fr;padding:12px 0;border-top:1px solid {page.theme[4]}}} .row>span:first-child{{font-weight:600}} .tag{{background:{page.theme[7]};border-radius:12px;padding:3px 9px;font-size:12px}}</style>"


def boarding(page: Page) -> str:
    """A card of a booking: small capitals over large values, in columns, the last one at the right end."""
    rng = page.rng
    cards = []
    for _ in range(2):
        made = [
            ("From", rng.choice(("LIS", "OSL", "VIE")), page.mark()),
            ("To", rng.choice(("ATH", "CPH", "RIX")), page.mark()),
            ("Departs", f"{rng.randint(6, 20):02}:{rng.randint(10, 59)}", page.mark()),
            ("Gate", f"{rng.choice('ABC')}{rng.randint(1, 40)}", page.mark()),
        ]
        made += [
            ("Passenger", person(page), page.mark()),
            ("Booked", f"{rng.randint(1, 28)} May", page.mark()),
            ("Class", rng.choice(("Economy", "Business")), page.mark()),
            ("Fare", money(page), page.mark()),
        ]
        cells = "".join(
            f"<div><div class=cap data-l={n}>{label}</div><div class=big data-v={n}>{value}</div></div>"
            for label, value, n in made
        )
        cards.append(f"<div class=pass>{cells}</div>")
    return f"{title(page, 'h2')}{''.join(cards)}{buttons(page)}<style>.pass{{width:640px;display:grid;grid-template-columns:repeat(4,auto);justify-content:space-between;gap:16px;padding:20px;margin:0 0 18px;background:{page.theme[1]};border:1px solid {page.theme[4]};border-radius:12px}} .pass>div:nth-child(4n){{text-align:right}} .cap{{text-transform:uppercase;letter-spacing:.06em;font-size:11px;color:{page.theme[3]}}} .big{{font-size:{rng.choice((16, 19, 22))}px;font-weight:600}}</style>"


def described(page: Page) -> str:
    """A list of names and values over the whole width, with rules or stripes, and a link at the end of some rows."""
    kind = page.rng.choice(("ruled", "striped"))
    rows = "".join(
        f"<div class=dl><span class=k data-l={n}>{label}</span><span data-v={n}>{value}</span>{page.rng.choice(('', '<a class=act>Change</a>'))}</div>"
        for label, value, n in pairs(page, 5, 8)
    )
    return f"{title(page)}<p class=faint>What {page.rng.choice(FORENAMES)} told us about the {page.rng.choice(NOUNS)}.</p><div class={kind}>{rows}</div>{buttons(page)}<style>.dl{{display:grid;grid-template-columns:{page.rng.choice((220, 300))}px 1fr auto;padding:12px 16px;max-width:{page.rng.choice((720, 1000))}px}} .ruled .dl{{border-top:1px solid {page.theme[4]}}} .striped .dl:nth-child(odd){{background:{page.theme[7]}}} .k{{{page.rng.choice(('font-weight:600', f'color:{page.theme[3]}'))}}}</style>"


def profile(page: Page) -> str:
    """Names with a colon and values in three or four columns, and a strip of figures over captions with rules between."""
    rng = page.rng
    grid = "".join(
        f"<div><span class=faint data-l={n}>{label}:</span> <b data-v={n}>{value}</b></div>"
        for label, value, n in pairs(page, 6, 9)
    )
    figures = "".join(
        f"<div class=fig><div class=big data-v={n}>{rng.randint(3, 9000):,}</div><div class=faint data-l={n}>{label}</div></div>"
        for label, _, n in pairs(page, 4, 4)
    )
    return f"<h2>{person(page)}</h2><div class=strip>{figures}</div>{title(page)}<div class=grid>{grid}</div>{buttons(page)}<style>.strip{{display:flex;margin:0 0 20px}} .fig{{padding:4px 26px;text-align:center}} .fig+.fig{{border-left:1px solid {page.theme[4]}}} .big{{font-size:20px;font-weight:700}} .grid{{display:grid;grid-template-columns:repeat({rng.choice((3, 4))},1fr);gap:12px 20px}}</style>"


def rows(page: Page) -> str:
    """Preferences in rows: a name with a faint word on it below, the value at the right end; fields in rows."""
    rng, parts = page.rng, []
    for label, value, n in pairs(page, 4, 6):
        told = f"<div class=sub>{page.sentence()}</div>" if rng.random() < 0.4 else ""
        parts.append(
            f"<div class=pref><div><div data-l={n}>{label}</div>{told}</div><span><span data-v={n}>{value}</span>{icon(page, 14, CHEVRON)}</span></div>"
        )
    typed = "".join(
        f"<div class=typed><label data-l={n}>{label}</label><div data-v={n}>{value}</div></div>"
        for label, value, n in pairs(page, 3, 4)
    )
    return f"<div class=narrow><h4>{rng.choice(PLACES)}</h4><div class=boxed>{''.join(parts)}</div><h4>{rng.choice(PLACES)}</h4><div class=boxed>{typed}</div></div><style>.narrow{{width:600px;margin:0 auto}} .boxed{{background:{page.theme[7]};border-radius:12px;margin-bottom:18px}} .pref{{display:flex;justify-content:space-between;align-items:center;padding:12px 14px}} .boxed>*+*{{border-top:1px solid {page.theme[4]}}} .sub{{font-size:12px;color:{page.theme[3]}}} .pref svg{{margin-left:8px;vertical-align:-2px}} .typed{{padding:8px 14px}} .typed label{{font-size:12px;color:{page.theme[3]};display:block}}</style>"


LOOKS: tuple[Look, ...] = (sheet, carbon, boarding, described, profile, rows)
