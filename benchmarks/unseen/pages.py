"""Web pages other than mail: tracker, documentation, news, form, calendar."""
# ruff: noqa: E501 - rules of a style sheet stand on one line each

from __future__ import annotations

from benchmarks.unseen.facts import FACTS, t
from benchmarks.worlds.look import Site


def _page(site: Site, body: str, size: int = 15) -> str:
    scheme = "dark" if site.paper < "#8" else "light"
    return f"<div style=\"color-scheme:{scheme};height:100%;overflow:hidden;background:{site.paper};color:{site.ink};font:{size}px/1.5 '{site.font}',sans-serif\">{body}</div>"


def ticket(site: Site, state: str, comments: list[tuple[str, str, str]]) -> str:
    """The page of ticket RX-142; `state` is the name of the fact of its state."""
    fields = (
        ("Project", "Ward stock"), ("Assignee", t("rx_assignee")), ("Reporter", t("rx_reporter")), ("Priority", t("rx_priority")),
        ("State", t(state)), ("Sprint", t("rx_sprint")), ("Estimation", t("rx_estimate")), ("Due date", t("rx_due")), ("Subsystem", t("rx_component")),
    )  # fmt: skip
    side = "".join(
        f'<div style="padding:8px 0"><div style="color:{site.faint};font-size:12px">{k}</div><div>{v}</div></div>'
        for k, v in fields
    )
    said = "".join(
        f'<div style="border-top:1px solid {site.line};padding:10px 0"><b>{who}</b> <span style="color:{site.faint}">commented {when}</span><div style="margin-top:4px">{what}</div></div>'
        for who, when, what in comments
    )
    buttons = "".join(
        f'<button data-t="ticket_button_{b}" style="font:inherit;background:{site.accent if n == 0 else site.panel};color:{"#fff" if n == 0 else site.ink};border:1px solid {site.line};border-radius:4px;padding:5px 14px;margin-right:8px">{b}</button>'
        for n, b in enumerate(("Add comment", "Link issue", "Log time"))
    )
    return _page(site, f"""<div style="padding:10px 22px;background:{site.panel};border-bottom:1px solid {site.line}"><b>Tracker</b> &nbsp; &nbsp; Issues &nbsp; &nbsp; Agile boards &nbsp; &nbsp; Reports &nbsp; &nbsp; Projects</div>
<div style="display:flex"><div style="flex:1;padding:20px 26px;min-width:0"><div style="color:{site.faint}">RX-142 &nbsp; created 28 Apr 2026</div><h1 style="font-size:23px;margin:6px 0 12px">Reorder level ignored for fridge items</h1>
<div style="margin-bottom:12px">{buttons}</div><p>The reorder list leaves out everything that is kept between 2 and 8 degrees. On Ward 4 insulin ran out twice in April although the list said that nothing was due.</p><p>Steps: open the list for Ward 4, sort by storage, compare with the fridge sheet.</p>
<div style="margin-top:14px;font-weight:700">Activity</div>{said}</div><div style="width:270px;flex:none;padding:16px 22px;border-left:1px solid {site.line};background:{site.panel};height:800px">{side}</div></div>""", 14)  # fmt: skip


def docs(site: Site, brand: str, menu: list[str], title: str, body: str) -> str:
    """A page of documentation; `body` is HTML."""
    side = "".join(
        f'<div style="padding:4px 0;{"font-weight:700;color:" + site.accent if m == title else ""}">{m}</div>'
        for m in menu
    )
    return _page(site, f"""<div style="display:flex;align-items:center;gap:28px;padding:12px 30px;background:{site.panel};border-bottom:1px solid {site.line}"><b style="font-size:18px;color:{site.accent}">{brand}</b><span>Documentation</span><span>Blog</span><span>Download</span></div>
<style>.doc pre{{background:{site.panel};border:1px solid {site.line};padding:10px 14px;font:14px/1.45 'Liberation Mono',monospace}} .doc h1{{font-size:28px;margin:0 0 12px}} .doc h2{{font-size:20px;margin:18px 0 6px}}</style>
<div style="display:flex"><div style="width:230px;flex:none;padding:20px 30px;color:{site.ink};font-size:14px">{side}</div><div class="doc" style="flex:1;padding:22px 36px 0 20px;min-width:0"><h1>{title}</h1>{body}</div></div>""")  # fmt: skip


def news(site: Site, is_article: bool) -> str:
    """The local newspaper: its front page, or the article about the bridge."""
    head = f'<div style="text-align:center;border-bottom:3px double {site.ink};padding:14px"><div style="font-size:42px;letter-spacing:1px">The Merrow Courier</div><div style="color:{site.faint}">Tuesday, 12 May 2026</div></div>'
    if is_article:
        body = f"""<div style="max-width:720px;margin:20px auto;font-size:18px"><div style="color:{site.accent};font-size:14px">LOCAL</div><h1 style="font-size:32px;line-height:1.15;margin:4px 0 12px">{t("headline")}</h1><div style="color:{site.faint}">By Oonagh Brody</div>
<p>After three winters behind fences the footbridge over the Merrow is to open again. The works will cost {t("bridge_cost")}, of which the county pays half. The engineer in charge, {t("bridge_engineer")}, expects the last inspection in September.</p>
<p>Residents of the east bank have walked round by the weir since the storm of 2023. A petition with four thousand names was handed over in March.</p></div>"""
    else:
        others = (
            FACTS["ferry"],
            "Swifts return to the brewery tower",
            "School choir wins at Ennis",
            "Roadworks on Quay Street until Friday",
        )
        small = "".join(
            f'<div style="border-top:1px solid {site.line};padding:12px 0;font-size:20px">{t("ferry") if o == FACTS["ferry"] else o}<div style="font-size:15px;color:{site.faint}">Continue reading</div></div>'
            for o in others
        )
        body = f'<div style="display:flex;gap:36px;padding:24px 60px"><div style="flex:1.6"><div style="height:190px;background:linear-gradient(160deg,#86a7b8,#cdbf9f 55%,#6d7a55)"></div><h1 style="font-size:34px;line-height:1.15;margin:16px 0 8px">{t("headline")}</h1><p style="font-size:18px">The vote was closer than expected: eleven to nine. Work is to begin in June.</p></div><div style="flex:1">{small}</div></div>'
    return _page(site, head + body, 16)


def _input(site: Site, key: str, value: str, width: int) -> str:
    return f'<input type="text" data-t="{key}" value="{value}" style="font:inherit;width:{width}px;padding:7px 10px;border:1px solid {site.line};border-radius:5px;background:#fff;color:{site.ink}">'


def drug_form(site: Site, filled: int) -> str:
    """The form for returned controlled drugs: how many of its fields are filled; 9 and it was sent."""
    keys = ("form_ward", "form_drug", "form_quantity", "form_expiry", "form_witness", "form_reason")
    names = ("Ward", "Drug", "Quantity returned", "Expiry date", "Witness", "Reason for return")
    if filled > 8:
        return _page(
            site,
            f'<div style="background:{site.accent};color:#fff;padding:14px 30px;font-size:18px">Merrow Valley Hospital · Forms</div><div style="width:640px;margin:60px auto;background:{site.panel};border:1px solid {site.line};border-radius:8px;padding:30px 36px"><h1 style="font-size:24px;margin:0 0 12px">Return received</h1><p>Your reference is <b>{t("form_reference")}</b>. Please write it on the sealed bag and hand it in at the dispensary hatch before 18:00.</p><button data-t="form_button_Print label" style="font:inherit;padding:8px 18px;border:1px solid {site.line};border-radius:5px;background:{site.paper};color:{site.ink}">Print label</button></div>',
        )
    rows = ""
    for number, (key, name) in enumerate(zip(keys, names, strict=True)):
        value = FACTS[key] if number < filled else ""
        rows += f'<div style="display:flex;align-items:center;margin:9px 0"><label style="width:140px">{name}</label>{_input(site, key if value else key + "_empty", value, 310)}</div>'
    ticks = ("tick_seal", "tick_count", "tick_destroy")
    checked = {"tick_seal", "tick_count"} if filled > 6 else set()
    boxes = "".join(
        f'<label style="display:block;margin:7px 0"><input type="checkbox" data-t="{k}_box" {"checked" if k in checked else ""} style="width:15px;height:15px;vertical-align:-2px;margin-right:10px">{FACTS[k]}</label>'
        for k in ticks
    )
    buttons = "".join(
        f'<button data-t="form_button_{b}" style="font:inherit;padding:8px 20px;margin-right:12px;border-radius:5px;border:1px solid {site.accent};background:{site.accent if n == 0 else "#fff"};color:{"#fff" if n == 0 else site.accent}">{b}</button>'
        for n, b in enumerate(("Send return", "Keep for later", "Clear form"))
    )
    return _page(
        site,
        f'<div style="background:{site.accent};color:#fff;padding:12px 30px;font-size:18px">Merrow Valley Hospital · Forms</div><div style="width:540px;margin:18px auto;background:{site.panel};border:1px solid {site.line};border-radius:8px;padding:18px 34px"><h1 style="font-size:22px;margin:0 0 8px">Controlled drug return</h1>{rows}<div style="margin:10px 0">{boxes}</div>{buttons}</div>',
        14,
    )


def calendar(site: Site, is_open: bool) -> str:
    """A week of a calendar, and one appointment opened over it."""
    days = ("Mon 18", "Tue 19", "Wed 20", "Thu 21", "Fri 22")
    entries = {
        (1, 2): (f'{t("meet_title") if not is_open else FACTS["meet_title"]}<br>10:30', 2), (3, 0): (f'{t("dentist")}<br>08:15', 1),
        (0, 4): ("Stock call<br>13:00", 1), (2, 5): ("Label printer visit<br>14:00", 2), (4, 1): ("Invoice check<br>09:00", 1), (1, 6): ("Handover<br>15:00", 1),
    }  # fmt: skip
    columns = ""
    for number, day in enumerate(days):
        drawn = "".join(
            f'<div style="position:absolute;left:4px;right:4px;top:{36 + hour * 52}px;height:{length * 46}px;background:{site.panel};border-left:4px solid {site.accent};border-radius:4px;padding:3px 8px;font-size:12px;line-height:1.35">{what}</div>'
            for (column, hour), (what, length) in entries.items()
            if column == number
        )
        columns += f'<div style="flex:1;position:relative;border-left:1px solid {site.line}"><div style="text-align:center;padding:6px;border-bottom:1px solid {site.line}">{day}</div>{drawn}</div>'
    hours = "".join(
        f'<div style="height:52px;font-size:12px;color:{site.faint};text-align:right;padding-right:8px">{h:02}:00</div>'
        for h in range(8, 17)
    )
    card = ""
    if is_open:
        card = f'<div style="position:absolute;left:330px;top:150px;width:380px;background:{site.panel};border:1px solid {site.accent};border-radius:8px;padding:18px 22px;box-shadow:0 8px 30px rgba(0,0,0,.6)"><div style="font-size:18px;font-weight:700;margin-bottom:8px">{t("meet_title")}</div><div>Tuesday 19 May, {t("meet_time")}</div><div style="margin-top:6px">Room: {t("meet_room")}</div><div style="margin-top:6px">Organiser: {t("meet_organiser")}</div><div style="margin:6px 0 14px">Agenda: insulin pens, new anticoagulants</div><button data-t="cal_button_Accept" style="font:inherit;padding:5px 16px;background:{site.accent};color:#1b1424;border:0;border-radius:4px;margin-right:8px">Accept</button><button data-t="cal_button_Tentative" style="font:inherit;padding:5px 16px;background:transparent;color:{site.ink};border:1px solid {site.line};border-radius:4px;margin-right:8px">Tentative</button><button data-t="cal_button_Decline" style="font:inherit;padding:5px 16px;background:transparent;color:{site.ink};border:1px solid {site.line};border-radius:4px">Decline</button></div>'
    return _page(
        site,
        f'<div style="display:flex;gap:24px;padding:10px 22px;border-bottom:1px solid {site.line}"><b>Calendar</b><span>Today</span><span>18 – 22 May 2026</span><span style="margin-left:auto">Work week</span></div><div style="display:flex;height:560px"><div style="width:56px;padding-top:36px">{hours}</div>{columns}</div>{card}',
        14,
    )
