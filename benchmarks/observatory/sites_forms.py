"""Sites with forms and figures: a permit, a shop, a calendar, a newspaper, the state of the array."""
# ruff: noqa: E501, RUF001 - markup

from __future__ import annotations

from collections.abc import Sequence

PERMIT, SHOP, WEEK, NEWS, STATUS = (
    "permits.kestrelridge.example",
    "www.ferritecrate.com",
    "cal.kestrelridge.example",
    "www.ridgecourier.example",
    "status.kestrelridge.example",
)


def ticks(kind: str, group: str, names: dict[str, bool]) -> str:
    """Boxes to tick, or buttons of which one is chosen."""
    return "".join(
        f'<label><input type={kind} name="{group}"{" checked" if on else ""}> {name}</label>'
        for name, on in names.items()
    )


def permit(
    typed: dict[str, str], chosen: dict[str, str], hours: dict[str, bool], marks: dict[str, bool], why: str, note: str
) -> str:
    """Who asks to be let in; `chosen` are what selects say, `note` what the form says of itself."""
    rows = "".join(
        f'<div class=f><span>{name}</span><input type=text value="{value}"></div>' for name, value in typed.items()
    )
    rows += "".join(
        f"<div class=f><span>{name}</span><select><option>{value}</option><option>Other</option></select></div>"
        for name, value in chosen.items()
    )
    tone = "#b3261e" if note.startswith("Please") else "#386a20"
    return f"""<!doctype html><title>Site access permit · Kestrel Ridge</title><style>*{{box-sizing:border-box}} body{{margin:0;background:#f3edf7;font:14px/1.45 'Open Sans',sans-serif;color:#1d1b20}} header{{background:#4a4458;color:#fff;padding:12px 40px;font-size:17px}} .crd{{border:1px solid #cac4d0;border-radius:16px;margin:20px 40px;padding:16px 30px;max-width:960px;display:grid;grid-template-columns:1fr 1fr;gap:4px 40px}} h1{{font-size:21px;font-weight:600;margin:4px 0 8px;grid-column:1/3}} .f{{display:flex;align-items:center;margin:5px 0}} .f span{{width:150px;color:#49454f}} input[type=text],select{{flex:1;height:36px;border:1px solid #79747e;border-radius:4px;padding:0 10px;font:14px 'Open Sans';background:#fff;min-width:0}} label{{display:block;margin:7px 0}} input[type=checkbox],input[type=radio]{{accent-color:#6750a4;width:16px;height:16px;vertical-align:-3px;margin-right:8px}} h3{{font-size:14px;margin:8px 0 2px;color:#6750a4}} textarea{{width:100%;height:62px;font:14px 'Open Sans';border:1px solid #79747e;border-radius:4px;padding:8px}} .end{{grid-column:1/3;margin-top:6px}} button{{font:600 14px 'Open Sans';border-radius:20px;padding:9px 22px;margin-right:10px;border:1px solid #79747e;background:#fffbfe;color:#6750a4}} .go{{background:#6750a4;color:#fff;border-color:#6750a4}} .n{{color:{tone};font-weight:600}}
</style><header>Kestrel Ridge Radio Observatory</header><div class=crd><h1>Site access permit</h1><div>{rows}</div><div><h3>Hours</h3>{ticks("radio", "h", hours)}<h3>Declarations</h3>{ticks("checkbox", "m", marks)}</div><div class=end><h3>Purpose of the visit</h3><textarea>{why}</textarea><p class=n>{note}</p><button class=go>Send permit request</button><button>Save as draft</button><button>Clear form</button></div></div>"""


def permitted(rows: dict[str, str]) -> str:
    """What the desk says of a permit."""
    body = "".join(f"<tr><td>{name}</td><td><b>{value}</b></td></tr>" for name, value in rows.items())
    return f"""<!doctype html><title>Permit {rows["Permit"]} · Kestrel Ridge</title><style>body{{margin:0;background:#f3edf7;font:14px/1.5 'Open Sans',sans-serif;color:#1d1b20}} header{{background:#4a4458;color:#fff;padding:12px 40px;font-size:17px}} div{{background:#fffbfe;border-radius:16px;margin:28px 40px;padding:20px 34px;max-width:640px}} h1{{font-size:21px}} td{{padding:6px 26px 6px 0}} button{{font:600 14px 'Open Sans';border-radius:20px;padding:9px 22px;margin:14px 10px 0 0;border:1px solid #79747e;background:#fffbfe;color:#6750a4}}
</style><header>Kestrel Ridge Radio Observatory</header><div><h1>Request received</h1><table>{body}</table><button>Print</button><button>Withdraw request</button></div>"""


def cart(rows: list[tuple[str, str, str, str]], sums: dict[str, str], ways: dict[str, bool], promise: str) -> str:
    """A cart: part number, what, how many, price."""
    body = "".join(
        f"<tr><td><em>{part}</em><br>{what}</td><td><input type=text size=3 value={many}></td><td class=r>{price}</td><td><button class=x>Remove</button></td></tr>"
        for part, what, many, price in rows
    )
    total = "".join(f"<p>{name}<span>{value}</span></p>" for name, value in sums.items())
    return f"""<!doctype html><title>Your cart (3) | Ferrite Crate Electronics</title><style>body{{margin:0;font:14px/1.45 'Liberation Sans',sans-serif;color:#333;background:#fff}} .t{{background:#00457c;color:#fff;padding:13px 36px;font-size:20px;font-weight:700}} .t i{{color:#ffb81c;font-style:normal}} .c{{background:#eef2f5;padding:8px 36px;font-size:13px}} .m{{display:flex;gap:30px;padding:12px 36px}} table{{border-collapse:collapse;width:780px}} th{{text-align:left;background:#dfe6ec;padding:8px}} td{{padding:9px 8px;border-bottom:1px solid #d5dbe0}} em{{font-style:normal;color:#0064a8;font-weight:700}} .r{{text-align:right}} .x{{border:0;background:none;color:#0064a8;font:13px 'Liberation Sans'}} .side{{width:330px;background:#f7f9fa;border:1px solid #d5dbe0;padding:6px 20px 18px}} .side p span{{float:right}} label{{display:block;margin:6px 0}} .go{{display:block;width:100%;background:#ffb81c;border:0;border-radius:3px;padding:11px;font:700 15px 'Liberation Sans'}} .q{{display:block;width:100%;background:#fff;border:1px solid #00457c;color:#00457c;border-radius:3px;padding:9px;margin-top:8px;font:14px 'Liberation Sans'}}
</style><div class=t>Ferrite<i>Crate</i></div><div class=c>Products › RF and microwave › Cart &nbsp; | &nbsp; {promise}</div><div class=m><div><h2>Your cart</h2><table><tr><th>Item</th><th>Qty</th><th class=r>Price</th><th></th></tr>{body}</table></div><div class=side><h3>Summary</h3>{total}<h3>Shipping</h3>{ticks("radio", "w", ways)}<button class=go>Proceed to checkout</button><button class=q>Save as quote</button></div></div>"""


def calendar(title: str, days: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """A week: days with what is on them (time, what)."""
    tints = ("#0082c9", "#7a5c00", "#1f7a4d", "#9b2c6f")
    body = "".join(
        f"<div class=d><h3>{day}</h3>"
        + "".join(
            f'<div class=e style="background:{tints[n % 4]}"><b>{at}</b> {what}</div>'
            for n, (at, what) in enumerate(entries)
        )
        + "</div>"
        for day, entries in days
    )
    return f"""<!doctype html><title>{title} - Calendar - KRRO Cloud</title><style>body{{margin:0;font:14px/1.35 'Nimbus Sans','Liberation Sans',sans-serif;color:#222;background:#fff}} header{{background:#0082c9;color:#fff;padding:13px 20px;font-weight:700}} .b{{padding:10px 20px;display:flex;gap:10px;align-items:center;font-size:18px}} button{{font:14px 'Nimbus Sans';border:0;border-radius:18px;background:#e6eef3;padding:7px 16px}} .w{{display:flex;border-top:1px solid #ddd;min-height:620px}} .d{{flex:1;border-right:1px solid #ddd;padding:6px}} h3{{font-size:13px;color:#6b6b6b;margin:4px 0;font-weight:400}} .e{{color:#fff;border-radius:6px;padding:6px 8px;margin:8px 0;font-size:13px}}
</style><header>KRRO Cloud &nbsp; Calendar</header><div class=b><button>‹</button><button>›</button>{title}<button>Today</button><button>+ Event</button></div><div class=w>{body}</div>"""


def paper(date: str, stories: list[tuple[str, str]]) -> str:
    """The front page of the local newspaper."""
    first, *others = stories
    rest = "".join(f"<article><h2>{head}</h2><p>{text}</p></article>" for head, text in others)
    return f"""<!doctype html><title>Ridge Courier - News from the plateau</title><style>body{{margin:0;background:#eef0ea;color:#191919;font:16px/1.5 'P052',serif}} header{{background:#7d1128;color:#fff;padding:16px 50px;display:flex;justify-content:space-between;align-items:baseline}} header b{{font:700 34px 'P052'}} .n{{background:#fff;padding:8px 50px;font:14px 'Open Sans'}} .n span{{margin-right:26px}} main{{max-width:1150px;padding:16px 50px}} h1{{font:700 36px/1.15 'P052';margin:8px 0}} .g{{display:grid;grid-template-columns:1fr 1fr 1fr;gap:26px;border-top:2px solid #7d1128;margin-top:14px}} h2{{font:700 20px/1.25 'P052';margin:12px 0 4px}} p{{margin:0}} .x{{height:150px;background:linear-gradient(120deg,#b7c0a8,#7a8b99 55%,#3e4a59);margin:10px 0}}
</style><header><b>Ridge Courier</b><span>{date}</span></header><div class=n><span>Region</span><span>Science</span><span>Roads</span><span>Weather</span><span>Notices</span></div><main><h1>{first[0]}</h1><p>{first[1]}</p><div class=x></div><div class=g>{rest}</div></main>"""


def status(taken: str, cards: dict[str, str], rows: Sequence[tuple[str, ...]]) -> str:
    """The state of the array: figures, and a table of dishes."""
    top = "".join(f"<div class=k><span>{name}</span><b>{value}</b></div>" for name, value in cards.items())
    head = "".join(f"<th>{each}</th>" for each in ("Dish", "Receiver", "Azimuth", "Elevation", "T sys K", "State"))
    tone = {"TRACK": "#73bf69", "STOW": "#8e8e9a", "FAULT": "#f2495c"}
    body = "".join(
        "<tr>"
        + "".join(f"<td>{cell}</td>" for cell in row[:-1])
        + f'<td style="color:{tone[row[-1]]}">{row[-1]}</td></tr>'
        for row in rows
    )
    return f"""<!doctype html><title>Array status - Kestrel Ridge</title><style>body{{margin:0;background:#0b0f1a;color:#ccd4e4;font:14px/1.4 'Open Sans',sans-serif;padding:16px 24px}} h1{{font-size:18px;font-weight:600;margin:0}} small{{color:#7c88a1}} .ks{{display:flex;gap:12px;margin:14px 0}} .k{{background:#141b2b;border:1px solid #24304a;border-radius:3px;padding:10px 18px;min-width:150px}} .k span{{color:#7c88a1;font-size:12px}} .k b{{display:block;font:600 27px 'Open Sans';color:#5ec8f2}} table{{border-collapse:collapse;background:#141b2b;width:900px}} th{{text-align:left;color:#7c88a1;font-weight:400;font-size:12px}} th,td{{padding:6px 14px;border-bottom:1px solid #24304a}} td{{font:13px 'DejaVu Sans Mono'}}
</style><h1>Array status</h1><small>Last update {taken} UTC · refresh 30 s</small><div class=ks>{top}</div><table><tr>{head}</tr>{body}</table>"""
