"""Web pages: the list of defects, documentation, a newspaper, a shop, a permit, a calendar."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.elsewhere.facts import FACTS, say, t
from benchmarks.worlds.look import Site


def _page(site: Site, body: str, size: int = 14) -> str:
    scheme = "dark" if site.paper < "#8" else "light"
    return f"<div style=\"color-scheme:{scheme};height:100%;overflow:hidden;background:{site.paper};color:{site.ink};font:{size}px/1.5 '{site.font}',sans-serif\">{body}</div>"


def _button(site: Site, key: str, word: str, *, strong: bool = False) -> str:
    ground, ink = (site.accent, "#fff") if strong else (site.panel, site.accent)
    return f'<button data-t="{key}_{word}" style="font:inherit;background:{ground};color:{ink};border:1px solid {site.accent};border-radius:18px;padding:6px 20px;margin-right:10px">{word}</button>'


def defect(site: Site, state: str, who: str, comments: list[tuple[str, str, str]]) -> str:
    """The page of defect PH-088; `state` and `who` are the names of the facts of its state and its assignee."""
    rows = (
        ("Status", state, "Severity", "ph_severity"), ("Assigned to", who, "Raised by", "ph_raised"),
        ("Location", "ph_place", "Trade", "ph_trade"), ("Due", "ph_due", "Cost code", "ph_code"), ("Effort", "ph_effort", "", ""),
    )  # fmt: skip
    cell = f"padding:7px 14px;border-bottom:1px solid {site.line}"
    grid = "".join(
        f'<tr><td style="{cell};color:{site.faint}">{a}</td><td style="{cell};width:260px">{t(b)}</td><td style="{cell};color:{site.faint}">{c}</td><td style="{cell}">{t(d) if d else ""}</td></tr>'
        for a, b, c, d in rows
    )
    said = "".join(
        f'<div style="background:{site.panel};border-left:4px solid {site.accent};padding:9px 14px;margin-top:10px"><b>{w}</b> <span style="color:{site.faint}">{when}</span><br>{say(what)}</div>'
        for w, when, what in comments
    )
    buttons = (
        _button(site, "defect", "Close defect", strong=True)
        + _button(site, "defect", "Reassign")
        + _button(site, "defect", "Add photo")
    )
    return _page(
        site,
        f'<div style="background:{site.accent};color:#fff;padding:10px 26px;font-size:17px"><b>punchlist</b> &nbsp; Defects &nbsp; Floor plans &nbsp; Reports</div><div style="padding:18px 40px;max-width:1000px"><div style="color:{site.faint}">Pellworth Swimming Hall / PH-088</div><h1 style="font-size:24px;margin:4px 0 14px">Humidity sensor reads 12 % too high</h1><div style="margin-bottom:14px">{buttons}</div><table style="border-collapse:collapse;background:{site.panel}">{grid}</table>{said}</div>',
    )


def docs(site: Site, brand: str, crumbs: str, title: str, body: str) -> str:
    """A page of documentation: title and text, and what is on this page at the right."""
    style = f"<style>.doc pre{{background:{site.panel};border:1px solid {site.line};padding:10px 14px;font:13px/1.5 'Courier Prime Code',monospace}} .doc h2{{font-size:19px;margin:16px 0 4px}}</style>"
    return _page(
        site,
        f'{style}<div style="padding:12px 34px;background:{site.panel};border-bottom:1px solid {site.line}"><b style="color:{site.accent};font-size:18px">{brand}</b></div><div class="row"><div class="doc" style="flex:1;padding:14px 60px"><div style="color:{site.faint}">{crumbs}</div><h1 style="font-size:27px;margin:6px 0 10px">{title}</h1>{body}</div><div style="width:200px;padding:26px 20px;color:{site.faint}">On this page<br><br>Syntax<br>Description<br>Examples<br>See also</div></div>',
        15,
    )


def news(site: Site, *, is_article: bool) -> str:
    """The local newspaper: its front page, or the article about the swimming hall."""
    head = f'<div style="border-bottom:1px solid {site.line};padding:12px 60px;display:flex;align-items:baseline"><span style="font-size:34px;color:{site.accent}">The Pellworth Beacon</span><span style="margin-left:auto;color:{site.faint}">Tuesday, September 15, 2026</span></div>'
    if is_article:
        return _page(
            site,
            head
            + say(
                f'<div style="max-width:760px;margin:26px auto;font-size:18px"><h1 style="font-size:34px;line-height:1.15;margin:0 0 10px">{{headline}}</h1><div style="color:{site.faint}">By {{byline}} · 4 min read</div><p>The hall on Quarry Road will not open before February. New ventilation and a new roof over the plant room cost {{news_cost}}, councillor {{news_councillor}} told the Beacon on Monday.</p><p>Schools will take their swimming lessons to {{news_lessons}}; two buses a day are paid for by the province.</p><p>“Better a cold winter than a wet ceiling”, the councillor said.</p></div>'
            ),
        )
    items = "".join(
        f'<div style="width:300px"><div style="height:110px;background:linear-gradient(120deg,{a},{b})" data-ignore></div><div style="font-size:19px;line-height:1.25;margin-top:8px">{title}</div></div>'
        for a, b, title in (
            ("#27485c", "#7fa3ad", t("ferry")),
            ("#5c3d27", "#c48a45", "Pumpkin regatta moves to Lake Amery"),
            ("#2f4a2c", "#9bb07a", "Bakery on Mill Lane closes after 61 years"),
        )
    )
    return _page(
        site,
        f'{head}<div style="padding:26px 60px"><h1 style="font-size:40px;line-height:1.1;margin:0 0 8px;max-width:800px">{t("headline")}</h1><p style="font-size:18px;max-width:760px">Ventilation has to be replaced, and the plant room leaks. What it means for lessons and clubs.</p><div class="row" style="gap:34px;margin-top:26px">{items}</div></div>',
    )


def shop(site: Site, step: int) -> str:
    """A shop for instruments: the product (0), the basket (1), the confirmation (2)."""
    head = f'<div style="background:{site.accent};color:#fff;padding:12px 40px;font-size:19px"><b>Gantry Tool Supply</b></div>'
    if step == 2:
        return _page(
            site,
            head
            + say(
                '<div style="padding:50px 80px;font-size:17px"><h1 style="font-size:28px">Thank you, Rowan</h1><p>Your order <b>{shop_order}</b> is confirmed.</p><p>It arrives on {shop_arrives} at Kittiwake Building Services, Granby Street 12.</p></div>'
            ),
        )
    if step == 1:
        cell = f"padding:10px 26px;border-bottom:1px solid {site.line}"
        rows = (
            ("2 × Aerostat P40 thermo-hygrometer", "$658.00"),
            ("Shipping", t("shop_ship")),
            ("<b>Total</b>", f"<b>{t('shop_total')}</b>"),
        )
        table = "".join(
            f'<tr><td style="{cell};width:420px">{a}</td><td style="{cell};text-align:right">{b}</td></tr>'
            for a, b in rows
        )
        return _page(
            site,
            f'{head}<div style="padding:30px 80px;font-size:16px"><h1 style="font-size:26px">Your basket</h1><table style="border-collapse:collapse;background:{site.panel}">{table}</table><div style="margin-top:22px">{_button(site, "shop", "Place order", strong=True)}{_button(site, "shop", "Continue shopping")}</div></div>',
        )
    rows = (("Item no.", "shop_sku"), ("Availability", "shop_stock"), ("Warranty", "shop_warranty"))
    facts = "".join(
        f'<div class="row" style="padding:5px 0"><span style="width:130px;color:{site.faint}">{a}</span>{t(b)}</div>'
        for a, b in rows
    )
    buttons = "".join(
        _button(site, "shop", b, strong=n == 0) for n, b in enumerate(("Add to basket", "Save for later", "Compare"))
    )
    return _page(
        site,
        f'{head}<div class="row" style="padding:30px 60px;gap:50px"><div style="width:340px;height:340px;background:linear-gradient(145deg,#d8d3cc,#8d8a86);border-radius:16px" data-ignore></div><div><div style="color:{site.faint}">Measuring / Air / Humidity</div><h1 style="font-size:27px;margin:4px 0">{t("shop_item")}</h1><div style="color:{site.faint};margin-bottom:10px">4.6 of 5 (83 reviews)</div><div style="font-size:30px;color:{site.accent};margin-bottom:10px">{t("shop_price")}</div>{facts}<div style="margin-top:20px">{buttons}</div></div></div>',
        15,
    )


def permit(site: Site, filled: int) -> str:
    """The permit for hot work: how many of its fields are filled; above 7 the boxes are ticked, 10: it was sent."""
    head = f'<div style="background:{site.panel};border-bottom:4px solid {site.accent};padding:12px 40px;font-size:20px">Town of Pellworth <span style="color:{site.faint}">| Permits</span></div>'
    if filled > 9:
        return _page(
            site,
            say(
                f'{head}<div style="padding:40px 60px;font-size:17px"><h1 style="font-size:26px;margin:0 0 10px">Permit requested</h1><p>Permit number <b>{{permit_reference}}</b></p><p>Hang it up at the entrance of the plant room. It ends when the fire watch signs it.</p></div>'
            ),
        )
    names = (("permit_site", "Site"), ("permit_work", "Kind of work"), ("permit_firm", "Contractor"), ("permit_date", "Day of work"),
             ("permit_watch", "Fire watch"), ("permit_extinguisher", "Extinguisher no."), ("permit_workers", "Number of workers"))  # fmt: skip
    rows = "".join(
        f'<div style="width:380px;margin:0 30px 12px 0"><label style="display:block;color:{site.faint}">{name}</label><input type="text" data-t="{key if n < filled else key + "_empty"}" value="{FACTS[key] if n < filled else ""}" style="font:inherit;width:100%;padding:6px 10px;border:1px solid {site.line};background:#fff;color:{site.ink}"></div>'
        for n, (key, name) in enumerate(names)
    )
    checked = {"tick_smoke", "tick_floor"} if filled > 7 else set()
    ticks = "".join(
        f'<label style="display:block;margin:6px 0"><input type="checkbox" data-t="{k}_{"on" if k in checked else "off"}" {"checked" if k in checked else ""} style="margin-right:10px;vertical-align:-2px"><span data-t="{k}">{FACTS[k]}</span></label>'
        for k in ("tick_smoke", "tick_floor", "tick_height")
    )
    buttons = (
        _button(site, "permit", "Submit permit", strong=True)
        + _button(site, "permit", "Save as template")
        + _button(site, "permit", "Withdraw")
    )
    return _page(
        site,
        f'{head}<div style="padding:20px 60px"><h1 style="font-size:25px;margin:0 0 14px">Permit for hot work</h1><div style="display:flex;flex-wrap:wrap;max-width:860px">{rows}</div><div style="margin:4px 0 16px">{ticks}</div>{buttons}</div>',
        16,
    )


def week(site: Site, *, is_open: bool) -> str:
    """The week from 21 September, and the workshop opened over it."""
    entries = {
        (0, 8): ("16:00<br>Pick up hygrometers", 1), (1, 1): (f"09:00<br>{t('meet_title') if not is_open else FACTS['meet_title']}", 2.5),
        (2, 5): (f"13:00<br>{t('library')}", 1), (3, 6): (f"14:00<br>{t('piano')}", 1), (4, 2): ("10:00<br>Quarterly numbers", 1),
    }  # fmt: skip
    columns = ""
    for number, day in enumerate(("Mon 21", "Tue 22", "Wed 23", "Thu 24", "Fri 25")):
        drawn = "".join(
            f'<div style="position:absolute;left:5px;right:5px;top:{34 + hour * 58}px;height:{length * 56:.0f}px;background:{site.accent};color:#fff;border-radius:4px;padding:3px 8px;font-size:13px;line-height:1.3">{what}</div>'
            for (column, hour), (what, length) in entries.items()
            if column == number
        )
        columns += f'<div style="flex:1;position:relative;border-left:1px solid {site.line}"><div style="text-align:center;padding:5px;background:{site.panel};border-bottom:1px solid {site.line}">{day}</div>{drawn}</div>'
    hours = "".join(
        f'<div style="height:58px;line-height:2px;text-align:right;padding-right:8px;color:{site.faint};font-size:12px">{h:02}:00</div>'
        for h in range(8, 18)
    )
    card = ""
    if is_open:
        buttons = "".join(_button(site, "meet", b, strong=n == 0) for n, b in enumerate(("Join", "Maybe", "Decline")))
        card = say(
            f'<div style="position:absolute;left:660px;top:170px;width:400px;background:{site.panel};border:1px solid {site.line};padding:18px 22px;box-shadow:0 10px 30px rgba(0,0,0,.35)"><div style="font-size:19px;font-weight:700">{{meet_title}}</div><div>Tuesday 22 September</div><div>{{meet_time}}</div><div style="margin-top:8px">Where: {{meet_room}}</div><div>Invited by: {{meet_organiser}}</div><div style="margin:6px 0 14px">Bring the valve list</div>{buttons}</div>'
        )
    return _page(
        site,
        f'<div style="padding:10px 22px;background:{site.panel};border-bottom:1px solid {site.line};font-size:16px"><b>21 – 25 September 2026</b> &nbsp; &nbsp; Day &nbsp; <b style="color:{site.accent}">Week</b> &nbsp; Month &nbsp; Agenda</div><div class="row" style="height:640px"><div style="width:60px;padding-top:34px">{hours}</div>{columns}</div>{card}',
    )


def agenda(site: Site) -> str:
    """The calendar as a list, from 24 September on."""
    days = (
        ("Thursday 24 September", (("11:00", "{agenda_council}", "Video, Bernadette Coyle"), ("14:00", "{piano}", "At home"))),
        ("Friday 25 September", (("10:00", "Quarterly numbers", "Room Petrel"),)),
        ("Monday 28 September", (("{agenda_filter_time}", "{agenda_filter}", "{agenda_gate}, Pellworth"),)),
        ("Wednesday 30 September", (("{agenda_hand_time}", "{agenda_hand}", "{agenda_hand_room}"),)),
    )  # fmt: skip
    listed = "".join(
        f'<div style="padding:10px 0 2px;font-weight:700;color:{site.accent}">{day}</div>'
        + "".join(
            f'<div class="row" style="border-bottom:1px solid {site.line};padding:7px 0"><div style="width:90px">{say(a)}</div><div style="width:260px">{say(b)}</div><div style="color:{site.faint}">{say(c)}</div></div>'
            for a, b, c in rows
        )
        for day, rows in days
    )
    return _page(
        site,
        f'<div style="padding:10px 22px;background:{site.panel};border-bottom:1px solid {site.line};font-size:16px"><b>Agenda</b> &nbsp; &nbsp; Day &nbsp; Week &nbsp; Month &nbsp; <b style="color:{site.accent}">Agenda</b></div><div style="padding:12px 40px;font-size:15px">{listed}</div>',
    )
