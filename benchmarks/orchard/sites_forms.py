"""Sites with forms: a shop, a bank, a calendar, bookings, the excise."""
# ruff: noqa: E501 - markup

from __future__ import annotations

SHOP, BANK, ALMANAC, BOOK, EXCISE = (
    "quillfeather.shop",
    "harbourlinecu.ca",
    "almanacweek.ca",
    "book.fundygate.ca",
    "exciseportal.ca",
)


def ticks(kind: str, group: str, names: dict[str, bool]) -> str:
    """Boxes to tick, or buttons of which one is chosen."""
    return "".join(
        f'<label><input type={kind} name="{group}"{" checked" if on else ""}> {name}</label>'
        for name, on in names.items()
    )


def inputs(rows: dict[str, str]) -> str:
    """Labels, each with what was typed."""
    return "".join(
        f'<div class=f><span>{name}</span><input type=text value="{value}"></div>' for name, value in rows.items()
    )


def order(
    rows: list[tuple[str, str, str]], total: str, typed: dict[str, str], extras: dict[str, bool], ways: dict[str, bool]
) -> str:
    """A cart that is about to be ordered."""
    body = "".join(f"<tr><td>{what}</td><td>{many}</td><td>{price}</td></tr>" for what, many, price in rows)
    return f"""{_shop("Checkout")}<div class=two><div><table><tr><th>Item</th><th>Qty</th><th>Price</th></tr>{body}</table><p class=t>Total with tax {total}</p></div>
<div>{inputs(typed)}<h3>Extras</h3>{ticks("checkbox", "x", extras)}<h3>Delivery</h3>{ticks("radio", "d", ways)}<p><button class=go>Place order</button><button>Save for later</button><button>Empty cart</button></p></div></div>"""


def ordered(number: str, rows: dict[str, str]) -> str:
    """What the shop says after the order."""
    body = "".join(f"<tr><td>{key}</td><td><b>{value}</b></td></tr>" for key, value in rows.items())
    return f"""{_shop("Thank you")}<p>Your order {number} has been received.</p><table>{body}</table><p><button>Print receipt</button><button>Change order</button></p>"""


def _shop(title: str) -> str:
    return f"""<!doctype html><title>{title} · Quillfeather Lab Supply</title><style>body{{margin:0;font:15px/1.5 'Open Sans',sans-serif;background:#eef6f8;color:#123;padding:0 60px 40px}} header{{margin:0 -60px 20px;background:#0e7490;color:#fff;padding:16px 60px;font-size:22px;font-weight:700}} .two{{display:flex;gap:60px}} table{{border-collapse:collapse;background:#fff}} td,th{{border:1px solid #c7dde3;padding:9px 18px;text-align:left}} .t{{font-size:18px;font-weight:700}} .f{{margin:8px 0}} .f span{{display:inline-block;width:170px}} input[type=text]{{font:inherit;padding:6px 10px;width:280px;border:1px solid #8fb8c3}} label{{display:block;margin:4px 0}} h3{{margin:14px 0 4px;font-size:16px}} button{{font:inherit;padding:10px 22px;margin-right:10px;border:1px solid #0e7490;background:#fff;color:#0e7490;border-radius:6px}} .go{{background:#d9480f;border-color:#d9480f;color:#fff}}
</style><header>Quillfeather Lab Supply</header><h1>{title}</h1>"""


def account(balance: str, rows: list[tuple[str, str, str]]) -> str:
    """An account at the bank: its balance, and what came and went."""
    body = "".join(f"<tr><td>{day}</td><td>{what}</td><td class=n>{much}</td></tr>" for day, what, much in rows)
    return f"""<!doctype html><title>Everyday chequing - Harbourline</title><style>body{{margin:0;background:#0f1b2d;color:#dbe6f5;font:15px 'Liberation Sans',sans-serif;padding:26px 70px}} .b{{font-size:34px;color:#7ee0b8}} table{{border-collapse:collapse;width:860px;margin-top:16px}} td,th{{padding:10px 14px;border-bottom:1px solid #2a3c57;text-align:left}} .n{{text-align:right;font-family:Hack}} button{{background:#1f4e79;color:#fff;border:0;padding:10px 24px;margin:12px 10px 0 0;font:inherit}}
</style><h2>Harbourline Credit Union</h2><div>Everyday chequing ••• 4418</div><div class=b>{balance}</div><button>Send money</button><button>Pay a bill</button><button>Statements</button><table><tr><th>Date</th><th>Details</th><th class=n>Amount</th></tr>{body}</table>"""


def week(title: str, days: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """A week of a calendar: per day its entries (time, what)."""
    body = "".join(
        f"<div class=d><h3>{day}</h3>"
        + "".join(f"<div class=e><b>{at}</b><br>{what}</div>" for at, what in entries)
        + "</div>"
        for day, entries in days
    )
    return f"""<!doctype html><title>{title} · Almanac</title><style>body{{margin:0;font:14px/1.4 Lato,sans-serif;background:#fff;color:#333}} header{{padding:14px 24px;font-size:21px}} button{{font:14px Lato;margin-left:14px;padding:5px 14px;border:1px solid #bbb;background:#fafafa;border-radius:4px}} .w{{display:flex;border-top:1px solid #ddd;min-height:700px}} .d{{flex:1;border-right:1px solid #ddd;padding:8px}} h3{{font-size:14px;color:#666}} .e{{background:#fde8e4;border-left:4px solid #e4572e;border-radius:3px;padding:7px 9px;margin:9px 0}}
</style><header>{title}<button>Today</button><button>Week</button><button>Month</button></header><div class=w>{body}</div>"""


def settings(typed: dict[str, str], on: dict[str, bool], saved: str) -> str:
    """How the tasting room takes bookings."""
    return f"""<!doctype html><title>Booking settings - Fundy Gate tasting room</title><style>body{{margin:0;font:16px/1.5 'Noto Sans','Open Sans',sans-serif;background:#fbf5ec;color:#3a2a1a;padding:24px 50px}} h1{{font-size:26px}} .f{{margin:10px 0}} .f span{{display:inline-block;width:250px}} input[type=text]{{font:inherit;padding:5px 10px;width:230px;border:1px solid #c9ae8a;background:#fff}} label{{display:block;margin:9px 0}} button{{font:inherit;padding:9px 26px;margin:14px 12px 0 0;background:#7a4b1f;color:#fff;border:0;border-radius:24px}} .ok{{color:#2c6b2f;font-weight:600}}
</style><h1>Booking settings</h1>{inputs(typed)}<h3>Guests</h3>{ticks("checkbox", "s", on)}<button>Save changes</button><button>Restore defaults</button><p class=ok>{saved}</p>"""


def excise(typed: dict[str, str], told: dict[str, bool], note: str) -> str:
    """A return of the excise on cider."""
    bad = note.startswith("Error")
    return f"""<!doctype html><title>Return B266 - Excise Portal</title><style>body{{margin:0;font:16px/1.5 'Liberation Sans',sans-serif;background:#fff;color:#111}} header{{background:#26374a;color:#fff;padding:12px 60px;font-size:20px}} main{{padding:10px 60px}} h1{{border-bottom:3px solid #af3c43;padding-bottom:6px;font-size:27px}} .f{{margin:9px 0}} .f span{{display:inline-block;width:330px}} input[type=text]{{font:inherit;padding:6px;width:250px;border:2px solid #555}} label{{display:block;margin:6px 0}} button{{font:inherit;background:#2b4380;color:#fff;border:0;padding:10px 22px;margin:14px 10px 0 0}} .n{{border-left:5px solid {"#d3080c" if bad else "#278400"};background:{"#f9e3e4" if bad else "#e3f1de"};padding:10px 18px;max-width:800px}}
</style><header>Excise Portal</header><main><h1>Cider duty return, form B266</h1><div class=n>{note}</div>{inputs(typed)}{ticks("checkbox", "e", told)}<button>Check figures</button><button>Submit return</button><button>Cancel</button></main>"""


def filed(rows: dict[str, str]) -> str:
    """The receipt of a return."""
    body = "".join(f"<p><span>{key}</span> <b>{value}</b></p>" for key, value in rows.items())
    return f"""<!doctype html><title>Receipt - Excise Portal</title><style>body{{margin:0;font:16px/1.5 'Liberation Sans',sans-serif}} header{{background:#26374a;color:#fff;padding:12px 60px;font-size:20px}} main{{padding:10px 60px}} h1{{border-bottom:3px solid #af3c43;font-size:27px}} span{{display:inline-block;width:260px}} button{{font:inherit;background:#2b4380;color:#fff;border:0;padding:10px 22px}}
</style><header>Excise Portal</header><main><h1>Receipt</h1>{body}<button>Download receipt</button></main>"""
